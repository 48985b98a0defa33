"""Cuts a contract into sentences and lists, and says whose duty each sentence states."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from docaudit.understanding.paper import HEADING
from docaudit.understanding.prose import CHOSEN, EMPTY, number_of, without_unticked
from docaudit.understanding.roles import Roles
from docaudit.understanding.text import Text

NUMBER = re.compile(
    rf"(?:\d{{1,2}}-\d{{1,2}}(?=[^\d日天个月号年])|\d{{1,2}}\)|{HEADING.pattern}|\([a-zA-Z]\)|[a-zA-Z][.、)]|[A-Z]\d{{1,2}}(?:\.\d{{1,2}})?[.、\s]?(?=[\u4e00-\u9fff])|[·•◆▪])[ .、]*"
)
"""What numbers a clause or an item of a list; more than `HEADING`, which also tells where printed lines end."""
_TICKED = re.compile(rf"[\s]*(?:{CHOSEN})[\s]*")
_TITLED = re.compile(r"[(\[【][\u4e00-\u9fff、]{2,10}[)\]】]\s*(?=[\u4e00-\u9fff])")
"""The title of a clause in brackets behind its number: 第三条（用途）."""
_AMENDS = re.compile(
    r"(?:[双各三]方(?:一致)?同意[,:]?)?[将在于对]?(?:[原主]|上述)(?:借款|贷款)?合同(?:第[^,。;:]{1,8}?[条款项](?:第[^,。;:]{1,5}[款项])?)?[^,。;:“”由将用途]{0,8}?"
    r"(?:(?:修改|变更|修订|调整|改)[为成]|(?:增加|增列|补充|新增)(?:一[条款项]|第[^,。;:]{1,5}[条款项]))[:,]?[“\"]?"
)
"""How a supplement says which clause the words behind it take the place of, or that they are added."""
_STYLES = (
    ("article", re.compile(r"第.+[条章节部款](?:之.+)?|条款.+")),
    ("capital", re.compile(r"[壹贰叁肆伍陆柒捌玖拾]+[、.]")),
    ("han", re.compile(r"[一二三四五六七八九十]+(?:之.+)?[、.]")),
    ("(han)", re.compile(r"\([一二三四五六七八九十]+(?:之.+)?\)")),
    ("A1", re.compile(r"[A-Z]\d+(?:\.\d+)?[.、\s]?")),
    ("1.", re.compile(r"\d+[.、\s]?")),
    ("1.1", re.compile(r"\d+[.-]\d+[.、\s]?")),
    ("1.1.1", re.compile(r"\d+(?:\.\d+){2,3}[.、\s]?")),
    ("1)", re.compile(r"\d+\)")),
    ("(1)", re.compile(r"\(\d+\)")),
    ("(a)", re.compile(r"\(?[a-zA-Z][.、)]")),
    ("①", re.compile(r"[①-⑳]")),
    ("·", re.compile(r"[·•◆▪]")),
)
"""How clauses are numbered, from the outermost to the innermost as contracts nest them."""
_RANK = {name: rank for rank, (name, _) in enumerate(_STYLES)}
_MODAL = re.compile(
    r"(?<![相对供反适响回])应(?!贷款|出借|收|[付还](?!清|本)|计|交税|急|用)(?!(?:[甲乙]方|银行|其|我行|贵行|对方)?的?(?:合理)?要求)当?|必须|须|承诺|保证(?!人|金|合同|期|范围|担保|责任|方式)|(?<=[人方司行])同意|负责|不得|禁止|严禁|不可|不准|不能|需|有义务|仅限|只能|用于|确保|有权|可以|可(?=宣布|随时|要求|提前|立即|单方|直接)|视为|构成违约"
)
_STRONG = re.compile(r"(?:应|须|必须|不得|承诺|保证|严禁|负责)")
_DUTIES = re.compile(r"承诺|保证(?!人|担保|方式|期间|责任)|义务|约束|遵守|同意|(?:应当?|必须|须)[^。]{0,12}[:：]$")
_NO_SUBJECT = re.compile(
    r"[向经对由与为在从给于交至按被将受据凭和及就]$|(?:征得|取得|获得|得到|告知|通知|提供|配合|接受|协助|要求|授权|除非|没有|报|如|若|当|凡|因|应|等)$"
)
_NO_DOER = re.compile(
    r"(?:索要|索取|提出|需要|认为)[^,。;]{0,12}[时的后]|的|处|名下|法定代表人|实际控制人|股东|配偶|投资人|(?:事先|书面|不时|随时|合理|可能|所)*(?:同意|许可|认可|批准|要求|指定)"
)
"""What stands behind a party that does not do what the sentence says."""
_WHEN = re.compile(r"[^,;:。]{1,14}(?:前|后|时|之日起|当[日天]|期间)(?:起)?")
"""What a party does before the time comes at which another one does its duty."""
_PART = re.compile(
    r";(?=\s*(?:[^(①-⑳;。]{0,26}(?:应|须|不得|有权|必须|可以?|不拿|不用|严禁|禁止|只能|仅限|不能|不会|不准|绝不|承诺|保证(?!人|金|合同)|负责|(?<=[人方户您])要(?!求))|[^(①-⑳;。]{0,30}(?:归还|偿还|偿清|还清|付清|结清|付息|还本)|(?:每|按|于每|逐)(?:半?年|季|月|个)[^(①-⑳;。]{0,36}(?:报送|提供|提交|递交|报告|交付)|[^(①-⑳;。]{2,40}[日天月底末号][之以]?[前内][^(①-⑳;。]{0,24}(?:报|送|交|提供|提交|出具)))"
)
"""A semicolon between two duties."""
_EVENT_ENDS = re.compile(r"[的时],[^。;]{0,16}(?:有权|(?<![认许])可以?|即|视为|立即|提前)")
"""What ends the last of several events that a recall follows: …；或者…的，贷款人可以…."""
_IF_NEEDED = re.compile(r";\s*(?:但|如|若)?(?:确需|如?需|确有|确因|必要时|因特殊情况)")
"""Where a sentence goes on that says when its ban does not hold."""
_KEPT_AT = re.compile(r"不[高低大小少]于|不超过|[维保]持|控制在|以[上下内]|最[迟晚]|[日天]之?[内前]")
"""A figure to keep or a day to do it by: a duty without a modal."""
_OPEN_LIST = re.compile(r"(?:下列|以下|如下|下述|下面|之一|任[何一意])[^。:]{0,20}:")
"""The lead into a list whose items are parted by semicolons alone."""
_OPTION = re.compile(rf"{CHOSEN}|{EMPTY}")
_LEADS = re.compile(
    r"下列|如下|以下|之一|事项|情形|条件|承诺|保证|义务|(?:应当?|须|必须|不得|同意|提供|提交|确保)[^。;]{0,12}$"
)
"""What a line that ends with a colon says if a list of duties or events follows."""
_WHOLE = re.compile(
    r"作(?:出)?(?:如下|以下)(?:变更|修改|补充|调整)|达成|订立|签订|(?:协议|约定|合同|条款)如下|如下(?:协议|约定|合同|条款)|(?:协商|议)(?:一致|定)|以下(?:内容|条款)"
)
"""A lead into the whole contract, which says nothing of its articles."""
_LISTED = re.compile(r"下列|以下|如下|之一")
_INLINE = re.compile(r":\s*(?=(?:\(?[1一aA]\)|①|[1aA][.、]|一、))")
"""Where a list begins within its sentence."""
_CHOICE = re.compile(
    r"(?:第|选择|按|采[用取]|方式)[^。;]{0,14}?[\s_]*(?P<n>[(\[【]?(?:\d{1,2}|[一二三四五六七八九壹贰叁肆伍陆]|[①-⑨])[)\]】]?)[\s_]*(?:种|项)|第[\s_….(\[【)\]】]*(?:种|项)"
)
"""A lead that chooses one item of its list by number, or leaves the number blank."""


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of the contract.

    Attributes:
        start, end: its characters in the flow.
        text: those characters; options that were not ticked are blotted out.
        subject: borrower, lender or guarantor, inherited from the heading or sentence before where it names none.
        lead: the line that leads into the list it stands in (…应当：), else empty.
        named: whether the sentence itself names its subject.
        duties: whether its heading or lead says that what follows are promises and duties.
        lead_at: the first character of that lead, -1 without one.
        until: the end of the list that this sentence leads into, `end` where it leads into none.
        chosen: whether it is the item of a list that its lead chose by number.
    """

    start: int
    end: int
    text: str
    subject: str
    lead: str = ""
    named: bool = False
    duties: bool = False
    lead_at: int = -1
    until: int = -1
    chosen: bool = False


@dataclass(slots=True)
class _List:
    """A list that is being read: its lead, how it and its items are numbered, and the chosen item if it is a choice."""

    lead: str
    at: int
    style: str
    items: str | None = None
    choice: re.Match[str] | None = None
    open_end: bool = True


def opening(text: str) -> int:
    """Return how many characters at the start are the clause's number, its ticks and its title in brackets."""
    at = 0
    while found := (_TICKED.match(text, at) or NUMBER.match(text, at)):
        if found.end() == at:
            break
        at = found.end()
    title = (_TITLED.match(text, at) if at else None) or _AMENDS.match(text, at)
    return title.end() if title else at


def unnumbered(text: str) -> str:
    """Return the text without its number, ticks and title in brackets."""
    return text[opening(text) :].strip()


def style_of(text: str) -> str:
    """Return how the text is numbered, empty where it is not."""
    number = NUMBER.match(text)
    body = number.group().strip() if number else ""
    return next((name for name, pattern in _STYLES if pattern.fullmatch(body)), "·" if body else "")


def clauses(flow: Text, roles: Roles) -> list[Clause]:
    """Return the sentences of the text; items of a list know the sentence that leads into it (lead).

    Of a list that offers a choice by number (按下列第2种方式) only the chosen item is returned.
    """
    found = list(_walk(flow, roles))
    ends: dict[int, int] = {}
    for clause in found:
        if clause.lead_at >= 0:
            ends[clause.lead_at] = max(ends.get(clause.lead_at, 0), clause.end)
    return [replace(c, until=max(c.end, ends.get(c.start, -1))) for c in found]


def _walk(flow: Text, roles: Roles) -> Iterator[Clause]:
    section, title = "borrower", ""
    current: _List | None = None
    for begin, body in _lines(flow.chars):
        style = style_of(body)
        current = _continued(current, style, body)
        if style and len(body) <= 24 and "。" not in body and body.rstrip()[-1] not in ";,":
            section = next((r for r in ("lender", "guarantor") if getattr(roles, r).search(body)), "borrower")
            if roles.borrower.search(body):
                section = "borrower"
            title = body
        subject = section
        inner: _List | None = None
        at, text = begin, body
        for start, text, is_item, leads in _sentences(body):
            at = begin + start
            mine = inner if is_item else current
            if not is_item:
                inner = None
            named = subject_of(text, roles)
            subject = named or subject
            if leads:
                inner = _List(text, at, style, choice=_CHOICE.search(text))
            elif is_item and inner and inner.items is None:
                inner.items = style_of(text)
            if mine is not None and not _is_chosen(mine, text):
                continue
            lead = mine.lead if mine else ""
            duties = bool(_DUTIES.search(lead) or ((style or is_item) and _DUTIES.search(title)))
            yield Clause(
                at,
                at + len(text),
                without_unticked(text),
                subject,
                lead,
                named is not None,
                duties,
                mine.at if mine else -1,
                chosen=mine is not None and mine.choice is not None,
            )
        last = re.split("[。;]", body.rstrip())[-1]
        if last.endswith(":") and _LEADS.search(last[:-1]) and not _WHOLE.search(last):
            current = _List(last.strip(), at, style, choice=_CHOICE.search(last))
        elif inner is not None and inner.items:
            current = inner  # its next items may stand on lines of their own


def _lines(chars: str) -> Iterator[tuple[int, str]]:
    """Yield (place, text) of each line; a list that semicolons part goes on in lines without a number."""
    start = end = 0
    for line in re.finditer(r"[^\n]+", chars):
        body = chars[start:end].replace("\n", " ")
        if body and not (body.endswith(";") and _OPEN_LIST.search(body) and not NUMBER.match(line.group())):
            yield start, body
            start = line.start()
        elif not body:
            start = line.start()
        end = line.end()
    if end > start:
        yield start, chars[start:end].replace("\n", " ")


def _continued(current: _List | None, style: str, body: str) -> _List | None:
    """Return the list if the line is one of its items or belongs to one, else None."""
    if current is None:
        return None
    if current.items is None:
        if style and style == current.style:
            return None
        current.items = style
    elif style != current.items:
        inner = style and _RANK[style] > max(_RANK.get(current.items, -1), _RANK.get(current.style, -1))
        if not inner and not (not style and current.items and current.open_end):
            return None
    elif not style and not current.open_end:
        return None  # an unnumbered list ends with its first full stop
    current.open_end = body.rstrip()[-1:] not in "。.!"
    return current


def _is_chosen(current: _List, text: str) -> bool:
    """Say whether an item of a list is in force: always but where the lead chooses another one, or none, by number."""
    if current.choice is None:
        return True
    number = current.choice["n"]
    own = NUMBER.match(text)
    if number is None or own is None:
        return number is not None and not own
    return number_of(re.sub(r"[^\d一二三四五六七八九十①-⑳]", "", own.group())) == number_of(number)


def _sentences(body: str) -> Iterator[tuple[int, str, bool, bool]]:
    """Yield (start, text, is an item of a list in this line, leads into one); a semicolon parts two duties as a full stop does."""
    for part in re.finditer(r"[^。]+。?", body):
        whole = part.group()
        first = part.start()
        inline = _INLINE.search(whole)
        items = _items(whole, inline.end()) if inline else []
        if inline and (len(items) > 1 or (items and _LISTED.search(whole[: inline.end()]))):
            head = whole[: inline.end()]
            if len(head.strip()) >= 4:
                yield first + len(head) - len(head.lstrip()), head.strip(), False, True
            spans = [(a, b, True) for a, b in items]
        elif options := _options(whole):
            head = whole[: options[0][0]]
            if len(head.strip()) >= 4:
                yield first + len(head) - len(head.lstrip()), head.strip(), False, True
            spans = [(a, b, True) for a, b in options]
        else:
            ends = _ends(whole)
            spans = [(a, b, False) for a, b in zip([0, *ends], [*ends, len(whole)], strict=True)]
        for a, b, is_item in spans:
            piece = whole[a:b]
            text = piece.strip()
            if len(text) >= 6:
                yield first + a + len(piece) - len(piece.lstrip()), text, is_item, False


def _options(whole: str) -> list[tuple[int, int]]:
    """Return the places of the ticked options of a sentence, each behind its box; empty where fewer than two are ticked."""
    boxes = list(_OPTION.finditer(whole))
    if len(re.findall(CHOSEN, whole)) < 2 or whole[: boxes[0].start()].rstrip()[-1:] not in (":", ""):
        return []
    ends = [*(b.start() for b in boxes[1:]), len(whole)]
    return [(b.start(), end) for b, end in zip(boxes, ends, strict=True) if re.match(CHOSEN, b.group())]


def _ends(whole: str) -> list[int]:
    """Return where the duties of a sentence end that semicolons part; events, and items of a list, are not parted."""
    ends: list[int] = []
    for mark in _PART.finditer(whole):
        before = whole[ends[-1] if ends else 0 : mark.start()]
        event = not _MODAL.search(before) and not _KEPT_AT.search(before) and _EVENT_ENDS.search(whole, mark.end())
        unless = _IF_NEEDED.match(whole, mark.start()) and re.search("不得|不可|不能|禁止", before)
        if not event and not unless and not _OPEN_LIST.search(before):
            ends.append(mark.end())
    return ends


def _items(whole: str, at: int) -> list[tuple[int, int]]:
    """Return the places of the items of a list within its sentence; all are numbered in one style."""
    style = style_of(whole[at:])
    starts = [at]
    for mark in re.finditer(r"[;,、。\s](?=\(?[\da-z一二三四五六七八九十①-⑳])", whole[at:]):
        here = at + mark.end()
        if style_of(whole[here:]) == style and here - starts[-1] > 3:
            starts.append(here)
    return list(zip(starts, [*starts[1:], len(whole)], strict=True))


def subject_of(text: str, roles: Roles) -> str | None:
    """Return whose duty it is: the party word that stands before the first modal, in the part of the sentence next to it.

    Without a modal it is the party that opens the sentence or a part of it. 向贷款人, 经贷款人同意, 借款人的 and
    借款人法定代表人 name no subject.
    """
    text = re.split(r"[,;]否则", text)[0]
    modals = list(_MODAL.finditer(text))
    modal = next((m for m in modals if _STRONG.match(m.group())), modals[0] if modals else None)
    head = text[: modal.start()] if modal else text[:24]
    hits = [(hit, role) for role in ("borrower", "lender", "guarantor") for hit in getattr(roles, role).finditer(head)]
    starts = sorted(hit.start() for hit, _ in hits)
    places = []
    for hit, role in hits:
        before = head[max(0, hit.start() - 2) : hit.start()]
        behind = head[hit.end() : next((at for at in starts if at >= hit.end()), len(head))]
        if _NO_SUBJECT.search(before) or _NO_DOER.match(text, hit.end()):
            continue
        if hit.end() + len(behind) < len(head) and _WHEN.fullmatch(behind):
            continue  # 贷款人放款后借款人应…
        if modal is None and before[-1:] not in tuple(",;:、)]》") and not _opens(head, hit.start()):
            continue
        part = len(re.findall(r"[,;:]", head[: hit.start()])) if modal else 0
        places.append((-part, hit.start(), role))
    return min(places)[2] if places else None


def _opens(head: str, at: int) -> bool:
    """Say whether nothing but the number of the clause stands before the character."""
    return not head[min(opening(head), at) : at].strip(" .、:")


_DEFINED = re.compile(
    r"是指|系指|所指|所称|(?:术语|一词|词语)[^。]{0,4}(?:包括|指|含义)|定义|^[“\"][^”\"]{1,16}[”\"](?:一词)?(?:是|系|均)?指|^本(?:合同|协议)(?:书)?(?:是|系|为)[^。]*(?:合约|合同|协议|文件|部分)|^(?:删除|取消|废止)原|^(?:鉴于|附件[一二三四五六七八九十\d]{0,3}[:])"
)
"""Definitions, recitals, lists of annexes."""
_STATED = re.compile(
    r"[^。;,]{0,16}(?:陈述|声明|确认|知悉)[:,](?!.*(?:应当?|须|不得|承诺|同意|[不未]会?(?:再|以任何[^,。;]{0,6})?(?:流入|流向|用于|用作|投入|挪)))"
)
"""What a party states to be so."""
_FORMULA = re.compile(
    r"人民法院|(?:提交|申请|向)[^。,]{0,12}仲裁|一式.{1,3}份|具有同等(?:法律)?效力|(?:本)?(?:合同|协议)自[^。]{0,24}(?:生效|有效)|未尽事宜|(?:任何一方|双方|各方)[^。;]{0,14}不得[^。;]{0,12}(?:变更|解除|终止)|(?:为|视为)(?:有效)?送达"
)
"""Courts, copies, coming into force, service of notices."""


PARTICULAR = re.compile(
    r"^(?:借款|贷款|资金)?(?:具体)?用途(?=支付|购|采购|补充|装修|进货|日常|经营|生产|周转|用于|建设|旅游|缴|流动|备货|进口|加工)"
)
"""The purpose beside its label in a table of particulars, whose gap the prose lacks."""


def is_boilerplate(text: str) -> bool:
    """Say whether a sentence is a heading, a definition, a court clause or an unfilled choice, which oblige nobody."""
    body = unnumbered(text)
    bare = re.sub("。{2,}", "", body).strip(" 。")
    if PARTICULAR.match(body):
        return False
    if bare.endswith(":") and _WHOLE.search(bare):
        return True
    if "。。" in text and len(bare.replace("。", "")) < 10 and not re.search(CHOSEN, text):
        return True  # a choice that nobody made
    if len(bare) < 4 or (
        len(text) < 24
        and not re.search(r"[。;,:、]|不得|必须|严禁|不[低高少多大小]于|不超过", re.sub("。{2,}", "", body))
        and not re.match(
            rf"\s*{CHOSEN}.*(?:不|应|须|达到|保持|至少|[高低大小]于|超过|[前内后每按]|[即及]时|立即|提供|报送|[告通]知)",
            text,
        )
    ):
        return True
    if not _STRONG.search(body) and not re.search(
        r"[\u4e00-\u9fff]{2}", re.sub(r"[\u4e00-\u9fff()/]{1,14}[:：]", "", text)
    ):
        return True  # labels of a form that nobody filled in
    if re.match(r"(?:根据|按照|依照)?《[^》]{2,24}》[^,。]{0,16}(?:规定|要求)[,:]", body):
        return True  # the law is quoted
    if _DEFINED.search(body) or _STATED.match(body):
        return True
    return bool(_FORMULA.search(body)) and not re.search(r"违约|提前到期|立即到期", body)
