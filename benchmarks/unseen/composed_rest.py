"""Composes papers that speak in sentences, letters and stacked cells: receipts, notices, visits, till rolls, agreements.

Every axis is drawn by itself: the parts of the title, who says what in which order, which verb, where a caption stands.
`composed-rest-mend-…` papers are there to be looked at; `composed-rest-count-…` ones mostly use the fifth of the words
that is kept back from mending, so that what is counted is not what was mended.

    python benchmarks/understanding.py --papers composed-rest-count --count 40 --seed 7301
"""

# ruff: noqa: E501 - lists of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import functools
import random
from collections.abc import Callable, Sequence

from .composed_voice import Voice, letter, stated_sum
from .drawing import Sheet
from .made import Made, Paper
from .values import (
    bare,
    credit_code,
    date,
    digits,
    figures,
    money,
    truth,
    words,
)


def receipt_said(v: Voice) -> Made:
    """A receipt in one sentence."""
    c = v.chance
    payee, other = v.two()
    payer = other if c.random() < 0.6 else v.names.person(c)
    day, fen = date(c), money(c, 100, 900_000)
    reason = v.pick("房租 货款 工程保证金 设备尾款 培训费 第二季度物业费 场地使用费 运费 投标保证金 购苗款")
    amount, spoken = stated_sum(v, fen)
    got = v.pick("今收到 兹收到 现收到 收到 我单位收到 本单位已收到 我公司今收到 本社收到")
    gave = v.pick("交来 缴来 支付的 支付 缴纳的 转来 交付的 汇来的 以现金支付的 以转账方式支付的 付来 交纳的")
    tail = v.pick("计 共计 合计 金额 款项共计 ， 计款")
    said = f"{got}{payer}{gave}{reason}{tail}{amount}。" if tail != "，" else f"{got}{payer}{gave}{reason}，{amount}。"
    if c.random() < 0.3:
        said += v.pick("此据。 特此证明。 特立此据。 款项已如数收讫。")
    signed = [f"{v.pick('收款单位： 收款人： 收款方： 收款单位（盖章）： 收款人（签章）： ~')}{payee}", v.day(day)]
    if c.random() < 0.4:
        signed.insert(1, f"{v.pick('经手人 经办人 出纳')}：{v.names.person(c)}")
    title = v.pick("收据 收条 收款收据 收款凭据 收款证明 收讫凭证 现金收据 收款凭证 收到条 款项收据")
    given = {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": spoken,
        "reason": reason,
    }
    accept = {"amount_in_words": [f"人民币{spoken}"]}
    return Made(letter(v, title, [said], signed), ".pdf", truth("receipt", given, accept))


def receipt_stacked(v: Voice) -> Made:
    """A receipt whose captions stand small above their values, in ruled cells or in none."""
    c = v.chance
    payee, other = v.two()
    payer = other if c.random() < 0.5 else v.names.person(c)
    day, fen = date(c), money(c, 100, 900_000)
    reason = v.pick("房租 货款 工程保证金 设备尾款 培训费 第二季度物业费 场地使用费 运费 投标保证金 购苗款")
    spoken = words(fen)
    rows = [
        [
            (v.pick("交款人 缴款人 交款单位 付款单位 付款方 缴款单位 交款人名称 付款人"), payer),
            (v.pick("收款事由 缴款事项 款项用途 事由 收款项目 交款事由 款项内容 费用名称 款项名称"), reason),
        ],
        [
            (v.pick("金额（大写） 人民币（大写） 大写金额 金额大写 人民币大写"), spoken),
            (v.pick("小写金额 金额（小写） 小写 金额小写 收款金额"), f"¥{figures(fen)}"),
        ],
        [
            (v.pick("收款单位 收款方 收款人 收款单位（盖章） 收款单位名称"), payee),
            (v.pick("收款方式 结算方式 支付方式 付款形式 票据号 备注说明"), v.pick("转账 现金 网银 扫码")),
        ],
    ]
    if c.random() < 0.5:
        rows[0].reverse()
    page = Sheet(10.5, c.choice(("sans", "serif")), (595, 320))
    page.text(297, 42, v.pick("收据 收款收据 专用收据 内部结算收据 收款凭据 统一收据"), size=16, bold=True, align="c")
    page.text(555, 64, f"{v.pick('日期： 开具日期： 收款日期： 开票日期： ~ 填开日期：')}{v.day(day)}", align="r")
    ruled, y = c.random() < 0.6, 78.0
    for pair in rows:
        cut = c.choice((200.0, 257.0, 330.0))
        for (label, value), x, wide in ((pair[0], 40.0, cut), (pair[1], 40 + cut, 515 - cut)):
            if ruled:
                page.box(x, y, wide, 46)
            page.text(x + 5, y + 14, label, size=c.choice((8.0, 8.5)))
            page.text(x + c.choice((5, 12)), y + 35, value, size=10.5)
        y += 46
    page.text(
        40,
        y + 24,
        f"{v.pick('会计： 复核：')}{v.names.person(c)}　　　　{v.pick('出纳： 开票人：')}{v.names.person(c)}",
    )
    given = {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": spoken,
        "reason": reason,
    }
    return Made(page.data(), ".pdf", truth("receipt", given, {"amount_in_words": [f"人民币{spoken}"]}))


def notice(v: Voice) -> Made:
    """A bank's letter that a loan is on the account."""
    c = v.chance
    borrower, bank = v.two()[0], v.names.branch(c)
    start = date(c, 2023, 2025)
    months = c.choice((6, 12, 24, 36))
    end = dt.date(
        start.year + (start.month + months - 1) // 12, (start.month + months - 1) % 12 + 1, min(start.day, 28)
    )
    fen, rate, account = c.randrange(10, 900) * 1_000_000, f"{c.randrange(300, 700) / 100:.2f}", v.account()
    contract = c.choice(
        (
            f"HT{start.year}{digits(c, 6)}",
            f"（{start.year}）流借字第{digits(c, 4)}号",
            f"{start.year}年贷字{digits(c, 5)}号",
        )
    )
    amount, _ = stated_sum(v, fen)
    opening = c.choice(
        (
            f"贵公司{v.pick('根据 依据 按照')}{contract}号借款合同申请的贷款，我行已{v.pick('办妥 办理完毕 审核完成')}。".replace(
                "号号", "号"
            ),
            f"根据贵公司与我行签订的借款合同（{v.pick('合同编号 编号 合同号')}：{contract}），现将放款情况通知如下。",
            f"{v.pick('依照 按照 根据')}编号为{contract}的《流动资金借款合同》，我行现就放款事项{v.pick('通知 告知 函告')}如下。",
        )
    )
    into = v.pick("转入 划入 存入 汇入 发放至 入账至 划付至 划至")
    held = v.pick("贵公司在我行开立的账户 贵公司账户 贵公司结算账户 贵司开立于我行的存款账户 贵公司指定账户")
    facts = [
        f"{v.pick('放款金额 发放金额 贷款金额 借款本金 贷款本金')}{v.pick('： 为')}{amount}{v.pick('； 。')}",
        f"{v.pick('放款日期 发放日 起息日 贷款发放日')}{v.pick('： 为')}{v.day(start)}。",
        f"{v.pick('贷款到期日 到期日 约定还款日 贷款终止日')}{v.pick('： 为')}{v.day(end)}。"
        if c.random() < 0.4
        else f"{v.pick('该笔贷款 本笔贷款 上述借款 本次借款')}{v.pick('于 将于')}{v.day(end)}{v.pick('到期 届满 到期，请按期归还 期满')}。",
        f"{v.pick('执行年利率 贷款年利率 年利率 借款年利率')}{v.pick('： 为 ~')}{rate}%，{v.pick('按月结息 每季末月20日结息 按季结息')}。",
        f"{v.pick('款项 贷款资金 上述资金 该笔款项')}{v.pick('已 ~')}{into}{held}{c.choice(('：', '，账号', '（账号：', '，账号为'))}{account}",
    ]
    facts[-1] += "）。" if "（账号" in facts[-1] else "。"
    c.shuffle(facts)
    numbered = c.random() < 0.6
    said = [opening, *(f"{'一二三四五六'[k]}、{f}" if numbered else f for k, f in enumerate(facts))]
    if not numbered:
        said = [opening, "".join(facts)]
    title = v.pick("放款通知书 贷款发放通知书 放款告知书 借款发放通知 贷款放款通知单 贷款发放告知函 放款通知")
    data = letter(v, title, said, [bank, v.day(start)], to=borrower)
    given = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "disbursement_date": start.isoformat(),
        "due_date": end.isoformat(),
        "interest_rate": rate,
        "account": account,
    }
    return Made(data, ".pdf", truth("loan_receipt", given, {}))


def visit(v: Voice) -> Made:
    """Notes of a lender's visit or check: a table or numbered paragraphs, with titles put together from parts."""
    c = v.chance
    borrower = v.two()[0] if c.random() < 0.6 else v.names.person(c)
    inspector, day = v.names.person(c), date(c)
    loan = v.pick(
        "贷后 信贷客户 个人经营贷款 流动资金贷款 小微企业贷款 固定资产贷款 个人消费贷款 用信后 存量授信客户 放款后 涉农贷款"
    )
    how = v.pick("~ 现场 首次 季度 非现场 日常 专项 定期 上门 半年度 年度 常规")
    act = v.pick("检查 走访 回访 跟踪检查 巡查 核查 访查 资金用途检查 风险排查")
    form = v.pick("记录 报告 表 记录表 工作底稿 登记表 情况表 记录单 登记簿 纪要")
    title = f"{loan}{how}{act}{form}"
    conclusion = c.choice(
        (
            "经营稳定，用途真实，继续按正常类管理",
            "未发现贷款资金挪用，建议维持现有授信",
            "进货凭证缺失两笔，限期补齐后再行复查",
            "还款来源减弱，建议提高检查频率",
        )
    )
    who = v.pick("借款人 客户名称 借款企业 受检客户 走访对象 客户 被检查单位 授信客户名称 检查对象")
    by = v.pick("检查人 走访人 检查人员 客户经理 管户经理 核查人 回访人 现场检查人")
    when = v.pick("检查日期 走访日期 检查时间 现场检查日期 回访日期 核查时间 走访时间")
    end = v.pick("检查结论 走访结论 结论 检查意见 综合结论 核查结论 回访结论 检查结论及建议")
    seen = (v.pick("经营状况 看到的情况 现场情况 生产经营"), "生产线开工正常，库存原料充足，职工人数与上期持平。")
    used = (v.pick("资金去向 资金用途 贷款使用情况 用途核实"), "放款当日已付至供货方，客户出示了送货单和发票。")
    given = {"date": day.isoformat(), "borrower": borrower, "inspector": inspector, "conclusion": conclusion}
    accept = {"conclusion": [f"{conclusion}。"]}
    if c.random() < 0.5:
        page = Sheet(10, c.choice(("sans", "serif")))
        page.text(297, 60, title, size=16, bold=True, align="c")
        rows: list[Sequence[str | tuple[str, int]]] = [
            [who, borrower, when, v.day(day)],
            [
                v.pick("贷款余额 授信余额 余额（元）"),
                figures(c.randrange(10, 900) * 1_000_000),
                v.pick("陪同人 接待人 检查方式"),
                "财务负责人",
            ],
            [seen[0], (seen[1], 3)],
            [used[0], (used[1], 3)],
            [end, (conclusion, 3)],
            [by, inspector, v.pick("复核人 审核人 部门负责人"), v.names.person(c)],
        ]
        page.grid(50, 90, (84, 166, 84, 161), rows, high=34)
        return Made(page.data(), ".pdf", truth("inspection_report", given, accept))
    firm = v.pick("借款人 借款企业 客户 授信客户 我行客户")
    verb = v.pick("在我行 于2024年在我行 因周转需要在我行")
    said = [
        f"一、{v.pick('基本情况 客户概况 借款情况')}",
        f"{firm}{borrower}{verb}{v.pick('取得 获得 办理 申请')}流动资金贷款{figures(c.randrange(10, 900) * 1_000_000)}元。",
        f"二、{seen[0]}",
        seen[1],
        f"三、{used[0]}",
        used[1],
        f"四、{end}",
        f"{conclusion}。",
    ]
    signed = [f"{by}：{inspector}", c.choice((v.day(day), f"{when}：{v.day(day)}"))]
    return Made(letter(v, title, said, signed), ".pdf", truth("inspection_report", given, accept))


def till(v: Voice) -> Made:
    """A roll of a till: names beside, above or below their figures."""
    c = v.chance
    buyer, seller = v.two()
    codes = credit_code(c), credit_code(c)
    day, code, number = date(c, 2022, 2024), digits(c, 12, "0"), digits(c, 8)
    goods = c.sample(v.names.goods, c.randrange(2, 5))
    lines = [(g[0], money(c, 2, 90), c.randrange(1, 9)) for g in goods]
    page = Sheet(8.5, c.choice(("sans", "serif")), (226, 560))
    page.text(113, 30, v.pick("增值税普通发票（卷票） 增值税普通发票（卷式）"), size=11, bold=True, align="c")
    head = [f"发票代码：{code}", f"发票号码：{number}", f"开票日期：{day:%Y-%m-%d}"]
    sold = [
        f"{v.pick('销售方名称 销货单位名称 销方名称 销售单位 销售方')}：{seller}",
        f"{v.pick('纳税人识别号 税号 统一社会信用代码 销方税号 销售方税号')}：{codes[1]}",
    ]
    bought = [
        f"{v.pick('购买方名称 购货单位名称 购方名称 购买单位 购买方')}：{buyer}",
        f"{v.pick('纳税人识别号 税号 统一社会信用代码 购方税号 购买方税号')}：{codes[0]}",
    ]
    blocks = [head, sold, bought] if c.random() < 0.6 else [head, bought, sold]
    y = 52.0
    for line in [one for block in blocks for one in block]:
        page.text(12, y, line, size=8 if len(line) < 24 else 6.8)
        y += 15
    way = c.choice(("beside", "above", "above", "below"))
    columns = (12.0, 116.0, 156.0, 214.0)
    heads = [v.pick("项目 商品名称 品名 货物名称"), "单价", "数量", "金额"]
    for x, text in zip(columns, heads, strict=True):
        page.text(x, y + 6, text, align="l" if x == 12 else "r")
    y += 22
    for name, price, count in lines:
        figure = (figures(price), str(count), figures(price * count))
        if way == "above":
            page.text(12, y, name)
            y += 13
        for x, text in zip(columns[1:], figure, strict=True):
            page.text(x, y, text, align="r")
        if way == "beside":
            page.text(12, y, name)
        if way == "below":
            y += 13
            page.text(12, y, name)
        y += 15
    total = sum(p * n for _, p, n in lines)
    for line in (
        f"合计金额（小写）：￥{figures(total)}",
        f"合计金额（大写）：{words(total)}",
        f"校验码：{digits(c, 20)}",
        f"收款员：{v.names.person(c)}",
    ):
        page.text(12, y + 6, line)
        y += 15
    rows = [{"name": n, "quantity": str(k), "unit_price": bare(p), "amount": bare(p * k)} for n, p, k in lines]
    blank = {"category": None, "specification": None, "unit": None, "tax_rate": None, "tax": None}
    given = {
        "invoice_kind": "roll", "invoice_code": code, "invoice_number": number, "issue_date": day.isoformat(), "buyer_name": buyer, "buyer_tax_id": codes[0],
        "seller_name": seller, "seller_tax_id": codes[1], "total": bare(total), "total_in_words": words(total), "items": [blank | r for r in rows],
    }  # fmt: skip
    made = truth("vat_invoice", given)
    for name in ("amount", "tax", "check_code", "remarks"):
        made["fields"].pop(name, None)
    return Made(page.data(), ".pdf", made)


def agreement(v: Voice) -> Made:
    """A short contract in numbered points, each with a head of a word or two before its sentence."""
    c = v.chance
    buyer, seller = v.two()
    day, number = date(c, 2023, 2025), f"{v.pick('CG XS HT GX')}{digits(c, 8)}"
    name, _, unit, kind = c.choice(v.names.goods)
    count, price = c.randrange(10, 900), money(c, 10, 900)
    fen = count * price
    amount, spoken = stated_sum(v, fen)
    later = day + dt.timedelta(days=c.randrange(10, 90))
    sides = c.choice((("需方", "供方"), ("买方", "卖方"), ("采购方", "供货方"), ("甲方（买方）", "乙方（卖方）")))
    buys, sells = (s.split("（")[0] for s in sides)
    terms = c.choice(
        (
            f"货到验收合格后{c.choice(('三十', '四十五', '六十'))}日内，{buys}以电汇方式付清全部价款",
            f"合同签订后{buys}预付百分之三十，余款在验收后一个月内付清",
            f"每月对账一次，次月15日前{buys}支付上月货款",
            f"{buys}收到发票后十个工作日内一次性支付",
        )
    )
    points = [
        (
            v.pick("标的 货物 产品 品名"),
            f"{sells}向{buys}供应{name}（{kind}），数量{count}{unit}，单价{figures(price)}元，总价{amount}。",
        ),
        (v.pick("质量 质量要求 质量标准"), "按国家标准执行，以封存样品为验收依据。"),
        (v.pick("交货 交付 交货期限 交货时间"), f"{sells}应于{v.day(later)}前送达{buys}仓库，运费由{sells}承担。"),
        (v.pick("结算 付款 结算方式 货款支付 价款结算 支付方式 付款办法 货款结算"), f"{terms}。"),
        (v.pick("发票 票据 开票"), f"{sells}开具13%的增值税专用发票，{buys}凭发票付款。"),
        (
            v.pick("违约 违约责任 责任"),
            "逾期交货的，每日按未交货值的万分之五支付违约金；逾期付款的，按同期利率支付利息。",
        ),
        (v.pick("争议 争议解决 其他"), f"协商不成的，由{buys}所在地人民法院管辖。"),
    ]
    order = [*points[:3], points[4], points[3], *points[5:]] if c.random() < 0.4 else points
    page = Sheet(10.5, c.choice(("serif", "sans")))
    page.text(
        297, 70, v.pick("购销合同 供需合同 买卖协议 采购合同 产品供货协议 货物买卖合同"), size=17, bold=True, align="c"
    )
    page.text(72, 100, f"{v.pick('合同编号 合同号 编号 协议编号')}：{number}")
    page.text(72, 120, f"{sides[0]}：{buyer}")
    page.text(72, 138, f"{sides[1]}：{seller}")
    y, style = 164.0, c.choice(("gap", "colon", "stop", "line", "bold"))
    for k, (head, text) in enumerate(order):
        mark = f"{'一二三四五六七'[k]}、{head}"
        if style == "line":
            page.text(72, y, mark)
            y = page.paragraph(72, y + 18, 450, f"　　{text}", leading=1.7)
        elif style == "bold":
            after = page.text(72, y, mark, bold=True)
            first = page.broken(text, 522 - after - 14)[0]
            page.text(after + 14, y, first)
            y = page.paragraph(72, y + 18, 450, text[len(first) :], leading=1.7) if text[len(first) :] else y + 18
        else:
            y = page.paragraph(
                72, y, 450, mark + {"gap": "　　", "colon": "：", "stop": "。"}[style] + text, leading=1.7
            )
    page.text(72, y + 30, f"{buys}（章）：{buyer}", size=9)
    page.text(320, y + 30, f"{sells}（章）：{seller}", size=9)
    page.text(72, y + 54, f"{v.pick('签订日期 签约时间 签订时间 签约日期')}：{v.day(day)}")
    given = {
        "contract_number": number, "buyer": buyer, "seller": seller, "subject": name, "amount": bare(fen), "amount_in_words": spoken,
        "signed_date": day.isoformat(), "delivery_date": later.isoformat(), "payment_terms": terms,
    }  # fmt: skip
    accept = {
        "payment_terms": [f"{terms}。"],
        "amount_in_words": [f"人民币{spoken}"],
        "subject": [f"{name}（{kind}）", f"{name}({kind})"],
    }
    return Made(page.data(), ".pdf", truth("trade_contract", given, accept))


def voucher(v: Voice) -> Made:
    """A loan voucher in two typed columns whose captions carry units and meet the values before them."""
    c = v.chance
    borrower, start = v.two()[0], date(c, 2023, 2025)
    end = dt.date(start.year + c.choice((1, 2, 3)), start.month, min(start.day, 28))
    fen, rate, account = c.randrange(10, 900) * 1_000_000, f"{c.randrange(300, 700) / 100:.2f}", v.account()
    number, contract = digits(c, 16, "62"), f"{v.pick('LD GS XD')}-{start.year}-{digits(c, 5)}"
    iso = c.choice(("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d"))
    left = [
        (v.pick("借据号 借据编号 放款编号 借据号码"), number),
        (v.pick("客户名称 借款人 借款单位 借款人名称"), borrower),
        (v.pick("合同号 合同编号 借款合同号"), contract),
        (v.pick("产品 业务品种 贷款种类"), "短期流动资金贷款"),
        (v.pick("发放金额 放款金额 贷款金额"), figures(fen)),
    ]
    right = [
        (v.pick("发放日 放款日期 起息日"), f"{start:{iso}}"),
        (v.pick("到期日 到期日期 贷款到期日"), f"{end:{iso}}"),
        (v.pick("年利率% 年利率（%） 执行利率（%） 执行利率% 利率(年)%"), c.choice((rate, f"{rate}00"))),
        (v.pick("罚息浮动% 逾期上浮（%） 罚息上浮%"), "50.00"),
        (v.pick("还款方式 还本付息方式"), "按月付息到期还本"),
    ]
    c.shuffle(left)
    c.shuffle(right)
    page = Sheet(c.choice((8.5, 9.5)), "sans", (595, 380))
    page.text(297, 40, v.pick("贷款发放通知单 放款凭证 借款凭证 贷款放款单 放款回单"), size=14, align="c")
    second = c.choice((290, 340, 390))
    for k, ((a, b), (x, z)) in enumerate(zip(left, right, strict=True)):
        page.text(40, 80 + 21 * k, f"{a}：{b}")
        page.text(second, 80 + 21 * k, f"{x}：{z}")
    page.text(40, 196, f"{v.pick('金额大写 大写 人民币大写')}：{words(fen)}")
    page.text(
        40,
        217,
        f"{v.pick('入账账号 放款账号 收款账号 入账账户')}：{account}　{v.pick('入账户名 户名 收款户名')}：{borrower}",
    )
    given = {
        "receipt_number": number,
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "disbursement_date": start.isoformat(),
        "due_date": end.isoformat(),
        "interest_rate": rate,
        "account": account,
    }
    return Made(page.data(), ".pdf", truth("loan_receipt", given))


def _composed(make: Callable[[Voice], Made], counted: bool, chance: random.Random) -> Made:
    return make(Voice(chance, counted=counted))


_MAKERS = (receipt_said, receipt_stacked, notice, visit, till, agreement, voucher)

PAPERS = tuple(
    Paper(
        f"composed-rest-{kind}-{make.__name__.replace('_', '-')}",
        "dev",
        functools.partial(_composed, make, kind == "count"),
    )
    for kind in ("mend", "count")
    for make in _MAKERS
)
