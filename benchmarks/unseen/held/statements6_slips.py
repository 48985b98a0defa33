"""Held receipts of transfers: an electronic one in a grid, three to a page, and a counter's advice of what came in."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace
from typing import Any

from ..made import Made, Paper
from ..values import bare, digits, figures, money, padded, truth, words
from .statements6_cast import NAMES6, Party, party
from .statements6_table import Roll

_USES = (
    *("货款", "支付合同ZC-118项下设备款", "2月份运费", "工程进度款", "退投标保证金", "购胶合板款", "技术服务费"),
    *("租金（一季度）", "往来结算款"),
)


@dataclass(frozen=True, slots=True)
class Deal:
    """What a slip tells."""

    payer: Party
    payee: Party
    fen: int
    use: str
    time: dt.datetime
    reference: str

    def true(self, accept: dict[str, list[Any]] | None = None) -> dict[str, Any]:
        """Return what is true of it."""
        given = {
            "date": self.time.date().isoformat(),
            "payer_name": self.payer.name,
            "payer_account": self.payer.account,
            "payee_name": self.payee.name,
            "payee_account": self.payee.account,
            "amount": bare(self.fen),
            "amount_in_words": words(self.fen),
            "remark": self.use,
            "reference": self.reference,
        }
        return truth("transfer_slip", given, accept)


def deal(chance: random.Random, bank: str, *, person: bool = False) -> Deal:
    """Invent a transfer out of an account at this bank."""
    first, second = NAMES6.firms(chance, 2)
    payee = party(chance, NAMES6.person(chance), person=True) if person else party(chance, second)
    payer = Party(first, digits(chance, 18, "60"), bank)
    fen = money(chance, 600, 2_400_000, chance.choice((1, 100, 100_000)))
    day = dt.date(chance.choice((2024, 2025)), chance.randrange(1, 13), chance.randrange(1, 29))
    time = dt.datetime.combine(day, dt.time(chance.randrange(9, 17), chance.randrange(60), chance.randrange(60)))
    return Deal(payer, payee, fen, chance.choice(_USES), time, digits(chance, chance.choice((14, 18)), "2"))


def _called(one: Deal) -> dict[str, list[Any]]:
    """Return what else is right of words that begin with the currency."""
    return {"amount_in_words": [words(one.fen), f"人民币{words(one.fen)}"]}


def _electronic(chance: random.Random) -> Made:
    """An electronic receipt: payer and payee side by side in a ruled grid, the number of the print apart."""
    bank = "河北银行"
    one = deal(chance, f"{bank}{chance.choice(('裕华支行', '广安街支行'))}")
    roll = Roll(9.5, chance.choice(("song", "hei")))
    teal = (0, 90, 110)
    roll.text(40, 60, bank, size=15, bold=True, colour=teal)
    roll.text(297, 62, "电子回单", size=16, bold=True, align="c")
    serial = digits(chance, 20, "HD")
    roll.text(40, 86, f"回单编号：{serial}", size=9)
    roll.text(360, 86, f"交易日期：{padded(one.time.date())}", size=9)
    y, rows = 96.0, []
    for label, left, right in (
        ("户　名", one.payer.name, one.payee.name),
        ("账　号", one.payer.account, one.payee.account),
        ("开户行", one.payer.bank, one.payee.bank),
    ):
        rows.append((label, str(left), label, str(right)))
    for k, side in enumerate(("付款人", "收款人")):
        x = 40 + k * 258
        roll.box(x, y, 22, 90, colour=teal)
        roll.upright(x + 11, y + 28, side, size=10)
    for k, cells in enumerate(rows):
        for x, wide, text in zip((62, 112, 320, 370), (50, 186, 50, 186), cells, strict=True):
            roll.box(x, y + k * 30, wide, 30, colour=teal)
            lines = roll.wrapped(text, wide - 8)
            for n, line in enumerate(lines):
                roll.text(x + 4, y + k * 30 + 18 - (len(lines) - 1) * 6 + n * 12, line)
    y += 90
    money_in_words = words(one.fen)
    for label, text, x, wide in (
        ("金额（大写）", f"人民币{money_in_words}", 40, 326),
        ("金额（小写）", f"￥{figures(one.fen)}", 366, 190),
    ):
        roll.box(x, y, wide, 28, colour=teal)
        roll.text(x + 4, y + 18, label)
        roll.text(x + 70, y + 18, text, size=9)
    y += 28
    for k, pair in enumerate(
        (
            (f"用　　途：{one.use}", f"交易渠道：{chance.choice(('企业网银', '银企直联'))}"),
            (f"交易流水号：{one.reference}", f"交易时间：{one.time:%H:%M:%S}"),
        )
    ):
        for x, wide, text in zip((40, 366), (326, 190), pair, strict=True):
            roll.box(x, y + k * 24, wide, 24, colour=teal)
            roll.text(x + 4, y + k * 24 + 16, text)
    roll.seal(480, y + 56, 44, f"{bank}电子回单专用章")
    roll.text(40, y + 74, f"打印次数：1　　打印时间：{one.time.date() + dt.timedelta(days=2)} 10:21:07", size=8.5)
    roll.text(40, y + 90, "提示：本回单不作为收款方发货依据，请勿重复记账。", size=8.5)
    return Made(roll.data(), ".pdf", one.true({"reference": [one.reference, serial], **_called(one)}))


def _three(chance: random.Random) -> Made:
    """Three receipts on a page, cut along dashes: names before values, no grid."""
    bank = "浙商银行"
    branch = f"{bank}{chance.choice(NAMES6.branches)}"
    deals = [deal(chance, branch, person=k == 1) for k in range(3)]
    customer = deals[0].payer
    deals[1] = replace(deals[1], payer=customer)
    deals[2] = replace(deals[2], payer=deals[2].payee, payee=customer)
    roll = Roll(9.2, chance.choice(("hei", "sans", "song")))
    found = []
    for k, one in enumerate(deals):
        top = 20 + k * 272.0
        roll.text(297, top + 28, f"{bank}客户回单", size=14, bold=True, align="c")
        roll.line(40, top + 36, 555, top + 36, thick=1)
        roll.text(44, top + 54, f"记账日期：{one.time:%Y-%m-%d}")
        roll.text(300, top + 54, f"流水号：{one.reference}")
        for n, (label, left, right) in enumerate(
            (
                ("名称", one.payer.name, one.payee.name),
                ("账号", one.payer.account, one.payee.account),
                ("开户行", one.payer.bank, one.payee.bank),
            )
        ):
            y = top + 78 + n * 18
            roll.text(44, y, f"付款方{label}：{left}")
            roll.text(300, y, f"收款方{label}：{right}")
        roll.text(44, top + 138, f"金额大写：{words(one.fen)}")
        roll.text(44, top + 156, f"金额小写：CNY {figures(one.fen)}")
        roll.text(300, top + 156, f"手续费：{'0.00' if k else '10.50'}")
        roll.text(44, top + 174, f"附言：{one.use}")
        roll.line(40, top + 184, 555, top + 184)
        roll.text(44, top + 200, f"第1次打印　打印柜员：EB0{k + 2}", size=8.5)
        roll.seal(490, top + 200, 36, f"{bank}回单专用章")
        if k < 2:
            roll.dashes(30, 565, top + 258)
        found.append(one.true() | {"pages": [1]})
    return Made(roll.data(), ".pdf", {"doc_type": "multiple", "pages": 1, "documents": found})


def _advice(chance: random.Random) -> Made:
    """A counter's advice of money that came in: rules below the lines, payee first, the date in the head."""
    bank = "中国农业银行股份有限公司"
    one = deal(chance, f"中国建设银行股份有限公司{chance.choice(NAMES6.branches)}")
    own = f"{bank}{chance.choice(('宜都市支行', '陆城分理处'))}"
    one = replace(one, payee=Party(one.payee.name, digits(chance, 17, "17"), own))
    roll = Roll(10, chance.choice(("kai", "serif")))
    roll.text(297, 62, bank, size=13, align="c")
    roll.text(297, 86, "贷 记 通 知（收款通知）", size=15, align="c")
    roll.text(297, 108, padded(one.time.date()), align="c")
    lines = (
        (("收款人户名", one.payee.name), ("收款人账号", one.payee.account)),
        (("收款行", own), ("凭证种类", "电汇凭证")),
        (("付款人户名", one.payer.name), ("付款人账号", one.payer.account)),
        (("付款行", one.payer.bank), ("业务类型", chance.choice(("普通汇兑", "大额支付")))),
        (("币种", "人民币"), ("金额", figures(one.fen))),
        (("大写金额", f"人民币{words(one.fen)}"),),
        (("用途", one.use), ("交易序号", one.reference)),
    )
    y = 122.0
    roll.line(44, y, 552, y, thick=1)
    for pair in lines:
        for x, (label, value) in zip((48, 322), pair, strict=False):
            roll.text(x, y + 18, label)
            roll.text(x + 62, y + 18, str(value), size=9)
        y += 26
        roll.line(44, y, 552, y, thick=0.4)
    roll.text(48, y + 22, "上述款项已代进账，如有错误请持此联来行洽商。")
    roll.text(48, y + 46, f"授权：　　　　　　复核：　　　　　　记账：{digits(chance, 4)}")
    roll.seal(470, y + 38, 44, f"{own[12:]}业务公章")
    return Made(roll.data(), ".pdf", one.true(_called(one)))


PAPERS = (
    Paper("slip-p6-electronic", "held", _electronic),
    Paper("slip-p6-three", "held", _three),
    Paper("slip-p6-advice", "held", _advice),
)
