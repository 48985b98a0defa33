"""What kind of loan a contract is: by its title, by what a caption, tick or clause says, else by borrower and use.

Sources: 固定资产贷款管理办法 (2024) art. 3 (建设、购置、改造固定资产), 流动资金贷款管理办法 (2024) art. 3 and 13 (日常经营周转,
at most three years as a rule), 个人贷款管理办法 (2024) art. 3 (消费、生产经营). 消费金融公司 lend to persons for consumption
alone (消费金融公司管理办法 (2024) art. 2; article unconfirmed), 汽车金融公司 for their cars.
"""

# ruff: noqa: E501 - lists and patterns of printed words read better unbroken
from __future__ import annotations

import re

from docaudit.knowledge import bank_of
from docaudit.records.evidence import Field
from docaudit.records.names import is_person_name
from docaudit.understanding.paper import Paper
from docaudit.understanding.prose import chosen_only, chosen_option
from docaudit.understanding.text import Text

_TITLES = (
    ("working_capital", r"流动资金|流贷|短期借款合同|经营周转|周转资金|营运资金"),
    ("fixed_asset", r"固定资产|项目(?:贷款|融资|借款)|基本建设|基建|技术改造|技改|设备(?:更新|购置)?(?:贷款|借款)"),
    ("personal_business", r"个人(?:生产|投资)?(?:经营|助业|创业)|经营性贷款|个体(?:工商户|经营)|小微(?:企业主)|经营贷|助业贷|农户(?:生产|经营|小额)[^,。\n]{0,6}(?:贷款|借款)"),
    (
        "personal_consumption",
        r"个人(?:综合|一般)?消费|个人(?:一手|二手|商业性)?(?:住房|购房|汽车)|住房按揭|消费(?:性)?(?:借款|贷款)|消费贷|住房装修|购车|汽车(?:消费)?(?:贷款|借款)|助学|信用卡分期|(?:装修|家装|家居|车位)[^,。\n]{0,4}(?:贷款|借款)",
    ),
)  # fmt: skip
"""How a title names each kind."""
_NAMES = (
    ("working_capital", r"(?:流动资金|营运资金|周转(?:资金|性|类)?)[^,。;:\n]{0,4}?(?:贷款|借款|融资)|流贷"),
    ("fixed_asset", r"(?:固定资产|项目|基本建设|基建|技术改造|技改|更新改造|设备)[^,。;:\n]{0,4}?(?:贷款|借款|融资)"),
    ("personal_business", r"(?:个人|个体|农户|小微企业主|商户)[^,。;:\n]{0,6}?(?:经营|助业|创业|生产)[^,。;:\n]{0,3}?(?:贷款|借款|贷)|经营性(?:贷款|借款)|个体工商户(?:贷款|借款)|助业(?:贷款|贷)"),
    (
        "personal_consumption",
        r"(?:消费|住房|购房|按揭|装修|家装|购车|汽车|车位|助学|留学|旅游)[^,。;:\n]{0,4}?(?:贷款|借款|贷)",
    ),
)  # fmt: skip
"""How a caption or clause names each kind: a word for it before one for a loan."""
_CAPTION = re.compile(
    r"(?:借款|贷款|授信|融资|业务|产品|信贷)(?:的)?(?:种类|品种|类型|类别)(?:[为是:]|属于)*(?P<kind>[^。;\n]{2,40})"
)
_SENTENCE = re.compile(
    r"(?:系|属于|是指|发放|提供|给予|办理|申请|同意|为)(?P<kind>[^。;,:\n]{0,24}?(?:贷款|借款|融资|流贷))"
)
_TOPIC = re.compile(r"(?:借款|贷款|授信|融资|业务|产品)(?:种类|品种|类型|类别)")
_NOT_THIS = re.compile(r"不得|禁止|严禁|违反|归还|偿还|置换|其他|其它|原|逾期|如|若")
_OTHERS = re.compile(
    r"委托贷款|并购|房地产开发|开发贷|贸易融资|押汇|保理|票据|贴现|银团|展期|循环额度|授信额度|额度借款|最高额"
)
"""Titles of loans of which the list of kinds has none, where nothing names another."""
_FIXED = re.compile(
    r"(?:设备|装置|机组|机床|机器|生产线|流水线|加工中心|[掘载吊塑]机|锅炉|车间|厂房|仓库|冷库|库房|办公楼|大楼|大棚|电站|电厂|光伏|风电)(?!租|维修|维护|配件|保养)"
    r"|基建|工程建设|建设项目|项目(?:建设|投资)|[扩新改购]建|建造|建设(?!用|局)|技改|技术改造|改造|更新(?!换代商品)"
)
_STOCK = re.compile(
    r"货款|原(?:材)?料|材料|存货|周转|流动资金|营运|日常|备货|进货|工资|水电|运费|加工费|收购|采购|购进|商品|经营|购(?:买|进|入)?[^,。置房车建]{0,3}[材料棉钢煤布粮油]"
)
_BOUGHT = re.compile(r"采购|购[买进入]?|支付[^,。]{1,10}(?:款|费)")
"""A firm that buys what is no lasting thing, or pays for it, turns its money over."""
_NO_TRADE = re.compile(r"归还|偿还|置换|借新还旧|并购|股权|收购[^,。]{0,6}(?:股|公司)|房地产|土地|楼盘|工程|[房车船]")
_NO_TURNOVER = re.compile(r"归还|偿还|置换|借新还旧|并购|股权|股东|房地产|土地|保险|保费")
"""What a firm pays that neither turns over nor lasts: its debts, shares, land, insurance."""
_OWN_TRADE = re.compile(
    r"经营|[订购买]货|尾款|进(?:货|[\u4e00-\u9fff]{1,4}$)|批发|零售|货款|周转|采购|生产|养[殖猪鸡鸭鱼牛羊蜂]|种[植子养]|化肥|农[药机资]|饲料|[鱼虾树果]苗|仔猪|[店铺摊]|承包|果园|加工|收购|原料|货车|运输|备货|创业|设备|大棚|材料"
)
_LIVING = re.compile(
    r"消费|装修|装饰|家[具电装]|电器|购车|[轿汽]车(?!配件|维修)|车位|旅游|婚|教育|留学|学费|培训|医疗|治病|住院|住房|购房|商品房|房款|自住|生活"
)
_HOME = re.compile(r"购房|房款|住房|住宅|(?:购买|购置)[^,。]{0,16}(?:商品房|房屋|房产)")
_FIRM = re.compile(r"公司|厂|合作社|企业|商行|经营部|集团|中心|农场")
_LENDS = re.compile(
    r"银行|信用社|支行|联社|农商行|贷款(?:有限|股份|公司)|消费金融|汽车金融|信托|财务(?:有限)?公司|公积金|典当"
)
"""Words in the names of those whose trade is lending."""
_PAYS_BACK = re.compile(r"归还|偿还|结清|续贷|置换")
_HEAD = 1200
"""Signs within which a contract names the one that it renews."""
_LONGEST_TURNOVER = 36
"""Months of the longest loan that turns over a firm's money."""


_SENTENCES = re.compile(r"^[^\n]*[,。;][^\n]*$", re.M)
"""Lines at the head that are no title."""


def loan_kind(
    paper: Paper, borrower: Field[str], lender: Field[str], purpose: Field[str], months: Field[int]
) -> Field[str]:
    """Return the kind of loan, null where nothing tells; `other` where the lender's trade is not lending."""
    flow = chosen_only(paper.flow)
    firm = bool(borrower.value and _FIRM.search(borrower.value))
    table = _TITLES[:3] if firm else _TITLES
    head = _SENTENCES.sub(lambda said: " " * len(said.group()), flow.chars[:160])
    hits = [(hit.start(), hit.end(), kind) for kind, p in table if (hit := re.search(p, head))]
    if hits:  # the title stands first
        start, end, kind = min(hits)
        return flow.field(kind, start, end, 0.9)
    if lender.value is None and re.search("银行|信用社", flow.chars):
        lender = Field("银行")
    used = _by_use(borrower, lender, purpose, months)
    for found in (_said(flow, firm=firm), _picked(paper.flow, firm=firm), used, _renewed(flow, purpose, firm=firm)):
        if found.value is not None:
            return found
    if firm and _NO_TURNOVER.search(purpose.value or ""):
        return Field("other", 0.6, purpose.evidence)
    title = _OTHERS.search(flow.chars[:160])
    if title:
        return flow.field("other", title.start(), title.end(), 0.6)
    if lender.value and not _is_lender(lender.value):
        return Field("other", 0.6, lender.evidence)
    return Field()


def _is_lender(name: str) -> bool:
    return bool(bank_of(name) or _LENDS.search(name))


def _named(words: str, *, firm: bool) -> tuple[str, int, int] | None:
    """Return the kind that words name first, with its place."""
    table = _NAMES[:2] if firm else _NAMES
    hits = [(hit.start(), kind, hit.end()) for kind, pattern in table if (hit := re.search(pattern, words))]
    if not hits:
        return None
    start, kind, end = min(hits)
    return kind, start, end


def _said(flow: Text, *, firm: bool) -> Field[str]:
    """Return the kind beside its caption, else the first that a clause calls this loan by."""
    for pattern, sure in ((_CAPTION, 0.9), (_SENTENCE, 0.8)):
        for found in pattern.finditer(flow.chars):
            named = _named(found["kind"], firm=firm)
            before = re.split(r"[。;\n]", flow.chars[max(0, found.start() - 30) : found.start()])[-1]
            if named and not _NOT_THIS.search(before) and not _NOT_THIS.search(found["kind"][: named[1]]):
                at = found.start("kind")
                return flow.field(named[0], at + named[1], at + named[2], sure, found.start())
    return Field()


def _picked(flow: Text, *, firm: bool) -> Field[str]:
    """Return the kind of the option that a number or tick chose."""
    option = re.compile("|".join(pattern for _, pattern in _NAMES))
    choice = chosen_option(flow, _TOPIC, option, reach=300)
    named = _named(choice.text, firm=firm) if choice else None
    if choice is None or named is None:
        return Field()
    return flow.field(named[0], choice.start + named[1], choice.start + named[2], 0.88)


def _renewed(flow: Text, purpose: Field[str], *, firm: bool) -> Field[str]:
    """Return the kind of the loan that this one pays back, where its contract is named."""
    named = _named(flow.chars[:_HEAD], firm=firm) if _PAYS_BACK.search(purpose.value or "") else None
    return flow.field(named[0], named[1], named[2], 0.65) if named else Field()


def _by_use(borrower: Field[str], lender: Field[str], purpose: Field[str], months: Field[int]) -> Field[str]:
    """Return the kind that use and term of a lender's loan imply where no words name it."""
    name, use = borrower.value or "", purpose.value or ""
    person = bool(name) and all(is_person_name(part) for part in re.split("[、,]", name))
    trade = _OWN_TRADE.search(use)
    if person and re.search(r"消费金融|汽车金融|公积金", lender.value or "") and not trade:
        return Field("personal_consumption", 0.7, (purpose if use else borrower).evidence)
    if not use or not _is_lender(lender.value or ""):
        return Field()
    kind = ""
    if person:
        living = _LIVING.search(use)
        if living and (not trade or _HOME.search(use)):
            kind = "personal_consumption"
        elif trade and not living:
            kind = "personal_business"
    elif _FIRM.search(name):
        fixed, stock = _FIXED.search(use), _STOCK.search(use)
        turns = stock or (_BOUGHT.search(use) and not _NO_TRADE.search(use))
        short = months.value is None or months.value <= _LONGEST_TURNOVER
        if fixed and not _only_goods(use):
            kind = "fixed_asset"
        elif turns and not fixed and short and not _NO_TURNOVER.search(use):
            kind = "working_capital"
    return Field(kind, 0.7, purpose.evidence) if kind else Field()


def _only_goods(use: str) -> bool:
    """Say whether lasting things are named beside what a firm turns over, so that neither is sure."""
    return re.search(r"货款|原(?:材)?料|存货|周转|流动资金|营运|日常|备货|进货|工资|材料款", use) is not None
