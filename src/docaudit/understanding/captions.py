"""Which captions of financial statements stand for which line of the interface (财会〔2019〕6号; 小企业会计准则)."""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import functools
import re
import unicodedata

from rapidfuzz.distance import Levenshtein

# name → captions without ordinals, 加/减/其中 and brackets; of several rows the first caption in this order wins.
_CAPTIONS: dict[str, dict[str, str]] = {
    "balance_sheet": {
        "total_assets": "资产总计 资产合计 资产总额 资产共计",
        "current_assets": "流动资产合计 流动资产总计",
        "cash": "货币资金",
        "notes_receivable": "应收票据 应收票据净额",
        "accounts_receivable": "应收账款 应收账款净额 应收账款价值",
        "prepayments": "预付款项 预付账款 预付货款",
        "other_receivables": "其他应收款 其他应收款净额 其他应收款合计",
        "inventory": "存货 存货净额",
        "fixed_assets": "固定资产 固定资产账面价值 固定资产净额 固定资产净值 固定资产合计",
        "construction_in_progress": "在建工程",
        "total_liabilities": "负债合计 负债总计 负债总额 负债共计",
        "current_liabilities": "流动负债合计 流动负债总计",
        "short_term_loans": "短期借款",
        "accounts_payable": "应付账款",
        "long_term_loans": "长期借款",
        "total_equity": (
            "所有者权益合计 股东权益合计 所有者权益总计 股东权益总计 所有者权益总额 所有者权益或股东权益合计 股东权益或所有者权益合计 "
            "所有者权益股东权益合计 净资产合计"
        ),
        "paid_in_capital": "实收资本 股本 实收资本或股本 实收资本股本 实收资本净额 实收股本 注册资本",
        "retained_earnings": "未分配利润",
    },
    "income_statement": {
        "revenue": "营业收入 主营业务收入",
        "cost_of_sales": "营业成本 主营业务成本",
        "selling_expenses": "销售费用 营业费用",
        "administrative_expenses": "管理费用",
        "rd_expenses": "研发费用",
        "finance_costs": "财务费用",
        "interest_expense": "利息费用 利息支出",
        "operating_profit": "营业利润",
        "total_profit": "利润总额",
        "income_tax": "所得税费用 所得税",
        "net_profit": "净利润",
    },
    "cash_flow_statement": {
        "operating_cash_flow": "经营活动产生的现金流量净额 经营活动现金流量净额 经营活动产生现金流量净额 经营活动产生的现金净流量",
        "investing_cash_flow": "投资活动产生的现金流量净额 投资活动现金流量净额 投资活动产生现金流量净额 投资活动产生的现金净流量",
        "financing_cash_flow": "筹资活动产生的现金流量净额 筹资活动现金流量净额 筹资活动产生现金流量净额 筹资活动产生的现金净流量",
        "net_increase_in_cash": "现金及现金等价物净增加额 现金净增加额 现金及现金等价物净增加 现金流量净增加额",
        "opening_cash": "期初现金及现金等价物余额 期初现金余额 现金及现金等价物期初余额 年初现金及现金等价物余额",
        "closing_cash": "期末现金及现金等价物余额 期末现金余额 现金及现金等价物期末余额 年末现金及现金等价物余额",
        "cash_from_sales": (
            "销售商品、提供劳务收到的现金 销售商品提供劳务收到的现金 销售产成品、商品、提供劳务收到的现金 销售商品、提供服务收到的现金 "
            "销售商品和提供劳务收到的现金"
        ),
    },
}
_OTHERS: dict[str, str] = {
    "balance_sheet": (
        "流动资产 非流动资产 流动负债 非流动负债 所有者权益 股东权益 长期投资 固定资产 长期负债 非流动资产合计 非流动负债合计 长期负债合计 "
        "负债和所有者权益总计 负债及所有者权益总计 负债和股东权益总计 负债及股东权益总计 负债和所有者权益合计 负债及所有者权益合计 交易性金融资产 衍生金融资产 应收款项融资 "
        "应收利息 应收股利 合同资产 持有待售资产 一年内到期的非流动资产 其他流动资产 债权投资 其他债权投资 长期应收款 长期股权投资 其他权益工具投资 投资性房地产 "
        "生产性生物资产 油气资产 使用权资产 无形资产 开发支出 商誉 长期待摊费用 递延所得税资产 其他非流动资产 交易性金融负债 应付票据 预收款项 预收账款 合同负债 "
        "应付职工薪酬 应付工资 应交税费 应交税金 应付利息 应付股利 其他应付款 一年内到期的非流动负债 其他流动负债 应付债券 租赁负债 长期应付款 预计负债 递延收益 "
        "递延所得税负债 其他非流动负债 其他权益工具 优先股 永续债 资本公积 库存股 其他综合收益 专项储备 盈余公积 少数股东权益 固定资产原价 累计折旧 工程物资 固定资产清理"
    ),
    "income_statement": (
        "营业总收入 营业总成本 税金及附加 营业税金及附加 利息收入 其他收益 投资收益 净敞口套期收益 公允价值变动收益 信用减值损失 资产减值损失 资产处置收益 营业外收入 营业外支出 "
        "持续经营净利润 终止经营净利润 其他综合收益的税后净额 综合收益总额 每股收益 基本每股收益 稀释每股收益 少数股东损益 归属于母公司股东的净利润 归属于母公司所有者的净利润"
    ),
    "cash_flow_statement": (
        "经营活动产生的现金流量 投资活动产生的现金流量 筹资活动产生的现金流量 收到的税费返还 收到其他与经营活动有关的现金 经营活动现金流入小计 购买商品接受劳务支付的现金 "
        "支付给职工以及为职工支付的现金 支付的各项税费 支付其他与经营活动有关的现金 经营活动现金流出小计 收回投资收到的现金 取得投资收益收到的现金 投资活动现金流入小计 "
        "投资支付的现金 投资活动现金流出小计 吸收投资收到的现金 取得借款收到的现金 筹资活动现金流入小计 偿还债务支付的现金 筹资活动现金流出小计 汇率变动对现金及现金等价物的影响"
    ),
}
"""Captions of the standards that the interface has no name for: they show what kind of statement a page goes on with."""
_STANDARD = {
    doc_type: frozenset(" ".join((*_CAPTIONS[doc_type].values(), others)).replace("、", "").split())
    for doc_type, others in _OTHERS.items()
}
_NAMES = {
    doc_type: {
        re.sub("[、]", "", caption): (name, place)
        for name, captions in lines.items()
        for place, caption in enumerate(captions.split())
    }
    for doc_type, lines in _CAPTIONS.items()
}
_SUM = "(?:合计|总计|小计|共计|总额|总数|合计数|总值)"
_NET = "(?:的?(?:账面)?(?:净额|净值|净价|价值|余额|金额|数|合计|小计|总额|共计))*"
"""What a caption may have behind its subject: a sum, or a value after what was written off."""
_OWN = "(?:全体)?(?:所有者|股东|业主|投资者|投资人)"
_FLOW = "(?:活动)?(?:所?产生的?)?(?:现金(?:流量)?净(?:流量|流入|额|流入额|流量额)|净现金(?:流量|流入)|现金流量净额|现金净流量净额)"
_CASH = "(?:货币资金|现金(?:[及和与]?(?:现金)?等价物)?)"
_FORMS: dict[str, dict[str, str]] = {
    "balance_sheet": {
        "total_assets": f"(?:全部)?资产{_SUM}|(?:资产)?总资产",
        "current_assets": f"流动资产{_SUM}|流动资产总资产",
        "cash": f"(?:货币(?:资金|资产)|(?:库存)?现金[及和与、]?(?:银行)?存款|现金[及和与]银行(?:存款)?){_NET}",
        "notes_receivable": f"应收票据款?{_NET}",
        "accounts_receivable": f"应收(?:账款|货款|销货款|购货款|客户款|客户账款|销售款){_NET}",
        "prepayments": f"预付(?:账款|款项?|货款|购货款|供应商款){_NET}",
        "other_receivables": f"其他应收(?:款项?|账款){_NET}",
        "inventory": f"存货{_NET}",
        "fixed_assets": f"固定资产{_NET}",
        "construction_in_progress": f"(?:在建|未完)工程{_NET}",
        "total_liabilities": f"(?:全部)?负债{_SUM}|总负债",
        "current_liabilities": f"流动负债{_SUM}",
        "short_term_loans": f"短期(?:银行)?(?:借款|贷款|借贷){_NET}",
        "accounts_payable": f"应付(?:账款|货款|购货款|供应商款|供应商账款|采购款){_NET}",
        "long_term_loans": f"长期(?:银行)?(?:借款|贷款|借贷){_NET}",
        "total_equity": f"(?:{_OWN}权益|净资产|权益|资本){_SUM}|总权益",
        "paid_in_capital": f"(?:实收|投入|实缴)(?:资本|股本){_NET}",
        "retained_earnings": "(?:累计|[期年]末|本[期年])?未分配利润(?:累计|合计|总额|余额)?|累计未分配(?:利润|盈余)|留存未分配利润",
    },
    "income_statement": {
        "revenue": f"(?:主营业务|营业|(?:产品|商品)?销售|经营)(?:业务)?收入{_NET}",
        "cost_of_sales": f"(?:主营业务|营业|(?:产品|商品)?销售|经营)(?:业务)?成本{_NET}",
        "selling_expenses": f"(?:(?:产品|商品)?销售|营业|经营)费用?{_NET}|销售费用支出",
        "administrative_expenses": f"管理费用?{_NET}|(?:行政|一般)管理费用{_NET}|管理费用支出",
        "rd_expenses": f"(?:研发|研究[及与和]?开发|研究)(?:费用?|支出){_NET}",
        "finance_costs": f"财务费用?{_NET}|财务费用支出",
        "interest_expense": f"(?:借款)?利息(?:费用|支出){_NET}",
        "operating_profit": f"(?:营业|经营)利润{_NET}",
        "total_profit": f"利润总额{_NET}|(?:所得)?税前利润{_NET}|利润合计",
        "income_tax": f"(?:企业)?所得税(?:费用|支出|费)?{_NET}",
        "net_profit": f"净利润{_NET}|(?:所得)?税后(?:净)?利润{_NET}|净利润合计",
    },
    "cash_flow_statement": {
        "operating_cash_flow": f"经营{_FLOW}",
        "investing_cash_flow": f"投资{_FLOW}",
        "financing_cash_flow": f"[筹融]资{_FLOW}",
        "net_increase_in_cash": f"(?:本[期年])?{_CASH}(?:流量)?的?净(?:增加|增减|变动)(?:减少)?额?",
        "opening_cash": f"[期年]初{_CASH}的?(?:余额|结余|结存)|{_CASH}的?[期年]初(?:余额|结余|结存)",
        "closing_cash": f"[期年]末{_CASH}的?(?:余额|结余|结存)|{_CASH}的?[期年]末(?:余额|结余|结存)",
        "cash_from_sales": "销售(?:产成品)?[和及]?(?:商品|产品)[和及]?提供(?:劳务|服务)所?收到的?现金",
    },
}
"""The same captions by the parts they are put together from, for those that no standard prints."""
_LIKE = {
    doc_type: tuple((name, re.compile(form)) for name, form in forms.items()) for doc_type, forms in _FORMS.items()
}
_BY_FORM = 90
"""Rank of a caption that its form alone tells: any caption of the standards comes before it."""
_LATIN = re.compile(r"[A-Za-z][A-Za-z ,.;:'’&/()-]*")
"""What a caption says once more in English."""
_LEAST_MISREAD = 6
"""A caption of fewer glyphs is not recognised with one of them misread."""
_ORDINAL = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、.．:：]|\([一二三四五六七八九十\d]{1,3}\)[、.]?|\d{1,3}(?:[、.．](?!\d)|\s)|[ivxIVX]+[、.]|"
    r"其中[:：、]?|加[:：]|减[:：]|[△▲*☆★#◆●·+\-]|[:：、.])+"
)


@functools.lru_cache(maxsize=8192)
def fold_caption(caption: str) -> str:
    """Return a caption without ordinals, 加/减/其中, marks, brackets and blanks; ``帐`` as ``账``."""
    text = (
        unicodedata.normalize("NFKC", caption)
        .replace("帐", "账")
        .replace("其它", "其他")
        .replace("—", "-")
        .replace("－", "-")
    )
    if re.search(r"[\u4e00-\u9fff]{2}", text):
        text = _LATIN.sub("", text)
    text = re.sub(r"\s+", "", text)
    before = None
    while text != before:
        before = text
        text = _ORDINAL.sub("", text)
    text = re.sub(r"\((?:或?股东权益|或?所有者权益|或?股本|或?实收资本)\)", "", text)
    text = re.sub(r"\([^()]*(?:\(|\)|$)", "", text)
    return re.sub(r"[、:：*△\s]", "", text)


def line_name(doc_type: str, caption: str) -> tuple[str, int] | None:
    """Return the interface's name of a line and the rank of this caption for it (0 is the regular one)."""
    folded = fold_caption(caption)
    known = _NAMES[doc_type].get(folded)
    if known is not None or folded in _STANDARD[doc_type]:
        return known
    return next(((name, _BY_FORM) for name, form in _LIKE[doc_type] if form.fullmatch(folded)), None)


def misread_name(doc_type: str, caption: str) -> tuple[str, int] | None:
    """Return name and rank of the one caption that a scan's caption is but a glyph away from, None where not certain.

    Captions such as 应收账款 and 应付账款 differ by a glyph themselves: a standard caption is never taken for another,
    nor is one chosen between two, and a short one is left alone.
    """
    folded = re.sub(r"(?<=[\u4e00-\u9fff])合$", "合计", fold_caption(caption))  # its end stands in the line below
    if len(folded) < _LEAST_MISREAD or folded in _STANDARD[doc_type]:
        return _NAMES[doc_type].get(folded)
    near = {c for c in _STANDARD[doc_type] if Levenshtein.distance(folded, c, score_cutoff=1) <= 1}
    named = {found[0]: found for c in near if (found := _NAMES[doc_type].get(c)) is not None}
    certain = len(named) == 1 and all(c in _NAMES[doc_type] for c in near)
    return next(iter(named.values())) if certain else None


def is_standard(doc_type: str, caption: str) -> bool:
    """Say whether the caption is one that the standards print in such a statement."""
    return fold_caption(caption) in _STANDARD[doc_type]


def is_line(caption: str) -> bool:
    """Say whether the caption is of a line of any of the three statements, in any wording."""
    return any(is_standard(doc_type, caption) or line_name(doc_type, caption) is not None for doc_type in _STANDARD)
