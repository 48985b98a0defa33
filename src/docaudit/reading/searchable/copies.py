"""Write copies of the files that are being read, as PDF with the recognised words behind their pages."""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from docaudit.errors import InputError, UnreadableFileError
from docaudit.reading.contained import ChildError, run_contained, script
from docaudit.reading.options import Limits, load_limits
from docaudit.reading.results import CannotReadError
from docaudit.reading.searchable.font import blank_font
from docaudit.reading.sources import save_original
from docaudit.records.filenames import readable_name
from docaudit.records.pages import Page, SourceFile, TextSource, Word

log = logging.getLogger(__name__)

_HERE = Path(__file__).parent
_FORMATS = ("pdf", "image")


class SearchableCopies:
    """Copies with searchable text, written as soon as the last page of each file has been read.

    Pages are not read again and not kept: the words of the file that is being read wait on disk. A page whose text
    layer was good enough to be read is copied as it is.

    Attributes:
        written: the copies, in order.
        troubles: (source, Chinese reason) of what was not written, or not as one may expect.
    """

    def __init__(self, out: Path, files: Sequence[Path], limits: Limits | None = None) -> None:
        """Choose where the copies go: the file `out` for one file, else (or if it is one already) the folder `out`.

        Raises:
            InputError: `out` exists and is a file, or cannot be written to.
        """
        self.written: list[Path] = []
        self.troubles: list[tuple[str, str]] = []
        self._limits = limits or load_limits()
        self._out = out
        self._is_folder = out.is_dir() or len(files) != 1 or not files[0].is_file()
        if os.path.lexists(out) and not out.is_dir():
            what = "is a file; several files need a folder" if self._is_folder else "exists and is not written over"
            msg = f"{out}: {what}; name another"
            raise InputError(msg)
        folder = out if self._is_folder else out.parent
        try:
            if self._is_folder:
                folder.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=folder):
                pass
        except OSError as error:
            msg = f"{folder}: cannot be written to ({error.strerror or error}); name another place"
            raise InputError(msg) from error

    def watch(self, path: Path, source: SourceFile, pages: Iterator[Page]) -> Iterator[Page]:
        """Pass the pages of one file on as they come, and write its copy after the last."""
        target = self._target(source)
        if target is None:
            yield from pages
            return
        with tempfile.TemporaryDirectory(prefix="docaudit-") as name:
            folder = Path(name)
            spool = folder / "words.jsonl"
            found = False
            finished = False
            try:
                with spool.open("w", encoding="utf-8") as lines:
                    for page in pages:
                        asked = _asked(page)
                        if asked is not None:
                            found = True
                            lines.write(json.dumps(asked) + "\n")
                        yield page
                finished = True
            finally:
                if not finished:
                    self.troubles.append((source.source, "未读完，没有写出可检索 PDF"))
            self._write(path, source, folder, target, has_words=found)

    def _target(self, source: SourceFile) -> Path | None:
        """Return where the copy of a source goes; None, with the reason noted, where it gets none."""
        name = source.source
        if source.format not in _FORMATS:
            self.troubles.append((name, "不是 PDF 或图像，没有写出可检索 PDF"))
            return None
        if not self._is_folder:
            if "!/" not in name:
                return self._out
            self.troubles.append(
                (name, f"压缩包或附件中的文件没有写出：请为 --searchable-pdf 指定文件夹（{self._out} 是文件）")
            )
            return None
        # Only a picture gets a second ending, so that a.pdf beside a.jpg keep both.
        parts = [_safe(part) for part in readable_name(name).replace("!/", "/").split("/")]
        target = self._out.joinpath(*parts)
        if target.suffix.lower() != ".pdf":
            target = target.with_name(target.name + ".pdf")
        if os.path.lexists(target):
            self.troubles.append((name, f"{target} 已存在，未覆盖；请改名或移走后重试"))
            return None
        return target

    def _write(self, path: Path, source: SourceFile, folder: Path, target: Path, *, has_words: bool) -> None:
        name = source.source
        try:
            original = folder / "original"
            save_original(path, name, original, self._limits)
            if source.format == "image":
                original = self._wrapped(original, folder / "wrapped.pdf")
            target.parent.mkdir(parents=True, exist_ok=True)
            # Written aside on the same disk and moved: an interrupted run leaves no half-written copy.
            with tempfile.TemporaryDirectory(prefix=".docaudit-", dir=target.parent) as aside:
                part = Path(aside) / "copy.pdf"
                if has_words:
                    self._layered(name, original, folder, part)
                else:
                    shutil.copyfile(original, part)
                if os.path.lexists(target):
                    raise CannotReadError(f"{target} 已存在，未覆盖", "请改名或移走后重试")
                part.replace(target)
        except (CannotReadError, UnreadableFileError) as error:
            self.troubles.append((name, f"没有写出可检索 PDF：{error.reason}；{error.advice}"))
        except OSError as error:
            self.troubles.append((name, f"没有写出可检索 PDF：{error.strerror or error}；请检查磁盘空间和权限"))
        else:
            self.written.append(target)

    def _wrapped(self, picture: Path, target: Path) -> Path:
        self._run("picture_child.py", str(picture), str(target), str(self._limits.pixels))
        return target

    def _layered(self, name: str, original: Path, folder: Path, target: Path) -> None:
        font = folder / "font.ttf"
        font.write_bytes(blank_font())
        said = self._run("layer_child.py", str(original), str(folder / "words.jsonl"), str(font), str(target))
        if json.loads(said)["signed"]:
            self.troubles.append((name, "原 PDF 带有数字签名；可检索副本改动了文件，其中的签名不再有效，请保留原件"))

    def _run(self, child: str, *arguments: str) -> bytes:
        limits = self._limits
        # The program only reports: its output is short.
        try:
            return run_contained(
                [*script(_HERE / child), *arguments],
                b"",
                mebibytes=limits.child_mebibytes,
                seconds=limits.child_seconds * 5,
                counted=lambda _: None,
            )
        except ChildError as error:
            log.warning("%s ended with status %s", child, error.status)
            reason = {
                4: ("文件已损坏，无法另存", "请重新导出或重新扫描后提交"),
                5: ("PDF 已加密，需要打开密码", "请提供密码解除后的文件"),
                6: (f"图像超过上限 {limits.pixels // 10**6} 百万像素", "请降低分辨率后提交"),
                None: (f"处理超过上限 {limits.child_seconds * 5} 秒", "请拆分后提交"),
            }.get(error.status, ("文件内容异常，无法另存", "请重新导出或重新扫描后提交"))
            raise CannotReadError(*reason) from error


def _asked(page: Page) -> dict[str, object] | None:
    """Return what goes behind a page: the words that were recognised on it, in reading order; None where none were."""
    if page.number is None:
        return None
    # Papers side by side lie each in its own way.
    parts = [part for part in map(_part, page.papers or (page,)) if part["words"]]
    if not parts:
        return None
    return {"page": page.number, "instead": page.text_source is TextSource.OCR, "parts": parts}


def _part(page: Page) -> dict[str, object]:
    lines = [word for line in page.lines for word in line.words] or list(page.words)
    words = [_form(w) for w in lines if w.origin is TextSource.OCR and w.text.strip()]
    return {"turned": page.turned_degrees, "skew": round(page.skew_degrees, 3), "words": words}


def _form(word: Word) -> list[object]:
    box = word.box
    return [word.text, *(round(v, 6) for v in (box.x0, box.y0, box.x1, box.y1))]


def _safe(part: str) -> str:
    """Return one part of a source's name as a file name: what some system reads as more than a letter is replaced."""
    cleaned = "".join("_" if c in '\\:*?"<>|' or ord(c) < 32 else c for c in part).strip(" .")
    # Most systems bound a name to 255 bytes, and an ending is still to come.
    return cleaned.encode("utf-8", "replace")[:200].decode("utf-8", "ignore") or "_"
