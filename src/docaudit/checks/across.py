"""Judges what cases share, from their sightings alone: no paper of any case is needed any more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from docaudit.checks.pack import RulePack
from docaudit.checks.run import run_checks
from docaudit.records.case import CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan
from docaudit.records.neighbours import Neighbours, Sighting

ACROSS = frozenset({"invoice.reused_across_cases", "use.other_borrower"})
"""The checks that look at other cases; they see `CaseFile.seen` and `CaseFile.neighbours` and nothing else."""


def findings_across(
    seen: Sequence[Sighting], neighbours: Neighbours, pack: RulePack, as_of: dt.date
) -> tuple[Finding, ...]:
    """Return what the checks across cases find in a case of which only the sightings are left."""
    if not seen or not neighbours.seen:
        return ()
    holder = seen[0].holder
    case = CaseFile(
        name=holder.case,
        as_of=as_of,
        loans=tuple(Loan(id=loan, loan_kind=kind) for loan, kind in holder.loans),
        seen=tuple(seen),
        neighbours=neighbours,
    )
    return run_checks(case, pack, only=ACROSS)
