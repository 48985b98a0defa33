# ruff: noqa: PLR0917 - synthetic rows read best one a line

from __future__ import annotations

import dataclasses

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.understanding.statements import printing

from docaudit.records.pages import TextSource

LAYOUTS = printing.LAYOUTS
NARROW = [n for n in LAYOUTS if n not in ("two columns, time", "flag and amount")]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("newest_first", [False, True])
def test_a_sheet_of_any_layout_reads_back_with_every_balance_proved(name: str, newest_first: bool) -> None:
    entries = printing.ledger(7, 40)
    rows = printing.grid(
        list(reversed(entries)) if newest_first else entries,
        LAYOUTS[name],
        [["账户交易明细"], [""], ["账号：32050110251600000739", "户名：苏州示例科技有限公司"]],
    )
    statement = printing.read_one([printing.sheet(rows)])
    printing.check(statement, entries, LAYOUTS[name], newest_first=newest_first)
    assert statement.account_number.value == "32050110251600000739"
    assert statement.account_name.value == "苏州示例科技有限公司"
    assert statement.closing_balance.value is not None
    assert statement.closing_balance.value.fen == entries[-1].balance
    assert not [w for w in statement.warnings if "不连续" in w]


@pytest.mark.parametrize("name", LAYOUTS)
@pytest.mark.parametrize("aligned", ["top", "centre"])
@pytest.mark.parametrize("header_again", [True, False])
def test_a_page_without_rules_reads_back(name: str, aligned: str, header_again: bool) -> None:
    entries = printing.ledger(11, 55)
    pages = printing.word_pages(
        printing.grid(entries, LAYOUTS[name]),
        preface=["江南示例银行账户交易明细", "账号:32050110251600000739  户名:苏州示例科技有限公司  币种:人民币"],
        aligned=aligned,
        header_again=header_again,
        per_page=20,
    )
    statement = printing.read_one(pages)
    printing.check(statement, entries, LAYOUTS[name])
    assert statement.account_number.value == "32050110251600000739"
    assert statement.bank.value == "江南示例银行"


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    count=st.integers(4, 60),
    name=st.sampled_from(sorted(LAYOUTS)),
    newest_first=st.booleans(),
    preface=st.integers(0, 20),
    sheet=st.booleans(),
    aligned=st.sampled_from(["top", "centre"]),
)
def test_a_random_ledger_in_a_random_layout_reads_back(
    seed: int, count: int, name: str, newest_first: bool, preface: int, sheet: bool, aligned: str
) -> None:
    entries = printing.ledger(seed, count)
    layout = LAYOUTS[name]
    shown = list(reversed(entries)) if newest_first else entries
    if sheet:
        pages = [printing.sheet(printing.grid(shown, layout, [["说明"] for _ in range(preface)]))]
    else:
        pages = printing.word_pages(
            printing.grid(shown, layout), aligned=aligned, per_page=22, header_again=seed % 2 == 0
        )
    printing.check(printing.read_one(pages), entries, layout, newest_first=newest_first)


@pytest.mark.parametrize("aligned", ["top", "centre"])
def test_days_accounts_and_figures_broken_over_lines_are_joined(aligned: str) -> None:
    entries = printing.ledger(13, 24)
    layout = LAYOUTS["signed, day and clock"]
    narrow = {0: 5 * printing.EM, 3: 6 * printing.EM, 4: 7 * printing.EM, 7: 6 * printing.EM}
    pages = printing.word_pages(printing.grid(entries, layout), aligned=aligned, narrow=narrow, per_page=10)
    printing.check(printing.read_one(pages), entries, layout)


def test_carried_balances_and_page_sums_are_no_rows() -> None:
    entries = printing.ledger(3, 44)
    layout = LAYOUTS["income before expense"]
    rows = printing.grid(entries, layout)

    def around(page: int) -> list[list[str]]:
        chunk = entries[page * 20 : page * 20 + 20]
        before = chunk[0].balance - chunk[0].fen
        inn, out = sum(max(e.fen, 0) for e in chunk), sum(max(-e.fen, 0) for e in chunk)
        carried = ["", "承前页", "", "", printing.yuan(before, grouped=False), "", "", ""]
        total = ["", "本页合计", printing.yuan(inn), printing.yuan(out), "", "", "", ""]
        return [carried, total, ["", "过次页", "", "", printing.yuan(chunk[-1].balance, grouped=False), "", "", ""]]

    statement = printing.read_one(printing.word_pages(rows, per_page=20, page_lines=around))
    printing.check(statement, entries, layout)
    assert statement.opening_balance.value is not None
    assert statement.opening_balance.value.fen == entries[0].balance - entries[0].fen


def test_a_broken_balance_is_kept_and_named() -> None:
    entries = printing.ledger(5, 12)
    rows = printing.grid(entries, LAYOUTS["signed, day and clock"])
    column = [h for h, _ in LAYOUTS["signed, day and clock"]].index("余额")
    printed = rows[6][column]
    rows[6][column] = printing.yuan(entries[5].balance + 10_00)
    assert printed != rows[6][column]
    statement = printing.read_one([printing.sheet(rows)])
    broken = statement.transactions[5]
    assert broken.balance.value is not None
    assert broken.balance.value.fen == entries[5].balance + 10_00
    assert broken.balance.confidence < 0.7
    assert any("余额不连续" in w for w in statement.warnings)


def test_one_misread_digit_of_a_scan_is_corrected_with_a_warning() -> None:
    entries = printing.ledger(5, 20)
    layout = LAYOUTS["signed, day and clock"]
    rows = printing.grid(entries, layout)
    column = [h for h, _ in layout].index("余额")
    text = rows[8][column]
    rows[8][column] = text[:-1] + str((int(text[-1]) + 1) % 10)
    digital = printing.read_one(printing.word_pages(rows))
    assert digital.transactions[7].balance.value.fen != entries[7].balance
    (page,) = printing.word_pages(rows, source=TextSource.OCR)
    words = tuple(dataclasses.replace(w, confidence=0.99) for w in page.words)
    scanned = printing.read_one([dataclasses.replace(page, words=words)])
    assert scanned.transactions[7].balance.value.fen == entries[7].balance
    assert any("更正" in w for w in scanned.warnings)


def test_two_accounts_in_one_sheet_are_two_statements() -> None:
    first, second = printing.ledger(1, 9), printing.ledger(2, 7)
    layout = LAYOUTS["signed, day and clock"]
    rows = [
        *printing.grid(first, layout, [["账号：6222000011112222"]]),
        *printing.grid(second, layout, [["账号：6222000033334444"]]),
    ]
    from docaudit.understanding.statements import read_statements

    found = read_statements([printing.sheet(rows)])
    assert [s.account_number.value for s in found] == ["6222000011112222", "6222000033334444"]
    printing.check(found[0], first, layout)
    printing.check(found[1], second, layout)


def test_an_account_that_lost_its_digits_is_null() -> None:
    entries = printing.ledger(1, 6)
    layout = LAYOUTS["coded flag"]
    rows = printing.grid(entries, layout)
    for row in rows[1:]:
        row[5] = "6.22E+18"
    statement = printing.read_one([printing.sheet(rows)])
    assert all(t.counterparty_account.value is None for t in statement.transactions)


def test_twenty_thousand_rows_take_seconds() -> None:
    import time

    entries = printing.ledger(1, 20_000)
    page = printing.sheet(printing.grid(entries, LAYOUTS["two columns, time"]))
    start = time.process_time()
    statement = printing.read_one([page])
    assert len(statement.transactions) == 20_000
    assert time.process_time() - start < 8


def test_ruled_tables_continue_on_pages_without_a_header() -> None:
    entries = printing.ledger(17, 45)
    layout = LAYOUTS["two columns, time"]
    rows = printing.grid(entries, layout)
    pages = []
    for number, start in enumerate(range(1, len(rows), 20)):
        body = ([rows[0]] if number == 0 else []) + rows[start : start + 20]
        words, cells = [], []
        if number == 0:
            words.append(printing.word("账号：32050110251600000739", 0.05, 0.02))
        for i, row in enumerate(body):
            y = 0.1 + i * 0.04
            for j, text in enumerate(row):
                box = printing.Box(0.02 + j * 0.1, y, 0.12 + j * 0.1, y + 0.04)
                inner = printing.word(text[:12], 0.02 + j * 0.1, y + 0.005)
                if text:
                    words.append(inner)
                shown = text if len(text) < 13 else f"{text[:12]}\n{text[12:]}"
                cells.append(printing.Cell(row=i, column=j, text=shown, box=box, words=(inner,) if text else ()))
        table = printing.Table(tuple(cells), printing.Box(0.02, 0.1, 0.02 + 0.1 * len(layout), 0.1 + 0.04 * len(body)))
        pages.append(printing.Page(number=number + 1, width=842, height=595, words=tuple(words), tables=(table,)))
    statement = printing.read_one(pages)
    printing.check(statement, entries, layout)
    assert statement.account_number.value == "32050110251600000739"
    assert {t.amount.evidence.page for t in statement.transactions} == {1, 2, 3}
    assert all(t.amount.evidence.box is not None for t in statement.transactions)


def test_the_counterparty_is_the_party_that_is_not_the_own_account() -> None:
    entries = printing.ledger(19, 30)
    layout = LAYOUTS["come and go with both parties"]
    rows = printing.grid(entries, layout, [["查询账号", "32050110251600000739"], ["户名", "苏州示例科技有限公司"]])
    statement = printing.read_one([printing.sheet(rows)])
    for row, entry in zip(statement.transactions, entries, strict=True):
        assert row.counterparty_name.value == (entry.name or ("付方" if entry.fen > 0 else "收方"))


def test_two_currencies_in_one_sheet_are_two_statements() -> None:
    yuan, dollar = printing.ledger(1, 6), printing.ledger(2, 5)
    layout = LAYOUTS["signed, day and clock"]
    rows = printing.grid(yuan, layout) + [
        [c if c != "人民币" else "美元" for c in r] for r in printing.grid(dollar, layout)[1:]
    ]
    from docaudit.understanding.statements import read_statements

    found = read_statements([printing.sheet(rows)])
    assert [s.currency.value for s in found] == ["CNY", "USD"]
    printing.check(found[0], yuan, layout)
    printing.check(found[1], dollar, layout)
    assert found[1].transactions[0].amount.value.currency == "USD"


def test_a_counterparty_in_the_summary_is_taken_out_where_it_is_clear() -> None:
    rows = [
        ["交易日期", "摘要", "借方", "贷方", "余额"],
        ["2025-01-02", "转账汇款-张伟", "100.00", "", "900.00"],
        ["2025-01-03", "网银转账：苏州示例机械有限公司", "", "50.00", "950.00"],
        ["2025-01-04", "转账-货款", "50.00", "", "900.00"],
        ["2025-01-05", "结息", "", "1.00", "901.00"],
    ]
    statement = printing.read_one([printing.sheet(rows)])
    assert [t.counterparty_name.value for t in statement.transactions] == ["张伟", "苏州示例机械有限公司", None, None]
    assert statement.transactions[0].summary.value == "转账汇款-张伟"


def test_printed_sums_that_do_not_equal_the_rows_are_named() -> None:
    entries = printing.ledger(23, 10)
    layout = LAYOUTS["income before expense"]
    rows = printing.grid(entries, layout, [["贷方合计：1.00", "借方合计：2.00"]])
    statement = printing.read_one([printing.sheet(rows)])
    assert any("收入合计" in w for w in statement.warnings)


def test_odd_pages_never_raise() -> None:
    from docaudit.understanding.readers.bank_statement import read

    for pages in (
        [],
        [printing.Page()],
        [printing.sheet([["", ""], ["交易日期", ""]])],
        [printing.sheet([["交易日期", "金额", "余额"]])],
    ):
        assert read(pages).transactions == ()


@pytest.mark.parametrize("narrow", [True, False])
def test_a_heading_over_two_columns_belongs_to_both(narrow: bool) -> None:
    entries = printing.ledger(29, 15)
    layout = (("日期", "day"), ("摘要", "summary"), ("借方", "out"), ("贷方", "in"), ("余额", "balance"))
    (page,) = printing.word_pages(printing.grid(entries, layout))
    words = list(page.words)
    low = next(w for w in words if w.text == "借方").box
    right = next(w for w in words if w.text == "贷方").box
    lifted = [
        printing.dataclasses.replace(w, box=printing.Box(w.box.x0, w.box.y0 - 0.018, w.box.x1, w.box.y1 - 0.018))
        if w.text in ("日期", "摘要", "余额")
        else w
        for w in words
    ]
    middle = (low.x0 + right.x1) / 2
    wide = 0.02 if narrow else (right.x1 - low.x0) / 2
    over = printing.Word("发生额", printing.Box(middle - wide, low.y0 - 0.018, middle + wide, low.y1 - 0.018))
    page = printing.dataclasses.replace(page, words=(*lifted, over))
    printing.check(printing.read_one([page]), entries, layout)


def test_a_page_that_falls_to_the_right_keeps_its_wrapped_rows_together() -> None:
    entries = printing.ledger(31, 24)
    layout = LAYOUTS["signed, day and clock"]

    def tilt(page: printing.Page) -> printing.Page:
        words = tuple(
            printing.dataclasses.replace(
                w, box=printing.Box(w.box.x0, w.box.y0 + 0.022 * w.box.x0, w.box.x1, w.box.y1 + 0.022 * w.box.x0)
            )
            for w in page.words
        )
        return printing.dataclasses.replace(page, words=words)

    pages = printing.word_pages(printing.grid(entries, layout), aligned="centre", per_page=12)
    printing.check(printing.read_one([tilt(p) for p in pages]), entries, layout)


@pytest.mark.parametrize("flag", ["借\n贷", "借贷标\n志", "收/\n支", "借\n贷\n标\n志"])
@pytest.mark.parametrize("numbered", [True, False])
def test_a_wrapped_heading_beside_whole_ones_keeps_its_column(flag: str, numbered: bool) -> None:
    entries = printing.ledger(37, 21)
    layout = [("日期", "dotted_day"), (flag, "flag"), ("交易金额", "size"), ("结余", "balance"), ("对方名称", "name")]
    layout = [*([("流水\n号", "number")] if numbered else []), *layout, ("摘要", "summary")]
    pages = printing.word_pages(
        printing.grid(entries, layout), aligned="centre", per_page=12, preface=["某某银行客户对账明细", "币种:人民币"]
    )
    statement = printing.read_one(pages)
    printing.check(statement, entries, layout)
    assert statement.opening_balance.value is not None
    assert statement.opening_balance.value.fen == 1_000_000_00
    assert not statement.warnings


def test_a_text_broken_over_lines_under_one_long_heading_stays_in_one_piece() -> None:
    rows = [["日期", "收入", "支出", "余额", "对方户名", "摘要附言"]]
    rows += [[f"2025-03-0{i}", "", "1.00", f"{9 - i}.00", "张伟", "网银转出股东分红"] for i in range(1, 7)]
    pages = printing.word_pages(rows, aligned="centre", narrow={5: 7 * printing.EM})
    found = printing.read_one(pages).transactions
    assert {(t.summary.value, t.remark.value) for t in found} == {("网银转出股东分红", None)}


@pytest.mark.parametrize("first", ["发放贷款", "其他"])
def test_a_first_row_whose_direction_nothing_proves_is_never_a_sure_sign(first: str) -> None:
    rows = [["日期", "交易金额", "余额", "对方户名", "摘要"], ["2025-03-01", "900.00", "1,000.00", "", first]]
    rows += [[f"2025-03-0{i + 2}", "100.00", f"{900 - 100 * i}.00", "张伟", "货款"] for i in range(5)]
    statement = printing.read_one([printing.sheet(rows)])
    head, *rest = statement.transactions
    assert [t.amount.value.fen for t in rest] == [-100_00] * 5
    if first == "其他":
        assert head.amount.value is None
        assert statement.opening_balance.value is None
    else:
        assert head.amount.value.fen == 900_00
        assert statement.opening_balance.value.fen == 100_00
        assert max(head.amount.confidence, statement.opening_balance.confidence) <= 0.6
    assert not statement.warnings


def test_directions_guessed_from_words_alone_are_unsure() -> None:
    rows = [["日期", "交易金额", "对方户名", "摘要"]]
    rows += [[f"2025-03-0{i}", "100.00", "张伟", "购买材料"] for i in range(1, 5)]
    found = printing.read_one([printing.sheet(rows)]).transactions
    assert [t.amount.value.fen for t in found] == [-100_00] * 4
    assert all(t.amount.confidence <= 0.6 for t in found)


@pytest.mark.parametrize("heading", ["借贷标\n识", "收\n支"])
def test_headings_that_stand_on_the_last_line_of_a_wrapped_header_keep_the_wrapped_one(heading: str) -> None:
    entries = printing.ledger(41, 15)
    layout = [("日期", "day"), (heading, "flag"), ("金额", "size"), ("账户余\n额", "balance"), ("对方名称", "name")]
    layout = [*layout, ("摘要", "summary")]
    single = {h for h, _ in layout if "\n" not in h}
    (page,) = printing.word_pages(printing.grid(entries, layout))
    step = 1.25 * printing.HIGH
    words = tuple(
        printing.dataclasses.replace(w, box=printing.Box(w.box.x0, w.box.y0 + step, w.box.x1, w.box.y1 + step))
        if w.text in single
        else w
        for w in page.words
    )
    statement = printing.read_one([printing.dataclasses.replace(page, words=words)])
    printing.check(statement, entries, layout)
    assert statement.transactions[0].amount.value.fen == entries[0].fen


def test_the_wrapped_end_of_a_balance_heading_makes_it_a_balance() -> None:
    entries = printing.ledger(43, 25)
    layout = [("日期", "day"), ("金额", "signed"), ("账户\n余额", "balance"), ("对方名称", "name"), ("摘要", "summary")]
    pages = printing.word_pages(printing.grid(entries, layout), per_page=14, preface=["账号:32050110251600000739"])
    printing.check(printing.read_one(pages), entries, layout)
