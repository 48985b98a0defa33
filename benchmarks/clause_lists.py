"""Count how obligations and their parameters are read from lists of single clauses (form: `unseen/clause_list.py`).

Of clauses that are `kept`, and of lists in `unseen/held/` that are not opened, only figures are printed.

    python benchmarks/clause_lists.py [LIST…] [--part mend|kept] [--misses N] [--without-model]
"""

from __future__ import annotations

import argparse
from unittest import mock

from report import table
from unseen.clause_list import Clause, count, judged, lists, read, shut

from docaudit.audit.compare import Tally
from docaudit.audit.evaluate import Evaluation, Retrieval
from docaudit.understanding import told


def figures(found: Evaluation) -> str:
    """Return F1 by kind, then each parameter with what was not read or read wrong; the sums last."""
    whole, every = Retrieval(), Tally()
    rows = []
    for kind, retrieval in sorted(found.obligations.items()):
        whole += retrieval
        rows.append([kind, *_counts(retrieval)])
    parts = [table(["kind", "found", "missed", "invented", "F1"], [*rows, ["all", *_counts(whole)]])]
    rows = []
    for (_, name), tally in sorted(found.fields.by_field.items()):
        slot = name.removeprefix("obligations[].")
        if name.startswith("obligations[].") and slot != "kind" and tally.scored:
            every += tally
            rows.append([slot, *_shares(tally)])
    parts.append(table(["parameter", "exact", "null", "wrong", "share"], [*rows, ["all", *_shares(every)]]))
    return "\n\n".join(parts)


def _counts(found: Retrieval) -> list[str]:
    return [str(found.found), str(found.missed), str(found.invented), f"{found.f1:.4f}"]


def _shares(tally: Tally) -> list[str]:
    return [str(tally.exact), str(tally.null), str(tally.wrong), f"{tally.share:.4f}"]


def main() -> None:
    """Print the figures of each list, and of what may be looked at the misses."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="*", metavar="LIST", help="names without suffix; all where none is given")
    parser.add_argument("--part", choices=("mend", "kept"), help="of lists that may be looked at; both where not given")
    parser.add_argument("--misses", type=int, default=0, help="how many clauses of `mend` to show with their misses")
    parser.add_argument("--without-model", action="store_true", help="let the grammar speak alone")
    args = parser.parse_args()
    if args.without_model:
        mock.patch.object(told, "kinds_told", return_value={}).start()
    left = args.misses
    for name, path in lists().items():
        if args.lists and name not in args.lists:
            continue
        chosen = [clause for clause in read(path) if shut(path) or args.part in (None, clause.part)]
        for clause in chosen:
            if left and not shut(path) and clause.part == "mend":
                left -= _show(clause)
        print(f"\n**{name}**, {len(chosen)} clauses\n\n{figures(count(chosen))}")  # noqa: T201  a command of its own


def _show(clause: Clause) -> bool:
    """Print a clause whose reading is not wholly right; say whether it was printed."""
    found = judged(clause)
    wrong = [f"  {kind} {r.missed} missed, {r.invented} invented" for kind, r in found.obligations.items() if r.f1 < 1]
    missed = [f"  {m.field}: {m.truth!r} read as {m.read!r}" for m in found.fields.misses]
    if wrong or missed:
        print("\n".join([f"{clause.name} {''.join(clause.lines)}", *wrong, *missed]))  # noqa: T201
    return bool(wrong or missed)


if __name__ == "__main__":
    main()
