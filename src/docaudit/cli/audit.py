"""`docaudit audit`: loan files end to end, without a database."""

from __future__ import annotations

import datetime as dt
import json
import logging
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docaudit.cli import options
from docaudit.cli.errors import error_text, print_error

if TYPE_CHECKING:
    from docaudit.records.case import CaseAudit

log = logging.getLogger(__name__)


@click.command()
@click.argument("cases", nargs=-1, required=True, metavar="CASE...", type=options.PAPERS)
@options.as_json
@options.judging
def audit(
    cases: tuple[Path, ...],
    as_json: bool,
    as_of: dt.date | None,
    rules: Path | None,
    ocr_engine: str | None,
    limits: Path | None,
    method: str,
    fail_on: str | None,
) -> int:
    """Audit loan files (each a folder, a zip or one scanned PDF) and print their findings.

    Of several files, invoices, payees and borrowers that they share are found; they are printed when all are read.
    """
    from docaudit.audit import audit_case
    from docaudit.cli.output import findings_table, print_json, print_table, progress_bar, status, warn_unreadable

    done = []
    failed = False

    def judged() -> Iterator[CaseAudit]:
        nonlocal failed
        for path in cases:
            try:
                with progress_bar(path.name) as watch:
                    found = audit_case(
                        path,
                        as_of=as_of,
                        rules=rules,
                        method=method,
                        ocr_engine=ocr_engine,
                        limits=limits,
                        progress=watch,
                    )
            except Exception as error:
                # One bad case never stops the others; alone it ends the command.
                if len(cases) == 1:
                    raise
                log.exception("a case could not be audited")
                named = str(path) in str(error)
                print_error(error_text(error) if named else f"{path}: {error_text(error)}")
                failed = True
                continue
            warn_unreadable(found.file.documents)
            yield found

    for result in _beside_each_other(judged(), rules):
        done.append({"case": result["case"], "findings": result["findings"]})
        if as_json:
            print_json(result)
    if done and not as_json:
        print_table(findings_table(done))
    return 2 if failed else status(done, fail_on)


def _beside_each_other(audits: Iterator[CaseAudit], rules: Path | None) -> Iterator[dict[str, Any]]:
    """Yield the results with what the cases share, once all of them are known.

    Each case is read once; what waits for the others lies on disk, and only the facts that cases share stay in memory.
    """
    from docaudit.checks import ACROSS, findings_across, load_rule_pack
    from docaudit.records.merging import with_findings
    from docaudit.records.neighbours import Neighbourhood

    around = Neighbourhood()
    with tempfile.TemporaryFile("w+", encoding="ascii", prefix="docaudit-") as waiting:
        for judged in audits:
            around.add(judged.file.seen)
            waiting.write(json.dumps(judged.to_json()) + "\n")
        waiting.seek(0)
        pack = load_rule_pack(rules)
        for number, line in enumerate(waiting):
            result = json.loads(line)
            day = dt.date.fromisoformat(result["as_of"])
            found = findings_across(around.seen(number), around.of(number), pack, day)
            yield with_findings(result, found, ACROSS) if found else result
