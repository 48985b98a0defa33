"""What the makers of held bank and tax papers call true is printed on their papers, and adds up."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
import re
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from itertools import pairwise
from typing import Any

import openpyxl
import pypdfium2
import pytest

pytest.importorskip("fpdf", reason="needs fpdf2: pip install -e '.[bench]'")
from benchmarks.unseen.drawing import _NOTO
from benchmarks.unseen.held import (
    bills_wallets,
    financials_balance,
    financials_flows,
    invoices_digital,
    invoices_older,
    slips_forms,
    slips_prints,
    statements_corporate,
    statements_lines,
    statements_sheets,
    statements_various,
)
from benchmarks.unseen.made import Paper

from docaudit.audit.compare_values import plain
from docaudit.records.amounts import parse_words

if not (_NOTO / "NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)

STATEMENTS = (statements_corporate, statements_various, statements_lines, statements_sheets, bills_wallets)
OTHERS = (slips_forms, slips_prints, invoices_digital, invoices_older, financials_balance, financials_flows)
PAPERS = [paper for module in (*STATEMENTS, *OTHERS) for paper in module.PAPERS]
NOT_PRINTED = {"invoice_kind", "name of statement", "currency", "unit", "caption"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@cache
def make(paper: Paper) -> tuple[str, dict[str, Any]]:
    """Return all that is printed, without white space, and the truth."""
    made = paper.make(random.Random(23))  # noqa: S311
    return plain(printed(made.data, made.suffix)), made.truth


def printed(data: bytes, suffix: str) -> str:
    if suffix == ".pdf":
        with pypdfium2.PdfDocument(data) as pdf:
            return "".join(page.get_textpage().get_text_range() for page in pdf)
    if suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = (cell for sheet in book for row in sheet.values for cell in row if cell is not None)
        return " ".join(f"{cell:.2f}" if isinstance(cell, (int, float)) else str(cell) for cell in cells)
    if suffix == ".csv":
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = data.decode("gb18030")
        return " ".join(cell for row in csv.reader(io.StringIO(text)) for cell in row)
    return re.sub("<[^>]*>", " ", data.decode("gb18030"))


def documents(truth: dict[str, Any]) -> list[dict[str, Any]]:
    return truth.get("documents") or [truth]


def leaves(fields: dict[str, Any], doc_type: str) -> Iterator[tuple[str, str]]:
    """Yield every value that must be printed somewhere."""
    for name, value in fields.items():
        if isinstance(value, list):
            for row in value:
                kept = {k: v for k, v in row.items() if not (doc_type.endswith(("sheet", "statement")) and k == "name")}
                yield from leaves(kept, doc_type)
        elif value is not None and name not in NOT_PRINTED:
            yield name, value


def forms(name: str, value: str) -> list[str]:
    """Return how a value may be printed."""
    if DAY.match(value) and name != "specification":
        moment = dt.datetime.fromisoformat(value)
        days = (
            *(moment.strftime(f) for f in ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%y%m%d", "%Y年%m月%d日")),
            f"{moment.year}年{moment.month}月{moment.day}日",
            f"{moment.year}年{moment.month}月",
            f"{moment.year}年{moment.month:02d}月",
            f"{moment.year}年度",
            f"{moment.year}/{moment.month}/{moment.day}",
        )
        clock = ("",) if len(value) == 10 else (f"{moment:%H:%M:%S}", f"{moment:%H%M%S}", f"{moment:%H:%M}")
        return [day + time for day in days for time in clock]
    if re.fullmatch(r"-?\d+\.\d\d", value):
        fen = abs(Decimal(value))
        return [f"{fen:,.2f}", f"{fen:.2f}", f"{fen:,.0f}", f"{fen * 100:.0f}"]
    return [plain(value)]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_value_of_the_truth_stands_on_the_paper(paper: Paper) -> None:
    text, truth = make(paper)
    loose = truth.get("accept", {})
    for document in documents(truth):
        for name, value in leaves(document["fields"], document["doc_type"]):
            if name == "period_end" and not any(form in text for form in forms(name, value)):
                # The end of a month is said by its name.
                value = value[:8] + "01"  # noqa: PLW2901
            options = [value, *(str(o) for o in loose.get(name, ()))]
            assert any(form in text for option in options for form in forms(name, option)), (name, value)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_rows_sums_and_words_agree(paper: Paper) -> None:
    for document in documents(make(paper)[1]):
        kind, fields = document["doc_type"], document["fields"]
        {
            "bank_statement": statement_runs,
            "vat_invoice": invoice_adds_up,
            "transfer_slip": slip_says_its_amount,
        }.get(kind, figures_fit)(fields)


def statement_runs(fields: dict[str, Any]) -> None:
    rows = fields["transactions"]
    assert len(rows) > 5
    if rows[0]["balance"] is None:
        return
    if rows[0]["time"] > rows[-1]["time"]:
        rows = rows[::-1]
    for before, row in pairwise(rows):
        assert before["time"] <= row["time"]
        assert Decimal(before["balance"]) + Decimal(row["amount"]) == Decimal(row["balance"])
    if fields["opening_balance"]:
        assert Decimal(fields["opening_balance"]) + Decimal(rows[0]["amount"]) == Decimal(rows[0]["balance"])
    if fields["closing_balance"]:
        assert fields["closing_balance"] == rows[-1]["balance"]
    if fields["period_start"]:
        assert fields["period_start"] <= rows[0]["time"][:10] <= rows[-1]["time"][:10] <= fields["period_end"]


def invoice_adds_up(fields: dict[str, Any]) -> None:
    items = fields["items"]
    assert items
    lines = sum(Decimal(row["amount"]) for row in items)
    taxes = sum(Decimal(row["tax"] or 0) for row in items)
    if fields["amount"] is not None:
        assert lines == Decimal(fields["amount"])
        assert taxes == Decimal(fields["tax"] or 0)
    assert lines + taxes == Decimal(fields["total"]) == Decimal(str(parse_words(fields["total_in_words"])))
    for row in items:
        if row["quantity"] and row["unit_price"]:
            product = Decimal(row["quantity"]) * Decimal(row["unit_price"])
            assert abs(product - Decimal(row["amount"])) <= Decimal("0.005")


def slip_says_its_amount(fields: dict[str, Any]) -> None:
    assert str(parse_words(fields["amount_in_words"])) == fields["amount"]
    assert fields["payer_name"] != fields["payee_name"]


def figures_fit(fields: dict[str, Any]) -> None:
    for column in ("current", "prior"):
        f = {i["name"]: Decimal(i[column]) for i in fields["items"] if i[column] is not None}
        if "total_assets" in f:
            assert f["total_assets"] == f["total_liabilities"] + f["total_equity"]
        elif "revenue" in f:
            assert f["total_profit"] - f["income_tax"] == f["net_profit"]
        else:
            flows = sum(f[f"{kind}_cash_flow"] for kind in ("operating", "investing", "financing"))
            assert f["net_increase_in_cash"] == flows == f["closing_cash"] - f["opening_cash"]


def test_twelve_banks_and_four_of_them_without_a_layout_of_their_own_are_among_the_statements() -> None:
    truths = [make(paper)[1] for module in STATEMENTS[:4] for paper in module.PAPERS]
    banks = {document["fields"]["bank"] for truth in truths for document in documents(truth)} - {None}
    known = ("华夏", "上海", "广发")
    assert len(banks) >= 12
    assert len([bank for bank in banks if not bank.startswith(known)]) >= 4
