"""Who stands on the sixth set of lending papers, how they write sums and days, and what is true of a paper."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from decimal import ROUND_HALF_UP, Decimal

from ..contracts_truth import Duty, Told
from ..made import Made
from .loans6_sheet import Sheet

PLACES = (
    *("常德", "宿迁", "泰州", "汉中", "玉林", "达州", "信阳", "鹰潭", "湘潭", "晋中", "延边", "梧州", "德阳", "咸宁"),
    *("宣城", "滨州", "通辽", "曲靖", "安顺", "衢州"),
)
STEMS = (
    *("茂林盛", "启沃", "博硕源", "川禾", "佰润达", "广瑞和", "禾满仓", "金穗田", "立丰", "明澈", "宁远通", "青耘"),
    *("润石", "顺安捷", "天工坊", "万象春", "祥云里", "亿川", "永固", "泽众", "正和顺", "卓远", "汇通达", "康乐园"),
    *("星火印", "恒捷", "百味斋", "绿野", "大河", "华诚"),
)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
GIVEN = (
    *("建军", "丽娟", "志强", "海燕", "文博", "晓东", "桂兰", "立新", "雅琴", "少华", "国庆", "玉珍", "永福", "春生"),
    *("秀英", "浩", "婷", "光明", "红梅", "振宇", "佳慧", "长江", "素芬", "德胜"),
)
ROADS = ("解放路", "人民东路", "工业大道", "滨河路", "建设西路", "富民街", "创业路", "迎宾大道")
_FIELDS = {
    "loan_contract": (
        *("contract_number", "lender", "borrower", "borrower_id", "guarantors", "loan_kind", "amount"),
        *("amount_in_words", "currency", "start_date", "end_date", "term_months", "interest_rate", "rate_basis"),
        *("purpose", "payment_method", "entrusted_threshold", "disbursement_account", "repayment_account"),
        *("repayment_method", "repayment_schedule", "signed_date", "obligations"),
    ),
    "loan_receipt": (
        *("receipt_number", "contract_number", "borrower", "amount", "disbursement_date", "due_date"),
        *("interest_rate", "account"),
    ),
    "drawdown_application": ("contract_number", "borrower", "amount", "date", "purpose", "payees"),
    "entrusted_payment_order": (
        *("contract_number", "borrower", "amount", "date", "payee_name", "payee_account", "payee_bank", "purpose"),
    ),
    "guarantee_contract": (
        *("contract_number", "main_contract_number", "guarantor", "creditor", "debtor", "amount", "kind"),
    ),
    "trade_contract": (
        *("contract_number", "buyer", "seller", "subject", "amount", "amount_in_words", "signed_date"),
        *("delivery_date", "payment_terms"),
    ),
}
_LISTS = {"guarantors", "repayment_schedule", "obligations", "payees"}
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


class Cast:
    """Names and numbers by chance; no name is given twice."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.places = chance.sample(PLACES, len(PLACES))
        self.stems = chance.sample(STEMS, len(STEMS))
        self.surnames = chance.sample(SURNAMES, len(SURNAMES))
        self.given = chance.sample(GIVEN, len(GIVEN))

    def firm(self, trade: str, place: str | None = None) -> str:
        """Return a firm of a trade, which ends with its legal form."""
        return f"{place or self.places.pop()}{self.chance.choice(('市', ''))}{self.stems.pop()}{trade}"

    def person(self) -> str:
        """Return a person's name."""
        return self.surnames.pop() + self.given.pop()

    def digits(self, count: int, head: str = "") -> str:
        """Return a number of so many digits."""
        return head + "".join(self.chance.choice("0123456789") for _ in range(count - len(head)))

    def card(self) -> str:
        """Return a bank card's number with its check digit."""
        body = self.digits(18, "62" + self.chance.choice(("1700", "2848", "1226", "2908")))
        total = sum(sum(divmod(int(d) * (2 if k % 2 == 0 else 1), 10)) for k, d in enumerate(reversed(body)))
        return body + str(-total % 10)

    def credit_code(self) -> str:
        """Return a unified social credit code with its check signs."""
        organisation = "MA" + "".join(self.chance.choice(_CODE[:20]) for _ in range(6))
        weights = (3, 7, 9, 10, 5, 8, 4, 2)
        rest = (
            11
            - sum(w * (int(c) if c.isdigit() else ord(c) - 55) for w, c in zip(weights, organisation, strict=True)) % 11
        )
        check = {10: "X", 11: "0"}.get(rest, str(rest))
        body = f"91{self.chance.choice(('430702', '321302', '341802', '360602', '510603'))}{organisation}{check}"
        return body + _CODE[-sum(_CODE.index(c) * 3**k for k, c in enumerate(body)) % 31]

    def identity(self) -> str:
        """Return an identity card's number with its check digit."""
        born = dt.date(1968, 1, 1) + dt.timedelta(days=self.chance.randrange(11000))
        place = self.chance.choice(("430703", "321321", "341802", "450902", "511702"))
        body = f"{place}{born:%Y%m%d}{self.chance.randrange(100, 999)}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        return body + "10X98765432"[sum(w * int(d) for w, d in zip(weights, body, strict=True)) % 11]

    def day(self, first: dt.date, span: int) -> dt.date:
        """Return a day within so many days from the first."""
        return first + dt.timedelta(days=self.chance.randrange(span))

    def street(self) -> str:
        """Return an address within a town."""
        return f"{self.chance.choice(ROADS)}{self.chance.randrange(3, 390)}号"


def capital(yuan: int | Decimal) -> str:
    """Return a sum in capital words."""
    fen = int(Decimal(yuan) * 100)
    whole, rest = divmod(fen, 100)
    groups, said = [], ""
    while whole:
        whole, group = divmod(whole, 10000)
        groups.append(group)
    for k in reversed(range(len(groups))):
        group = groups[k]
        if group and said and group < 1000 and not said.endswith("零"):
            said += "零"
        zero = False
        for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
            digit = group // unit % 10
            if digit:
                said += ("零" if zero else "") + _DIGITS[digit] + name
                zero = False
            elif group >= unit:
                zero = True
        said += ("", "万", "亿")[k] if group else ""
    jiao, odd = divmod(rest, 10)
    said += "元" if said else ""
    if not rest:
        return said + "整"
    said += (_DIGITS[jiao] + "角") if jiao else "零"
    return said + (_DIGITS[odd] + "分" if odd else "整")


def money(yuan: int | Decimal) -> str:
    """Return a sum as the truth has it."""
    return f"{Decimal(yuan):.2f}"


def comma(yuan: int | Decimal) -> str:
    """Return a sum with separators."""
    return f"{Decimal(yuan):,.2f}"


def instalment(amount: int, rate: Decimal, months: int) -> tuple[str, str]:
    """Return the instalment of each month and the sum of all interest."""
    monthly = rate / 1200
    each = (amount * monthly / (1 - (1 + monthly) ** -months)).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return comma(each), comma(each * months - amount)


def months_on(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or the last day of that month."""
    years, month = divmod(day.month - 1 + months, 12)
    last = calendar.monthrange(day.year + years, month + 1)[1]
    return dt.date(day.year + years, month + 1, min(day.day, last))


def cn(day: dt.date) -> str:
    """Return a day with 年月日, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def cn0(day: dt.date) -> str:
    """Return a day with 年月日 and two figures each."""
    return f"{day:%Y年%m月%d日}"


class Truth(Told):
    """What is true of a paper of this round, while it is written."""

    def __init__(self, doc_type: str) -> None:
        super().__init__(doc_type, _FIELDS[doc_type], _LISTS)

    def made(self, sheet: Sheet) -> Made:
        """Return the paper."""
        return Made(sheet.data(), ".pdf", self.told())


class Deed(Truth):
    """A contract while it is written: its sheet and its truth side by side."""

    def __init__(self, doc_type: str, sheet: Sheet) -> None:
        super().__init__(doc_type)
        self.sheet = sheet

    def say(self, text: str, *duties: Duty, first: float = 2, indent: float = 0, bold: bool = False) -> None:
        """Set a paragraph that holds these obligations."""
        self.sheet.para(text, first=first, indent=indent, bold=bold)
        self.owe(*duties)

    def clauses(self, *rows: tuple[str | Duty, ...], first: float = 2) -> None:
        """Set paragraphs, each a text and its obligations; one that begins with # is a heading."""
        for text, *duties in rows:
            if isinstance(text, str):
                head = text.startswith("#")
                self.say(
                    text.removeprefix("#"),
                    *(one for one in duties if isinstance(one, Duty)),
                    first=0 if head else first,
                    bold=head,
                )

    def paper(self) -> Made:
        """Return the paper."""
        return self.made(self.sheet)
