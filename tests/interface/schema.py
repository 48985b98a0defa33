"""The public interface's forms, written down a second time and apart from the code, so that a slip there shows here."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]

MONEY = re.compile(r"-?\d+\.\d{2}\Z")
DECIMAL = re.compile(r"-?\d+(\.\d+)?\Z")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
TIME = re.compile(r"\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?\Z")

LOAN_KINDS = {"working_capital", "fixed_asset", "personal_consumption", "personal_business", "other"}
PAYMENT_METHODS = {"entrusted", "self", "mixed"}
INVOICE_KINDS = {
    *("special", "ordinary", "electronic_special", "electronic_ordinary", "digital_special", "digital_ordinary"),
    *("roll", "other"),
}
FREQUENCIES = {"once", "monthly", "quarterly", "half_yearly", "yearly", "on_request"}
METRICS = {
    *("debt_ratio", "current_ratio", "quick_ratio", "interest_coverage", "net_assets", "external_guarantees"),
    *("operating_cash_flow", "revenue", "net_profit", "sales_collection_share", "other"),
}
LINES = {
    *("total_assets", "current_assets", "cash", "notes_receivable", "accounts_receivable", "prepayments"),
    *("other_receivables", "inventory", "fixed_assets", "construction_in_progress", "total_liabilities"),
    *("current_liabilities", "short_term_loans", "accounts_payable", "long_term_loans", "total_equity"),
    *("paid_in_capital", "retained_earnings", "revenue", "cost_of_sales", "selling_expenses"),
    *("administrative_expenses", "rd_expenses", "finance_costs", "interest_expense", "operating_profit"),
    *("total_profit", "income_tax", "net_profit", "operating_cash_flow", "investing_cash_flow"),
    *("financing_cash_flow", "net_increase_in_cash", "opening_cash", "closing_cash", "cash_from_sales"),
}
USES = {
    *("conforming", "operating", "unsupported", "real_estate", "securities", "futures", "wealth_management"),
    *("term_deposit", "margin_deposit", "insurance", "equity_investment", "dividend", "lending", "loan_repayment"),
    *("cash", "individual", "related_party", "round_trip", "fixed_asset", "prohibited_industry", "gambling"),
    *("idle", "unknown"),
}
ROLES = {"borrower", "lender", "guarantor"}
SEVERITIES = ("info", "low", "medium", "high", "critical")
CALENDAR_KINDS = {
    *("repayment", "maturity", "report", "evidence", "notice", "consent", "account_share", "first_check"),
    *("routine_check", "sample_check", "covenant_test", "reminder", "extension"),
}
CALENDAR_STATES = {"done", "open", "due_soon", "overdue", "breached", "cannot_test"}
PAPER_STATES = {"present", "missing", "overdue", "incomplete", "pending"}
CHECKS: dict[str, str] = {
    "use": "prohibited_payee prohibited_downstream round_trip structuring cash_withdrawal individual_payee"
    " related_party loan_repayment idle_funds purpose_mismatch payee_not_in_contract rapid_passthrough other_borrower",
    "payment": "entrusted_required entrusted_payee_mismatch amount_over_contract before_signing no_disbursement"
    " disbursement_mismatch",
    "evidence": "missing_document uncovered_payment overdue unreadable inconsistent_party",
    "invoice": "duplicate reused_across_cases arithmetic amount_in_words buyer_mismatch seller_mismatch bad_identifier"
    " before_contract future_dated over_contract red_or_void consecutive_numbers split purpose_mismatch",
    "contract": "amount_in_words party_mismatch date_order missing_clause over_limit",
    "statement": "broken_balance period_gap altered_file account_mismatch",
    "financials": "unbalanced subtotal articulation deterioration revenue_unsupported",
    "covenant": "breached report_overdue cannot_test",
    "repayment": "due_soon overdue shortfall source_mismatch",
    "duty": "first_check_due routine_check_due sample_check_due extension_over_limit",
}
CHECK_NAMES = {f"{group}.{name}" for group, names in CHECKS.items() for name in names.split()}

Test = Callable[[object], bool]


def text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def matching(pattern: re.Pattern[str]) -> Test:
    return lambda value: isinstance(value, str) and bool(pattern.match(value))


def one_of(names: set[str]) -> Test:
    return lambda value: value in names


def integer(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def day(value: object) -> bool:
    return isinstance(value, str) and bool(DAY.match(value)) and bool(dt.date.fromisoformat(value))


def moment(value: object) -> bool:
    return isinstance(value, str) and bool(TIME.match(value)) and bool(dt.datetime.fromisoformat(value))


money = matching(MONEY)
decimal = matching(DECIMAL)
currency = matching(re.compile(r"[A-Z]{3}\Z"))
use = one_of(USES)


class ListOf:
    """A list-valued field: of rows with named leaves, or (`row` a test) of bare fields."""

    def __init__(self, row: Mapping[str, Test] | Test) -> None:
        self.row = row


def spelt(fields: str) -> dict[str, Test]:
    """Return the tests of fields written as ``name`` (a text) or ``name:type``."""
    parted = (field.partition(":") for field in fields.split())
    return {name: _TYPES[kind or "text"] for name, _, kind in parted}


_TYPES: dict[str, Test] = {
    "text": text,
    "money": money,
    "decimal": decimal,
    "integer": integer,
    "day": day,
    "moment": moment,
    "currency": currency,
    "use": use,
    "role": one_of(ROLES),
    "line": one_of(LINES),
    "loan_kind": one_of(LOAN_KINDS),
    "method": one_of(PAYMENT_METHODS),
    "invoice_kind": one_of(INVOICE_KINDS),
    "frequency": one_of(FREQUENCIES),
    "metric": one_of(METRICS),
    "operator": one_of({"<=", "<", ">=", ">"}),
    "unit": one_of({"percent", "times", "yuan"}),
    "day_kind": one_of({"calendar", "working"}),
}
GOODS = "name specification unit quantity:decimal unit_price:decimal amount:money"
FINANCIALS: dict[str, Any] = {
    **spelt("entity period_start:day period_end:day unit"),
    "items": ListOf(spelt("name:line caption current:money prior:money")),
}
FIELDS: dict[str, dict[str, Any]] = {
    "loan_contract": {
        **spelt("contract_number lender borrower borrower_id loan_kind:loan_kind amount:money amount_in_words"),
        **spelt("currency:currency start_date:day end_date:day term_months:integer interest_rate:decimal rate_basis"),
        **spelt("purpose payment_method:method entrusted_threshold:money disbursement_account repayment_account"),
        **spelt("repayment_method signed_date:day"),
        "guarantors": ListOf(text),
        "repayment_schedule": ListOf(spelt("due_date:day principal:money interest:money")),
        "obligations": "obligations",
    },
    "loan_receipt": {
        **spelt("receipt_number contract_number borrower amount:money disbursement_date:day due_date:day"),
        **spelt("interest_rate:decimal account"),
    },
    "drawdown_application": {
        **spelt("contract_number borrower amount:money date:day purpose"),
        "payees": ListOf(spelt("name account amount:money")),
    },
    "entrusted_payment_order": spelt(
        "contract_number borrower amount:money date:day payee_name payee_account payee_bank purpose"
    ),
    "trade_contract": spelt(
        "contract_number buyer seller subject amount:money amount_in_words signed_date:day delivery_date:day"
        " payment_terms"
    ),
    "vat_invoice": {
        **spelt("invoice_kind:invoice_kind invoice_code invoice_number issue_date:day check_code buyer_name"),
        **spelt("buyer_tax_id seller_name seller_tax_id amount:money tax:money total:money total_in_words remarks"),
        "items": ListOf(spelt(GOODS + " category tax_rate tax:money")),
    },
    "receipt": spelt("date:day payer payee amount:money amount_in_words reason"),
    "transfer_slip": spelt(
        "date:day payer_name payer_account payee_name payee_account amount:money amount_in_words remark reference"
    ),
    "bank_statement": {
        **spelt("bank account_name account_number currency:currency period_start:day period_end:day"),
        **spelt("opening_balance:money closing_balance:money"),
        "transactions": ListOf(
            spelt(
                "time:moment amount:money balance:money counterparty_name counterparty_account counterparty_bank"
                " summary remark reference"
            )
        ),
    },
    **dict.fromkeys(("balance_sheet", "income_statement", "cash_flow_statement"), FINANCIALS),
    "guarantee_contract": spelt("contract_number main_contract_number guarantor creditor debtor amount:money kind"),
    "business_license": spelt(
        "name credit_code legal_representative registered_capital:money established_date:day scope"
    ),
    "goods_receipt": {**spelt("date:day supplier receiver amount:money"), "items": ListOf(spelt(GOODS))},
    "inspection_report": spelt("date:day borrower inspector conclusion"),
    "other": spelt("title"),
}
PAPERS = set(FIELDS)
SLOTS: dict[str, dict[str, Any]] = {
    "reporting": spelt("document frequency:frequency due_days:integer day_kind:day_kind"),
    "financial_covenant": spelt("metric:metric operator:operator threshold:decimal unit:unit"),
    "prohibition": {"uses": ListOf(use)},
    "use_of_funds": spelt("purpose"),
    "evidence": {"documents": ListOf(one_of(PAPERS)), **spelt("due_days:integer day_kind:day_kind")},
    "notification": spelt("event due_days:integer day_kind:day_kind"),
    "repayment": spelt("due_date:day amount:money"),
    "consent": spelt("event"),
    "account": spelt("bank share:decimal unit:unit"),
    "security": spelt("document"),
    "acceleration": spelt("event"),
    "other": {},
}


def leaf(value: Any, test: Test, where: str) -> None:
    """Check one field: value, confidence and place."""
    assert isinstance(value, dict), f"{where}: a field is an object, not {value!r}"
    place = {"sheet", "row"} if "row" in value else {"page", "box"}
    assert set(value) == {"value", "confidence", "text"} | place, f"{where}: {sorted(value)}"
    share = value["confidence"]
    assert isinstance(share, int | float), where
    assert 0 <= share <= 1, where
    if value["value"] is None:
        assert (share, value["text"], value.get("page"), value.get("box")) == (0, None, None, None), where
        assert "row" not in value, where
        return
    assert test(value["value"]), f"{where}: {value['value']!r}"
    assert value["text"] is None or isinstance(value["text"], str), where
    if "row" in value:
        assert integer(value["row"]), where
        assert value["row"] >= 1, where
        assert value["sheet"] is None or text(value["sheet"]), where
        return
    box(value["box"], where)
    assert value["page"] is None or (integer(value["page"]) and value["page"] >= 1), where
    assert (value["page"] is not None) or value["box"] is None, f"{where}: a box without its page"


def box(value: object, where: str) -> None:
    """Check that a box is null or four ordered fractions."""
    if value is None:
        return
    assert isinstance(value, list), where
    assert len(value) == 4, where
    x0, y0, x1, y1 = value
    assert 0 <= x0 <= x1 <= 1, f"{where}: {value}"
    assert 0 <= y0 <= y1 <= 1, f"{where}: {value}"


def rows(value: Any, row: Any, where: str) -> None:
    """Check a list-valued field."""
    assert isinstance(value, list), where
    for i, entry in enumerate(value):
        if isinstance(row, Mapping):
            assert set(entry) == set(row), f"{where}[{i}]: {sorted(set(entry) ^ set(row))}"
            for name, test in row.items():
                leaf(entry[name], test, f"{where}[{i}].{name}")
        else:
            leaf(entry, row, f"{where}[{i}]")


def obligations(value: Any, where: str) -> None:
    """Check that every obligation has the slots of its kind, `day_kind` beside `due_days`."""
    for i, entry in enumerate(value):
        at = f"{where}[{i}]"
        leaf(entry["kind"], one_of(set(SLOTS)), f"{at}.kind")
        leaf(entry["party"], one_of(ROLES), f"{at}.party")
        leaf(entry["text"], text, f"{at}.text")
        slots = SLOTS[entry["kind"]["value"]]
        assert set(entry) == {"kind", "party", "text", *slots}, f"{at}: {sorted(entry)}"
        for name, test in slots.items():
            if isinstance(test, ListOf):
                rows(entry[name], test.row, f"{at}.{name}")
            else:
                leaf(entry[name], test, f"{at}.{name}")


def document(line: Json) -> None:
    """Check one line of `extract`."""
    where = f"{line.get('id')} {line.get('source')}"
    assert list(line) == [
        *("id", "source", "sha256", "pages", "region", "doc_type", "confidence", "text_source", "fields", "warnings")
    ], where
    assert text(line["id"]), where
    assert text(line["source"]), where
    assert "\\" not in line["source"], where
    assert re.fullmatch(r"[0-9a-f]{64}|", line["sha256"]), where
    assert all(integer(p) and p >= 1 for p in line["pages"]), where
    assert len(set(line["pages"])) == len(line["pages"]), where
    box(line["region"], where)
    assert 0 <= line["confidence"] <= 1, where
    assert line["text_source"] in {"text_layer", "ocr", "mixed", "structured"}, where
    assert all(text(w) for w in line["warnings"]), where
    if line["doc_type"] is None:
        assert (line["pages"], line["fields"]) == ([], {}), where
        assert line["warnings"], where
        return
    wanted = FIELDS[line["doc_type"]]
    assert set(line["fields"]) == set(wanted), f"{where}: {sorted(set(line['fields']) ^ set(wanted))}"
    for name, test in wanted.items():
        at = f"{where} {line['doc_type']}.{name}"
        value = line["fields"][name]
        if test == "obligations":
            obligations(value, at)
        elif isinstance(test, ListOf):
            rows(value, test.row, at)
        else:
            leaf(value, test, at)
        _pages_are_its_own(value, line["pages"], at)


def _pages_are_its_own(value: Any, pages: Sequence[int], where: str) -> None:
    if isinstance(value, list):
        for entry in value:
            _pages_are_its_own(entry, pages, where)
    elif isinstance(value, dict) and "value" in value:
        assert value.get("page") is None or value["page"] in pages, f"{where}: page {value['page']} of {pages}"
    elif isinstance(value, dict):
        for entry in value.values():
            _pages_are_its_own(entry, pages, where)


def documents(lines: Sequence[Json]) -> None:
    """Check the lines of one output together: ids differ."""
    for line in lines:
        document(line)
    ids = [line["id"] for line in lines]
    assert len(set(ids)) == len(ids)


PLACE = ("document", "source", "page", "box", "sheet", "row")


def place(entry: Json, known: Mapping[str, Json], where: str) -> None:
    """Check that a row or value is addressed so that a program finds it: document, and page or row."""
    assert entry["document"] in known, where
    assert entry["source"] == known[entry["document"]]["source"], where
    box(entry["box"], where)
    assert entry["page"] is None or entry["page"] in known[entry["document"]]["pages"], where
    assert entry["row"] is None or entry["row"] >= 1, where
    assert entry["page"] is None or entry["row"] is None, where
    assert entry["sheet"] is None or entry["row"] is not None, where


def case(result: Json) -> None:
    """Check the object that `audit` prints."""
    keys = "case borrower loans engine documents as_of findings trace checklist calendar"
    assert set(result) == set(keys.split())
    assert text(result["case"])
    assert result["borrower"] is None or text(result["borrower"])
    assert all(text(loan) for loan in result["loans"])
    assert len(set(result["loans"])) == len(result["loans"])
    assert {"version", "rules_sha256", "models"} <= set(result["engine"])
    assert re.fullmatch(r"[0-9a-f]{64}", result["engine"]["rules_sha256"])
    assert day(result["as_of"])
    documents(result["documents"])
    known = {line["id"]: line for line in result["documents"]}
    _findings(result, known)
    assert [t["loan"] for t in result["trace"]] == result["loans"]
    for traced in result["trace"]:
        _trace(traced, known)
    for item in result["checklist"]:
        _checklist(item, known)
    for entry in result["calendar"]:
        assert set(entry) == {"date", "kind", "title", "status"}
        assert day(entry["date"])
        assert entry["kind"] in CALENDAR_KINDS
        assert entry["status"] in CALENDAR_STATES
        assert text(entry["title"])


def _findings(result: Json, known: Mapping[str, Json]) -> None:
    found = result["findings"]
    ids = [f["id"] for f in found]
    assert ids == [f"F{n}" for n in range(1, len(found) + 1)]
    assert len({f["key"] for f in found}) == len(found), "two findings share a key"
    for f in found:
        where = f"{f['id']} {f['check']}"
        assert set(f) == {
            *("id", "key", "cause", "check", "severity", "confidence", "amount", "loan", "title", "explanation"),
            *("basis", "evidence"),
        }, where
        assert text(f["key"]), where
        assert f["cause"] in ids, where
        assert f["check"] in CHECK_NAMES, where
        assert f["severity"] in SEVERITIES, where
        assert 0 <= f["confidence"] <= 1, where
        assert f["amount"] is None or money(f["amount"]), where
        assert f["loan"] is None or f["loan"] in result["loans"], where
        assert text(f["title"]), where
        assert text(f["explanation"]), where
        # A file that cannot be read breaks no rule by itself.
        assert f["basis"] or f["check"] == "evidence.unreadable", where
        for basis in f["basis"]:
            assert set(basis) == {"regulation", "article"}, where
            assert text(basis["regulation"]), where
            assert basis["article"] is None or text(basis["article"]), where
        for entry in f["evidence"]:
            assert set(entry) == {*PLACE, "text"}, where
            place(entry, known, where)


def _trace(traced: Json, known: Mapping[str, Json]) -> None:
    assert set(traced) == {"loan", "disbursed", "method", "uses", "payments"}
    assert money(traced["disbursed"])
    assert traced["method"] in {"fifo", "lifo", "pro_rata", "loan_first", "loan_last", "libr"}
    for entry in traced["uses"]:
        assert set(entry) == {"use", "amount", "min", "max"}
        assert entry["use"] in USES
        _bounded(entry["amount"], entry)
    assert sum(fen(u["amount"]) for u in traced["uses"]) == fen(traced["disbursed"]), "uses do not add up"
    for payment in traced["payments"]:
        where = f"{traced['loan']} {payment['document']}#{payment['transaction']}"
        wanted = {
            *(*PLACE, "date", "payee", "payee_account", "transaction", "amount", "loan_amount", "min", "max", "use"),
            *("covered_by", "amount_uncovered"),
        }
        assert wanted <= set(payment), where
        place(payment, known, where)
        assert day(payment["date"]), where
        assert payment["use"] in USES, where
        rows_of = known[payment["document"]]["fields"]["transactions"]
        row = rows_of[payment["transaction"] - 1]
        assert row["time"]["value"][:10] == payment["date"], where
        assert fen(row["amount"]["value"]) == -fen(payment["amount"]), where
        assert row["counterparty_name"]["value"] == payment["payee"], where
        _bounded(payment["loan_amount"], payment)
        assert fen(payment["max"]) <= fen(payment["amount"]), where
        proved = 0
        for cover in payment["covered_by"]:
            assert set(cover) == {"document", "amount"}, where
            assert cover["document"] in known, where
            assert fen(cover["amount"]) > 0, where
            proved += fen(cover["amount"])
        assert money(payment["amount_uncovered"]), where
        bounds = payment["uncovered_min"], payment["uncovered_max"]
        assert bounds == (None, None) or 0 <= fen(bounds[0]) <= fen(bounds[1]) <= fen(payment["loan_amount"]), where
        assert all(cover["document"] in known and fen(cover["amount"]) > 0 for cover in payment["named_in"]), where
        assert proved + fen(payment["amount_uncovered"]) <= fen(payment["loan_amount"]), where


def _bounded(amount: str, entry: Json) -> None:
    assert all(money(v) for v in (amount, entry["min"], entry["max"])), entry
    assert 0 <= fen(entry["min"]) <= fen(amount) <= fen(entry["max"]), entry


def _checklist(item: Json, known: Mapping[str, Json]) -> None:
    assert set(item) == {"document", "for", "payment", "due", "status", "amount_uncovered"}
    assert item["document"] in PAPERS, item
    assert text(item["for"]), item
    assert item["status"] in PAPER_STATES, item
    assert item["due"] is None or day(item["due"]), item
    assert item["amount_uncovered"] is None or money(item["amount_uncovered"]), item
    if item["payment"] is None:
        assert item["for"] == "loan" or re.fullmatch(r"\d{4}(-(Q[1-4]|H[12]|\d{2}))?", item["for"]), item
        return
    document_id, _, number = item["payment"].partition("#")
    assert 1 <= int(number) <= len(known[document_id]["fields"]["transactions"]), item


def fen(amount: str) -> int:
    """Return a printed amount in fen."""
    assert money(amount), amount
    return int(amount.replace(".", ""))
