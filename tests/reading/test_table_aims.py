"""The aims for table cells, on a set small enough for every run of the slow tests: the benchmark measures all of it."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

BENCHMARKS = Path(__file__).parents[2] / "benchmarks"


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    pytest.importorskip("reportlab")
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    return pytest.importorskip("tables")


@pytest.mark.slow
def test_digital_statements_of_every_layout_keep_their_cells_and_rows(tables: ModuleType) -> None:
    whole = tables.Tally()
    for style in tables.STYLES:
        for layout in tables.LAYOUTS:
            whole.add(tables.measure(layout, style, "digital", 77, 20))
    assert whole.right >= 0.99 * whole.cells, whole.faults[:10]
    assert whole.exact >= 0.99 * whole.rows, whole.faults[-10:]


@pytest.mark.slow
@pytest.mark.ocr
def test_scanned_statements_keep_their_cells(tables: ModuleType) -> None:
    pytest.importorskip("rapidocr")
    whole = tables.Tally()
    for style in tables.STYLES:
        for layout in tables.LAYOUTS[2:14:4]:
            whole.add(tables.measure(layout, style, "scan", 77, 12))
    assert whole.right >= 0.96 * whole.cells, whole.faults[:10]
