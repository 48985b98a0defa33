"""Loan files without a fault, one story for each kind of loan."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

from unseen.values import digits

from cases.build import DAY, agree, buy, deliver, invoice, line_of, pay
from cases.cast import BANKS, BRANCHES, WORLDS, Cast, Goods, Party, rechecked
from cases.household import household
from cases.ledger import own_months, own_months_of_person, settle
from cases.model import Book, Case, Loan, Note, Payment, Trade, loan_money
from cases.sheets import figures_due

MILLION = 100_000_000
"""Fen."""
BEFORE = 80
"""Days by which a statement begins before the loan, at least."""
GENERAL_BANS = "借款资金不得用于股权投资、股东分红、购买股票、期货、理财等金融产品，不得用于房地产开发，不得转借他人。"


@dataclass(frozen=True, slots=True)
class Dates:
    """The days of a loan: signed, paid out, due, the day the file is looked at, and the first of its statement."""

    signed: dt.date
    paid: dt.date
    end: dt.date
    as_of: dt.date
    first: dt.date


def _dates(chance: random.Random, months: int, wait: int, before: int) -> Dates:
    paid = dt.date(2025, chance.randrange(2, 13), chance.randrange(3, 9))
    whole = paid.month - 1 + months
    end = dt.date(paid.year + whole // 12, whole % 12 + 1, paid.day) - chance.choice((0, 1)) * DAY
    signed = paid - dt.timedelta(chance.randrange(1, 5))
    as_of = paid + dt.timedelta(wait or chance.randrange(72, 88))
    return Dates(signed, paid, end, as_of, (paid.replace(day=1) - before * DAY).replace(day=1))


def _rate(chance: random.Random) -> str:
    return f"{chance.randrange(310, 520) / 100:.2f}"


def working_capital(name: str, chance: random.Random, wait: int = 0, before: int = BEFORE) -> Case:
    """A firm buys materials: large payments by the lender's hand, smaller ones by its own."""
    cast, world = Cast(chance), chance.choice(WORLDS)
    borrower = cast.firm(world.trade, town=cast.town)
    days = _dates(chance, 12, wait, before)
    fen = chance.choice((3, 4, 5, 6, 8)) * MILLION
    threshold = chance.choice([t for t in (50, 80, 100, 150, 200) if t * 4 * MILLION // 100 <= fen]) * MILLION // 100
    case = _corporate(name, chance, cast, borrower, days, kind="working_capital", fen=fen, threshold=threshold)
    case.world = world
    case.loan.purpose = chance.choice(world.purposes)
    sellers = [(cast.firm(trade), goods[0]) for trade, goods in world.suppliers]
    chance.shuffle(sellers)
    spent = 0
    for k, (seller, goods) in enumerate(sellers[:3]):
        share = chance.uniform(0.4, 0.8)
        spent -= buy(case, seller, goods, int(threshold * share), days.paid + (2 + 2 * k) * DAY).row.fen
    seller, goods = sellers[3]
    payment = buy(case, seller, goods, fen - spent, days.paid, entrusted=True, up=True)
    extra = spent - payment.row.fen - fen
    own_months(case, days.paid, extra + chance.randrange(20_000, 90_000))
    _corporate_papers(case, days)
    return case


def fixed_asset(name: str, chance: random.Random, wait: int = 0, before: int = BEFORE) -> Case:
    """A firm builds and equips: all by the lender's hand, works by progress."""
    cast, world = Cast(chance), chance.choice(WORLDS)
    borrower = cast.firm(world.trade, town=cast.town)
    days = _dates(chance, 60, wait, before)
    fen = chance.choice((10, 12, 15, 18)) * MILLION
    case = _corporate(name, chance, cast, borrower, days, kind="fixed_asset", fen=fen, threshold=None)
    case.world = world
    product = world.trade.removesuffix("有限公司").removesuffix("制造")
    project = f"年产{chance.randrange(2, 40)}万件{product}生产线技术改造项目"
    case.loan.purpose = f"{project}设备购置及厂房建设"
    case.loan.method = "entrusted"
    works = Goods("厂房建筑工程", "建筑服务", "项", "1#厂房", 0, "9%")
    builder = cast.firm("建筑安装工程有限公司", town=cast.town)
    total = int(fen * chance.uniform(0.3, 0.4)) // 1_000_000 * 1_000_000
    trade = agree(
        case, builder, Goods(works.name, works.category, "项", works.specification, 1, "9%"), 1, days.signed - 30 * DAY
    )
    trade.title, trade.subject = "建设工程施工合同", f"{borrower.name}1#厂房工程"
    trade.lines = [("1#厂房土建及安装工程", "按施工图", "项", "1", total)]
    trade.delivery = days.paid + 240 * DAY
    trade.terms = "工程款按月进度支付，每期支付监理确认的已完工程造价，竣工验收合格后结清。"
    spent = 0
    for k in range(2):
        part = total // 4
        net = round(part / 1.09)
        day = days.paid + (2 + 12 * k) * DAY
        payment = pay(case, builder, part, day, trade=trade, entrusted=True, remark=f"第{'一二'[k]}期工程进度款")
        bill = invoice(case, trade, works, day + (2 + k) * DAY, count=1)
        line = line_of(Goods(works.name, works.category, "项", works.specification, net, "9%"), 1)
        bill.lines = [replace(line, tax=part - line.amount)]
        bill.extra = (("建筑服务发生地", f"{cast.town}市"), ("建筑项目名称", trade.subject))
        payment.bills.append(bill)
        slip = deliver(case, trade, day - DAY, "工程进度款支付确认单")
        slip.trade = _stage(trade, k, part)
        spent += part
    for k, goods in enumerate(world.equipment):
        seller = cast.firm("机械设备有限公司" if k else "智能装备有限公司")
        share = 0.75 if k == 0 else 1.0
        payment = buy(
            case,
            seller,
            goods,
            int((fen - spent) * share),
            days.paid + k * DAY,
            entrusted=True,
            up=k == 1,
            arrives="设备验收单",
        )
        spent -= payment.row.fen
    extra = spent - fen
    own_months(case, days.paid, extra + chance.randrange(20_000, 90_000))
    case.book.sort()
    case.notes += [
        Note(
            "approval",
            "项目资料",
            "企业投资项目备案证",
            [
                f"项目名称：{project}",
                f"项目单位：{borrower.name}",
                f"建设地点：{borrower.address}",
                f"项目代码：{days.signed.year}-{digits(chance, 6)}-04-01-{digits(chance, 6)}",
                "经审核，予以备案。",
            ],
            signed=f"{cast.town}市行政审批局",
            day=days.signed - 90 * DAY,
        ),
        Note(
            "environment",
            "项目资料",
            "建设项目环境影响报告表的批复",
            [
                f"{borrower.name}：",
                f"你单位报送的《{project}环境影响报告表》收悉，经研究，批复如下：",
                "一、同意该项目按报告表所列地点、规模建设。",
                "二、项目建成后按规定开展竣工环境保护验收。",
            ],
            signed=f"{cast.town}市生态环境局",
            day=days.signed - 75 * DAY,
        ),
        Note(
            "permit",
            "项目资料",
            "建筑工程施工许可证",
            [
                f"建设单位：{borrower.name}",
                f"工程名称：{trade.subject}",
                f"施工单位：{builder.name}",
                f"合同价格：{total // 1_000_000}万元",
                "本证经审核，建筑工程符合施工条件，准予施工。",
            ],
            signed=f"{cast.town}市住房和城乡建设局",
            day=days.signed - 28 * DAY,
        ),
        Note(
            "planning",
            "项目资料",
            "建设工程规划许可证",
            [
                f"建设单位：{borrower.name}",
                f"建设项目名称：{trade.subject}",
                f"建设位置：{borrower.address}",
                "经审核，本建设工程符合国土空间规划和用途管制要求。",
            ],
            signed=f"{cast.town}市自然资源和规划局",
            day=days.signed - 50 * DAY,
        ),
        Note(
            "capital",
            "项目资料",
            "项目资本金到位证明",
            [
                f"兹证明{borrower.name}《{project}》项目资本金已按比例足额到位，占项目总投资的30%以上，来源为企业自有资金。",
            ],
            signed="",
            day=days.signed - 5 * DAY,
        ),
    ]
    _corporate_papers(case, days)
    return case


def _stage(trade: Trade, stage: int, part: int) -> Trade:
    """Return the contract as a slip of one stage tells it."""
    return replace(trade, lines=[(f"1#厂房工程第{'一二'[stage]}期进度", "监理确认", "期", "1", part)])


def personal_business(name: str, chance: random.Random, wait: int = 0, before: int = BEFORE) -> Case:
    """A shopkeeper buys stock: one large payment by the lender's hand, one by his own."""
    cast, world = Cast(chance), chance.choice(WORLDS)
    person = cast.person()
    shop = cast.firm(world.shop, town=cast.town, head=person.name)
    shop.code = rechecked(f"92{shop.code[2:]}")
    days = _dates(chance, chance.choice((12, 24)), wait, before)
    fen = chance.choice((60, 70, 80, 90)) * MILLION // 100
    case = _personal(name, cast, person, days, kind="personal_business", fen=fen)
    case.world = world
    case.payer, case.licences = shop, [shop]
    one, other = (goods[0].name for _, goods in world.suppliers[:2])
    case.loan.purpose = f"{chance.choice(('采购', '购进'))}{one}、{other}等商品用于{shop.name}经营"
    case.loan.threshold, case.loan.method = 50_000_000, "mixed"
    first, second = ((cast.firm(trade), goods[0]) for trade, goods in world.suppliers[:2])
    payment = buy(case, *second, int(fen * chance.uniform(0.25, 0.35)), days.paid + 3 * DAY)
    large = buy(case, *first, fen + payment.row.fen, days.paid, entrusted=True, up=True)
    extra = -payment.row.fen - large.row.fen - fen
    own_months_of_person(case, days.paid, extra + chance.randrange(10_000, 40_000))
    _shared_papers(case, days)
    return case


def personal_consumption(name: str, chance: random.Random, wait: int = 0, before: int = BEFORE) -> Case:
    """A household has its home done up."""
    cast = Cast(chance)
    person = cast.person()
    days = _dates(chance, chance.choice((24, 36)), wait, before)
    fen = chance.choice((12, 15, 18, 20)) * MILLION // 100
    case = _personal(name, cast, person, days, kind="personal_consumption", fen=fen)
    case.loan.method, case.loan.threshold = "entrusted", None
    extra = household(case, days.paid)
    own_months_of_person(case, days.paid, extra + chance.randrange(10_000, 40_000))
    _shared_papers(case, days)
    return case


def _case(name: str, cast: Cast, borrower: Party, days: Dates, *, kind: str, fen: int) -> Case:
    chance = cast.chance
    lender = chance.choice(BANKS) + cast.town + chance.choice(BRANCHES)
    sign = chance.choice(("流借", "公借", "贷")) if not borrower.is_person else chance.choice(("个借", "个贷"))
    loan = Loan(
        number=f"{days.signed.year}年{cast.town[0]}{sign}字第{digits(chance, 5)}号",
        kind=kind,
        fen=fen,
        start=days.paid,
        end=days.end,
        months=round((days.end - days.paid).days / 30.4),
        rate=_rate(chance),
        purpose="",
        method="mixed",
        threshold=None,
        account=borrower.account,
        signed=days.signed,
        draws=[(days.paid, fen)],
    )
    borrower.bank = lender
    book = Book("statement:1", borrower, lender, borrower.account, 0, days.first, days.as_of)
    book.form = chance.choice(("pdf", "pdf", "ruled", "xlsx"))
    return Case(
        name=name,
        kind=kind,
        chance=chance,
        cast=cast,
        world=WORLDS[0],
        borrower=borrower,
        lender=lender,
        loan=loan,
        as_of=days.as_of,
        book=book,
        payer=borrower,
        books=[book],
    )


def _corporate(
    name: str,
    chance: random.Random,
    cast: Cast,
    borrower: Party,
    days: Dates,
    *,
    kind: str,
    fen: int,
    threshold: int | None,
) -> Case:
    case = _case(name, cast, borrower, days, kind=kind, fen=fen)
    case.loan.threshold = threshold
    guarantor = cast.person(borrower.head)
    case.loan.guarantors = [guarantor]
    case.licences = [borrower]
    due = chance.choice((15, 20, 30))
    case.loan.clauses = [
        f"借款人应在每季度结束后{due}日内向贷款人报送资产负债表、利润表和现金流量表。",
        f"借款存续期间，借款人资产负债率不得高于{chance.choice((70, 75))}%，流动比率不得低于1.0。",
        GENERAL_BANS,
        "借款人发生重大诉讼、停产或法定代表人变更的，应于五个工作日内书面通知贷款人。",
        "借款人未按约定用途使用借款的，贷款人有权停止发放借款、提前收回借款或解除合同。",
    ]
    return case


def _personal(name: str, cast: Cast, person: Party, days: Dates, *, kind: str, fen: int) -> Case:
    case = _case(name, cast, person, days, kind=kind, fen=fen)
    case.loan.clauses = [
        "借款人应在提款后60日内向贷款人提供合同、发票等用途证明材料。",
        "借款资金不得用于购买住房、股票、期货、理财产品，不得用于股权投资，不得转借他人。",
        "借款人应按月足额支付利息，到期一次性归还全部借款本金。",
        "借款人违反约定使用借款的，贷款人有权提前收回借款。",
    ]
    return case


def _corporate_papers(case: Case, days: Dates) -> None:
    figures_due(case, days.paid)
    _shared_papers(case, days)
    case.notes.append(
        Note(
            "resolution",
            "主体资料",
            "股东会决议",
            [
                f"{case.borrower.name}股东会于公司会议室召开，全体股东到会，一致同意：",
                f"一、公司向{case.lender}申请借款人民币{case.loan.fen // 1_000_000}万元，期限{case.loan.months}个月。",
                "二、授权法定代表人办理借款及相关手续。",
            ],
            signed="全体股东签字：",
            day=days.signed - 6 * DAY,
        )
    )


def _shared_papers(case: Case, days: Dates) -> None:
    """Add the lender's own papers: inspections, the list of what the borrower paid himself."""
    case.book.sort()
    case.inspections = [
        ("inspection:1", days.paid + 2 * DAY, "首次检查"),
        ("inspection:2", days.paid + 50 * DAY, "日常检查"),
    ]


def used(own: list[Payment], case: Case) -> Note:
    """Return the borrower's list of what it paid itself."""
    head = ["序号", "支付日期", "收款人", "金额（元）", "用途"]
    rows = [
        [
            str(k + 1),
            f"{p.row.day:%Y-%m-%d}",
            p.row.party.name if p.row.party else "",
            f"{-p.row.fen / 100:,.2f}",
            p.row.remark,
        ]
        for k, p in enumerate(own)
    ]
    text = [
        f"致{case.lender}：",
        f"本{'人' if case.borrower.is_person else '公司'}自主支付部分的借款资金使用情况如下：",
    ]
    day = min(case.loan.draws[0][0] + 25 * DAY, case.as_of)
    return Note(
        "used", "用途资料", "自主支付资金使用情况汇总表", text, [head, *rows], signed=case.borrower.name, day=day
    )


def finish(case: Case) -> None:
    """Settle the ledger, list what the borrower paid itself, and say how much loan money each fault took."""
    settle(case)
    own = [p for p in case.payments if not p.entrusted and p.trade is not None and p.book == case.book.key]
    if own:
        case.notes.append(used(own, case))
    money = loan_money(case.book, {p.key for p in case.payments if p.entrusted})
    for k, planted in enumerate(case.planted):
        if planted.rows:
            fen = max(0, sum(money[key] for key in planted.rows) - planted.less)
            case.planted[k] = replace(planted, fen=fen, within=max(planted.within, fen // 50))


STORIES = {
    "working_capital": working_capital,
    "fixed_asset": fixed_asset,
    "personal_business": personal_business,
    "personal_consumption": personal_consumption,
}
