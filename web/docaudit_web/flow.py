"""The Sankey picture of a case: loan, account, payee, use."""

from __future__ import annotations

import collections
from collections.abc import Mapping
from typing import Any

from flask import url_for

from docaudit.records.money_bar import fen
from docaudit_web.formats import money, use_class
from docaudit_web.messages import t, term

_PAYEES = 12
_TINY = 0.01


def payee_key(audit: Mapping[str, Any], payment: Mapping[str, Any]) -> str:
    """Return the payee as printed; where none is, ``~cash`` or ``~`` and the statement's own word for the row."""
    if payment.get("payee"):
        return str(payment["payee"])
    if payment.get("use") == "cash":
        return "~cash"
    row = _transaction(audit, payment)
    words = (str((row.get(name) or {}).get("value") or "").strip() for name in ("summary", "remark"))
    return "~" + next(filter(None, words), "")


def payee_words(key: str) -> str:
    """Return a payee's key for readers."""
    if not key.startswith("~"):
        return key
    if key == "~cash":
        return t("flow.cash")
    return t("flow.no_payee_but", words=key[1:]) if key[1:] else t("flow.no_payee")


def other_payees(audit: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Return the payees too small to draw by the meaning of their use: under 1 %, or not among the largest.

    A payee of several meanings stands in each; money gone astray is drawn by name while there is room.
    """
    sums: dict[str, int] = collections.Counter()
    meanings: dict[str, set[str]] = collections.defaultdict(set)
    for trace in audit.get("trace", ()):
        for payment in trace.get("payments", ()):
            amount = fen(payment.get("loan_amount"))
            if amount > 0:
                name = payee_key(audit, payment)
                sums[name] += amount
                meanings[name].add(use_class(payment.get("use")))
    total = sum(sums.values())
    named = [n for n in sums if sums[n] >= _TINY * total or "misuse" in meanings[n]]
    drawn = sorted(named, key=lambda n: -sums[n])[:_PAYEES]
    others: dict[str, set[str]] = collections.defaultdict(set)
    for name in sums.keys() - set(drawn):
        for meaning in meanings[name]:
            others[meaning].add(name)
    # One alone is no group: it keeps its name.
    return {meaning: frozenset(names) for meaning, names in others.items() if len(names) > 1}


def sankey(audit: Mapping[str, Any], case_id: int) -> dict[str, Any]:
    """Return nodes and edges; small payees stand together. `value` is yuan for drawing, `shown` exact.

    A node is named by its column and place, its words stand in `label`: one name in two columns would close a ring.
    """
    others = other_payees(audit)
    nodes: dict[str, dict[str, Any]] = {}
    edges: dict[tuple[str, str], list[int]] = collections.defaultdict(lambda: [0, 0, 0])
    meanings: dict[tuple[str, str], str] = {}

    def node(column: int, key: str, label: str, meaning: str = "", **query: Any) -> str:
        name = f"{column}:{key}"
        href = url_for("cases.flow", case_id=case_id, **query)
        nodes.setdefault(name, {"name": name, "label": label, "depth": column, "meaning": meaning, "href": href})
        return name

    def edge(source: str, target: str, amounts: list[int], meaning: str) -> None:
        for i, amount in enumerate(amounts):
            edges[source, target][i] += amount
        meanings[source, target] = meaning if meanings.get((source, target), meaning) == meaning else ""

    for trace in audit.get("trace", ()):
        loan = node(0, str(trace.get("loan")), str(trace.get("loan")))
        for payment in trace.get("payments", ()):
            amounts = _amounts(payment, "loan_amount")
            if amounts[0] <= 0:
                continue
            use, meaning = str(payment.get("use") or "unknown"), use_class(payment.get("use"))
            document = str(payment.get("document") or "")
            account = node(1, document, _account(audit, document), account=document)
            name = payee_key(audit, payment)
            if name in others.get(meaning, ()):
                words = t("flow.other_payees", count=len(others[meaning]))
                payee = node(2, f"\0{meaning}", words, others=meaning)
            else:
                payee = node(2, name, payee_words(name), payee=name)
            last = node(3, use, term("use", use), meaning, use=use)
            edge(loan, account, amounts, "")
            edge(account, payee, amounts, meaning)
            edge(payee, last, amounts, meaning)
        for use_row in trace.get("uses", ()):
            if use_row.get("use") == "idle" and fen(use_row.get("amount")) > 0:
                idle = node(3, "idle", term("use", "idle"), "idle", use="idle")
                edge(loan, idle, _amounts(use_row, "amount"), "idle")
    links = [
        {
            "source": source,
            "target": target,
            "value": amount / 100,
            "shown": money(amount),
            "low": money(low),
            "high": money(high),
            "meaning": meanings[source, target],
        }
        for (source, target), (amount, low, high) in edges.items()
    ]
    for name, found in nodes.items():
        side = 0 if found["depth"] == 0 else 1
        found["shown"] = money(sum(amounts[0] for ends, amounts in edges.items() if ends[side] == name))
    return {"nodes": list(nodes.values()), "links": links}


def _amounts(row: Mapping[str, Any], key: str) -> list[int]:
    amount = row.get(key)
    return [fen(amount), fen(row.get("min", amount)), fen(row.get("max", amount))]


def _transaction(audit: Mapping[str, Any], payment: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the statement row a payment was read from, empty where it cannot be told."""
    found: Mapping[str, Any] | None = next(
        (d for d in audit.get("documents", ()) if d.get("id") == payment.get("document")), None
    )
    rows, number = (found or {}).get("fields", {}).get("transactions", ()), payment.get("transaction")
    return rows[number - 1] if isinstance(number, int) and 0 < number <= len(rows) else {}


def _account(audit: Mapping[str, Any], document_id: str) -> str:
    found = next((d for d in audit.get("documents", ()) if d.get("id") == document_id), None)
    fields = found.get("fields", {}) if found else {}
    bank = (fields.get("bank") or {}).get("value") or ""
    number = str((fields.get("account_number") or {}).get("value") or document_id)
    return f"{bank} {number[-4:] if len(number) > 6 else number}".strip()
