"""Reads ``case.yaml``: what the lender states about a case, which overrides what was read from its papers."""

from __future__ import annotations

import codecs
import datetime as dt
import zipfile
import zlib
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path, PurePosixPath
from typing import IO

import yaml

from docaudit.errors import InputError
from docaudit.knowledge import UniqueKeys, table
from docaudit.records.case import CaseFacts, LoanFacts
from docaudit.records.labels import Owner

FACTS_NAME = "case.yaml"
MAX_BYTES = 1 << 20
"""A statement of facts longer than this is no statement of facts."""

FIRST_YEAR, LAST_YEAR = 1949, 2200
"""Dates of a loan lie between; outside, adding a term to one could leave the calendar."""
MAX_RATIO = 10_000
"""No ratio of an industry reaches this, days included."""
MAX_YUAN = 10**15
"""No amount of a loan file reaches this; beyond, fen would not fit the database's integers."""

_KEYS = {"borrower", "lender", "as_of", "loans", "accounts", "related_parties", "sample_check", "industry"}
_LOAN_KEYS = {"contract_number", "amount", "start_date", "end_date", "purpose", "entrusted_threshold"}


def load_facts(case: Path) -> CaseFacts:
    """Return the facts beside the papers of `case` (a folder, a zip or a file); empty where there are none.

    Raises:
        InputError: the file is there and is not what interface.md describes.
    """
    where = f"{case.name}/{FACTS_NAME}"
    raw = _facts_bytes(case, where)
    if raw is None:
        return CaseFacts()
    if len(raw) > MAX_BYTES:
        raise _fail(where, f"longer than {MAX_BYTES // 1024} KiB; state the facts in short")
    try:
        content = yaml.load(_decoded(raw), _Loader)  # noqa: S506 - a SafeLoader that makes texts only
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = "nested too deep" if isinstance(error, RecursionError) else str(error).splitlines()[0]
        raise _fail(where, f"not valid YAML; correct it or take it away ({reason})") from error
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
        loans=_loans(top.get("loans"), where),
        accounts=tuple(_account(a, f"{where}: accounts[{i}]") for i, a in enumerate(_list(top.get("accounts"), where))),
        related_parties=tuple(
            _related(r, f"{where}: related_parties[{i}]")
            for i, r in enumerate(_list(top.get("related_parties"), where))
        ),
        sample_check=_date(top.get("sample_check"), f"{where}: sample_check"),
        industry=_industry(top.get("industry"), f"{where}: industry"),
        industry_source=_text(_entry(top.get("industry"), "source"), f"{where}: industry.source"),
    )


class _Loader(UniqueKeys):
    """Leaves every scalar but null a text: no digit of an account or amount is lost to a number or an octal."""

    yaml_implicit_resolvers = {  # noqa: RUF012 - the name and form that PyYAML wants
        first: [pair for pair in pairs if pair[0] == "tag:yaml.org,2002:null"]
        for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }


def _decoded(raw: bytes) -> str:
    """Return the text: Unicode by its mark, UTF-8, else GB18030 as Chinese editors still save it."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030")


def _facts_bytes(case: Path, where: str) -> bytes | None:
    path = case / FACTS_NAME
    try:
        if case.is_dir():
            if path.is_symlink() or (path.exists() and not path.is_file()):
                raise _fail(where, "a plain file is wanted, not a link or a folder")
            return _head(path.open("rb")) if path.is_file() else None
        if case.is_file() and zipfile.is_zipfile(case):
            with zipfile.ZipFile(case) as archive:
                info = _member(archive)
                return _head(archive.open(info)) if info else None
    except (OSError, zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        # A damaged archive as a whole is named by reading; here only the facts in it count.
        if case.is_dir() or isinstance(error, RuntimeError):
            raise _fail(where, f"cannot be read; correct it or take it away ({error})") from error
    return None


def _head(file: IO[bytes]) -> bytes:
    with file:
        return file.read(MAX_BYTES + 1)


def _member(archive: zipfile.ZipFile) -> zipfile.ZipInfo | None:
    """Return the facts at the top of the archive, or in the sole top folder that most zip tools make."""
    files = [(PurePosixPath(info.filename).parts, info) for info in archive.infolist() if not info.is_dir()]
    files = [(parts, info) for parts, info in files if parts and parts[0] != "__MACOSX"]
    tops = {parts[0] for parts, _ in files}
    for parts, info in files:
        if parts == (FACTS_NAME,) or (len(tops) == 1 and parts[1:] == (FACTS_NAME,)):
            return info
    return None


def _fail(where: str, wanted: str) -> InputError:
    return InputError(f"{where}: {wanted}")


def _mapping(value: object, where: str, keys: set[str]) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise _fail(where, "a mapping is wanted")
    unknown = sorted(str(k) for k in value if k not in keys)
    if unknown:
        raise _fail(where, f"unknown key {unknown[0][:40]!r}; known are {', '.join(sorted(keys))}")
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
    if not isinstance(value, str | int) or isinstance(value, bool):
        raise _fail(where, "a text is wanted")
    return str(value).strip() or None


def _shown(value: object) -> str:
    """Return a scalar as text; a list is not spelt out, for aliases can make it longer than the memory."""
    return str(value)[:40] if isinstance(value, str | int | float | Decimal | dt.date) else type(value).__name__


def _date(value: object, where: str) -> dt.date | None:
    if value is None or value == "":
        return None
    try:
        date = value if isinstance(value, dt.date) else dt.date.fromisoformat(_shown(value))
    except ValueError:
        date = None
    if date is None or isinstance(date, dt.datetime) or not FIRST_YEAR <= date.year <= LAST_YEAR:
        raise _fail(where, f"a date such as 2026-06-30 is wanted, not {_shown(value)!r}")
    return date


def _fen(value: object, where: str) -> int | None:
    if value is None or value == "":
        return None
    try:
        yuan = Decimal(_shown(value).replace(",", ""))
        # The comparison comes first: it is exact at any size, while products round and overflow.
        fen = yuan * 100 if yuan.is_finite() and 0 <= yuan < MAX_YUAN else None
    except InvalidOperation:
        fen = None
    if fen is None or fen != fen.to_integral_value():
        raise _fail(where, f"an amount in yuan such as 5000000.00 is wanted, not {_shown(value)!r}")
    return int(fen)


def _loans(value: object, where: str) -> tuple[LoanFacts, ...]:
    loans = tuple(_loan(entry, f"{where}: loans[{i}]") for i, entry in enumerate(_list(value, where)))
    numbers = [loan.contract_number for loan in loans if loan.contract_number is not None]
    twice = next((n for n in numbers if numbers.count(n) > 1), None)
    if twice is not None:
        raise _fail(where, f"loans: contract_number {twice} is stated twice")
    return loans


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


def _entry(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, dict) else None


def _industry(value: object, where: str) -> tuple[tuple[str, Decimal], ...]:
    """Return the industry's ratios (gross_margin: 0.21, or 21%) as plain numbers."""
    if value is None:
        return ()
    ratios = table("analysis")["ratios"]
    figures = _mapping(value, where, {str(name) for name in value} if isinstance(value, dict) else set())
    unknown = next((str(name) for name in figures if name != "source" and name not in ratios), None)
    if unknown is not None:
        raise _fail(
            where, f"unknown ratio {unknown[:40]!r}; gross_margin, debt_ratio and others of knowledge/analysis.yaml"
        )
    return tuple((name, _ratio(v, f"{where}.{name}")) for name, v in figures.items() if name != "source")


def _ratio(value: object, where: str) -> Decimal:
    text = _shown(value).strip()
    try:
        number = Decimal(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or abs(number) > MAX_RATIO:
        raise _fail(where, f"a number such as 0.21 or 21% is wanted, not {text!r}")
    return number


def _account(value: object, where: str) -> tuple[str, str | None, str]:
    account = _mapping(value, where, {"number", "name", "owner"})
    number = account.get("number")
    if not isinstance(number, str) or not number.strip():
        raise _fail(where, "number is wanted, as a text")
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
