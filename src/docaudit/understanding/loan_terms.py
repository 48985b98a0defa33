"""The terms of a loan that are read from more than one label: payment, repayment, accounts, kind."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re

from docaudit.records.evidence import Field
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import TEXT, find_identifier
from docaudit.understanding.paper import Paper
from docaudit.understanding.payment_threshold import THRESHOLD, threshold
from docaudit.understanding.prose import CHOSEN, EMPTY, chosen_only, chosen_option
from docaudit.understanding.purpose import trimmed
from docaudit.understanding.text import fold_char

_OPTION = re.compile(r"^(?!.*(?:规避|逃避|违反|未按|挪用)).*(?:受托|自主)", re.DOTALL)
"""An option of the way to pay, not an event of default that a number elsewhere in the contract hits upon."""
_TOPIC = re.compile(r"(?:贷款|借款|提款|资金)?(?:资金|款项)?(?:的)?支付(?:方式|管理)?|放款方式|提款方式")


def payment_method(paper: Paper, fields: Fields) -> Field[str]:
    """Return entrusted, self or mixed: the ticked or numbered option decides, then the sentences.

    A printed option that was not chosen says nothing; a threshold makes the method mixed.
    """
    flow = paper.flow
    picked = chosen_option(flow, _TOPIC, _OPTION, reach=700)
    if picked is not None:
        method = method_named(_FIRST_OPTION.split(picked.text, maxsplit=1)[0])
        if method:
            return flow.field(method, picked.start, picked.end, 0.92)
    if re.search(rf"{EMPTY}[^\n]{{0,20}}(?:受托|自主)", flow.chars) and not re.search(rf"{CHOSEN}", flow.chars):
        return Field()
    flow = chosen_only(flow)
    labelled = fields.find(_PAY_CAPTIONS, TEXT, accept=lambda v: len(v) <= 16 and "付" in v)
    if labelled.value is not None and not re.search(f"{CHOSEN}|{EMPTY}", labelled.value):
        method = method_named(labelled.value)
        if method:
            return Field(method, labelled.confidence, labelled.evidence)
    for found in re.finditer(
        r"(?:(?:采[用取]|(?:款项?|资金|贷款)由|以|按|通过|实行|约定|适用|选择|为|即|系|:)[^。;\n]{0,24}?(?P<m>(?:贷款人|出借人|全部|银行|甲方|乙方)?受托支付(?:与|和|及|、|加)?(?:借款人)?(?:自主支付)?|(?:借款人)?自主支付(?:与|和|及|、)?(?:贷款人)?(?:受托支付)?))(?:的?方式|$|[。;,\n\t(])",
        flow.chars,
    ):
        before = re.split(r"[。;\n]", flow.chars[max(0, found.start() - 30) : found.start()])[-1] + found.group()
        if re.search(
            r"第[\s_]*[种项]|是指|其余|其他|其它|不足|未达|除外|变更|如采用|若采用|采用.{0,6}的,|情形", before
        ):
            continue
        if re.match(r"(?:支付|付款|放款)?的", flow.chars[found.end() :]):
            continue  # what is to be done where it is chosen
        if threshold(paper).value is not None:
            return flow.field("mixed", found.start("m"), found.end("m"), 0.85, found.start())
        method = method_named(found["m"])
        if method:
            return flow.field(method, found.start("m"), found.end("m"), 0.85, found.start())
    order = re.search(
        r"(?<!受)委托[^。;,\n]{0,8}?(?:贷款|放款|出借|授信|受托|[甲乙]|银|贵)[^。;,\n的]{0,4}?[将把]?[^。;\n]{0,14}(?:直接)?(?:(?:支付|划付|划转|转付|汇付|付)(?:到|至|给|入)|划付|支付(?=[甲乙丙丁]方|[^。;,\n]{2,20}(?:账户|专户)))"
        r"|(?:根据|按照?|依|凭)[^。;,\n]{0,10}(?:支付委托|付款委托|委托支付|付款指令|支付指令)[^。;\n]{0,40}(?:直接)?(?:支付|划付|汇付|付)(?:给|至|到)"
        r"|(?:贷款|放款|出借|受托)(?:[人方行社]|机构|银行|公司)[^。;,\n]{0,10}(?:授权|委托|指令|指示)[^。;\n]{0,16}?(?:直接)?(?:支付|划付|付|划|汇)(?:给|至|到|予|往)"
        r"|由(?:贷款|放款|出借|受托)?(?:银行|机构|公司|[人方行社甲乙]方?)[将把][^。;,\n]{0,12}?(?:直接)?(?:支付|划付|划转|转付|付)(?:给|至|到)(?!借款|本人|客户)"
        r"|受托(?:支付|划付|付款)(?:给|至|到|予)(?!.{0,10}[超达]过)"
        r"|授权[^。;,\n]{0,4}(?:贷款|放款|出借|受托|银行|[贵本我]行|[甲乙])[^。;,\n]{0,3}[将把][^。;,\n]{0,6}(?:借款|贷款|资金|款项)[^。;,\n]{0,10}?(?:支付|划付?|划转|转付?|汇付?|付)(?:给|至|到|入|往)(?!(?:借款[人方户]|本人|客户|其本?人?名下|[甲乙]方)(?!指定))"
        r"|由(?:贷款|放款|出借|受托)(?:银行|[人方行社])[^。;,\n]{0,4}(?:划付?|转付?|支付|汇付?)(?:给|至|到|入|往)(?!借款|本人|客户|其|[甲乙]方|[^。;,\n]{0,6}借款)"
        r"|由(?:贷款|放款|出借|受托|银行|公司|[贵本我][行司]|[甲乙]方)[^。;,\n]{0,6}?直接(?:支付|付款?|划付?|打款?|转付?|汇付?|拨付?)(?:给|至|到|入|往)(?!(?:借款[人方户]|本人|客户|其本人)(?!指定))",
        flow.chars,
    )
    if order:
        mixed = threshold(paper).value is not None
        return flow.field("mixed" if mixed else "entrusted", order.start(), order.end(), 0.75)
    own = re.search(
        r"由(?:借款|用款|受信|承借|[甲乙]方|客户|本人)[^。;,\n]{0,6}?(?:自行|自主)(?:支付|支配使用|对外支付)(?:给|至|到|予|[。;,\n])",
        flow.chars,
    )
    before = re.split(r"[。;\n]", flow.chars[: own.start()])[-1] if own else ""
    if (
        own
        and threshold(paper).value is None
        and not re.search(r"其余|其[他它]|除|不足|未达|低于|以下|余款|剩余|如|若", before)
    ):
        return flow.field("self", own.start(), own.end(), 0.75)
    limit = threshold(paper)
    return Field("mixed", round(limit.confidence * 0.85, 4), limit.evidence) if limit.value is not None else Field()


_FIRST_OPTION = re.compile(
    r"(?<=支付)(?:方式)?(?=(?:全部|贷款人|借款人|银行|甲方|乙方)?(?:受托|自主)支付|(?:单笔)?超过|部分)"
)
"""Where the option chosen ends and the next begins whose empty box a scan lost."""


def method_named(text: str) -> str | None:
    """Return entrusted, self or mixed for the words for a way of payment, None for others."""
    limit = THRESHOLD.search(text)
    if limit and re.search(r"\d|[壹贰叁肆伍陆柒捌玖]", limit["a"]):
        return "mixed"
    entrusted, own = "受托" in text, "自主" in text
    if entrusted and own:
        return "mixed"
    return "entrusted" if entrusted else "self" if own else None


_METHODS = re.compile(
    r"(?:按(?:月|季|季度|年|半年)(?:付息|结息|还息|支付利息|偿还利息|计息)[,、]?(?:并)?(?:(?:贷款|借款)?到期(?:日)?(?:时)?(?:一次性?)?(?:还本|归还本金|偿还本金|偿还全部本金|归还全部本金|还清本金|结清)|分期还本|按计划还本)?"
    r"|(?:本金)?(?:贷款|借款)?到期(?:日)?(?:时)?(?:一次性?)?(?:偿还|归还|还清|清偿|支付)(?:全部)?本金[,、](?:贷款|借款)?利息(?:按|逐|每)[月季年半]{1,2}(?:支付|结算|偿还|付清|结付)"
    r"|(?:贷款|借款)?到期(?:日)?(?:一次性?)(?:还本(?:付息)?|偿还(?:全部)?本息|归还(?:全部)?本息|还清本息|结清本息|偿还(?:全部)?本金(?:和|及)利息)|到期(?:一次性?)?还本付息"
    r"|(?:[每按][月季年])?等本等息|等额本[息金](?:还款)?(?:法|方式)?|按[月季](?:等额|平均)[^。;,\n]{0,12}|等额(?:还本|本息|本金)[^。;,\n]{0,8}|利随本清|先息后本|随借随还|按还款计划(?:表)?(?:分期)?(?:偿还|还款|归还)?(?:本金)?|(?:每[月季年]|按[月季年])[^。;,、\n]{0,10}(?:付息|付清当[月季]利息|利息)[,、](?:到期|本金到期)一?次?性?[^。;,\n]{0,8}?(?:还本|还清|归还|偿还|结清|清偿)(?:本金)?|(?:本金|本息)到期一次性?(?:还清|归还|偿还|结清|清偿)|(?:每[月季年]|按[月季年])付息(?:一次)?[,、](?:借款|贷款)?本金到期(?:一次性?)?(?:还清|付清|归还|偿还|结清)|每[月季](?:等额)?(?:偿还|归还|还)(?:等额)?本息|(?:贷款|借款)?本金分[^,。;\n]{1,6}期(?:偿还|归还|还清)[,、]利息[按逐每][月季年](?:支付|付清|结付)|到期连本带[息利](?:一次性?|全部)*(?:付清|还清|归还|偿还|结清)|分期(?:还本|偿还本金|归还本金)[^。;\n]{0,14}|一次性?还本付息|一次性?(?:还清|结清|清偿|偿还|归还)(?:全部)?(?:本金|本息)[^。;,\n\d]{0,16})"
)


def repayment_method(paper: Paper, fields: Fields) -> Field[str]:
    """Return the printed phrase of the chosen way to repay."""
    flow = paper.flow
    picked = chosen_option(
        flow,
        re.compile(
            r"第[\t ]*[(\[【]?[\d一二三四五六①-⑨][)\]】]?[\t ]*种方式(?:还款|还本|偿还|归还)|还款方式|还款方法|偿还方式|还本付息方式|方式还款|种还款|种方式(?:还本|偿还)|[、.]还款(?=[\[□☑☐√■])"
        ),
        re.compile(r"[息本还]"),
        reach=700,
    )
    if picked is not None:
        body = picked.text.strip(" ;。:,")
        if 2 <= len(body) <= 60 and not _OF_ACCOUNT.search(body):
            return flow.field(body, picked.start, picked.start + len(body), 0.9)
    unresolved = re.search(rf"还款方式[^。]{{0,60}}(?:{EMPTY}|第[\s_….]*种)", flow.chars) is not None
    captions = ("还款方式", "还本付息方式", "偿还方式", "还本方式", "还款方法", "还款办法", "还款安排", "还本付息")
    found = fields.find(captions, TEXT, accept=_is_way)
    if found.value is not None and re.search(CHOSEN, found.value):
        return found.map(trimmed)  # a cell whose lines part the caption from its options in the prose
    if found.value is not None and not re.search(EMPTY, found.value):
        return found.map(lambda v: _UP_TO.split(v)[0].strip(" ,"))
    if unresolved:
        return Field()
    for told in _TOLD.finditer(flow.chars):
        way = _METHODS.match(told["m"])
        if way:
            said = way.group().rstrip(",、")
            return flow.field(said, told.start("m"), told.start("m") + len(said), 0.85, told.start())
    for stated in _STATED.finditer(flow.chars):
        known = _METHODS.match(stated["m"])
        if known and not re.search(r"逾期|如|若", flow.chars[max(0, stated.start() - 6) : stated.start()]):
            whole = _METHODS.match(flow.chars, stated.start("m"), stated.end())  # its last word may be the way's own
            end = max(stated.end("m"), stated.start("m") + len(_CALLED.sub("", whole.group())) if whole else 0)
            said = flow.chars[stated.start("m") : end]
            return flow.field(said, stated.start("m"), end, 0.85)
    both, first = _INTEREST_AND_PRINCIPAL.search(flow.chars), _METHODS.search(flow.chars)
    earlier = both is not None and first is not None and first.start() < both.start()
    if both and not earlier and not re.search(r"逾期|如|若", flow.chars[max(0, both.start() - 10) : both.start()]):
        return flow.field(both.group(), both.start(), both.end(), 0.82)
    for hit in _METHODS.finditer(flow.chars):
        sentence = flow.chars[max(0, hit.start() - 30) : hit.start()]
        if re.search(rf"{EMPTY}[^\n]{{0,12}}$|逾期|要求|有权|如[^。,]*$|指$", sentence):
            continue
        said = hit.group().rstrip(",、")
        return flow.field(said, hit.start(), hit.start() + len(said), 0.8)
    return Field()


_EACH = r"(?:每|按|逐)(?:自然)?(?:个?[月季年]|半年|[两二三]个月|季度)"
_BACK_AT_END = r"(?:到期|期满|届满|满期|最后)[^。;,\n]{0,10}?(?:还本|还清|归还|偿还|偿清|结清|清偿|付清|收回)(?:全部|所有)?(?:本金|借款|贷款)?|按照?(?:附表|下表|还[款本]计划表?|(?:本合同)?附件)[^。;,\n]{0,10}(?:偿还|归还|还本|还款)|分[\d一二三四五六七八九十]{1,3}[期次笔][^。;,\n]{0,8}(?:偿还|归还|还清)"
_INTEREST_AND_PRINCIPAL = re.compile(
    rf"(?:利息)?{_EACH}[^。;,\n]{{0,10}}(?:付息|结息|还息|交息|结付|(?:支付|归还|偿还|收取|付清|结算|付)(?:一次|当[期月季])?(?:利息)?)"
    rf"(?:[,;、][^。;,\n]{{0,16}}(?:付息|付清|支付利息|缴息)[^。;,\n]{{0,4}})?[,;、](?:并|且)?(?:本金|借款本金|贷款本金)?[^。;,\n]{{0,8}}?(?:{_BACK_AT_END})"
)
"""When interest is paid, then when the principal: 每季末月二十日还息，到期日还本."""
_PAY_CAPTIONS = (
    "支付方式",
    "贷款支付方式",
    "放款方式",
    "资金支付方式",
    "贷款资金支付方式",
    "借款支付方式",
    "借款资金支付方式",
    "款项支付方式",
)


def _is_way(words: str) -> bool:
    first = _UP_TO.split(words)[0]
    return bool(_METHODS.search(words) or _REPAID.fullmatch(first)) and not _OF_ACCOUNT.search(first)


_CALLED = re.compile(r"(?:的?方式|法)$")
_OF_ACCOUNT = re.compile(r"[账帐][户号]")
_REPAID = re.compile(r"[^。;:\d]{0,20}(?:还本|还清|付息|归还|偿还|结清|等额|还款)[^。;:\d]{0,20}")
"""A way to repay in words of its own, beside its caption."""
_TOLD = re.compile(r"(?:还款|还本付息|偿还|还本)(?:方式|方法|办法)(?:为|是|:|采[用取])+(?P<m>[^。;\n]{2,40})")
"""还款方式为先息后本."""
_STATED = re.compile(
    r"(?:采[用取]|实行|适用|选择|按照?|以)(?P<m>[^。;\n:]{2,30}?)的?(?:(?:还款|还本付息|偿还|归还|还本)(?:方式|办法|方法)|(?:方式|办法|方法)(?:进行|分期)?(?:还款|偿还|归还|清偿|还本))"
)
"""采用按月付息、到期还本的还款方式: the way that the sentence calls one."""
_UP_TO = re.compile(r"[。;；]|[,，](?=(?:还[本款]计划|具体|详见|如下|甲方|乙方|借款人|贷款人|每[月季年]))")
"""Where the phrase on repayment ends and the next sentence begins."""


def identifier_of(paper: Paper, borrower: Field[str]) -> Field[str]:
    """Return the credit code or identity card number that follows the borrower's name, before the next party's block."""
    if borrower.value is None:
        return Field()
    spread = r"[\t ]?".join(re.escape(fold_char(c)) for c in borrower.value if c not in " \t")
    for text in (paper.text, paper.cells, paper.flow):  # a code may be broken over lines that the prose joins
        for name in re.finditer(spread, text.chars):
            rest = text.chars[name.end() : name.end() + 400]
            stop = _NEXT_PARTY.search(rest)
            rest = rest[: stop.start()] if stop else rest
            found = find_identifier(rest)
            if found:
                return text.field(found[0], name.end() + found[1], name.end() + found[2], 0.9)
    return Field()


_NEXT_PARTY = re.compile(
    r"\n[\t ]*(?:贷款[人方行社]|贷款机构|出借[人方]|保证人|担保人|抵押人|[甲乙丙]方(?!(?:的)?(?:统一|身份|证件|信用代码|营业执照))|第[一1]条|鉴于)|配偶|共同借款"
)
