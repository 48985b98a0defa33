"""PDF files: text layers with boxes, ruled tables from the drawing, pictures for OCR."""

from __future__ import annotations

from docaudit.reading.pdf.document import read_pdf, render_page
from docaudit.reading.pdf.source import PDFIUM_LOCK, open_pdf

__all__ = ["PDFIUM_LOCK", "open_pdf", "read_pdf", "render_page"]
