"""Words and spellings of composed forms: captions of `training.captions`, values as papers write them, distractors."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import dataclasses
import datetime as dt
import random
import re
from collections.abc import Callable, Sequence

from docaudit_models.captions import OTHER
from training.captions import kept_back, parts, roles, words_of

from .values import DEV, DEV2, Names, chinese, credit_code, date, digits, figures, money, padded, spread, words

_SHARE_KEPT = 0.6
"""How often a counted paper takes a word that was kept back where there is one."""
_GLOSSES = {
    "account": "A/C No.", "name": "Name", "bank": "Bank", "amount": "Amount", "date": "Date", "purpose": "Purpose", "contract_number": "Contract No.", "due_date": "Due Date",
    "remark": "Remark", "reference": "Ref. No.", "interest_rate": "Rate", "borrower": "Borrower", "amount_in_words": "Amount in words", "reason": "Purpose", "seller": "Seller", "buyer": "Buyer",
}  # fmt: skip
"""English behind captions of bilingual forms."""


@dataclasses.dataclass(frozen=True, slots=True)
class Pair:
    """A caption with its value as printed."""

    caption: str
    value: str


@dataclasses.dataclass(slots=True)
class Group:
    """What a form says of one party: its role's head and the parts with their values."""

    head: str
    rows: list[Pair]


class Words:
    """Chooses the words of one paper.

    Args:
        doc_type: whose captions.
        chance: seeded.
        counted: whether words that are kept back may be chosen.
    """

    def __init__(self, doc_type: str, chance: random.Random, *, counted: bool) -> None:
        self.doc_type, self.chance, self.counted = doc_type, chance, counted
        self._whole = words_of(doc_type)
        self._taken = {w for name, group in self._whole.items() if name != OTHER for w in group}
        self._heads: dict[str, str] = {}
        self._parts: dict[str, str] = {}
        self.names: Names = chance.choice((DEV, DEV2))
        self.bilingual = chance.random() < 0.1
        self._day = chance.choice((padded, spread, chinese, _plain, _iso, _dots, _slashes, padded, _plain, _iso))

    def pick(self, among: Sequence[str]) -> str:
        """Choose a word: one that was kept back only, and mostly, for counted papers."""
        held = [w for w in among if kept_back(w)]
        known = [w for w in among if not kept_back(w)]
        if self.counted and held and (not known or self.chance.random() < _SHARE_KEPT):
            return self.chance.choice(held)
        return self.chance.choice(known or list(among))

    def caption(self, name: str) -> str:
        """Return a caption that names a field whole."""
        return self.glossed(self.pick(self._whole[name]), name)

    def glossed(self, caption: str, name: str) -> str:
        """Return a caption, on bilingual forms with its English."""
        gloss = _GLOSSES.get(name)
        return f"{caption} {gloss}" if self.bilingual and gloss else caption

    def head(self, role: str) -> str:
        """Return the word for a role, the same all over the paper."""
        if role not in self._heads:
            self._heads[role] = self.pick(roles()[role])
        return self._heads[role]

    def settle(self, role: str, pattern: str) -> None:
        """Let the word for a role be one of those that match."""
        self._heads[role] = self.pick([head for head in roles()[role] if re.search(pattern, head)])

    def part(self, part: str) -> str:
        """Return the word for a part, the same all over the paper."""
        if part not in self._parts:
            self._parts[part] = self.glossed(self.pick(parts()[part]), part)
        return self._parts[part]

    def role_caption(self, role: str, part: str) -> str:
        """Return a caption of a role's part that needs no heading; a name may stand behind the role alone."""
        if part == "name" and self.chance.random() < 0.4:
            return self.head(role)
        return f"{self.head(role)}{self.part(part)}"

    def pick_amount(self) -> str:
        """Return a caption of what one payee of a request is paid."""
        return self.pick(self._whole["payees[].amount"])

    def firm(self) -> str:
        """Return a firm's name."""
        return self.names.firm(self.chance)

    def person(self) -> str:
        """Return a person's name."""
        return self.names.person(self.chance)

    def branch(self) -> str:
        """Return a bank's branch."""
        return self.names.branch(self.chance)

    def day(self, day: dt.date) -> str:
        """Return a day in the spelling of this paper."""
        return self._day(day)

    def sum(self, fen: int) -> str:
        """Return an amount in figures in one of its spellings."""
        ten = f"{fen / 1_000_000:f}".rstrip("0").rstrip(".")
        ways = [f"￥{figures(fen)}", figures(fen), f"{figures(fen)}元", f"¥{figures(fen)}", f"人民币{figures(fen)}元"]
        ways += [f"CNY {figures(fen)}", f"RMB{figures(fen)}"] + ([f"{ten}万元"] if fen % 1_000_000 == 0 else [])
        return self.chance.choice(ways)

    def sum_twice(self, fen: int) -> str:
        """Return an amount in words and figures in one value."""
        ways = (
            f"人民币（大写）{words(fen)}（小写）￥{figures(fen)}",
            f"{words(fen)}（¥{figures(fen)}）",
            f"￥{figures(fen)}（大写：{words(fen)}）",
            f"（小写）{figures(fen)}　（大写）{words(fen)}",
        )
        return self.chance.choice(ways)

    def account(self) -> str:
        """Return an account's number, now and then in groups."""
        number = digits(self.chance, self.chance.choice((12, 15, 16, 17, 18, 19)), self.chance.choice("12345678"))
        return re.sub(r"(.{4})(?=.)", r"\1 ", number) if self.chance.random() < 0.12 else number

    def contract(self, day: dt.date) -> str:
        """Return a contract's number."""
        c, place = self.chance, self.chance.choice(("工银", "柯农商", "泉行", "兴", "城南"))
        return c.choice(
            (
                f"{place}流借字第{day.year}{digits(c, 4)}号",
                f"{place}（{day.year}）贷字{digits(c, 5)}号",
                f"HT{day.year}{digits(c, 6)}",
                f"{day.year}-JK-{digits(c, 4)}",
                f"{digits(c, 13, str(day.year))}",
                f"XD{digits(c, 8)}-{digits(c, 2)}",
            )
        )

    def distractors(self, count: int, *, but: str = "(?!)") -> list[Pair]:
        """Return captions of no field with values of their kind; `but` are those that would mislead a reader here."""
        free = [w for w in self._whole[OTHER] if w not in self._taken and not re.search(but, w)]
        chosen: dict[str, Pair] = {}
        for _ in range(count):
            word = self.pick(free)
            chosen[word] = Pair(word, self.beside(word))
        return list(chosen.values())

    def about(self, part: str) -> str:
        """Return a value for a part of a party that no field holds."""
        c = self.chance
        made: dict[str, Callable[[], str]] = {
            "address": lambda: (
                f"{c.choice(self.names.places)}{c.choice(('工业园区', '解放路', '滨河街道'))}{c.randrange(1, 300)}号"
            ),
            "phone": lambda: c.choice((f"0{digits(c, 3)}-{digits(c, 8, '8')}", digits(c, 11, "13"))),
            "legal": self.person,
            "id": lambda: credit_code(c),
            "post": lambda: digits(c, 6),
            "code": lambda: digits(c, 12, "10"),
            "bank": self.branch,
            "account": self.account,
            "name": self.firm,
        }
        return made[part]()

    def beside(self, word: str) -> str:
        """Return a value that fits a caption."""
        c = self.chance
        for pattern, make in (
            (r"电话|联系方式", lambda: self.about("phone")),
            (r"地[址点]|坐落|所在", lambda: self.about("address")),
            (r"日期|时间|日$|至$", lambda: self.day(date(c))),
            (r"利率|比例|率$|幅度|加点", lambda: f"{c.randrange(300, 900) / 100:.2f}%"),
            (r"账号|帐号|卡号|账户", self.account),
            (r"金额|余额|总额|额度|价款?$|费$|累计|押金|定金|限额|合计|价值|款额|资产", lambda: f"{figures(money(c, 100, 9_000_000))}"),
            (r"编号|号码|[号码No]$|代码|次$|PO", lambda: digits(c, c.choice((6, 8, 10, 12)))),
            (r"期限|期$|期间|周期", lambda: f"{c.choice((3, 6, 12, 24))}个月"),
            (r"意见|结论|岗", lambda: c.choice(("同意。", "资料齐全，同意办理。", "经核实无误。"))),
            (r"保证人|担保人|收款单位|收款人$|受托|对象|承运单位|企业|公司$", self.firm),
            (r"机构|网点|行$|贷款人|出借人|银行|行名", self.branch),
            (r"人|员|经理|柜员|会计|出纳|司机|控制人|配偶|姓名|主管|复核|记账", self.person),
            (r"份数|张数|数量|件数|次数|页码", lambda: str(c.randrange(1, 9))),
            (r"币", lambda: "人民币"),
            (r"方式|类型|种类|渠道|品种|科目|产品|级|标[准志]|状态|分类", lambda: c.choice(("一般", "正常", "普通", "柜面", "标准"))),
        ):  # fmt: skip
            if re.search(pattern, word):
                return make()
        return c.choice(("无异常", "详见附件", "正常", "按规定办理", "无"))


def _plain(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _iso(day: dt.date) -> str:
    return day.isoformat()


def _dots(day: dt.date) -> str:
    return f"{day:%Y.%m.%d}"


def _slashes(day: dt.date) -> str:
    return f"{day:%Y/%m/%d}"
