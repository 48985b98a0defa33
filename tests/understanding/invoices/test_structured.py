"""Invoices that come as XML, of the tax authority or of tax control devices."""

from __future__ import annotations

import datetime as dt

from docaudit.documents.vat_invoice import VatInvoice
from docaudit.records.money import Money
from docaudit.understanding.invoices.structured import is_invoice, read_structured


def leaves(*pairs: tuple[str, str]) -> list[tuple[str, str]]:
    return list(pairs)


def test_the_tax_authoritys_xml_is_read_without_any_print() -> None:
    data = leaves(
        ("EInvoice/Header/InherentLabel/GeneralOrSpecialVAT/LabelName", "增值税专用发票"),
        ("EInvoice/EInvoiceData/SellerInformation/SellerIdNum", "91440605MA4W2H8R7C"),
        ("EInvoice/EInvoiceData/SellerInformation/SellerName", "岚江市远图铜业有限公司"),
        ("EInvoice/EInvoiceData/BuyerInformation/BuyerName", "桂岭县松溪电机有限公司"),
        ("EInvoice/EInvoiceData/BasicInformation/TotalAmWithoutTax", "100"),
        ("EInvoice/EInvoiceData/BasicInformation/TotalTaxAm", "13.00"),
        ("EInvoice/EInvoiceData/BasicInformation/TotalTax-includedAmount", "113.00"),
        ("EInvoice/EInvoiceData/IssuItemInformation/ItemName", "*有色金属*铜杆"),
        ("EInvoice/EInvoiceData/IssuItemInformation/Amount", "60.00"),
        ("EInvoice/EInvoiceData/IssuItemInformation/TaxRate", "0.13"),
        ("EInvoice/EInvoiceData/IssuItemInformation/ItemName", "*有色金属*铜带"),
        ("EInvoice/EInvoiceData/IssuItemInformation/Amount", "40.00"),
        ("EInvoice/TaxSupervisionInfo/InvoiceNumber", "25442000000033221107"),
        ("EInvoice/TaxSupervisionInfo/IssueTime", "2025-11-06 09:14:00"),
    )
    assert is_invoice(data)
    invoice: VatInvoice = read_structured(data)
    assert invoice.invoice_kind.value == "digital_special"
    assert invoice.issue_date.value == dt.date(2025, 11, 6)
    assert (invoice.amount.value, invoice.total.value) == (Money(10000), Money(11300))
    assert [(i.name.value, i.amount.value, i.tax_rate.value) for i in invoice.items] == [
        ("铜杆", Money(6000), "13%"), ("铜带", Money(4000), None),
    ]  # fmt: skip
    assert invoice.total.evidence is not None
    assert (invoice.total.evidence.page, invoice.total.evidence.box) == (None, None)


def test_an_xml_of_something_else_is_no_invoice() -> None:
    assert not is_invoice(leaves(("order/number", "12"), ("order/buyer", "x")))


def test_the_total_of_a_line_is_not_the_total_of_the_invoice() -> None:
    item = "EInvoice/EInvoiceData/IssuItemInformation"
    invoice = read_structured(
        [
            (f"{item}/ItemName", "*钢材*螺纹钢"),
            (f"{item}/Amount", "100.00"),
            (f"{item}/ComTaxAm", "13.00"),
            (f"{item}/TotaltaxIncludedAmount", "113.00"),
            ("EInvoice/EInvoiceData/BasicInformation/TotalTax-includedAmount", "226.00"),
            ("EInvoice/TaxSupervisionInfo/InvoiceNumber", "25442000000033221107"),
        ]
    )
    assert invoice.total.value == Money(22600)
    assert [(i.amount.value, i.tax.value) for i in invoice.items] == [(Money(10000), Money(1300))]


def test_the_files_of_tax_control_devices_are_read() -> None:
    leaves = [
        ("Kp/Fpxx/Fpsj/Fp/Fpdm", "3300194130"),
        ("Kp/Fpxx/Fpsj/Fp/Fphm", "12345"),
        ("Kp/Fpxx/Fpsj/Fp/Kprq", "20210309"),
        ("Kp/Fpxx/Fpsj/Fp/Gfmc", "桂岭县松溪电机有限公司"),
        ("Kp/Fpxx/Fpsj/Fp/Xfmc", "岚江市远图铜业有限公司"),
        ("Kp/Fpxx/Fpsj/Fp/Spxx/Sph/Spmc", "*有色金属*铜杆"),
        ("Kp/Fpxx/Fpsj/Fp/Spxx/Sph/Je", "60.00"),
        ("Kp/Fpxx/Fpsj/Fp/Spxx/Sph/Spmc", "*有色金属*铜带"),
        ("Kp/Fpxx/Fpsj/Fp/Spxx/Sph/Je", "40.00"),
    ]
    assert is_invoice(leaves)
    invoice = read_structured(leaves)
    assert (invoice.invoice_code.value, invoice.invoice_number.value) == ("3300194130", "00012345")
    assert (invoice.buyer_name.value, invoice.seller_name.value) == ("桂岭县松溪电机有限公司", "岚江市远图铜业有限公司")
    assert [i.name.value for i in invoice.items] == ["铜杆", "铜带"]
