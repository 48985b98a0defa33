"""What is true of a story's money: the case form of the tracer, a small FIFO of our own, and the bounds."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import Any

from books import Books, Row
from docaudit.tracing import solve
from truth import money

REST = "-rest"


def case_form(books: Books, loan: str, as_of: str, *, keys: tuple[str, ...]) -> dict[str, Any]:
    """Return the case form (tracer input) of the accounts `keys`; entrusted rows are pinned to the disbursement."""
    ids = {id(r): f"{r.account}{n}" for key in keys for n, r in enumerate(books.accounts[key].rows, 1)}
    arrivals = {id(r.link): r for r in books.rows() if r.link is not None}
    pins = [ids[id(r)] for r in books.rows() if r.tag == "loan" and id(r) in ids]
    rows: list[dict[str, Any]] = []
    for r in (r for r in books.rows() if id(r) in ids):
        row: dict[str, Any] = {
            "id": ids[id(r)],
            "account": r.account,
            "date": r.date.isoformat(),
            "amount": money(r.amount),
        }
        if r.tag == "loan":
            row |= {"kind": "disbursement", "loan": loan}
        elif r.tag == "transfer" and r.amount < 0:
            row |= {"kind": "transfer", "to": arrivals[id(r)].account}
        elif r.tag == "transfer" and r.link is not None:
            row |= {"kind": "transfer_in", "link": ids[id(r.link)]}
        elif r.amount > 0:
            row |= {"kind": "in"}
        else:
            row |= {"kind": "out", "use": r.use}
            if r.pinned:
                row["pin"] = pins[0]
            if r.unsupported:  # a payment that papers cover in part counts as two
                rows.append(row | {"amount": money(r.amount + r.unsupported)})
                row |= {"id": row["id"] + REST, "amount": money(-r.unsupported), "use": "unsupported"}
        rows.append(row)
    accounts = [
        {"id": k, "opening": money(books.accounts[k].opening), "overdraft": False, "dark": False, "owner": "borrower"}
        for k in keys
    ]
    return {"order": "row", "as_of": as_of, "accounts": accounts, "rows": rows}


def fifo(books: Books, keys: tuple[str, ...]) -> dict[int, Decimal]:
    """Return the loan money in each payment (by identity of the row), oldest money first; pinned payments apart."""
    queues: dict[str, list[list[Any]]] = {k: [["own", books.accounts[k].opening]] for k in keys}
    moving: dict[int, list[list[Any]]] = {}
    out: dict[int, Decimal] = defaultdict(Decimal)
    pinned = -sum((r.amount for r in books.rows() if r.pinned), Decimal(0))
    for r in (r for r in books.rows() if r.account in keys):
        queue = queues[r.account]
        if r.amount > 0:
            if r.tag == "loan":
                queue.append(["loan", r.amount - pinned])
            else:
                queue.extend(moving.pop(id(r.link)) if r.link is not None else [["own", r.amount]])
            continue
        if r.pinned:
            out[id(r)] = -r.amount
            continue
        need, taken = -r.amount, []
        while need:
            lot = queue[0]
            part = min(need, lot[1])
            taken.append([lot[0], part])
            lot[1] -= part
            need -= part
            if not lot[1]:
                queue.pop(0)
        if r.tag == "transfer":
            moving[id(r)] = taken
        else:
            loan = sum((a for c, a in taken if c == "loan"), Decimal(0))
            if loan:
                out[id(r)] = loan
    out[0] = sum((a for q in queues.values() for c, a in q if c == "loan"), Decimal(0))
    return out


def trace(
    books: Books, loan: str, as_of: str, *, keys: tuple[str, ...]
) -> tuple[list[dict[str, Any]], dict[int, Decimal]]:
    """Return the truth's ``trace`` (one loan, FIFO) and, by row identity, the loan money in each payment."""
    form = case_form(books, loan, as_of, keys=keys)
    answer = solve(form)[loan]
    mine = fifo(books, keys)
    method, bounds = answer["methods"]["fifo"], answer["bounds"]
    by_id = {f"{r.account}{n}": r for key in keys for n, r in enumerate(books.accounts[key].rows, 1)}
    payments: dict[int, Decimal] = defaultdict(Decimal)
    for rid, amount in method["payments"].items():
        row = by_id[rid.removesuffix(REST)]
        if row.tag != "transfer":
            payments[id(row)] += Decimal(amount)
    for key in {*payments, *mine} - {0}:
        if payments[key] != mine[key]:
            raise ValueError(f"two tracers disagree: {payments[key]} and {mine[key]}")
    uses = []
    for use in sorted({*method["uses"], *bounds["uses"]} - {"idle"}):
        low, high = bounds["uses"].get(use, ("0", "0"))
        if Decimal(high):
            uses.append(
                {"use": use, "amount": money(method["uses"].get(use, "0")), "min": money(low), "max": money(high)}
            )
    low, high = bounds["idle"]
    if Decimal(high):
        uses.append({"use": "idle", "amount": money(method["idle"]), "min": money(low), "max": money(high)})
    total = sum((Decimal(u["amount"]) for u in uses), Decimal(0))
    if total != Decimal(answer["disbursed"]):
        raise ValueError(f"uses add up to {total}, not {answer['disbursed']}")
    return [{"loan": loan, "disbursed": money(answer["disbursed"]), "method": "fifo", "uses": uses}], payments


def where(row: Row) -> dict[str, Any]:
    """Return the evidence of a row: the file with page and box of its amount, or sheet and row."""
    record = row.place["record"]
    mark = record.boxes[f"transactions[{int(row.place['index']) - 1}].amount"]  # type: ignore[attr-defined, call-overload]
    return {"file": record.source, **mark}  # type: ignore[attr-defined]


def proof(record: Any, path: str) -> dict[str, Any]:
    """Return the evidence of a field: the file with page and box, or sheet and row."""
    return {"file": record.source, **record.boxes[path]}
