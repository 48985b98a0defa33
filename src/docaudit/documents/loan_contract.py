"""借款合同: the contract a loan is released under."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money
from docaudit.records.obligation import Obligation


@dataclass(frozen=True, slots=True, kw_only=True)
class Instalment:
    """One row of the repayment plan."""

    due_date: Field[dt.date] = Field()
    principal: Field[Money] = Field()
    interest: Field[Money] = Field()


@document("loan_contract", "借款合同")
@dataclass(frozen=True, slots=True, kw_only=True)
class LoanContract(Document):
    """The contract a loan is released under."""

    doc_type: ClassVar[str | None] = "loan_contract"

    contract_number: Field[str] = Field()
    lender: Field[str] = Field()
    borrower: Field[str] = Field()
    borrower_id: Field[str] = Field()
    guarantors: tuple[Field[str], ...] = ()
    loan_kind: Field[str] = Field()
    amount: Field[Money] = Field()
    amount_in_words: Field[str] = Field()
    currency: Field[str] = Field()
    start_date: Field[dt.date] = Field()
    end_date: Field[dt.date] = Field()
    term_months: Field[int] = Field()
    interest_rate: Field[Decimal] = Field()
    rate_basis: Field[str] = Field()
    purpose: Field[str] = Field()
    payment_method: Field[str] = Field()
    entrusted_threshold: Field[Money] = Field()
    disbursement_account: Field[str] = Field()
    repayment_account: Field[str] = Field()
    repayment_method: Field[str] = Field()
    repayment_schedule: tuple[Instalment, ...] = ()
    signed_date: Field[dt.date] = Field()
    obligations: tuple[Obligation, ...] = ()
