"""What a clause wants told and shown: notices, proof of use, reports."""

from __future__ import annotations

import re
from dataclasses import replace

from docaudit.records.obligation import Obligation
from docaudit.understanding.duty_terms import (
    anything_named,
    days_of,
    frequency_of,
    papers_named,
    report_named,
)
from docaudit.understanding.events import event_of
from docaudit.understanding.sentence import FREE, Sentence

_NOTICE = re.compile(
    r"(?:通知|告知|通报|报告|告诉|知会|函告)(?:贷款人|出借人|出借方|甲方|乙方|银行|债权人|贵行|我行|本行|贷款行|本公司)|书面(?:形式)?(?:通知|告知|报告)|(?:立即|及时|内|前)(?:书面|电话|以书面形式)?(?:通知|告知|报知|知会)|报知|(?:发出|送达|送交)[^。;,]{0,6}通知|(?:跟|和|向|给)[^。;,]{1,6}(?:说一声|打招呼)|向[^。;,]{1,10}(?:说明(?=[^。;,]{0,16}(?:情况|性质|原因|理由))|通报|告知|通知(?![书单])|报备|书面说明|(?:如实|书面|及时)*披露(?![的之者]))|(?:致电|电告|电话报告|来电告知)|如实相告|(?:当面|口头|短信|微信)(?:告知|告诉|通知)|提前(?:至少)?[^。;,提用放支]{0,12}[日天][^。;,提用放支]{0,24}(?:预约|申请|报备)(?!书[^面])"
)
_UPON = re.compile(r"(?:接到|收到|接获|凭|依|按)[^。;,]{0,12}(?:通知|要求)")
"""A notice of the other side, upon which something is done."""
_REPORTS = re.compile(
    r"(?:每|按|逐)(?:满)?(?:半个?|[一二三六两]个?|个)?(?:年|季度?|月)度?[^。;,]{0,12}(?:书面|口头)?(?:报告|汇报|通报|说明)(?!的)"
)
"""每半年书面报告一次…: what is told comes at intervals, whatever it is called."""
_GIVING = re.compile(
    r"提供|提交|报送|递交|递送|出具|交付|报告|汇报|汇总|披露|过目|送达|送给|发送|交到|寄给|发给|报一次|拿来|给[^。;,]{1,8}看|说明|交由|移交|附|出示|补交|补送|补齐|上传|报备|交来|交给|交回|交出借方|送交|寄送|上报|上传|补传|回传|补充提供|呈报|呈送|拍照|交(?:贷款人|出借人|甲方|乙方|银行|贵行|我行)|拿给|报给|报来|送来|交齐|寄来|填报|录入|报(?:贷款人|出借人|甲方|乙方|银行|贵行|我行)|备[^。;,]{0,6}(?:查|核)|备案|留底|查验"
)
_GIVEN = re.compile(
    r"(?P<upon>凭[^。;,]{0,12}?)?(?:提供|提交|报送|递交|出具|交付|出示|发送|披露|填写|说明|报告)的(?!应|须)"
)
"""What was handed in (您提供的银行卡): nothing is to be, but where something is done upon it (凭借款人提交的发票)."""
AS_IT_IS = re.compile(
    r"(?:提供|提交|交付|报送|出具)[^。;,]{0,8}的[^。;]{1,30}?(?:系|均|都|皆|是)[^。;]{0,12}(?:真实|有效|完整|准确|合法|依照|一致)"
)
"""What papers are that were handed in; nothing is to be handed in."""
_SPENDING = re.compile(
    r"用款|提款|支付|支用|放款|发放|用途|购销|发票|凭证|保单|自主支付|资金使用|使用(?:后|完)|付款|采购|购[买料货车]|买料|进完?货|货到|到货|装修|消费|报关|到厂|交货|收货"
)
_AUDIT = re.compile(r"(?:配合|接受)[^。;]{0,24}(?:检查|监督|调查|核查|监管|查询)")
_SURETY = re.compile(r"连带(?:责任)?(?:保证|担保|清偿)|提供[^。;,]{0,12}(?:保证(?!金)|抵押|质押)")


def notification(sentence: Sentence) -> Obligation | None:
    """Return what must be told to the lender."""
    full = _UPON.sub("", sentence.full)
    told = re.search(rf"(?:通知|告知|告诉|知会|函告|报知|通报|报告)(?:{sentence.roles.lender.pattern})", full)
    if re.search(r"未(?:能|按时|按约)?(?:及时|书面|如实)*(?:通知|告知|报告)[^。;,]{0,12}的", sentence.text):
        return None  # what follows from silence
    if sentence.clause.subject == "lender":
        told = re.search(
            rf"(?:应当?|须|必须)[^。;]{{0,30}}(?:通知|告知|通报)(?:{sentence.roles.borrower.pattern})", sentence.text
        )
    elif not told:
        told = _NOTICE.search(full)
    if not told or FREE.search(told.string[: told.end()]):
        return None
    if PROVED.search(sentence.full) and _SPENDING.search(sentence.full):
        return None  # what is spent is told with its proof
    often = frequency_of(sentence.text) not in ("once", "on_request")
    if often and (report_named(sentence.text) or _REPORTS.search(sentence.text)):
        return None  # a report at intervals
    days, day_kind = days_of(sentence.flow, sentence.clause, ahead=True)
    event = event_of(sentence.flow, sentence.clause, "notification", sentence.roles)
    return replace(sentence.base, kind=sentence.word("notification"), event=event, due_days=days, day_kind=day_kind)


def papers(sentence: Sentence) -> Obligation | None:
    """Return evidence of use or reports that the borrower hands in."""
    giving = _GIVING.search(_GIVEN.sub(lambda m: m.group() if m["upon"] else "", sentence.full))
    if (
        not giving
        or sentence.clause.subject == "lender"
        or FREE.search(sentence.text)
        or AS_IT_IS.search(sentence.text)
    ):
        return None
    if _SURETY.search(sentence.text) and not re.search(r"发票|凭证|回单|报表", sentence.text):
        return None  # whose guarantee contract is named, not handed in
    names = papers_named(sentence.full)
    report = report_named(sentence.text)
    if report and _AUDIT.search(sentence.text) and not re.search(r"[表单水账]$|报告$", sentence.text[slice(*report)]):
        report = None  # what is looked at in an inspection
    proof = re.search(r"发票|凭证|合同|保单|收据", sentence.full)
    if names == ["other"] and _INSURING.search(sentence.text):
        return None  # the policy follows the insurance that is to be taken out
    days, day_kind = days_of(sentence.flow, sentence.clause)
    frequency = frequency_of(sentence.full)
    at_intervals = report is not None and names == ["other"] and frequency not in ("once", "on_request")
    at_intervals = at_intervals and not PROVED.search(sentence.full)
    if names and not at_intervals and _SPENDING.search(sentence.full) and (proof or not report or frequency == "once"):
        documents = tuple(sentence.word(n) for n in names)
        return replace(
            sentence.base, kind=sentence.word("evidence"), documents=documents, due_days=days, day_kind=day_kind
        )
    if report and not _GIVING.search(_part_around(sentence.text, report)):
        report = anything_named(sentence.text) or report  # what is looked at stands beside what is handed in
    if report and sentence.clause.lead:
        wider = anything_named(sentence.text, item=True)
        report = wider if wider and wider[0] <= report[0] and wider[1] >= report[1] else report
    if report is None and not _AUDIT.search(sentence.text):
        report = anything_named(sentence.text, item=bool(sentence.clause.lead))
        if report and frequency == "once" and not (days.value and _ONE_OFF.search(sentence.text[slice(*report)])):
            report = None
    if report is None:
        return None
    return replace(
        sentence.base,
        kind=sentence.word("reporting", 0.85),
        document=sentence.part(report, 0.85),
        frequency=sentence.word(frequency),
        due_days=days,
        day_kind=day_kind,
    )


PROVED = re.compile(r"附[^。;,]{0,10}(?:凭证|凭据|单据|票据)")
"""Proof behind a report of payments makes it evidence (自主支付的每月末汇总报告并附凭证)."""
_INSURING = re.compile(r"(?:办理|办妥|投保|购买)[^。;,]{0,24}险(?=[,。;])")
_ONE_OFF = re.compile(r"(?:报告|报表|决算|说明书|清单)$")
"""What is handed in once by a day and still a report: 竣工后90日内提交竣工决算报告."""


def _part_around(text: str, span: tuple[int, int]) -> str:
    """Return the part of a sentence, between commas, that holds the characters."""
    start = max(text.rfind(mark, 0, span[0]) for mark in ",;:。") + 1
    ends = [at for mark in ",;。" if (at := text.find(mark, span[1])) >= 0]
    return text[start : min(ends, default=len(text))]


def demanded(sentence: Sentence) -> Obligation | None:
    """Return the papers that the lender's right to ask for them makes the borrower hand in by a day."""
    asked = re.search(
        rf"有权要求(?:{sentence.roles.borrower.pattern})[^。;]{{0,24}}?(?:内|前)[^。;]{{0,8}}?(?:提供|提交|上传|[补回]传|出示|报送|补[交充]|交来|寄送|补齐)",
        sentence.text,
    )
    if asked is None:
        return None
    return papers(Sentence(sentence.flow, replace(sentence.clause, subject="borrower"), sentence.roles))
