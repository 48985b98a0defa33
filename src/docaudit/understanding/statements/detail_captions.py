"""The captions of details below rows: in Chinese, in English, or both beside each other, with or without a colon."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Levenshtein

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
_KNOWN_HAN = (
    r"(?>(?:对方|对手方?|交易对[手方]|往来|[收付]款[人方]|收/?付款[人方]?)(?:户名|名称|单位|[账帐][号户]|开户行|行名)?"
    r"|户名|[账帐]号|(?:客户|交易|转账)?(?:附言|备注|用途)|(?:交易)?流水号)"
)
"""Chinese captions that are known though their values follow without a gap."""
_LATIN = rf"(?i:{_WORD}(?:[\s./&-]{{0,3}}{_WORD}){{0,4}}(?![A-Za-z])\.?)"
_JOINT = r"[\s/／(（|-]{0,3}"
_CAPTION = re.compile(
    rf"(?:^|(?<=[\s|;；]))(?P<form>{_HAN}{_JOINT}{_LATIN}[)）]?|{_LATIN}{_JOINT}{_HAN}[)）]?|{_HAN}|{_LATIN})"
    r"(?P<colon>\s*[:：])?(?:\s|$|(?<=[:：])|(?=[\d*]{6})|(?<=\.)(?=[A-Z\d])|(?<=[A-Za-z.])(?=[\u4e00-\u9fff]))"
)
"""A caption ends at a colon or a blank, of which words set close or a scan may keep none."""
_GLUED = re.compile(
    rf"(?:{_KNOWN_HAN}(?=[\u4e00-\u9fff\d]|[A-Z]{{1,4}}\d)|{_LATIN}{_JOINT}{_KNOWN_HAN}(?=[\u4e00-\u9fff\dA-Z]))"
    r"(?![^:：\s]{0,12}[:：])"
)
"""Captions that are known though their values follow without a gap."""
_NUMBERED = ("account", "reference")
"""Captions of numbers are known within a line too, where nothing parts them from the value before."""
_KNOWN = 4
"""Fewer signs tell no caption of which one was misread."""
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
            glued = {start: begun[0] for start in starts if (begun := _GLUED.match(plain, start)) is not None}
            for match in _CAPTION.finditer(plain):
                printed = match["form"]
                if glued.get(match.start(), "").startswith(printed) and not match["colon"]:
                    continue  # its first words
                if match.start() not in starts and not (match["colon"] or _HAN_SIGN.search(printed)):
                    continue  # an English word within a text is one of it
                if not match["colon"] and not _HAN_SIGN.match(printed) and meaning(printed) is None:
                    printed = _HAN_SIGN.split(printed)[0]  # Remark 运费: the value
                form = _tight(printed)
                counts[form] += 1
                closed[form] += bool(match["colon"])
                shown.setdefault(form, printed)
            for known in glued.values():
                counts[_tight(known)] += 1
                shown.setdefault(_tight(known), known)
        self.roles: dict[str, str | None] = {}
        for form, count in counts.items():
            role = meaning(shown[form])
            # Words that follow a shorter caption more seldom than it stands alone are the first ones of a value.
            longer = any(form != other and form.startswith(other) and n > count for other, n in counts.items())
            if count >= _LEAST and not longer and (role is not None or closed[form] == count):
                self.roles[form] = role
        ordered = sorted(self.roles, key=len, reverse=True)
        any_form = "|".join(map(_loose, ordered))
        ahead = "|".join(map(re.escape, (f for f in ordered if _HAN_SIGN.match(f[-1]) and self.roles[f]))) or r"(?!)"
        mixed = "|".join(map(_loose, (f for f in ordered if _HAN_SIGN.search(f) and _LATIN_WORD.search(f)))) or r"(?!)"
        numbers = (f for f in ordered if _HAN_SIGN.match(f[-1]) and (self.roles[f] or "").endswith(_NUMBERED))
        numbered = "|".join(map(_loose, numbers)) or r"(?!)"
        colon = r"\s*[:：]\s*"
        self._finds = re.compile(
            rf"(?:^|(?<=[\s|/／;；,，]))(?P<a>{any_form}){_POINT}(?:{colon}|\s+|$|(?=[\d*]{{6}})|(?<=[.,，])(?=[A-Z\d])"
            rf"|(?<=[A-Za-z.])(?=[\u4e00-\u9fff]))"
            rf"|(?P<b>{any_form}){_POINT}{colon}|(?P<d>{mixed}){_POINT}\s*|^(?P<c>{ahead})|(?P<e>{numbered})\s*(?=(?:[A-Z\d]\s?){{0,4}}(?:\d\s?){{6}})",
            re.IGNORECASE,
        )
        self._hans = {han for f in ordered if len(han := "".join(_HAN_SIGN.findall(f))) >= _KNOWN}

    def meanings(self) -> frozenset[str]:
        """Return what the captions announce."""
        return frozenset(role for role in self.roles.values() if role is not None)

    def parts(self, text: str) -> Iterator[tuple[str | None, int, int, bool]]:
        """Yield the parts of a text: what is announced, where the value begins and ends, and whether by a caption."""
        found = list(self._finds.finditer(text)) if self.roles else []
        if stop := len(text[: found[0].start()].rstrip(_ENDS)) if found else len(text):
            yield None, 0, stop, False
        for here, after in itertools.zip_longest(found, found[1:]):
            form = _tight(next(filter(None, here.groups())))
            value = text[here.end() :]
            if after is not None:
                value = text[here.end() : after.start()].rstrip(_ENDS)
                value = value if _HAN_SIGN.search(after.group()) else self._without_misread(value)
            yield self.roles.get(form), here.end(), here.end() + len(value), True

    def _without_misread(self, value: str) -> str:
        """Return a value without the Chinese words of the next caption, where a scan misread one of them."""
        for han in self._hans:
            for count in (len(han) - 1, len(han)):
                if count < len(value) and Levenshtein.distance(value[-count:], han) <= 1:
                    return value[:-count].rstrip(_ENDS)
        return value


def joined(pieces: Iterable[str]) -> tuple[str, list[int]]:
    """Return the pieces of a line as one text, and where each begins in it."""
    text, starts = "", []
    for piece in pieces:
        text += " " if text else ""
        starts.append(len(text))
        text += _plain(piece)
    return text, starts


def _loose(form: str) -> str:
    """Return a pattern for a caption with blanks and points anywhere."""
    return r"[\s.,，。]*".join(_SIGNS.get(sign, re.escape(sign)) for sign in form)


_SIGNS = {"l": "[l1]", "(": "[(（]", ")": "[)）]", "/": "[/／]"}
_POINT = "[.,，。]?"
"""At the end of an English caption, as a scan may read it."""
_ENDS = " \t,，;；|/／"


def _plain(text: str) -> str:
    return re.sub(r"[\s\u3000]+", " ", text).strip()


def _tight(form: str) -> str:
    return _letters(re.sub(r"[\s.,。]+", "", unicodedata.normalize("NFKC", form))).lower()


def _letters(form: str) -> str:
    """Return a caption with the letters that a scan took for digits."""
    return re.sub(r"(?<=[A-Za-z])1|1(?=[A-Za-z])", "l", form)
