"""The words that label what stands in the head of a statement: beginnings and ends that banks put together freely."""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from typing import TypeAlias

_WHOSE = "银行|客户|查询|本方|我方|单位|存款单位|开户单位|存款人|开户人|申请人|存款|结算|开户|企业|公司|签约|本人|本户|储蓄|个人|持卡人"
_RATHER = "账户|帐户|账号|帐号|户口|用户|账|签约客户|开户客户|对账单位|法人"
_KIND = "活期|定期|对账|交易|账单|人民币|外币|本币|基本|一般|专用|主|被查询|明细|往来|借记|电子"
_ROWS = "|查询|账单|帐单|对账|统计|明细|交易|流水|所属|覆盖|出账|打印|日期|时间|交易日期|记账|业务|数据|结算"
_BEFORE = "期初|上期|上月|上年|上日|年初|月初|起初|起始|承上期|承前|前期|期前|上期期末|上月末|昨日"
_AFTER = "期末|本期|本月|月末|年末|截止|截至|最终|终了|期终|本期期末|末笔|结束"
_LEFT = "|账面|账户|存款|账户账面|对账单|可用"
_LEFTS = "余额|结余|结存|结存余额|存余额"
_GOT = "收入|贷方|贷|存入|转入|流入|入账|收方|进账|收款"
_SPENT = "支出|借方|借|支取|转出|流出|出账|付方|付出|付款|取出"
_SUM = "合计|总额|总计|累计|合计金额|发生额合计|金额合计|总金额|发生额|累计金额|累计发生额"


def _made(*parts: str) -> str:
    """Return all words of one piece from each part."""
    return "|".join("".join(word) for word in itertools.product(*(part.split("|") for part in parts)))


LABELS = {
    "account_number": (
        "银行账号|银行帐号|客户账号|客户帐号|查询账号|查询帐号|本方账号|账户账号|账户号码|帐户号码|账号/卡号|卡号/账号|账/卡号|卡/账号|银行卡号|借记卡号|"
        "交易账号|账号|帐号|卡号|账户号|账户|账户编号|账户代码|户口号码|户口|主账号|支付宝账户|支付宝账号|京东账号名|account number|account no.|account no|a/c no.|card number|"
        + _made(f"{_WHOSE}|{_KIND}", "账号|账户|账户号码|帐号|卡号|户口号码|账户编号")
    ),
    "account_name": (
        "用户姓名|账户名称|帐户名称|账号名称|帐号名称|客户名称|客户姓名|客户名|户名|姓名|单位名称|账户名|帐户名|开户名称|开户名|存款人名称|存款人|本方户名|客户|"
        "持卡人|户主|存款单位|开户单位|开户人|签约客户|开户客户|account name|customer name|name|"
        + _made(f"{_WHOSE}|{_RATHER}", "名称|户名|姓名|主体|全称")
        + "|"
        + _made("账户|帐户|账号|户口|卡片", "所有人|持有人|所有者|持有者|户主|开立人")
        + "|"
        + _made(
            "客户姓名|客户名称|客户名|姓名|户名|名称|单位名称|账户名称|持卡人",
            "/",
            "姓名|名称|户名|单位名称|客户名称|客户姓名|账户名称|单位",
        )
    ),
    "bank": (
        "银行名称|所属机构|bank branch|bank name|bank|银行|"
        + _made(
            "开户|经办|受理|出具|出单|账户所在|所在|打印|归属|所属|账户归属|账户开户|签约",
            "行|银行|行名称|银行名称|网点|机构|机构名称|支行|行名",
        )
    ),
    "currency": (
        "currency|" + _made("|账户|交易|记账|结算|计价|存款|账面", "币种|币别|货币|货币种类|币种名称|货币名称|货币类型")
    ),
    "period": (
        "查询日期|查询时间|日期区间|时间区间|交易日期|起始日期至截止日期|statement period|"
        + _made(
            _ROWS,
            "期间|区间|范围|起止日期|起讫日期|起止日|起讫日|起止时间|起讫时间|时段|周期|日期区间|日期范围|时间范围|时间段|时间区间|起止",
        )
        + "|对账日期|period"
    ),
    "start": "start date|from|"
    + _made("|查询|账单|对账|明细|交易|统计|流水", "起始日期|起始时间|开始日期|开始时间|起始日|开始日|起日|起日期"),
    "end": (
        "end date|to|"
        + _made(
            "|查询|账单|对账|明细|交易|统计|流水",
            "截止日期|截止时间|截至日期|结束日期|结束时间|终止日期|终止时间|截止日|截至日|结束日|终止日|止日|终日",
        )
    ),
    "opening": "承前余额|opening balance|" + _made(_BEFORE, _LEFT, _LEFTS),
    "closing": "对账单余额|closing balance|" + _made(_AFTER, _LEFT, _LEFTS),
    "sum_in": "累计贷金额|总收入|合计收入|total credit|" + _made(_GOT, _SUM),
    "sum_out": "累计借金额|总支出|合计支出|total debit|" + _made(_SPENT, _SUM),
    "both": (
        "户名/账号|账号/户名|户名/卡号|卡号/户名|户名及账号|账号及户名|账户名称/账号|账号/账户名称|账户/户名|户名/账户|账号户名|客户名称/账号|账号/客户名称|"
        "账户名称及账号|账号及账户名称|户名与账号|账号与户名"
    ),
    "user": "用户|用户名称",
    "": (
        "打印日期|打印时间|打印机构|申请时间|申请日期|导出时间|导出类型|导出交易类型|导出交易场景|生成日期|生成时间|标题|文件类型|接口版本|经办人|"
        "银行码|开户行地区|地区|记录条数|总笔数|累计借总笔数|累计贷总笔数|借方笔数|贷方笔数|收入笔数|支出笔数|卡别名|子账户序号|子账户类别|"
        "子账户别名|账户类型|账户类别|账户状态|账户性质|钞汇标志|钞汇|储种|凭证种类|页码|页数|客户号|证件号码|证件类型|身份证号|可用余额|当前余额|账户余额|"
        "余额|单位|联系电话|电话|地址|验证码|电子回单号码|流水号|操作员|柜员|微信昵称|微信号|币制|总页数|联行号|行号|明细类型|排序方式|"
        "借方|贷方|收入|支出|笔数|金额|合计|共计"
    ),
}
"""Labels by what they name; those under "" are known only so that they end the value before them."""

KEYS = {re.sub(r"\s", "", word).lower(): key for key, words in LABELS.items() for word in words.split("|") if word}
"""What each label names, by its letters without blanks."""


Tree: TypeAlias = "dict[str, Tree]"
"""Words by their letters; an empty letter ends a word."""


def any_of(words: Iterable[str]) -> str:
    """Return a pattern for the longest of some words, whose letters may be spaced (``户　名``).

    As a tree of letters: a thousand words side by side would all be tried at each place of a text.
    """
    tree: Tree = {}
    for word in words:
        place = tree
        for letter in word:
            place = place.setdefault(letter, {})
        place[""] = {}
    return _branches(tree)


def _branches(tree: Tree) -> str:
    ways = []
    for letter, below in tree.items():
        rest = _branches(below)
        tail = "" if not rest else rf"(?:\s*{rest})?" if "" in below else rf"\s*{rest}"
        ways += [re.escape(letter) + tail] if letter else []
    return f"(?:{'|'.join(ways)})" if ways else ""
