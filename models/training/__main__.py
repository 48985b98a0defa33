"""`python -m training [TASK…]`: trains what is named, or all five, one after the other in one process."""

from __future__ import annotations

import argparse
import logging
from pathlib import Path

from docaudit_models.pipeline import TRAINED
from training import meanings
from training.train import COUNTS, train

TASKS = (*COUNTS, "captions")


def main() -> None:
    """Read the arguments and train."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tasks", nargs="*", default=[], metavar="TASK", help=f"of {', '.join(TASKS)}")
    parser.add_argument("--folder", type=Path, default=TRAINED, help="where the models are put")
    args = parser.parse_args()
    if unknown := set(args.tasks) - set(TASKS):
        parser.error(f"no task {', '.join(sorted(unknown))}")
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    for task in args.tasks or TASKS:
        if task in COUNTS:
            train(task, args.folder)
        else:
            meanings.train(args.folder)


if __name__ == "__main__":
    main()
