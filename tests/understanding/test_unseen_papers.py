"""What the makers of unseen papers say is true of a paper stands on it."""

from __future__ import annotations

import datetime as dt
import importlib
import random
import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pytest

from docaudit.records.amounts import parse_words

pytest.importorskip("fpdf", reason="the papers are drawn with fpdf2 (extra `bench`)")
if not Path("/usr/share/fonts/opentype/noto").exists():
    pytest.skip("the papers are drawn with Noto CJK", allow_module_level=True)

SEEDS = range(3)
INTERFACE_WORD = re.compile(r"[a-z_]+")
"""Some truth is one of the interface's words, not the paper's."""


@pytest.fixture
def papers(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    return importlib.import_module("understanding").papers()


def test_no_two_layouts_have_one_name(papers: Any) -> None:
    names = [paper.name for paper in papers]
    assert len(names) == len(set(names))


def test_the_two_lists_of_names_share_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parents[2] / "benchmarks"))
    values = importlib.import_module("unseen.values")
    for name in values.Names.__dataclass_fields__:
        assert not set(getattr(values.DEV, name)) & set(getattr(values.DEV2, name)), name


@pytest.mark.slow
def test_each_true_value_stands_on_its_paper(papers: Any) -> None:
    absent = []
    for paper in papers:
        if not paper.make.__module__.startswith("unseen.") or paper.make.__module__.split(".")[1] not in FORMS:
            continue
        for seed in SEEDS:
            made = paper.make(random.Random(seed))  # noqa: S311
            if made.suffix != ".pdf":
                continue
            text, free = _text(made.data), [k for k, v in made.truth.get("accept", {}).items() if "any" in v]
            fields = {name: value for name, value in made.truth["fields"].items() if name not in free}
            absent += [(paper.name, name, value) for name, value in _leaves(fields) if not _stands(value, text)]
    assert not absent


FORMS = (
    "receipts",
    "slips_dev",
    "slips_dev2",
    "invoices_dev",
    "invoices_dev2",
    "lending_dev",
    "lending_dev2",
    "trade_papers_dev",
    "trade_papers_dev2",
    "financials_dev",
    "financials_dev2",
)


def _text(data: bytes) -> str:
    with pdfium.PdfDocument(data) as document:
        whole = "".join(page.get_textpage().get_text_range() for page in document)
    return re.sub(r"[\s\ufffe]", "", whole)


def _leaves(fields: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in fields.items():
        if isinstance(value, list):
            for row in value:
                yield from _leaves(row)
        elif value is not None and not INTERFACE_WORD.fullmatch(str(value)):
            # A statement often names its period by the year alone.
            yield name, str(value)[:4] if name.startswith("period_") else str(value)


def _stands(value: str, text: str) -> bool:
    folded = text.translate({ord(d) + 0xFEE0: d for d in "0123456789"})
    return any(form and re.sub(r"\s", "", form) in folded for form in _forms(value, folded))


def _forms(value: str, text: str) -> Iterator[str]:
    yield value
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        day = dt.date.fromisoformat(value)
        yield from (f"{day:%Y%m%d}", f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", f"{day:%Y年%m月%d日}")
        yield from (f"{day.year}年{day.month}月{day.day}日", f"{day.year}.{day.month}.{day.day}", _chinese(day))
        yield from (f"{day.year}年{day.month}月", f"{day.year}年度", f"{day.year}-{day.month}-{day.day}")
    elif re.fullmatch(r"-?\d+(\.\d+)?", value):
        number = Decimal(value)
        yield from (
            f"{number:,.2f}",
            f"{number:.2f}",
            f"{number:,}",
            f"({abs(number):,.2f})",
            f"（{abs(number):,.2f}）",
        )
        yield from (f"{number / 10000:,.2f}", f"{number / 10000:f}", f"{number / 10000:,.6f}".rstrip("0").rstrip("."))
        digit = "[零壹贰叁肆伍陆柒捌玖]"
        for found in re.findall(rf"(?:{digit}|[拾佰仟万亿])+[元圆](?:{digit}角)?(?:零?{digit}分)?", text):
            read = parse_words(found)
            if read is not None and str(read) == value:
                yield found


def _chinese(day: dt.date) -> str:
    ones = "〇一二三四五六七八九"

    def small(number: int) -> str:
        tens, rest = divmod(number, 10)
        return ("" if not tens else "十" if tens == 1 else f"{ones[tens]}十") + (ones[rest] if rest else "")

    return f"{''.join(ones[int(d)] for d in str(day.year))}年{small(day.month)}月{small(day.day)}日"
