"""Formats that hold text rather than a picture: workbooks, delimited text, Word, OFD, XML."""

from __future__ import annotations

from docaudit.reading.office.delimited import read_text_file
from docaudit.reading.office.docx_file import read_docx
from docaudit.reading.office.html_table import read_html
from docaudit.reading.office.mhtml import read_mhtml
from docaudit.reading.office.ofd import read_ofd, render_ofd
from docaudit.reading.office.old_word import read_old_word
from docaudit.reading.office.workbook import read_spreadsheetml, read_workbook
from docaudit.reading.office.xml_file import read_xml

__all__ = [
    "read_docx",
    "read_html",
    "read_mhtml",
    "read_ofd",
    "read_old_word",
    "read_spreadsheetml",
    "read_text_file",
    "read_workbook",
    "read_xml",
    "render_ofd",
]
