"""The same invoice in the files of two loans."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docaudit.checks.base import Rule, check
from docaudit.checks.phrases import at_page, shortened
from docaudit.checks.sightings import same_case
from docaudit.checks.wording import Fact, Named, Told, say
from docaudit.checks.words import rounded
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.money import Money
from docaudit.records.neighbours import INVOICE, Sighting


@check("invoice.reused_across_cases", severity=Severity.CRITICAL, basis=("invoice_measures",))
def reused_across_cases(case: CaseFile, rule: Rule) -> Iterator[Finding]:
    """An invoice that is to prove the borrower's purchase lies in another loan file too.

    The file of the seller's own loan, where it is a sale, and a second copy of this very file are none. Where the files
    together use no more than its total, each may prove its part.
    """
    for own in case.seen:
        if own.what != INVOICE:
            continue
        others = [
            other
            for key in own.keys
            for other in case.neighbours.of(key)
            if other.what == INVOICE and not same_case(own.holder, other.holder)
        ]
        if others:
            yield _reused(case, rule, own, list(dict.fromkeys(others)))


def _reused(case: CaseFile, rule: Rule, own: Sighting, others: Sequence[Sighting]) -> Finding:
    by_case: dict[tuple[str, str | None], list[Sighting]] = defaultdict(list)
    for other in others:
        by_case[other.holder.case, other.holder.borrower].append(other)
    there = sum(max(o.used_fen for o in some) for some in by_case.values())
    used, steps = own.used_fen + there, 0
    spent = Told("", "")
    if own.used_fen and there:
        spent = say(rule.name, "beyond" if used > own.fen else "within", used=Money(used), total=Money(own.fen))
        steps = int(rule.threshold("within_steps")) if used <= own.fen else 0
    elif used <= own.fen:
        steps = int(rule.threshold("unused_steps"))
    told: dict[str, Fact] = {
        "kind": Named("invoice_kind", own.kind or "other"),
        "number": own.number,
        "date": own.date,
        "seller": own.name,
        "total": Money(own.fen) if own.fen else None,
        "source": _where(own),
        "others": list(dict.fromkeys(o.holder.case for o in others)),
        "where": _listed(others),
        "spent": spent,
    }
    title, explanation = say(rule.name, "title", **told), say(rule.name, "explanation", **told)
    return Finding(
        check=rule.name,
        severity=rule.lowered(steps),
        confidence=rounded(0.95),
        title=title.zh,
        explanation=explanation.zh,
        english=(title.en, explanation.en),
        evidence=(own.place,) if own.place else (),
        basis=rule.basis_for(case, None),
        amount=Money(own.fen) if own.fen else None,
        loan=own.loan,
        subjects=(own.subject,),
    )


def _listed(others: Sequence[Sighting]) -> Told:
    return shortened(
        [say("words.papers", "case", case=o.holder.case, borrower=o.holder.borrower, source=_where(o)) for o in others]
    )


def _where(sighting: Sighting) -> Told:
    place = sighting.place
    return at_page(place.source, place.evidence.page) if place is not None else Told("", "")
