"""What the shape of figures says about how they were misread: marks, signs and letters that stand for digits."""

from __future__ import annotations

import re

# Measured on blurred pages: almost the only error in figures is a comma read as a point or as another mark. Groups of
# three before two last digits leave no other reading; a date, a time or a section number has another shape.
_MARKS = ".,:，"
_GROUPED = re.compile(rf"(?<![\d{_MARKS}])\d{{1,3}}(?:[{_MARKS}]\d{{3}})+[{_MARKS}]\d{{2}}(?!\d|[{_MARKS}]\d)")
_DATE = re.compile(r"(?<!\d)(?:19|20)\d\d[-~](?:0\d|1[0-2])[-~][0-3]\d(?!\d)")
_AMOUNT = r"(?:\d{1,3}(?:,\d{3})+|\d{1,12})\.\d\d"
# The mark of the yuan in narrow print; a minus with a wave of noise; a speck after the last digit.
_YUAN = re.compile(rf"^[VY](?=-?{_AMOUNT}$)")
_MINUS = re.compile(rf"^(¥|￥)?[~—–_](?={_AMOUNT}$)")
_SPECK = re.compile(rf"^([¥￥]?-?{_AMOUNT})[.,:;'·]$")
_LETTERS = str.maketrans("ODQlI|SBZ", "000111582")
_LETTERED = re.compile(r"[\dODQlI|SBZ.,~-]{4,}")
_AMONG_DIGITS = re.compile(rf"-?{_AMOUNT}|{_DATE.pattern}")
# As many glyphs of a word must be digits before it counts as figures.
_LEAST_DIGITS, _LEAST_SHARE = 2, 0.4


def mended(text: str) -> tuple[str, frozenset[int]]:
    """Return the text with what only its shape decides put right, and the places whose glyphs therefore do not matter.

    No digit is changed for another; a letter that stands among digits becomes the digit that looks like it.
    """
    glyphs = list(_digits_for_letters(text))
    settled: set[int] = set()
    for found in _GROUPED.finditer("".join(glyphs)):
        marks = [k for k in range(*found.span()) if glyphs[k] in _MARKS]
        for k in marks:
            glyphs[k] = ","
        glyphs[marks[-1]] = "."
        settled.update(marks)
    for found in _DATE.finditer("".join(glyphs)):
        for k in (found.start() + 4, found.start() + 7):
            glyphs[k] = "-"
            settled.add(k)
    made = "".join(glyphs)
    if _YUAN.match(made):
        made, settled = "¥" + made[1:], settled | {0}
    if (minus := _MINUS.match(made)) is not None:
        made = made[: minus.end() - 1] + "-" + made[minus.end() :]
    if (speck := _SPECK.match(made)) is not None:
        settled.add(speck.end(1))
        made = speck.group(1)
    return made, frozenset(settled)


def are_figures(text: str) -> bool:
    """Say whether a word is an amount, a number or a date rather than running text."""
    count = sum(map(str.isdigit, text))
    return count >= _LEAST_DIGITS and count >= _LEAST_SHARE * len(text)


def is_amount(text: str) -> bool:
    """Say whether a word is a well-formed amount with its two decimals and nothing else."""
    return re.fullmatch(rf"[¥￥]?-?{_AMOUNT}", text) is not None


def _digits_for_letters(text: str) -> str:
    if not _LETTERED.fullmatch(text) or text.translate(_LETTERS) == text:
        return text
    digits = text.translate(_LETTERS)
    grouped = _GROUPED.sub(lambda found: re.sub(r"[.,](?=.*[.,])", ",", found.group()), digits)
    return digits if _AMONG_DIGITS.fullmatch(grouped) else text
