"""OFD (GB/T 33190): text with boxes, scans on its pages, and the invoice XML attached to digital invoices."""

from __future__ import annotations

import io
import itertools
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np
from lxml import etree
from numpy.typing import NDArray
from PIL import Image

from docaudit.reading.archive import check_container
from docaudit.reading.layout import Rule, lay_out
from docaudit.reading.office.ofd.data import attached_leaves
from docaudit.reading.office.ofd.drawing import path_rules
from docaudit.reading.office.ofd.package import Frame, Package, child_text, frame_of, joined
from docaudit.reading.office.ofd.pictures import (
    LARGE_SHARE,
    Picture,
    drawn,
    media,
    placed,
    read_picture_codes,
    read_within,
)
from docaudit.reading.office.ofd.seals import seal_warnings
from docaudit.reading.office.ofd.text import text_words
from docaudit.reading.options import Limits, ReadOptions
from docaudit.reading.results import CannotReadError
from docaudit.reading.scan import read_scan
from docaudit.records.pages import Page, TextSource, Word

_DAMAGED = ("OFD 已损坏，无法打开", "请重新下载原文件后提交")
_EMPTY = ("OFD 没有可读的文字", "如内容为图形，请另存为 PDF 后提交")
_NO_PICTURE = ("此页没有页面图像", "请查看原文件")
_DEFAULT_BOX = (0.0, 0.0, 210.0, 297.0)
# Fewer characters than this over a scan are a watermark or a page number (as for PDF).
_WATERMARK_CHARACTERS, _SCAN_SHARE = 40, 0.5
_ERRORS = (zipfile.BadZipFile, KeyError, ValueError, OverflowError)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page's content lies, and what its document provides for it."""

    identity: str
    location: str
    templates: dict[str, str]
    files: dict[str, str]
    frame: Frame


@dataclass(slots=True)
class _Content:
    """What stands on one page."""

    frame: Frame
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def is_scan(self) -> bool:
        """Its pictures, strips of one scan often, are the page, whatever few words lie over them."""
        covered = sum(picture.share for picture in self.pictures)
        characters = sum(len(word.text) for word in self.words)
        if not characters:
            return covered >= LARGE_SHARE
        return covered >= _SCAN_SHARE and characters < _WATERMARK_CHARACTERS


def read_ofd(data: bytes, options: ReadOptions) -> tuple[int, Iterator[Page]]:
    """Return the number of pages and the pages.

    A page of text has boxes for layout but no number, for nothing draws it; a scan has both.

    Raises:
        CannotReadError: it is damaged, uses a DTD, or holds nothing.
    """
    check_container(data, options.limits)
    try:
        package = Package(data)
        places = list(_places(package, options.limits))
        structured = attached_leaves(package, [place.location for place in places])
        seals = seal_warnings(package)
        made = _pages(package, places, seals, options)
        # Blank pages at the start are rare; the first that holds something shows that the file does.
        ahead = list(itertools.islice(made, 1))
        while not structured and ahead and ahead[-1].blank and (more := next(made, None)):
            ahead.append(more)
    except _ERRORS as error:
        raise CannotReadError(*_DAMAGED) from error
    if structured:
        ahead = [replace(ahead[0], structured=structured), *ahead[1:]] if ahead else [_bare(structured=structured)]
    elif not ahead or ahead[-1].blank:
        raise CannotReadError(*_EMPTY)
    return len(places) or 1, itertools.chain(ahead, made)


def _bare(**known: object) -> Page:
    return replace(Page(text_source=TextSource.STRUCTURED), **known)  # type: ignore[arg-type]


def _pages(package: Package, places: list[_Place], seals: dict[str, list[str]], options: ReadOptions) -> Iterator[Page]:
    for number, place in enumerate(places, 1):
        try:
            page = _page(package, place, number, options)
        except (CannotReadError, *_ERRORS) as error:
            if number == 1 and isinstance(error, CannotReadError):
                raise
            page = _bare(warnings=(f"OFD 第{number}页已损坏，无法读取",))
        said = (*seals.get(place.identity, ()), *(seals.get("", ()) if number == 1 else ()))
        yield replace(page, warnings=(*page.warnings, *said)) if said else page


def _places(package: Package, limits: Limits) -> Iterator[_Place]:
    root = package.xml("OFD.xml")
    if root is None:
        raise CannotReadError(*_DAMAGED)
    for entry in root.iter("{*}DocRoot"):
        path = (entry.text or "").strip()
        document = package.xml(path)
        if document is None:
            continue
        base = posixpath.dirname(path)
        templates = {t.get("ID", ""): joined(base, t.get("BaseLoc", "")) for t in document.iter("{*}TemplatePage")}
        frame = frame_of(child_text(document.find("{*}CommonData/{*}PageArea"), "PhysicalBox")) or _DEFAULT_BOX
        files = media(package, document, base)
        for number, page in enumerate(document.iterfind("{*}Pages/{*}Page"), 1):
            if number > limits.pages:
                raise CannotReadError(f"OFD 页数超过上限 {limits.pages}", "请拆分后提交")
            yield _Place(page.get("ID", ""), joined(base, page.get("BaseLoc", "")), templates, files, frame)


def _content(package: Package, place: _Place) -> _Content | None:
    root = package.xml(place.location)
    if root is None:
        return None
    frame = frame_of(child_text(root.find("{*}Area"), "PhysicalBox")) or place.frame
    files = {**place.files, **media(package, root, posixpath.dirname(place.location))}
    content = _Content(frame)
    for use in root.iterfind("{*}Template"):
        template = place.templates.get(use.get("TemplateID", ""))
        layer = package.xml(template) if template else None
        if layer is not None:
            _collect(layer, content, package, files)
    _collect(root, content, package, files)
    return content


def _collect(layer: etree._Element, content: _Content, package: Package, files: dict[str, str]) -> None:
    """Add what a layer shows, in the order in which it is drawn."""
    for item in layer.iter("{*}TextObject", "{*}PathObject", "{*}ImageObject"):
        if item.get("Visible", "true").lower() in ("false", "0") or item.get("Alpha") == "0":
            continue
        match etree.QName(item).localname:
            case "TextObject":
                content.words.extend(text_words(item, content.frame))
            case "PathObject":
                content.rules.extend(path_rules(item, content.frame))
            case _:
                picture = placed(item, content.frame, package, files)
                if picture is None:
                    continue
                if picture.hides and item.get("Alpha", "255") == "255" and item.get("BlendMode", "Normal") == "Normal":
                    # The text under a scan is another program's reading of it.
                    content.words.clear()
                    content.rules.clear()
                content.pictures.append(picture)


def _page(package: Package, place: _Place, number: int, options: ReadOptions) -> Page:
    content = _content(package, place)
    if content is None:
        return _bare(warnings=("OFD 缺少一页的内容",))
    # Points, as for PDF; OFD counts in millimetres.
    size = content.frame[2] / 25.4 * 72, content.frame[3] / 25.4 * 72
    if content.is_scan:
        image = drawn(content.pictures, content.frame, options.limits)
        if image is not None:
            return replace(read_scan(image, options), number=number, width=size[0], height=size[1])
        if not content.words:
            return _bare(warnings=(f"OFD 第{number}页的图像已损坏或格式不受支持，无法读取",))
    words = list(content.words)
    words.extend(read_within(content.pictures, content.words, options))
    aspect = size[0] / size[1] if size[1] else 1.0
    lines, tables = lay_out(words, content.rules, aspect=aspect, tolerance=0.8 / max(content.frame[3], 1.0))
    codes = read_picture_codes(content.pictures, options.limits)
    return Page(
        width=size[0],
        height=size[1],
        text_source=TextSource.STRUCTURED if len(words) == len(content.words) else TextSource.MIXED,
        words=tuple(word for line in lines for word in line.words),
        lines=lines,
        tables=tables,
        codes=codes,
        blank=not words and not codes,
    )


def render_ofd(data: bytes, page: int, width: int, limits: Limits) -> bytes:
    """Return a PNG of scanned page `page` (from 1), at most `width` pixels wide.

    Raises:
        CannotReadError: there is no such page, or it is text, which is not drawn.
    """
    check_container(data, limits)
    try:
        package = Package(data)
        place = next(itertools.islice(_places(package, limits), page - 1, None), None) if page > 0 else None
        content = _content(package, place) if place else None
    except _ERRORS as error:
        raise CannotReadError(*_DAMAGED) from error
    image: NDArray[np.uint8] | None = None
    if content is not None and content.is_scan:
        image = drawn(content.pictures, content.frame, limits)
    if image is None:
        raise CannotReadError(*_NO_PICTURE)
    shown = Image.fromarray(image[:, :, ::-1])
    if shown.width > width:
        shown = shown.resize((width, max(1, round(shown.height * width / shown.width))), Image.Resampling.LANCZOS)
    buffer = io.BytesIO()
    shown.save(buffer, "PNG", compress_level=1)
    return buffer.getvalue()
