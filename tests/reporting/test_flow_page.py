from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from docaudit.reporting import flow_page

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-sync"]
EVIL = '</title></style><script src="https://evil.example/x.js">alert(1)</script><img src=x onerror=alert(2)>&\u202e\0'


class Tags(HTMLParser):
    """Collects what a browser would make of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def case(payee: str = "无锡精工机械有限公司", count: int = 9) -> dict[str, Any]:
    kinds = ("conforming", "unsupported", "securities", "operating", "cash", "related_party")
    payments = []
    for n in range(count):
        # The last ones are so small that only their words have a height.
        amount = f"{60000 + 7000 * n if n < count - 3 else 100}.00"
        payments.append(
            {
                "payee": payee if n == 0 else f"第{n}号往来单位贸易股份有限公司", "loan_amount": amount, "min": "0.00",
                "max": amount, "use": kinds[n % len(kinds)] if n < count - 3 else "individual", "document": f"D{n % 2}",
                "account": f"622202020001234567{n % 2}",
            }
        )  # fmt: skip
    uses = []
    for use in (*kinds, "individual"):
        total = sum(int(p["loan_amount"][:-3]) for p in payments if p["use"] == use)
        uses.append({"use": use, "amount": f"{total}.00", "min": "0.00", "max": f"{total}.00"})
    uses = [u for u in uses if u["amount"] != "0.00"]
    paid = sum(int(p["loan_amount"][:-3]) for p in payments)
    uses.append({"use": "idle", "amount": "50000.00", "min": "50000.00", "max": "50000.00"})
    drawn = {"source": "流水.csv", "row": 4, "date": "2026-01-05", "amount": f"{paid + 50000}.00", "account": "6222"}
    whole = {"amount": f"{paid}.00", "min": f"{paid}.00", "max": f"{paid}.00"}
    trace = {
        "loan": "L1", "disbursed": f"{paid + 50000}.00", "method": "fifo", "uses": uses, "payments": payments,
        "disbursements": [drawn],
        "ends": [{"end": "payee", **whole, "payments": count}],
        "left_graph": whole, "warnings": [f"坏.pdf：{payee}"],
    }  # fmt: skip
    documents = [
        {
            "id": f"D{n}",
            "fields": {"bank": {"value": "中国建设银行"}, "account_number": {"value": f"622202020001234567{n}"}},
        }
        for n in range(2)
    ]
    return {"borrower": payee, "as_of": "2026-06-30", "documents": documents, "trace": [trace]}


def test_the_page_needs_nothing_but_itself() -> None:
    page = flow_page(case())
    found = Tags(page)
    assert page.startswith("<!DOCTYPE html>")
    assert {tag for tag, _ in found.tags}.isdisjoint({"script", "link", "img", "iframe", "object", "base", "a", "use"})
    names = {name for _, attributes in found.tags for name in attributes}
    assert names.isdisjoint({"src", "href", "srcset", "xlink:href", "action", "style"})
    assert not any(name.startswith("on") for name in names)
    assert not re.search(r"url\(|@import|https?:", page.replace("http-equiv", ""))
    policy = next(a["content"] for tag, a in found.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'"


def test_whatever_a_statement_says_is_text() -> None:
    plain, hostile = Tags(flow_page(case())), Tags(flow_page(case(EVIL)))
    assert [tag for tag, _ in hostile.tags] == [tag for tag, _ in plain.tags]
    assert [set(a) for _, a in hostile.tags] == [set(a) for _, a in plain.tags]
    shown = "".join(hostile.words)
    assert "<img src=x onerror=alert(2)>&" in shown
    assert "\u202e" not in shown
    assert "\0" not in shown


def test_the_page_says_what_the_trace_says() -> None:
    text = "\n".join(Tags(flow_page(case())).words)
    for words in (
        "放款合计 515,300.00 元",
        "先进先出",
        "流水.csv 第4行",
        "收款人未提供流水",
        "坏.pdf：",
        "证券投资",
        "未支用",
    ):
        assert words in text, words
    assert "最少 0.00，最多" in text


def test_a_case_without_a_disbursement_has_a_page_too() -> None:
    text = "\n".join(Tags(flow_page({"trace": [{"loan": "L1", "disbursed": "0.00", "method": "fifo"}]})).words)
    assert "没有可追踪的放款" in text


@pytest.fixture
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed (apt install chromium)")
    with playwright.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.mark.browser
@pytest.mark.parametrize(("width", "shown", "hidden"), [(1366, "wide", "narrow"), (390, "narrow", "wide")])
def test_words_keep_apart_within_the_drawing_on_a_laptop_and_a_phone(
    browser: Any, tmp_path: Path, width: int, shown: str, hidden: str
) -> None:
    (tmp_path / "流向.html").write_text(flow_page(case(count=16)), "utf-8")
    page = browser.new_page(viewport={"width": width, "height": 844}, color_scheme="light")
    problems: list[str] = []
    page.on("console", lambda m: problems.append(m.text))
    page.on("request", lambda r: None if r.url.startswith("file:") else problems.append(r.url))
    page.goto((tmp_path / "流向.html").as_uri())
    assert page.locator(f"svg.{shown}").is_visible()
    assert not page.locator(f"svg.{hidden}").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    frame = page.locator(f"svg.{shown}").bounding_box()
    boxes = page.evaluate(
        f"[...document.querySelectorAll('svg.{shown} text')].map(t => {{ const b = t.getBoundingClientRect();"
        " const size = parseFloat(getComputedStyle(t).fontSize) * b.width / t.getBBox().width;"
        " return [b.left, b.top, b.right, b.bottom, size]; })"
    )
    assert len(boxes) > 20
    for left, top, right, bottom, size in boxes:
        assert frame["x"] <= left < right <= frame["x"] + frame["width"]
        assert frame["y"] <= top < bottom <= frame["y"] + frame["height"]
        assert size >= 8.5  # smaller words are not read on a phone
    for a, b in combinations(boxes, 2):
        across = min(a[2], b[2]) - max(a[0], b[0])
        down = min(a[3], b[3]) - max(a[1], b[1])
        # Boxes of lines are higher than their ink.
        assert across <= 1 or down <= 4, (a, b)
    assert problems == []
