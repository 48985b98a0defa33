"""The lines of a statement by name: captions joined where they wrap, each caption once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence

from docaudit.documents.financials import StatementLine
from docaudit.records.evidence import Field
from docaudit.records.pages import TextSource
from docaudit.understanding.captions import is_standard, line_name, misread_name
from docaudit.understanding.financials.amounts import decimal_of, figure_of
from docaudit.understanding.financials.blocks import Block, Item
from docaudit.understanding.financials.columns import Meaning, columns_of
from docaudit.understanding.grids import merge_cells, unwrap


def lines_of(blocks: Sequence[Block], doc_type: str, factor: int) -> tuple[list[StatementLine], str]:
    """Return the lines in yuan, and the heading of the current column."""
    drafts: list[tuple[Item, Meaning, str, str]] = []
    heading = ""
    for block in blocks:
        meanings = [(side, columns_of(block.headings, side)) for side in block.sides]
        for item in _joined([_alone(i, doc_type) for i in block.items], doc_type):
            place = next((k for k, side in enumerate(block.sides) if set(side) & set(item.figures)), None)
            if place is None:
                place = sum(item.caption.column > side[-1] for side in block.sides[:-1] if side)
            meaning = meanings[place][1] if place < len(meanings) else Meaning(None, None, 0.0)
            heading = heading or meaning.heading
            caption = _MISREAD_MINUS.sub("－", unwrap(item.caption.text))
            drafts.append((item, meaning, caption, ""))
    best: dict[str, tuple[tuple[int, int, int], int]] = {}
    for i, (item, meaning, caption, _) in enumerate(drafts):
        named = line_name(doc_type, caption)
        if named is None and item.page.text_source in (TextSource.OCR, TextSource.MIXED):
            named = misread_name(doc_type, caption)
        if named is None:
            continue
        cell = item.figures.get(meaning.current) if meaning.current is not None else None
        rank = (cell is None or decimal_of(cell.text) is None, named[1], i)
        if named[0] not in best or rank < best[named[0]][0]:
            best[named[0]] = (rank, i)
    names = {i: name for name, (_, i) in best.items()}
    out = []
    for i, (item, meaning, caption, _) in enumerate(drafts):
        current, prior = (
            figure_of(item, meaning.current, meaning.sure, factor),
            figure_of(item, meaning.prior, meaning.sure, factor),
        )
        if i not in names and (_opens_part(caption) and current.value is None and prior.value is None):
            continue
        printed = item.page.cell_evidence(item.caption)
        sure = item.caption.confidence
        out.append(
            StatementLine(
                name=Field(names[i], 0.99 * sure, printed) if i in names else Field(),
                caption=Field(caption, 0.99 * sure, printed),
                current=current,
                prior=prior,
            )
        )
    return out, heading


_MISREAD_MINUS = re.compile(r"(?<=以[“”\"'‘’])[一二](?=[“”\"'‘’]号?填列)")
"""The minus of 亏损以“－”号填列, a phrase of the legal forms, which scans read as a number."""
_UNFINISHED = re.compile(r"[的及和或、(（“\"与—-]$|[(（][^)）]*$")
_FOOTER = re.compile(r"法定代表人|单位负责人|会计机构|主管会计|制表|财务负责人|审计|附注为|本报表|此处|后附")


def _opens_part(caption: str) -> bool:
    return bool(
        re.search(r"[:：]\s*$", caption) or _FOOTER.search(caption) or not re.search(r"[\u4e00-\u9fff]{2}", caption)
    )


def _alone(item: Item, doc_type: str) -> Item:
    """Return an item without the heading of a part that an unruled table has put into the same cell as its caption."""
    texts = item.caption.text.split("\n")
    if len(texts) < 2 or line_name(doc_type, unwrap(item.caption.text)) is not None:
        return item
    known = [t for t in texts if line_name(doc_type, t) is not None]
    if len(known) != 1 or not all(t == known[0] or _opens_part(t) or is_standard(doc_type, t) for t in texts):
        return item
    return dataclasses.replace(item, caption=dataclasses.replace(item.caption, text=known[0]))


def _joined(items: Sequence[Item], doc_type: str) -> list[Item]:
    """Join captions that wrap over two lines, of which only one carries the figures."""
    out: list[Item] = []
    for item in items:
        last = out[-1] if out else None
        if (
            last is not None
            and not any(decimal_of(c.text) is not None for c in last.figures.values())
            and last.page is item.page
        ):
            text = unwrap(last.caption.text)
            whole = text + unwrap(item.caption.text)
            apart = abs(last.caption.row - item.caption.row) <= 1 or item.caption.box is not None
            if apart and (_UNFINISHED.search(text) or (line_name(doc_type, whole) and not line_name(doc_type, text))):
                out[-1] = Item(item.page, merge_cells(last.caption, item.caption), item.figures)
                continue
        out.append(item)
    return out
