"""入库单: a slip that goods arrived (入库、送货、验收单)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from docaudit.documents.base import document
from docaudit.records.document import Document
from docaudit.records.evidence import Field
from docaudit.records.money import Money


@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsItem:
    """One line of goods."""

    name: Field[str] = Field()
    specification: Field[str] = Field()
    unit: Field[str] = Field()
    quantity: Field[Decimal] = Field()
    unit_price: Field[Decimal] = Field()
    amount: Field[Money] = Field()


@document("goods_receipt", "入库单")
@dataclass(frozen=True, slots=True, kw_only=True)
class GoodsReceipt(Document):
    """A slip that goods arrived (入库、送货、验收单)."""

    doc_type: ClassVar[str | None] = "goods_receipt"

    date: Field[dt.date] = Field()
    supplier: Field[str] = Field()
    receiver: Field[str] = Field()
    amount: Field[Money] = Field()
    items: tuple[GoodsItem, ...] = ()
