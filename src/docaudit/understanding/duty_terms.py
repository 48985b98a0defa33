"""Terms of a duty: the printed number of days, the share, and the clause's own words for what happens."""

from __future__ import annotations

import re
from decimal import Decimal

from docaudit.records.evidence import Field
from docaudit.understanding.clauses import Clause
from docaudit.understanding.paper import HEADING
from docaudit.understanding.prose import number_of
from docaudit.understanding.text import Text

_DAYS = re.compile(
    r"(?P<n>\d{1,3}|[一二三四五六七八九十百两]{1,4})\s?(?:个)?(?P<k>工作日|营业日|银行工作日|自然日|日历日|天|日|号)(?P<after>之?内|以内|以?前|之前)?"
)


def percent(text: str) -> Decimal | None:
    """Return 60 for 60%, 百分之六十 and 六成."""
    figures = re.match(r"\d+(?:\.\d+)?", text)
    if figures:
        return Decimal(figures.group())
    number = number_of(text.removeprefix("百分之").removesuffix("成"))
    return None if number is None else Decimal(number if text.startswith("百分之") else number * 10)


def days_of(flow: Text, clause: Clause) -> tuple[Field[int], Field[str]]:
    """Return the printed number of days, negative for 提前, 0 for 立即, and whether they are working days."""
    text = clause.text if _DAYS.search(clause.text) or not clause.lead else clause.lead
    own = text is clause.text
    month = re.search(
        r"(?:次月|每个?月|下个?月|当月|季后|季末后?|次年)[^。;,\d]{0,6}?(?P<n>\d{1,2}|[一二三四五六七八九十]{1,3})\s?[日号](?:之?前|以前|内)",
        text,
    )
    found = (
        month
        or next(
            (
                d
                for d in _DAYS.finditer(text)
                if text[max(0, d.start() - 1) : d.start()] != "月"  # 4月30日 is a date, not a number of days
                and (d["after"] or re.search(r"提前|之日起|后|前", text[max(0, d.start() - 8) : d.end() + 3]))
            ),
            None,
        )
    )
    at = (clause.start, clause.end)
    if found is None:
        one = re.search(r"(?P<n>[一1]|[二两2]|[三3])个月(?:之?内|以内|前)", text)
        if one:
            count = number_of(one["n"].replace("两", "二"))
            return flow.field((count or 1) * 30, *at, 0.6), flow.field("calendar", *at, 0.6)
        if re.search(r"立即|当日|即时|及时|第一时间", text):
            return flow.field(0, *at, 0.7), flow.field("calendar", *at, 0.7)
        return Field(), Field()
    number = number_of(found["n"])
    if number is None:
        return Field(), Field()
    before = re.search(r"提前(?:至少)?\s?$|(?:至少|应)提前\s?$", text[: found.start()]) is not None
    kind = "working" if not month and found["k"] in ("工作日", "营业日", "银行工作日") else "calendar"
    place = (clause.start + found.start(), clause.start + found.end()) if own else at
    return flow.field(-number if before else number, *place, 0.85), flow.field(kind, *place, 0.85)


def event_of(flow: Text, clause: Clause) -> Field[str]:
    """Return the clause's own words for what happens or is done, without subject and modal."""
    text = clause.text
    start, end = 0, len(text)
    head = HEADING.match(text)
    if head:
        start = head.end()
    notice = re.search(
        r"[,，]?(?:借款人|乙方|甲方)?(?:应|须|必须|需)?(?:当)?(?:在|于|立即|及时|提前)[^。]{0,30}(?:通知|告知|报告|告诉)",
        text[start:],
    )
    banned = re.search(r"不得(?:擅自)?|(?:同意|认可|批准|许可)(?:后|之后)?[,，]?(?:方可|才能|才可以?)", text)
    asked = re.search(r",?(?:应当?|必须|须|需)(?:当)?(?:事先|提前|经|征得|取得)", text[start:])
    granted = re.search(r"(?:,|的,)?(?:贷款人|出借人|甲方|乙方|银行)(?:有权|可以|可)", text[start:])
    if banned and banned.end() < len(text) - 3:
        start = banned.end()
    elif notice and notice.start() > 3:
        end = start + notice.start()
    elif asked and asked.start() > 3 and "同意" in text[start + asked.end() :]:
        end = start + asked.start()
    elif granted and granted.start() > 3:
        end = start + granted.start()
    body = text[start:end].strip(" ,;:。的")
    if len(body) < 2:
        return Field()
    at = clause.start + text.find(body)
    return flow.field(body, at, at + len(body), 0.7)
