"""What a 补充协议 behind a contract changes: its figures and dates take the place of those agreed before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypeVar

from docaudit.records.evidence import Field
from docaudit.records.obligation import Obligation
from docaudit.understanding.kinds import Kind
from docaudit.understanding.text import Text

V = TypeVar("V")

TITLE = re.compile(
    r"(?:^[^\n。,:;]{0,24}|(?<=\d\.\d\d))(?:补充|变更)(?:协议|合同)(?:书)?[^\n。,:;]{0,8}$", re.MULTILINE
)
"""The title of a supplement, a line of its own."""
_HEAD = 60
"""Characters within which a title stands at the head of a paper, below its number at most."""
_CHANGED = re.compile(
    r"(?:变更|修改|调整|改|延长|缩短|展期|更正|下调|上调|上浮|下浮|降低|提高|增加|减少|[降调])(?:成|为|至|到):?"
)


def start_of_supplement(flow: Text) -> int | None:
    """Return where the first supplement begins: a title over sentences that change, in the text or the paper's own."""
    for title in TITLE.finditer(flow.chars):
        own = title.start() < _HEAD and re.search(r"原(?:借款|贷款|授信)?(?:合同|协议)", flow.chars[title.end() :])
        if (title.start() > 200 or own) and _CHANGED.search(flow.chars, title.end()):
            return title.start()
    return None


def changed(flow: Text, topic: str, kind: Kind[V], *, reach: int = 60) -> Field[V]:
    """Return the new value that the last sentence of a supplement gives to what `topic` names; empty without one.

    The sentence names the topic, then says 变更为 or the like, then the value within `reach` characters.
    """
    start = start_of_supplement(flow)
    found: Field[V] = Field()
    if start is None:
        return found
    for sentence in re.finditer(r"[^。;\n]+", flow.chars[start:]):
        text, base = sentence.group(), start + sentence.start()
        named = re.search(topic, text) or _clause_named(flow.chars[:start], text, topic)
        turns = _CHANGED.search(text, named.end()) if named else None
        if turns is None:
            continue
        value = kind.find(text[turns.end() : turns.end() + reach])
        if value:
            at = base + turns.end()
            found = flow.field(value[0], at + value[1], at + value[2], 0.9, base)
    return found


_CLAUSE = re.compile(
    r"第[\t ]*(?P<n>[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,3}|\d{1,2}(?:\.\d{1,2})?)[\t ]*[条款]"
)


def _clause_named(before: str, sentence: str, topic: str) -> re.Match[str] | None:
    """Return the clause that a sentence changes by its number (第伍条之金额…改为) where that clause is on `topic`."""
    for named in _CLAUSE.finditer(sentence):
        head = (
            rf"(?:^|\n)[\t ]*(?:第[\t ]*)?{re.escape(named['n'])}[\t ]*(?:[条款、.:]|(?=[\u4e00-\u9fff]))(?!\d)[^\n]*"
        )
        clause = re.search(head, before)
        if clause and re.search(topic, clause.group()):
            return named
    return None


def in_force(flow: Text, duties: Sequence[tuple[int, Obligation]]) -> tuple[Obligation, ...]:
    """Return the obligations (each with its place) but for those that a supplement replaces.

    It replaces the test of the same figure, and the agreed purpose where it says that this changes.
    """
    start = start_of_supplement(flow)
    if start is None:
        return tuple(duty for _, duty in duties)
    later = [duty for at, duty in duties if at >= start]
    tests = {(d.metric.value, d.operator.value) for d in later if d.metric.value}
    purpose = any(d.purpose.value and _CHANGED.search(d.text.value or "") for d in later)
    return tuple(
        d
        for at, d in duties
        if at >= start or not ((d.metric.value, d.operator.value) in tests or (purpose and d.purpose.value is not None))
    )
