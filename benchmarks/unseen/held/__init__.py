"""Papers made by others than those who mend the reading, with words and layouts of their own.

They come in rounds. Each round was counted before anybody looked at a miss; then it was opened, mended, and counts as
`dev` since. Of the newest round every second paper by name is open; of the others only the names, one line on each and
figures are known.
"""

from __future__ import annotations

import re

NEWEST = re.compile("[a-z]4-")
"""What the names of the newest round hold after the family: `loan4-student`, `invoice-p4-train`."""

OPENED = frozenset(
    (
        "balance-p4-sides",
        "bill-p4-chat-sheet",
        "cash-p4-year",
        "drawdown4-person-form",
        "entrusted4-two-sides",
        "goods-p4-machine",
        "guarantee4-land-tables",
        "guarantee4-owner-promise",
        "income-p4-small-quarter",
        "inspection4-quarter-form",
        "invoice-p4-discounts",
        "invoice-p4-lorries",
        "invoice-p4-rent",
        "invoice-p4-works",
        "loan-receipt4-electronic-note",
        "loan4-changed-on-next-page",
        "loan4-harvester-plan",
        "loan4-machines-ticked",
        "loan4-shop-chapters",
        "loan4-two-firms",
        "other4-resolution",
        "receipt-p4-electronic",
        "receipt-p4-three-copies",
        "slip-p4-coloured-sides",
        "slip-p4-no-rules",
        "slip-p4-telephone",
        "statement-p4-banded-person",
        "statement-p4-china-flags",
        "statement-p4-ledger-card",
        "statement-p4-months-between",
        "statement-p4-post-carried",
        "statement-p4-runs-columns",
        "statement-p4-texts-in-cells",
        "trade4-system-articles",
    )
)
"""Those of the newest round that were looked at after its first count."""


def opened(name: str) -> bool:
    """Say whether a held paper of this name may be looked at."""
    return name in OPENED or not NEWEST.search(name)
