"""Invented firms, people, accounts and identifiers with valid check digits, all derived from names, so that runs agree."""

# ruff: noqa: E501  (one row of a story is one line)
from __future__ import annotations

import functools
import hashlib
import random
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STREETS = ("创业路", "科技大道", "东环路", "金鸡湖大道", "长江路", "兴业街", "望亭路", "青年西路")


def seeded(key: str) -> random.Random:
    """Return a generator that depends on `key` alone."""
    return random.Random(hashlib.sha256(key.encode()).digest())


def digits(key: str, count: int) -> str:
    """Return `count` digits derived from `key`, the first not zero."""
    rng = seeded(key)
    return str(rng.randint(1, 9)) + "".join(str(rng.randint(0, 9)) for _ in range(count - 1))


def credit_code(name: str, region: str = "320506") -> str:
    """Return an 18-character credit code with both check characters right (GB 32100, GB 11714)."""
    rng = seeded("code" + name)
    body = "MA" + "".join(rng.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(6))
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    org = (11 - sum((int(c, 36)) * w for c, w in zip(body, weights, strict=True)) % 11) % 11
    code = "91" + region + body + ("X" if org == 10 else str(org))
    total = sum(_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code))
    return code + _ALPHABET[(31 - total % 31) % 31]


def yuan(value: Decimal | int | str) -> str:
    """Return an amount with separators and two decimals: ``1,234.50``."""
    return f"{Decimal(value):,.2f}"


def cents(value: Decimal) -> Decimal:
    """Round half up to two decimals."""
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def words(value: Decimal | int | str, unit: str = "元") -> str:
    """Return an amount in Chinese capitals as banks print it (正确填写票据和结算凭证的基本规定)."""
    fen = int(Decimal(value) * 100)
    whole, jiao, f = fen // 100, fen // 10 % 10, fen % 10
    out, zero = "", False
    text = str(whole)
    for i, char in enumerate(text):
        place = len(text) - 1 - i
        if char == "0":
            zero = True
        else:
            out += ("零" if zero and out else "") + _DIGITS[int(char)] + ("", "拾", "佰", "仟")[place % 4]
            zero = False
        if place == 4 and whole // 10**4 % 10**4:
            out += "万"
            zero = False
        if place == 8:
            out += "亿"
    out = (out + unit) if whole else ""
    if whole and jiao == 0 and f:
        out += "零"
    out += (_DIGITS[jiao] + "角" if jiao else "") + (_DIGITS[f] + "分" if f else "")
    return (out or "零" + unit) + ("" if f else "整")


@dataclass(frozen=True)
class Party:
    """A firm, office or person that can be paid; everything not given is derived from the name."""

    name: str
    region: str = "320506"
    city: str = "苏州市"
    bank: str = "中国建设银行苏州吴淞支行"
    legal: str = ""
    account_number: str = ""

    @functools.cached_property
    def code(self) -> str:
        """The credit code."""
        return credit_code(self.name, self.region)

    @functools.cached_property
    def account(self) -> str:
        """The bank account."""
        return self.account_number or digits("account" + self.name, 19 if "农村商业" not in self.bank else 22)

    @functools.cached_property
    def address(self) -> str:
        """Street address."""
        rng = seeded("street" + self.name)
        return f"{self.city}{rng.choice(_STREETS)}{rng.randint(12, 988)}号"

    @functools.cached_property
    def phone(self) -> str:
        """A telephone number of the made-up exchange 0000."""
        return "0512-6" + digits("phone" + self.name, 7)
