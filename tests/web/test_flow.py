from __future__ import annotations

from typing import Any

import pytest
from flask import Flask

from docaudit_web.findings import sentences
from docaudit_web.flow import other_payees, payee_key, payee_words, sankey
from docaudit_web.pictures import TextRow, _around


def paid(payee: str | None, amount: str, use: str, transaction: int | None = None) -> dict[str, Any]:
    return {
        "payee": payee, "loan_amount": amount, "min": amount, "max": amount, "use": use, "document": "D1",
        "transaction": transaction,
    }  # fmt: skip


@pytest.fixture
def small_payees() -> dict[str, Any]:
    payments = [paid("大额钢铁有限公司", "990000.00", "conforming"), paid(None, "500.00", "cash")]
    payments += [paid(f"小店{n}", "100.00", "unsupported") for n in range(4)]
    payments += [paid(None, "60.00", "operating", transaction=1)]
    rows = [{"summary": {"value": "手续费"}, "remark": {"value": "网银汇划"}}]
    document = {"id": "D1", "fields": {"transactions": rows}}
    return {"trace": [{"loan": "L1", "payments": payments}], "documents": [document]}


def test_tiny_payees_stand_together_and_money_gone_astray_keeps_its_name(small_payees: dict[str, Any]) -> None:
    assert other_payees(small_payees) == {"unproved": {f"小店{n}" for n in range(4)}}


def test_a_row_without_payee_says_what_the_statement_says(app: Flask, small_payees: dict[str, Any]) -> None:
    with app.test_request_context():
        words = [payee_words(payee_key(small_payees, p)) for p in small_payees["trace"][0]["payments"]]
    assert words[0] == "大额钢铁有限公司"
    assert words[1] == "现金支取"
    assert words[-1] == "未列收款人（手续费）"


def test_the_picture_loses_no_fen_to_its_groups(app: Flask, small_payees: dict[str, Any]) -> None:
    with app.test_request_context():
        picture = sankey(small_payees, 1)
    for column in ("0:", "1:", "2:"):
        flow = sum(round(100 * link["value"]) for link in picture["links"] if link["source"].startswith(column))
        assert flow == 99_096_000
    assert "其他 4 个收款人" in {node["label"] for node in picture["nodes"]}


def test_an_explanation_is_read_sentence_by_sentence() -> None:
    text = "约定“采购钢材。不得改变”。实际付款100元（见第1页。第2页）。请核实"
    assert sentences(text) == ["约定“采购钢材。不得改变”。", "实际付款100元（见第1页。第2页）。", "请核实"]


def test_rows_around_the_evidence_keep_the_names_of_the_columns() -> None:
    rows = [TextRow(1, ("账户明细", "", "", "")), TextRow(2, ("日期", "金额", "", "户名"))]
    rows += [TextRow(n, (f"2025-01-{n:02d}", "10.00", "", "甲"), lit=n == 29) for n in range(3, 31)]
    shown = _around(rows)
    assert shown[0] == TextRow(2, ("日期", "金额", "户名"), heading=True)
    assert [r.number for r in shown if r.lit] == [29]
    assert len(shown) < len(rows)
