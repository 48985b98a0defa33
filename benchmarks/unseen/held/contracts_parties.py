"""Who stands on the held papers of the lending side, and what several of their makers need."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from typing import Any

from ..contracts_truth import Draft, Duty, duty, maybe
from ..values import Names, digits

HELD = Names(
    places=("日照", "楚雄", "大同市", "海南", "铜陵", "鄂尔多斯市", "珠海", "江油市", "营口", "抚州"),
    stems=(
        *("穗丰源", "恺利", "图远", "合盛兴", "瑞霖", "岱钧", "珑泉", "锐川"),
        *("展浦", "宁嘉", "墨石", "拓维达", "卓弈", "鸣谷", "禹航", "柏屹"),
    ),
    trades=(
        *("印刷包装有限公司", "水产有限公司", "木业有限责任公司", "电缆有限公司"),
        *("机械制造股份有限公司", "制衣有限公司", "冷链物流有限公司", "特种玻璃有限公司"),
    ),
    surnames="吴邱叶白韦廖贺顾侯龚",
    given=("启明", "若兰", "大勇", "慧敏", "承志", "芳", "永昌", "梦洁", "锋", "玉珍", "传福", "亦菲"),
    banks=(
        "富滇银行股份有限公司",
        "浙商银行股份有限公司",
        "山西大同农村商业银行股份有限公司",
        "九江银行股份有限公司",
        "兰州银行股份有限公司",
    ),
    branches=("滨河路支行", "珠海分行", "矿区支行", "八里湖支行", "科技园支行", "营业部"),
    goods=(
        ("白卡纸", "纸制品", "吨", "250g/787mm"),
        ("速冻带鱼段", "水产加工品", "箱", "10kg/箱"),
        ("橡木板材", "木制品", "立方米", "2440*1220*18"),
        ("交联电缆", "电线电缆", "米", "YJV-3×95"),
        ("钢化玻璃", "玻璃制品", "平方米", "8mm"),
        ("减速电机", "机械设备", "台", "XWD4-35"),
        ("涤棉坯布", "纺织产品", "匹", "T/C 65/35"),
    ),
    services=(("仓储服务费", "物流辅助服务"), ("厂房保洁", "生活服务"), ("系统实施费", "信息技术服务")),
)


def company(chance: random.Random, trade: str) -> str:
    """Return a firm of one trade."""
    return f"{chance.choice(HELD.places)}{chance.choice(HELD.stems)}{trade}"


def people(chance: random.Random, count: int) -> list[str]:
    """Return persons with different family and given names."""
    return [
        a + b for a, b in zip(chance.sample(list(HELD.surnames), count), chance.sample(HELD.given, count), strict=True)
    ]


def identity(chance: random.Random) -> str:
    """Return an identity number with its check sign (GB 11643)."""
    born = dt.date(1962, 1, 1) + dt.timedelta(days=chance.randrange(13000))
    head = chance.choice(("371102", "532301", "140211", "340705", "440402")) + f"{born:%Y%m%d}{digits(chance, 3)}"
    total = sum(int(d) * w for d, w in zip(head, (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), strict=True))
    return head + "10X98765432"[total % 11]


def card(chance: random.Random) -> str:
    """Return a bank card of 19 digits with its check digit (Luhn)."""
    head = digits(chance, 18, "62")
    total = sum(sum(divmod(int(d) * (2 if k % 2 == 0 else 1), 10)) for k, d in enumerate(reversed(head)))
    return head + str(-total % 10)


def later(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months on, or the last of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def either(has: str, *kinds: str) -> tuple[Duty, ...]:
    """Return what careful readers would list under different kinds, or not at all."""
    return tuple(maybe(kind, has) for kind in kinds)


def named(draft: Draft, slot: str, *phrases: str) -> None:
    """Accept other words of the paper in the slot of the last obligation that has it."""
    rows = draft.fields["obligations"]
    last = max(k for k, row in enumerate(rows) if slot in row)
    draft.also(f"obligations[{last}].{slot}", *(f"any text with {phrase}" for phrase in phrases))


def group(number: str) -> str:
    """Return 6222 0211 …, as cards are printed."""
    return " ".join(number[k : k + 4] for k in range(0, len(number), 4))


def instalment(due: dt.date, principal: str, interest: str | None = None) -> dict[str, Any]:
    """Return a row of a repayment schedule as truth has it."""
    return {"due_date": due.isoformat(), "principal": principal, "interest": interest}


def _days(due: int | None, *, working: bool) -> dict[str, Any]:
    return {} if due is None else {"due_days": due, "day_kind": "working" if working else "calendar"}


def report(has: str, paper: str, frequency: str, due: int | None = None) -> Duty:
    """Return the duty to hand in a paper so often, within so many days."""
    return duty("reporting", has, near={"document": paper}, frequency=frequency, **_days(due, working=False))


def notice(has: str, event: str, due: int, *, working: bool = False, party: str = "borrower") -> Duty:
    """Return the duty to tell of an event."""
    return duty("notification", has, near={"event": event}, party=party, **_days(due, working=working))


def proof(has: str, documents: list[str], due: int | None = None, *, working: bool = False) -> Duty:
    """Return the duty to prove what was paid for."""
    return duty("evidence", has, documents=documents, **_days(due, working=working))


def recall(has: str, event: str) -> Duty:
    """Return the lender's right to call the loan back; readers differ about whose duty it is."""
    return duty("acceleration", has, party=None, near={"event": event})


def assent(has: str, event: str) -> Duty:
    """Return what the borrower may not do without the lender's consent."""
    return duty("consent", has, near={"event": event})
