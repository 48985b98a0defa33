"""Take the embedded files out of a PDF on standard input, to frames on standard output.

Run as a script with the most files and the most bytes as arguments; nothing touches the disk. A hostile stream unpacks
to gigabytes inside the library; the caller's limits on this process end that. It imports nothing of this project.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

_LONGEST_NAME = 4096
# Annotations are looked for on so many pages: opening a page costs its whole content.
_MOST_PAGES = 300


def main() -> int:
    """Write the files; the exit status says what failed: 4 damaged, 5 too large."""
    import pypdfium2 as pdfium  # noqa: PLC0415  after the limits are set
    import pypdfium2.raw as pdfium_c  # noqa: PLC0415

    most_files, left = int(sys.argv[1]), int(sys.argv[2])
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError:
        return 4
    count = pdfium_c.FPDFDoc_GetAttachmentCount(document.raw)
    if count > most_files:
        return 5
    handles = [pdfium_c.FPDFDoc_GetAttachment(document.raw, index) for index in range(count)]
    handles.extend(_pinned(document, pdfium_c))
    out = sys.stdout.buffer
    for number, handle in enumerate(handles, 1):
        if not handle:
            continue
        size = ctypes.c_ulong()
        if not pdfium_c.FPDFAttachment_GetFile(handle, None, 0, ctypes.byref(size)) or not size.value:
            continue
        left -= size.value
        if left < 0:
            return 5
        buffer = ctypes.create_string_buffer(size.value)
        if not pdfium_c.FPDFAttachment_GetFile(handle, buffer, size.value, ctypes.byref(size)):
            continue
        name = (_name(handle, pdfium_c) or f"附件{number}").encode("utf-8", "replace")
        out.write(len(name).to_bytes(8, "big") + size.value.to_bytes(8, "big") + name + buffer.raw[: size.value])
    out.flush()
    return 0


def _pinned(document: Any, pdfium_c: Any) -> list[Any]:
    """Return the files pinned to pages by annotations."""
    found = []
    for index in range(min(len(document), _MOST_PAGES)):
        page = pdfium_c.FPDF_LoadPage(document.raw, index)
        if not page:
            continue
        for place in range(min(pdfium_c.FPDFPage_GetAnnotCount(page), 1000)):
            note = pdfium_c.FPDFPage_GetAnnot(page, place)
            if note and pdfium_c.FPDFAnnot_GetSubtype(note) == pdfium_c.FPDF_ANNOT_FILEATTACHMENT:
                found.append(pdfium_c.FPDFAnnot_GetFileAttachment(note))
    return found


def _name(handle: Any, pdfium_c: Any) -> str:
    long = min(_LONGEST_NAME, pdfium_c.FPDFAttachment_GetName(handle, None, 0))
    if long <= 2:
        return ""
    buffer = ctypes.create_string_buffer(long)
    pdfium_c.FPDFAttachment_GetName(handle, ctypes.cast(buffer, ctypes.POINTER(pdfium_c.FPDF_WCHAR)), long)
    return buffer.raw[:long].decode("utf-16-le", "replace").rstrip("\0")


if __name__ == "__main__":
    sys.exit(main())
