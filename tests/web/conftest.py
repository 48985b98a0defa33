from __future__ import annotations

import io
import json
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import waitress
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image
from waitress import wasyncore

from docaudit.records.pages import Cell, Page, Table
from docaudit.storage import Store, open_store
from docaudit_web import create_app

FIXTURE = Path(__file__).parent / "fixture"
CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "long enough for a test"  # noqa: S105


def make_pdf(audit: dict[str, Any], source: str) -> bytes:
    """A PDF whose pages carry the texts of the fixture's fields at their boxes, in a font that the viewer supplies."""
    pages: dict[int, list[tuple[str, list[float]]]] = {}

    def walk(value: Any) -> None:
        if isinstance(value, dict):
            if value.get("box"):
                on_page = pages.setdefault(value["page"], [])
                # A value within a line that is printed already is no second line.
                if not any(value["text"] in text and value["box"][1] == box[1] for text, box in on_page):
                    on_page.append((value["text"], value["box"]))
            for part in value.values():
                walk(part)
        elif isinstance(value, list):
            for part in value:
                walk(part)

    for document in audit["documents"]:
        if document["source"] == source:
            walk(document["fields"])
    objects: list[bytes] = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>",
        b"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>",
        b"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        b" /Ascent 880 /Descent -120 /CapHeight 700 /StemV 80 >>",
    ]
    kids = []
    for number in sorted(pages):
        lines = []
        for text, (x0, _y0, _x1, y1) in pages[number]:
            raw = text.encode("utf-16-be").hex()
            lines.append(f"BT /F1 12 Tf {595 * x0:.1f} {842 * (1 - y1) + 4:.1f} Td <{raw}> Tj ET")
        stream = "\n".join(lines).encode()
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        page = f"/Resources << /Font << /F1 3 0 R >> >> /Contents {len(objects)} 0 R"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] {page} >>".encode())
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.5\n")
    for number, body in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % p for p in places))
    out.write(b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))
    return out.getvalue()


def draw_page(path: Path, _source: str, page: int, width: int) -> bytes:
    """Stands for `docaudit.reading.page_picture`."""
    pdf = pypdfium2.PdfDocument(path)
    found = pdf[page - 1]
    out = io.BytesIO()
    found.render(scale=width / found.get_width()).to_pil().save(out, "PNG")
    pdf.close()
    return out.getvalue()


def read_pages(path: Path, _source: str) -> Iterator[Page]:
    """Stands for `docaudit.reading.read_path` on the fixture's csv."""
    import csv

    cells = [
        Cell(row=i, column=j, text=text, sheet_row=i + 1)
        for i, row in enumerate(csv.reader(path.read_text("utf-8").splitlines()))
        for j, text in enumerate(row)
    ]
    yield Page(is_sheet=True, tables=(Table(tuple(cells)),))


@pytest.fixture(autouse=True)
def cheap_passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Scrypt at its real cost would be most of the time of these tests."""
    monkeypatch.setattr("docaudit.storage.passwords._N", 2**4)


@pytest.fixture
def audit() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FIXTURE / "misuse.json").read_text("utf-8"))
    return loaded


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = open_store(str(tmp_path / "data" / "test.db"))
    yield opened
    opened.close()


@pytest.fixture
def case_id(store: Store, audit: dict[str, Any], tmp_path: Path) -> int:
    folder = tmp_path / "misuse"
    folder.mkdir()
    (folder / "卷宗.pdf").write_bytes(make_pdf(audit, "卷宗.pdf"))
    (folder / "流水.csv").write_bytes((FIXTURE / "流水.csv").read_bytes())
    (folder / "坏扫描.jpg").write_bytes(b"\xff\xd8\xff broken")
    return store.save_case(audit, path=folder)


@pytest.fixture
def app(store: Store) -> Flask:
    return create_app(
        {"STORE": store, "TESTING": True, "WORKER": False, "PAGE_PICTURE": draw_page, "READ_PAGES": read_pages}
    )


class Desk:
    """A signed-in user in front of the pages; posts carry the token of the page they come from."""

    def __init__(self, app: Flask) -> None:
        self.client: FlaskClient = app.test_client()

    def get(self, url: str, status: int = 200, **options: Any) -> str:
        answer = self.client.get(url, **options)
        assert answer.status_code == status, answer.data[:2000]
        return answer.data.decode("utf-8", "replace")

    def post(self, page: str, url: str, data: dict[str, Any] | None = None, **options: Any) -> Any:
        token = re.search(r'name="csrf_token" value="([^"]+)"', self.get(page))
        assert token is not None
        return self.client.post(url, data={"csrf_token": token[1], **(data or {})}, **options)

    def sign_in(self, name: str, password: str) -> Any:
        return self.post("/sign-in", "/sign-in", {"name": name, "password": password})


def make_user(store: Store, name: str, role: str) -> None:
    first = store.add_user(name, role, actor="test")
    user = next(u for u in store.users() if u.name == name)
    store.change_password(user.id, first, PASSWORD)


@pytest.fixture
def reviewer(app: Flask, store: Store) -> Desk:
    make_user(store, "李审", "reviewer")
    desk = Desk(app)
    assert desk.sign_in("李审", PASSWORD).status_code == 302
    return desk


@pytest.fixture
def auditor(app: Flask, store: Store) -> Desk:
    make_user(store, "王计", "auditor")
    desk = Desk(app)
    desk.sign_in("王计", PASSWORD)
    return desk


@pytest.fixture
def admin(app: Flask, store: Store) -> Desk:
    make_user(store, "管理", "admin")
    desk = Desk(app)
    desk.sign_in("管理", PASSWORD)
    return desk


@pytest.fixture
def desk(app: Flask) -> Desk:
    """Nobody signed in yet."""
    return Desk(app)


@pytest.fixture
def password() -> str:
    return PASSWORD


@pytest.fixture
def address(app: Flask) -> Iterator[str]:
    sockets: dict[int, Any] = {}
    server = waitress.create_server(app, map=sockets, host="127.0.0.1", port=0, threads=4)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.task_dispatcher.shutdown()
    # In the loop's own thread: closing a socket while that thread waits on it fails now and then.
    server.trigger.pull_trigger(lambda: wasyncore.close_all(sockets, ignore_all=True))
    thread.join(timeout=10)
    assert not thread.is_alive()


@pytest.fixture
def page(address: str) -> Iterator[Any]:  # noqa: ARG001  the page closes before the server that it may still ask
    """A page of a real browser; fails the test for any complaint of the console and any request to another host."""
    playwright = pytest.importorskip("playwright.sync_api")
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed (apt install chromium)")
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


@pytest.fixture
def signed_in(page: Any, address: str, store: Store) -> Any:
    """The browser after the first sign-in with its change of password."""
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
    return page


@pytest.fixture
def dark_share() -> Callable[[bytes], float]:
    """The share of pixels of a PNG that are darker than the paper: there is ink in it."""

    def measure(picture: bytes) -> float:
        grey = Image.open(io.BytesIO(picture)).convert("L")
        histogram = grey.histogram()
        return sum(histogram[:110]) / max(1, sum(histogram))

    return measure
