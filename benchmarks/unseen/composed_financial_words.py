"""The words of composed financial statements: captions of every line with their like, headings, units, heads.

A line is (name, its captions between blanks, its English name); names of our own begin with ``_``.
"""

# ruff: noqa: E501 - lists of printed words read better unbroken
from __future__ import annotations

from typing import TypeAlias

Line: TypeAlias = tuple[str | None, str, str]

ASSETS: tuple[Line, ...] = (
    (None, "流动资产： 流动资产", "Current assets:"),
    (
        "cash",
        "货币资金 货币资金 货币资金合计 现金及银行存款 现金和银行存款 货币资产 库存现金及银行存款",
        "Cash at bank and on hand",
    ),
    (
        "_trading",
        "交易性金融资产 短期投资 以公允价值计量且其变动计入当期损益的金融资产",
        "Financial assets held for trading",
    ),
    ("notes_receivable", "应收票据 应收票据净额 应收票据款", "Notes receivable"),
    (
        "accounts_receivable",
        "应收账款 应收账款 应收帐款 应收账款净额 应收账款净值 应收账款（净额） 应收销货款 应收货款",
        "Accounts receivable",
    ),
    ("prepayments", "预付款项 预付账款 预付帐款 预付款项净额 预付货款 预付款", "Prepayments"),
    ("other_receivables", "其他应收款 其它应收款 其他应收款净额 其他应收款项 其他应收账款", "Other receivables"),
    ("inventory", "存货 存货 存货净额 存货净值 存货合计 存货（净额）", "Inventories"),
    ("_rest", "其他流动资产 待摊费用 合同资产 一年内到期的非流动资产", "Other current assets"),
    (
        "current_assets",
        "流动资产合计 流动资产合计 流动资产总计 流动资产小计 流动资产总额 流动资产共计",
        "Total current assets",
    ),
    (None, "非流动资产： 非流动资产 长期资产：", "Non-current assets:"),
    ("_gross", "固定资产原价 固定资产原值", "Fixed assets, cost"),
    ("_depreciation", "减：累计折旧 减:累计折旧 累计折旧", "Less: accumulated depreciation"),
    ("fixed_assets", "固定资产 固定资产账面价值 固定资产净值 固定资产净额 固定资产账面净值", "Fixed assets"),
    ("construction_in_progress", "在建工程 在建工程 在建工程净额 未完工程 在建工程合计", "Construction in progress"),
    ("_intangible", "无形资产 无形资产净值 长期待摊费用", "Intangible assets"),
    ("_noncurrent", "非流动资产合计 非流动资产小计 长期资产合计", "Total non-current assets"),
    ("total_assets", "资产总计 资产总计 资产合计 资产总额 资产共计 总资产", "Total assets"),
)
DEBTS: tuple[Line, ...] = (
    (None, "流动负债： 流动负债", "Current liabilities:"),
    ("short_term_loans", "短期借款 短期借款 短期贷款 短期银行借款 短期借款合计", "Short-term borrowings"),
    ("_notes_payable", "应付票据 应付票据款", "Notes payable"),
    ("accounts_payable", "应付账款 应付账款 应付帐款 应付货款 应付账款合计 应付购货款", "Accounts payable"),
    ("_wages", "应付职工薪酬 应付工资 应付薪酬", "Employee benefits payable"),
    ("_taxes", "应交税费 应交税金 应缴税费", "Taxes payable"),
    ("_other_payables", "其他应付款 其它应付款 其他应付款项", "Other payables"),
    ("current_liabilities", "流动负债合计 流动负债合计 流动负债总计 流动负债小计 流动负债总额", "Total current liabilities"),
    (None, "非流动负债： 长期负债：", "Non-current liabilities:"),
    ("long_term_loans", "长期借款 长期借款 长期贷款 长期银行借款 长期借款合计", "Long-term borrowings"),
    ("_noncurrent_debt", "非流动负债合计 长期负债合计 非流动负债小计", "Total non-current liabilities"),
    ("total_liabilities", "负债合计 负债合计 负债总计 负债总额 负债共计 总负债", "Total liabilities"),
    (None, "所有者权益： 股东权益： 所有者权益（或股东权益）：", "Owners' equity:"),
    ("paid_in_capital", "实收资本 实收资本（或股本） 股本 实收资本(股本) 投入资本 实收资本净额", "Paid-in capital"),
    ("_surplus", "盈余公积 资本公积", "Surplus reserve"),
    ("retained_earnings", "未分配利润 未分配利润 累计未分配利润 年末未分配利润 未分配利润（未弥补亏损以“-”号填列）", "Retained earnings"),
    ("total_equity", "所有者权益合计 股东权益合计 所有者权益（或股东权益）合计 净资产合计 权益合计 所有者权益总额 净资产总额 股东权益总计", "Total equity"),
    ("_both", "负债和所有者权益总计 负债及所有者权益总计 负债和股东权益总计 负债及所有者权益合计 负债和所有者权益（或股东权益）总计 负债与权益总计", "Total liabilities and equity"),
)  # fmt: skip
INCOME: tuple[Line, ...] = (
    ("revenue", "营业收入 主营业务收入 销售收入 产品销售收入 经营收入 营业收入净额", "Revenue"),
    ("cost_of_sales", "营业成本 主营业务成本 销售成本 产品销售成本", "Cost of sales"),
    ("_taxes", "税金及附加 营业税金及附加", "Taxes and surcharges"),
    ("selling_expenses", "销售费用 营业费用 产品销售费用", "Selling expenses"),
    ("administrative_expenses", "管理费用 管理费用合计", "Administrative expenses"),
    ("rd_expenses", "研发费用 研究开发费用 研究费用 研究与开发费用", "Research and development expenses"),
    ("finance_costs", "财务费用 财务费用净额 财务费用合计", "Finance costs"),
    ("interest_expense", "其中：利息费用 其中：利息支出 其中:利息费用", "Interest expense"),
    ("operating_profit", "营业利润 营业利润（亏损以“－”号填列） 经营利润 营业利润(亏损以“-”号填列)", "Operating profit"),
    ("_other_income", "加：营业外收入 营业外收入", "Non-operating income"),
    ("_other_costs", "减：营业外支出 营业外支出", "Non-operating expenses"),
    ("total_profit", "利润总额 利润总额（亏损总额以“－”号填列） 税前利润 税前利润总额", "Profit before tax"),
    ("income_tax", "所得税费用 减：所得税费用 所得税 企业所得税 企业所得税费用", "Income tax"),
    ("net_profit", "净利润 净利润（净亏损以“－”号填列） 税后利润 税后净利润", "Net profit"),
)  # fmt: skip
FLOWS: tuple[Line, ...] = (
    (None, "经营活动产生的现金流量： 经营活动的现金流量：", "Operating activities:"),
    ("cash_from_sales", "销售商品、提供劳务收到的现金 销售产成品、商品、提供劳务收到的现金 销售商品和提供劳务收到的现金 销售商品提供服务收到的现金", "Cash received from sales"),
    ("_other_in", "收到其他与经营活动有关的现金 收到的其他与经营活动有关的现金", "Other cash received"),
    ("_paid_goods", "购买商品、接受劳务支付的现金 购买原材料、商品、接受劳务支付的现金", "Cash paid for goods"),
    ("_paid_wages", "支付给职工以及为职工支付的现金 支付的职工薪酬", "Cash paid to employees"),
    ("operating_cash_flow", "经营活动产生的现金流量净额 经营活动现金流量净额 经营活动产生的现金净流量 经营活动现金净流量 经营活动净现金流量", "Net cash from operating activities"),
    (None, "投资活动产生的现金流量： 投资活动的现金流量：", "Investing activities:"),
    ("_bought", "购建固定资产、无形资产和其他长期资产支付的现金 购建固定资产支付的现金", "Cash paid for fixed assets"),
    ("investing_cash_flow", "投资活动产生的现金流量净额 投资活动现金流量净额 投资活动产生的现金净流量 投资活动现金净流量 投资活动净现金流量", "Net cash from investing activities"),
    (None, "筹资活动产生的现金流量： 融资活动产生的现金流量：", "Financing activities:"),
    ("_borrowed", "取得借款收到的现金 借款所收到的现金", "Cash from borrowings"),
    ("_repaid", "偿还债务支付的现金 偿还借款本金支付的现金", "Cash repaid"),
    ("financing_cash_flow", "筹资活动产生的现金流量净额 筹资活动现金流量净额 筹资活动产生的现金净流量 融资活动产生的现金流量净额 筹资活动现金净流量", "Net cash from financing activities"),
    ("net_increase_in_cash", "现金及现金等价物净增加额 现金净增加额 现金及现金等价物净增加（减少）额 现金流量净增加额 本期现金净增加额", "Net increase in cash"),
    ("opening_cash", "加：期初现金及现金等价物余额 期初现金余额 加：年初现金及现金等价物余额 期初现金及等价物余额 现金的期初余额", "Opening cash"),
    ("closing_cash", "期末现金及现金等价物余额 期末现金余额 年末现金及现金等价物余额 期末现金及等价物余额 现金的期末余额", "Closing cash"),
)  # fmt: skip
ENGLISH = {"balance": "Balance Sheet", "income": "Income Statement", "flows": "Cash Flow Statement"}

END = "期末余额 年末余额 期末数 年末数 期末 期末金额 本期末 报告期末 期末账面余额"
BEGIN = "年初余额 期初余额 年初数 期初数 上年年末余额 上年末余额 年初 年初金额 上期期末 上年末"
NOW = "本期金额 本年金额 本年累计金额 本期数 本年数 本期发生额 本年累计数 本年实际"
THEN = "上期金额 上年金额 上年同期金额 上期数 上年数 上期发生额 上年同期数 去年同期"
MONTH = "本月金额 本月数 本月发生额 当月金额 本月实际"
TO_DATE = "本年累计金额 本年累计 累计金额 本年累计数 累计发生额 年初至今累计"
NUMBER = "行次 行次 行号 序号 栏次"
NOTE = "附注 附注 附注编号 注释 附注号 注释号"
CHANGE = "增减额 增减变动 变动额 增减金额 差额"
SHARE = "增减% 变动比例 增减幅度 变动率 占比% 结构比"
GROUP = "合并 合并数 合并口径 本集团"
ALONE = "母公司 公司 母公司数 本公司"
ITEM = "项目 项_目 项__目 科目 报表项目"
LEFT_ITEM = "资产 资__产 资产类 资产项目"
RIGHT_ITEM = (
    "负债和所有者权益 负债及所有者权益 负债和股东权益 负债和所有者权益（或股东权益） 负债及权益 负债及所有者权益项目"
)
WHOSE = "编制单位 编制单位 编报单位 填报单位 单位名称 企业名称 报表单位 核算单位 公司名称 编制企业"
