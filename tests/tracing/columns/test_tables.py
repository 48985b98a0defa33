from __future__ import annotations

import datetime as dt
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from docaudit.errors import InputError, UnreadableFileError
from docaudit.tracing import load_table, trace_table

HEAD = "交易日期,借方发生额,贷方发生额,账户余额,对方户名,摘要"
ROWS = [
    '2025-01-02,,"5,000,000.00","5,000,100.00",某银行,贷款发放',
    "2025-01-05,1200000.50,,3800099.50,甲公司,货款",
    "2025-01-09,,80.00,3800179.50,乙公司,回款",
]


def columns(table: Any) -> dict[str, list[Any]]:
    return {name: table[name].to_pylist() for name in table.column_names}


EXPECTED = {
    "date": [dt.date(2025, 1, 2), dt.date(2025, 1, 5), dt.date(2025, 1, 9)],
    "amount_fen": [500000000, -120000050, 8000],
    "balance_fen": [500010000, 380009950, 380017950],
    "counterparty": ["某银行", "甲公司", "乙公司"],
    "summary": ["贷款发放", "货款", "回款"],
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_bank_export_is_read_by_its_headings(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "流水.csv"
    text = "\n".join(["账号：6222000000000001", "查询期间,2025-01-01,2025-01-31", HEAD, *ROWS, "合计,3"])
    path.write_text(text + "\n", encoding)
    assert columns(load_table(path)) == EXPECTED


def test_rows_printed_newest_first_are_turned_round(tmp_path: Path) -> None:
    path = tmp_path / "流水.csv"
    path.write_text("\n".join([HEAD, *ROWS[::-1]]), "utf-8")
    assert columns(load_table(path)) == EXPECTED


def test_rows_of_one_day_are_turned_round_where_the_balances_say_so(tmp_path: Path) -> None:
    path = tmp_path / "流水.csv"
    same = [row.replace("2025-01-05", "2025-01-02").replace("2025-01-09", "2025-01-02") for row in ROWS]
    path.write_text("\n".join([HEAD, *same[::-1]]), "utf-8")
    assert columns(load_table(path))["amount_fen"] == EXPECTED["amount_fen"]


def test_a_flag_tells_the_side_of_the_amount(tmp_path: Path) -> None:
    path = tmp_path / "流水.csv"
    path.write_text(
        "记账日期\t收/支\t交易金额\t余额\n20250102\t收入\t10.00\t10.00\n20250103\t支出\t4.00\t6.00\n", "gb18030"
    )
    assert columns(load_table(path))["amount_fen"] == [1000, -400]


def test_a_workbook_is_read_to_the_fen(tmp_path: Path) -> None:
    path = tmp_path / "流水.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["某银行账户明细"])
        sheet.write_row(1, 0, HEAD.split(","))
        sheet.write_row(2, 0, ["2025-01-02", "", 5000000, 5000100, "某银行", "贷款发放"])
        sheet.write_row(3, 0, ["2025-01-05", 1200000.5, "", 3800099.5, "甲公司", "货款"])
        sheet.write_row(4, 0, ["2025-01-09", "", "80.00", "3,800,179.50", "乙公司", "回款"])
    assert columns(load_table(path)) == EXPECTED


def test_a_parquet_file_of_plain_names_is_taken_as_it_is(tmp_path: Path) -> None:
    table = pa.table({"amount_fen": [5, -3], "loan": ["L", None]})
    pq.write_table(table, tmp_path / "ledger.parquet")
    assert load_table(tmp_path / "ledger.parquet").equals(table)


def test_what_stands_below_the_rows_and_says_no_day_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "流水.csv"
    path.write_text("\n".join([HEAD, ROWS[0], ",,,,,以上为一月", *ROWS[1:], "合计,1200000.50,5000080.00,,,"]), "utf-8")
    assert columns(load_table(path)) == EXPECTED


@pytest.mark.parametrize(
    ("head", "rows", "expected"),
    [
        ("日期,借方,贷方,余额", ["20250101,-3.00,,7.00", "20250102,,1.00,8.00"], [-300, 100]),
        ("日期,借方,贷方,余额", ["20250101,3.00,,7.00", "20250102,-3.00,,10.00"], [-300, 300]),
        ("日期,借贷标志,金额,余额", ["20250101,借,-3.00,7.00", "20250102,贷,1.00,8.00"], [-300, 100]),
        ("日期,借贷标志,金额,余额", ["20250101,借,3.00,7.00", "20250102,借,-3.00,10.00"], [-300, 300]),
        ("日期,摘要,金额,余额", ["20250101,a,-3.00,7.00", "20250102,b,+1.00,8.00"], [-300, 100]),
        ("date,amount", ["2025-01-01,3.00", "2025-01-02,1.00"], [300, 100]),
        ("date,amount_fen", ["2025-01-01,3", "2025-01-02,-1"], [3, -1]),
    ],
)
def test_money_in_and_out_are_told_in_every_way_banks_print_them(
    tmp_path: Path, head: str, rows: list[str], expected: list[int]
) -> None:
    path = tmp_path / "流水.csv"
    path.write_text("\n".join([head, *rows]), "utf-8")
    assert columns(load_table(path))["amount_fen"] == expected


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.csv", "日期,摘要,金额,余额\n20250101,a,3.00,3.00\n20250102,b,1.00,2.00\n", "金额没有收支方向"),
        ("a.csv", f"{HEAD}\n{ROWS[0]}\n小计,,1.00,,,\n{ROWS[1]}\n", "第 2 行“交易日期”的“小计”不是日期"),
        ("a.csv", "\n".join([HEAD, ROWS[0], *["?,,1.00,,,"] * 41]), "第 2 行“交易日期”的“\\?”不是日期"),
        ("a.csv", "date,amount_fen\n2025-01-01,3.5\n", "以分计，须为整数"),
        ("a.csv", f"{HEAD}\n2025-01-02,,{'9' * 18}.00,1.00,某银行,\n", "金额过大"),
        ("a.csv", "a,b\n1,2\n", "找不到表头"),
        ("a.csv", f"{HEAD}\n2025-01-02,,12.345,12.35,某银行,\n", "第 1 行“贷方发生额”的“12.345”不是金额"),
        ("a.csv", f"{HEAD}\n2025-01-02,,12.30,12.30\n", "行列不齐"),
        ("a.csv", "记账日期,收/支,交易金额,余额\n20250102,转,10.00,10.00\n", "不是收支方向"),
        ("a.pdf", "x", "不支持的格式"),
        ("a.xlsx", "x", "不是完整的工作簿"),
        ("a.parquet", "x", "不是完整的 parquet 文件"),
    ],
)
def test_a_file_that_cannot_be_traced_is_named(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text, "utf-8")
    with pytest.raises(UnreadableFileError, match=message) as caught:
        load_table(path)
    assert name in str(caught.value)


def test_an_export_is_traced_in_five_lines(tmp_path: Path) -> None:
    path = tmp_path / "流水.csv"
    path.write_text("\n".join([HEAD, *ROWS]), "utf-8")
    table = load_table(path)
    loan = pa.array(["L1" if "贷款发放" in text else None for text in table["summary"].to_pylist()])
    found = trace_table(table.append_column("loan", loan), columns={"use": "counterparty"})
    assert str(found.loans["L1"].uses["甲公司"]) == "1,199,900.50 [1,199,900.50, 1,200,000.50]"


ARROW = pa.table(
    {
        "account": pa.array(["A", "B", "A", "B"]).dictionary_encode(),
        "amount": pa.array([Decimal("10.01"), Decimal("7.00"), Decimal("-4.00"), Decimal("-7.00")]),
        "kind": ["disbursement", "in", "out", "out"],
        "loan": ["L", None, None, None],
        "use": ["x", None, "cash", None],
    }
)


class _Stream:
    """Any library's table that speaks Arrow's stream protocol."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return ARROW.__arrow_c_stream__(requested_schema)


@pytest.mark.parametrize("table", [ARROW, pa.concat_tables([ARROW[:1], ARROW[1:]]), _Stream()])
def test_arrow_is_taken_whoever_made_it(table: object) -> None:
    found = trace_table(table)
    assert found.loans["L"].disbursed_fen == 1001
    assert found.loans["L"].uses["cash"].fen == 400
    assert found.on_rows("L", "max_fen").tolist() == [0, 0, 400, 0]


@pytest.mark.parametrize(
    "amount",
    [
        pa.array(["10.01", "7", "-4.0", "-7.00"]),
        pa.array([10.01, 7.0, -4.0, -7.0]),
        pa.array(["10.01", "7", "-4.0", "-7.00"]).dictionary_encode(),
        pa.array([Decimal("10.010"), Decimal("7.000"), Decimal("-4.000"), Decimal("-7.000")]),
    ],
)
def test_arrow_amounts_are_read_to_the_fen(amount: pa.Array) -> None:
    table = ARROW.set_column(1, "amount", amount)
    assert trace_table(table).loans["L"].idle.fen == 601


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        (["10.015", "7", "-4", "-7"], "row 0: '10.015' is no amount"),
        (["10.01", None, "-4", "-7"], "row 1: no amount"),
        ([10.01, 7.0, -4.001, -7.0], "row 2: the float -4.001"),
        ([Decimal(10) ** 18, Decimal(7), Decimal(-4), Decimal(-7)], "too large"),
    ],
)
def test_arrow_amounts_that_are_none_are_refused(amount: list[Any], message: str) -> None:
    with pytest.raises(InputError, match=message):
        trace_table(ARROW.set_column(1, "amount", pa.array(amount)))


def test_what_is_found_comes_out_as_arrow() -> None:
    found = trace_table(ARROW, overdraft=["A"], opening={"A": "-1.00"})
    assert found.to_arrow().to_pylist() == [
        {"loan": "L", "row": 0, "overdraft": True, "fen": 100, "min_fen": 100, "max_fen": 100},
        {"loan": "L", "row": 2, "overdraft": False, "fen": 400, "min_fen": 400, "max_fen": 400},
    ]
    assert found.uses_to_arrow().to_pylist() == [
        {"loan": "L", "use": "cash", "fen": 400, "min_fen": 400, "max_fen": 400},
        {"loan": "L", "use": "loan_repayment", "fen": 100, "min_fen": 100, "max_fen": 100},
        {"loan": "L", "use": "idle", "fen": 501, "min_fen": 501, "max_fen": 501},
    ]


def test_accounts_beyond_sixteen_bits_keep_their_rows_apart() -> None:
    count = 140_000
    account = np.concatenate([np.arange(count), np.arange(count)[::-1]])
    table = {
        "account": account,
        "amount_fen": np.concatenate([np.arange(1, count + 1), -np.arange(1, count + 1)[::-1]]),
        "loan": np.repeat(np.array(["L", None], dtype=object), count),
    }
    found = trace_table(table, engine="numpy")
    assert found.loans["L"].idle.fen == 0
    assert (found.on_rows("L")[count:] == np.arange(1, count + 1)[::-1]).all()


def test_importing_docaudit_loads_neither_numba_nor_pyarrow() -> None:
    code = "import sys, docaudit, docaudit.tracing; print({'numba', 'pyarrow', 'pandas'} & set(sys.modules))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
    assert shown.stdout.strip() == "set()"
