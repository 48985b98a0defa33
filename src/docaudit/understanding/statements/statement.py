"""From the bound rows of a statement to its typed record, every amount proved by the balances where it can be."""

# ruff: noqa: E501 - Han count double, and word lists read best in long lines

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from docaudit.documents.bank_statement import BankStatement, Day, TransactionRow
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.pages import Cell, Page, TextSource
from docaudit.understanding import wallets
from docaudit.understanding.grids import GridRow, unwrap
from docaudit.understanding.statements import parties, proof
from docaudit.understanding.statements.columns import rank
from docaudit.understanding.statements.figures import at, parse_clock, parse_day, parse_fen, parse_month_day
from docaudit.understanding.statements.head import Head, account_number, currency_of, read_head
from docaudit.understanding.statements.sections import Section

_SAMPLE = 60
_IN_FLAG = re.compile(r"(贷|收|入|来|转入|存|进|\+|c|cr|credit|in)(方|入|账|帐|款|项)*", re.IGNORECASE)
_OUT_FLAG = re.compile(r"(借|支|出|往|转出|取|付|扣|汇出|-|d|dr|debit|out)(方|出|账|帐|款|项)*", re.IGNORECASE)
_SPENDING = re.compile(r"消费|取现|支出|转出|扣款|利息$|手续费|年费|支付|购买|汇出|付款|分期")
_RECEIVING = re.compile(r"退货|退款|还款|存入|转入|收入|汇入|收款|返现|结息|工资|入账|退回")
_OPENING = re.compile(r"期初|月初|年初|承前|承上|上页|上期|上[月年日]|昨日|opening|forward|b/?f", re.IGNORECASE)
_CLOSING = re.compile(r"期末|月末|closing|c/?f", re.IGNORECASE)
_CREDIT_CARD = re.compile(r"信用卡|贷记卡|白条|花呗")


@dataclass(slots=True)
class Picked:
    """The columns that were chosen for each meaning; None where the statement has none."""

    date: int | None = None
    more_dates: tuple[int, ...] = ()
    clock: int | None = None
    inn: int | None = None
    out: int | None = None
    amount: int | None = None
    flag: int | None = None
    balance: int | None = None
    summary: int | None = None
    remark: tuple[int, ...] = ()
    reference: int | None = None


class _Texts:
    """The columns of a section as lists of texts, made once each."""

    def __init__(self, rows: Sequence[GridRow]) -> None:
        self._rows = rows
        self._made: dict[int, list[str]] = {}

    def __getitem__(self, column: int) -> list[str]:
        made = self._made.get(column)
        if made is None:
            made = [c.text if (c := row.cells[column]) is not None else "" for row in self._rows]
            self._made[column] = made
        return made

    def share(self, column: int, reads: Callable[[str], object]) -> float:
        """Return which share of the first rows the function reads."""
        sample = self[column][:_SAMPLE]
        return sum(reads(t) is not None for t in sample) / len(sample) if sample else 0.0

    def filled(self, column: int) -> int:
        """Return how many rows print something in a column."""
        return sum(parties.name(t) is not None for t in self[column])


def statements_of(section: Section, sheet: str | None) -> list[BankStatement]:
    """Return the statements of a section: one for each account and currency that its rows name."""
    own, money = section.columns("own_account"), section.columns("currency")
    groups: dict[tuple[str, str], list[int]] = {}
    if section.rows and (own or money):
        last = ""
        for i, row in enumerate(section.rows):
            number = _text(row, own[0]) if own else ""
            last = number or last
            groups.setdefault((last, (currency_of(_text(row, money[0])) or "") if money else ""), []).append(i)
    head = read_head(section.preface, section.rest[:40], sheet)
    if len(groups) < 2:
        return [_Builder(section, section.rows, head).build()]
    out = []
    for index in groups.values():
        part = [section.rows[i] for i in index]
        out.append(_Builder(section, part, read_head(section.preface, section.rest[:40], sheet), shared=True).build())
    return out


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
        self.texts = _Texts(self.rows)
        self.roles = list(section.roles)
        if head.format is not None and head.format.columns:
            from docaudit.understanding.statements.columns import roles as named  # noqa: PLC0415

            self.roles = named(section.headings, head.format.columns)
        self.wallet = bool(head.format is not None and head.format.wallet)
        self.picked = self._pick()
        self.warnings: list[str] = []
        self.scanned = any(r.page.text_source in (TextSource.OCR, TextSource.MIXED) for r in self.rows[:3])

    # --- columns ---

    def _of(self, role: str) -> list[int]:
        found = [i for i, r in enumerate(self.roles) if r == role]
        return sorted(found, key=lambda i: (rank(role, self.section.headings[i]), i))

    def _best(self, role: str, reads: Callable[[str], object]) -> int | None:
        found = self._of(role)
        if not found:
            return None
        shares = {i: self.texts.share(i, reads) for i in found}
        top = max(shares.values())
        return next(i for i in found if shares[i] >= top - 0.02)

    def _pick(self) -> Picked:
        picked = Picked()
        dates = self._of("date")
        days = {i: self.texts.share(i, lambda t: parse_day(t) or parse_month_day(t)) for i in dates}
        good = [i for i in dates if days[i] > 0.3]
        if good:
            top = max(days[i] for i in good)
            full = [i for i in good if days[i] >= top - 0.02]
            timed = [i for i in full if any(_timed(t) for t in self.texts[i][:5])]
            picked.date = (timed or full)[0]
            picked.more_dates = tuple(i for i in good if i != picked.date)
        clocks = [i for i in dates if i not in good and self.texts.share(i, parse_clock) > 0.3]
        picked.clock = clocks[0] if clocks else None
        picked.inn, picked.out = self._best("in", parse_fen), self._best("out", parse_fen)
        picked.inn, picked.out = self._filled("in", picked.inn), self._filled("out", picked.out)
        picked.amount = self._best("amount", parse_fen)
        picked.balance = self._best("balance", parse_fen)
        flags = self._of("flag")
        kinds = [i for i in self._of("type") if self._is_flag(i)]
        picked.flag = next((i for i in [*flags, *kinds] if self._is_flag(i) or i in flags), None)
        texts = [i for i in (*self._of("type"), *self._of("summary")) if i != picked.flag]
        filled = [i for i in texts if self.texts.filled(i)]
        picked.summary = filled[0] if filled else None
        rest = [i for i in (*self._of("summary"), *self._of("remark")) if i not in (picked.summary, picked.flag)]
        picked.remark = tuple(i for i in rest if self.texts.filled(i))
        if self.wallet or any(i in self._of("summary") for i in picked.remark):
            picked.remark = picked.remark[:1]
        references = [i for i in self._of("reference") if self.texts.filled(i)]
        picked.reference = references[0] if references else None
        return picked

    def _filled(self, role: str, best: int | None) -> int | None:
        """Among several columns of one side take the one with most figures."""
        found = self._of(role)
        if best is None or len(found) < 2:
            return best
        counts = {i: sum(parse_fen(t) is not None for t in self.texts[i]) for i in found}
        top = max(counts.values())
        return next(i for i in found if counts[i] == top)

    def _is_flag(self, column: int) -> bool:
        sample = [t.strip() for t in self.texts[column][:_SAMPLE] if t.strip()]
        return bool(sample) and all(len(t) <= 4 and self._flag(t) is not None for t in sample)

    def _flag(self, text: str) -> int | None:
        plain = unwrap(text).strip().strip("()（）【】[]")
        own = self.head.format.flags if self.head.format is not None else {}
        if plain in own:
            return own[plain]
        if _IN_FLAG.fullmatch(plain):
            return 1
        return -1 if _OUT_FLAG.fullmatch(plain) else None

    # --- signs ---

    def _figures(self, column: int | None) -> list[int | None]:
        if column is None:
            return [None] * len(self.rows)
        return [parse_fen(t) if t else None for t in self.texts[column]]

    def _models(self, balances: proof.Amounts, *, newest_first: bool) -> list[proof.Model]:
        p = self.picked
        models: list[proof.Model] = []
        sides = p.inn is not None or p.out is not None
        amount = self._figures(p.amount)
        if sides and ((p.inn is not None and p.out is not None) or p.amount is None):
            inn, out = self._figures(p.inn), self._figures(p.out)
            negative = sum(1 for v in out if v) > 0 and all(v <= 0 for v in out if v)
            plain = [_net(a, abs(b) if b is not None and negative else b) for a, b in zip(inn, out, strict=True)]
            models.append(proof.Model("columns", plain, expected=True))
            models.append(proof.Model("columns reversed", [None if v is None else -v for v in plain]))
            sized = [
                _net(abs(a) if a is not None else None, abs(b) if b is not None else None)
                for a, b in zip(inn, out, strict=True)
            ]
            models.append(proof.Model("columns without sign", sized))
            if p.flag is not None and p.amount is None and (p.inn is None or p.out is None):
                one = inn if p.inn is not None else out
                models[0] = proof.Model("flag", self._by_flag(one), expected=True)
            return models
        signed = any(v is not None and v < 0 for v in amount) or any(
            t.lstrip().startswith("+") for t in self._amount_texts()
        )
        if p.flag is not None:
            flags = self._by_flag([None if v is None else abs(v) for v in amount])
            models.append(proof.Model("flag", flags, expected=sum(v is not None for v in flags) > 0))
            models.append(proof.Model("flag reversed", [None if v is None else -v for v in flags]))
            red = self._by_flag(amount)
            models.append(proof.Model("flag with red figures", red))
            models.extend(self._code_models(amount))
        models.append(proof.Model("signed", amount, expected=signed and p.flag is None and not self._card()))
        models.append(
            proof.Model(
                "signed reversed", [None if v is None else -v for v in amount], expected=signed and self._card()
            )
        )
        opening = self.head.opening_fen.value
        for order in (newest_first, not newest_first):
            delta = proof.deltas(amount, balances, newest_first=order, opening=opening)
            if not signed and sum(v is not None for v in delta) >= max(1.0, 0.8 * (len(delta) - 1)):
                filled = [d if d is not None else w for d, w in zip(delta, self._by_words(amount), strict=True)]
                models.append(proof.Model("balances", filled))
        if not signed and p.flag is None:
            models.append(proof.Model("words", self._by_words(amount), expected=True))
        return models

    def _amount_texts(self) -> list[str]:
        return self.texts[self.picked.amount] if self.picked.amount is not None else []

    def _card(self) -> bool:
        """Say whether the account is a credit card, where spending is printed positive."""
        shown = " ".join(r.text for r in self.section.preface) + " ".join(self.section.headings)
        return bool(_CREDIT_CARD.search(shown)) and self.picked.balance is None

    def _by_flag(self, amount: proof.Amounts) -> list[int | None]:
        column = self.picked.flag
        flags = [self._flag(t) for t in self.texts[column]] if column is not None else [None] * len(self.rows)
        return [None if v is None or f is None else v * f for v, f in zip(amount, flags, strict=True)]

    def _code_models(self, amount: proof.Amounts) -> list[proof.Model]:
        """Read an unknown two-valued flag both ways; the balances decide."""
        column = self.picked.flag
        codes = sorted({t.strip() for t in self.texts[column] if t.strip()}) if column is not None else []
        if len(codes) != 2 or column is None:
            return []
        out = []
        for first in codes:
            read = [
                None if v is None else v if t.strip() == first else -v
                for v, t in zip(amount, self.texts[column], strict=True)
            ]
            out.append(proof.Model(f"code {first} is in", read))
        return out

    def _by_words(self, amount: proof.Amounts) -> list[int | None]:
        columns = [c for c in (self.picked.summary, *self.picked.remark) if c is not None]
        out: list[int | None] = []
        for i, value in enumerate(amount):
            text = " ".join(self.texts[c][i] for c in columns)
            spent, got = _SPENDING.search(text), _RECEIVING.search(text)
            if value is None or not (spent or got):
                out.append(None)
            elif spent and got:
                out.append(abs(value) if got.start() <= spent.start() else -abs(value))
            else:
                out.append(abs(value) if got else -abs(value))
        return out

    # --- the record ---

    def build(self) -> BankStatement:
        """Return the statement."""
        rows, head = self.rows, self.head
        times = self._times()
        dated = [t for t in times if t is not None]
        newest_first = len(dated) > 1 and dated[0] > dated[-1]
        balances = self._figures(self.picked.balance)
        keep = list(range(len(rows)))
        if self.wallet:
            amounts, keep = self._wallet()
            found = proof.Chain(0, 0, newest_first)
        else:
            models = self._models(balances, newest_first=newest_first)
            model, found = proof.choose(models, balances, dated_newest_first=newest_first)
            amounts = list(model.amounts)
            if model.name.endswith("reversed") and not model.expected:
                self.warnings.append("收支方向与表头字面相反，已按余额勾稽确定")
        fixed: dict[tuple[int, str], int] = {}
        if self.scanned and found.share > 0.5:
            for repair in proof.repairs(
                amounts,
                balances,
                self._amount_side_texts(),
                self._column(self.picked.balance),
                newest_first=found.newest_first,
            ):
                fixed[repair.row, repair.what] = repair.fen
                (amounts if repair.what == "amount" else balances)[repair.row] = repair.fen
                word = "金额" if repair.what == "amount" else "余额"
                self.warnings.append(f"第{repair.row + 1}笔{word}识别有一位之差，已按前后余额更正为{Money(repair.fen)}")
        currency = self._currency()
        held = proof.follows(amounts, balances, newest_first=found.newest_first)
        self._warn(held, found)
        own_number, own_name = self._own()
        built = []
        for i in keep:
            sure = 0.99 if held[i] or not found.tests else 0.95 if held[i] is None else 0.6
            built.append(self._row(i, times[i], amounts[i], balances[i], sure, fixed, currency, own_number, own_name))
        opening, closing = self._ends(amounts, balances, keep, found, currency)
        self._sums(amounts)
        return BankStatement(
            bank=head.bank,
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

    def _column(self, column: int | None) -> list[str]:
        return self.texts[column] if column is not None else [""] * len(self.rows)

    def _amount_side_texts(self) -> list[str]:
        p = self.picked
        sides = [c for c in (p.inn, p.out, p.amount) if c is not None]

        def shown(i: int) -> str:
            texts = [self.texts[c][i] for c in sides]
            return next((t for t in texts if parse_fen(t)), "") or next((t for t in texts if re.search(r"\d", t)), "")

        return [shown(i) for i in range(len(self.rows))]

    def _times(self) -> list[dt.datetime | None]:
        p = self.picked
        days = self._column(p.date)
        clocks = self._column(p.clock)
        out: list[dt.datetime | None] = []
        for i, text in enumerate(days):
            day = parse_day(text) if text else None
            if day is None:
                day = next((d for c in p.more_dates if (d := parse_day(self.texts[c][i])) is not None), None)
            if day is None and text and self.head.months is not None:
                day = self._in_year(text)
            if day is not None and clocks[i]:
                day = at(day, parse_clock(clocks[i]))
            out.append(day)
        return out

    def _in_year(self, text: str) -> dt.datetime | None:
        """Complete month and day by the statement's month; a later month belongs to the year before."""
        short = parse_month_day(text)
        if short is None or self.head.months is None:
            return None
        year, month = self.head.months
        try:
            return Day(year - 1 if short[0] > month else year, *short)
        except ValueError:
            return None

    def _wallet(self) -> tuple[list[int | None], list[int]]:
        p = self.picked
        status = self._of("status")
        numbers = [i for i, h in enumerate(self.section.headings) if re.search(r"订单号|交易号|交易单号", h)]
        kind, goods = self._column(p.summary), self._column(p.remark[0] if p.remark else None)
        orders = [
            wallets.Order(
                flag=self._column(p.flag)[i],
                kind=kind[i],
                goods=goods[i],
                status=self._column(status[0] if status else None)[i],
                amount=self._column(p.amount)[i],
                numbers=tuple(self.texts[c][i].strip() for c in numbers if self.texts[c][i].strip()),
            )
            for i in range(len(self.rows))
        ]
        moved = wallets.moved(orders)
        signs = [wallets.sign(o) for o in orders]
        sizes = self._figures(p.amount)
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

    def _own(self) -> tuple[Field[str], Field[str]]:
        number, holder = self.head.account_number, self.head.account_name
        for role in ("own_account", "own_name"):
            columns = [i for i, r in enumerate(self.roles) if r == role]
            for column in columns:
                cell = next((c for r in self.rows[:20] if (c := r.cells[column]) is not None and c.text.strip()), None)
                if cell is None:
                    continue
                page = self.rows[0].page
                if role == "own_account" and (self.shared or number.value is None):
                    value = account_number(unwrap(cell.text))
                    number = Field(value, 0.98 * cell.confidence, page.cell_evidence(cell)) if value else number
                elif role == "own_name" and (self.shared or holder.value is None):
                    text = parties.name(cell.text)
                    holder = Field(text, 0.98 * cell.confidence, page.cell_evidence(cell)) if text else holder
        if number.value is None and (self._of("payer_account") and self._of("payee_account")):
            number = self._common_account()
        return number, holder

    def _common_account(self) -> Field[str]:
        """Return the one account that stands on every row as payer or payee."""
        a, b = self._of("payer_account")[0], self._of("payee_account")[0]
        count: Counter[str] = Counter()
        for x, y in zip(self.texts[a], self.texts[b], strict=True):
            count.update({v for t in (x, y) if (v := parties.account(t)) is not None})
        if not count or len(self.rows) < 2:
            return Field()
        best, times = count.most_common(1)[0]
        if times < len(self.rows) or (len(count) > 1 and count.most_common(2)[1][1] == times):
            return Field()
        row = self.rows[0]
        cell = next(c for i in (a, b) if (c := row.cells[i]) is not None and parties.account(c.text) == best)
        return Field(best, 0.9, row.page.cell_evidence(cell))

    def _row(  # noqa: PLR0917 - the parts of one row
        self,
        i: int,
        time: dt.datetime | None,
        amount: int | None,
        balance: int | None,
        sure: float,
        fixed: dict[tuple[int, str], int],
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
            remark = _leaf(page, cells[column], parties.name)
            if remark.value is not None:
                break
        summary = _leaf(page, cells[p.summary], parties.name) if p.summary is not None else Field()
        if name.value is None and not self._named():
            for text in (summary, remark):
                if text.value is not None and (inside := parties.in_summary(text.value)) is not None:
                    name = Field(inside, 0.8 * text.confidence, text.evidence)
                    break
        moment: Field[dt.datetime] = Field()
        if time is not None:
            day = next(
                (c for k in (p.date, *p.more_dates) if k is not None and (c := cells[k]) is not None and c.text), None
            )
            if day is not None:
                moment = Field(time, 0.99 * day.confidence, page.cell_evidence(day))
        return TransactionRow(
            time=moment,
            amount=_money(
                page,
                cells[place] if place is not None else None,
                amount,
                sure if (i, "amount") not in fixed else 0.8,
                code,
            ),
            balance=_money(
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
            reference=_leaf(page, cells[p.reference], _reference) if p.reference is not None else Field(),
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
        for column in self._of_cached("counterparty_both"):
            cell = cells[column]
            if cell is None or not cell.text:
                continue
            who, number = parties.both(cell.text)
            if name.value is None and who is not None:
                name = Field(who, 0.97 * cell.confidence, page.cell_evidence(cell))
            if account.value is None and number is not None:
                account = Field(number, 0.97 * cell.confidence, page.cell_evidence(cell))
        if not (self._of_cached("payer_name") or self._of_cached("payee_name")) or name.value is not None:
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
        return sides[other]

    def _of_cached(self, role: str) -> list[int]:
        cache: dict[str, list[int]] = self.__dict__.setdefault("_places", {})
        if role not in cache:
            cache[role] = self._of(role)
        return cache[role]

    def _first(self, role: str, row: GridRow, reads: Callable[[str], str | None]) -> Field[str]:
        for column in self._of_cached(role):
            leaf = _leaf(row.page, row.cells[column], reads)
            if leaf.value is not None:
                return leaf
        return Field()

    def _ends(
        self,
        amounts: proof.Amounts,
        balances: proof.Amounts,
        keep: Sequence[int],
        found: proof.Chain,
        currency: Field[str],
    ) -> tuple[Field[Money], Field[Money]]:
        """Return opening and closing balance: printed, else the first balance less the first amount, and the last balance."""
        code = currency.value or "CNY"
        opening = self.head.opening_fen.map(lambda fen: Money(fen, code))
        closing = self.head.closing_fen.map(lambda fen: Money(fen, code))
        if self.shared:
            opening, closing = Field(), Field()
        else:
            opening = self._checkpoint(_OPENING, first=True, code=code) if opening.value is None else opening
            closing = self._checkpoint(_CLOSING, first=False, code=code) if closing.value is None else closing
        order = list(reversed(keep)) if found.newest_first else list(keep)
        column = self.picked.balance
        if not order or column is None:
            return opening, closing
        i, last = order[0], order[-1]
        amount, balance, final = amounts[i], balances[i], balances[last]
        cell = self.rows[i].cells[column]
        if opening.value is None and amount is not None and balance is not None and cell is not None:
            opening = Field(Money(balance - amount, code), 0.85, self.rows[i].page.cell_evidence(cell))
        elif (
            opening.value is not None
            and amount is not None
            and balance is not None
            and opening.value.fen + amount != balance
        ):
            self.warnings.append(f"期初余额{opening.value}与首笔交易后余额{Money(balance)}不勾稽")
        cell = self.rows[last].cells[column]
        if closing.value is None and final is not None and cell is not None:
            closing = Field(Money(final, code), 0.95, self.rows[last].page.cell_evidence(cell))
        return opening, closing

    def _checkpoint(self, pattern: re.Pattern[str], *, first: bool, code: str) -> Field[Money]:
        """Return the balance of a carried-forward row: before the first booking for the opening, the last one for the closing."""
        count = len(self.section.rows)
        for before, row in self.section.checkpoints if first else reversed(self.section.checkpoints):
            label = next((t for t in row.texts() if pattern.search(t)), None)
            at_edge = before in (0, count)
            if label is None or not at_edge:
                continue
            column = self.picked.balance
            cell = row.cells[column] if column is not None and column < len(row.cells) else None
            if cell is None or parse_fen(cell.text) is None:
                figures = [c for c in row.filled() if parse_fen(c.text) is not None]
                cell = figures[-1] if figures else None
            if cell is not None and (fen := parse_fen(cell.text)) is not None:
                return Field(Money(fen, code), 0.97 * cell.confidence, row.page.cell_evidence(cell))
        return Field()

    def _warn(self, held: Sequence[bool | None], found: proof.Chain) -> None:
        broken = [i for i, h in enumerate(held) if h is False]
        if not broken:
            return
        shown = "、".join(f"第{i + 1}笔" for i in broken[:5])
        more = f"等{len(broken)}处" if len(broken) > 5 else ""
        self.warnings.append(f"余额不连续：{shown}{more}（{found.hits}/{found.tests}笔勾稽）")

    def _sums(self, amounts: proof.Amounts) -> None:
        """Compare the printed totals with the rows."""
        if self.shared or any(a is None for a in amounts) or self.wallet:
            return
        inn, out = sum(a for a in amounts if a and a > 0), -sum(a for a in amounts if a and a < 0)
        pairs = (("收入", self.head.sum_in_fen, inn), ("支出", self.head.sum_out_fen, out))
        wrong = [
            f"{word}合计印刷为{Money(p)}，逐笔相加为{Money(c)}" for word, p, c in pairs if p is not None and p != c
        ]
        self.warnings.extend(wrong)


def _timed(text: str) -> bool:
    day = parse_day(text)
    return day is not None and not isinstance(day, Day)


def _net(inn: int | None, out: int | None) -> int | None:
    if inn is None and out is None:
        return None
    return (inn or 0) - (out or 0)


def _leaf(page: Page, cell: Cell | None, reads: Callable[[str], str | None]) -> Field[str]:
    if cell is None or not cell.text:
        return Field()
    value = reads(cell.text)
    return Field() if value is None else Field(value, 0.98 * cell.confidence, page.cell_evidence(cell))


def _reference(text: str) -> str | None:
    value = parties.name(text)
    return None if value is None or re.fullmatch(r"\d(?:\.\d+)?E\+?\d+", value) else re.sub(r"\s+", "", value)


def _money(page: Page, cell: Cell | None, fen: int | None, sure: float, code: str) -> Field[Money]:
    if fen is None or cell is None:
        return Field()
    return Field(Money(fen, code), sure * cell.confidence, page.cell_evidence(cell))


def all_statements(sections: Iterable[Section], sheet: str | None = None) -> list[BankStatement]:
    """Return the statements of all sections, those without rows left out unless there is nothing else."""
    found = [s for section in sections for s in statements_of(section, sheet)]
    return [s for s in found if s.transactions] or found[:1]
