"""What a caller may choose about reading, and the limits that hostile files run into."""

from __future__ import annotations

from dataclasses import dataclass, field

MIB = 1024 * 1024
GIB = 1024 * MIB


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
        page_objects: drawing objects looked at on one PDF page.
        workbook_mebibytes, workbook_seconds: memory and time for unpacking one workbook.
        child_mebibytes, child_seconds: memory and time for a process that unpacks or converts one file (7z, rar, doc).
    """

    members: int = 5_000
    unpacked_bytes: int = 2 * GIB
    unpacked_ratio: int = 100
    ratio_free_bytes: int = 8 * MIB
    nesting: int = 3
    file_bytes: int = 2 * GIB
    pixels: int = 200_000_000
    pages: int = 20_000
    page_objects: int = 200_000
    workbook_mebibytes: int = 3_000
    workbook_seconds: int = 120
    child_mebibytes: int = 3_000
    child_seconds: int = 120


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
    """

    ocr_engine: str | None = None
    ocr_threads: int = 0
    jobs: int = 0
    ocr_dpi: int = 200
    limits: Limits = field(default_factory=Limits)
