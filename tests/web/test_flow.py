from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from flask import Flask

from docaudit.reporting import flow_picture, node_words, payee_key
from docaudit_web.findings import sentences
from docaudit_web.flow import payee_words, sankey
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


def test_a_row_without_payee_is_named_in_the_readers_language(app: Flask, small_payees: dict[str, Any]) -> None:
    keys = [payee_key(small_payees, p) for p in small_payees["trace"][0]["payments"]]
    with app.test_request_context():
        words = [payee_words(key) for key in keys]
    assert words[:2] == ["大额钢铁有限公司", "现金支取"]
    assert words[-1] == "未列收款人（手续费）"


def test_the_desk_draws_what_the_offline_page_draws(app: Flask, small_payees: dict[str, Any]) -> None:
    with app.test_request_context():
        shown = sankey(small_payees, 1)
    picture = flow_picture(small_payees)
    assert [node["name"] for node in shown["nodes"]] == [node.name for node in picture.nodes]
    assert [node["label"] for node in shown["nodes"]] == [node_words(small_payees, node) for node in picture.nodes]
    assert [round(100 * link["value"]) for link in shown["links"]] == [link.span.amount_fen for link in picture.links]


def test_each_node_leads_to_its_payments(app: Flask, small_payees: dict[str, Any]) -> None:
    with app.test_request_context():
        links = {node["label"]: unquote(node["href"]) for node in sankey(small_payees, 1)["nodes"]}
    assert links["L1"] == "/cases/1/flow"
    assert links["D1"] == "/cases/1/flow?account=D1"
    assert links["提取现金"] == "/cases/1/flow?use=cash"
    assert links["现金支取"] == "/cases/1/flow?payee=~cash"
    assert links["其他 4 个收款人"] == "/cases/1/flow?others=unproved"


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
