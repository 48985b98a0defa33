"""The captions of details below rows: in Chinese, in English, or both beside each other, with or without a colon."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from docaudit.banks.columns import role_of

ROLES = frozenset(
    (
        *("counterparty_name", "counterparty_account", "counterparty_bank", "remark", "reference"),
        *("payer_name", "payer_account", "payer_bank", "payee_name", "payee_account", "payee_bank"),
    )
)
"""What details tell."""
_OWN = {"own_account": "counterparty_account", "own_name": "counterparty_name"}
"""A name or number below a row is the other side's, though its caption does not say so."""
_LEAST = 3
"""A caption comes again on so many rows at least."""
_HAN = r"[\u4e00-\u9fff](?:[\u4e00-\u9fff/／]){1,8}"
_WORD = (
    r"(?:counter[\s-]?party(?:'s)?|counterpart|opposite|opponent|other|party|beneficiary|payee|payer|remitter|recipient|"
    r"receiver|sender|customer|name|a\s?/\s?c|account|acct|card|number|no|num|id|code|bank|branch|remarks?|details?|"
    r"postscript|message|memo|notes?|narrative|narration|purpose|usage|reference|ref|serial|sequence|seq|transaction|"
    r"trans|txn|trace|journal|voucher|payment|of|information|info|particulars|description|additional)"
).replace("l", "[l1]")
"""The words of captions; a scan reads an l as a 1."""
_LATIN = rf"(?i:{_WORD}(?![A-Za-z])(?:[\s./&-]{{0,3}}{_WORD}(?![A-Za-z])){{0,4}}\.?)"
_JOINT = r"[\s/／(（|-]{0,3}"
_CAPTION = re.compile(
    rf"(?:^|(?<=[\s|;；]))(?P<form>{_HAN}{_JOINT}{_LATIN}[)）]?|{_LATIN}{_JOINT}{_HAN}[)）]?|{_HAN}|{_LATIN})"
    r"(?P<colon>\s*[:：])?(?:\s|$|(?<=[:：])|(?=[\d*]{6})|(?<=\.)(?=[A-Z\d])|(?<=[A-Za-z.])(?=[\u4e00-\u9fff]))"
)
"""A caption ends at a colon or a blank, of which words set close or a scan may keep none."""
_GLUED = re.compile(
    r"(?:(?:对方|对手|交易对[手方]|[收付]款[人方])(?:户名|名称|[账帐][号户]|开户行|行名)|(?:客户|交易|转账)?附言|(?:交易)?流水号)"
    r"(?=[\u4e00-\u9fff\d]|[A-Z]{1,4}\d)(?![^:：\s]{0,12}[:：])"
)
"""Captions that are known though their values follow without a gap."""
_LATIN_WORD = re.compile(r"[A-Za-z]{3}|a/c")
_HAN_SIGN = re.compile(r"[\u4e00-\u9fff]")
_ENGLISH = tuple(
    (role, re.compile(pattern, re.IGNORECASE))
    for role, pattern in (
        ("counterparty_bank", r"bank|branch"),
        ("reference", r"\bref|serial|seq|(?:transaction|trans|txn)\s*\.?\s*(?:no|num|id|code)|trace|journal|voucher"),
        ("counterparty_name", r"name|^(?:the\s)?(?:other|opposite)\s+party$"),
        ("counterparty_account", r"a\s?/\s?c|account|acct|card"),
        ("counterparty_name", r"^(?:counter[\s-]?part|beneficiary|payee|payer|remitter|recipient|receiver|sender)"),
        ("remark", r"remark|detail|postscript|message|memo|note|narrat|purpose|usage|particulars|information"),
    )
)
HEADINGS = {
    "counterparty_name": "对方户名",
    "counterparty_account": "对方账号",
    "counterparty_bank": "对方开户行",
    "remark": "附言",
    "reference": "流水号",
    "payer_name": "付款人名称",
    "payer_account": "付款人账号",
    "payer_bank": "付款人开户行",
    "payee_name": "收款人名称",
    "payee_account": "收款人账号",
    "payee_bank": "收款人开户行",
}
"""The heading of the column into which each detail goes."""


def meaning(form: str) -> str | None:
    """Return what a caption announces, by its Chinese words, else by its English ones; None where it says neither."""
    han = "".join(re.findall(r"[\u4e00-\u9fff/／]+", form)).strip("/／")
    if han:
        found = role_of(han)
        found = _OWN.get(found or "", found)
        return found if found in ROLES else None
    words = _letters(form)
    return next((role for role, pattern in _ENGLISH if pattern.search(words)), None)


class Captions:
    """The captions that come again and again where texts below rows begin."""

    def __init__(self, lines: Iterable[Sequence[str]]) -> None:
        counts: Counter[str] = Counter()
        closed: Counter[str] = Counter()
        shown: dict[str, str] = {}
        for pieces in lines:
            plain, starts = joined(pieces)
            for match in _CAPTION.finditer(plain):
                printed = match["form"]
                if match.start() not in starts and not (match["colon"] or _HAN_SIGN.search(printed)):
                    continue  # an English word within a text is one of it
                if not match["colon"] and not _HAN_SIGN.match(printed) and meaning(printed) is None:
                    printed = _HAN_SIGN.split(printed)[0]  # Remark 运费: the value
                form = _tight(printed)
                counts[form] += 1
                closed[form] += bool(match["colon"])
                shown.setdefault(form, printed)
            for begun in filter(None, (_GLUED.match(plain, start) for start in starts)):
                counts[begun[0]] += 1
                shown.setdefault(begun[0], begun[0])
        self.roles: dict[str, str | None] = {}
        for form, count in counts.items():
            role = meaning(shown[form])
            # Words that follow a shorter caption more seldom than it stands alone are the first ones of a value.
            longer = any(form != other and form.startswith(other) and n > count for other, n in counts.items())
            if count >= _LEAST and not longer and (role is not None or closed[form] == count):
                self.roles[form] = role
        ordered = sorted(self.roles, key=len, reverse=True)
        any_form = "|".join(map(_loose, ordered))
        glued = "|".join(map(re.escape, (f for f in ordered if _HAN_SIGN.match(f[-1]) and self.roles[f]))) or r"(?!)"
        mixed = "|".join(map(_loose, (f for f in ordered if _HAN_SIGN.search(f) and _LATIN_WORD.search(f)))) or r"(?!)"
        colon = r"\s*[:：]\s*"
        self._finds = re.compile(
            rf"(?:^|(?<=[\s|/／;；,，]))(?P<a>{any_form})(?:{colon}|\s+|$|(?=[\d*]{{6}})|(?<=\.)(?=[A-Z\d]))"
            rf"|(?P<b>{any_form}){colon}|(?P<d>{mixed})\s*|^(?P<c>{glued})",
            re.IGNORECASE,
        )

    def meanings(self) -> frozenset[str]:
        """Return what the captions announce."""
        return frozenset(role for role in self.roles.values() if role is not None)

    def parts(self, text: str) -> Iterator[tuple[str | None, int, int, bool]]:
        """Yield the parts of a text: what is announced, where the value begins and ends, and whether by a caption."""
        found = list(self._finds.finditer(text)) if self.roles else []
        if stop := len(text[: found[0].start()].rstrip(_ENDS)) if found else len(text):
            yield None, 0, stop, False
        for here, after in itertools.zip_longest(found, found[1:]):
            form = _tight(here["a"] or here["b"] or here["c"] or here["d"])
            value = text[here.end() : after.start()].rstrip(_ENDS) if after is not None else text[here.end() :]
            yield self.roles.get(form), here.end(), here.end() + len(value), True


def joined(pieces: Iterable[str]) -> tuple[str, list[int]]:
    """Return the pieces of a line as one text, and where each begins in it."""
    text, starts = "", []
    for piece in pieces:
        text += " " if text else ""
        starts.append(len(text))
        text += _plain(piece)
    return text, starts


def _loose(form: str) -> str:
    """Return a pattern for a caption with blanks anywhere."""
    return r"\s*".join(_SIGNS.get(sign, re.escape(sign)) for sign in form)


_SIGNS = {"l": "[l1]", "(": "[(（]", ")": "[)）]", "/": "[/／]"}
_ENDS = " \t,，;；|/／"


def _plain(text: str) -> str:
    return re.sub(r"[\s\u3000]+", " ", text).strip()


def _tight(form: str) -> str:
    return _letters(re.sub(r"\s+", "", unicodedata.normalize("NFKC", form))).lower()


def _letters(form: str) -> str:
    """Return a caption with the letters that a scan took for digits."""
    return re.sub(r"(?<=[A-Za-z])1|1(?=[A-Za-z])", "l", form)
