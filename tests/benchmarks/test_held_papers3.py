"""What the makers of the third held set call true is printed on their papers, in their order, and adds up."""

from __future__ import annotations

import csv
import datetime as dt
import importlib
import io
import pkgutil
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
from benchmarks.unseen import held
from benchmarks.unseen.drawing import _NOTO
from benchmarks.unseen.held.papers3_kit import NAMES
from benchmarks.unseen.held.papers3_transfer import capital_day
from benchmarks.unseen.made import Paper
from benchmarks.unseen.values import DEV, DEV2, chinese

from docaudit.audit.compare_values import plain
from docaudit.records.amounts import parse_words

if not (_NOTO / "NotoSansCJK-Regular.ttc").exists():
    pytest.skip("needs Debian's fonts-noto-cjk", allow_module_level=True)

MODULES = [m.name for m in pkgutil.iter_modules(held.__path__) if m.name.startswith("papers3_")]
PAPERS = [
    paper
    for name in MODULES
    for paper in getattr(importlib.import_module(f"benchmarks.unseen.held.{name}"), "PAPERS", ())
]
UNPRINTED = {"invoice_kind", "currency", "unit", "neutral_amount"}
"""What a reader concludes; the unit of a form stands in words of its own."""
SPANS = {"period_start", "period_end"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?")


@cache
def make(paper: Paper) -> tuple[str, dict[str, Any]]:
    """Return all that is printed, without white space, and the truth."""
    made = paper.make(random.Random(41))  # noqa: S311
    return plain(printed(made.data, made.suffix)), made.truth


def printed(data: bytes, suffix: str) -> str:
    if suffix == ".pdf":
        with pypdfium2.PdfDocument(data) as pdf:
            return "".join(page.get_textpage().get_text_range() for page in pdf)
    if suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(data))
        cells = (cell for sheet in book for row in sheet.values for cell in row if cell is not None)
        return " ".join([*book.sheetnames, *(f"{c:.2f}" if isinstance(c, (int, float)) else str(c) for c in cells)])
    for coding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        return " ".join(cell for row in csv.reader(io.StringIO(text)) for cell in row)
    raise AssertionError(suffix)


def documents(truth: dict[str, Any]) -> list[dict[str, Any]]:
    return truth.get("documents") or [truth]


def leaves(fields: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value that must be printed somewhere, with its place."""
    for name, value in fields.items():
        if isinstance(value, list):
            for k, row in enumerate(value):
                yield from leaves(row, f"{name}[{k}].")
        elif value is not None and name not in UNPRINTED and not (name == "name" and "caption" in fields):
            yield path + name, value


def days(day: dt.date) -> list[str]:
    formats = ("%Y-%m-%d", "%Y%m%d", "%Y/%m/%d", "%Y.%m.%d", "%y%m%d", "%Y年%m月%d日", "%d/%m/%Y", "%m-%d")
    plainly = (f"{day.year}年{day.month}月{day.day}日", f"{day.year}-{day.month}-{day.day}", f"{day.month}{day.day}")
    english = f"{day:%d}{day:%b}{day.year}".upper()
    return [*(day.strftime(f) for f in formats), *plainly, english, capital_day(day), chinese(day)]


def months(day: dt.date) -> list[str]:
    """Return how a period says its first or last day without naming it."""
    ways = (f"{day.year}年{day.month:02d}月", f"{day.year}年{day.month}月", f"{day.year}年1-{day.month}月")
    return [*ways, f"{day.year}年1—{day.month}月", f"{day.year}年度"]


def forms(name: str, value: str) -> list[list[str]]:
    """Return, for each part of a value, how it may be printed."""
    if DAY.fullmatch(value):
        moment = dt.datetime.fromisoformat(value)
        parts = [days(moment.date()) + (months(moment.date()) if name in SPANS else [])]
        if "T" in value:
            parts.append([f"{moment:%H:%M:%S}", f"{moment:%H%M%S}", f"{moment:%H:%M}"])
        return parts
    if re.fullmatch(r"-?\d+\.\d\d", value):
        fen = abs(Decimal(value))
        return [
            [f"{fen:,.2f}", f"{fen:.2f}", f"{fen * 100:.0f}", *([f"{fen:,.0f}"] if fen == fen.to_integral() else [])]
        ]
    return [[plain(value)]]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_every_value_of_the_truth_stands_on_the_paper(paper: Paper) -> None:
    text, truth = make(paper)
    for document in documents(truth):
        for place, value in leaves(document["fields"]):
            for ways in forms(place.rpartition(".")[2], value):
                assert any(plain(way) in text for way in ways), (place, value)


@pytest.mark.parametrize("paper", PAPERS, ids=lambda p: p.name)
def test_sums_balances_and_words_agree(paper: Paper) -> None:
    checks = {"bank_statement": statement_runs, "vat_invoice": invoice_adds_up, "transfer_slip": slip_says_its_amount}
    for document in documents(make(paper)[1]):
        checks.get(document["doc_type"], figures_fit)(document["fields"])


def statement_runs(fields: dict[str, Any]) -> None:
    rows = fields["transactions"]
    assert 14 < len(rows) <= 120
    if rows[0]["time"] > rows[-1]["time"]:
        rows = rows[::-1]
    assert all(before["time"] <= row["time"] for before, row in pairwise(rows))
    if fields["period_start"]:
        assert fields["period_start"] <= rows[0]["time"][:10] <= rows[-1]["time"][:10] <= fields["period_end"]
    held_now = fields["opening_balance"] and Decimal(fields["opening_balance"])
    for row in rows:
        if held_now is not None and row["amount"] is not None:
            held_now += Decimal(row["amount"])
        if row["balance"] is not None:
            assert held_now is None or held_now == Decimal(row["balance"])
            held_now = Decimal(row["balance"])
    if fields["closing_balance"]:
        assert held_now == Decimal(fields["closing_balance"])


def invoice_adds_up(fields: dict[str, Any]) -> None:
    items, total = fields["items"], Decimal(fields["total"])
    if fields["total_in_words"]:
        assert total == Decimal(str(parse_words(fields["total_in_words"])))
    if fields["amount"]:
        assert Decimal(fields["amount"]) + Decimal(fields["tax"] or 0) == total
    if items:
        assert sum(Decimal(row["amount"]) + Decimal(row["tax"] or 0) for row in items) == total
    for row in items:
        if row["quantity"] and row["unit_price"]:
            product = Decimal(row["quantity"]) * Decimal(row["unit_price"])
            assert abs(product - Decimal(row["amount"])) <= Decimal("0.005")
        if row["tax"] is not None:
            share = Decimal(row["amount"]) * Decimal(row["tax_rate"].rstrip("%")) / 100
            assert abs(share - Decimal(row["tax"])) <= Decimal("0.005")


def slip_says_its_amount(fields: dict[str, Any]) -> None:
    assert Decimal(fields["amount"]) > 0
    assert fields["payer_name"] != fields["payee_name"]
    if fields["amount_in_words"]:
        assert str(parse_words(fields["amount_in_words"])) == fields["amount"]


def figures_fit(fields: dict[str, Any]) -> None:
    for column in ("current", "prior"):
        f = {i["name"]: Decimal(i[column]) for i in fields["items"] if i[column] is not None}
        if not f:
            continue
        if "total_assets" in f:
            assert f["total_assets"] == f["total_liabilities"] + f["total_equity"]
            assert f["current_assets"] < f["total_assets"]
        elif "revenue" in f:
            assert f["total_profit"] - f["income_tax"] == f["net_profit"]
        else:
            flows = sum(f[f"{kind}_cash_flow"] for kind in ("operating", "investing", "financing"))
            assert f["net_increase_in_cash"] == flows == f["closing_cash"] - f["opening_cash"]
            assert f["closing_cash"] >= 0 <= f["opening_cash"]


@pytest.mark.parametrize("paper", [p for p in PAPERS if p.name.startswith("statement")], ids=lambda p: p.name)
def test_the_rows_of_the_truth_follow_the_rows_on_the_paper(paper: Paper) -> None:
    text, truth = make(paper)
    for document in documents(truth):
        place = 0
        for row in document["fields"]["transactions"]:
            value = Decimal(row["balance"] or row["amount"])
            found = [at for way in (f"{abs(value):,.2f}", f"{abs(value):.2f}") if (at := text.find(way, place)) >= 0]
            assert found, row
            place = min(found)


def test_the_names_of_the_papers_are_their_own_and_so_are_those_on_them() -> None:
    modules = [importlib.import_module(f"benchmarks.unseen.held.{m.name}") for m in pkgutil.iter_modules(held.__path__)]
    names = [paper.name for module in modules for paper in getattr(module, "PAPERS", ())]
    assert len(names) == len(set(names))
    assert not set(NAMES.stems) & {*DEV.stems, *DEV2.stems}
    assert not set(NAMES.surnames) & {*DEV.surnames, *DEV2.surnames}
    assert all(paper.part == "held" for paper in PAPERS)


def test_a_day_in_capitals_has_its_noughts() -> None:
    assert capital_day(dt.date(2025, 3, 5)) == "贰零贰伍年零叁月零伍日"
    assert capital_day(dt.date(2025, 10, 20)) == "贰零贰伍年零壹拾月零贰拾日"
