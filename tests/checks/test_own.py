# ruff: noqa: E501
"""Rules of a lender's own, written in YAML: each shape fires on its planted case and stays silent on the nearest one."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import replace

import pytest
import yaml
from check_cases import BORROWER, DRAWN, SUPPLIER, Use, case, contract, fld, order, paid, row, the_loan, yuan

from docaudit.checks import load_rule_pack, run_checks
from docaudit.checks.own.patterns import TEXT_LENGTH, safe_pattern
from docaudit.documents.balance_sheet import BalanceSheet
from docaudit.documents.financials import StatementLine
from docaudit.documents.goods_receipt import GoodsReceipt
from docaudit.documents.other import OtherDocument
from docaudit.errors import InputError
from docaudit.records.document import UnreadableDocument
from docaudit.records.findings import Basis
from docaudit.records.labels import RowKind, Severity

AUCTION = "云陵市宏图拍卖行"
SAYS = {
    "title": ["向{payee}支付{amount}", "Paid {amount} to {payee}"],
    "explanation": ["{payments}，其中贷款资金{loan_amount}。", "Of which loan money {loan_amount}."],
}


@pytest.fixture
def found(tmp_path):
    """Return the findings of one own rule on a case."""

    def run(file, rule, **pack):
        path = tmp_path / "pack.yaml"
        path.write_text(
            yaml.safe_dump({"own": {"x": {"severity": "high", **SAYS, **rule}}, **pack}, allow_unicode=True), "utf-8"
        )
        return [f for f in run_checks(file, load_rule_pack(path)) if f.check == "own.x"]

    return run


def out(number, day, amount, name=AUCTION, text="竞买款", **more):
    return paid(row(number, day, -amount, name, text, use=Use.UNSUPPORTED), **more)


def test_a_payment_to_a_payee_whose_name_holds_a_word_is_reported(found):
    file = case([out(5, 2, 600_000), out(6, 3, 300_000, SUPPLIER)], documents=[contract()])
    [finding] = found(
        file,
        {
            "payment": {"payee": {"words": ["拍卖"], "except": ["拍卖师协会"]}},
            "confidence": 0.9,
            "basis": [{"regulation": "本行贷后管理办法", "article": "第十二条"}, "civil_code/673"],
        },
    )
    assert finding.amount.fen == 60_000_000
    assert finding.severity is Severity.HIGH
    assert finding.confidence == 0.9
    assert finding.title == "向云陵市宏图拍卖行支付600,000.00元"
    assert finding.explanation == "2025年3月5日付云陵市宏图拍卖行 600,000.00元，其中贷款资金600,000.00元。"
    assert finding.english == ("Paid CNY 600,000.00 to 云陵市宏图拍卖行", "Of which loan money CNY 600,000.00.")
    assert finding.basis[0] == Basis("本行贷后管理办法", "第十二条")
    assert finding.basis[1].article == "673"
    assert [p.evidence.row for p in finding.evidence if p.evidence.sheet] == [6]
    assert (finding.loan, finding.key != "") == (the_loan().id, True)


@pytest.mark.parametrize(
    ("wanted", "payments", "reported"),
    [
        ({"remark": {"words": ["竞买"]}}, [out(5, 2, 60_000), out(6, 2, 60_000, text="货款")], [5]),
        ({"remark": {"pattern": r"竞买\w?款|保证金\d+号"}}, [out(5, 2, 60_000, text="保证金12号"), out(6, 2, 60_000, text="保证金号")], [5]),
        ({"payee": {"words": ["拍卖"]}, "remark": {"words": ["竞买"]}}, [out(5, 2, 60_000, SUPPLIER), out(6, 2, 60_000, text="货款")], []),
        ({"payee": {"words": ["拍卖"], "except": ["宏图"]}}, [out(5, 2, 60_000)], []),
        ({"payee": {"pattern": "ＫTV|ktv"}}, [out(5, 2, 60_000, "云陵ＫＴＶ"), out(6, 2, 60_000, None)], [5]),
        ({"amount": {"above": 50_000}}, [out(5, 2, 50_000), out(6, 2, 50_001, SUPPLIER)], [6]),
        ({"amount": {"from": 50_000, "to": 60_000}}, [out(5, 2, 50_000), out(6, 2, 60_001, SUPPLIER)], [5]),
        ({"amount": {"above": 1}, "days_from_drawing": 5}, [out(5, 5, 50_000), out(6, 6, 50_000, SUPPLIER)], [5]),
        ({"together": {"amount": {"above": 100_000}, "days": 7}}, [out(5, 2, 60_000), out(6, 8, 60_000)], [5, 6]),
        ({"together": {"amount": {"above": 100_000}, "days": 7}}, [out(5, 2, 60_000), out(6, 9, 60_000)], []),
        ({"together": {"amount": {"above": 100_000}}}, [out(5, 2, 60_000), out(6, 60, 60_000)], [5, 6]),
        ({"together": {"amount": {"above": 100_000}}}, [out(5, 2, 60_000), out(6, 3, 60_000, SUPPLIER)], []),
        ({"together": {"amount": {"above": 100_000}, "by": "all"}}, [out(5, 2, 60_000), out(6, 3, 60_000, SUPPLIER)], [5, 6]),
        ({"together": {"count": 3, "days": 3}}, [out(k, k, 20_000) for k in (2, 3, 4, 9)], [2, 3, 4]),
        ({"amount": {"above": 1}}, [out(5, 2, 60_000, loan=5_000)], []),
        ({"amount": {"above": 1}}, [out(5, 2, 60_000, loan=60_000, least=0)], [5]),
    ],
)  # fmt: skip
def test_payments_are_told_by_payee_remark_amount_and_number(found, wanted, payments, reported):
    findings = found(case(payments), {"payment": wanted})
    assert sorted(p.evidence.row - 1 for f in findings for p in f.evidence if p.evidence.sheet) == reported


def test_what_the_trace_is_less_sure_of_is_less_grave(found):
    rule = {"payment": {"payee": {"words": ["拍卖"]}}, "confidence": 0.9}
    [sure] = found(case([out(5, 2, 60_000)]), rule)
    [unsure] = found(case([out(5, 2, 60_000, loan=60_000, least=0)]), rule)
    assert unsure.severity < sure.severity
    assert unsure.confidence < sure.confidence


def test_rows_without_loan_money_and_money_that_comes_in_are_looked_at_on_demand(found):
    lines = [row(5, 9, 80_000, AUCTION, "退竞买款"), row(6, 9, -70_000, AUCTION, "竞买款")]
    wanted = {"payee": {"words": ["拍卖"]}, "loan_money": False}
    [inward] = found(case(rows=lines), {"payment": {**wanted, "direction": "in"}})
    [outward] = found(case(rows=lines), {"payment": wanted})
    assert (inward.amount.fen, outward.amount.fen) == (8_000_000, 7_000_000)
    assert found(case(rows=[replace(lines[0], kind=RowKind.REFUND)]), {"payment": {**wanted, "direction": "in"}}) == []


def test_a_rule_holds_for_its_kinds_of_loan_only(found):
    rule = {"payment": {"payee": {"words": ["拍卖"]}}, "kinds": ["personal_business"]}
    firm = case([out(5, 2, 600_000)])
    assert found(firm, rule) == []
    assert found(replace(firm, loans=(the_loan(loan_kind="personal_business"),)), rule)


def test_a_rule_without_english_has_none(found):
    texts = {"title": "付{payee}", "explanation": "共{count}笔。"}
    [finding] = found(case([out(5, 2, 600_000)]), {"payment": {"amount": {"above": 1}}, **texts})
    assert (finding.title, finding.explanation, finding.english) == (f"付{AUCTION}", "共1笔。", None)


# --- papers --------------------------------------------------------------------------------------------------------

PAPER = {
    "title": ["缺少{document}", "No {document}"],
    "explanation": ["{drawn}放款{loan_amount}，应于{due}前取得{document}。", "Drawn {drawn}, due {due}."],
}


def goods():
    return GoodsReceipt(id="G1", source="入库单.pdf", sha256="g", pages=(1,))


def titled(title):
    return OtherDocument(id="X1", source="决议.pdf", sha256="x", pages=(1,), title=fld(title))


@pytest.mark.parametrize(
    ("wanted", "documents", "loan", "fires"),
    [
        ({"document": "goods_receipt", "days_from_drawing": 30}, [], {}, True),
        ({"document": "goods_receipt", "days_from_drawing": 30}, [goods()], {}, False),
        ({"document": ["goods_receipt", "inspection_report"]}, [goods()], {}, False),
        ({"document": "goods_receipt", "days_from_drawing": 303}, [], {}, False),
        ({"document": "goods_receipt", "days_from_drawing": 302}, [], {}, True),
        ({"document": "goods_receipt", "loan_amount": {"above": 5_000_000}}, [], {}, False),
        ({"document": "goods_receipt", "loan_amount": {"from": 5_000_000}}, [], {}, True),
        ({"document": "goods_receipt", "loan_amount": {"from": 1}}, [], {"principal_fen": None}, False),
        ({"document": "goods_receipt", "payment_method": ["entrusted"]}, [], {}, False),
        ({"document": "goods_receipt", "payment_method": ["entrusted", "mixed"]}, [], {}, True),
        ({"document": "other", "title": {"words": ["股东会决议"]}}, [titled("关于借款的股东会决议")], {}, False),
        ({"document": "other", "title": {"words": ["股东会决议"]}}, [titled("承诺函")], {}, True),
    ],
)
def test_a_paper_is_missing_where_it_is_wanted_and_due(found, wanted, documents, loan, fires):
    findings = found(case(documents=documents, loan=the_loan(**loan)), {"missing": wanted, **PAPER})
    assert bool(findings) is fires


def test_a_missing_paper_is_named_and_less_sure_where_files_cannot_be_read(found):
    rule = {"missing": {"document": "goods_receipt", "days_from_drawing": 30}, **PAPER}
    [finding] = found(case(documents=[contract()]), rule)
    assert finding.title == "缺少入库单"
    assert finding.explanation == "2025年3月3日放款5,000,000.00元，应于2025年4月2日前取得入库单。"
    assert finding.english == ("No Goods receipt", "Drawn 2025-03-03, due 2025-04-02.")
    dark = UnreadableDocument(id="D9", source="坏.pdf", sha256="z", warnings=("无法识读",))
    [unsure] = found(case(documents=[contract(), dark]), rule)
    assert unsure.confidence < finding.confidence
    assert unsure.key == finding.key


# --- covenants -----------------------------------------------------------------------------------------------------

TEST = {
    "title": ["资产负债率{value}", "Debt ratio {value}"],
    "explanation": ["{period}{figures}，应{operator}{limit}。", "{period}: must be {operator} {limit}."],
}
DEBT = {"figure": "total_liabilities / total_assets", "operator": "<=", "limit": 70, "unit": "percent"}


def sheet(end=dt.date(2025, 6, 30), entity=BORROWER, identifier="B1", confidence=0.99, **lines):
    items = tuple(
        StatementLine(name=fld(name), caption=fld(name), current=yuan(value, confidence))
        for name, value in lines.items()
    )
    return BalanceSheet(
        id=identifier, source=f"{identifier}.xlsx", sha256=identifier, pages=(1,), entity=fld(entity), period_end=fld(end), items=items
    )  # fmt: skip


def test_a_broken_covenant_is_reported_with_its_figures(found):
    [finding] = found(case(documents=[sheet(total_liabilities=750, total_assets=1_000)]), {"covenant": DEBT, **TEST})
    assert finding.title == "资产负债率75.00%"
    assert finding.explanation == "2025年6月30日total_liabilities750.00、total_assets1,000.00，应<=70.00%。"
    assert finding.english[1] == "2025-06-30: must be <= 70.00%."
    assert [p.evidence.text for p in finding.evidence] == ["750.00", "1000.00"]


@pytest.mark.parametrize(
    ("sheets", "changes", "days"),
    [
        ([sheet(total_liabilities=700, total_assets=1_000)], {}, []),
        ([sheet(total_liabilities=700, total_assets=1_000)], {"operator": "<"}, [6]),
        ([sheet(total_assets=1_000)], {}, []),
        ([sheet(total_liabilities=None, total_assets=1_000)], {}, []),
        ([sheet(total_liabilities=800, total_assets=0)], {}, []),
        ([sheet(total_liabilities=800, total_assets=1_000, entity="云陵市别家有限公司")], {}, []),
        ([sheet(total_liabilities=800, total_assets=1_000, confidence=0.5)], {}, []),
        ([sheet(total_liabilities=800, total_assets=1_000), sheet(identifier="B2", total_liabilities=600, total_assets=1_000)], {}, []),
        ([sheet(total_liabilities=800, total_assets=1_000), sheet(dt.date(2025, 9, 30), identifier="B2", total_liabilities=600, total_assets=1_000)], {}, []),
        ([sheet(total_liabilities=800, total_assets=1_000), sheet(dt.date(2025, 9, 30), identifier="B2", total_liabilities=600, total_assets=1_000)], {"periods": "all"}, [6]),
        ([sheet(current_assets=900, inventory=300, prepayments=100, current_liabilities=600)], {"figure": "(current_assets - inventory - prepayments) / current_liabilities", "operator": ">=", "limit": "0.9", "unit": "times"}, [6]),
        ([sheet(current_assets=900, inventory=300, prepayments=100, current_liabilities=500)], {"figure": "(current_assets - inventory - prepayments) / current_liabilities", "operator": ">=", "limit": "0.9", "unit": "times"}, []),
        ([sheet(total_equity=49_999)], {"figure": "total_equity", "operator": ">=", "limit": 50_000, "unit": "yuan"}, [6]),
        ([sheet(retained_earnings=-1)], {"figure": "retained_earnings", "operator": ">", "limit": -5, "unit": "yuan"}, []),
    ],
)  # fmt: skip
def test_a_covenant_is_judged_by_the_borrowers_own_figures(found, sheets, changes, days):
    findings = found(case(documents=sheets), {"covenant": {**DEBT, **changes}, **TEST})
    assert [int(f.explanation.split("年")[1].split("月")[0]) for f in findings] == days


# --- what is refused -----------------------------------------------------------------------------------------------

PAY = {"payment": {"amount": {"above": 1}}}


@pytest.mark.parametrize(
    ("name", "rule", "named"),
    [
        ("X", PAY, "own.X: small letters"),
        ("own.x", PAY, "small letters"),
        ("x", {}, "one of payment, missing, covenant"),
        ("x", {**PAY, "missing": {"document": "other"}}, "one of payment"),
        ("x", {**PAY, "sevrity": "high"}, "sevrity"),
        ("x", {**PAY, "severity": "bad"}, "own.x.severity"),
        ("x", {**PAY, "kinds": ["mortgage"]}, "own.x.kinds"),
        ("x", {**PAY, "basis": ["no_such_law"]}, "own.x.basis.*no_such_law"),
        ("x", {**PAY, "basis": [{"article": "1"}]}, r"own.x.basis\[0\].regulation"),
        ("x", {**PAY, "confidence": 2}, "own.x.confidence"),
        ("x", {**PAY, "title": ["{paye}", ""]}, r"own.x.title: there is no fact 'paye'.*payee"),
        ("x", {**PAY, "title": ["{", ""]}, "own.x.title: not a template"),
        ("x", {**PAY, "title": ["{payee.real}", ""]}, "own.x.title: not a template"),
        ("x", {**PAY, "explanation": 3}, "own.x.explanation"),
        ("x", {"payment": {}}, "every payment is reported"),
        ("x", {"payment": {"payee": {}}}, "payee: words or pattern"),
        ("x", {"payment": {"payee": {"words": [""]}}}, "payee.words"),
        ("x", {"payment": {"payee": {"pattern": "(a+)+b"}}}, "payee.pattern: a group may be optional"),
        ("x", {"payment": {"amount": {"over": 1}}}, "payment.amount.*over"),
        ("x", {"payment": {"amount": {"above": "a lot"}}}, "amount.above"),
        ("x", {"payment": {"amount": {}}}, "payment.amount"),
        ("x", {"payment": {"together": {"days": 0}}}, "together.days"),
        ("x", {"payment": {"together": {"by": "bank"}}}, "together.by"),
        ("x", {"payment": {"amount": {"above": 1}, "direction": "in"}}, "loan_money"),
        ("x", {"missing": {"document": "receipt_of_goods"}}, "receipt_of_goods"),
        ("x", {"missing": {"document": []}}, "missing.document"),
        ("x", {"missing": {"document": "receipt", "title": {"words": ["x"]}}}, "missing.title"),
        ("x", {"missing": {"document": "receipt", "payment_method": ["cash"]}}, "payment_method"),
        ("x", {"covenant": {**DEBT, "figure": "total_debt / total_assets"}}, "total_debt"),
        ("x", {"covenant": {**DEBT, "figure": "a / b / c"}}, "covenant.figure"),
        ("x", {"covenant": {**DEBT, "figure": "__import__('os')"}}, "covenant.figure"),
        ("x", {"covenant": {**DEBT, "operator": "="}}, "covenant.operator"),
        ("x", {"covenant": {**DEBT, "unit": "yuan"}}, "covenant.unit"),
        ("x", {"covenant": {**DEBT, "limit": None}}, "covenant.limit"),
        ("x", {"covenant": {**DEBT, "periods": "some"}}, "covenant.periods"),
    ],
)  # fmt: skip
def test_a_wrong_rule_names_the_key(tmp_path, name, rule, named):
    path = tmp_path / "pack.yaml"
    texts = {"severity": "low", "title": "t", "explanation": "e"}
    path.write_text(yaml.safe_dump({"own": {name: {**texts, **rule}}}, allow_unicode=True), "utf-8")
    with pytest.raises(InputError, match=named):
        load_rule_pack(path)


# --- patterns ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "pattern", ["拍卖", "第\\d+期.*分红", "[甲乙]商(?:行|店)?", "^预付\\d{1,3}%$", "a\\.b", "[^,]+店", "[]x]*y"]
)
def test_ordinary_patterns_are_allowed(pattern):
    assert safe_pattern(pattern, "x").pattern == pattern


@pytest.mark.parametrize(
    "pattern",
    ["(a+)+b", "(a|a)*b", "(?:a*)*", "a*a*a*a*b", "(?=a)b", "(?<!a)b", "(a)\\1", "a**", "a++", "*a", "[a", "(a", "a)", "a{", "x" * 201, "", "\\x41", "a?" * 20 + "a" * 20],
)  # fmt: skip
def test_a_pattern_that_could_run_without_end_is_refused(pattern):
    with pytest.raises(InputError, match="pattern"):
        safe_pattern(pattern, "pattern")


@pytest.mark.parametrize("pattern", [".*.*x", "a?a?a?a?a?a?aaaaaaaaaaaaaaaaax", "[a-z]*[a-y]*z", "(a|aa|aaa|a|a)?b.*"])
def test_the_costliest_patterns_that_are_allowed_end_soon(pattern):
    compiled = safe_pattern(pattern, "x")
    started = time.perf_counter()
    compiled.search("a" * TEXT_LENGTH)
    assert time.perf_counter() - started < 1


def test_an_order_is_no_payment_and_a_case_without_loans_is_silent(found):
    file = replace(case(documents=[order()]), loans=(), traces=())
    assert found(file, {"payment": {"amount": {"above": 1}}}) == []
    assert file.as_of > DRAWN
