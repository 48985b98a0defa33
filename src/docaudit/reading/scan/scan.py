"""Read one page picture: words, lines, tables, codes, with all boxes on the picture as it was given."""

from __future__ import annotations

import logging
import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from docaudit.reading.codes import read_codes, read_missed_codes
from docaudit.reading.geometry import BoxMap, fraction_matrix, map_by, move_lines, move_tables, move_words
from docaudit.reading.layout import lay_out
from docaudit.reading.ocr import CachedEngine, OcrEngine, borrow_engine
from docaudit.reading.options import ReadOptions
from docaudit.reading.scan.bleed import without_back
from docaudit.reading.scan.box_words import with_check_boxes
from docaudit.reading.scan.glyphs import Glyphs
from docaudit.reading.scan.handwriting import find_signatures
from docaudit.reading.scan.patches import find_patches
from docaudit.reading.scan.picture import Prepared, is_blank
from docaudit.reading.scan.prepare import Level, find_sheets, make_level
from docaudit.reading.scan.rules import find_rules
from docaudit.reading.scan.seals import read_seals, without_seals
from docaudit.reading.scan.turning import lean, turn
from docaudit.records.evidence import Box
from docaudit.records.pages import Page, TextSource, Word

log = logging.getLogger(__name__)

NO_ENGINE_WARNING = "没有可用的文字识别引擎，扫描页未能识别；请安装 rapidocr 与 openvino 或 tesseract"
# Measured: over half of the boxes are tall on a page turned by a quarter, none on an upright one.
_TALL = 1.5
_TURNED_SHARE = 0.5
# Measured: an upside-down page scores 0.63 to 0.72 on average, an upright one 0.98.
_DOUBTFUL_SCORE = 0.8

# Receipts are long, but no paper is that much longer than wide.
_LONGEST_SHAPE = 200


@dataclass(frozen=True, slots=True)
class _Attempt:
    level: Level
    words: list[Word]
    turned: int

    @property
    def score(self) -> float:
        """Mean confidence, each word weighted by its length."""
        weights = [len(w.text) for w in self.words]
        if not weights:
            return 0.0
        return sum(w.confidence * n for w, n in zip(self.words, weights, strict=True)) / sum(weights)

    @property
    def merit(self) -> float:
        """Certainty times amount: two good words do not beat a page of fair ones."""
        return sum((w.confidence - 0.5) * len(w.text) for w in self.words)

    @property
    def tall_share(self) -> float:
        """Share of the boxes of several characters that stand on end."""
        high, wide = self.level.prepared.image.shape[:2]
        shapes = [w.box.height * high > _TALL * w.box.width * wide for w in self.words if len(w.text) > 1]
        return sum(shapes) / len(shapes) if len(shapes) >= 3 else 0.0


def read_scan(image: NDArray[np.uint8], options: ReadOptions) -> Page:
    """Return the page that a BGR picture shows; `number` is left to the caller.

    Boxes are fractions of `image`, whatever turning, cutting and levelling the reading needed.
    """
    high, wide = image.shape[:2]
    bare = Page(width=wide, height=high, text_source=TextSource.OCR)
    if max(high, wide) > _LONGEST_SHAPE * min(high, wide):
        return replace(bare, warnings=("图像过于狭长，不像纸面，未作识别",))
    if is_blank(image):
        return replace(bare, blank=True)
    bare = replace(bare, signs=find_patches(image))
    codes = read_codes(image)
    starts = find_sheets(image)
    with borrow_engine(options.ocr_engine, options.ocr_threads) as lent:
        if lent is None:
            return replace(bare, codes=codes, warnings=(NO_ENGINE_WARNING,))
        engine = CachedEngine(lent, options.limits.cache_bytes)
        papers = [_read_paper(start, engine, bare) for start in starts]
    if not codes and any("发票" in word.text for paper in papers for word in paper.words):
        codes = read_missed_codes(image)
    if len(papers) == 1:
        return replace(papers[0], codes=codes, blank=papers[0].blank and not codes)
    return _together(bare, papers, starts, codes)


def _read_paper(start: Prepared, engine: OcrEngine, bare: Page) -> Page:
    """Read one paper; `bare` is the page that it lies on."""
    best = _read_upright(start, engine)
    front = without_back(best.level.prepared.image, best.words, engine)
    if front is not None:
        level = replace(best.level, prepared=replace(best.level.prepared, image=front[0]))
        best = replace(best, level=level, words=front[1])
    seals = read_seals(best.level.seals, engine)
    prepared = best.level.prepared
    words = with_check_boxes(prepared.image, without_seals(best.words, seals, prepared.image))
    seen_high, seen_wide = prepared.image.shape[:2]
    aspect = seen_wide / seen_high
    rules = find_rules(prepared.image, words)
    tolerance = max(0.003, 4 / seen_high)
    lines, tables = lay_out(words, rules, aspect=aspect, tolerance=tolerance, measure=Glyphs(prepared.image))
    ordered = tuple(word for line in lines for word in line.words)
    back = _way_back(prepared, bare)
    return replace(
        bare,
        words=move_words(ordered, back),
        lines=move_lines(lines, back),
        tables=move_tables(tables, back),
        seals=tuple(replace(seal, box=back(seal.box)) for _, seal in seals),
        signatures=tuple(replace(s, box=back(s.box)) for s in find_signatures(prepared.image, ordered)),
        blank=not words and not seals,
        turned_degrees=best.turned,
        skew_degrees=lean(prepared, best.turned),
        warnings=_doubts(best),
    )


def _way_back(prepared: Prepared, bare: Page) -> BoxMap:
    high, wide = prepared.image.shape[:2]
    return map_by(fraction_matrix(prepared.to_view, (wide, high), (int(bare.width), int(bare.height))))


def _together(bare: Page, read: Sequence[Page], starts: Sequence[Prepared], codes: tuple[Word, ...]) -> Page:
    """Return the page on which several papers lie."""
    papers = []
    for page, start in zip(read, starts, strict=True):
        region = _way_back(start, bare)(Box(0.0, 0.0, 1.0, 1.0))
        own = tuple(code for code in codes if region.contains(*code.box.center))
        papers.append(replace(page, region=region, codes=own, blank=page.blank and not own))
    turns = Counter(paper.turned_degrees for paper in papers if not paper.blank)
    return replace(
        bare,
        words=tuple(word for paper in papers for word in paper.words),
        lines=tuple(line for paper in papers for line in paper.lines),
        tables=tuple(table for paper in papers for table in paper.tables),
        seals=tuple(seal for paper in papers for seal in paper.seals),
        signatures=tuple(signature for paper in papers for signature in paper.signatures),
        codes=codes,
        papers=tuple(paper for paper in papers if not paper.blank),
        blank=not codes and all(paper.blank for paper in papers),
        turned_degrees=turns.most_common(1)[0][0] if turns else 0,
        warnings=tuple(dict.fromkeys(warning for paper in papers for warning in paper.warnings)),
    )


def _read_upright(start: Prepared, engine: OcrEngine) -> _Attempt:
    """Read the picture, turned until its lines lie level and its characters stand."""
    as_given = make_level(start)
    turn_needed = engine.turn_needed(as_given.prepared.image)
    if turn_needed:
        return _attempt(make_level(turn(start, turn_needed)), engine, turn_needed)
    first = _attempt(as_given, engine, 0)
    if turn_needed == 0:
        return first
    if first.tall_share > _TURNED_SHARE:
        quarter = _attempt(make_level(turn(start, 90)), engine, 90)
        best = quarter if quarter.merit > first.merit or quarter.tall_share < first.tall_share else first
    else:
        best = first
    if best.words and best.score < _DOUBTFUL_SCORE:
        flipped = (best.turned + 180) % 360
        other = _attempt(make_level(turn(start, flipped)) if flipped else as_given, engine, flipped)
        if other.merit > best.merit:
            best = other
    return best


def _attempt(level: Level, engine: OcrEngine, turned: int) -> _Attempt:
    return _Attempt(level, engine.recognise(level.prepared.image), turned)


def _doubts(attempt: _Attempt) -> tuple[str, ...]:
    if attempt.words and statistics.fmean(w.confidence for w in attempt.words) < _DOUBTFUL_SCORE:
        return ("页面图像质量差，识别结果不可靠",)
    return ()
