"""Papers made by others than those who mend the reading, with words and layouts of their own.

They come in rounds. Each round was counted before anybody looked at a miss; then it was opened, mended, and counts as
`dev` since. Of the newest round every second paper by name is open; of the others only the names, one line on each and
figures are known.
"""

from __future__ import annotations

import re

NEWEST = re.compile("[a-z]6-")
"""What the names of the newest round hold after the family: `loan6-stall`, `invoice-p6-journey`."""

OPENED: frozenset[str] = frozenset()
"""Those of the newest round that were looked at after its first count."""


def opened(name: str) -> bool:
    """Say whether a held paper of this name may be looked at."""
    return name in OPENED or not NEWEST.search(name)
