"""Traces loan money through statements alone: no loan file, only the day and amount of each disbursement."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from docaudit.audit.conduct import DEFAULT_METHOD, check_choices, trace_money
from docaudit.audit.extract import Progress, extract_files
from docaudit.audit.facts import FIRST_YEAR, LAST_YEAR, MAX_YUAN
from docaudit.checks import load_rule_pack
from docaudit.documents.bank_statement import BankStatement
from docaudit.errors import InputError
from docaudit.knowledge import is_clearing_account, label, lists_in_force, same_party
from docaudit.matching import resolve_parties
from docaudit.records.case import CaseFacts
from docaudit.records.case_json import place_json, trace_json
from docaudit.records.document import Document, UnreadableDocument
from docaudit.records.flows import Ledger, Loan, LoanTrace, StatedDisbursement, Transaction
from docaudit.records.identifiers import account_digits
from docaudit.records.labels import Owner
from docaudit.records.money import Money
from docaudit.records.schemes import SetBounds
from docaudit.records.span import Span
from docaudit.tracing import LEAST_DIGITS, Book, find_stated, left_graph, own_bounds, trace_ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A disbursement as a person names it: its day, its amount, and its account where two would fit."""

    date: dt.date
    amount_fen: int
    account: str | None = None

    @classmethod
    def parse(cls, text: str) -> Drawing:
        """Return the drawing of ``DATE:AMOUNT[:ACCOUNT]``, the amount in yuan; raises `InputError` saying the form."""
        wanted = f"{text!r}: write it as 2026-01-05:1000000.00 or 2026-01-05:1000000.00:6222020200012345678"
        day, _, rest = text.replace("：", ":").strip().partition(":")
        amount, colon, account = rest.partition(":")
        try:
            date = dt.date.fromisoformat(day.strip())
            fen = Money.yuan(amount.replace(",", "").strip()).fen
        except (ValueError, ArithmeticError):
            raise InputError(wanted) from None
        if not FIRST_YEAR <= date.year <= LAST_YEAR or not 0 < fen < MAX_YUAN * 100:
            raise InputError(wanted)
        if colon and len(account_digits(account)) < LEAST_DIGITS:
            msg = f"{text!r}: name the account by its number, or by at least its last {LEAST_DIGITS} digits"
            raise InputError(msg)
        return cls(date=date, amount_fen=fen, account=account.strip() if colon else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementTrace:
    """Loans traced through statements; `warnings` (Chinese) name what could not be read or used.

    `bounds` tells the exact limits of the loan money in a set of payments.
    """

    as_of: dt.date
    borrower: str | None
    documents: tuple[Document, ...]
    ledger: Ledger
    loans: tuple[Loan, ...]
    traces: tuple[LoanTrace, ...]
    bounds: SetBounds
    warnings: tuple[str, ...] = ()

    def to_json(self) -> list[dict[str, object]]:
        """Return one object per loan: as under `trace` of `audit`, with what the trace rests on and where it ends."""
        return [self._loan(trace) for trace in self.traces]

    def case_json(self) -> dict[str, object]:
        """Return what a picture of the money needs, in the form of `audit`."""
        return {
            "borrower": self.borrower,
            "as_of": self.as_of.isoformat(),
            "documents": [document.to_json() for document in self.documents],
            "trace": self.to_json(),
        }

    def _loan(self, trace: LoanTrace) -> dict[str, object]:
        loan = next(loan for loan in self.loans if loan.id == trace.loan)
        ends = trace_ends(self.ledger, trace, self.bounds)
        return {
            **trace_json(trace),
            "as_of": self.as_of.isoformat(),
            "disbursements": [self._disbursement(row_id) for row_id in loan.disbursements],
            "ends": [{"end": str(e.end), **_span_json(e.span), "payments": e.payments} for e in ends],
            "left_graph": _span_json(left_graph(trace, ends)),
            "warnings": list(self.warnings),
        }

    def _disbursement(self, row_id: str) -> dict[str, object]:
        row = self.ledger.row(row_id)
        if row is None:  # a loan's disbursements are rows of its ledger
            msg = f"no row {row_id}"
            raise KeyError(msg)
        paid = row.transaction
        account = self.ledger.account(paid.account)
        place = place_json(paid.place)
        place.pop("text")
        return {
            **place,
            "transaction": paid.index,
            "account": account.number if account else None,
            "date": paid.date.isoformat(),
            "amount": str(Money(paid.amount_fen)),
        }


def _span_json(span: Span) -> dict[str, str]:
    return {"amount": str(Money(span.amount_fen)), "min": str(Money(span.min_fen)), "max": str(Money(span.max_fen))}


def trace_statements(
    paths: Sequence[Path],
    drawings: Sequence[Drawing],
    *,
    separate: bool = False,
    method: str = DEFAULT_METHOD,
    as_of: dt.date | None = None,
    ocr_engine: str | None = None,
    limits: Path | None = None,
    rules: Path | None = None,
    progress: Progress | None = None,
) -> StatementTrace:
    """Trace the money of the disbursements through the statements in `paths` (files, folders, archives).

    The borrower is who holds the account to which the first disbursement came; statements of others are read as such.
    All disbursements are one loan ``L1``; if `separate`, each is a loan of its own (``L1``, ``L2`` … in the order
    given), and money of one loan is other money to the next. No payment is proved, unless its invoices and contracts
    stand among the files.

    Args:
        paths: what to read; what cannot be read becomes a warning and stops nothing.
        drawings: the disbursements, at least one.
        separate: whether each is a loan of its own.
        method: attribution method, one of `METHODS`.
        as_of: later rows are ignored, idle money is measured here; default: the machine's date.
        ocr_engine: name of the OCR engine; None chooses.
        limits: a file of limits on what reading may cost.
        rules: a rule pack laid over the default, for its word lists: they name the use of a payment.
        progress: called with each page that was read.

    Raises:
        InputError: no statement could be read, a disbursement is no row of them, or an option is wrong.
    """
    check_choices(method, as_of)
    pack = load_rule_pack(rules)
    today = as_of or dt.date.today()  # noqa: DTZ011 - the lender's own calendar day is meant
    later = next((d for d in drawings if d.date > today), None)
    if later is not None:
        msg = f"--disbursement {later.date}:{Money(later.amount_fen)}: after --as-of {today}; later rows are not traced"
        raise InputError(msg)
    documents = tuple(extract_files(paths, ocr_engine=ocr_engine, limits=limits, progress=progress))
    statements = [d for d in documents if isinstance(d, BankStatement)]
    if not any(s.transactions for s in statements):
        raise InputError(_nothing(paths, documents))
    stated = [
        StatedDisbursement(loan=f"L{i if separate else 1}", date=d.date, amount_fen=d.amount_fen, account=d.account)
        for i, d in enumerate(drawings, 1)
    ]
    found = find_stated(statements, stated)
    accounts = [book for book, _ in found]
    foreign = next((a for a in accounts if a.currency != "CNY"), None)
    if foreign is not None:
        msg = f"account {foreign.number or foreign.key}: kept in {foreign.currency}; only accounts in CNY are traced"
        raise InputError(msg)
    lenders = {one.loan: lender for one, pair in zip(stated, found, strict=True) if (lender := _lender(*pair))}
    facts = CaseFacts(
        borrower=next((a.name for a in accounts if a.name), None),
        lender=next(iter(lenders.values()), None),
        accounts=tuple({a.key: (a.number, a.name, Owner.BORROWER.value) for a in accounts if a.number}.values()),
    )
    readable = [d for d in documents if not isinstance(d, UnreadableDocument)]
    parties = resolve_parties(readable, facts)
    loans = _loans(stated, parties.borrower, lenders)
    with lists_in_force(pack.words_for(loans)):
        money = trace_money(readable, loans, parties, facts=facts, as_of=today, method=method, stated=stated)
    return StatementTrace(
        as_of=today,
        borrower=parties.borrower,
        documents=documents,
        ledger=money.ledger,
        loans=money.loans,
        traces=money.traces,
        bounds=own_bounds(money.ledger, money.loans, covered=money.covered, as_of=today),
        warnings=tuple(dict.fromkeys(_warnings(documents))),
    )


def _lender(book: Book, row: Transaction) -> str | None:
    """Return who paid the disbursement, None where the row names nobody, the holder, or a transit account."""
    name = row.counterparty_name
    return None if not name or is_clearing_account(name) or same_party(name, book.name) else name


def _loans(stated: Sequence[StatedDisbursement], borrower: str | None, lenders: Mapping[str, str]) -> list[Loan]:
    drawn: dict[str, list[StatedDisbursement]] = {}
    for one in stated:
        drawn.setdefault(one.loan, []).append(one)
    return [
        Loan(
            id=name,
            borrower=borrower,
            lender=lenders.get(name),
            principal_fen=sum(one.amount_fen for one in parts),
            start_date=min(one.date for one in parts),
        )
        for name, parts in drawn.items()
    ]


def _nothing(paths: Sequence[Path], documents: Sequence[Document]) -> str:
    """Say that no statement was read, naming the files and, of one that was read, what it is."""
    files = ", ".join(map(str, paths[:3])) + (f" and {len(paths) - 3} more" if len(paths) > 3 else "")
    first = next((d for d in documents if d.warnings), None)
    found = next((d for d in documents if not isinstance(d, UnreadableDocument)), None)
    reason = ""
    if found is not None:
        reason = f" ({found.source}: {label('doc_type', found.doc_type or '')})"
    elif first is not None:
        reason = f" ({first.source}: {' '.join(first.warnings)})"
    wanted = "give account statements (csv, xlsx, PDF, scans)"
    return f"{files}: no statement with transactions could be read{reason}; {wanted}"


def _warnings(documents: Sequence[Document]) -> Iterable[str]:
    """Yield, in Chinese, what could not be read or used; a file among statements that holds none is named once."""
    with_statement = {d.source for d in documents if isinstance(d, BankStatement)}
    kinds: dict[str, dict[str, None]] = defaultdict(dict)
    for d in documents:
        if isinstance(d, UnreadableDocument):
            yield f"{d.source}：{' '.join(d.warnings)}"
        elif isinstance(d, BankStatement):
            unread = sum(row.amount.value is None for row in d.transactions)
            if not d.transactions:
                yield f"{d.source}：流水中没有读出交易，未用于追踪；请核对原件或换用电子版流水"
            elif unread:
                yield f"{d.source}：{unread} 笔交易金额未能识读，未计入追踪；请核对原件"
        elif d.source not in with_statement:
            kinds[d.source][label("doc_type", d.doc_type or "")] = None
    for source, found in kinds.items():
        yield f"{source}：其中没有流水（识别为{'、'.join(found)}）；如有流水请单独提供"
