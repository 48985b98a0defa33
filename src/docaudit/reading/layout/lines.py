"""Group words into printed lines."""

from __future__ import annotations

import bisect
import statistics
from collections.abc import Iterable, Sequence

from docaudit.records.evidence import Box
from docaudit.records.pages import Line, Word

# Two words stand on one line when they share this much of the lower one's height.
_SHARED_HEIGHT = 0.5
# A word much taller than its neighbour is a heading or a vertical label, not part of the line.
_LEAST_HEIGHT_RATIO = 0.4
# Words closer than this share of their height are one run for the reader: no blank between them.
_BLANK_GAP = 0.35
# Neighbours that cover each other by more than this share of the narrower one are not side by side.
_MOST_COVERED = 0.4
_OPEN_LINES = 12
# Captions of two characters that forms print across a whole column or label's width.
_SPACED_TEXT = (
    "名称 合计 单位 数量 单价 金额 税额 税率 日期 摘要 余额 户名 账号 帐号 备注 项目 地址 电话 序号 编号 小计 总计 "
    "用途 附言 借方 贷方 收入 支出 类型 住所 姓名 性别 甲方 乙方 行次 附注 品名 规格 类别"
)
SPACED_CAPTIONS = frozenset(_SPACED_TEXT.split())
_FIRST_CHARACTERS = frozenset(caption[0] for caption in SPACED_CAPTIONS)


def group_lines(words: Iterable[Word], aspect: float = 1.0) -> tuple[Line, ...]:
    """Return lines top to bottom with words left to right; slight skew does no harm.

    Args:
        words: with boxes in fractions of an upright page.
        aspect: the page's width over its height, to compare gaps with heights.
    """
    lines: list[_OpenLine] = []
    for word in sorted(words, key=lambda w: w.box.y0 + w.box.y1):
        best: _OpenLine | None = None
        best_shared = _SHARED_HEIGHT
        for line in lines[-_OPEN_LINES:]:
            # Cheap first: most open lines end above the word.
            if line.bottom <= word.box.y0:
                continue
            shared = line.shared_height(word)
            if shared >= best_shared:
                best, best_shared = line, shared
        if best is None:
            lines.append(_OpenLine(word))
        else:
            best.add(word)
    made = [make_line(line.words, aspect) for line in lines]
    made.sort(key=lambda line: (line.box.y0 + line.box.y1, line.box.x0) if line.box else (0.0, 0.0))
    return tuple(made)


class _OpenLine:
    """A line under construction, its words kept left to right."""

    __slots__ = ("_lefts", "bottom", "words")

    def __init__(self, word: Word) -> None:
        self.words = [word]
        self._lefts = [word.box.x0]
        self.bottom = word.box.y1

    def add(self, word: Word) -> None:
        """Put a word in its place."""
        place = bisect.bisect(self._lefts, word.box.x0)
        self._lefts.insert(place, word.box.x0)
        self.words.insert(place, word)
        self.bottom = max(self.bottom, word.box.y1)

    def shared_height(self, word: Word) -> float:
        """Compare with the nearest word on either side, for only those lie level on a skewed line."""
        place = bisect.bisect(self._lefts, word.box.x0)
        best = 0.0
        for neighbour in self.words[place - 1 if place else 0 : place + 1]:
            if _covers(neighbour.box, word.box):
                return 0.0
            best = max(best, _shared_height(neighbour, word))
        return best


def make_line(words: Iterable[Word], aspect: float = 1.0) -> Line:
    """Return one line of `words`, put left to right."""
    ordered = _unspaced(sorted(words, key=lambda w: (w.box.x0, w.box.y0)))
    return Line(
        text=join_words(ordered, aspect),
        words=tuple(ordered),
        box=Box.union(w.box for w in ordered),
        confidence=_mean([w.confidence for w in ordered]),
    )


def _mean(values: list[float]) -> float:
    # Text layers are sure of every word.
    return values[0] if values.count(values[0]) == len(values) else statistics.fmean(values)


def _unspaced(words: list[Word]) -> list[Word]:
    """Join the two characters of a caption that is printed wide apart (合　计)."""
    if not any(word.text in _FIRST_CHARACTERS for word in words):
        return words
    joined: list[Word] = []
    for word in words:
        if joined and len(joined[-1].text) == 1 and joined[-1].text in _FIRST_CHARACTERS:
            before = joined[-1]
            tail = word.text[:1]
            # After 名　称 the value may follow at once, after the others nothing but a colon does.
            alone = len(word.text.rstrip(":：")) == 1 or (word.text[1:2] in (":", "："))
            if before.text + tail in SPACED_CAPTIONS and alone:
                joined[-1] = Word(
                    before.text + word.text,
                    Box.union((before.box, word.box)),
                    min(before.confidence, word.confidence),
                    word.origin,
                )
                continue
        joined.append(word)
    return joined


def join_words(words: Sequence[Word], aspect: float = 1.0) -> str:
    """Join words of one line; a blank stands where the gap is visible."""
    parts: list[str] = []
    for index, word in enumerate(words):
        if index:
            before = words[index - 1].box
            box = word.box
            gap = (box.x0 - before.x1) * aspect
            if gap > _BLANK_GAP * (before.y1 - before.y0) or gap > _BLANK_GAP * (box.y1 - box.y0):
                parts.append(" ")
        parts.append(word.text)
    return "".join(parts)


# Mostly plain comparisons instead of `min` and `max`: every two neighbours on a page come through here.


def _covers(a: Box, b: Box) -> bool:
    right = a.x1 if a.x1 < b.x1 else b.x1
    left = a.x0 if a.x0 > b.x0 else b.x0
    shared = right - left
    return shared > 0 and shared > _MOST_COVERED * min(a.x1 - a.x0, b.x1 - b.x0)


def _shared_height(neighbour: Word, word: Word) -> float:
    a, b = neighbour.box, word.box
    low, high = a.y1 - a.y0, b.y1 - b.y0
    if low > high:
        low, high = high, low
    if low <= 0 or low < _LEAST_HEIGHT_RATIO * high:
        # A dash or a dot is lower than its line: it belongs where its middle lies inside the other's height.
        inside = a.y0 <= (b.y0 + b.y1) / 2 <= a.y1 or b.y0 <= (a.y0 + a.y1) / 2 <= b.y1
        if not (inside and min(len(a_text) for a_text in (neighbour.text, word.text)) <= 2 and low <= high):
            return 0.0
        return _SHARED_HEIGHT if _is_low_mark(neighbour.text) or _is_low_mark(word.text) else 0.0
    bottom = a.y1 if a.y1 < b.y1 else b.y1
    top = a.y0 if a.y0 > b.y0 else b.y0
    return (bottom - top) / low


def _is_low_mark(text: str) -> bool:
    return all(c in "-—–_=~～一.,:：、，。·•…\"'“”‘’^*" for c in text)
