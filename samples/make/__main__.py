"""Make the synthetic samples: ``python samples/make [NAME…]``; the same bytes every run.

Each ``NAME.py`` beside this file has ``build(out)``, which writes ``out/NAME/…`` and ``out/truth/NAME.json``.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
SAMPLES = ("clean", "misuse", "scan", "personal", "messy")


def main(names: list[str], out: Path = HERE.parent) -> int:
    """Build the named samples (all that exist if none is named) into `out`."""
    sys.path.insert(0, str(HERE))
    from paper import fonts_missing  # noqa: PLC0415  (the modules lie beside this file, found only now)

    if missing := fonts_missing():
        sys.stderr.write(f"fonts are missing (see samples/README.md): {', '.join(missing)}\n")
        return 2
    for name in names or [n for n in SAMPLES if (HERE / f"{n}.py").exists()]:
        importlib.import_module(name).build(out)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
