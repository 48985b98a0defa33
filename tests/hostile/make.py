"""Make the hostile files, the same bytes every time: `python -m tests.hostile.make FOLDER [NAME...]`.

Each maker stands with the words that its refusal must hold; without words the file must be read, in spite of it all.
"""

from __future__ import annotations

import sys
from pathlib import Path

from tests.hostile.parts import CORPUS, Hostile

__all__ = ["CORPUS", "Hostile"]


def main(folder: str, *names: str) -> None:
    """Write the files named, or all."""
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    for hostile in CORPUS:
        if not names or hostile.name in names:
            path = target / hostile.name
            path.write_bytes(hostile.make())
            print(f"{path.stat().st_size:>12,}  {hostile.name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
