"""The pure tracer: a case in, what became of each loan's money out (flows.md, sections 0 to 2)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docaudit.records.labels import Use
from docaudit.records.money import Money
from docaudit.tracing.attribution import METHODS, attribute
from docaudit.tracing.bounds import Bounds, bound_loan
from docaudit.tracing.case_form import parse_case
from docaudit.tracing.steps import Flow, build_flow


def solve(case: Mapping[str, Any]) -> dict[str, Any]:
    """Return, per loan, what was disbursed, its payments, uses and idle money by every method, and their exact bounds.

    Amounts are decimal strings in yuan; the forms of `case` and of the result are those of flows.md, section 0. Rows of
    kind transfer are shown only where not all of the money arrived; `idle` stands beside `uses`, not in it. Raises
    `InputError` for a case that contradicts itself.
    """
    flow = build_flow(parse_case(case))
    shown = [h.row is not None and (h.shown or flow.left_fen[i] > 0) for i, h in enumerate(flow.holders)]
    ends = {method: attribute(flow, method) for method in METHODS}
    result: dict[str, Any] = {}
    for loan, name in enumerate(flow.classes):
        if loan == 0:
            continue
        result[name] = {
            "disbursed": str(Money(flow.disbursed_fen[loan])),
            "methods": {method: _method(flow, shown, ends[method], loan) for method in METHODS},
            "bounds": _bounds(flow, shown, bound_loan(flow, loan)),
        }
    return result


def _method(flow: Flow, shown: list[bool], ends: list[dict[int, int]], loan: int) -> dict[str, Any]:
    payments: dict[str, str] = {}
    uses: dict[Use, int] = {}
    for i, holder in enumerate(flow.holders):
        fen = ends[i].get(loan, 0)
        if shown[i] and holder.row is not None:
            payments[holder.row] = str(Money(fen))
        if shown[i] or fen:
            uses[holder.use] = uses.get(holder.use, 0) + fen
    idle = uses.pop(Use.IDLE, 0)
    return {
        "payments": payments,
        "uses": {use.value: str(Money(fen)) for use, fen in sorted(uses.items())},
        "idle": str(Money(idle)),
    }


def _bounds(flow: Flow, shown: list[bool], bounds: Bounds) -> dict[str, Any]:
    rows = [h.row for i, h in enumerate(flow.holders) if shown[i] and h.row is not None]
    idle = bounds.uses.get(Use.IDLE, (0, 0))
    # A transfer that arrived in full leaves an empty place of use `unknown`; as a use it says nothing.
    named = {h.use for i, h in enumerate(flow.holders) if shown[i]} | {u for u, r in bounds.uses.items() if r[1]}
    return {
        "payments": {row: _range(bounds.payments.get(row, (0, 0))) for row in rows},
        "uses": {use.value: _range(bounds.uses.get(use, (0, 0))) for use in sorted(named - {Use.IDLE})},
        "idle": _range(idle),
    }


def _range(limits: tuple[int, int]) -> list[str]:
    return [str(Money(limits[0])), str(Money(limits[1]))]
