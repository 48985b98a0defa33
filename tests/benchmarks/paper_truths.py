"""What the tests of several sets of papers ask of a truth: it is printed on its paper, and agrees with itself."""

from __future__ import annotations

import csv
import datetime as dt
import functools
import importlib
import io
import pkgutil
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

import openpyxl
import pypdfium2
from benchmarks.unseen import held
from benchmarks.unseen.held.papers3_transfer import capital_day
from benchmarks.unseen.made import Paper
from benchmarks.unseen.values import chinese, words

from docaudit.audit.compare_values import plain
from docaudit.documents import DOCUMENTS
from docaudit.records.amounts import parse_words
from docaudit.records.labels import Use
from docaudit.records.obligation import SLOTS

TOLD_APART = {"loan_kind", "payment_method", "currency", "rate_basis", "repayment_method", "kind", "term_months"}
"""Fields that name what the paper says in another word; one of its own words stands in `accept` at most."""
UNPRINTED = {"invoice_kind", "currency", "unit", "neutral_amount"}
"""What a reader concludes; the unit of a form stands in words of its own."""
SPANS = {"period_start", "period_end"}
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2})?")
NUMERALS = {2: "两", 3: "三", 5: "五", 7: "七", 10: "十", 15: "十五", 20: "二十", 30: "三十"}
NUMERALS |= {40: "四十", 80: "八成", 90: "九十"}
THOUSANDTHS = {Decimal(8): "八", Decimal(9): "九", Decimal(12): "十二"}
WORKING = re.compile("工作日|营业日")


def held_papers(*prefixes: str) -> Iterator[Paper]:
    """Yield the held papers of the modules whose names begin so."""
    for module in pkgutil.iter_modules(held.__path__):
        if module.name.startswith(prefixes):
            yield from getattr(importlib.import_module(f"benchmarks.unseen.held.{module.name}"), "PAPERS", ())


def printed(data: bytes, suffix: str) -> str:
    """Return all that is printed on a paper or stands in the cells of a file."""
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
        parted = "\t" if "\t" in text.partition("\n")[0] else ","
        return " ".join(cell for row in csv.reader(io.StringIO(text), delimiter=parted) for cell in row)
    raise AssertionError(suffix)


def running_text(data: bytes) -> str:
    """Return the text of all pages of a PDF, without white space and without running heads and feet."""
    with pypdfium2.PdfDocument(data) as pdf:
        pages = [page.get_textpage().get_text_range().splitlines() for page in pdf]
    seen = Counter(name for page in pages for name in {_bare(line) for line in page})
    lines = [line for page in pages for n, line in enumerate(page) if n > 1 or seen[_bare(line)] < 2]
    return plain("".join(lines))


@functools.cache
def lent(paper: Paper, seed: int = 53) -> tuple[str, dict[str, Any]]:
    """Return the text of a paper of the lending side without its running heads, and the truth."""
    made = paper.make(random.Random(seed))  # noqa: S311
    return running_text(made.data), made.truth


def _bare(line: str) -> str:
    """Return a line without its figures: heads and feet are the same on every page but for the number."""
    return re.sub(r"\d", "", plain(line))


def leaves(value: object) -> Iterator[str]:
    """Give every text of a value, however deep."""
    if isinstance(value, dict):
        for one in value.values():
            yield from leaves(one)
    elif isinstance(value, list):
        for one in value:
            yield from leaves(one)
    elif value is not None:
        yield str(value)


def forms(value: str) -> list[str]:
    """Return how a value may be printed: a date or an amount in one of its spellings, or the words themselves."""
    try:
        day = dt.date.fromisoformat(value)
    except ValueError:
        pass
    else:
        padded = [day.strftime(f) for f in ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日")]
        return [plain(t) for t in (*padded, f"{day.year}年{day.month}月{day.day}日", chinese(day))]
    if value.replace(".", "").isdecimal() and "." in value:
        number = Decimal(value)
        ways = [value, f"{number:,}", f"{number.normalize():f}", f"{number / 10000:f}".rstrip("0").rstrip(".") + "万"]
        monthly, daily = number * 10 / 12, number / 360
        return [plain(t) for t in (*ways, f"{monthly:.1f}‰", f"{monthly:.2f}‰", f"{daily:.3f}%")]
    if value.isdecimal() and int(value) <= 10:
        return [value, "百分之" + "零一二三四五六七八九十"[int(value)]]
    return [plain(value)]


def spellings(value: str) -> list[str]:
    """Return how a value may be printed besides `forms`: short days, sums in 万元, boxes or words, rates by month."""
    found = [plain(value), *forms(value)]
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = dt.date.fromisoformat(value)
        found += [f"{day.year}{mark}{day.month}{mark}{day.day}" for mark in "./"]
        found.append(capital_day(day))
    elif re.fullmatch(r"\d+\.\d+", value):
        number = Decimal(value)
        monthly = (number * 10 / 12).normalize()
        found += [f"¥{number * 100:.0f}", f"{monthly:f}‰", words(int(number * 100), whole="")]
        found += [f"{number / 10000:,.0f}"] if number % 10000 == 0 and number >= 10_000_000 else []
        found += [f"千分之{THOUSANDTHS[monthly]}"] if monthly in THOUSANDTHS else []
    return found


def unprinted(text: str, truth: dict[str, Any]) -> list[tuple[str, str]]:
    """Return the values of a paper of the lending side that do not stand in the text in any spelling."""
    found = []
    for name, value in truth["fields"].items():
        if name in TOLD_APART or name == "obligations":
            continue
        said = [str(o).removeprefix("any text with ") for o in truth.get("accept", {}).get(name, ())]
        for leaf in leaves(value):
            if not any(form in text for one in (leaf, *said) for form in spellings(one)):
                found.append((name, leaf))
    return found


def fields_are_those_of_the_type(truth: dict[str, Any]) -> None:
    """Assert that a truth names every field of its type and no other."""
    assert set(truth["fields"]) == set(DOCUMENTS[truth["doc_type"]].record.field_names())


def agrees(fields: dict[str, Any]) -> None:
    """Assert that sums, days and schedules of a paper of the lending side agree with each other."""
    if fields.get("amount_in_words"):
        assert str(parse_words(fields["amount_in_words"])) == fields["amount"]
    rows = fields.get("repayment_schedule") or []
    if rows:
        assert sum(Decimal(row["principal"]) for row in rows) == Decimal(fields["amount"])
        assert rows[-1]["due_date"] == fields["end_date"]
        assert [row["due_date"] for row in rows] == sorted({row["due_date"] for row in rows})
    parts = [row["amount"] for name in ("items", "payees") for row in fields.get(name) or ()]
    if all(parts) and parts:
        assert sum(map(Decimal, parts)) == Decimal(fields["amount"])
    if fields.get("start_date"):
        start, end = (dt.date.fromisoformat(fields[name]) for name in ("start_date", "end_date"))
        months = round(((end + dt.timedelta(days=1)) - start).days / 30.44)
        assert fields["term_months"] in (None, months)
        assert fields["signed_date"] is None or fields["signed_date"] <= fields["start_date"]


def obligations_stand(text: str, truth: dict[str, Any]) -> None:
    """Assert that each obligation has slots of its kind, and that its piece and its own words stand on the paper."""
    for index, row in enumerate(truth["fields"]["obligations"]):
        assert plain(row["text_has"]) in text, row
        slots = set(row) - {"kind", "party", "text_has", "optional"}
        assert slots <= set(SLOTS[row["kind"]]), row
        assert not row.get("optional") or not slots
        assert row.get("party") in (None, "borrower", "lender", "guarantor")
        assert {*row.get("uses", ())} <= {use.value for use in Use}
        assert all(DOCUMENTS[name] for name in row.get("documents", ()))
        for slot in slots & {"event", "document", "purpose"}:
            assert plain(row[slot]) in text, truth["accept"].get(f"obligations[{index}].{slot}")


def parameters_stand(text: str, truth: dict[str, Any]) -> None:
    """Assert that the numbers of each obligation stand in the sentence that holds its piece."""
    for row in truth["fields"]["obligations"]:
        said = sentence(text, plain(row["text_has"]))
        if row.get("due_days"):
            number = abs(row["due_days"])
            assert str(number) in said or NUMERALS[number] in said, row
            assert (row["day_kind"] == "working") == bool(WORKING.search(said)), row
        for slot in row.keys() & {"threshold", "share"}:
            number = row[slot] and (row[slot].removesuffix("0000") if row.get("unit") == "yuan" else row[slot])
            shown = number in (None, "0") or number in said or NUMERALS.get(int(Decimal(number)), "-") in said
            assert shown, row


def sentence(text: str, piece: str) -> str:
    """Return the sentence or point of a list that holds a piece."""
    at = text.index(piece)
    start = max(text.rfind(mark, 0, at) for mark in "。;") + 1
    end = min((k for mark in "。;" if (k := text.find(mark, at)) >= 0), default=len(text))
    return text[start:end]


def documents(truth: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the documents of a file."""
    return truth.get("documents") or [truth]


def placed_leaves(fields: dict[str, Any], path: str = "") -> Iterator[tuple[str, str]]:
    """Yield every value of a bank's or tax paper that must be printed somewhere, with its place."""
    for name, value in fields.items():
        if isinstance(value, list):
            for k, row in enumerate(value):
                yield from placed_leaves(row, f"{name}[{k}].")
        elif value is not None and name not in UNPRINTED and not (name == "name" and "caption" in fields):
            yield path + name, value


def _days(day: dt.date) -> list[str]:
    formats = (
        "%Y-%m-%d",
        "%Y%m%d",
        "%Y/%m/%d",
        "%Y.%m.%d",
        "%y%m%d",
        "%y.%m.%d",
        "%Y年%m月%d日",
        "%d/%m/%Y",
        "%d%b%Y",
        "%m-%d",
    )
    short = (f"{day.year}{mark}{day.month}{mark}{day.day}" for mark in "-/.")
    plainly = (f"{day.year}年{day.month}月{day.day}日", *short, f"{day.month}{day.day}")
    english = f"{day:%d}{day:%b}{day.year}".upper()
    return [*(day.strftime(f) for f in formats), *plainly, english, capital_day(day), chinese(day)]


def _months(day: dt.date) -> list[str]:
    """Return how a period says its first or last day without naming it."""
    quarter = f"{day.year}年第{'一二三四'[(day.month - 1) // 3]}季度"
    ways = (f"{day.year}年{day.month:02d}月", f"{day.year}年{day.month}月", f"{day.year}年1-{day.month}月", quarter)
    return [*ways, f"{day.year}年1—{day.month}月", f"{day.year}年度", f"{day.year}年第{day.month}期"]


def parts_printed(name: str, value: str) -> list[list[str]]:
    """Return, for each part of a value of a bank's or tax paper, how it may be printed."""
    if DAY.fullmatch(value):
        moment = dt.datetime.fromisoformat(value)
        parts = [_days(moment.date()) + (_months(moment.date()) if name in SPANS else [])]
        if "T" in value:
            parts.append([f"{moment:%H:%M:%S}", f"{moment:%H%M%S}", f"{moment:%H:%M}"])
        return parts
    if re.fullmatch(r"-?\d+\.\d\d", value):
        fen = abs(Decimal(value))
        whole = [f"{fen:,.0f}"] if fen == fen.to_integral() else []
        return [[f"{fen:,.2f}", f"{fen:.2f}", f"{fen * 100:.0f}", *whole]]
    return [[plain(value)]]


def values_stand(text: str, truth: dict[str, Any]) -> None:
    """Assert that every value of a bank's or tax paper stands in the text."""
    for document in documents(truth):
        for place, value in placed_leaves(document["fields"]):
            for ways in parts_printed(place.rpartition(".")[2], value):
                assert any(plain(way) in text for way in ways), (place, value)


def adds_up(truth: dict[str, Any]) -> None:
    """Assert that sums, balances and words of a bank's or tax paper agree with each other."""
    checks = {"bank_statement": statement_runs, "vat_invoice": invoice_adds_up, "transfer_slip": slip_says_its_amount}
    for document in documents(truth):
        checks.get(document["doc_type"], figures_fit)(document["fields"])


def statement_runs(fields: dict[str, Any]) -> None:
    """Assert that the balances of a statement follow from its amounts."""
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
    """Assert that lines, taxes, total and words of an invoice agree."""
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
        if row["tax"] is not None and not (fields["remarks"] or "").startswith("差额征税"):
            share = Decimal(row["amount"]) * Decimal(row["tax_rate"].rstrip("%")) / 100
            assert abs(share - Decimal(row["tax"])) <= Decimal("0.005")


def slip_says_its_amount(fields: dict[str, Any]) -> None:
    """Assert that figures and words of a slip agree, and that its parties differ."""
    assert Decimal(fields["amount"]) > 0
    assert fields["payer_name"] != fields["payee_name"]
    if fields["amount_in_words"]:
        assert str(parse_words(fields["amount_in_words"])) == fields["amount"]


def figures_fit(fields: dict[str, Any]) -> None:
    """Assert that the sums of a financial statement agree in both columns."""
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


def rows_follow(text: str, truth: dict[str, Any]) -> None:
    """Assert that the rows of a statement stand in the text in the order of the truth."""
    for document in documents(truth):
        place = 0
        for row in document["fields"]["transactions"]:
            value = Decimal(row["balance"] or row["amount"])
            found = [at for way in (f"{abs(value):,.2f}", f"{abs(value):.2f}") if (at := text.find(way, place)) >= 0]
            assert found, row
            place = min(found)


def filled(fields: dict[str, Any], *, but: Sequence[str] = ()) -> set[str]:
    """Return the names of the fields that have a value."""
    return {name for name, value in fields.items() if value not in (None, [])} - {*but}
