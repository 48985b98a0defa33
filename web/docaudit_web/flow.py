"""The Sankey picture of a case: loan, account, payee, use."""

from __future__ import annotations

import collections
from collections.abc import Mapping
from typing import Any

from flask import url_for

from docaudit.records.money_bar import fen
from docaudit_web.formats import use_class
from docaudit_web.messages import t, term

_PAYEES = 14


def sankey(audit: Mapping[str, Any], case_id: int) -> dict[str, Any]:
    """Return nodes and edges; the payees beyond the largest stand together. `value` is yuan for drawing, `shown` exact.

    A node is named by its column and place, its words stand in `label`: one name in two columns would close a ring.
    """
    payees: dict[str, int] = collections.Counter()
    for trace in audit.get("trace", ()):
        for payment in trace.get("payments", ()):
            payees[str(payment.get("payee") or "")] += fen(payment.get("loan_amount"))
    large = {name for name, _ in sorted(payees.items(), key=lambda p: -p[1])[:_PAYEES]}
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
        meanings[source, target] = meaning

    for trace in audit.get("trace", ()):
        loan = node(0, str(trace.get("loan")), str(trace.get("loan")))
        for payment in trace.get("payments", ()):
            amounts = _amounts(payment, "loan_amount")
            if amounts[0] <= 0:
                continue
            use, meaning = str(payment.get("use") or "unknown"), use_class(payment.get("use"))
            document = str(payment.get("document") or "")
            account = node(1, document, _account(audit, document), account=document)
            name = str(payment.get("payee") or "")
            if name in large:
                payee = node(2, name, name or t("flow.no_payee"), payee=name)
            else:
                payee = node(2, "\0rest", t("flow.other_payees", count=len(payees) - len(large)))
            last = node(3, use, term("use", use), meaning, use=use)
            for source, target in ((loan, account), (account, payee), (payee, last)):
                edge(source, target, amounts, meaning if target is last or source is account else "")
        for use_row in trace.get("uses", ()):
            if use_row.get("use") == "idle" and fen(use_row.get("amount")) > 0:
                idle = node(3, "idle", term("use", "idle"), "idle", use="idle")
                edge(loan, idle, _amounts(use_row, "amount"), "idle")
    links = [
        {
            "source": source,
            "target": target,
            "value": amount / 100,
            "shown": f"{amount // 100:,}.{amount % 100:02d}",
            "low": f"{low // 100:,}.{low % 100:02d}",
            "high": f"{high // 100:,}.{high % 100:02d}",
            "meaning": meanings[source, target],
        }
        for (source, target), (amount, low, high) in edges.items()
    ]
    return {"nodes": list(nodes.values()), "links": links}


def _amounts(row: Mapping[str, Any], key: str) -> list[int]:
    amount = row.get(key)
    return [fen(amount), fen(row.get("min", amount)), fen(row.get("max", amount))]


def _account(audit: Mapping[str, Any], document_id: str) -> str:
    found = next((d for d in audit.get("documents", ()) if d.get("id") == document_id), None)
    fields = found.get("fields", {}) if found else {}
    bank = (fields.get("bank") or {}).get("value") or ""
    number = str((fields.get("account_number") or {}).get("value") or document_id)
    return f"{bank} {number[-4:] if len(number) > 6 else number}".strip()
