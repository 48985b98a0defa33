"""Made-up firms, people, numbers, sums and days for the bundle of papers."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from docaudit.records.amounts import to_words
from docaudit.records.money import Money

_TOWNS = ("徐州", "绍兴", "赣州", "泉州", "洛阳", "襄阳", "柳州", "绵阳", "临沂", "廊坊", "遵义", "株洲")
_STEMS = (
    "启明",
    "润泽",
    "宏图",
    "昌隆",
    "瑞和",
    "天成",
    "众信",
    "嘉禾",
    "远航",
    "金盾",
    "凌云",
    "百川",
    "维新",
    "鼎盛",
)
_TRADES = ("重工机械", "纺织印染", "农业科技", "新型建材", "精细化工", "汽车零部件", "食品加工", "电气设备", "物资贸易")
_FORMS = ("有限公司", "有限责任公司", "股份有限公司")
_BANKS = ("农村商业银行", "城市商业银行", "邮储银行", "工商银行", "建设银行", "民生银行")
_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜"
_GIVEN = ("建军", "晓燕", "国强", "丽萍", "志明", "文涛", "春梅", "海波", "玉兰", "德胜", "佳怡", "永刚", "雪松")


@dataclass(slots=True)
class Names:
    """Draws names and figures from one seeded generator."""

    chance: random.Random

    def firm(self) -> str:
        """Return a firm."""
        pick = self.chance.choice
        return pick(_TOWNS) + pick(_STEMS) + pick(_TRADES) + pick(_FORMS)

    def bank(self) -> str:
        """Return a bank's branch."""
        town = self.chance.choice(_TOWNS)
        name = self.chance.choice(_BANKS)
        return f"{town}{name}股份有限公司{self.chance.choice(_STEMS)}支行"

    def person(self) -> str:
        """Return a person."""
        return self.chance.choice(_SURNAMES) + self.chance.choice(_GIVEN)

    def digits(self, count: int) -> str:
        """Return a number of `count` digits that does not begin with nought."""
        return str(self.chance.randrange(1, 10)) + "".join(str(self.chance.randrange(10)) for _ in range(count - 1))

    def contract_number(self) -> str:
        """Return a contract's number in one of the usual forms."""
        year = self.chance.randrange(2021, 2027)
        return self.chance.choice(
            (
                f"HT-{year}-{self.digits(4)}",
                f"（{year}）年（流借）字第{self.digits(4)}号",
                f"{self.chance.choice('ABCXYZ')}{self.chance.choice('GHJK')}{year}{self.digits(5)}",
                f"{year}-{self.digits(3)}-{self.digits(2)}",
            )
        )

    def fen(self, low: int = 5, high: int = 9) -> int:
        """Return a sum in fen between powers of ten."""
        return self.chance.randrange(10**low, 10**high)

    def day(self) -> dt.date:
        """Return a day."""
        return dt.date(self.chance.randrange(2022, 2027), self.chance.randrange(1, 13), self.chance.randrange(1, 29))


def figures(fen: int) -> str:
    """Return 1,234.56."""
    return f"{fen // 100:,}.{fen % 100:02d}"


def words(fen: int) -> str:
    """Return the sum in capital words."""
    return to_words(Money(fen))


def chinese_day(day: dt.date) -> str:
    """Return 2026年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


_NUMERALS = "零一二三四五六七八九"


def numeral(number: int) -> str:
    """Return a number below 100 in Chinese: 二十三."""
    tens, ones = divmod(number, 10)
    if tens == 0:
        return _NUMERALS[ones]
    return ("" if tens == 1 else _NUMERALS[tens]) + "十" + (_NUMERALS[ones] if ones else "")
