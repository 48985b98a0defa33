"""Slips of the third set that are no form of a transfer: taxes paid, a phone's certificate, a card's strip."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from ..made import Made, Paper
from ..values import bare, digits, figures
from .papers3_kit import NAMES, Page, card, starred
from .papers3_transfer import transfer


def _tax_payment(chance: random.Random) -> Made:
    """电子缴税付款凭证: a firm pays the treasury; kinds of tax and periods stand in a table of their own."""
    t = transfer(chance, payer_bank="江苏银行")
    place = chance.choice(("淮安市淮阴区", "惠州市惠城区", "大连市甘井子区"))
    treasury, office = f"国家金库{place}支库", f"国家税务总局{place}税务局"
    taxpayer, ticket = digits(chance, 15, "9132"), digits(chance, 18, "4320")
    page = Page(9, page=(595.0, 360.0), face="serif", latin="times")
    page.text(297, 40, "江苏银行电子缴税付款凭证", size=14, bold=True, align="c")
    page.text(36, 62, f"转账日期：{t.day:%Y年%m月%d日}")
    page.text(560, 62, f"凭证字号：{t.reference}", align="r")
    y = page.grid(
        36,
        70,
        (262, 262),
        (
            (f"纳税人全称及纳税人识别号：{t.payer} {taxpayer}", f"征收机关名称：{office}"),
            (f"付款人全称：{t.payer}", f"收款国库（银行）名称：{treasury}"),
            (f"付款人账号：{t.payer_account}", f"缴款书交易流水号：{digits(chance, 8, '5')}"),
            (f"付款人开户银行：{t.payer_bank}", f"税票号码：{ticket}"),
            (f"小写（合计）金额：￥{bare(t.fen)}", f"大写（合计）金额：人民币{t.said()}"),
        ),
        high=25,
        size=8.4,
    )
    first = t.fen * 7 // 10
    past = t.day.replace(day=1) - dt.timedelta(1)
    term = f"{past:%Y%m}01-{past:%Y%m%d}"
    y = page.grid(
        36,
        y,
        (200, 184, 140),
        (
            ("税（费）种名称", "所属时期", "实缴金额"),
            ("增值税", term, f"￥{bare(first)}"),
            ("城市维护建设税", term, f"￥{bare(t.fen - first)}"),
        ),
        high=20,
        size=8.4,
        aligns="lcr",
    )
    page.text(36, y + 18, f"打印时间：{t.day:%Y-%m-%d}　第 1 次打印", size=8)
    page.text(36, y + 34, "会计流水号：　　　　　复核：　　　　　记账：", size=8)
    page.square_stamp(440, y - 6, ("江苏银行", "业务受理章"), wide=84)
    # None of its numbers is called the bank's own; the tax office may stand for the treasury.
    accept: dict[str, list[Any]] = {"reference": ["any"], "payee_name": [office], "remark": ["any"]}
    return Made(page.data(), ".pdf", t.told(t.said(), accept, payee_name=treasury, payee_account=None, remark=None))


def _phone(chance: random.Random) -> Made:
    """A phone's 转账电子凭证 between two persons: a large amount in the middle, labels left, values right."""
    t = transfer(chance, person=True, payer_bank="中国民生银行")
    page = Page(11, page=(375.0, 640.0), stretch=96)
    page.shade(0, 0, 375, 92, (0, 130, 110))
    page.text(187, 40, "民生手机银行", size=14, align="c", colour=(255, 255, 255), bold=True)
    page.text(187, 68, "转账电子凭证", size=12, align="c", colour=(255, 255, 255))
    page.text(187, 134, f"¥{figures(t.fen)}", size=24, bold=True, align="c")
    said = t.said()
    page.text(187, 158, said, size=10, align="c", colour=(110, 110, 110))
    payer_shown = starred(t.payer_account, 6, 4, 6)
    lines = (
        ("收款人", t.payee),
        ("收款账号", t.payee_account),
        ("收款银行", t.payee_bank.partition("银行")[0] + "银行"),
        ("付款人", t.payer),
        ("付款账号", payer_shown),
        ("付款银行", "中国民生银行"),
        ("转账附言", t.use),
        ("交易时间", f"{t.moment:%Y/%m/%d %H:%M:%S}"),
        ("流水号", t.reference),
    )
    for k, (label, value) in enumerate(lines):
        y = 200 + 36 * k
        page.text(28, y, label, colour=(120, 120, 120))
        page.text(347, y, value, align="r")
        page.line(28, y + 12, 347, y + 12, thick=0.3, colour=(220, 220, 220))
    page.oval(290, 560, 100, 56, ("中国民生银行", "电子凭证专用章"))
    page.text(187, 620, "本凭证仅供参考，实际以银行账务为准", size=8, align="c", colour=(150, 150, 150))
    return Made(page.data(), ".pdf", t.told(said, payer_account=payer_shown))


def _card_slip(chance: random.Random) -> Made:
    """POS 签购单: a narrow strip of a card's payment to a shop."""
    t = transfer(chance, person=True)
    shop = NAMES.firm(chance)
    number = starred(card(chance), 6, 4, 9)
    merchant, terminal = digits(chance, 15, "8982"), digits(chance, 8, "6")
    page = Page(9.5, page=(226.0, 500.0), latin="courier", stretch=95)
    page.text(113, 34, "银联商务 POS签购单", size=12, bold=True, align="c")
    page.text(113, 50, "持卡人存根 CARDHOLDER COPY", size=8, align="c")
    page.dashes(12, 58, 214)
    lines = (
        f"商户名称：{shop}",
        f"商户编号：{merchant}",
        f"终端编号：{terminal}",
        "操作员号：01",
        "发卡行：招商银行",
        "收单行：银联商务",
        f"卡号：{number} /I",
        "交易类型：消费 SALE",
        f"批次号：{digits(chance, 6, '000')}",
        f"凭证号：{digits(chance, 6, '00')}",
        f"参考号：{t.reference[:12]}",
        f"日期/时间：{t.moment:%Y/%m/%d %H:%M:%S}",
    )
    y = 76.0
    for line in lines:
        for part in page.broken(line, 202):
            page.text(12, y, part)
            y += 16
        y += 3
    page.text(12, y + 8, f"金额：RMB {figures(t.fen)}", size=13, bold=True)
    page.dashes(12, y + 24, 214)
    page.text(12, y + 42, "备注/REFERENCE", size=8)
    page.text(12, y + 58, "持卡人签名/CARDHOLDER SIGNATURE", size=8)
    page.line(12, y + 92, 214, y + 92)
    page.lines(12, y + 106, ("本人确认以上交易，同意将其记入本卡账户",), size=7.5)
    accept: dict[str, list[Any]] = {"payee_account": [merchant], "payer_account": [None]}
    # A card's payment to a shop: who calls it a receipt is not wrong.
    accept["doc_type"] = ["receipt"]
    true = t.told(
        None, accept, payer_name=None, payer_account=number, payee_name=shop, payee_account=None, remark=None,
        reference=t.reference[:12],
    )  # fmt: skip
    return Made(page.data(), ".pdf", true)


PAPERS = (
    Paper("slip-p3-tax-payment", "held", _tax_payment),
    Paper("slip-p3-phone", "held", _phone),
    Paper("slip-p3-card-slip", "held", _card_slip),
)
