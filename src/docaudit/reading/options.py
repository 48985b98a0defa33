"""What a caller may choose about reading, and the limits that hostile files run into."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, fields
from pathlib import Path

import yaml

from docaudit.errors import InputError

MIB = 1024 * 1024
GIB = 1024 * MIB
_SIZE = re.compile(r"(\d+) ?(KiB|MiB|GiB)")
_UNITS = {"KiB": 1024, "MiB": MIB, "GiB": GIB}


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Bounds on what one argument may cost; whatever breaks one is reported with the limit's name.

    The values follow the limits of OCRmyPDF, paperless-ngx and Docling for the same threats (zip, image and PDF bombs).

    Attributes:
        members: files in all archives of one argument together.
        unpacked_bytes: bytes unpacked from all archives of one argument together, counted while reading.
        unpacked_ratio: unpacked bytes as a multiple of the archive's own size.
        ratio_free_bytes: the ratio is not asked for below this many unpacked bytes.
        nesting: archives inside archives.
        file_bytes: size of one file.
        pixels: of one picture, checked before it is decoded.
        pages: of one PDF, TIFF or OFD.
        page_characters: of one page, or of a whole file without pages; sheets are not counted. The rest is left out.
        page_objects: drawing objects looked at on one PDF page.
        workbook_mebibytes, workbook_seconds: memory and time for unpacking one workbook.
        child_mebibytes, child_seconds: memory and time for a process that unpacks or converts one file (7z, rar, doc).
        worker_mebibytes: memory of the process that reads.
        page_seconds: from one page to the next.
        open_seconds: to unpack or open one file, up to its first page.
        file_seconds: all pages of one file together.
        cache_bytes: what cached OCR answers may take on disk; those of a page take about 20 KiB.
    """

    members: int = 5_000
    unpacked_bytes: int = 2 * GIB
    unpacked_ratio: int = 100
    ratio_free_bytes: int = 8 * MIB
    nesting: int = 3
    file_bytes: int = 2 * GIB
    pixels: int = 200_000_000
    pages: int = 20_000
    page_characters: int = 2_000_000
    page_objects: int = 200_000
    workbook_mebibytes: int = 3_000
    workbook_seconds: int = 120
    child_mebibytes: int = 3_000
    child_seconds: int = 120
    worker_mebibytes: int = 4_000
    page_seconds: int = 120
    open_seconds: int = 240
    file_seconds: int = 7_200
    cache_bytes: int = 2 * GIB


def load_limits(path: Path | None = None) -> Limits:
    """Return the limits with those of a YAML file laid over them: ``name: whole number``, for bytes also ``500 MiB``.

    Args:
        path: None takes the file that ``DOCAUDIT_LIMITS`` names, if any.

    Raises:
        InputError: the file is missing, is no YAML, or names a limit or value that there is not.
    """
    if path is None:
        named = os.environ.get("DOCAUDIT_LIMITS")
        return _limits_of(Path(named)) if named else Limits()
    return _limits_of(path)


def _limits_of(path: Path) -> Limits:
    try:
        content = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        msg = f"{path}: cannot be read as limits; give a YAML file in UTF-8 ({type(error).__name__})"
        raise InputError(msg) from error
    except (yaml.YAMLError, RecursionError) as error:
        msg = f"{path}: not valid YAML; correct it ({str(error).splitlines()[0]})"
        raise InputError(msg) from error
    if content is None:
        content = {}
    if not isinstance(content, dict):
        msg = f"{path}: a mapping of limits is wanted, such as `page_seconds: 60`"
        raise InputError(msg)
    known = [limit.name for limit in fields(Limits)]
    unknown = sorted(str(name) for name in content if name not in known)
    if unknown:
        msg = f"{path}: {unknown[0]} is no limit; there are {', '.join(known)}"
        raise InputError(msg)
    return Limits(**{name: _number(value, name, path) for name, value in content.items()})


def _number(value: object, name: str, path: Path) -> int:
    size = _SIZE.fullmatch(value) if isinstance(value, str) and name.endswith("_bytes") else None
    if size is not None:
        value = int(size[1]) * _UNITS[size[2]]
    # A limit of nothing would refuse every file; nesting is the one that may be 0.
    least = 0 if name == "nesting" else 1
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        form = "a whole number, or a size such as 500 MiB," if name.endswith("_bytes") else "a whole number"
        msg = f"{path}: {name}: {form} of at least {least} is wanted, not {value!r}"
        raise InputError(msg)
    return value


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How to read.

    Attributes:
        ocr_engine: ``rapidocr`` (OpenVINO, else onnxruntime), ``rapidocr-openvino``, ``rapidocr-onnxruntime``,
            ``tesseract``; None takes ``DOCAUDIT_OCR_ENGINE``, else the best one that works. ``off`` reads no pictures.
        ocr_threads: of one engine; 0 takes ``DOCAUDIT_OCR_THREADS``, else up to four. Batch workers set 1.
        jobs: pages of one scanned PDF read at a time, with `ocr_threads` shared out among them; 0 takes one for each
            thread. Threads, not processes: the engines compute outside the interpreter's lock and share the machine.
        ocr_dpi: resolution at which PDF pages are rendered for OCR.
        only: of a PDF or picture, the pages to read, from 0; None reads all.
        contained: read in a process of its own, which hostile files cannot take the caller down with; ``off`` in
            ``DOCAUDIT_CONTAINED`` switches it off for all, and so does a system without the means (Windows).
    """

    ocr_engine: str | None = None
    ocr_threads: int = 0
    jobs: int = 0
    ocr_dpi: int = 200
    only: range | None = None
    contained: bool = True
    limits: Limits = field(default_factory=load_limits)
