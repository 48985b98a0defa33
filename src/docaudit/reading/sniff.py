"""Tell a file's format by its content; the suffix only settles what the content leaves open."""

from __future__ import annotations

import io
import re
import zipfile

from docaudit.reading.encoding import decode_text

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"\xff\xd8\xff", "image"),
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"II+\x00", "image"),
    (b"MM\x00+", "image"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gzip"),
    (b"{\\rtf", "rtf"),
    (b"%!PS", "postscript"),
)
_HTML = re.compile(r"<\s*(?:!doctype\s+html|html|head|meta|body|table|style|div)\b", re.IGNORECASE)
# A PDF may carry up to 1024 bytes of rubbish before its header (PDF 1.7, annex H, note 13).
_PDF_HEADER_WITHIN = 1024


def sniff(data: bytes) -> str:
    """Return the format: pdf, image, zip, docx, xlsx, xls, ods, ofd, html, xml, text, or one that cannot be read."""
    head = data[:4096]
    if head[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"):
        return _zip_kind(data)
    for magic, name in _MAGIC:
        if head.startswith(magic):
            return name if name != "ole" else _ole_kind(data)
    if (
        head[:2] == b"BM"
        and len(data) > 26
        and head[14:18] in (b"\x28\0\0\0", b"\x0c\0\0\0", b"\x6c\0\0\0", b"\x7c\0\0\0")
    ):
        return "image"
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image"
    if head[4:8] == b"ftyp":
        return "heic" if head[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"heim", b"avif") else "video"
    if len(data) > 262 and data[257:262] == b"ustar":
        return "tar"
    # Last, for an archive that stores a PDF uncompressed holds the header too.
    if b"%PDF-" in head[:_PDF_HEADER_WITHIN]:
        return "pdf"
    return _text_kind(data)


def _zip_kind(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist()[:20_000])
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "zip"
    if "OFD.xml" in names:
        return "ofd"
    if "[Content_Types].xml" in names:
        for prefix, kind in (("word/", "docx"), ("xl/", "xlsx"), ("ppt/", "pptx")):
            if any(name.startswith(prefix) for name in names):
                return kind
    if "content.xml" in names and "mimetype" in names:
        kind_name = _mimetype(data)
        if "spreadsheet" in kind_name:
            return "ods"
        if "opendocument" in kind_name:
            return "odt"
    return "zip"


def _mimetype(data: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open("mimetype") as handle:
            return handle.read(200).decode("ascii", "replace")
    except (zipfile.BadZipFile, KeyError, RuntimeError, NotImplementedError, OSError):
        return ""


def _ole_kind(data: bytes) -> str:
    # Stream names of a compound file stand in its directory in UTF-16LE.
    for name, kind in (
        ("Workbook", "xls"),
        ("Book", "xls"),
        ("WordDocument", "doc"),
        ("EncryptedPackage", "encrypted_office"),
    ):
        if name.encode("utf-16-le") in data:
            return kind
    if "__substg1.0_".encode("utf-16-le") in data:
        return "msg"
    return "ole"


def _text_kind(data: bytes) -> str:
    text = decode_text(data[:65_536], partial=True)
    if text is None:
        return "binary"
    start = text.lstrip("\ufeff \t\r\n")[:4096]
    if start.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in start and "<?xml" in start[:200]:
            return "spreadsheetml"
        if _HTML.search(start):
            return "html"
        if start.startswith("<?xml") or re.match(r"<[A-Za-z_一-鿿][^<>]*>", start):
            return "xml"
    return "text"
