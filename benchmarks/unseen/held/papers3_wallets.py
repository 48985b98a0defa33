"""Bills of wallets: two certificates, a list of a bank-card wallet, a text file of a shopping platform."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ..drawing import LANDSCAPE
from ..made import Made, Paper
from ..values import bare, digits, figures, truth
from .papers3_kit import NAMES, Page, card, month_end, noise, square, starred

_SHOPS = (
    ("永辉生鲜", "果蔬一批"),
    ("滴滴出行", "快车订单"),
    ("中石化加油站", "95号汽油"),
    ("海底捞火锅", "堂食订单"),
    ("老乡鸡", "到店消费"),
    ("菜鸟驿站", "寄件费用"),
    ("名创优品", "文具"),
    ("贝壳租房", "房屋押金"),
    ("便利蜂", "早餐"),
)
_SIGNS = {"支出": -1, "收入": 1}


@dataclass(frozen=True, slots=True)
class Deal:
    """A payment of a wallet; `side` is 收入, 支出 or a word for neither; money moved to one's own card has no party."""

    when: dt.datetime
    side: str
    fen: int
    kind: str
    party: str | None
    ware: str | None
    way: str
    state: str
    order: str
    shop_order: str

    @property
    def fen_or_none(self) -> int | None:
        """The signed amount; None where the bill does not say whether it came or went."""
        return self.fen * _SIGNS[self.side] if self.side in _SIGNS else None


def _deals(
    chance: random.Random, rows: int, kinds: Sequence[tuple[str, str, str]], start: dt.date, ways: Sequence[str]
) -> list[Deal]:
    """Invent deals, the newest first; `kinds` holds side, kind and state."""
    days = (month_end(start.replace(month=start.month + 1)) - start).days
    moments = sorted(
        (
            dt.datetime.combine(start, dt.time(6)) + dt.timedelta(chance.randrange(days), chance.randrange(60_000))
            for _ in range(rows)
        ),
        reverse=True,
    )
    deals = []
    for moment in moments:
        side, kind, state = chance.choice(kinds)
        party, ware = chance.choice(_SHOPS)
        if "转账" in kind or "红包" in kind:
            party, ware = NAMES.person(chance), "转账"
        own = "提现" in kind
        deals.append(
            Deal(
                moment,
                side,
                chance.randrange(150, 3_000) + int(200_000 * chance.random() ** 5),
                kind,
                None if own else party,
                None if own else ware,
                chance.choice(ways),
                state,
                f"{moment:%Y%m%d}{digits(chance, 20)}",
                digits(chance, 16, "M"),
            )
        )
    return deals


def _told(
    deals: Sequence[Deal],
    *,
    bank: str,
    others: Sequence[str | None],
    holder: str | None,
    number: str | None,
    period: tuple[dt.date, dt.date] | None,
    ware: bool = True,
    order: bool = True,
    accept: dict[str, list[Any]] | None = None,
) -> dict[str, Any]:
    """Return the truth; closed orders are no rows."""
    rows = []
    for deal in deals:
        if "关闭" in deal.state:
            continue
        fen = deal.fen_or_none
        row: dict[str, Any] = {
            "time": deal.when.isoformat(timespec="seconds"),
            "amount": None if fen is None else bare(fen),
            "balance": None,
            "counterparty_name": deal.party,
            "counterparty_account": None,
            "counterparty_bank": None,
            "summary": deal.kind,
            "remark": deal.ware if ware else None,
            "reference": deal.order if order else None,
        }
        if fen is None:
            row["neutral_amount"] = bare(deal.fen)
        rows.append(row)
    given = {
        "bank": bank,
        "account_name": holder,
        "account_number": number,
        "currency": "CNY",
        "period_start": period[0].isoformat() if period else None,
        "period_end": period[1].isoformat() if period else None,
        "opening_balance": None,
        "closing_balance": None,
        "transactions": rows,
    }
    right = {
        "bank": list(others),
        "currency": [None],
        "transactions[].amount": ["where truth is null any sign is accepted"],
    }
    return truth("bank_statement", given, right | (accept or {}))


def _ali_certificate(chance: random.Random) -> Made:
    """支付宝交易流水证明: a paper with its declaration above and a frame table of eight columns."""
    kinds = (
        *(("支出", "餐饮美食", "交易成功"),) * 5,
        ("支出", "交通出行", "交易成功"),
        ("支出", "转账红包", "交易成功"),
        ("收入", "转账红包", "交易成功"),
        ("收入", "退款", "退款成功"),
        ("不计收支", "投资理财", "交易成功"),
    )
    start = dt.date(2025, chance.randint(1, 11), 1)
    end = month_end(start.replace(month=start.month + 1))
    deals = _deals(chance, chance.randrange(36, 48), kinds, start, ("余额", "花呗", "余额宝", "储蓄卡"))
    holder, identity = NAMES.person(chance), starred(digits(chance, 18, "2102"), 6, 4, 8)
    page = Page(8)
    page.text(297, 48, "支付宝交易流水证明", size=17, bold=True, align="c")
    page.text(40, 74, f"编号：{digits(chance, 18)}", size=8.5)
    said = (
        f"兹证明：{holder}（证件号码：{identity}）在支付宝（中国）网络技术有限公司开立的账户，"
        f"自{start:%Y年%m月%d日}至{end:%Y年%m月%d日}期间的交易明细如下（币种：人民币，单位：元）："
    )
    y = page.paragraph(40, 94, 515, said, size=9)
    heads = ("收/支", "交易对方", "商品说明", "收/付款方式", "金额", "交易订单号", "交易时间", "交易分类")
    widths = (42, 72, 64, 58, 58, 100, 66, 55)
    rows = [heads]
    for d in deals:
        moment = f"{d.when:%Y-%m-%d}\n{d.when:%H:%M:%S}"
        rows.append((d.side, d.party or "", d.ware or "", d.way, bare(d.fen), d.order, moment, d.kind))
    page.grid(40, y, widths, rows, high=20, size=7.5, aligns="ccllrlcc")
    page.oval(480, 780, 140, 70, ("支付宝（中国）", "网络技术有限公司", "业务凭证专用章"))
    true = _told(
        deals,
        bank="支付宝",
        others=("支付宝（中国）网络技术有限公司",),
        holder=holder,
        number=None,
        period=(start, end),
    )
    return Made(page.data(), ".pdf", true)


def _chat_certificate(chance: random.Random) -> Made:
    """微信支付交易明细证明: a column of its own for income and payment, neither of them is a stroke; rules by rows."""
    kinds = (
        *(("支出", "商户消费", "支付成功"),) * 4,
        ("支出", "扫二维码付款", "已转账"),
        ("收入", "微信红包", "已存入零钱"),
        ("收入", "转账", "已存入零钱"),
        ("其他", "零钱提现", "提现已到账"),
    )
    start = dt.date(2024, chance.randint(1, 11), 1)
    end = month_end(start.replace(month=start.month + 1))
    deals = _deals(chance, chance.randrange(40, 56), kinds, start, ("零钱", "中国银行(3310)", "零钱通"))
    holder, identity, number = NAMES.person(chance), digits(chance, 18, "4403"), f"wx_{digits(chance, 9)}"
    page = Page(8.5, page=LANDSCAPE, face="serif")
    page.text(421, 44, "微信支付交易明细证明", size=16, bold=True, align="c")
    page.text(40, 68, f"姓名：{holder}")
    page.text(240, 68, f"身份证：{identity}")
    page.text(500, 68, f"微信号：{number}")
    page.text(40, 84, f"交易明细对应时间段：{start:%Y-%m-%d} 00:00:00 至 {end:%Y-%m-%d} 23:59:59")
    page.text(802, 84, "币种：人民币／单位：元", align="r")
    heads = ("交易单号", "交易时间", "交易类型", "收/支/其他", "交易方式", "金额(元)", "交易对方", "商户单号")
    widths = (140, 108, 84, 66, 90, 74, 96, 104)
    rows = [heads]
    for d in deals:
        rows.append(
            (
                d.order,
                f"{d.when:%Y-%m-%d %H:%M:%S}",
                d.kind,
                d.side,
                d.way,
                figures(d.fen),
                d.party or "/",
                d.shop_order,
            )
        )
    y = page.grid(40, 94, widths, rows, high=18, size=8, rules="rows", aligns="llcccrll")
    if y > 500:
        page.turn()
        y = 60
    page.text(40, y + 20, "说明：1. 本证明仅反映用户在所选时段内的交易情况。2. 转账、红包等以实际到账为准。", size=8)
    page.seal(740, y + 50, 38, "财付通支付科技有限公司")
    true = _told(
        deals,
        bank="微信支付",
        others=("财付通支付科技有限公司", "微信", "财付通"),
        holder=holder,
        number=number,
        period=(start, end),
        ware=False,
        accept={"account_number": [None]},
    )
    return Made(page.data(), ".pdf", true)


def _card_wallet(chance: random.Random) -> Made:
    """云闪付账单: signed amounts without a column of 收/支, days as 2025年03月04日, the card's last figures."""
    kinds = (*(("支出", "扫码支付", "交易成功"),) * 4, ("支出", "无感停车", "交易成功"), ("收入", "转账", "交易成功"))
    start = dt.date(2025, chance.randint(1, 11), 1)
    end = month_end(start.replace(month=start.month + 1))
    number = card(chance)
    deals = _deals(chance, chance.randrange(30, 40), kinds, start, (f"工商银行({number[-4:]})",))
    holder = NAMES.person(chance)
    page = Page(9, stretch=94)
    page.shade(0, 0, 595, 74, (225, 40, 50))
    page.text(36, 36, "云闪付 交易账单", size=18, bold=True, colour=(255, 255, 255))
    page.text(36, 58, f"{start:%Y年%m月%d日} 至 {end:%Y年%m月%d日}", size=10, colour=(255, 255, 255))
    page.picture(530, 16, 44, square(noise(chance)))
    page.text(36, 96, f"用户姓名：{holder}")
    page.text(300, 96, f"共 {len(deals)} 笔　单位：人民币元")
    page.grid(
        36,
        106,
        (128, 82, 84, 74, 76, 84),
        [("交易时间", "商户/对方名称", "交易类型", "支付方式", "交易金额", "订单号"), *(_wallet_row(d) for d in deals)],
        high=19,
        size=8,
        rules="rows",
        aligns="lllcrl",
    )
    true = _told(
        deals, bank="云闪付", others=("中国银联云闪付", "中国银联", None), holder=holder, number=None,
        period=(start, end), ware=False,
    )  # fmt: skip
    return Made(page.data(), ".pdf", true)


def _wallet_row(d: Deal) -> tuple[str, ...]:
    sign = "-" if d.side == "支出" else "+"
    return (f"{d.when:%Y年%m月%d日 %H:%M:%S}", d.party or "", d.kind, d.way, f"{sign}{figures(d.fen)}", d.order)


def _platform_list(chance: random.Random) -> Made:
    """抖音支付 csv: lines of preface, closed orders among the rows, UTF-8 with its mark."""
    kinds = (
        *(("支出", "消费", "支付成功"),) * 5,
        ("支出", "消费", "交易关闭"),
        ("收入", "退款", "退款成功"),
        ("不计收支", "提现", "提现成功"),
    )
    start = dt.date(2025, chance.randint(1, 11), 1)
    end = month_end(start.replace(month=start.month + 1))
    deals = _deals(chance, chance.randrange(30, 46), kinds, start, ("抖音零钱", "银行卡"))
    holder = NAMES.person(chance)
    text = io.StringIO()
    text.write("\ufeff抖音支付账单明细\r\n")
    text.write(f"姓名：{holder}\r\n起始时间：{start} 00:00:00\r\n终止时间：{end} 23:59:59\r\n")
    text.write(f"导出类型：全部\r\n共{len(deals)}笔记录\r\n\r\n-----------------账单列表-----------------\r\n")
    out = csv.writer(text, lineterminator="\r\n")
    out.writerow(
        ("订单时间", "收支类型", "订单金额(元)", "业务类型", "商家名称", "商品名称", "支付方式", "订单状态", "订单号")
    )
    for d in deals:
        out.writerow(
            (
                f"{d.when:%Y-%m-%d %H:%M:%S}",
                d.side,
                f"¥{bare(d.fen)}",
                d.kind,
                d.party,
                d.ware,
                d.way,
                d.state,
                f"\t{d.order}",
            )
        )
    true = _told(
        deals,
        bank="抖音支付",
        others=("抖音",),
        holder=holder,
        number=None,
        period=(start, end),
    )
    return Made(text.getvalue().encode(), ".csv", true)


PAPERS = (
    Paper("bill-p3-ali-certificate", "held", _ali_certificate),
    Paper("bill-p3-chat-certificate", "held", _chat_certificate),
    Paper("bill-p3-card-wallet", "held", _card_wallet),
    Paper("bill-p3-platform-list", "held", _platform_list),
)
