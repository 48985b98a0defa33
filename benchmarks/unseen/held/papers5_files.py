"""Statements of the fifth set as files of tables, and two wallets' bills."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.styles import Border, Font, Side
from openpyxl.worksheet.worksheet import Worksheet

from ..made import Made, Paper
from ..values import bare, digits, figures, truth
from .papers3_kit import Page, month_end, starred
from .papers3_ledger import told
from .papers5_cast import NAMES5, firm5

_PARTY = ("counterparty_name", "counterparty_account")


def _hankou(chance: random.Random) -> Made:
    """汉口 xlsx: keys in two columns above, real days and numbers, a column of what is said by 收 or 付, sums below."""
    a = firm5(chance, "汉口银行", chance.randrange(36, 56), months=2)
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)  # noqa: S101  a new workbook has a sheet
    sheet.title = "活期明细"
    for line in (
        ("汉口银行单位客户活期明细",),
        ("查询账号", a.number, None, "账号名称", a.holder),
        ("开始日期", a.start, None, "结束日期", a.end),
        ("开户行", f"汉口银行{a.branch}", None, "币种", "人民币元"),
        (None,),
        (
            "序号",
            "入账日",
            "入账时间",
            "收/付",
            "金额",
            "余额",
            "对手名称",
            "对手账号",
            "对手开户行",
            "交易摘要",
            "附加信息",
        ),
    ):
        sheet.append(line)
    sheet["A1"].font = Font(bold=True, size=14)
    thin = Border(*(Side(style="thin"),) * 4)
    for k, m in enumerate(a.moves):
        money = [Decimal(abs(m.fen)) / 100, Decimal(m.balance) / 100]
        flag = "收" if m.fen > 0 else "付"
        cells = [k + 1, m.when.date(), m.when.time(), flag, *money, m.party, m.account, m.branch, m.summary, m.remark]
        sheet.append(cells)
    for row in sheet.iter_rows(min_row=6, max_col=11):
        for cell in row:
            cell.border = thin
        row[1].number_format = "yyyy/m/d"
        row[2].number_format = "hh:mm:ss"
        row[4].number_format = row[5].number_format = "#,##0.00"
    sheet.append(["收入笔数", a.count(1), None, "收入金额", Decimal(a.income) / 100])
    sheet.append(["支出笔数", a.count(-1), None, "支出金额", Decimal(a.spent) / 100])
    data = io.BytesIO()
    book.save(data)
    names = (*_PARTY, "counterparty_bank", "summary", "remark")
    head = ("bank", "name", "number", "currency", "period")
    true = told(a, names, head=head, clock="seconds", accept={"bank": ["汉口银行" + a.branch]})
    return Made(data.getvalue(), ".xlsx", true)


def _xiamen(chance: random.Random) -> Made:
    """厦门国际 csv: heads first and nothing above, days and times as bare figures, a value day, who paid whom."""
    a = firm5(chance, "厦门国际银行", chance.randrange(34, 56), months=1)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    heads = (
        "本方账号",
        "本方户名",
        "本方开户行",
        "交易日期",
        "交易时间",
        "起息日期",
        "支出金额",
        "收入金额",
        "账户余额",
    )
    out.writerow((*heads, "对方账号", "对方户名", "摘要代码", "摘要", "备注", "交易流水号"))
    for m in a.moves:
        own = (f"{a.number}\t", a.holder, f"厦门国际银行{a.branch}")
        when = (f"{m.when:%Y%m%d}", f"{m.when:%H%M%S}", f"{m.when + dt.timedelta(m.fen % 2):%Y%m%d}")
        money = (bare(m.spent), bare(m.income), bare(m.balance))
        other = (f"{m.account}\t" if m.account else "", m.party or "", f"T{m.fen % 7:02d}", m.summary, m.remark or "")
        out.writerow((*own, *when, *money, *other, f"{m.reference}\t"))
    names = (*_PARTY, "summary", "remark", "reference")
    head = ("bank", "name", "number")
    true = told(a, names, head=head, clock="seconds", accept={"bank": ["厦门国际银行" + a.branch]})
    return Made(text.getvalue().encode("utf-8-sig"), ".csv", true)


@dataclass(frozen=True, slots=True)
class _Deal:
    """A payment with a wallet; `side` is 收入, 支出 or 不计收支; amounts are fen."""

    when: dt.datetime
    kind: str
    side: str
    fen: int
    party: str
    ware: str
    state: str
    way: str
    order: str


_KINDS = (
    *(("餐饮美食", "支出", "兰州牛肉面(新城店)", "门店消费", "交易成功"),) * 3,
    *(("日用百货", "支出", "好又多量贩", "收银台付款", "交易成功"),) * 3,
    ("交通出行", "支出", "沧州公交", "乘车码扣费", "交易成功"),
    ("服饰装扮", "支出", "雁栖服饰旗舰店", "防滑劳保鞋 42码", "交易成功"),
    ("充值缴费", "支出", "中国移动", "话费自动充值", "交易成功"),
    ("转账红包", "支出", "秦连生", "转账", "交易成功"),
    ("转账红包", "收入", "孟小芹", "转账", "交易成功"),
    ("商业服务", "收入", "河北沃润坤", "收钱码收款", "交易成功"),
    ("退款", "不计收支", "雁栖服饰旗舰店", "退款-防滑劳保鞋 42码", "退款成功"),
    ("投资理财", "不计收支", "余额宝", "余额宝-单次转入", "交易成功"),
    ("日用百货", "支出", "好又多量贩", "收银台付款", "交易关闭"),
)


def _deals(chance: random.Random, count: int, start: dt.date, days: int) -> list[_Deal]:
    """Invent deals, newest first."""
    found = []
    for k in range(count):
        kind, side, party, ware, state = chance.choice(_KINDS)
        when = dt.datetime.combine(start, dt.time(6)) + dt.timedelta(
            seconds=chance.randrange(days * 1400) * 60 + k % 60
        )
        way = "" if side == "收入" else chance.choice(("余额", "河北银行储蓄卡(3307)", "花呗"))
        fen = chance.randrange(100, 500) if kind == "交通出行" else chance.randrange(600, 60_000)
        found.append(_Deal(when, kind, side, fen, party, ware, state, way, digits(chance, 28, "2025")))
    return sorted(found, key=lambda d: d.when, reverse=True)


def _rows(deals: list[_Deal]) -> tuple[list[dict[str, Any]], dict[str, list[Any]]]:
    """Return the rows of the truth and what else is right: closed deals are no rows, others' signs follow the side."""
    rows: list[dict[str, Any]] = []
    accept: dict[str, list[Any]] = {"transactions[].amount": ["where truth is null any sign is accepted"]}
    for d in deals:
        if d.state == "交易关闭":
            continue
        row: dict[str, Any] = {"time": d.when.isoformat(), "balance": None, "summary": d.kind, "reference": d.order}
        neutral = d.side == "不计收支"
        row["amount"] = None if neutral else bare(d.fen if d.side == "收入" else -d.fen)
        row |= {"counterparty_name": d.party, "counterparty_account": None, "counterparty_bank": None, "remark": d.ware}
        if neutral:
            row["neutral_amount"] = bare(d.fen)
        rows.append(row)
    return rows, accept


def _ali(chance: random.Random) -> Made:
    """支付宝 csv of a person, newest first: preface in lines, sums, then the table; some closed, some neutral."""
    start, holder = dt.date(2025, chance.randrange(1, 10), 1), NAMES5.person(chance)
    end = month_end(start.replace(month=start.month + 1))
    deals = _deals(chance, chance.randrange(34, 52), start, (end - start).days)
    number = f"{chance.choice(('137', '152', '188'))}{digits(chance, 8)}"
    text = io.StringIO()
    text.write("------------------------------------------------------------------------------------\r\n导出信息：\r\n")
    text.write(f"姓名：{holder}\r\n支付宝账户：{number}\r\n")
    text.write(f"起始时间：[{start} 00:00:00]    终止时间：[{end} 23:59:59]\r\n导出交易类型：[全部]\r\n")
    text.write(f"导出时间：[{end + dt.timedelta(1)} 08:41:07]\r\n共{len(deals)}笔记录\r\n")
    for side in ("收入", "支出", "不计收支"):
        part = [d for d in deals if d.side == side]
        text.write(f"{side}：{len(part)}笔 {bare(sum(d.fen for d in part))}元\r\n")
    text.write("\r\n特别提示：\r\n1.本回单内容可表明支付宝受理了相应支付交易申请，仅供个人对账使用；\r\n")
    text.write(f"2.本明细单为打印当时的状态；\r\n\r\n{'-' * 24}支付宝支付科技有限公司  电子客户回单{'-' * 24}\r\n")
    out = csv.writer(text, lineterminator="\r\n")
    heads = ("交易时间", "交易分类", "交易对方", "对方账号", "商品说明", "收/支", "金额", "收/付款方式", "交易状态")
    out.writerow((*heads, "交易订单号", "商家订单号", "备注", ""))
    rows, accept = _rows(deals)
    given_rows = iter(rows)
    for d in deals:
        account = f"{d.party[:1]}***@example.cn" if d.kind == "转账红包" else "/"
        what = (f"{d.when:%Y-%m-%d %H:%M:%S}", d.kind, d.party, account, d.ware, d.side, bare(d.fen))
        out.writerow((*what, d.way, d.state, f"{d.order}\t", f"{digits(chance, 20)}\t", "", ""))
        if d.state != "交易关闭" and (row := next(given_rows)) and account != "/":
            row["counterparty_account"] = account
    given = {
        "bank": "支付宝",
        "account_name": holder,
        "account_number": number,
        "currency": "CNY",
        "period_start": f"{start}",
        "period_end": f"{end}",
        "transactions": rows,
    }
    accept |= {"bank": ["支付宝支付科技有限公司", "支付宝（中国）网络技术有限公司"], "currency": [None]}
    return Made(text.getvalue().encode("gb18030"), ".csv", truth("bank_statement", given, accept))


def _jd(chance: random.Random) -> Made:
    """京东支付 as a certificate on paper: seven ruled columns, orders broken over two lines, a seal at the end."""
    start, holder = dt.date(2025, chance.randrange(1, 10), 1), NAMES5.person(chance)
    end = month_end(start.replace(month=start.month + 2))
    deals = _deals(chance, chance.randrange(26, 40), start, (end - start).days)
    deals = [d for d in deals if d.state != "交易关闭" and d.kind != "投资理财"]
    number = starred(f"jd_{digits(chance, 9)}", 5, 2, 4)
    page = Page(8.4, "sans", latin="helvetica")
    page.text(297, 48, "京东支付交易流水证明", size=16, bold=True, align="c")
    page.text(36, 74, f"兹证明：{holder}（证件号码：1309**********{digits(chance, 4)}），")
    page.text(36, 88, f"京东账户 {number}，自 {start} 至 {end} 的交易流水如下（币种：人民币，单位：元）：")
    heads = ["交易时间", "交易单号", "收支方向", "交易类型", "商户/对方名称", "商品描述", "金额"]
    cells: list[list[str]] = []
    for d in deals:
        when = f"{d.when:%Y-%m-%d}\n{d.when:%H:%M:%S}"
        side = "其他" if d.side == "不计收支" else d.side
        cells.append([when, d.order, side, d.kind, d.party, d.ware, figures(d.fen)])
    y = page.grid(36, 98, (58, 92, 42, 52, 100, 110, 68), [heads, *cells], high=24, size=7.8, aligns="clcclcr")
    if y > 720:
        page.turn()
        y = 50
    page.text(36, y + 20, "说明：收支方向为“其他”的交易不计入收入与支出。本证明未加盖电子签章无效。", size=7.8)
    page.text(559, y + 48, "网银在线（北京）科技有限公司", align="r")
    page.text(559, y + 64, f"{end + dt.timedelta(3):%Y年%m月%d日}", align="r")
    page.seal(500, y + 52, 40, "网银在线电子证明专用章")
    rows, accept = _rows(deals)
    given = {
        "bank": "京东支付",
        "account_name": holder,
        "account_number": number,
        "currency": "CNY",
        "period_start": f"{start}",
        "period_end": f"{end}",
        "transactions": rows,
    }
    accept |= {"bank": ["京东", "网银在线（北京）科技有限公司", "网银在线"], "account_number": [None]}
    return Made(page.data(), ".pdf", truth("bank_statement", given, accept))


PAPERS = (
    Paper("statement-p5-real-days-sheet", "held", _hankou),
    Paper("statement-p5-bare-figures", "held", _xiamen),
    Paper("bill-p5-ali-person", "held", _ali),
    Paper("bill-p5-jd-certificate", "held", _jd),
)
