"""Composes heads of loan contracts from independent axes: who is named where, in which words, what tells the kind.

Parties stand in blocks of lines, in a table or in a sentence; the terms in articles, in one paragraph, in a table of
captions, in lines, in two columns; the kind of loan is told by the title, by a clause or a ticked box, or by the use of
the money alone; sureties in a block, a clause, a table or at the signatures; accounts in clauses, beside captions or in
a table of accounts, between others that are neither for paying out nor for paying back.

`composed-heads-mend` papers are there to be looked at; `composed-heads-count` also take the fifth of the sentences and
words that is kept back (`training.captions.kept_back`).
"""

from __future__ import annotations

import datetime as dt
import functools
import random
import re
from collections.abc import Sequence
from typing import Any

from training.captions import kept_back

from . import composed_heads_words as said
from .composed_parts import sum_fen
from .composed_words import Words
from .contracts_press import Style
from .held.loans5_press import Press5
from .made import Made, Paper
from .values import bare, credit_code, date, digits, figures, truth, words

_SHARE_KEPT = 0.6
_NUMBERS = ("第{han}条　", "{n}. ", "{han}、", "（{han}）", "", "第{n}条 ")
_HAN = "一二三四五六七八九十"
_BOXES = (("☑", "□"), ("■", "□"), ("√", "□"), ("[√]", "[ ]"))
_ROLE_IN_LETTERS = {"甲方": "乙方", "乙方": "甲方"}


class _Head:
    """One contract while it is composed."""

    def __init__(self, chance: random.Random, *, counted: bool) -> None:
        self.chance, self.counted = chance, counted
        self.w = Words("loan_contract", chance, counted=counted)
        c = chance
        self.kind = c.choice(tuple(said.TITLES))
        self.person = self.kind.startswith("personal")
        self.b, self.l = c.choice(said.ROLES_OF_PERSONS if self.person else said.ROLES)
        self.borrower = self.w.person() if self.person else self.w.firm()
        self.lender = self.w.branch()
        self.start = date(c, 2023, 2025)
        self.months = c.choice((6, 12, 24, 36))
        later = self.start.month - 1 + self.months
        self.end = dt.date(self.start.year + later // 12, later % 12 + 1, min(self.start.day, 28))
        self.signed = self.start - dt.timedelta(days=c.choice((0, 1, 3)))
        self.fen, self.rate = sum_fen(c, 5, 900), f"{c.randrange(300, 900) / 100:.2f}"
        self.own, self.back = self._account(), self._account()
        self.use = self.pick(said.USES[self.kind]).replace("{goods}", c.choice(self.w.names.goods)[0])
        self.repaid, self.pays = self.pick(said.REPAID), c.choice(("entrusted", "self"))
        self.sureties = self._sureties()
        self.identity = self._identity()
        self.number = self.w.contract(self.start)
        self.given: dict[str, Any] = {}
        self.values = {
            "B": self.b, "L": self.l, "borrower": self.borrower, "lender": self.lender, "use": self.use,
            "spoken": words(self.fen), "figures": figures(self.fen), "months": str(self.months), "rate": self.rate,
            "start": self.w.day(self.start), "end": self.w.day(self.end), "signed": self.w.day(self.signed),
            "repaid": self.repaid, "own": self.own, "back": self.back, "name": self.borrower,
            "at": self.lender, "to": self.w.branch() if c.random() < 0.4 else self.lender, "other": self._account(),
            "G": "、".join(self.sureties),
        }  # fmt: skip

    def pick(self, among: Sequence[str]) -> str:
        """Choose a word or sentence; what is kept back stands in counted papers alone, and mostly."""
        held = [w for w in among if kept_back(w)]
        known = [w for w in among if not kept_back(w)]
        if self.counted and held and self.chance.random() < _SHARE_KEPT:
            return self.chance.choice(held)
        return self.chance.choice(known)

    def say(self, among: Sequence[str]) -> str:
        """Choose a sentence and fill it."""
        return self.pick(among).format(**self.values)

    def _account(self) -> str:
        return digits(self.chance, self.chance.choice((16, 17, 18, 19)), self.chance.choice("23468"))

    def _identity(self) -> str:
        c = self.chance
        if not self.person:
            return credit_code(c)
        return f"3306{digits(c, 2)}19{c.randrange(60, 99)}0{c.randrange(1, 9)}{c.randrange(10, 28)}{digits(c, 3)}X"

    def _sureties(self) -> list[str]:
        found: list[str] = []
        for _ in range(self.chance.choice((0, 0, 1, 1, 2))):
            name = self.w.person() if self.chance.random() < 0.5 else self.w.firm()
            if name not in (*found, self.borrower):
                found.append(name)
        return found

    def _named(self, role: str) -> str:
        """Return how a party is captioned where it is named: a letter with its role."""
        if role not in _ROLE_IN_LETTERS:
            return role
        meant = "借款人" if role == self.b else "贷款人"
        return self.chance.choice((f"{role}（{meant}）", f"{meant}（{role}）", f"{role}（{meant}）"))

    def _sides(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """Return the parties, each with its caption, its name and its particulars."""
        c, w = self.chance, self.w
        identity = self.pick(("身份证号码", "证件号码", "公民身份号码", "身份证号")) if self.person else w.part("id")
        many = c.randrange(0, 3)
        about = [(w.part(p), w.about(p)) for p in ("address", "phone", "post")[:many]]
        firm = [(w.part(p), w.about(p)) for p in ("legal", "bank", "account")[: c.randrange(0, 4)]]
        told = [(identity, self.identity), *about, *([] if self.person else firm)]
        c.shuffle(told)
        self.given["borrower_id"] = self.identity
        lender = [(w.part("address"), w.about("address")), (w.part("legal"), w.person())][: c.randrange(0, 3)]
        sides = [(self._named(self.l), self.lender, lender), (self._named(self.b), self.borrower, told)]
        return sides if self.l != "乙方" and c.random() < 0.7 else sides[::-1]

    def _parties(self, press: Press5) -> None:
        c = self.chance
        sides = self._sides()
        if self.sureties and self.way_of_sureties == "block":
            caption = self.pick(said.SURETY_CAPTIONS)
            caption = f"丙方（{caption}）" if self.b in _ROLE_IN_LETTERS else caption
            sides += [(caption, name, [(self.w.part("address"), self.w.about("address"))]) for name in self.sureties]
        way = c.choice(("lines", "lines", "table", "joined", "sentence"))
        mark = c.choice(("：", "：", ":"))
        if way == "sentence" and len(sides) == 2 and self.b not in _ROLE_IN_LETTERS:
            press.paragraph(self.say(said.MEETS), first=2)
            for name, value in next(told for _, who, told in sides if who == self.borrower):
                press.paragraph(f"{self.b}{name}{mark}{value}", first=2)
        elif way == "table":
            rows = []
            for caption, name, told in sides:
                rows += [[caption, name, "<", "<"]]
                pairs = [told[k : k + 2] for k in range(0, len(told), 2)]
                rows += [[*p[0], *(p[1] if len(p) > 1 else ("", ""))] for p in pairs]
            press.form(rows, (0.18, 0.34, 0.16, 0.32), rules=c.choice(("all", "all", "rows")))
        else:
            for caption, name, told in sides:
                if way == "joined" and told:
                    parts = "，".join(f"{k}{mark}{v}" for k, v in told)
                    press.paragraph(f"{caption}{mark}{name}，{parts}")
                    continue
                press.paragraph(f"{caption}{mark}{name}")
                for k, v in told:
                    press.paragraph(f"{k}{mark}{v}")
        if way != "sentence" and c.random() < 0.7:
            press.paragraph(self.say(said.LEADS), first=2)

    def _title(self) -> str:
        self.way_of_kind = self.chance.choice(("title", "clause", "box", "use", "use"))
        return self.pick(said.TITLES[self.kind] if self.way_of_kind == "title" else said.PLAIN_TITLES)

    def _kind_said(self) -> list[str]:
        if self.way_of_kind == "clause":
            kind = self.pick(said.NAMES_OF_KINDS[self.kind])
            return [self.pick(said.KIND_CLAUSES).format(**self.values, kind=kind)]
        if self.way_of_kind == "box":
            return [f"{self.pick(said.KIND_CAPTIONS)}：{self._boxes()}。"]
        return []

    def _boxes(self) -> str:
        full, empty = self.chance.choice(_BOXES)
        others = [k for k in said.NAMES_OF_KINDS if k != self.kind]
        kinds = [self.kind, *self.chance.sample(others, self.chance.randrange(1, 4))]
        self.chance.shuffle(kinds)
        shown = [f"{full if k == self.kind else empty}{self.pick(said.NAMES_OF_KINDS[k])}" for k in kinds]
        return self.chance.choice(("　", " ", "")).join([*shown, f"{empty}其他"])

    def _surety_said(self) -> list[str]:
        if not self.sureties:
            return [self.say(said.NO_SURETY)] if self.chance.random() < 0.6 else []
        return [self.say(said.SURETIES)] if self.way_of_sureties == "clause" else []

    def _accounts_said(self) -> list[str]:
        c = self.chance
        found = [self.say(said.OTHER_ACCOUNTS)] if c.random() < 0.3 else []
        if self.way_of_accounts != "clause":
            return found
        way = c.choice(("apart", "apart", "both", "same", "own"))
        if way == "apart":
            found += [self.say(said.OWN), self.say(said.BACK)]
        elif way == "own":
            found += [self.say(said.OWN)]
        else:
            found += [self.say(said.BOTH if way == "both" else said.SAME)]
        self.given["disbursement_account"] = self.own
        if way != "own":
            self.given["repayment_account"] = self.own if way == "same" else self.back
        return found

    def _articles(self) -> list[str]:
        """Return the terms as sentences in some order."""
        c = self.chance
        told = [self._kind_said(), [self.say(said.PURPOSES)], [self.say(said.AMOUNTS)], [self.say(said.TERMS)]]
        told += [[self.say(said.RATES)], [self.say(said.PAYS[self.pays])], [self.say(said.REPAYS)]]
        told += [self._accounts_said(), self._surety_said()]
        if c.random() < 0.4:
            c.shuffle(told)
        return [text for part in told for text in part] + [self.say(said.LATE) for _ in range(c.randrange(1, 4))]

    def _captions(self) -> list[tuple[str, str]]:
        """Return the terms as captions with values."""
        c = self.chance
        both = f"人民币{words(self.fen)}（￥{figures(self.fen)}）"
        span = f"{self.values['start']}至{self.values['end']}（{self.months}个月）"
        pairs = [
            (self.pick(said.CAPTIONS["amount"]), both),
            (self.pick(said.CAPTIONS["term"]), span),
            (self.pick(said.CAPTIONS["rate"]), f"{self.rate}%"),
            (self.pick(said.CAPTIONS["use"]), self.use),
            (self.pick(said.CAPTIONS["repaid"]), self.repaid),
            (self.pick(said.CAPTIONS["pays"]), self.pick(said.PAY_WORDS[self.pays])),
        ]
        if self.way_of_kind == "clause":
            pairs.append((self.pick(said.KIND_CAPTIONS), self.pick(said.NAMES_OF_KINDS[self.kind])))
        elif self.way_of_kind == "box":
            pairs.append((self.pick(said.KIND_CAPTIONS), self._boxes()))
        if self.way_of_accounts == "caption":
            pairs += [(self.pick(said.OWN_CAPTIONS), self.own), (self.pick(said.BACK_CAPTIONS), self.back)]
            self.given |= {"disbursement_account": self.own, "repayment_account": self.back}
        if self.sureties and self.way_of_sureties == "clause":
            pairs.append((self.pick(said.SURETY_CAPTIONS), self.values["G"]))
        c.shuffle(pairs)
        return pairs

    def _terms(self, press: Press5) -> None:
        c = self.chance
        way = c.choice(("articles", "articles", "joined", "table", "lines", "columns"))
        if way in ("articles", "columns", "joined"):
            self.way_of_accounts = c.choice(("clause", "clause", "clause", "table"))
            texts = self._articles()
            if way == "joined":
                cut = c.randrange(2, len(texts) - 1)
                texts = ["".join(texts[:cut]), "".join(texts[cut:])]
            if way == "columns":
                press.part(2)
                self._balance(press, texts)
            number = c.choice(_NUMBERS)
            for k, text in enumerate(texts):
                head = number.format(n=k + 1, han=_HAN[k] if k < 10 else f"十{_HAN[k - 10]}")
                press.paragraph(head + text, first=c.choice((0, 2)) if way != "columns" else 2)
            press.part(1)
            self._account_table(press)
            return
        self.way_of_accounts = c.choice(("caption", "caption", "clause", "table"))
        pairs = self._captions()
        if way == "table":
            if c.random() < 0.5:
                rows = [list(p) for p in pairs]
                press.form(rows, (0.24, 0.76), rules=c.choice(("all", "rows")))
            else:
                halves = [pairs[k : k + 2] for k in range(0, len(pairs), 2)]
                rows = [[*p[0], *(p[1] if len(p) > 1 else ("", ""))] for p in halves]
                press.form(rows, (0.17, 0.36, 0.17, 0.3), rules="all")
        else:
            for k, v in pairs:
                press.paragraph(f"{k}：{v}")
        self._account_table(press)
        texts = [*self._accounts_said(), *([] if self.sureties else self._surety_said()), self.say(said.LATE)]
        for k, text in enumerate(texts):
            press.paragraph(f"{k + 1}. {text}", first=2)

    def _balance(self, press: Press5, texts: Sequence[str]) -> None:
        size, leading = press.style.size, press.style.leading
        lines = sum(len(text) // (press.wide / size) + 1.6 for text in texts)
        tall = lines * size * leading / 2 + 3 * size
        if press.y + tall < press._end:
            press.part(2, tall)

    def _account_table(self, press: Press5) -> None:
        if self.way_of_accounts != "table":
            return
        c = self.chance
        own, back = self.pick(said.OWN_CAPTIONS), self.pick(said.BACK_CAPTIONS)
        rows = [[own, self.borrower, self.values["at"], self.own], [back, self.borrower, self.values["to"], self.back]]
        if c.random() < 0.4:
            rows.append(["监管账户", self.borrower, self.values["at"], self.values["other"]])
        c.shuffle(rows)
        first = c.choice(("账户用途", "账户类别", "账户", "用途"))
        rows.insert(0, [first, c.choice(("户名", "账户名称")), c.choice(("开户行", "开户银行")), "账号"])
        press.form(rows, (0.17, 0.25, 0.3, 0.28), size=press.style.size * 0.9)
        self.given |= {"disbursement_account": self.own, "repayment_account": self.back}

    def _surety_table(self, press: Press5) -> None:
        if not self.sureties or self.way_of_sureties != "table":
            return
        c = self.chance
        named = self.pick(("担保人", "保证人", "担保人名称", "保证人名称", "保证人姓名或名称"))
        heads = [named, "担保方式", "担保合同编号"]
        rows = [[name, "连带责任保证", f"BZ{digits(c, 8)}"] for name in self.sureties]
        if c.random() < 0.4:
            heads, rows = ["序号", *heads], [[str(k), *row] for k, row in enumerate(rows, 1)]
        press.form([heads, *rows], (0.12, 0.36, 0.22, 0.3) if len(heads) == 4 else (0.4, 0.25, 0.35))

    def _signatures(self, press: Press5) -> None:
        c = self.chance
        sign = c.choice(("（盖章）", "（签章）", "（公章）", "（签字或盖章）"))
        names = c.random() < 0.6
        sides = [(self._named(self.l), self.lender), (self._named(self.b), self.borrower)]
        if self.sureties and self.way_of_sureties in ("signature", "block"):
            caption = self.pick(said.SURETY_CAPTIONS)
            sides += [(caption, name) for name in self.sureties]
        lines = [[f"{who}{sign}：{name if names or k > 1 else ''}"] for k, (who, name) in enumerate(sides)]
        day = self.values["signed"]
        if self.way_of_day == "signature":
            lines = [[*one, f"日期：{day}"] for one in lines]
            press.beside(lines[0], lines[1])
        elif c.random() < 0.5:
            press.beside(lines[0], lines[1])
        else:
            for one in lines[:2]:
                press.paragraph(one[0])
        for one in lines[2:]:
            for text in one:
                press.paragraph(text)

    def compose(self) -> Made:
        """Return the paper."""
        c = self.chance
        margin = c.choice((48, 60, 72))
        style = Style(
            face=c.choice(("serif", "sans")), size=c.choice((9, 10, 10.5, 11)), leading=c.choice((1.45, 1.6, 1.8)),
            margins=(margin, 64, margin, 60), foot=c.choice(("", "{page}", "第 {page} 页")),
        )  # fmt: skip
        press = Press5(style)
        self.way_of_sureties = c.choice(("block", "clause", "clause", "table", "signature"))
        self.way_of_day = c.choice(("signature", "sentence", "signature"))
        title = self._title()
        press.heading(" ".join(title) if c.random() < 0.2 and len(title) < 9 else title)
        press.paragraph(f"{self.pick(said.NUMBER_CAPTIONS)}：{self.number}", align=c.choice(("left", "right")))
        if self.way_of_day == "sentence" and c.random() < 0.5:
            press.paragraph(self.say(said.SIGNED))
            self.way_of_day = "told"
        self._parties(press)
        self._terms(press)
        self._surety_table(press)
        if self.way_of_day == "sentence":
            press.paragraph(self.say(said.SIGNED), first=2)
        self._signatures(press)
        printed = re.sub(r"\s", "", "".join(press.said))
        spoken = words(self.fen)
        self.given |= {
            "contract_number": self.number, "lender": self.lender, "borrower": self.borrower,
            "guarantors": self.sureties, "loan_kind": self.kind, "amount": bare(self.fen), "currency": "CNY",
            "amount_in_words": spoken if spoken in printed else None,
            "start_date": self.start.isoformat(), "end_date": self.end.isoformat(), "term_months": self.months,
            "interest_rate": self.rate, "purpose": self.use, "payment_method": self.pays,
            "repayment_method": self.repaid, "signed_date": self.signed.isoformat(),
            "rate_basis": "固定利率" if "固定利率" in printed else None,
        }  # fmt: skip
        return Made(press.pdf_bytes(), ".pdf", truth("loan_contract", self.given))


def _made(counted: bool, chance: random.Random) -> Made:
    return _Head(chance, counted=counted).compose()


PAPERS = tuple(
    Paper(f"composed-heads-{use}", "dev", functools.partial(_made, use == "count")) for use in ("mend", "count")
)
