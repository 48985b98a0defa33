"""What columns, labels and lines mean where their words alone do not say it: the rows around them do."""

from __future__ import annotations

import pytest
from tests.understanding.statements import printing

from docaudit.banks.columns import role_of
from docaudit.records.pages import Cell, Line, Page, TextSource
from docaudit.understanding.grids import GridRow, visual_lines
from docaudit.understanding.statements import read_statements
from docaudit.understanding.statements.figures import parse_named_day
from docaudit.understanding.statements.gridded import grid_sections
from docaudit.understanding.statements.labelled import pairs
from docaudit.understanding.statements.meaning import roles_of
from docaudit.understanding.statements.prose import holder
from docaudit.understanding.statements.sections import Section, names_sum
from docaudit.understanding.statements.stacked import unstacked


@pytest.mark.parametrize(
    ("heading", "role"),
    [
        ("收/付\n款单位", "counterparty_name"),
        ("收付款方账号", "counterparty_account"),
        ("收款人或付款人开户行", "counterparty_bank"),
        ("付/收款人名称", "counterparty_name"),
        ("收付标志", "flag"),
        ("收付金额", "amount"),
        ("收款金额", "in"),
        ("付款方账号", "payer_account"),
        ("年月日", "date"),
    ],
)
def test_payer_or_payee_is_the_other_side(heading: str, role: str) -> None:
    assert role_of(heading) == role


KINDS = ("day", "summary", "signed", "balance", "name")
BANKS = ("中国工商银行股份有限公司苏州分行", "太仓农村商业银行", "", "招商银行北京分行营业部")
PARTIES = ("苏州恒泽机械有限公司", "张伟", "", "李雪梅")
NUMBERS = ("6222021102014580001", "3205****0739", "", "88012345678")
ROWS = [
    (f"2025-03-{d:02d}", f"{d}.00", PARTIES[d % 4], BANKS[d % 4], NUMBERS[d % 4], f"T0{d % 3}", ("货款", "汇款")[d % 2])
    for d in range(1, 17)
]


def test_banks_and_accounts_of_the_other_side_are_known_by_what_they_are() -> None:
    found = roles_of(("日期", "金额", "对方户名", "彼行", "彼号", "摘要码", "摘要"), ROWS)
    assert found[3:] == ["counterparty_bank", "counterparty_account", "ignore", "summary"]


def test_a_bank_and_a_number_that_every_row_repeats_are_the_accounts_own() -> None:
    rows = [(*row[:3], "厦门国际银行府前街支行", "317426056287154", row[6]) for row in ROWS]
    found = roles_of(("日期", "金额", "对方户名", "所在行", "账", "摘要"), rows)
    assert found[3:5] == ["own_bank", "own_account"]


def test_of_two_summaries_the_kinds_that_come_again_are_the_summary() -> None:
    notes = ("7月货款，分两笔支付", "归还王某垫付的运费", "购置打印机一台", "零星采购", "")
    rows = [(*row[:3], ("转账", "代发")[k % 2], notes[k % 5]) for k, row in enumerate(ROWS)]
    assert roles_of(("日期", "金额", "对方户名", "交易码说明", "客户摘要"), rows)[3:] == ["summary", "remark"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("对方：曾凤霞 账号：62010410 用途：电费", [("对方", "曾凤霞"), ("对方账号", "62010410"), ("用途", "电费")]),
        ("对方：曾凤霞账号：62010410用途：电费", [("对方", "曾凤霞"), ("对方账号", "62010410"), ("用途", "电费")]),
        ("交易对手：某公司 开户行：工行苏州分行", [("交易对手", "某公司"), ("对方开户行", "工行苏州分行")]),
        ("户名：甲公司 账号：6222000011112222", []),
        ("备注：贷款", []),
    ],
)
def test_labels_beside_one_of_the_other_side_are_its_own(line: str, found: list[tuple[str, str]]) -> None:
    assert pairs(line) == found


def test_a_note_alone_goes_with_a_row_where_other_rows_have_one() -> None:
    assert pairs("备注：贷款", {"备注"}) == [("备注", "贷款")]
    assert pairs("备注：本单据一式两份，请妥善保管。", {"备注"}) == []


def _section(heading: str, cells: list[str]) -> Section:
    page = Page(text_source=TextSource.TEXT_LAYER)
    heads = ["日期", heading]
    rows = [
        GridRow(page, (Cell(row=0, column=0, text="2025-03-01"), Cell(row=0, column=1, text=text))) for text in cells
    ]
    return Section(heads, [role_of(h) for h in heads], rows=rows)


def test_a_lone_figure_of_an_amount_and_a_balance_is_the_amount() -> None:
    found = unstacked(_section("余额\n金额", ["100.00\n-5.00", "-6.00", "94.00\n-1.00", "2.00"]))
    amounts = [row.cells[found.roles.index("amount")] for row in found.rows]
    balances = [row.cells[found.roles.index("balance")] for row in found.rows]
    assert [c and c.text for c in amounts] == ["-5.00", "-6.00", "-1.00", "2.00"]
    assert [c and c.text for c in balances] == ["100.00", None, "94.00", None]


def test_columns_parted_at_a_stroke_within_their_heading_are_one() -> None:
    page = Page(width=842, height=842, text_source=TextSource.TEXT_LAYER)
    heads = ["日期", "对方账号 /", "对方名称"]

    def cell(texts: list[tuple[str, float, float]], place: int) -> Cell:
        words = tuple(printing.word(t, x, y) for t, x, y in texts)
        return Cell(row=0, column=place, text="\n".join(w.text for w in words), words=words)

    row = GridRow(
        page,
        (
            Cell(row=0, column=0, text="2025-03-01"),
            cell([("8634155526378483730 /", 0.3, 0.1), ("公司", 0.3, 0.12)], 1),
            cell([("上饶恒泽新能源股份有限", 0.5, 0.1)], 2),
        ),
    )
    found = unstacked(Section(heads, [role_of(h) for h in heads], rows=[row]))
    assert found.roles == ["date", "counterparty_both", "ignore"]
    assert found.rows[0].texts()[1] == "8634155526378483730/上饶恒泽新能源股份有限\n公司"


@pytest.mark.parametrize(
    "text", ["合计及期末余额", "Total / Closing", "Opening balance", "本页合计／过次页", "3月小计"]
)
def test_sums_of_two_kinds_are_sums(text: str) -> None:
    assert names_sum(text.replace(" ", ""))


@pytest.mark.parametrize("text", ["2024年09月02日 星期一", "2024-09-02（周一）", "2 Sep 2024 Monday", "2024.09.02"])
def test_a_day_of_the_week_beside_a_day_changes_nothing(text: str) -> None:
    found = parse_named_day(text)
    assert found is not None
    assert (found.year, found.month, found.day) == (2024, 9, 2)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("致：苏州恒泽机械有限公司", "苏州恒泽机械有限公司"),
        ("致：李雪梅女士：", "李雪梅"),
        ("致：中国工商银行苏州分行", None),
    ],
)
def test_a_letter_goes_to_the_holder(text: str, name: str | None) -> None:
    assert holder(text) == name


def test_a_wrapped_name_beside_figures_does_not_draw_them_away_from_their_day() -> None:
    day, upper, lower, figure = (
        printing.word(text, x, y)
        for text, x, y in (
            ("2025-03-01", 0.05, 0.1),
            ("苏州恒泽机械有限", 0.2, 0.0945),
            ("公司", 0.2, 0.1055),
            ("10.00", 0.5, 0.1),
        )
    )
    lines = [{w.text for w in line} for line in visual_lines([day, upper, lower, figure])]
    assert any({"2025-03-01", "10.00"} <= line for line in lines)


def test_blocks_of_two_accounts_are_two_statements() -> None:
    words, y = [], 0.02
    ledgers = [printing.ledger(seed, 5) for seed in (3, 4)]
    for number, entries in zip(("6222021102014580001", "6222021102014580002"), ledgers, strict=True):
        words += [printing.word("户名：张伟", 0.05, y), printing.word(f"账号：{number}", 0.4, y)]
        y += 0.02
        for entry in entries:
            texts = (f"交易日期：{entry.time:%Y-%m-%d}", f"摘要：{entry.summary}")
            words += [printing.word(t, x, y) for t, x in zip(texts, (0.05, 0.5), strict=True)]
            texts = (f"金额：{printing.yuan(entry.fen)}", f"余额：{printing.yuan(entry.balance)}")
            words += [printing.word(t, x, y + 0.018) for t, x in zip(texts, (0.05, 0.5), strict=True)]
            y += 0.045
    lines = tuple(Line(w.text, (w,), w.box) for w in words)
    page = Page(number=1, width=842, height=842, words=tuple(words), lines=lines, text_source=TextSource.TEXT_LAYER)
    found = read_statements([page])
    assert [s.account_number.value for s in found] == ["6222021102014580001", "6222021102014580002"]
    for statement, entries in zip(found, ledgers, strict=True):
        assert [t.amount.value and t.amount.value.fen for t in statement.transactions] == [e.fen for e in entries]


def test_words_that_a_table_put_into_a_figures_cell_stand_in_the_empty_one_beside_it() -> None:
    heads = ("日期", "摘要", "金额", "余额", "对方户名")
    entries = [e for e in printing.ledger(8, 12) if e.name]
    rows: list[list[Cell]] = []
    for i, texts in enumerate([heads, *printing.grid(entries, tuple(zip(heads, KINDS, strict=True)))[1:]]):
        words = [printing.word(t, 0.05 + 0.18 * k, 0.1 + 0.03 * i) for k, t in enumerate(texts)]
        rows.append([Cell(row=i, column=k, text=w.text, box=w.box, words=(w,)) for k, w in enumerate(words)])
    figure, name = rows[3][3:]
    glued = Cell(row=3, column=3, text=f"{figure.text} {name.text}", box=figure.box, words=figure.words + name.words)
    rows[3][3:] = [glued, Cell(row=3, column=4, text="")]
    found = grid_sections([GridRow(Page(text_source=TextSource.TEXT_LAYER), tuple(row)) for row in rows])
    assert [row.texts() for row in found[0].rows] == [[printing.COLUMNS[kind](e) for kind in KINDS] for e in entries]


def _telephone(*, balances: bool) -> Page:
    """Print rows as a telephone does: no headings, a day over its rows, the other side below each."""
    words, y = [printing.word("张伟的收支明细", 0.05, 0.02)], 0.05
    last = None
    for entry in printing.ledger(12, 12):
        if entry.time.date() != last:
            last = entry.time.date()
            words.append(printing.word(f"{last:%Y年%m月%d日} 星期一", 0.05, y))
            y += 0.02
        texts = ((f"{entry.time:%H:%M:%S}", 0.05), (entry.summary, 0.2), (printing.COLUMNS["plus"](entry), 0.7))
        words += [printing.word(t, x, y) for t, x in texts]
        y += 0.0155
        if entry.name:
            words.append(printing.word(entry.name, 0.2, y))
            words.append(printing.word(entry.account, 0.22 + printing.width_of(entry.name), y))
        if balances:
            words.append(printing.word(f"余额 {printing.yuan(entry.balance)}", 0.7, y))
        y += 0.025
    lines = tuple(Line(w.text, (w,), w.box) for w in words)
    return Page(number=1, width=842, height=842, words=tuple(words), lines=lines, text_source=TextSource.TEXT_LAYER)


def test_rows_without_headings_are_told_by_what_they_are_where_balances_prove_them() -> None:
    entries = printing.ledger(12, 12)
    (found,) = read_statements([_telephone(balances=True)])
    assert found.account_name.value == "张伟"
    rows = found.transactions
    assert [t.time.value for t in rows] == [e.time.replace(microsecond=0) for e in entries]
    assert [t.amount.value and t.amount.value.fen for t in rows] == [e.fen for e in entries]
    assert [t.balance.value and t.balance.value.fen for t in rows] == [e.balance for e in entries]
    assert [(t.counterparty_name.value or "", t.counterparty_account.value or "") for t in rows] == [
        (e.name, e.account) for e in entries
    ]
    assert [t.summary.value for t in rows] == [e.summary for e in entries]


def test_rows_without_headings_that_nothing_proves_are_left_out() -> None:
    (found,) = read_statements([_telephone(balances=False)])
    assert not found.transactions


def test_a_line_of_the_head_above_two_lines_of_headings_is_none_of_them() -> None:
    head = [("币别", 0.05), ("人民币(CNY)", 0.2), ("结算账号", 0.45), ("6256777527623671315", 0.6)]
    upper = [("日期", 0.05), ("资金方向", 0.2), ("金额", 0.4), ("余额", 0.6), ("业务内容", 0.8)]
    lower = [("对手方账号", 0.05), ("收付方名称", 0.4)]
    words = [printing.word(t, x, y) for line, y in ((head, 0.1), (upper, 0.125), (lower, 0.145)) for t, x in line]
    entries, y = [e for e in printing.ledger(6, 14) if e.name], 0.17
    for e in entries:
        side = "贷方" if e.fen > 0 else "借方"
        texts = (f"{e.time:%Y-%m-%d}", side, printing.yuan(abs(e.fen)), printing.yuan(e.balance), e.summary)
        words += [printing.word(t, x, y) for t, (_, x) in zip(texts, upper, strict=True)]
        words += [printing.word(t, x, y + 0.017) for t, (_, x) in zip((e.account, e.name), lower, strict=True)]
        y += 0.045
    lines = tuple(Line(w.text, (w,), w.box) for w in words)
    page = Page(number=1, width=842, height=842, words=tuple(words), lines=lines, text_source=TextSource.TEXT_LAYER)
    (found,) = read_statements([page])
    assert [(t.counterparty_name.value, t.counterparty_account.value) for t in found.transactions] == [
        (e.name, e.account) for e in entries
    ]
    assert [t.amount.value and t.amount.value.fen for t in found.transactions] == [e.fen for e in entries]


def test_a_heading_or_the_number_of_a_month_beside_a_label_is_no_holder() -> None:
    entries = printing.ledger(3, 6)
    preface = [["存款人", "月"], ["账号", "2"]]
    rows = printing.grid(
        entries, (("日期", "day"), ("摘要", "summary"), ("金额", "signed"), ("余额", "balance")), preface
    )
    (found,) = read_statements([printing.sheet(rows)])
    assert found.account_name.value is None
    assert found.account_number.value is None
    assert len(found.transactions) == 6
