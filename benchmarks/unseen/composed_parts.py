"""Pieces that several kinds of composed forms share: sums, parties, dates beside the title, signatures."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import random
from typing import Any, TypeAlias

from .composed_pages import Plan
from .composed_words import Group, Pair, Words
from .values import figures, words

Given: TypeAlias = "dict[str, Any]"
"""Fields of a paper as its truth has them."""


def sum_fen(chance: random.Random, least: int, most: int) -> int:
    """Return an amount between so many ten thousands of yuan, mostly round."""
    ten = chance.randrange(least, most)
    return ten * 1_000_000 + chance.choice((0, 0, 0, 500_000, 123_456, 80_050))


def small_firm(w: Words) -> str:
    """Return a firm's name, now and then that of a small trader."""
    if w.chance.random() < 0.12:
        return f"{w.chance.choice(w.names.places)}{w.chance.choice(w.names.stems)}{w.chance.choice(('经营部', '商行', '家庭农场', '加工厂'))}"
    return w.firm()


def purpose_of(w: Words) -> str:
    """Return what money is for."""
    c, goods = w.chance, w.chance.choice(w.names.goods)[0]
    return c.choice(
        (
            f"采购{goods}",
            f"支付{goods}货款",
            f"购买{goods}等原材料",
            "支付工程进度款",
            "日常经营周转",
            "支付设备尾款",
            f"购{goods}",
        )
    )


def amount_pairs(w: Words, fen: int, name: str = "amount") -> list[Pair]:
    """Return the amount of a form: figures, both in one value, in two, or in a caption's unit."""
    c, caption = w.chance, w.caption(name)
    kind = c.random()
    if kind < 0.4:
        return [Pair(caption, w.sum(fen))]
    if kind < 0.65:
        return [Pair(caption, w.sum_twice(fen))]
    if kind < 0.75 and "（" not in caption:
        return [Pair(f"{caption}（元）", figures(fen))]
    if kind < 0.82 and fen % 1_000_000 == 0 and "（" not in caption:
        return [Pair(f"{caption}（万元）", f"{fen // 1_000_000}")]
    if "大写" in caption or "（" in caption:
        return [Pair(caption, w.sum(fen))]
    return [Pair(f"{caption}（小写）", f"￥{figures(fen)}"), Pair(f"{caption}（大写）", words(fen))]


def group(w: Words, role: str, values: dict[str, str], chance: random.Random, *, fixed: bool = False) -> Group:
    """Return what the form says of a party; `fixed` keeps the parts alike for all parties of the form."""
    rows = [Pair(w.part(part), value) for part, value in values.items()]
    if not fixed:
        for part in chance.sample(("address", "phone", "legal", "code"), chance.randrange(0, 3)):
            rows.append(Pair(w.part(part), w.about(part)))
        if chance.random() < 0.3:
            chance.shuffle(rows)
    return Group(w.head(role), rows)


def mixed(w: Words, pairs: list[Pair], others: list[Pair]) -> list[Pair]:
    """Return both in some order; no two captions are alike."""
    kept = {p.caption: p for p in [*others, *pairs]}  # the field wins
    found = list(kept.values())
    w.chance.shuffle(found)
    return found


def heading(w: Words, plan: Plan, day: dt.date, name: str) -> bool:
    """Put the day into the form, beside the title or among its pairs; False leaves it to the signature."""
    place = w.chance.random()
    if place < 0.35:
        plan.above.append(Pair(w.caption(name), w.day(day)))
    elif place < 0.75:
        at = w.chance.randrange(len(plan.pairs) + 1)
        plan.pairs.insert(at, Pair(w.caption(name), w.day(day)))
    return place < 0.75


def ending(w: Words, plan: Plan, name: str, day: dt.date | None, *, signs: bool) -> None:
    """Let somebody sign, with a day or without."""
    c = w.chance
    if signs:
        plan.foot.append(
            f"{c.choice(('申请单位', '申请人', '借款人', '委托单位'))}（{c.choice(('公章', '盖章', '签章'))}）：{name}"
        )
        plan.seal = name if len(name) < 16 and c.random() < 0.5 else ""
    if day is not None:
        plan.foot.append(c.choice((w.day(day), f"日期：{w.day(day)}")))


def letter(w: Words, contract: str, fen: int, purpose: str, *, pays: bool) -> str:
    """Return the sentence in which a borrower asks for money, or orders it to be paid: number, sum and use in it."""
    c = w.chance
    we, you = c.choice(("我公司", "本公司", "我单位", "我司", "本单位")), c.choice(("贵行", "贵社", "你行"))
    kind = c.choice(("流动资金借款合同", "借款合同", "流动资金贷款合同", "授信借款合同"))
    named = c.choice(
        (
            f"《{kind}》（编号：{contract}）",
            f"编号为{contract}的{kind}",
            f"《{kind}》（合同编号为{contract}）",
            f"{kind}（{contract}）",
        )
    )
    lead = f"{c.choice(('根据', '依据', '按照', '依照'))}{we}与{you}{c.choice(('签订的', '签署的', '订立的', '已签订的'))}{named}，"
    ten = f"{fen / 1_000_000:f}".rstrip("0").rstrip(".")
    ways = [
        f"人民币{words(fen)}（￥{figures(fen)}）",
        f"人民币{figures(fen)}元（大写：{words(fen)}）",
        f"￥{figures(fen)}元",
    ]
    amount = c.choice([*ways, f"人民币{ten}万元"] if fen % 1_000_000 == 0 else ways)
    use = c.choice((f"，用于{purpose}", f"，专项用于{purpose}", f"，款项用途为{purpose}", f"，资金用途：{purpose}"))
    if pays:
        order = c.choice(("现委托", "特委托", "兹委托", "授权"))
        return (
            f"{lead}{order}{you}将贷款资金{amount}{c.choice(('支付', '划付', '划转', '转付', '汇付'))}至下列账户{use}。"
        )
    ask = c.choice(
        ("现申请提取贷款", "特申请支用借款", "拟提取借款", "现申请发放贷款", "申请使用贷款", "现向贵行申请提款")
    )
    return f"{lead}{we if c.random() < 0.4 else ''}{ask}{amount}{use}。"
