"""The sheet 财务分析 of the working paper: what the statements say of the business, each figure with its place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import xlsxwriter

from docaudit.knowledge import label, table
from docaudit.records.money_bar import fen
from docaudit.reporting.places import place_text
from docaudit.reporting.sheet import Column, Formats, Sheet, clean

_COLUMNS = (
    Column("期间", 26),
    Column("类别", 18),
    Column("指标", 24),
    Column("本期", 18, "wrap"),
    Column("上期", 18, "wrap"),
    Column("变动", 14, "wrap"),
    Column("行业", 14, "wrap"),
    Column("计算依据（数字及出处）", 90, "wrap"),
)
LINE = 16
"""Height of one line of a row, in points."""
_KINDS = {"yuan": "money", "percent": "percent", "times": "decimal", "days": "number"}
"""Formats of the cells by the unit of the ratio."""


def write_analysis(book: xlsxwriter.Workbook, formats: Formats, analysis: Mapping[str, Any]) -> None:
    """Write the summary above and one row for each ratio of each period below."""
    summary = list(analysis.get("summary", ()))
    sheet = Sheet(book, formats, "财务分析", _COLUMNS, start=len(summary) + 3)
    sheet.sheet.write_string(0, 0, clean(f"{analysis.get('entity') or ''} 财务分析"), formats.title)
    for number, remark in enumerate(summary, start=1):
        sheet.sheet.write_string(number, 0, clean(str(remark.get("zh"))), formats.note)
    if analysis.get("industry"):
        sheet.sheet.write_string(len(summary) + 1, 0, clean(f"行业数据来源：{analysis['industry']}"), formats.note)
    words = table("analysis")
    for period in analysis.get("periods", ()):
        span = f"{period['start']} 至 {period['end']}" if period.get("start") else str(period["end"])
        for ratio in period.get("ratios", ()):
            kind = _KINDS[ratio["unit"]]
            now, before = _number(ratio["value"]), _number(ratio["prior"])
            row = sheet.row
            names = words["groups"][ratio["group"]][0], words["ratios"][ratio["name"]]["label"][0]
            figures = "\n".join(_figure(f) for f in ratio.get("figures", ()))
            sheet.add([span, *names, None, None, None, None, figures])
            # Not every program grows a row with its lines.
            sheet.sheet.set_row(row, LINE * max(1, len(ratio.get("figures", ()))))
            sheet.row = row
            change = (
                now - before if now is not None and before is not None and ratio["name"] != "revenue_growth" else None
            )
            for column, value in enumerate((now, before, change, _number(ratio["industry"])), start=3):
                sheet.cell(column, _cell(value, kind), kind)
            sheet.row = row + 1
    sheet.finish()


def _number(text: object) -> float | None:
    return None if text in (None, "") else float(str(text))


def _cell(value: float | None, kind: str) -> int | float | None:
    # Money cells take fen.
    return None if value is None else round(value * 100) if kind == "money" else value


def _figure(figure: Mapping[str, Any]) -> str:
    amount = fen(figure.get("amount"))
    shown = f"{'-' if amount < 0 else ''}{abs(amount) // 100:,}.{abs(amount) % 100:02d}"
    return f"{label('line', str(figure.get('name')))} {shown}（{figure.get('end')}；{place_text(figure)}）"
