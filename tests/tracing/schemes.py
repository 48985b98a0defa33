"""Made-up businesses with statements of their own and of their payees, clean or with a planted scheme.

The world knows the truth: every payment is an event between two holders, and an independent walk over the events says,
first in first out, how much loan money each carried. What docaudit finds comes from the printed statements alone.
"""

from __future__ import annotations

import datetime as dt
import random
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from docaudit.audit.flows import follow_money
from docaudit.checks import RulePack, run_checks
from docaudit.documents.bank_statement import BankStatement
from docaudit.records.case import CaseFacts, CaseFile
from docaudit.records.findings import Finding
from docaudit.records.flows import Loan, Parties, Relation
from docaudit.records.labels import RowKind
from docaudit.records.names import core_key
from docaudit.tracing import build_ledger, classify_uses, trace_loans

BORROWER = "苏州恒达钢材有限公司"
LENDER = "江苏银行股份有限公司苏州分行"
OWNER = "周建国"
BROKER = "华泰证券股份有限公司"
SUPPLIERS = (
    "无锡精工机械有限公司",
    "常州华盛物资有限公司",
    "南通大江钢铁有限公司",
    "扬州新源金属材料有限公司",
    "镇江宏图板材有限公司",
    "泰州万通管业有限公司",
)
CUSTOMERS = ("上海远航船舶配件有限公司", "杭州金鼎机电有限公司", "宁波东海阀门有限公司", "合肥科达机械有限公司")
TRADER = "嘉兴联众物资贸易有限公司"
SHELLS = ("昆山启明商贸有限公司", "太仓顺达商贸有限公司", "常熟同创物资有限公司", "张家港瑞丰商贸有限公司")
OUTSIDERS = ("徐州北方矿业有限公司", "盐城海晟钢铁有限公司", "淮安正兴物资有限公司")
DRAWN = dt.date(2025, 7, 1)
AS_OF = dt.date(2025, 12, 31)
PRINCIPAL = 3_000_000_00
THRESHOLD = 1_000_000_00
LOAN = "L1"


@dataclass(slots=True, kw_only=True)
class Event:
    """`fen` from one holder to another; a holder without a statement is only a name."""

    day: dt.date
    payer: str
    payee: str
    fen: int
    words: str
    covered: bool = False
    number: float = 0


@dataclass(slots=True)
class World:
    """Holders with a statement are accounts ``name`` or ``name/2``; `opening` is what stood there.

    In a `plain` world nothing comes back to the borrower but what a scheme brings, so that the walk knows all of it.
    """

    seed: int
    plain: bool = False
    rng: random.Random = field(init=False)
    events: list[Event] = field(default_factory=list)
    opening: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)  # noqa: S311 - made-up worlds need a seed, not secrecy

    def pay(self, day: dt.date, payer: str, payee: str, fen: int, words: str, *, covered: bool = False) -> Event:
        event = Event(day=day, payer=payer, payee=payee, fen=fen, words=words, covered=covered, number=len(self.events))
        self.events.append(event)
        return event

    def amount(self, low: int, high: int) -> int:
        """Return an amount in fen between two sums in yuan, mostly not round."""
        yuan = self.rng.randint(low, high)
        return yuan // 1000 * 1000 * 100 if self.rng.random() < 0.3 else yuan * 100 + self.rng.randint(0, 99)

    def ordered(self) -> list[Event]:
        return sorted(self.events, key=lambda e: (e.day, e.number))

    def fill(self) -> None:
        """Let nobody fall below zero: customers pay the borrower when it needs money, others had more to begin with.

        Until the loan comes the borrower stays short of own money, as firms are that borrow: what it has too much of
        buys more goods.
        """
        held = dict(self.opening)
        lack = dict.fromkeys(self.opening, 0)
        for event in self.ordered():
            for holder, sign in ((event.payer, -1), (event.payee, 1)):
                if holder in held:
                    held[holder] += sign * event.fen
            if held[BORROWER] < 0:
                more = self.amount(1_000, 60_000) - held[BORROWER]
                self._beside(event, self.rng.choice(CUSTOMERS), BORROWER, more, -0.5)
                held[BORROWER] += more
            elif held[BORROWER] > 500_000_00 and event.day < DRAWN:
                spent = held[BORROWER] - self.amount(20_000, 300_000)
                self._beside(event, BORROWER, self.rng.choice(OUTSIDERS), spent, 0.5)
                held[BORROWER] -= spent
            for holder in lack.keys() - {BORROWER}:
                lack[holder] = max(lack[holder], -held[holder])
        for holder, fen in lack.items():
            self.opening[holder] += fen

    def _beside(self, event: Event, payer: str, payee: str, fen: int, after: float) -> None:
        words, covered = "货款", payer == BORROWER
        number = event.number + after
        self.events.append(
            Event(day=event.day, payer=payer, payee=payee, fen=fen, words=words, covered=covered, number=number)
        )

    def loan_money(self) -> dict[float, int]:
        """Return how much loan money each event carried, first in first out on every account that has a statement."""
        lots = {name: deque([(False, fen)]) for name, fen in self.opening.items()}
        result: dict[float, int] = {}
        for event in self.ordered():
            taken: list[tuple[bool, int]] = [(event.words == "贷款发放", event.fen)]
            if event.payer in lots:
                taken, rest = [], event.fen
                while rest > 0:
                    loan, lot = lots[event.payer].popleft()
                    part = min(lot, rest)
                    taken.append((loan, part))
                    rest -= part
                    if lot > part:
                        lots[event.payer].appendleft((loan, lot - part))
            if event.payee in lots:
                lots[event.payee].extend(taken)
            result[event.number] = sum(part for loan, part in taken if loan)
        return result


def holder_name(holder: str) -> str:
    return holder.partition("/")[0]


def statements(world: World, make: Callable[..., BankStatement]) -> tuple[list[BankStatement], dict[str, Event]]:
    """Return the statements as printed, and the event behind each row of a payer."""
    world.fill()
    numbers = {holder: f"6222{i:012d}" for i, holder in enumerate(sorted(world.opening), 1)}
    result: list[BankStatement] = []
    behind: dict[str, Event] = {}
    for i, holder in enumerate(sorted(world.opening), 1):
        balance, rows = world.opening[holder], []
        for event in world.ordered():
            if holder not in (event.payer, event.payee):
                continue
            sign, other = (-1, event.payee) if holder == event.payer else (1, event.payer)
            balance += sign * event.fen
            if sign < 0:
                behind[f"S{i}#{len(rows) + 1}"] = event
            day = f"{event.day:%m-%d}"
            rows.append(
                (day, _yuan(sign * event.fen), _yuan(balance), holder_name(other), numbers.get(other), event.words)
            )
        result.append(
            make(f"S{i}", rows, number=numbers[holder], owner=holder_name(holder), opening=_yuan(world.opening[holder]))
        )
    return result, behind


def _yuan(fen: int) -> str:
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100}.{abs(fen) % 100:02d}"


def judged(
    world: World, make: Callable[..., BankStatement], pack: RulePack, related: tuple[str, ...] = (OWNER,)
) -> tuple[CaseFile, tuple[Finding, ...]]:
    """Return the case made from the printed statements, and its findings."""
    documents, behind = statements(world, make)
    parties = Parties(
        borrower=BORROWER,
        borrower_names=frozenset({BORROWER}),
        lender_names=frozenset({LENDER}),
        related={core_key(n): Relation(strength=0.9, reason=f"{n}为借款人法定代表人") for n in related},
    )
    loan = Loan(
        id=LOAN,
        borrower=BORROWER,
        lender=LENDER,
        principal_fen=PRINCIPAL,
        start_date=DRAWN,
        end_date=dt.date(2026, 6, 30),
        loan_kind="working_capital",
        purpose="采购钢材",
        entrusted_threshold_fen=THRESHOLD,
    )
    ledger, loans = build_ledger(documents, (loan,), parties, CaseFacts(), AS_OF)
    ledger = classify_uses(ledger, loans, parties)
    covered = {
        r.id: -r.transaction.amount_fen
        for r in ledger.rows
        if r.kind is RowKind.OUT and r.id in behind and behind[r.id].covered
    }
    traces = trace_loans(ledger, loans, covered=covered, method="fifo", as_of=AS_OF)
    case = CaseFile(
        name="made-up",
        as_of=AS_OF,
        documents=tuple(documents),
        parties=parties,
        loans=loans,
        ledger=ledger,
        traces=traces,
    )
    case = follow_money(case, pack, covered=covered, method="fifo")
    return case, run_checks(case, pack)


def business(seed: int, *, busy: bool = True, plain: bool = False) -> World:
    """Return a clean business over a year: trade, wages, taxes, own transfers, refunds, payees' statements."""
    world = World(seed, plain)
    rng = world.rng
    second = f"{BORROWER}/2"
    world.opening = {BORROWER: world.amount(80_000, 900_000), second: world.amount(5_000, 60_000)}
    shown = rng.sample(SUPPLIERS, rng.randint(1, 3)) if busy else []
    for name in shown:
        world.opening[name] = world.amount(100_000, 3_000_000)
    for name in rng.sample(SUPPLIERS, 4):
        _supply(world, name)
    for name in rng.sample(CUSTOMERS, 3):
        usual, day = rng.randint(60_000, 350_000), dt.date(2025, 1, rng.randint(2, 20))
        while day < dt.date(2025, 12, 20):
            world.pay(day, name, BORROWER, world.amount(usual * 8 // 10, usual * 12 // 10), "货款")
            day += dt.timedelta(days=rng.randint(8, 25))
    for month in range(1, 13):
        _month(world, second, month)
    if rng.random() < 0.7 and not plain:
        _both_ways(world)
    for name in shown:
        _payee_business(world, name)
    world.pay(DRAWN, LENDER, BORROWER, PRINCIPAL, "贷款发放")
    return world


def _supply(world: World, name: str) -> None:
    rng = world.rng
    usual, cycle, day = rng.randint(50_000, 260_000), rng.randint(6, 16), dt.date(2025, 1, rng.randint(3, 20))
    while day < dt.date(2025, 12, 15):
        size = world.amount(usual * 85 // 100, usual * 115 // 100)
        # After the loan came there is more to buy with.
        if day >= DRAWN and rng.random() < 0.4:
            size = size * rng.randint(12, 20) // 10
        world.pay(day, BORROWER, name, size, "货款", covered=True)
        if rng.random() < 0.08 and not world.plain:
            back = min(day + dt.timedelta(days=rng.randint(2, 20)), dt.date(2025, 12, 30))
            world.pay(back, name, BORROWER, size * rng.randint(5, 100) // 100, "退货退款")
        day += dt.timedelta(days=cycle + rng.randint(-2, 3))


def _month(world: World, second: str, month: int) -> None:
    rng = world.rng
    wages = world.amount(60_000, 160_000)
    world.pay(dt.date(2025, month, 8), BORROWER, second, wages + world.amount(1_000, 9_000), "内部划转")
    for share in (0.5, 0.3, 0.2):
        world.pay(dt.date(2025, month, 10), second, "代发工资专户", int(wages * share), "代发工资")
    world.pay(dt.date(2025, month, 15), BORROWER, "国家税务总局苏州市税务局", world.amount(8_000, 90_000), "缴税")
    world.pay(dt.date(2025, month, 16), BORROWER, "国网江苏省电力有限公司", world.amount(2_000, 40_000), "电费")
    if rng.random() < 0.5:
        world.pay(dt.date(2025, month, 20), BORROWER, "苏州工业园物业管理有限公司", world.amount(5_000, 40_000), "房租")
    if rng.random() < 0.6:
        world.pay(dt.date(2025, month, 22), BORROWER, OWNER, world.amount(500, 4_000), "差旅费报销")
    if month > DRAWN.month:
        world.pay(dt.date(2025, month, 21), BORROWER, LENDER, world.amount(8_000, 12_000), "贷款利息")


def _both_ways(world: World) -> None:
    """A firm that sells to the borrower and buys from it, as traders of one good do."""
    rng = world.rng
    if rng.random() < 0.5:
        world.opening[TRADER] = world.amount(50_000, 900_000)
    for month in range(1, 13):
        for _ in range(rng.randint(1, 2)):
            day = dt.date(2025, month, rng.randint(2, 27))
            world.pay(day, BORROWER, TRADER, world.amount(40_000, 150_000), "货款", covered=True)
        world.pay(dt.date(2025, month, rng.randint(2, 27)), TRADER, BORROWER, world.amount(30_000, 180_000), "货款")
    if TRADER in world.opening:
        _payee_business(world, TRADER)


def _payee_business(world: World, name: str) -> None:
    """What a supplier does with its money: its own purchases, wages and taxes, sales to others, a little saved."""
    rng = world.rng
    for month in range(1, 13):
        for _ in range(rng.randint(2, 6)):
            day = dt.date(2025, month, rng.randint(2, 27))
            # Firms of one trade have partners in common: a customer of the borrower may sell to its supplier.
            others = OUTSIDERS if world.plain or rng.random() < 0.7 else CUSTOMERS
            world.pay(day, name, rng.choice(others), world.amount(20_000, 200_000), "采购款")
        for _ in range(rng.randint(1, 4)):
            day = dt.date(2025, month, rng.randint(2, 27))
            world.pay(day, "江阴众合制造有限公司", name, world.amount(30_000, 300_000), "货款")
        world.pay(dt.date(2025, month, 12), name, "代发工资专户", world.amount(30_000, 120_000), "代发工资")
        world.pay(dt.date(2025, month, 14), name, "国家税务总局无锡市税务局", world.amount(3_000, 30_000), "缴税")
    if rng.random() < 0.4:
        world.pay(
            dt.date(2025, rng.randint(2, 11), 18),
            name,
            "中国银行股份有限公司",
            world.amount(20_000, 90_000),
            "购买理财产品",
        )
    if rng.random() < 0.4:
        world.pay(
            dt.date(2025, rng.randint(2, 11), 19),
            name,
            "中国人民财产保险股份有限公司",
            world.amount(12_000, 40_000),
            "财产保险费",
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """A scheme in a world: the payments out of the borrower's accounts, and those with which it ended.

    `legs`: each payment out with those that passed it on, up to where the legs join.
    """

    world: World
    check: str
    legs: tuple[tuple[Event, ...], ...]
    ends: tuple[Event, ...]

    @property
    def outs(self) -> tuple[Event, ...]:
        return tuple(leg[0] for leg in self.legs)

    def came_back(self) -> int:
        """Return the loan money that can have come the whole way back: middlemen kept something of each leg."""
        truth = self.world.loan_money()
        passed = sum(min(truth[leg[0].number], *(e.fen for e in leg)) for leg in self.legs)
        return min(passed, sum(e.fen for e in self.ends))


def _shell(world: World, name: str) -> None:
    """Give a shell company a statement; some have a little business of their own."""
    rng = world.rng
    world.opening[name] = 0 if rng.random() < 0.4 else world.amount(500, 30_000)
    if rng.random() < 0.5:
        for month in (5, 6, 7, 8, 9):
            world.pay(
                dt.date(2025, month, rng.randint(1, 6)),
                "江阴众合制造有限公司",
                name,
                world.amount(2_000, 9_000),
                "货款",
            )
            world.pay(
                dt.date(2025, month, rng.randint(20, 27)),
                name,
                rng.choice(OUTSIDERS),
                world.amount(500, 2_000),
                "采购款",
            )


def scheme(seed: int, generation: int, end: str) -> Planted:
    """Plant a scheme: generation 1 direct, 2 over one payee, 3 split over three and merged; `end` broker or back."""
    world = business(seed, busy=seed % 2 == 0, plain=True)
    rng = world.rng
    day = DRAWN + dt.timedelta(days=rng.randint(0, 3))
    size = world.amount(600_000, 1_500_000)
    shells = rng.sample(SHELLS, len(SHELLS))

    def later(date: dt.date) -> dt.date:
        return date + dt.timedelta(days=rng.randint(0, 4))

    def less(fen: int) -> int:
        """Take what a middleman keeps."""
        return fen - fen * rng.randint(0, 20) // 1000

    if generation == 1 and end == "broker":
        out = world.pay(day, BORROWER, BROKER, size, "银证转账")
        return Planted(world=world, check="use.prohibited_payee", legs=((out,),), ends=(out,))
    if generation == 1:
        out = world.pay(day, BORROWER, shells[0], size, "货款")
        back = world.pay(day + dt.timedelta(days=rng.randint(1, 20)), shells[0], BORROWER, less(size), "往来款")
        return Planted(world=world, check="use.round_trip", legs=((out,),), ends=(back,))
    goal = BROKER if end == "broker" else rng.choice((BORROWER, OWNER))
    words = "银证转账" if end == "broker" else "往来款"
    check = "use.prohibited_downstream" if end == "broker" else "use.round_trip"
    if generation == 2:
        _shell(world, shells[0])
        out = world.pay(day, BORROWER, shells[0], size, "货款")
        passed = later(day)
        leg, gone, holder = [out], less(size), shells[0]
        if goal == BORROWER:
            # Straight back would be a return of the first generation: another firm without a statement pays it.
            leg.append(world.pay(passed, shells[0], shells[3], gone, "货款"))
            passed, gone, holder = later(passed), less(gone), shells[3]
        last = world.pay(passed, holder, goal, gone, words)
        return Planted(world=world, check=check, legs=(tuple(leg),), ends=(last,))
    legs: list[tuple[Event, ...]] = []
    sizes = [size * 35 // 100, size * 40 // 100, size - size * 35 // 100 - size * 40 // 100]
    arrived, merged = day, 0
    _shell(world, shells[3])
    for name, part in zip(shells[:3], sizes, strict=True):
        _shell(world, name)
        when = later(day)
        out = world.pay(when, BORROWER, name, part, "货款")
        when, sent = later(when), less(part)
        legs.append((out, world.pay(when, name, shells[3], sent, "货款")))
        arrived, merged = max(arrived, when), merged + sent
    whole = less(merged)
    first = whole * rng.randint(40, 70) // 100
    ends = tuple(world.pay(later(arrived), shells[3], goal, fen, words) for fen in (first, whole - first))
    return Planted(world=world, check=check, legs=tuple(legs), ends=ends)
