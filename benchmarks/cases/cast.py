"""Who plays in the made-up loan files: towns, firms by trade, goods, banks and persons that no other papers name."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from unseen.values import credit_code, digits

TOWNS = {
    "衡阳": "430400",
    "咸宁": "421200",
    "三门峡": "411200",
    "丽水": "331100",
    "滁州": "341100",
    "遂宁": "510900",
    "铜仁": "520600",
    "抚州": "361000",
    "邵阳": "430500",
    "荆门": "420800",
    "鹤壁": "410600",
    "池州": "341700",
    "汉中": "610700",
    "承德": "130800",
    "北海": "450500",
    "普洱": "530800",
}
"""Towns with the number of their region, which stands in the codes of their firms."""
STEMS = (
    "昊岭",
    "尚禾",
    "辰岳",
    "久澄",
    "瀚林",
    "昌翼",
    "钧泰",
    "睿桥",
    "嵘盛",
    "和钰",
    "霖江",
    "捷沐",
    "峰禧",
    "奕航",
    "崇新",
    "柏宸",
    "锦垣",
    "拓瑞",
    "泽临",
    "舜源",
    "皓川",
    "云舟",
    "嘉砾",
    "卓屿",
    "梓淮",
    "亨远",
    "曜石",
    "棠溪",
    "禹门",
    "岱青",
)
SURNAMES = "贺龙覃尹黎易常武乔赖龚文庞樊兰殷施陶洪翟邵孟段雷侯史毛郝万牛温柳"
GIVEN_FIRST, GIVEN_SECOND = (
    "秋立美学家春兆翠伟雅宏新玉长志晓建海文俊德永",
    "生群玲军豪燕丰萍东琴图民兰河明芳国波斌霞平成",
)
"""Some fourteen thousand names: by chance two files seldom name one person."""
BANKS = (
    "楚江银行股份有限公司",
    "皖南农村商业银行股份有限公司",
    "赣水银行股份有限公司",
    "汉源农村商业银行股份有限公司",
    "太行银行股份有限公司",
)
OTHER_BANKS = (
    "中国农业银行股份有限公司",
    "中国银行股份有限公司",
    "中国民生银行股份有限公司",
    "中信银行股份有限公司",
    "上海浦东发展银行股份有限公司",
)
BRANCHES = ("城东支行", "高新区支行", "新城支行", "工业园支行", "解放路支行")


@dataclass(frozen=True, slots=True)
class Goods:
    """Something sold: its name, category on invoices, unit, specification, price in fen before tax and rate."""

    name: str
    category: str
    unit: str
    specification: str
    price: int
    rate: str = "13%"


@dataclass(frozen=True, slots=True)
class World:
    """A trade: what the borrower does, what it buys and for which purpose.

    Attributes:
        trade: the borrower's, with its legal form.
        shop: the same of a person's business.
        purposes: what a loan is for, as the contract says.
        suppliers: trades of those it buys from, each with its goods.
        equipment: what a project of it buys.
        scope: of its licence.
    """

    trade: str
    shop: str
    purposes: tuple[str, ...]
    suppliers: tuple[tuple[str, tuple[Goods, ...]], ...]
    equipment: tuple[Goods, ...]
    scope: str


WORLDS = (
    World(
        "家具制造有限公司",
        "家具经营部",
        ("采购板材、五金配件及油漆等原辅材料", "购买木材、板材、涂料、五金等生产用料"),
        (
            ("木业有限公司", (Goods("实木拼板", "木制品", "立方米", "2440*1220*18", 418_000),)),
            ("板材贸易有限公司", (Goods("中密度纤维板", "木制品", "张", "E1级 15mm", 8_650),)),
            ("五金配件有限公司", (Goods("家具铰链", "金属制品", "套", "40杯缓冲", 1_280),)),
            ("化工涂料有限公司", (Goods("水性木器漆", "涂料", "千克", "哑光清漆", 2_460),)),
        ),
        (
            Goods("数控开料机", "木工机械", "台", "JX-1325", 18_600_000),
            Goods("封边机", "木工机械", "台", "FB-468", 9_400_000),
        ),
        "家具制造；家具销售；木材加工；货物进出口。",
    ),
    World(
        "食品加工有限公司",
        "粮油商行",
        ("采购面粉、白糖、油脂及包装材料", "支付食品原料、包材采购款"),
        (
            ("面粉有限责任公司", (Goods("特制一等小麦粉", "谷物加工品", "吨", "25kg/袋", 328_000, "9%"),)),
            ("糖业有限公司", (Goods("一级白砂糖", "糖", "吨", "50kg/袋", 598_000),)),
            ("油脂有限公司", (Goods("棕榈油", "植物油", "吨", "24度", 765_000, "9%"),)),
            ("纸塑包装有限公司", (Goods("食品包装袋", "塑料制品", "万只", "PE复合 200*300", 126_000),)),
        ),
        (
            Goods("隧道式烤炉", "食品机械", "台", "SL-900", 26_800_000),
            Goods("和面机组", "食品机械", "套", "HM-200", 7_900_000),
        ),
        "食品生产；食品销售；农产品初加工。",
    ),
    World(
        "电气设备有限公司",
        "电器经营部",
        ("采购铜材、线缆、绝缘材料、电子元器件等生产材料", "购买铜材、电缆、绝缘件、断路器等原材料"),
        (
            ("铜业有限公司", (Goods("无氧铜杆", "有色金属", "吨", "Φ8mm", 6_620_000),)),
            ("电子元件有限公司", (Goods("塑壳断路器", "输配电设备", "只", "250A/3P", 32_800),)),
            ("绝缘材料有限公司", (Goods("环氧绝缘板", "绝缘制品", "千克", "3240 10mm", 2_250),)),
            ("线缆有限公司", (Goods("阻燃电缆", "电线电缆", "米", "YJV22-4*95", 24_600),)),
        ),
        (
            Goods("数控冲床", "金属加工机械", "台", "T30", 41_500_000),
            Goods("母线加工机", "金属加工机械", "台", "BM-603", 6_300_000),
        ),
        "输配电及控制设备制造；电气设备销售；技术服务。",
    ),
    World(
        "服饰有限公司",
        "服装店",
        ("采购面料、羽绒、拉链等辅料", "购进面料、羽绒及服装辅料"),
        (
            ("面料有限公司", (Goods("全棉斜纹布", "棉织品", "米", "32*32 57寸", 1_860),)),
            ("拉链有限公司", (Goods("尼龙拉链", "服装辅料", "条", "5号 60cm", 215),)),
            ("羽绒制品有限公司", (Goods("白鸭绒", "羽绒制品", "千克", "90%绒", 41_200),)),
            ("印染有限公司", (Goods("涤棉混纺布", "化纤织物", "米", "T/C 65/35", 1_320),)),
        ),
        (
            Goods("电脑裁床", "缝制机械", "台", "CT-2512", 33_200_000),
            Goods("自动模板机", "缝制机械", "台", "MB-9060", 4_800_000),
        ),
        "服装制造；服装服饰批发；面料纺织加工。",
    ),
)


@dataclass(slots=True)
class Party:
    """A firm or a person with its account.

    Attributes:
        head: legal representative; of a person empty.
    """

    name: str
    code: str
    account: str
    bank: str
    head: str = ""
    address: str = ""
    phone: str = ""
    capital: int = 0
    is_person: bool = False


@dataclass(slots=True)
class Cast:
    """Draws names without giving one twice within a case."""

    chance: random.Random
    town: str = ""
    _stems: list[str] = field(default_factory=list)
    _people: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Shuffle what is given out."""
        self._stems = self.chance.sample(STEMS, len(STEMS))
        self.town = self.town or self.chance.choice(tuple(TOWNS))

    def person_name(self) -> str:
        """Return a new person's name."""
        while True:
            name = self.chance.choice(SURNAMES) + self.chance.choice(GIVEN_FIRST) + self.chance.choice(GIVEN_SECOND)
            if name not in self._people and name[0] not in {known[0] for known in self._people}:
                self._people.add(name)
                return name

    def bank(self, town: str = "") -> str:
        """Return a branch of a bank that is not the lender's."""
        return (
            self.chance.choice(OTHER_BANKS) + (town or self.chance.choice(tuple(TOWNS))) + self.chance.choice(BRANCHES)
        )

    def firm(self, trade: str, *, town: str = "", head: str = "", name: str = "") -> Party:
        """Return a new firm of that trade."""
        town = town or self.chance.choice(tuple(TOWNS))
        return Party(
            name=name or f"{town}{self._stems.pop()}{trade}",
            code=_code(self.chance, TOWNS[town]),
            account=digits(self.chance, 17, self.chance.choice(("31", "41", "82"))),
            bank=self.bank(town),
            head=head or self.person_name(),
            address=f"{town}市{self._street()}{self.chance.randrange(2, 280)}号",
            phone=f"0{self.chance.randrange(310, 990)}-{self.chance.randrange(2_200_000, 8_900_000)}",
            capital=self.chance.choice((5, 8, 10, 20, 30)) * 100_000_000,
        )

    def _street(self) -> str:
        return self.chance.choice(("经开区", "高新区", "城北")) + self.chance.choice(("创业路", "滨河路", "富强路"))

    def person(self, name: str = "") -> Party:
        """Return a new natural person with an identity number and a card."""
        name = name or self.person_name()
        birth = f"19{self.chance.randrange(68, 97)}{self.chance.randrange(1, 13):02d}{self.chance.randrange(1, 28):02d}"
        body = f"{self.chance.choice(('430422', '421202', '411221', '331102'))}{birth}{self.chance.randrange(100, 999)}"
        weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
        sign = "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]
        return Party(name=name, code=body + sign, account=_card(self.chance), bank=self.bank(), is_person=True)


def _code(chance: random.Random, region: str) -> str:
    """Return a credit code of that region."""
    return rechecked(f"91{region}{credit_code(chance)[8:17]}0")


def rechecked(code: str) -> str:
    """Return the code with the check sign that its first seventeen signs ask for (GB 32100)."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    return code[:17] + signs[-sum(signs.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17])) % 31]


def _card(chance: random.Random) -> str:
    """Return a card number of 19 digits whose last digit checks (ISO/IEC 7812)."""
    body = digits(chance, 18, "6217")
    doubled = [int(d) * (2 if k % 2 == 0 else 1) for k, d in enumerate(reversed(body))]
    return body + str(-sum(d // 10 + d % 10 for d in doubled) % 10)
