"""Held bills of WeChat and Alipay: certificates on paper, a workbook, and the text of earlier years."""

from __future__ import annotations

import csv
import datetime as dt
import io
import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ..made import Made, Paper
from ..values import bare, digits
from .bank_table import Column, Press, Table, counted
from .statements_sheets import saved
from .wallet_ledger import Bill, bill


def _wechat_certificate(chance: random.Random) -> Made:
    b = bill(chance, 46, f"wxid_{digits(chance, 9)}kq", 2023)
    b = replace(b, deals=tuple(replace(d, mark="其他") if d.mark == "/" else d for d in b.deals))
    person = digits(chance, 17, "36") + "X"
    table = Table(
        columns=(
            Column("交易单号", 86),
            Column("交易时间", 62, "c"),
            Column("交易类型", 58, "c"),
            Column("收/支/其他", 44, "c"),
            Column("交易方式", 66, "c"),
            Column("金额(元)", 58, "r"),
            Column("交易对方", 82),
            Column("商户单号", 90),
        ),
        left=24,
        size=7.5,
        head_fill=(240, 240, 240),
        pen=(170, 170, 170),
        middle=True,
    )

    def draw(total: int) -> Press:
        sheet = Press(9)

        def foot() -> None:
            sheet.text(297, 822, f"第{sheet.pages}页，共{total}页", size=8, align="c")

        def turn() -> float:
            foot()
            sheet.turn()
            return 36

        sheet.text(297, 56, "微信支付交易明细证明", size=16, bold=True, align="c")
        sheet.text(571, 82, f"编号：WX{b.end:%Y%m%d}{person[6:14]}", size=8, align="r")
        y = sheet.paragraph(
            40,
            106,
            515,
            f"兹证明：{b.holder}（居民身份证：{person}），在其微信号：{b.login}中的交易明细信息如下：",
            size=9.5,
        )
        sheet.text(40, y, f"交易明细对应时间段：{b.start} 00:00:00 至 {b.end} 23:59:59", size=9.5)
        sheet.text(40, y + 16, "币种：人民币　单位：元", size=9.5)
        rows = [
            [
                d.number,
                f"{d.when:%Y-%m-%d}\n{d.when:%H:%M:%S}",
                d.kind,
                d.mark,
                d.means,
                bare(d.fen),
                d.party or "/",
                d.order or "/",
            ]
            for d in b.deals
        ]
        y = table.run(sheet, y + 26, rows, bottom=790, turn=turn)
        if y > 680:
            y = turn() + 20
        sheet.text(40, y + 20, "说明：本证明仅展示当前账号在所选时间段内未删除的交易。", size=8)
        sheet.text(555, y + 50, "财付通支付科技有限公司", align="r")
        sheet.seal(500, y + 50, 46, "财付通支付科技有限公司业务凭证专用章")
        foot()
        return sheet

    accept = {"bank": ["财付通支付科技有限公司", "财付通", "微信", "微信支付（财付通）"]}
    true = b.told("微信支付", ("holder", "login"), accept=accept)
    return Made(counted(draw).data(), ".pdf", true)


def _preface(b: Bill) -> list[str]:
    """Return the lines above the rows of WeChat's exports."""
    sums = []
    for label, mark in (("收入", "收入"), ("支出", "支出"), ("中性交易", "/")):
        own = [d.fen for d in b.deals if d.mark == mark]
        sums.append(f"{label}：{len(own)}笔 {bare(sum(own))}元")
    return [
        "微信支付账单明细",
        f"微信昵称：[{b.holder}]",
        f"起始时间：[{b.start} 00:00:00] 终止时间：[{b.end} 23:59:59]",
        "导出类型：[全部]",
        f"导出时间：[{b.end + dt.timedelta(days=2)} 09:15:30]",
        "",
        f"共{len(b.deals)}笔记录",
        *sums,
        "注：",
        "1. 充值/提现/理财通购买/零钱通存取/信用卡还款等交易，将计入中性交易",
        "2. 本明细仅展示当前账单中的交易，不包括已删除的记录",
        "----------------------微信支付账单明细列表--------------------",
    ]


_HEAD = [
    "交易时间",
    "交易类型",
    "交易对方",
    "商品",
    "收/支",
    "金额(元)",
    "支付方式",
    "当前状态",
    "交易单号",
    "商户单号",
    "备注",
]


def _wechat_book(chance: random.Random) -> Made:
    b = bill(chance, 38, "", 2023)
    book = Workbook()
    sheet: Worksheet = book.active  # type: ignore[assignment]
    sheet.title = "Sheet1"
    for line in _preface(b):
        sheet.append([line or None])
    sheet.append(_HEAD)
    for d in b.deals:
        told = [d.kind, d.party or "/", d.goods or "/", d.mark]
        sheet.append([d.when, *told, d.fen / 100, d.means, d.state, d.number, d.order or "/", "/"])
        sheet.cell(sheet.max_row, 1).number_format = "yyyy-mm-dd hh:mm:ss"
    accept: dict[str, list[Any]] = {"bank": ["微信", "财付通"], "account_name": [None]}
    return Made(saved(book), ".xlsx", b.told("微信支付", ("holder", "goods"), accept=accept))


def _wechat_text(chance: random.Random) -> Made:
    """Text in UTF-8 without a mark of it, a sign of yuan before each amount, days with strokes and no seconds."""
    b = bill(chance, 45, "", 2018)
    b = replace(b, deals=tuple(replace(d, when=d.when.replace(second=0)) for d in b.deals))
    lines = [[line, *[""] * 8] for line in _preface(b)]
    lines.append(_HEAD)
    for d in b.deals:
        when = f"{d.when.year}/{d.when.month}/{d.when.day} {d.when:%H:%M}"
        told = [when, d.kind, d.party or "/", f"{d.goods or '/'}", d.mark, f"¥{bare(d.fen)}", d.means, d.state]
        lines.append([*told, f"{d.number}\t", f"{d.order or '/'}\t", "/"])
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(lines)
    accept: dict[str, list[Any]] = {"bank": ["微信", "财付通"], "account_name": [None]}
    return Made(text.getvalue().encode(), ".csv", b.told("微信支付", ("holder", "goods"), accept=accept))


def _alipay(chance: random.Random, count: int, first_year: int) -> Bill:
    b = bill(chance, count, f"{digits(chance, 3, '13')}******{digits(chance, 2)}", first_year)
    deals = []
    for d in b.deals:
        move = d.mark == "/"
        kind = "转账" if move else "支付宝担保交易" if d.goods else "即时到账交易"
        goods = ("余额提现" if d.sign < 0 else "充值-普通充值") if move else d.goods or "转账"
        deals.append(replace(d, kind=kind, goods=goods, number=f"{d.when:%Y%m%d}{d.number[8:]}"))
    return replace(b, deals=tuple(deals))


def _alipay_certificate(chance: random.Random) -> Made:
    b = _alipay(chance, 40, 2022)
    words = {"支出": "支出", "收入": "收入", "/": "其他"}
    b = replace(b, deals=tuple(replace(d, mark=words[d.mark]) for d in b.deals))
    person = digits(chance, 3, "4") + "*" * 11 + digits(chance, 4)
    table = Table(
        columns=(
            Column("收/支", 36, "c"),
            Column("交易对方", 84),
            Column("商品说明", 84),
            Column("收/付款方式", 70),
            Column("金额", 58, "r"),
            Column("交易订单号", 82),
            Column("商家订单号", 76),
            Column("交易时间", 60, "c"),
        ),
        left=22,
        size=7.5,
        rules="rows",
        pen=(120, 160, 210),
        head_fill=(225, 238, 252),
    )

    def draw(total: int) -> Press:
        sheet = Press(9, face="serif")

        def turn() -> float:
            sheet.text(573, 826, f"{sheet.pages} / {total}", size=8, align="r")
            sheet.turn()
            return 34

        sheet.text(24, 40, "支付宝", size=16, bold=True, colour=(22, 119, 255))
        sheet.text(297, 64, "支付宝交易流水证明", size=15, bold=True, align="c")
        sheet.text(24, 88, f"编号：{digits(random.Random(person), 20)}")  # noqa: S311  the same on both drawings
        sheet.text(24, 106, f"兹证明：{b.holder}（证件号码：{person}）在其支付宝账号 {b.login} 中明细信息如下：")
        sheet.text(
            24, 122, f"交易时间段：{b.start:%Y年%m月%d日}至{b.end:%Y年%m月%d日}　　交易类型：全部　　币种：人民币"
        )
        rows = [
            [
                d.mark,
                d.party or "",
                d.goods or "",
                "账户余额" if d.means == "/" else d.means.replace("零钱", "余额宝"),
                bare(d.fen),
                d.number,
                d.order or "",
                f"{d.when:%Y-%m-%d}\n{d.when:%H:%M:%S}",
            ]
            for d in b.deals
        ]
        y = table.run(sheet, 132, rows, bottom=790, turn=turn)
        if y > 690:
            y = turn()
        sheet.text(570, y + 40, "支付宝（中国）网络技术有限公司", align="r")
        sheet.seal(500, y + 40, 46, "支付宝（中国）网络技术有限公司")
        sheet.text(573, 826, f"{sheet.pages} / {total}", size=8, align="r")
        return sheet

    accept: dict[str, list[Any]] = {"bank": ["支付宝（中国）网络技术有限公司"], "transactions[].remark": [None]}
    accept |= {f"transactions[{k}].summary": [d.goods] for k, d in enumerate(b.deals)}
    true = b.told("支付宝", ("holder", "login", "goods"), accept=accept, summaries=False)
    return Made(counted(draw).data(), ".pdf", true)


def _alipay_text(chance: random.Random) -> Made:
    """The form of the years to 2020: three times in each row, a state of the money, closed orders among the rest."""
    b = _alipay(chance, 34, 2017)
    closed = chance.randrange(3, len(b.deals) - 3)
    lines = [
        ["支付宝交易记录明细查询"],
        [f"账号:[{b.login}]"],
        [f"起始日期:[{b.start} 00:00:00]    终止日期:[{b.end + dt.timedelta(days=1)} 00:00:00]"],
        ["---------------------------------交易记录明细列表------------------------------------"],
        ["交易号", "商家订单号", "交易创建时间", "付款时间", "最近修改时间", "交易来源地", "类型", "交易对方"],
    ]
    lines[-1] += [
        "商品名称",
        "金额（元）",
        "收/支",
        "交易状态",
        "服务费（元）",
        "成功退款（元）",
        "备注",
        "资金状态",
        "",
    ]
    accept: dict[str, list[Any]] = {"bank": ["支付宝（中国）网络技术有限公司"]}
    accept["period_end"] = [(b.end + dt.timedelta(days=1)).isoformat()]
    for k, d in enumerate(b.deals):
        created = d.when - dt.timedelta(seconds=40)
        number = k - (k > closed)
        accept[f"transactions[{number}].time"] = [created.isoformat()]
        move, shut = d.mark == "/", k == closed
        state = "交易关闭" if shut else "交易成功"
        paid = "" if shut else f"{d.when}"
        funds = "" if shut else "资金转移" if move else "已收入" if d.sign > 0 else "已支出"
        line = [d.number, d.order or "", f"{created}", paid, f"{d.when}", "其他（包括阿里巴巴和外部商家）", d.kind]
        mark = "" if move else d.mark
        line += [d.party or "", d.goods or "", bare(d.fen), mark, state, "0.00", "0.00", "", funds]
        lines.append([f"{cell}\t" if n < 2 else f"{cell} " for n, cell in enumerate(line)] + [""])
    deals = tuple(replace(d, mark="" if d.mark == "/" else d.mark) for k, d in enumerate(b.deals) if k != closed)
    into = sum(d.fen for d in deals if d.mark == "收入")
    out = sum(d.fen for d in deals if d.mark == "支出")
    lines += [
        ["------------------------------------------------------------------------------------"],
        [f"共{len(b.deals)}笔记录"],
        [f"已收入:{sum(d.mark == '收入' for d in deals)}笔,{bare(into)}元"],
        [f"已支出:{sum(d.mark == '支出' for d in deals)}笔,{bare(out)}元"],
        [f"导出时间:[{b.end + dt.timedelta(days=3)} 20:11:05]    用户:{b.holder}"],
    ]
    text = io.StringIO()
    csv.writer(text, lineterminator="\r\n").writerows(lines)
    true = replace(b, deals=deals).told("支付宝", ("holder", "login", "goods"), accept=accept)
    return Made(text.getvalue().encode("gb18030"), ".csv", true)


_MAKERS: tuple[tuple[str, Callable[[random.Random], Made]], ...] = (
    ("bill-held-wechat-certificate", _wechat_certificate),
    ("bill-held-wechat-book", _wechat_book),
    ("bill-held-wechat-text", _wechat_text),
    ("bill-held-alipay-certificate", _alipay_certificate),
    ("bill-held-alipay-text", _alipay_text),
)
PAPERS = tuple(Paper(name, "held", make) for name, make in _MAKERS)
