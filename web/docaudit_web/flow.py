"""The Sankey picture of a case with the desk's words and links; what stands on it is `docaudit.reporting`'s."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import url_for

from docaudit.reporting import Column, FlowNode, account_words, flow_picture, payee_keys
from docaudit_web.formats import money
from docaudit_web.messages import t, term

_QUERY = {Column.ACCOUNT: "account", Column.USE: "use", Column.PAYEE: "payee"}
"""The filter of the flow table that shows the payments of a node."""


def payee_words(key: str) -> str:
    """Return a payee's key for readers."""
    if key == payee_keys.CASH:
        return t("flow.cash")
    if key == payee_keys.OWN_ACCOUNT:
        return t("flow.own_account")
    words = payee_keys.unnamed_words(key)
    if words is None:
        return key
    return t("flow.no_payee_but", words=words) if words else t("flow.no_payee")


def sankey(audit: Mapping[str, Any], case_id: int) -> dict[str, Any]:
    """Return nodes and edges; small payees stand together. `value` is yuan for drawing, `shown` exact.

    A node is named by its column and key, its words stand in `label`.
    """
    picture = flow_picture(audit)
    nodes = [
        {
            "name": node.name,
            "label": _words(audit, node),
            "depth": node.column.value,
            "meaning": node.meaning,
            "href": url_for("cases.flow", case_id=case_id, **_query(node)),
            "shown": money(node.span.amount_fen),
            "low": money(node.span.min_fen),
            "high": money(node.span.max_fen),
        }
        for node in picture.nodes
    ]
    links = [
        {
            "source": link.source,
            "target": link.target,
            "value": link.span.amount_fen / 100,
            "shown": money(link.span.amount_fen),
            "low": money(link.span.min_fen),
            "high": money(link.span.max_fen),
            "meaning": link.meaning,
        }
        for link in picture.links
    ]
    return {"nodes": nodes, "links": links}


def _words(audit: Mapping[str, Any], node: FlowNode) -> str:
    if node.column is Column.LOAN:
        return node.key
    if node.column is Column.ACCOUNT:
        return account_words(audit, node.key)
    if node.column is Column.USE:
        return term("use", node.key)
    return t("flow.other_payees", count=node.count) if node.count else payee_words(node.key)


def _query(node: FlowNode) -> dict[str, Any]:
    if node.group is not None:
        return {"others": node.group}
    # Money on an account whose statement is missing has no payment that a table could show.
    if node.column is Column.LOAN or node.key == payee_keys.OWN_ACCOUNT:
        return {}
    return {_QUERY[node.column]: node.key}
