"""Keep `docs/benchmarks.md`: each benchmark replaces its own section and leaves the others alone."""

from __future__ import annotations

import os
import platform
import re
from datetime import UTC, datetime
from pathlib import Path

REPORT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Every figure here was printed by the command that stands above it, on the machine and day named there. Pages are made by
the scripts themselves (synthetic). Speeds are ratios between readers that ran side by side in one process tree.
"""


def write_section(name: str, title: str, command: str, body: str, *, report: Path = REPORT, head: str = HEAD) -> None:
    """Put a section into the report, in the place of the section of the same name.

    Args:
        name: stable key, letters and hyphens.
        title: its heading.
        command: what printed it, from the top folder of the project.
        body: Markdown.
        report: the file.
        head: what a new file begins with.
    """
    machine = f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python {platform.python_version()}"
    made = f"{datetime.now(UTC):%Y-%m-%d}, {machine}"
    section = f"<!-- {name} -->\n## {title}\n\n`{command}` · {made}\n\n{body.strip()}\n<!-- /{name} -->\n"
    text = report.read_text("utf-8") if report.exists() else head
    pattern = re.compile(rf"<!-- {re.escape(name)} -->.*?<!-- /{re.escape(name)} -->\n", re.S)
    text = pattern.sub(lambda _: section, text) if pattern.search(text) else f"{text.rstrip()}\n\n{section}"
    report.write_text(text, "utf-8")


def table(columns: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table; the first column is text, the others figures."""
    rule = ["---"] + ["---:"] * (len(columns) - 1)
    return "\n".join("| " + " | ".join(row) + " |" for row in (columns, rule, *rows))
