"""Fails when the wheel lacks a file that git tracks under one of its three roots."""

from __future__ import annotations

import subprocess
import sys
import zipfile

ROOTS = {
    "src/docaudit/": "docaudit/",
    "web/docaudit_web/": "docaudit_web/",
    "models/docaudit_models/": "docaudit_models/",
}


def main(wheel: str) -> int:
    """Print each missing file; return 1 when there is one."""
    command = ["git", "ls-files", *ROOTS]
    tracked = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split("\n")  # noqa: S603
    shipped = set(zipfile.ZipFile(wheel).namelist())
    missing = []
    for path in filter(None, tracked):
        for root, package in ROOTS.items():
            if path.startswith(root) and package + path.removeprefix(root) not in shipped:
                missing.append(path)
    sys.stdout.write("".join(f"not in the wheel: {path}\n" for path in missing))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
