"""Receipts of the sixth set: one of a printed pad, one written by hand, and one from a firm's till."""

from __future__ import annotations

import random
from typing import Any

from ..made import Made, Paper
from ..values import bare, chinese, digits, figures, money, padded, spread, truth, words
from ..values import date as day_of
from .papers4_page import LetterPage
from .vouchers6_cast import TRADES6, firms, people

_BLUE = (24, 52, 140)
_RED = (176, 40, 40)


def _pad(chance: random.Random) -> Made:
    """A sheet of a pad that stationers sell, filled in."""
    payee, payer = firms(chance, 2)
    day, fen = day_of(chance), money(chance, 600, 380_000, 1000)
    said = words(fen, yuan=chance.choice("元圆"), whole="整", after_jiao=chance.choice(("", "整")))
    reason = chance.choice(
        ("投标保证金", "设备配件货款", f"{day.month}月份场地租金", "合同履约保证金", "纸箱款尾款", "叉车维修费")
    )
    page = LetterPage(11, chance.choice(("serif", "sans")), (560, 270), latin=chance.choice((None, "times")))
    ink = chance.choice((_RED, (40, 110, 70), (30, 30, 30)))
    page.text(280, 44, "收 款 收 据", size=20, colour=ink, align="c", bold=True)
    page.line(190, 51, 370, 51, colour=ink)
    page.line(190, 54, 370, 54, colour=ink)
    page.text(430, 40, "№", colour=ink, size=12)
    page.text(450, 40, digits(chance, 7), size=13, colour=_RED)
    page.text(280, 72, spread(day) if chance.random() < 0.6 else padded(day), align="c", colour=_BLUE)
    x0, x1 = 40, 508
    page.box(x0, 82, x1 - x0, 130, colour=ink)
    label = chance.choice(("交款单位", "今收到", "付款单位"))
    end = page.text(56, 106, label + ("：" if label != "今收到" else ""), colour=ink)
    page.text(end + 6, 106, payer.name, colour=_BLUE)
    page.line(end, 110, 496, 110, colour=ink)
    end = page.text(56, 134, chance.choice(("人民币（大写）：", "金额（大写）：")), colour=ink)
    page.text(end + 6, 134, said, colour=_BLUE)
    page.line(end, 138, 360, 138, colour=ink)
    end = page.text(372, 134, "￥", colour=ink, size=12)
    page.text(end + 4, 134, figures(fen), colour=_BLUE)
    page.line(end, 138, 496, 138, colour=ink)
    end = page.text(56, 162, chance.choice(("系　付：", "收款事由：", "事　由：")), colour=ink)
    page.text(end + 6, 162, reason, colour=_BLUE)
    page.line(end, 166, 496, 166, colour=ink)
    way = chance.choice(("现金", "转账", "微信"))
    end = page.text(56, 190, "收款方式：", colour=ink)
    page.text(end + 6, 190, way, colour=_BLUE)
    end = page.text(220, 190, "收款单位（公章）：", colour=ink)
    page.seal(470, 190, 36, payee.name)
    page.text(end + 4, 190, payee.name, colour=_BLUE, size=10)
    clerks = people(chance, 3)
    for x, role, clerk in zip((56, 210, 360), ("会计：", "出纳：", "经手人："), clerks, strict=True):
        end = page.text(x, 234, role, colour=ink, size=10)
        page.text(end + 4, 234, clerk, colour=_BLUE, size=10)
    page.upright(528, 96, "第二联交付款方", size=9, colour=ink)
    given = {
        "date": day.isoformat(),
        "payer": payer.name,
        "payee": payee.name,
        "amount": bare(fen),
        "amount_in_words": said,
        "reason": reason,
    }
    return Made(page.data(), ".pdf", truth("receipt", given))


def _written(chance: random.Random) -> Made:
    """A note by which a person confirms that he was paid."""
    (payer,) = firms(chance, 1)
    payee, witness = people(chance, 2)
    day, fen = day_of(chance), money(chance, 3000, 260_000, 10_000)
    said = words(fen)
    reason = chance.choice(
        (
            f"{day.year}年度仓库租金",
            "厂区围墙维修人工费",
            f"{chance.choice(('毛竹', '生猪', '柑橘', '木薯'))}收购款",
            "旧设备转让款",
            "宿舍楼押金",
        )
    )
    page = LetterPage(13, chance.choice(("serif", "sans")), latin=chance.choice((None, "times")))
    title = chance.choice(("收　条", "收 条", "收款收条"))
    page.text(298, 110, title, size=22, align="c", bold=chance.random() < 0.5)
    number = f"{digits(chance, 6, '4')}19{chance.randint(62, 92)}{chance.randint(10, 12)}{chance.randint(10, 28)}"
    number += f"{digits(chance, 3)}{chance.randint(1, 9)}"
    way = chance.choice(("以银行转账方式支付的", "交来的", "支付的"))
    text = f"　　今收到{payer.name}{way}{reason}，共计人民币{said}（￥{figures(fen)}元），款项已全部收讫，特立此据。"
    y = page.paragraph(90, 168, 420, text, leading=2)
    shown = chinese(day) if chance.random() < 0.3 else f"{day.year}年{day.month}月{day.day}日"
    sign = chance.choice(("收款人", "收款人（签字）"))
    for line in (f"{sign}：{payee}", f"身份证号：{number}", f"联系电话：1{digits(chance, 10, '38')[:10]}"):
        page.text(300, y + 40, line, size=12)
        y += 28
    if chance.random() < 0.4:
        page.text(90, y + 12, f"在场人：{witness}", size=12)
    page.text(300, y + 40, shown, size=12)
    given = {
        "date": day.isoformat(),
        "payer": payer.name,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": said,
        "reason": reason,
    }
    accept = {"amount_in_words": [f"人民币{said}"], "reason": [f"any text with {reason}"]}
    return Made(page.data(), ".pdf", truth("receipt", given, accept))


def _till(chance: random.Random) -> Made:
    """A receipt that a firm's own programme prints, in a table."""
    payee, payer = firms(chance, 2, ("物业管理有限公司", "市场服务有限公司", "仓储服务有限公司", *TRADES6))
    private = chance.random() < 0.35
    teller, keeper, guest = people(chance, 3)
    name = guest if private else payer.name
    day, fen = day_of(chance), money(chance, 350, 96_000, 50)
    said = words(fen, after_jiao="整")
    quarter = (day.month - 1) // 3 + 1
    reason = chance.choice(
        (f"{day.year}年{quarter}季度物业服务费", "摊位保证金", f"{day.month}月水电费", "仓储及装卸费", "装修押金")
    )
    page = LetterPage(10, chance.choice(("sans", "serif")), (595, 330), latin=chance.choice((None, "helvetica")))
    page.text(298, 40, payee.name, size=14, align="c", bold=True)
    page.text(298, 64, chance.choice(("收费收据", "收　据", "收款收据")), size=16, align="c")
    page.text(45, 88, f"收据编号：SJ{day:%y%m%d}{digits(chance, 4)}")
    page.text(550, 88, f"收款日期：{day.isoformat()}", align="r")
    ways = ["□现金", "□转账", "□刷卡"]
    k = chance.randrange(3)
    ways[k] = ways[k].replace("□", "■")
    rows: list[list[Any]] = [
        [chance.choice(("交款人", "付款方", "客户名称")), name, "收款方式", "  ".join(ways)],
        [chance.choice(("收款项目", "收款事由")), (reason, 3)],
        ["金额（大写）", said, "金额（小写）", f"￥{figures(fen)}"],
        ["备注", (chance.choice(("", "遗失不补", f"合同号 {digits(chance, 6)}")), 3)],
    ]
    low = page.grid(45, 98, (82, 210, 82, 131), rows, high=30)
    page.text(45, low + 26, f"收款单位：{payee.name}")
    page.text(330, low + 26, f"收款人：{teller}")
    page.text(440, low + 26, f"复核：{keeper}")
    page.text(45, low + 50, "说明：本收据不作发票使用，盖章有效。", size=8.5)
    page.seal(250, low + 22, 34, payee.name)
    given = {
        "date": day.isoformat(),
        "payer": name,
        "payee": payee.name,
        "amount": bare(fen),
        "amount_in_words": said,
        "reason": reason,
    }
    return Made(page.data(), ".pdf", truth("receipt", given))


PAPERS = (
    Paper("receipt-p6-pad", "held", _pad),
    Paper("receipt-p6-written", "held", _written),
    Paper("receipt-p6-till", "held", _till),
)
