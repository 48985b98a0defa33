"""Who the unseen contracts are made between: names, numbers, sums and dates, apart for each part."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from docaudit.records.amounts import to_words
from docaudit.records.money import Money

from .made import Part

_PLACES = {
    "dev": ("邯郸", "赣州", "曲靖", "锦州", "衡阳", "临沂", "遵义", "湛江"),
    "dev2": ("宝鸡", "荆门", "南充", "通化", "三明", "漯河", "河池", "榆林"),
}
_STEMS = {
    "dev": ("宏昱", "泽昌", "天佑源", "立信达", "百川汇", "启明华", "澄宇", "万禾"),
    "dev2": ("朗科瑞", "福海通", "景恒", "东篱", "盈丰泰", "九州弘", "旭峰", "青峦"),
}
_TRADES = {
    "dev": ("食品加工有限公司", "纺织印染有限公司", "汽车零部件有限公司", "塑胶制品有限责任公司", "农产品购销有限公司"),
    "dev2": ("陶瓷股份有限公司", "生物制药有限公司", "环保设备有限责任公司", "家具制造有限公司", "饲料科技有限公司"),
}
_FAMILY = {"dev": "赵钱孙周吴郑冯褚", "dev2": "沈韩杨朱秦许何吕"}
_GIVEN = {
    "dev": ("立群", "晓婷", "国栋", "佩玲", "宏伟", "雨桐", "志刚", "秀兰"),
    "dev2": ("文博", "海燕", "建业", "思远", "淑芬", "子轩", "长青", "美娟"),
}
_WEIGHTS_ID = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS_CODE = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


@dataclass(slots=True)
class Cast:
    """Draws names and numbers for one paper; no name comes twice."""

    chance: random.Random
    part: Part

    def place(self) -> str:
        """Return a city."""
        return self.chance.choice(_PLACES[self.part])

    def company(self, trade: str = "") -> str:
        """Return a company."""
        stem = self.chance.choice(_STEMS[self.part]) + self.chance.choice("盛隆润辉")
        return self.place() + stem + (trade or self.chance.choice(_TRADES[self.part]))

    def person(self) -> str:
        """Return a person."""
        return self.chance.choice(_FAMILY[self.part]) + self.chance.choice(_GIVEN[self.part])

    def person_id(self) -> str:
        """Return a resident's number whose last sign checks."""
        born = dt.date(self.chance.randint(1965, 1998), self.chance.randint(1, 12), self.chance.randint(1, 28))
        where = self.chance.choice(("130402", "360702", "450881", "610302"))
        body = f"{where}{born:%Y%m%d}{self.chance.randint(1, 999):03d}"
        rest = sum(int(d) * w for d, w in zip(body, _WEIGHTS_ID, strict=True)) % 11
        return body + "10X98765432"[rest]

    def credit_code(self) -> str:
        """Return a unified social credit code whose last sign checks."""
        body = "91" + self.chance.choice(("130400", "360700", "610300", "420800"))
        body += "MA" + "".join(self.chance.choice(_CODE) for _ in range(7))
        rest = sum(_CODE.index(c) * w for c, w in zip(body, _WEIGHTS_CODE, strict=True)) % 31
        return body + _CODE[(31 - rest) % 31]

    def account(self, digits: int = 19) -> str:
        """Return an account number."""
        return self.chance.choice("1346") + "".join(self.chance.choice("0123456789") for _ in range(digits - 1))

    def sum(self, least: int, most: int, step: int = 10_000) -> int:
        """Return an amount in yuan."""
        return self.chance.randrange(least, most + 1, step)

    def date(self, year: int = 0) -> dt.date:
        """Return a day."""
        return dt.date(year or self.chance.randint(2024, 2026), self.chance.randint(1, 12), self.chance.randint(1, 28))


def money(yuan: int) -> str:
    """Return an amount as truth files have it."""
    return f"{yuan}.00"


def words(yuan: int) -> str:
    """Return an amount in capital words."""
    return to_words(Money(yuan * 100))


def day(date: dt.date) -> str:
    """Return a date as most contracts have it."""
    return f"{date.year}年{date.month}月{date.day}日"


def after(date: dt.date, months: int, days: int = 0) -> dt.date:
    """Return the day so many months on, `days` more."""
    month = date.year * 12 + date.month - 1 + months
    return dt.date(month // 12, month % 12 + 1, min(date.day, 28)) + dt.timedelta(days=days)
