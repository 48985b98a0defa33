from __future__ import annotations

import datetime as dt

import pytest
from tests.understanding.statements import printing

from docaudit.documents.bank_statement import BankStatement
from docaudit.records.evidence import Box
from docaudit.records.pages import Cell, Line, Page, Table, TextSource, Word
from docaudit.understanding.classify import classify
from docaudit.understanding.grids import GridRow
from docaudit.understanding.paper import Paper
from docaudit.understanding.statements import read_statements
from docaudit.understanding.statements.sections import is_checkpoint

HEADS = ("交易日期", "借方", "贷方", "余额", "对方户名", "摘要")
KINDS = ("day", "out", "in", "balance", "name", "summary")


def read(preface: list[list[str]], heads: tuple[str, ...] = HEADS, kinds: tuple[str, ...] = KINDS) -> BankStatement:
    rows = [[printing.COLUMNS[k](e) for k in kinds] for e in printing.ledger(5, 12)]
    statement = printing.read_one([printing.sheet([*preface, list(heads), *rows])])
    assert isinstance(statement, BankStatement)
    assert len(statement.transactions) == 12
    return statement


@pytest.mark.parametrize(
    "preface",
    [
        [["单位账号：32050110251600000739", "户    名 苏州示例科技有限公司"]],
        [["账    号 32050110251600000739  户    名 苏州示例科技有限公司"]],
        [["账", "号 32050110251600000739", "户", "名 苏州示例科技有限公司"]],
        [["存款账户 32050110251600000739", "存款人名称 苏州示例科技有限公司"]],
        [["账户号码 Account No.", "32050110251600000739"], ["户名 Title of account", "苏州示例科技有限公司"]],
        [["账户名 Account name: 苏州示例科技有限公司", "账号 Account number：32050110251600000739"]],
        [["账号32050110251600000739", "单位名称苏州示例科技有限公司"]],
        [["开户单位：苏州示例科技有限公司", "账户号码: 32050110251600000739"]],
    ],
)
def test_labels_need_no_colon_where_what_follows_is_of_their_kind(preface: list[list[str]]) -> None:
    statement = read(preface)
    assert statement.account_number.value == "32050110251600000739"
    assert statement.account_name.value == "苏州示例科技有限公司"


@pytest.mark.parametrize("line", ["币种 USD", "币种：USD", "货币种类 美元", "Currency: USD"])
def test_a_currency_behind_its_label_is_no_part_of_the_label(line: str) -> None:
    assert read([[line]]).currency.value == "USD"


def test_a_lost_blank_behind_a_label_loses_neither_bank_nor_period() -> None:
    statement = read([["开户行江南示例银行股份有限公司"], ["起始日期20250301", "终止日期20250331"]])
    assert statement.bank.value == "江南示例银行"
    assert statement.period_start.value == dt.date(2025, 3, 1)
    assert statement.period_end.value == dt.date(2025, 3, 31)


def test_words_after_a_label_that_are_not_of_its_kind_are_no_value() -> None:
    statement = read(
        [["账号 详见回单", "币种 以开户时约定为准", "期初余额 见上页"], ["户名 账号 开户行", "账户名称变更"]]
    )
    assert statement.account_number.value is None
    assert statement.account_name.value is None


@pytest.mark.parametrize(
    "title",
    [
        "江南示例银行企业网上银行交易流水",
        "江南示例银行  电子账单",
        "江南示例银行 JIANGNAN BANK",
        "江南示例银行股份有限公司对账单",
    ],
)
def test_a_line_that_begins_with_a_bank_names_it(title: str) -> None:
    assert read([[title]]).bank.value == "江南示例银行"


def test_prose_that_mentions_a_bank_names_none() -> None:
    assert read([["如有疑问请致电江南示例银行 客服中心"]]).bank.value is None


def test_brackets_round_a_value_are_no_part_of_it() -> None:
    assert read([["开户行：[江南示例银行股份有限公司]"]]).bank.value == "江南示例银行"


def test_the_holder_of_a_certificate_stands_in_its_sentence() -> None:
    assert read([["兹证明：李雪梅（证件号码：3205**********1234）的账户明细如下："]]).account_name.value == "李雪梅"


def test_a_firms_certificate_names_holder_and_account_in_its_sentence() -> None:
    statement = read(
        [["兹证明 苏州示例科技（集团）有限公司（账号 32050110251600000739）自 2025.03.01 至 2025.03.31 的流水"]]
    )
    assert statement.account_name.value == "苏州示例科技(集团)有限公司"
    assert statement.account_number.value == "32050110251600000739"


@pytest.mark.parametrize(
    ("line", "bank"), [("出具机构：江南示例银行城东支行", "江南示例银行"), ("对方银行：江南示例银行", None)]
)
def test_a_bank_behind_any_label_but_a_counterpartys_is_the_statements(line: str, bank: str | None) -> None:
    assert read([[line]]).bank.value == bank


def test_a_month_alone_is_the_period_only_where_all_rows_lie_in_it() -> None:
    assert {e.time.month for e in printing.ledger(5, 12)} == {3}
    march = read([["2025年03月"]])
    assert march.period_start.value == dt.date(2025, 3, 1)
    assert march.period_end.value == dt.date(2025, 3, 31)
    assert read([["2025年04月"]]).period_start.value is None
    assert read([["本月利率自2025年03月起执行新价"]]).period_start.value is None


def test_a_column_without_a_head_that_holds_names_is_the_counterparty() -> None:
    statement = read([], ("交易日期", "借方", "贷方", "余额", "", "摘要"))
    shown = [t.counterparty_name.value for t in statement.transactions]
    assert shown == [e.name or None for e in printing.ledger(5, 12)]


def test_a_column_without_a_head_that_holds_other_words_means_nothing() -> None:
    statement = read(
        [], ("交易日期", "借方", "贷方", "余额", "", ""), ("day", "out", "in", "balance", "summary", "code")
    )
    assert all(t.counterparty_name.value is None for t in statement.transactions)


def test_numbers_that_count_the_rows_are_no_reference() -> None:
    rows = [[str(n), *(printing.COLUMNS[k](e) for k in KINDS)] for n, e in enumerate(printing.ledger(5, 12), start=1)]
    statement = printing.read_one([printing.sheet([["编号", *HEADS], *rows])])
    assert all(t.reference.value is None for t in statement.transactions)


def test_a_sheet_of_movements_is_a_statement_though_its_title_says_slip() -> None:
    rows = [[printing.COLUMNS[k](e) for k in KINDS] for e in printing.ledger(5, 12)]
    page = printing.sheet([["示例支付有限公司  电子客户回单"], list(HEADS), *rows])
    assert classify(Paper([page])).doc_type == "bank_statement"


def test_days_without_a_year_take_it_from_the_period() -> None:
    entries = printing.ledger(5, 12)
    rows = [[e.time.strftime("%m/%d"), *(printing.COLUMNS[k](e) for k in KINDS[1:])] for e in entries]
    statement = printing.read_one([printing.sheet([["期间：2024-12-15 至 2025-05-31"], list(HEADS), *rows])])
    assert [t.time.value.date() for t in statement.transactions if t.time.value] == [e.time.date() for e in entries]


def test_the_holders_side_tells_the_direction_where_no_flag_and_no_sign_does() -> None:
    own = ("苏州示例科技有限公司", "32050110251600000739")
    entries = printing.ledger(5, 12)
    kinds = ("day", "payer", "payee", "size", "summary")
    rows = [[printing.COLUMNS[k](e) for k in kinds] for e in entries]
    heads = ["交易日期", "付款人名称", "收款人名称", "交易金额", "摘要"]
    statement = printing.read_one([printing.sheet([["户名", own[0], "账号", own[1]], heads, *rows])])
    assert [t.amount.value.fen for t in statement.transactions if t.amount.value] == [e.fen for e in entries]


def test_the_holders_name_stands_beside_its_account_among_payers_and_payees() -> None:
    number = "32050110251600000739"
    rows = []
    for e in printing.ledger(5, 12):
        own, other = [number, "苏州示例科技有限公司"], [e.account, e.name]
        first, second = (other, own) if e.fen > 0 else (own, other)
        rows.append([printing.COLUMNS["day"](e), *first, *second, printing.yuan(abs(e.fen)), printing.yuan(e.balance)])
    heads = ["交易日期", "付款人账号", "付款人名称", "收款人账号", "收款人名称", "交易金额", "余额"]
    statement = printing.read_one([printing.sheet([[f"查询账号：{number}"], heads, *rows])])
    assert statement.account_name.value == "苏州示例科技有限公司"


def test_the_name_of_the_unit_is_the_holder_unless_it_changes_from_row_to_row() -> None:
    own = read([], ("交易日期", "借方", "贷方", "余额", "对方户名", "单位名称"), (*KINDS[:5], "own_name"))
    assert own.account_name.value == "苏州示例科技有限公司"
    other = read([], ("交易日期", "借方", "贷方", "余额", "单位名称", "摘要"))
    assert other.account_name.value is None
    assert other.transactions[0].counterparty_name.value == (printing.ledger(5, 12)[0].name or None)


def test_two_accounts_whose_heads_say_only_account_are_two_statements() -> None:
    pages = [
        page
        for number, currency in (("32050110251600000739", "人民币"), ("32050110251600000888", "美元"))
        for page in printing.word_pages(
            printing.grid(printing.ledger(5, 6), list(zip(HEADS, KINDS, strict=True))),
            preface=[f"账户 {number}  货币种类 {currency}"],
        )
    ]
    found = read_statements(pages)
    assert [s.account_number.value for s in found] == ["32050110251600000739", "32050110251600000888"]
    assert [s.currency.value for s in found] == ["CNY", "USD"]


def _cell(row: int, column: int, text: str, y: float) -> Cell:
    box = Box(0.05 + 0.15 * column, y, 0.05 + 0.15 * column + 0.12, y + 0.01)
    word = Word(text=text, box=box, origin=TextSource.TEXT_LAYER)
    return Cell(row=row, column=column, text=text, box=box, words=(word,) if text else ())


def test_the_last_row_of_a_shaded_table_keeps_its_second_line_but_no_seal() -> None:
    entries = printing.ledger(5, 6)
    grid = [list(HEADS), *([printing.COLUMNS[k](e) for k in KINDS] for e in entries)]
    grid[-1][4] = "宁波宏镁钢材贸易有限"
    cells = [_cell(i, j, text, 0.1 + 0.03 * i) for i, row in enumerate(grid) for j, text in enumerate(row)]
    tail = [_cell(0, 4, "公司", 0.1 + 0.03 * 6 + 0.012), _cell(0, 5, "电子回单专用章", 0.1 + 0.03 * 6 + 0.012)]
    lines = tuple(Line(text=c.text, box=c.box, words=c.words) for c in (*cells, *tail) if c.text and c.box)
    table = Table(tuple(cells), box=Box(0.04, 0.095, 0.96, 0.1 + 0.03 * 6 + 0.0105))
    words = tuple(w for line in lines for w in line.words)
    page = Page(
        number=1, width=595, height=842, words=words, lines=lines, tables=(table,), text_source=TextSource.TEXT_LAYER
    )
    last = printing.read_one([page]).transactions[-1]
    assert last.counterparty_name.value == "宁波宏镁钢材贸易有限公司"
    assert last.summary.value == entries[-1].summary


def test_a_label_glued_to_the_holders_name_ends_it() -> None:
    statement = read([["户名:苏州示例科技有限公司账号:32050110251600000739"], ["货币种类美元"]])
    assert statement.account_name.value == "苏州示例科技有限公司"
    assert statement.account_number.value == "32050110251600000739"
    assert statement.currency.value == "USD"


def unruled(number: int, account: str, seed: int) -> Page:
    """Return a page whose table without rules has taken the lines above its heads into the cells of the heads."""
    entries = printing.ledger(seed, 12)
    above = [["单位名称", "苏州示例科技有限公司"], [f"账户{account}", "货币种类美元"]]
    rows = [*above, list(HEADS), *([printing.COLUMNS[k](e) for k in KINDS] for e in entries)]
    words = [
        [Word(t, Box(0.05 + 0.15 * c, y, 0.05 + 0.15 * c + min(0.13, 0.012 * len(t)), y + 0.012), 0.99, TextSource.OCR)]
        if t
        else []
        for r, row in enumerate(rows)
        for y in (0.1 + 0.02 * r,)
        for c, t in enumerate(row)
    ]
    cells = []
    for c in range(len(HEADS)):
        heads = [row[c] if c < len(row) else "" for row in rows[:3]]
        box = Box(0.05 + 0.15 * c, 0.1, 0.19 + 0.15 * c, 0.155)
        cells.append(Cell(row=0, column=c, text="\n".join(t for t in heads if t), box=box, words=()))
        for r, row in enumerate(rows[3:], start=1):
            y = 0.1 + 0.02 * (r + 2)
            box = Box(0.05 + 0.15 * c, y, 0.19 + 0.15 * c, y + 0.02)
            cells.append(Cell(row=r, column=c, text=row[c], box=box))
    every = tuple(w for ws in words for w in ws)
    table = Table(tuple(cells), Box(0.05, 0.1, 0.99, 0.45), ruled=False)
    return Page(number=number, width=595, height=842, text_source=TextSource.OCR, words=every, tables=(table,))


def test_accounts_whose_heads_a_table_without_rules_has_swallowed_are_told_apart() -> None:
    statements = read_statements([unruled(1, "32050110251600000739", 5), unruled(2, "6728180105881722", 6)])
    assert [s.account_number.value for s in statements] == ["32050110251600000739", "6728180105881722"]
    assert [len(s.transactions) for s in statements] == [12, 12]


def test_a_carried_balance_that_a_scan_printed_with_blanks_is_no_transaction() -> None:
    page = Page(number=1)
    for text in ("期末结余 Balance carried for ward", "合 计", "本页小计：", "Balance brought forward"):
        assert is_checkpoint(GridRow(page, (Cell(row=0, column=0, text=text),)))
    for text in ("汇划合计货款", "期末结余款项转存"):
        assert not is_checkpoint(GridRow(page, (Cell(row=0, column=0, text=text),)))


HOLDER, NUMBER = "苏州示例科技有限公司", "32050110251600000739"


@pytest.mark.parametrize(
    "lines",
    [
        [f"客户：{HOLDER}", f"账户：{NUMBER}"],
        [f"尊敬的{HOLDER}：", f"您的账户{NUMBER}在2025年3月1日至2025年6月30日期间的交易如下"],
        [f"单位名称 {HOLDER}", "单位账号 3205 0110 2516 0000 0739"],
        [f"户名/账号：{HOLDER}/{NUMBER}"],
        [f"账号/户名：{NUMBER}/{HOLDER}"],
        [f"账号：{NUMBER} {HOLDER}"],
        [f"账户：{HOLDER}（{NUMBER}）"],
        [f"兹证明存款人{HOLDER}在我社开立的账户（账号：{NUMBER}，币种：人民币）的收付明细如下："],
    ],
)
def test_holder_and_account_are_told_apart_wherever_they_stand(lines: list[str]) -> None:
    statement = read([[line] for line in lines])
    assert (statement.account_name.value, statement.account_number.value) == (HOLDER, NUMBER)


@pytest.mark.parametrize("line", ["尊敬的客户：", "尊敬的用户，您好", "收款账号32050110251600000739", "账户：详见回单"])
def test_courtesy_and_other_accounts_name_no_holder(line: str) -> None:
    statement = read([[line]])
    assert (statement.account_name.value, statement.account_number.value) == (None, None)


@pytest.mark.parametrize(
    "line", ["自20250301起至20250331止", "Statement Period: 01 Mar 2025 to 31 Mar 2025", "对账月份：202503"]
)
def test_a_period_in_any_words_is_read(line: str) -> None:
    statement = read([[line]])
    assert statement.period_start.value == dt.date(2025, 3, 1)
    assert statement.period_end.value == dt.date(2025, 3, 31)


@pytest.mark.parametrize(
    "name", ["江南示例农商行", "江南县农村信用合作联社", "云岭农村信用合作社联合社", "江南县农村信用社联合社"]
)
def test_houses_that_are_no_bank_by_name_are_named(name: str) -> None:
    assert read([[name]]).bank.value == name


def test_the_bank_whose_seal_goes_below_the_rows_is_the_statements() -> None:
    entries = printing.ledger(5, 12)
    rows = [HEADS, *([printing.COLUMNS[k](e) for k in KINDS] for e in entries)]
    assert printing.read_one([printing.sheet([*rows, ["江南示例银行（盖章）"]])]).bank.value == "江南示例银行"
    assert printing.read_one([printing.sheet([*rows, ["收款人开户银行签章"]])]).bank.value is None


def test_the_words_of_a_seal_over_a_row_are_no_counterparty() -> None:
    entries = printing.ledger(5, 12)
    body = [[printing.COLUMNS[k](e) for k in KINDS] for e in entries]
    place = KINDS.index("name")
    body[3][place], body[-1][place] = "业务公章", "江南示例银行回单专用章"
    shown = printing.read_one([printing.sheet([HEADS, *body])]).transactions
    assert (shown[3].counterparty_name.value, shown[-1].counterparty_name.value) == (None, None)
    assert [t.counterparty_name.value for t in shown[4:-1]] == [e.name or None for e in entries[4:-1]]


def test_the_values_of_a_head_may_stand_below_their_labels() -> None:
    statement = read([["户名", "账号", "币种", "账单期间"], [HOLDER, NUMBER, "人民币", "20250301-20250331"]])
    assert (statement.account_name.value, statement.account_number.value) == (HOLDER, NUMBER)
    assert statement.currency.value == "CNY"
    assert (statement.period_start.value, statement.period_end.value) == (dt.date(2025, 3, 1), dt.date(2025, 3, 31))


def test_labels_above_other_labels_or_fewer_values_have_none() -> None:
    assert read([["户名", "账号"], ["币种", "期间"]]).account_name.value is None
    assert read([["户名", "账号"], ["32050110251600000739"]]).account_number.value is None


def test_labels_without_any_blank_and_a_dash_that_a_scan_read_as_a_number_are_read() -> None:
    statement = read([["账号2940693726212805户名苏州示例科技有限公司"], ["统计时段20260301一20260331"]])
    assert statement.account_number.value == "2940693726212805"
    assert statement.account_name.value == "苏州示例科技有限公司"
    assert statement.period_start.value == dt.date(2026, 3, 1)
    assert statement.period_end.value == dt.date(2026, 3, 31)


def test_a_head_at_the_foot_of_every_page_belongs_to_the_rows_above_it() -> None:
    rows = [[printing.COLUMNS[k](e) for k in KINDS] for e in printing.ledger(5, 12)]
    pages = []
    for number, part in enumerate((rows[:5], rows[5:]), 1):
        grid = [list(HEADS), *part]
        cells = [_cell(i, j, text, 0.1 + 0.03 * i) for i, row in enumerate(grid) for j, text in enumerate(row)]
        told = ("户名：苏州示例科技有限公司", "账号：32050110251600000739")
        foot = [printing.word(text, 0.05 + 0.5 * k, 0.1 + 0.03 * len(grid) + 0.02) for k, text in enumerate(told)]
        lines = [Line(text=c.text, box=c.box, words=c.words) for c in cells if c.text and c.box]
        lines += [Line(w.text, (w,), w.box) for w in foot]
        table = Table(tuple(cells), box=Box(0.04, 0.095, 0.96, 0.1 + 0.03 * len(grid)))
        words = tuple(w for line in lines for w in line.words)
        pages.append(Page(number=number, width=842, height=595, words=words, lines=tuple(lines), tables=(table,)))
    (statement,) = read_statements(pages)
    assert len(statement.transactions) == 12
    assert statement.account_number.value == "32050110251600000739"
    assert statement.account_name.value == "苏州示例科技有限公司"
