"""A contract's number that stands on a line of its own near the title, without a caption."""

from __future__ import annotations

import re

from docaudit.records.evidence import Field
from docaudit.understanding.kinds import find_number
from docaudit.understanding.paper import Paper

_ROWS = 8
"""Lines from the top in which it stands; below the parties and dates of a head no number stands alone."""
_ALONE = re.compile(
    r"[(\[〔【]?[A-Za-z\u4e00-\u9fff]{0,12}[(\[〔【]?(?:19|20)\d\d[)\]〕】]?年?[A-Za-z\u4e00-\u9fff第()-]{0,14}[\d-]{1,16}号?[)\]〕】]?"
    r"|(?:No\.?|№|NO\.?)[\t :]*[A-Za-z\d-]{4,24}"
)
_DAY = re.compile(r"(?:19|20)\d\d[-年./]\d{1,2}(?:[-月./]\d{1,2}日?)?")


def number_alone(paper: Paper) -> Field[str]:
    """Return the number (JSFW〔2024〕479号), an empty field where no line is nothing but one."""
    for row in paper.rows[:_ROWS]:
        line = paper.line(row)
        if row.page == 0 and _ALONE.fullmatch(line.strip()) and not _DAY.fullmatch(line.strip()):
            found = find_number(line)
            if found:
                return paper.text.field(found[0], row.start + found[1], row.start + found[2], 0.85)
    return Field()
