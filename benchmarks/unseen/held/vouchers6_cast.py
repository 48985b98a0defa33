"""Who stands on the sixth set of vouchers and reports: firms with codes of their provinces, and goods."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..values import bare, credit_code, digits
from .invoice_parts import Line as Billed

PLACES: dict[str, tuple[str, ...]] = {
    "32": ("宿迁", "泰州市", "江苏"),
    "33": ("湖州", "衢州市", "浙江"),
    "35": ("漳州", "南平市", "福建省"),
    "37": ("淄博", "临沂市", "山东"),
    "42": ("黄冈", "孝感市", "湖北"),
    "43": ("株洲", "岳阳市", "湖南省"),
    "44": ("江门", "惠州市", "广东"),
    "45": ("桂林", "玉林市", "广西"),
    "51": ("泸州", "绵阳市", "四川"),
}
"""Towns by the first two figures of a region's number."""
PROVINCES = {
    "32": "江苏省",
    "33": "浙江省",
    "35": "福建省",
    "37": "山东省",
    "42": "湖北省",
    "43": "湖南省",
    "44": "广东省",
    "45": "广西",
    "51": "四川省",
}
STEMS6 = (
    *("瑞禾", "航贝", "柏辰", "嘉屿", "晟域", "鸿岐", "楚航", "钰满堂", "远舟", "博旺达", "诺卓", "森淼", "百川汇"),
    *(
        "同晖",
        "铭裕",
        "华庭筑",
        "安驰",
        "海纳德",
        "久诚",
        "蓝桉",
        "德厚",
        "宏泰昌",
        "新麦田",
        "力佳源",
        "万邦捷",
        "尚品",
    ),
)
TRADES6 = (
    *("建材有限公司", "机电设备有限公司", "商贸有限责任公司", "食品有限公司", "塑料制品有限公司", "包装材料有限公司"),
    *("五金工具有限公司", "纸业有限公司", "电子科技有限公司", "农业发展有限公司", "纺织品有限公司", "环保科技有限公司"),
)
BUILDERS = ("建筑工程有限公司", "建设集团有限公司", "装饰工程有限责任公司", "市政园林有限公司")
CARRIERS = ("物流有限公司", "运输有限责任公司", "供应链管理有限公司", "货运有限公司")
SURNAMES = "郑冯蒋沈韩杨秦许何吕孔曹严华姜谢邹潘葛范彭鲁韦昌苗方"
GIVEN = ("志刚", "雪梅", "国平", "晓东", "丽萍", "文斌", "海燕", "建军", "思远", "美玲", "立新", "佳怡", "永强", "慧")
BANKS6 = (
    *("中国工商银行股份有限公司", "中国农业银行股份有限公司", "交通银行股份有限公司", "中国建设银行股份有限公司"),
    *("招商银行股份有限公司", "中信银行股份有限公司", "江苏银行股份有限公司", "长沙银行股份有限公司"),
)
LENDERS = (
    *("桂林银行股份有限公司七星支行", "浙江湖州吴兴农村商业银行股份有限公司", "泸州银行股份有限公司江阳支行"),
    *("齐商银行股份有限公司张店支行", "湖北银行股份有限公司黄冈分行", "厦门国际银行股份有限公司漳州支行"),
)
BRANCHES6 = ("城东支行", "高新区支行", "解放路支行", "滨江支行", "开发区支行", "人民中路支行", "河西支行")
STREETS = ("兴业路", "建设大道", "工业园区创新路", "迎宾路", "滨河东路", "民主街", "科技二路", "东环路")
GOODS6 = (
    ("水性内墙涂料", "涂料", "桶", "20kg/桶"),
    ("PVC排水管", "塑料制品", "米", "Φ110*3.2"),
    ("不锈钢法兰", "金属制品", "片", "DN80 PN16"),
    ("双面牛卡纸", "纸制品", "吨", "175g"),
    ("交流接触器", "配电控制设备", "只", "CJX2-2510"),
    ("复合肥料", "化学肥料", "吨", "15-15-15"),
    ("全棉坯布", "纺织产品", "米", "C32*32 63寸"),
    ("聚丙烯颗粒", "塑料原料", "吨", "T30S"),
    ("热镀锌角钢", "黑色金属冶炼压延品", "吨", "50*50*5"),
    ("纸箱", "纸制品", "个", "五层 400*300*250"),
    ("离心泵", "泵", "台", "IS80-65-160"),
    ("硅酸盐水泥", "水泥", "吨", "P.O 42.5"),
    ("电动葫芦", "起重设备", "台", "CD1-3T"),
    ("精炼菜籽油", "植物油", "箱", "5L*4"),
    ("轴承", "轴承", "套", "6308-2RS"),
    ("铝合金型材", "有色金属冶炼压延品", "千克", "6063-T5"),
)
"""Goods: name, category on invoices, unit, specification."""


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm as papers name it."""

    name: str
    stem: str
    code: str
    address: str
    phone: str
    bank: str
    account: str


def firms(chance: random.Random, count: int, *trades: Sequence[str]) -> list[Firm]:
    """Return different firms; the first ones in the trades given, the others in any."""
    found = []
    for k, stem in enumerate(chance.sample(STEMS6, count)):
        code = credit_code(chance)
        place = chance.choice(PLACES[code[2:4]])
        trade = chance.choice(trades[k] if k < len(trades) else TRADES6)
        name = f"{place}{stem}{trade}"
        town = PLACES[code[2:4]][1]
        address = f"{PROVINCES[code[2:4]]}{town}{chance.choice(STREETS)}{chance.randint(3, 380)}号"
        phone = f"0{chance.randint(510, 899)}-{chance.randint(2, 8)}{digits(chance, 6)}"
        bank = f"{chance.choice(BANKS6)}{town.rstrip('市')}{chance.choice(BRANCHES6)}"
        account = digits(chance, chance.choice((12, 15, 17, 19)), str(chance.randint(1, 9)))
        found.append(Firm(name, stem, code, address, phone, bank, account))
    return found


def people(chance: random.Random, count: int) -> list[str]:
    """Return different persons."""
    return [a + b for a, b in zip(chance.sample(SURNAMES, count), chance.sample(GIVEN, count), strict=True)]


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an invoice or of a list of goods.

    Attributes:
        name, category, unit, specification: of the goods.
        quantity: with as many places as it is printed with.
        price: of one, without tax, as printed.
        fen, tax: amount before tax and its tax.
        rate: per cent.
    """

    name: str
    category: str
    unit: str | None
    specification: str | None
    quantity: str | None
    price: str | None
    fen: int
    tax: int
    rate: int

    def of_invoice(self) -> dict[str, str | None]:
        """Return the truth of an invoice's line."""
        how = (self.specification, self.unit, self.quantity, self.price)
        return Billed(self.category, self.name, self.fen, f"{self.rate}%", self.tax, *how).told()

    def of_goods(self) -> dict[str, Any]:
        """Return the truth of a line of a delivery."""
        return {
            "name": self.name,
            "specification": self.specification,
            "unit": self.unit,
            "quantity": self.quantity,
            "unit_price": self.price,
            "amount": bare(self.fen),
        }


def parted(whole: int, rate: int) -> tuple[int, int]:
    """Return net and tax of about this amount with tax, in fen, the tax exact to half a fen."""
    net = round(whole * 100 / (100 + rate))
    return net, round(net * rate / 100)


def lines(chance: random.Random, count: int, rate: int = 13, places: int = 8) -> list[Line]:
    """Return lines of different goods, whose prices with tax are round and those without have `places` decimals."""
    found = []
    for name, category, unit, specification in chance.sample(GOODS6, count):
        heavy = unit == "吨"
        number = str(chance.choice((6, 12, 40, 85, 160, 320, 500)))
        if heavy:
            number = f"{chance.randint(1100, 38000) / 1000:.3f}"
        each = chance.randrange(180_000, 690_000, 1000) if heavy else chance.randrange(1500, 88_000, 50)
        net, tax = parted(round(float(number) * each), rate)
        price = f"{net / 100 / float(number):.{places}f}"
        found.append(Line(name, category, unit, specification, number, price, net, tax, rate))
    return found


def plain_lines(chance: random.Random, count: int) -> list[Line]:
    """Return lines as deliveries have them: prices with two decimals, amounts that are their product."""
    found = []
    for name, category, unit, specification in chance.sample(GOODS6, count):
        number = chance.randint(2, 36) if unit in ("吨", "台") else chance.choice((20, 48, 75, 120, 260, 400))
        price = chance.randrange(180_000, 690_000, 500) if unit in ("吨", "台") else chance.randrange(900, 46_000, 10)
        found.append(Line(name, category, unit, specification, str(number), bare(price), number * price, 0, 0))
    return found
