"""The desk in a real browser: what the tests without one cannot see, boxes on pictures, keys and scripts."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import waitress
from flask import Flask
from PIL import Image

from docaudit.storage import Store

playwright = pytest.importorskip("playwright.sync_api")

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed (apt install chromium)"),
]


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    server = waitress.create_server(app, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    server.close()
    thread.join(timeout=5)


@pytest.fixture
def page() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=str(CHROMIUM), args=ARGUMENTS)
        context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        opened = context.new_page()
        problems: list[str] = []
        opened.on("console", lambda m: problems.append(m.text) if m.type in ("error", "warning") else None)
        opened.on("pageerror", lambda e: problems.append(str(e)))
        foreign: list[str] = []
        opened.on(
            "request", lambda r: None if r.url.startswith(("http://127.0.0.1", "data:")) else foreign.append(r.url)
        )
        yield opened
        browser.close()
    assert problems == []
    assert foreign == []


def sign_in(page: Any, address: str, store: Store) -> None:
    first = store.first_run()
    assert first is not None
    page.goto(address)
    page.fill("input[name=name]", first[0])
    page.fill("input[name=password]", first[1])
    page.click("button.main")
    page.fill("input[name=old]", first[1])
    page.fill("input[name=new]", "a password of my own")
    page.fill("input[name=again]", "a password of my own")
    page.click("button.main")
    page.wait_for_url(f"{address}/")


def dark_share(picture: bytes) -> float:
    """The share of pixels darker than the paper: there is ink in it."""
    grey = Image.open(io.BytesIO(picture)).convert("L")
    histogram = grey.histogram()
    return sum(histogram[:110]) / max(1, sum(histogram))


def test_from_sign_in_to_a_dismissal_in_the_history(
    page: Any, address: str, store: Store, case_id: int, audit: dict[str, Any]
) -> None:
    sign_in(page, address, store)
    page.click("text=云陵市嘉柏钢铁有限公司")
    page.wait_for_selector("[data-sankey][data-drawn=yes] svg path")
    page.click(".finding >> nth=0")
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


def test_a_value_is_found_on_its_page(page: Any, address: str, store: Store, case_id: int) -> None:
    sign_in(page, address, store)
    page.goto(f"{address}/cases/{case_id}/documents/D4")
    page.click("text=24312000000012345678 >> nth=0")
    page.locator(".sheet img").evaluate("image => image.decode()")
    assert dark_share(page.screenshot(clip=page.locator("#box").bounding_box())) > 0.02
    page.click("[data-zoom]")
    page.locator(".sheet img").evaluate("image => image.decode()")
    assert page.locator(".sheet img").evaluate("image => image.naturalWidth") >= 1600


def test_nothing_runs_over_the_edge_of_a_phone(page: Any, address: str, store: Store, case_id: int) -> None:
    sign_in(page, address, store)
    page.set_viewport_size({"width": 390, "height": 844})
    key = page.request.get(f"{address}/api/cases/{case_id}").json()["findings"][0]["key"]
    for url in ("/", f"/cases/{case_id}", f"/cases/{case_id}/findings/{key}", f"/cases/{case_id}/flow", "/upload"):
        page.goto(f"{address}{url}")
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, url


def test_an_upload_is_watched_until_it_is_done(
    page: Any, address: str, app: Flask, audit: dict[str, Any], *, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store: Store = app.extensions["store"]

    def run(_store: Store, job: Any) -> None:
        _store.job_progress(job.id, "reading:7", 0, 1)
        page_seen.wait(10)
        _store.finish_job(job.id, [_store.save_case(audit | {"borrower": "上传测试有限公司"}, path=Path(job.path))])

    page_seen = threading.Event()
    monkeypatch.setattr("docaudit_web.worker.run_job", run)
    sign_in(page, address, store)
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
