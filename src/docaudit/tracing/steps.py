"""Turns a checked case into plain steps: money enters a holder, or moves from one holder to another.

A holder is an account or the place where the money of one payment waits (flows.md 1.7: "limbo"). Refunds and arrivals
leave that place, so payments come out net of refunds and what never arrived stays in transit, without special cases.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import NamedTuple

from docaudit.records.labels import RowKind, Use
from docaudit.tracing.case_form import CaseForm, FormRow

OTHER = 0
"""The class of all money that is no traced loan's."""


class Step(NamedTuple):
    """`fen` (> 0) of money moves from holder `source` to `target`; `source` -1: money of class `money` enters."""

    source: int
    target: int
    fen: int
    money: int


@dataclass(slots=True, kw_only=True)
class Holder:
    """Who can hold money: an account (`row` None) or a payment's place; `use` names what is left there at the end.

    `unlimited`: a dark account, whose other money is unknown and without limit (flows.md 2.6).
    """

    use: Use
    row: str | None = None
    unlimited: bool = False
    shown: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """All steps of a case in total order; balances never go below zero.

    `classes[0]` is other money, then the loans by first appearance. `disbursed_fen` is per class.
    """

    holders: list[Holder]
    steps: list[Step]
    classes: list[str]
    disbursed_fen: list[int]
    left_fen: list[int]


def build_flow(form: CaseForm) -> Flow:
    """Return the steps of a case: overdrafts, shortages, pins, refunds and transfers resolved (flows.md 1.5 to 1.8)."""
    return _Builder(form).run()


class _Builder:
    def __init__(self, form: CaseForm) -> None:
        self.form = form
        self.holders: list[Holder] = []
        self.left: list[int] = []
        self.steps: list[Step] = []
        self.classes = [""]
        self.disbursed = [0]
        self.owed: dict[int, int] = defaultdict(int)
        self.accounts: dict[str, int] = {}
        self.places: dict[str, int] = {}
        # What is lacking for a payment in parts is lacking for all of them at once, before the first.
        self.ahead: dict[str, int] = defaultdict(int)
        for row in form.rows:
            if row.whole:
                self.ahead[row.whole] -= row.amount_fen
        self.awaited = {r.link for r in form.rows if r.kind is RowKind.TRANSFER_IN}

    def run(self) -> Flow:
        for account in self.form.accounts.values():
            use = Use.UNKNOWN if account.dark or account.counterparty else Use.IDLE
            self.accounts[account.id] = self._holder(Holder(use=use, unlimited=account.dark or account.unlimited))
        pins = self._pins()
        pinned: dict[str, list[FormRow]] = defaultdict(list)
        for row in self.form.rows:
            if row.id in pins and row.pin is not None:
                pinned[row.pin].append(row)
        for account in self.form.accounts.values():
            here = self.accounts[account.id]
            if account.opening_fen > 0:
                self._step(-1, here, account.opening_fen)
            elif account.overdraft:
                self.owed[here] = -account.opening_fen
        for row in self.form.rows:
            self._row(row, pinned.get(row.id, []), is_pinned=row.id in pins)
        return Flow(
            holders=self.holders,
            steps=self.steps,
            classes=self.classes,
            disbursed_fen=self.disbursed,
            left_fen=self.left,
        )

    def _holder(self, holder: Holder) -> int:
        self.holders.append(holder)
        self.left.append(0)
        return len(self.holders) - 1

    def _step(self, source: int, target: int, fen: int, money: int = OTHER) -> None:
        if fen <= 0:
            return
        self.steps.append(Step(source, target, fen, money))
        self.left[target] += fen
        if source >= 0:
            self.left[source] -= fen

    def _row(self, row: FormRow, pinned: list[FormRow], *, is_pinned: bool) -> None:
        here = self.accounts[row.account]
        fen = abs(row.amount_fen)
        if row.kind is RowKind.OUT:
            if not is_pinned:
                self._pay(here, self._place(row), fen, ahead=self.ahead.pop(row.whole or "", fen) - fen)
        elif row.kind is RowKind.TRANSFER:
            to = self.accounts.get(row.to or "")
            # Arrivals wait in the transfer's own place; a dark account shows none and gets the money at once.
            straight = to is not None and self.holders[to].unlimited and row.id not in self.awaited
            self._pay(here, to if straight and to is not None else self._place(row), fen)
        else:
            self._receive(row, here, fen, pinned)

    def _receive(self, row: FormRow, here: int, fen: int, pinned: list[FormRow]) -> None:
        net = fen
        if row.kind is RowKind.DISBURSEMENT:
            money = self._class(row.loan or "")
            self.disbursed[money] += fen
            for payment in pinned:
                self._step(-1, self._place(payment), -payment.amount_fen, money)
                net += payment.amount_fen
            self._step(-1, here, net, money)
        elif row.kind is RowKind.IN:
            self._step(-1, here, fen)
        elif row.link is not None:
            place = self.places[row.link]
            back = min(fen, self.left[place])
            self._step(place, here, back)
            self._step(-1, here, fen - back)
        else:
            dark = self.accounts[row.source or ""]
            self.steps.append(Step(dark, here, fen, OTHER))
            self.left[here] += fen
            # What the dark account holds is unknown; only loan money that went in is counted, never below zero.
            self.left[dark] = max(0, self.left[dark] - fen)
        repaid = min(self.owed[here], net)
        if repaid > 0:
            self.owed[here] -= repaid
            place = self._holder(Holder(use=Use.LOAN_REPAYMENT, row=f"{row.id}#overdraft"))
            self._step(here, place, repaid)

    def _pay(self, here: int, target: int, fen: int, ahead: int = 0) -> None:
        short = fen + ahead - self.left[here]
        if short > 0 and not self.holders[here].unlimited:
            self._step(-1, here, short)
            account = next(a for a, i in self.accounts.items() if i == here)
            if self.form.accounts[account].overdraft:
                self.owed[here] += short
        if self.holders[here].unlimited and fen > 0:
            self.steps.append(Step(here, target, fen, OTHER))
            self.left[target] += fen
            self.left[here] = max(0, self.left[here] - fen)
        else:
            self._step(here, target, fen)

    def _place(self, row: FormRow) -> int:
        if row.id not in self.places:
            use = Use.UNKNOWN if row.kind is RowKind.TRANSFER else row.use
            shown = row.kind is not RowKind.TRANSFER
            self.places[row.id] = self._holder(Holder(use=use, row=row.id, shown=shown))
        return self.places[row.id]

    def _class(self, loan: str) -> int:
        if loan not in self.classes[1:]:
            self.classes.append(loan)
            self.disbursed.append(0)
        return self.classes.index(loan, 1)

    def _pins(self) -> set[str]:
        """Return the payments whose pin holds (1.6): paid later from the same account, nobody in between left short."""
        rows = self.form.rows
        index = {r.id: i for i, r in enumerate(rows)}
        wanted: dict[str, list[FormRow]] = defaultdict(list)
        for row in rows:
            if row.pin in index and row.kind is RowKind.OUT:
                wanted[row.whole or row.id].append(row)
        if not wanted:
            return set()
        free = {r.id: r.amount_fen for r in rows if r.kind is RowKind.DISBURSEMENT}
        slack = self._slack()
        accepted: set[str] = set()
        # The parts of one payment are pinned together or not at all.
        for parts in wanted.values():
            row, fen = parts[0], -sum(part.amount_fen for part in parts)
            start, end = index[row.pin or ""], index[row.id]
            paid_from = rows[start]
            if start > end or paid_from.account != row.account or free[paid_from.id] < fen:
                continue
            between = [i for i in range(start + 1, end) if rows[i].account == row.account]
            if any(slack[i] < fen for i in between if rows[i].amount_fen < 0 and rows[i].id not in accepted):
                continue
            for i in between:
                slack[i] -= fen
            free[paid_from.id] -= fen
            accepted.update(part.id for part in parts)
        return accepted

    def _slack(self) -> list[int]:
        """Return the plain running balance of its account after each row."""
        balance = {a.id: a.opening_fen for a in self.form.accounts.values()}
        result = []
        for row in self.form.rows:
            balance[row.account] += row.amount_fen
            result.append(balance[row.account])
        return result
