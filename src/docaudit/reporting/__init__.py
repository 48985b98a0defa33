"""Writes the working paper (底稿) of a case, and the picture of its money."""

from __future__ import annotations

from docaudit.reporting import payee_keys
from docaudit.reporting.decisions import decision_text
from docaudit.reporting.flow_page import flow_page
from docaudit.reporting.flow_picture import (
    Column,
    FlowLink,
    FlowNode,
    FlowPicture,
    account_key,
    account_words,
    flow_picture,
    node_words,
)
from docaudit.reporting.payee_keys import other_payees, payee_key, payee_words
from docaudit.reporting.payee_table import PayeeSum, payee_sums
from docaudit.reporting.places import place_text
from docaudit.reporting.statements import StatementProof, prove_statements
from docaudit.reporting.workbook import basis_text, working_paper

__all__ = [
    "Column",
    "FlowLink",
    "FlowNode",
    "FlowPicture",
    "PayeeSum",
    "StatementProof",
    "account_key",
    "account_words",
    "basis_text",
    "decision_text",
    "flow_page",
    "flow_picture",
    "node_words",
    "other_payees",
    "payee_key",
    "payee_keys",
    "payee_sums",
    "payee_words",
    "place_text",
    "prove_statements",
    "working_paper",
]
