"""How money is asked for, in the fifth set: a policy bank's table, a letter, a screen printed, a project's sums."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from ..drawing import GREY, LANDSCAPE
from ..made import Made, Paper
from ..values import bare, chinese, date, digits, figures, padded, truth, words
from .loans3_cast import account
from .loans5_cast import NAMES5, people5
from .papers3_kit import Page
from .papers4_page import LetterPage


def _drawn(
    page: Page,
    *,
    contract: str,
    borrower: str,
    fen: int,
    day: dt.date,
    purpose: str,
    payees: list[tuple[str, str, int]],
) -> Made:
    """Return an application with its truth; payees are names, accounts and fen."""
    given: dict[str, Any] = {
        "contract_number": contract,
        "borrower": borrower,
        "amount": bare(fen),
        "date": day.isoformat(),
        "purpose": purpose,
        "payees": [{"name": n, "account": a, "amount": bare(part)} for n, a, part in payees],
    }
    accept = {"purpose": [f"用于{purpose}", f"{purpose}。"]}
    return Made(page.data(), ".pdf", truth("drawdown_application", given, accept))


def _policy(chance: random.Random) -> Made:
    """A policy bank's table on its side: numbered rows for payees, the last ones struck out."""
    borrower, *payees = NAMES5.firms(chance, 4)
    day = date(chance, 2024, 2026)
    contract = f"{digits(chance, 8, '5203')}-{day.year}年（遵义）字{digits(chance, 4)}号"
    purpose = chance.choice(("收购稻谷", "收购油菜籽", "调入玉米"))
    parts = [chance.randrange(30, 600) * 1_000_000 for _ in payees]
    said = "申请单位声明：以上收款单位均为真实交易对手，资金用途符合合同约定。\n（预留印鉴）"
    accounts = [account(chance, 20, "2035") for _ in payees]
    fen = sum(parts)
    page = Page(9.6, "sans", LANDSCAPE, latin="times")
    page.text(421, 48, "贷 款 资 金 支 用 申 请 表", size=17, bold=True, align="c")
    page.text(50, 76, f"受理行：中国农业发展银行{chance.choice(('遵义', '孝感', '吉安'))}分行")
    page.text(792, 76, f"填表日期：{padded(day)}", align="r")
    y = page.grid(
        50,
        86,
        (110, 300, 110, 222),
        [["申请单位", borrower, "借款合同编号", contract], ["本次支用", f"{figures(fen)}元", "支用用途", purpose]],
        high=30,
        aligns="clcl",
    )
    rows: list[list[Any]] = [["支付清单", "收款单位全称", "开户银行", "账号", "金额（元）"]]
    for k, (name, number, part) in enumerate(zip(payees, accounts, parts, strict=True)):
        rows.append([str(k + 1), name, NAMES5.branch(chance), number, figures(part)])
    rows += [["4", "—", "—", "—", "—"], ["5", "—", "—", "—", "—"]]
    rows.append([("总计（大写）：人民币" + words(fen), 4), figures(fen)])
    y = page.grid(50, y, (60, 222, 178, 172, 110), rows, high=27, aligns="clllr")
    page.grid(
        50,
        y,
        (371, 371),
        [
            [
                f"{said}　　经办：{people5(chance, 1)[0]}",
                "开户行审核意见：\n\n同意支用。　　　　　　审核人：",
            ]
        ],
        high=92,
    )
    page.seal(250, y + 52, 40, borrower)
    listed = list(zip(payees, accounts, parts, strict=True))
    return _drawn(page, contract=contract, borrower=borrower, fen=fen, day=day, purpose=purpose, payees=listed)


def _letter(chance: random.Random) -> Made:
    """A firm writes: all is told in sentences, one supplier, the day in Chinese figures."""
    borrower, payee = NAMES5.firms(chance, 2)
    day, fen = date(chance, 2024, 2026), chance.randrange(15, 400) * 1_000_000
    contract, to = f"长银借（{day.year}）{digits(chance, 4)}", account(chance, 18, "6170")
    purpose = chance.choice(("支付荒料货款", "采购竹纤维板", "付包装箱定制款"))
    page = LetterPage(13, "serif")
    page.text(297, 100, "用款申请", size=22, bold=True, align="c", spacing=6)
    page.text(80, 150, f"长安银行{chance.choice(('榆林', '铜川'))}分行：")
    said = f"　　按照双方所签{contract}号借款合同，现因生产需要，我公司拟支用贷款{words(fen)}"
    said += f"（{figures(fen)}元），用于{purpose}。所支用款项请贵行全数付给{payee}，"
    said += f"其账号为{to}，在{NAMES5.branch(chance)}开立。"
    y = page.paragraph(80, 180, 440, said, leading=1.9)
    y = page.paragraph(80, y, 440, "　　随函附上购货合同一份。如有不实，我公司愿承担合同约定的一切责任。", leading=1.9)
    page.paragraph(80, y, 440, "　　请予审批为盼。", leading=1.9)
    page.text(515, y + 90, borrower, align="r")
    page.text(515, y + 116, chinese(day), align="r")
    page.seal(392, y + 74, 46, borrower)
    payees = [(payee, to, fen)]
    return _drawn(page, contract=contract, borrower=borrower, fen=fen, day=day, purpose=purpose, payees=payees)


def _screen(chance: random.Random) -> Made:
    """An application made on a screen and printed: grey names before values, nobody is named to be paid."""
    borrower = NAMES5.firm(chance)
    day, fen = date(chance, 2024, 2026), chance.randrange(5, 200) * 1_000_000
    contract, purpose = (
        f"HXD{digits(chance, 15, '4301')}",
        chance.choice(("日常采购周转", "支付员工工资及水电费", "支付运费")),
    )
    clock = f"{chance.randrange(8, 20):02d}:{chance.randrange(60):02d}:{chance.randrange(60):02d}"
    page = Page(10.5, "sans", latin="helvetica")
    page.shade(0, 0, 595, 46, (214, 36, 46))
    page.text(40, 30, "华夏银行 企业网上银行", size=14, bold=True, colour=(255, 255, 255))
    page.text(555, 30, f"打印时间 {day:%Y-%m-%d} {clock}", size=8.5, colour=(255, 235, 235), align="r")
    page.text(40, 82, "提款申请详情", size=13, bold=True)
    page.line(40, 92, 555, 92, colour=(214, 36, 46))
    told = (
        ("申请流水", f"TK{digits(chance, 18)}"),
        ("申请企业", borrower),
        ("合同编号", contract),
        ("合同金额", f"{figures(fen * 3)}"),
        ("可用余额", f"{figures(fen * 2)}"),
        ("本次提款金额", f"{figures(fen)}"),
        ("金额大写", words(fen)),
        ("提款期限", "6 个月"),
        ("资金用途", purpose),
        ("支付方式", "自主支付"),
        ("入账账户", f"{account(chance, 17, '1145')}（{borrower}）"),
        ("提交日期", f"{day:%Y-%m-%d}"),
        ("提交人 / 复核人", " / ".join(people5(chance, 2))),
        ("状态", "银行已受理"),
    )
    for k, (name, value) in enumerate(told):
        page.text(150, 122 + 27 * k, name, colour=GREY, align="r")
        page.text(172, 122 + 27 * k, value)
    page.text(40, 530, "本页由系统生成，仅供核对，不作为放款依据。", size=8.5, colour=GREY)
    return _drawn(page, contract=contract, borrower=borrower, fen=fen, day=day, purpose=purpose, payees=[])


def _project(chance: random.Random) -> Made:
    """A project's request: what was drawn so far and what is left stand beside what is asked for."""
    borrower, builder, maker = NAMES5.firms(chance, 3)
    day = date(chance, 2024, 2026)
    contract = f"{day.year}年吉项融字{digits(chance, 4)}号"
    first, second = chance.randrange(100, 900) * 1_000_000, chance.randrange(50, 500) * 1_000_000
    fen, before = first + second, chance.randrange(200, 2000) * 1_000_000
    whole = (before + fen) * 2
    purpose = chance.choice(("支付土建进度款和制冷机组款", "支付厂房钢构款与生产线款"))
    accounts = [account(chance, 17, "36"), account(chance, 19, "1507")]
    page = LetterPage(10.4, "serif")
    page.text(297, 64, "项目贷款提款通知书", size=18, bold=True, align="c")
    page.text(535, 92, "第 " + str(chance.randrange(2, 9)) + " 次提款", align="r")
    page.text(60, 112, f"致　九江银行股份有限公司{chance.choice(('吉安', '上饶'))}分行")
    page.text(60, 132, f"自　{borrower}")
    page.text(60, 152, f"依据　{contract}《项目融资借款合同》")
    y = page.grid(
        60,
        168,
        (118, 118, 118, 121),
        [
            ["贷款总额", "此前累计提款", "本次申请提款", "提款后余额"],
            [figures(whole), figures(before), figures(fen), figures(whole - before - fen)],
        ],
        aligns="cccc",
        high=26,
    )
    y = page.paragraph(60, y + 26, 475, f"一、本次提款人民币{words(fen)}，款项用途：{purpose}。", leading=1.7)
    y = page.paragraph(60, y, 475, "二、请于提款当日将款项由项目资金专户转付如下：", leading=1.7)
    for mark, name, number, part in (("甲", builder, accounts[0], first), ("乙", maker, accounts[1], second)):
        y = page.paragraph(76, y, 455, f"（{mark}）{name}，账号{number}，计{figures(part)}元；", leading=1.7)
    y = page.paragraph(60, y, 475, "三、监理单位审批的进度款支付证书、资本金同比例到位凭证附后。", leading=1.7)
    y = page.paragraph(60, y, 475, "四、截至本通知书日期，合同项下的陈述和保证仍然真实，没有违约事项。", leading=1.7)
    page.text(320, y + 44, f"项目单位（章）：{borrower}", size=9.6)
    page.text(320, y + 66, f"通知日期：{day.year}年{day.month}月{day.day}日", size=9.6)
    page.seal(488, y + 58, 42, borrower)
    payees = [(builder, accounts[0], first), (maker, accounts[1], second)]
    return _drawn(page, contract=contract, borrower=borrower, fen=fen, day=day, purpose=purpose, payees=payees)


PAPERS = (
    Paper("drawdown5-policy-bank-rows", "held", _policy),
    Paper("drawdown5-letter-sentences", "held", _letter),
    Paper("drawdown5-screen-printed", "held", _screen),
    Paper("drawdown5-project-notice", "held", _project),
)
