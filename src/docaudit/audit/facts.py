"""Reads ``case.yaml``: what the lender states about a case, which overrides what was read from its papers."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePosixPath

import yaml

from docaudit.errors import InputError
from docaudit.records.case import CaseFacts, LoanFacts
from docaudit.records.labels import Owner

FACTS_NAME = "case.yaml"
MAX_BYTES = 1 << 20
"""A statement of facts longer than this is no statement of facts."""

_KEYS = {"borrower", "lender", "as_of", "loans", "accounts", "related_parties"}
_LOAN_KEYS = {"contract_number", "amount", "start_date", "end_date", "purpose", "entrusted_threshold"}


def load_facts(case: Path) -> CaseFacts:
    """Return the facts beside the papers of `case` (a folder, a zip or a file); empty where there are none.

    Raises:
        InputError: the file is there and is not what interface.md describes.
    """
    text = _facts_text(case)
    if text is None:
        return CaseFacts()
    where = f"{case.name}/{FACTS_NAME}"
    try:
        content = yaml.safe_load(text)
    except (yaml.YAMLError, ValueError) as error:
        msg = f"{where}: not valid YAML; correct it or take it away ({str(error).splitlines()[0]})"
        raise InputError(msg) from error
    if content is None:
        return CaseFacts()
    return parse_facts(content, where)


def parse_facts(content: object, where: str) -> CaseFacts:
    """Return the facts of an already parsed ``case.yaml``; `where` names it in the message of an `InputError`."""
    top = _mapping(content, where, _KEYS)
    return CaseFacts(
        borrower=_text(top.get("borrower"), f"{where}: borrower"),
        lender=_text(top.get("lender"), f"{where}: lender"),
        as_of=_date(top.get("as_of"), f"{where}: as_of"),
        loans=tuple(_loan(entry, f"{where}: loans[{i}]") for i, entry in enumerate(_list(top.get("loans"), where))),
        accounts=tuple(_account(a, f"{where}: accounts[{i}]") for i, a in enumerate(_list(top.get("accounts"), where))),
        related_parties=tuple(
            _related(r, f"{where}: related_parties[{i}]")
            for i, r in enumerate(_list(top.get("related_parties"), where))
        ),
    )


def _facts_text(case: Path) -> bytes | None:
    if case.is_dir():
        path = case / FACTS_NAME
        return path.read_bytes()[: MAX_BYTES + 1] if path.is_file() else None
    if case.is_file() and zipfile.is_zipfile(case):
        with zipfile.ZipFile(case) as archive:
            for info in archive.infolist():
                parts = PurePosixPath(info.filename).parts
                # At the top, or in the sole top folder that most zip tools make.
                if parts[-1:] == (FACTS_NAME,) and len(parts) <= 2 and info.file_size <= MAX_BYTES:
                    with archive.open(info) as member:
                        return member.read(MAX_BYTES)
    return None


def _fail(where: str, wanted: str) -> InputError:
    return InputError(f"{where}: {wanted}")


def _mapping(value: object, where: str, keys: set[str]) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _fail(where, "a mapping is wanted")
    unknown = sorted(str(k) for k in value if k not in keys)
    if unknown:
        raise _fail(where, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(keys))}")
    return value


def _list(value: object, where: str) -> list[object]:
    if value is None:
        return []
    if not isinstance(value, list):
        raise _fail(where, "loans, accounts and related_parties are lists")
    return value


def _text(value: object, where: str) -> str | None:
    if value is None:
        return None
    if not isinstance(value, str | int):
        raise _fail(where, "a text is wanted")
    return str(value).strip() or None


def _date(value: object, where: str) -> dt.date | None:
    if value is None:
        return None
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise _fail(where, f"a date such as 2026-06-30 is wanted, not {value!r}") from None


def _fen(value: object, where: str) -> int | None:
    if value is None:
        return None
    try:
        fen = Decimal(str(value).replace(",", "")) * 100
        exact = fen == fen.to_integral_value()
    except InvalidOperation:
        exact = False
    if not exact or fen < 0:
        raise _fail(where, f"an amount in yuan such as 5000000.00 is wanted, not {value!r}")
    return int(fen)


def _loan(value: object, where: str) -> LoanFacts:
    loan = _mapping(value, where, _LOAN_KEYS)
    return LoanFacts(
        contract_number=_text(loan.get("contract_number"), where),
        amount_fen=_fen(loan.get("amount"), f"{where}.amount"),
        start_date=_date(loan.get("start_date"), f"{where}.start_date"),
        end_date=_date(loan.get("end_date"), f"{where}.end_date"),
        purpose=_text(loan.get("purpose"), where),
        entrusted_threshold_fen=_fen(loan.get("entrusted_threshold"), f"{where}.entrusted_threshold"),
    )


def _account(value: object, where: str) -> tuple[str, str | None, str]:
    account = _mapping(value, where, {"number", "name", "owner"})
    number = account.get("number")
    if not isinstance(number, str) or not number.strip():
        raise _fail(where, "number is wanted, in quotes, so that no digit is lost")
    owner = str(account.get("owner") or Owner.BORROWER)
    if owner not in set(Owner):
        raise _fail(where, f"owner is one of {', '.join(Owner)}")
    return number.strip(), _text(account.get("name"), where), owner


def _related(value: object, where: str) -> tuple[str, str]:
    party = _mapping(value, where, {"name", "relation"})
    name = _text(party.get("name"), where)
    if name is None:
        raise _fail(where, "name is wanted")
    return name, _text(party.get("relation"), where) or "关联方"
