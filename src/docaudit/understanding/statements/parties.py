"""Who stands on the other side of a statement's row: columns, pairs of payer and payee, mixed cells, summaries."""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import functools
import itertools
import re
import unicodedata

from docaudit.records.identifiers import accounts_match
from docaudit.records.names import fold, is_person_name
from docaudit.understanding.grids import unwrap
from docaudit.understanding.statements.figures import is_nothing
from docaudit.understanding.statements.printed import account_number

_MAIL = re.compile(r"[\w.*+-]+@[\w.*-]+")
_ACCOUNT = re.compile(r"[A-Za-z]{0,4}[\d*xX]{4,}[\dA-Za-z*]*")
_FIRM = re.compile(
    r".*(公司|集团|厂|店|商行|经营部|中心|医院|学校|大学|合作社|事务所|银行|局|所|处|院|馆|行|部|社)(\([^()]*\))?"
)
_SEAL = re.compile(r"[\u4e00-\u9fff()]{0,20}(?:公章|专用章|业务章|印章|核算章|受理章)(?:\(\d+\))?")
"""What a seal says that covers a row: no party, no summary."""
_STAMPED = re.compile(r"[\u4e00-\u9fff()]{0,20}(?:公章|专用章|业务章|核算章|受理章)(?:\(\d+\))?")
"""A line of a seal; a name that wraps has none."""
_APART = r"[/|,;／，；\s]"
_WRAPPED = re.compile(
    rf"(?P<before>[\d*]{{6,32}}){_APART}?(?P<last>[\u4e00-\u9fff][^\d/|,;／，；]*)"
    rf"|(?P<first>[\u4e00-\u9fff][^\d/|,;／，；]*?){_APART}?(?P<after>[\d*]{{6,32}})"
)
"""A name and a number of one cell whose lines were joined: neither of them ends where a line does."""
_HELD_BY_NOTHING = re.compile(r"^(?:-*[/|,;／，；]\s*)+(?!$)|(?<=.)(?:\s*[/|,;／，；]-*)+$")
"""The strokes beside which a cell of two leaves one empty: /某公司, 某公司/, --/某公司."""
_BRACKETED = re.compile(r"([\d*]{6,32})\s*[(（]([^()（）]{2,40})[)）]")
"""A number with its name in brackets (138****1761(某人))."""
_AFTER_PARTY = re.compile(r"(?:A/?C|[账帐卡]号)?[\s.:：]*([\d*]{6,32})", re.IGNORECASE)
_SUMMARY = re.compile(
    r"^(?P<act>(?:网银|手机银行|跨行|行内|同行|他行|实时|普通|批量|电子|企业|个人|对公|网上)*"
    r"(?:转账|汇款|转入|转出|汇入|汇出|代付|代发|收款|付款|支付|网转|电汇|汇兑|来账|往账)(?:汇款|转账|支取|存入|收入|支出)?)"
    r"\s*[-－—–:：/／_]\s*(?P<name>.+)$"
)


def _unsealed(text: str) -> str:
    """Return a cell's text without the lines that a seal over it says, where it has others."""
    if "章" not in text or "\n" not in text:
        return text
    lines = text.split("\n")
    return "\n".join([line for line in lines if not _STAMPED.fullmatch(line.strip())] or lines)


@functools.lru_cache(maxsize=65536)
def name(text: str) -> str | None:
    """Return a party's name as printed, in one line; None where the cell prints nothing."""
    if text.isalnum():
        return None if is_nothing(text) or _SEAL.fullmatch(text) else text  # most cells: nothing to clean
    plain = re.sub(r"[ \t　]{2,}", " ", unwrap(_unsealed(text))).strip().lstrip("'").strip('"')
    return None if is_nothing(plain) or re.fullmatch(r"[-*/\s]+", plain) or _SEAL.fullmatch(plain) else plain


@functools.lru_cache(maxsize=65536)
def account(text: str) -> str | None:
    """Return an account as printed without blanks; None where nothing, a name, or a number that lost digits stands."""
    plain = unwrap(text).replace("\n", "")
    return plain if _MAIL.fullmatch(plain) else account_number(plain)


def both(text: str) -> tuple[str | None, str | None]:
    """Return name and account of one cell (``6222…/张三``, ``张三 6222…``, either alone)."""
    plain = _HELD_BY_NOTHING.sub("", _unsealed(text).strip())
    if is_nothing(plain):
        return None, None
    if (told := _BRACKETED.fullmatch(plain)) is not None:
        return name(told.group(2)), account(told.group(1))
    if "\n" in plain and (whole := _WRAPPED.fullmatch("".join(p.strip() for p in plain.split("\n")))):
        number = whole.group("before") or whole.group("after")
        return name(whole.group("first") or whole.group("last")), account(number)
    parts = _parts(plain)
    if len(parts) == 1:
        found = re.fullmatch(r"([\d*]{6,})([\u4e00-\u9fff].*)|([\u4e00-\u9fff].*?[^\d*])([\d*]{6,})", parts[0])
        if found:
            return (found.group(2) or found.group(3)), (found.group(1) or found.group(4))
        return (None, account(plain)) if _ACCOUNT.fullmatch(plain) else (name(plain), None)
    numbers = [p for p in parts if _ACCOUNT.fullmatch(p.replace(" ", ""))]
    names = [p for p in parts if p not in numbers]
    if len(numbers) > 1 or (len(names) > 1 and not numbers):
        return name(plain), None
    return (name("".join(names)) if names else None), (account(numbers[0]) if numbers else None)


_ACCOUNT_DIGITS = 8
"""Fewer digits below a name are a number of something else."""


def name_over_number(text: str) -> tuple[str, str] | None:
    """Return name and account of a cell that is headed as a name and has the account on a line of its own."""
    lines = [line.strip() for line in text.strip().split("\n")]
    if not any(len(line) >= _ACCOUNT_DIGITS and _ACCOUNT.fullmatch(line) for line in lines):
        return None
    who, number = both(text)
    return (who, number) if who and number else None


def _parts(plain: str) -> list[str]:
    split = re.split(r"[/|\n,;／，；]|\s{1,}(?=[\d*]{6})|(?<=\d)\s+(?=[\u4e00-\u9fff])", plain)
    return [p.strip() for p in split if p.strip()]


_BANK = re.compile(
    r"(?=.{4,40}$)[^\d]*(?:银行|信用社|信用合作社|信用联社|农信社|农商行|信用合作联社)[^\d]*|[\u4e00-\u9fff]{2,4}行[\u4e00-\u9fff]{2,20}(?:支行|分行|营业部)"
)
"""The name of a bank or of one of its branches."""
_BANKS_END = re.compile(
    r"[\u4e00-\u9fff]{0,8}(?:支行|分行|分理处|营业部|营业室|储蓄所)|行|部|(?:[有份]?限)?(?:责任)?公?司|份?有限公司"
)
"""How the name of a bank or branch ends: alone it is no party, but what a full line left of the bank's name."""


def together(text: str) -> tuple[str | None, str | None, str | None]:
    """Return name, account and bank of one cell: in any order, with strokes between them or on lines that may break each.

    Without a party beside it a bank is the party itself: the interest it pays comes from it.
    """
    who, number = both(text)
    text = _unsealed(text).strip()
    parts = [] if is_nothing(text) else _parts(text)
    banks = [i for i, p in enumerate(parts) if _ACCOUNT.fullmatch(p.replace(" ", "")) is None]
    for count, tail in itertools.product(range(len(banks) - 1, 0, -1), (True, False)):
        own = banks[-count:] if tail else banks[:count]
        rest = banks[:-count] if tail else banks[count:]
        if own[-1] - own[0] >= count:  # a number stands within
            continue
        parted = own[0] - rest[-1] > 1 if tail else rest[0] - own[-1] > 1  # a number stands between
        bank, party = ("".join(parts[i] for i in places) for places in (own, rest))
        if not tail and not parted and _BANKS_END.fullmatch(party):
            continue
        if _BANK.fullmatch(bank) and (parted or (is_party(party) and _BANK.fullmatch(party) is None)):
            numbers = [p for i, p in enumerate(parts) if i not in banks]
            return name(party), (account("".join(numbers)) if numbers else None), name(bank)
    return who, number, None


def in_summary(text: str) -> str | None:
    """Return the counterparty that a summary names behind a verb of payment (``转账汇款-张三``), where that is clear."""
    found = _SUMMARY.match(unwrap(text))
    if found is None:
        return None
    candidate = found.group("name").strip()
    if re.search(r"\d{4}|[-:/]", candidate) or not 2 <= len(candidate) <= 40:
        return None
    return candidate if is_person_name(candidate) or _FIRM.fullmatch(unicodedata.normalize("NFKC", candidate)) else None


def below_summary(text: str) -> tuple[str, str] | None:
    """Return what a cell's first line says and the counterparty that its further lines name; None where they name none."""
    first, _, rest = text.strip().partition("\n")
    words, party = name(first), name(rest)
    if words is None or party is None or is_party(words) or not 2 <= len(party) <= 40:
        return None
    return (words, party) if is_party(party) else None


def details(text: str) -> tuple[str, str, str | None, str | None] | None:
    """Return summary, counterparty, account and remark of a cell whose lines say all of a row; None where it names no party."""
    first, *rest = [line.strip() for line in text.strip().split("\n")]
    for count in (1, 2, 3):
        party, further = "".join(rest[:count]), rest[count:]
        if count > len(rest) or not is_party(party) or (len(rest) > count and is_party("".join(rest[: count + 1]))):
            continue
        number = _AFTER_PARTY.fullmatch(further[0]) if further else None
        words = "".join(further[1:] if number else further)
        found = name(first)
        return None if found is None else (found, party, number[1] if number else None, words or None)
    return None


def is_party(text: str) -> bool:
    """Say whether a text is the name of a firm or a person and nothing else."""
    return is_person_name(text) or _FIRM.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def is_bank(text: str) -> bool | None:
    """Say whether a text is the name of a bank or of one of its branches; None for no."""
    return _BANK.fullmatch(unicodedata.normalize("NFKC", text)) is not None or None


def is_own(party: str | None, number: str | None, own_name: str | None, own_number: str | None) -> bool:
    """Say whether a named party is the account's own holder, by number first, then by name."""
    if number and own_number:
        return accounts_match(number, own_number)
    return bool(party and own_name and fold(party) == fold(own_name))
