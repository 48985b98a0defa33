"""Makes up what fills the slots of a template: names, sums, days, numbers, and the words of one contract's parties."""

# ruff: noqa: E501 - lists of printed words read better unbroken

from __future__ import annotations

import datetime as dt
import random
import string
from collections.abc import Callable, Mapping, Sequence

from docaudit.records.amounts import to_words
from docaudit.records.money import Money
from training import words

_CN = "一二三四五六七八九十"
_PARTIES = (
    ("借款人", "贷款人"), ("甲方", "乙方"), ("乙方", "甲方"), ("借款人", "出借人"), ("受信人", "授信人"), ("借款人", "本行"), ("我公司", "贵行"),
    ("借款方", "贷款方"), ("本人", "贵行"), ("借款企业", "我行"), ("债务人", "债权人"),
)  # fmt: skip
"""(borrower, lender) as contracts call them."""
_TEXTS = {
    "report": "<财务报表|资产负债表|利润表|现金流量表|会计报表|财务会计报告|审计报告|纳税申报表|应收账款明细表|存货清单|资金使用情况报告|银行流水|生产经营报表|科目余额表>",
    "ratio": "<资产负债率|负债率|流动比率|速动比率|利息保障倍数|或有负债比率|对外担保比率|存货周转率|应收账款周转天数|带息负债比率|杠杆率>",
    "notover": "<不高于|不得高于|不超过|不得超过|应控制在|小于等于|≤|不大于|低于>",
    "notunder": "<不低于|不得低于|不少于|大于|高于|≥|不小于|至少为>",
    "bad": "<股票|期货|有价证券投资|股权投资|房地产开发|购买住房|民间借贷|购买理财|归还其他贷款|赌博|固定资产投资|股本权益性投资|土地储备|虚拟货币|保证金存款|转贷牟利|注册资本验资>",
    "badlist": "<{bad}、{bad}|{bad}、{bad}及{bad}|{bad}、{bad}、{bad}或者{bad}|{bad}>",
    "paper": "<发票|增值税发票|购销合同|付款凭证|银行回单|入库单|验收单|收据|转账凭证|采购订单|运输单据|完税证明|交易合同|资金使用清单>",
    "paperlist": "<{paper}、{paper}|{paper}和{paper}|{paper}、{paper}、{paper}|{paper}>",
    "purpose": "<采购{goods}|购买{goods}等原料|支付{goods}货款|支付工程款|日常经营周转|补充流动资金|装修自有住房|购置{goods}|发放职工工资|支付货款|{stem}项目建设|子女教育|购买家用汽车|种植养殖投入|扩大经营规模|支付租金>",
    "event": "<发生重大诉讼或仲裁|停产、歇业|法定代表人涉嫌犯罪|主要资产被查封、冻结|经营状况严重恶化|发生重大亏损|股权结构发生变动|对外提供大额担保|未按约定用途使用贷款|提供虚假资料|拖欠利息|抵押物毁损或价值减少|保证人丧失担保能力|被列入失信被执行人|发生安全生产事故|受到行政处罚|家庭发生重大变故|丧失劳动能力|变更联系方式未告知|涉及债务纠纷|资不抵债>",
    "bigact": "<对外投资|对外担保|合并、分立|股权转让|处置主要资产|减资|分红|增加债务融资|承包、租赁经营|重大资产重组|变更主营业务|向股东分配利润|申请破产|设立抵押>",
    "thing": "<营业执照|经营资质|许可证|环保手续|纳税信用|会计核算|保险|财务制度>",
    "thing2": "<高温|交通|通讯|住房|节日|金属制品|日用品|化工产品|食品|机械设备|建筑服务|运输服务>",
    "payback": "<等额本息|等额本金|按月付息、到期还本|按季结息，到期一次性归还本金|利随本清|分期还款|到期一次还本付息|先息后本|随借随还>",
    "month": "<{n}月份|{n}月|本月|上月|一季度|2024年|>",
    "trade": "{TRADE}", "form": "{FORM}", "unit": "<吨|个|件|台|公斤|米|箱|套|平方米|批>", "spec": "<{letters}{digits2}|{digits2}*{digits2}|DN{digits2}|{letters}-{n}>",
    "firm": "{ORG}", "payer": "<{ORG}|{ORG}|{PERSON}>", "borrowername": "<{ORG}|{ORG}|{PERSON}>", "bank": "{BANK}", "branch": "{BANK}", "person": "{PERSON}", "address": "{ADDRESS}",
}  # fmt: skip
"""Slots that are templates themselves."""


class Inventor:
    """Fills slots for one text; the parties' words stay the same in it.

    Args:
        chance: decides.
        more: templates of further slots, which come before those known here.
        parties: what borrower and lender are called; one of many ways where not given.
    """

    def __init__(
        self,
        chance: random.Random,
        more: Mapping[str, Sequence[str]] | None = None,
        parties: tuple[str, str] | None = None,
    ) -> None:
        self.chance, self._more = chance, more or {}
        self._borrower, self._lender = parties or chance.choice(_PARTIES)
        self._day = dt.date(2018, 1, 1) + dt.timedelta(days=chance.randrange(3600))
        self._makers: dict[str, Callable[[], str]] = {
            "borrower": lambda: self._borrower, "lender": lambda: self._lender, "city": self._city, "stem": lambda: chance.choice(words.STEMS),
            "TRADE": lambda: chance.choice(words.TRADES), "FORM": lambda: chance.choice(words.LEGAL_FORMS), "goods": lambda: chance.choice(words.GOODS),
            "surname": lambda: chance.choice(words.SURNAMES), "given": lambda: chance.choice(words.GIVEN), "ORG": self._firm, "PERSON": self._person,
            "BANK": self._bank, "ADDRESS": self._address, "n": lambda: str(chance.choice((1, 2, 3, 5, 6, 7, 8, 10, 12, 15, 18, 20, 24, 25, 30, 36, 60))),
            "nn": lambda: str(chance.choice((30, 60, 90, 100, 120, 150, 180))), "cn": lambda: chance.choice(_CN), "pct": self._percent,
            "times": lambda: chance.choice(("{x}", "{x}倍", "{x}:1", "{x}%")).replace("{x}", f"{chance.randint(8, 400) / 100:g}"), "money": self._money,
            "figure": self._figure, "words": lambda: to_words(Money(chance.randrange(1, 90_000) * chance.choice((1, 100, 10_000, 1_000_000)))), "date": self._date,
            "account": lambda: self._digits(chance.choice((12, 15, 16, 17, 19, 20))), "number": self._number, "digits": lambda: self._digits(chance.randint(6, 20)),
            "digits2": lambda: self._digits(chance.randint(1, 3)), "letters": lambda: "".join(chance.choices(string.ascii_uppercase, k=chance.randint(1, 3))),
            "phone": lambda: chance.choice((f"0{self._digits(3)}-{self._digits(8)}", f"1{self._digits(10)}")), "code": lambda: f"91{self._digits(6)}MA{self._digits(8)}",
            "idcard": lambda: self._digits(18),
        }  # fmt: skip

    def __call__(self, slot: str) -> str:
        """Return the words of a slot; they may be a template."""
        if slot in self._more:
            return self.chance.choice(self._more[slot])
        return _TEXTS[slot] if slot in _TEXTS else self._makers[slot]()

    def _city(self) -> str:
        return self.chance.choice(words.CITIES) + ("市" if self.chance.random() < 0.3 else "")

    def _firm(self) -> str:
        chance = self.chance
        stem, trade = chance.choice(words.STEMS), chance.choice(words.TRADES)
        if chance.random() < 0.12:
            return f"{stem}（{self._city()}）{trade}{chance.choice(words.LEGAL_FORMS)}"
        name = f"{self._city() if chance.random() < 0.8 else ''}{stem}{trade}"
        if chance.random() < 0.1:
            return name + chance.choice(
                ("经营部", "商行", "加工厂", "批发部", "工作室", "中心（有限合伙）", "专业合作社")
            )
        name += chance.choice(words.LEGAL_FORMS)
        return name + (f"{self._city()}分公司" if chance.random() < 0.06 else "")

    def _person(self) -> str:
        chance = self.chance
        if chance.random() < 0.03:
            return f"{chance.choice('欧阳 上官 司徒 诸葛 夏侯'.split())}{chance.choice(words.GIVEN)}"  # noqa: SIM905
        return chance.choice(words.SURNAMES) + chance.choice(words.GIVEN)

    def _bank(self) -> str:
        chance = self.chance
        name = chance.choice(words.BANKS)
        if chance.random() < 0.35 and not name.endswith("社"):
            name += chance.choice(("股份有限公司", "有限责任公司", "股份有限公司"))
        kind = chance.random()
        if kind < 0.15:
            return name
        place = chance.choice((self._city(), chance.choice(words.STEMS), chance.choice(words.ROADS), ""))
        return name + (f"{self._city()}分行" if kind > 0.85 else "") + place + chance.choice(words.OFFICES)

    def _address(self) -> str:
        chance = self.chance
        area = chance.choice(("区", "县", "镇", "开发区", "高新区", "工业园区", "街道"))
        street = f"{chance.choice(words.ROADS)}{chance.randint(1, 999)}号"
        tail = chance.choice(
            ("", f"{chance.randint(1, 30)}幢", f"{chance.randint(1, 20)}号楼{chance.randint(101, 3204)}室", "附1号")
        )
        return f"{self._city()}{chance.choice(words.STEMS)}{area}{street}{tail}"

    def _percent(self) -> str:
        value = self.chance.choice((self.chance.randint(1, 200), self.chance.randint(100, 2000) / 100))
        return self.chance.choice((f"{value}%", f"{value}%", f"百分之{self.chance.choice(_CN)}十"))

    def _figure(self) -> str:
        value = self.chance.randrange(100, 10 ** self.chance.randint(4, 11)) / 100
        return f"{value:,.2f}" if self.chance.random() < 0.8 else f"{value:.2f}"

    def _money(self) -> str:
        number = self.chance.choice((1, 2, 3, 5, 10, 15, 20, 50, 80, 100, 300, 500, 1000, 3000, 5000))
        return self.chance.choice(
            (f"{number}万元", f"人民币{number}万元", f"￥{number * 10000:,}.00", f"{number}0000元")
        )

    def _date(self) -> str:
        day = self._day + dt.timedelta(days=self.chance.randrange(400))
        forms = (
            f"{day.year}年{day.month}月{day.day}日",
            f"{day:%Y-%m-%d}",
            f"{day:%Y/%m/%d}",
            f"{day:%Y%m%d}",
            f"{day:%Y.%m.%d}",
            f"{day:%Y年%m月%d日}",
        )
        return self.chance.choice(forms)

    def _number(self) -> str:
        year, serial = self._day.year, self._digits(self.chance.randint(3, 6))
        letters = "".join(self.chance.choices(string.ascii_uppercase, k=2))
        return self.chance.choice(
            (
                f"{letters}{year}{serial}",
                f"{year}-{serial}",
                f"（{year}）{letters}字第{serial}号",
                f"{letters}-{serial}",
                f"{serial}{self._digits(5)}",
            )
        )

    def _digits(self, count: int) -> str:
        return "".join(self.chance.choices(string.digits, k=count))
