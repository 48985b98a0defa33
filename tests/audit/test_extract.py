from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from docaudit.audit import extract, extract_file, extract_files
from docaudit.documents.other import OtherDocument as Other
from docaudit.errors import InputError
from docaudit.reading import SourcePages
from docaudit.records.document import UnreadableDocument
from docaudit.records.filenames import readable_name
from docaudit.records.pages import Line, Page, SourceFile


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"说明 {name}\n第二行\n", "utf-8")
    return tmp_path


def test_a_source_that_breaks_midway_keeps_what_was_read_and_stops_no_other(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def understand(source: Any, pages: Any) -> Iterator[Other]:
        yield Other(source=source.source, sha256=source.sha256, pages=())
        list(pages)
        if source.source == "b.txt":
            raise RecursionError("deep")

    monkeypatch.setattr(extract, "understand", understand)
    found = list(extract_file(papers))
    assert [(d.id, d.source, type(d)) for d in found] == [
        ("D1", "a.txt", Other),
        ("D2", "b.txt", Other),
        ("D3", "b.txt", UnreadableDocument),
        ("D4", "c.txt", Other),
    ]
    assert found[2].warnings


def test_a_page_that_could_not_be_read_is_told_though_it_is_part_of_no_document(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SourceFile(source="卷宗.pdf", sha256="0" * 64, format="pdf", page_count=3)
    pages = (
        Page(number=1, lines=(Line("收据"), Line("今收到货款壹万元整"))),
        Page(number=2, warnings=("第2页读取超过时限 120 秒",)),
        Page(number=3, blank=True, warnings=("文件扩展名为 .jpg，内容实为 PDF，已按内容读取",)),
    )
    monkeypatch.setattr(extract, "read_path", lambda *_: iter([SourcePages(file, iter(pages))]))
    *read, lost = list(extract_file(papers))
    assert [p for d in read for p in d.pages] == [1]
    assert isinstance(lost, UnreadableDocument)
    assert (lost.source, lost.warnings) == ("卷宗.pdf", ("第2页读取超过时限 120 秒",))


def test_each_page_is_reported_as_it_is_read(papers: Path) -> None:
    seen: list[tuple[str, int]] = []
    list(extract_file(papers, progress=lambda source, page: seen.append((source, page))))
    assert seen == [("a.txt", 1), ("b.txt", 1), ("c.txt", 1)]


def test_ids_go_on_over_several_paths_and_a_missing_one_stops_none(papers: Path) -> None:
    found = list(extract_files([papers / "a.txt", papers / "nowhere", papers / "a.txt"]))
    assert [(d.id, d.source, d.doc_type is None) for d in found] == [
        ("D1", "a.txt", False),
        ("D2", "nowhere", True),
        ("D3", "a.txt", False),
    ]


def test_a_path_where_nothing_is_is_refused(papers: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        extract_file(papers / "nowhere")


@pytest.mark.parametrize(
    ("raw", "name"), [("案卷.pdf".encode(), "案卷.pdf"), ("案卷.pdf".encode("gb18030"), "案卷.pdf")]
)
def test_names_of_files_are_text_whatever_their_bytes(raw: bytes, name: str) -> None:
    assert readable_name(raw.decode("utf-8", "surrogateescape")) == name
    readable_name(b"\xff\xfe.pdf".decode("utf-8", "surrogateescape")).encode("utf-8")


def test_a_file_of_which_only_a_blank_page_is_left_does_not_vanish(
    papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = SourceFile(source="检查报告.pdf", sha256="0" * 64, format="pdf", page_count=1)
    pages = (Page(number=1, blank=True, warnings=("PDF 文件已损坏，已尽量修复读取",)),)
    monkeypatch.setattr(extract, "read_path", lambda *_: iter([SourcePages(file, iter(pages))]))
    (lost,) = list(extract_file(papers))
    assert isinstance(lost, UnreadableDocument)
    assert (lost.source, lost.warnings) == ("检查报告.pdf", ("PDF 文件已损坏，已尽量修复读取",))
