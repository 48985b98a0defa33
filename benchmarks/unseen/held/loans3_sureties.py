"""Held guarantee, mortgage and pledge contracts, and two financings that are no loans; texts in `loans3_texts`."""

from __future__ import annotations

import random

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, credit_code, digits, truth
from .loans3_cast import CAST, Terms, account, identity, people
from .loans3_prose import printed

_SURE, _MORTGAGE, _PLEDGE = "保证", "抵押", "质押"


def _guarantee(text: str, style: Style, values: dict[str, object], kind: str, *, fen: int, number: str | None) -> Made:
    """Set a text whose parties are `creditor`, `guarantor`, `debtor` and whose main contract is `main`."""
    names = ("guarantor", "creditor", "debtor")
    given = {name: values[name] for name in names} | {
        "contract_number": number,
        "main_contract_number": values["main"],
        "amount": bare(fen),
        "kind": kind,
    }
    accept: dict[str, list[object]] = {"kind": [f"any text with {kind}"]}
    return Made(printed(text, style, values), ".pdf", truth("guarantee_contract", given, accept))


def _parties(chance: random.Random, terms: Terms) -> dict[str, object]:
    firms = CAST.firms(chance, 3)
    return terms.printed | {
        "creditor": CAST.branch(chance),
        "guarantor": firms[0],
        "debtor": firms[1],
        "target": firms[2],
        "code": credit_code(chance),
        "identity": identity(chance),
        "year": terms.signed.year,
    }


def _surety_highest(chance: random.Random) -> Made:
    """A firm stands surety up to a sum for whatever the bank lends."""
    terms = Terms.made(chance, 5_000_000, 60_000_000, 24, step=1_000_000)
    number = f"ZGBZ{digits(chance, 10, '20')}"
    values = _parties(chance, terms)
    values |= {"number": number, "main": f"SX{digits(chance, 10, '20')}", "boss": people(chance, 1)[0]}
    style = Style(size=10.8, leading=1.75, head="最高额保证合同", foot="第 {page} 页")
    return _guarantee("surety_highest", style, values, _SURE, fen=terms.fen, number=number)


def _surety_letter(chance: random.Random) -> Made:
    """The owner of the firm promises by letter to pay; the letter has no number."""
    terms = Terms.made(chance, 500_000, 5_000_000, 12)
    person, spouse = people(chance, 2)
    main = f"XQ-{digits(chance, 4)}-{digits(chance, 5)}"
    values = _parties(chance, terms) | {"guarantor": person, "spouse": spouse, "main": main}
    return _guarantee(
        "surety_letter", Style(size=12.5, leading=1.95, foot=""), values, _SURE, fen=terms.fen, number=None
    )


def _mortgage(chance: random.Random) -> Made:
    """Houses are mortgaged: parties and houses in tables."""
    terms = Terms.made(chance, 2_000_000, 20_000_000, 24, step=500_000)
    number = f"DY{digits(chance, 8)}"
    place = chance.choice(CAST.places)
    rows = (
        f"| {k} | {place}开发区创新路{chance.randrange(1, 200)}号{k}幢 | 不动产权第{digits(chance, 7, '00')}号 "
        f"| {chance.randrange(80, 4000)}.{chance.randrange(100):02d} | {chance.randrange(100, 1500)} |"
        for k in range(1, chance.choice((2, 3)) + 1)
    )
    values = _parties(chance, terms) | {"number": number, "main": f"LD{digits(chance, 9)}", "rows": "\n".join(rows)}
    return _guarantee(
        "mortgage", Style(face="sans", size=10.2, leading=1.75), values, _MORTGAGE, fen=terms.fen, number=number
    )


def _floating(chance: random.Random) -> Made:
    """All goods and machines of the debtor himself, as they come and go."""
    terms = Terms.made(chance, 3_000_000, 15_000_000, 12)
    serial, (boss, officer) = digits(chance, 4, "0"), people(chance, 2)
    values = _parties(chance, terms)
    values |= {
        "debtor": values["guarantor"],
        "serial": serial,
        "main": f"CQ{digits(chance, 9)}",
        "floor": terms.fen // 1_000_000 * 15 // 10,
        "watcher": f"{chance.choice(CAST.places)}{chance.choice(CAST.stems)}仓储监管有限公司",
        "boss": boss,
        "officer": officer,
    }
    made = _guarantee(
        "floating",
        Style(size=11.5, leading=1.85),
        values,
        _MORTGAGE,
        fen=terms.fen,
        number=f"动抵字（{terms.signed.year}）第{serial}号",
    )
    made.truth["accept"]["debtor"] = [None]
    return made


def _equity_pledge(chance: random.Random) -> Made:
    """A person pledges his share in a firm."""
    terms = Terms.made(chance, 10_000_000, 50_000_000, 36, step=1_000_000)
    number, (person, officer) = f"GQZY-{digits(chance, 6)}", people(chance, 2)
    values = _parties(chance, terms)
    values |= {
        "number": number,
        "guarantor": person,
        "main": f"BG{digits(chance, 8)}",
        "stake": chance.choice((30, 49, 67)),
        "capital": f"{chance.randrange(300, 3000, 100):,}",
        "officer": officer,
    }
    return _guarantee(
        "equity_pledge", Style(size=11, leading=1.8, foot="{page}"), values, _PLEDGE, fen=terms.fen, number=number
    )


def _deposit_pledge(chance: random.Random) -> Made:
    """A deposit slip secures acceptances."""
    terms = Terms.made(chance, 500_000, 8_000_000, 12)
    number = digits(chance, 10, "20")
    values = _parties(chance, terms)
    values |= {"number": number, "main": f"CD{digits(chance, 9)}", "slip": digits(chance, 12, "0")}
    style = Style(face="sans", size=11, leading=1.9, foot="")
    made = _guarantee("deposit_pledge", style, values, _PLEDGE, fen=terms.fen, number=f"质字{number}")
    made.truth["accept"]["contract_number"] = [number]
    return made


def _factoring(chance: random.Random) -> Made:
    """Claims are sold to a bank: it speaks of money lent but is no loan."""
    terms = Terms.made(chance, 5_000_000, 30_000_000, 12)
    seller, buyer = CAST.firms(chance, 2)
    values = terms.printed | {
        "number": f"BL{digits(chance, 9)}",
        "bank": CAST.branch(chance),
        "seller": seller,
        "buyer": buyer,
        "code": credit_code(chance),
        "account": account(chance),
    }
    return _financing("factoring", Style(size=11, leading=1.85, foot="{page}"), values, "国内保理业务合同")


def _acceptance(chance: random.Random) -> Made:
    """A bank accepts a firm's bill."""
    terms = Terms.made(chance, 500_000, 9_000_000, 6)
    drawer, payee, guarantor = CAST.firms(chance, 3)
    bank = CAST.branch(chance)
    values = terms.printed | {
        "number": f"CD{digits(chance, 10)}",
        "drawer": drawer,
        "bank": bank,
        "payee": payee,
        "guarantor": guarantor,
        "share": chance.choice((30, 40, 50)),
        "account": account(chance),
        "seal": bank[:4],
    }
    return _financing("acceptance", Style(size=11.5, leading=1.9, foot=""), values, "银行承兑协议")


def _financing(text: str, style: Style, values: dict[str, object], title: str) -> Made:
    """The interface has no type for it; whoever calls it a loan contract is not wrong."""
    accept: dict[str, list[object]] = {"doc_type": ["loan_contract"], "title": [f"any text with {title}", None]}
    return Made(printed(text, style, values), ".pdf", truth("other", {"title": title}, accept))


PAPERS = (
    Paper("guarantee3-highest-firm", "held", _surety_highest),
    Paper("guarantee3-owner-letter", "held", _surety_letter),
    Paper("guarantee3-houses", "held", _mortgage),
    Paper("guarantee3-floating", "held", _floating),
    Paper("guarantee3-equity", "held", _equity_pledge),
    Paper("guarantee3-deposit-slip", "held", _deposit_pledge),
    Paper("other3-factoring", "held", _factoring),
    Paper("other3-acceptance", "held", _acceptance),
)
