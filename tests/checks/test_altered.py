"""Signs of alteration are hints: light alone, graver together, grave behind a signature, silent on honest files."""

# ruff: noqa: E501
from __future__ import annotations

from dataclasses import replace

import pytest
from check_cases import BORROWER, Account, case, contract, fld, invoice, row, yuan

from docaudit.checks import load_rule_pack, run_checks
from docaudit.documents.bank_statement import BankStatement
from docaudit.records.alteration import Sign, SignKind
from docaudit.records.evidence import Box
from docaudit.records.labels import Severity

pytestmark = pytest.mark.usefixtures("no_check_stops")
PACK = load_rule_pack()
BOX = Box(0.5, 0.5, 0.6, 0.52)
MIXED = Sign(SignKind.MIXED_FONTS, "9,234.56: Arial 9.0, SimSun 9.0", 2, BOX)
PASTED = Sign(SignKind.PASTED, "60x20", 1, BOX)
COVERED = Sign(SignKind.COVERED, "9,234.56", 1, BOX)
FOREIGN = Sign(SignKind.FOREIGN_FONT, "9,234.56: Helvetica / SimSun", 1, BOX)
PATCHED = Sign(SignKind.PATCHED, "9,234.56", 1, BOX)
LAST = Sign(SignKind.WRITTEN_LAST, "9,234.56", 1, BOX)
REVISED = Sign(SignKind.REVISED, "1")
SIGNED = Sign(SignKind.REVISED_AFTER_SIGNING, "900 bytes")


def program(name):
    return Sign(SignKind.PROGRAM, name)


def statement(*signs, **more):
    base = {"id": "S1", "source": "流水.pdf", "sha256": "s", "pages": (1, 2), "account_number": fld("6222000011112222")}
    return BankStatement(**{**base, "signs": signs, **more})


def found(file):
    return [f for f in run_checks(file, PACK) if f.check == "statement.altered_file" and f.severity >= Severity.LOW]


def only(file):
    hits = found(file)
    assert len(hits) == 1, hits
    return hits[0]


EDITOR = program("Adobe Photoshop 24.0 (Windows)")


@pytest.mark.parametrize(
    ("signs", "severity", "confidence"),
    [
        ((MIXED,), Severity.LOW, 0.5),
        ((PASTED,), Severity.LOW, 0.4),
        ((COVERED,), Severity.MEDIUM, 0.6),
        ((COVERED, EDITOR), Severity.HIGH, 0.78),
        ((COVERED, PATCHED), Severity.MEDIUM, 0.6),
        ((FOREIGN,), Severity.MEDIUM, 0.6),
        ((FOREIGN, LAST), Severity.HIGH, 0.76),
        ((PATCHED,), Severity.LOW, 0.5),
        ((PATCHED, LAST), Severity.MEDIUM, 0.7),
        ((LAST,), Severity.LOW, 0.4),
        ((LAST, EDITOR), Severity.MEDIUM, 0.67),
        ((REVISED,), Severity.LOW, 0.4),
        ((EDITOR,), Severity.LOW, 0.45),
        ((program("Wondershare PDFelement 9"),), Severity.LOW, 0.45),
        ((program("WPS 表格 / WPS Office"),), Severity.LOW, 0.3),
        ((program("WPS 表格"), MIXED), Severity.LOW, 0.65),
        ((EDITOR, MIXED), Severity.MEDIUM, 0.73),
        ((EDITOR, MIXED, REVISED), Severity.HIGH, 0.84),
        ((SIGNED,), Severity.HIGH, 0.7),
    ],
    ids=["fonts", "patch", "another number under it", "that and an editor", "its patch is no further sign", "another font than the table", "that and last of all", "a white patch", "a patch last of all", "last of all", "that and an editor's name", "revised", "editor", "pdf editor", "wps", "wps counts for nothing", "two", "three", "behind the signature"],
)  # fmt: skip
def test_signs_of_the_file_are_light_alone_and_those_of_a_figure_are_not(signs, severity, confidence):
    hit = only(case(documents=[statement(*signs)]))
    assert (hit.severity, hit.confidence) == (severity, pytest.approx(confidence, abs=0.011))
    assert ("仅作提示" in hit.explanation) is (severity is Severity.LOW)
    assert "不等于认定篡改" in hit.explanation


def test_the_place_of_a_sign_is_its_evidence():
    hit = only(case(documents=[statement(MIXED)]))
    assert [(p.document, p.evidence.page, p.evidence.box) for p in hit.evidence] == [("S1", 2, BOX)]
    assert "9,234.56" in hit.explanation


@pytest.mark.parametrize(
    "paper",
    [
        statement(),
        statement(program("Chromium / Skia/PDF m120")),
        statement(program("iText 7.1.9")),
        statement(program("Microsoft: Print To PDF")),
        statement(program("KONICA MINOLTA bizhub 458")),
        statement(program("Adobe Acrobat Pro 11 Paper Capture Plug-in")),
        contract(signs=(EDITOR, MIXED, REVISED)),
        statement(replace(MIXED, box=Box(0.1, 0.1, 0.2, 0.12)), region=Box(0.0, 0.4, 1.0, 1.0)),
    ],
    ids=["no sign", "a browser", "a server", "a printer", "a copier", "a scan", "a contract is filled in", "on the neighbour of the page"],
)  # fmt: skip
def test_honest_files_raise_nothing(paper):
    assert not found(case(documents=[paper]))


def test_a_signed_contract_that_was_changed_afterwards_is_grave():
    assert only(case(documents=[contract(signs=(SIGNED,))])).severity is Severity.HIGH


def test_papers_of_one_file_share_their_signs_in_one_finding():
    papers = [invoice(identifier=f"I{k}", sha256="all", signs=(EDITOR,)) for k in (1, 2)]
    assert len(found(case(documents=papers))) == 1


def test_figures_that_do_not_add_up_make_a_sign_graver_and_are_none_by_themselves():
    assert only(case(documents=[invoice(signs=(MIXED,))])).severity is Severity.LOW
    assert only(case(documents=[invoice(total="1131.00", signs=(MIXED,))])).severity is Severity.MEDIUM
    assert not found(case(documents=[invoice(total="1131.00")]))
    rows = [row(k, k, amount, "甲", balance=balance) for k, amount, balance in ((1, 100, 100), (2, 50, 150), (3, 50, 900), (4, 10, 910))]  # fmt: skip
    broken = case(rows=rows, documents=[statement(MIXED, opening_balance=yuan(0))], accounts=(Account(key="A", number="6222000011112222", name=BORROWER, documents=("S1",)),))  # fmt: skip
    assert only(broken).severity is Severity.MEDIUM
