"""Cluster the words below a header row into columns, for tables without rules."""

from __future__ import annotations

from collections.abc import Sequence

from docaudit.records.pages import Line, Word


def cluster_columns(header: Sequence[Word], lines: Sequence[Line]) -> list[list[list[Word]]]:
    """Return for each line one list of words per header word.

    A word belongs to the column whose extent it shares most of; a column's extent starts as the header word's own and
    grows by the words that can only be its own, so that right-aligned amounts wider than their heading find it.

    Args:
        header: the words of the header row, one per column.
        lines: the lines below it.
    """
    ordered = sorted(header, key=lambda w: w.box.x0)
    extents = [[w.box.x0, w.box.x1] for w in ordered]
    for line in lines:
        for word in line.words:
            shared = [i for i, (x0, x1) in enumerate(extents) if min(x1, word.box.x1) > max(x0, word.box.x0)]
            if len(shared) == 1:
                column = shared[0]
                left = ordered[column - 1].box.x1 if column else 0.0
                right = ordered[column + 1].box.x0 if column + 1 < len(ordered) else 1.0
                extents[column][0] = min(extents[column][0], max(word.box.x0, left))
                extents[column][1] = max(extents[column][1], min(word.box.x1, right))
    rows = []
    for line in lines:
        row: list[list[Word]] = [[] for _ in ordered]
        for word in line.words:
            row[_column(word, extents)].append(word)
        rows.append(row)
    return rows


def _column(word: Word, extents: list[list[float]]) -> int:
    def badness(index: int) -> tuple[float, float]:
        x0, x1 = extents[index]
        shared = min(x1, word.box.x1) - max(x0, word.box.x0)
        return -max(shared, 0.0), abs((x0 + x1) / 2 - word.box.center[0])

    return min(range(len(extents)), key=badness)
