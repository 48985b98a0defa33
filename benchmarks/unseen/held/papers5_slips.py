"""Slips of transfers of the fifth set: banks' electronic receipts, an advice of money in, a form filled in by hand."""

from __future__ import annotations

import random

from ..drawing import BLUE
from ..made import Made, Paper
from ..values import bare, digits, figures, padded, spread
from .papers3_kit import Page, noise, square
from .papers3_transfer import figure_boxes
from .papers5_cast import NAMES5, transfer5


def _blocks(chance: random.Random) -> Made:
    """河北, plain: two blocks with a caption downwards at their left, amounts and purpose below, all ruled."""
    t = transfer5(chance, payer_bank="河北银行")
    page = Page(9, "serif", (595, 380))
    page.text(297, 40, "河北银行网上银行电子回单", size=16, bold=True, align="c")
    page.text(40, 62, f"电子回单号码：{t.reference}")
    page.text(555, 62, f"记账日期：{padded(t.day)}", align="r")
    sides = (("付款人", t.payer, t.payer_account, t.payer_bank), ("收款人", t.payee, t.payee_account, t.payee_bank))
    for n, (caption, *values) in enumerate(sides):
        x = 40 + 257.5 * n
        page.box(x, 72, 24, 96)
        page.upright(x + 12, 112, caption, size=10)
        rows = [[label, value] for label, value in zip(("户　名", "账　号", "开户行"), values, strict=True)]
        page.grid(x + 24, 72, (48, 185.5), rows, high=32)
    page.grid(40, 168, (80, 435), [["金　　额", f"人民币（大写）{t.said()}　　　￥{figures(t.fen)}"]], high=30)
    rows2 = [["用　　途", t.use, "业务种类", "网上支付跨行清算"], ["备　　注", "", "交易渠道", "企业网银"]]
    page.grid(40, 198, (80, 190, 80, 165), rows2, high=28)
    page.text(40, 278, "（本回单可作为记账凭证附件，请勿重复使用）", size=8)
    page.text(555, 278, f"打印时间 {t.moment:%Y-%m-%d %H:%M:%S}", size=8, align="r")
    page.seal(470, 224, 42, "河北银行电子回单专用章")
    return Made(page.data(), ".pdf", t.told(t.said()))


def _credit(chance: random.Random) -> Made:
    """江西, advice of money in: the receiver comes first, the remitter below; a date of its own for the print."""
    t = transfer5(chance)
    payee_bank = "江西银行" + chance.choice(NAMES5.branches)
    page = Page(9.4, "sans", (560, 330), latin="times")
    page.text(280, 36, "江西银行　收款回单（贷记通知）", size=14, bold=True, align="c")
    page.line(30, 48, 530, 48, thick=1.2, colour=(150, 30, 40))
    page.text(30, 66, f"入账日期：{t.day:%Y-%m-%d}　　　凭证种类：来账凭证　　　业务编号：{t.reference}")
    lines = [
        ("收款单位", t.payee),
        ("收款账号", t.payee_account),
        ("收款行名", payee_bank),
        ("汇款单位", t.payer),
        ("汇款账号", t.payer_account),
        ("汇出行名", t.payer_bank),
        ("入账金额", f"CNY {figures(t.fen)}"),
        ("金额大写", t.said("元", "整")),
        ("附　　言", t.use),
    ]
    for k, (label, value) in enumerate(lines):
        y = 90 + 21 * k
        if k % 3 == 0:
            page.line(30, y - 14, 530, y - 14, thick=0.4, colour=(170, 170, 170))
        page.text(40, y, label, bold=True)
        page.text(112, y, value)
    page.line(30, 268, 530, 268, thick=0.4, colour=(170, 170, 170))
    page.text(30, 286, "上述款项已收妥入账，请核对。此联为收款人入账通知。", size=8.2)
    page.text(30, 302, f"打印日期：{t.day:%Y.%m.%d}　打印次数：1　验证码：{digits(chance, 12, '8')}", size=8.2)
    page.oval(462, 236, 96, 54, ["江西银行", f"{t.day:%Y.%m.%d}", "转讫"])
    return Made(page.data(), ".pdf", t.told(t.said("元", "整")))


def _with_fee(chance: random.Random) -> Made:
    """泰隆, with fees: the amount, the fee and both together stand in one row, the parties in a table of two rows."""
    t = transfer5(chance, payer_bank="泰隆商业银行")
    fee = chance.choice((550, 1050, 1550))
    page = Page(8.8, "sans", (640, 348))
    teal = (20, 110, 120)
    page.shade(0, 0, 640, 46, (226, 242, 243))
    page.text(28, 30, "泰隆银行", size=16, bold=True, colour=teal)
    page.text(612, 30, "单位结算业务回单（付款）", size=13, align="r", colour=teal)
    page.text(28, 66, f"流水号 {t.reference}")
    page.text(612, 66, f"交易时间 {t.moment:%Y/%m/%d %H:%M:%S}", align="r")
    rows = [
        ["", "名称", "账号", "开户机构"],
        ["付方", t.payer, t.payer_account, t.payer_bank],
        ["收方", t.payee, t.payee_account, t.payee_bank],
    ]
    y = page.grid(28, 76, (44, 210, 150, 180), rows, high=28, colour=teal, aligns="clcc")
    sums = [
        ["转账金额", "手续费", "扣账合计", "转账金额大写"],
        [figures(t.fen), figures(fee), figures(t.fen + fee), t.said("元", "整")],
    ]
    y = page.grid(28, y + 10, (110, 80, 120, 274), sums, high=26, colour=teal, aligns="rrrl")
    y = page.grid(
        28, y + 10, (70, 514), [["转账用途", t.use], ["处理结果", "已受理，对方行已入账"]], high=24, colour=teal
    )
    page.picture(28, y + 8, 46, square(noise(chance)))
    page.text(84, y + 26, "回单真伪可扫码查验；如与实际账务不符，以银行账务为准。", size=7.6)
    page.square_stamp(494, y - 16, ["泰隆银行", "电子回单章"], wide=96)
    return Made(page.data(), ".pdf", t.told(t.said("元", "整")))


def _wire(chance: random.Random) -> Made:
    """农业, 电汇凭证 filled in by hand: printed form in one ink, what was written in another, amount in boxes."""
    t = transfer5(chance, payer_bank="中国农业银行")
    page = Page(9.2, "serif", (620, 350), ink=(120, 60, 40))

    def wrote(x: float, y: float, text: str, size: float = 10.5) -> None:
        page.text(x, y, text, colour=BLUE, size=size)

    page.text(310, 40, "中国农业银行　电 汇 凭 证（回　单）", size=15, bold=True, align="c")
    page.text(40, 66, "√普通　□加急")
    page.text(250, 66, "委托日期")
    wrote(300, 66, f"{spread(t.day)}")
    page.text(590, 66, f"No {t.reference}", align="r")
    for n, (caption, values) in enumerate(
        (("汇款人", (t.payer, t.payer_account, t.payer_bank)), ("收款人", (t.payee, t.payee_account, t.payee_bank)))
    ):
        x = 30 + 280 * n
        page.box(x, 76, 280, 87)
        page.line(x + 22, 76, x + 22, 163)
        page.line(x + 84, 76, x + 84, 163)
        page.upright(x + 11, 104, caption, size=10)
        labels = ("全　称", "账　号", "汇出行名称" if not n else "汇入行名称")
        for k, (label, value) in enumerate(zip(labels, values, strict=True)):
            page.text(x + 53, 95 + 29 * k, label, align="c", size=8.6)
            wrote(x + 88, 95 + 29 * k, value, 9.2)
            if k:
                page.line(x + 22, 76 + 29 * k, x + 280, 76 + 29 * k)
    page.box(30, 163, 560, 44)
    page.text(38, 182, "金额　人民币")
    page.text(38, 197, "（大写）")
    wrote(104, 190, t.said("元", "整"), 11.5)
    figure_boxes(page, 434, 168, t.fen, wide=14, high=20)
    page.box(30, 207, 560, 70)
    page.line(310, 207, 310, 277)
    page.text(38, 226, "此汇款支付给收款人。", size=8.6)
    page.text(180, 262, "汇款人签章", size=8.6)
    page.text(318, 226, "附加信息及用途：")
    wrote(330, 246, t.use)
    page.text(440, 268, "复核　　　　记账", size=8.6)
    page.text(596, 130, "此", size=7.5)
    for k, sign in enumerate("联汇出行给汇款人的回单"):
        page.text(596, 140 + 10 * k, sign, size=7.5)
    page.oval(240, 232, 100, 56, ["中国农业银行", f"{t.day:%Y.%m.%d}", "业务清讫"])
    return Made(page.data(), ".pdf", t.told(t.said("元", "整")))


def _phone(chance: random.Random) -> Made:
    """贵州, a person's receipt from a telephone: who and whom in one line with an arrow, labels above values."""
    t = transfer5(chance, person=True, payer_bank="贵州银行", uses=("7月房租", "猪仔款", "工地生活费", "还款", "学费"))
    page = Page(10, "sans", (360, 520), latin="helvetica")
    page.shade(0, 0, 360, 70, (190, 30, 45))
    page.text(180, 30, "贵州银行", size=15, bold=True, align="c", colour=(255, 255, 255))
    page.text(180, 52, "转账汇款回单", size=11, align="c", colour=(255, 255, 255))
    page.text(180, 104, "交易成功", size=11, align="c", colour=(0, 130, 60))
    page.text(180, 138, f"¥{figures(t.fen)}", size=25, bold=True, align="c")
    lines = [
        ("大写金额", t.said()),
        ("收款人姓名", t.payee),
        ("收款卡号", t.payee_account),
        ("收款人银行", t.payee_bank),
        ("付款人姓名", t.payer),
        ("付款卡号", t.payer_account),
        ("到账方式", "实时到账"),
        ("用途", t.use),
        ("转账日期", f"{t.moment:%Y-%m-%d %H:%M:%S}"),
        ("电子流水号", t.reference),
    ]
    for k, (label, value) in enumerate(lines):
        y = 176 + 28 * k
        page.text(28, y, label, colour=(120, 120, 125))
        page.text(118, y, value)
        page.line(28, y + 9, 332, y + 9, thick=0.3, colour=(215, 215, 220))
    page.text(
        180,
        490,
        "本回单由贵州银行手机银行自动生成，最终结果以对方银行入账为准",
        size=7.4,
        align="c",
        colour=(140, 140, 140),
    )
    page.seal(286, 410, 36, "贵州银行电子业务章")
    return Made(page.data(), ".pdf", t.told(t.said()))


def _counter(chance: random.Random) -> Made:
    """江南农商, a slip printed at the counter: several values to a line, bare figures, words in the next."""
    t = transfer5(chance, payer_bank="江南农村商业银行")
    page = Page(9.4, "serif", (595, 300), latin="courier")
    page.text(297, 34, "江南农村商业银行客户回单", size=14, align="c", bold=True)
    page.text(
        40,
        58,
        f"交易日期:{t.day:%Y-%m-%d}   机构号:{digits(chance, 6, '3204')}   交易码:2105   柜员:{digits(chance, 6, '0')}",
    )
    lines: list[str] = [
        f"付款户名:{t.payer}",
        f"付款账号:{t.payer_account}    付款行:{t.payer_bank}",
        f"收款户名:{t.payee}",
        f"收款账号:{t.payee_account}    收款行:{t.payee_bank}",
        f"币种:人民币    金额:{bare(t.fen)}    现转标志:转账",
        f"金额大写:{t.said('元', '整')}",
        f"摘要:{t.use}    流水号:{t.reference}",
    ]
    page.lines(40, 86, lines, step=21)
    page.dashes(40, 232, 555)
    page.text(40, 250, "客户签名:____________   银行盖章:____________   第二联 客户回单", size=9)
    page.oval(490, 216, 110, 62, ["江南农村商业银行", f"{t.day:%Y.%m.%d}", "办讫章(06)"])
    return Made(page.data(), ".pdf", t.told(t.said("元", "整")))


PAPERS = (
    Paper("slip-p5-blocks", "held", _blocks),
    Paper("slip-p5-credit-advice", "held", _credit),
    Paper("slip-p5-with-fee", "held", _with_fee),
    Paper("slip-p5-wire-form", "held", _wire),
    Paper("slip-p5-person-screen", "held", _phone),
    Paper("slip-p5-counter-print", "held", _counter),
)
