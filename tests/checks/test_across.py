"""What the files of several loans share: invoices, payees' accounts, borrowers; a single file stays silent."""

# ruff: noqa: E501
from __future__ import annotations

import json
from dataclasses import replace
from itertools import permutations

import pytest
from check_cases import AS_OF, BORROWER, LENDER, SUPPLIER, Use, case, fld, invoice, paid, row, the_loan

from docaudit.checks import ACROSS, findings_across, load_rule_pack, run_checks, sightings
from docaudit.records.case import CaseAudit
from docaudit.records.flows import Owner, PaperUse, Parties
from docaudit.records.labels import Severity
from docaudit.records.merging import with_findings
from docaudit.records.neighbours import Neighbourhood, Neighbours, Sighting

PACK = load_rule_pack()
OTHER = "云陵市永丰商贸有限公司"
SHOP = "云陵市百顺建材商行"
OTHER_LOAN = "2025年流贷字第0777号"
ACCOUNT = "6222000099998888"


def of(borrower=BORROWER, *, name="C1", loan=None, account=None, used=None, **more):
    """Return a case of that borrower with what others may share."""
    owned = {account: (borrower, Owner.BORROWER)} if account else {}
    parties = Parties(
        borrower=borrower, borrower_names=frozenset({borrower}), lender_names=frozenset({LENDER}), accounts=owned
    )
    file = case(**more, parties=parties, loan=loan or the_loan(borrower=borrower))
    if used is not None:
        file = replace(file, papers=(PaperUse(document="I1", amount_fen=113_000, own_fen=used),))
    return replace(file, name=name, seen=sightings(replace(file, name=name)))


def beside(file, *others):
    """Return the findings across cases, once judged with the rest and once from what was kept of it alone."""
    around = Neighbours.among(s for other in others for s in other.seen)
    whole = [f for f in run_checks(replace(file, neighbours=around), PACK) if f.check in ACROSS]
    kept = [Sighting.from_json(json.loads(json.dumps(s.to_json()))) for s in file.seen]
    assert [replace(f, id="", cause="") for f in whole] == [
        replace(f, id="", cause="") for f in findings_across(kept, around, PACK, AS_OF)
    ]
    return whole


def other(**more):
    return of(OTHER, name="C2", loan=the_loan(id=OTHER_LOAN, borrower=OTHER), **more)


def test_a_single_case_is_silent() -> None:
    file = of(
        documents=[invoice()], payments=[paid(row(5, 6, -900_000, OTHER, use=Use.UNSUPPORTED, to_account=ACCOUNT))]
    )
    assert not [f for f in run_checks(file, PACK) if f.check in ACROSS]
    assert not beside(file)


# --- invoices ------------------------------------------------------------------------------------------------------


def test_one_invoice_in_two_files_names_the_other_file_and_its_paper() -> None:
    hit = beside(
        of(documents=[invoice()], used=60_000), other(documents=[invoice(identifier="I1", buyer=OTHER)], used=113_000)
    )
    assert [(f.check, f.severity, str(f.amount)) for f in hit] == [
        ("invoice.reused_across_cases", Severity.CRITICAL, "1130.00")
    ]
    assert "C2" in hit[0].title
    for word in ("C2", OTHER, "I1.pdf第1页", "1,730.00元"):
        assert word in hit[0].explanation
    assert [p.document for p in hit[0].evidence] == ["I1"]
    assert hit[0].english is not None
    assert "C2" in hit[0].english[0]


@pytest.mark.parametrize(
    ("mine", "its", "severity"),
    [(60_000, 50_000, Severity.LOW), (60_000, 53_001, Severity.CRITICAL), (60_000, 0, Severity.MEDIUM), (0, 0, Severity.MEDIUM)],
    ids=["each its part", "more than the total", "of no use there", "of no use at all"],
)  # fmt: skip
def test_an_invoice_may_prove_its_parts_in_two_files(mine, its, severity) -> None:
    hits = beside(of(documents=[invoice()], used=mine), other(documents=[invoice()], used=its))
    assert [f.severity for f in hits] == [severity]


@pytest.mark.parametrize(
    ("mine", "its"),
    [
        (of(documents=[invoice()]), other(documents=[invoice("25442000000012345679")])),
        (of(documents=[invoice()]), of(SUPPLIER, name="C2", loan=the_loan(id=OTHER_LOAN), documents=[invoice()])),
        (of(documents=[invoice()]), of(name="C1 (2)", documents=[invoice()])),
        (of(documents=[invoice()]), other(documents=[invoice(net="-1000.00", tax="-130.00")])),
        (of(documents=[invoice()]), other(documents=[invoice(ocr=True, invoice_number=fld("25442000000012345678", 0.8))])),
        (of(documents=[invoice("12345678", invoice_kind=fld("special"))]), other(documents=[invoice("12345678", invoice_kind=fld("special"), invoice_code=fld("4400241130"))])),
    ],
    ids=["another number", "the seller's own loan", "the same loan handed in twice", "a red letter", "unsure scan", "eight digits without a code"],
)  # fmt: skip
def test_what_is_no_reuse(mine, its) -> None:
    assert not [f for f in beside(mine, its) if f.check == "invoice.reused_across_cases"]


def test_a_loan_whose_number_was_not_read_is_not_taken_for_the_same() -> None:
    mine, its = (of(name=name, loan=the_loan(id="L1"), documents=[invoice()]) for name in ("C1", "C2"))
    assert beside(mine, its)


# --- borrowers and accounts ----------------------------------------------------------------------------------------


def spent(name, *, covered=0, text="货款", account=None, use=Use.UNSUPPORTED, amount=900_000, **more):
    return of(payments=[paid(row(5, 6, -amount, name, text, use=use, to_account=account), covered=covered, **more)])


def test_loan_money_that_reaches_another_borrower() -> None:
    hits = beside(spent(OTHER), other())
    assert [(f.check, f.severity, str(f.amount), f.confidence) for f in hits] == [
        ("use.other_borrower", Severity.HIGH, "900000.00", 0.9)
    ]
    assert OTHER in hits[0].title
    assert "C2" in hits[0].explanation
    assert [(p.document, p.evidence.row) for p in hits[0].evidence] == [("S1", 6)]


def test_it_is_told_by_the_account_under_whatever_name() -> None:
    hits = beside(spent("云陵市新锐科技有限公司", account=ACCOUNT), other(account=ACCOUNT))
    assert [f.severity for f in hits] == [Severity.HIGH]
    assert "账户" in hits[0].explanation


@pytest.mark.parametrize("text", [f"代{OTHER}归还贷款", f"归还{OTHER_LOAN}本金"])
def test_loan_money_that_repays_another_borrowers_loan(text) -> None:
    hits = beside(spent(LENDER, text=text, use=Use.LOAN_REPAYMENT), other())
    assert [(f.check, f.severity) for f in hits] == [("use.other_borrower", Severity.HIGH)]
    assert "债务" in hits[0].title


def named_alike(**more):
    return of("张建国", name="C2", loan=the_loan(id=OTHER_LOAN, borrower="张建国"), **more)


@pytest.mark.parametrize(
    ("file", "its", "severity"),
    [
        (spent(OTHER, covered=900_000), other(), [Severity.LOW]),
        (spent(OTHER, amount=9_000), other(), []),
        (spent(OTHER, use=Use.OPERATING), other(), []),
        (spent(SUPPLIER), other(), []),
        (spent(BORROWER), of(name="C2", loan=the_loan(id=OTHER_LOAN)), []),
        (of(payments=[paid(row(5, 6, -900_000, OTHER, use=Use.UNSUPPORTED), 0, 0, 0)]), other(), []),
        (of(payments=[paid(row(5, 6, -900_000, OTHER, use=Use.UNSUPPORTED), 0, 0, 900_000)]), other(), [Severity.LOW]),
        (spent("张建国"), named_alike(), [Severity.MEDIUM]),
        (spent("张建国", account=ACCOUNT), named_alike(), [Severity.MEDIUM]),
        (spent("张建国", account=ACCOUNT), named_alike(account="6222000011117777"), [Severity.LOW]),
        (spent("张建国", account=ACCOUNT), named_alike(account=ACCOUNT), [Severity.HIGH]),
        (spent(OTHER, account=ACCOUNT), other(account="6222000011117777"), [Severity.HIGH]),
    ],
    ids=["proved trade", "below the floor", "rent", "another firm", "the same borrower", "no loan money", "possible only", "two persons of one name", "no account to compare", "another account", "the same account", "a firm's further account"],
)  # fmt: skip
def test_how_sure_it_is_that_another_borrower_was_reached(file, its, severity) -> None:
    assert [f.severity for f in beside(file, its) if f.check == "use.other_borrower"] == severity


def its_payment(name, account=ACCOUNT, covered=0):
    return other(
        payments=[
            paid(row(7, 9, -500_000, name, use=Use.UNSUPPORTED, to_account=account, document="S7"), covered=covered)
        ]
    )


@pytest.mark.parametrize(
    ("mine", "its", "severity"),
    [
        (spent("李秀兰", account=ACCOUNT), its_payment("李秀兰"), [Severity.MEDIUM]),
        (spent(SUPPLIER, account=ACCOUNT), its_payment(SHOP), [Severity.MEDIUM]),
        (spent(SUPPLIER, account=ACCOUNT), its_payment(SUPPLIER), [Severity.LOW]),
        (spent(SUPPLIER, account=ACCOUNT, covered=900_000), its_payment(SUPPLIER), []),
        (spent(SUPPLIER, account=ACCOUNT), its_payment(SUPPLIER, account="6222000099997777"), []),
        (spent(SUPPLIER, account="6222****8888"), its_payment(SUPPLIER), []),
        (spent("财付通支付科技有限公司", account=ACCOUNT), its_payment("财付通支付科技有限公司"), []),
    ],
    ids=["a person", "under another name", "a firm", "proved trade", "another account", "masked", "a payment house"],
)  # fmt: skip
def test_one_account_that_two_borrowers_loans_reach(mine, its, severity) -> None:
    hits = beside(mine, its)
    assert [f.severity for f in hits] == severity
    assert all("C2" in f.title for f in hits)


# --- the call ------------------------------------------------------------------------------------------------------


def test_the_order_of_the_cases_changes_nothing() -> None:
    files = [
        of(documents=[invoice()], used=113_000, payments=[paid(row(5, 6, -900_000, OTHER, use=Use.UNSUPPORTED))]),
        other(documents=[invoice()], used=113_000),
        of(SHOP, name="C3", loan=the_loan(id="2025年流贷字第0888号"), documents=[invoice()]),
    ]
    results = set()
    for order in permutations(files):
        around = Neighbourhood()
        numbers = {file.name: around.add(file.seen) for file in order}
        found = {
            name: [
                (f.key, f.severity, f.title, f.explanation)
                for f in findings_across(around.seen(n), around.of(n), PACK, AS_OF)
            ]
            for name, n in sorted(numbers.items())
        }
        results.add(json.dumps(found, ensure_ascii=False))
    assert len(results) == 1
    assert [len(v) for v in json.loads(results.pop()).values()] == [2, 1, 1]


def test_findings_laid_in_later_are_those_of_one_judgement() -> None:
    file, its = spent(OTHER), other(documents=[invoice()], used=113_000)
    file = replace(file, documents=(invoice(),))
    file = replace(file, seen=sightings(file))
    around = Neighbours.among(its.seen)
    at_once = CaseAudit(file=file, findings=run_checks(replace(file, neighbours=around), PACK), engine={}).to_json()
    alone = CaseAudit(file=file, findings=run_checks(file, PACK), engine={}).to_json()
    later = with_findings(alone, findings_across(file.seen, around, PACK, AS_OF), ACROSS)
    assert later == at_once
    assert with_findings(later, (), ACROSS) == alone
    causes = {f["check"]: f["cause"] for f in later["findings"]}
    assert causes["use.other_borrower"] == causes["evidence.uncovered_payment"]
