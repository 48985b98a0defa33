"""The desk in a real browser: what the tests without one cannot see, boxes on pictures, keys and scripts."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from docaudit.storage import Store

pytestmark = pytest.mark.browser


def test_from_sign_in_to_a_dismissal_in_the_history(
    signed_in: Any, address: str, case_id: int, audit: dict[str, Any], dark_share: Callable[[bytes], float]
) -> None:
    page = signed_in
    page.goto(address)
    page.click("text=云陵市嘉柏钢铁有限公司")
    page.wait_for_selector("[data-sankey][data-drawn=yes] svg path")
    # The duplicate invoice comes first: more money is at risk in it.
    page.click(".finding >> nth=1")
    page.locator(".sheet img").evaluate("image => image.decode()")
    x0, y0, x1, y1 = audit["findings"][0]["evidence"][0]["box"]
    image, box = page.locator(".sheet img").bounding_box(), page.locator("#box").bounding_box()
    assert box["x"] == pytest.approx(image["x"] + x0 * image["width"], abs=2)
    assert box["y"] == pytest.approx(image["y"] + y0 * image["height"], abs=2)
    assert box["width"] == pytest.approx((x1 - x0) * image["width"], abs=3)
    assert box["height"] == pytest.approx((y1 - y0) * image["height"], abs=3)
    frame = page.locator("[data-paper]").bounding_box()
    middle = box["y"] + box["height"] / 2
    assert frame["y"] + frame["height"] / 4 < middle < frame["y"] + 3 * frame["height"] / 4
    assert dark_share(page.screenshot(clip=box)) > 0.02

    page.keyboard.press("n")
    page.wait_for_selector("tr.lit >> text=华信证券股份有限公司")
    page.keyboard.press("?")
    assert page.locator("dialog.help").is_visible()
    page.keyboard.press("?")
    page.keyboard.press("2")
    assert page.locator("select[name=reason].missing").is_visible()
    page.select_option("select[name=reason]", "explained")
    page.fill("input[name=note]", "已核对")
    page.click("button.dismiss")
    page.wait_for_selector("#decision .verdict.dismiss")
    page.keyboard.press("j")
    page.wait_for_selector("text=资金回流至借款人")
    page.keyboard.press("1")
    page.wait_for_selector("#decision .verdict.confirm")
    page.keyboard.press("u")
    page.wait_for_selector("#decision >> text=还没有结论")
    page.click("text=处理记录 >> nth=0")
    page.wait_for_url(f"{address}/cases/{case_id}/history")
    text = page.locator("main").inner_text()
    assert "排除发现" in text
    assert "已有合理解释 · 已核对" in text
    assert "撤销结论" in text


def test_a_value_is_found_on_its_page(
    signed_in: Any, address: str, case_id: int, dark_share: Callable[[bytes], float]
) -> None:
    page = signed_in
    page.goto(f"{address}/cases/{case_id}/documents/D4")
    page.click("text=24312000000012345678 >> nth=0")
    page.locator(".sheet img").evaluate("image => image.decode()")
    assert dark_share(page.screenshot(clip=page.locator("#box").bounding_box())) > 0.02
    page.click("[data-zoom]")
    page.locator(".sheet img").evaluate("image => image.decode()")
    assert page.locator(".sheet img").evaluate("image => image.naturalWidth") >= 1600


def test_nothing_runs_over_the_edge_of_a_phone(signed_in: Any, address: str, case_id: int) -> None:
    page = signed_in
    page.set_viewport_size({"width": 390, "height": 844})
    key = page.request.get(f"{address}/api/cases/{case_id}").json()["findings"][0]["key"]
    for url in ("/", f"/cases/{case_id}", f"/cases/{case_id}/findings/{key}", f"/cases/{case_id}/flow", "/upload"):
        page.goto(f"{address}{url}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, url


def test_an_upload_is_watched_until_it_is_done(
    signed_in: Any, address: str, app: Flask, audit: dict[str, Any], *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:

    def run(_store: Store, job: Any) -> None:
        _store.job_progress(job.id, "reading:7", 0, 1)
        page_seen.wait(10)
        _store.finish_job(job.id, [_store.save_case(audit | {"borrower": "上传测试有限公司"}, path=Path(job.path))])

    page_seen = threading.Event()
    monkeypatch.setattr("docaudit_web.worker.run_job", run)
    page = signed_in
    (tmp_path / "卷宗.pdf").write_bytes(b"%PDF-1.4 stands for a scan")
    page.goto(f"{address}/upload")
    page.set_input_files("input[type=file]", str(tmp_path / "卷宗.pdf"))
    page.click("button.main")
    page.wait_for_selector("text=排队中")
    work = threading.Thread(target=app.extensions["worker"].work_once)
    work.start()
    page.wait_for_selector("text=已读 7 页")
    page_seen.set()
    page.wait_for_selector("text=已完成")
    work.join()
    page.click("text=打开案卷")
    page.wait_for_selector("text=上传测试有限公司")
