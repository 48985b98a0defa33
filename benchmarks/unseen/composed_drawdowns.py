"""Composes applications for money of a loan: letters that say who is to be paid, tables of payees, blocks of payees.

A letter tells the contract, the sum, the use and the payees in sentences of independent words and order; payees stand in
one sentence, in items or in lines of their own, the account before or behind the sum. Tables head their columns with
words put together, with or without numbers, total and struck lines, below a form of captions in cells or lines.
`composed-drawdown-mend-…` may be looked at; `composed-drawdown-count-…` mostly take the fifth of the words that is kept
back from mending.

    python benchmarks/understanding.py --papers composed-drawdown-count --count 40 --seed 7401
"""

# ruff: noqa: E501 - lists of printed words read better unbroken
from __future__ import annotations

import datetime as dt
import functools
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .composed_voice import Voice, letter
from .drawing import Sheet
from .made import Made, Paper
from .values import bare, date, digits, figures, truth, words

_TITLES = "提款申请书 用款申请书 支用申请书 提款通知书 贷款提取申请 用款申请 放款申请书 贷款支用申请书 提款函 借款支用单 用款计划申请表 贷款资金使用申请"
_USES = "采购钢材 支付设备款 购买化肥和种子 支付工程进度款 进货 采购原材料及辅料 支付土建工程款 购进中药材 支付货款 收购玉米 支付运费及仓储费 备货"
_CONTRACT = """
根据我公司与贵行签订的编号为{number}的《流动资金借款合同》
依据双方签署的《固定资产借款合同》（编号：{number}）
按照{number}借款合同约定
根据{number}号《流动资金借款合同》
在贵我双方所签合同编号{number}的借款合同项下
依{number}《综合授信合同》
我单位与贵行已订立借款合同（合同编号：{number}），据此
根据借款合同（编号{number}）第五条
就编号{number}的贷款合同
鉴于贵行与我公司签订了编号为{number}的借款合同
按双方签订的{number}《项目融资合同》
依据贵行与本公司{dated}签订的借款合同（合同号为{number}）
"""
_ASKS = """
我公司现申请提取借款{sum}
我公司申请于{day}提款{sum}
特向贵行申请支用贷款{sum}
现拟支用贷款资金{sum}
本次申请用款{sum}
请贵行于{day}向我公司发放贷款{sum}
申请提款金额为{sum}
我单位拟于{day}提取第二笔贷款，金额为{sum}
现需使用贷款{sum}
兹申请从贷款额度中提取{sum}
提请贵行发放借款{sum}
我司决定提用贷款{sum}
"""
_FOR = """
用于{use}
用途为{use}
该款项用于{use}
贷款用途：{use}
专项用于{use}
款项用途为{use}
具体用途为{use}
资金用途是{use}
借款资金仅用于{use}
作{use}之用
"""
_ONE = """
请将上述款项全部支付给{name}（账号：{account}，开户行：{bank}）
所提款项请贵行受托支付至{name}，账号{account}，开户行{bank}
请贵行将该笔资金划入{name}在{bank}开立的账户{account}
款项请直接付至下列账户：户名{name}，账号{account}，开户银行{bank}
收款人为{name}，收款账号为{account}，开户行为{bank}
上述资金采用受托支付方式，请划付给交易对手{name}，其账户为{account}（{bank}）
请在放款后将全部款项转至{name}（{bank}，{account}）
请贵行把款全额汇给{name}，对方账号：{account}，{bank}
由贵行直接支付给{name}，该公司在{bank}的账号为{account}
委托贵行付{name}，卡号{account}，开户网点{bank}
"""
_EACH = """
支付{name}{sum}，账号{account}
向{name}支付{sum}（账号：{account}，{bank}）
{name}，账号{account}，计{sum}
{sum}支付给{name}，账号为{account}，开户行{bank}
付{name}货款{sum}（开户行：{bank}，账号：{account}）
{name}（账号：{account}），金额{sum}
户名：{name}，账号：{account}，开户行：{bank}，金额：{sum}
将{sum}划至{name}在{bank}的{account}账户
{name}，{sum}，收款账号{account}，开户行{bank}
其中{sum}付至{name}（{bank}，账号{account}）
收款人：{name}，收款账户：{account}，支付金额：{sum}
划转{sum}至{name}，卡号{account}
"""
_LEADS = """
请将上述款项按以下明细支付：
其中：
本次提款采用受托支付方式，请贵行将贷款资金支付至下列交易对手：
支付对象如下：
请于放款当日对外支付：
款项请分别转付：
具体收款人及金额为：
请按下列清单划付：
上述贷款资金由贵行直接付给：
"""
_MARKS = (
    "{n}. ",
    "（{n}）",
    "{n}、",
    "{c}",
    "{h}、",
    "",
    "（{t}）",
    "{n}）",
)
_MORE = """
我公司承诺上述款项按约定用途使用，并接受贵行监督。
随函附上购销合同及发票复印件各一份。
截至本申请日，我公司在合同项下的陈述与保证仍真实有效，未发生违约事件。
以上申请请予审批。
提款后三十日内，我公司将向贵行提交付款凭证。
我公司已落实合同约定的全部提款条件，项目资本金已同比例到位。
"""
_SIGNS = "借款人（盖章）： 申请人（公章）： 借款单位（章）： 申请单位： ~ ~ 提款人（签章）： 借款企业（盖章）："
_DATED = "申请日期： ~ ~ 日期： 提款申请日期： 申请时间： 填写日期："
_FITS = 16
"""Glyphs of a signature's line that does not stand out over the right edge of the text."""
_CIRCLED, _HAN, _STEMS = "①②③④", "一二三四", "甲乙丙丁"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What one application says: who asks for how much of which contract, and whom it is for."""

    borrower: str
    lender: str
    number: str
    fen: int
    day: dt.date
    use: str
    payees: tuple[tuple[str, str, str, int], ...]


def _number(v: Voice, year: int) -> str:
    c = v.chance
    return c.choice(
        (
            f"LD{year}{digits(c, 8)}",
            f"{year}年泉丰字第{digits(c, 4)}号",
            f"绍银借（{year}）字第{digits(c, 5)}号",
            f"徽银流借{year}{digits(c, 5)}",
            f"GDZC-{year}-{digits(c, 4)}",
            f"{digits(c, 8)}-{year}年（柯桥）字{digits(c, 4)}号",
            f"HXD{digits(c, 13)}",
            f"信{year}公贷{digits(c, 6)}",
            f"常农商借字[{year}]第{digits(c, 3)}号",
        )
    )


def _asked(v: Voice, most: int) -> _Asked:
    c = v.chance
    names = v.names.firms(c, most + 1)
    day, count = date(c, 2023, 2025), c.randrange(1, most + 1)
    payees = []
    for k in range(count):
        name = names[k + 1] if c.random() < 0.85 else v.names.person(c)
        payees.append(
            (name, v.account(), v.names.branch(c), c.randrange(10, 900) * c.choice((10_000, 100_000, 1_000_000)))
        )
    return _Asked(
        names[0],
        v.names.branch(c),
        _number(v, day.year),
        sum(p[3] for p in payees),
        day,
        v.pick(_USES),
        tuple(payees),
    )


def _made(data: bytes, a: _Asked, *, purpose: str | None = "") -> Made:
    given: dict[str, Any] = {
        "contract_number": a.number,
        "borrower": a.borrower,
        "amount": bare(a.fen),
        "date": a.day.isoformat(),
        "purpose": a.use if purpose == "" else purpose,
        "payees": [{"name": n, "account": t, "amount": bare(p)} for n, t, _, p in a.payees],
    }
    accept = {"purpose": [f"用于{a.use}", f"{a.use}。"], "contract_number": [f"{a.number}号"]}
    return Made(data, ".pdf", truth("drawdown_application", given, accept))


def _sum(v: Voice, fen: int) -> str:
    """Say a sum in one of the ways of letters: words and figures, either alone, or in units of ten thousand."""
    spoken, plain, c = words(fen), figures(fen), v.chance
    ways = [
        f"人民币{spoken}（¥{plain}）",
        f"{spoken}（{plain}元）",
        f"人民币{plain}元",
        f"人民币（大写）{spoken}，小写￥{plain}",
        f"{plain}元",
        f"人民币{spoken}",
        f"￥{plain}元（大写：{spoken}）",
    ]
    if fen % 1_000_000 == 0:
        ways += [f"{fen // 1_000_000}万元", f"人民币{fen // 1_000_000}万元整"]
    return c.choice(ways)


def _day(v: Voice, a: _Asked) -> str:
    return v.day(a.day)


def _mark(shape: str, k: int) -> str:
    return shape.format(n=k + 1, c=_CIRCLED[k], h=_HAN[k], t=_STEMS[k])


def _filled(template: str, payee: tuple[str, str, str, int], spoken: str) -> str:
    name, account, bank, _ = payee
    return template.format(name=name, account=account, bank=bank, sum=spoken)


def told(v: Voice) -> Made:
    """A letter that tells everything in sentences, its payees one after the other."""
    c, a = v.chance, _asked(v, 3)
    asks, contract = v.pick(_ASKS), v.pick(_CONTRACT)
    dated = dt.date(a.day.year - 1, 3, 8)
    said = [
        f"{contract}，{asks}，{v.pick(_FOR)}。".format(
            number=a.number, sum=_sum(v, a.fen), day=_day(v, a), use=a.use, dated=v.day(dated)
        )
    ]
    if "我" not in said[0].replace("贵我", "") and "本公司" not in said[0]:
        said[0] = f"我公司{a.borrower}{said[0]}" if c.random() < 0.5 else said[0]
    if len(a.payees) == 1:
        said.append(_filled(v.pick(_ONE), a.payees[0], "") + "。")
    else:
        # In sums of one kind, as one writer would have them.
        plain = c.random() < 0.6
        each = v.pick(_EACH)
        parts = [_filled(each, p, f"{figures(p[3])}元" if plain else _sum(v, p[3])) for p in a.payees]
        shape, way, lead = c.choice(_MARKS), c.randrange(3), v.pick(_LEADS)
        if way == 0:
            said.append(lead + "；".join(parts) + "。")
        elif way == 1:
            said.append(lead + "；".join(_mark(shape, k) + part for k, part in enumerate(parts)) + "。")
        else:
            said.append(lead)
            ends = ["；"] * (len(parts) - 1) + ["。"] if c.random() < 0.7 else ["。"] * len(parts)
            said += [_mark(shape, k) + part + end for k, (part, end) in enumerate(zip(parts, ends, strict=True))]
    said += [v.pick(_MORE) for _ in range(c.randrange(0, 3))]
    signs, day = v.pick(_SIGNS), v.pick(_DATED)
    signed = [f"{signs}{a.borrower}"] if len(signs + a.borrower) <= _FITS else [signs, a.borrower]
    below = [*signed, f"{day}{_day(v, a)}"]
    return _made(letter(v, v.pick(_TITLES), said, below, to=f"{v.pick('致： ~ 致 ~')}{a.lender}"), a)


_NUMBER = "借款合同编号 合同编号 合同号 贷款合同号 主合同编号 所属合同 借款合同号"
_BORROWER = "借款人 借款人名称 申请人 申请单位 借款企业 用款单位 客户名称 提款人"
_AMOUNT = "提款金额 申请金额 本次提款金额 支用金额 申请用款金额 本次申请支用金额 用款额 本次用款"
_DATE = "申请日期 提款日期 填表日期 申请日 用款日期 拟提款日 填报日期"
_USE = "提款用途 贷款用途 用途 资金用途 款项用途 用款事由 资金投向"
_NAME = (
    "收款人名称 收款单位 收款人 交易对手名称 收款单位全称 支付对象 供应商名称 户名 收款方 对方户名 受款人 收款企业名称"
)
_ACCOUNT = "账号 收款账号 收款人账号 银行账号 收款账户 对方账号 卡号/账号 帐号 账户号码"
_PART = "金额 支付金额 金额（元） 付款金额（元） 拟支付金额 划款金额 本次支付（元） 付款额"
_BANK = "开户行 开户银行 收款行 收款人开户行 开户行名称 开户网点"
_OTHER = "备注 合同号 用途 发票号 付款方式 款项性质"
_TOTAL = "合计 总计 合计（元） 合计金额 小计 支付合计"


def _form(v: Voice, page: Sheet, y: float, pairs: Sequence[tuple[str, str]]) -> float:
    """Draw captions and values: two to a row or one, in a table or in lines."""
    c = v.chance
    way = c.randrange(4)
    if way == 0:
        rows = [[*pairs[k], *(pairs[k + 1] if k + 1 < len(pairs) else ("", ""))] for k in range(0, len(pairs), 2)]
        return page.grid(50, y, (92, 160, 92, 151), rows, high=c.choice((24, 30)))
    if way == 1:
        return page.grid(50, y, (120, 375), [list(p) for p in pairs], high=c.choice((22, 28)))
    if way == 2:
        for name, value in pairs:
            page.text(56, y + 16, f"{name}：{value}")
            y += 22
        return y + 8
    for k, (name, value) in enumerate(pairs):
        page.text(56 + 260 * (k % 2), y + 16, f"{name}：{value}" if len(value) < 18 else f"{name}：", size=9)
        if len(value) >= 18:
            page.text(56 + 260 * (k % 2) + 9 * (len(name) + 1), y + 16, value, size=9 if len(value) < 22 else 7.5)
        y += 22 * (k % 2)
    return y + 30


def listed(v: Voice) -> Made:
    """A form with a table of payees: numbered or not, a column for what the table is, a total, struck lines."""
    c, a = v.chance, _asked(v, 4)
    page = Sheet(9.4, c.choice(("sans", "serif")))
    page.text(297, 60, v.pick(_TITLES), size=17, bold=True, align="c")
    above = c.random() < 0.4
    day = (v.pick(_DATE), _day(v, a))
    page.text(50, 84, f"致：{a.lender}" if c.random() < 0.5 else f"受理行：{a.lender}")
    if above:
        page.text(545, 84, f"{day[0]}：{day[1]}", align="r")
    pairs = [
        (v.pick(_BORROWER), a.borrower),
        (v.pick(_NUMBER), a.number),
        (
            v.pick(_AMOUNT),
            c.choice((f"￥{figures(a.fen)}", f"{figures(a.fen)}元", f"人民币{words(a.fen)}（￥{figures(a.fen)}）")),
        ),
        (v.pick(_USE), a.use),
        *([] if above else [day]),
        *([("贷款额度", f"{figures(a.fen * 3)}元")] if c.random() < 0.4 else []),
        *([("支付方式", "受托支付")] if c.random() < 0.4 else []),
    ]
    c.shuffle(pairs)
    y = _form(v, page, 94, pairs)
    if c.random() < 0.4:
        page.text(50, y + 16, v.pick("受托支付清单 支付明细： 收款人信息 二、支付对象 付款明细如下： 交易对手信息"))
        y += 22
    columns: list[tuple[str, list[str], float]] = [
        (v.pick(_NAME), [p[0] for p in a.payees], 150),
        (v.pick(_ACCOUNT), [p[1] for p in a.payees], 122),
        (v.pick(_PART), [figures(p[3]) for p in a.payees], 80),
    ]
    if c.random() < 0.6:
        columns.append((v.pick(_BANK), [p[2] for p in a.payees], 110))
    if c.random() < 0.25:
        columns.append((v.pick(_OTHER), ["货款" for _ in a.payees], 50))
    c.shuffle(columns)
    if c.random() < 0.5:
        columns.insert(0, (v.pick("序号 序 编号 No."), [str(k + 1) for k in range(len(a.payees))], 34))
    wide = 495 / sum(w for _, _, w in columns)
    rows = [[h for h, _, _ in columns]]
    rows += [[values[k] for _, values, _ in columns] for k in range(len(a.payees))]
    for _ in range(c.choice((0, 0, 1, 2))):
        rows.append([c.choice(("", "—", "/")) for _ in columns])
    at = next(k for k, (_, values, _) in enumerate(columns) if values == [figures(p[3]) for p in a.payees])
    if c.random() < 0.5 and at:
        total = ["" for _ in columns]
        total[0], total[at] = v.pick(_TOTAL), figures(a.fen)
        rows.append(total)
    y = page.grid(
        50, y, [w * wide for _, _, w in columns], rows, high=24, rules=c.choice(("all", "all", "rows")), size=8.6
    )
    if c.random() < 0.5:
        page.paragraph(50, y + 24, 495, f"　　{v.pick(_MORE)}")
    page.text(320, y + 90, f"{v.pick(_SIGNS)}{c.choice(('', a.borrower))}")
    if c.random() < 0.3:
        page.seal(470, y + 84, 40, a.borrower)
    return _made(page.data(), a)


def blocks(v: Voice) -> Made:
    """A form whose payees stand in blocks, each with its own captions in lines or cells."""
    c, a = v.chance, _asked(v, 3)
    page = Sheet(10.2, c.choice(("sans", "serif")))
    page.text(297, 64, v.pick(_TITLES), size=17, bold=True, align="c")
    y = 92.0
    pairs = [(v.pick(_BORROWER), a.borrower), (v.pick(_NUMBER), a.number), (v.pick(_USE), a.use)]
    pairs.append((v.pick(_AMOUNT), f"{c.choice(('￥', '人民币', ''))}{figures(a.fen)}元"))
    pairs.append((v.pick(_DATE), _day(v, a)))
    c.shuffle(pairs)
    y = _form(v, page, y, pairs)
    name, account, bank, part = (
        v.pick("户名 名称 收款人 收款单位 账户名称 收款户名"),
        v.pick(_ACCOUNT),
        v.pick(_BANK),
        v.pick("金额 支付金额 付款金额 划付金额"),
    )
    shape = v.pick("收款人{h} {h}、收款单位 第{h}笔 收款账户{n} （{h}）收款方 {n}.收款人")
    cells = c.random() < 0.5
    turned = c.random() < 0.3
    for k, (who, number, branch, fen) in enumerate(a.payees):
        captions = [(name, who), (account, number), (bank, branch), (part, f"{figures(fen)}元")]
        if turned:
            captions = [captions[0], captions[3], captions[2], captions[1]]
        head = _mark(shape, k) if len(a.payees) > 1 else v.pick("收款人信息 支付对象 收款账户 受托支付信息")
        if cells:
            y = page.grid(50, y, (495,), [[head]], high=22)
            y = page.grid(
                50, y, (85, 190, 75, 145), [[*captions[0], *captions[1]], [*captions[2], *captions[3]]], high=26, size=9
            )
        else:
            page.text(50, y + 18, f"{head}：")
            y += 22
            for caption, value in captions:
                page.text(70, y + 16, f"{caption}：{value}")
                y += 21
    page.text(320, y + 60, f"{v.pick(_SIGNS)}{c.choice(('', a.borrower))}")
    return _made(page.data(), a)


_MAKERS: tuple[tuple[str, Callable[[Voice], Made]], ...] = (("told", told), ("listed", listed), ("blocks", blocks))


def _paper(maker: Callable[[Voice], Made], counted: bool, chance: random.Random) -> Made:
    return maker(Voice(chance, counted=counted))


PAPERS = tuple(
    Paper(f"composed-drawdown-{use}-{name}", "dev", functools.partial(_paper, maker, use == "count"))
    for use in ("mend", "count")
    for name, maker in _MAKERS
)
