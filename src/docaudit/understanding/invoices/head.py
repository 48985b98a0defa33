"""Title, code, number, date and check code of an invoice, and the kind that follows from them (domain.md 4.1)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from docaudit.records.dates import parse_date
from docaudit.records.evidence import Field
from docaudit.understanding.invoices.chunks import Chunk, Print

_CODE = re.compile(r"(?:发票|票据)代码:?")
_NUMBER = re.compile(
    r"(?:数电(?:发)?票|全电发票)?(?:发票号码|票据号码|电子客票号码|发票号)(?:\(NO\.?\))?:?", re.IGNORECASE
)
_DATES = (
    re.compile(r"(?:开票|填开|开具)日期:?"),
    re.compile(r"^(?:乘车|上车|出票|打票|收费|缴费|缴款|开单|入场|出场|售票|打印)?(?:日期|时间)(?=[: \d]|$):?"),
)
"""Labels of the day of issue; the second ones stand on tickets that machines print."""
_DAY = re.compile(r"[\d年月日./ -]+(?=[ \u4e00-\u9fff])")
"""A day before the words of the next caption."""
_CHECK = re.compile(r"校验码:?")
_OTHER_KIND = re.compile(
    r"机动车销售统一|二手车销售统一|行程单|铁路电子客票|电子客票|出租|财政票据|非税收入|定额发票|过路|医疗.{0,4}收费票据|船票|汽车票|统一票据"
)
_BARE_NUMBER = re.compile(r"^(?:N[O0o°º]?\.?|№|号码)?:?(\d{8})$", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
# Identifiers, which copy it is (down the side), and the words of seals: the tax authority's own (全国统一发票监制章)
# is printed over every title.
_BESIDE_TITLE = re.compile(r"(?:发票(?:代码|号码)|机器编号|开票日期|校验码|国家税务总局).*")
"""What is printed on the title's line behind it."""
_NO_TITLE = re.compile(r"发票(?:专用章|监)|监制|^第.{1,2}联|^(?:发票|抵扣|记账|存根)联$")
_HEAD = 0.35
"""Code and number stand in this upper share of an invoice's page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What stands above the buyer."""

    title: str
    code: Field[str] = Field()
    number: Field[str] = Field()
    date: Field[dt.date] = Field()
    check_code: Field[str] = Field()


def read_head(paper: Print) -> Head:
    """Return the head of the first page."""
    number = _labelled(paper, _NUMBER, (20, 8, 10))  # ten digits: 财政票据
    code: Field[str] = Field()
    if number.value is None or len(number.value) != 20:
        code = _labelled(paper, _CODE, (12, 10, 8))
    if number.value is None:
        number = _bare(paper, _BARE_NUMBER)
    if code.value is None and (number.value is None or len(number.value) == 8):
        code = _bare(paper, re.compile(r"^(\d{10}|0\d{11})$"))
    return Head(title=_title(paper), code=code, number=number, date=_date(paper), check_code=_check(paper))


def invoice_kind(head: Head, text: str, qr_kind: str | None) -> tuple[str | None, float]:
    """Return the interface's kind and how sure it is; None where nothing on the paper tells.

    Args:
        head: title and identifiers.
        text: the whole print, folded.
        qr_kind: the kind code of the QR text (domain.md 4.3), where one was decoded.
    """
    title, code, number = head.title, head.code.value or "", head.number.value or ""
    special = "专用发票" in title
    if _OTHER_KIND.search(title) or (not title and _OTHER_KIND.search(text[:200])):
        return "other", 0.95
    if len(number) == 20 or (qr_kind in {"31", "32"}):
        if special or "普通发票" in title:
            return ("digital_special" if special else "digital_ordinary"), 0.99
        return {"31": "digital_special", "32": "digital_ordinary"}.get(qr_kind or "", "digital_ordinary"), 0.8
    if "卷" in title or qr_kind == "11" or (len(code) == 12 and code[-2:] in {"06", "07"}):
        return "roll", 0.95
    if "电子" in title or qr_kind in {"08", "10", "14"} or (len(code) == 12 and code[-2:] in {"11", "12", "13"}):
        electronic_special = special or qr_kind == "08" or (len(code) == 12 and code[-2:] == "13")
        return ("electronic_special" if electronic_special else "electronic_ordinary"), 0.97
    if special or qr_kind == "01":
        return "special", 0.98
    if "普通发票" in title or qr_kind == "04":
        return "ordinary", 0.97
    return ("other", 0.6) if "发票" in text else (None, 0.0)


def _title(paper: Print) -> str:
    """Return the largest line that names an invoice; spaced or split glyphs are joined."""
    best, size = "", 0.0
    for chunk in paper.chunks:
        text = _BESIDE_TITLE.sub("", chunk.text)
        if chunk.page == 0 and re.search(r"发票|客票|行程单|票据", text) and not _NO_TITLE.search(text):
            glyph = chunk.box.height
            if chunk.box.y0 < _HEAD and glyph > size * 1.05:
                best, size = text, glyph
    return best


def _labelled(paper: Print, label: re.Pattern[str], lengths: tuple[int, ...]) -> Field[str]:
    """Return the digits after `label` that have one of `lengths`, the most wanted first."""
    found: dict[int, Field[str]] = {}
    for chunk, match in paper.find(label):
        value = paper.after(chunk, match.end())
        if value is None:
            continue
        digits = _DIGITS.search(value.text.replace(" ", ""))
        if digits and len(digits.group()) in lengths and len(digits.group()) not in found:
            whole = _narrowed(paper, value, digits.group())
            shown = chunk.start + match.start() if whole.row == chunk.row and whole.start >= chunk.start else None
            found[len(digits.group())] = paper.text.field(digits.group(), whole.start, whole.end, 0.99, shown)
    return next((found[n] for n in lengths if n in found), Field())


def _narrowed(paper: Print, chunk: Chunk, digits: str) -> Chunk:
    at = chunk.text.find(digits)
    return paper.span(chunk, at, at + len(digits)) if at >= 0 else chunk


def _bare(paper: Print, pattern: re.Pattern[str]) -> Field[str]:
    """Return the only number of that shape in the head that no label names; several different ones are none."""
    hits: dict[str, Chunk] = {}
    for chunk in paper.chunks:
        match = pattern.match(chunk.text.replace(" ", "")) if chunk.page == 0 and chunk.box.y0 < _HEAD else None
        # The printed original is larger than the copy that the printer adds.
        if match and (match.group(1) not in hits or chunk.box.height > hits[match.group(1)].box.height):
            hits[match.group(1)] = chunk
    if len(hits) != 1:
        return Field()
    value, chunk = hits.popitem()
    return paper.text.field(value, chunk.start, chunk.end, 0.93)


def _date(paper: Print) -> Field[dt.date]:
    for chunk, match in (hit for label in _DATES for hit in paper.find(label)):
        value = paper.after(chunk, match.end())
        if value is None:
            continue
        parts = [value]
        date = parse_date(value.text)
        if date is None and (day := _DAY.match(value.text)) is not None:  # 2023-11-08 收款员:林静
            date = parse_date(day.group())
        if date is None:
            # Printed digits between pre-printed 年 月 日 may stand apart.
            band = [c for c in paper.band(value.box, value.page, 0.9) if c.box.x0 >= value.box.x0 - 0.005]
            for stop in range(2, min(len(band), 6) + 1):
                date = parse_date("".join(c.text for c in band[:stop]))
                if date is not None:
                    parts = band[:stop]
                    break
        if date is not None:
            field = paper.joined(parts, "", 0.99)
            return Field(date, field.confidence, field.evidence)
    return Field()


def _check(paper: Print) -> Field[str]:
    for chunk, match in paper.find(_CHECK):
        value = paper.after(chunk, match.end())
        if value is None:
            continue
        parts = [value]
        digits = re.sub(r"\D", "", value.text)
        if len(digits) < 20:
            for other in paper.band(value.box, value.page, 0.8):
                if other.box.x0 > parts[-1].box.x1 - 0.005 and re.fullmatch(r"[\d ]{4,20}", other.text):
                    parts.append(other)
                    digits += re.sub(r"\D", "", other.text)
        if len(digits) == 20:
            return paper.joined(parts, digits, 0.98)
        short = re.fullmatch(r"[0-9a-fA-F]{5}|(?=.{0,5}\d)[0-9a-zA-Z]{6}", value.text.replace(" ", ""))
        if short:
            # Block-chain invoices of Shenzhen print five characters, electronic 财政票据 six.
            return paper.joined([value], short.group(), 0.9)
    return Field()
