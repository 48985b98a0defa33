"""Loan money that reaches another borrower of the lender, or pays its debt, as the files of the same call show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import payment, shortened
from docaudit.checks.sightings import party_key, same_case
from docaudit.checks.wording import Told, say
from docaudit.checks.words import Graded, grade_confidence, grade_severity, graded, rounded
from docaudit.knowledge import bank_of, same_party
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.money import Money
from docaudit.records.names import is_person_name
from docaudit.records.neighbours import ACCOUNT, BORROWER, LOAN, PAYEE, Holder, Sighting


@dataclass(frozen=True, slots=True)
class _Reach:
    """A payment and what of another case it meets; `by_name` alone, or by account; `repays` its debt."""

    paid: Sighting
    other: Sighting
    by_name: bool
    repays: bool


@check("use.other_borrower", severity=Severity.HIGH, basis=("civil_code/673", "risk_classes/10"))
def other_borrower(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """Loan money reached another borrower, paid another's debt, or met another's loan money on one payee's account."""
    reached: dict[tuple[str | None, str | None, bool], list[_Reach]] = defaultdict(list)
    met: dict[tuple[str | None, str], list[Sighting]] = defaultdict(list)
    others: dict[str, list[Sighting]] = {}
    apart: dict[tuple[Holder, Holder], bool] = {}

    def of_others(key: str) -> list[Sighting]:
        """Return what the files of other borrowers hold under a key; each two files are compared once."""
        if key not in others:
            others[key] = []
            for other in case.neighbours.of(key):
                pair = paid.holder, other.holder
                if pair not in apart:
                    apart[pair] = not _one_borrower(*pair)
                if apart[pair]:
                    others[key].append(other)
        return others[key]

    for paid in case.seen:
        if paid.what != PAYEE:
            continue
        for key in paid.keys:
            for other in of_others(key):
                hit = _reach(paid, other, key) if other.what in (BORROWER, ACCOUNT, LOAN) else None
                if hit is not None:
                    reached[paid.loan, other.holder.borrower or other.holder.case, hit.repays].append(hit)
        account = _account_key(paid)
        if account and any(other.what == PAYEE for other in of_others(account)):
            met[paid.loan, account].append(paid)
    told = set()
    for (loan, _, repays), hits in reached.items():
        told |= {hit.paid.subject for hit in hits}
        finding = _reached(case, rule, loan, hits, repays=repays)
        if finding is not None:
            yield finding
    for (loan, account), payments in met.items():
        left = [one for one in payments if one.subject not in told]
        there = [other for other in others[account] if other.what == PAYEE]
        finding = _met(case, rule, loan, left, there) if left else None
        if finding is not None:
            yield finding


def _account_key(paid: Sighting) -> str | None:
    return next((key for key in paid.keys if key.startswith("account:")), None)


def _one_borrower(one: Holder, other: Holder) -> bool:
    """Say whether both cases are of one borrower: its money staying with it is another check's affair."""
    return same_case(one, other) or same_party(one.borrower, other.borrower)


def _reach(paid: Sighting, other: Sighting, key: str) -> _Reach | None:
    by_name = key == party_key(paid.name)
    if by_name and not same_party(paid.name, other.name):
        return None
    return _Reach(paid, other, by_name, repays=not (by_name or key.startswith("account:")))


def _sum(rule: Rule, paid: Sequence[Sighting]) -> Graded | None:
    """Return the graded loan money of payments; the bounds of a set follow from those of its payments."""
    return graded(
        sum(p.fen for p in paid), sum(p.least_fen for p in paid), sum(p.most_fen for p in paid), rule.fen("floor")
    )


def _once(hits: Sequence[_Reach]) -> list[Sighting]:
    return list({hit.paid.subject: hit.paid for hit in hits}.values())


def _proved(paid: Sequence[Sighting]) -> bool:
    """Say whether papers prove all the loan money in the payments."""
    return sum(p.used_fen for p in paid) >= sum(p.fen for p in paid) > 0


def _reached(case: CaseFile, rule: Rule, loan: str | None, hits: Sequence[_Reach], *, repays: bool) -> Finding | None:
    paid = _once(hits)
    found = _sum(rule, paid)
    if found is None:
        return None
    named_only = all(hit.by_name and hit.other.what == BORROWER for hit in hits)
    person = named_only and is_person_name(paid[0].name)
    apart = person and all(_another_account(hit) for hit in hits)
    proved = not repays and _proved(paid)
    steps = int(rule.threshold("person_steps")) * (person + apart)
    steps += int(rule.threshold("proved_steps")) if proved else 0
    formula = float(rule.threshold("person_confidence" if person else "confidence"))
    first = hits[0]
    facts = {
        "borrower": first.other.holder.borrower,
        "cases": list(dict.fromkeys(hit.other.holder.case for hit in hits)),
        "rows": _rows(paid),
        "money": _money(rule, found),
        "how": say(rule.name, _how(repays=repays, apart=apart, named_only=named_only)),
        "proved": say(rule.name, "proved") if proved else Told("", ""),
        "amount": found.amount,
    }
    title = say(rule.name, "title_repays" if repays else "title", **facts)
    return _finding(
        case,
        rule,
        loan,
        paid,
        severity=grade_severity(rule, found, steps),
        confidence=grade_confidence(rule, found, formula),
        told=(title, say(rule.name, "explanation", **facts)),
        amount=found.amount,
    )


def _how(*, repays: bool, apart: bool, named_only: bool) -> str:
    if repays:
        return "by_debt"
    if apart:
        return "by_name_apart"
    return "by_name" if named_only else "by_account"


def _another_account(hit: _Reach) -> bool:
    """Say whether the payee's account is known, and none of those that the other file gives to its borrower."""
    paid, known = _account_key(hit.paid), hit.other.number
    return bool(paid and known) and paid not in (known or "").split(",")


def _met(
    case: CaseFile, rule: Rule, loan: str | None, payments: Sequence[Sighting], others: Sequence[Sighting]
) -> Finding | None:
    """Report one account that the loan money of two borrowers reached, where nothing proves what it was paid for."""
    paid = list({one.subject: one for one in payments}.values())
    found = _sum(rule, paid)
    if found is None or _proved(paid) or any(bank_of(p.name) for p in paid):
        return None
    person = any(is_person_name(p.name) for p in (*paid, *others))
    renamed = any(p.name and o.name and not same_party(p.name, o.name) for p in paid for o in others)
    steps = int(rule.threshold("met_steps")) + (0 if person or renamed else 1)
    facts = {
        "payee": paid[0].name,
        "cases": list(dict.fromkeys(o.holder.case for o in others)),
        "borrowers": list(dict.fromkeys(o.holder.borrower for o in others)),
        "rows": _rows(paid),
        "others": _rows(others),
        "money": _money(rule, found),
        "renamed": say(rule.name, "renamed") if renamed else Told("", ""),
    }
    return _finding(
        case,
        rule,
        loan,
        paid,
        severity=grade_severity(rule, found, steps),
        confidence=grade_confidence(rule, found, float(rule.threshold("met_confidence"))),
        told=(say(rule.name, "title_met", **facts), say(rule.name, "explanation_met", **facts)),
        amount=found.amount,
    )


def _finding(
    case: CaseFile,
    rule: Rule,
    loan: str | None,
    paid: Sequence[Sighting],
    *,
    severity: Severity,
    confidence: float,
    told: tuple[Told, Told],
    amount: Money,
) -> Finding:
    return Finding(
        check=rule.name,
        severity=severity,
        confidence=rounded(confidence),
        title=told[0].zh,
        explanation=told[1].zh,
        english=(told[0].en, told[1].en),
        evidence=tuple(dict.fromkeys(p.place for p in paid if p.place is not None)),
        basis=rule.basis_for(case, None),
        amount=amount,
        loan=loan,
        subjects=tuple(sorted({p.subject for p in paid})),
    )


def _rows(paid: Sequence[Sighting]) -> Told:
    return shortened([payment(p.date, p.name, p.fen or p.most_fen) for p in paid])


def _money(rule: Rule, found: Graded) -> Told:
    if found.min_fen == found.max_fen:
        return say(rule.name, "exact", amount=Money(found.fen))
    return say(rule.name, "span", amount=Money(found.fen), least=Money(found.min_fen), most=Money(found.max_fen))
