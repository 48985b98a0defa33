"""Banks' slips of one transfer, of the part that may be looked at."""

from __future__ import annotations

import random

from unseen.drawing import BLUE, GREY, RED, Sheet
from unseen.made import Made, Paper
from unseen.slips import DigitBoxes, Transfer, slip
from unseen.values import DEV, digits, figures, padded, spread, words

_USES = ("采购涤纶丝货款", "支付工程进度款", "往来款", "6月份运费", "还款")


def _transfer(chance: random.Random) -> Transfer:
    return Transfer.made(chance, DEV, _USES)


def _two_sides(chance: random.Random) -> Made:
    """Payer and payee side by side, each behind an upright caption."""
    t = _transfer(chance)
    sheet = Sheet(9.5, "sans", (620, 330))
    sheet.text(310, 40, f"{t.payer_bank[:6]}　网上银行电子回单", size=15, bold=True, align="c")
    sheet.text(40, 65, f"电子回单号码：{digits(chance, 4)}-{digits(chance, 4)}-{digits(chance, 4)}", size=8.5)
    sheet.text(580, 65, f"第 {chance.randrange(1, 4)} 次打印", size=8.5, align="r")
    for x, caption, name, account, bank in (
        (40, "付款人", t.payer, t.payer_account, t.payer_bank),
        (310, "收款人", t.payee, t.payee_account, t.payee_bank),
    ):
        sheet.box(x, 75, 22, 78)
        sheet.upright(x + 11, 98, caption)
        sheet.grid(x + 22, 75, [48, 200], [["户　名", name], ["账　号", account], ["开户银行", bank]], high=26)
    rows = [
        ["金　额", (f"￥{figures(t.fen)}元", 1), "币　种", "人民币"],
        ["金额（大写）", (f"人民币 {t.words}", 3)],
        ["用　途", t.use, "交易流水号", t.reference],
        [
            "时间戳",
            f"{t.day:%Y-%m-%d}-{chance.randrange(9, 18)}.{digits(chance, 2, '2')}.{digits(chance, 2, '3')}",
            "备　注",
            "",
        ],
    ]
    y = sheet.grid(40, 153, [70, 210, 70, 188], rows, high=24)
    sheet.text(40, y + 16, "重要提示：本回单不作为收款方发货依据，并请勿重复记账。", size=8, colour=GREY)
    sheet.text(40, y + 32, f"记账网点：{digits(chance, 5)}　记账柜员：00023　记账日期：{padded(t.day)}", size=8.5)
    sheet.seal(520, y - 5, 38, "电子回单专用章")
    return slip(sheet, t, accept={"reference": ["any"]})


def _columns(chance: random.Random) -> Made:
    """Captions and values in two columns without rules."""
    t = _transfer(chance)
    sheet = Sheet(10, "sans", (595, 400))
    sheet.text(50, 50, "付款回单", size=17, bold=True, colour=RED)
    sheet.text(545, 50, t.payer_bank, align="r")
    sheet.line(50, 60, 545, 60, thick=1.5, colour=RED)
    left = (
        ("日期", padded(t.day)),
        ("付款账号", t.payer_account),
        ("户名", t.payer),
        ("付款行", t.payer_bank),
        ("金额（大写）", t.words),
        ("收款人户名", t.payee),
        ("收款人账号", t.payee_account),
        ("收款人开户行", t.payee_bank),
        ("摘要", t.use),
    )
    for k, (caption, value) in enumerate(left):
        sheet.text(50, 88 + 24 * k, f"{caption}：")
        sheet.text(130, 88 + 24 * k, value)
    sheet.text(380, 88, f"流水号：{t.reference}")
    sheet.text(380, 184, f"（小写）：CNY{figures(t.fen)}")
    sheet.text(50, 330, f"经办：{digits(chance, 6)}　　打印时间：{t.day:%Y-%m-%d} 17:0{chance.randrange(10)}", size=8)
    sheet.seal(470, 270, 42, "业务专用章")
    return slip(sheet, t)


def _ticket(chance: random.Random) -> Made:
    """The paper form of an inward payment, its amount in boxes of one figure each."""
    t = _transfer(chance)
    sheet = Sheet(10, "serif", (620, 330), BLUE)
    sheet.text(310, 42, "进　账　单（收账通知）", size=17, bold=True, align="c")
    sheet.text(560, 42, "3", size=16, align="r")
    sheet.text(310, 66, spread(t.day), align="c")
    for x, caption, name, account, bank in (
        (40, "出票人", t.payer, t.payer_account, t.payer_bank),
        (310, "收款人", t.payee, t.payee_account, t.payee_bank),
    ):
        sheet.box(x, 75, 24, 84)
        sheet.upright(x + 12, 102, caption)
        sheet.grid(x + 24, 75, [54, 192], [["全　称", name], ["账　号", account], ["开户银行", bank]], high=28)
    sheet.box(40, 159, 540, 44)
    sheet.text(46, 176, "金额")
    sheet.text(46, 192, "人民币（大写）")
    sheet.text(120, 186, t.words)
    DigitBoxes(sheet, 404, 159, 16, 11).draw(t.fen)
    y = sheet.grid(
        40, 203, [80, 140, 80, 240], [["票据种类", "转账支票", "票据张数", "1"], ["票据号码", t.reference, "", ""]]
    )
    sheet.text(46, y + 20, "复核　　　　　记账　　　　　　　　　　　　收款人开户银行签章")
    sheet.seal(500, y + 20, 38, "转讫")
    return slip(sheet, t, accept={"reference": ["any"]}, remark=None)


def _lines(chance: random.Random) -> Made:
    """A narrow printed slip of a counter: one item on each line, the amount before its words."""
    t = _transfer(chance)
    sheet = Sheet(10.5, "sans", (400, 480))
    sheet.text(200, 46, t.payer_bank, size=13, bold=True, align="c")
    sheet.text(200, 68, "客户回单（借方）", size=12, align="c")
    items = (
        ("交易日期", f"{t.day:%Y/%m/%d}"),
        ("交易类型", "行外转账"),
        ("付款人名称", t.payer),
        ("付款人账号", t.payer_account),
        ("收款人名称", t.payee),
        ("收款人账号", t.payee_account),
        ("收款行名称", t.payee_bank),
        ("交易金额", figures(t.fen)),
        ("大写金额", t.words),
        ("手续费", "0.00"),
        ("附言", t.use),
        ("核心流水号", t.reference),
    )
    for k, (caption, value) in enumerate(items):
        sheet.text(40, 105 + 25 * k, caption + "：")
        lines = sheet.broken(value, 220)
        for n, line in enumerate(lines):
            sheet.text(
                130, 105 + 25 * k + 11 * n - (4 if len(lines) > 1 else 0), line, size=9 if len(lines) > 1 else None
            )
    sheet.text(40, 440, "（此联为客户回单，盖章有效）", size=8)
    return slip(sheet, t)


def _order(chance: random.Random) -> Made:
    """A printed order for a wire, filled in blue, with parties one above the other."""
    t = _transfer(chance)
    sheet = Sheet(10, "serif", (620, 360))
    sheet.text(310, 44, f"{t.payer_bank[:6]}　电汇凭证（回单）", size=16, bold=True, align="c")
    sheet.text(60, 68, "■普通　□加急")
    sheet.text(310, 68, f"委托日期　{spread(t.day)}", align="c")
    rows = [
        ["汇款人", "全　　称", t.payer, "账　　号", t.payer_account],
        ["", "汇出行名称", t.payer_bank, "凭证号码", t.reference],
        ["收款人", "全　　称", t.payee, "账　　号", t.payee_account],
        ["", "汇入行名称", t.payee_bank, "汇入地点", "　　省　　市"],
        ["金额", ("（大写）" + words(t.fen, yuan="圆"), 2), ("（小写）￥" + figures(t.fen), 2)],
        [("附加信息及用途：" + t.use, 5)],
    ]
    y = sheet.grid(40, 80, [46, 70, 200, 62, 162], rows, high=30)
    sheet.text(46, y + 22, "此汇款支付给收款人。")
    sheet.text(360, y + 22, "汇出行签章　　复核　　记账")
    return slip(sheet, t, words_=words(t.fen, yuan="圆"))


def _rows_of_parties(chance: random.Random) -> Made:
    """A table with a row for each party under the captions of its columns."""
    t = _transfer(chance)
    sheet = Sheet(9.5, "serif", (640, 320))
    sheet.text(320, 44, "资金汇划补充凭证", size=16, bold=True, align="c")
    sheet.text(320, 66, padded(t.day), align="c")
    rows = [
        ["", "户名", "账号", "开户机构"],
        ["付款方", t.payer, t.payer_account, t.payer_bank],
        ["收款方", t.payee, t.payee_account, t.payee_bank],
    ]
    y = sheet.grid(40, 76, [60, 180, 150, 170], rows, high=30)
    last = [["汇划金额", f"{t.words}", "小写", figures(t.fen)], ["汇划摘要", t.use, "汇划流水号", t.reference]]
    y = sheet.grid(40, y, [60, 250, 80, 170], last, high=28)
    sheet.text(40, y + 20, "打印次数：1　　授权柜员：　　记账柜员：")
    return slip(sheet, t)


def _phone(chance: random.Random) -> Made:
    """What a telephone shows: captions over their values, one side below the other."""
    t = _transfer(chance)
    sheet = Sheet(12, "sans", (380, 620))
    sheet.text(190, 50, "转账电子回执", size=16, bold=True, align="c")
    items = (
        ("转账金额", f"{figures(t.fen)}元"),
        ("付款户名", t.payer),
        ("付款账号", t.payer_account),
        ("收款户名", t.payee),
        ("收款账号", t.payee_account),
        ("转账时间", f"{t.day:%Y-%m-%d} 09:1{chance.randrange(10)}:22"),
        ("转账备注", t.use),
        ("电子流水号", t.reference),
    )
    for k, (caption, value) in enumerate(items):
        sheet.text(40, 90 + 62 * k, caption, size=10, colour=GREY)
        sheet.text(40, 110 + 62 * k, value)
        sheet.line(40, 122 + 62 * k, 340, 122 + 62 * k, thick=0.3, colour=GREY)
    return slip(sheet, t, amount_in_words=None)


PAPERS = (
    Paper("slip-two-sides", "dev", _two_sides),
    Paper("slip-columns", "dev", _columns),
    Paper("slip-ticket", "dev", _ticket),
    Paper("slip-lines", "dev", _lines),
    Paper("slip-order", "dev", _order),
    Paper("slip-rows", "dev", _rows_of_parties),
    Paper("slip-phone", "dev", _phone),
)
