"""Composes forms around a loan from independent axes: words, places of captions, parties, order, neighbours, spellings.

`composed-mend-…` papers are there to be looked at. `composed-count-…` papers also use the fifth of the words that is kept
back (`training.captions.kept_back`): they are only counted.

    python benchmarks/understanding.py --papers composed-count --count 40 --seed 7101
"""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import functools
import random
from collections.abc import Callable
from typing import Any

from .composed_agreements import guarantee_contract, loan_contract, trade_contract
from .composed_pages import Listing, Plan, drawn
from .composed_parts import (
    Given,
    amount_pairs,
    ending,
    group,
    heading,
    letter,
    mixed,
    purpose_of,
    small_firm,
    sum_fen,
)
from .composed_words import Pair, Words
from .made import Made, Paper
from .values import bare, date, digits, figures, money, truth, words


def drawdown_application(w: Words) -> tuple[Plan, Given]:
    """A borrower asks for money of a contract and says who is to be paid."""
    c = w.chance
    borrower, day, contract = small_firm(w), date(c), ""
    contract = w.contract(day)
    payees = [w.firm() for _ in range(c.choice((1, 1, 2, 3)))]
    parts = [sum_fen(c, 10, 300) for _ in payees]
    fen, purpose = sum(parts), purpose_of(w)
    accounts = [w.account() for _ in payees]
    plan = Plan(c.choice(("提款申请书", "用款申请书", "贷款提款申请表", "支用申请书", "提款申请单", "借款提款申请书")))
    pairs = [Pair(w.caption("contract_number"), contract), *amount_pairs(w, fen), Pair(w.caption("purpose"), purpose)]
    inside = c.random() < 0.75
    if inside:
        pairs.append(Pair(w.role_caption("borrower", "name") if c.random() < 0.6 else w.caption("borrower"), borrower))
    plan.pairs = mixed(w, pairs, w.distractors(c.randrange(1, 6), but="审批|申请|填|支付|收款|受托|用款|日期|签订"))
    role = c.choice(("payee", "payee", "partner"))
    if len(payees) > 1 or c.random() < 0.5:
        plan.listing = _payees(w, role, payees, accounts, parts)
    else:
        one = group(w, role, {"name": payees[0], "account": accounts[0], "bank": w.branch()}, c)
        one.rows.append(Pair(w.pick_amount(), figures(parts[0])))
        plan.groups = [one]
    if c.random() < 0.3:
        plan.opening, plan.pairs, inside = [letter(w, contract, fen, purpose, pays=False)], [], False
    elif c.random() < 0.4:
        plan.opening = [
            c.choice(
                ("根据我单位与贵行签订的借款合同，现申请提取借款，具体事项如下：", "兹就下列事项提出申请，请予审核。")
            )
        ]
    ending(w, plan, borrower, None if heading(w, plan, day, "date") else day, signs=not inside)
    if c.random() < 0.5:
        plan.closing = ["我单位承诺所提款项按照约定用途使用，并按贵行要求提供用途证明材料。"]
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "purpose": purpose,
    }
    rows = zip(payees, accounts, parts, strict=True)
    return plan, given | {"payees": [{"name": n, "account": a.replace(" ", ""), "amount": bare(p)} for n, a, p in rows]}


def _payees(w: Words, role: str, payees: list[str], accounts: list[str], parts: list[int]) -> Listing:
    c = w.chance
    columns: list[tuple[str, list[str]]] = [
        (w.role_caption(role, "name"), payees),
        (w.role_caption(role, "account") if c.random() < 0.5 else w.part("account"), accounts),
        (w.pick_amount(), [figures(p) for p in parts]),
    ]
    if c.random() < 0.6:
        columns.append(
            (w.role_caption(role, "bank") if c.random() < 0.5 else w.part("bank"), [w.branch() for _ in payees])
        )
    if c.random() < 0.3:
        columns.append((c.choice(("合同编号", "发票号码", "备注")), [digits(c, 8) for _ in payees]))
    c.shuffle(columns)
    if c.random() < 0.6:
        columns.insert(0, (c.choice(("序号", "序", "No.")), [str(k + 1) for k in range(len(payees))]))
    rows = [[values[k] for _, values in columns] for k in range(len(payees))]
    amount_at = next(k for k, (_, values) in enumerate(columns) if values == [figures(p) for p in parts])
    total = ["" for _ in columns]
    total[0] = "合计"
    total[amount_at] = figures(sum(parts))
    return Listing([h for h, _ in columns], rows, total if amount_at and c.random() < 0.5 else [])


def entrusted_payment_order(w: Words) -> tuple[Plan, Given]:
    """A borrower orders its bank to pay the loan on to a trading partner."""
    c = w.chance
    borrower, payee, day = small_firm(w), w.firm(), date(c)
    contract, to, at, own = w.contract(day), w.account(), w.branch(), w.account()
    fen, purpose = sum_fen(c, 10, 900), purpose_of(w)
    plan = Plan(
        c.choice(
            (
                "受托支付委托书",
                "贷款资金受托支付申请书",
                "受托支付申请表",
                "委托支付通知单",
                "贷款受托支付委托书",
                "委托支付申请书",
            )
        )
    )
    pairs = [Pair(w.caption("contract_number"), contract), *amount_pairs(w, fen), Pair(w.caption("purpose"), purpose)]
    payer_role = c.choice(("payer", "borrower"))
    both = c.random() < 0.6
    if both:
        plan.groups = [
            group(w, payer_role, {"name": borrower, "account": own, "bank": w.branch()}, c, fixed=True),
            group(
                w, c.choice(("payee", "payee", "partner")), {"name": payee, "account": to, "bank": at}, c, fixed=True
            ),
        ]
        c.shuffle(plan.groups)
    else:
        plan.groups = [group(w, c.choice(("payee", "payee", "partner")), {"name": payee, "account": to, "bank": at}, c)]
        pairs.append(Pair(w.caption("borrower"), borrower))
    plan.pairs = mixed(
        w,
        pairs,
        w.distractors(c.randrange(1, 6), but="支付|申请|委托|付款|日期|日$|签订|放款金额|借款金额|贷款金额|受托"),
    )
    signs = c.random() < 0.5
    if not both and c.random() < 0.5:
        plan.opening, plan.pairs, signs = [letter(w, contract, fen, purpose, pays=True)], [], True
    elif c.random() < 0.3:
        plan.opening = ["兹委托贵行将本单位贷款资金按下列要素办理对外支付，所引起的一切责任由本单位承担。"]
    ending(w, plan, borrower, None if heading(w, plan, day, "date") else day, signs=signs)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "payee_name": payee,
    }
    return plan, given | {"payee_account": to.replace(" ", ""), "payee_bank": at, "purpose": purpose}


def loan_receipt(w: Words) -> tuple[Plan, Given]:
    """A bank's voucher of a loan paid out."""
    c = w.chance
    borrower = small_firm(w) if c.random() < 0.6 else w.person()
    start = date(c, 2023, 2025)
    end = start.replace(year=start.year + c.choice((1, 2, 3)), day=min(start.day, 28))
    number, contract, account = f"JJ{digits(c, 12)}", w.contract(start), w.account()
    fen, rate = sum_fen(c, 5, 900), f"{c.randrange(300, 900) / 100:.2f}"
    plan = Plan(c.choice(("借款借据", "贷款借据", "借据", "放款凭证", "贷款发放凭证", "个人贷款借据")))
    named = w.role_caption("borrower", "name") if c.random() < 0.7 else w.caption("borrower")
    percent = Pair(w.caption("interest_rate"), f"{rate}%")
    pairs = [
        Pair(named, borrower),
        Pair(w.caption("contract_number"), contract),
        *amount_pairs(w, fen),
        Pair(w.caption("due_date"), w.day(end)),
        Pair(w.caption("account"), account),
        Pair(percent.caption, rate) if "%" in percent.caption else percent,
    ]
    for name, value in (("receipt_number", number), ("disbursement_date", w.day(start))):
        pair = Pair(w.caption(name), value)
        (plan.above if c.random() < 0.4 else pairs).append(pair)
    others = w.distractors(
        c.randrange(1, 6), but="利率|收款|放款|日期|贷款账户|内部|科目|借据余额|合同金额|业务编号|LPR"
    )
    plan.pairs = mixed(w, pairs, others)
    if c.random() < 0.4:
        plan.closing = ["兹向贵行借到上列款项，本人（单位）保证按借款合同约定按期归还本息。"]
    plan.foot = [f"复核：{w.person()}　　　经办：{w.person()}　　　借款人（签章）："]
    given = {
        "receipt_number": number,
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "account": account.replace(" ", ""),
    }
    return plan, given | {"disbursement_date": start.isoformat(), "due_date": end.isoformat(), "interest_rate": rate}


def receipt(w: Words) -> tuple[Plan, Given]:
    """A receipt for money between firms and persons."""
    c = w.chance
    payer, payee, day = (small_firm(w) if c.random() < 0.7 else w.person()), w.firm(), date(c)
    fen, spoken = money(c, 100, 900_000), ""
    reason = c.choice(("租金", "货款", "投标保证金", "设备维修费", "第三季度物业费", "运输费用", "培训费", "材料尾款"))
    plan = Plan(c.choice(("收据", "收款收据", "收 据", "统一收款收据", "收款凭据")))
    pairs = [
        Pair(w.caption("payer") if c.random() < 0.6 else w.role_caption("payer", "name"), payer),
        Pair(w.caption("reason"), reason),
    ]
    spoken = words(fen)
    two = c.random() < 0.7
    if two:
        pairs += [
            Pair(w.caption("amount"), f"￥{figures(fen)}"),
            Pair(w.caption("amount_in_words"), f"{c.choice(('', '人民币'))}{spoken}"),
        ]
    else:
        pairs += [Pair(w.caption("amount"), f"人民币（大写）{spoken}　（小写）￥{figures(fen)}")]
    if c.random() < 0.7:
        pairs.append(Pair(w.caption("payee"), payee))
    else:
        plan.foot.append(f"{w.caption('payee')}：{payee}")
    others = w.distractors(c.randrange(0, 4), but="金额|收款|日期|付款|缴款|交款|时间|说明|备注|提示|注$")
    plan.pairs = mixed(w, pairs, others)
    plan.above = [Pair(w.caption("date"), w.day(day))]
    if c.random() < 0.5:
        plan.above.append(Pair(c.choice(("No", "编号", "收据号码")), digits(c, 8)))
    plan.foot.append(f"会计：{w.person()}　　　出纳：{w.person()}　　　经手人：{w.person()}")
    plan.seal = payee if len(payee) < 16 and c.random() < 0.5 else ""
    return plan, {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": spoken,
        "reason": reason,
    }


def inspection_report(w: Words) -> tuple[Plan, Given]:
    """A lender's officer looks at a borrower after the loan was paid out."""
    c = w.chance
    borrower, inspector, day = small_firm(w), w.person(), date(c)
    conclusion = c.choice(
        (
            "借款人经营正常，贷款资金按约定用途使用，未发现重大风险隐患。",
            "经检查，企业生产销售稳定，按期付息，建议维持正常类管理。",
            "受访企业订单下降，回款放缓，建议列入关注并缩短检查周期。",
            "资金用途与合同约定一致，担保有效，还款来源有保障。",
        )
    )
    plan = Plan(c.choice(("贷后检查报告", "贷后检查表", "贷后检查报告表", "贷款用途检查报告", "贷后管理检查报告")))
    pairs = [
        Pair(w.role_caption("borrower", "name") if c.random() < 0.5 else w.caption("borrower"), borrower),
        Pair(w.caption("inspector"), inspector),
    ]
    pair = Pair(w.caption("date"), w.day(day))
    (plan.above if c.random() < 0.3 else pairs).append(pair)
    last = Pair(w.caption("conclusion"), conclusion)
    others = w.distractors(
        c.randrange(2, 7), but="检查|走访|结论|意见|经理|问题|复查|客户|企业|调查|信贷|报告|审批日|审核日|负责人$"
    )
    plan.pairs = [*mixed(w, pairs, others), last] if c.random() < 0.7 else mixed(w, [*pairs, last], others)
    if c.random() < 0.5:
        plan.foot = [f"复核人：{w.person()}　　　　部门负责人：{w.person()}"]
    return plan, {"date": day.isoformat(), "borrower": borrower, "inspector": inspector, "conclusion": conclusion}


def transfer_slip(w: Words) -> tuple[Plan, Given]:
    """A bank's slip of one transfer between two accounts."""
    c = w.chance
    payer, payee = (small_firm(w) if c.random() < 0.7 else w.person()), (w.firm() if c.random() < 0.7 else w.person())
    own, to, day, fen = w.account(), w.account(), date(c), money(c, 10, 4_000_000)
    remark = c.choice(("货款", "支付运费", "往来款", "工程进度款", "购买钢材", "代付工资", "技术服务费"))
    reference, spoken = digits(c, c.choice((12, 16, 20))), words(fen)
    plan = Plan(
        c.choice(
            ("业务回单", "电子回单", "转账回单", "客户专用回单", "银行电子回单", "网上银行电子回单", "支付业务回单")
        )
    )
    plan.title = f"{w.names.banks[c.randrange(len(w.names.banks))]}{plan.title}"
    pairs = [Pair(w.caption("date"), w.day(day)), Pair(w.caption("remark"), remark)]
    pairs += [Pair(w.caption("amount"), w.sum(fen)), Pair(w.caption("amount_in_words"), spoken)]
    ref = Pair(w.caption("reference"), reference)
    (plan.above if c.random() < 0.3 else pairs).append(ref)
    values = (("payer", payer, own), ("payee", payee, to))
    plan.groups = [group(w, r, {"name": n, "account": a, "bank": w.branch()}, c, fixed=True) for r, n, a in values]
    if c.random() < 0.2:
        plan.groups.reverse()
    others = w.distractors(
        c.randrange(1, 6), but="金额|日期|时间|编号|号$|号码|说明|备注|用途|提示|注$|申请|收款|付款|付款人|汇款|No"
    )
    plan.pairs = mixed(w, pairs, others)
    if c.random() < 0.5:
        plan.closing = ["重要提示：本回单可重复打印，请注意核对，勿重复记账。"]
    given = {
        "date": day.isoformat(),
        "payer_name": payer,
        "payer_account": own.replace(" ", ""),
        "payee_name": payee,
        "payee_account": to.replace(" ", ""),
    }
    return plan, given | {"amount": bare(fen), "amount_in_words": spoken, "remark": remark, "reference": reference}


def goods_receipt(w: Words) -> tuple[Plan, Given]:
    """A slip for goods that came."""
    c = w.chance
    supplier, receiver, day = w.firm(), w.firm(), date(c)
    while receiver == supplier:
        receiver = w.firm()
    goods = c.sample(w.names.goods, c.randrange(1, 5))
    counts, prices = [c.randrange(1, 400) for _ in goods], [money(c, 2, 900) for _ in goods]
    sums = [n * p for n, p in zip(counts, prices, strict=True)]
    plan = Plan(c.choice(("入库单", "送货单", "验收单", "商品入库单", "货物验收单", "材料入库单", "送货验收单")))
    pairs = [
        Pair(w.role_caption("supplier", "name"), supplier),
        Pair(w.role_caption("receiver", "name"), receiver),
    ]
    date_pair = Pair(w.caption("date"), w.day(day))
    (plan.above if c.random() < 0.4 else pairs).append(date_pair)
    plan.pairs = mixed(
        w,
        pairs,
        w.distractors(
            c.randrange(0, 4), but="日期|时间|商|单位|运输公司|承运|说明|备注|产品|金额|收货|合计|提示|注$|级|品种"
        ),
    )
    heads = [
        c.choice(("品名", "货物名称", "产品名称", "物资名称")),
        c.choice(("规格型号", "规格")),
        c.choice(("单位", "计量单位")),
        c.choice(("数量", "实收数量")),
        "单价",
        c.choice(("金额", "金额（元）")),
    ]
    rows = [
        [n, s, u, str(k), figures(p), figures(a)]
        for (n, _, u, s), k, p, a in zip(goods, counts, prices, sums, strict=True)
    ]
    plan.listing = Listing(
        heads, rows, ["合计", "", "", str(sum(counts)), "", figures(sum(sums))] if c.random() < 0.6 else []
    )
    if not plan.listing.total:
        plan.pairs.append(Pair(w.caption("amount"), f"￥{figures(sum(sums))}"))
    plan.foot = [f"保管员：{w.person()}　　　验收：{w.person()}　　　送货人：{w.person()}"]
    items = [
        {"name": n, "specification": s, "unit": u, "quantity": str(k), "unit_price": bare(p), "amount": bare(a)}
        for (n, _, u, s), k, p, a in zip(goods, counts, prices, sums, strict=True)
    ]
    return plan, {
        "date": day.isoformat(),
        "supplier": supplier,
        "receiver": receiver,
        "amount": bare(sum(sums)),
        "items": items,
    }


_MAKERS: tuple[tuple[str, Callable[[Words], tuple[Plan, dict[str, Any]]]], ...] = (
    ("drawdown_application", drawdown_application),
    ("entrusted_payment_order", entrusted_payment_order),
    ("loan_receipt", loan_receipt),
    ("receipt", receipt),
    ("inspection_report", inspection_report),
    ("transfer_slip", transfer_slip),
    ("goods_receipt", goods_receipt),
    ("guarantee_contract", guarantee_contract),
    ("trade_contract", trade_contract),
    ("loan_contract", loan_contract),
)


def _made(doc_type: str, maker: Callable[[Words], tuple[Plan, Given]], counted: bool, chance: random.Random) -> Made:
    plan, given = maker(Words(doc_type, chance, counted=counted))
    accept = given.pop("accept", None)
    return Made(drawn(plan, chance), ".pdf", truth(doc_type, given, accept))


PAPERS = tuple(
    Paper(
        f"composed-{use}-{doc_type.replace('_', '-')}", "dev", functools.partial(_made, doc_type, maker, use == "count")
    )
    for use in ("mend", "count")
    for doc_type, maker in _MAKERS
)
