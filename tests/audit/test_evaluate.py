from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from docaudit.audit.evaluate import Retrieval, evaluate_folder, evaluate_paper
from docaudit.errors import InputError

STATEMENT = """账号：6228480402564890018
户名：苏州青禾机械有限公司
交易日期,借方金额,贷方金额,余额,对方户名,摘要
2026-03-01,,5000000.00,5100000.00,苏州青禾机械有限公司,放款
2026-03-02,800000.00,,4300000.00,无锡钢材有限公司,货款
"""
CONTRACT = """流动资金借款合同
合同编号：苏银借字2026第018号
借款人：苏州青禾机械有限公司
贷款人：苏州样本银行股份有限公司
第一条 借款金额 人民币伍佰万元整（小写：5,000,000.00元）。
第二条 借款用途 本合同项下借款用于采购钢材。
第三条 借款人应在每季度结束后15日内向贷款人报送财务报表。
第四条 在借款存续期间，资产负债率不得高于70%。
"""


def paper(folder: Path, name: str, text: str, truth: dict[str, Any]) -> Path:
    (folder / "truth").mkdir(exist_ok=True)
    (folder / name).write_text(text, "utf-8")
    (folder / "truth" / f"{name}.json").write_text(json.dumps({"file": name, **truth}, ensure_ascii=False), "utf-8")
    return folder / "truth"


def statement_truth(balance: str) -> dict[str, Any]:
    rows = [{"amount": "5000000.00", "balance": "5100000.00"}, {"amount": "-800000.00", "balance": balance}]
    return {"doc_type": "bank_statement", "fields": {"account_number": "6228480402564890018", "transactions": rows}}


def test_fields_of_all_papers_are_counted_together(tmp_path: Path) -> None:
    paper(tmp_path, "a.csv", STATEMENT, statement_truth("4300000.00"))
    truths = paper(tmp_path, "b.csv", STATEMENT, statement_truth("4300001.00"))
    found = evaluate_folder(truths)
    assert found.papers == 2
    assert found.fields.total.exact == 9
    assert found.fields.total.wrong == 1
    assert found.to_json()["share_exact"] == 0.9


def test_an_obligation_is_found_missed_or_invented_by_kind(tmp_path: Path) -> None:
    rows = [
        {"kind": "reporting", "text_has": "每季度结束后15日内"},
        {"kind": "financial_covenant", "text_has": "资产负债率不得高于70%"},
        {"kind": "security", "text_has": "保证人提供担保"},
    ]
    truths = paper(tmp_path, "c.txt", CONTRACT, {"doc_type": "loan_contract", "fields": {"obligations": rows}})
    found = evaluate_folder(truths).obligations
    assert (found["reporting"].found, found["reporting"].missed) == (1, 0)
    assert found["financial_covenant"].found == 1
    assert (found["security"].found, found["security"].missed) == (0, 1)
    assert found["use_of_funds"].invented == 1


def test_party_and_parameters_are_scored_of_the_obligations_that_were_found(tmp_path: Path) -> None:
    rows = [
        {
            "kind": "reporting",
            "text_has": "每季度结束后15日内",
            "party": "borrower",
            "frequency": "monthly",
            "due_days": 15,
        },
        {"kind": "financial_covenant", "text_has": "资产负债率不得高于70%", "metric": "debt_ratio", "threshold": None},
        {"kind": "security", "text_has": "保证人提供担保", "document": "保证合同"},
    ]
    truths = paper(tmp_path, "c.txt", CONTRACT, {"doc_type": "loan_contract", "fields": {"obligations": rows}})
    found = evaluate_folder(truths)
    reporting, covenant = found.parameters["reporting"], found.parameters["financial_covenant"]
    assert (reporting.exact, reporting.wrong) == (2, 1)
    assert (covenant.exact, covenant.wrong) == (1, 1)
    assert "security" not in found.parameters
    assert found.to_json()["parameters"][1] == {  # type: ignore[index]
        "kind": "reporting",
        "exact": 2,
        "null": 0,
        "wrong": 1,
        "share": 0.6667,
    }
    assert "parameters of those found" in found.table()


def test_an_optional_obligation_is_neither_missed_nor_invented(tmp_path: Path) -> None:
    rows = [
        {"kind": "use_of_funds", "text_has": "用于采购钢材", "optional": True},
        {"kind": "consent", "text_has": "经同意", "optional": True},
    ]
    truths = paper(tmp_path, "c.txt", CONTRACT, {"doc_type": "loan_contract", "fields": {"obligations": rows}})
    found = evaluate_folder(truths)
    assert "use_of_funds" not in found.obligations
    assert "consent" not in found.obligations
    assert not [name for _, name in found.fields.by_field if name.startswith("obligations")]


def test_a_paper_that_is_no_contract_misses_all_its_obligations(tmp_path: Path) -> None:
    truth = {"file": "a.csv", "doc_type": "loan_contract", "fields": {"obligations": [{"kind": "account"}]}}
    (tmp_path / "a.csv").write_text(STATEMENT, "utf-8")
    found = evaluate_paper(truth, tmp_path / "a.csv")
    assert found.obligations["account"].missed == 1


def test_findings_are_compared_where_the_truth_lists_them(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "case" / "contract.txt").write_text(CONTRACT, "utf-8")
    planted = {"documents": [], "findings": [{"check": "use.round_trip", "amount": "1.00"}]}
    found = evaluate_paper(planted, tmp_path / "case").findings
    assert (found["use.round_trip"].found, found["use.round_trip"].missed) == (0, 1)


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    assert Retrieval(found=3, missed=1, invented=0).f1 == pytest.approx(6 / 7)
    assert Retrieval().f1 == 1
    assert Retrieval(missed=2, invented=1).f1 == 0


@pytest.mark.parametrize("content", ["[]", "no json", "{}"])
def test_a_file_that_is_no_truth_is_named(tmp_path: Path, content: str) -> None:
    truths = paper(tmp_path, "a.csv", STATEMENT, {})
    (truths / "a.csv.json").write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"a\.csv\.json"):
        evaluate_folder(truths)


def test_a_folder_without_papers_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such folder"):
        evaluate_folder(tmp_path / "absent")
    with pytest.raises(InputError, match="no truth file"):
        evaluate_folder(tmp_path)
