"""Keeps the made files and what was read of them, so that a change of a check costs neither drawing nor reading."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import json
import os
import pickle
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

import docaudit
from cases.files import write
from cases.model import Case
from docaudit.audit import extract_file
from docaudit.records.document import Document

KEPT = user_cache_path("docaudit") / "benchmarks" / "findings"
"""Where they lie; may be deleted at any time."""
READERS = ("reading", "understanding", "documents", "banks", "knowledge", "records")
"""Rooms on which it depends what is read."""
_DRAWING = ("drawn_*.py", "files.py", "quick.py", "altered.py")


def put(case: Case, channel: str, seed: int) -> tuple[Path, dict[str, str]]:
    """Write the files of a case unless they lie there already; return their folder and the file of each paper's key.

    The folder's name says which telling and drawing made it, and it appears whole: two runs never disturb each other.
    """
    here = Path(__file__).parent
    drawing = _hash(path for pattern in _DRAWING for path in sorted(here.glob(pattern)))
    key = hashlib.sha256(f"{case!r}{drawing}{channel}".encode()).hexdigest()[:8]
    folder = KEPT / f"{channel}-{seed}" / f"{case.name}-{key}"
    note = folder.with_suffix(".json")
    if not (note.exists() and folder.exists()):
        making = folder.with_suffix(f".{os.getpid()}")
        note.parent.mkdir(parents=True, exist_ok=True)
        files = write(case, making, channel)
        shutil.rmtree(folder, ignore_errors=True)
        making.rename(folder)
        note.write_text(json.dumps(files, ensure_ascii=False), "utf-8")
    return folder, json.loads(note.read_text("utf-8"))


def read(folder: Path, how: str) -> tuple[Document, ...]:
    """Read the papers of a case, or return what was read of the same papers by the same code.

    `how` is ``kept``, ``fresh`` to read anew, or ``stale`` to take what older code read of the same papers.
    """
    source = Path(docaudit.__file__).parent
    papers = _hash(sorted(folder.rglob("*.*")))[:12]
    code = _hash(path for room in READERS for path in sorted((source / room).rglob("*.*")) if path.suffix != ".pyc")[
        :12
    ]
    case = folder.name.partition("-")[0]
    fitting = folder.parent.glob(f"{case}.{papers}.{'*' if how == 'stale' else code}.read")
    for kept in fitting if how != "fresh" else ():
        return tuple(pickle.loads(kept.read_bytes()))  # noqa: S301  written here
    documents = tuple(extract_file(folder))
    for old in folder.parent.glob(f"{case}.{papers}.*.read"):
        old.unlink(missing_ok=True)
    (folder.parent / f"{case}.{papers}.{code}.read").write_bytes(dumped(documents))
    return documents


def _hash(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


class _ByName(pickle.Pickler):
    """Writes records field by field with their names: they load where the code has more fields since."""

    def reducer_override(self, record: Any) -> tuple[Callable[..., Any], tuple[Any, ...]] | Any:
        """Return how a record is made again; anything else is pickled as ever."""
        if not dataclasses.is_dataclass(record) or isinstance(record, type):
            return NotImplemented
        return made_again, (type(record), {f.name: getattr(record, f.name) for f in dataclasses.fields(record)})


def made_again(record: type, values: dict[str, Any]) -> Any:
    """Return the record with those of the values that it still has."""
    return record(**{f.name: values[f.name] for f in dataclasses.fields(record) if f.init and f.name in values})


def dumped(documents: tuple[Document, ...]) -> bytes:
    """Return the documents as they are kept."""
    data = io.BytesIO()
    _ByName(data).dump(documents)
    return data.getvalue()
