"""Names the use of every payment: the traced loan's own repayment, what payee and words say, who the payee is."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeAlias

from docaudit.knowledge import UseGuess, bank_of, classify_counterparty, same_party
from docaudit.records.flows import Ledger, LedgerRow, Loan, Parties, Relation
from docaudit.records.labels import RowKind, Use
from docaudit.records.names import core_key, fold, is_person_name, number_key
from docaudit.tracing.disbursements import is_lender

RELATED_FROM = 0.70
"""Strength from which a party counts as related (flows.md 3.0)."""
OWN_LOAN_NAMED, OWN_LOAN_BY_WORD = 0.9, 0.6
"""Confidence that a row repays the traced loan: the lender is named, or only the words say so (flows.md 3.7)."""

SAID_PLAINLY = 0.7
"""Confidence from which words (出借, 拆借) say more than the tie; 往来款 and 借款 alone say less."""

SAYS_NOTHING = 0.5
"""Confidence up to which the word lists know no more than that somebody was paid; a claim (货款) says more."""
_SILENT = frozenset({Use.UNSUPPORTED, Use.UNKNOWN, Use.INDIVIDUAL})

_PRINCIPAL = re.compile(
    r"还款|还本|还贷|归还贷款|归还借款|贷款归还|贷款扣[收款]|收回贷款|贷款收回|扣收本金|贷款本金|本息"
    r"|(?:归还|偿还|清偿|结清|还清)[一-鿿]{0,14}?(?:贷款|借款)"
)
_OF_A_BANK = re.compile(
    r"(?:归还|偿还|清偿|结清|还清|还)(?:贷款|借款|款|贷|本)?[-:_ ]*"
    r"(?P<bank>[一-鿿]{2,14}?(?:银行|农商行|信用社|联社)|[工农中建交招]行)"
)
"""The bank that the words of a repayment name."""
_INTEREST = re.compile(r"贷款利息|借款利息|利息|扣息|付息|罚息|复利|结息|还息")
_PRINCIPAL_TOO = re.compile(r"本息|本金|还本")

_A_NUMBER = 6
"""Signs from which a contract's number is one contract's."""

_WEAK = frozenset({Use.UNSUPPORTED, Use.UNKNOWN, Use.INDIVIDUAL, Use.LENDING, Use.FIXED_ASSET})
"""Uses that give way where the payee is a related party: the tie says more than the words."""


Hint: TypeAlias = Callable[[str | None, str], UseGuess | None]
"""What a payment to this counterparty with these words may be for, None where nothing can be said."""


def classify_uses(ledger: Ledger, loans: Sequence[Loan], parties: Parties, hint: Hint | None = None) -> Ledger:
    """Return the ledger with use, confidence and a Chinese reason on every payment.

    A repayment of a traced loan carries that loan in `LedgerRow.loan`. Evidence is not judged here: a plausible
    payment is `unsupported` until coverage says how much of it conforms. `hint` is asked where the word lists say
    nothing.
    """
    return replace(ledger, rows=tuple(_classified(row, loans, parties, hint) for row in ledger.rows))


def guess_use(name: str | None, text: str, hint: Hint | None = None) -> UseGuess:
    """Return what the word lists say of a payment, else what the hint says."""
    listed = classify_counterparty(name, text)
    silent = listed.use in _SILENT and (listed.confidence <= SAYS_NOTHING or listed.use is Use.INDIVIDUAL)
    return (hint(name, text) if hint is not None and silent else None) or listed


def _classified(row: LedgerRow, loans: Sequence[Loan], parties: Parties, hint: Hint | None) -> LedgerRow:
    if row.kind is RowKind.TRANSFER:
        return replace(row, use=Use.UNKNOWN, use_confidence=0.9, use_reason="本人账户间划转")
    if row.kind is not RowKind.OUT:
        return row
    own = _own_loan(row, loans, parties)
    if own is not None:
        return own
    paid = row.transaction
    guess = guess_use(paid.counterparty_name, paid.text, hint)
    use, confidence, reason = guess.use, guess.confidence, guess.reason
    relation = related(paid.counterparty_name, parties)
    plain = use is Use.LENDING and confidence >= SAID_PLAINLY
    if relation is not None and relation.strength >= RELATED_FROM and use in _WEAK and not plain:
        use, confidence, reason = Use.RELATED_PARTY, relation.strength, f"收款人为关联方：{relation.reason}"
    return replace(row, use=use, use_confidence=confidence, use_reason=reason)


def related(name: str | None, parties: Parties) -> Relation | None:
    """Return the tie between the borrower and the party of that name, None where none is known."""
    if not name:
        return None
    found = parties.related.get(core_key(name))
    if found is not None:
        return found
    return next((relation for key, relation in parties.related.items() if same_party(name, key)), None)


def _own_loan(row: LedgerRow, loans: Sequence[Loan], parties: Parties) -> LedgerRow | None:
    """Return the row as repayment or interest of a traced loan, None where it is neither (flows.md 1.9)."""
    paid = row.transaction
    text = fold(paid.text)
    principal, interest = bool(_PRINCIPAL.search(text)), bool(_INTEREST.search(text))
    if not (principal or interest):
        return None
    drawn = [loan for loan in loans if loan.start_date is None or loan.start_date <= paid.date]
    named = [loan for loan in drawn if is_lender(paid.counterparty_name, loan, parties)]
    if not named and _may_be_lender(paid.counterparty_name):
        named = [loan for loan in drawn if _quotes(text, loan)]
    nobody = not paid.counterparty_name or any(same_party(paid.counterparty_name, b) for b in parties.borrower_names)
    if not named and not (nobody and drawn):
        return None
    # 信用卡还款 to the same bank, or a debit without a name on an account of another bank, is another debt.
    if "信用卡" in text or (not named and not _account_at_lender(row, drawn)):
        return None
    if not named and _of_another(text, drawn, parties):
        return None
    loan = _repaid(named or drawn, paid.amount_fen, text)
    confidence = OWN_LOAN_NAMED if named or re.search("贷款|借款", text) else OWN_LOAN_BY_WORD
    if interest and not _PRINCIPAL_TOO.search(text):
        return replace(row, use=Use.OPERATING, use_confidence=confidence, use_reason="支付本笔贷款利息")
    return replace(
        row,
        use=Use.LOAN_REPAYMENT,
        use_confidence=confidence,
        use_reason="归还本案贷款本金",
        loan=loan.id if loan else None,
    )


def _of_another(text: str, loans: Sequence[Loan], parties: Parties) -> bool:
    """Say whether the words name the bank whose loan is repaid, and it is none of the lenders (归还齐鲁银行贷款)."""
    found = _OF_A_BANK.search(text)
    if found is None:
        return False
    lenders = {*parties.lender_names, *(loan.lender for loan in loans if loan.lender)}
    said = bank_of(found["bank"]) or found["bank"]
    return bool(lenders) and not any(
        found["bank"] in fold(lender) or said == bank_of(lender) or same_party(said, lender) for lender in lenders
    )


def _may_be_lender(name: str | None) -> bool:
    """Say whether a counterparty may stand for the lender though it is not its name: 支行, 贷款本金户, or nothing."""
    return not name or not (bank_of(name) or is_person_name(name) or re.search("公司|保证|担保", name))


def _quotes(text: str, loan: Loan) -> bool:
    """Say whether the words quote the number of the loan's contract."""
    key = number_key(loan.id)
    return len(key) >= _A_NUMBER and key in number_key(text)


def _repaid(loans: Sequence[Loan], amount_fen: int, text: str) -> Loan | None:
    """Return the loan that is repaid: the only one, the one whose number stands in the words, or of that very sum."""
    for fitting in (
        loans,
        [loan for loan in loans if _quotes(text, loan)],
        [loan for loan in loans if loan.principal_fen == -amount_fen],
    ):
        if len(fitting) == 1:
            return fitting[0]
    return None


def _account_at_lender(row: LedgerRow, loans: Sequence[Loan]) -> bool:
    bank = bank_of(row.transaction.counterparty_bank) if row.transaction.counterparty_bank else None
    if bank is None:
        return True
    lenders = [bank_of(loan.lender) for loan in loans if loan.lender]
    return not lenders or bank in lenders
