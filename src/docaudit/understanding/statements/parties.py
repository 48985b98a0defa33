"""Who stands on the other side of a statement's row: columns, pairs of payer and payee, mixed cells, summaries."""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import functools
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
_APART = r"[/|,;／，；\s]"
_WRAPPED = re.compile(
    rf"(?P<before>[\d*]{{6,32}}){_APART}?(?P<last>[\u4e00-\u9fff][^\d/|,;／，；]*)"
    rf"|(?P<first>[\u4e00-\u9fff][^\d/|,;／，；]*?){_APART}?(?P<after>[\d*]{{6,32}})"
)
"""A name and a number of one cell whose lines were joined: neither of them ends where a line does."""
_SUMMARY = re.compile(
    r"^(?P<act>(?:网银|手机银行|跨行|行内|同行|他行|实时|普通|批量|电子|企业|个人|对公|网上)*"
    r"(?:转账|汇款|转入|转出|汇入|汇出|代付|代发|收款|付款|支付|网转|电汇|汇兑|来账|往账)(?:汇款|转账|支取|存入|收入|支出)?)"
    r"\s*[-－—–:：/／_]\s*(?P<name>.+)$"
)


@functools.lru_cache(maxsize=65536)
def name(text: str) -> str | None:
    """Return a party's name as printed, in one line; None where the cell prints nothing."""
    if text.isalnum():
        return None if is_nothing(text) or _SEAL.fullmatch(text) else text  # most cells: nothing to clean
    plain = re.sub(r"[ \t　]{2,}", " ", unwrap(text)).strip().lstrip("'").strip('"')
    return None if is_nothing(plain) or re.fullmatch(r"[-*/\s]+", plain) or _SEAL.fullmatch(plain) else plain


@functools.lru_cache(maxsize=65536)
def account(text: str) -> str | None:
    """Return an account as printed without blanks; None where nothing, a name, or a number that lost digits stands."""
    plain = unwrap(text).replace("\n", "")
    return plain if _MAIL.fullmatch(plain) else account_number(plain)


def both(text: str) -> tuple[str | None, str | None]:
    """Return name and account of one cell (``6222…/张三``, ``张三 6222…``, either alone)."""
    plain = text.strip()
    if is_nothing(plain):
        return None, None
    if "\n" in plain and (whole := _WRAPPED.fullmatch("".join(p.strip() for p in plain.split("\n")))):
        number = whole.group("before") or whole.group("after")
        return name(whole.group("first") or whole.group("last")), account(number)
    parts = [
        p.strip()
        for p in re.split(r"[/|\n,;／，；]|\s{1,}(?=[\d*]{6})|(?<=\d)\s+(?=[\u4e00-\u9fff])", plain)
        if p.strip()
    ]
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


def in_summary(text: str) -> str | None:
    """Return the counterparty that a summary names behind a verb of payment (``转账汇款-张三``), where that is clear."""
    found = _SUMMARY.match(unwrap(text))
    if found is None:
        return None
    candidate = found.group("name").strip()
    if re.search(r"\d{4}|[-:/]", candidate) or not 2 <= len(candidate) <= 40:
        return None
    return candidate if is_person_name(candidate) or _FIRM.fullmatch(unicodedata.normalize("NFKC", candidate)) else None


def is_party(text: str) -> bool:
    """Say whether a text is the name of a firm or a person and nothing else."""
    return is_person_name(text) or _FIRM.fullmatch(unicodedata.normalize("NFKC", text)) is not None


def is_own(party: str | None, number: str | None, own_name: str | None, own_number: str | None) -> bool:
    """Say whether a named party is the account's own holder, by number first, then by name."""
    if number and own_number:
        return accounts_match(number, own_number)
    return bool(party and own_name and fold(party) == fold(own_name))
