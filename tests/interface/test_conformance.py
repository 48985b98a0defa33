from __future__ import annotations

import copy
import functools
import hashlib
import io
import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import interface_schema as schema
import pytest

from docaudit import audit_case, extract_file
from docaudit.documents import DOCUMENTS
from docaudit.records.labels import Owner, Use

SAMPLES = Path(__file__).parents[2] / "samples"
STATEMENT = """账户交易明细
户名：试验机械有限公司,账号：6222020200012345678,币种：人民币
交易日期,借方发生额,贷方发生额,余额,对方户名,对方账号,摘要
2026-01-05,,"1,000,000.00","1,100,000.00",某某银行,,贷款发放
2026-01-06,"400,000.00",,"700,000.00",南方钢材有限公司,6217000000000000017,货款
2026-01-07,"100,000.00",,"600,000.00",长江证券股份有限公司,6217000000000000025,银证转账
"""
CONTRACT = """流动资金借款合同
合同编号：试借2026001号
借款人：试验机械有限公司
贷款人：某某银行股份有限公司
第一条 借款金额：人民币（大写）壹佰万元整（小写）1,000,000.00元
第二条 借款用途：采购钢材
第三条 借款期限：自2026年1月5日起至2027年1月4日止
"""


@functools.cache
def audited(name: str) -> dict[str, Any]:
    return audit_case(SAMPLES / name, ocr_engine="off").to_json()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    case = tmp_path_factory.mktemp("interface") / "C001.2026"
    (case / "流水").mkdir(parents=True)
    (case / "流水" / "明细.csv").write_text(STATEMENT, "gb18030")
    (case / "合同.txt").write_text(CONTRACT, "utf-8")
    (case / "空.pdf").write_bytes(b"")
    (case / "case.yaml").write_text("as_of: 2026-03-31\n", "utf-8")
    return case


@pytest.fixture(scope="module")
def archive(folder: Path) -> Path:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as out:
        out.write(folder / "流水" / "明细.csv", "明细.csv")
    path = folder.parent / "卷宗.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as out:
        out.write(folder / "合同.txt", "甲\\合同.txt")
        out.writestr("内层.zip", inner.getvalue())
    return path


@pytest.mark.parametrize("name", ["clean", "misuse"])
def test_the_samples_are_printed_in_the_forms_of_the_interface(name: str) -> None:
    result = json.loads(json.dumps(audited(name)))
    schema.case(result)
    assert result["case"] == name
    assert result["trace"][0]["payments"], "nothing was checked"
    assert sum(len(d["fields"].get("obligations", ())) for d in result["documents"]) > 5


def test_a_small_case_is_printed_in_the_forms_of_the_interface(folder: Path) -> None:
    result = audit_case(folder).to_json()
    schema.case(result)
    assert (result["case"], result["as_of"]) == ("C001.2026", "2026-03-31")
    assert result["loans"] == ["试借2026001号"]


def test_extract_names_each_source_by_its_path_in_the_folder(folder: Path) -> None:
    lines = [d.to_json() for d in extract_file(folder)]
    schema.documents(lines)
    assert [line["source"] for line in lines] == ["合同.txt", "流水/明细.csv", "空.pdf"]
    assert [line["id"] for line in lines] == ["D1", "D2", "D3"]
    unread = lines[-1]
    assert (unread["doc_type"], unread["pages"], unread["fields"]) == (None, [], {})
    assert unread["warnings"]


def test_a_file_given_alone_is_named_by_its_name(folder: Path) -> None:
    [line] = [d.to_json() for d in extract_file(folder / "流水" / "明细.csv")]
    assert line["source"] == "明细.csv"
    assert line["sha256"] == hashlib.sha256((folder / "流水" / "明细.csv").read_bytes()).hexdigest()
    rows = line["fields"]["transactions"]  # type: ignore[index]
    assert [r["amount"]["value"] for r in rows] == ["1000000.00", "-400000.00", "-100000.00"]
    assert [(r["amount"]["row"], r["amount"]["sheet"]) for r in rows] == [(4, None), (5, None), (6, None)]


def test_members_of_archives_are_named_with_marks_and_slashes(archive: Path, folder: Path) -> None:
    lines = [d.to_json() for d in extract_file(archive)]
    schema.documents(lines)
    assert {line["source"] for line in lines} == {"卷宗.zip!/甲/合同.txt", "卷宗.zip!/内层.zip!/明细.csv"}
    member = next(line for line in lines if str(line["source"]).endswith("明细.csv"))
    assert member["sha256"] == hashlib.sha256((folder / "流水" / "明细.csv").read_bytes()).hexdigest()


def test_a_case_is_named_by_its_folder_or_by_its_file_without_suffix(
    archive: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert audit_case(archive).to_json()["case"] == "卷宗"
    assert audit_case(folder / "流水" / "明细.csv").to_json()["case"] == "明细"
    monkeypatch.chdir(folder / "流水")
    assert audit_case(".").to_json()["case"] == "流水"
    assert audit_case("..").to_json()["case"] == "C001.2026"


def test_findings_keep_their_keys_over_runs_and_places(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "moved"
    shutil.copytree(folder, elsewhere)
    keys = [[f["key"] for f in audit_case(path).to_json()["findings"]] for path in (folder, folder, elsewhere)]  # type: ignore[attr-defined]
    assert keys[0]
    assert keys[0] == keys[1] == keys[2]


FACTS: dict[str, tuple[str, Callable[[dict[str, Any]], object], object]] = {
    "borrower": ("borrower: 另一公司\n", lambda r: r["borrower"], "另一公司"),
    "as_of": ("as_of: 2026-02-01\n", lambda r: r["as_of"], "2026-02-01"),
    "loan number": ("loans: [{contract_number: 甲字9号}]\n", lambda r: "甲字9号" in r["loans"], True),
}


@pytest.mark.parametrize("name", FACTS)
def test_what_case_yaml_states_overrides_what_was_read(folder: Path, tmp_path: Path, name: str) -> None:
    text, shown, wanted = FACTS[name]
    case = tmp_path / "case"
    shutil.copytree(folder, case)
    (case / "case.yaml").write_text(text, "utf-8")
    result = audit_case(case).to_json()
    schema.case(result)
    assert shown(result) == wanted


def test_each_key_of_case_yaml_reaches_the_case(folder: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    shutil.copytree(folder, case)
    (case / "case.yaml").write_text(
        """
borrower: 另一公司
lender: 另一银行
as_of: 2026-02-01
loans:
  - {contract_number: 试借2026001号, amount: 900000, start_date: 2026-01-02, end_date: 2026-12-31,
     purpose: 装修厂房, entrusted_threshold: 300000}
accounts: [{number: 6217000000000000017, name: 南方钢材有限公司, owner: related}]
related_parties: [{name: 南方钢材有限公司, relation: 股东控制}]
""",
        "utf-8",
    )
    file = audit_case(case).file
    [loan] = file.loans
    assert (loan.borrower, loan.lender, loan.purpose) == ("另一公司", "另一银行", "装修厂房")
    assert (loan.principal_fen, loan.entrusted_threshold_fen) == (90_000_000, 30_000_000)
    assert (str(loan.start_date), str(loan.end_date)) == ("2026-01-02", "2026-12-31")
    assert "另一银行" in file.parties.lender_names
    assert file.parties.accounts["6217000000000000017"] == ("南方钢材有限公司", Owner.RELATED)
    assert any("南方钢材" in name for name in file.parties.related)


def test_the_types_the_interface_names_are_those_that_are_declared() -> None:
    assert set(DOCUMENTS.names()) == schema.PAPERS
    assert {str(u) for u in Use} == schema.USES


Spoil = Callable[[dict[str, Any]], object]
SPOILS: dict[str, Spoil] = {
    "a float for an amount": lambda d: d["fields"]["total"].update(value=1.5),
    "a missing field": lambda d: d["fields"].pop("check_code"),
    "a field that does not exist": lambda d: d["fields"].update(colour={}),
    "a box beyond the page": lambda d: d["fields"]["total"].update(box=[0, 0, 1.2, 1]),
    "a date as printed": lambda d: d["fields"]["issue_date"].update(value="2026年1月5日"),
    "confidence without a value": lambda d: d["fields"]["total"].update(value=None),
    "a page of another document": lambda d: d["fields"]["total"].update(page=99),
    "an unknown kind": lambda d: d["fields"]["invoice_kind"].update(value="nice"),
}


@pytest.mark.parametrize("name", SPOILS)
def test_the_check_itself_refuses(name: str) -> None:
    line = next(d for d in audited("clean")["documents"] if d["doc_type"] == "vat_invoice")
    schema.document(line)
    spoilt = copy.deepcopy(line)
    SPOILS[name](spoilt)
    with pytest.raises(AssertionError):
        schema.document(spoilt)
