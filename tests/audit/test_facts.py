from __future__ import annotations

import datetime as dt
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.audit import load_facts
from docaudit.audit.facts import MAX_BYTES, parse_facts
from docaudit.errors import InputError
from docaudit.records.case import CaseFacts, LoanFacts
from docaudit.records.money import Money

WHOLE = """
borrower: 甲公司
lender: 乙银行
as_of: 2026-06-30
loans:
  - {contract_number: 0012026, amount: "5,000,000.10", start_date: 2026-01-05, end_date: '2027-01-04',
     purpose: 采购, entrusted_threshold: 1000000}
accounts:
  - {number: 0622202020001234567, name: 甲公司, owner: borrower}
  - {number: "8888"}
related_parties:
  - {name: 丙公司, relation: 股东}
  - {name: 丁公司}
"""
FACTS = CaseFacts(
    borrower="甲公司",
    lender="乙银行",
    as_of=dt.date(2026, 6, 30),
    loans=(
        LoanFacts(
            contract_number="0012026",
            amount_fen=500_000_010,
            start_date=dt.date(2026, 1, 5),
            end_date=dt.date(2027, 1, 4),
            purpose="采购",
            entrusted_threshold_fen=100_000_000,
        ),
    ),
    accounts=(("0622202020001234567", "甲公司", "borrower"), ("8888", None, "borrower")),
    related_parties=(("丙公司", "股东"), ("丁公司", "关联方")),
)


def stated(folder: Path, text: str | bytes) -> CaseFacts:
    (folder / "case.yaml").write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_facts(folder)


def refused(folder: Path, text: str | bytes) -> str:
    with pytest.raises(InputError) as error:
        stated(folder, text)
    message = str(error.value)
    assert "case.yaml" in message
    assert "\n" not in message
    assert len(message) < 300
    return message


def test_every_key_is_read_and_no_digit_is_lost(tmp_path: Path) -> None:
    assert stated(tmp_path, WHOLE) == FACTS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_every_encoding_that_editors_save_is_read(tmp_path: Path, encoding: str) -> None:
    assert stated(tmp_path, WHOLE.encode(encoding)) == FACTS


@pytest.mark.parametrize("text", ["", "# nothing\n", "null", "borrower:\nloans:\nas_of:\n", "borrower: '  '", "{}"])
def test_what_is_not_stated_is_none(tmp_path: Path, text: str) -> None:
    assert stated(tmp_path, text) == CaseFacts()


def test_a_folder_without_facts_has_none(tmp_path: Path) -> None:
    assert load_facts(tmp_path) == CaseFacts()
    assert load_facts(tmp_path / "nowhere") == CaseFacts()


def test_the_day_of_a_sample_and_the_industry_are_read(tmp_path: Path) -> None:
    text = "sample_check: 2026-01-31\nindustry: {source: 行业协会, gross_margin: 21%, current_ratio: 1.3}"
    facts = stated(tmp_path, text)
    assert facts.sample_check == dt.date(2026, 1, 31)
    assert dict(facts.industry) == {"gross_margin": Decimal("0.21"), "current_ratio": Decimal("1.3")}
    assert facts.industry_source == "行业协会"


BAD = {
    "an unknown key": ("borower: x", "borower"),
    "an unknown key of a loan": ("loans: [{sum: 1}]", "loans[0]"),
    "a list at the top": ("- a", "mapping"),
    "a text at the top": ("hello", "mapping"),
    "a mapping for loans": ("loans: {a: b}", "lists"),
    "broken YAML": ("a: [", "not valid YAML"),
    "a tab": ("\tborrower: x", "not valid YAML"),
    "two documents": ("borrower: a\n---\nborrower: b", "not valid YAML"),
    "a key twice": ("borrower: a\nborrower: b", "borrower is stated twice"),
    "code": ("borrower: !!python/object/apply:os.system [ls]", "not valid YAML"),
    "a list as a key": ("? [a, b]\n: x", "not valid YAML"),
    "no such day": ("as_of: 2026-13-45", "as_of"),
    "a time": ("as_of: 2026-06-30 10:00:00", "as_of"),
    "a day beyond the calendar": ("as_of: 9999-12-31", "as_of"),
    "a day before it": ("as_of: 0001-01-01", "as_of"),
    "an amount in words": ("loans: [{amount: 五百万}]", "loans[0].amount"),
    "an amount below zero": ("loans: [{amount: -1}]", "loans[0].amount"),
    "an amount below a fen": ("loans: [{amount: 0.001}]", "loans[0].amount"),
    "an infinite amount": ("loans: [{amount: .inf}]", "loans[0].amount"),
    "not a number": ("loans: [{amount: nan}]", "loans[0].amount"),
    "a huge amount": ("loans: [{amount: 1e999999999}]", "loans[0].amount"),
    "a long amount": (f"loans: [{{amount: {'9' * 400}}}]", "loans[0].amount"),
    "one number for two loans": ("loans: [{contract_number: X}, {contract_number: X}]", "X is stated twice"),
    "an account without a number": ("accounts: [{name: x}]", "accounts[0]"),
    "an unknown owner": ("accounts: [{number: '1', owner: bank}]", "owner is one of"),
    "a party without a name": ("related_parties: [{relation: x}]", "related_parties[0]"),
    "a list for a name": ("borrower: [a]", "borrower"),
    "a ratio that there is none of": ("industry: {luck: 0.2}", "luck"),
    "a ratio in words": ("industry: {gross_margin: 两成}", "industry.gross_margin"),
    "a ratio without end": ("industry: {gross_margin: 1e99}", "industry.gross_margin"),
    "no day of a sample": ("sample_check: soon", "sample_check"),
    "a loan that holds itself": ("loans: &a [*a]", "loans[0]"),
    "lists without end": ("loans: " + "[" * 5000 + "]" * 5000, "nested too deep"),
    "more than a statement": ("# " + "x" * MAX_BYTES, "longer than"),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_not_understood_is_named_in_one_short_line(tmp_path: Path, name: str) -> None:
    text, named = BAD[name]
    assert named in refused(tmp_path, text)


@pytest.mark.parametrize("key", ["borrower", "as_of", "loans", "accounts"])
def test_aliases_that_would_fill_the_memory_are_never_spelt_out(tmp_path: Path, key: str) -> None:
    levels = ["&l0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"&l{n} [{', '.join([f'*l{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert refused(tmp_path, f"{key}: [{', '.join(levels)}]")
    amount = f"loans: [{{amount: [{', '.join(levels)}]}}]"
    assert "loans[0].amount" in refused(tmp_path, amount)


def test_a_folder_or_a_link_in_the_place_of_the_facts_is_refused(tmp_path: Path) -> None:
    (tmp_path / "case.yaml").mkdir()
    with pytest.raises(InputError, match="plain file"):
        load_facts(tmp_path)
    (tmp_path / "case.yaml").rmdir()
    (tmp_path / "elsewhere.yaml").write_text("borrower: x", "utf-8")
    (tmp_path / "case.yaml").symlink_to(tmp_path / "elsewhere.yaml")
    with pytest.raises(InputError, match="link"):
        load_facts(tmp_path)


def test_facts_that_cannot_be_opened_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "case.yaml").write_text("borrower: x", "utf-8")

    def closed(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", closed)
    with pytest.raises(InputError, match="Permission denied"):
        load_facts(tmp_path)


def zipped(folder: Path, *members: tuple[str, str]) -> Path:
    path = folder / "case.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members:
            archive.writestr(name, text)
    return path


@pytest.mark.parametrize("name", ["case.yaml", "卷宗/case.yaml"])
def test_facts_are_found_at_the_top_of_an_archive_or_in_its_sole_folder(tmp_path: Path, name: str) -> None:
    paper = f"{Path(name).parent}/a.csv" if "/" in name else "a.csv"
    assert load_facts(zipped(tmp_path, (paper, "x"), (name, WHOLE), ("__MACOSX/._a", ""))) == FACTS


@pytest.mark.parametrize("names", [("甲/case.yaml", "乙/a.csv"), ("a/b/case.yaml",), ("case.yaml/a.csv",)])
def test_facts_that_lie_deeper_are_those_of_another_case(tmp_path: Path, names: tuple[str, ...]) -> None:
    assert load_facts(zipped(tmp_path, *((name, WHOLE) for name in names))) == CaseFacts()


def test_an_oversized_statement_in_an_archive_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="longer than"):
        load_facts(zipped(tmp_path, ("case.yaml", "#" * (MAX_BYTES + 1))))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04nothing", b"PK\x05\x06" + bytes(18), b"%PDF-1.4"])
def test_an_archive_that_is_none_has_no_facts(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "case.zip"
    path.write_bytes(content)
    assert load_facts(path) == CaseFacts()


@given(fen=st.integers(0, 10**16))
def test_every_amount_as_printed_reads_back_to_the_fen(fen: int) -> None:
    [loan] = parse_facts({"loans": [{"amount": str(Money(fen))}]}, "case.yaml").loans
    assert loan.amount_fen == fen


@given(value=st.recursive(st.none() | st.text() | st.integers() | st.floats() | st.booleans(), st.lists, max_leaves=5))
def test_any_value_under_any_key_is_read_or_refused(value: object) -> None:
    for content in (
        *({key: value} for key in ("borrower", "lender", "as_of", "loans", "accounts", "related_parties")),
        {"loans": [{"amount": value, "start_date": None}]},
        {"loans": [{"end_date": value}]},
        {"accounts": [{"number": value}]},
    ):
        try:
            facts = parse_facts(content, "case.yaml")
        except InputError:
            continue
        assert isinstance(facts, CaseFacts)
