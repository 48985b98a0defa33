"""Makes the pictures of the READMEs from the synthetic samples; started by ``make screenshots``."""

from __future__ import annotations

import io
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import waitress
from PIL import Image
from playwright.sync_api import sync_playwright

from docaudit.audit import audit_case
from docaudit.storage import Store, open_store
from docaudit_web import create_app

DOCS = Path(__file__).parent
SAMPLES = DOCS.parent / "samples"
CASES = ("misuse", "scan", "personal", "messy", "clean")
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
MOST_BYTES = 400_000


def fill(store: Store) -> dict[str, int]:
    """Audit the samples into the store and return their numbers."""
    return {name: store.save_case(audit_case(SAMPLES / name).to_stored(), path=SAMPLES / name) for name in CASES}


def sign_in(page: Any, address: str, first: tuple[str, str]) -> None:
    """Sign in for the first time, with the change of the one-time password."""
    page.goto(address)
    page.fill("input[name=name]", first[0])
    page.fill("input[name=password]", first[1])
    page.click("button.main")
    for field, words in (("old", first[1]), ("new", "only for pictures"), ("again", "only for pictures")):
        page.fill(f"input[name={field}]", words)
    page.click("button.main")
    page.wait_for_url(f"{address}/")


def keep(name: str, raw: bytes) -> None:
    """Write a picture with as many colours as its size allows."""
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=True)
    if out.tell() > MOST_BYTES:
        out = io.BytesIO()
        picture.quantize(256, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            out, "PNG", optimize=True
        )
    (DOCS / f"{name}.png").write_bytes(out.getvalue())
    sys.stdout.write(f"docs/{name}.png {out.tell()} bytes\n")


def take(page: Any, address: str, cases: dict[str, int], store: Store) -> None:
    """Walk to the four places and take their pictures."""
    page.goto(address)
    keep("queue", page.screenshot())
    page.goto(f"{address}/cases/{cases['misuse']}")
    page.wait_for_selector("[data-drawn=yes] svg path")
    keep("case", page.screenshot())
    panel, table = page.locator("#flow").bounding_box(), page.locator("#flow table").bounding_box()
    keep("sankey", page.screenshot(full_page=True, clip=panel | {"height": table["y"] + table["height"] - panel["y"]}))
    # The largest misuse of the scanned file: a row of a statement on a skewed page.
    finding = (store.audit(cases["scan"]) or {})["findings"][0]
    page.goto(f"{address}/cases/{cases['scan']}/findings/{finding['key']}")
    page.locator(".sheet img").evaluate("image => image.decode()")
    page.wait_for_timeout(200)
    keep("viewer", page.screenshot())


def main() -> None:
    """Serve a fresh store on loopback and take the pictures."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as engine:
        store = open_store(str(Path(folder) / "pictures.db"))
        cases = fill(store)
        first = store.first_run()
        server = waitress.create_server(create_app({"STORE": store, "WORKER": False}), host="127.0.0.1", port=0)
        threading.Thread(target=server.run, daemon=True).start()
        browser = engine.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1366, "height": 768}, locale="zh-CN")
        address = f"http://127.0.0.1:{server.effective_port}"
        if first is not None:
            sign_in(page, address, first)
        take(page, address, cases, store)
        browser.close()
        server.close()
        store.close()


if __name__ == "__main__":
    main()
