"""Who answers for a loan, in the fifth set: a firm, a person, a flat, what a buyer owes, machines."""

from __future__ import annotations

import random
from collections.abc import Mapping

from ..contracts_press import Style
from ..made import Made, Paper
from ..values import bare, credit_code, digits, figures, words
from .loans3_cast import Terms, account, identity
from .loans5_cast import NAMES5, Hook, paper5, people5
from .loans5_press import Press5


def _secured(
    text: str,
    press: Press5,
    terms: Terms,
    values: Mapping[str, object],
    kind: str,
    *,
    hooks: Mapping[str, Hook] | None = None,
) -> Made:
    """Set a guarantee contract; `values` name parties and numbers."""
    given = {
        "contract_number": values["number"],
        "main_contract_number": values["main"],
        "guarantor": values["guarantor"],
        "creditor": values["creditor"],
        "debtor": values["debtor"],
        "amount": bare(terms.fen),
        "kind": kind,
    }
    accept = {"kind": [f"any text with {kind}"]}
    return paper5(text, press, "guarantee_contract", terms.printed | values, given, hooks=hooks, accept=accept)


def _who(chance: random.Random, bank: str) -> dict[str, object]:
    guarantor, debtor, payer = NAMES5.firms(chance, 3)
    signer, officer, spouse = people5(chance, 3)
    return {
        "guarantor": guarantor,
        "debtor": debtor,
        "payer": payer,
        "signer": signer,
        "officer": officer,
        "spouse": spouse,
        "creditor": f"{bank}{chance.choice(NAMES5.branches)}",
        "code": credit_code(chance),
    }


def _firm(chance: random.Random) -> Made:
    """A firm stands for what is owed up to a sum: the parties and the sum in a table with shaded captions."""
    terms, who = Terms.made(chance, 4_000_000, 50_000_000, 36), _who(chance, "重庆三峡银行股份有限公司")
    year = terms.signed.year
    number, main = f"渝三银BZ{year}{digits(chance, 6)}", f"渝三银RZ{year}{digits(chance, 6)}"
    press = Press5(Style(face="sans", size=10.2, margins=(64, 60, 64, 60), foot="{page}"))

    def facts(on: Press5) -> None:
        on.form(
            [
                ["合同编号", number, "签订地", "重庆市"],
                ["保证人", str(who["guarantor"]), "信用代码", str(who["code"])],
                ["债权人", str(who["creditor"]), "<", "<"],
                ["债务人", str(who["debtor"]), "<", "<"],
                ["最高债权本金限额", f"人民币{words(terms.fen)}（¥{figures(terms.fen)}）", "<", "<"],
            ],
            (0.18, 0.38, 0.14, 0.3),
            captions=(0, 2),
            shade=(236, 236, 230),
            least=26,
        )

    return _secured("cover_firm", press, terms, who | {"number": number, "main": main}, "保证", hooks={"facts": facts})


def _person(chance: random.Random) -> Made:
    """A person answers for another's loan, in few plain points."""
    terms, who = Terms.made(chance, 50_000, 600_000, 12, step=10_000), _who(chance, "成都农村商业银行股份有限公司")
    guarantor, debtor = people5(chance, 2)
    year = terms.signed.year
    values = who | {
        "guarantor": guarantor,
        "debtor": debtor,
        "identity": identity(chance),
        "number": f"成农商保{year}{digits(chance, 6)}",
        "main": f"成农商个经{year}{digits(chance, 6)}",
        "seal": "成都农村商业银行",
    }
    return _secured("kin", Press5(Style(size=12.5, margins=(80, 76, 80, 70), foot="")), terms, values, "保证")


def _flat(chance: random.Random) -> Made:
    """A person mortgages a flat for the loan of a small firm's owner."""
    terms, who = Terms.made(chance, 300_000, 3_000_000, 36, step=10_000), _who(chance, "云南红塔银行股份有限公司")
    guarantor, debtor, spouse = people5(chance, 3)
    town = chance.choice(("玉溪市红塔区", "曲靖市麒麟区"))
    year = terms.signed.year
    values = who | {
        "guarantor": guarantor,
        "debtor": debtor,
        "spouse": spouse,
        "identity": identity(chance),
        "number": f"HTDY-{year}-{digits(chance, 6)}",
        "main": f"HTGR-{year}-{digits(chance, 6)}",
        "place": f"{town}龙泉路{chance.randrange(3, 200)}号3栋2单元{chance.randrange(2, 18)}02室",
        "deed": f"云（{year - 4}）不动产权第{digits(chance, 7, '00')}号",
        "area": f"{chance.randrange(7000, 16000) / 100:.2f}",
        "worth": figures(terms.fen * 3 // 2),
    }
    press = Press5(Style(size=11, margins=(72, 62, 72, 60), filled=(20, 40, 120), foot="第{page}页"))
    return _secured("flat", press, terms, values, "抵押")


def _receivable(chance: random.Random) -> Made:
    """What a buyer owes to a firm is pledged."""
    terms, who = Terms.made(chance, 1_000_000, 12_000_000, 6), _who(chance, "渤海银行股份有限公司")
    year = terms.signed.year
    values = who | {
        "number": f"渤质（{year}）第{digits(chance, 4)}号",
        "main": f"渤流贷（{year}）第{digits(chance, 4)}号",
        "base": f"GX-{digits(chance, 6)}",
        "worth": figures(terms.fen * 14 // 10),
        "branch_code": digits(chance, 5),
        "back": account(chance, 16, "2006"),
    }
    press = Press5(Style(face="sans", size=11, leading=1.75, margins=(76, 72, 76, 66), foot="渤海银行　{page}"))
    return _secured("receivable", press, terms, values, "质押")


def _machines(chance: random.Random) -> Made:
    """The borrower mortgages its own machines: a list of them in the text, few rules."""
    terms, who = Terms.made(chance, 800_000, 9_000_000, 12), _who(chance, "新疆银行股份有限公司")
    year = terms.signed.year
    kinds = chance.sample(
        (
            ("颚式破碎机", "PE600×900"),
            ("轧花机", "MY-171"),
            ("真空冷冻机组", "LG16-280"),
            ("杀青烘干线", "6CST-80"),
            ("高压均质机", "GJJ-5/25"),
        ),
        3,
    )
    press = Press5(Style(size=11.4, leading=1.7, margins=(78, 70, 78, 66), foot="- {page} -"))

    def listed(on: Press5) -> None:
        rows = [["序号", "设备", "型号", "数量", "购置时间"]]
        for k, (name, model) in enumerate(kinds):
            rows.append([str(k + 1), name, model, f"{chance.randrange(1, 5)}台（套）", f"{year - 1 - k}年{3 + k}月"])
        on.form(rows, (0.1, 0.28, 0.24, 0.18, 0.2), rules="rows", size=10)

    values = who | {
        "debtor": who["guarantor"],
        "number": f"XJB-DY-{year}-{digits(chance, 4)}",
        "main": f"XJB-LD-{year}-{digits(chance, 4)}",
        "worth": figures(terms.fen * 2),
        "share": 50,
        "place": f"{chance.choice(('喀什', '库尔勒'))}经济开发区{chance.randrange(2, 60)}号厂区",
    }
    return _secured("machines", press, terms, values, "抵押", hooks={"list": listed})


PAPERS = (
    Paper("guarantee5-firm-up-to-a-sum", "held", _firm),
    Paper("guarantee5-person-points", "held", _person),
    Paper("guarantee5-flat-mortgaged", "held", _flat),
    Paper("guarantee5-receivable-pledged", "held", _receivable),
    Paper("guarantee5-machines-listed", "held", _machines),
)
