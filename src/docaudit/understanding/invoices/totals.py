"""Sums, words and remarks of an invoice."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from docaudit.records.amounts import parse_amount, parse_words
from docaudit.records.evidence import Box, Field
from docaudit.records.money import Money
from docaudit.understanding.invoices.chunks import Chunk, Print
from docaudit.understanding.invoices.items import PARTICULARS

_SUM = re.compile(r"^合计$|^合计(?=[¥￥\d*-])|^计$")
_NET = re.compile(r"^不含税(?:价款?|价格|金额)(?:\(?小写\)?)?:?")
_TAX = re.compile(r"^(?:其中:?)?(?:增值税)?(?:税额|增值税额)(?:\(?小写\)?)?:?")
_TOTAL = re.compile(r"价税合计|合计(?:金额)?\(大写\)|总计(?:金额)?\(?大写")
_IN_FIGURES = re.compile(r"合计(?:金额)?\(小写\):?")
_FARES = tuple(
    re.compile(rf"^(?:{words})(?:\(元\)|\(小写\))?(?=[: ¥￥\d]|$):?")
    for words in (
        "合计金额|金额合计|总金额|总计|合计|应付总额",
        "票价|车票价|票款|金额|实收(?:金额)?|实付(?:金额)?|收费金额|通行费|收费额|停车费",
    )
)
"""What stands before the amount of a ticket, the whole sum first."""
_FARE_FIGURE = re.compile(r"(?:CNY|RMB)?[ ]?[¥￥]?[ ]?\d[\d,]*(?:\.\d{1,2})?[ ]?元?整?")
_FIGURES = re.compile(r"\(?小写\)?:?")
_WORDS = re.compile(r"(?:\(?负数?\)?)?[零〇壹贰叁肆伍陆柒捌玖拾佰仟萬万亿億圆元圓角分整正弌弍貳叄参陸]{2,}")
_WORD_GLYPHS = re.compile(r"[零〇壹贰叁肆伍陆柒捌玖拾佰仟萬万亿億圆元圓角分整正弌弍貳叄参陸]{1,12}")
_AMOUNT = re.compile(r"^[¥￥Y]?-?[\d,]*\d[.,]\d{2}$")
_NET_FIGURE = re.compile(r"(?:^|小写\)?[: ]*)([¥￥]?-?[\d,]*\d\.\d{2})$")
_BOTTOM = re.compile(r"收款人:|复核人?:|开票人:")
_ABOVE = 1.5
"""A remark begins at most so many lines above a caption with a colon, which may stand beside its middle."""
_NEXT_LINE = 3
"""Rows of a table stand no further apart than so many times the height of their print."""
_OF_A_SEAL = 4
"""So many letters of a party's name at least, as a seal in several lines prints them."""
_ARC = 5
"""So few letters within a seal are a piece of what runs round it."""
_REMARK = re.compile(r"^备?注?$|^备注:?")


@dataclass(frozen=True, slots=True)
class Totals:
    """Sum before tax, tax, total with tax, its words."""

    amount: Field[Money] = Field()
    tax: Field[Money] = Field()
    total: Field[Money] = Field()
    words: Field[str] = Field()


def read_totals(paper: Print) -> Totals:
    """Return the sums: from the row 合计 and the row 价税合计, the last page that has them first."""
    amount, tax = _sums(paper)
    columned = _columned(paper)
    if columned is not None:
        return columned
    words: Field[str] = Field()
    total: Field[Money] = Field()
    for chunk, match in sorted(paper.find(_TOTAL), key=lambda cm: -cm[0].page):
        band = [c for c in paper.band(chunk.box, chunk.page, 1.0) if c.box.x1 > chunk.box.x0]
        if words.value is None:
            words = _words(paper, chunk, match.end(), band)
        if words.value is None and (under := paper.after(chunk, chunk.text.find(":", match.end()) + 1)) is not None:
            words = _words(paper, under, 0, [])  # on a line of its own, below its caption
        if total.value is None:
            total = _figure(paper, band)
    if amount.value is None:  # invoices for vehicles have no row of sums
        amount = _beside(paper, _NET)
        tax = tax if tax.value is not None or amount.value is None else _beside(paper, _TAX)
    for chunk, match in paper.find(_IN_FIGURES):  # a till's strip has figures and words on lines of their own
        value = paper.after(chunk, match.end()) if total.value is None else None
        if value is not None:
            total = paper.text.field(parse_amount(value.text), value.start, value.end, 0.97)
    if total.value is None and amount.value is None:
        total = _fare(paper)
    return Totals(amount, tax, total, words)


def _beside(paper: Print, label: re.Pattern[str]) -> Field[Money]:
    """Return the first figure behind a label or right of it in its row."""
    for chunk, match in paper.find(label):
        for other in (paper.span(chunk, match.end(), len(chunk.text)), *paper.band(chunk.box, chunk.page, 0.9)):
            figure = _NET_FIGURE.search(other.text)
            if figure is not None and other.box.x0 >= chunk.box.x0:
                part = paper.span(other, figure.start(1), figure.end(1))
                return paper.text.field(parse_amount(part.text), part.start, part.end, 0.95)
    return Field()


def _fare(paper: Print) -> Field[Money]:
    """Return the one amount of a ticket, behind the word for what was paid; nothing where two differ."""
    for label in _FARES:
        found: dict[int, Field[Money]] = {}
        for chunk, match in paper.find(label):
            value = paper.after(chunk, match.end())
            money = parse_amount(value.text) if value is not None and _FARE_FIGURE.fullmatch(value.text) else None
            if value is not None and money is not None:
                found[money.fen] = paper.text.field(money, value.start, value.end, 0.9)
        if found:
            return next(iter(found.values())) if len(found) == 1 else Field()
    return Field()


def _sums(paper: Print) -> tuple[Field[Money], Field[Money]]:
    for chunk in sorted(paper.chunks, key=lambda c: (-c.page, c.row)):
        if not _SUM.match(chunk.text):
            continue
        band = [c for c in paper.band(chunk.box, chunk.page, 0.9) if c.box.x0 >= chunk.box.x0]
        figures: list[Chunk] = []
        for other in band:
            figures += [
                paper.span(other, m.start(), m.end())
                for m in re.finditer(r"[¥￥Y]?-?[\d,]*\d[.,]\d{2}(?!\d)", other.text)
            ]
        if len(figures) == 1 and _is_tax(paper, figures[0]):  # that before tax is under a seal
            return Field(), paper.text.field(parse_amount(figures[0].text), figures[0].start, figures[0].end, 0.95)
        if figures:
            amount = paper.text.field(parse_amount(figures[0].text), figures[0].start, figures[0].end, 0.97)
            tax: Field[Money] = Field()
            if len(figures) > 1:
                tax = paper.text.field(parse_amount(figures[1].text), figures[1].start, figures[1].end, 0.97)
            return amount, tax
    return Field(), Field()


_HEADED = re.compile("金额|税额")


def _is_tax(paper: Print, figure: Chunk) -> bool:
    """Say whether the figure of a row of sums stands in the column of the tax, not in that of the amounts."""
    heads = [
        (abs(paper.span(c, *m.span()).box.center[0] - figure.box.center[0]), m.group())
        for c, m in paper.find(_HEADED)
        if c.page == figure.page and c.middle < figure.box.y0 and "合计" not in c.text
    ]
    return len({name for _, name in heads}) == 2 and min(heads)[1] == "税额"


def _columned(paper: Print) -> Totals | None:
    """Return the sums of a ticket whose figures stand under a row of captions, one of them 合计."""
    for chunk in paper.chunks:
        if chunk.text != "合计":
            continue
        captions = paper.band(chunk.box, chunk.page, 0.7)
        if len(captions) < 3 or any(re.search(r"\d", c.text) for c in captions):
            continue
        total = _below(paper, chunk, captions)
        if total.value is None:
            continue
        tax: Field[Money] = Field()
        for other in captions:
            match = re.search(r"增值税税额|税额", other.text)
            if match:
                part = paper.span(other, match.start(), match.end())
                tax = _below(paper, part, [part if c is other else c for c in captions])
        return Totals(tax=tax, total=total)
    return None


def _below(paper: Print, caption: Chunk, captions: list[Chunk]) -> Field[Money]:
    under = [
        c
        for c in paper.on_page(caption.page)
        if 0 < c.middle - caption.middle < 6 * caption.box.height and re.search(r"\d", c.text)
    ]
    if not under:
        return Field()
    first = min(c.middle for c in under)
    row = [c for c in under if c.middle - first < caption.box.height and _own_caption(c, captions) is caption]
    if len(row) != 1:
        return Field()
    nearest = row[0]
    return paper.text.field(parse_amount(nearest.text), nearest.start, nearest.end, 0.95)


def _own_caption(figure: Chunk, captions: list[Chunk]) -> Chunk | None:
    """Return the caption that a figure stands under, set left, right or in the middle of its column; None left of all.

    A column reaches from its caption to the next one, but a figure that is wider than its caption may begin before it.
    """
    overlaps = [(min(figure.box.x1, c.box.x1) - max(figure.box.x0, c.box.x0), c) for c in captions]
    most, under = max(overlaps, key=lambda found: found[0])
    if most > 0:
        return under
    before = [c for c in captions if c.box.x0 < figure.box.center[0]]
    return max(before, key=lambda c: c.box.x0, default=None)


def _words(paper: Print, chunk: Chunk, end: int, band: list[Chunk]) -> Field[str]:
    for other in [paper.span(chunk, end, len(chunk.text)), *(c for c in band if c.start != chunk.start)]:
        if not other.text:
            continue
        for match in _WORDS.finditer(other.text):
            if parse_words(match.group()) is not None:
                part = paper.span(other, match.start(), match.end())
                if match.end() == len(other.text) and (rest := _words_below(paper, chunk, part)) is not None:
                    return paper.joined(
                        [part, rest], "".join(paper.text.raw(c.start, c.end) for c in (part, rest)), 0.95
                    )
                return paper.text.field(paper.text.raw(part.start, part.end), part.start, part.end, 0.97)
    return Field()


def _words_below(paper: Print, label: Chunk, words: Chunk) -> Chunk | None:
    """Return the end of a sum in words that a narrow paper prints on the next line, below the label or the words."""
    for other in paper.on_page(words.page):
        down = (other.middle - words.middle) / words.box.height
        flush = min(abs(other.box.x0 - label.box.x0), abs(other.box.x0 - words.box.x0)) < 0.02
        if 0.5 < down < 2 and flush and _WORD_GLYPHS.fullmatch(other.text):
            return other if parse_words(words.text + other.text) is not None else None
    return None


def _figure(paper: Print, band: list[Chunk]) -> Field[Money]:
    """Return the total in figures: behind (小写), else the only figure of the row."""
    for chunk in band:
        match = _FIGURES.search(chunk.text)
        if match and "小写" in match.group():
            value = paper.after(chunk, match.end())
            if value is not None:
                field = paper.text.field(parse_amount(value.text), value.start, value.end, 0.98)
                if field.value is not None:
                    return field
    figures = [c for c in band if _AMOUNT.match(c.text.replace(" ", ""))]
    if len(figures) == 1:
        return paper.text.field(parse_amount(figures[0].text), figures[0].start, figures[0].end, 0.9)
    return Field()


def read_remarks(paper: Print, parties: Collection[str] = ()) -> Field[str]:
    """Return what stands in the remarks' box: right of its caption, under the totals, above the signers.

    One of `parties` (names and tax numbers), or how one begins, that stands there alone is a seal's, and no remark.
    """
    for page in range(len(paper.paper.pages)):
        chunks = paper.on_page(page)
        totals = [c for c in chunks if _TOTAL.search(c.text)]
        # A remark may speak of the total too (价税合计已扣除预付款), but it does not write it out in words.
        totals = [c for c in totals if "大写" in c.text] or totals
        captions = [c for c in chunks if _REMARK.match(c.text) and c.text]

        def level(chunk: Chunk, share: float = 0.0, page: int = page) -> float:
            return paper.level(chunk.box, page) + share * chunk.box.height

        top = level(totals[-1], 0.5) if totals else 1.0
        captions = [c for c in captions if level(c, -0.5) > top - 0.005]
        if not captions:
            continue
        # Where the caption stands alone, text that begins like it is what it is about.
        captions = [c for c in captions if re.fullmatch(r"[备注]|备注:?", c.text)] or captions
        left = min(captions, key=lambda c: c.box.x0)
        if left.text.startswith("备注:"):
            top = max(top, level(left, -_ABOVE))
        column = [c for c in captions if abs(c.box.x0 - left.box.x0) < 0.03]
        last = max(level(k, -0.5) for k in column)
        bottoms = [level(c, -0.5) for c in chunks if _BOTTOM.search(c.text) and level(c, -0.5) > last]
        bottom = max(bottoms) if bottoms else max(level(k, 0.5) for k in column) + 0.04
        told = _particulars(paper, chunks)
        inside = [
            c
            for c in chunks
            if top < level(c) < bottom
            and c.start not in told
            and c.box.x0 > left.box.x0 + 0.005
            and c not in captions
            and not _no_remark(paper, c, parties)
        ]
        parts = [
            paper.span(c, m.end(), len(c.text))
            for c in column
            if (m := re.match(r"备注:?", c.text)) and c.text[m.end() :]
        ]
        parts += inside
        value = " ".join(paper.text.raw(c.start, c.end) for c in parts).strip()
        if paper.paper.ocr:  # a speck before the first sign of a line reads as a box
            value = re.sub(r"(?:(?<=\s)|^)□(?=[^\s□])", "", value)
        if value:
            return paper.joined(parts, value, 0.9)
    return Field()


def _particulars(paper: Print, chunks: list[Chunk]) -> set[int]:
    """Return where the pieces of the small table begin in which carriers tell of the journey, lessors of the lease."""
    # Captions with their values behind them (起运地：甲市) are a remark's words, not the heading of a table.
    heads = [c for c in chunks if PARTICULARS.match(c.text) and not re.search(r":.", c.text)]
    bands = [paper.band(head.box, head.page, 0.7) for head in heads]
    header = max(bands, key=len, default=[])
    if sum(c in heads for c in header) < 2:
        return set()
    told, last = set(header), header[0]
    for chunk in sorted(chunks, key=lambda c: c.middle):
        row = paper.band(chunk.box, chunk.page, 0.7)
        near = 0 < chunk.middle - last.middle < _NEXT_LINE * last.box.height
        if near and len(row) >= max(3, len(header) - 1):
            told |= set(row)
            last = chunk
    return {c.start for c in told}


def _covers(seal: Box, box: Box) -> bool:
    x, y = box.center
    return seal.x0 <= x <= seal.x1 and seal.y0 <= y <= seal.y1


def _no_remark(paper: Print, chunk: Chunk, parties: Collection[str]) -> bool:
    """Say whether it is no remark: a seal's caption, name or tax number, or the total of a tilted row."""
    bare = chunk.text.replace(" ", "")
    if re.search(r"(?:发票|财务)专用章|(?:发票|财务)专用$|公章$|^\(小写\)|^[¥￥][\d,.]+$", bare):
        return True
    if len(bare) <= _ARC and any(_covers(seal.box, chunk.box) for seal in paper.paper.pages[chunk.page].seals):
        return True
    if len(bare) >= _OF_A_SEAL and any(party.startswith(bare) for party in parties):
        return True
    return paper.paper.ocr and re.fullmatch(r"[0-9A-Z]{15,20}", bare) is not None
