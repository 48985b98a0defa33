from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from docaudit.audit import Drawing
from docaudit.cli import main
from docaudit.errors import InputError

SAMPLES = Path(__file__).parents[2] / "samples"
HEAD = """账户交易明细
户名：{name},账号：{number},币种：人民币
交易日期,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要
"""
OWN = "试验机械有限公司"
MAIN, SECOND = "6222020200012345678", "6222020200087654321"
STATEMENT = (
    HEAD.format(name=OWN, number=MAIN)
    + """2026-01-05,,"1,000,000.00","1,100,000.00",某某银行股份有限公司,,贷款发放
2026-01-06,"400,000.00",,"700,000.00",南方钢材有限公司,6217000000000000017,货款
2026-01-07,"300,000.00",,"400,000.00",试验机械有限公司,6222020200087654321,转账
2026-01-08,"250,000.00",,"150,000.00",华泰证券股份有限公司,3100001,银证转账
2026-01-20,,"200,000.00","350,000.00",某某银行股份有限公司,,贷款发放
"""
)
OTHER = (
    HEAD.format(name=OWN, number=SECOND)
    + """2026-01-07,,"300,000.00","300,000.00",试验机械有限公司,6222020200012345678,转账
2026-01-09,"120,000.00",,"180,000.00",,,现金支取
"""
)


class Ran(NamedTuple):
    status: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["docaudit", "trace", *map(str, arguments)])
        capfd.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        out, err = capfd.readouterr()
        return Ran(int(ended.value.code or 0), out, err)

    return call


@pytest.fixture
def statement(tmp_path: Path) -> Path:
    (tmp_path / "主户.csv").write_text(STATEMENT, "utf-8")
    (tmp_path / "二户.csv").write_text(OTHER, "utf-8")
    return tmp_path / "主户.csv"


def one_line(ran: Ran, *words: str) -> bool:
    lines = ran.err.splitlines()
    return ran.status == 2 and len(lines) == 1 and ran.out == "" and all(word in lines[0] for word in words)


def figures(rows: list[dict[str, Any]], name: str) -> dict[str, tuple[str, str, str]]:
    return {row[name]: (row["amount"], row["min"], row["max"]) for row in rows}


def test_one_object_as_under_trace_with_the_rows_it_rests_on(run: Run, statement: Path) -> None:
    ran = run(statement, statement.with_name("二户.csv"), "--disbursement", "2026-01-05:1000000.00", "--json")
    assert (ran.status, ran.err) == (0, "")
    [line] = ran.out.splitlines()
    loan = json.loads(line)
    assert {"loan", "disbursed", "method", "uses", "payments"} <= set(loan)
    assert (loan["loan"], loan["disbursed"], loan["method"]) == ("L1", "1000000.00", "fifo")
    [drawn] = loan["disbursements"]
    assert (drawn["source"], drawn["row"], drawn["account"]) == ("主户.csv", 4, MAIN)
    # 100,000 of own money came first: it went into the steel, whatever later is loan money.
    assert figures(loan["uses"], "use")["securities"][0] == "250000.00"
    cash = next(p for p in loan["payments"] if p["use"] == "cash")
    assert (cash["source"], cash["row"], cash["loan_amount"]) == ("二户.csv", 5, "120000.00")
    assert (cash["min"], cash["max"]) == ("20000.00", "120000.00")
    ends = figures(loan["ends"], "end")
    assert sum(float(amount) for amount, _, _ in ends.values()) == 1_000_000
    assert set(ends) == {"payee", "cash", "idle"}
    assert loan["warnings"] == []


def test_several_disbursements_are_one_loan_or_each_its_own(run: Run, statement: Path) -> None:
    asked = (statement, "--disbursement", "2026-01-05:1,000,000.00", "--disbursement", f"2026-01-20:200000:{MAIN[-4:]}")
    one = json.loads(run(*asked, "--json").out)
    assert (one["disbursed"], len(one["disbursements"])) == ("1200000.00", 2)
    two = [json.loads(line) for line in run(*asked, "--separate", "--json").out.splitlines()]
    assert [(loan["loan"], loan["disbursed"]) for loan in two] == [("L1", "1000000.00"), ("L2", "200000.00")]


@pytest.mark.parametrize("method", ["fifo", "lifo", "pro_rata", "loan_first", "loan_last", "libr"])
def test_every_method_keeps_within_the_bounds(run: Run, statement: Path, method: str) -> None:
    loan = json.loads(run(statement, "--disbursement", "2026-01-05:1000000", "--method", method, "--json").out)
    assert loan["method"] == method
    for row in loan["uses"]:
        assert float(row["min"]) <= float(row["amount"]) <= float(row["max"])
    assert sum(float(row["amount"]) for row in loan["uses"]) == 1_000_000


def test_an_own_account_without_its_statement_is_told_as_an_end(run: Run, statement: Path) -> None:
    loan = json.loads(run(statement, "--disbursement", "2026-01-05:1000000.00", "--json").out)
    ends = figures(loan["ends"], "end")
    assert ends["own_account"][0] == "300000.00"
    assert loan["left_graph"]["amount"] == "850000.00"
    assert (ends["idle"][0], ends["payee"][0]) == ("150000.00", "550000.00")


def test_the_payees_statement_is_not_the_borrowers(run: Run, statement: Path) -> None:
    payee = HEAD.format(name="南方钢材有限公司", number="6217000000000000017")
    for n in range(3):
        rows = '2026-01-06,,"400,000.00","400,000.00",试验机械有限公司,6222020200012345678,货款\n' if n == 0 else ""
        rows += f'2026-0{n + 2}-01,"1,000.00",,"{399 - n},000.00",某矿业有限公司,,货款\n'
        statement.with_name(f"收款人{n}.csv").write_text(payee + rows, "utf-8")
    loan = json.loads(run(statement.parent, "--disbursement", "2026-01-05:1000000.00", "--json").out)
    assert {p["account"] for p in loan["payments"]} == {MAIN, SECOND}
    assert figures(loan["ends"], "end")["followed"][0] == "300000.00"


def test_a_table_for_people_in_chinese(run: Run, statement: Path) -> None:
    ran = run(statement, statement.with_name("二户.csv"), "--disbursement", "2026-01-05:1000000.00")
    assert ran.status == 0
    for words in (
        "用途",
        "证券投资",
        "250,000.00",
        "追踪终点",
        "提取现金",
        "离开流水可见范围合计",
        "南方钢材有限公司",
        "先进先出",
    ):
        assert words in ran.out, words


def test_an_unreadable_file_is_a_warning_and_the_rest_goes_on(run: Run, statement: Path) -> None:
    bad, missing = statement.with_name("坏.pdf"), statement.with_name("无.csv")
    bad.write_bytes(b"%PDF-1.4 nothing more")
    ran = run(bad, statement, missing, "--disbursement", "2026-01-05:1000000.00", "--json")
    assert ran.status == 0
    assert [line.split("：")[0] for line in ran.err.splitlines()] == ["docaudit: 坏.pdf", "docaudit: 无.csv"]
    assert [w.split("：")[0] for w in json.loads(ran.out)["warnings"]] == ["坏.pdf", "无.csv"]


def test_what_is_no_statement_is_named(run: Run, statement: Path) -> None:
    letter = statement.with_name("说明.txt")
    letter.write_text("关于资金使用情况的说明\n本公司因经营需要，特此说明。\n", "utf-8")
    ran = run(letter, statement, "--disbursement", "2026-01-05:1000000.00", "--json")
    assert "说明.txt" in ran.err
    assert "没有流水（识别为" in ran.err
    assert one_line(run(letter, "--disbursement", "2026-01-05:1000000.00"), "说明.txt", "no statement")
    assert one_line(run(statement.with_name("无.csv"), "--disbursement", "2026-01-05:1.00"), "无.csv")


def test_no_such_row_names_the_file_and_the_nearest_rows(run: Run, statement: Path) -> None:
    ran = run(statement, "--disbursement", "2026-01-06:1000000.00", "--json")
    assert one_line(ran, "主户.csv", "2026-01-05 1,000,000.00", "row 4", "--disbursement")
    ran = run(statement, "--disbursement", "2026-01-05:1000000.00:9999999", "--json")
    assert one_line(ran, "9999999", MAIN)
    ran = run(statement, "--disbursement", "2026-01-05:1000000.00", "--as-of", "2026-01-01")
    assert one_line(ran, "2026-01-05", "--as-of 2026-01-01")


@pytest.mark.parametrize(
    "text", ["", "2026-01-05", "2026-01-05:", "05.01.2026:100", "2026-01-05:ten", "2026-01-05:-5", "2026-01-05:0",
             "2026-01-05:1.005", "2026-01-05:NaN", "2026-01-05:1e400", "2026-01-05:100:12", "1026-01-05:100"],
)  # fmt: skip
def test_a_disbursement_in_another_form_is_shown_the_form(run: Run, statement: Path, text: str) -> None:
    with pytest.raises(InputError):
        Drawing.parse(text)
    assert one_line(run(statement, "--disbursement", text), "2026-01-05:1000000.00" if ":12" not in text else "digits")


def test_arguments_that_cannot_be_used_are_one_line(run: Run, statement: Path, tmp_path: Path) -> None:
    drawn = ("--disbursement", "2026-01-05:1000000.00")
    assert one_line(run(statement), "--disbursement")
    assert one_line(run(*drawn), "STATEMENT")
    assert one_line(run(statement, *drawn, "--method", "hifo"), "hifo", "pro_rata")
    assert one_line(run(statement, *drawn, "--sankey", statement), "主户.csv", ".html")
    assert one_line(run(statement, *drawn, "--sankey", tmp_path / "无" / "x.html"), "x.html", "folder")
    assert statement.read_text("utf-8") == STATEMENT


def test_the_picture_is_written_whole_beside_the_result(run: Run, statement: Path, tmp_path: Path) -> None:
    target = tmp_path / "流向.html"
    target.write_text("before", "utf-8")
    ran = run(statement, "--disbursement", "2026-01-05:1000000.00", "--sankey", target, "--json")
    assert json.loads(ran.out)["loan"] == "L1"
    assert ran.err.strip() == str(target)
    page = target.read_text("utf-8")
    assert "华泰证券股份有限公司" in page
    assert "本人账户（未提供流水）" in page
    assert "试验机械有限公司" in page
    assert sorted(p.name for p in tmp_path.iterdir()) == ["主户.csv", "二户.csv", "流向.html"]


@pytest.mark.parametrize(
    ("folder", "drawn", "truth"),
    [
        ("misuse/五、账户流水", "2025-11-18:8000000.00", {"securities": "804323.20", "cash": "80000.00"}),
        ("personal/04流水", "2026-01-12:300000.00", {"real_estate": "150000.00"}),
    ],
)
def test_the_statements_of_a_sample_alone_show_the_misuse(
    run: Run, folder: str, drawn: str, truth: dict[str, str]
) -> None:
    ran = run(SAMPLES / folder, "--disbursement", drawn, "--as-of", "2026-02-28", "--json")
    assert ran.status == 0, ran.err
    found = figures(json.loads(ran.out)["uses"], "use")
    for use, amount in truth.items():
        # Without the orders no payment is pinned, so the bounds are wider than those of the whole file.
        assert 0.8 * float(amount) < float(found[use][1]) <= float(amount) <= float(found[use][2]), use


def test_a_lenders_words_name_the_use_of_a_payment(run: Run, statement: Path, tmp_path: Path) -> None:
    rules = tmp_path / "本行.yaml"
    rules.write_text("lists: {uses.names.prohibited_industry: {add: {钢材: 0.9}}}", "utf-8")
    asked = (statement, "--disbursement", "2026-01-05:1000000.00", "--json")
    uses = [
        {p["payee"]: p["use"] for p in json.loads(run(*asked, *more).out)["payments"]}
        for more in ((), ("--rules", rules))
    ]
    assert [use["南方钢材有限公司"] for use in uses] == ["unsupported", "prohibited_industry"]
    assert one_line(run(*asked, "--rules", tmp_path / "无此文件.yaml"), "无此文件.yaml")
