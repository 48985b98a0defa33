"""Reads a bank statement (银行流水); a file with several accounts is read by `docaudit.understanding.statements`."""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from docaudit.documents.bank_statement import BankStatement
from docaudit.records.document import Document
from docaudit.records.pages import Page
from docaudit.understanding.base import reader, reader_of_several
from docaudit.understanding.statements import read_statements


@reader("bank_statement")
def read(pages: Sequence[Page]) -> BankStatement:
    """Return the statement; of several accounts in one file the one with most rows, and a warning that names the others."""
    found = sorted(read_statements(pages), key=lambda s: -len(s.transactions))
    others = [s for s in found[1:] if s.transactions]
    if not others:
        return found[0]
    names = "、".join(s.account_number.value or "账号不明" for s in others)
    note = f"文件含{len(found)}个账户或币种，本件只列其一；另有：{names}"
    return dataclasses.replace(found[0], warnings=(*found[0].warnings, note))


@reader_of_several("bank_statement")
def read_all(pages: Sequence[Page]) -> Sequence[Document]:
    """Return one statement for each account and currency in the pages."""
    return read_statements(pages)
