"""Pages written for tests of text layers, and an engine that says what it is told to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from docaudit.records.evidence import Box
from docaudit.records.pages import TextSource, Word

CLAUSE = "借款人应当按照约定的借款用途使用借款，未经贷款人书面同意不得改变借款用途。"
SENTENCES = (
    CLAUSE,
    "贷款人有权检查借款的使用情况，借款人应当如实提供有关财务会计资料。",
    "保证人承担连带责任保证，保证期间为主债务履行期限届满之日起三年。",
)


class Eyes:
    """An engine that says what a test tells it to, and remembers what it was shown."""

    name = "eyes"

    def __init__(self, say: Callable[[np.ndarray[Any, Any]], list[Word]]) -> None:
        self.say = say
        self.shown: list[np.ndarray[Any, Any]] = []

    def turn_needed(self, _: np.ndarray[Any, Any]) -> int | None:
        return 0

    def recognise(self, image: np.ndarray[Any, Any]) -> list[Word]:
        self.shown.append(image)
        return self.say(image)


SEEN = [Word("图上所见的文字", Box(0.2, 0.2, 0.6, 0.25), 0.99, TextSource.OCR)]


def chinese(c: Any, size: float = 11) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    c.setFont("STSong-Light", size)


def write(c: Any, lines: tuple[str, ...] = SENTENCES, top: float = 760, left: float = 60) -> None:
    chinese(c)
    for k, line in enumerate(lines):
        c.drawString(left, top - 26 * k, line)


def paste(c: Any, tools: Any, box: tuple[float, float, float, float], lines: list[str]) -> None:
    from reportlab.lib.utils import ImageReader

    c.drawImage(ImageReader(tools.picture(lines)), *box)
