"""Says what the cases of an archive are: children of a folder, folders in a zip, an index file (interface.md)."""

from __future__ import annotations

import csv
import io
import re
import shutil
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from docaudit.errors import InputError
from docaudit.reading.zipped import ZIP_ERRORS, open_member
from docaudit.records.filenames import readable_name

INDEX_NAME = "index.csv"
_CASE_SUFFIXES = frozenset({".zip", ".pdf"})
# The limits of the reading room for hostile archives; here they guard the splitting of an archive into cases.
_MEMBERS = 200_000
_UNPACKED = 64 * 1024**3
_RATIO = 100
_RATIO_FREE = 8 * 1024**2
_CHUNK = 1 << 20
# A folder named after a kind of paper ("03 主体资料", "银行流水") is a part of one case; cases are named after
# borrowers and numbers.
_PART = re.compile(
    r"[\d一二三四五六七八九十]{0,3}[、.．_\-\s)）]*[^\d公司厂店]{0,8}"
    r"(?:合同|协议|发票|流水|对账单|凭证|资料|材料|报表|回单|单据|证明|担保|抵押|贷后|检查|管理|授信|财务|支付"
    r"|影像|附件|其他|扫描件|证照|文件)"
    r"|(?:\d{0,3}[._\-\s]*)(?:contracts?|invoices?|statements?|receipts?|papers|scans|documents|other)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case to be audited: its name, where it can be read, and the path to name to people."""

    name: str
    path: Path
    origin: str


def find_cases(paths: Iterable[Path], scratch: Path) -> Iterator[FoundCase]:
    """Yield the cases of each argument in order; cases inside a zip are copied to files under `scratch`.

    Raises:
        InputError: there is nothing at a path, or a zip or index cannot be used.
    """
    for path in paths:
        if not path.exists():
            msg = f"{path}: no such file or folder"
            raise InputError(msg)
        if path.is_dir():
            try:
                next(path.iterdir(), None)
            except PermissionError as error:
                msg = f"{path}: this folder may not be read; check its rights"
                raise InputError(msg) from error
            yield from _in_folder(path, scratch)
        elif path.suffix.lower() == ".csv":
            yield from _in_index(path, scratch)
        elif zipfile.is_zipfile(path) and path.suffix.lower() == ".zip":
            yield from _in_zip(path, scratch)
        else:
            yield FoundCase(readable_name(path.stem), path, readable_name(str(path)))


def _in_folder(folder: Path, scratch: Path) -> Iterator[FoundCase]:
    if (folder / INDEX_NAME).is_file():
        yield from _in_index(folder / INDEX_NAME, scratch)
        return
    if (folder / "case.yaml").is_file():
        # The facts of a case lie in it: the folder is one case, not many.
        yield FoundCase(folder.resolve().name, folder, str(folder))
        return
    children = [c for c in sorted(folder.iterdir()) if not c.name.startswith(".") and not c.is_symlink()]
    if _are_parts([c.name for c in children if c.is_dir()]):
        yield FoundCase(folder.resolve().name, folder, str(folder))
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
    if _are_parts([c.name for c in children if c.is_dir()]):
        return False
    return bool(children) and all(c.is_dir() or c.suffix.lower() == ".zip" for c in children)


def _are_parts(names: list[str]) -> bool:
    """Say whether folders of these names are the parts of one case: most are named after kinds of papers."""
    return bool(names) and 2 * sum(_PART.fullmatch(name.strip()) is not None for name in names) > len(names)


def _in_index(index: Path, scratch: Path) -> Iterator[FoundCase]:
    cases: dict[str, list[Path]] = {}
    for number, row in enumerate(csv.DictReader(io.StringIO(_decoded(index.read_bytes()))), start=2):
        name, file = (row.get("case") or "").strip(), (row.get("file") or "").strip()
        target = (index.parent / file).resolve()
        if not name or not file or not target.is_relative_to(index.parent.resolve()) or not target.exists():
            msg = f"{index}: line {number}: needs a case and a file beside the index ({file or 'no file'})"
            raise InputError(msg)
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


def _in_zip(path: Path, scratch: Path) -> Iterator[FoundCase]:
    try:
        with zipfile.ZipFile(path) as archive:
            members = _members(archive)
            groups = _groups(members)
            if groups is None:
                yield FoundCase(readable_name(path.stem), path, readable_name(str(path)))
                return
            budget = _Budget(max(_RATIO * path.stat().st_size, _RATIO_FREE))
            for number, (name, inside) in enumerate(groups.items()):
                target = scratch / f"{path.stem[:40]}{number:05d}" / f"{_safe(name)}.zip"
                target.parent.mkdir(parents=True)
                if len(inside) == 1 and inside[0][0] == "":
                    with target.open("wb") as out, open_member(archive, inside[0][1]) as member:
                        budget.copy(member, out)
                else:
                    _repack(archive, inside, target, budget)
                yield FoundCase(name, target, f"{path}!/{name}")
    except ZIP_ERRORS as error:
        msg = f"{path}: the archive cannot be read ({error}); unpack it and give the folder"
        raise InputError(msg) from error


def _members(archive: zipfile.ZipFile) -> list[tuple[PurePosixPath, zipfile.ZipInfo]]:
    """Return the files of an archive that are no system litter, by their decoded names."""
    if len(archive.infolist()) > _MEMBERS:
        msg = f"{archive.filename}: more than {_MEMBERS} files in one archive; split it"
        raise InputError(msg)
    found = []
    for info in archive.infolist():
        name = PurePosixPath(_member_name(info).replace("\\", "/"))
        hidden = any(part.startswith((".", "__MACOSX")) for part in name.parts)
        if not info.is_dir() and not hidden and not name.is_absolute():
            found.append((name, info))
    return found


def _groups(
    members: list[tuple[PurePosixPath, zipfile.ZipInfo]],
) -> dict[str, list[tuple[str, zipfile.ZipInfo]]] | None:
    """Return (name within the case, member) by case; None where the archive itself is one case."""
    depth = 0
    # A sole top folder is skipped.
    while members and all(len(n.parts) > depth + 1 for n, _ in members):
        if len({n.parts[depth] for n, _ in members}) > 1:
            break
        depth += 1
    if not members or any(len(n.parts) == depth + 1 and n.suffix.lower() != ".zip" for n, _ in members):
        return None
    if _are_parts(sorted({n.parts[depth] for n, _ in members if len(n.parts) > depth + 1})):
        return None
    groups: dict[str, list[tuple[str, zipfile.ZipInfo]]] = {}
    for name, info in members:
        inner = "/".join(name.parts[depth + 1 :])
        case = name.parts[depth] if inner else PurePosixPath(name.parts[depth]).stem
        groups.setdefault(case, []).append((inner, info))
    return groups


def _repack(archive: zipfile.ZipFile, inside: list[tuple[str, zipfile.ZipInfo]], target: Path, budget: _Budget) -> None:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as out:
        for name, info in inside:
            # A fixed date: the same papers give the same bytes, so a second run knows the case again.
            entry = zipfile.ZipInfo(name or info.filename, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            with open_member(archive, info) as member, out.open(entry, "w") as copy:
                budget.copy(member, copy)


class _Budget:
    """Bytes that one archive may still unpack to, counted while reading: a header can lie."""

    def __init__(self, limit: int) -> None:
        self._left = min(limit, _UNPACKED)

    def copy(self, source: io.BufferedIOBase | object, target: object) -> None:
        """Copy one member, or raise `InputError` at the limit."""
        while chunk := source.read(_CHUNK):  # type: ignore[union-attr]
            self._left -= len(chunk)
            if self._left < 0:
                msg = "the archive unpacks to far more than its size; unpack it by hand if you trust it"
                raise InputError(msg)
            target.write(chunk)  # type: ignore[attr-defined]


def _member_name(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x800:
        return info.filename
    try:
        raw = info.filename.encode("cp437")
    except UnicodeEncodeError:
        return info.filename
    return _decoded(raw)


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "replace")


def _safe(name: str) -> str:
    """Return a name that is one plain file name anywhere."""
    return re.sub(r'[\x00-\x1f/\\:*?"<>|]', "_", name).strip(" .")[:80] or "case"
