"""Who banks on the sixth set of held statements: firms, persons, offices and their banks, each with one account."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from ..values import Names, digits

NAMES6 = Names(
    places=(
        *("龙游", "嵊州市", "临沂", "宜都市", "泸州", "衡水", "晋江市", "遵义", "扬中", "商丘市", "吉安", "河源市"),
        *("天长", "乌海市", "普宁", "海宁市"),
    ),
    stems=(
        *("柏诺", "旭晟达", "同庆丰", "力拓源", "海纳森", "晨曦谷", "金帆顺", "博远信", "华茂兴", "立群", "新纪沃"),
        *("润禾田", "捷运宝", "联创智", "安吉顺", "瑞步康", "云岭青", "百事恒", "常春树", "东升旺", "桥头堡", "锦上"),
        *("方正阳", "宏基伟", "长河湾", "三江汇"),
    ),
    trades=(
        *("机械配件有限公司", "建材有限公司", "包装材料有限公司", "农副产品有限公司", "医疗器械有限公司"),
        *("新能源科技有限公司", "供应链管理有限公司", "塑胶制品有限公司", "电气设备有限公司", "餐饮管理有限公司"),
        *("金属材料贸易有限公司", "物流运输有限责任公司", "木业有限公司", "汽车零部件股份有限公司"),
    ),
    surnames="曹蒋沈姜潘袁卢汪石戴崔黎",
    given=("立新", "秋霞", "振华", "小凤", "家豪", "慧敏", "长青", "佳怡", "德胜", "玉兰", "思远", "金花", "景天"),
    banks=(
        *("中国农业银行", "中国建设银行", "中国银行", "中信银行", "兴业银行", "浙商银行", "长沙银行", "九江银行"),
        *("中国邮政储蓄银行", "河北银行", "东莞农村商业银行", "江苏银行"),
    ),
    branches=("城中支行", "开发区支行", "建设路支行", "新城支行", "营业部", "东门支行", "工业园支行", "滨江支行"),
    goods=(("轴承座", "通用设备", "只", "P207"), ("胶合板", "木制品", "张", "1220*2440*15")),
    services=(("仓储服务", "物流辅助服务"), ("设备维修", "劳务")),
)


@dataclass(frozen=True, slots=True)
class Party:
    """Who stands on the other side of a movement; what a bank does itself has no account."""

    name: str | None = None
    account: str | None = None
    bank: str | None = None


NOBODY = Party()


@dataclass(slots=True)
class Circle:
    """Those one account holder deals with.

    Attributes:
        owner: the holder.
        place: of its offices.
        buyers, sellers, persons: with an account each.
        own: the holder's account at another bank.
    """

    owner: str
    place: str
    buyers: list[Party] = field(default_factory=list)
    sellers: list[Party] = field(default_factory=list)
    persons: list[Party] = field(default_factory=list)
    own: Party = NOBODY

    def office(self, kind: str, chance: random.Random) -> Party:
        """Return an office or a works of the place; its account is the same in all rows of a paper."""
        name = OFFICES[kind].format(place=self.place.rstrip("市"))
        if name not in self._seen:
            self._seen[name] = Party(name, digits(chance, 16, "20"), None)
        return self._seen[name]

    _seen: dict[str, Party] = field(default_factory=dict)


OFFICES = {
    "tax": "待报解预算收入（国家金库{place}支库）",
    "social": "{place}社会保险基金管理中心",
    "fund": "{place}住房公积金管理中心",
    "power": "国网{place}供电公司",
    "water": "{place}自来水有限公司",
    "gas": "{place}中燃城市燃气发展有限公司",
    "fuel": "中国石化销售股份有限公司{place}石油分公司",
    "tele": "中国电信股份有限公司{place}分公司",
}


def party(chance: random.Random, name: str, *, person: bool = False) -> Party:
    """Give somebody an account at a bank."""
    bank = chance.choice(NAMES6.banks)
    if person:
        return Party(name, digits(chance, 19, chance.choice(("6228", "6217", "6230"))), bank)
    number = digits(chance, chance.choice((15, 17, 18, 19)), chance.choice(("1", "3", "8")))
    return Party(name, number, f"{bank}{chance.choice(('', '股份有限公司'))}{chance.choice(NAMES6.branches)}")


def circle(chance: random.Random, *, firm: bool = True) -> Circle:
    """Invent an account holder and those it deals with."""
    names = NAMES6.firms(chance, 9)
    people = sorted({NAMES6.person(chance) for _ in range(9)})
    chance.shuffle(people)
    owner = names[0] if firm else people[0]
    return Circle(
        owner,
        chance.choice(NAMES6.places),
        [party(chance, name) for name in names[1:5]],
        [party(chance, name) for name in names[5:]],
        [party(chance, name, person=True) for name in people[1:5]],
        party(chance, owner, person=not firm),
    )
