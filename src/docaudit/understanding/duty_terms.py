"""Terms of a duty: the number of days, how often, the share, and which papers are named."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import functools
import re
from decimal import Decimal

from docaudit.knowledge.tables import stored
from docaudit.records.evidence import Field
from docaudit.understanding.clauses import Clause
from docaudit.understanding.prose import number_of
from docaudit.understanding.text import Text

_DAYS = re.compile(
    r"(?P<n>\d{1,3}|[一二三四五六七八九十百两]{1,4})\s?(?:个)?(?P<k>工作日|营业日|银行工作日|自然日|日历日|天|日|号)(?P<after>之?内|以内|以?前|之前)?"
)
_DAY_OF = re.compile(
    r"(?:次月|每个?月|下个?月|当月|首个?月|(?:第[一1]|头一)个?月|季后(?:首月)?|季末后?|次年|月后)(?:的)?[^。;,\d]{0,6}?第?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号](?:之?前|以前|内)?"
)
"""The day of a month or after a quarter by which something is due."""
_MONTHS = re.compile(r"(?P<n>[一1二两2三3四4六6])个月(?:之?内|以内|前)?")
_WEEKS = re.compile(r"(?P<n>[一1二两2])(?:周|个?星期|个?礼拜)(?:之?内|以内|前)")
_HOURS = {"24": 1, "二十四": 1, "48": 2, "四十八": 2, "72": 3, "七十二": 3}

_HOURS_IN = re.compile(r"(24|48|72|二十四|四十八|七十二)个?小时")


def percent(text: str) -> Decimal | None:
    """Return 60 for 60%, 百分之六十 and 六成, 50 for 一半."""
    figures = re.match(r"\d+(?:\.\d+)?", text)
    if figures or "半" in text:
        return Decimal(figures.group()) if figures else Decimal(50)
    number = number_of(text.removeprefix("百分之").removesuffix("成"))
    return None if number is None else Decimal(number if text.startswith("百分之") else number * 10)


def days_of(flow: Text, clause: Clause, *, ahead: bool = False) -> tuple[Field[int], Field[str]]:
    """Return the printed number of days, negative for days before, 0 for 立即, and whether they are working days.

    `ahead` says that N日前 without a month means days before what happens, as in notices.
    """
    text = clause.text if not clause.lead or any(term.search(clause.text) for term in _TERMS) else clause.lead
    own = text is clause.text
    at = (clause.start, clause.end)
    month = _DAY_OF.search(text)
    found = month or next((d for d in _DAYS.finditer(text) if _is_term(text, d)), None)
    hours = _HOURS_IN.search(text)
    if found is None or (hours and hours.start() < found.start()):
        return _without_days(flow, text, at)
    number = number_of(found["n"])
    if number is None:
        return Field(), Field()
    place = (clause.start + found.start(), clause.start + found.end()) if own else at
    if not month and _is_before(text, found, ahead=ahead):
        number = -number
    kind = "working" if not month and found["k"] in ("工作日", "营业日", "银行工作日") else "calendar"
    return flow.field(number, *place, 0.85), flow.field(kind, *place, 0.85)


def _is_term(text: str, found: re.Match[str]) -> bool:
    """Say whether the days are a term, and no date (4月30日) or day of the month."""
    before = text[max(0, found.start() - 1) : found.start()]
    around = text[max(0, found.start() - 8) : found.end() + 3]
    if before in ("月", "/") or (before == "第" and not found["after"] and not re.search(r"[后起月季年]的?第", around)):
        return False
    if _MEASURED.search(text[: found.start()]):
        return False
    return bool(
        found["after"] or re.search(r"提前|[之次当]日起|[日天月]起|后|前|不[迟晚]于|最[迟晚]|不超过|不得?超", around)
    )


_MEASURED = re.compile(
    r"(?:逾期|拖欠|拖延|延误|欠[款息]|中断|停[产工业])[^,。;]{0,6}(?<![起后])$|(?<!不)(?<!不得)超过$|连续$|累计$|(?:[达已超]|期限为?)$"
)
"""What stands before days that a state has lasted, which are no term."""


def _is_before(text: str, found: re.Match[str], *, ahead: bool) -> bool:
    head = text[: found.start()]
    if re.search(r"提前(?:至少|不少于)?(?:在|于)?\s?$|前(?:至少|不少于|提前)?(?:的)?\s?$", head):
        return True
    return ahead and (found["after"] or "").endswith("前") and not re.search(r"[月季年末]\s?$", head)


def _without_days(flow: Text, text: str, at: tuple[int, int]) -> tuple[Field[int], Field[str]]:
    months = _MONTHS.search(text)
    hours = _HOURS_IN.search(text)
    early = months is not None and re.search(r"提前(?:至少|不少于)?$", text[: months.start()]) is not None
    if months and (early or re.search(r"内|前", text[months.start() : months.end() + 2])):
        days = (number_of(months["n"].replace("两", "二")) or 1) * (-30 if early else 30)
        return flow.field(days, *at, 0.6), flow.field("calendar", *at, 0.6)
    weeks = _WEEKS.search(text)
    if weeks:
        count = number_of(weeks["n"].replace("两", "二")) or 1
        return flow.field(count * 7, *at, 0.6), flow.field("calendar", *at, 0.6)
    if hours:
        return flow.field(_HOURS[hours.group(1)], *at, 0.6), flow.field("calendar", *at, 0.6)
    if _AT_ONCE.search(text):
        return flow.field(0, *at, 0.7), flow.field("calendar", *at, 0.7)
    return Field(), Field()


_AT_ONCE = re.compile(r"立即|立刻|当日|当天|即日|即时|即刻|及时|马上|第一时间")
_TERMS = (_DAYS, _MONTHS, _WEEKS, _HOURS_IN, _AT_ONCE)
"""How an item of a list says a term of its own; else that of the list's lead counts."""


_EXPLICIT = (
    ("half_yearly", r"每年[^,。;]{0,12}(?:两|二|2)次|一年(?:两|二|2)次|每隔半年|每(?:满)?半个?年|按半年|半年度|半年报|每(?:满)?(?:六|6)个月|每年[^。;,]{0,3}\d{1,2}月\d{1,2}日[、和及][^。;,]{0,3}\d{1,2}月\d{1,2}日|(?<![、和及月])(?:六|6|一|1)月[末底份初]?[、和及与]+(?:十二|12|七|7)月(?!份?[、和及与])"),
    ("monthly", r"每(?:[1一]个?|个)?月(?!报)|各月|按月|逐月|月度|月报|每月末"),
    ("quarterly", r"(?:三|3)月[末底份]?[、和及与]+(?:六|6)月[末底份]?[、和及与]+(?:九|9)月|每(?:[1一]个?|个)?(?:会计|财务)?季|各季|逢季|按季|逐季|季度|季报|每(?:满)?(?:三|3)个月"),
    ("yearly", r"每(?:[1一]个?|个)?(?:会计|财务|财政|自然|公历)?年(?!期)|按年|逐年|年度|年报|年审|每(?:满)?(?:12|十二)个月"),
)  # fmt: skip
_IMPLIED = (
    ("quarterly", r"季后|季末|上季|首月"),
    ("monthly", r"次月|月末|上月|当月|月底"),
    ("half_yearly", r"上半年|下半年"),
    ("yearly", r"次年|上年|上一年"),
)
_ON_REQUEST = re.compile(
    r"随时|不定期|不时|任何时候|认为(?:有)?必要|(?:[查索调抽][账验阅取要查看]+|要求)[^,。;]{0,16}(?:时|的)[,、]|(?<![相对供反适响回])(?:应|经|凭|如)[^。,]{0,8}要求|(?:按|依|根据)(?:照)?[^。,]{0,8}要求|(?<=[人方行])(?:有)?(?:要求|需要)(?:时|的)|有权要求|提出要求|接到[^。,]{0,8}(?:要求|通知)"
)


_OFTENER = re.compile(r"双月|隔月|每(?:两|二|2)个?月|每(?:个|一)?(?:周|星期|旬|[日天](?!起))|[按逐](?:周|旬|日)|双周")


def frequency_of(text: str) -> str | None:
    """Return how often: the first 每月, 按季 …; else what 次月, 季末 imply; on_request; once where nothing tells.

    None for what comes oftener than once a month, which has no name.
    """
    first = min(
        ((hit.start(), rank, name) for rank, (name, p) in enumerate(_EXPLICIT) if (hit := re.search(p, text))),
        key=lambda f: (f[2] != "half_yearly", f[0], f[1]),
        default=None,
    )
    if first:
        return first[2]
    if _OFTENER.search(text):
        return None
    if _ON_REQUEST.search(text):
        return "on_request"
    return next((name for name, p in _IMPLIED if re.search(p, text)), "once")


_PAPER = (
    r"(?:财务(?:会计)?(?:报表|报告|资料|状况)|会计报表|资产负债表|利润表|损益表|现金流量表|(?:年|季|月)报(?!送)|审计报告"
    r"|(?:生产)?经营(?:情况|资料|状况|报表|数据|报告)(?:报告|说明|表)?|(?:(?:贷款|借款|项目)?资金的?|贷款|借款)(?:实际)?(?:使用|支付|支用|运用)(?:情况|明细|报告)(?:报告|说明|汇总|汇总表|明细表|表|清单)?"
    r"|(?:增值税|企业所得税)?(?:纳税|完税)(?:申报表|证明|凭证|资料)|(?:银行|经营|账户)?(?:对账单|流水)(?:清单)?|(?:工程|施工|项目|建设|监理)+(?:形象)?(?:进度|建设)?(?:月|季)?(?:情况)?(?:报表|报告|月报|表)"
    r"|(?:应收账款|存货|库存|往来|销售|费用|购销)?(?:余额)?明细(?:表|清单)|(?:生产|销售|营业)(?:经营)?(?:情况|报表|台账)|库存(?:情况|报表|表)|账目|报表|台账|[^,。;:、向将把的]{0,8}(?:缴纳|缴费|缴存)(?:单据|凭据|证明|凭证|单|票据|回执))"
)
PAPERS = re.compile(
    rf"《[^》]{{2,24}}(?:报表|报告|月报|季报|年报|情况表|明细表|说明|清单|台账)》|(?:经审计的?)?(?:(?:合并|母公司|本部)(?:及|和|、)?)*(?:年度|半年度|季度|月度|上月|当期|当月)?(?:有关|相关)?{_PAPER}(?:[、和及与以]+(?:其)?{_PAPER})*"
)
"""Names of reports that a borrower hands in at intervals."""
_ANY_PAPER = re.compile(
    r"(?:(?:报送|提供|提交|递交|出具|报告|说明|交付|交来|递送|披露|汇报|呈报|呈送|上报|送交|送达|寄送|发送|填报|录入|报来|送来|寄来|上传|补交|补送|反映)(?:给?(?:贷款人|出借人|[甲乙]方|银行|我行))?(?:一次)?|(?:将|把))(?P<x>[^,。;]{2,40}?(?:资料|材料|情况(?!报告|说明|表)|数据|信息|单据|凭据|表|账目?|报告|快报|简报|通报|月报|季报|年报|清单|台[账帐]|说明书?|明细(?!表)|预算(?!报)|决算(?!报)|名单|名册|计划|状况))(?=[,。;(]|交|报|送|提|给|导|整理|打印|拿|$)"
)

_LISTED_BEFORE = re.compile(
    r"(?:报送|提供|提交|递交|出具|交付|递送|汇报|呈报|上报|送交|寄送)(?:给?(?:贷款[人行方社]|出借[人方]|[甲乙]方|银行|我行))?(?:一次|[一二两]份)?(?:其|当[月季年期]|上[月季年期])?"
    r"(?P<x>[^,。;:的]{2,16}(?:[、和及与]|以及)(?:[^,。;:的]{0,12}[、和及与])?)(?:其)?$"
)
"""The papers of a list that stand before the first one known by name: 提供水、电、气缴费单和…."""
_OBJECT = re.compile(
    r"(?:报送|提供|提交|递交|上报|送交|呈报)(?:给?(?:贷款[人方行社]|代理行|出借[人方]|[甲乙]方|银行|我行))?(?:当期|上期|上[月年季]的?|一份)?(?P<x>[^,。;:的]{2,24}?(?:的[^,。;:]{2,16})?)(?=[,。;]|$)"
)
"""Whatever is handed in, where no word for a paper ends it: 提交年度财务预算."""
_NO_PAPER = re.compile(r"(?:服务|便利|方便|协助|帮助|担保|保证|条件|贷款|借款|资金)$|虚假|不实")
"""What is given and is no paper."""
_LISTED_PAPER = re.compile(r"(?:^|[的,])(?P<x>[^,。;的]{2,30}(?:资料|材料|情况|数据|信息))[;。]?$")


def report_named(text: str) -> tuple[int, int] | None:
    """Return where the name of a report stands, None where no known one is printed."""
    found = PAPERS.search(text)
    if found is None:
        return None
    start, stop = found.span()
    listed = _LISTED_BEFORE.search(text[:start])
    if listed:
        return listed.start("x"), stop
    wider = re.search(
        r"(?:关联(?:方|企业|交易)?|交易|交货|供应商?|供货|报关|银行|提单|送货|行业|出口|进口|项目|日记|[^\s\d,。;:()、向将把的了与及和对各项每按季月年度日前内后末交送供提报给递出一二三四五六七八九十次份等人方行随时书面关于相]){1,8}$",
        text[:start],
    )
    return (wider.start() if wider and text[start] not in "《经" else start), stop


_HANDS_OVER = r"(?:报送|提供|提交|递交|递送|出具|出示|交付|披露|汇报|报告|呈报|上报|寄送|寄|发送|传送|发给|发至|送交|送达|送|上传|抄送|更新|编制|填报|补充|交来|交|报)"
_MOVED = re.compile(rf"(?:将|把)(?P<x>[^,。;]{{2,60}}?)(?:[,、]?(?:于|在|按)[^,。;]{{1,24}})?(?={_HANDS_OVER})")
_GIVEN_THING = re.compile(
    rf"{_HANDS_OVER}(?:给|至|到)?(?:贷款[人方行社]|代理行|出借[人方]|[甲乙丙]方|银行|我行|贵行|信用社)?(?:一次|一份|各一份)?(?P<x>[^,。;:]{{2,50}})(?=[,。;:]|$)"
)
_SUBJECT_THING = re.compile(
    r"(?:^|,)(?!借款|贷款|[甲乙丙]方)(?P<x>[^,。;:]{2,30}?)(?:最迟)?(?:应当?|须|必须|需)[^。;]{0,30}(?:报|送|交|提供|寄|发)"
)


def anything_named(text: str, *, item: bool = False) -> tuple[int, int] | None:
    """Return where the thing stands that is to be handed in at intervals, whatever it is called.

    An `item` of a list names it without a verb.
    """
    found = _ANY_PAPER.search(text) or (_LISTED_PAPER.search(text) if item else None) or _OBJECT.search(text)
    return found.span("x") if found and not _NO_PAPER.search(found["x"]) else None


def thing_handed_over(text: str) -> tuple[int, int] | None:
    """Return where the words stand for what is handed over, in a sentence that is known to want something handed over."""
    found = next((m for p in (_MOVED, _GIVEN_THING, _SUBJECT_THING) if (m := p.search(text))), None)
    return found.span("x") if found else None


@functools.cache
def _proofs() -> dict[str, re.Pattern[str]]:
    """Return the words of `clause_words.yaml` for each type of paper, `other` for those that have none."""
    words = stored("clause_words")
    proofs = {name: re.compile("|".join(known)) for name, known in words["proofs"].items()}
    return proofs | {"other": re.compile(words["other_proofs"]), "any": re.compile(words["any_proof"])}


def papers_named(text: str) -> list[str]:
    """Return the document types (interface.md) of the papers that a sentence names as proof, in its order.

    A paper that has no type of its own is `other`; so is any proof (凭证, 单据) where nothing is named more exactly.
    """
    places: list[tuple[int, str]] = []
    rest = text
    for name, pattern in _proofs().items():
        if name == "any" and places:
            break
        if hit := pattern.search(rest):
            places.append((hit.start(), "other" if name == "any" else name))
            rest = pattern.sub(lambda m: "。" * len(m.group()), rest)
    return [name for _, name in sorted(places)]
