"""The samples in the desk, with nothing stubbed: boxes over the very text, an upload audited to its end."""

from __future__ import annotations

import json
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


def covered(inner: list[float], outer: list[float]) -> float:
    """The share of `inner` that lies in `outer`."""
    width = max(0.0, min(inner[2], outer[2]) - max(inner[0], outer[0]))
    height = max(0.0, min(inner[3], outer[3]) - max(inner[1], outer[1]))
    return width * height / ((inner[2] - inner[0]) * (inner[3] - inner[1]))


def test_the_misuse_case_from_the_queue_to_a_dismissal_in_its_history(
    signed_in: Any, address: str, store: Store, dark_share: Callable[[bytes], float]
) -> None:
    store.save_case(audit_case(SAMPLES / "misuse").to_json(), path=SAMPLES / "misuse")
    truth = json.loads((SAMPLES / "truth" / "misuse.json").read_text("utf-8"))
    page = signed_in
    page.goto(f"{address}/")
    page.click("table.queue tbody a >> nth=0")
    page.click(".finding >> text=大小写")
    page.locator(".sheet img").evaluate("image => image.decode()")
    # The second place is the amount in words; the first is its figures.
    page.keyboard.press("n")
    page.wait_for_selector(".evidence li:nth-child(2).lit")
    page.locator(".sheet img").evaluate("image => image.decode()")
    image, box = page.locator(".sheet img").bounding_box(), page.locator("#box").bounding_box()
    x, y = (box["x"] - image["x"]) / image["width"], (box["y"] - image["y"]) / image["height"]
    drawn = [x, y, x + box["width"] / image["width"], y + box["height"] / image["height"]]
    source = page.locator(".viewer .name").inner_text()
    printed = next(d["boxes"]["amount_in_words"]["box"] for d in truth["documents"] if d["source"] == source)
    assert covered(printed, drawn) > 0.85
    assert covered(drawn, printed) > 0.6
    assert dark_share(page.screenshot(clip=box)) > 0.005
    # Nothing need be scrolled to decide.
    assert all(b.bounding_box()["y"] + b.bounding_box()["height"] <= 768 for b in page.locator(".decide button").all())

    page.select_option("select[name=reason]", "explained")
    page.fill("input[name=note]", "已取得更正后的合同")
    page.click("button.dismiss")
    page.wait_for_selector("#decision .verdict.dismiss")
    page.click(".case-head >> text=处理记录")
    page.wait_for_url("**/history")
    text = page.locator("main").inner_text()
    assert "排除发现" in text
    assert "已有合理解释 · 已取得更正后的合同" in text


def test_the_zipped_clean_case_is_uploaded_and_done(signed_in: Any, address: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "clean.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted((SAMPLES / "clean").rglob("*")):
            archive.write(file, file.relative_to(SAMPLES))
    page = signed_in
    page.goto(f"{address}/upload")
    page.set_input_files("input[type=file]", str(tmp_path / "clean.zip"))
    page.click("button.main")
    page.wait_for_selector(".job.done, .job.failed", timeout=300_000)
    # A refusal says why here instead of a wait for a button that never comes.
    assert page.locator(".job.done").count() == 1, page.locator("#job").inner_text()
    page.click("text=打开案卷")
    page.wait_for_selector(".figures")
    assert "没有发现" in page.locator("#findings").inner_text()
    assert page.locator(".figures .misuse dd").inner_text() == "0.00"
