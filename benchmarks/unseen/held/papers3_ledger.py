"""Accounts of the third set with their movements, and what a careful reader writes down of a statement."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..values import Names, bare, digits, truth
from .papers3_kit import NAMES, card, month_end, starred

TEXTS = ("counterparty_name", "counterparty_account", "counterparty_bank", "summary", "remark", "reference")
Kind = tuple[str, tuple[str | None, ...]]
"""A summary with the remarks that go with it."""
Own = tuple[str, str | None, int]
"""Summary and remark of what the bank itself books, with its sign; more than one: yuan in hundreds."""


@dataclass(frozen=True, slots=True)
class Words:
    """What banks and their customers write beside movements: in, out and of the bank's own."""

    into: tuple[Kind, ...]
    out: tuple[Kind, ...]
    own: tuple[Own, ...]


FIRM = Words(
    into=(
        ("货款", ("支付合同尾款", "一季度货款", "订单结算款", None)),
        ("网银来账", ("货款", "往来结算", "设备款")),
        ("大额来账", ("工程进度款", "采购预付款")),
        ("小额来账", ("样品费", "技术服务费", None)),
        ("票据托收", ("承兑汇票到期收款",)),
    ),
    out=(
        ("网银付款", ("原材料款", "付运杂费", "加工费", "付检测费")),
        ("跨行汇款", ("备件采购", "预付货款", None)),
        ("行内转账", ("模具款", "付包装款")),
        ("批量付款", ("员工薪酬", "差旅报销")),
        ("税费代扣", ("增值税及附加",)),
    ),
    own=(("收费", "对公账户服务费", -1), ("手续费", "跨行转账费用", -1), ("利息入账", None, 1)),
)
PERSON = Words(
    into=(
        ("工资", ("代发工资", None)),
        ("跨行转入", ("生活费", "还款", None)),
        ("快捷退款", ("订单退款",)),
        ("无卡存入", (None,)),
    ),
    out=(
        ("快捷支付", ("超市购物", "外卖", "打车出行", "网上购物", None)),
        ("手机转账", ("房租", "聚餐分摊", "学费")),
        ("刷卡消费", ("加油", "百货", None)),
        ("自动还款", ("信用卡还款",)),
    ),
    own=(("短信服务费", None, -1), ("结息", None, 1), ("ATM取款", None, -200)),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A movement; amounts are fen, money in is positive."""

    when: dt.datetime
    fen: int
    balance: int
    party: str | None
    account: str | None
    branch: str | None
    summary: str
    remark: str | None
    reference: str
    voucher: str | None = None

    @property
    def income(self) -> int:
        """What came in, 0 for a payment."""
        return max(self.fen, 0)

    @property
    def spent(self) -> int:
        """What went out, as a positive number."""
        return max(-self.fen, 0)

    def text(self, name: str) -> str | None:
        """Return the text of a field of the interface."""
        return {
            "counterparty_name": self.party,
            "counterparty_account": self.account,
            "counterparty_bank": self.branch,
            "summary": self.summary,
            "remark": self.remark,
            "reference": self.reference,
            "voucher": self.voucher,
        }[name]


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """An account; `bank` as the paper prints it."""

    bank: str
    branch: str
    holder: str
    number: str
    currency: str
    opening: int
    start: dt.date
    end: dt.date
    moves: tuple[Move, ...]

    @property
    def closing(self) -> int:
        """The balance after the last movement."""
        return self.moves[-1].balance

    @property
    def income(self) -> int:
        """All that came in."""
        return sum(m.income for m in self.moves)

    @property
    def spent(self) -> int:
        """All that went out."""
        return sum(m.spent for m in self.moves)

    def count(self, sign: int) -> int:
        """Return how many movements have this sign."""
        return sum(m.fen * sign > 0 for m in self.moves)


def invent(
    chance: random.Random,
    bank: str,
    rows: int,
    *,
    person: bool = False,
    months: int = 1,
    branch: str | None = None,
    currency: str = "CNY",
    masked: bool = False,
    number: str | None = None,
    holder: str | None = None,
    year: int | None = None,
    crowd: bool = False,
    names: Names = NAMES,
    said: Words | None = None,
) -> Account:
    """Invent an account with so many movements in so many months.

    `crowd`: several on most days. `names` and `said` are those of another set of papers.
    """
    said = said or (PERSON if person else FIRM)
    start = dt.date(year or chance.choice((2024, 2025)), chance.randint(1, 12 - months), 1)
    end = month_end(dt.date(start.year, start.month + months - 1, 1))
    days = range((end - start).days + 1)
    if crowd:
        days = sorted(chance.sample(days, max(2, rows // 3)))  # type: ignore[assignment]
    moments = sorted(
        dt.datetime.combine(start + dt.timedelta(chance.choice(days)), dt.time(7, 30))
        + dt.timedelta(seconds=chance.randrange(15 * 3600))
        for _ in range(rows)
    )
    opening = chance.randrange(150_000, 4_000_000) if person else chance.randrange(30_000_000, 600_000_000)
    balance, moves = opening, []
    parties = [(names.firm(chance), digits(chance, chance.choice((15, 16, 18, 19)), "4"), names.branch(chance))]
    for _ in range(9):
        private = chance.random() < (0.6 if person else 0.2)
        parties.append(
            (
                names.person(chance) if private else names.firm(chance),
                card(chance) if private else digits(chance, chance.choice((12, 14, 17, 19)), "8"),
                names.branch(chance),
            )
        )
    for k, moment in enumerate(moments):
        move = _move(chance, moment, balance, parties, said, person=person)
        if masked and move.account:
            move = replace(move, account=starred(move.account))
        balance += move.fen
        moves.append(replace(move, balance=balance, reference=f"{move.reference}{k:03d}"))
    return Account(
        bank=bank,
        branch=branch or chance.choice(names.branches),
        holder=holder or (names.person(chance) if person else names.firm(chance)),
        number=number or (card(chance) if person else digits(chance, chance.choice((15, 16, 18)), "3")),
        currency=currency,
        opening=opening,
        start=start,
        end=end,
        moves=tuple(moves),
    )


def _move(
    chance: random.Random,
    moment: dt.datetime,
    balance: int,
    parties: Sequence[tuple[str, str, str]],
    said: Words,
    *,
    person: bool,
) -> Move:
    reference = digits(chance, 9, "7")
    if chance.random() < 0.12:
        summary, remark, sign = chance.choice(said.own)
        fen = chance.randrange(200, 9_000) if abs(sign) == 1 else chance.randrange(5, 60) * 10_000
        if sign > 0 or fen < balance:
            fen = fen if sign > 0 else -fen
            return Move(
                when=moment, fen=fen, balance=0, party=None, account=None, branch=None,
                summary=summary, remark=remark, reference=reference,
            )  # fmt: skip
    most = 1_500_000 if person else 90_000_000
    fen = chance.randrange(300, 4_000) + int(most * chance.random() ** 3)
    fen = fen // 10_000 * 10_000 or fen if chance.random() < 0.35 else fen
    income = chance.random() < 0.42 or fen * 2 > balance
    summary, remarks = chance.choice(said.into if income else said.out)
    party, account, branch = chance.choice(parties)
    return Move(
        when=moment,
        fen=fen if income else -fen,
        balance=0,
        party=party,
        account=account,
        branch=branch,
        summary=summary,
        remark=chance.choice(remarks),
        reference=reference,
        voucher=digits(chance, 8, "1") if chance.random() < 0.5 else None,
    )


NO_BALANCES = ("bank", "name", "number", "currency", "period")
HEAD = (*NO_BALANCES, "opening", "closing")


def told(
    account: Account,
    shows: Collection[str],
    *,
    head: Collection[str] = HEAD,
    clock: str | None = None,
    balances: Collection[int] | bool = True,
    newest: bool = False,
    accept: dict[str, list[Any]] | None = None,
    full: str | None = None,
) -> dict[str, Any]:
    """Return the truth of a statement.

    Args:
        account: whose statement it is.
        shows: fields of text that its columns give; ``voucher`` where that is the only number of a row.
        head: what is printed outside the rows, of `HEAD`. What is not, but follows from the rows, may be given or not.
        clock: ``seconds`` or ``minutes`` where the time of day is printed.
        balances: whether rows have balances, or the places of those that have.
        newest: the order of the rows.
        accept: more that is right.
        full: the bank's other name on the paper.
    """
    rows = []
    for k, move in enumerate(account.moves):
        moment = move.when.replace(second=0) if clock == "minutes" else move.when
        has = balances if isinstance(balances, bool) else k in balances
        row: dict[str, str | None] = {
            "time": moment.isoformat(timespec="seconds") if clock else moment.date().isoformat(),
            "amount": bare(move.fen),
            "balance": bare(move.balance) if has else None,
        }
        row |= {name: move.text(name) if name in shows else None for name in TEXTS}
        if "voucher" in shows:
            row["reference"] = move.voucher
        rows.append(row)
    if newest:
        rows.reverse()
    given = {
        "bank": account.bank if "bank" in head else None,
        "account_name": account.holder if "name" in head else None,
        "account_number": account.number if "number" in head else None,
        "currency": account.currency,
        "period_start": account.start.isoformat() if "period" in head else None,
        "period_end": account.end.isoformat() if "period" in head else None,
        "opening_balance": bare(account.opening) if "opening" in head else None,
        "closing_balance": bare(account.closing) if "closing" in head else None,
        "transactions": rows,
    }
    short = account.bank.removesuffix("股份有限公司").removesuffix("有限公司").removesuffix("有限责任公司")
    right: dict[str, list[Any]] = {"bank": [short, f"{short}股份有限公司", *([full] if full else [])]}
    if "currency" not in head:
        right["currency"] = [None]
    if "period" not in head:
        right["period_start"] = [account.moves[0].when.date().isoformat()]
        right["period_end"] = [account.moves[-1].when.date().isoformat()]
    for name, fen in (("opening", account.opening), ("closing", account.closing)):
        if name not in head and balances is not False:
            right[f"{name}_balance"] = [bare(fen)]
    for name, options in (accept or {}).items():
        right[name] = [*right.get(name, ()), *options]
    return truth("bank_statement", given, right)


def several(papers: Sequence[tuple[Sequence[int], dict[str, Any]]]) -> dict[str, Any]:
    """Return the truth of a file that holds several documents, each on these pages."""
    return {
        "doc_type": "multiple",
        "fields": {},
        "documents": [{"pages": list(pages), **document} for pages, document in papers],
    }
