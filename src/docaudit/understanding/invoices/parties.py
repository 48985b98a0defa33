"""Buyer and seller of an invoice: side by side (fully digital) or one above the other (all older kinds)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from docaudit.records.evidence import Field
from docaudit.records.identifiers import credit_code_valid, repair_credit_code
from docaudit.understanding.invoices.chunks import Chunk, Print

_NAME = re.compile(
    r"(?<![务目品劳])(?<!服务)(?:单位)?名称:?|[买卖]方(?:单位/个人|个人/单位|\(?单位\)?|姓名):?$"
    r"|^(?:[购销](?:货|售|买)?|售货)(?:方|单位|人|商)(?:全称)?:(?!\()|^(?:[交缴]款(?:人|单位|人或单位)(?:名称|姓名)?|(?:收款|执收|开票)单位(?:\((?:盖章|公章|章)\))?):"
)
_TAX_ID = re.compile(
    r"(?:统一社会信用代码/?)?(?:纳税人识别号|纳税人登记号|税号):?|统一社会信用代码:|"
    r"(?:单位代码|组织机构代码|统一社会信用代码)/(?:身份证|身份证明)号码?:?"
)
_ID = re.compile(r"[0-9A-Z*]{15,20}")
_STOP = re.compile(r"(?:统一社会信用代码|纳税人识别号|地址|开户行|密码区|名称:|[购销]买?方信息|备注)")
_BUYER = re.compile(r"购|买方|[交缴]款")
_SELLER = re.compile(r"销|卖方|售|(?:收款|执收|开票)单位")
_CAPTION = re.compile(r"^[购销买售货单方位信息密码区备注:]{1,3}$")

_LEVEL = 0.005
"""Labels no further apart down the page stand beside each other."""
_ENDING = re.compile(r"(?:公司|厂|店|行|部|社|中心|院|所|站|局|商|户)(?:\([^()]*\))?$")
"""How the name of a firm ends."""


@dataclass(frozen=True, slots=True)
class Party:
    """Name and tax number."""

    name: Field[str] = Field()
    tax_id: Field[str] = Field()


def read_parties(paper: Print) -> tuple[Party, Party]:
    """Return buyer and seller of the first page; what cannot be told apart stays empty."""
    names = [(c, m) for c, m in paper.find(_NAME) if c.page == 0 and _is_label(c, m)]
    ids = [(c, m) for c, m in paper.find(_TAX_ID) if c.page == 0]
    buyer_names, seller_names = _sides(paper, names)
    buyer_ids, seller_ids = _sides(paper, ids, (buyer_names, seller_names))
    buyer = Party(_first_name(paper, buyer_names), _first_id(paper, buyer_ids))
    seller = Party(_first_name(paper, seller_names), _first_id(paper, seller_ids))
    loose = _loose_ids(paper, (buyer_names, seller_names), {buyer.tax_id.value, seller.tax_id.value})
    if buyer.tax_id.value is None and len(loose[0]) == 1:
        buyer = Party(buyer.name, loose[0][0])
    if seller.tax_id.value is None and len(loose[1]) == 1:
        seller = Party(seller.name, loose[1][0])
    return buyer, seller


_CREDIT_CODE = re.compile(r"[0-9A-Z]{18}")
_BELOW = 6
"""A tax number stands at most so many heights of print below the caption of its party's name."""


def _loose_ids(
    paper: Print, named: tuple[list[_Label], list[_Label]], taken: set[str | None]
) -> tuple[list[Field[str]], list[Field[str]]]:
    """Return by side the tax numbers beside no label of theirs, as where a form breaks the label over two lines.

    A number goes with the side whose name is captioned on its line or nearest above it; beside each other, with that
    to its left.
    """
    found: tuple[list[Field[str]], list[Field[str]]] = ([], [])
    labels = [
        (paper.span(chunk, *match.span()), side)
        for side in (0, 1)
        for chunk, match, _ in named[side]
        if chunk.page == 0
    ]
    for chunk in paper.on_page(0):
        code = re.sub(r"\s", "", chunk.text).upper()
        if not _CREDIT_CODE.fullmatch(code):
            continue
        code = (repair_credit_code(code) or code) if paper.paper.ocr else code
        if code in taken or not credit_code_valid(code):
            continue
        down = [(paper.level(chunk.box, 0) - paper.level(label.box, 0), label, side) for label, side in labels]
        over = [
            (fall, label.box.x0, side)
            for fall, label, side in down
            if -label.box.height < fall < _BELOW * label.box.height and label.box.x0 < chunk.box.x0
        ]
        if over:
            nearest = min(fall for fall, _, _ in over)
            _, _, side = max((o for o in over if o[0] < nearest + _LEVEL), key=lambda o: o[1])
            found[side].append(paper.text.field(code, chunk.start, chunk.end, 0.9))
    return found


_Label = tuple[Chunk, re.Match[str], float]
"""A label with the right limit of its value."""


def _is_label(chunk: Chunk, match: re.Match[str]) -> bool:
    return (
        match.group().endswith(":")
        or match.end() == len(chunk.text)
        or bool(_CAPTION.match(chunk.text[: match.start()] or "购"))
    )


def _sides(
    paper: Print,
    labels: list[tuple[Chunk, re.Match[str]]],
    named: tuple[list[_Label], list[_Label]] | None = None,
) -> tuple[list[_Label], list[_Label]]:
    """Part labels into the buyer's and the seller's; one that stands alone goes with the `named` label over it."""
    placed = []
    for chunk, match in labels:
        part = paper.span(chunk, match.start(), match.end())
        placed.append((chunk, match, part.box.x0, part.middle, part.box.height))
    buyer: list[_Label] = []
    seller: list[_Label] = []
    for chunk, match, x, y, height in placed:
        beside = [p for p in placed if abs(p[3] - y) < 1.2 * height and abs(p[2] - x) > 0.2]
        if beside:
            right = min((p[2] for p in beside if p[2] > x), default=1.0)
            is_seller = x > min(p[2] for p in beside)
            # Some layouts print the seller first; the captions 购 and 销 beside the labels decide.
            limit = _caption_limit(paper, chunk, x, right)
            (seller if is_seller else buyer).append((chunk, match, limit))
            continue
        caption = _caption(paper, chunk, match)
        if caption is None and named is not None:
            caption = _side_above(paper, y, named)
        above = [p for p in placed if p[3] < y - 2 * height]
        if caption == "seller" or (caption is None and above):
            seller.append((chunk, match, 1.0))
        elif caption == "buyer" or caption is None:
            buyer.append((chunk, match, 1.0))
    return buyer, seller


def _side_above(paper: Print, y: float, named: tuple[list[_Label], list[_Label]]) -> str | None:
    """Return whose label stands nearest above or beside, where the sides stand below each other (on a till's strip)."""
    places = [
        (paper.span(chunk, match.start(), match.end()).middle, side)
        for side, labels in zip(("buyer", "seller"), named, strict=True)
        for chunk, match, _ in labels
    ]
    over = [place for place in places if place[0] < y + _LEVEL]
    return max(over)[1] if over and len({side for _, side in places}) == 2 else None


def _caption_limit(paper: Print, chunk: Chunk, x: float, right: float) -> float:
    """Return where the value ends at the latest: before the other side's vertical caption."""
    captions = [
        c.box.x0
        for c in paper.chunks
        if c.page == chunk.page
        and x < c.box.x0 < right
        and _CAPTION.match(c.text)
        and abs(c.middle - chunk.middle) < 0.1
    ]
    return min([right, *captions])


def _caption(paper: Print, chunk: Chunk, match: re.Match[str]) -> str | None:
    """Return whose label it is by the words left of it or by the vertical caption beside it."""
    before = chunk.text[: match.start()]
    left = [
        c.text
        for c in paper.chunks
        if c.page == chunk.page
        and c.box.x1 <= chunk.box.x0 + 0.01
        and abs(c.middle - chunk.middle) < 0.045
        and len(c.text) <= 4
    ]
    words = (
        f"{before}{match.group()}" if before or _BUYER.search(match.group()) or _SELLER.search(match.group()) else ""
    )
    words = words or "".join(left)
    is_buyer, is_seller = bool(_BUYER.search(words)), bool(_SELLER.search(words))
    if is_buyer != is_seller:
        return "buyer" if is_buyer else "seller"
    return None


def _first_name(paper: Print, labels: list[_Label]) -> Field[str]:
    for chunk, match, limit in labels:
        value = paper.after(chunk, match.end(), limit)
        if value is None:
            continue
        stop = _STOP.search(value.text)
        if stop:
            value = paper.span(value, 0, stop.start())
        if not value.text.strip(" :") or _CAPTION.match(value.text):
            continue
        name = paper.text.raw(value.start, value.end).strip(" :：;；")
        if name and not stop and (rest := _wrapped(paper, chunk, value, name)) is not None:
            return paper.joined([value, rest], name + paper.text.raw(rest.start, rest.end), 0.95)
        if name:
            return paper.text.field(name, value.start, value.end, 0.97)
    return Field()


def _wrapped(paper: Print, label: Chunk, value: Chunk, name: str) -> Chunk | None:
    """Return the end of a firm's name that a narrow paper prints on the next line; None where the name has its end."""
    if _ENDING.search(name):
        return None
    for other in paper.on_page(value.page):
        down = (other.middle - value.middle) / value.box.height
        flush = min(abs(other.box.x0 - label.box.x0), abs(other.box.x0 - value.box.x0)) < 0.02
        if 0.5 < down < 2 and flush and re.fullmatch(r"[\u4e00-\u9fff()]{1,20}", other.text):
            return other if _ENDING.search(other.text) or _ENDING.search(name + other.text) else None
    return None


def _beside(paper: Print, label: Chunk, limit: float) -> Chunk | None:
    """Return the only number right of a label of several lines, whichever of them it stands beside."""
    found = [
        c
        for c in paper.on_page(label.page)
        if label.box.x1 - 0.01 <= c.box.x0 < limit
        and abs(paper.level(c.box, c.page) - paper.level(label.box, c.page)) < 2 * label.box.height
        and _ID.fullmatch(re.sub(r"\s", "", c.text).upper())
    ]
    return found[0] if len(found) == 1 else None


def _first_id(paper: Print, labels: list[_Label]) -> Field[str]:
    for chunk, match, limit in labels:
        value = paper.after(chunk, match.end(), limit)
        if value is not None and value.text.startswith("/"):  # the label goes on: 纳税人识别号/统一社会信用代码
            value = _beside(paper, chunk, limit)
        if value is None:
            continue
        compact = re.sub(r"\s", "", value.text).upper()
        found = _ID.match(compact)
        if not found:
            continue
        code, sure = found.group(), 0.97
        if len(code) == 18 and not credit_code_valid(code):
            repaired = repair_credit_code(code) if paper.paper.ocr else None
            # Kept as printed where no look-alike mends it: a wrong number on the paper is a finding of its own.
            code, sure = (repaired, 0.9) if repaired else (code, 0.7 if paper.paper.ocr else 0.95)
        return paper.text.field(code, value.start, value.end, sure)
    return Field()
