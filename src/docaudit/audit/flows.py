"""Follows the loan money over all statements of a case, with the numbers of the rule pack."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from dataclasses import replace
from fractions import Fraction

from docaudit.checks import RulePack
from docaudit.knowledge import PROHIBITED
from docaudit.records.case import CaseFile
from docaudit.records.flows import Loan
from docaudit.records.labels import Use
from docaudit.tracing import FlowLimits, PassLimits, ReturnLimits, SplitLimits, follow_loans, own_bounds


def follow_money(case: CaseFile, pack: RulePack, *, covered: Mapping[str, int], method: str) -> CaseFile:
    """Return the case with what its loans' money did on the accounts of others, and with bounds of any set.

    The bounds serve the checks; who keeps the case leaves them out.
    """
    bounds = own_bounds(case.ledger, case.loans, covered=covered, as_of=case.as_of)
    named = {use for loan in case.loans for use in Use if use.value in loan.prohibited}
    flows = follow_loans(
        case.ledger,
        case.loans,
        case.parties,
        case.traces,
        bounds=bounds,
        covered=covered,
        classes=PROHIBITED | named,
        method=method,
        as_of=case.as_of,
        limits=flow_limits(pack),
    )
    return replace(case, flows=flows, set_bounds=bounds)


def flow_limits(pack: RulePack) -> Callable[[Loan], FlowLimits]:
    """Return the numbers of the rules on the use of funds that decide while a loan's money is followed."""
    return functools.partial(_limits, pack)


def _limits(pack: RulePack, loan: Loan) -> FlowLimits:
    downstream, back = pack.rule("use.prohibited_downstream").of(loan), pack.rule("use.round_trip").of(loan)
    hurried, split = pack.rule("use.rapid_passthrough").of(loan), pack.rule("use.structuring").of(loan)
    return FlowLimits(
        stay=downstream.days("stay_days"),
        returns=ReturnLimits(
            window=back.days("window_days"),
            stay=back.days("hop_days"),
            hops=int(back.threshold("hops")),
            share=Fraction(back.threshold("share")),
            related=float(back.threshold("related")),
            same_account=float(back.threshold("same_account")),
            same_name=float(back.threshold("same_name")),
            hop_factor=float(back.threshold("hop_factor")),
            untied=float(back.threshold("untied")),
            untied_factor=float(back.threshold("untied_factor")),
            tolerance=Fraction(back.threshold("related_tolerance")),
            trades=int(back.threshold("trade_count")),
            ratio_span=float(back.threshold("ratio_span")),
            floor_fen=back.fen("floor"),
        ),
        passes=PassLimits(
            window=hurried.days("window_days"),
            share=Fraction(hurried.threshold("share")),
            other=Fraction(hurried.threshold("other_share")),
            many=int(hurried.threshold("many")),
            floor_fen=hurried.fen("floor"),
        ),
        splits=SplitLimits(
            # Both ends count: seven days from the third of a month end on the ninth.
            window=split.days("window_days"),
            near=Fraction(split.threshold("near_share")),
            p_value=float(split.threshold("p_value")),
            rhythm=int(split.threshold("rhythm_count")),
            floor_fen=split.fen("floor"),
        ),
    )


def without_bounds(case: CaseFile) -> CaseFile:
    """Return the case as it is kept: the whole flow behind the bounds would be stored with it."""
    return replace(case, set_bounds=None)
