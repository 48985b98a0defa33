"""Money as Chinese papers print it: in figures and in capital words (大写), both ways.

Grammar: domain reference of this project, section 5; words after 支付结算办法, annex 正确填写票据和结算凭证的基本规定.
"""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal

from docaudit.records.money import Money

# --- figures -------------------------------------------------------------------------------------------------------

_CURRENCIES = {
    "人民币": "CNY", "RMB": "CNY", "CNY": "CNY", "¥": "CNY", "Y": "CNY",
    "USD": "USD", "美元": "USD", "US$": "USD", "$": "USD", "HKD": "HKD", "港币": "HKD", "港元": "HKD", "HK$": "HKD",
    "EUR": "EUR", "欧元": "EUR", "€": "EUR", "JPY": "JPY", "日元": "JPY", "GBP": "GBP", "英镑": "GBP", "£": "GBP",
}  # fmt: skip
_PREFIX = re.compile(
    r"^(?:\(?小写\)?[::]?|金额[::]|大写[::]|[⊗ⓧ#*]+|"
    + "|".join(re.escape(c) for c in sorted(_CURRENCIES, key=len, reverse=True))
    + r"|[::]|元(?=[\d¥]))"
)
_FOREIGN_SUFFIX = re.compile(r"(美元|港元|港币|欧元|日元|英镑|USD|HKD|EUR|JPY|GBP|CNY|RMB|人民币)$")
_UNITS = {
    "万亿": 10**12, "亿": 10**8, "千万": 10**7, "百万": 10**6, "十万": 10**5, "万": 10**4,
    "千": 10**3, "百": 100, "": 1,
}  # fmt: skip
_UNIT = "万亿|亿|千万|百万|十万|万|千|百"
_PART = re.compile(rf"(?P<number>[\d.,']+)(?P<unit>{_UNIT})?(?P<yuan>元)?")
_TRADITIONAL = str.maketrans({"萬": "万", "億": "亿", "仟": "千", "佰": "百", "拾": "十", "圆": "元", "圓": "元"})
_MAX_BARE_DIGITS = 12  # a longer run of digits without separators is an account or a document number
_MAX_DIGITS = 15


def parse_amount(text: str | None) -> Money | None:
    """Return the amount of figures as printed (``￥1,234.56``, ``500万元``, ``(1,234.56)``), None where not certain.

    A decimal separator is told from a grouping one by shape, because scans confuse ``,`` and ``.``: the last separator
    followed by exactly two digits is decimal, all earlier ones are grouping. Anything left over makes the answer None.
    """
    if not text:
        return None
    body = unicodedata.normalize("NFKC", text).upper().translate(_TRADITIONAL)
    body = re.sub(r"[−–—﹣─]", "-", body.strip()).replace("。", ".").replace("、", ",").replace("'", ",")
    body = re.sub(r"\s+", " ", body)
    negative, body, currency = _strip(body)
    body = re.sub(r"(元)?[整正]$", r"\1", body)
    found = _FOREIGN_SUFFIX.search(body)
    if found:
        currency, body = _CURRENCIES[found.group(1)], body[: found.start()]
    glued = _unblank(body)
    if glued is None:
        return None
    body = glued
    if re.fullmatch(r"[\dOLI|.,']+", body) and re.search(r"\d", body):
        body = body.replace("O", "0").replace("L", "1").replace("I", "1").replace("|", "1")
    value = _figures(body)
    if value is None:
        return None
    fen = value * 100
    if fen != fen.to_integral_value():
        return None
    return Money(-int(fen) if negative else int(fen), currency)


def _strip(body: str) -> tuple[bool, str, str]:
    """Take labels, currency marks and signs off both ends."""
    negative, currency = False, "CNY"
    changed = True
    while changed and body:
        changed = False
        body = body.strip()
        found = _PREFIX.match(body)
        if found and found.end():
            currency = _CURRENCIES.get(found.group(0), currency)
            body, changed = body[found.end() :], True
        elif body[0] in "+-" and body[1:2] not in ("-", "+", ""):
            negative ^= body[0] == "-"
            body, changed = body[1:], True
        elif body.startswith(("(负数)", "负")):
            negative, body, changed = True, body.removeprefix("(负数)").removeprefix("负"), True
        elif body[0] == "(" and body.endswith((")", ")元")) and re.search(r"[.,]\d", body):
            # A bare "(1)" is a list number; only a shaped figure in brackets is a negative amount.
            negative, body, changed = not negative, body[1:].replace(")", "", 1), True
    if re.search(r"\.\s?-{1,2}$", body):
        body = re.sub(r"\.\s?-{1,2}$", "", body)  # the closing stroke of a cheque: "5000000.-"
    elif re.search(r"\d[.,]\d\d\s?-$", body):
        negative, body = not negative, body[:-1].strip()
    return negative, body, currency


def _unblank(body: str) -> str | None:
    """Join figures printed with blanks; None where a blank may part two numbers."""
    tokens = body.split(" ")
    joined = tokens[0]
    for token in tokens[1:]:
        beside_separator = token[:1] in (".", ",") or joined[-1:] in (".", ",")
        digits = joined[-1:].isdigit() and token[:1].isdigit()
        grouped = re.fullmatch(r"\d{1,3}(?:\d{3})*", joined) and re.fullmatch(r"\d{3}(?:\.\d\d?)?元?", token)
        if digits and not beside_separator and not grouped:
            return None
        if beside_separator and re.search(r"\.\d\d$", joined):
            return None
        joined += token
    return joined


def _figures(body: str) -> Decimal | None:
    """Return the value of ``1亿2000万元`` or ``1,234.56元``; units must fall from left to right."""
    at, total, last = 0, Decimal(0), 10**13
    if not body:
        return None
    while at < len(body):
        found = _PART.match(body, at)
        if found is None:
            return _tail(body[at:], total) if at else None
        unit = _UNITS[found.group("unit") or ""]
        number = _number(found.group("number"), scaled=unit > 1)
        if number is None or unit >= last:
            return None
        total, last, at = total + number * unit, unit, found.end()
        if found.group("yuan"):
            return _tail(body[at:], total)
    return total


def _tail(rest: str, total: Decimal) -> Decimal | None:
    """Add what follows 元: ``5角3分``."""
    found = re.fullmatch(r"(?:(\d)角)?(?:(\d)分)?", rest)
    if found is None:
        return None
    return total + Decimal(found.group(1) or 0) / 10 + Decimal(found.group(2) or 0) / 100


def _number(text: str, *, scaled: bool) -> Decimal | None:
    groups = re.split(r"[.,']", text)
    marks = re.findall(r"[.,']", text)
    if not marks:
        if len(text) > _MAX_BARE_DIGITS or (len(text) > 1 and text[0] == "0"):
            return None
        return Decimal(text)
    if re.fullmatch(r"\.\d\d", text):
        return Decimal(f"0{text}")  # some banks print amounts below one yuan without the zero
    if groups[0] == "" or groups[-1] == "" or sum(map(len, groups)) > _MAX_DIGITS + 2:
        return None
    last, mark = groups[-1], marks[-1]
    whole = "".join(groups[:-1])
    inner = groups[1:-1]
    if any(len(g) not in (3, 4) for g in inner):
        return None  # "2026.01.05" is a date
    if scaled and mark == "." and not inner:
        return Decimal(f"{whole}.{last}")
    if len(last) == 2 or (len(last) == 1 and mark == "."):
        return Decimal(f"{whole}.{last}")
    if len(last) == 3:
        if mark == "," and all(m == "," for m in marks) and groups[0] != "0" and len(groups[0]) <= 3:
            return Decimal(whole + last)
        if len(marks) > 1 and all(m == "." for m in marks) and len(groups[0]) <= 3:
            return Decimal(whole + last)  # every comma read as a point
    if mark == "." and len(last) >= 3 and last[2:].strip("0") == "" and (len(groups[0]) > 3 or len(last) > 3 or scaled):
        return Decimal(f"{whole}.{last[:2]}")
    if scaled and mark == ".":
        return Decimal(f"{whole}.{last}")
    return None  # "1.234" may be 1234 or 1.234


# --- words ---------------------------------------------------------------------------------------------------------

_DIGITS = {
    **dict.fromkeys("零〇○O0◯", 0), **dict.fromkeys("壹弌一壱", 1), **dict.fromkeys("贰貳弍二两貮", 2),
    **dict.fromkeys("叁叄参參三弎", 3), **dict.fromkeys("肆四", 4), **dict.fromkeys("伍五", 5),
    **dict.fromkeys("陆陸六", 6),
    **dict.fromkeys("柒七", 7), **dict.fromkeys("捌八", 8), **dict.fromkeys("玖九", 9),
}  # fmt: skip
_EMPTY = "⊗øØ#×¥ⓧX"
_PLACES = {**dict.fromkeys("拾十", 10), **dict.fromkeys("佰百", 100), **dict.fromkeys("仟千", 1000)}
_SIMPLE = {
    "萬": "万",
    "億": "亿",
    "圆": "元",
    "圓": "元",
    "块": "元",
    "毛": "角",
    "正": "整",
    "廿": "贰拾",
    "卅": "叁拾",
}
_WORDS_LABEL = re.compile(r"^(?:人民币|RMB|CNY|\(?大写\)?|合计|金额|价税合计|[::()¥￥])+", re.IGNORECASE)
_CAPITALS = "零壹贰叁肆伍陆柒捌玖"
CONFUSED_GLYPHS = {
    "染": "柒", "参": "叁", "隆": "陆", "任": "伍", "玫": "玖", "别": "捌", "津": "肆", "伯": "佰", "千": "仟",
}  # fmt: skip
"""Glyphs that a scan confuses with those of amounts, the wrong one first."""


def parse_words(text: str | None) -> Money | None:
    """Return the amount of capital words (``壹佰贰拾叁万元整``), grid slips too; None where not certain."""
    if not text:
        return None
    body = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text.replace("￥", "¥")))
    body = body.rstrip("。.,;:；，、|").removesuffix("(小写)").rstrip(":：")
    negative = False
    found = re.match(r"^(.{0,8}?)(?:\(负数\)|负数?|\(红字\))", body)
    if found and all(c not in _PLACES and c not in "元万亿" for c in found.group(1)):
        negative, body = True, found.group(1) + body[found.end() :]
    body = _WORDS_LABEL.sub("", body)
    for old, new in _SIMPLE.items():
        body = body.replace(old, new)
    if body.endswith(")") and "(" not in body:
        body = body[:-1]
    fen = _words_fen(body)
    if fen is None:
        return None
    return Money(-fen if negative else fen)


def _words_fen(body: str) -> int | None:
    if not re.search(r"[元角分整万亿]", body):
        return None
    head, yuan_mark, cents = body.partition("元")
    if not yuan_mark:
        found = re.fullmatch(r"(.*?[万亿拾十佰百仟千])?(.{0,2}角.*|.{0,2}分.*|整)?", body)
        if found is None:
            return None
        head, cents = found.group(1) or "", found.group(2) or ""
        if head and ("角" in cents or "分" in cents):
            return None
        if not head and cents in ("", "整"):
            return None
    yuan = _words_yuan(head) if head else 0
    tail = _words_cents(cents)
    if yuan is None or tail is None or (not head and not cents):
        return None
    return yuan * 100 + tail


def _words_cents(text: str) -> int | None:
    text = text.removesuffix("整")
    digit = "[" + re.escape("".join(_DIGITS) + _EMPTY) + "]"
    found = re.fullmatch(rf"零?(?:({digit})角)?零?(?:({digit})分)?零?", text)
    if found is None:
        return None
    jiao, fen = found.groups()
    return 10 * _DIGITS.get(jiao or "零", 0) + _DIGITS.get(fen or "零", 0)


def _words_yuan(text: str) -> int | None:  # noqa: PLR0912 - one branch for each kind of glyph
    """Read the words before 元: groups of 仟佰拾 under 万 and 亿."""
    grid = bool(re.fullmatch(r"(?:.[亿万仟千佰百拾十])+.?", text)) and "千百十亿千百十万千百十".endswith(
        re.sub("[^亿万千百十]", "", text.translate(_TRADITIONAL))
    )
    yi: int | None = None
    wan: int | None = None
    group, digit, place, started = 0, None, 10_000, False
    for glyph in text:
        if glyph in _DIGITS or glyph in _EMPTY:
            value = _DIGITS.get(glyph, 0)
            if digit:
                return None  # two digits without a unit between them
            if glyph in _EMPTY and started and not grid:
                return None
            digit = value
            started = started or glyph not in _EMPTY
        elif glyph in _PLACES:
            unit = _PLACES[glyph]
            if unit >= place:
                return None
            if digit is None:
                if unit != 10 or group:
                    return None  # only 拾 may stand for 壹拾, at the head of a group
                digit = 1
            if digit == 0 and unit == 10 and not grid:
                return None  # 零拾 outside a grid may be 0 or 10
            group, digit, place = group + digit * unit, None, unit
        elif glyph == "万":
            if wan is not None:
                return None
            wan, group, digit, place = group + (digit or 0), 0, None, 10_000
        elif glyph == "亿":
            if yi is not None:
                return None
            yi, wan, group, digit, place = (wan or 0) * 10_000 + group + (digit or 0), None, 0, None, 10_000
            if not yi and not grid:
                return None
        else:
            return None
    return (yi or 0) * 10**8 + (wan or 0) * 10_000 + group + (digit or 0)


def one_glyph_explains(words: str, amount: Money) -> bool:
    """Say whether changing one glyph of `words` by a usual confusion of scans makes them mean `amount`."""
    for wrong, right in CONFUSED_GLYPHS.items():
        for at, glyph in enumerate(words):
            for old, new in ((wrong, right), (right, wrong)):
                if glyph == old and parse_words(words[:at] + new + words[at + 1 :]) == amount:
                    return True
    return False


def to_words(amount: Money) -> str:
    """Return the capital words of an amount (支付结算办法, annex 1): ``壹佰万元整``, ``(负数)壹佰元整``."""
    fen = abs(amount.fen)
    yuan, jiao, cent = fen // 100, fen // 10 % 10, fen % 10
    words = ""
    if yuan:
        words = _yuan_words(yuan) + "元"
    if not jiao and not cent:
        words = (words or "零元") + "整"
    elif not cent:
        words += ("零" if yuan and yuan % 10 == 0 else "") + _CAPITALS[jiao] + "角整"
    else:
        gap = "零" if yuan and (not jiao or yuan % 10 == 0) else ""
        words += gap + (_CAPITALS[jiao] + "角" if jiao else "") + _CAPITALS[cent] + "分"
    return ("(负数)" if amount.fen < 0 else "") + words


def _yuan_words(value: int) -> str:
    yi, rest = divmod(value, 10**8)
    wan, low = divmod(rest, 10_000)
    words = _yuan_words(yi) + "亿" if yi else ""
    if wan:
        words += ("零" if words and wan < 1000 else "") + _group_words(wan) + "万"
    if low:
        words += ("零" if words and (low < 1000 or (yi and not wan)) else "") + _group_words(low)
    return words


def _group_words(value: int) -> str:
    words, gap = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = value // unit % 10
        if digit:
            words += ("零" if gap and words else "") + _CAPITALS[digit] + name
            gap = False
        else:
            gap = True
    return words
