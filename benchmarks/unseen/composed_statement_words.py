"""The words of the composed statements: for each thing that a statement names, what Chinese banks call it.

A fifth of them, told by their sum of bytes, is kept back from the papers that are mended on.
"""

# ruff: noqa: E501 - word lists read best in long lines

from __future__ import annotations

import random
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, fields

from .statements_words import DEV, DEV2, Words


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_KEPT = 5
"""One word in so many is kept back."""


def kept_back(word: str) -> bool:
    """Say whether only counted papers print a word."""
    return zlib.crc32(word.encode()) % _KEPT == 0


@dataclass(frozen=True, slots=True)
class Chooser:
    """Draws words; `counted`: half of those that have any are drawn from what is kept back."""

    chance: random.Random
    counted: bool

    def word(self, words: Sequence[str]) -> str:
        """Return one of the words."""
        kept = [w for w in words if kept_back(w)]
        known = [w for w in words if not kept_back(w)]
        if self.counted and kept and self.chance.random() < 0.5:
            return self.chance.choice(kept)
        return self.chance.choice(known or list(words))

    def pair(self, words: Sequence[str]) -> tuple[str, str]:
        """Return the two parts of one of the words ``a|b``."""
        first, _, second = self.word(words).partition("|")
        return first, second

    def maybe(self, share: float) -> bool:
        """Return true with that chance."""
        return self.chance.random() < share


COLUMNS: dict[str, tuple[str, ...]] = {
    "day": _words(
        "交易日期 记账日期 入账日期 日期 交易日 记账日 发生日期 业务日期 会计日期 账务日期 过账日期 动账日期 结算日期 入账日 "
        "清算日期 核算日期 发生日 交易发生日 登账日期 办理日期 处理日期 到账日期 收付日期 年月日"
    ),
    "clock": _words("交易时间 时间 时刻 入账时间 交易时刻 发生时间 记账时间 时分秒 动账时间 办理时间 处理时间"),
    "moment": _words(
        "交易时间 交易日期时间 记账时间 发生时间 入账时间 动账时间 日期时间 交易日期及时间 业务时间 到账时间 日期/时间 交易时点 "
        "收付时间"
    ),
    "amount": _words(
        "交易金额 发生额 金额 收支金额 变动金额 动账金额 收入/支出 交易额 本次发生额 增减金额 增减额 发生金额 收付金额 金额变动 "
        "入/出账金额 资金变动 本笔金额"
    ),
    "size": _words("交易金额 发生额 金额 交易额 发生金额 业务金额 本次发生额 动账金额 本笔金额 发生数 款额 数额"),
    "flag": _words(
        "借贷 借/贷 借贷标志 收支 收/支 方向 交易方向 资金方向 借贷方向 收付标志 往来标志 进出 收支类型 资金流向 出入账 收支方向 "
        "收付 借贷别 增减 标志"
    ),
    "balance": _words(
        "余额 账户余额 结余 当前余额 交易后余额 本次余额 结存 账面余额 联机余额 结存金额 存款余额 结余金额 剩余金额 变动后余额 "
        "账户结余 即时余额 账上余额 结存余额 余额结存 动账后余额 结余额 账存余额"
    ),
    "name": _words(
        "对方户名 对方名称 对方单位 交易对手 对手名称 对手户名 收/付款人 往来单位 往来户名 对方单位名称 对方账户名称 "
        "收付款人名称 交易对方 对方客户名称 交易对手名称 往来方 往来单位名称 收付方名称 对端户名 对方姓名 来往单位 对应户名 "
        "对方户名称 往来对象 收/付款单位"
    ),
    "account": _words(
        "对方账号 对方账户 对手账号 交易对手账号 往来账号 收/付款账号 对方卡号 对方账号/卡号 交易对方账号 收付款人账号 "
        "对端账号 对方账户号 往来账户 对应账号 对手方账号 收付方账号 来往账号"
    ),
    "bank": _words(
        "对方开户行 对方行名 对手行 对方银行 对方开户机构 对手开户行 交易对手开户行 收付款行 往来银行 对方开户银行 对方行 "
        "收/付款行名 对端银行 往来行名"
    ),
    "party": _words(
        "对方信息 交易对方信息 对方户名/账号 对方账号/户名 对手信息 交易对手信息 往来方信息 对方账户信息 户名/账号(对方) "
        "对方资料 收付方信息 对方户名及账号"
    ),
    "summary": _words(
        "摘要 交易摘要 业务摘要 业务类型 交易类型 交易种类 业务种类 交易名称 交易描述 事由 业务名称 交易内容 记账摘要 摘要内容 "
        "业务内容 交易项目 交易事项 业务事项 交易码说明 经济事项"
    ),
    "remark": _words(
        "附言 用途 备注 交易附言 款项用途 资金用途 汇款用途 客户附言 转账附言 留言 交易备注 附加信息 用途及附言 备注信息 "
        "款项说明 补充说明 支付用途 往来说明 附注 用途说明"
    ),
    "reference": _words(
        "流水号 交易流水号 核心流水号 交易流水 日志号 交易序号 参考号 业务编号 交易编号 核心流水 业务流水号 凭证流水 业务参考号 "
        "记账流水号 柜员流水号 平台流水 全局流水号"
    ),
    "voucher": _words("凭证号 凭证号码 凭证编号 传票号 票据号码 凭证 凭证号数 传票号码"),
    "number": _words("序号 行号 项次 No. 笔次 编号 顺序号"),
    "side": _words("借或贷 余额方向 借贷别 方向 借/贷"),
    "channel": _words("渠道 交易渠道 业务渠道 交易网点 柜员号 机构号 网点 交易终端 办理渠道"),
    "coin": _words("币种 币别 货币 交易币种"),
    "value day": _words("起息日 起息日期 生效日"),
}
"""Headings of columns, by what they show."""
SIDES = _words(
    "借方|贷方 支出|收入 借方发生额|贷方发生额 支出金额|收入金额 支取|存入 转出|转入 付出|收入 付方|收方 付方金额|收方金额 "
    "支取金额|存入金额 借方金额|贷方金额 流出|流入 减少|增加 出账|入账 出账金额|入账金额 往账|来账 付款金额|收款金额 "
    "资金流出|资金流入 支出额|收入额 本期支出|本期收入 付出金额|收进金额 减少额|增加额 取款|存款 借项|贷项 "
    "支出(-)|收入(+) 借方(支出)|贷方(收入) 付款|收款"
)
"""Headings of the columns of money out and in."""
FLAGS = _words(
    "借|贷 支|收 支出|收入 D|C DR|CR -|+ 转出|转入 往|来 往账|来账 出|入 付|收 取|存 支取|存入 出账|入账 借方|贷方 付款|收款 减|增 "
    "流出|流入 转账转出|转账转入"
)
OVER_SIDES = _words("发生额 交易金额 本期发生额 金额 借贷发生额")
OVER_PARTY = _words("对方信息 交易对手信息 对方 往来方 交易对方 对方账户信息")
HEAD: dict[str, tuple[str, ...]] = {
    "name": _words(
        "户名 账户名称 单位名称 客户名称 存款人 户主 账户户名 开户单位 客户姓名 存款单位 账户所有人 账户持有人 公司名称 "
        "签约客户 存款人名称 账户主体 本方户名"
    ),
    "number": _words(
        "账号 账户号 账户 卡号 结算账号 存款账号 活期账号 银行账号 账户编号 客户账号 本方账号 账户号码 对账账号 户口号码 "
        "结算账户 查询账号"
    ),
    "bank": _words("开户行 开户银行 开户网点 经办行 银行 出具行 开户机构 账户所在行 银行名称 出单行"),
    "currency": _words("币种 货币 币别 账户币种 记账币种 结算币种 货币种类 计价币种"),
    "period": _words(
        "起止日期 查询期间 账单期间 对账期间 统计区间 期间 明细区间 查询区间 时间范围 交易期间 所属期间 起讫日期 查询范围 "
        "流水区间 对账区间 账单区间 明细期间"
    ),
    "span": _words(
        "起始日期|截止日期 开始日期|结束日期 起始日|终止日 查询起日|查询止日 起日|止日 账单起始日|账单截止日"
    ),
    "opening": _words(
        "期初余额 上期余额 上期结余 期初结存 起始余额 上月结余 期初账面余额 承上期余额 期初结余 上期结存 起初余额"
    ),
    "closing": _words(
        "期末余额 本期余额 期末结余 期末结存 截止余额 本期结余 期末账面余额 最终余额 本期结存 期末账户余额"
    ),
}
"""Labels of the head."""
ROWS: dict[str, tuple[str, ...]] = {
    "opening": _words("期初余额 上期结转 上月结余 承前余额 上期余额 期初结存 上年结转 期初结转 上期结存"),
    "brought": _words("承前页 承上页 上页结转 接上页 上页余额 承前页余额 续前页"),
    "page": _words("本页合计 本页小计 小计 页计 当页合计 本页发生额合计 本页累计"),
    "carried": _words("过次页 转下页 结转下页 转次页 接下页 过下页"),
    "month": _words("本月合计 {m}月合计 {m}月小计 月计 本月小计 {y}年{m}月合计 本月发生额合计 当月合计"),
    "year": _words("本年累计 累计 年度累计 累计发生额"),
    "total": _words("合计 总计 本期合计 发生额合计 全部合计 总合计 本期发生额合计"),
}
"""Words of rows that are no transactions."""
TITLES = _words(
    "账户交易明细 对账单 账户明细清单 分户账 存款账户流水 交易流水 活期账户明细 历史交易明细 账户交易明细清单 资金往来明细 "
    "客户交易查询单 收支明细 存款明细账 账户往来对账单 结算账户流水清单 交易明细对账单"
)
SEALS = _words("业务专用章 电子回单专用章 结算专用章 业务章")
NOTES = (
    "本明细仅供参考，以银行记录为准。",
    "如有疑问请在十日内与开户网点联系。",
    "本对账单为电子打印件，涂改无效。",
    "请妥善保管，勿泄露账户资料。",
    "经办：　　　　复核：　　　　打印柜员：0521",
)
BOTH = Words(**{f.name: getattr(DEV, f.name) + getattr(DEV2, f.name) for f in fields(Words)})
"""What accounts, parties and remarks of the composed statements are made of."""
