"""OFD (GB/T 33190): text with boxes from the pages, and the invoice XML attached to digital invoices."""

from __future__ import annotations

import io
import logging
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from lxml import etree

from docaudit.reading.archive import check_container
from docaudit.reading.geometry import Matrix, clipped_box
from docaudit.reading.layout import Rule, build_tables, group_lines
from docaudit.reading.office.xml_file import leaves, parse_xml
from docaudit.reading.options import Limits
from docaudit.reading.results import CannotReadError
from docaudit.records.pages import Page, TextSource, Word

log = logging.getLogger(__name__)

_DAMAGED = ("OFD 已损坏，无法打开", "请重新下载原文件后提交")
# Glyphs of one text object farther apart than this many font sizes are separate words.
_WIDE_GAP = 1.6
_MOST_DELTAS = 20_000
_DEFAULT_BOX = (0.0, 0.0, 210.0, 297.0)


@dataclass(slots=True)
class _Glyph:
    text: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class _Place:
    """How an object's own coordinates lie on the page (millimetres): matrix, then offset, on a page of `size`."""

    offset: tuple[float, float]
    matrix: Matrix
    size: tuple[float, float]


class _Package:
    """The files of an OFD, found by the paths that its own XML gives."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self._names = {self._key(name): name for name in self._archive.namelist()}

    @staticmethod
    def _key(name: str) -> str:
        return posixpath.normpath(name.replace("\\", "/").strip("/")).lower()

    def bytes_of(self, path: str) -> bytes | None:
        name = self._names.get(self._key(path))
        return self._archive.read(name) if name else None

    def xml(self, path: str) -> etree._Element | None:
        data = self.bytes_of(path)
        if data is None:
            return None
        return parse_xml(data)

    def names(self) -> list[str]:
        return list(self._names.values())


def read_ofd(data: bytes, limits: Limits) -> tuple[int, Iterator[Page]]:
    """Return the number of pages and the pages; boxes are given for layout, `number` stays None.

    Raises:
        CannotReadError: it is damaged, uses a DTD, or holds nothing.
    """
    check_container(data, limits)
    try:
        package = _Package(data)
        pages = list(_documents(package, limits))
    except (zipfile.BadZipFile, KeyError, ValueError, OverflowError) as error:
        raise CannotReadError(*_DAMAGED) from error
    structured = _attached(package)
    if structured:
        pages = [replace(pages[0], structured=structured), *pages[1:]] if pages else [Page(structured=structured)]
    pages = [replace(page, text_source=TextSource.STRUCTURED) for page in pages]
    if not any(page.lines or page.structured for page in pages):
        raise CannotReadError("OFD 没有可读的文字", "如内容为图片，请另存为 PDF 后提交")
    return len(pages), iter(pages)


def _documents(package: _Package, limits: Limits) -> Iterator[Page]:
    root = package.xml("OFD.xml")
    if root is None:
        raise CannotReadError(*_DAMAGED)
    for place in root.iter("{*}DocRoot"):
        path = (place.text or "").strip()
        document = package.xml(path)
        if document is None:
            continue
        base = posixpath.dirname(path)
        templates = {t.get("ID", ""): _joined(base, t.get("BaseLoc", "")) for t in document.iter("{*}TemplatePage")}
        default = _box(_child_text(document.find("{*}CommonData/{*}PageArea"), "PhysicalBox")) or _DEFAULT_BOX
        places = [_joined(base, page.get("BaseLoc", "")) for page in document.iterfind("{*}Pages/{*}Page")]
        for location in places[: limits.pages]:
            yield _page(package, location, templates, default)


def _joined(base: str, location: str) -> str:
    return location if location.startswith("/") else posixpath.join(base, location)


def _page(
    package: _Package, location: str, templates: dict[str, str], default: tuple[float, float, float, float]
) -> Page:
    content = package.xml(location)
    if content is None:
        return Page(warnings=("OFD 缺少一页的内容",))
    frame = _box(_child_text(content.find("{*}Area"), "PhysicalBox")) or default
    layers = []
    for use in content.iterfind("{*}Template"):
        template = (
            package.xml(templates.get(use.get("TemplateID", ""), "")) if use.get("TemplateID") in templates else None
        )
        if template is not None:
            layers.append(template)
    layers.append(content)
    words: list[Word] = []
    rules: list[Rule] = []
    for layer in layers:
        for item in layer.iter("{*}TextObject"):
            words.extend(_words(item, frame))
        for item in layer.iter("{*}PathObject"):
            rules.extend(_path_rules(item, frame))
    width, height = frame[2], frame[3]
    aspect = width / height if height else 1.0
    tables, cut = build_tables(rules, words, aspect=aspect, tolerance=0.8 / max(height, 1.0))
    lines = group_lines(cut, aspect)
    ordered = tuple(word for line in lines for word in line.words)
    # Points, as for PDF; OFD counts in millimetres.
    return Page(
        width=width / 25.4 * 72, height=height / 25.4 * 72, words=ordered, lines=lines, tables=tables, blank=not words
    )


def _words(item: etree._Element, frame: tuple[float, float, float, float]) -> Iterator[Word]:
    boundary = _box(item.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    size = _floats(item.get("Size"))
    font_size = size[0] if size else 3.5
    matrix = _ctm(item.get("CTM"))
    stretch = _floats(item.get("HScale"))
    scale = stretch[0] if stretch else 1.0
    place = _Place((boundary[0] - frame[0], boundary[1] - frame[1]), matrix, (frame[2], frame[3]))
    x = y = 0.0
    for code in item.iter("{*}TextCode"):
        # X and Y of a later piece may be missing: they carry on from the piece before (GB/T 33190, 11.3).
        xs, ys = _floats(code.get("X")), _floats(code.get("Y"))
        x, y = (xs[0] if xs else x), (ys[0] if ys else y)
        text = code.text or ""
        across, down = _deltas(code.get("DeltaX")), _deltas(code.get("DeltaY"))
        glyphs, x, y = _glyphs(text, (x, y), (across, down), font_size * scale)
        for run in _runs(glyphs, font_size):
            word = _run_word(run, place, font_size)
            if word is not None:
                yield word


def _glyphs(
    text: str, start: tuple[float, float], deltas: tuple[list[float], list[float]], font_size: float
) -> tuple[list[_Glyph], float, float]:
    (x, y), (across, down) = start, deltas
    glyphs = []
    for index, character in enumerate(text):
        wide = font_size * (1.0 if ord(character) > 0x2E7F else 0.5)
        glyphs.append(_Glyph(character, x, y, wide, font_size))
        dx = across[index] if index < len(across) else (0.0 if index < len(down) else wide)
        dy = down[index] if index < len(down) else 0.0
        x, y = x + dx, y + dy
    return glyphs, x, y


def _runs(glyphs: list[_Glyph], font_size: float) -> Iterator[list[_Glyph]]:
    run: list[_Glyph] = []
    for glyph in glyphs:
        if run:
            before = run[-1]
            gap = glyph.x - (before.x + before.width)
            if abs(glyph.y - before.y) > 0.4 * font_size or gap > _WIDE_GAP * font_size or gap < -1.5 * font_size:
                yield run
                run = []
        run.append(glyph)
    if run:
        yield run


def _run_word(run: list[_Glyph], place: _Place, font_size: float) -> Word | None:
    text = " ".join("".join(g.text for g in run).split())
    if not text:
        return None
    x0, x1 = run[0].x, max(g.x + g.width for g in run)
    y0, y1 = min(g.y for g in run) - 0.88 * font_size, max(g.y for g in run) + 0.12 * font_size
    corners = place.matrix @ np.array([[x0, x1, x1, x0], [y0, y0, y1, y1], [1, 1, 1, 1]], dtype=np.float64)
    xs = (corners[0] + place.offset[0]) / max(place.size[0], 1e-6)
    ys = (corners[1] + place.offset[1]) / max(place.size[1], 1e-6)
    box = clipped_box(float(xs.min()), float(ys.min()), float(xs.max()), float(ys.max()))
    return Word(text, box, 1.0, TextSource.STRUCTURED)


def _path_rules(item: etree._Element, frame: tuple[float, float, float, float]) -> Iterator[Rule]:
    boundary = _box(item.get("Boundary"))
    data = item.find("{*}AbbreviatedData")
    if boundary is None or data is None or not data.text:
        return
    matrix = _ctm(item.get("CTM"))
    at: tuple[float, float] | None = None
    start: tuple[float, float] | None = None
    tokens = data.text.split()[:_MOST_DELTAS]
    index = 0
    while index < len(tokens):
        operator = tokens[index]
        index += 1
        size = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7}.get(operator, 0)
        numbers = _floats(" ".join(tokens[index : index + size]))
        if len(numbers) != size:
            return
        index += size
        if operator == "C" and at and start:
            point = start
        elif size:
            moved = matrix @ np.array([numbers[-2], numbers[-1], 1.0])
            point = (
                (float(moved[0]) + boundary[0] - frame[0]) / max(frame[2], 1e-6),
                (float(moved[1]) + boundary[1] - frame[1]) / max(frame[3], 1e-6),
            )
        else:
            continue
        if operator in "MS":
            start = point
        elif operator in "LC" and at:
            rule = _rule(at, point, frame)
            if rule is not None:
                yield rule
        at = point


def _rule(a: tuple[float, float], b: tuple[float, float], frame: tuple[float, float, float, float]) -> Rule | None:
    wide, high = abs(a[0] - b[0]) * frame[2], abs(a[1] - b[1]) * frame[3]
    if high <= 0.2 and wide >= 1.5:
        return Rule(True, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0]))
    if wide <= 0.2 and high >= 1.5:
        return Rule(False, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1]))
    return None


def _attached(package: _Package) -> tuple[tuple[str, str], ...]:
    """Return the leaves of the attached invoice XML, else of the custom tags' own values."""
    found: list[tuple[str, str]] = []
    for name in package.names():
        low = name.lower().replace("\\", "/")
        if "/attachs/" not in f"/{low}" or not low.endswith(".xml") or low.endswith("attachments.xml"):
            continue
        data = package.bytes_of(name)
        if not data:
            continue
        try:
            found.extend(leaves(parse_xml(data)))
        except CannotReadError as error:
            log.warning("attached XML not read: %s", error.reason)
    return tuple(found)


def _deltas(text: str | None) -> list[float]:
    """Expand ``g N value``: the value N times (GB/T 33190, 11.3)."""
    values: list[float] = []
    tokens = (text or "").split()
    index = 0
    while index < len(tokens) and len(values) < _MOST_DELTAS:
        if tokens[index] == "g" and index + 2 < len(tokens) and tokens[index + 1].isdecimal():
            numbers = _floats(tokens[index + 2])
            values.extend(numbers * min(int(tokens[index + 1]), _MOST_DELTAS))
            index += 3
        else:
            values.extend(_floats(tokens[index]))
            index += 1
    return values


def _ctm(text: str | None) -> Matrix:
    values = _floats(text)
    if len(values) != 6:
        return np.eye(3)
    a, b, c, d, e, f = values
    return np.array([[a, c, e], [b, d, f], [0, 0, 1]], dtype=np.float64)


def _floats(text: str | None) -> list[float]:
    values = []
    for token in (text or "").split():
        try:
            value = float(token)
        except ValueError:
            continue
        if abs(value) < 1e7:
            values.append(value)
    return values


def _box(text: str | None) -> tuple[float, float, float, float] | None:
    values = _floats(text)
    return (values[0], values[1], values[2], values[3]) if len(values) == 4 else None


def _child_text(element: etree._Element | None, name: str) -> str | None:
    found = element.find(f"{{*}}{name}") if element is not None else None
    return found.text if found is not None else None
