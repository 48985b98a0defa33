"""Tell a file's format by its content; the suffix only settles what the content leaves open."""

from __future__ import annotations

import io
import re
import struct
import zipfile

import olefile

from docaudit.reading.encoding import decode_text
from docaudit.reading.zipped import ZIP_ERRORS, open_member

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
    (b"\0\0\0\x0cjP  \r\n\x87\n", "image"),
    (b"\xff\x4f\xff\x51", "image"),
    (b"\x97JB2\r\n\x1a\n", "image"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b", "gzip"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstandard"),
    (b"{\\rtf", "rtf"),
    (b"\x78\x9f\x3e\x22", "tnef"),
    (b"%!PS", "postscript"),
)
_HTML = re.compile(r"<\s*(?:!doctype\s+html|html|head|meta|body|table|style|div)\b", re.IGNORECASE)
# Brands of HEIC (HEVC) and AVIF (AV1) pictures; others in the same container are films.
_AVIF = frozenset({b"avif", b"avis"})
_STILL_PICTURES = _AVIF | {b"heic", b"heix", b"heim", b"heis", b"mif1", b"mif2", b"msf1", b"hevc", b"hevx"}
# Portable bitmaps of fax programs: the mark, then width and height in digits.
_PNM = re.compile(rb"P[456][ \t\r\n]+(?:#[^\n]*\n)*\d+\s+\d+\s")
_COMMENTS = re.compile(r"^(?:<!--.*?-->\s*)+", re.DOTALL)
_FIELD_NAME = re.compile(rb"[!-9;-~]{2,76}")
_MAIL_FIELDS = frozenset(
    {b"from", b"to", b"cc", b"subject", b"date", b"sender", b"reply-to", b"received", b"return-path", b"delivered-to"}
    | {b"message-id", b"mime-version", b"content-type", b"content-transfer-encoding", b"x-mailer", b"dkim-signature"}
)
# `From:` and `Date:` alone also head notes that people type.
_SURE_MAIL_FIELDS = frozenset({b"received", b"return-path", b"message-id", b"mime-version", b"delivered-to"})
# What Excel, Word and browsers write where they save a page with all its parts (RFC 2557), and no mail has.
_SAVED_PAGE = re.compile(
    rb"^(?:X-Document-Type|Snapshot-Content-Location|From: <Saved by )", re.MULTILINE | re.IGNORECASE
)
_SENT = re.compile(rb"^(?:From|Received|Message-ID|Delivered-To):", re.MULTILINE | re.IGNORECASE)
# A PDF may carry up to 1024 bytes of rubbish before its header (PDF 1.7, annex H, note 13).
_PDF_HEADER_WITHIN = 1024


def sniff(data: bytes) -> str:
    """Return the format: pdf, image, docx, xlsx, xls, ods, ofd, html, xml, eml, msg, text, archives, unknowns."""
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
    if head[:3] == b"BZh" and head[4:10] in (b"1AY&SY", b"\x17rE8P\x90"):
        return "bzip2"
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in _STILL_PICTURES else "video"
    if _PNM.match(head):
        return "image"
    if _is_tar(data[:512]):
        return "tar"
    if is_mail(head):
        return "mhtml" if _is_saved_page(head) else "eml"
    # Last, for an archive that stores a PDF uncompressed holds the header too.
    if b"%PDF-" in head[:_PDF_HEADER_WITHIN]:
        return "pdf"
    return _text_kind(data)


def is_avif(data: bytes) -> bool:
    """Tell whether a picture in the container of HEIC holds AV1 rather than HEVC, by its brands (ISO 23008-12)."""
    brands = data[8:12], *(data[i : i + 4] for i in range(16, min(int.from_bytes(data[:4], "big"), 256), 4))
    return data[4:8] == b"ftyp" and bool(_AVIF.intersection(brands))


def _is_tar(block: bytes) -> bool:
    """Ask the header's checksum (POSIX.1-1988, ustar), which the oldest archives without a mark have too."""
    if len(block) < 512 or not block[0]:
        return False
    digits = block[148:156].strip(b" \0")
    if not digits or any(c not in b"01234567" for c in digits):
        return False
    return int(digits, 8) == sum(block[:148]) + 8 * 32 + sum(block[156:512])


def is_mail(head: bytes) -> bool:
    """Tell whether the bytes begin with the header fields of a mail (RFC 5322), by their names, not their values."""
    text = head.removeprefix(b"\xef\xbb\xbf")
    if text.startswith(b"From ") and b"\n" in text:
        text = text.split(b"\n", 1)[1]
    names = set()
    for line in text.splitlines()[:60]:
        if line[:1] in (b" ", b"\t"):
            continue
        name, colon, _ = line.partition(b":")
        if not colon or not _FIELD_NAME.fullmatch(name):
            break
        names.add(name.lower())
    return len(names & _MAIL_FIELDS) >= 2 and bool(names & _SURE_MAIL_FIELDS)


def _is_saved_page(head: bytes) -> bool:
    """Tell a page saved with all its parts from a mail, which has a sender or came from somewhere."""
    fields = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
    if _SAVED_PAGE.search(fields):
        return True
    return b"multipart/related" in fields.lower() and not _SENT.search(fields)


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
        with (
            zipfile.ZipFile(io.BytesIO(data)) as archive,
            open_member(archive, archive.getinfo("mimetype")) as handle,
        ):
            return handle.read(200).decode("ascii", "replace")
    except (KeyError, *ZIP_ERRORS):
        return ""


def _ole_kind(data: bytes) -> str:
    names = ole_names(data)
    if "EncryptedPackage" in names:
        return "encrypted_office"
    for name, kind in (("Workbook", "xls"), ("Book", "xls"), ("WordDocument", "doc"), ("PowerPoint Document", "ppt")):
        if name in names:
            return kind
    if "__properties_version1.0" in names or any(name.startswith("__substg1.0_") for name in names):
        return "msg"
    return "ole"


def ole_names(data: bytes) -> set[str]:
    """Return the names right below the root of a compound file: what is embedded deeper says nothing of the whole."""
    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            return {path[0] for path in ole.listdir(streams=True, storages=True) if len(path) == 1}
    except (OSError, ValueError, IndexError, TypeError, KeyError, struct.error, RecursionError):
        # Too damaged to open: names stand in the directory in UTF-16LE.
        known = ("EncryptedPackage", "Workbook", "Book", "WordDocument", "PowerPoint Document", "__substg1.0_")
        return {name for name in known if name.encode("utf-16-le") in data}


def _text_kind(data: bytes) -> str:
    text = decode_text(data[:65_536], partial=True)
    if text is None:
        return "binary"
    start = _COMMENTS.sub("", text.lstrip("\ufeff \t\r\n")[:8192], count=1)[:4096]
    if start.startswith("<"):
        if "urn:schemas-microsoft-com:office:spreadsheet" in start and "<?xml" in start[:200]:
            return "spreadsheetml"
        if _HTML.search(start):
            return "html"
        if start.startswith("<?xml") or re.match(r"<[A-Za-z_一-鿿][^<>]*>", start):
            return "xml"
    return "text"
