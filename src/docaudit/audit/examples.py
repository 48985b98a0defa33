"""Runs the examples that a rule file carries: small loan files, written down, and which checks must fire on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from docaudit.audit.conduct import judge
from docaudit.checks import RulePack, load_rule_pack, read_rule_file
from docaudit.documents.written import written
from docaudit.errors import InputError
from docaudit.knowledge import label
from docaudit.records.case import CaseFacts
from docaudit.records.document import Document
from docaudit.records.findings import Finding
from docaudit.records.labels import Severity
from docaudit.records.money import Money

LATER = dt.timedelta(days=90)
"""How long after its last day an example is judged where it says nothing: what it wants by then is due."""
_KEYS = ("name", "loan", "balance", "payments", "documents", "as_of", "fires", "silent")
_LOAN = {
    "kind": "working_capital",
    "amount": 5_000_000,
    "drawn": "2025-03-03",
    "purpose": "采购原材料",
    "borrower": "云陵市示例制造有限公司",
    "lender": "云陵农村商业银行股份有限公司",
    "payment_method": None,
    "entrusted_threshold": None,
}
"""The loan of an example and what it is where the example does not say."""
_PAYMENT = ("date", "payee", "payer", "account", "amount", "remark")
_FIRES = ("severity", "amount")
_NUMBER, _ACCOUNT = "示例借字第1号", "622202110100112233"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether one check did on one example what the example says it must."""

    example: str
    check: str
    wanted: str
    found: str
    passed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One example: its loan file, and what must fire on it (severity and amount where they are given) and what not."""

    name: str
    documents: tuple[Document, ...]
    as_of: dt.date
    fires: Mapping[str, tuple[Severity | None, Money | None]]
    silent: tuple[str, ...]

    def run(self, pack: RulePack) -> list[Verdict]:
        """Judge the example as any loan file is and say what came of each check that it names."""
        judged = judge(self.name, self.documents, facts=CaseFacts(), as_of=self.as_of, pack=pack)
        by_check: dict[str, list[Finding]] = {}
        for finding in judged.findings:
            by_check.setdefault(finding.check, []).append(finding)
        verdicts = []
        for check, (severity, amount) in self.fires.items():
            there = by_check.get(check, [])
            passed = any(
                (severity is None or f.severity is severity) and (amount is None or f.amount == amount) for f in there
            )
            verdicts.append(Verdict(self.name, check, _shown(severity, amount), _said(there), passed))
        for check in self.silent:
            there = by_check.get(check, [])
            verdicts.append(Verdict(self.name, check, "不报", _said(there), not there))
        return verdicts


def load_examples(path: Path) -> tuple[RulePack, list[Example]]:
    """Return the rule pack of a file and its examples; `InputError` names the key that is wrong."""
    pack = load_rule_pack(path)
    entries = read_rule_file(path).get("examples", [])
    if not isinstance(entries, list):
        raise InputError(f"{path}: examples: a list is wanted, not {entries!r}")
    return pack, [_example(entry, f"{path}: examples[{at}]", pack) for at, entry in enumerate(entries)]


def _shown(severity: Severity | None, amount: Money | None) -> str:
    parts = [label("severity", severity.label)] if severity is not None else []
    parts += [f"{amount.shown()}元"] if amount is not None else []
    return "报出" + (f"（{'，'.join(parts)}）" if parts else "")


def _said(findings: Sequence[Finding]) -> str:
    if not findings:
        return "不报"
    return "、".join(dict.fromkeys(_shown(f.severity, f.amount) for f in findings))


def _example(content: object, at: str, pack: RulePack) -> Example:
    parts = _mapping(content, _KEYS, at)
    fires, silent = _fires(parts.get("fires", []), f"{at}.fires"), parts.get("silent", [])
    if not isinstance(silent, list):
        raise InputError(f"{at}.silent: a list of checks is wanted, not {silent!r}")
    unknown = next((name for name in (*fires, *silent) if name not in pack.rules), None)
    if unknown is not None:
        raise InputError(f"{at}: {unknown} is no check; `docaudit rules list` prints those there are")
    if not fires and not silent:
        raise InputError(f"{at}: fires or silent is wanted, else it shows nothing")
    loan = {**_LOAN, **_mapping(parts.get("loan", {}), tuple(_LOAN), f"{at}.loan")}
    rows = _rows(loan, parts, at)
    last = max(_day(row["time"], at) for row in rows)
    as_of = _day(parts["as_of"], f"{at}.as_of") if "as_of" in parts else last + LATER
    papers = [(paper, f"{at}.loan") for paper in _loan_papers(loan)]
    papers += [(_statement(loan, rows, as_of), f"{at}.payments")]
    papers += [
        (_mapping(one, None, f"{at}.documents[{i}]"), f"{at}.documents[{i}]")
        for i, one in enumerate(_list(parts.get("documents", []), f"{at}.documents"))
    ]
    return Example(
        name=str(parts.get("name") or at.rpartition(": ")[2]),
        documents=tuple(written(paper, where, document_id=f"E{i}") for i, (paper, where) in enumerate(papers, 1)),
        as_of=as_of,
        fires=fires,
        silent=tuple(map(str, silent)),
    )


def _loan_papers(loan: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return contract and receipt of the example's loan."""
    contract = {
        "doc_type": "loan_contract", "contract_number": _NUMBER, "lender": loan["lender"], "borrower": loan["borrower"],
        "loan_kind": loan["kind"], "amount": loan["amount"], "currency": "CNY", "start_date": loan["drawn"],
        "purpose": loan["purpose"], "payment_method": loan["payment_method"], "signed_date": loan["drawn"],
        "entrusted_threshold": loan["entrusted_threshold"], "disbursement_account": _ACCOUNT,
    }  # fmt: skip
    receipt = {
        "doc_type": "loan_receipt", "receipt_number": "示例借据第1号", "contract_number": _NUMBER,
        "borrower": loan["borrower"], "amount": loan["amount"], "disbursement_date": loan["drawn"], "account": _ACCOUNT,
    }  # fmt: skip
    return [contract, receipt]


def _rows(loan: Mapping[str, Any], parts: Mapping[str, Any], at: str) -> list[dict[str, Any]]:
    """Return the rows of the borrower's account, by day: the disbursement first, then what the example says."""
    drawn = _day(loan["drawn"], f"{at}.loan.drawn")
    words: dict[str, Any] = {"counterparty_name": loan["lender"], "summary": "贷款发放"}
    moves = [(drawn, _number(loan["amount"], f"{at}.loan.amount"), words)]
    for i, one in enumerate(_list(parts.get("payments", []), f"{at}.payments")):
        where = f"{at}.payments[{i}]"
        paid = _mapping(one, _PAYMENT, where)
        if ("payee" in paid) == ("payer" in paid):
            raise InputError(f"{where}: payee (money out) or payer (money in) is wanted, one of them")
        amount = _number(paid.get("amount"), f"{where}.amount")
        words = {
            "counterparty_name": paid.get("payee", paid.get("payer")),
            "counterparty_account": paid.get("account"),
            "summary": paid.get("remark"),
        }
        moves.append((_day(paid.get("date"), f"{where}.date"), -amount if "payee" in paid else amount, words))
    balance = _number(parts.get("balance", 0), f"{at}.balance")
    rows = []
    for day, amount, words in sorted(moves, key=lambda move: move[0]):
        balance += amount
        if balance < 0:
            raise InputError(f"{at}: on {day} more is paid than is on the account; give balance, the own money before")
        rows.append({"time": day, "amount": amount, "balance": balance, **words})
    return rows


def _statement(loan: Mapping[str, Any], rows: Sequence[dict[str, Any]], as_of: dt.date) -> dict[str, Any]:
    first = rows[0]
    return {
        "doc_type": "bank_statement", "account_name": loan["borrower"], "account_number": _ACCOUNT, "currency": "CNY",
        "period_start": first["time"], "period_end": as_of, "opening_balance": first["balance"] - first["amount"],
        "closing_balance": rows[-1]["balance"], "transactions": list(rows),
    }  # fmt: skip


def _fires(value: object, at: str) -> dict[str, tuple[Severity | None, Money | None]]:
    """Return the checks that must fire: a list, or a mapping with severity and amount of each."""
    if isinstance(value, list):
        return {str(name): (None, None) for name in value}
    found: dict[str, tuple[Severity | None, Money | None]] = {}
    for name, wanted in _mapping(value, None, at).items():
        parts = _mapping(wanted or {}, _FIRES, f"{at}.{name}")
        word = parts.get("severity")
        if word is not None and word not in {one.label for one in Severity}:
            raise InputError(f"{at}.{name}.severity: info, low, medium, high or critical is wanted, not {word!r}")
        amount = _number(parts["amount"], f"{at}.{name}.amount") if "amount" in parts else None
        found[name] = (
            Severity.named(word) if word is not None else None,
            Money(int(amount * 100)) if amount is not None else None,
        )
    return found


def _mapping(value: object, keys: Sequence[str] | None, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(f"{where}: a mapping is wanted, not {value!r}")
    unknown = sorted(str(key) for key in value if keys is not None and key not in keys)
    if unknown:
        raise InputError(f"{where}: unknown key {unknown[0]!r}; known are {', '.join(keys or ())}")
    return {str(key): one for key, one in value.items()}


def _list(value: object, where: str) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(f"{where}: a list is wanted, not {value!r}")
    return value


def _day(value: object, where: str) -> dt.date:
    try:
        return value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))
    except ValueError:
        raise InputError(f"{where}: a day (2025-03-03) is wanted, not {value!r}") from None


def _number(value: object, where: str) -> Decimal:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        raise InputError(f"{where}: an amount in yuan is wanted, not {value!r}") from None
    if isinstance(value, bool) or not number.is_finite() or number < 0:
        raise InputError(f"{where}: an amount in yuan is wanted, not {value!r}")
    return number
