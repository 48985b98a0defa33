"""Papers made by others than those who mend the reading, with words and layouts of their own.

They come in rounds. Each round was counted before anybody looked at a miss; then it was opened, mended, and counts as
`dev` since. Of the newest round every second paper by name is open; of the others only the names, one line on each and
figures are known.
"""

from __future__ import annotations

import re

NEWEST = re.compile("[a-z]6-")
"""What the names of the newest round hold after the family: `loan6-stall`, `invoice-p6-journey`."""

OPENED = frozenset(
    (
        "balance-p6-audited",
        "bill-p6-proof",
        "drawdown6-bank-form",
        "drawdown6-office-sheet",
        "entrusted6-letter",
        "goods-p6-acceptance",
        "goods-p6-entry",
        "guarantee6-pledge",
        "income-p6-sofar",
        "inspection-p6-chapters",
        "invoice-p6-haulage",
        "invoice-p6-threefold",
        "invoice-p6-works",
        "licence-p6-standing",
        "loan-receipt6-person",
        "loan6-box-form",
        "loan6-consumption",
        "loan6-small-lender",
        "loan6-standard-terms",
        "other-p6-resolution",
        "receipt-p6-till",
        "slip-p6-advice",
        "slip-p6-three",
        "statement-p6-browser",
        "statement-p6-grid",
        "statement-p6-ledger",
        "statement-p6-passbook",
        "statement-p6-two-accounts",
        "trade6-decoration",
        "trade6-machine",
    )
)
"""Those of the newest round that were looked at after its first count."""


def opened(name: str) -> bool:
    """Say whether a held paper of this name may be looked at."""
    return name in OPENED or not NEWEST.search(name)
