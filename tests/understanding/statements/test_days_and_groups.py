"""Days of foreign banks and of account books, headings over several columns, heads without labels, covers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from tests.understanding.statements import printing

from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, SourceFile, Table, TextSource, Word
from docaudit.understanding import understand
from docaudit.understanding.pagemarks import page_marks
from docaudit.understanding.paper import Paper
from docaudit.understanding.statements import read_statements
from docaudit.understanding.statements.figures import parse_day, prints_month_first

HOLDER = "苏州示例科技有限公司"
FRAME = ("户名：苏州示例科技有限公司", "账号：32050110251600000739")


def printed(words: Sequence[Word], *, number: int = 1, tables: tuple[Table, ...] = ()) -> Page:
    """Return a page of words; those of one height are a line."""
    rows: dict[float, list[Word]] = {}
    for each in words:
        rows.setdefault(round(each.box.y0, 3), []).append(each)
    lines = tuple(
        Line(" ".join(w.text for w in row), tuple(row), Box.union(w.box for w in row)) for row in rows.values()
    )
    source = TextSource.TEXT_LAYER
    return Page(
        number=number, width=842, height=842, words=tuple(words), lines=lines, tables=tables, text_source=source
    )


def books(fmt: str, *, count: int = 12) -> list[list[str]]:
    heads = ["Posting Date", "Particulars", "Withdrawals", "Deposits", "Balance"]
    kinds = ("summary", "out", "in", "balance")
    rows = [[e.time.strftime(fmt), *(printing.COLUMNS[k](e) for k in kinds)] for e in printing.ledger(9, count)]
    return [heads, *rows]


@pytest.mark.parametrize("fmt", ["%m/%d/%Y", "%d-%m-%Y", "%d.%m.%Y", "%d/%m/%Y %H:%M"])
def test_days_with_the_year_last_are_read_as_the_statement_prints_them(fmt: str) -> None:
    rows = books(fmt)
    statement = printing.read_one([printing.sheet([["Period", f"{'03/01/2025 - 03/31/2025'}"], *rows])])
    assert [t.time.value.date() for t in statement.transactions] == [e.time.date() for e in printing.ledger(9, 12)]


def test_a_day_that_may_be_either_is_left_unread() -> None:
    assert prints_month_first(["02/03/2025", "03/02/2025"]) is None
    assert parse_day("02/03/2025", month_first=None) is None
    assert prints_month_first(["02/03/2025", "05/03/2025", "09/03/2025"]) is False
    assert prints_month_first(["03/02/2025", "03/05/2025", "03/09/2025"]) is True
    assert parse_day("03/09/2025", month_first=True) == dt.datetime(2025, 3, 9)  # noqa: DTZ001 - printed local time


def test_sides_in_letters_before_and_behind_figures_give_the_signs() -> None:
    entries = printing.ledger(4, 10)
    rows = [
        [e.time.strftime("%d/%m/%Y"), e.summary, f"{'CR' if e.fen > 0 else 'DR'} {printing.yuan(abs(e.fen))}",
         f"{printing.yuan(e.balance)}CR"]
        for e in entries
    ]  # fmt: skip
    pages = printing.word_pages([["日期", "摘要", "发生额", "结余"], *rows], preface=FRAME)
    found = printing.read_one(pages)
    assert [t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]


def _book(years: str | None, *, month_once: bool) -> Page:
    entries = printing.ledger(21, 14, opening=5_000_000_00)
    head = [[years or "", "", "凭证", "摘要", "借方", "贷方", "余额"], ["月", "日", "号码", "", "", "", ""]]
    rows, last = [], 0
    for e in entries:
        month = "" if month_once and e.time.month == last else str(e.time.month)
        last = e.time.month
        rows.append(
            [month, str(e.time.day), e.number[:6], e.summary, printing.COLUMNS["out"](e), printing.COLUMNS["in"](e),
             printing.yuan(e.balance)]
        )  # fmt: skip
    grid = [*head, *rows]
    cells = tuple(
        Cell(row=i, column=j, text=text, box=Box(0.05 + 0.12 * j, 0.2 + 0.02 * i, 0.16 + 0.12 * j, 0.218 + 0.02 * i))
        for i, row in enumerate(grid)
        for j, text in enumerate(row)
        if text
    )
    above = [
        printing.word("某某农村商业银行分户账", 0.3, 0.03),
        printing.word("户名：苏州示例科技有限公司", 0.05, 0.07),
        printing.word("账号：32050110251600000739", 0.5, 0.07),
    ]
    if years is None:
        above.append(printing.word("2025年度", 0.05, 0.11))
    words = (*above, *(Word(c.text, c.box) for c in cells if c.box is not None))
    table = Table(cells, box=Box(0.05, 0.2, 0.9, 0.2 + 0.02 * len(grid)), ruled=True)
    return Page(number=1, width=595, height=842, words=words, tables=(table,), text_source=TextSource.TEXT_LAYER)


@pytest.mark.parametrize(("years", "month_once"), [("2025年", False), ("2025 年", True), (None, False), (None, True)])
def test_days_of_account_books_are_put_together_from_their_columns(years: str | None, month_once: bool) -> None:
    (found,) = read_statements([_book(years, month_once=month_once)])
    entries = printing.ledger(21, 14, opening=5_000_000_00)
    assert [t.time.value and t.time.value.date() for t in found.transactions] == [e.time.date() for e in entries]
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]


def _two_levels(upper: Sequence[tuple[str, float]], lower: Sequence[tuple[str, float]]) -> list[Page]:
    """Print a ledger without rules whose header has two lines of headings centred at these places."""

    def centred(text: str, x: float, y: float) -> Word:
        return printing.word(text, x - printing.width_of(text) / 2, y)

    words = [printing.word(text, 0.03, 0.03 + 0.02 * i) for i, text in enumerate(FRAME)]
    words += [centred(text, x, 0.1) for text, x in upper]
    words += [centred(text, x, 0.12) for text, x in lower]
    for i, e in enumerate(printing.ledger(13, 12)):
        texts = {
            "day": e.time.strftime("%Y-%m-%d"), "in": printing.COLUMNS["in"](e), "out": printing.COLUMNS["out"](e),
            "balance": printing.yuan(e.balance), "name": e.name, "account": e.account, "bank": "某某银行城中支行",
        }  # fmt: skip
        kinds = ("day", "in", "out", "balance", "bank", "account", "name")
        words += [centred(texts[k], x, 0.15 + 0.02 * i) for k, (_, x) in zip(kinds, lower, strict=True) if texts[k]]
    return [Page(number=1, width=842, height=595, words=tuple(words), text_source=TextSource.TEXT_LAYER)]


def test_a_heading_over_several_columns_belongs_to_each_of_them() -> None:
    upper = [("交易金额", 0.245), ("对手信息", 0.72)]
    lower = [
        ("记账日", 0.06), ("收入", 0.18), ("支出", 0.31), ("结余", 0.42), ("开户机构", 0.54), ("账号", 0.7),
        ("名称", 0.88),
    ]  # fmt: skip
    (found,) = read_statements(_two_levels(upper, lower))
    entries = printing.ledger(13, 12)
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]
    assert [t.counterparty_name.value or "" for t in found.transactions] == [e.name for e in entries]
    assert [t.counterparty_account.value or "" for t in found.transactions] == [e.account for e in entries]
    assert {t.counterparty_bank.value for t in found.transactions} == {"某某银行城中支行"}


def _sheet(preface: list[list[str]]) -> Page:
    kinds = ("day", "out", "in", "balance", "name", "summary")
    rows = [[printing.COLUMNS[k](e) for k in kinds] for e in printing.ledger(5, 12)]
    return printing.sheet([*preface, ["交易日期", "借方", "贷方", "余额", "对方户名", "摘要"], *rows])


@pytest.mark.parametrize(
    "preface",
    [
        [["苏州银行 企业网上银行"], [HOLDER, "32050110251600000739", "人民币"]],
        [["户名/卡号：苏州示例科技有限公司", "32050110251600000739"]],
        [["账号及户名：32050110251600000739", HOLDER]],
        [[f"{HOLDER}  32050110251600000739", "2025年3月"]],
    ],
)
def test_holder_and_number_need_no_label_of_their_own(preface: list[list[str]]) -> None:
    (found,) = read_statements([_sheet(preface)])
    assert (found.account_name.value, found.account_number.value) == (HOLDER, "32050110251600000739")


def test_two_names_without_labels_name_no_holder() -> None:
    (found,) = read_statements([_sheet([[HOLDER, "常州样本机械有限公司"]])])
    assert found.account_name.value is None


def test_a_further_account_takes_bank_and_holder_from_the_head_of_the_first() -> None:
    heads = ["交易日期", "借方", "贷方", "余额", "对方户名", "摘要"]
    rows = [[printing.COLUMNS[k](e) for k in ("day", "out", "in", "balance", "name", "summary")]
            for e in printing.ledger(5, 8)]  # fmt: skip
    pages = printing.word_pages(
        [heads, *rows], preface=("齐鲁银行综合对账单", "客户名称：王小明", "账号：6230000011112222333"), per_page=8
    )
    more = printing.word_pages([heads, *rows], preface=("账号：6230000011112222999",), per_page=8)
    lower = tuple(
        Word(w.text, Box(w.box.x0, w.box.y0 + 0.5, w.box.x1, w.box.y1 + 0.5), w.confidence, w.origin)
        for w in more[0].words
    )
    page = Page(number=1, width=842, height=842, words=(*pages[0].words, *lower), text_source=TextSource.TEXT_LAYER)
    first, second = read_statements([page])
    assert (second.bank.value, second.account_name.value) == (first.bank.value, "王小明")
    assert second.account_number.value == "6230000011112222999"


def test_a_wallet_nobody_knows_lists_no_closed_orders() -> None:
    rows = [
        ["翼支付交易账单"],
        ["用户姓名：王小明", "共3笔"],
        ["创建时间", "收/支", "金额", "店铺名称", "商品", "交易状态", "交易单号"],
        ["2025-03-02 10:11:12", "支出", "15.00", "城南面馆", "午餐", "交易成功", "2025030200001"],
        ["2025-03-03 10:11:12", "支出", "88.00", "学府书店", "图书", "交易关闭", "2025030300002"],
        ["2025-03-04 10:11:12", "收入", "20.00", "王小红", "还款", "交易成功", "2025030400003"],
    ]
    (found,) = read_statements([printing.sheet(rows)])
    assert (found.bank.value, found.account_name.value) == ("翼支付", "王小明")
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [-1500, 2000]
    assert found.transactions[0].counterparty_name.value == "城南面馆"


def test_the_cover_of_a_savings_book_belongs_to_its_pages() -> None:
    texts = ["某某农村商业银行", "一本通存折", "户名 王小明", "账号 6230000011112222333", "签发日期 2023年05月06日"]
    words = tuple(printing.word(t, 0.3, 0.2 + 0.05 * i) for i, t in enumerate(texts))
    cover = printed(words)
    kinds = (("日期", "day"), ("摘要", "summary"), ("支出", "out"), ("存入", "in"), ("结余", "balance"))
    inner = printing.word_pages(printing.grid(printing.ledger(5, 24), kinds), per_page=12)
    pages = [cover]
    for number, page in enumerate(inner, 1):
        foot = printing.word(f"- {number} -", 0.48, 0.95)
        pages.append(printed((*page.words, foot), number=number + 1))
    source = SourceFile(source="存折.pdf", sha256="0" * 64, format="pdf")
    (document,) = understand(source, iter(pages))
    assert document.pages == (1, 2, 3)
    assert document.account_name.value == "王小明"
    assert len(document.transactions) == 24


def test_the_last_figure_of_a_wrapped_account_counts_no_pages() -> None:
    rows = [["2025-03-01", "1.00", "403169183534"], ["2025-03-02", "2.00", "403169183534"], ["", "", "049"]]
    words = [
        printing.word(text, 0.05 + 0.4 * j, 0.88 + 0.03 * i)
        for i, row in enumerate(rows)
        for j, text in enumerate(row)
        if text
    ]
    cells = tuple(Cell(row=i, column=j, text=t) for i, r in enumerate(rows) for j, t in enumerate(r) if t)
    box = Box(0.04, 0.86, 0.97, 0.97)
    whole, apart = printed(words, tables=(Table(cells, box=box),)), printed(words)
    assert page_marks(Paper([whole])) == ()
    assert page_marks(Paper([apart])) != ()
