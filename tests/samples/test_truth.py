from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from docaudit.documents import DOCUMENTS
from docaudit.records.amounts import parse_words
from docaudit.records.identifiers import credit_code_valid

SAMPLES = Path(__file__).parents[2] / "samples"
MAKE = SAMPLES / "make"
NAMES = ("clean", "misuse", "scan")
TRUTHS = {name: json.loads((SAMPLES / "truth" / f"{name}.json").read_text("utf-8")) for name in NAMES}
EACH = pytest.mark.parametrize("name", NAMES)


def documents(name: str, doc_type: str) -> Iterator[dict[str, Any]]:
    return (d for d in TRUTHS[name]["documents"] if d["doc_type"] == doc_type)


def total(values: list[str | None]) -> Decimal:
    return sum((Decimal(v) for v in values if v is not None), Decimal(0))


@EACH
def test_every_paper_of_the_truth_lies_in_the_sample_and_every_file_is_in_the_truth(name: str) -> None:
    told = {d["source"] for d in TRUTHS[name]["documents"]}
    there = {p.relative_to(SAMPLES / name).as_posix() for p in (SAMPLES / name).rglob("*") if p.is_file()}
    assert told == there - {"case.yaml"}


@EACH
def test_documents_are_of_known_types_and_hold_every_field_of_their_type(name: str) -> None:
    for document in TRUTHS[name]["documents"]:
        assert document["doc_type"] in DOCUMENTS
        assert document["fields"], document["source"]
        assert any(v not in (None, []) for v in document["fields"].values()), document["source"]


@EACH
def test_boxes_lie_within_the_page_and_on_pages_of_their_document(name: str) -> None:
    for document in TRUTHS[name]["documents"]:
        for path, mark in document["boxes"].items():
            if "row" in mark:
                assert mark["row"] >= 1
                continue
            x0, y0, x1, y1 = mark["box"]
            assert 0 <= x0 < x1 <= 1, (document["source"], path)
            assert 0 <= y0 < y1 <= 1, (document["source"], path)
            assert mark["page"] in document["pages"], (document["source"], path)


@EACH
def test_balances_of_statements_follow_from_their_amounts(name: str) -> None:
    for document in documents(name, "bank_statement"):
        fields = document["fields"]
        rows = fields["transactions"]
        assert rows
        assert [r["time"] for r in rows] == sorted(r["time"] for r in rows)
        for before, row in pairwise(rows):
            assert Decimal(before["balance"]) + Decimal(row["amount"]) == Decimal(row["balance"])
        if fields["opening_balance"] is not None:
            first = rows[0]
            assert Decimal(fields["opening_balance"]) + Decimal(first["amount"]) == Decimal(first["balance"])
            assert fields["closing_balance"] == rows[-1]["balance"]


@EACH
def test_invoices_add_up_unless_it_was_planted_that_they_do_not(name: str) -> None:
    planted = {e["file"] for f in TRUTHS[name]["findings"] if f["check"] == "invoice.arithmetic" for e in f["evidence"]}
    for document in documents(name, "vat_invoice"):
        fields = document["fields"]
        assert total([i["amount"] for i in fields["items"]]) == Decimal(fields["amount"])
        assert total([i["tax"] for i in fields["items"]]) == Decimal(fields["tax"])
        right = Decimal(fields["amount"]) + Decimal(fields["tax"]) == Decimal(fields["total"])
        assert right is (document["source"] not in planted)
        words = parse_words(fields["total_in_words"])
        assert words is not None
        assert str(words) == fields["total"]
        assert credit_code_valid(fields["buyer_tax_id"])
        assert credit_code_valid(fields["seller_tax_id"])


@EACH
def test_contracts_say_the_same_in_words_and_figures_unless_planted(name: str) -> None:
    planted = {
        e["file"] for f in TRUTHS[name]["findings"] if f["check"] == "contract.amount_in_words" for e in f["evidence"]
    }
    for kind in ("trade_contract", "loan_contract"):
        for document in documents(name, kind):
            words = parse_words(document["fields"]["amount_in_words"])
            assert words is not None
            assert (str(words) == document["fields"]["amount"]) is (document["source"] not in planted)


@EACH
def test_the_repayment_plan_repays_the_loan_and_the_drawdown_pays_it_out(name: str) -> None:
    (contract,) = documents(name, "loan_contract")
    fields = contract["fields"]
    assert total([r["principal"] for r in fields["repayment_schedule"]]) == Decimal(fields["amount"])
    assert fields["obligations"]
    for drawdown in documents(name, "drawdown_application"):
        assert total([p["amount"] for p in drawdown["fields"]["payees"]]) == Decimal(fields["amount"])
    for receipt in documents(name, "loan_receipt"):
        assert receipt["fields"]["amount"] == fields["amount"]
        assert receipt["fields"]["contract_number"] == fields["contract_number"]


@EACH
def test_balance_sheets_balance_unless_planted(name: str) -> None:
    planted = {
        e["file"] for f in TRUTHS[name]["findings"] if f["check"] == "financials.unbalanced" for e in f["evidence"]
    }
    sheets = list(documents(name, "balance_sheet"))
    assert len(sheets) == 2
    for sheet in sheets:
        lines = {i["name"]: i for i in sheet["fields"]["items"] if i["name"]}
        for column in ("current", "prior"):
            sides = [lines[n][column] for n in ("total_assets", "total_liabilities", "total_equity")]
            gap = Decimal(sides[0]) - Decimal(sides[1]) - Decimal(sides[2])
            assert bool(gap) is (sheet["source"] in planted and column == "current")


@EACH
def test_the_cash_of_the_sheets_is_what_the_statements_hold(name: str) -> None:
    for sheet in documents(name, "balance_sheet"):
        day = sheet["fields"]["period_end"]
        cash = next(i for i in sheet["fields"]["items"] if i["name"] == "cash")
        held = Decimal(0)
        for statement in documents(name, "bank_statement"):
            held += Decimal([r["balance"] for r in statement["fields"]["transactions"] if r["time"][:10] <= day][-1])
        assert held == Decimal(cash["current"])


@EACH
def test_the_uses_of_a_loan_add_up_to_it_and_lie_within_their_bounds(name: str) -> None:
    for loan in TRUTHS[name]["trace"]:
        assert total([u["amount"] for u in loan["uses"]]) == Decimal(loan["disbursed"])
        for use in loan["uses"]:
            assert Decimal(use["min"]) <= Decimal(use["amount"]) <= Decimal(use["max"]), use


@EACH
def test_slips_repeat_rows_of_the_statements(name: str) -> None:
    rows = {
        (r["time"][:10], r["amount"], r["counterparty_name"])
        for statement in documents(name, "bank_statement")
        for r in statement["fields"]["transactions"]
    }
    slips = list(documents(name, "transfer_slip"))
    assert slips
    for slip in slips:
        fields = slip["fields"]
        assert (fields["date"], f"-{fields['amount']}", fields["payee_name"]) in rows


def test_the_clean_case_has_nothing_to_find_and_the_others_have() -> None:
    assert TRUTHS["clean"]["findings"] == []
    assert {f["check"] for f in TRUTHS["misuse"]["findings"]} == {
        "use.prohibited_payee",
        "use.round_trip",
        "use.structuring",
        "use.cash_withdrawal",
        "invoice.duplicate",
        "invoice.buyer_mismatch",
        "invoice.arithmetic",
        "contract.amount_in_words",
        "evidence.uncovered_payment",
        "financials.unbalanced",
    }
    assert len(TRUTHS["scan"]["findings"]) == 3


def test_evidence_of_findings_names_files_of_the_sample() -> None:
    for name, truth in TRUTHS.items():
        for finding in [*truth["findings"], *truth.get("allowed", [])]:
            assert finding["evidence"]
            for evidence in finding["evidence"]:
                assert (SAMPLES / name / evidence["file"]).is_file()
                assert "row" in evidence or "box" in evidence


def test_the_scan_is_one_file_of_thirty_to_sixty_pages_with_blank_backs_and_two_pages_turned() -> None:
    truth = TRUTHS["scan"]
    last = max(p for d in truth["documents"] for p in d["pages"])
    assert 30 <= last <= 60
    assert len(truth["turned_pages"]) == 2
    assert truth["blank_pages"]
    assert not {p for d in truth["documents"] for p in d["pages"]} & set(truth["blank_pages"])


def test_all_samples_together_stay_under_forty_megabytes() -> None:
    assert sum(p.stat().st_size for p in SAMPLES.rglob("*") if p.is_file()) < 40_000_000


@pytest.fixture
def _generator(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("reportlab", reason="the extra `samples` is not installed")
    monkeypatch.syspath_prepend(str(MAKE))
    import paper

    if paper.fonts_missing():
        pytest.skip("the fonts of the samples are not installed")


@pytest.mark.usefixtures("_generator")
def test_drawing_a_paper_again_gives_the_same_bytes(tmp_path: Path) -> None:
    import clean
    import forms_loan
    import paper

    name = "02担保资料/保证合同.pdf"
    made = paper.Paper(tmp_path / "保证合同.pdf", source=name)
    forms_loan.guarantee(made, clean.LOAN)
    made.save()
    told = next(d for d in TRUTHS["clean"]["documents"] if d["source"] == name)
    assert made.records[0].to_json() == told
    again, kept = (hashlib.sha256(p.read_bytes()).hexdigest() for p in (made.file, SAMPLES / "clean" / name))
    assert again == kept


@pytest.mark.usefixtures("_generator")
def test_the_books_are_the_same_on_every_run(tmp_path: Path) -> None:
    import clean
    import forms_bank

    books, _ = clean.tell()
    name = "06银行流水/工行历史明细.csv"
    forms_bank.csv_statement(tmp_path / "a.csv", name, books.accounts["C"], clean.FIRST, clean.LAST)
    assert (tmp_path / "a.csv").read_bytes() == (SAMPLES / "clean" / name).read_bytes()
    assert "paper" in sys.modules


@pytest.mark.parametrize("name", ["clean", "misuse"])
def test_the_text_inside_a_box_of_the_truth_is_the_value(name: str) -> None:
    import pypdfium2 as pdfium

    exact = {"invoice_number", "buyer_name", "seller_tax_id", "payee_name", "payee_account", "credit_code", "entity"}
    seen = 0
    for document in TRUTHS[name]["documents"]:
        if not document["source"].endswith(".pdf"):
            continue
        with pdfium.PdfDocument(SAMPLES / name / document["source"]) as pdf:
            for path in exact & set(document["boxes"]):
                mark = document["boxes"][path]
                page = pdf[mark["page"] - 1]
                wide, high = page.get_size()
                x0, y0, x1, y1 = mark["box"]
                text = page.get_textpage().get_text_bounded(
                    x0 * wide - 1, high - y1 * high, x1 * wide + 1, high - y0 * high
                )
                assert text.replace("\r\n", "").strip() == document["fields"][path], (document["source"], path)
                seen += 1
    assert seen > 20
