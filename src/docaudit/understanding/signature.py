"""When a paper was signed: the dates beside the signatures, the latest of the parties."""

from __future__ import annotations

import datetime as dt
import re

from docaudit.records.evidence import Field
from docaudit.understanding.fields import Fields
from docaudit.understanding.kinds import DATE, find_date
from docaudit.understanding.paper import HEADING, Paper
from docaudit.understanding.prose import after

_LABELS = (
    "合同订立时间",
    "合同订立日期",
    "合同签署日期",
    "签订日期",
    "签署日期",
    "签约日期",
    "签订时间",
    "签署时间",
    "签约时间",
    "合同签订日期",
    "签字日期",
    "订立日期",
    "订立时间",
    "签章日期",
    "合同签订时间",
    "签定日期",
    "签定时间",
    "合同签订日",
    "签订日",
    "签约日",
    "签署日",
    "签字日",
    "立约日期",
    "立约日",
    "立约时间",
    "订约日期",
    "订约时间",
    "签字时间",
    "签章时间",
)


_ANNEX = re.compile(r"^[\t ]*(?:附[件表录]|还款计划|还本计划)[^。\n]{0,24}$", re.MULTILINE)


def signed_on(paper: Paper, fields: Fields) -> Field[dt.date]:
    """Return the date of signing: labelled, in the sentence 于…签订, or alone beside the signatures; the latest."""
    labelled = list(fields.all(_LABELS, DATE))
    if labelled:
        return max(labelled, key=lambda f: f.value or dt.date.min)
    sentence = re.compile(r"(?:于|订立于|签订于|签署于)(?=.{0,28}(?:签|订立|$))")
    for field in after(
        paper.flow,
        r"签(?:订|署|约)于|订立于|(?:签(?:订|署|约|字|立)|订立|立约)之?(?:日期?|时间)(?:为|是|:)",
        DATE,
        reach=30,
        sure=0.9,
    ):
        return field
    for found in sentence.finditer(paper.flow.chars):
        end = paper.flow.chars.find("\n", found.end())
        piece = paper.flow.chars[found.end() : min(found.end() + 60, end if end > 0 else found.end() + 60)]
        hit = find_date(piece)
        if (
            hit
            and hit[1] <= 2
            and re.match(r".{0,28}?(?:签订|签署|订立|签立|共同签|签[章字]|盖章|生效)", piece[hit[2] :])
        ):
            return paper.flow.field(hit[0], found.end() + hit[1], found.end() + hit[2], 0.88, found.start())
    reversed_order = re.compile(
        r"(?:本合同|本协议|双方|各方)(?:由[^。;,\n]{0,8})?(?P<d>[^。;,\n]{8,14}?)(?:签订|签署|订立|签立)(?:于|在|。|,)"
    )
    for found in reversed_order.finditer(paper.flow.chars):
        hit = find_date(found["d"])
        if hit and hit[1] == 0:
            return paper.flow.field(hit[0], found.start("d"), found.start("d") + hit[2], 0.85, found.start())
    effective = re.compile(r"自(?P<d>[^。;,\n]{8,16}?)(?:双方)?(?:签订|签署|签字|订立|签章)(?:之日)?起")
    for found in effective.finditer(paper.flow.chars):
        hit = find_date(found["d"])
        if hit:
            at = found.start("d")
            return paper.flow.field(hit[0], at + hit[1], at + hit[2], 0.85, found.start())
    beside = _beside_signatures(paper, fields)
    return beside if beside.value is not None else _on_the_cover(paper)


def _on_the_cover(paper: Paper) -> Field[dt.date]:
    """Return the date that stands alone under the title on the first page, before the first clause."""
    for row in paper.rows:
        line = paper.line(row)
        if row.page > 0 or HEADING.match(line):
            break
        hit = find_date(line)
        if hit and hit[2] - hit[1] >= 0.9 * len(line.strip()):
            return paper.text.field(hit[0], row.start + hit[1], row.start + hit[2], 0.75)
    return Field()


def _beside_signatures(paper: Paper, fields: Fields) -> Field[dt.date]:
    chars = paper.text.chars
    marks = [
        m.start()
        for m in re.finditer(
            r"\((?:公?章|盖章|签章|签字|签名)[^)\n]{0,10}\)|签[\t ]?字|盖[\t ]?章|签[\t ]?章|签名|公章", chars
        )
    ]
    if not marks:
        return Field()
    tail = [m for m in marks if m > 0.5 * len(chars)] or marks[-1:]
    start = chars.rfind("\n", 0, tail[0]) + 1
    annex = _ANNEX.search(chars, tail[-1])
    chars = chars[: annex.start()] if annex else chars  # the dates of a plan behind the signatures
    found: list[Field[dt.date]] = [
        f
        for f in fields.all(("日期",), DATE, where=lambda view, at: view is not paper.text or at >= start)
        if f.value is not None
    ]
    if not found:
        at = start
        while at < len(chars):
            end = chars.find("\n", at)
            end = len(chars) if end < 0 else end
            for piece_start, piece_end in _pieces(chars, at, end):
                piece = chars[piece_start:piece_end]
                hit = find_date(piece)
                if hit and hit[2] - hit[1] >= 0.5 * len(piece.strip()):
                    found.append(paper.text.field(hit[0], piece_start + hit[1], piece_start + hit[2], 0.85))
            whole = find_date(chars[at:end])
            if whole and not found and whole[2] - whole[1] >= 0.5 * (end - at):
                found.append(paper.text.field(whole[0], at + whole[1], at + whole[2], 0.8))
            at = end + 1
    return max(found, key=lambda f: f.value or dt.date.min, default=Field())


def _pieces(chars: str, start: int, end: int) -> list[tuple[int, int]]:
    return [(start + m.start(), start + m.end()) for m in re.finditer(r"[^\t\n]+", chars[start:end])]
