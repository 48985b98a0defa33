"""Composes the heads of contracts: guarantees, trade and loans, with parties in blocks, terms in tables or in articles."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import random

from .composed_pages import Listing, Plan
from .composed_parts import Given, amount_pairs, mixed, purpose_of, small_firm, sum_fen
from .composed_words import Group, Pair, Words
from .values import bare, credit_code, date, digits, figures, money, words

_CARED = "本合同未尽事宜，由各方协商解决；协商不成的，向合同签订地有管辖权的人民法院提起诉讼。"
_COPIES = "本合同一式叁份，各方各执一份，具有同等法律效力，自各方签字盖章之日起生效。"
_CARRIES = "各方应当全面履行本合同，任何一方违约的，应当赔偿守约方因此受到的损失。"


def _numbered(articles: list[str], chance: random.Random) -> list[str]:
    """Return the articles with numbers before them, or without."""
    head = chance.choice(("第{n}条　", "{n}、", "", "第{n}条 "))
    return [head.replace("{n}", "一二三四五六七八九"[k]) + text for k, text in enumerate(articles)]


def _party(w: Words, role: str, name: str, *, person: bool = False, letter: str = "", rows: int = 0) -> Group:
    """Return a party's block: its name, with so many of its particulars; a person has a number of his own."""
    parts = [Pair(w.part("name"), name)]
    about = ("address", "phone", "legal", "bank", "account") if not person else ("address", "phone")
    parts += [Pair(w.part(p), w.about(p)) for p in about[:rows]]
    head = w.head(role)
    if letter:
        head = w.chance.choice((f"{letter}（{head}）", f"{head}（{letter}）"))
    return Group(head, parts)


def guarantee_contract(w: Words) -> tuple[Plan, Given]:
    """A surety's or a mortgagor's contract for somebody's loan."""
    c = w.chance
    kind = c.choice(("保证", "保证", "抵押", "质押"))
    creditor, debtor, day = w.branch(), small_firm(w), date(c)
    guarantor = w.firm() if kind != "保证" or c.random() < 0.6 else w.person()
    while guarantor == debtor:
        guarantor = w.firm()
    w.settle("guarantor", {"保证": "保证|担保(?!权)|增信", "抵押": "抵押", "质押": "质"}[kind])
    number, main, fen = w.contract(day), w.contract(day), sum_fen(c, 20, 2000)
    while main == number:
        main = w.contract(day)
    plan = Plan(f"{c.choice(('', '最高额', ''))}{kind}{c.choice(('合同', '合同书', '合同'))}")
    plan.above = [Pair(w.caption("contract_number"), number)]
    letters = c.choice((("", "", ""), ("", "", ""), ("甲方", "乙方", "丙方")))
    rows = c.randrange(0, 4)
    three = c.random() < 0.7
    roles = [("creditor" if c.random() < 0.7 else "lender", creditor), ("guarantor", guarantor)]
    roles += [(c.choice(("debtor", "borrower")), debtor)] if three else []
    order = list(range(len(roles)))
    c.shuffle(order)
    plan.groups = [_party(w, roles[k][0], roles[k][1], letter=letters[n], rows=rows) for n, k in enumerate(order)]
    if c.random() < 0.6:  # a table of terms
        pairs = [Pair(w.caption("main_contract_number"), main), *amount_pairs(w, fen)]
        plan.pairs = mixed(w, pairs, w.distractors(c.randrange(1, 5), but="额度|金额|编号|号$|日期|时间"))
        articles = []
    else:
        head = w.head(roles[0][0])
        articles = [
            c.choice(
                (
                    f"为保障{head}债权的实现，担保人自愿为编号{main}的借款合同项下债务提供{kind}担保。",
                    f"本合同所担保的主合同为债务人与{head}签订的《流动资金借款合同》（编号：{main}）。",
                )
            ),
            c.choice(
                (
                    f"被担保的主债权本金金额为人民币{words(fen)}（小写：￥{figures(fen)}）。",
                    f"本合同担保的债权本金为人民币{figures(fen)}元整。",
                    f"{kind}担保的最高债权额为人民币（大写）{words(fen)}。",
                )
            ),
        ]
    if not three:
        articles.insert(0, f"为确保债务人{debtor}按期清偿债务，各方经协商一致，订立本合同。")
    plan.closing = _numbered(
        [*articles, "担保范围包括本金、利息、罚息、违约金以及实现债权的费用。", _CARED, _COPIES], c
    )
    plan.foot = [f"签订日期：{w.day(day)}"] if c.random() < 0.7 else []
    given = {
        "contract_number": number,
        "main_contract_number": main,
        "guarantor": guarantor,
        "creditor": creditor,
        "debtor": debtor,
    }
    return plan, given | {"amount": bare(fen), "kind": kind}


_PAYS = (
    "合同签订后支付30%预付款，货到验收合格后支付余款",
    "货到后30日内以银行转账方式付清全部款项",
    "款到发货",
    "按月结算，次月10日前付清上月款项",
    "验收合格后一次性付清",
)


def trade_contract(w: Words) -> tuple[Plan, Given]:
    """A contract of sale between two firms."""
    c = w.chance
    buyer, seller, day = w.firm(), w.firm(), date(c, 2023, 2025)
    while seller == buyer:
        seller = w.firm()
    number, goods = w.contract(day), c.choice(w.names.goods)
    count, price = c.randrange(10, 900), money(c, 10, 3000)
    fen, due, pays = count * price, day + dt.timedelta(days=c.randrange(10, 90)), c.choice(_PAYS)
    plan = Plan(c.choice(("购销合同", "采购合同", "买卖合同", "产品购销合同", "货物采购合同", "供货合同")))
    number_pair = Pair(w.caption("contract_number"), number)
    letters = c.choice((("", ""), ("", ""), ("甲方", "乙方")))
    rows = c.randrange(0, 5)
    sides = [("buyer", buyer), ("seller", seller)]
    c.shuffle(sides)
    plan.groups = [_party(w, role, name, letter=letters[n], rows=rows) for n, (role, name) in enumerate(sides)]
    signed = Pair(w.caption("signed_date"), w.day(day))
    pairs = [Pair(w.caption("subject"), goods[0]), *amount_pairs(w, fen)]
    spoken = words(fen) if any(words(fen) in p.value for p in pairs) else None
    pairs += [Pair(w.caption("delivery_date"), w.day(due)), Pair(w.caption("payment_terms"), pays)]
    for pair in (number_pair, signed):
        (plan.above if c.random() < 0.6 else pairs).append(pair)
    plan.pairs = mixed(
        w,
        pairs,
        w.distractors(
            c.randrange(1, 6),
            but="金额|合计|价|日期|时间|日$|付款|名称|有效期|比例|期$|编号|押金|定金|税|数量|单价|产品|品种|注$|合同",
        ),
    )
    if c.random() < 0.4:
        heads = ["品名", "规格", "单位", "数量", "单价", "金额"]
        plan.listing = Listing(heads, [[goods[0], goods[3], goods[2], str(count), figures(price), figures(fen)]])
    plan.closing = _numbered([_CARRIES, _CARED, _COPIES], c)
    given = {
        "contract_number": number,
        "buyer": buyer,
        "seller": seller,
        "subject": goods[0],
        "amount": bare(fen),
        "amount_in_words": spoken,
    }
    return plan, given | {"signed_date": day.isoformat(), "delivery_date": due.isoformat(), "payment_terms": pays}


_KINDS = {
    "working_capital": ("流动资金借款合同", "流动资金贷款合同"),
    "fixed_asset": ("固定资产借款合同", "固定资产贷款合同"),
    "personal_business": ("个人经营贷款合同", "个人经营性借款合同"),
    "personal_consumption": ("个人消费借款合同", "个人消费贷款合同"),
}
_REPAID = ("按月付息，到期还本", "等额本息", "按季付息，到期一次性还本", "等额本金", "利随本清")


def loan_contract(w: Words) -> tuple[Plan, Given]:
    """A loan contract whose terms stand in a table before its clauses."""
    c = w.chance
    kind = c.choice(tuple(_KINDS))
    personal = kind.startswith("personal")
    lender, borrower = w.branch(), w.person() if personal else w.firm()
    surety = w.person() if c.random() < 0.5 else w.firm()
    while surety == borrower:
        surety = w.firm()
    start, months = date(c, 2023, 2025), c.choice((6, 12, 24, 36))
    later = start.month - 1 + months
    end = dt.date(start.year + later // 12, later % 12 + 1, min(start.day, 28))
    signed, number = start - dt.timedelta(days=c.choice((0, 1, 3))), w.contract(start)
    fen, rate, own, back = sum_fen(c, 5, 900), f"{c.randrange(300, 900) / 100:.2f}", w.account(), w.account()
    identity = (
        f"3306{digits(c, 2)}19{c.randrange(60, 99)}0{c.randrange(1, 9)}{c.randrange(10, 28)}{digits(c, 3)}X"
        if personal
        else credit_code(c)
    )
    use = {"fixed_asset": "购置生产设备", "personal_consumption": "住房装修", "personal_business": "店铺进货"}.get(
        kind, ""
    ) or purpose_of(w)
    method = c.choice(("受托支付", "自主支付"))
    plan = Plan(c.choice(_KINDS[kind]))
    plan.above = [Pair(w.caption("contract_number"), number)]
    parties = [("lender", lender), ("borrower", borrower), *([("guarantor", surety)] if c.random() < 0.5 else [])]
    if c.random() < 0.3:
        parties[0], parties[1] = parties[1], parties[0]
    plan.groups = [_party(w, role, name, person=name in (borrower, surety) and len(name) < 5) for role, name in parties]
    idp = next(g for g, (role, _) in zip(plan.groups, parties, strict=True) if role == "borrower")
    idp.rows.append(Pair(w.pick(("身份证号码", "证件号码", "公民身份号码")) if personal else w.part("id"), identity))
    for g, (role, _) in zip(plan.groups, parties, strict=True):
        g.rows.append(Pair(w.part("address"), w.about("address")))
        if role != "borrower":
            g.rows.insert(1, Pair(w.part("phone"), w.about("phone")))
    amounts = amount_pairs(w, fen)
    spoken = words(fen) if any(words(fen) in p.value for p in amounts) else None
    pairs = [*amounts, Pair(w.caption("purpose"), use), Pair(w.caption("repayment_method"), c.choice(_REPAID))]
    repaid = pairs[-1].value
    term = c.random() < 0.5
    if term:
        caption = w.caption("term_months")
        pairs.append(Pair(caption, str(months) if "月" in caption else f"{months}个月"))
    pairs += [Pair(w.caption("start_date"), w.day(start)), Pair(w.caption("end_date"), w.day(end))]
    rate_pair = w.caption("interest_rate")
    pairs.append(Pair(rate_pair, rate if "%" in rate_pair else f"{rate}%"))
    pairs += [Pair(w.caption("disbursement_account"), own), Pair(w.caption("repayment_account"), back)]
    pairs.append(Pair(w.caption("payment_method"), method))
    plan.pairs = mixed(
        w,
        pairs,
        w.distractors(
            c.randrange(0, 4),
            but="利率|LPR|期|日|账|金额|额|借款|贷款|抵押|质|人$|意见|备注|授信|合同|币|货币|担保|科目|类型|品种",
        ),
    )
    on_top = c.random() < 0.5
    (plan.above if on_top else plan.pairs).append(Pair(w.caption("signed_date"), w.day(signed)))
    plan.closing = _numbered([_CARRIES, _CARED, _COPIES], c)
    given = {
        "contract_number": number,
        "lender": lender,
        "borrower": borrower,
        "borrower_id": identity,
        "loan_kind": kind,
        "amount": bare(fen),
    }
    given |= {
        "amount_in_words": spoken,
        "currency": "CNY",
        "start_date": start.isoformat(),
        "end_date": end.isoformat(),
        "term_months": months,
    }
    given |= {
        "interest_rate": rate,
        "purpose": use,
        "payment_method": {"受托支付": "entrusted", "自主支付": "self"}[method],
    }
    given |= {
        "disbursement_account": own.replace(" ", ""),
        "repayment_account": back.replace(" ", ""),
        "repayment_method": repaid,
    }
    sureties = [name for role, name in parties if role == "guarantor"]
    return plan, given | {"signed_date": signed.isoformat(), "guarantors": sureties}
