"""Finds the stamp 作废 on a paper: the word by itself, over or beside the form; never the word in a sentence."""

from __future__ import annotations

import re
import statistics
from collections.abc import Sequence

from docaudit.records.pages import Line, Page, Word

WARNING = "票面有“作废”字样，该票可能已作废"

_STAMP = re.compile(r"(?:此|本|该)?(?:发票|票|联)?(?:已)?作废(?:发票|章|VOID)?")
_STATE = re.compile(r"(?:发票|票据)?状态:(?:已)?作废(?![^\s,;。)])|作废(?:标志|标识):(?:是|Y|1)(?!\w)")
_BRACKETS = str.maketrans("", "", "()[]【】（）〔〕〈〉《》“”\"'*· \t\u3000")
_NOTE = re.compile(r"涂改|挖补|伪造|逾期|遗失|手写|手工|转借|未[加经]|不得|无效|视为|视同|自动|即行|一律|者$")
_LARGE = 1.5
"""A stamp is set at least this much larger than the print of the form."""
_APART = 1.2
"""A word by itself keeps at least this many glyphs' distance from the words of its line."""


def is_stamped_void(pages: Sequence[Page]) -> bool:
    """Say whether a page bears the word 作废 as a stamp, a seal or its own state, not within a printed note."""
    return any(_seal(page) or _printed(page) for page in pages)


def _bare(text: str) -> str:
    return text.translate(_BRACKETS).upper()


def _seal(page: Page) -> bool:
    return any(_STAMP.fullmatch(_bare(w.text)) for w in page.seals)


def _printed(page: Page) -> bool:
    heights = [w.box.height for w in page.words if w.text.strip()]
    usual = statistics.median(heights) if heights else 0.0
    for before, line in zip((None, *page.lines), page.lines, strict=False):
        if _STATE.search(line.text.replace("：", ":").replace(" ", "")):
            return True
        if _STAMP.fullmatch(_bare(line.text)):
            if before and _goes_on(before, line):
                continue
            return True
        words = [w for w in line.words if w.text.strip()]
        if any(_STAMP.fullmatch(_bare(w.text)) and _stands_out(w, line, words, usual) for w in words):
            return True
    return _two_glyphs(page, usual)


def _goes_on(before: Line, line: Line) -> bool:
    """Say whether a line is the wrapped end of the note above it (……如有涂改，即行⏎作废)."""
    if not _NOTE.search(before.text) or before.text.rstrip()[-1:] in "。.;；":
        return False
    if before.box is None or line.box is None:
        return True
    return line.box.height < _LARGE * before.box.height and line.box.y0 - before.box.y1 < 1.5 * line.box.height


def _stands_out(word: Word, line: Line, words: Sequence[Word], usual: float) -> bool:
    """Say whether a word is larger than the print, lies over other words, or stands apart in its line."""
    if word.box.height >= _LARGE * usual:
        return True
    glyph = word.box.width / max(1, len(_bare(word.text)))
    others = [w for w in words if w is not word]
    if any(_overlaps(word, w) for w in others):
        return True
    if re.search(r"[□☐○☑√✓]|正常|是否", line.text):
        return False  # one of several printed options
    return all(max(w.box.x0 - word.box.x1, word.box.x0 - w.box.x1) >= _APART * glyph for w in others)


def _overlaps(one: Word, other: Word) -> bool:
    wide = min(one.box.x1, other.box.x1) - max(one.box.x0, other.box.x0)
    high = min(one.box.y1, other.box.y1) - max(one.box.y0, other.box.y0)
    return wide > 0.25 * min(one.box.width, other.box.width) and high > 0.25 * min(one.box.height, other.box.height)


def _two_glyphs(page: Page, usual: float) -> bool:
    """Say whether 作 and 废 stand as two large words next to each other, as a turned stamp may be read."""
    first = [w for w in page.words if _bare(w.text) == "作" and w.box.height >= _LARGE * usual]
    second = [w for w in page.words if _bare(w.text) == "废" and w.box.height >= _LARGE * usual]
    return any(
        abs(a.box.center[0] - b.box.center[0]) < 4 * a.box.width
        and abs(a.box.center[1] - b.box.center[1]) < 4 * a.box.height
        for a in first
        for b in second
    )
