# ruff: noqa: E501
from __future__ import annotations

import copy
import io
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from docaudit.reporting import basis_text, prove_statements, working_paper

FIXTURE = Path(__file__).parents[1] / "web" / "fixture" / "misuse.json"


@pytest.fixture
def audit() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(FIXTURE.read_text("utf-8"))
    return loaded


def opened(raw: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(raw))


def test_the_paper_has_its_sheets_with_frozen_headings(audit: dict[str, Any]) -> None:
    book = opened(working_paper(audit))
    assert book.sheetnames == ["概要", "发现", "资金去向", "发票勾稽", "资料清单", "缺失清单", "流水核对"]
    for name in book.sheetnames[1:]:
        assert book[name].freeze_panes == "B2"
        assert book[name].print_title_rows == "$1:$1"
    assert book["发现"].max_row == 6


def test_amounts_are_numbers_to_the_fen(audit: dict[str, Any]) -> None:
    audit["trace"][0]["payments"][1]["loan_amount"] = "123456789.01"
    sheet = opened(working_paper(audit))["资金去向"]
    row = [c.value for c in sheet[3]]
    assert row[2] == "华信证券股份有限公司"
    assert row[4:8] == [800000, 123456789.01, 650000, 800000]
    assert "#,##0.00" in sheet["E3"].number_format


def test_each_invoice_says_what_it_proves_and_what_is_left_of_it(audit: dict[str, Any]) -> None:
    payments = audit["trace"][0]["payments"]
    payments[0]["covered_by"] = [{"document": "D4", "amount": "3000000.00"}]
    payments[1]["covered_by"] = [{"document": "D4", "amount": "20000.01"}]
    sheet = opened(working_paper(audit))["发票勾稽"]
    first, second = ([c.value for c in row] for row in sheet.iter_rows(min_row=2))
    assert first[1:7] == ["24312000000012345678", "2024-03-05", "宁海远洋板材有限公司", 3420000, 3020000.01, 399999.99]
    assert first[7].splitlines() == [
        "3,000,000.00 2024-03-04 宁海远洋板材有限公司 2024年云陵流贷字333号",
        "20,000.01 2024-03-05 华信证券股份有限公司 2024年云陵流贷字333号",
    ]
    # The second is a copy of the first.
    assert second[4:8] == [3420000, 0, None, None]


def test_the_money_bar_stands_in_the_summary(audit: dict[str, Any]) -> None:
    sheet = opened(working_paper(audit))["概要"]
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    assert ["2024年云陵流贷字333号", 5000000, 3420000, 100000, 1400000, 1150000, 1400000, 80000] in rows


def test_text_from_documents_never_becomes_a_formula(audit: dict[str, Any]) -> None:
    hostile = ['=HYPERLINK("http://evil.example")', "+1+1", "-2", "@SUM(A1)", "\t=1", "http://evil.example", "0012"]
    for i, text in enumerate(hostile):
        payment = copy.deepcopy(audit["trace"][0]["payments"][0]) | {"payee": text, "payee_account": text}
        audit["trace"][0]["payments"].append(payment)
        audit["findings"][0]["evidence"].append({"document": "D3", "source": text, "row": i, "text": text})
        audit["documents"][0]["warnings"].append(text)
    audit["case"] = audit["borrower"] = hostile[0]
    book = opened(working_paper(audit))
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row]
    assert not [c for c in cells if c.data_type == "f"]
    assert not [c for c in cells if c.hyperlink]
    payees = [row[2].value for row in book["资金去向"].iter_rows(min_row=6)]
    assert [p for p in payees if p] == hostile


def test_control_characters_do_not_break_the_file(audit: dict[str, Any]) -> None:
    audit["findings"][0]["title"] = "坏\x00字\x0b符"
    assert opened(working_paper(audit))["发现"]["C2"].value == "坏字符"


@pytest.mark.parametrize(
    ("regulation", "article", "text"),
    [
        ("《流动资金贷款管理办法》", "9", "《流动资金贷款管理办法》第9条"),
        ("《流动资金贷款管理办法》", "第二十三条", "《流动资金贷款管理办法》第二十三条"),
        ("《流动资金贷款管理办法》", None, "《流动资金贷款管理办法》（条款未确认）"),
        ("借款合同约定", None, "借款合同约定"),
    ],
)
def test_a_rule_is_cited_as_people_cite_it(regulation: str, article: str | None, text: str) -> None:
    assert basis_text({"regulation": regulation, "article": article}) == text


def test_two_runs_give_the_same_bytes(audit: dict[str, Any]) -> None:
    assert working_paper(audit) == working_paper(copy.deepcopy(audit))


def test_decisions_and_the_trail_head_are_printed(audit: dict[str, Any]) -> None:
    book = opened(working_paper(audit, decisions={audit["findings"][1]["key"]: "排除"}, trail_head="17 abc"))
    assert book["发现"]["L3"].value == "排除"
    assert "17 abc" in [c.value for row in book["概要"].iter_rows() for c in row]


def test_an_empty_case_still_gives_a_paper() -> None:
    book = opened(working_paper({"case": "空", "borrower": None, "as_of": "2024-01-01"}))
    assert "未能识读" in [c.value for row in book["概要"].iter_rows() for c in row]


def test_the_balance_chain_is_proved_in_either_order(audit: dict[str, Any]) -> None:
    proof = prove_statements(audit)[0]
    assert (proof.rows, proof.checked, proof.breaks) == (6, 5, ())
    assert (proof.in_fen, proof.out_fen) == (560_000_000, 492_000_000)
    audit["documents"][2]["fields"]["transactions"].reverse()
    assert prove_statements(audit)[0].breaks == ()


def test_a_break_and_an_unread_amount_are_named(audit: dict[str, Any]) -> None:
    rows = audit["documents"][2]["fields"]["transactions"]
    rows[2]["balance"]["value"] = "792000.01"
    rows[5]["amount"]["value"] = None
    proof = prove_statements(audit)[0]
    assert proof.breaks == (3, 4)
    assert proof.unread == 1
    assert proof.gap_fen is None


ANALYSIS: dict[str, Any] = {
    "entity": "云陵市嘉柏钢铁有限公司",
    "industry": "行业协会",
    "periods": [
        {
            "start": "2025-01-01",
            "end": "2025-12-31",
            "ratios": [
                {
                    "name": "gross_margin", "group": "margin", "unit": "percent", "value": "0.15", "prior": "0.2", "industry": "0.18",
                    "figures": [
                        {"name": "cost_of_sales", "amount": "850.00", "start": "2025-01-01", "end": "2025-12-31", "document": "D1", "source": "利润表.xlsx", "page": None, "box": None, "sheet": "利润表", "row": 6, "text": "营业成本"},
                        {"name": "revenue", "amount": "1000.00", "start": "2025-01-01", "end": "2025-12-31", "document": "D1", "source": "利润表.xlsx", "page": None, "box": None, "sheet": "利润表", "row": 5, "text": "营业收入"},
                    ],
                },
                {"name": "net_profit", "group": "margin", "unit": "yuan", "value": "-12.5", "prior": None, "industry": None, "figures": []},
            ],
        }
    ],
    "summary": [{"zh": "毛利率15.0%。", "en": "Gross margin is 15.0%.", "places": []}],
}  # fmt: skip


def test_the_business_analysis_has_a_sheet_with_the_place_of_each_figure(audit: dict[str, Any]) -> None:
    book = opened(working_paper(audit, analysis=ANALYSIS))
    sheet = book["财务分析"]
    assert sheet["A2"].value == "毛利率15.0%。"
    margin, profit = ([c.value for c in row] for row in sheet.iter_rows(min_row=6, max_row=7))
    assert margin[:4] == ["2025-01-01 至 2025-12-31", "盈利", "毛利率", 0.15]
    assert [round(v, 6) for v in margin[4:7]] == [0.2, -0.05, 0.18]
    assert margin[7].splitlines()[0] == "营业成本 850.00（2025-12-31；利润表.xlsx 工作表“利润表” 第6行）"
    assert profit[2:5] == ["净利润", -12.5, None]
    assert "财务分析" not in opened(working_paper(audit, analysis={"periods": []})).sheetnames
