"""From the bound rows of a statement to its typed record, every amount proved by the balances where it can be."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from docaudit.documents.bank_statement import BankStatement, TransactionRow
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import TextSource
from docaudit.understanding import wallets
from docaudit.understanding.grids import GridRow
from docaudit.understanding.statements import houses, parties, proof
from docaudit.understanding.statements.choice import Columns
from docaudit.understanding.statements.doubt import printed_so
from docaudit.understanding.statements.ends import Ends
from docaudit.understanding.statements.figures import parse_fen, prints_month_first
from docaudit.understanding.statements.head import Head, read_head
from docaudit.understanding.statements.holder import Holder
from docaudit.understanding.statements.labels import pairs
from docaudit.understanding.statements.leaves import leaf, money, reference
from docaudit.understanding.statements.printed import currency_of
from docaudit.understanding.statements.sections import Section
from docaudit.understanding.statements.signs import Signs
from docaudit.understanding.statements.times import Times

_UNPROVED = 0.6
_TELLING = 400
"""So many rows tell how days are printed."""


def statements_of(section: Section, sheet: str | None) -> list[BankStatement]:
    """Return the statements of a section: one for each account and currency that its rows name."""
    _not_own(section)
    own, money = section.columns("own_account"), section.columns("currency")
    groups: dict[tuple[str, str], list[int]] = {}
    if section.rows and (own or money):
        last = ""
        for i, row in enumerate(section.rows):
            number = _text(row, own[0]) if own else ""
            last = number or last
            groups.setdefault((last, (currency_of(_text(row, money[0])) or "") if money else ""), []).append(i)
    # A head that stands below the rows prints the closing balance beside its other labels: no row of sums does.
    below = (row for before, row in section.checkpoints if before == len(section.rows))
    footers = [*section.rest[:40], *(row for row in below if len({p.key for p in pairs([row]) if p.key}) > 1)]
    shown = itertools.chain(section.preface, section.rows[:_TELLING], footers)
    month_first = prints_month_first(row.text for row in shown)

    def head() -> Head:
        return read_head(section.preface, footers, sheet, month_first=month_first)

    if len(groups) < 2:
        return [_Builder(section, section.rows, head()).build()]
    parts = ([section.rows[i] for i in index] for index in groups.values())
    return [_Builder(section, part, head(), shared=True).build() for part in parts]


_ACCOUNTS = 3
"""So many accounts a file may hold at least; more are the holder's only where each has several rows."""


_TURNS = 2
"""So often for each of them names or numbers change that are the other sides'."""


def _not_own(section: Section) -> None:
    """Take names or accounts that change from row to row for the counterparties', though 户名 or 账号 heads them."""
    changed = False
    for own, other in (("own_account", "counterparty_account"), ("own_name", "counterparty_name")):
        for column in section.columns(own):
            shown = [text for row in section.rows if (text := _text(row, column))]
            most = 1 if changed else max(_ACCOUNTS, len(shown) // 3)
            # The accounts of an export follow each other; the other sides come and go.
            turns = sum(a != b for a, b in itertools.pairwise(shown))
            if len(set(shown)) > most or turns >= _TURNS * len(set(shown)):
                section.roles[column] = other if other not in section.roles else None
                changed = True


def _text(row: GridRow, column: int) -> str:
    cell = row.cells[column] if column < len(row.cells) else None
    return cell.text.strip() if cell is not None else ""


class _Builder:
    """Builds one statement from the rows of one account."""

    def __init__(self, section: Section, rows: Sequence[GridRow], head: Head, *, shared: bool = False) -> None:
        self.section, self.rows, self.head, self.shared = section, rows, head, shared
        width = len(section.headings)
        self.rows = [
            r if len(r.cells) >= width else GridRow(r.page, r.cells + (None,) * (width - len(r.cells))) for r in rows
        ]
        self.columns = Columns(self.rows, section.headings, section.roles, head.format)
        self.texts, self.roles, self.picked = self.columns.texts, self.columns.roles, self.columns.picked
        self.wallet = self.columns.wallet
        self.warnings: list[str] = []
        self.scanned = any(r.page.text_source in (TextSource.OCR, TextSource.MIXED) for r in self.rows[:3])
        self.when = Times(section, self.rows, self.columns, head, shared=shared, scanned=self.scanned)

    def build(self) -> BankStatement:
        """Return the statement."""
        rows, head = self.rows, self.head
        times = self.when.read()
        dated = [t for t in times if t is not None]
        self.when.month(dated)
        newest_first = len(dated) > 1 and dated[0] > dated[-1]
        own_number, own_name = Holder(head, self.columns, rows, self.shared).found()
        balances = self.columns.figures(self.picked.balance)
        keep = list(range(len(rows)))
        guessed = False
        if self.wallet:
            amounts, keep = self._wallet()
            found = proof.Chain(0, 0, newest_first)
        else:
            shown = " ".join(r.text for r in self.section.preface) + " ".join(self.section.headings)
            signs = Signs(self.columns, shown, head.opening_fen.value, (own_name.value, own_number.value))
            models = signs.models(balances, newest_first=newest_first)
            model, found = proof.choose(models, balances, dated_newest_first=newest_first)
            sizes = self.columns.figures(self.picked.amount)
            amounts = proof.completed(model.amounts, sizes, balances, newest_first=found.newest_first)
            guessed = model.guessed
            if model.name.endswith("reversed") and not model.expected:
                self.warnings.append("收支方向与表头字面相反，已按余额勾稽确定")
        fixed, clear = self._mended(amounts, balances, found) if self.scanned and found.share > 0.5 else (set(), set())
        currency = self._currency()
        held = proof.follows(amounts, balances, newest_first=found.newest_first)
        ends = Ends(self.section, rows, self.columns, head, self.shared)
        ends.breaks(held, balances, found)
        sure = [0.9 if i in clear else self._sure(h, found, guessed=guessed) for i, h in enumerate(held)]
        built = [
            self._row(i, times[i], amounts[i], balances[i], sure[i], fixed, currency, own_number, own_name)
            for i in keep
        ]
        opening, closing = ends.balances(amounts, balances, sure, keep, found, currency)
        if not self.wallet:
            ends.sums(amounts)
            ends.totals(newest_first=found.newest_first)
            ends.unproved(balances)
        self.warnings += ends.warnings
        return BankStatement(
            bank=head.bank if head.bank.value is not None else self._own_bank(),
            account_name=own_name,
            account_number=own_number,
            currency=currency,
            period_start=head.period_start,
            period_end=head.period_end,
            opening_balance=opening,
            closing_balance=closing,
            transactions=tuple(built),
            warnings=tuple(self.warnings),
        )

    def _mended(
        self, amounts: list[int | None], balances: list[int | None], found: proof.Chain
    ) -> tuple[set[tuple[int, str]], set[int]]:
        """Mend the figures of a scan that one misread glyph explains; return them, and the rows that are read clearly.

        A figure that stands on the paper beyond doubt is not mended: its balances do not follow.
        """
        fixed: set[tuple[int, str]] = set()
        clear: set[int] = set()
        shown = self._amount_places()
        texts = ["" if c is None else self.texts[c][i] for i, c in enumerate(shown)]
        column = self.picked.balance
        for repair in proof.repairs(
            amounts, balances, texts, self.columns.column(column), newest_first=found.newest_first
        ):
            place = shown[repair.row] if repair.what == "amount" else column
            figures, word = (amounts, "金额") if repair.what == "amount" else (balances, "余额")
            printed = figures[repair.row]
            if printed is not None and place is not None and printed_so(self.rows[repair.row].cells[place], repair.fen):
                after = repair.row + (-1 if found.newest_first else 1)
                clear |= {repair.row} if repair.what == "amount" else {repair.row, after}
                told = f"{word}印为{Money(printed)}，按前后余额应为{Money(repair.fen)}"
                self.warnings.append(f"第{repair.row + 1}笔{told}，字迹清晰，请核对原件是否被改动")
                continue
            fixed.add((repair.row, repair.what))
            figures[repair.row] = repair.fen
            self.warnings.append(f"第{repair.row + 1}笔{word}识别有一位之差，已按前后余额更正为{Money(repair.fen)}")
        return fixed, clear

    @staticmethod
    def _sure(held: bool | None, found: proof.Chain, *, guessed: bool) -> float:
        """Return the confidence of a row's amount: low where no balance proves a direction that nothing prints."""
        if held:
            return 0.99
        if held is False or guessed or (found.tests >= 2 and found.share < 0.5):
            return _UNPROVED
        return 0.95 if found.tests else 0.99

    def _own_bank(self) -> Field[str]:
        """Return the bank that every row repeats as the account's own."""
        columns = [i for i, r in enumerate(self.roles) if r == "own_bank"]
        cell = self.rows[0].cells[columns[0]] if columns and self.rows else None
        if cell is None:
            return Field()
        return Field(houses.house(cell.text.strip()), 0.9 * cell.confidence, self.rows[0].page.cell_evidence(cell))

    def _amount_places(self) -> list[int | None]:
        """Return the column in which each row prints its amount."""
        p = self.picked
        sides = [c for c in (p.inn, p.out, p.amount) if c is not None]

        def shown(i: int) -> int | None:
            figured = (c for c in sides if parse_fen(self.texts[c][i]))
            found = next(figured, None)
            return found if found is not None else next((c for c in sides if re.search(r"\d", self.texts[c][i])), None)

        return [shown(i) for i in range(len(self.rows))]

    def _wallet(self) -> tuple[list[int | None], list[int]]:
        p = self.picked
        status = self.columns.of("status")
        numbers = [i for i, h in enumerate(self.section.headings) if re.search(r"订单号|交易号|交易单号", h)]
        kind, goods = self.columns.column(p.summary), self.columns.column(p.remark[0] if p.remark else None)
        orders = [
            wallets.Order(
                flag=self.columns.column(p.flag)[i],
                kind=kind[i],
                goods=goods[i],
                status=self.columns.column(status[0] if status else None)[i],
                amount=self.columns.column(p.amount)[i],
                numbers=tuple(self.texts[c][i].strip() for c in numbers if self.texts[c][i].strip()),
            )
            for i in range(len(self.rows))
        ]
        moved = wallets.moved(orders)
        signs = [wallets.sign(o) for o in orders]
        sizes = self.columns.figures(p.amount)
        amounts = [None if v is None or s is None else abs(v) * s for v, s in zip(sizes, signs, strict=True)]
        return amounts, [i for i, m in enumerate(moved) if m]

    def _currency(self) -> Field[str]:
        money = [i for i, r in enumerate(self.roles) if r == "currency"]
        for column in money:
            for row in self.rows[:5]:
                cell = row.cells[column]
                if cell is not None and (code := currency_of(cell.text)) is not None:
                    return Field(code, 0.99 * cell.confidence, row.page.cell_evidence(cell))
        if self.head.currency.value is not None:
            return self.head.currency
        p = self.picked
        priced = [c for c in (p.amount, p.inn, p.out, p.balance) if c is not None]
        for row in self.rows[:5]:
            for column in priced:
                cell = row.cells[column]
                if cell is not None and re.search(r"[¥￥]|CNY|RMB|人民币|USD|HKD|EUR|JPY", cell.text):
                    return Field(currency_of(cell.text), 0.9, row.page.cell_evidence(cell))
        for column in priced if self.rows else []:
            cell = self.rows[0].cells[column]
            if cell is not None and re.search("元|人民币", self.section.headings[column]):
                heading = self.section.headings[column]
                return Field("CNY", 0.8, replace(self.rows[0].page.cell_evidence(cell), text=heading))
        for cell in (self.rows[0].cells[c] for c in priced) if self.rows else ():
            if cell is not None:  # a domestic statement that names no currency is kept in yuan
                return Field("CNY", 0.6, self.rows[0].page.cell_evidence(cell))
        return Field()

    def _row(  # noqa: PLR0917 - the parts of one row
        self,
        i: int,
        time: dt.datetime | None,
        amount: int | None,
        balance: int | None,
        sure: float,
        fixed: set[tuple[int, str]],
        currency: Field[str],
        own_number: Field[str],
        own_name: Field[str],
    ) -> TransactionRow:
        row, p = self.rows[i], self.picked
        page, cells = row.page, row.cells
        code = currency.value or "CNY"
        shown = [c for c in (p.inn, p.out, p.amount) if c is not None and cells[c] is not None]
        place = next((c for c in shown if parse_fen(self.texts[c][i])), shown[0] if shown else None)
        if place is None or (amount is not None and p.inn is not None and p.out is not None):
            side = p.inn if (amount or 0) >= 0 else p.out
            place = (
                side
                if side is not None and cells[side] is not None and parse_fen(self.texts[side][i]) is not None
                else place
            )
        name, account, bank = self._counterparty(row, amount, own_name.value, own_number.value)
        remark: Field[str] = Field()
        for column in p.remark:
            remark = leaf(page, cells[column], parties.name)
            if remark.value is not None:
                break
        summary = leaf(page, cells[p.summary], parties.name) if p.summary is not None else Field()
        if name.value is None and summary.value is not None and not self._named():
            cell = cells[p.summary] if p.summary is not None else None
            if cell is not None and (parts := parties.below_summary(cell.text)) is not None:
                name = Field(parts[1], 0.9 * summary.confidence, summary.evidence)
                summary = replace(summary, value=parts[0])
            elif cell is not None and (told := parties.details(cell.text)) is not None:
                sure, place_of = 0.9 * summary.confidence, summary.evidence
                summary = replace(summary, value=told[0])
                name = Field(told[1], sure, place_of)
                account = Field(told[2], sure, place_of) if told[2] and account.value is None else account
                remark = Field(told[3], sure, place_of) if told[3] and remark.value is None else remark
        if name.value is None and not self._named():
            for text in (summary, remark):
                if text.value is not None and (inside := parties.in_summary(text.value)) is not None:
                    name = Field(inside, 0.8 * text.confidence, text.evidence)
                    break
        moment: Field[dt.datetime] = Field()
        if time is not None:
            moment = self.when.moment(i, time)
        return TransactionRow(
            time=moment,
            amount=money(
                page,
                cells[place] if place is not None else None,
                amount,
                sure if (i, "amount") not in fixed else 0.8,
                code,
            ),
            balance=money(
                page,
                cells[p.balance] if p.balance is not None else None,
                balance,
                sure if (i, "balance") not in fixed else 0.8,
                code,
            ),
            counterparty_name=name,
            counterparty_account=account,
            counterparty_bank=bank,
            summary=summary,
            remark=remark,
            reference=leaf(page, cells[p.reference], reference) if p.reference is not None else Field(),
        )

    def _named(self) -> bool:
        return any(r in ("counterparty_name", "counterparty_both", "payer_name", "payee_name") for r in self.roles)

    def _counterparty(
        self, row: GridRow, amount: int | None, own_name: str | None, own_number: str | None
    ) -> tuple[Field[str], Field[str], Field[str]]:
        page, cells = row.page, row.cells
        name = self._first("counterparty_name", row, parties.name)
        account = self._first("counterparty_account", row, parties.account)
        bank = self._first("counterparty_bank", row, parties.name)
        for column in self.columns.named("counterparty_name") if account.value is None else ():
            cell = cells[column]
            if cell is not None and (two := parties.name_over_number(cell.text)) is not None:
                name, account = (Field(v, 0.95 * cell.confidence, page.cell_evidence(cell)) for v in two)
        for column in self.columns.named("counterparty_both"):
            cell = cells[column]
            if cell is None or not cell.text:
                continue
            evidence, sure = page.cell_evidence(cell), 0.97 * cell.confidence
            name, account, bank = (
                before if before.value is not None or value is None else Field(value, sure, evidence)
                for before, value in zip((name, account, bank), parties.together(cell.text), strict=True)
            )
        if not (self.columns.named("payer_name") or self.columns.named("payee_name")) or name.value is not None:
            return name, account, bank
        sides = {}
        for side in ("payer", "payee"):
            sides[side] = (
                self._first(f"{side}_name", row, parties.name),
                self._first(f"{side}_account", row, parties.account),
                self._first(f"{side}_bank", row, parties.name),
            )
        own = [s for s, (n, a, _) in sides.items() if parties.is_own(n.value, a.value, own_name, own_number)]
        if len(own) == 1:
            other = "payee" if own[0] == "payer" else "payer"
        elif amount is not None and amount != 0:
            other = "payer" if amount > 0 else "payee"
        else:
            return name, account, bank
        found = zip((name, account, bank), sides[other], strict=True)
        return tuple(own if own.value is not None else side for own, side in found)  # type: ignore[return-value]

    def _first(self, role: str, row: GridRow, reads: Callable[[str], str | None]) -> Field[str]:
        for column in self.columns.named(role):
            found = leaf(row.page, row.cells[column], reads)
            if found.value is not None:
                return found
        return Field()
