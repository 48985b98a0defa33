"""Invoices as data: the XML of fully digital invoices, the one inside OFD, and the XBRL of the finance ministry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from docaudit.documents.vat_invoice import InvoiceItem, VatInvoice
from docaudit.records.amounts import parse_amount
from docaudit.records.dates import parse_date
from docaudit.records.evidence import Evidence, Field
from docaudit.records.money import Money
from docaudit.understanding.invoices.items import split_name

# Element names (lower case, letters and digits only) by field. Sources: the schema e-invoice/2019 inside OFD, the
# EInvoice XML of the tax authority's platform, the XBRL taxonomy inv 2021-09-30 of the finance ministry, and the
# initials of the Chinese names that the files of tax control devices use.
_HEAD: dict[str, tuple[str, ...]] = {
    "invoice_code": ("invoicecode", "codeofinvoice", "fpdm"),
    "invoice_number": ("invoicenumber", "invoiceno", "numberofinvoice", "einvoiceno", "fphm"),
    "issue_date": ("issuedate", "dateofissue", "issuetime", "requesttime", "kprq"),
    "check_code": ("invoicecheckcode", "identifyingcode", "checkcode", "jym"),
    "buyer_name": ("buyername", "nameofpurchaser", "gmfmc", "gfmc", "ghdwmc"),
    "buyer_tax_id": (
        "buyertaxid", "buyeridnum", "taxpayeridentificationnumberunifiedsocialcreditcodeofpurchaser", "gmfnsrsbh",
        "gfsh", "gfnsrsbh", "ghdwsbh",
    ),
    "seller_name": ("sellername", "nameofseller", "xsfmc", "xfmc", "xhdwmc"),
    "seller_tax_id": (
        "sellertaxid", "selleridnum", "taxpayeridentificationnumberunifiedsocialcreditcodeofseller", "xsfnsrsbh",
        "xfsh", "xfnsrsbh", "xhdwsbh",
    ),
    "amount": ("taxexclusivetotalamount", "totalamwithouttax", "totalamountexcludingtax", "hjje"),
    "tax": ("taxtotalamount", "totaltaxam", "totaltaxamount", "hjse"),
    "total": ("taxinclusivetotalamount", "totaltaxincludedamount", "taxincludedamountinfigures", "jshj"),
    "total_in_words": ("totaltaxincludedamountinchinese", "taxincludedamountinwords", "jshjdx"),
    "remarks": ("note", "remark", "remarks", "bz"),
}  # fmt: skip
_ITEM: dict[str, tuple[str, ...]] = {
    "name": ("item", "itemname", "nameoftaxablegoodsorservices", "goodsname", "xmmc", "spmc", "hwmc"),
    "specification": ("specification", "specmod", "ggxh"),
    "unit": ("measurementdimension", "meaunits", "unitofgoodsorservices", "dw", "jldw"),
    "quantity": ("quantity", "quantityofgoodsorservices", "sl"),
    "unit_price": ("price", "unprice", "unitpriceofgoodsorservices", "dj"),
    "amount": ("amount", "amountexcludingtax", "je"),
    "tax_rate": ("taxscheme", "taxrate", "slv"),
    "tax": ("taxamount", "comtaxam", "se"),
}
_TYPE = ("typeofinvoice", "generalorspecialvat", "labelname", "einvoicetype", "fplx")
_SURE = 0.99

V = TypeVar("V")
Leaves = Iterable[tuple[str, str]]


def is_invoice(leaves: Leaves) -> bool:
    """Say whether the leaves hold at least an invoice's number and a party or a sum."""
    names = {_name(path) for path, value in leaves if value.strip()}
    number = names & set(_HEAD["invoice_number"])
    return bool(number and names & {*_HEAD["seller_name"], *_HEAD["buyer_name"], *_HEAD["total"]})


def read_structured(leaves: Leaves) -> VatInvoice:
    """Return the invoice that the leaves (path, value) of an XML describe; `page` and `box` stay empty."""
    head: dict[str, str] = {}
    kinds: list[str] = []
    groups: list[dict[str, str]] = []
    for path, raw in leaves:
        name, value = _name(path), raw.strip()
        if not value:
            continue
        field = next((f for f, names in _ITEM.items() if name in names), None)
        if field and _in_item(path, name):
            # A name opens a line in every schema; a repeated leaf opens one too.
            if not groups or field in groups[-1]:
                groups.append({})
            groups[-1][field] = value
            continue
        field = next((f for f, names in _HEAD.items() if name in names), None)
        if field and field not in head and not _of_item(path):
            # A line has a total with tax, too.
            head[field] = value
        elif name in _TYPE:
            kinds.append(value)
    return _invoice(head, kinds, groups)


def _invoice(head: dict[str, str], kinds: list[str], groups: list[dict[str, str]]) -> VatInvoice:
    number, code = head.get("invoice_number", ""), head.get("invoice_code", "")
    text = " ".join(kinds)
    if number and len(number) < 8 and number.isdigit():
        number = number.zfill(8)
    return VatInvoice(
        invoice_kind=_field(_kind(number, code, text), text or number),
        invoice_code=_field(code or None, code),
        invoice_number=_field(number or None, number),
        issue_date=_field(parse_date(head.get("issue_date", "")[:19]), head.get("issue_date", "")),
        check_code=_text(head, "check_code"),
        buyer_name=_text(head, "buyer_name"),
        buyer_tax_id=_text(head, "buyer_tax_id"),
        seller_name=_text(head, "seller_name"),
        seller_tax_id=_text(head, "seller_tax_id"),
        amount=_money(head, "amount"),
        tax=_money(head, "tax"),
        total=_money(head, "total"),
        total_in_words=_text(head, "total_in_words"),
        items=tuple(_item(g) for g in groups),
        remarks=_text(head, "remarks"),
    )


def _kind(number: str, code: str, text: str) -> str | None:
    special = "专用" in text
    if len(number) == 20:
        return "digital_special" if special else "digital_ordinary"
    if len(code) == 12 and code[-2:] == "13":
        return "electronic_special"
    if len(code) == 12 or "电子普通" in text:
        return "electronic_special" if special else "electronic_ordinary"
    return "special" if special else ("ordinary" if "普通" in text else None)


def _item(group: dict[str, str]) -> InvoiceItem:
    category, name = split_name(group.get("name", ""))
    shown = group.get("name", "")
    return InvoiceItem(
        name=_field(name, shown),
        category=_field(category, shown),
        specification=_text(group, "specification"),
        unit=_text(group, "unit"),
        quantity=_decimal(group, "quantity"),
        unit_price=_decimal(group, "unit_price"),
        amount=_money(group, "amount"),
        tax_rate=_field(_rate(group.get("tax_rate", "")), group.get("tax_rate", "")),
        tax=_money(group, "tax"),
    )


def _rate(text: str) -> str | None:
    """Return the rate as papers print it; some schemas hold 0.13 for 13%."""
    if re.fullmatch(r"0?\.\d+|0", text):
        percent = (Decimal(text) * 100).normalize()
        return f"{percent:f}%"
    return text or None


def _name(path: str) -> str:
    last = re.sub(r"\[\d+\]$", "", path.rstrip("/").rsplit("/", 1)[-1].rsplit("}", 1)[-1]).rsplit(":", 1)[-1]
    return re.sub(r"[^a-z0-9]", "", last.lower())


def _in_item(path: str, name: str) -> bool:
    """Say whether a leaf belongs to a line: its parent says so, or its name cannot be of the head."""
    heads = {n for names in _HEAD.values() for n in names}
    return _of_item(path) or name not in heads


def _of_item(path: str) -> bool:
    """Say whether the element round a leaf is named as that of a line."""
    parent = re.sub(r"[^a-z]", "", path.rstrip("/").rsplit("/", 2)[-2].lower()) if "/" in path.rstrip("/") else ""
    return bool(re.search(r"goods|item|detail|spxx|mx", parent))


def _field(value: V | None, text: str) -> Field[V]:
    return Field() if value is None else Field(value, _SURE, Evidence(text=text))


def _text(source: dict[str, str], name: str) -> Field[str]:
    value = source.get(name)
    return Field(value, _SURE, Evidence(text=value)) if value else Field()


def _money(source: dict[str, str], name: str) -> Field[Money]:
    value = parse_amount(source.get(name))
    return Field(value, _SURE, Evidence(text=source[name])) if value is not None else Field()


def _decimal(source: dict[str, str], name: str) -> Field[Decimal]:
    try:
        return Field(Decimal(source[name]), _SURE, Evidence(text=source[name]))
    except (KeyError, InvalidOperation):
        return Field()
