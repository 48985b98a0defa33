"""What happens or is done: the clause's own words for the event of a notice, a consent or a recall."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re

from docaudit.records.evidence import Field
from docaudit.understanding.clauses import Clause, opening
from docaudit.understanding.roles import Roles
from docaudit.understanding.text import Text

_N = r"(?:\d{1,3}|[一二三四五六七八九十两百]{1,4})"
_DAYS = rf"(?:至少)?{_N}\s?个?(?:工作日|营业日|自然日|日历日|小时|[日天])"
_MODAL = r"(?:均|都|也|亦|并|则)*(?:(?<![相对供反适响回])应当?|必须|须|(?<![如确若])需要?|得(?=[在于跟向])|要(?=[在于跟向提])|(?<!申)请|承诺|(?<!提供)(?<!作出)(?<!出具)(?<!连带责任)保证(?!人|金|合同|期间|责任|担保)|有义务|可(?=不经))"
_TOLD = r"(?:通知|告知|报告|通报|告诉|知会|函告|说一声|打招呼|汇报|报备|备案|反映|报知)"
_IF = re.compile(
    r"(?:如需|如果?|若|倘若|假如|要是|当|一旦|一经(?:发现)?|凡是?|遇有?|在(?=[^在]{2,20}(?:期间|情况下)))+[,:]?"
)
_ENDS = re.compile(
    rf"(?:的?(?:时|之一|(?:情形|情况)下)?(?:发生|出现)?(?:之?[后前]|之?日起|以[后前]|次日起?)(?:的?{_DAYS}(?:之?内|以内|之?前)?)?"
    rf"|的?(?:时|之一|(?:情形|情况)下)|的?{_DAYS}(?:之?内|以内|之?前)|(?<!别)的)[,:;。\s]*$"
)
_TIME = re.compile(
    r"(?:(?:在|于)?[^,。;]{0,16}?(?:还清|结清|清偿|偿清)[^,。;]{0,10}?(?:之前|前|以前)|(?:在)?(?:借款|贷款|合同|展期|授信|额度|抵押|质押|保证|担保)?(?:期间|期限内|存续期间?内?|有效期间?内?|履行期间?)|本合同[^,。;]{0,12}(?:期间|期内)|在[^,。;]{0,16}(?:期间|期限)内?),"
)
"""For how long a duty lasts; no part of the event."""
_LISTED = re.compile(r"下列|以下|如下|下述|下面|之一|任[何一意]")
_LIST_BEHIND = re.compile(
    r"[^:]*(?:下列|以下|如下|下述|下面|任[何一意]|之一)(?![^:]*(?:措施|权利|手段|方式|救济))[^:]*:(?=[^:]*[;、,])"
)
"""The lead of a list that stands in the same sentence."""
_WITHOUT = re.compile(
    r"(?:除非|未经|未获|未得到|未取得|未征得|未征求|非经|没有|不经|未事先|事先未)[^,。;]{0,26}?(?:同意|认可|许可|批准|允许|点头|答复|回复|核准|准许)(?:的情况下|的情形下|之前|前|的)?[,、]?"
)
_BAN = re.compile(
    r"(?:不得|不可|不应|不准|不能|禁止|严禁|不(?=再?(?:将|把|对|向|以|为|进行|实施|处)))(?:擅自|自行|单方|随意)?"
)
_ASK = re.compile(
    rf"[,、]?{_MODAL}(?:[^。;,]{{0,12}}?)(?:事先|事前|提前|预先|先|先行|另行|书面)*(?:{_DAYS})?[^。;]{{0,14}}?(?:经|征得|取得|获得|得到|征求|报|向|由|获)[^。;]{{0,16}}?(?:同意|认可|许可|批准|允许|审批|应允)"
    rf"|[,、]?(?:须|需|应|要)(?:由|有)?(?=(?:贷款人|出借人|甲方|乙方|银行|我行)[^。;,]{{0,8}}(?:同意|认可|许可|批准))|,(?:得|要|须|应)先"
)
_ONLY_THEN = re.compile(r"(?:后|之后)?[,，]?(?:方可|方能|才能|才可以?|方得)")
_THIN = re.compile(r"^(?:进行|实施|办理|执行|为之|出售|生效|操作|提前还款)?$")


def event_of(flow: Text, clause: Clause, kind: str, roles: Roles) -> Field[str]:
    """Return the words for what happens or is done, without subject, modal and time.

    `kind` is notification, consent or acceleration. Where the sentence leads into a list (下列情形之一：), the list is
    the event.
    """
    text = clause.text
    lead = len(text) if clause.until <= clause.end else clause.end - clause.start
    if clause.until > clause.end and _LISTED.search(text[:lead]):
        start = clause.end
        while flow.chars[start : start + 1] in tuple("\n\t :"):
            start += 1
        return flow.field(flow.raw(start, clause.until).rstrip("。;；"), start, clause.until, 0.7)
    listed = _LIST_BEHIND.match(text)
    if listed:
        start, end = listed.end(), len(text.rstrip("。;, "))
        return flow.field(
            flow.raw(clause.start + start, clause.start + end), clause.start + start, clause.start + end, 0.7
        )
    if kind == "consent" and _NEEDED_AFTER.match(text, opening(text)):
        kept = _kept_before(flow, clause)
        if kept:
            return kept
    if kind == "acceleration":
        start, end = _of_recall(text, roles)
    else:
        start, end = _of_notice(text) if kind == "notification" else _of_consent(text)
    start, end = _bared(text, start, end, roles, kind)
    if end - start < 2:  # nothing but frame is left: the clause in its own words
        start, end = opening(text), len(text.rstrip("。;, "))
    return flow.field(text[start:end], clause.start + start, clause.start + end, 0.7)


_KNOWING = re.compile(r"拟(?!定)|(?:知道|知悉|得知|得悉|获悉)(?:或者?(?:应当)?(?:知道|知悉))?|(?:任何)?一方|双方|各方")


def _bared(text: str, start: int, end: int, roles: Roles, kind: str) -> tuple[int, int]:
    """Take number, 如, subject and 期间 off the front and 的, 时, 后N日内 off the back."""
    who = roles.borrower.pattern
    if kind != "acceleration":
        who = f"{who}|{roles.guarantor.pattern}|[丙丁]方"
    if kind == "notification":
        who = f"{who}|{roles.lender.pattern}"
    subject = re.compile(
        rf"(?:{who})(?:或(?:其)?(?:{roles.guarantor.pattern}|{who}))?(?:的|拟|如果?|若|在(?=[^,]{{0,20}}前)|要是|想|欲|需要?(?=[^,]))*"
    )
    if start == 0:
        start = opening(text)
    while start < end:
        before = start
        for pattern in (re.compile(r"[\s,:;、。]+"), _IF, _TIME, subject, _KNOWING):
            found = pattern.match(text, start, end)
            if found and found.end() < end:
                start = found.end()
        if start == before:
            break
    last = re.compile(rf"[,、](?:{who})$")
    while start < end:
        tail = last.search(text, start, end) or _ENDS.search(text, start, end)
        if tail is None or tail.end() == tail.start() or tail.start() - start < 2:
            break
        end = tail.start()
    while end > start and text[end - 1] in " ,:;、。":
        end -= 1
    return start, end


_CHANGED_THEN = re.compile(rf"(?<=[更动化生现])的?,[^,。;]{{0,8}}{_MODAL}")
"""Where the change ends that is to be shown: …发生变更，借款人均应于…."""
_TELLING = re.compile(rf"{_TOLD}|送达[^,。;]{{0,6}}通知")


def _of_notice(text: str) -> tuple[int, int]:
    own = opening(text)
    told = _TELLING.search(text, own) or re.compile("说明|披露").search(text, own)
    stop = told.start() if told else len(text)
    subject_matter = re.search(
        r"(?:就|将|把)(?P<x>[^,。;]{2,60}?)(?:向|及时|立即|书面|以书面|如实|尽快|通知|告知|报告|通报)", text[: stop + 2]
    )
    inside = re.search(
        rf"(?:在|于|自)?(?:知悉|知道|得知|获悉|得悉|发现|察觉)(?:或应当(?:知悉|知道))?(?P<x>[^,。;]{{2,60}}?)(?:之日起|后|之后|起|的?当日|{_DAYS})",
        text[:stop],
    )
    modals = re.finditer(
        rf"[,、]?[^,。;、]{{0,10}}?{_MODAL}(?=[^。;]{{0,40}}?(?:{_TOLD}|书面|说明|披露))|,(?=[^,。;]{{0,24}}{_TOLD})",
        text[: told.end() if told else None],
    )
    fit = (m for m in modals if m.start() - opening(text) > 3 and _condition(text, m.start()))
    modal = next(fit, None) or (None if told else _CHANGED_THEN.search(text, own + 4))
    if modal:
        return 0, modal.start()
    during = re.search(
        rf"(?:在|于)(?P<x>[^,。;\d]{{2,50}}?)(?:之日起|之?后|之?前|以前|发生)(?=[^,。;]{{0,16}}{_TOLD}|{_DAYS})",
        text[:stop],
    )
    thin = subject_matter is not None and re.fullmatch(r".{0,6}(?:情况|事项|事宜|材料)", subject_matter["x"])
    for found in (inside, None if thin and during else subject_matter):
        if found:
            return found.start("x"), found.end("x")
    if during:
        return during.start("x"), during.end("x")
    after = (
        re.search(r"(?:关于|有关|其)(?P<x>[^。;]{2,60}?)(?:的(?:情况|信息|事项))?[。;]?$", text[told.end() :])
        if told
        else None
    )
    if told and after:
        return told.end() + after.start("x"), told.end() + after.end("x")
    return 0, stop


def _condition(text: str, end: int) -> bool:
    """Say whether what stands before the modal is more than the party that owes the notice."""
    return (
        len(
            re.sub(
                r"(?:借款|贷款|保证|担保|抵押|出质)[人方]|[甲乙丙丁]方|本人|我方|公司|客户",
                "",
                _TIME.sub("", text[opening(text) : end]),
            )
        )
        > 2
    )


_NEEDED_AFTER = re.compile(r"(?:如果?|若|但)?(?:确需|确有(?:必要|需要)|确因|必要时|有必要)[^,。;]{0,4}(?:的|时)?[,、]")


def _kept_before(flow: Text, clause: Clause) -> Field[str] | None:
    """Return what the sentence before keeps as it is: 保证主营业务不变；确需变动的，…同意后方可."""
    before = flow.chars[: clause.start].rstrip("; \n")
    base = max(before.rfind("。"), before.rfind("\n"), before.rfind(";")) + 1
    kept = list(_KEPT.finditer(before, base))
    start = kept[-1].end() if kept else base
    return flow.field(flow.raw(start, len(before)), start, len(before), 0.6) if len(before) - start > 1 else None


_NEEDED = re.compile(
    r"(?<=.{6})[,;。](?:如果?|若|因|的|但)?(?:确需|确有(?:必要|需要)|确因|必要时|因特殊情况|有必要)[^,。;]{0,4}(?:的|时)?[,、](?=[^。]*(?:同意|认可|许可|批准|核准))"
)
"""What is left undone stands before it: 不提供担保，确有必要的，应经…认可."""
_KEPT = re.compile(r"(?:保证|承诺|确保)[^,。;]{0,8}?(?=[^,。;]{2,})|不(?!变)(?:得|再)?(?:擅自|自行)?(?:以|将|把)?")


def _of_consent(text: str) -> tuple[int, int]:
    needed = _NEEDED.search(text)
    if needed:
        kept = list(_KEPT.finditer(text[: needed.start()]))
        return (kept[-1].end() if kept else 0), needed.start()
    ban = _BAN.search(text)
    without = _WITHOUT.search(text)
    if ban and without and without.start() >= ban.end() - 1:
        return without.end(), len(text)  # 不得在未经…同意的情况下转让
    refrained = (
        re.search(r"不(?:再|会|予|将|得|能)?(?=[^,。;]{2})", text[without.end() : without.end() + 12])
        if without
        else None
    )
    if without and refrained and not ban:
        return without.end() + refrained.end(), len(text)
    if ban and (without or "擅自" in ban.group() or "自行" in ban.group()):
        rest = re.search(r"[。;]|,(?=但|经|除|否则|并|且|确|贷款人|出借人|银行)|,?除非", text[ban.end() :])
        return ban.end(), ban.end() + (rest.start() if rest else len(text) - ban.end())
    asked = _ASK.search(text)
    while asked and not _condition(text, asked.start()):
        asked = _ASK.search(text, asked.start() + 1)
    then = _ONLY_THEN.search(text)
    thing = text[then.end() :].strip(" 。;,") if then else ""
    if then and not _THIN.match(thing) and not (asked and len(thing) < 5):
        return then.end(), len(text)
    if asked:
        return 0, asked.start()
    if ban:
        rest = re.search(r"[。;]|,(?=但|经|除|否则|确需)", text[ban.end() :])
        return ban.end(), ban.end() + (rest.start() if rest else len(text) - ban.end())
    return 0, len(text)


_RESULT = (
    r"[,、:]?(?:则|即)?(?:{lender}|[甲乙]方|[\u4e00-\u9fff]{{1,8}}公司)(?:即|均|都|随时|还|另|亦|也)*(?:有权|可以?|得(?=随时|立即|提前|宣布)|随时)"
    r"|[,、](?:则|即|均|视为|本合同项下|全部|所有|未到期)?[^,。;]{{0,12}}?(?:视为|全部|立即|提前|债务|借款|贷款|本息)[^,。;]{{0,14}}?(?:到期|收回|归还|清偿)|[,、]?(?:应|须)(?:立即|提前|无条件)"
)


_ONE_OF_THESE = re.compile(r"(?:下列|以下|如下)[^,。:]{0,10}(?:情形|情况|事件|行为|事项)(?:之一)?")


def _of_recall(text: str, roles: Roles) -> tuple[int, int]:
    pattern = re.compile(_RESULT.format(lender=roles.lender.pattern))
    result = next((r for r in pattern.finditer(text) if r.start() - opening(text) > 3), None)
    if result:
        listed = _ONE_OF_THESE.search(text, 0, result.start() + 1)
        colon = text.find(":", result.end())
        if listed and 0 < colon < len(text) - 2:
            return colon + 1, len(text)  # 有下列情形之一，…有权…：未按期付息；…
        return 0, result.start()
    late = re.search(r"(?:如果?|若|一旦|当|根据)(?=[^。;]{3,})", text)
    return (late.end(), len(text)) if late else (0, len(text))
