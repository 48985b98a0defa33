"""What is known before a file is opened: regulations, banks, holidays, word lists, labels."""

from __future__ import annotations

from docaudit.knowledge.banks import bank_of
from docaudit.knowledge.calendar import Lpr, add_working_days, is_working_day, lpr_on
from docaudit.knowledge.goods import contradicts, goods_classes
from docaudit.knowledge.labels import label, labels
from docaudit.knowledge.lists import SHIPPED, WordLists, list_names, lists_in_force
from docaudit.knowledge.names import Likeness, NameMatch, match_names, party_keys, same_party
from docaudit.knowledge.receipts import customer_receipts
from docaudit.knowledge.regulations import Regulation, regulation, regulations, version_on
from docaudit.knowledge.tables import UniqueKeys, shipped_yaml, table
from docaudit.knowledge.uses import (
    PROHIBITED,
    UseGuess,
    behind_wallet,
    classify_counterparty,
    classify_name,
    classify_text,
    declares,
    industry_core,
    is_clearing_account,
)
from docaudit.knowledge.vat import vat_rates

__all__ = [
    "PROHIBITED",
    "SHIPPED",
    "Likeness",
    "Lpr",
    "NameMatch",
    "Regulation",
    "UniqueKeys",
    "UseGuess",
    "WordLists",
    "add_working_days",
    "bank_of",
    "behind_wallet",
    "classify_counterparty",
    "classify_name",
    "classify_text",
    "contradicts",
    "customer_receipts",
    "declares",
    "goods_classes",
    "industry_core",
    "is_clearing_account",
    "is_working_day",
    "label",
    "labels",
    "list_names",
    "lists_in_force",
    "lpr_on",
    "match_names",
    "party_keys",
    "regulation",
    "regulations",
    "same_party",
    "shipped_yaml",
    "table",
    "vat_rates",
    "version_on",
]
