"""Composes what is filled in by hand or printed at a counter: receipts with boxes, transfer slips, goods notes.

Receipts have a box for each digit and words between printed units; slips set their sides beside, below or across each
other, the payee sometimes first; goods notes head their columns with words put together. `composed-voucher-mend-…` may
be looked at; `composed-voucher-count-…` mostly take the fifth of the words that is kept back from mending.

    python benchmarks/understanding.py --papers composed-voucher-count --count 40 --seed 7301
"""

# ruff: noqa: E501 - lists of printed words read better unbroken
from __future__ import annotations

import functools
import random
from collections.abc import Callable, Sequence

from .composed_voice import Voice
from .drawing import Sheet
from .made import Made, Paper
from .values import bare, date, digits, figures, money, truth, words

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_REASONS = "房租 货款 工程保证金 设备尾款 培训费 第二季度物业费 场地使用费 运费 投标保证金"


def _boxed(page: Sheet, at: tuple[float, float], fen: int, units: str, *, mark: str) -> None:
    """Draw a box for each digit below the units, a mark of the currency in the box before the first."""
    x, y = at
    wide, high = 13.0, 17.0
    shown = f"{mark}{fen}".rjust(len(units))
    for k, (unit, sign) in enumerate(zip(units, shown, strict=True)):
        page.box(x + k * wide, y, wide, high * 0.8)
        page.box(x + k * wide, y + high * 0.8, wide, high)
        page.text(x + (k + 0.5) * wide, y + 10, unit, size=7, align="c")
        page.text(x + (k + 0.5) * wide, y + high * 0.8 + 12, sign.strip(), size=10, align="c")


def _between(fen: int, places: str, blank: str) -> str:
    """Write words as filled between printed units: ⊗佰壹拾柒万…."""
    shown = str(fen).rjust(len(places))
    return "".join(f"{blank if d == ' ' else _DIGITS[int(d)]}{u}" for d, u in zip(shown, places, strict=True))


def receipt_boxes(v: Voice) -> Made:
    """A receipt with ruled cells, its sum in boxes or in figures, its words plain or between printed units."""
    c = v.chance
    payee, other = v.two()
    payer = other if c.random() < 0.6 else v.names.person(c)
    day, reason = date(c), v.pick(_REASONS)
    fen = money(c, 100, 990_000, c.choice((1, 100)))
    page = Sheet(10.5, c.choice(("sans", "serif")), (595, 330), c.choice(((20, 20, 20), (20, 40, 130), (110, 40, 30))))
    page.text(
        297, 42, v.pick("收款收据 收据 统一收据 往来款收据 资金往来收据 专用收款收据"), size=17, bold=True, align="c"
    )
    page.text(555, 40, f"{v.pick('No. 编号 № 票号')} {digits(c, 7)}", align="r", colour=(200, 30, 30))
    copy = v.pick("第一联：存根 第二联：收据 第二联（交付款人） 第三联：记账 ~")
    if c.random() < 0.5:
        page.upright(572, 110, copy.replace("：", ""), size=8)
    else:
        page.text(297, 60, copy, size=8, align="c")
    page.text(40, 72, f"{v.pick('日期： 开票日期： 填制日期： 收款日期： ~')}{v.day(day)}")
    y, high, ruled = 82.0, 34.0, c.random() < 0.7

    def cell(x: float, wide: float, label: str, value: str) -> None:
        if ruled:
            page.box(x, y, wide, high)
            page.line(x + 78, y, x + 78, y + high)
        page.text(x + 5, y + 21, label)
        page.text(x + 84, y + 21, value)

    cell(40, 515, v.pick("交款单位 付款单位 今收到 交款人 缴款单位 付款人 交款方"), payer)
    y += high
    cell(40, 515, v.pick("收款事由 交款事由 款项内容 系付 收款项目 事由 交来"), reason)
    y += high
    units = c.choice(("亿千百十万千百十元角分", "百十万千百十元角分", "千百十万千百十元角分"))
    boxes, filled = c.random() < 0.65, c.random() < 0.35
    places = "佰拾万仟佰拾元角分"
    blank = c.choice(("⊗", "零", "×", "Ｏ"))
    spoken = _between(fen, places, blank) if filled else words(fen)
    label = v.pick("人民币（大写） 金额（大写） 大写 大写金额 合计人民币（大写）")
    cell(40, 509 - 13 * len(units) if boxes else 335, label, "")
    page.text(130, y + 21, spoken, size=9 if boxes else 10)
    if boxes:
        _boxed(page, (553 - 13 * len(units), y), fen, units, mark=c.choice(("¥", "￥", "")))
    else:
        page.text(395, y + 21, f"{c.choice(('¥', '￥', '小写：¥', '（小写）￥'))}{figures(fen)}")
    y += high
    page.text(40, y + 26, f"{v.pick('收款单位（盖章） 收款单位 收款单位（公章） 收款方 收款单位（财务章）')}：{payee}")
    page.text(400, y + 26, f"{v.pick('收款人 经手人 出纳 开票人')}：{v.names.person(c)}")
    given = {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": spoken,
        "reason": reason,
    }
    accept = {"amount_in_words": [f"人民币{spoken}", *(["any"] if filled else [])]}
    return Made(page.data(), ".pdf", truth("receipt", given, accept))


_SIDES = (
    ("付款人", "收款人"),
    ("付款方", "收款方"),
    ("汇款人", "收款人"),
    ("付款单位", "收款单位"),
    ("付款账户", "收款账户"),
)
_NAMES = "户名 全称 名称 账户名称 单位名称"
_NUMBERS = "账号 帐号 账户 银行账号 卡号"
_BANKS = "开户行 开户银行 开户网点 开户机构"


_Side = tuple[str, tuple[str, str, str]]
"""What a side is called, and its name, account and bank."""


def _bands(v: Voice, page: Sheet, y: float, sides: Sequence[_Side], labels: Sequence[str], *, ruled: bool) -> float:
    """Draw both sides below a coloured band with their captions, in the middle of each half or at its left."""
    c = v.chance
    middle = c.choice((128.0, 128.0, 4.0))
    tint = c.choice(((252, 228, 214), (221, 235, 247), (226, 239, 218)))
    page.shade(40, y, 515, 20, tint)
    for k, (caption, _) in enumerate(sides):
        at = 40 + 257 * k
        page.text(at + middle, y + 14, caption, bold=True, align="c" if middle > 9 else "l")
    y += 20
    for part, label in enumerate(labels):
        for k, (_, side) in enumerate(sides):
            if ruled:
                page.box(40 + 257.5 * k, y, 257.5, 24)
            page.text(46 + 257.5 * k, y + 16, label)
            page.text(112 + 257.5 * k, y + 16, side[part])
        y += 24
    return y


def _sides(v: Voice, page: Sheet, sides: Sequence[_Side], labels: Sequence[str]) -> float:
    """Draw both sides in one of six ways; return where they end."""
    c = v.chance
    y, way = 66.0, c.choice(("bands", "bands", "cells", "below", "rows", "long"))
    gap = c.choice(("", "　"))
    spaced = [f"{t[0]}{gap}{t[1]}" if len(t) == 2 else t for t in labels]
    ruled = c.random() < 0.6
    if way == "bands":
        return _bands(v, page, y, sides, spaced, ruled=ruled)
    if way == "cells":
        rows = [
            [
                sides[0][0] if p == 0 else "",
                spaced[p],
                sides[0][1][p],
                sides[1][0] if p == 0 else "",
                spaced[p],
                sides[1][1][p],
            ]
            for p in range(3)
        ]
        y = page.grid(40, y, (46, 52, 160, 46, 52, 159), rows, rules="all" if ruled else "none", size=8.6)
    elif way == "below":
        for caption, side in sides:
            page.text(44, y + 14, caption, bold=True)
            for part, label in enumerate(labels):
                page.text(120, y + 14, f"{label}：{side[part]}")
                y += 19
            y += 4
    elif way == "rows":
        rows = [["", *labels], *([caption, *side] for caption, side in sides)]
        y = page.grid(40, y, (70, 190, 135, 120), rows, rules="all" if ruled else "rows", size=8.6)
    else:
        for caption, side in sides:
            who = caption.removesuffix("账户")
            for part, label in enumerate(labels):
                page.text(44, y + 14, f"{who}{label}：{side[part]}")
                y += 19
    return y


def slip(v: Voice) -> Made:
    """A transfer slip: its sides beside each other under bands or after captions, below each other, or as rows."""
    c = v.chance
    firms = v.two()
    one = (firms[0], v.account(), v.names.branch(c))
    other = (firms[1] if c.random() < 0.7 else v.names.person(c), v.account(), v.names.branch(c))
    captions = c.choice(_SIDES)
    sides = [(captions[0], one), (captions[1], other)]
    if c.random() < 0.3:
        sides.reverse()
    labels = (v.pick(_NAMES), v.pick(_NUMBERS), v.pick(_BANKS))
    day, fen, note = date(c), money(c, 100, 9_000_000), v.pick(_REASONS)
    page = Sheet(c.choice((9.0, 9.6)), c.choice(("sans", "serif")), (595, 400))
    page.text(
        297,
        42,
        f"{v.names.banks[0]}{v.pick('电子回单 客户回单 转账凭证 汇款凭证 业务回单 付款回单')}",
        size=14,
        bold=True,
        align="c",
    )
    number = digits(c, c.choice((12, 16)), "9")
    y = _sides(v, page, sides, labels) + 10
    small, big = v.pick("金额（小写） 小写金额 交易金额 转账金额 金额"), v.pick("金额（大写） 大写金额 人民币大写 大写")
    purpose, when, flow = (
        v.pick("用途 附言 摘要 款项用途 汇款用途"),
        v.pick("交易日期 记账日期 转账日期 业务日期 入账日期"),
        v.pick("流水号 交易流水号 业务编号 回单编号 凭证号"),
    )
    facts = [
        (small, f"{c.choice(('¥', 'CNY ', ''))}{figures(fen)}"),
        (big, words(fen)),
        (when, f"{day:%Y-%m-%d}"),
        (flow, number),
        (purpose, note),
        (v.pick("交易渠道 业务种类 汇款方式"), v.pick("网上银行 柜面 普通汇兑")),
    ]
    c.shuffle(facts)
    for k in range(0, len(facts), 2):
        for n, (label, value) in enumerate(facts[k : k + 2]):
            page.text(44 + 260 * n, y + 14, f"{label}：{value}")
        y += 21
    given = {
        "date": day.isoformat(), "payer_name": one[0], "payer_account": one[1], "payee_name": other[0], "payee_account": other[1],
        "amount": bare(fen), "amount_in_words": words(fen), "remark": note, "reference": number,
    }  # fmt: skip
    return Made(page.data(), ".pdf", truth("transfer_slip", given))


def goods(v: Voice) -> Made:
    """A goods note: columns in any order of heads put together from parts, with amounts or without."""
    c = v.chance
    supplier, receiver = v.two()
    day = date(c)
    lines = [(g, c.randrange(2, 400), money(c, 2, 3_000)) for g in c.sample(v.names.goods, c.randrange(2, 6))]
    priced = c.random() < 0.75
    heads = {
        "number": v.pick("序号 行号 编号"),
        "name": v.pick("品名 货物名称 存货名称 产品名称 物资名称 材料名称 商品名称"),
        "specification": v.pick("规格型号 规格 型号规格 规格/型号"),
        "unit": v.pick("单位 计量单位"),
        "quantity": v.pick("数量 实收数量 入库数量 送货数量 验收数量 实发数量"),
        "unit_price": v.pick("单价 含税单价 采购单价 单价（元） 入库单价"),
        "amount": v.pick("金额 价税金额 入库金额 总价 货款金额 含税金额 金额（元） 采购金额 总值"),
        "store": v.pick("仓库 备注 批号 库位"),
    }
    order = [
        "number",
        "name",
        "specification",
        "unit",
        "quantity",
        *(("unit_price", "amount") if priced else ()),
        "store",
    ]
    wide = {
        "number": 30,
        "name": 95,
        "specification": 95,
        "unit": 40,
        "quantity": 56,
        "unit_price": 66,
        "amount": 80,
        "store": 50,
    }
    rows = [[heads[k] for k in order]]
    for n, ((name, _, unit, kind), count, price) in enumerate(lines, 1):
        shown = {
            "number": str(n),
            "name": name,
            "specification": kind,
            "unit": unit,
            "quantity": str(count),
            "unit_price": figures(price),
            "amount": figures(price * count),
            "store": c.choice(("一号库", "A区", "")),
        }
        rows.append([shown[k] for k in order])
    total = sum(p * k for _, k, p in lines)
    page = Sheet(9, c.choice(("sans", "serif")), (595, 400))
    page.text(
        297, 44, v.pick("入库单 采购入库单 材料入库单 验收入库单 商品验收单 收货单"), size=16, bold=True, align="c"
    )
    page.text(40, 70, f"{v.pick('供货单位 供应商 供方 送货单位 供应单位 供货商')}：{supplier}")
    page.text(320, 70, f"{v.pick('收货单位 入库单位 购货单位 验收单位 需方 接收单位')}：{receiver}")
    page.text(40, 88, f"{v.pick('入库日期 日期 收货日期 验收日期 到货日期')}：{v.day(day)}")
    scale = 515 / sum(wide[k] for k in order)
    rules = c.choice(("all", "all", "rows", "none"))
    y = page.grid(
        40,
        98,
        [wide[k] * scale for k in order],
        rows,
        rules=rules,
        aligns="".join({"quantity": "r", "unit_price": "r", "amount": "r"}.get(k, "l") for k in order),
        size=8.6,
    )
    if priced:
        page.text(44, y + 16, f"{v.pick('合计 合计金额 金额合计 总计')}：{c.choice(('¥', '￥', ''))}{figures(total)}")
    page.text(
        40,
        y + 42,
        f"{v.pick('保管员 仓管员 验收人 库管')}：{v.names.person(c)}　　　{v.pick('采购员 制单人 经手人')}：{v.names.person(c)}",
    )
    items = [
        {
            "name": g[0],
            "specification": g[3],
            "unit": g[2],
            "quantity": str(k),
            "unit_price": bare(p) if priced else None,
            "amount": bare(p * k) if priced else None,
        }
        for g, k, p in lines
    ]
    given = {
        "date": day.isoformat(),
        "supplier": supplier,
        "receiver": receiver,
        "amount": bare(total) if priced else None,
        "items": items,
    }
    return Made(page.data(), ".pdf", truth("goods_receipt", given))


def _composed(make: Callable[[Voice], Made], counted: bool, chance: random.Random) -> Made:
    return make(Voice(chance, counted=counted))


PAPERS = tuple(
    Paper(
        f"composed-voucher-{use}-{make.__name__.replace('_', '-')}",
        "dev",
        functools.partial(_composed, make, use == "count"),
    )
    for use in ("mend", "count")
    for make in (receipt_boxes, slip, goods)
)
