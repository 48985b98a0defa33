"""Slips of banks' counters and nets: lists, notices, forms to fill in, three on a sheet, a phone's certificate."""

from __future__ import annotations

import random

from ..drawing import RED
from ..made import Made, Paper
from ..values import digits, figures, padded, spread
from .papers3_kit import Page, noise, square
from .papers3_ledger import several
from .papers3_transfer import capital_day, figure_boxes, transfer

_BLACK = (20, 20, 20)


def _label_list(chance: random.Random) -> Made:
    """宁波银行网上银行回单: one label below the other, right-aligned, payer above payee, no rules."""
    t = transfer(chance, payer_bank="宁波银行")
    page = Page(9.5, page=(560.0, 420.0), latin="helvetica")
    page.shade(0, 0, 560, 420, (252, 249, 242))
    page.slanted(280, 240, "宁波银行", size=60, angle=25)
    page.text(30, 40, "宁波银行", size=16, bold=True, colour=(200, 120, 20))
    page.text(280, 40, "网上银行电子回单", size=14, align="c")
    said = t.said(yuan="圆")
    lines = (
        ("回单编号", t.reference),
        ("交易时间", f"{t.moment:%Y-%m-%d %H:%M:%S}"),
        ("付款人户名", t.payer),
        ("付款人账号", t.payer_account),
        ("付款人开户行", t.payer_bank),
        ("收款人户名", t.payee),
        ("收款人账号", t.payee_account),
        ("收款人开户行", t.payee_bank),
        ("交易金额", f"CNY {figures(t.fen)}"),
        ("大写金额", said),
        ("手续费", "0.00"),
        ("用途", t.use),
        ("交易状态", "交易成功"),
    )
    for k, (label, value) in enumerate(lines):
        y = 72 + 23 * k
        page.text(160, y, label, align="r", colour=(130, 120, 100))
        page.text(176, y, value)
    page.picture(458, 300, 70, square(noise(chance)))
    page.text(30, 400, "本回单可通过网上银行验证真伪，同一笔交易可能有多份回单，请避免重复记账。", size=7.5)
    return Made(page.data(), ".pdf", t.told(said))


def _credit_notice(chance: random.Random) -> Made:
    """北京银行客户贷记回单: two ruled rows for each side, one below the other, then money; typed fillings."""
    t = transfer(chance)
    page = Page(9, page=(595.0, 300.0), face="serif", latin="courier")
    page.text(297, 32, "北京银行客户贷记回单", size=14, bold=True, align="c")
    page.text(40, 50, f"日期：{padded(t.day)}")
    page.text(555, 50, f"交易序号：{t.reference}", align="r")
    said = t.said(whole="整")
    end = page.grid(
        40,
        58,
        (84, 244, 60, 127),
        [
            ("收款人名称", t.payee, "账号", t.payee_account),
            ("收款人开户行", (t.payee_bank, 3)),
            ("付款人名称", t.payer, "账号", t.payer_account),
            ("付款人开户行", (t.payer_bank, 3)),
            ("金额大写", f"人民币{said}", "小写", figures(t.fen)),
            ("摘要", t.use, "业务种类", "大额支付来账"),
        ],
        high=24,
    )
    page.text(40, end + 16, "流水打印次数：1　　机构：010037　　柜员：EB2209", size=8)
    page.oval(480, end + 8, 110, 52, ("北京银行股份有限公司", "回单专用章"))
    return Made(page.data(), ".pdf", t.told(said))


def _special_transfer(chance: random.Random) -> Made:
    """特种转账贷方凭证: the day in capitals above, upright captions, a box for each figure, a reason below."""
    t = transfer(chance)
    page = Page(9, page=(610.0, 320.0), face="serif", ink=(150, 30, 30))
    page.text(305, 36, "特 种 转 账 贷 方 凭 证", size=15, bold=True, align="c")
    page.line(200, 42, 410, 42, thick=1)
    page.text(305, 58, f"日期（大写）　{capital_day(t.day)}", align="c", colour=_BLACK)
    page.text(580, 58, f"凭证编号 {t.reference}", align="r", colour=_BLACK)
    for n, (caption, values) in enumerate(
        (("付款人", (t.payer, t.payer_account, t.payer_bank)), ("收款人", (t.payee, t.payee_account, t.payee_bank)))
    ):
        x = 30 + 275 * n
        page.box(x, 68, 20, 81)
        page.upright(x + 10, 92, caption)
        for k, (label, value) in enumerate(zip(("全　称", "账　号", "开户行"), values, strict=True)):
            page.box(x + 20, 68 + 27 * k, 46, 27)
            page.box(x + 66, 68 + 27 * k, 209, 27)
            page.text(x + 43, 85 + 27 * k, label, align="c")
            page.text(x + 70, 85 + 27 * k, value, colour=_BLACK, size=8.6)
    said = t.said(whole="整", yuan="圆")
    page.box(30, 149, 550, 31)
    page.text(34, 168, "人民币（大写）")
    page.text(110, 168, said, colour=_BLACK)
    figure_boxes(page, 580 - 143, 149, t.fen)
    page.box(30, 180, 275, 100)
    page.text(36, 198, "转账原因：")
    page.text(88, 198, t.use, colour=_BLACK)
    page.box(305, 180, 275, 100)
    page.text(312, 198, "科目（贷）＿＿＿＿　对方科目（借）＿＿＿＿")
    page.text(312, 268, "会计　　　　复核　　　　记账")
    page.square_stamp(180, 214, ("转　讫", f"{t.day:%Y.%m.%d}"), wide=80)
    page.upright(595, 110, "第二联贷方凭证", size=8)
    return Made(page.data(), ".pdf", t.told(said, {"reference": [None]}))


def _paying_in(chance: random.Random) -> Made:
    """进账单回单: payer and payee one below the other on the left, the amount in boxes, cheque's number at the foot."""
    t = transfer(chance, payer_bank="长沙银行")
    cheque = digits(chance, 16, "1050")
    page = Page(9, page=(540.0, 360.0), ink=(40, 90, 60))
    page.text(270, 34, "进　账　单（回　单）", size=15, align="c", bold=True)
    page.text(270, 54, spread(t.day), align="c", colour=_BLACK)
    y = 62.0
    for caption, name, number, bank in (
        ("出票人", t.payer, t.payer_account, t.payer_bank),
        ("收款人", t.payee, t.payee_account, t.payee_bank),
    ):
        page.box(28, y, 24, 72)
        page.upright(40, y + 22, caption, size=9)
        for k, (label, value) in enumerate((("全　　称", name), ("账　　号", number), ("开户银行", bank))):
            page.box(52, y + 24 * k, 60, 24)
            page.box(112, y + 24 * k, 400, 24)
            page.text(82, y + 24 * k + 16, label, align="c")
            page.text(118, y + 24 * k + 16, value, colour=_BLACK)
        y += 72
    said = t.said(whole="整")
    page.box(28, y, 484, 34)
    page.text(34, y + 14, "金额")
    page.text(34, y + 27, "(大写)", size=8)
    page.text(72, y + 21, f"人民币{said}", colour=_BLACK)
    figure_boxes(page, 512 - 132, y, t.fen, wide=12, high=21)
    y += 34
    page.box(28, y, 242, 66)
    page.text(34, y + 16, "票据种类")
    page.text(100, y + 16, "转账支票", colour=_BLACK)
    page.text(34, y + 36, "票据张数")
    page.text(100, y + 36, "1", colour=_BLACK)
    page.text(34, y + 56, "票据号码")
    page.text(100, y + 56, cheque, colour=_BLACK)
    page.box(270, y, 242, 66)
    page.text(504, y + 58, "开户银行签章", align="r")
    page.seal(390, y + 34, 32, "长沙银行股份有限公司")
    page.upright(526, 90, "此联是开户银行交给持票人的回单", size=7)
    true = t.told(said, {"reference": [cheque]}, remark=None, reference=None)
    return Made(page.data(), ".pdf", true)


def _telegraph(chance: random.Random) -> Made:
    """电汇凭证: the two sides as left and right halves with the place of each bank, blue hand, urgent ticked."""
    t = transfer(chance, payer_bank="中原银行")
    page = Page(9, page=(620.0, 350.0), face="serif", ink=(30, 90, 120))
    pen = (20, 30, 120)
    page.text(310, 36, "中原银行　电汇凭证（借方凭证）", size=14, bold=True, align="c")
    page.text(40, 56, "[√] 普通　[　] 加急", size=10)
    page.text(310, 56, f"委托日期　{spread(t.day)}", align="c", colour=pen)
    page.text(580, 56, f"№ {t.reference}", align="r", colour=RED)
    rows = (
        ("全　　称", t.payer, t.payee),
        ("账　　号", t.payer_account, t.payee_account),
        ("汇出（入）地点", "河南省郑州市", "湖南省株洲市"),
        ("开户行名称", t.payer_bank, t.payee_bank),
    )
    for n, caption in enumerate(("汇款人", "收款人")):
        x = 36 + 274 * n
        page.box(x, 64, 22, 104)
        page.upright(x + 11, 100, caption)
        for k, row in enumerate(rows):
            page.box(x + 22, 64 + 26 * k, 62, 26)
            page.box(x + 84, 64 + 26 * k, 190, 26)
            page.text(x + 53, 81 + 26 * k, row[0], align="c", size=8)
            page.text(x + 88, 81 + 26 * k, row[1 + n], colour=pen, size=8.4)
    said = t.said(whole="正")
    page.box(36, 168, 548, 34)
    page.text(42, 183, "金额 人民币", size=8.5)
    page.text(42, 196, "（大写）", size=8.5)
    page.text(98, 189, said, colour=pen, size=10)
    figure_boxes(page, 584 - 143, 168, t.fen, high=21)
    page.box(36, 202, 274, 110)
    page.text(42, 220, "此汇款支付给收款人。", size=8.5)
    page.text(250, 300, "客户签章", size=8.5)
    page.seal(180, 258, 38, t.payer[:14])
    page.box(310, 202, 274, 30)
    page.text(316, 221, "支付密码　＊＊＊＊＊＊", size=8.5)
    page.box(310, 232, 274, 46)
    page.text(316, 248, "附加信息及用途：")
    page.text(396, 248, t.use, colour=pen, size=10)
    page.box(310, 278, 274, 34)
    page.text(316, 299, "复核：　　　　　记账：", size=8.5)
    return Made(page.data(), ".pdf", t.told(said, {"reference": [None]}))


def _application(chance: random.Random) -> Made:
    """结算业务申请书: kinds to tick, applicant left and payee right with labels in the same cell, words above boxes."""
    t = transfer(chance, payer_bank="广州农村商业银行")
    page = Page(9, page=(595.0, 400.0), ink=(60, 60, 60))
    page.text(297, 40, "广州农村商业银行结算业务申请书", size=14, bold=True, align="c")
    page.text(36, 62, f"申请日期：{t.day.year}年{t.day.month}月{t.day.day}日")
    page.text(560, 62, f"申请书号码：{t.reference}", align="r")
    page.box(36, 70, 524, 24)
    page.text(42, 86, "业务类型：　√电汇　□信汇　□汇票　□本票　□其他　　　汇款方式：　□普通　√加急")
    cells = (
        (f"申请人：{t.payer}", f"收款人：{t.payee}"),
        (f"账号或地址：{t.payer_account}", f"账号或地址：{t.payee_account}"),
        (f"开户行：{t.payer_bank}", f"开户行：{t.payee_bank}"),
    )
    page.grid(36, 94, (262, 262), cells, high=28, size=8.8)
    said = t.said()
    page.box(36, 178, 524, 26)
    page.text(42, 195, f"金额（大写）：人民币{said}")
    page.box(36, 204, 524, 34)
    page.text(42, 225, "金额（小写）")
    figure_boxes(page, 560 - 143, 204, t.fen, high=21)
    page.box(36, 238, 262, 110)
    page.text(42, 256, "上列款项及相关费用请从本人（单位）账户内支付：", size=8.2)
    page.text(42, 338, "申请人签章", size=8.5)
    page.seal(200, 296, 40, t.payer[:13])
    page.box(298, 238, 262, 110)
    page.text(304, 256, f"用途：{t.use}")
    page.text(304, 274, "附言：")
    page.text(304, 292, "支付密码：")
    page.text(304, 338, "会计主管　　授权　　复核　　录入", size=8)
    page.text(36, 364, "第三联　客户回单联", size=8)
    return Made(page.data(), ".pdf", t.told(said, {"reference": [None]}))


def _three_on_a_sheet(chance: random.Random) -> Made:
    """浙商银行: three receipts on a sheet of A4 with cutting lines between them."""
    transfers = [transfer(chance, payer_bank="浙商银行") for _ in range(3)]
    page = Page(8.6)
    true = []
    for n, t in enumerate(transfers):
        y = 30.0 + 268 * n
        page.text(297, y + 10, "浙商银行电子回单", size=13, bold=True, align="c")
        page.text(36, y + 28, f"回单号：{t.reference}")
        page.text(560, y + 28, f"打印日期：{t.day}", align="r")
        said = t.said()
        rows = (
            ("付款方", "户名", t.payer, "收款方", "户名", t.payee),
            ("", "账号", t.payer_account, "", "账号", t.payee_account),
            ("", "开户行", t.payer_bank, "", "开户行", t.payee_bank),
        )
        page.grid(36, y + 36, (40, 40, 182, 40, 40, 182), rows, high=26, size=8.2)
        end = page.grid(
            36,
            y + 114,
            (80, 182, 80, 182),
            (
                ("金额", f"￥{figures(t.fen)}", "金额大写", said),
                ("交易日期", f"{t.day}", "业务类型", "网银汇款"),
                ("摘要", t.use, "备注", ""),
            ),
            high=24,
            size=8.2,
        )
        page.text(36, end + 16, "提示：电子回单仅供客户记账参考，请勿重复使用。", size=7.5)
        page.oval(500, end - 4, 104, 48, ("浙商银行", "电子回单专用章"))
        if n < 2:
            page.dashes(20, y + 252, 575)
        true.append(((1,), t.told(said)))
    return Made(page.data(), ".pdf", several(true))


PAPERS = (
    Paper("slip-p3-label-list", "held", _label_list),
    Paper("slip-p3-credit-notice", "held", _credit_notice),
    Paper("slip-p3-special-transfer", "held", _special_transfer),
    Paper("slip-p3-paying-in", "held", _paying_in),
    Paper("slip-p3-telegraph", "held", _telegraph),
    Paper("slip-p3-application", "held", _application),
    Paper("slip-p3-three-on-a-sheet", "held", _three_on_a_sheet),
)
