"""The order of the steps: from the documents of one case to its findings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from importlib.metadata import version
from pathlib import Path

from docaudit.audit.coverage import cover_loan_money, cover_payments
from docaudit.audit.extract import Progress, extract_file
from docaudit.audit.facts import FIRST_YEAR, LAST_YEAR, load_facts
from docaudit.audit.flows import follow_money, without_bounds
from docaudit.checks import RulePack, load_rule_pack, run_checks, sightings
from docaudit.documents.corrections import correct
from docaudit.duties import analysis, calendar, checklist
from docaudit.errors import InputError
from docaudit.knowledge import lists_in_force
from docaudit.matching import resolve_parties
from docaudit.records.case import CaseAudit, CaseFacts, CaseFile
from docaudit.records.correction import Correction
from docaudit.records.document import Document, UnreadableDocument
from docaudit.records.filenames import readable_name
from docaudit.records.flows import Ledger, Loan, LoanTrace, PaperUse, Parties, StatedDisbursement
from docaudit.records.neighbours import Neighbours
from docaudit.tracing import build_ledger, build_loans, classify_uses, trace_loans, with_earlier, with_idle
from docaudit.understanding import use_told
from docaudit_models import VERSION as MODELS

DEFAULT_METHOD = "fifo"
METHODS = ("fifo", "lifo", "pro_rata", "loan_first", "loan_last", "libr")


def audit_case(
    path: Path | str,
    *,
    as_of: dt.date | None = None,
    rules: Path | None = None,
    method: str = DEFAULT_METHOD,
    ocr_engine: str | None = None,
    limits: Path | None = None,
    neighbours: Neighbours | None = None,
    corrections: Iterable[Correction] = (),
    progress: Progress | None = None,
) -> CaseAudit:
    """Audit one loan file (a folder, a zip, or a single file) end to end, without a database.

    Args:
        path: the loan file; its name without suffix is the case's name.
        as_of: what "today" is; beats ``case.yaml``, which beats the machine's date.
        rules: a rule pack laid over the default.
        method: attribution method, one of `METHODS`.
        ocr_engine: name of the OCR engine; None chooses.
        limits: a file of limits on what reading may cost (see `docaudit.reading.load_limits`).
        neighbours: what other cases hold, for the checks across cases.
        corrections: what people corrected in earlier readings of these papers; laid over what is read now.
        progress: called with each page that was read.

    Raises:
        InputError: there is nothing at `path`, nothing in it can be read, or an option is wrong.
    """
    path = Path(path)
    check_choices(method, as_of)
    pack = load_rule_pack(rules)
    facts = load_facts(path)
    read = tuple(extract_file(path, ocr_engine=ocr_engine, limits=limits, progress=progress))
    documents = correct(read, corrections)
    if all(isinstance(d, UnreadableDocument) for d in documents):
        reasons = "; ".join(f"{d.source}: {' '.join(d.warnings)}" for d in documents[:1])
        msg = f"{path}: nothing in it can be read" + (f" ({reasons})" if reasons else "; give a folder with papers")
        raise InputError(msg)
    today = as_of or facts.as_of or dt.date.today()  # noqa: DTZ011 - the lender's own calendar day is meant
    return judge(_name(path), documents, facts=facts, as_of=today, pack=pack, method=method, neighbours=neighbours)


@dataclass(frozen=True, slots=True)
class Traced:
    """The money of a case: its ledger, its loans with their disbursements, their traces.

    `covered` is how much of each payment (by row id) papers prove, whatever paid it, in fen; `papers` is what became
    of each invoice.
    """

    ledger: Ledger
    loans: tuple[Loan, ...]
    traces: tuple[LoanTrace, ...]
    covered: dict[str, int]
    papers: tuple[PaperUse, ...]


def trace_money(
    documents: Sequence[Document],
    loans: Sequence[Loan],
    parties: Parties,
    *,
    facts: CaseFacts,
    as_of: dt.date,
    method: str,
    stated: Sequence[StatedDisbursement] = (),
) -> Traced:
    """Trace the loans through the statements among the readable `documents`.

    `stated` disbursements stand for those that papers of the loan would show. Raises `InputError` where one is no row.
    """
    ledger, known = build_ledger(documents, loans, parties, facts, as_of, stated=stated)
    ledger = classify_uses(ledger, known, parties, hint=use_told)
    # flows.md 4.0: match on full amounts, trace, then match again on the loan money that was traced.
    covered = cover_payments(documents, ledger, parties, as_of)
    traces = trace_loans(ledger, known, covered=covered, method=method, as_of=as_of)
    traces = with_earlier(traces, ledger, known, covered=covered, method=method)
    traces, papers = cover_loan_money(documents, ledger, traces, parties, as_of)
    return Traced(ledger, known, traces, covered, papers)


def check_choices(method: str, as_of: dt.date | None) -> None:
    """Raise `InputError` for a method that is not known, or a day that no calendar of loans holds."""
    if method not in METHODS:
        msg = f"--method {method}: unknown; known are {', '.join(METHODS)}"
        raise InputError(msg)
    if as_of is not None and not FIRST_YEAR <= as_of.year <= LAST_YEAR:
        msg = f"--as-of {as_of}: a day from {FIRST_YEAR} to {LAST_YEAR} is wanted"
        raise InputError(msg)


def _name(path: Path) -> str:
    """Return the case's name: that of the folder as it was given (a link keeps its own), a file's without suffix."""
    if not path.is_dir():
        return readable_name(path.stem)
    given = path.name if path.name not in {"", ".", ".."} else path.resolve().name
    return readable_name(given) or "case"


def judge(
    name: str,
    documents: Sequence[Document],
    *,
    facts: CaseFacts,
    as_of: dt.date,
    pack: RulePack,
    method: str = DEFAULT_METHOD,
    neighbours: Neighbours | None = None,
) -> CaseAudit:
    """Judge the documents of one case: parties, loans, ledger, trace, coverage, flows, duties, checks."""
    readable = tuple(d for d in documents if not isinstance(d, UnreadableDocument))
    loans = build_loans(readable, facts)
    with lists_in_force(pack.words_for(loans)):
        case = _traced(name, documents, loans, facts=facts, as_of=as_of, pack=pack, method=method)
        case = replace(case, seen=sightings(case), neighbours=neighbours or Neighbours())
        case = replace(case, thresholds=_numbers(pack, case.loans))
        case = replace(case, checklist=checklist(case))
        case = replace(case, calendar=calendar(case), analysis=analysis(case))
        findings = run_checks(case, pack)
    engine = {"version": version("docaudit"), "rules_sha256": pack.sha256, "models": MODELS}
    return CaseAudit(file=without_bounds(case), findings=findings, engine=engine)


_COUNTED = ("duty.first_check_due", "duty.routine_check_due", "duty.extension_over_limit", "evidence.uncovered_payment")
"""Checks whose numbers the checklist and the calendar count by."""


def _numbers(pack: RulePack, loans: Sequence[Loan]) -> dict[str, Decimal]:
    """Return the numbers of the rule pack by check and name, as `CaseFile.thresholds` holds them."""
    return {
        f"{check}.{name}": threshold.value
        for check in _COUNTED
        for name, threshold in pack.rule(check).shared(loans).thresholds.items()
    }


def _traced(
    name: str,
    documents: Sequence[Document],
    loans: Sequence[Loan],
    *,
    facts: CaseFacts,
    as_of: dt.date,
    pack: RulePack,
    method: str,
) -> CaseFile:
    """Return the case with its parties, its money traced and what became of it on the accounts of others."""
    readable = tuple(d for d in documents if not isinstance(d, UnreadableDocument))
    parties = resolve_parties(readable, facts)
    money = trace_money(readable, loans, parties, facts=facts, as_of=as_of, method=method)
    traces = with_idle(
        money.traces,
        money.ledger,
        money.loans,
        after=lambda kind: pack.rule("use.idle_funds").of_kind(kind).days("days"),
        covered=money.covered,
        method=method,
        as_of=as_of,
    )
    case = CaseFile(
        name=name,
        as_of=as_of,
        documents=tuple(documents),
        facts=facts,
        parties=parties,
        loans=money.loans,
        ledger=money.ledger,
        traces=traces,
        papers=money.papers,
    )
    return follow_money(case, pack, covered=money.covered, method=method)
