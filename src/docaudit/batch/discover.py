"""Says what the cases of an archive are: children of a folder, folders in a zip, an index file (interface.md)."""

from __future__ import annotations

import csv
import io
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from docaudit.batch.case_zip import cases_in_zip
from docaudit.batch.found import FoundCase
from docaudit.batch.parts import are_parts
from docaudit.records.filenames import decoded_name, readable_name

INDEX_NAME = "index.csv"
_CASE_SUFFIXES = frozenset({".zip", ".pdf"})


def find_cases(paths: Iterable[Path], scratch: Path) -> Iterator[FoundCase]:
    """Yield the cases of each argument in order; cases inside a zip are copied to files under `scratch`.

    An argument that cannot be used yields a `FoundCase` with its trouble, and the next one follows.
    """
    for path in paths:
        found = None
        try:
            for found in _at(path, scratch):
                yield found
            if found is None:
                yield _unusable(path, "其中没有案卷；请给出案卷文件夹、zip 压缩包或 PDF")
        except OSError as error:
            yield _unusable(path, f"无法打开（{error.strerror or error}）；请检查文件权限后重试")


def _at(path: Path, scratch: Path) -> Iterator[FoundCase]:
    if not path.exists():
        yield _unusable(path, "没有这个文件或文件夹；请核对名称")
    elif path.is_dir():
        yield from _in_folder(path, scratch)
    elif path.suffix.lower() == ".csv":
        yield from _in_index(path, scratch, path)
    elif zipfile.is_zipfile(path) and path.suffix.lower() == ".zip":
        yield from cases_in_zip(path, scratch)
    else:
        yield FoundCase(readable_name(path.stem), path, readable_name(str(path)))


def _unusable(path: Path, trouble: str) -> FoundCase:
    return FoundCase(readable_name(path.stem), path, readable_name(str(path)), trouble)


def _in_folder(folder: Path, scratch: Path) -> Iterator[FoundCase]:
    whole = FoundCase(folder.resolve().name, folder, str(folder))
    children = [c for c in sorted(folder.iterdir()) if not c.name.startswith(".") and not c.is_symlink()]
    if (folder / INDEX_NAME).is_file():
        yield from _in_index(folder / INDEX_NAME, scratch, folder)
        return
    # The facts of a case lie in it: such a folder is one case, not many.
    if (folder / "case.yaml").is_file() or are_parts([c.name for c in children if c.is_dir()]):
        yield whole
        return
    if len(children) == 1 and children[0].is_dir() and _holds_cases(children[0]):
        yield from _in_folder(children[0], scratch)
        return
    for child in children:
        if child.is_dir():
            yield FoundCase(readable_name(child.name), child, readable_name(str(child)))
        elif child.suffix.lower() in _CASE_SUFFIXES:
            yield FoundCase(readable_name(child.stem), child, readable_name(str(child)))


def _holds_cases(folder: Path) -> bool:
    children = [c for c in folder.iterdir() if not c.name.startswith(".")]
    if are_parts([c.name for c in children if c.is_dir()]):
        return False
    return bool(children) and all(c.is_dir() or c.suffix.lower() == ".zip" for c in children)


def _in_index(index: Path, scratch: Path, given: Path) -> Iterator[FoundCase]:
    """Yield the cases of an index; one that is wrong anywhere makes what was `given` unusable."""
    cases: dict[str, list[Path]] = {}
    text = decoded_name(index.read_bytes()).removeprefix("\ufeff")
    try:
        rows = list(csv.DictReader(io.StringIO(text)))
    except csv.Error:
        yield _unusable(given, f"索引 {index.name} 不是 CSV 表；请按 case,file 两列重新导出")
        return
    for number, row in enumerate(rows, start=2):
        name, file = (row.get("case") or "").strip(), (row.get("file") or "").strip()
        target = (index.parent / file).resolve()
        if not name or not file or not target.is_relative_to(index.parent.resolve()) or not target.exists():
            wrong = f"索引 {index.name} 第 {number} 行缺少案卷名，或文件不在索引旁（{file or '未写文件'}）"
            yield _unusable(given, f"{wrong}；请更正后重试")
            return
        cases.setdefault(name, []).append(target)
    for number, (name, files) in enumerate(cases.items()):
        if len(files) == 1:
            yield FoundCase(name, files[0], str(files[0]))
            continue
        folder = scratch / f"index{number:05d}"
        for file in files:
            target = folder / file.relative_to(index.parent.resolve())
            target.parent.mkdir(parents=True, exist_ok=True)
            if file.is_dir():
                shutil.copytree(file, target, dirs_exist_ok=True)
            else:
                shutil.copyfile(file, target)
        yield FoundCase(name, folder, str(index))
