"""Made-up cases of the tracer, the same for the same seed."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

USES = ["conforming", "securities", "operating", "cash"]


def fen(n: int) -> str:
    return f"{'-' if n < 0 else ''}{abs(n) // 100}.{abs(n) % 100:02d}"


def small_case(seed: int, *, accounts: int, rows: int, largest: int) -> dict[str, Any]:
    """A made-up case with a few of everything: several loans, refunds, pins, transfers, a dark account, overdrafts."""
    rng = random.Random(seed)  # noqa: S311 - made-up cases need a seed, not secrecy
    names = [f"A{i}" for i in range(accounts)]
    listed = [
        {
            "id": n,
            "opening": fen(rng.randint(-1 if rng.random() < 0.2 else 0, largest)),
            "overdraft": rng.random() < 0.3,
            "owner": "borrower" if n == "A0" or rng.random() < 0.6 else "counterparty",
        }
        for n in names
    ]
    if accounts > 1 and rng.random() < 0.5:
        listed.append({"id": "X", "opening": "0", "dark": True})
    dark = [a["id"] for a in listed if a.get("dark")]
    result: list[dict[str, Any]] = []
    day = dt.date(2025, 1, 1)
    for i in range(rows):
        day += dt.timedelta(days=rng.choice([0, 0, 1]))
        row: dict[str, Any] = {"id": f"r{i}", "account": rng.choice(names), "date": day.isoformat()}
        amount = rng.randint(1, largest)
        paid = [r for r in result if r["kind"] == "out"]
        left = [r for r in result if r["kind"] == "transfer" and r["to"] not in dark]
        drawn = [r for r in result if r["kind"] == "disbursement"]
        kind = (
            "disbursement"
            if not drawn and i > 0
            else rng.choice(["out"] * 4 + ["in", "disbursement", "refund", "move"])
        )
        if kind == "disbursement":
            row |= {"kind": kind, "loan": rng.choice(["L1", "L2"])}
        elif kind == "refund" and paid:
            row |= {"kind": kind, "link": rng.choice(paid)["id"]}
        elif kind == "move" and left and rng.random() < 0.7:
            departed = rng.choice(left)
            row |= {"kind": "transfer_in", "link": departed["id"], "account": departed["to"]}
        elif kind == "move" and dark and rng.random() < 0.5:
            row |= {"kind": "transfer_in", "from": "X"}
        elif kind == "move" and len(listed) > 1:
            to = rng.choice([a["id"] for a in listed if a["id"] != row["account"]])
            row |= {"kind": "transfer", "to": to}
        elif kind == "out":
            row |= {"kind": kind, "use": rng.choice(USES)}
            if drawn and rng.random() < 0.2:
                row["pin"] = rng.choice(drawn)["id"]
        else:
            row["kind"] = "in"
        row["amount"] = fen(-amount if row["kind"] in {"out", "transfer"} else amount)
        result.append(row)
    return {"order": rng.choice(["row", "day"]), "as_of": "2025-12-31", "accounts": listed, "rows": result}
