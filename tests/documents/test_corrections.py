from __future__ import annotations

import contextlib
import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docaudit.documents.bank_statement import BankStatement, TransactionRow
from docaudit.documents.corrections import correct, parse_correction, vocabulary
from docaudit.documents.loan_contract import LoanContract
from docaudit.documents.vat_invoice import InvoiceItem, VatInvoice
from docaudit.errors import InputError
from docaudit.records.correction import Correction, leaf_at, leaves, places, places_of
from docaudit.records.evidence import Box, Evidence, Field
from docaudit.records.money import Money

AT = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)
PLACE = Evidence(text="价税合计 1,130.00", page=3, box=Box(0.1, 0.2, 0.3, 0.25))
INVOICE = VatInvoice(
    id="D4",
    sha256="ab",
    pages=(3,),
    total=Field(Money(113000), 0.7, PLACE),
    items=(InvoiceItem(name=Field("钢材", 0.9, PLACE)), InvoiceItem(name=Field("水泥", 0.9, PLACE))),
)


def correction(path: str, value: str | int | None, **changes: object) -> Correction:
    plain: dict[str, object] = {
        "sha256": "ab", "place": "3.1", "doc_type": "vat_invoice", "path": path, "value": value, "read": "x",
        "by": "李审", "at": AT,
    }  # fmt: skip
    return Correction(**{**plain, **changes})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("doc_type", "path", "text", "value"),
    [
        ("vat_invoice", "total", "1,130.50", "1130.50"),
        ("vat_invoice", "total", "  ", None),
        ("vat_invoice", "issue_date", "2026年3月18日", "2026-03-18"),
        ("vat_invoice", "invoice_kind", "digital_special", "digital_special"),
        ("vat_invoice", "items[2].quantity", "12.5", "12.5"),
        ("loan_contract", "term_months", "12", 12),
        ("loan_contract", "interest_rate", "4.35%", "4.35"),
        ("loan_contract", "guarantors[0]", "张三", "张三"),
        ("loan_contract", "obligations[1].uses[0]", "securities", "securities"),
        ("loan_contract", "obligations[0].kind", "reporting", "reporting"),
        ("bank_statement", "transactions[7].time", "2026-03-18 09:30:00", "2026-03-18T09:30:00"),
        ("bank_statement", "transactions[7].amount", "-5,000.00", "-5000.00"),
    ],
)
def test_what_is_typed_becomes_the_value_of_the_interface(doc_type, path, text, value):
    assert parse_correction(doc_type, path, text) == value


@pytest.mark.parametrize(
    ("doc_type", "path", "text", "why"),
    [
        ("vat_invoice", "total", "一百", "金额"),
        ("vat_invoice", "issue_date", "昨天", "日期"),
        ("vat_invoice", "invoice_kind", "paper", "只能是"),
        ("vat_invoice", "colour", "red", "没有这个字段"),
        ("vat_invoice", "items", "x", "没有这个字段"),
        ("vat_invoice", "items[0]", "x", "没有这个字段"),
        ("vat_invoice", "total[0]", "1", "没有这个字段"),
        ("vat_invoice", "total; drop", "1", "没有这个字段"),
        ("vat_invoice", "source", "x", "没有这个字段"),
        ("loan_contract", "term_months", "1.5", "整数"),
        ("loan_contract", "interest_rate", "NaN", "数字"),
        ("no_such_type", "total", "1", "没有这种资料类型"),
    ],
)
def test_what_is_no_value_of_the_field_is_refused_with_what_is_wanted(doc_type, path, text, why):
    with pytest.raises(InputError, match=why):
        parse_correction(doc_type, path, text)


def test_a_correction_is_sure_keeps_its_place_and_says_who_made_it():
    (changed,) = correct([INVOICE], [correction("total", "1180.00"), correction("items[1].name", "砂石")])
    assert isinstance(changed, VatInvoice)
    assert changed.total == Field(Money(118000), 1.0, PLACE)
    assert [i.name.value for i in changed.items] == ["钢材", "砂石"]
    assert changed.warnings[0] == "人工更正：total 由“x”改为“1180.00”（李审，2026-03-01）"
    assert INVOICE.total.value == Money(113000)


def test_a_value_that_is_not_on_the_paper_is_taken_away_and_a_missing_one_is_put_in():
    (changed,) = correct([INVOICE], [correction("total", None), correction("issue_date", "2026-02-01")])
    assert isinstance(changed, VatInvoice)
    assert changed.total == Field()
    assert changed.issue_date.value == dt.date(2026, 2, 1)
    assert changed.issue_date.evidence == Evidence(text="人工更正")


def test_the_newest_correction_counts():
    later = AT + dt.timedelta(minutes=1)
    (changed,) = correct([INVOICE], [correction("total", "2.00", at=later), correction("total", "1.00")])
    assert isinstance(changed, VatInvoice)
    assert changed.total.value == Money(200)


@pytest.mark.parametrize(
    "other",
    [
        correction("total", "1.00", sha256="cd"),
        correction("total", "1.00", place="3.2"),
        correction("total", "1.00", doc_type="receipt"),
        correction("items[5].name", "x"),
        correction("total", "no amount"),
    ],
)
def test_a_correction_that_fits_no_document_any_more_changes_nothing(other):
    assert correct([INVOICE], [other]) == (INVOICE,)


def test_documents_of_one_file_are_told_apart_by_page_and_order():
    assert places([("a", (1, 2)), ("a", (3,)), ("a", (3,)), ("b", (3,)), ("c", ()), ("c", ())]) == [
        "1.1", "3.1", "3.2", "3.1", "0.1", "0.2",
    ]  # fmt: skip
    assert places_of([INVOICE.to_json()]) == {"D4": ("ab", "3.1")}


def test_every_leaf_of_the_json_can_be_found_by_its_path_and_corrected():
    statement = BankStatement(
        sha256="ab", pages=(3,), transactions=(TransactionRow(amount=Field(Money(-5), 0.9, PLACE)),)
    )
    contract = LoanContract(sha256="ab", pages=(3,), guarantors=(Field("张三", 0.9, PLACE),))
    for document in (INVOICE, statement, contract):
        fields = json.loads(json.dumps(document.to_json()["fields"]))
        paths = [path for path, _ in leaves(fields)]
        assert len(paths) == len(set(paths)) > 10
        for path in paths:
            assert leaf_at(fields, path) is not None
            assert parse_correction(str(document.doc_type), path, "") is None
    assert leaf_at({}, "total") is None
    assert leaf_at({"total": {"value": 1}}, "") is None


def test_fixed_values_are_offered():
    assert "securities" in vocabulary("obligations[0].uses[1]")
    assert "reporting" in vocabulary("obligations[0].kind")
    assert vocabulary("kind") == ()
    assert vocabulary("total") == ()


@given(st.lists(st.sampled_from(["items", "total", "amount", ".", "[0]", "[", "]", "x", "1"]), max_size=6).map("".join))
def test_any_path_is_a_field_or_refused(path):
    with contextlib.suppress(InputError):
        assert parse_correction("vat_invoice", path, "1") in ("1", "1.00")
