"""What stands above a statement: whose it is, and for which period."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

from docaudit.records.dates import month_end, parse_period
from docaudit.records.evidence import Field
from docaudit.understanding.financials.amounts import decimal_of
from docaudit.understanding.financials.blocks import month_of
from docaudit.understanding.grids import GridRow

_ENTITY = re.compile(
    r"(?:编制单位|编报单位|填报单位|单位名称|公司名称|企业名称|报表单位|核算单位|会计主体|单位(?=\s*[:：]\s*[^:：]{4,40}(?:公司|厂|合作社)))\s*(?:[(（][^)）]*[)）])?\s*[:：]?\s*(\S.*)?"
)
_FIRM = re.compile(
    r"[\u4e00-\u9fff（）()·A-Za-z\d]{2,40}?(?:有限公司|有限责任公司|股份公司|集团公司|合作社|事务所|总厂|合伙企业(?:[（(]有限合伙[）)])?)"
)


def entity_of(rows: Sequence[GridRow]) -> Field[str]:
    """Return whose statement it is: beside 编制单位, else a firm's name at the start of a line."""
    for row in rows:
        cells = row.filled()
        for i, cell in enumerate(cells):
            found = _ENTITY.match(unicodedata.normalize("NFKC", cell.text).strip())
            if found is None:
                continue
            name = (found.group(1) or "").strip()
            source = cell
            if not name and i + 1 < len(cells):
                name, source = cells[i + 1].text.strip(), cells[i + 1]
            name = re.split(r"\s{2,}|\s+(?=\d{4}\s*年|单位|金额|会)|(?=\d{4}年)|(?=(?:金额)?单位[:：])", name)[0].strip(
                "_ ：:　"
            )
            if len(name) >= 2 and not re.match(r"\d|单位|金额", name):
                return Field(
                    name.replace("(", "（").replace(")", "）") if "（" in cell.text else name,
                    0.97 * source.confidence,
                    row.page.cell_evidence(source),
                )
    for row in rows[:60]:
        found = _FIRM.match(re.sub(r"\s+", "", row.text))
        if found is not None and len(row.text) < 60 and not re.search("会计师|交易所|登记结算", row.text):
            cell = row.filled()[0]
            return Field(found.group(), 0.85 * cell.confidence, row.page.cell_evidence(cell))
    return Field()


_DAY = re.compile(r"((?:19|20)\d{2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?")
_SPAN = re.compile(
    r"(?:19|20)\d{2}\s*年?\s*(?:\d{1,2}\s*月?\s*[-—–~至到]+\s*\d{1,2}\s*月|第?\s*[一二三四1-4]\s*季度?|[上下]半年度?|年度|度|三季报|半年报|年报|一季报)"
)
_MONTH = re.compile(r"((?:19|20)\d{2})\s*[年.-]\s*(\d{1,2})\s*月(?!\s*\d)")


_YEAR_ALONE = re.compile(
    r"^(?:(?:编制单位|单位(?:名称)?)[:：].{2,40}?)?((?:19|20)\d{2})年(?:(?:金额)?单位[:：].{1,8})?$"
)
"""A head that names a year and no month: the whole year."""


def period_of(
    rows: Sequence[GridRow], doc_type: str, heading: str, *, to_date: bool
) -> tuple[Field[dt.date], Field[dt.date]]:
    """Return first and last day of the statement; a balance sheet has only a last day."""
    flow = doc_type != "balance_sheet"
    short = [
        r
        for r in rows
        if len(re.sub(r"\s", "", r.text)) <= 70
        and not any(decimal_of(c.text) is not None and "," in c.text for c in r.filled())
    ]
    for row, report in (*((r, False) for r in short), *((r, True) for r in short)):
        found = _period_in(row.text, flow=flow, to_date=to_date, report=report)
        if found is not None:
            cell = next((c for c in row.filled() if re.search(r"(?:19|20)\d\d", c.text)), row.filled()[0])
            place = row.page.cell_evidence(cell)
            start = Field(found[0], 0.95 * cell.confidence, place) if found[0] is not None and flow else Field()
            return start, Field(found[1], 0.95 * cell.confidence, place)
    when = month_of(heading)
    if when and rows:
        end = month_end(when // 100, min(12, max(1, when % 100)))
        row = next((r for r in rows if heading[:4] in r.text.replace(" ", "")), rows[0])
        named = next((c for c in row.filled() if heading[:4] in c.text), row.filled()[0] if row.filled() else None)
        if named is not None:
            return Field(), Field(end, 0.8, row.page.cell_evidence(named))
    return Field(), Field()


_OTHER_DAY = re.compile(r"期初|期末|上年|本期|年初|年末|打印|批准|报送|填表|公告|于|董事会|[，。；]")


def _period_in(text: str, *, flow: bool, to_date: bool, report: bool) -> tuple[dt.date | None, dt.date] | None:
    """Return the period a line prints; the title of a whole report (`report`) counts only where nothing else does."""
    plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    if report:
        whole = re.search(r"((?:19|20)\d\d年(?:第?[一二三四1-4]季度|半年度|年度|度))报告", plain)
        period = parse_period(re.sub(r"年半年度", "年上半年", whole.group(1))) if whole is not None else None
        return None if period is None else (dt.date(period[1].year, 1, 1), period[1])
    if "报告" in plain or (_OTHER_DAY.search(plain) and not re.search("编制单位|报表|单位[:：]", plain)):
        return None
    days = [_date(*m.groups()) for m in _DAY.finditer(plain)]
    known = [d for d in days if d is not None]
    if len(known) == 2 and known[0] < known[1] and re.search(r"[-—–~至到]", plain):
        return known[0], known[1]
    span = _SPAN.search(plain)
    if span is not None:
        body = span.group().replace("—", "-").replace("–", "-").replace("~", "-").replace("至", "-").replace("到", "-")
        body = re.sub(r"三季报", "第三季度", body)
        period = parse_period(body) or parse_period(
            body.replace("度", "年度") if body.endswith("度") and "季" not in body and "年" not in body else body
        )
        if period is not None:
            return (dt.date(period[1].year, 1, 1) if to_date else period[0]), period[1]
    if len(known) == 1:
        return None, known[0]
    month = _MONTH.search(plain)
    if month is not None and 1 <= int(month.group(2)) <= 12:
        year, number = int(month.group(1)), int(month.group(2))
        start = dt.date(year, 1, 1) if to_date else dt.date(year, number, 1)
        return (start if flow else None), month_end(year, number)
    alone = _YEAR_ALONE.search(plain)
    if flow and alone is not None:
        return dt.date(int(alone.group(1)), 1, 1), dt.date(int(alone.group(1)), 12, 31)
    return None


def _date(year: str, month: str, day: str) -> dt.date | None:
    try:
        return dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
