"""Held papers of a loan file that have no type of their own, a licence and a receipt."""

from __future__ import annotations

import datetime as dt
import random

from ..drawing import BROWN, GREY, LANDSCAPE, RED, Sheet
from ..made import Made, Paper
from ..values import bare, chinese, credit_code, date, digits, figures, padded, spread, truth, words
from .loans3_cast import CAST, account, later, people


def _other(title: str, sheet: Sheet) -> Made:
    return Made(sheet.data(), ".pdf", truth("other", {"title": title}, {"title": [f"any text with {title}"]}))


def _approval(chance: random.Random) -> Made:
    """A credit is approved: officers of four ranks write their opinions into boxes."""
    borrower, guarantor = CAST.firms(chance, 2)
    names, day = people(chance, 4), date(chance)
    fen, title = chance.randrange(10, 300) * 10_000_000, "授信业务审批表"
    sheet = Sheet(9.8, "serif")
    sheet.text(297, 58, title, size=18, bold=True, align="c")
    sheet.text(48, 82, f"申报机构：{CAST.branch(chance)}")
    sheet.text(547, 82, f"审批编号：SP{digits(chance, 8)}", align="r")
    opinions = (
        ("客户经理意见", "该客户合作五年，结算稳定，同意上报。", names[0]),
        ("支行行长意见", "同意授信，用途限采购原料，落实保证。", names[1]),
        ("审查部门意见", "资产负债率可控，建议按月监测回款。", names[2]),
        ("有权审批人意见", "同意。放款前落实担保登记。", names[3]),
    )
    sheet.grid(
        48,
        92,
        (95, 155, 95, 154),
        [
            ["申请人", borrower, "申请品种", "流动资金贷款"],
            ["申请金额", figures(fen), "申请期限", "12个月"],
            ["担保方式", "保证", "保证人", guarantor],
            ["贷款用途", "采购原料", "还款来源", "销售回款"],
            *(
                [caption, (f"{opinion}\n　　　　　　　　签字：{name}　{day:%Y-%m-%d}", 3)]
                for caption, opinion, name in opinions
            ),
        ],
        high=44,
    )
    return _other(title, sheet)


def _dunning(chance: random.Random) -> Made:
    """An overdue loan is called in, with a slip to sign and send back."""
    borrower, lender = CAST.firm(chance), CAST.branch(chance)
    day = date(chance)
    due = day - dt.timedelta(days=chance.randrange(5, 60))
    title = chance.choice(("逾期贷款催收通知书", "贷款逾期催收函"))
    sheet = Sheet(12, "serif")
    sheet.text(297, 84, title, size=21, bold=True, align="c")
    sheet.text(76, 124, f"{borrower}：")
    sheet.paragraph(
        76,
        154,
        445,
        f"　　贵单位于{padded(due - dt.timedelta(days=365))}在我行办理的贷款"
        f"（合同编号：{digits(chance, 12, '20')}），已于{padded(due)}到期。"
        f"截至{padded(day)}，尚欠本金人民币{figures(chance.randrange(3, 90) * 10_000_000)}元、"
        f"利息{figures(chance.randrange(1000, 900000))}元未归还。\n"
        "　　请贵单位接到本通知后五个工作日内筹措资金清偿欠款，逾期仍未清偿的，"
        "我行将依法采取扣划账户款项、向保证人追索、提起诉讼等措施。\n　　特此通知。",
        leading=1.95,
    )
    sheet.text(520, 420, lender, align="r")
    sheet.text(520, 448, chinese(day), align="r")
    sheet.seal(440, 424, 46, lender[:12])
    sheet.text(297, 512, "- - - - - - - - - - - - - 回　　执 - - - - - - - - - - - - -", align="c", colour=GREY)
    sheet.paragraph(76, 546, 445, "　　你行上述通知已收悉，我单位确认所列欠款数额无误，将尽快安排还款。", leading=1.9)
    sheet.text(330, 630, "签收单位（公章）：")
    sheet.text(330, 658, "签收日期：")
    return _other(title, sheet)


def _plan(chance: random.Random) -> Made:
    """A plan of repayments by itself, printed for a borrower."""
    borrower, start = people(chance, 1)[0], date(chance)
    title, count = "还款计划表", 12
    fen = chance.randrange(5, 60) * 1_200_000
    part, left, rows = fen // count, fen, []
    for k in range(1, count + 1):
        interest = left * 4 // 1000
        left -= part
        rows.append(
            [
                str(k),
                f"{later(start, k):%Y-%m-%d}",
                figures(part),
                figures(interest),
                figures(part + interest),
                figures(left),
            ]
        )
    sheet = Sheet(10)
    sheet.text(297, 64, title, size=18, bold=True, align="c")
    sheet.text(50, 94, f"客户姓名：{borrower}　　贷款账号：{account(chance, 16)}")
    sheet.text(50, 114, f"打印日期：{start:%Y-%m-%d}　　还款方式：等额本金")
    sheet.grid(
        50,
        124,
        (40, 95, 90, 85, 90, 95),
        [["期数", "应还日期", "应还本金", "应还利息", "应还合计", "剩余本金"], *rows],
        rules="rows",
        aligns="ccrrrr",
        high=25,
    )
    return _other(title, sheet)


def _invoice_list(chance: random.Random) -> Made:
    """Invoices handed in for a drawing, listed."""
    borrower, *sellers = CAST.firms(chance, 6)
    day, title = date(chance), "贷款用途发票清单"
    rows, total = [], 0
    for k, seller in enumerate(sellers, 1):
        fen = chance.randrange(20_000_00, 900_000_00)
        total += fen
        rows.append(
            [
                str(k),
                digits(chance, 20, "24"),
                f"{day - dt.timedelta(days=k * 3):%Y-%m-%d}",
                seller,
                "货物",
                figures(fen),
            ]
        )
    sheet = Sheet(10, "sans", LANDSCAPE)
    sheet.text(421, 60, title, size=18, bold=True, align="c")
    sheet.text(50, 90, f"报送单位：{borrower}")
    sheet.text(792, 90, f"报送日期：{spread(day)}", align="r")
    y = sheet.grid(
        50,
        100,
        (50, 190, 100, 222, 60, 120),
        [
            ["序号", "发票号码", "开票日期", "销售方名称", "类别", "价税合计（元）"],
            *rows,
            [("合计", 5), figures(total)],
        ],
        aligns="cccllr",
        high=28,
    )
    sheet.text(50, y + 30, f"填报人：{people(chance, 1)[0]}　　　　以上发票均已查验，复印件附后。")
    sheet.seal(650, y + 30, 42, borrower)
    return _other(title, sheet)


def _tax(chance: random.Random) -> Made:
    """A tax office certifies taxes paid."""
    payer, day = CAST.firm(chance), date(chance)
    title, rows, total = "税收完税证明", [], 0
    for name in chance.sample(("增值税", "企业所得税", "城市维护建设税", "教育费附加", "印花税"), 3):
        fen = chance.randrange(500_00, 200_000_00)
        total += fen
        rows.append([digits(chance, 18, "3"), name, f"{day.year}-01-01至{day.year}-03-31", padded(day), figures(fen)])
    sheet = Sheet(9.6, "serif", (760, 460), ink=BROWN)
    sheet.text(380, 50, "中 华 人 民 共 和 国", size=13, align="c")
    sheet.text(380, 76, title, size=20, bold=True, align="c")
    sheet.text(716, 76, f"（{day:%y}1）证明 {digits(chance, 8)}", align="r", size=8.5)
    sheet.text(44, 104, f"填发日期：{padded(day)}　　　　税务机关：国家税务总局{chance.choice(CAST.places)}税务局")
    y = sheet.grid(
        44,
        114,
        (150, 186, 100, 236),
        [["纳税人识别号", credit_code(chance), "纳税人名称", payer]],
        high=28,
        aligns="clcl",
        colour=BROWN,
    )
    y = sheet.grid(
        44,
        y,
        (150, 130, 156, 126, 110),
        [["原凭证号", "税种", "税款所属时期", "入（退）库日期", "实缴（退）金额"], *rows],
        high=28,
        aligns="cccccr"[:5],
        colour=BROWN,
    )
    y = sheet.grid(
        44,
        y,
        (150, 412, 110),
        [["金额合计", f"（大写）{words(total)}", f"¥{figures(total)}"]],
        high=28,
        aligns="clr",
        colour=BROWN,
    )
    sheet.text(44, y + 26, "妥善保管　手写无效")
    sheet.seal(600, y + 20, 40, "征税专用章")
    return _other(title, sheet)


def _payroll(chance: random.Random) -> Made:
    """Wages of a month, as they are handed in for money that went to persons."""
    firm, names = CAST.firm(chance), people(chance, 8)
    day = date(chance)
    title, rows, total = "工资发放表", [], 0
    for k, name in enumerate(names, 1):
        base, extra, off = (
            chance.randrange(3500, 6500, 50),
            chance.randrange(0, 3000, 10),
            chance.randrange(300, 900, 5),
        )
        total += base + extra - off
        rows.append(
            [
                str(k),
                name,
                f"{base}.00",
                f"{extra}.00",
                f"{off}.00",
                f"{base + extra - off}.00",
                digits(chance, 19, "6228"),
            ]
        )
    sheet = Sheet(10, "sans", LANDSCAPE)
    sheet.text(421, 58, f"{firm}{day.year}年{day.month}月份{title}", size=16, bold=True, align="c")
    y = sheet.grid(
        50,
        80,
        (50, 90, 100, 100, 110, 110, 182),
        [
            ["序号", "姓名", "基本工资", "绩效", "代扣社保个税", "实发金额", "银行卡号"],
            *rows,
            [("合计", 5), f"{total}.00", ""],
        ],
        aligns="ccrrrrc",
        high=28,
    )
    sheet.text(50, y + 30, f"制表：{people(chance, 1)[0]}　　　　审核：　　　　批准：")
    return _other(title, sheet)


def _supply(chance: random.Random) -> Made:
    """The bank asks a borrower for papers that are still missing."""
    borrower, lender, day = CAST.firm(chance), CAST.branch(chance), date(chance)
    title = chance.choice(("补充资料通知书", "限期补交资料通知"))
    sheet = Sheet(12.2, "serif")
    sheet.text(297, 96, title, size=21, bold=True, align="c", colour=RED)
    sheet.line(76, 112, 520, 112, thick=1.4, colour=RED)
    sheet.text(76, 148, f"{borrower}：")
    y = sheet.paragraph(
        76,
        178,
        445,
        "　　我行在贷后检查中发现，贵公司已使用的贷款资金尚缺下列用途证明，请于收到本通知之日起十日内补齐：\n"
        "　　（一）第三批采购的增值税发票两份；\n　　（二）对应的入库单及运输单据；\n"
        "　　（三）结算账户最近三个月的交易明细。\n"
        "　　逾期未补齐的，我行将按借款合同约定暂停发放剩余贷款。联系人："
        f"{people(chance, 1)[0]}，电话：{digits(chance, 8, '8')}。",
        leading=1.95,
    )
    sheet.text(520, y + 60, lender, align="r")
    sheet.text(520, y + 88, padded(day), align="r")
    sheet.seal(450, y + 64, 46, lender[:12])
    return _other(title, sheet)


_SCOPE = (
    "许可项目：饲料生产；粮食收购。一般项目：畜牧渔业饲料销售；农副产品销售；货物进出口。"
    "（依法须经批准的项目，经相关部门批准后方可开展经营活动，具体经营项目以审批结果为准）",
    "金属结构制造；钢材加工、销售；建筑工程机械与设备租赁；普通机械设备安装服务。"
    "（依法须经批准的项目，经相关部门批准后方可开展经营活动）",
    "电子元器件研发、生产、销售；软件开发；技术进出口（国家禁止或者限制的除外）。（凭营业执照依法开展经营活动）",
)


def _licence(chance: random.Random) -> Made:
    """A licence's copy on grey paper with a double frame; captions are spread, values in two columns."""
    firm, boss, code = CAST.firm(chance), people(chance, 1)[0], credit_code(chance)
    born, scope, ten = date(chance, 2001, 2020), chance.choice(_SCOPE), chance.randrange(100, 9000, 100)
    capital = chance.choice((f"{ten}万元人民币", f"{words(ten * 1_000_000)}"))
    sheet = Sheet(11.5, "sans", LANDSCAPE)
    sheet.shade(0, 0, 842, 595, (246, 244, 238))
    sheet.box(22, 22, 798, 551, thick=2.4, colour=BROWN)
    sheet.box(29, 29, 784, 537, thick=0.7, colour=BROWN)
    sheet.text(421, 104, "营业执照", size=40, bold=True, align="c", spacing=10)
    sheet.text(560, 128, "(副本)", size=13)
    sheet.text(66, 90, "统一社会信用代码", size=9.5)
    sheet.text(66, 108, code, size=12.5, bold=True)
    for k, (caption, value) in enumerate((("名　　称", firm), ("类　　型", "有限责任公司"), ("法定代表人", boss))):
        sheet.text(70, 184 + 36 * k, caption, colour=BROWN)
        sheet.text(150, 184 + 36 * k, value)
    sheet.text(70, 292, "经营范围", colour=BROWN)
    sheet.paragraph(150, 292, 600, scope, size=10.5)
    right = (
        ("注册资本", capital),
        ("成立日期", padded(born)),
        ("住　　所", f"{firm[:2]}市江北区兴业路{chance.randrange(1, 200)}号"),
    )
    for k, (caption, value) in enumerate(right):
        sheet.text(460, 184 + 36 * k, caption, colour=BROWN)
        sheet.text(535, 184 + 36 * k, value)
    sheet.text(640, 470, "登 记 机 关", size=13)
    sheet.text(660, 520, f"{date(chance, 2021, 2025):%Y 年 %m 月 %d 日}", align="c")
    sheet.seal(700, 480, 48, "市场监督管理局")
    sheet.text(66, 556, "国家企业信用信息公示系统网址：http://www.gsxt.gov.cn", size=8, colour=GREY)
    given = {
        "name": firm,
        "credit_code": code,
        "legal_representative": boss,
        "registered_capital": capital,
        "established_date": born.isoformat(),
        "scope": scope,
    }
    return Made(sheet.data(), ".pdf", truth("business_license", given, {"registered_capital": [f"{ten}0000.00"]}))


def _receipt(chance: random.Random) -> Made:
    """A firm's receipt for a payment of rent or a deposit: a small red form, what is written is black."""
    payer, payee = CAST.firms(chance, 2)
    day, fen = date(chance), chance.randrange(2_000, 300_000, 10) * 100
    reason = chance.choice(("厂房租金", "设备订金", "工程质保金"))
    sheet = Sheet(11, "serif", (600, 300), ink=RED)
    sheet.box(24, 24, 552, 252, thick=1.2)
    black = (20, 20, 20)
    sheet.text(300, 62, "收　款　收　据", size=20, bold=True, align="c")
    sheet.text(550, 62, f"№ {digits(chance, 7, '00')}", align="r")
    sheet.text(300, 86, spread(day), align="c", colour=black)
    for k, (caption, value) in enumerate(
        (("今收到", payer), ("交　来", reason), ("人民币（大写）", words(fen)), ("￥", figures(fen)))
    ):
        y = 122 + 32 * k
        end = sheet.text(50, y, caption)
        sheet.text(end + 14, y, value, colour=black, size=12)
        sheet.line(end + 6, y + 5, 545, y + 5)
    sheet.text(50, 258, "收款单位（盖章）：")
    sheet.text(152, 258, payee, colour=black)
    sheet.text(470, 258, f"经手人：{people(chance, 1)[0]}", colour=black)
    sheet.seal(400, 240, 36, f"{payee[:10]}财务专用章"[:14])
    given = {
        "date": day.isoformat(),
        "payer": payer,
        "payee": payee,
        "amount": bare(fen),
        "amount_in_words": words(fen),
        "reason": reason,
    }
    return Made(sheet.data(), ".pdf", truth("receipt", given))


PAPERS = (
    Paper("other3-credit-approval", "held", _approval),
    Paper("other3-dunning-slip", "held", _dunning),
    Paper("other3-repayment-plan", "held", _plan),
    Paper("other3-invoice-list", "held", _invoice_list),
    Paper("other3-taxes-paid", "held", _tax),
    Paper("other3-payroll", "held", _payroll),
    Paper("other3-papers-wanted", "held", _supply),
    Paper("licence3-grey-copy", "held", _licence),
    Paper("receipt3-red-form", "held", _receipt),
)
