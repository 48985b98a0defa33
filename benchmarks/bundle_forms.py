"""Made-up forms of a loan file: bank papers, invoices, receipts, statements, reports and certificates."""

# ruff: noqa: E501 - tables of printed words read better unbroken
from __future__ import annotations

from collections.abc import Callable

from bundle_bank import SUMMARIES, slip, statement
from bundle_contracts import Made
from bundle_names import Names, chinese_day, figures, words
from bundle_setting import Leaf, Setter, set_heads, set_marks

_GOODS = (
    "*金属制品*无缝管",
    "*机床*立式铣床",
    "*化学原料*树脂",
    "*运输服务*运费",
    "*电气设备*变频器",
    "*纺织产品*坯布",
)


def invoice(names: Names, seller: str | None = None, start: int | None = None) -> Made:
    """Return an invoice; `seller` and `start` make it one of a run of the same seller with following numbers."""
    chance = names.chance
    digital = chance.random() < 0.5
    seller, buyer = seller or names.firm(), names.firm()
    number = str(start) if start else names.digits(20 if digital else 8)
    setter = Setter(top=60, left=45, leading=17)
    title = (
        chance.choice(("电子发票（增值税专用发票）", "电子发票（普通发票）"))
        if digital
        else chance.choice(("江西增值税专用发票", "广西增值税普通发票", "四川增值税电子普通发票"))
    )
    setter.title(title, 17)
    if not digital:
        setter.pair(f"发票代码：{names.digits(10)}", f"发票号码：{number}")
        setter.pair(f"开票日期：{chinese_day(names.day())}", f"校验码：{names.digits(20)}")
    else:
        setter.pair(f"发票号码：{number}", f"开票日期：{chinese_day(names.day())}")
    setter.pair(f"购买方  名称：{buyer}", f"销售方  名称：{seller}")
    setter.pair(f"纳税人识别号：91{names.digits(16)}", f"纳税人识别号：91{names.digits(16)}")
    long = chance.random() < 0.12 and not digital
    fen, tax = names.fen(5, 9), names.fen(4, 7)
    pages = digital and chance.random() < 0.15
    rows = [] if long else [
        (chance.choice(_GOODS), "件", names.digits(2), figures(names.fen(3, 6)), figures(names.fen(4, 7)), "13%", figures(names.fen(3, 6)))
        for _ in range(chance.randint(1, 4) if not pages else chance.randint(36, 60))
    ]  # fmt: skip
    if long:
        rows = [("（详见销货清单）", "", "", "", figures(fen), "13%", figures(tax))]
    setter.table(
        (5, 1, 1.5, 2, 2.4, 1.2, 2.2),
        ("货物或应税劳务、服务名称", "单位", "数量", "单价", "金额", "税率", "税额"),
        rows,
    )
    setter.line(f"价税合计（大写）{words(fen + tax)}        （小写）￥{figures(fen + tax)}")
    setter.pair(f"收款人：{names.person()}    复核：{names.person()}", f"开票人：{names.person()}")
    made = Made("vat_invoice", setter.leaves, "增值税发票")
    if pages:
        for leaf in made.leaves[1:]:
            leaf.put(297, 30, title, 15, "centre")
            leaf.put(45, 46, f"发票号码：{number}", 9)
        set_marks(made.leaves, "共{t}页 第{n}页", "right")
    if long:
        setter.turn()
        setter.title("销售货物或者提供应税劳务、服务清单", 15)
        setter.pair(f"购买方名称：{buyer}", f"所属增值税发票号码：{number}")
        setter.table(
            (1, 5, 1, 2, 2),
            ("序号", "货物名称", "数量", "金额", "税额"),
            [
                (str(k), chance.choice(_GOODS), names.digits(2), figures(names.fen(4, 6)), figures(names.fen(3, 5)))
                for k in range(1, 16)
            ],
        )
        made.leaves = setter.leaves
    return made


def invoices_of_one_seller(names: Names) -> list[Made]:
    """Return invoices of one seller with following numbers."""
    seller, start = names.firm(), int(names.digits(8))
    return [invoice(names, seller, start + k) for k in range(names.chance.randint(2, 5))]


def receipt(names: Names) -> Made:
    """Return one to three receipts on one leaf."""
    chance = names.chance
    count = chance.choice((1, 1, 2, 3))
    title = chance.choice(("收款收据", "收据", "收 据"))
    setter = Setter(top=55, leading=22, left=80)
    for k in range(count):
        setter.y = setter.y if not setter.leaves else 55 + k * 250
        setter.title(title, 18)
        fen = names.fen(4, 7)
        setter.pair(f"日期：{chinese_day(names.day())}", f"No. {names.digits(7)}")
        setter.line(f"今收到：{names.firm()}")
        setter.line(f"交来：{chance.choice(SUMMARIES)}")
        setter.line(f"人民币（大写）{words(fen)}  ￥{figures(fen)}")
        setter.pair(f"收款单位（盖章）：{names.firm()}", f"经手人：{names.person()}")
    return Made("receipt", setter.leaves, "收款收据", count=count)


_BALANCE = (
    "货币资金",
    "应收账款",
    "预付款项",
    "其他应收款",
    "存货",
    "流动资产合计",
    "固定资产",
    "在建工程",
    "无形资产",
    "资产总计",
)
_DEBTS = (
    "短期借款",
    "应付账款",
    "预收款项",
    "应付职工薪酬",
    "应交税费",
    "流动负债合计",
    "长期借款",
    "负债合计",
    "实收资本",
    "未分配利润",
    "所有者权益合计",
    "负债和所有者权益总计",
)
_INCOME = (
    "一、营业收入",
    "减：营业成本",
    "税金及附加",
    "销售费用",
    "管理费用",
    "财务费用",
    "二、营业利润",
    "加：营业外收入",
    "三、利润总额",
    "减：所得税费用",
    "四、净利润",
)
_CASH = ("销售商品、提供劳务收到的现金", "收到其他与经营活动有关的现金", "经营活动现金流入小计", "购买商品、接受劳务支付的现金", "经营活动现金流出小计", "经营活动产生的现金流量净额", "投资活动产生的现金流量净额", "筹资活动产生的现金流量净额", "现金及现金等价物净增加额", "期初现金及现金等价物余额", "期末现金及现金等价物余额")  # fmt: skip


def accounts(names: Names) -> list[Made]:
    """Return a firm's three statements of one period, the balance sheet on one page or two."""
    chance = names.chance
    firm, day = names.firm(), names.day()
    parts = chance.random() < 0.25
    plan = (
        ("balance_sheet", "资产负债表", _BALANCE + _DEBTS, ("期末余额", "年初余额"), "会企01表"),
        ("income_statement", chance.choice(("利润表", "损益表")), _INCOME, ("本期金额", "上期金额"), "会企02表"),
        ("cash_flow_statement", "现金流量表", _CASH, ("本期金额", "上期金额"), "会企03表"),
    )
    out = []
    for doc_type, title, captions, columns, form in plan:
        setter = Setter(top=70, left=60)
        groups = (
            (captions[: len(_BALANCE)], captions[len(_BALANCE) :])
            if parts and doc_type == "balance_sheet"
            else (captions,)
        )
        for k, group in enumerate(groups):
            if k:
                setter.turn()
            setter.title(title + ("（续）" if k else ""), 18)
            setter.line(form, "right")
            setter.pair(f"编制单位：{firm}", f"{chinese_day(day)}    单位：元")
            rows = [(c, str(n + 1), figures(names.fen(6, 10)), figures(names.fen(6, 10))) for n, c in enumerate(group)]
            setter.table((5, 1, 3, 3), ("项目", "行次", *columns), rows, height=20)
        setter.pair(f"法定代表人：{names.person()}", f"会计机构负责人：{names.person()}")
        out.append(Made(doc_type, setter.leaves, title))
    return out


def licence(names: Names) -> Made:
    """Return a business licence."""
    setter = Setter(top=110, left=90, leading=30, size=12)
    setter.title("营业执照", 30, 30)
    setter.line(f"统一社会信用代码：91{names.digits(16)}")
    for label, value in (
        ("名称", names.firm()),
        ("类型", "有限责任公司"),
        ("法定代表人", names.person()),
        ("注册资本", f"{names.digits(4)}万元整"),
        ("成立日期", chinese_day(names.day())),
        ("住所", "开发区工业大道88号"),
        ("经营范围", "机械设备销售；金属材料销售；道路货物运输。"),
    ):
        setter.line(f"{label}：{value}")
    setter.line("登记机关：市场监督管理局", "right")
    return Made("business_license", setter.leaves, "营业执照")


def goods(names: Names) -> Made:
    """Return a delivery note or a store receipt."""
    chance = names.chance
    setter = Setter(top=70, left=60)
    title = chance.choice(("送货单", "材料入库单", "设备验收单", "产品出库单"))
    setter.title(title, 18)
    setter.pair(f"供货单位：{names.firm()}", f"日期：{chinese_day(names.day())}")
    setter.pair(f"收货单位：{names.firm()}", f"单号：{names.digits(8)}")
    rows = [
        (str(k), chance.choice(_GOODS).split("*")[-1], "件", names.digits(3), figures(names.fen(4, 6)))
        for k in range(1, chance.randint(4, 50))
    ]
    setter.table((1, 4, 1, 2, 3), ("序号", "品名规格", "单位", "数量", "金额"), rows, repeat=chance.random() < 0.5)
    setter.pair(f"送货人：{names.person()}", f"收货人（签收）：{names.person()}")
    if len(setter.leaves) > 1 and chance.random() < 0.7:
        set_marks(setter.leaves, "第{n}页 共{t}页", "right")
    return Made("goods_receipt", setter.leaves, title)


def loan_receipt(names: Names) -> Made:
    """Return the paper that pays a loan out."""
    setter = Setter(top=80, leading=24)
    title = names.chance.choice(("借款借据", "借款凭证", "贷款发放通知书"))
    fen = names.fen(7, 10)
    setter.title(title, 20)
    setter.pair(f"借据编号：{names.digits(12)}", f"合同编号：{names.contract_number()}")
    setter.line(f"借款人：{names.firm()}")
    setter.line(f"借款金额（大写）：{words(fen)}  ￥{figures(fen)}")
    setter.pair(f"放款日期：{chinese_day(names.day())}", f"到期日：{chinese_day(names.day())}")
    setter.pair("年利率：4.35%", f"入账账号：{names.digits(16)}")
    setter.line("借款用途：采购原材料")
    setter.pair("借款人（签章）：", f"经办：{names.person()}")
    return Made("loan_receipt", setter.leaves, title)


def letter(names: Names) -> Made:
    """Return a drawdown application or a payment order over one or two pages."""
    chance = names.chance
    drawdown = chance.random() < 0.5
    setter = Setter(top=80, leading=24)
    title = (
        chance.choice(("提款申请书", "贷款支用申请书"))
        if drawdown
        else chance.choice(("受托支付委托书", "贷款资金受托支付申请书"))
    )
    fen = names.fen(7, 10)
    setter.title(title, 20)
    setter.line(f"致：{names.bank()}")
    setter.para(
        f"根据我司与贵行签订的编号为{names.contract_number()}的借款合同，现申请{'提款' if drawdown else '受托支付'}人民币{figures(fen)}元，用途为采购原材料。请将款项划至下列账户："
    )
    rows = [
        (str(k), names.firm(), names.digits(17), figures(names.fen(6, 9)))
        for k in range(1, chance.choice((2, 3, 5, 34)))
    ]
    setter.table((1, 5, 4, 3), ("序号", "收款人名称", "收款账号", "支付金额"), rows, repeat=chance.random() < 0.5)
    setter.para("我司承诺上述交易背景真实，所附资料与原件一致，并承担由此产生的一切责任。")
    setter.line(f"申请人（公章）：{names.firm()}", "right")
    setter.line(chinese_day(names.day()), "right")
    return Made("drawdown_application" if drawdown else "entrusted_payment_order", setter.leaves, title)


_FINDINGS = (
    "生产经营正常，车间开工率约八成，订单较去年同期增长。",
    "经核查贷款资金已按约定用途使用，支付凭证与合同、发票相符。",
    "抵押物状况良好，未发现被查封、出租等影响处置的情形。",
    "应收账款账龄主要在半年以内，存货周转较快，现金流可覆盖利息。",
    "建议关注原材料价格上涨对毛利的影响，并按季核对账户流水。",
)


def _report(names: Names, doc_type: str, title: str, heads: tuple[str, ...], per_head: int) -> Made:
    chance = names.chance
    setter = Setter(leading=chance.uniform(20, 26))
    setter.title(title, 20)
    setter.pair(f"客户名称：{names.firm()}", f"检查日期：{chinese_day(names.day())}")
    for k, head in enumerate(heads, 1):
        setter.para(f"{'零一二三四五六七八九'[k]}、{head}", indent=False)
        for _ in range(chance.randint(1, per_head)):
            setter.para(chance.choice(_FINDINGS) + chance.choice(_FINDINGS))
    setter.pair(f"检查人：{names.person()}", f"日期：{chinese_day(names.day())}")
    made = Made(doc_type, setter.leaves, title)
    if len(setter.leaves) > 1 and chance.random() < 0.5:
        style = chance.choice(("- {n} -", "{n}", "第{n}页 共{t}页"))
        set_marks(setter.leaves, style, "centre")
        made.numbered = True
        made.traceable = "{t}" in style
    return made


def inspection(names: Names) -> Made:
    """Return a post-loan inspection over one to four pages."""
    heads = ("客户基本情况", "贷款用途检查", "经营与财务情况", "担保情况", "检查结论")
    return _report(
        names,
        "inspection_report",
        names.chance.choice(("贷后检查报告", "首次贷后检查报告")),
        heads,
        names.chance.choice((1, 3, 5)),
    )


def other(names: Names) -> Made:
    """Return a paper of no type of its own: resolutions, articles, investigations, letters, lists."""
    chance = names.chance
    pick = chance.randrange(7)
    if pick == 0:
        return _report(
            names, "other", "贷款调查报告", ("申请人概况", "行业与市场", "财务分析", "还款来源", "调查意见"), 8
        )
    if pick == 1:
        return _report(names, "other", "公司章程", ("总则", "注册资本", "股东的权利和义务", "机构及其职权", "附则"), 9)
    setter = Setter(top=90, leading=26)
    if pick == 2:
        title = "股东会决议"
        setter.title(title, 20)
        setter.para(
            f"{names.firm()}于{chinese_day(names.day())}召开股东会，全体股东出席，一致同意向银行申请借款并授权法定代表人签署有关文件。"
        )
        setter.line(f"股东签字：{names.person()}    {names.person()}", "right")
    elif pick == 3:
        title = "居民身份证复印件"
        setter.title(title, 16) if chance.random() < 0.5 else setter.line("居民身份证")
        setter.line(f"姓名 {names.person()}")
        setter.line(f"公民身份号码 {names.digits(17)}X")
        setter.line("住址 开发区人民路66号")
    elif pick == 6:
        title = "企业信用报告"
        setter.title(title, 20)
        for _ in range(chance.randint(20, 90)):
            setter.pair(f"授信机构：{names.bank()[:14]}", f"余额：{figures(names.fen(6, 9))}")
        set_marks(setter.leaves, "第 {n} 页，共 {t} 页", "right")
        set_heads(setter.leaves[1:], "企业信用报告（自主查询版）")
        return Made("other", setter.leaves, title, numbered=len(setter.leaves) > 1, traceable=True)
    elif pick == 4:
        title = "情况说明"
        setter.title(title, 20)
        for _ in range(chance.randint(2, 5)):
            setter.para(chance.choice(_FINDINGS) * 2)
        setter.line(names.firm(), "right")
        setter.line(chinese_day(names.day()), "right")
    else:
        title = chance.choice(("工资发放表", "费用清单", "设备台账"))
        setter.title(title, 18)
        rows = [(str(k), names.person(), figures(names.fen(5, 6)), "") for k in range(1, chance.randint(8, 60))]
        setter.table((1, 3, 3, 3), ("序号", "姓名", "实发金额", "签名"), rows, repeat=chance.random() < 0.5)
    return Made("other", setter.leaves, title)


SINGLE: tuple[Callable[[Names], Made], ...] = (
    invoice,
    slip,
    receipt,
    licence,
    goods,
    loan_receipt,
    letter,
    inspection,
    other,
    statement,
)


def separator(names: Names) -> Leaf:
    """Return a sheet that only parts sections of the file."""
    chance = names.chance
    leaf = Leaf()
    text = chance.choice(
        ("第{}部分", "分隔页", "{}、信贷资料", "第{}册  担保类资料", "—— 隔页纸 ——", "卷内第{}类：支付凭证")
    )
    leaf.put(297, 380, text.format(chance.choice("一二三四五六")), 26, "centre")
    if chance.random() < 0.3:
        leaf.put(297, 430, chance.choice(("合同类", "凭证类", "PATCH T", "请勿装订")), 16, "centre")
    return leaf


def contents(entries: list[tuple[str, str, str]]) -> Made:
    """Return the list of contents of the file: name, pages, remark."""
    setter = Setter(top=80, left=60)
    setter.title("卷内目录", 22)
    rows = [(str(k), name, pages, remark) for k, (name, pages, remark) in enumerate(entries, 1)]
    setter.table((1, 6, 2, 2), ("序号", "文件名称", "页号", "备注"), rows, height=22, size=10)
    return Made("other", setter.leaves, "卷内目录")
