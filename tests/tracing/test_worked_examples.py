"""The worked examples E1 to E11 of the method, every method and every bound to the fen."""

# ruff: noqa: E501 - the tables stand here as published

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

import pytest

from docaudit.tracing import METHODS, solve

TABLES = """
**E1 commingled** (flow = LP = enumeration). Opening: A 200000.

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | 500000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r2 | A | 01-05 | −300000 | out conforming | 100000 | 300000 | 214285.71 | 300000 | 100000 | 100000 | 100000 | 300000 |
| r3 | A | 01-08 | 100000 | in |  |  |  |  |  |  |  |  |
| r4 | A | 01-10 | −350000 | out securities | 350000 | 200000 | 200000 | 200000 | 250000 | 250000 | 50000 | 350000 |
| r5 | A | 01-20 | −50000 | out operating | 50000 | 0 | 28571.43 | 0 | 50000 | 50000 | 0 | 50000 |
| idle | | | | | 0 | 0 | 57142.86 | 0 | 100000 | 100000 | 0 | 100000 |

Uses [min, max]: conforming [100000, 300000]; idle [0, 100000]; operating [0, 50000]; securities [50000, 350000].

**E2 low point, then new own money** (flow = LP = enumeration). Opening: A 0.

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | 1000000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r2 | A | 01-03 | −900000 | out related_party | 900000 | 900000 | 900000 | 900000 | 900000 | 900000 | 900000 | 900000 |
| r3 | A | 01-10 | 800000 | in |  |  |  |  |  |  |  |  |
| r4 | A | 01-15 | −700000 | out real_estate | 100000 | 0 | 77777.78 | 100000 | 0 | 0 | 0 | 100000 |
| idle | | | | | 0 | 100000 | 22222.22 | 0 | 100000 | 100000 | 0 | 100000 |

Uses [min, max]: idle [0, 100000]; real_estate [0, 100000]; related_party [900000, 900000].

**E3 a category is not the sum of its payments** (flow = LP = enumeration). Opening: A 100000.

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | 100000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r2 | A | 01-03 | −100000 | out securities | 0 | 100000 | 50000 | 100000 | 0 | 0 | 0 | 100000 |
| r3 | A | 01-04 | −100000 | out securities | 100000 | 0 | 50000 | 0 | 100000 | 100000 | 0 | 100000 |
| idle | | | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |

Uses [min, max]: securities [100000, 100000].

**E4a same day, order known** (flow = LP = enumeration). Opening: A 30000.

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | −30000 | out cash | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| r2 | A | 01-02 | 200000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r3 | A | 01-02 | −150000 | out conforming | 150000 | 150000 | 150000 | 150000 | 150000 | 150000 | 150000 | 150000 |
| idle | | | | | 50000 | 50000 | 50000 | 50000 | 50000 | 50000 | 50000 | 50000 |

Uses [min, max]: conforming [150000, 150000]; idle [50000, 50000].

**E4b same day, order unknown** (flow = LP = enumeration). Opening: A 30000. `order: day`.

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | −30000 | out cash | 0 | 30000 | 26086.96 | 30000 | 0 | 0 | 0 | 30000 |
| r2 | A | 01-02 | 200000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r3 | A | 01-02 | −150000 | out conforming | 150000 | 150000 | 130434.78 | 150000 | 150000 | 150000 | 120000 | 150000 |
| idle | | | | | 50000 | 20000 | 43478.26 | 20000 | 50000 | 50000 | 20000 | 50000 |

Uses [min, max]: cash [0, 30000]; conforming [120000, 150000]; idle [20000, 50000].

**E5 two accounts** (flow = LP = enumeration). Opening: A 50000, B 80000.

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | 300000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r2 | A | 01-03 | −200000 | transfer → B |  |  |  |  |  |  |  |  |
| r3 | B | 01-03 | 200000 | transfer_in of r2 |  |  |  |  |  |  |  |  |
| r4 | B | 01-05 | −120000 | out securities | 0 | 120000 | 73469.39 | 120000 | 0 | 0 | 0 | 120000 |
| r5 | A | 01-06 | −100000 | out operating | 100000 | 100000 | 85714.29 | 100000 | 100000 | 100000 | 50000 | 100000 |
| r6 | B | 01-09 | −100000 | transfer → A |  |  |  |  |  |  |  |  |
| r7 | A | 01-09 | 100000 | transfer_in of r6 |  |  |  |  |  |  |  |  |
| r8 | A | 01-12 | −110000 | out real_estate | 100000 | 80000 | 76326.53 | 80000 | 100000 | 100000 | 0 | 110000 |
| idle | | | | | 100000 | 0 | 64489.79 | 0 | 100000 | 100000 | 0 | 100000 |

Uses [min, max]: idle [0, 100000]; operating [50000, 100000]; real_estate [0, 110000]; securities [0, 120000].

**E6 refund** (flow = LP = enumeration). Opening: A 0.

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | 100000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r2 | A | 01-03 | −100000 | out conforming | 60000 | 60000 | 60000 | 60000 | 60000 | 60000 | 60000 | 60000 |
| r3 | A | 01-04 | 50000 | in |  |  |  |  |  |  |  |  |
| r4 | A | 01-05 | −50000 | out operating | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| r5 | A | 01-08 | 40000 | refund of r2 |  |  |  |  |  |  |  |  |
| r6 | A | 01-09 | −40000 | out cash | 40000 | 40000 | 40000 | 40000 | 40000 | 40000 | 40000 | 40000 |
| idle | | | | | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |

Uses [min, max]: cash [40000, 40000]; conforming [60000, 60000].

**E7 overdraft** (flow = LP = enumeration). Opening: A 10000 (overdraft allowed).

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | −60000 | out operating | 0 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |
| r2 | A | 01-03 | 100000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r3 | A | 01-04 | −40000 | out conforming | 40000 | 40000 | 40000 | 40000 | 40000 | 40000 | 40000 | 40000 |
| r2#overdraft | | | | virtual | 50000 | 50000 | 50000 | 50000 | 50000 | 50000 | 50000 | 50000 |
| idle | | | | | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 |

Uses [min, max]: conforming [40000, 40000]; idle [10000, 10000]; loan_repayment [50000, 50000].

**E8 entrusted payment pinned** (flow = LP = enumeration). Opening: A 150000.

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | 400000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r2 | A | 01-02 | −250000 | out conforming pin r1 | 250000 | 250000 | 250000 | 250000 | 250000 | 250000 | 250000 | 250000 |
| r3 | A | 01-03 | −200000 | out wealth_management | 50000 | 150000 | 100000 | 150000 | 50000 | 50000 | 50000 | 150000 |
| idle | | | | | 100000 | 0 | 50000 | 0 | 100000 | 100000 | 0 | 100000 |

Uses [min, max]: conforming [250000, 250000]; idle [0, 100000]; wealth_management [50000, 150000].

**E9 two loans, thirds of a cent** (flow = LP). Opening: A 0.

| L1: row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | 100 | disbursement L1 |  |  |  |  |  |  |  |  |
| r2 | A | 01-02 | 100 | disbursement L2 |  |  |  |  |  |  |  |  |
| r3 | A | 01-02 | 100 | in |  |  |  |  |  |  |  |  |
| r4 | A | 01-03 | −100 | out unsupported | 100 | 0 | 33.33 | 100 | 0 | 0 | 0 | 100 |
| r5 | A | 01-04 | −50.01 | out cash | 0 | 0 | 16.67 | 0 | 50.01 | 25.01 | 0 | 50.01 |
| idle | | | | | 0 | 100 | 50 | 0 | 49.99 | 74.99 | 0 | 100 |

Uses [min, max]: cash [0, 50.01]; idle [0, 100]; unsupported [0, 100].

| L2: row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | 100 | disbursement L1 |  |  |  |  |  |  |  |  |
| r2 | A | 01-02 | 100 | disbursement L2 |  |  |  |  |  |  |  |  |
| r3 | A | 01-02 | 100 | in |  |  |  |  |  |  |  |  |
| r4 | A | 01-03 | −100 | out unsupported | 0 | 0 | 33.33 | 0 | 0 | 0 | 0 | 100 |
| r5 | A | 01-04 | −50.01 | out cash | 50.01 | 50.01 | 16.67 | 50.01 | 0 | 25 | 0 | 50.01 |
| idle | | | | | 49.99 | 49.99 | 50 | 49.99 | 100 | 75 | 0 | 100 |

Uses [min, max]: cash [0, 50.01]; idle [0, 100]; unsupported [0, 100].

**E10 own account without a statement** (flow = LP = enumeration). Opening: A 0, X dark.

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | 100000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r2 | A | 01-03 | −80000 | transfer → X |  |  |  |  |  |  |  |  |
| r3 | A | 01-05 | 60000 | transfer_in from X |  |  |  |  |  |  |  |  |
| r4 | A | 01-06 | −70000 | out securities | 70000 | 70000 | 70000 | 70000 | 70000 | 70000 | 10000 | 70000 |
| idle | | | | | 10000 | 10000 | 10000 | 10000 | 10000 | 10000 | 0 | 10000 |

Uses [min, max]: idle [0, 10000]; securities [10000, 70000]; unknown [20000, 80000].

**E11 the payee's statement is in the file** (flow = LP = enumeration). Opening: A 50000, S 100000.

| row | acct | date | amount | kind | fifo | lifo | pro_rata | loan_first | loan_last | libr | min | max |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
| r1 | A | 01-02 | 300000 | disbursement L1 |  |  |  |  |  |  |  |  |
| r2 | A | 01-03 | −250000 | transfer → S |  |  |  |  |  |  |  |  |
| r3 | S | 01-03 | 250000 | transfer_in of r2 |  |  |  |  |  |  |  |  |
| r4 | S | 01-04 | −60000 | out operating | 0 | 60000 | 36734.69 | 60000 | 0 | 0 | 0 | 60000 |
| r5 | S | 01-05 | −200000 | out securities | 110000 | 190000 | 122448.98 | 190000 | 110000 | 110000 | 50000 | 200000 |
| r6 | S | 01-06 | −70000 | transfer → A |  |  |  |  |  |  |  |  |
| r7 | A | 01-06 | 70000 | transfer_in of r6 |  |  |  |  |  |  |  |  |
| r8 | A | 01-08 | −120000 | out real_estate | 120000 | 50000 | 90756.30 | 50000 | 120000 | 120000 | 0 | 120000 |
| idle | | | | | 50000 | 0 | 37815.13 | 0 | 50000 | 50000 | 0 | 50000 |

Uses [min, max]: idle [0, 50000]; operating [0, 60000]; real_estate [0, 120000]; securities [50000, 200000]; unknown [0, 20000].
"""


def _yuan(cell: str) -> Decimal:
    return Decimal(cell.replace("−", "-").strip())


def _row(cells: list[str], known: dict[str, str]) -> dict[str, Any]:
    name, account, day, amount, kind = cells
    row: dict[str, Any] = {"id": name, "account": account, "date": f"2025-{day}", "amount": amount.replace("−", "-")}
    words = kind.split()
    row["kind"] = words[0]
    if words[0] == "disbursement":
        row["loan"] = words[1]
    elif words[0] == "out":
        row["use"] = words[1]
        if len(words) > 2:
            row["pin"] = words[3]
    elif words[0] == "transfer":
        row["to"] = words[2]
    elif words[0] in {"refund", "transfer_in"}:
        row["from" if words[1] == "from" else "link"] = words[2]
    known[name] = row["kind"]
    return row


def _example(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the case and, per loan, the table's figures: methods by column, limits by row, uses."""
    accounts: list[dict[str, Any]] = []
    opening = re.search(r"Opening: (.*?)\.(?: |$)", text, re.M)
    assert opening is not None
    for part in opening.group(1).split(", "):
        words = part.split()
        account: dict[str, Any] = {"id": words[0], "opening": "0" if words[1] == "dark" else words[1]}
        account |= {"dark": words[1] == "dark", "overdraft": "(overdraft" in part}
        account["owner"] = "counterparty" if words[0] == "S" else "borrower"
        accounts.append(account)
    rows: dict[str, dict[str, Any]] = {}
    kinds: dict[str, str] = {}
    expected: dict[str, Any] = {}
    for table in re.split(r"\n\n(?=\|)", text)[1:]:
        lines = [[c.strip() for c in line.strip("|").split("|")] for line in table.splitlines() if line.startswith("|")]
        loan = lines[0][0].partition(":")[0] if ":" in lines[0][0] else "L1"
        figures: dict[str, Any] = {"rows": {}, "uses": {}}
        for cells in lines[2:]:
            if cells[0] != "idle" and "#" not in cells[0]:
                rows[cells[0]] = _row(cells[:5], kinds)
            if cells[5]:
                figures["rows"][cells[0]] = [_yuan(c) for c in cells[5:]]
        uses = re.search(r"Uses \[min, max\]: (.*)\.$", table, re.M)
        assert uses is not None
        for part in uses.group(1).split("; "):
            use, low, high = re.fullmatch(r"(\w+) \[(.*), (.*)\]", part).groups()  # type: ignore[union-attr]
            figures["uses"][use] = [_yuan(low), _yuan(high)]
        expected[loan] = figures
    case = {
        "order": "day" if "`order: day`" in text else "row",
        "as_of": "2025-06-30",
        "accounts": accounts,
        "rows": list(rows.values()),
    }
    return case, expected


EXAMPLES = {text.split(maxsplit=1)[0]: text for text in re.split(r"\*\*(?=E\d)", TABLES)[1:]}


@pytest.mark.parametrize("name", list(EXAMPLES))
def test_worked_example(name: str) -> None:
    case, expected = _example(EXAMPLES[name])
    result = solve(case)
    assert set(result) == set(expected)
    for loan, figures in expected.items():
        got = result[loan]
        for row, cells in figures["rows"].items():
            for method, amount in zip(METHODS, cells, strict=False):
                found = got["methods"][method]
                shown = found["idle"] if row == "idle" else found["payments"][row]
                assert Decimal(shown) == amount, (loan, row, method)
            limits = got["bounds"]["idle"] if row == "idle" else got["bounds"]["payments"][row]
            assert [Decimal(v) for v in limits] == cells[-2:], (loan, row)
        uses = {**got["bounds"]["uses"], "idle": got["bounds"]["idle"]}
        found_uses = {use: [Decimal(v) for v in limits] for use, limits in uses.items() if Decimal(limits[1])}
        assert found_uses == {use: limits for use, limits in figures["uses"].items() if limits[1]}, loan


def test_all_examples_are_read() -> None:
    assert list(EXAMPLES) == ["E1", "E2", "E3", "E4a", "E4b", "E5", "E6", "E7", "E8", "E9", "E10", "E11"]
    assert METHODS == ("fifo", "lifo", "pro_rata", "loan_first", "loan_last", "libr")
