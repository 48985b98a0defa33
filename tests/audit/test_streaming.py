from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

# What may be added by pages that are read ahead, fonts and the allocator's own ways.
MARGIN_MEBIBYTES = 40
MEASURE = """
import json, resource, sys
from pathlib import Path
from docaudit.audit import extract_files
documents = sum(1 for _ in extract_files([Path(sys.argv[1])], ocr_engine="off"))
# A process inherits the peak of the one that started it in `getrusage`, but not here.
own = next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(json.dumps([documents, own // 1024, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024]))
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


def scans(path: Path, pages: int) -> Path:
    """Write a PDF of scanned pages, each a picture of its own."""
    canvas = pytest.importorskip("reportlab.pdfgen.canvas")
    from reportlab.lib.utils import ImageReader

    chance = np.random.default_rng(5)
    made = canvas.Canvas(str(path))
    for _ in range(pages):
        marks = chance.integers(0, 2, (120, 60), dtype=np.uint8) * 255
        buffer = io.BytesIO()
        Image.fromarray(marks).resize((1240, 1754), Image.Resampling.NEAREST).save(buffer, "JPEG", quality=60)
        made.drawImage(ImageReader(buffer), 0, 0, 595, 842)
        made.showPage()
    made.save()
    return path


@pytest.mark.slow
def test_memory_is_flat_in_the_number_of_scanned_pages(tmp_path: Path) -> None:
    peaks = []
    for pages in (120, 360):
        command = [sys.executable, "-c", MEASURE, str(scans(tmp_path / f"{pages}.pdf", pages))]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
        peaks.append(json.loads(ran.stdout)[1:])
    (few, few_child), (many, many_child) = peaks
    assert many - few < MARGIN_MEBIBYTES
    assert many_child - few_child < MARGIN_MEBIBYTES
