"""Who stands on the third set of held lending papers, and the terms that several of their makers invent alike."""

from __future__ import annotations

import calendar
import datetime as dt
import random
from dataclasses import dataclass

from ..values import Names, bare, chinese, digits, figures, padded, spread, words

CAST = Names(
    places=("汉中", "威海", "韶关", "宜昌市", "湖州", "安阳", "玉溪市", "临沂", "益阳", "通辽市", "漳州", "黑河"),
    stems=(
        *("金砺", "昱程", "禾沐", "川祥", "巨恒达", "庆泽", "融盾", "北岭", "澄渝", "骏驰"),
        *("沛然", "乾坤通", "立荣", "思源堂", "华茂", "青榆", "铂瑞", "嘉穗"),
    ),
    trades=(
        *("饲料有限公司", "精密铸造有限公司", "供应链管理有限公司", "陶瓷股份有限公司", "服饰有限公司"),
        *("钢结构工程有限公司", "生物制药有限责任公司", "粮油贸易有限公司", "电子科技有限公司", "橡塑制品有限公司"),
    ),
    surnames="方石姚谭邹熊陆郝孔崔汪潘",
    given=("德胜", "晓东", "美玲", "卫国", "子涵", "春燕", "铁军", "婷", "学文", "玉兰", "宏伟", "佳宁", "磊", "凤英"),
    banks=(
        "恒丰银行股份有限公司",
        "长沙银行股份有限公司",
        "青岛银行股份有限公司",
        "吉林银行股份有限公司",
        "晋商银行股份有限公司",
        "盛京银行股份有限公司",
        "苏州银行股份有限公司",
        "中国光大银行股份有限公司",
    ),
    branches=("高新支行", "解放路支行", "临港支行", "城东支行", "新城支行", "工业园支行"),
    goods=(
        ("豆粕", "饲料", "吨", "43%蛋白"),
        ("生铁", "黑色金属冶炼压延品", "吨", "Z18"),
        ("抛光砖", "陶瓷制品", "箱", "800×800"),
        ("H型钢", "黑色金属冶炼压延品", "吨", "Q355B 300×300"),
        ("丁腈橡胶", "橡胶制品", "公斤", "N41"),
        ("贴片电容", "电子元件", "盘", "0603 104K"),
        ("羽绒面料", "纺织产品", "米", "380T"),
        ("玉米", "谷物", "吨", "二等"),
    ),
    services=(("设备安装费", "建筑服务"), ("干线运输", "运输服务"), ("检验检测费", "鉴证咨询服务")),
)
"""Names that no other set of papers uses."""


def people(chance: random.Random, count: int) -> list[str]:
    """Return persons with different family and given names."""
    family, given = chance.sample(CAST.surnames, count), chance.sample(CAST.given, count)
    return [a + b for a, b in zip(family, given, strict=True)]


def identity(chance: random.Random) -> str:
    """Return an identity number with its check sign (GB 11643)."""
    born = dt.date(1965, 1, 1) + dt.timedelta(days=chance.randrange(12000))
    head = chance.choice(("610702", "371002", "440203", "410502", "150502", "350602"))
    head += f"{born:%Y%m%d}{chance.randrange(1000):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return head + "10X98765432"[sum(int(d) * w for d, w in zip(head, weights, strict=True)) % 11]


def account(chance: random.Random, count: int = 17, first: str = "8") -> str:
    """Return an account's number."""
    return digits(chance, count, first)


def later(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Terms:
    """What most loans have: a sum and a time.

    Attributes:
        fen: the sum.
        start, end: first and last day.
        months: of the term.
        signed: day of signing.
    """

    fen: int
    start: dt.date
    end: dt.date
    months: int
    signed: dt.date

    @classmethod
    def made(cls, chance: random.Random, least: int, most: int, months: int, *, step: int = 100_000) -> Terms:
        """Invent a loan of between two sums in yuan, in steps of `step` yuan."""
        start = dt.date(2024, 7, 2) + dt.timedelta(days=chance.randrange(620))
        signed = start - dt.timedelta(days=chance.choice((0, 1, 2, 5)))
        end = later(start, months)
        if chance.random() < 0.4:
            end -= dt.timedelta(days=1)
        return cls(chance.randrange(least, most + 1, step) * 100, start, end, months, signed)

    @property
    def truth(self) -> dict[str, object]:
        """Fields of a loan contract."""
        return {
            "amount": bare(self.fen),
            "amount_in_words": words(self.fen),
            "currency": "CNY",
            "start_date": self.start.isoformat(),
            "end_date": self.end.isoformat(),
            "term_months": self.months,
            "signed_date": self.signed.isoformat(),
        }

    @property
    def printed(self) -> dict[str, str]:
        """Words for the text: sums and days in several spellings."""
        days = {"start": self.start, "end": self.end, "signed": self.signed}
        spellings = {"": padded, "_spread": spread, "_words": chinese, "_plain": _plain}
        told = {f"{name}{kind}": write(day) for name, day in days.items() for kind, write in spellings.items()}
        ten = f"{self.fen / 1_000_000:f}".rstrip("0").rstrip(".")
        return told | {
            "words": words(self.fen),
            "figures": figures(self.fen),
            "bare": bare(self.fen),
            "ten": ten,
            "months": str(self.months),
        }


def _plain(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
