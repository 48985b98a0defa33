"""What sentences say of a disbursement: its day and sum, the account that it went into, the day of repayment."""

# ruff: noqa: E501 - patterns of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import re

from docaudit.records.amounts import parse_words
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.understanding.kinds import ACCOUNT, FIGURES, Found, find_date, find_words
from docaudit.understanding.loan_accounts import loan_accounts
from docaudit.understanding.paper import Paper
from docaudit.understanding.prose import after
from docaudit.understanding.roles import bind_roles

_PAID_OUT = re.compile(
    r"(?:于|在)(?P<day>\d{4}[^。;\n]{5,14}?)(?:\(含\))?[,]?(?:向|由|将|经|发放|放款|划|转|入|支付|拨付)"
)


_PAID_INTO = r"(?:[转划存汇进入]入|[转划汇拨存]至|入[账帐]至|划付至?|拨付至?|发放(?:至|到|入)|转[存账]至?)[^。;\n\d]{0,40}?(?:[账帐][号户]|卡号)(?:号码)?(?:为|是)?[:\t ]*(?=\d)"


def paid_into(paper: Paper, borrower: Field[str]) -> Field[str]:
    """Return the account into which a sentence pays the money (转入账号…, 向贵方账户…发放贷款)."""
    named = next(after(paper.flow, _PAID_INTO, ACCOUNT), None)
    return named or loan_accounts(paper, bind_roles(paper, borrower=borrower)).out


_PAYS_OUT = re.compile(r"发放|放款|转入|划入|划至|到[账帐]|入[账帐]|存入|拨付|支用|出[账帐]")
_NOT_THE_SUM = re.compile(r"利息|余额|手续费|额度|授信|累计|合同金额|每[期月]|应还|罚息|剩余")


def _spoken(text: str) -> Found[Money] | None:
    words = find_words(text)
    value = parse_words(words[0]) if words else None
    return (value, words[1], words[2]) if words and value is not None else None


def sum_paid_out(paper: Paper) -> Field[Money]:
    """Return the one sum, in figures with a unit or a mark or in words, that sentences on paying out name; empty where two compete."""
    found: dict[Money, Field[Money]] = {}
    for sentence in re.finditer(r"[^。\n]+", paper.flow.chars):
        if not _PAYS_OUT.search(sentence.group()) or not re.search(r"贷款|借款|资金", sentence.group()):
            continue
        for part in re.finditer(r"(?:[^,;]|(?<=\d),(?=\d{3}))+", sentence.group()):
            value = FIGURES.find(part.group())
            marked = value is not None and re.search(r"[元圆万亿¥]", part.group()[value[1] : value[2] + 1])
            value = value if marked else _spoken(part.group())
            if value is not None and not _NOT_THE_SUM.search(part.group()):
                at = sentence.start() + part.start()
                found.setdefault(value[0], paper.flow.field(value[0], at + value[1], at + value[2], 0.85, at))
    return next(iter(found.values())) if len(found) == 1 else Field()


_REPAID_ON = re.compile(
    r"(?:定于|约定|保证|承诺|答应|应于|须于|将于|于|在|到)(?:借款)?(?=(?:\d{4}|[一二三四五六七八九〇○]{4})[年.-])(?P<day>[^。;,\n]{8,14}?)(?:之?前|当[日天]|止)?[,]?"
    r"(?:连本带[息利]|本金?[和及与]?利?息|本息|一次性?|全部|全额|如数|还本付息|,)*(?:归还|还清|偿还|结清|清偿|还给|还款|付清)"
)


def repaid_on(paper: Paper) -> Field[dt.date]:
    """Return the day on which a sentence promises the money back: 定于…连本带息归还."""
    flow = paper.flow
    for found in _REPAID_ON.finditer(flow.chars):
        day = find_date(found["day"])
        if day:
            return flow.field(day[0], found.start("day") + day[1], found.start("day") + day[2], 0.85, found.start())
    return Field()


OF_PAYING = re.compile(r"放款|发放|起息|出[账帐]|贷出|划付|入[账帐]|转存|支用|[借贷]款(?:起始)?日")
OF_ENDING = re.compile(r"到期|届满|期满|终止|归还|还款|偿还|还清|止期")
_OF_NEITHER = re.compile(r"签[订署约]|订立|结息|付息|扣收|首期|每[月季年]")


def day_of(paper: Paper, own: re.Pattern[str], other: re.Pattern[str]) -> Field[dt.date]:
    """Return the one day whose part of a sentence speaks of `own` and not of `other`; None where two compete."""
    flow = paper.flow
    found: dict[dt.date, Field[dt.date]] = {}
    for part in re.finditer(r"[^,。;\n]+", flow.chars):
        day = find_date(part.group())
        if day and own.search(part.group()) and not other.search(part.group()) and not _OF_NEITHER.search(part.group()):
            at = part.start()
            found.setdefault(day[0], flow.field(day[0], at + day[1], at + day[2], 0.85, at))
    return next(iter(found.values())) if len(found) == 1 else Field()


def paid_on(paper: Paper) -> Field[dt.date]:
    """Return the day of 已于…发放: the day that a sentence on paying the money out names."""
    flow = paper.flow
    for found in _PAID_OUT.finditer(flow.chars):
        day = find_date(found["day"])
        rest = flow.chars[found.end() - 2 : found.end() + 40].split("。")[0]
        if day and not re.search(r"签|订立|到期|归还|偿还", rest[:24]):
            return flow.field(day[0], found.start("day") + day[1], found.start("day") + day[2], 0.88, found.start())
    return Field()
