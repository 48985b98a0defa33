"""What a bank's statements are known by, and the few things that their words alone do not settle."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from docaudit.errors import DeclarationError
from docaudit.registry import Registry

_ROLES = (
    "date clock in out amount flag balance currency type summary remark reference status ignore own_account own_name "
    "counterparty_name counterparty_account counterparty_bank counterparty_both "
    "payer_name payer_account payer_bank payee_name payee_account payee_bank"
)
ROLES = frozenset(_ROLES.split())
"""What a column of a statement can mean."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BankFormat:
    """One bank or wallet: only hints, never needed to read a statement.

    Attributes:
        bank: the name to report.
        marks: regular expressions; one of them in title, preface or sheet name shows this bank.
        columns: role → headings as printed, for headings whose words mean something else elsewhere.
        flags: direction word → +1 (money in) or -1 (money out), for codes such as ``1`` and ``2``.
        wallet: orders instead of bookings, no balance; neutral rows and closed orders exist.
    """

    bank: str
    marks: tuple[str, ...]
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    wallet: bool = False

    def __post_init__(self) -> None:
        for role in self.columns:
            if role not in ROLES:
                msg = f"{self.bank}: no column role {role!r}"
                raise DeclarationError(msg)
        for mark in self.marks:
            try:
                re.compile(mark)
            except re.error as error:
                msg = f"{self.bank}: {mark!r} is no pattern: {error}"
                raise DeclarationError(msg) from error

    def found_in(self, text: str) -> int:
        """Return where the first mark stands in `text`, or -1."""
        places = [
            m.start()
            for mark in self.marks
            for m in re.finditer(mark, text, re.IGNORECASE)
            if not _of_another(text, m.start())
        ]
        return min(places, default=-1)


BANKS: Registry[BankFormat] = Registry("docaudit.banks")
"""All bank formats by short name."""


def bank_in(text: str) -> BankFormat | None:
    """Return the bank whose mark stands first in `text`."""
    found = [(place, bank.bank, bank) for bank in BANKS if (place := bank.found_in(text)) >= 0]
    return min(found, key=lambda f: f[:2])[2] if found else None


_NATIONAL = re.compile(r"中国(?!.*银行)[\u4e00-\u9fff]{1,6}$")


def _of_another(text: str, at: int) -> bool:
    """Say whether a mark at that place belongs to another bank's name: 农业银行 in 中国北疆农业银行."""
    return not text.startswith("中国", at) and _NATIONAL.search(text[:at]) is not None
