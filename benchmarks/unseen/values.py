"""Invent what stands on papers: names of two disjoint lists, numbers with right check signs, money and dates."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, fields
from typing import Any

import docaudit.documents  # noqa: F401  declares all types
from docaudit.documents import DOCUMENTS
from docaudit.records.document import Document


@dataclass(frozen=True, slots=True)
class Names:
    """Names that one part alone uses.

    Attributes:
        places: of towns, before a firm's own name.
        stems: own names of firms.
        trades: what firms do, with their legal form.
        surnames, given: of persons.
        banks: with short name and branches.
        goods: name, category on invoices, unit, specification.
        services: name and category on invoices.
    """

    places: tuple[str, ...]
    stems: tuple[str, ...]
    trades: tuple[str, ...]
    surnames: str
    given: tuple[str, ...]
    banks: tuple[str, ...]
    branches: tuple[str, ...]
    goods: tuple[tuple[str, str, str, str], ...]
    services: tuple[tuple[str, str], ...]

    def firm(self, chance: random.Random) -> str:
        """Return a firm's full name."""
        return chance.choice(self.places) + chance.choice(self.stems) + chance.choice(self.trades)

    def firms(self, chance: random.Random, count: int) -> list[str]:
        """Return different firms."""
        stems = chance.sample(self.stems, count)
        return [chance.choice(self.places) + stem + chance.choice(self.trades) for stem in stems]

    def person(self, chance: random.Random) -> str:
        """Return a person's name."""
        return chance.choice(self.surnames) + chance.choice(self.given)

    def branch(self, chance: random.Random) -> str:
        """Return a bank's branch."""
        return chance.choice(self.banks) + chance.choice(self.branches)


DEV = Names(
    places=("绍兴", "无锡", "东莞市", "山东", "襄阳", "眉山市", "保定", "赣州市", "福建", "云南"),
    stems=("科泓", "鼎晟", "朗迈", "雅森", "沃川", "启恒", "万澜", "德昶", "凌佳", "美铖", "振邺", "天亿"),
    trades=(
        "纺织有限公司",
        "五金制品有限公司",
        "商贸有限责任公司",
        "食品股份有限公司",
        "环保设备有限公司",
        "（集团）有限公司",
    ),
    surnames="陈林何郭马罗梁宋郑谢",
    given=("志强", "晓燕", "国栋", "丽娟", "俊", "海波", "雪梅", "文博", "建平", "颖"),
    banks=("中国工商银行股份有限公司", "交通银行", "浙江绍兴瑞丰农村商业银行", "招商银行股份有限公司", "徽商银行"),
    branches=("柯桥支行", "无锡新区支行", "松山湖支行", "城南分理处", "营业部"),
    goods=(
        ("涤纶丝", "化学纤维", "千克", "DTY 150D/48F"),
        ("不锈钢螺栓", "金属制品", "个", "M12*60"),
        ("大豆油", "植物油", "桶", "20L/桶"),
        ("水泵", "通用设备", "台", "ISG50-160"),
        ("瓦楞纸箱", "纸制品", "只", "430×310×250"),
        ("轴承", "通用设备", "套", "6205-2RS"),
    ),
    services=(
        ("设计费", "设计服务"),
        ("货物运输代理", "经纪代理服务"),
        ("设备维修", "劳务"),
        ("技术咨询", "研发和技术服务"),
    ),
)
DEV2 = Names(
    places=("泉州", "常德市", "河北", "嘉峪关", "柳州市", "宁夏", "昆山", "大庆", "长治市", "贵州"),
    stems=("盈拓", "佰川", "舒恩", "铭越", "海纳源", "楚格", "蓝峤", "优禾", "旭辰", "固邦", "诚壹", "润野"),
    trades=(
        "新材料科技有限公司",
        "汽车零部件有限公司",
        "农业发展有限公司",
        "建筑工程有限公司",
        "医疗器械有限责任公司",
        "酒业有限公司",
    ),
    surnames="徐孙胡高朱曹邓彭卢蒋",
    given=("明远", "秀兰", "鹏", "思琪", "立新", "桂芳", "浩然", "云霞", "振华", "敏"),
    banks=(
        "中国建设银行股份有限公司",
        "兴业银行",
        "福建泉州农村商业银行",
        "中国邮政储蓄银行股份有限公司",
        "桂林银行股份有限公司",
    ),
    branches=("丰泽支行", "常德分行营业室", "柳东新区支行", "开发区支行", "人民路支行"),
    goods=(
        ("聚乙烯颗粒", "塑料制品", "吨", "LLDPE-7042"),
        ("刹车片", "汽车零配件", "副", "D1060"),
        ("玉米种子", "谷物", "公斤", "先锋335"),
        ("商品混凝土", "非金属矿物制品", "立方米", "C30"),
        ("一次性注射器", "医疗仪器器械", "支", "5ml"),
        ("浓香型白酒", "酒", "箱", "500ml*6"),
    ),
    services=(
        ("装卸搬运费", "物流辅助服务"),
        ("广告发布", "广告服务"),
        ("软件维护", "信息技术服务"),
        ("检测费", "鉴证咨询服务"),
    ),
)
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLAIN_DIGITS = "〇一二三四五六七八九"
_CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def truth(doc_type: str, given: dict[str, Any], accept: dict[str, list[Any]] | None = None) -> dict[str, Any]:
    """Return a truth of the type with every field that is not given as absent on paper.

    Raises:
        ValueError: a field that the type does not have.
    """
    record = DOCUMENTS[doc_type].record
    common = {f.name for f in fields(Document)}
    absent = {f.name: [] if str(f.type).startswith("tuple") else None for f in fields(record) if f.name not in common}
    if given.keys() - absent.keys():
        msg = f"{doc_type} has no {sorted(given.keys() - absent.keys())}"
        raise ValueError(msg)
    whole = absent | given
    return {"doc_type": doc_type, "fields": whole, **({"accept": accept} if accept else {})}


def words(fen: int, *, yuan: str = "元", whole: str = "整", after_jiao: str = "") -> str:
    """Return an amount in capital words; `whole` ends full yuan, `after_jiao` those without fen."""
    sign, fen = ("（负数）" if fen < 0 else ""), abs(fen)
    number, jiao, cents = fen // 100, fen // 10 % 10, fen % 10
    text, gap = "", False
    for power, unit in ((8, "亿"), (4, "万"), (0, "")):
        group = number // 10**power % 10000
        if not group:
            gap = gap or bool(text)
            continue
        part, hole = "", False
        for k, name in ((3, "仟"), (2, "佰"), (1, "拾"), (0, "")):
            digit = group // 10**k % 10
            if digit:
                part += ("零" if hole and part else "") + _DIGITS[digit] + name
                hole = False
            else:
                hole = True
        text += ("零" if text and (gap or group < 1000) else "") + part + unit
        gap = False
    text = f"{text}{yuan}" if text else ""
    if not jiao and not cents:
        return f"{sign}{text or '零' + yuan}{whole}"
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif text:
        text += "零"
    return f"{sign}{text}{_DIGITS[cents]}分" if cents else f"{sign}{text}{after_jiao}"


def figures(fen: int) -> str:
    """Return 1,234.50."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def bare(fen: int) -> str:
    """Return 1234.50, as truth has it."""
    return figures(fen).replace(",", "")


def wide(text: str) -> str:
    """Return the text with full-width figures."""
    return text.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"})


def money(chance: random.Random, least: int, most: int, step: int = 1) -> int:
    """Return fen between two amounts in yuan, in steps of `step` fen."""
    return chance.randrange(least * 100, most * 100, step)


def digits(chance: random.Random, count: int, first: str = "") -> str:
    """Return a number of so many figures."""
    return first + "".join(chance.choice("0123456789") for _ in range(count - len(first)))


def date(chance: random.Random, start: int = 2023, end: int = 2026) -> dt.date:
    """Return a day of these years."""
    first = dt.date(start, 1, 1)
    return first + dt.timedelta(days=chance.randrange((dt.date(end, 12, 1) - first).days))


def chinese(day: dt.date) -> str:
    """Return 二〇二六年一月五日."""
    year = "".join(_PLAIN_DIGITS[int(d)] for d in str(day.year))
    return f"{year}年{_small(day.month)}月{_small(day.day)}日"


def _small(number: int) -> str:
    tens, ones = divmod(number, 10)
    return ("" if not tens else "十" if tens == 1 else f"{_PLAIN_DIGITS[tens]}十") + (
        _PLAIN_DIGITS[ones] if ones else ""
    )


def spread(day: dt.date) -> str:
    """Return 2026 年 1 月 5 日."""
    return f"{day.year} 年 {day.month} 月 {day.day} 日"


def padded(day: dt.date) -> str:
    """Return 2026年01月05日."""
    return f"{day:%Y年%m月%d日}"


def credit_code(chance: random.Random) -> str:
    """Return a firm's 18 signs with both check signs right (GB 32100, GB 11714)."""
    region = chance.choice(("330621", "320214", "441900", "370100", "420600", "511402", "430702", "350503", "450205"))
    organ = "".join(chance.choice("0123456789ABCDEFGHJKLMNPQRTUWXY") for _ in range(8))
    places = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    left = 11 - sum(places.index(c) * w for c, w in zip(organ, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)) % 11
    head = f"91{region}{organ}{'X' if left == 10 else '0' if left == 11 else left}"
    total = sum(_CODE.index(c) * pow(3, i, 31) for i, c in enumerate(head))
    return head + _CODE[-total % 31]


def shares(chance: random.Random, whole: int, count: int) -> list[int]:
    """Part an amount into `count` amounts above zero."""
    cuts = sorted(chance.sample(range(1, whole), count - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, whole], strict=True)]
