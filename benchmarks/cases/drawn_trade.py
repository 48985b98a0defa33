"""Draws the papers that prove a use: contracts, invoices, slips of payment and of goods, licences, notes."""

from __future__ import annotations

from collections.abc import Iterator

from unseen.drawing import BLACK, BLUE, BROWN, GREY, LANDSCAPE
from unseen.invoice_forms import digital, older
from unseen.invoices import Invoice, Look, secrets
from unseen.values import figures, padded, spread, words

from cases.cast import Party
from cases.drawn_loan import Drawn
from cases.model import Bill, Case, Delivery, Note, Payment, Trade
from cases.quick import Page

_NEW = Look(
    size=8,
    ink=BROWN,
    filled=BLACK,
    wide=550,
    row=14,
    colon="：",
    captions=("项目名称", "规格型号", "单 位", "数 量", "单 价", "金 额", "税率/征收率", "税 额"),
    shares=(0.24, 0.14, 0.06, 0.09, 0.14, 0.12, 0.1, 0.11),
)
_OLD = Look(
    size=8,
    ink=BROWN,
    filled=BLUE,
    wide=535,
    row=13,
    colon=":",
    captions=("货物或应税劳务、服务名称", "规格型号", "单位", "数 量", "单 价", "金 额", "税率", "税 额"),
    shares=(0.26, 0.13, 0.06, 0.1, 0.13, 0.13, 0.07, 0.12),
    with_square=False,
    ruled=True,
)


def trade_papers(case: Case) -> Iterator[Drawn]:
    """Draw all of them."""
    for trade in case.trades:
        yield trade.key, f"03用途/合同{trade.key[6:]}-{trade.seller.name[:6]}.pdf", contract(trade)
    for bill in case.bills:
        yield bill.key, f"03用途/发票{bill.key[5:]}-{bill.seller.name[:6]}.pdf", invoice(case, bill)
    for k, bill in enumerate(case.copies, 1):
        yield f"copy:{k}", f"03用途/发票{bill.key[5:]}-{bill.seller.name[:6]}(复印件{k}).pdf", invoice(case, bill)
    for slip in case.deliveries:
        yield slip.key, f"03用途/{slip.title}{slip.key[9:]}.pdf", delivery(slip)
    for payment in case.payments:
        yield f"slip:{payment.key}", f"04支付/回单{payment.key[4:]}.pdf", transfer(case, payment)
    for k, party in enumerate(case.licences, 1):
        yield f"licence:{k}", f"02主体/营业执照{k}.pdf", licence(case, party)
    for note in case.notes:
        yield note.key, f"{note.folder}/{note.title[:24]}-{note.key.replace(':', '')}.pdf", written(note)


def contract(trade: Trade) -> bytes:
    """Draw a contract with a table of what is sold or built."""
    works = "施工" in trade.title
    buyer, seller = ("发包方", "承包方") if works else ("买方", "卖方")
    sheet = Page(10.5, "serif")
    sheet.text(297, 70, trade.title, size=18, bold=True, align="c")
    sheet.text(525, 98, f"合同编号：{trade.number}", align="r")
    sheet.text(70, 98, f"签订日期：{padded(trade.signed)}")
    sheet.text(70, 124, f"{buyer}（甲方）：{trade.buyer.name}")
    sheet.text(70, 144, f"{seller}（乙方）：{trade.seller.name}")
    y = 172.0
    if works:
        y = sheet.paragraph(70, y, 455, f"　　工程名称：{trade.subject}。甲乙双方就工程施工事项协商一致，订立本合同。")
        y = sheet.paragraph(70, y, 455, "一、工程内容及造价")
    else:
        y = sheet.paragraph(70, y, 455, "　　甲乙双方经友好协商，就下列货物买卖事宜订立本合同，以资共同遵守。")
        y = sheet.paragraph(70, y, 455, "一、货物名称、规格、数量及金额")
    head = ["名称", "规格", "单位", "数量", "金额（含税，元）"]
    rows = [[*line[:4], figures(line[4])] for line in trade.lines]
    y = sheet.grid(70, y, [130, 120, 50, 65, 90], [head, *rows], aligns="llcrr", size=9)
    sums = f"合同总金额：人民币（大写）{trade.words or words(trade.fen)}（小写：￥{figures(trade.fen)}）。"
    y = sheet.paragraph(70, y + 18, 455, sums)
    place = "竣工" if works else "交货"
    for clause in (
        f"二、{place}日期：{padded(trade.delivery)}前。",
        f"三、付款方式：{trade.terms}",
        "四、质量要求：符合国家标准及双方确认的技术要求。"
        if not works
        else "四、质量标准：符合国家现行施工验收规范，合格。",
        "五、违约责任：任何一方违约的，应按合同总金额的百分之五向对方支付违约金。",
        "六、本合同自双方盖章之日起生效，一式两份，双方各执一份。",
    ):
        y = sheet.paragraph(70, y + 4, 455, clause)
    sheet.text(70, y + 36, f"甲方（盖章）：{trade.buyer.name}")
    sheet.text(70, y + 60, f"乙方（盖章）：{trade.seller.name}")
    sheet.text(70, y + 84, f"开户行：{trade.seller.bank}　账号：{trade.seller.account}", size=9)
    sheet.seal(420, y + 50, 42, trade.seller.name[:14])
    return sheet.data()


def invoice(case: Case, bill: Bill) -> bytes:
    """Draw an invoice in one of the two national forms."""
    chance = case.cast.chance
    special = bill.form == "digital"
    kind = "digital_special" if special else "digital_ordinary"
    if bill.form == "old":
        kind = "special"
    made = _make(bill, kind)
    clerk = case.cast.chance.choice(("庞丽", "武建华", "洪燕"))
    if bill.form == "old":
        sheet = Page(8, "sans", (610, 400))
        seller, buyer = bill.seller, bill.buyer
        older(
            sheet,
            _OLD,
            made,
            title="增值税专用发票",
            leaf="第三联：发票联 购买方记账凭证",
            people=[clerk, "易勇", clerk],
            addresses=[
                f"{buyer.address} {buyer.phone}",
                f"{seller.address} {seller.phone}",
                f"{buyer.bank} {buyer.account}",
                f"{seller.bank} {seller.account}",
            ],
            password=secrets(chance),
        )
        return sheet.data()
    sheet = Page(8, "serif", (610, 400))
    title = f"电子发票（{'增值税专用发票' if special else '普通发票'}）"
    digital(sheet, _NEW, made, title=title, clerk=clerk, room=80, extra=bill.extra)
    return sheet.data()


def _make(bill: Bill, kind: str) -> Invoice:
    total, said = bill.total, bill.words

    class Printed(Invoice):
        @property
        def total(self) -> int:
            return total if total is not None else bill.fen

        def said(self, yuan: str = "圆") -> str:
            return said or words(self.total, yuan=yuan)

    return Printed(
        kind=kind,
        code=bill.code,
        number=bill.number,
        day=bill.day,
        check=None,
        buyer=bill.buyer.name,
        buyer_id=bill.buyer.code,
        seller=bill.seller.name,
        seller_id=bill.seller.code,
        lines=tuple(bill.lines),
        remarks=bill.remarks,
    )


def transfer(case: Case, payment: Payment) -> bytes:
    """Draw the bank's slip of a payment."""
    row, owner, payee = payment.row, case.borrower, payment.row.party
    sheet = Page(9.5, "sans", (620, 330))
    sheet.text(310, 40, "电子回单（付款）", size=15, bold=True, align="c")
    serial = f"{row.day:%Y%m%d}{abs(row.fen) % 10**8:08d}"
    sheet.text(40, 65, f"回单编号：{serial[:4]}-{serial[4:12]}", size=8.5)
    name, account, bank = (payee.name, payee.account, payee.bank) if payee else ("", "", "")
    for x, caption, who, number, where in (
        (40, "付款人", owner.name, owner.account, case.lender),
        (310, "收款人", name, account, bank),
    ):
        sheet.box(x, 75, 22, 78)
        sheet.upright(x + 11, 98, caption)
        sheet.grid(x + 22, 75, [48, 200], [["户　名", who], ["账　号", number], ["开户银行", where]], high=26)
    rows = [
        ["金　额", f"￥{figures(-row.fen)}元", "币　种", "人民币"],
        ["金额（大写）", (f"人民币 {words(-row.fen)}", 3)],
        ["用　途", row.remark, "交易流水号", serial],
        ["交易日期", f"{row.day:%Y-%m-%d}", "备　注", ""],
    ]
    y = sheet.grid(40, 153, [70, 210, 70, 188], rows, high=24)
    sheet.text(40, y + 16, "本回单可重复打印，请勿重复记账。", size=8, colour=GREY)
    sheet.seal(520, y - 5, 36, "电子回单专用章")
    return sheet.data()


def delivery(slip: Delivery) -> bytes:
    """Draw the slip of what came, or the confirmation of works done."""
    trade = slip.trade
    sheet = Page(10, "sans", (595, 420))
    works = "施工" in trade.title or "工程" in slip.title
    sheet.text(297, 44, trade.buyer.name, size=12, align="c")
    sheet.text(297, 68, slip.title, size=17, bold=True, align="c")
    one, two = ("施工单位", "建设单位") if works else ("供货单位", "收货单位")
    sheet.text(50, 92, f"{one}：{trade.seller.name}")
    sheet.text(50, 110, f"{two}：{trade.buyer.name}")
    sheet.text(545, 92, f"日期：{slip.day:%Y-%m-%d}", align="r")
    sheet.text(545, 110, f"合同编号：{trade.number}", align="r")
    head = ["品名" if not works else "项目", "规格型号", "单位", "数量", "金额"]
    rows = [[*line[:4], figures(line[4])] for line in trade.lines]
    last = [(f"合计（大写）：{words(trade.fen)}", 3), (f"￥{figures(trade.fen)}", 2)]
    y = sheet.grid(50, 122, [130, 130, 50, 70, 115], [head, *rows, last], aligns="llcrr")
    who = "监理工程师：程立　　建设单位代表：顾敏" if works else "验收人：程立　　保管员：顾敏"
    sheet.text(50, y + 26, f"{who}　　结论：合格")
    return sheet.data()


def licence(case: Case, party: Party) -> bytes:
    """Draw the licence of a firm or a shop."""
    sheet = Page(12, "serif", LANDSCAPE)
    shop = party.code.startswith("92")
    sheet.text(421, 110, "营 业 执 照", size=34, bold=True, align="c")
    sheet.text(421, 138, "（副　本）", size=12, align="c")
    sheet.text(90, 110, "统一社会信用代码", size=11)
    sheet.text(90, 130, party.code, size=13, bold=True)
    left = (
        ("名　　称", party.name),
        ("类　　型", "个体工商户" if shop else "有限责任公司(自然人投资或控股)"),
        ("经 营 者" if shop else "法定代表人", party.head),
    )
    year = 2009 + party.capital % 7 + len(party.name) % 5
    right = [
        ("注册资本", words(party.capital, yuan="元")),
        ("成立日期", f"{year}年{3 + len(party.head)}月{10 + len(party.name) % 9}日"),
        ("住　　所", party.address),
    ]
    for k, ((a, one), (b, two)) in enumerate(zip(left, right, strict=True)):
        sheet.text(90, 200 + 34 * k, a, colour=GREY)
        sheet.text(170, 200 + 34 * k, one)
        if not (shop and k == 0):
            sheet.text(480, 200 + 34 * k, b, colour=GREY)
            sheet.text(560, 200 + 34 * k, two)
    sheet.text(90, 302, "经营范围", colour=GREY)
    sheet.paragraph(170, 302, 290, case.world.scope, size=11)
    sheet.text(560, 440, "登记机关", size=12)
    sheet.seal(640, 450, 46, "市场监督管理局")
    return sheet.data()


def written(note: Note) -> bytes:
    """Draw a paper of text, perhaps with a table."""
    sheet = Page(11.5, "serif")
    sheet.text(297, 90, note.title, size=18, bold=True, align="c")
    y = 135.0
    for line in note.lines:
        y = sheet.paragraph(80, y, 435, line, leading=1.8)
    if note.table:
        widths = [435 / len(note.table[0])] * len(note.table[0])
        y = sheet.grid(80, y + 4, widths, note.table, size=8.5)
    if note.signed:
        sheet.text(515, y + 40, note.signed, align="r")
    if note.day:
        sheet.text(515, y + 66, spread(note.day), align="r")
    return sheet.data()
