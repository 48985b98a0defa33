"""Composes contracts that secure a loan from independent axes: who is named where, how the loan and its sum are told.

Parties stand in lines, in a table or in the first sentence, by role, by letter or by both; the debtor in a block of his
own, in a sentence, or the surety is the debtor; the loan's number beside its title, before it, in brackets, beside a
caption; the sum in a clause of many words or in a table; the number at the head, in the parties' table or below the
title. `composed-security-mend` papers are there to be looked at; `composed-security-count` mostly take the fifth of the
sentences that is kept back (`composed_voice.kept_back`).

    python benchmarks/understanding.py --papers composed-security-count --count 40 --seed 7501
"""

# ruff: noqa: E501 - lists of printed words read better unbroken
from __future__ import annotations

import functools
import random

from .composed_voice import Voice
from .contracts_press import Style
from .held.loans5_press import Press5
from .made import Made, Paper
from .values import bare, credit_code, date, digits, figures, truth, words

_KINDS = {
    "保证": (
        "保证人",
        "债权人",
        "保证合同 最高额保证合同 连带责任保证合同 保证担保合同 个人保证合同 最高额保证担保合同 保证担保协议",
    ),
    "抵押": (
        "抵押人",
        "抵押权人",
        "抵押合同 最高额抵押合同 动产抵押协议 不动产抵押合同 房地产抵押合同 抵押担保合同 设备抵押合同",
    ),
    "质押": ("出质人", "质权人", "质押合同 应收账款质押合同 最高额质押合同 股权质押合同 权利质押合同 存单质押协议"),
}
_MET = """
为确保{C}与{debtor}（以下简称债务人）签订的{M}的履行，{G}自愿提供{kind}担保。
鉴于{C}与{debtor}签订了{M}，{G}愿意为债务人提供{kind}担保，双方订立本合同。
{C}和{debtor}（债务人）已签署{M}，为保障债权实现，{G}提供{kind}。
因{debtor}（借款人）依据{M}向{C}借款，{G}愿为该笔债务提供{kind}担保。
为保证{M}项下债务的清偿，应债务人{debtor}的请求，{G}同意以{kind}方式提供担保。
{G}自愿为{debtor}在{M}项下对{C}所负的全部债务提供{kind}担保。
{C}依据{M}向债务人{debtor}发放贷款，{G}对此提供{kind}担保。
{debtor}（以下称借款人）与{C}于{signed}签署{M}，{G}自愿为借款人履行债务提供{kind}担保，现立约如下。
主合同债务人为{debtor}，主合同为{C}与其签订的{M}，{G}以{kind}方式为其担保。
鉴于债务人{debtor}拟按{M}向{C}申请融资，{G}承诺提供{kind}担保。
"""
_SELF = """
{G}同时为主合同债务人，其与{C}签订了{M}，现以下列财产提供{kind}担保。
{G}即为{M}项下的借款人，为担保其自身债务，与{C}订立本合同。
本合同的债务人即{G}，主合同为双方签订的{M}。
{G}亦系借款人，为履行{M}，自愿以其财产设定{kind}。
"""
_MAINS = """
编号为{main}的《{title}》
《{title}》（编号：{main}）
{main}号《{title}》
编号{main}的{title}
《{title}》（合同编号为{main}）
{title}（编号{main}）
合同号为{main}的《{title}》
编号{main}《{title}》
第{main}号{title}
"""
_LOANS = "流动资金借款合同 固定资产借款合同 个人经营贷款合同 综合授信合同 借款合同 最高额融资合同 项目融资协议"
_SUMS = """
本合同所担保的主债权本金为{sum}。
被担保的主债权数额为{sum}，利息、罚息另计。
{kind}担保的最高债权额为{sum}。
担保的债权本金金额：{sum}。
本合同担保的主债权为债权人发放的贷款本金{sum}及相应利息。
所担保债权之最高本金余额为{sum}。
主债权：依主合同形成的借款{sum}。
债务人借款金额为{sum}，借款期限{months}个月。
担保金额为{sum}。
本合同项下被担保债权的本金限额为{sum}。
主合同项下贷款金额{sum}，期限{months}个月。
"""
_CAPTIONS = "主债权金额 担保金额 被担保债权数额 最高债权额 主债权本金 担保债权本金 借款金额 债权本金"
_MAIN_CAPTIONS = "主合同编号 借款合同编号 主债权合同编号 主合同 被担保的主合同编号 所担保主合同号"
_DEBTORS = "债务人 借款人 主债务人 被担保人 债务人名称 借款企业"
_NUMBERS = "合同编号 编号 {kind}合同编号 协议编号 合同号 No."
_MORE = """
担保范围包括本金、利息、复利、罚息、违约金以及实现债权的费用。
债务人未按期清偿的，债权人有权直接要求担保人承担担保责任。
担保人变更住所、名称的，应当在十日内书面通知债权人。
本合同独立于主合同，主合同无效不影响本合同的效力。
未经债权人书面同意，担保人不得转移、出租或者再行设定担保。
主合同展期的，须经担保人书面同意。
担保人保证已取得签署本合同所需的全部授权。
因本合同发生争议，向债权人所在地人民法院起诉。
"""


def _sum(v: Voice, fen: int) -> str:
    spoken, plain = words(fen), figures(fen)
    ways = [
        f"人民币{spoken}（￥{plain}）",
        f"人民币（大写）{spoken}",
        f"人民币{plain}元",
        f"{plain}元（大写：{spoken}）",
        f"（币种）人民币（大写）{spoken}整，（小写）￥{plain}".replace("整整", "整"),
    ]
    ways += [f"人民币{fen // 1_000_000}万元整"] if fen % 1_000_000 == 0 else []
    return v.chance.choice(ways)


def _number(v: Voice, year: int, mark: str) -> str:
    c = v.chance
    return c.choice(
        (
            f"{mark}{year}{digits(c, 6)}",
            f"徽银{mark.lower()}{year}{digits(c, 5)}".upper(),
            f"{year}年泉丰{mark[:1]}字第{digits(c, 4)}号",
            f"{mark}-{year}-{digits(c, 4)}",
            f"常农商（{year}）{mark}字{digits(c, 5)}号",
            f"{digits(c, 6)}{mark}{digits(c, 4)}",
        )
    )


def security(v: Voice) -> Made:  # noqa: PLR0915 - one paper, drawn from its head to its end
    """A contract of suretyship, mortgage or pledge."""
    c = v.chance
    kind = c.choice(tuple(_KINDS))
    role, creditor_role, titles = _KINDS[kind]
    person = kind != "质押" and c.random() < 0.35
    firms = v.names.firms(c, 2)
    guarantor = v.names.person(c) if person else firms[0]
    himself = kind != "保证" and c.random() < 0.3
    debtor = guarantor if himself else firms[1] if c.random() < 0.75 else v.names.person(c)
    if debtor == guarantor and not himself:
        debtor = firms[1]
    creditor, day = v.names.branch(c), date(c, 2023, 2025)
    number, main = _number(v, day.year, "BDZ"[("保证", "抵押", "质押").index(kind)] + "B"), _number(v, day.year, "LD")
    fen, months = c.randrange(10, 900) * c.choice((1_000_000, 5_000_000)), c.choice(("12", "24", "36"))
    letters = c.random() < 0.45
    first, second = ("甲方", "乙方") if c.random() < 0.5 else ("乙方", "甲方")
    called_c, called_g = (first, second) if letters else (creditor_role, role)
    values = {
        "C": called_c, "G": called_g, "debtor": debtor, "kind": kind, "months": months, "signed": v.day(day),
        "title": v.pick(_LOANS), "main": main,
    }  # fmt: skip
    values["M"] = v.pick(_MAINS).format(**values).replace("号号", "号").replace("第第", "第")
    values["sum"] = _sum(v, fen)
    style = Style(face=c.choice(("serif", "sans")), size=c.choice((10.5, 11.5)), leading=c.choice((1.55, 1.75)), margins=(72, 66, 72, 62), foot=c.choice(("", "{page}")))  # fmt: skip
    press = Press5(style)
    caption = v.pick(_NUMBERS).format(kind=kind)
    place = c.choice(("above", "below", "row"))
    if place == "above":
        press.paragraph(f"{caption}：{number}")
    press.heading(v.pick(titles))
    if place == "below":
        press.paragraph(f"{caption}：{number}")
    who_c = f"{called_c}（{creditor_role}）" if letters else creditor_role
    who_g = f"{called_g}（{role}）" if letters else role
    identity = (
        ("身份证号码", f"3306{digits(c, 2)}19750{c.randrange(1, 9)}12{digits(c, 4)}")
        if person
        else ("统一社会信用代码", credit_code(c))
    )
    parties = [(who_c, creditor), (who_g, guarantor)]
    labelled = not himself and c.random() < 0.35
    if labelled:
        parties.append((v.pick(_DEBTORS), debtor))
    head = [*parties, identity]
    if place == "row":
        head.insert(c.randrange(0, 2) * len(head), (caption if caption != "No." else "合同编号", number))
    terms = c.random() < 0.35
    rows = [(v.pick(_MAIN_CAPTIONS), main), (v.pick(_CAPTIONS), values["sum"])] if terms else []
    way = c.choice(("lines", "lines", "table"))
    if way == "table":
        press.form([list(pair) for pair in (*head, *rows)], (0.26, 0.74), rules=c.choice(("all", "rows")))
    else:
        for name, value in (*head, *rows):
            press.paragraph(f"{name}：{value}")
    texts = []
    if himself:
        texts.append(v.pick(_SELF).format(**values))
    elif not (labelled and terms) or c.random() < 0.5:
        texts.append(v.pick(_MET).format(**values))
    if not terms:
        texts.append(v.pick(_SUMS).format(**values))
    texts += c.sample([t for t in _MORE.split() if t], 4)
    shape = c.choice(("第{h}条　", "{n}. ", "{h}、", "", "（{h}）"))
    for k, text in enumerate(texts):
        press.paragraph(shape.format(h="一二三四五六七八九"[k], n=k + 1) + text, first=2)
    sign = v.pick("（盖章） （签章） （公章） （签字或盖章） （签字、手印）")
    press.beside(
        [f"{who_c}{sign}：{creditor}", f"日期：{v.day(day)}"], [f"{who_g}{sign}：{guarantor}", f"日期：{v.day(day)}"]
    )
    given = {
        "contract_number": number,
        "main_contract_number": main,
        "guarantor": guarantor,
        "creditor": creditor,
        "debtor": debtor,
        "amount": bare(fen),
        "kind": kind,
    }
    return Made(press.pdf_bytes(), ".pdf", truth("guarantee_contract", given, {"kind": [f"any text with {kind}"]}))


def _paper(counted: bool, chance: random.Random) -> Made:
    return security(Voice(chance, counted=counted))


PAPERS = tuple(
    Paper(f"composed-security-{use}", "dev", functools.partial(_paper, use == "count")) for use in ("mend", "count")
)
