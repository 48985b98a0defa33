"""A worker of the archive's benchmark: reads the files named on standard input, one a line, and answers each.

It imports no more than a worker of `docaudit ingest` does, and gives its engine one thread: the workers are the
parallelism.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ["DOCAUDIT_OCR_THREADS"] = "1"

from docaudit.reading import ReadOptions, SourcePages, read_path


def main() -> None:
    """Answer every file with its number of pages and of characters."""
    for line in sys.stdin:
        pages = characters = 0
        for source in read_path(Path(line.rstrip("\n")), ReadOptions()):
            if isinstance(source, SourcePages):
                for page in source.pages:
                    pages += 1
                    characters += sum(len(word.text) for word in page.words)
        print(pages, characters, flush=True)  # noqa: T201  its answer


if __name__ == "__main__":
    main()
