"""Papers made by others than those who mend the reading, with words and layouts of their own.

They come in rounds. Each round was counted before anybody looked at a miss; then it was opened, mended, and counts as
`dev` since. Only the newest round is held: of it only the names, one line on each and figures are known.
"""

from __future__ import annotations

import re

NEWEST = re.compile("[a-z]4-")
"""What the names of the newest round hold after the family: `loan4-student`, `invoice-p4-train`."""


def opened(name: str) -> bool:
    """Say whether a held paper of this name may be looked at."""
    return not NEWEST.search(name)
