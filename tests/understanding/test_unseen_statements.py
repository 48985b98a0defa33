"""The truth of the unseen statements agrees with its own arithmetic and with what their papers say."""

from __future__ import annotations

import datetime as dt
import io
import random
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from html.parser import HTMLParser
from typing import Any

import openpyxl
import pdfplumber
import pytest
from benchmarks.unseen.faces import FOLDER
from benchmarks.unseen.made import Made, Paper
from benchmarks.unseen.statements import PAPERS

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="Noto's fonts are not installed (fonts-noto-cjk)")


def _documents(made: Made) -> list[dict[str, Any]]:
    return made.truth.get("documents") or [made.truth]


class _Cells(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _said(made: Made) -> str:
    """Return all that a paper says, cell by cell, without white space and thousands separators, in half-width forms."""
    return _bare("".join(_pieces(made)))


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace(",", "").split())


def _pieces(made: Made) -> Iterator[str]:
    if made.suffix == ".pdf":
        with pdfplumber.open(io.BytesIO(made.data)) as pdf:
            for page in pdf.pages:
                yield from (c["text"] for c in page.chars)
    elif made.suffix == ".xlsx":
        book = openpyxl.load_workbook(io.BytesIO(made.data))
        for value in (c.value for sheet in book for row in sheet.iter_rows() for c in row):
            if isinstance(value, dt.datetime):
                yield f"{value:%Y-%m-%d} "
            else:
                yield f"{value:.2f} " if isinstance(value, int | float) else f"{value} "
    elif made.suffix == ".xls":
        charset = re.search(rb"charset=([\w-]+)", made.data)
        assert charset
        parser = _Cells()
        parser.feed(made.data.decode(charset[1].decode()))
        yield from parser.text
    else:
        for coding in ("utf-16" if made.data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig", "gb18030"):
            try:
                yield made.data.decode(coding)
            except UnicodeDecodeError:
                continue
            return


def _days(text: str) -> set[str]:
    day = dt.date.fromisoformat(text[:10])
    return {
        day.strftime(form).format(m=day.month, d=day.day)
        for form in ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y.%m.%d", "%m-%d", "%m/%d", "{m}月{d}日", "%Y年%m月")
    }


@pytest.fixture(scope="module", params=PAPERS, ids=lambda p: p.name)
def paper(request: pytest.FixtureRequest) -> tuple[Paper, Made]:
    return request.param, request.param.make(random.Random(f"9{request.param.name}"))  # noqa: S311


def test_balances_follow_row_by_row_from_the_opening_to_the_closing_one(paper: tuple[Paper, Made]) -> None:
    for document in _documents(paper[1]):
        rows, extra = document["fields"]["transactions"], document["extra"]
        if rows[0]["balance"] is None:
            continue
        balance = Decimal(extra["opening_computed"])
        for row in rows if extra["row_order"] == "asc" else rows[::-1]:
            balance += Decimal(row["amount"])
            assert balance == Decimal(row["balance"])
        assert balance == Decimal(extra["closing_computed"])
        for name in ("opening", "closing"):
            assert document["fields"][f"{name}_balance"] in (None, extra[f"{name}_computed"])


def test_sums_counts_and_periods_agree_with_the_rows(paper: tuple[Paper, Made]) -> None:
    for document in _documents(paper[1]):
        fields, extra = document["fields"], document["extra"]
        amounts = [Decimal(r["amount"]) for r in fields["transactions"] if r["amount"] is not None]
        assert extra["row_count"] == len(fields["transactions"])
        assert Decimal(extra["sum_in"]) == sum(a for a in amounts if a > 0)
        assert Decimal(extra["sum_out"]) == -sum(a for a in amounts if a < 0)
        times = [r["time"] for r in fields["transactions"]]
        assert times == sorted(times, reverse=extra["row_order"] == "desc")
        if fields["period_start"]:
            assert fields["period_start"] <= min(times)
            assert max(times)[:10] <= fields["period_end"]


def test_the_paper_says_each_value_of_its_truth(paper: tuple[Paper, Made]) -> None:
    said = _said(paper[1])
    for document in _documents(paper[1]):
        fields = document["fields"]
        for row in fields["transactions"]:
            assert any(day in said for day in _days(row["time"])), row["time"]
            money = [row["amount"] or row["neutral_amount"], row["balance"] or row["amount"] or row["neutral_amount"]]
            for text in (m.lstrip("-") for m in money):
                assert text in said
            for name, text in row.items():
                if name.startswith(("counterparty", "summary", "remark", "reference")) and text:
                    assert _bare(text) in said, (name, text)
        for name in ("account_name", "account_number"):
            assert fields[name] is None or _bare(fields[name]) in said
        for name in ("period_start", "period_end"):
            assert fields[name] is None or any(day in said for day in _days(fields[name])), fields[name]


def test_the_two_lists_of_words_share_none() -> None:
    from benchmarks.unseen.statements_words import DEV, DEV2

    names = [p.name for p in PAPERS]
    assert len(names) == len(set(names))
    for field in ("banks", "cities", "stems", "trades", "surnames", "given", "fees"):
        assert not set(getattr(DEV, field)) & set(getattr(DEV2, field)), field
    for field in ("out", "paid_in", "own_out", "own_in"):
        mine, theirs = ({r for s, rs in getattr(w, field) for r in (s, *rs)} for w in (DEV, DEV2))
        assert not mine & theirs, field
