"""担保合同: a suretyship, mortgage or pledge contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@document("guarantee_contract", "担保合同")
@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeContract(Document):
    """A suretyship, mortgage or pledge contract."""

    doc_type: ClassVar[str | None] = "guarantee_contract"

    contract_number: Field[str] = Field()
    main_contract_number: Field[str] = Field()
    guarantor: Field[str] = Field()
    creditor: Field[str] = Field()
    debtor: Field[str] = Field()
    amount: Field[Money] = Field()
    kind: Field[str] = Field()
