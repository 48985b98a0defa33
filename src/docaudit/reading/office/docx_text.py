"""The text of a Word paragraph as it is printed: fields, symbols, check boxes, tracked changes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from docaudit.reading.office.ooxml import MC, W
from docaudit.reading.symbols import symbol

_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
# Tracked deletions, properties, the reading above a ruby text; text boxes are read on their own.
_NOT_PRINTED = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "rt", "drawing", "pict", "object")
) | {f"{MC}AlternateContent"}
_DEEPEST = 200
_LONGEST_FIELD = 4_000
_TICKS = frozenset("√✓✔vV×✗✘xX■●")
# Word's tool for a character in a frame (带圈字符) writes this field: the frame, then what stands in it.
_FRAMED = re.compile(r"^\s*eq\s+\\o(?:\s*\\a[clr])?\s*\(\s*(.+?)\s*[,，;]\s*(.+?)\s*\)\s*$", re.IGNORECASE)
_SYMBOL_FIELD = re.compile(r"^\s*symbol\s+(0x[0-9a-f]+|\d+)\b(.*)$", re.IGNORECASE)
_SQUARES = frozenset("□▢◻☐口")


def paragraph_text(paragraph: etree._Element) -> str:
    """Return what is printed: tracked deletions and field codes left out, check boxes as ☑ or □."""
    fields: list[_Field] = []
    return "".join(_pieces(paragraph, 0, fields))


class _Field:
    """A field under way: its code until `separate`, then its result."""

    def __init__(self) -> None:
        self.code = ""
        self.in_result = False
        self.printed = False


def _pieces(element: etree._Element, depth: int, fields: list[_Field]) -> Iterator[str]:
    if depth > _DEEPEST:
        return
    for child in element:
        tag = child.tag
        if tag in _NOT_PRINTED or not isinstance(tag, str):
            continue
        if tag == f"{W}sdt":
            yield from _content_control(child, depth, fields)
        elif tag in _LEAVES:
            yield _LEAVES[tag](child, fields)
        elif tag in _SIGNS:
            # In paragraph properties a `tab` is a tab stop; only those inside runs are printed.
            yield _SIGNS[tag] if element.tag == f"{W}r" else ""
        elif tag != f"{W}r" or not _hidden(child):
            yield from _pieces(child, depth + 1, fields)


def _text(element: etree._Element, fields: list[_Field]) -> str:
    # The result of a field inside another field's code (IF, compare) is no print of its own.
    if any(not outer.in_result for outer in fields[:-1]):
        return ""
    text = _run_text(element)
    if fields and text:
        fields[-1].printed = True
    return text


def _code(element: etree._Element, fields: list[_Field]) -> str:
    if fields and not fields[-1].in_result:
        fields[-1].code = (fields[-1].code + (element.text or ""))[:_LONGEST_FIELD]
    return ""


def _sign(element: etree._Element, _: list[_Field]) -> str:
    return symbol(element.get(f"{W}char") or "")


_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}


def _hidden(run: etree._Element) -> bool:
    found = run.find(f"{W}rPr/{W}vanish")
    return found is not None and is_on(found)


def is_on(switch: etree._Element) -> bool:
    """Tell whether an on-off property is on: its mere presence says so."""
    return switch.get(f"{W}val", "1") not in ("0", "false", "off")


def _run_text(text: etree._Element) -> str:
    """Return a run's text; in a symbol font the letters stand for signs (R in Wingdings 2 is a ticked box)."""
    shown = text.text or ""
    run = text.getparent()
    fonts = run.find(f"{W}rPr/{W}rFonts") if run is not None else None
    named = " ".join(fonts.get(f"{W}{kind}", "") for kind in ("ascii", "hAnsi")) if fonts is not None else ""
    in_symbols = named.lower().startswith("wingdings")
    return "".join(
        symbol(f"{ord(c):X}") if 0xF020 <= ord(c) <= 0xF0FF or (in_symbols and " " < c <= "\xff") else c for c in shown
    )


def _field_step(mark: etree._Element, fields: list[_Field]) -> str:
    """Follow a field's begin, separate and end; return what the form field or the code itself prints."""
    kind = mark.get(f"{W}fldCharType")
    if kind == "begin":
        fields.append(_Field())
        return _form_field(mark.find(f"{W}ffData"))
    if not fields:
        return ""
    if kind == "separate":
        fields[-1].in_result = True
        return ""
    field = fields.pop()
    return "" if field.printed else _drawn(field.code)


def _form_field(data: etree._Element | None) -> str:
    if data is None:
        return ""
    box = data.find(f"{W}checkBox")
    if box is not None:
        ticked = box.find(f"{W}checked")
        if ticked is None:
            ticked = box.find(f"{W}default")
        return "☑" if ticked is not None and is_on(ticked) else "□"
    choices = data.find(f"{W}ddList")
    if choices is not None:
        chosen = choices.find(f"{W}result")
        entries = choices.findall(f"{W}listEntry")
        place = chosen.get(f"{W}val", "0") if chosen is not None else "0"
        if place.isdecimal() and int(place) < len(entries):
            return entries[int(place)].get(f"{W}val", "")
    return ""


def _drawn(code: str) -> str:
    """Return what a field without a stored result prints: a framed character, a symbol."""
    framed = _FRAMED.match(code)
    if framed:
        parts = [part for part in framed.groups() if part]
        if any(part in _SQUARES for part in parts):
            return "☑" if any(part in _TICKS for part in parts) else "□"
        return parts[-1]
    sign = _SYMBOL_FIELD.match(code)
    if sign and "wingdings" in sign[2].lower():
        return symbol(f"{int(sign[1], 0):X}")
    return ""


def _content_control(control: etree._Element, depth: int, fields: list[_Field]) -> Iterator[str]:
    properties = control.find(f"{W}sdtPr")
    if properties is not None:
        box = properties.find(f"{_W14}checkbox")
        if box is not None:
            ticked = box.find(f"{_W14}checked")
            yield "☑" if ticked is not None and ticked.get(f"{_W14}val", "1") in ("1", "true") else "□"
            return
        # The prompt to type something is not what somebody typed.
        prompt = properties.find(f"{W}showingPlcHdr")
        if prompt is not None and is_on(prompt):
            return
    content = control.find(f"{W}sdtContent")
    if content is not None:
        yield from _pieces(content, depth + 1, fields)


_LEAVES = {
    f"{W}t": _text,
    _MATH_TEXT: _text,
    f"{W}instrText": _code,
    f"{W}fldChar": _field_step,
    f"{W}sym": _sign,
}


def text_boxes(paragraph: etree._Element) -> Iterator[str]:
    """Yield the paragraphs of the text boxes anchored in a paragraph, each once."""
    seen: set[str] = set()
    for box in paragraph.iter(f"{W}txbxContent"):
        # Word writes each box twice, for new and for old readers.
        if any(ancestor.tag == f"{MC}Fallback" for ancestor in box.iterancestors()):
            continue
        for inner in box.iter(f"{W}p"):
            text = paragraph_text(inner).strip()
            if text and text not in seen:
                seen.add(text)
                yield text
