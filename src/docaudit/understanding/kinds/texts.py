"""Finds words."""

from __future__ import annotations

import re

from docaudit.understanding.kinds.found import Found
from docaudit.understanding.text import GAP

PLACEHOLDER = re.compile(
    r"^[\s/\\\-*xX×.…。、,_:;()\[\]【】<>《》]*$|^(?:无|空|略|待定|盖章|签字|签章|公章|全称|年月日|姓名|名称|章|万元|元|个月)$"
)
"""What a form prints where nothing was filled in."""


def find_text(text: str) -> Found[str] | None:
    """Find the words up to the first wide gap."""
    for piece in re.finditer(r"[^\t\n]+", text):
        body = piece.group().strip(" :;,。、|.")
        if not body or PLACEHOLDER.match(body):
            continue
        start = piece.start() + piece.group().find(body)
        return body, start, start + len(body)
    return None


def find_long_text(text: str) -> Found[str] | None:
    """Find the words up to the end of the text, over gaps."""
    body = text.strip(" \t\n:;|")
    if not body or PLACEHOLDER.match(body):
        return None
    start = text.find(body)
    return body.replace(GAP, " "), start, start + len(body)
