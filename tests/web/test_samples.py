"""The samples in the desk, with nothing stubbed: boxes over the very text, an upload audited to its end."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from flask import Flask

from docaudit.audit import audit_case
from docaudit.storage import Store
from docaudit_web import create_app

SAMPLES = Path(__file__).parents[2] / "samples"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.browser,
    pytest.mark.skipif(not (SAMPLES / "misuse").is_dir(), reason="samples are not in this copy"),
]


@pytest.fixture
def app(store: Store) -> Iterator[Flask]:
    made = create_app({"STORE": store})
    yield made
    made.extensions["worker"].stop()


def text_in_box(file: Path, page: int, box: list[float]) -> str:
    pdf = pypdfium2.PdfDocument(file)
    found = pdf[page - 1]
    width, height = found.get_size()
    x0, y0, x1, y1 = box
    area = {"left": x0 * width - 1, "right": x1 * width + 1}
    area |= {"top": (1 - y0) * height + 1, "bottom": (1 - y1) * height - 1}
    text = str(found.get_textpage().get_text_bounded(**area))
    pdf.close()
    return "".join(text.split())


def test_the_box_of_a_finding_covers_its_text(
    signed_in: Any, address: str, store: Store, dark_share: Callable[[bytes], float]
) -> None:
    audit: dict[str, Any] = audit_case(SAMPLES / "misuse").to_json()
    case_id = store.save_case(audit, path=SAMPLES / "misuse")
    by_id = {d["id"]: d for d in audit["documents"]}
    boxed = [
        (finding, number, place)
        for finding in audit["findings"]
        for number, place in enumerate(finding["evidence"], start=1)
        if place.get("box") and by_id[place["document"]]["text_source"] == "text_layer"
    ]
    assert boxed
    for _, _, place in boxed:
        # The text may carry the value's label, which the box leaves out; what the box holds is in the text.
        inside = set(text_in_box(SAMPLES / "misuse" / place["source"], place["page"], place["box"]))
        assert inside, place
        assert len(inside & set(str(place["text"]))) >= 0.8 * len(inside), place
    finding, number, place = boxed[0]
    page = signed_in
    page.goto(f"{address}/cases/{case_id}/findings/{finding['key']}?e={number}")
    page.locator(".sheet img").evaluate("image => image.decode()")
    image, box = page.locator(".sheet img").bounding_box(), page.locator("#box").bounding_box()
    assert box["x"] == pytest.approx(image["x"] + place["box"][0] * image["width"], abs=2)
    assert box["y"] == pytest.approx(image["y"] + place["box"][1] * image["height"], abs=2)
    assert dark_share(page.screenshot(clip=box)) > 0.005


def test_the_zipped_clean_case_is_uploaded_and_done(signed_in: Any, address: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "clean.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted((SAMPLES / "clean").rglob("*")):
            archive.write(file, file.relative_to(SAMPLES))
    page = signed_in
    page.goto(f"{address}/upload")
    page.set_input_files("input[type=file]", str(tmp_path / "clean.zip"))
    page.click("button.main")
    page.wait_for_selector("text=打开案卷", timeout=300_000)
    page.click("text=打开案卷")
    page.wait_for_selector(".figures")
    assert "没有发现" in page.locator("#findings").inner_text()
    assert page.locator(".figures .misuse dd").inner_text() == "0.00"
