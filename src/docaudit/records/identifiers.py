"""Check digits and shapes of identifiers: credit codes, organisation codes, identity cards, bank cards, accounts.

Sources: GB 32100-2015 (统一社会信用代码), GB 11714-1997 (组织机构代码), GB 11643-1999 (公民身份号码),
ISO/IEC 7812 (Luhn).
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

_CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
_ORG_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ORG_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_NOT_IN_ALPHABET = str.maketrans("OISZ", "0152")
_SWAPS = {
    "B": "8",
    "8": "B",
    "G": "6",
    "6": "G",
    "D": "0",
    "0": "DQ",
    "Q": "0",
    "L": "1",
    "T": "1",
    "1": "LT",
    "U": "J",
    "J": "U",
}


def _bare(text: str) -> str:
    return re.sub(r"[\s\-_.·]", "", unicodedata.normalize("NFKC", text)).upper()


def credit_code_valid(text: str) -> bool:
    """Say whether the 18 characters satisfy the check character of GB 32100; the region within is six digits."""
    code = _bare(text)
    if len(code) != 18 or any(c not in _CREDIT_ALPHABET for c in code) or not code[2:8].isdigit():
        return False
    total = sum(w * _CREDIT_ALPHABET.index(c) for w, c in zip(_CREDIT_WEIGHTS, code, strict=False))
    return _CREDIT_ALPHABET[(31 - total % 31) % 31] == code[17]


def repair_credit_code(text: str) -> str | None:
    """Return the valid code that a scan most likely saw; None unless exactly one candidate passes.

    Letters that the alphabet lacks (O I S Z) are exchanged first; then at most one more look-alike
    (B/8, G/6, D/0 …), and that only where the inner organisation code (GB 11714) agrees as well, because one check
    character alone admits 1 in 31.
    """
    code = _bare(text)
    if credit_code_valid(code):
        return code
    code = code.translate(_NOT_IN_ALPHABET)
    if credit_code_valid(code):
        return code
    if len(code) != 18:
        return None
    candidates = {
        changed
        for at, glyph in enumerate(code)
        for other in _SWAPS.get(glyph, "")
        if credit_code_valid(changed := code[:at] + other + code[at + 1 :]) and org_code_valid(changed[8:17])
    }
    return candidates.pop() if len(candidates) == 1 else None


def org_code_valid(text: str) -> bool:
    """Say whether the nine characters satisfy the check character of GB 11714."""
    code = _bare(text)
    if not re.fullmatch(r"[0-9A-Z]{8}[0-9X]", code):
        return False
    rest = 11 - sum(w * _ORG_ALPHABET.index(c) for w, c in zip(_ORG_WEIGHTS, code, strict=False)) % 11
    return {10: "X", 11: "0"}.get(rest, str(rest)) == code[8]


def id_card_valid(text: str) -> bool:
    """Say whether the 18 characters are an identity number: check character and a birth date that exists."""
    code = _bare(text)
    if not re.fullmatch(r"[1-9]\d{16}[\dX]", code):
        return False
    try:
        dt.date(int(code[6:10]), int(code[10:12]), int(code[12:14]))
    except ValueError:
        return False
    return "10X98765432"[sum(w * int(c) for w, c in zip(_ID_WEIGHTS, code, strict=False)) % 11] == code[17]


def luhn_valid(text: str) -> bool:
    """Say whether 12 to 19 digits satisfy Luhn's check, as personal bank cards do (company accounts do not)."""
    digits = _bare(text)
    if not re.fullmatch(r"\d{12,19}", digits):
        return False
    total = 0
    for at, glyph in enumerate(reversed(digits)):
        value = int(glyph) * (2 if at % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def account_digits(text: str | None) -> str:
    """Return the digits of an account number, masked ones as ``*``; empty where rounded (``6.22E+18``)."""
    if not text:
        return ""
    folded = unicodedata.normalize("NFKC", text).upper()
    if re.search(r"\dE\+?\d", folded):
        return ""
    if re.search(r"\d", folded):
        folded = re.sub(r"(?<=[\d*×X•●#])[×X•●#]|[×X•●#](?=[\d*×X•●#])", "*", folded)
    return re.sub(r"[^\d*]", "", folded)


def accounts_match(a: str | None, b: str | None) -> bool:
    """Say whether two account numbers can be the same; masked digits match any, four must be seen to agree."""
    one, two = account_digits(a), account_digits(b)
    if not one or not two:
        return False
    if "*" not in one and "*" not in two:
        return one == two and len(one) >= 4
    if len(one) == len(two):
        agreed = 0
        for x, y in zip(one, two, strict=True):
            if "*" in (x, y):
                continue
            if x != y:
                return False
            agreed += 1
        return agreed >= 4
    if "*" not in one:
        one, two = two, one
    head, tail = one.split("*", 1)[0], one.rsplit("*", 1)[1]
    other_head, other_tail = (two.split("*", 1)[0], two.rsplit("*", 1)[1]) if "*" in two else (two, two)
    n, m = min(len(head), len(other_head)), min(len(tail), len(other_tail))
    if "*" not in two and len(head) + len(tail) > len(two):
        return False
    return head[:n] == other_head[:n] and (m == 0 or tail[-m:] == other_tail[-m:]) and n + m >= 4
