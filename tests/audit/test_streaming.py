from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

# What may be added by pages that are read ahead, fonts and the allocator's own ways.
MARGIN_MEBIBYTES = 40
MEASURE = """
import json, resource, sys
from pathlib import Path
from docaudit.audit import extract_files
documents = sum(1 for _ in extract_files([Path(sys.argv[1])], ocr_engine="off"))
kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
print(json.dumps([documents, *(resource.getrusage(kind).ru_maxrss // 1024 for kind in kinds)]))
"""


def contracts(path: Path, pages: int) -> Path:
    """Write a PDF of contracts of ten pages each."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    made = canvas.Canvas(str(path))
    for page in range(pages):
        made.setFont("STSong-Light", 9)
        made.drawString(480, 20, f"第{page % 10 + 1}页 共10页")
        if page % 10 == 0:
            made.setFont("STSong-Light", 18)
            made.drawString(200, 800, "流动资金借款合同")
            made.setFont("STSong-Light", 9)
        for line in range(45):
            made.drawString(60, 760 - 16 * line, f"第{line + 1}条 借款人应当按照约定使用借款{page * 100 + line}")
        made.showPage()
    made.save()
    return path


@pytest.mark.slow
def test_memory_is_flat_in_the_number_of_pages(tmp_path: Path) -> None:
    peaks = []
    for pages in (60, 240):
        path = contracts(tmp_path / f"{pages}.pdf", pages)
        command = [sys.executable, "-c", MEASURE, str(path)]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
        documents, *peak = json.loads(ran.stdout)
        assert documents == pages // 10
        peaks.append(peak)
    (few, few_child), (many, many_child) = peaks
    assert many - few < MARGIN_MEBIBYTES
    assert many_child - few_child < MARGIN_MEBIBYTES
