"""Tickets of the third set: a fully digital train ticket, an air itinerary, a taxi's strip."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from ..drawing import RED
from ..made import Made, Paper
from ..values import bare, credit_code, date, digits, money, padded, truth
from .papers3_kit import NAMES, Page, noise, square, starred

_RED = (170, 40, 30)


def _told(accept: dict[str, list[Any]], **given: Any) -> dict[str, Any]:
    """Return the truth of a ticket; sellers, items and what is before tax are left to the reader's care."""
    loose: dict[str, list[Any]] = {"items": ["any"], "invoice_kind": ["digital_ordinary", "other"]}
    return truth("vat_invoice", {"invoice_kind": "other", **given}, loose | accept)


def _train(chance: random.Random) -> Made:
    """电子发票（铁路电子客票）: stations in large letters beside the train's number, the buyer at the foot."""
    number, buyer, buyer_id = digits(chance, 20, "25219"), NAMES.firm(chance), credit_code(chance)
    travel = date(chance, 2025, 2026)
    day = travel + dt.timedelta(chance.randrange(1, 20))
    fen = money(chance, 30, 900, 50)
    start, end = chance.sample(("大连北", "株洲西", "惠州南", "宜昌东", "咸阳西", "遵义"), 2)
    page = Page(9.5, page=(520.0, 330.0))
    page.picture(20, 14, 50, square(noise(chance)))
    page.text(260, 38, "电子发票（铁路电子客票）", size=15, face="serif", colour=_RED, align="c")
    page.line(150, 45, 370, 45, colour=_RED)
    page.text(24, 84, f"发票号码：{number}")
    page.text(496, 84, f"开票日期：{padded(day)}", align="r")
    page.text(110, 124, start, size=17, align="c")
    page.text(410, 124, end, size=17, align="c")
    page.text(260, 116, f"G{chance.randrange(100, 2999)}", size=14, align="c")
    page.line(200, 124, 320, 124)
    page.text(24, 156, f"{padded(travel)}　{chance.randrange(6, 22):02d}:{chance.randrange(60):02d}开")
    page.text(300, 156, f"{chance.randrange(1, 16):02d}车{chance.randrange(1, 19):02d}F号　二等座")
    page.text(24, 182, f"票价：￥{bare(fen)}", size=13)
    page.text(24, 208, f"{starred(digits(chance, 18, '2102'), 10, 4, 4)}　{NAMES.person(chance)}")
    page.text(24, 234, f"电子客票号：{digits(chance, 21)}", size=8.5)
    page.text(24, 262, f"购买方名称：{buyer}")
    page.text(300, 262, f"统一社会信用代码：{buyer_id}", size=8.5)
    page.line(24, 274, 496, 274, thick=0.4)
    page.text(260, 294, "买票请到12306 发货请到95306", size=9, align="c")
    page.text(260, 310, "中国铁路祝您旅途愉快", size=9, align="c")
    true = _told(
        {"amount": [bare(fen)], "seller_name": ["any"], "remarks": ["any"]},
        invoice_number=number, issue_date=day.isoformat(), buyer_name=buyer, buyer_tax_id=buyer_id, total=bare(fen),
    )  # fmt: skip
    return Made(page.data(), ".pdf", true)


def _air(chance: random.Random) -> Made:
    """电子发票（航空运输电子客票行程单）: legs in a table, the pieces of the fare in another."""
    number, buyer, buyer_id = digits(chance, 20, "25379"), NAMES.firm(chance), credit_code(chance)
    day = date(chance, 2025, 2026)
    fare, fuel, fund = money(chance, 300, 1_800, 100), chance.choice((1_800, 2_750, 4_587)), 5_000
    tax = round((fare + fuel) * 9 / 100)
    total = fare + fuel + tax + fund
    page = Page(8.6, page=(620.0, 360.0), face="serif")
    page.text(310, 36, "电子发票（航空运输电子客票行程单）", size=14, colour=_RED, align="c")
    page.picture(560, 10, 46, square(noise(chance)))
    page.text(24, 62, f"发票号码：{number}")
    page.text(300, 62, "国内国际标识：国内")
    page.text(24, 80, f"旅客姓名：{NAMES.person(chance)}")
    page.text(200, 80, f"有效身份证件号码：{starred(digits(chance, 18, '3706'), 6, 4, 8)}")
    page.text(440, 80, "签注：不得签转")
    y = page.grid(
        24,
        90,
        (120, 70, 70, 60, 90, 60, 102),
        (
            ("", "承运人", "航班号", "座位等级", "日期", "时间", "免费行李"),
            ("自：烟台蓬莱", "东航", f"MU{digits(chance, 4, '5')}", "M", f"{day:%Y年%m月%d日}", "08:45", "20K"),
            ("至：西安咸阳", "VOID", "VOID", "", "", "", ""),
        ),
        high=22,
        size=8.4,
    )
    y = page.grid(
        24,
        y + 8,
        (82,) * 6 + (80,),
        (
            ("票价", "燃油附加费", "增值税税率", "增值税税额", "民航发展基金", "其他税费", "合计"),
            (
                f"CNY {bare(fare)}",
                bare(fuel),
                "9%",
                f"CNY {bare(tax)}",
                f"CN {bare(fund)}",
                "0.00",
                f"CNY {bare(total)}",
            ),
        ),
        high=22,
        size=8.4,
        aligns="ccccccc",
    )
    page.text(24, y + 20, f"电子客票号码：781-{digits(chance, 10)}　　验证码：{digits(chance, 4)}　　保险费：XXX")
    page.text(24, y + 38, "填开单位：中国东方航空股份有限公司")
    page.text(350, y + 38, f"填开日期：{day:%Y年%m月%d日}")
    page.text(24, y + 60, f"购买方名称：{buyer}")
    page.text(350, y + 60, f"统一社会信用代码/纳税人识别号：{buyer_id}", size=8)
    accept = {
        "seller_name": [None],
        "amount": [bare(fare), bare(fare + fuel)],
        "check_code": ["any"],
        "remarks": ["any"],
    }
    true = _told(
        accept, invoice_number=number, issue_date=day.isoformat(), buyer_name=buyer, buyer_tax_id=buyer_id,
        seller_name="中国东方航空股份有限公司", tax=bare(tax), total=bare(total),
    )  # fmt: skip
    return Made(page.data(), ".pdf", true)


def _taxi(chance: random.Random) -> Made:
    """出租汽车发票: a small strip with code and number above, the drive in short lines."""
    code, number, day = digits(chance, 12, "1220"), digits(chance, 8, "4"), date(chance, 2018, 2024)
    fen = money(chance, 8, 160, 10)
    page = Page(9, page=(150.0, 330.0), latin="courier")
    page.text(75, 26, "吉林省长春市出租汽车", size=9, align="c", colour=RED)
    page.text(75, 39, "统一发票　发票联", size=9, align="c", colour=RED)
    page.text(14, 58, f"发票代码 {code}", size=8.5)
    page.text(14, 72, f"发票号码 {number}", size=8.5)
    first = chance.randrange(6, 22)
    lines = (
        "电话 0431-12328",
        f"车号 吉A-T{digits(chance, 4)}",
        f"证号 {digits(chance, 6)}",
        f"日期 {day:%Y-%m-%d}",
        f"上车 {first:02d}:14",
        f"下车 {first:02d}:41",
        "单价 2.60",
        f"里程 {chance.randrange(2, 40)}.{chance.randrange(10)}",
        "等候 00:02:10",
        f"金额 {bare(fen)}元",
    )
    page.lines(14, 96, lines, step=19)
    page.oval(80, 296, 110, 40, ("长春市出租汽车", "发票专用章"))
    accept: dict[str, list[Any]] = {
        "doc_type": ["receipt", "other"],
        "invoice_kind": ["roll", "other"],
        "amount": ["any"],
        "seller_name": ["any"],
    }
    true = _told(accept, invoice_code=code, invoice_number=number, issue_date=day.isoformat(), total=bare(fen))
    return Made(page.data(), ".pdf", true)


PAPERS = (
    Paper("invoice-p3-train", "held", _train),
    Paper("invoice-p3-air", "held", _air),
    Paper("invoice-p3-taxi", "held", _taxi),
)
