"""Guesses what a payment is for from the counterparty's name and the words of the row.

The lists stand in ``uses.yaml``. Evidence (contracts, invoices) is judged elsewhere and beats every guess here.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from docaudit.knowledge.banks import bank_of
from docaudit.knowledge.tables import table, version
from docaudit.records.labels import Use
from docaudit.records.names import branch_head, core_key, fold, is_person_name, without_legal_form
from docaudit.records.regions import split_regions

PROHIBITED = frozenset(
    {
        Use.REAL_ESTATE,
        Use.SECURITIES,
        Use.FUTURES,
        Use.WEALTH_MANAGEMENT,
        Use.INSURANCE,
        Use.EQUITY_INVESTMENT,
        Use.DIVIDEND,
        Use.LENDING,
        Use.PROHIBITED_INDUSTRY,
        Use.GAMBLING,
    }
)
"""Uses that no loan of the three 2024 measures may have (domain reference, sections 1 and 8.1)."""


_SAID = "摘要或附言含"
HINT_BELOW = 0.7
"""A name read with less confidence hints at a class and does not decide it."""

_THROUGH_WALLET = re.compile(r"(?:支付宝|财付通|微信支付|微信转账|微信|云闪付|京东支付|抖音支付|银联)[-—_:/](.{2,})$")
"""A wallet's name before that of the real payee: ``支付宝-张三``."""


@dataclass(frozen=True, slots=True)
class UseGuess:
    """A use with a confidence (0 to 1) and a Chinese reason for the reviewer."""

    use: Use
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Word:
    word: str
    use: Use | None  # None: an ordinary industry
    confidence: float


@functools.lru_cache(maxsize=8)
def _name_words(_lists: str) -> tuple[_Word, ...]:
    """Return the words of names; one answer for each version of the lists."""
    tables = table("uses")
    words = [
        _Word(str(word), Use(use), float(confidence))
        for use, entries in tables["names"].items()
        for word, confidence in entries.items()
    ]
    known = {w.word for w in words}
    words += [_Word(word, None, 0.0) for word in tables["ordinary"] if word not in known]
    return tuple(words)


def industry_core(name: str | None) -> str:
    """Return the part of a name that names its industry: place words, brackets, legal form and branch taken off."""
    rest, _ = split_regions(fold(branch_head(name)))
    # 中信证券股份有限公司苏州营业部: what stands before the legal form names the industry.
    head = re.match(
        r"(.{2,}?)(?:股份有限公司|有限责任公司|集团有限公司|有限公司|股份公司)(?=.*(?:营业部|分公司|项目部|中心|部)$)",
        rest,
    )
    rest = head.group(1) if head else rest
    rest = re.sub(r"\([^()]*\)", "", rest)
    return without_legal_form("".join(c for c in rest if c.isalnum())).removesuffix("集团").removesuffix("股份")


def classify_name(name: str | None) -> UseGuess | None:
    """Return what the industry in a counterparty's name says, None where it says nothing."""
    if not name or bank_of(name) is not None:
        return None
    core = industry_core(name)
    best: tuple[int, int, _Word] | None = None
    for word in _name_words(version()):
        at = core.rfind(word.word)
        if at < 0:
            continue
        end = at + len(word.word)
        if word.use is not None and core.startswith(tuple(table("uses")["places"]), end):
            continue
        if best is None or (end, len(word.word)) > best[:2]:
            best = (end, len(word.word), word)
    if best is None or best[2].use is None:
        return None
    word = best[2]
    return UseGuess(best[2].use, word.confidence, f"收款人名称含“{word.word}”")


def _text_matches(text: str, apart: str, *, firm: bool = False) -> Iterator[UseGuess]:
    """Yield what the rules say of the words; their patterns look at the columns `apart`, for they reach farther."""
    for rule in table("uses")["text"]:
        # Words that mean a private purchase mean an instalment where a firm is paid.
        if firm and rule.get("payee") == "person":
            continue
        rest = text
        for phrase in rule.get("not", ()):
            rest = rest.replace(phrase.upper(), "□")
        hit = next((word for word in rule["words"] if word.upper() in rest), None)
        if hit is None and "pattern" in rule and (found := re.search(rule["pattern"], apart)):
            hit = found.group()
        if hit is not None:
            yield UseGuess(Use(rule["use"]), float(rule["confidence"]), f"{_SAID}“{hit}”")


def classify_text(text: str | None, *, firm: bool = False) -> UseGuess | None:
    """Return what the summary and remark of a row say, None where they say nothing.

    `firm` says that the payee is a firm, and its name says nothing of the use: some words then mean another thing.
    """
    if not text:
        return None
    parts = [fold(part) for part in text.split()]
    columns = "|".join(parts)
    found = list(_text_matches("".join(parts), columns, firm=firm))
    # Words must not arise where two columns meet (汇出 + 借款 is no 出借). Letters set apart by blanks still join,
    # and so do long words.
    apart = {(g.use, g.confidence): g for g in _text_matches(columns, columns, firm=firm)}
    if any(len(part) == 1 for part in parts):
        return found[0] if found else None
    whole = next((apart[g.use, g.confidence] for g in found if (g.use, g.confidence) in apart), None)
    long = len(f"{_SAID}“三个字”")
    return whole or next((g for g in found if len(g.reason) >= long), None)


def declares(purpose: str | None, use: Use) -> bool:
    """Say whether a purpose names such a use (购买厂房 real estate, 归还借款 loan repayment)."""
    folded = fold(purpose)
    return any(word in folded for word in table("uses")["declared"].get(use.value, ()))


def is_clearing_account(name: str | None) -> bool:
    """Say whether the name is an account of a bank or wallet through which money only passes."""
    folded = fold(name)
    return any(word in folded for word in table("uses")["clearing"])


def classify_counterparty(name: str | None, text: str = "") -> UseGuess:
    """Guess the use of a payment to `name` whose row says `text` (summary and remark).

    The industry of the payee decides unless the row's words clear it; then the words; then whether it is a person.
    A firm about which nothing is known is `unsupported`: plausible, but to be proved.
    """
    return _classified(version(), name, text)


@functools.lru_cache(maxsize=65536)
def _classified(_lists: str, name: str | None, text: str) -> UseGuess:
    folded = fold(text)
    name = behind_wallet(name)
    by_name = None if is_clearing_account(name) else classify_name(name)
    named = bool(core_key(name)) and not is_person_name(name or "") and not is_clearing_account(name)
    by_text = classify_text(text, firm=named and bank_of(name or "") is None) or _deposit_account(name)
    if by_name is not None:
        cleared = _cleared(by_name, folded)
        if cleared is not None:
            return cleared
        # A word that only hints (控股, 城市建设投资) gives way to what the row says was bought.
        if by_name.confidence < HINT_BELOW and by_name.use in PROHIBITED:
            if by_text is not None and by_text.use is Use.OPERATING:
                return by_text
            if by_text is None and (claim := _claim(folded)):
                return UseGuess(Use.UNSUPPORTED, 0.6, f"{by_name.reason}，但附言称“{claim}”，须以合同、发票佐证")
        agreed = by_text is not None and by_text.use is by_name.use
        strong = by_text is not None and by_text.confidence > by_name.confidence and by_text.use in PROHIBITED
        if by_text is not None and (strong or by_name.use is Use.UNSUPPORTED):
            return by_text
        confidence = min(0.99, by_name.confidence + 0.04) if agreed else by_name.confidence
        return UseGuess(by_name.use, confidence, by_name.reason)
    if by_text is not None:
        return by_text
    claim = _claim(folded)
    if name and is_person_name(name):
        return UseGuess(Use.INDIVIDUAL, 0.8, "收款人为自然人")
    if name and (is_clearing_account(name) or bank_of(name) is not None):
        return UseGuess(Use.UNKNOWN, 0.3, "对手为银行或支付机构的过渡账户，真实收款人不明")
    if claim is not None:
        return UseGuess(Use.UNSUPPORTED, 0.6, f"附言称“{claim}”，须以合同、发票佐证")
    if core_key(name):
        return UseGuess(Use.UNSUPPORTED, 0.5, "收款人为一般单位，须以合同、发票佐证")
    return UseGuess(Use.UNKNOWN, 0.3, "无收款人名称，摘要未说明用途")


def _deposit_account(name: str | None) -> UseGuess | None:
    """Return what the name of a deposit's own account says (单位定期存款, 承兑保证金), None for any other."""
    said = classify_text(name)
    if said is None or said.use not in {Use.TERM_DEPOSIT, Use.MARGIN_DEPOSIT}:
        return None
    return UseGuess(said.use, min(said.confidence, 0.8), f"收款账户名称为“{name}”")


def behind_wallet(name: str | None) -> str | None:
    """Return the payee that a wallet's name stands before (``支付宝-张三``); any other name as it is."""
    through = _THROUGH_WALLET.match(fold(name))
    return through.group(1) if through else name


def _claim(folded: str) -> str | None:
    return next((word for word in table("uses")["claims"] if word in folded), None)


def _cleared(guess: UseGuess, folded: str) -> UseGuess | None:
    for rule in table("uses")["cleared_by_text"]:
        if rule["use"] == guess.use:
            hit = next((word for word in rule["words"] if word in folded), None)
            if hit is not None:
                return UseGuess(Use(rule["to"]), 0.6, f"{guess.reason}，但附言为“{hit}”")
    return None
