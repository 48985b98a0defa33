"""Read one innermost file: it becomes its pages or the reason why it has none."""

from __future__ import annotations

import logging
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

from docaudit.errors import UnreadableFileError
from docaudit.reading.archive import Item, walk
from docaudit.reading.containers import read_mail, read_outlook
from docaudit.reading.image import read_image, render_image
from docaudit.reading.office import (
    read_docx,
    read_html,
    read_mhtml,
    read_ofd,
    read_old_word,
    read_spreadsheetml,
    read_text_file,
    read_workbook,
    read_xml,
    render_ofd,
)
from docaudit.reading.options import Limits, ReadOptions
from docaudit.reading.pdf import read_pdf, render_page
from docaudit.reading.results import CannotReadError, Origin, SourcePages, Unreadable, out_of_memory
from docaudit.records.pages import Page, SourceFile

log = logging.getLogger(__name__)

_UNKNOWN = {
    "empty": ("文件为空（0 字节）", "请重新导出或重新传输后提交"),
    "pptx": ("演示文稿", "请另存为 PDF 后提交"),
    "encrypted_office": ("Office 文件已加密", "请解密后提交"),
    "ole": ("无法识别的旧版 Office 文件", "请另存为 PDF 或新版格式后提交"),
    "video": ("视频文件", "请提交文字或图像资料"),
    "ppt": ("旧版演示文稿（.ppt）", "请另存为 PDF 后提交"),
    "zstandard": ("zstd 压缩文件", "请改用 zip 压缩或解压后提交"),
    "postscript": ("PostScript 文件", "请另存为 PDF 后提交"),
    "binary": ("无法识别的文件格式", "请提交 PDF、图像、Excel、Word、OFD 或文本文件"),
}
# What a suffix promises, to say so where the content is something else.
_PROMISED = {
    ".pdf": ("pdf",),
    ".jpg": ("image",),
    ".jpeg": ("image",),
    ".png": ("image",),
    ".tif": ("image",),
    ".tiff": ("image",),
    ".xlsx": ("xlsx",),
    ".xls": ("xls", "xlsx"),
    ".docx": ("docx",),
    ".ofd": ("ofd",),
    ".csv": ("csv", "text"),
}
_NAMES = {
    "pdf": " PDF",
    "image": "图像",
    "xlsx": " xlsx 工作簿",
    "xls": " xls 工作簿",
    "ods": " ods 工作簿",
    "docx": " Word 文件",
    "ofd": " OFD",
    "csv": "分隔符文本",
    "text": "纯文本",
    "html": "网页表格",
    "xml": " XML",
}


def read_item(item: Item, digest: str, options: ReadOptions) -> SourcePages | Unreadable:
    """Return one innermost file, opened, or why it cannot be read; its pages are read while they are walked."""
    try:
        return _open(item, digest, options)
    except CannotReadError as error:
        return Unreadable(item.source, digest, error.reason, error.advice)
    except MemoryError:
        return Unreadable(item.source, digest, *out_of_memory(options.limits))
    except Exception:
        # One broken file never stops the rest, whatever the library underneath raised.
        log.exception("a file of format %s could not be read", item.format)
        return Unreadable(item.source, digest, "文件已损坏或格式异常，无法读取", "请重新导出或重新扫描后提交")


def _open(item: Item, digest: str, options: ReadOptions) -> SourcePages:
    kind, data = item.format, item.data
    if kind in _UNKNOWN:
        raise CannotReadError(*_UNKNOWN[kind])
    count: int | None = None
    origin = Origin()
    pages: Iterator[Page]
    if kind == "pdf":
        count, origin, pages = read_pdf(data, options)
    elif kind == "image":
        count, origin, pages = read_image(data, options)
    elif kind == "ofd":
        count, pages = read_ofd(data, options)
    else:
        kind, pages = _without_pages(kind, data, options)
    source = SourceFile(
        source=item.source,
        sha256=digest,
        format=kind,
        page_count=count,
        producer=origin.producer,
        signs=origin.signs,
    )
    return SourcePages(source, _checked(pages, _false_suffix(item.source, kind), options.limits))


def _without_pages(kind: str, data: bytes, options: ReadOptions) -> tuple[str, Iterator[Page]]:
    """Return the format to be named and the sheets or texts of a file that has no pages of its own."""
    if kind in ("xlsx", "xls", "ods"):
        return kind, read_workbook(data, kind, options.limits)
    if kind == "spreadsheetml":
        return "xls", read_spreadsheetml(data)
    if kind == "docx":
        return kind, read_docx(data, options)
    if kind in ("doc", "rtf", "odt"):
        return kind, read_old_word(data, kind, options)
    if kind == "xml":
        return kind, iter((read_xml(data),))
    if kind in ("html", "mhtml"):
        return "html", read_html(data) if kind == "html" else read_mhtml(data)
    if kind in ("eml", "msg"):
        return kind, iter((read_mail(data) if kind == "eml" else read_outlook(data),))
    named, page = read_text_file(data)
    return named, iter((page,))


def _false_suffix(source: str, kind: str) -> str | None:
    suffix = Path(source).suffix.lower()
    promised = _PROMISED.get(suffix)
    if promised is None or kind in promised:
        return None
    return f"文件扩展名为 {suffix}，内容实为{_NAMES.get(kind, kind)}，已按内容读取"


def _checked(pages: Iterator[Page], warning: str | None, limits: Limits) -> Iterator[Page]:
    """Yield the pages, cut where they are too long; the first carries the warning."""
    for page in pages:
        cut = page if page.is_sheet else _cut(page, limits)
        yield replace(cut, warnings=(warning, *cut.warnings)) if warning else cut
        warning = None


def _cut(page: Page, limits: Limits) -> Page:
    """Return the page without what is beyond the limit: no paper is that long, and all that follows takes its time."""
    ends = list(accumulate(len(line.text) for line in page.lines))
    if not ends or ends[-1] <= limits.page_characters:
        return page
    whole = bisect_right(ends, limits.page_characters)
    left = limits.page_characters - (ends[whole - 1] if whole else 0)
    lines = (*page.lines[:whole], replace(page.lines[whole], text=page.lines[whole].text[:left], words=()))
    kept = page.structured[: len(lines)] if page.structured else ()
    said = f"文字超过上限 {limits.page_characters} 字，其后内容未读；请拆分后提交"
    return replace(page, lines=lines, words=(), tables=(), structured=kept, warnings=(*page.warnings, said))


def draw_page(path: Path, source: str, page: int, width: int, limits: Limits) -> bytes:
    """Return a PNG of one page (see `docaudit.reading.page_picture`).

    Raises:
        UnreadableFileError: there is no such file or page, or the format has no page picture.
    """
    width = max(16, min(width, 6000))
    item = _item(path, source, limits)
    try:
        if item.format == "pdf":
            return render_page(item.data, page, width)
        if item.format == "image":
            return render_image(item.data, page, width, limits)
        if item.format == "ofd":
            return render_ofd(item.data, page, width, limits)
    except CannotReadError as error:
        raise UnreadableFileError(source, error.reason, error.advice) from error
    raise UnreadableFileError(source, "此格式没有页面图像", "请查看原文件")


def original_bytes(path: Path, source: str, limits: Limits) -> bytes:
    """Return the bytes of one innermost file.

    Args:
        path: what `read_path` was given.
        source: the file in it, as the interface prints it.
        limits: what may be unpacked on the way.

    Raises:
        UnreadableFileError: there is no such file, or it cannot be had.
    """
    return _item(path, source, limits).data


def _item(path: Path, source: str, limits: Limits) -> Item:
    def wanted(name: str) -> bool:
        return name == source or (name.endswith("!/") and source.startswith(name))

    for item in walk(Path(path), limits, wanted):
        if isinstance(item, Unreadable):
            # Or that which it lies in.
            if item.source == source or source.startswith(f"{item.source}!/"):
                raise UnreadableFileError(source, item.reason, item.advice)
        elif item.source == source:
            return item
    raise UnreadableFileError(source, "案卷中没有此文件", "请检查文件是否已移动或删除")
