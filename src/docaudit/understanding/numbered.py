"""A contract's number that stands on a line of its own near the title, without a caption."""

from __future__ import annotations

import re

from docaudit.records.evidence import Field
from docaudit.understanding.paper import Paper
from docaudit.understanding.text import GAP

_ROWS = 8
"""Lines from the top in which it stands; below the parties and dates of a head no number stands alone."""
_MARK = r"(?P<mark>(?:合同|协议)?(?:编[\t ]?)?号|No\.?|NO\.?|№)?[\t :.]*"
_OPEN, _CLOSE = r"[(\[〔【]?", r"[)\]〕】]?"
_YEAR = rf"{_OPEN}(?:19|20)\d\d{_CLOSE}"
_CODE = r"(?:[(\[〔【]\d{3,12}[)\]〕】])?"  # of the branch: (20950000)某银借字(2025)第00216号
_WORDS = r"[A-Za-z\u4e00-\u9fff]"
_ALONE = re.compile(
    rf"{_MARK}(?P<number>"
    rf"{_CODE}{_OPEN}{_WORDS}{{0,12}}(?:\({_WORDS}{{1,6}}\){_WORDS}{{1,8}})?"  # 某银(营)流贷字
    rf"{_YEAR}年?(?:{_WORDS}|[()第-]){{0,14}}[\d-]{{1,16}}号?"  # (2024)借字第018号
    rf"|{_WORDS}{{1,10}}第[\t ]?\d{{3,16}}号|第\d{{3,16}}号"  # 保字第20240018号
    r"|[A-Z]{1,8}[-/]?\d[\dA-Z/-]{4,22}|\d{8,20}"  # HT-2024-0031
    r")"
)
_CALLED = re.compile(r"(?P<mark>(?:合同|协议)?(?:编[\t ]?)?号|No\.?|NO\.?|№)[\t :.]*(?P<number>[A-Z]{0,4}\d{4,20})")
_BRACKETED = re.compile(r"[(\[【](?P<inside>[^()\[\]【】]+)[)\]】]")
_DAY = re.compile(r"(?:19|20)\d\d[-年./]?(?:\d{1,2}(?:[-月./]?\d{1,2}日?)?)?")


def number_alone(paper: Paper) -> Field[str]:
    """Return the number (JSFW〔2024〕479号), an empty field where no line is nothing but one."""
    for row in paper.rows[:_ROWS]:
        line = paper.line(row)
        whole = _BRACKETED.fullmatch(line.strip())
        body = whole["inside"] if whole else line.strip()
        # Beside the title a number is called one: No. 0042060.
        marked = [piece for p in line.split(GAP) if (piece := p.strip()) != body and _CALLED.fullmatch(piece)]
        for piece in (body, *marked) if row.page == 0 else ():
            found = _CALLED.fullmatch(piece) or _ALONE.fullmatch(piece)
            # Bare figures may be a day, an identity or a barcode unless something calls them a number.
            bare = found is not None and (found["number"].isdigit() or _DAY.fullmatch(found["number"]))
            if found and (found["mark"] or not bare):
                start = row.start + line.index(piece) + found.start("number")
                end = start + len(found["number"])
                number = re.sub(r"[\t ]", "", paper.text.raw(start, end))
                return paper.text.field(number, start, end, 0.85)
    return Field()
