"""Unpack a workbook in a process of its own: standard input is the file, standard output one JSON line per sheet.

A damaged or hostile workbook makes the reader below ask for terabytes and abort, which no `except` can catch; a cell
alone in the last row of the last column does the same. Run as a script with the memory limit in MiB as its only
argument; it imports nothing of this project, so that it starts at once.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys

_MOST_CELLS = 30_000_000


def tagged(value: object) -> str:
    """Return a cell's value as text behind one letter for its type."""
    if isinstance(value, str):
        return "s" + value
    if isinstance(value, bool):
        return "b" + ("1" if value else "")
    if isinstance(value, (int, float)):
        return ("i" if isinstance(value, int) else "f") + repr(value)
    if isinstance(value, dt.datetime):
        return "m" + value.isoformat()
    if isinstance(value, dt.timedelta):
        return "e" + repr(value.total_seconds())
    if isinstance(value, (dt.date, dt.time)):
        return "s" + value.isoformat()
    return "s"


def main() -> int:
    """Write the sheets; the exit status says what failed: 3 encrypted, 4 damaged, 5 too large."""
    try:
        import resource  # noqa: PLC0415  not on Windows

        limit = int(sys.argv[1]) * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, ValueError, OSError):
        pass
    from python_calamine import (  # noqa: PLC0415  after the limit is set
        CalamineError,
        CalamineWorkbook,
        PasswordError,
        SheetVisibleEnum,
    )

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    except PasswordError:
        return 3
    except (CalamineError, OSError, ValueError):
        return 4
    hidden = {sheet.name for sheet in workbook.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible}
    for name in workbook.sheet_names:
        line: dict[str, object] = {"name": name, "hidden": name in hidden}
        try:
            sheet = workbook.get_sheet_by_name(name)
            if sheet.total_height * sheet.total_width > _MOST_CELLS:
                return 5
            rows = sheet.to_python(skip_empty_area=False)
            line["rows"] = [[tagged(v) for v in row] if any(v != "" for v in row) else [] for row in rows]
            line["merged"] = [list(map(list, r)) for r in (getattr(sheet, "merged_cell_ranges", None) or ())]
        except (CalamineError, OSError, ValueError):
            line["broken"] = True
        sys.stdout.write(json.dumps(line) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
