"""The picture of the money as nodes and ribbons: loan, account, use, payee; the desk and the offline page draw it."""

from __future__ import annotations

import collections
import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from docaudit.knowledge import label
from docaudit.records.labels import Use
from docaudit.records.money_bar import fen, use_meaning
from docaudit.records.span import Span, tightened
from docaudit.reporting.payee_keys import OWN_ACCOUNT, other_payees, payee_key, payee_words

_GROUP = "\0"
_NOTHING = Span(0, 0, 0)


class Column(enum.IntEnum):
    """From left to right."""

    LOAN = 0
    ACCOUNT = 1
    USE = 2
    PAYEE = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode:
    """A bar. `key` is the loan's name, the account, the use or the payee; `count` payees stand together in a group.

    `meaning` is proved, misuse, unproved or idle; empty where money of several meanings meets. The bounds of a use are
    exact; those of other sets of payments follow from them and from the payments' own, never narrower than the truth.
    """

    column: Column
    key: str
    span: Span
    meaning: str = ""
    count: int = 0

    @property
    def name(self) -> str:
        """Unique in the picture: one name in two columns would close a ring."""
        return f"{self.column.value}:{self.key}"

    @property
    def group(self) -> str | None:
        """The meaning whose small payees stand together here, None for a node of its own."""
        return self.key.removeprefix(_GROUP) if self.count else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowLink:
    """A ribbon between two nodes, by their names."""

    source: str
    target: str
    span: Span
    meaning: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowPicture:
    """Nodes in the order in which they were first met, and the ribbons between them; without a ring."""

    nodes: tuple[FlowNode, ...] = ()
    links: tuple[FlowLink, ...] = ()


def account_key(payment: Mapping[str, Any]) -> str:
    """Return what tells a payment's account: its number; the statement where a stored result names none."""
    return str(payment.get("account") or payment.get("document") or "")


def account_words(audit: Mapping[str, Any], key: str) -> str:
    """Return an account for readers: its bank and the last four digits of its number, else its statement's file."""
    paid = (p for trace in audit.get("trace", ()) for p in trace.get("payments", ()))
    document_id = next((p.get("document") for p in paid if account_key(p) == key), key)
    document: Mapping[str, Any] = next((d for d in audit.get("documents", ()) if d.get("id") == document_id), {})
    fields = document.get("fields", {})
    bank = (fields.get("bank") or {}).get("value")
    number = (fields.get("account_number") or {}).get("value") or (key if key != document_id else None)
    digits = str(number)[-4:] if number and len(str(number)) > 6 else number
    file = str(document.get("source") or "").rsplit("/", 1)[-1]
    return " ".join(filter(None, (bank, digits))) or file or key


def node_words(audit: Mapping[str, Any], node: FlowNode) -> str:
    """Return a node in Chinese."""
    if node.column is Column.LOAN:
        return node.key
    if node.column is Column.ACCOUNT:
        return account_words(audit, node.key)
    if node.column is Column.USE:
        return label("use", node.key)
    return f"其他 {node.count} 个收款人" if node.count else payee_words(node.key)


def flow_picture(audit: Mapping[str, Any]) -> FlowPicture:
    """Return the picture of all loans of a case in the interface's JSON (`trace`, and `documents` for their words).

    Payments without loan money by the method are not drawn. Money in no payment runs from the loan to its use: what is
    idle, and what is left on own accounts whose statements are missing.
    """
    return _Drawing(audit).finish()


_At = tuple[Column, str]


@dataclass(slots=True)
class _Ribbon:
    span: Span
    meaning: str

    def add(self, span: Span, meaning: str) -> None:
        self.span += span
        if self.meaning != meaning:
            self.meaning = ""


class _Drawing:
    def __init__(self, audit: Mapping[str, Any]) -> None:
        self.audit = audit
        self.others = other_payees(audit)
        self.nodes: dict[_At, int] = {}
        self.ribbons: dict[tuple[_At, _At], _Ribbon] = {}
        self.disbursed = 0
        self.uses: dict[str, Span] = collections.defaultdict(lambda: _NOTHING)
        # Payments to which the method gives nothing are drawn nowhere, but they are part of their use.
        self.undrawn: dict[str, Span] = collections.defaultdict(lambda: _NOTHING)

    def finish(self) -> FlowPicture:
        for trace in self.audit.get("trace", ()):
            self._trace(trace)
        for use in self.uses:
            self._tighten(use, side=1)
            self._tighten(use, side=0)
        return FlowPicture(
            nodes=tuple(self._node(at, count) for at, count in self.nodes.items()),
            links=tuple(
                FlowLink(source=_name(a), target=_name(b), span=ribbon.span, meaning=ribbon.meaning)
                for (a, b), ribbon in self.ribbons.items()
            ),
        )

    def _trace(self, trace: Mapping[str, Any]) -> None:
        loan = (Column.LOAN, str(trace.get("loan")))
        self.disbursed += fen(trace.get("disbursed"))
        paid: dict[str, Span] = collections.defaultdict(lambda: _NOTHING)
        for payment in trace.get("payments", ()):
            span = _span(payment, "loan_amount")
            use, meaning = str(payment.get("use") or Use.UNKNOWN), use_meaning(payment.get("use"))
            paid[use] += span
            if span.amount_fen <= 0:
                self.undrawn[use] += span
                continue
            account = (Column.ACCOUNT, account_key(payment))
            self._link(loan, account, span, "")
            self._link(account, (Column.USE, use), span, meaning)
            self._link((Column.USE, use), self._payee(payment, meaning), span, meaning)
        for row in trace.get("uses", ()):
            use, whole = str(row.get("use")), _span(row, "amount")
            self.uses[use] += whole
            rest = whole.amount_fen - paid[use].amount_fen
            if rest > 0:
                least = min(rest, max(0, whole.min_fen - paid[use].max_fen))
                span = Span(rest, least, max(rest, whole.max_fen - paid[use].min_fen))
                self._link(loan, (Column.USE, use), span, use_meaning(use))
                if use == Use.UNKNOWN:
                    self._link((Column.USE, use), (Column.PAYEE, OWN_ACCOUNT), span, use_meaning(use))

    def _payee(self, payment: Mapping[str, Any], meaning: str) -> _At:
        name = payee_key(self.audit, payment)
        together = self.others.get(meaning, frozenset())
        if name not in together:
            return Column.PAYEE, name
        group = (Column.PAYEE, _GROUP + meaning)
        self.nodes[group] = len(together)
        return group

    def _link(self, source: _At, target: _At, span: Span, meaning: str) -> None:
        self.nodes.setdefault(source, 0)
        self.nodes.setdefault(target, 0)
        if (source, target) in self.ribbons:
            self.ribbons[source, target].add(span, meaning)
        else:
            self.ribbons[source, target] = _Ribbon(span, meaning)

    def _tighten(self, use: str, *, side: int) -> None:
        """Hold the exact bounds of a use against the ribbons that come to it (`side` 1) or leave it (0)."""
        here = [ends for ends in self.ribbons if ends[side] == (Column.USE, use)]
        parts = [*(self.ribbons[ends].span for ends in here), self.undrawn[use]]
        if sum(part.amount_fen for part in parts) == self.uses[use].amount_fen:
            for ends, span in zip(here, tightened(parts, self.uses[use]), strict=False):
                self.ribbons[ends].span = span

    def _node(self, at: _At, count: int) -> FlowNode:
        column, key = at
        side = 0 if column is Column.LOAN else 1
        ribbons = [ribbon for ends, ribbon in self.ribbons.items() if ends[side] == at]
        span = sum((ribbon.span for ribbon in ribbons), _NOTHING)
        if column is Column.LOAN:
            span = Span(span.amount_fen, span.amount_fen, span.amount_fen)
        elif column is Column.USE and self.uses[key].amount_fen == span.amount_fen:
            span = self.uses[key]
        meanings = {ribbon.meaning for ribbon in ribbons}
        shared = meanings.pop() if len(meanings) == 1 and column > Column.ACCOUNT else ""
        most = max(span.amount_fen, min(span.max_fen, self.disbursed))
        return FlowNode(
            column=column, key=key, span=Span(span.amount_fen, span.min_fen, most), meaning=shared, count=count
        )


def _name(at: _At) -> str:
    return f"{at[0].value}:{at[1]}"


def _span(row: Mapping[str, Any], key: str) -> Span:
    amount = row.get(key)
    return Span(fen(amount), fen(row.get("min", amount)), fen(row.get("max", amount)))
