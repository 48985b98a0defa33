"""Draws a flow picture as SVG: every word escaped, every ribbon and bar with its amounts and bounds as a tooltip."""

from __future__ import annotations

import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docaudit.records.money import Money
from docaudit.records.span import Span
from docaudit.reporting.flow_picture import FlowNode, FlowPicture, node_words
from docaudit.reporting.sankey_layout import Bar, Layout, Ribbon, lay_out

LINE = 15.0
"""Height of a line of words in the drawing's units."""
_PAD = 8.0
"""Margin above and below: half a line and a hair."""


@dataclass(frozen=True, slots=True)
class Form:
    """A drawing's measures: left edges of the columns, room for words right of each (in Han characters), font size."""

    width: float
    columns: Sequence[float]
    words: Sequence[float]
    bar: float
    font: float
    row: float


WIDE = Form(width=960, columns=(4, 190, 420, 660), words=(14, 16, 16, 23), bar=12, font=12, row=38)
"""For a laptop and for print."""
NARROW = Form(width=360, columns=(2, 90, 182, 272), words=(7.4, 7.8, 7.6, 7.6), bar=7, font=10, row=34)
"""For a phone held upright: drawn anew, for a wide drawing made small could not be read."""


def sankey_svg(audit: Mapping[str, Any], picture: FlowPicture, form: Form, *, css_class: str) -> ET.Element:
    """Return the ``<svg>`` of a picture in one of the forms."""
    layout = lay_out(picture, form.columns, bar_width=form.bar, row=form.row, gap=LINE + 3)
    height = layout.height + 2 * _PAD
    svg = ET.Element(
        "svg",
        {
            "class": css_class,
            "viewBox": f"0 0 {form.width:g} {height:g}",
            "role": "img",
            "aria-label": "资金流向图：贷款、账户、用途、收款人",
            "font-size": f"{form.font:g}",
        },
    )
    space = ET.SubElement(svg, "g", {"transform": f"translate(0 {_PAD:g})"})
    words = {node.name: clean(node_words(audit, node)) for node in picture.nodes}
    for ribbon in layout.ribbons:
        _ribbon(space, ribbon, words)
    for bar in layout.bars:
        _bar(space, bar, words[bar.node.name], form)
    # Words last: nothing is drawn over them.
    for bar in layout.bars:
        _words(space, bar, words[bar.node.name], form, layout)
    return svg


def span_words(span: Span) -> str:
    """Return bounds for readers: two figures, or that there is only one."""
    if span.min_fen == span.max_fen:
        return f"恰为 {Money(span.min_fen).shown()}"
    return f"最少 {Money(span.min_fen).shown()}，最多 {Money(span.max_fen).shown()}"


def clean(text: str) -> str:
    """Return the text without what no page can show: control characters, half pairs, marks that turn the direction."""
    kept = "".join(" " if c in "\t\r\n" else c for c in text)
    return "".join(c for c in kept if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Cn"})


def shortened(text: str, most: float) -> str:
    """Return the text cut to a width in Han characters; other characters count a little over half."""
    if _wide(text) <= most:
        return text
    kept = text
    while kept and _wide(kept) > most - 1:
        kept = kept[:-1]
    return f"{kept}…"


def _wide(text: str) -> float:
    return sum(1.0 if unicodedata.east_asian_width(c) in "WFA" else 0.56 for c in text)


def _ribbon(space: ET.Element, ribbon: Ribbon, words: Mapping[str, str]) -> None:
    x0, x1, h = ribbon.x0, ribbon.x1, ribbon.height
    y0, y1 = ribbon.y0, ribbon.y1
    middle = (x0 + x1) / 2
    path = (
        f"M{x0:.1f} {y0:.1f}C{middle:.1f} {y0:.1f} {middle:.1f} {y1:.1f} {x1:.1f} {y1:.1f}"
        f"V{y1 + h:.1f}C{middle:.1f} {y1 + h:.1f} {middle:.1f} {y0 + h:.1f} {x0:.1f} {y0 + h:.1f}Z"
    )
    link = ribbon.link
    shape = ET.SubElement(space, "path", {"class": f"ribbon {link.meaning or 'mixed'}", "d": path})
    _title(shape, f"{words[link.source]} → {words[link.target]}", link.span)


def _bar(space: ET.Element, bar: Bar, words: str, form: Form) -> None:
    place = {"x": f"{bar.x:g}", "y": f"{bar.y:.1f}", "width": f"{form.bar:g}", "height": f"{bar.height:.1f}"}
    shape = ET.SubElement(space, "rect", {"class": f"bar {bar.node.meaning or 'mixed'}", **place})
    _title(shape, words, bar.node.span)


def _title(shape: ET.Element, words: str, span: Span) -> None:
    title = ET.SubElement(shape, "title")
    title.text = f"{words}\n{Money(span.amount_fen).shown()} 元（{span_words(span)}）"


def _words(space: ET.Element, bar: Bar, words: str, form: Form, layout: Layout) -> None:
    lines = _lines(bar.node, words, form, most=max(1, int(bar.room / LINE)))
    top = bar.middle - LINE * (len(lines) - 1) / 2
    # Words at the edge stay inside the drawing, for which its margin has room for half a line.
    edge = LINE / 2 - _PAD
    top = min(max(top, edge), layout.height - edge - LINE * (len(lines) - 1))
    for i, line in enumerate(lines):
        place = {"x": f"{bar.x + form.bar + 4:g}", "y": f"{top + i * LINE:.1f}", "dy": "0.36em"}
        ET.SubElement(space, "text", {"class": "amount" if i else "name", **place}).text = line


def _lines(node: FlowNode, words: str, form: Form, *, most: int) -> list[str]:
    """Return name, amount and bounds in at most so many lines; of one, the amount is the end."""
    room, span = form.words[node.column], node.span
    amount = Money(span.amount_fen).shown()
    together = f"{words}  {amount}"
    if most == 1 and _wide(together) <= room:
        return [together]
    lines = [shortened(words, room), amount]
    if span.min_fen != span.max_fen:
        bounds = f"{Money(span.min_fen).shown()}–{Money(span.max_fen).shown()}"
        lines += [bounds] if _wide(bounds) <= room else []
    return lines[:most]
