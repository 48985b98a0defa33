"""Reads 营业执照: who a firm is."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from docaudit.documents.business_license import BusinessLicense
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.identifiers import credit_code_valid
from docaudit.records.pages import Page
from docaudit.understanding.base import reader
from docaudit.understanding.fields import Fields, chunks
from docaudit.understanding.kinds import DATE, IDENTIFIER, MONEY, PARTY, Kind, find_identifier
from docaudit.understanding.paper import Paper

V = TypeVar("V")

# What stands in the row 类型 is no name.
_TYPE = re.compile(r"(?:其他)?(?:一人)?(?:股份|有限|责任|个人|集体|全民|国有|分)+(?:有限|责任|独资|所有制|经营)*公司")

_NAME = ("名称", "企业名称", "公司名称", "单位名称", "字号名称")
_CODE = ("统一社会信用代码", "社会信用代码", "注册号", "信用代码")
_PERSON = ("法定代表人", "经营者", "负责人", "法定代表人姓名", "执行事务合伙人", "投资人", "经营者姓名")
_CAPITAL = ("注册资本", "注册资金", "开办资金", "注册资本(金)", "出资额", "成员出资总额")
_SINCE = ("成立日期", "注册日期", "成立时间", "登记日期", "设立日期")
_SCOPE = ("经营范围", "业务范围", "主营范围", "经营项目")
_OTHER = (
    "类型",
    "住所",
    "经营场所",
    "营业期限",
    "登记机关",
    "组成形式",
    "主体类型",
    "主要经营场所",
    "营业场所",
    "核准日期",
    "发照日期",
    "合伙期限",
    "副本编号",
    "证照编号",
    "有效期",
)
_LABEL = re.compile(rf"(?:{'|'.join((*_CAPITAL, *_SINCE, *_OTHER))})(?::|$|(?=[\u4e00-\u9fff\d]))")
"""A label of the licence at the begin of a piece of a line."""
_BESIDE = 6
"""Lines above and below the caption of the scope among which the labels of the column beside it are sought."""
_FLUSH = 0.01
"""Share of the page's width within which a line of the scope begins under its first; a label begins left of it."""
_HALF = 0.4
"""Share of the page's width right of which the second column of a licence begins."""


@reader("business_license")
def read(pages: Sequence[Page]) -> Document:
    """Return the licence; its labels are spread glyphs (名 称) and often lack a colon."""
    paper = Paper(pages)
    fields = Fields(paper, (*_NAME, *_CODE, *_PERSON, *_CAPITAL, *_SINCE, *_SCOPE, *_OTHER))
    name = _tight(paper, fields, _NAME, PARTY)
    return BusinessLicense(
        name=name if name.value is not None else _firm(paper),
        credit_code=_code(paper, fields),
        legal_representative=_tight(paper, fields, _PERSON, PARTY),
        registered_capital=_tight(paper, fields, _CAPITAL, MONEY),
        established_date=_tight(paper, fields, _SINCE, DATE),
        scope=_scope(paper),
    )


def _code(paper: Paper, fields: Fields) -> Field[str]:
    """Return the code: beside its label, else the only thing on the paper that is one."""
    code = _tight(paper, fields, _CODE, IDENTIFIER)
    if code.value is None:
        at = 0
        while (found := find_identifier(paper.text.chars[at:])) is not None:
            value, start, end = found
            if credit_code_valid(value):
                return paper.text.field(value, at + start, at + end, 0.85)
            at += end
        return Field()
    # The state issues no code whose check character is wrong: on a scan such a one was misread.
    misread = paper.ocr and len(code.value) == 18 and not credit_code_valid(code.value)
    return Field() if misread else code


def _tight(paper: Paper, fields: Fields, labels: Sequence[str], kind: Kind[V]) -> Field[V]:
    """Look beside the label, then in pieces that run label and value together (法定代表人高华军)."""
    found = fields.find(labels, kind)
    if found.value is not None:
        return found
    chars = paper.text.chars
    for label in labels:
        spread = "[ \t]?".join(re.escape(c) for c in label)
        for hit in re.finditer(rf"(?:(?<=[\t\n])|^){spread}[\t :]*(?=[^\n:]{{2,60}})", chars):
            end = chars.find("\n", hit.end())
            piece = re.split(r"\t(?=[\u4e00-\u9fff\t]{2,8}(?:\t|$))", chars[hit.end() : end if end >= 0 else None])[0]
            value = kind.find(piece)
            if value:
                return paper.text.field(value[0], hit.end() + value[1], hit.end() + value[2], 0.8, hit.start())
    return Field()


def _firm(paper: Paper) -> Field[str]:
    """Return the first firm's name that stands alone in a line, where the label 名称 was torn apart by the scan."""
    for row in paper.rows[:14]:
        line = paper.line(row)
        # The glyphs of labels set wide are torn apart, and those of two rows put together (名类). Firms are named 名创.
        hit = re.match(
            r"(?:[名称类型]{1,2}[\t :]+)*[称型]?[\t :]*([\u4e00-\u9fff()]{4,40}?(?:公司|厂|店|商行|合作社|中心|合伙\)|经营部|事务所))(?=\t|$)",
            line,
        )
        if hit and not re.search(r"登记|监督|公示|执照", hit.group(1)) and not _TYPE.fullmatch(hit.group(1)):
            return paper.text.field(hit.group(1), row.start + hit.start(1), row.start + hit.end(1), 0.75)
    return Field()


def _scope(paper: Paper) -> Field[str]:
    """Return the scope, which runs over several lines in its column, until the next label of the licence begins."""
    text = paper.text
    hit = re.search(r"(?:经[\t ]?营|业[\t ]?务|主[\t ]?营)[\t ]?(?:范[\t ]?围|项[\t ]?目)[\t ]*:?[\t ]*", text.chars)
    if not hit:
        return Field()
    row_at = next((i for i, r in enumerate(paper.rows) if r.start <= hit.start() < r.end), None)
    if row_at is None:
        return Field()
    first = paper.rows[row_at]
    aside = _column_beside(paper, row_at)
    spans = [(hit.end(), _before(paper, hit.end(), first.end, aside))] if hit.end() < first.end else []
    left = None
    if spans:
        pieces = text.pieces(*spans[0])
        left = min(t.box.x0 + a * t.box.width for t, a, _ in pieces) if pieces else None
    last_y, height = first.box.y1, max(first.box.height, 0.008)
    boxed = paper.pages[first.page].number is not None
    for row in paper.rows[row_at + 1 : row_at + 14] if boxed else ():
        if row.page != first.page or row.box.y0 - last_y > 1.6 * height:
            break
        line = paper.line(row)
        flush = left is not None and not paper.ocr and abs(row.box.x0 - left) < _FLUSH
        if not flush and re.match(
            r"(?:登[\t ]?记[\t ]?机[\t ]?关|住[\t ]?所|营业期限|成立日期|http|国家企业信用|市场主体|国家市场监督|注册资本|\d{4}年)",
            line,
        ):
            break
        inside = [
            (a, b)
            for a, b in chunks(text.chars, row.start, row.end)
            if left is None or left - 0.03 < _begins(paper, a, b) < aside
        ]
        if not inside:
            continue
        begins = _begins(paper, *inside[0])
        if re.match(r"与?(?:原件|复印)|核对", text.chars[inside[0][0] : inside[0][1]]) or (
            left is not None and begins > left + 0.08
        ):
            break  # a stamp: lines of the scope begin under its first glyph
        spans.append((inside[0][0], inside[-1][1]))
        last_y = row.box.y1
    value = "".join(text.raw(a, b) for a, b in spans).strip(" :：")
    value = re.split(r"(?:登记机关|营业期限|住所:)", value)[0]
    if len(value) < 2:
        return Field()
    return text.field(value, spans[0][0], spans[-1][1], 0.85, hit.start())


def _begins(paper: Paper, start: int, end: int) -> float:
    """Return where the piece of the text begins, as a share of the page's width."""
    return min(t.box.x0 + share * t.box.width for t, share, _ in paper.text.pieces(start, end))


def _column_beside(paper: Paper, at: int) -> float:
    """Return where the column right of the scope begins: at a label that stands alone, or its value's; 1 without one.

    A licence set in two columns prints 住所 with its value right of the scope, often on the very line of its caption.
    """
    first, edge = paper.rows[at], 1.0
    for row in paper.rows[max(0, at - _BESIDE) : at + _BESIDE + 1]:
        if row.page != first.page:
            continue
        for a, b in list(chunks(paper.text.chars, row.start, row.end))[1:]:
            if _LABEL.match(re.sub(r"\s", "", paper.text.chars[a:b])) and (x := _begins(paper, a, b)) > _HALF:
                edge = min(edge, x - 0.01)
    return edge


def _before(paper: Paper, start: int, end: int, edge: float) -> int:
    """Return where the text of a line ends that stands left of an edge."""
    kept = [b for a, b in chunks(paper.text.chars, start, end) if _begins(paper, a, b) < edge]
    return max(kept, default=start)
