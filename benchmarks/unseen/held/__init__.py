"""Papers made by others than those who mend the reading, with words and layouts of their own.

They come in rounds. Each round was counted before anybody looked at a miss; then it was opened, mended, and counts as
`dev` since. Of the newest round every second paper by name is open; of the others only the names, one line on each and
figures are known.
"""

from __future__ import annotations

import re

NEWEST = re.compile("[a-z]5-")
"""What the names of the newest round hold after the family: `loan5-stall`, `invoice-p5-journey`."""

OPENED = frozenset(
    (
        "balance-p5-small-sides",
        "balance-p5-thousands",
        "bill-p5-ali-person",
        "cash-p5-half-year",
        "drawdown5-policy-bank-rows",
        "drawdown5-screen-printed",
        "entrusted5-captions-above",
        "entrusted5-village-table",
        "goods-p5-materials",
        "guarantee5-firm-up-to-a-sum",
        "guarantee5-machines-listed",
        "guarantee5-receivable-pledged",
        "income-p5-month",
        "income-p5-year",
        "inspection-p5-first-system",
        "inspection5-visit-notes",
        "invoice-p5-journey",
        "invoice-p5-plain-goods",
        "invoice-p5-till-roll",
        "loan-receipt5-core-system",
        "loan-receipt5-letter-of-notice",
        "loan5-consumer-plain-speech",
        "loan5-firm-form-ticked",
        "loan5-plant-with-schedule",
        "loan5-stall-and-spouse",
        "loan5-working-cover-and-columns",
        "other-p5-payments",
        "receipt-p5-cooperative",
        "slip-p5-blocks",
        "slip-p5-credit-advice",
        "slip-p5-wire-form",
        "statement-p5-bare-figures",
        "statement-p5-day-headings",
        "statement-p5-euros",
        "statement-p5-letter",
        "statement-p5-plus-signs",
        "statement-p5-sign-behind",
        "trade5-building-agreement",
        "trade5-ore-points",
    )
)
"""Those of the newest round that were looked at after its first count; of two, only the maker was read."""


def opened(name: str) -> bool:
    """Say whether a held paper of this name may be looked at."""
    return name in OPENED or not NEWEST.search(name)
