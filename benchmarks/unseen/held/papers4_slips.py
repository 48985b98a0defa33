"""Slips of transfers of the fourth set: prints of web banks, a telephone, a clearing house, a bank's advice."""

from __future__ import annotations

import random
from functools import partial

from ..made import Made, Paper
from ..values import digits, figures, padded, spread
from .papers3_kit import Page, noise, square
from .papers3_transfer import transfer
from .papers4_cast import NAMES4, USES4

transfer4 = partial(transfer, names=NAMES4, uses=USES4)
"""(chance, …) -> a transfer between parties of this set."""


def _two_sides(chance: random.Random) -> Made:
    """平安: payer at the left, payee at the right, each under a coloured head; amount over the whole width."""
    t = transfer4(chance, payer_bank="平安银行")
    page = Page(9, "sans", (595, 330))
    orange, receipt = (235, 110, 40), digits(chance, 14, "25")
    page.text(30, 36, "平安银行", size=16, bold=True, colour=orange)
    page.text(297, 36, "电子回单", size=15, align="c")
    page.text(565, 36, f"回单号 {receipt}", size=7.5, align="r")
    page.shade(30, 52, 535, 20, (250, 228, 214))
    page.text(163, 66, "付 款 方", align="c", bold=True)
    page.text(430, 66, "收 款 方", align="c", bold=True)
    for left, who, number, bank in (
        (30, t.payer, t.payer_account, t.payer_bank),
        (297, t.payee, t.payee_account, t.payee_bank),
    ):
        page.grid(left, 72, (58, 209), [["户　名", who], ["账　号", number], ["开户行", bank]], high=24, size=8.6)
    rows = [
        ["金额（小写）", f"CNY {figures(t.fen)}", "金额（大写）", f"人民币{t.said()}"],
        ["交易日期", f"{t.day:%Y-%m-%d}", "交易类型", "企业网银转账"],
        ["流水号", t.reference, "用　　途", t.use],
    ]
    page.grid(30, 144, (80, 160, 80, 215), rows, high=24, size=8.6)
    page.picture(500, 236, 58, square(noise(chance)))
    page.oval(440, 238, 104, 60, ["平安银行股份有限公司", "电子回单专用章"])
    page.text(30, 240, "重要提示：电子回单可重复打印，请勿重复记账。", size=7.5)
    page.text(30, 254, f"打印时间：{t.moment:%Y-%m-%d %H:%M:%S}　第 1 次打印", size=7.5)
    return Made(page.data(), ".pdf", t.told(t.said(), {"reference": [receipt]}))


def _unruled(chance: random.Random) -> Made:
    """天津: labels and values without any rule, in two columns of lines; the purpose below the remark of the bank."""
    t = transfer4(chance, payer_bank="天津银行")
    page = Page(10, "serif", (595, 421), latin="times")
    page.text(297, 50, "天津银行网上银行电子回执", size=17, bold=True, align="c")
    page.line(50, 62, 545, 62, thick=1.4)
    receipt = digits(chance, 16, "0022")
    left = [
        ("电子回执号码", receipt),
        ("付款人名称", t.payer),
        ("付款人账号", t.payer_account),
        ("付款行名称", t.payer_bank),
        ("交易金额", f"{figures(t.fen)} 元"),
        ("大写金额", t.said("圆")),
        ("手续费", "0.00 元"),
        ("附言", t.use),
    ]
    right = [
        ("交易时间", f"{t.moment:%Y年%m月%d日 %H:%M:%S}"),
        ("收款人名称", t.payee),
        ("收款人账号", t.payee_account),
        ("收款行名称", t.payee_bank),
        ("币种", "人民币"),
        ("汇路", "大额支付系统"),
        ("交易流水号", t.reference),
        ("交易状态", "交易成功"),
    ]
    for x, lines in ((52, left), (318, right)):
        for k, (name, value) in enumerate(lines):
            page.text(x, 92 + 30 * k, name, size=9.5, colour=(90, 90, 90))
            for n, line in enumerate(page.broken(value, 176)):
                page.text(x + 76, 92 + 30 * k + 11 * n, line, size=9.5)
    page.line(50, 330, 545, 330, thick=0.4)
    page.text(52, 348, "此回执仅表明付款行已受理该笔指令，不作为收款人发货依据。", size=8)
    page.seal(480, 350, 42, "天津银行电子回单专用章")
    return Made(page.data(), ".pdf", t.told(t.said("圆"), {"reference": [receipt]}))


def _above(chance: random.Random) -> Made:
    """徽商 advice of a payment: small labels stand above what is filled in, in boxes of unequal width."""
    t = transfer4(chance, payer_bank="徽商银行")
    page = Page(9.5, "sans", (620, 300), latin="helvetica")
    page.text(310, 34, "徽商银行 业务回单（付款）", size=14, bold=True, align="c")
    page.text(600, 34, "客户留存联", size=8, align="r")

    def cell(x: float, y: float, wide: float, name: str, value: str) -> None:
        page.box(x, y, wide, 36, colour=(40, 110, 90))
        page.text(x + 4, y + 10, name, size=6.8, colour=(40, 110, 90))
        page.text(x + 6, y + 28, value, size=9.2)

    cell(20, 48, 130, "记账日期 Date", f"{t.day:%Y/%m/%d}")
    cell(150, 48, 200, "业务编号 Ref. No.", t.reference)
    cell(350, 48, 250, "业务种类 Type", "跨行汇款")
    cell(20, 84, 330, "付款人户名 Payer", t.payer)
    cell(350, 84, 250, "付款人账号 A/C", t.payer_account)
    cell(20, 120, 330, "收款人户名 Beneficiary", t.payee)
    cell(350, 120, 250, "收款人账号 A/C", t.payee_account)
    cell(20, 156, 330, "收款人开户行 Bank", t.payee_bank)
    cell(350, 156, 250, "小写金额 Amount", f"￥{figures(t.fen)}")
    cell(20, 192, 330, "大写金额 In words", t.said("元", "正"))
    cell(350, 192, 250, "用途 Remarks", t.use)
    page.text(
        22, 246, f"经办：{NAMES4.person(chance)[:1]}＊＊　　授权：0017　　打印柜员：{digits(chance, 6, '3')}", size=8
    )
    page.square_stamp(470, 236, ["徽商银行", "业务办讫", f"{t.day:%Y.%m.%d}"], wide=84, size=9)
    return Made(page.data(), ".pdf", t.told(t.said("元", "正")))


def _telephone(chance: random.Random) -> Made:
    """A telephone's receipt: a high narrow page, a large amount in the middle, values at the right edge."""
    t = transfer4(chance, person=True, payer_bank="郑州银行", uses=("下半年房租", "装修尾款", "还给你", "二手车款"))
    page = Page(11, "sans", (330, 560), ink=(40, 40, 45))
    page.shade(0, 0, 330, 560, (244, 246, 249))
    page.round_corners(14, 54, 302, 450, (255, 255, 255))
    page.text(165, 34, "郑州银行手机银行", size=13, align="c", bold=True)
    page.text(165, 88, "转账汇款电子回单", size=12, align="c")
    page.text(165, 128, f"￥{figures(t.fen)}", size=24, align="c", bold=True)
    page.text(165, 148, t.said(), size=9, align="c", colour=(120, 120, 125))
    page.dashes(30, 164, 300)
    lines = [
        ("付款人", t.payer),
        ("付款账号", t.payer_account),
        ("收款人", t.payee),
        ("收款账号", t.payee_account),
        ("收款银行", t.payee_bank),
        ("转账时间", f"{t.moment:%Y-%m-%d %H:%M:%S}"),
        ("转账附言", t.use),
        ("交易流水", t.reference),
    ]
    for k, (name, value) in enumerate(lines):
        page.text(30, 190 + 32 * k, name, colour=(130, 130, 135), size=10)
        page.text(300, 190 + 32 * k, value, align="r", size=10)
    page.text(165, 478, "此回单仅供参考，实际以银行记账为准", size=8, align="c", colour=(150, 150, 155))
    page.oval(236, 440, 96, 56, ["郑州银行", "电子回单章"])
    return Made(page.data(), ".pdf", t.told(t.said()))


def _message(chance: random.Random) -> Made:
    """A clearing message as the counter prints it: typed lines with colons, no frame, codes between the names."""
    t = transfer4(chance, payer_bank="武汉农村商业银行")
    page = Page(10, "serif", (595, 400), latin="courier")
    page.text(297, 40, "大额支付系统专用凭证", size=14, align="c")
    message = digits(chance, 20, "20")
    lines = [
        f"报文标识号:{message}      业务类型:A100 普通汇兑",
        f"支付交易序号:{t.reference}    委托日期:{t.day:%Y%m%d}",
        f"发起行行号:{digits(chance, 12, '402')}   发起行名称:{t.payer_bank}",
        f"付款人账号:{t.payer_account}",
        f"付款人名称:{t.payer}",
        f"接收行行号:{digits(chance, 12, '313')}   接收行名称:{t.payee_bank}",
        f"收款人账号:{t.payee_account}",
        f"收款人名称:{t.payee}",
        f"货币符号及金额:RMB {figures(t.fen)}",
        f"大写金额:人民币{t.said('元')}",
        f"附言:{t.use}",
        "报文状态:已清算      打印次数:01",
    ]
    page.lines(46, 76, lines, step=21)
    page.text(46, 350, f"打印日期:{t.day:%Y%m%d}      会计              复核              记账", size=9)
    page.square_stamp(430, 250, ["武汉农村商业银行", "清算业务章"], wide=106)
    return Made(page.data(), ".pdf", t.told(t.said("元"), {"reference": [message]}))


def _debit_advice(chance: random.Random) -> Made:
    """富邦华一 in two scripts: numbered fields of an outward remittance, the amount in words over two lines."""
    t = transfer4(chance, payer_bank="富邦华一银行")
    page = Page(8.8, "serif", (595, 500), latin="times")
    page.text(40, 42, "富邦华一银行有限公司", size=13, bold=True)
    page.text(40, 56, "Fubon Bank (China) Co., Ltd.", size=8)
    page.text(555, 42, "汇出汇款借记通知书", size=13, align="r")
    page.text(555, 56, "DEBIT ADVICE - OUTWARD REMITTANCE", size=8, align="r")
    rows = [
        ["1", "通知日期 Date", f"{spread(t.day)}"],
        ["2", "本行编号 Our Ref.", t.reference],
        ["3", "汇款人 By Order Of", f"{t.payer}"],
        ["4", "借记账号 Debit A/C No.", t.payer_account],
        ["5", "收款人 Beneficiary", t.payee],
        ["6", "收款人账号 Beneficiary A/C", t.payee_account],
        ["7", "收款行 Beneficiary Bank", t.payee_bank],
        ["8", "汇款金额 Amount", f"CNY {figures(t.fen)}"],
        ["9", "金额大写 In Words", f"人民币 {t.said('元')}"],
        ["10", "汇款附言 Remittance Info.", t.use],
        ["11", "费用 Charges", "OUR　电讯费 CNY 20.00　手续费 CNY 50.00"],
    ]
    page.grid(40, 74, (26, 160, 329), rows, high=27, rules="rows", aligns="cll", colour=(150, 150, 160))
    page.text(40, 410, "兹已将上述款项自贵账户扣付，请查照。We have debited your account as above.", size=8)
    page.text(555, 440, "（电脑打印，无须签章） Computer generated, no signature required", size=7.5, align="r")
    page.text(40, 440, f"打印 {padded(t.day)}", size=7.5)
    return Made(page.data(), ".pdf", t.told(t.said("元")))


PAPERS = (
    Paper("slip-p4-coloured-sides", "held", _two_sides),
    Paper("slip-p4-no-rules", "held", _unruled),
    Paper("slip-p4-labels-above", "held", _above),
    Paper("slip-p4-telephone", "held", _telephone),
    Paper("slip-p4-clearing-message", "held", _message),
    Paper("slip-p4-numbered-advice", "held", _debit_advice),
)
