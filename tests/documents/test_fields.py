# ruff: noqa: E501 - one line for each type
from __future__ import annotations

from docaudit.documents import DOCUMENTS

FIELDS = {
    "loan_receipt": "receipt_number, contract_number, borrower, amount, disbursement_date, due_date, interest_rate, account",
    "drawdown_application": "contract_number, borrower, amount, date, purpose, payees",
    "entrusted_payment_order": "contract_number, borrower, amount, date, payee_name, payee_account, payee_bank, purpose",
    "trade_contract": "contract_number, buyer, seller, subject, amount, amount_in_words, signed_date, delivery_date, payment_terms",
    "receipt": "date, payer, payee, amount, amount_in_words, reason",
    "transfer_slip": "date, payer_name, payer_account, payee_name, payee_account, amount, amount_in_words, remark, reference",
    "guarantee_contract": "contract_number, main_contract_number, guarantor, creditor, debtor, amount, kind",
    "business_license": "name, credit_code, legal_representative, registered_capital, established_date, scope",
    "goods_receipt": "date, supplier, receiver, amount, items",
    "inspection_report": "date, borrower, inspector, conclusion",
    "other": "title",
}


def test_each_type_has_the_fields_of_the_interface_in_their_order() -> None:
    for name, fields in FIELDS.items():
        assert DOCUMENTS[name].record.field_names() == fields.split(", "), name


def test_every_type_has_a_chinese_name_and_its_own_doc_type() -> None:
    for part in DOCUMENTS:
        assert part.record.doc_type == part.name
        assert part.label


def test_an_absent_field_is_null_with_confidence_zero() -> None:
    json = DOCUMENTS["receipt"].record().to_json()["fields"]
    assert isinstance(json, dict)
    assert json["date"] == {"value": None, "confidence": 0.0, "page": None, "box": None, "text": None}
