"""Signs that a file was changed after it had been made: on files altered for the test, and on honest ones."""

# ruff: noqa: E501
from __future__ import annotations

import io
import zlib
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from docaudit.reading import ReadOptions, read_path
from docaudit.reading.alteration import signs_of_pdf
from docaudit.reading.scan.patches import find_patches
from docaudit.records.alteration import Sign, SignKind
from docaudit.records.evidence import Box
from docaudit.records.pages import Page

Picture = NDArray[np.uint8]
OPTIONS = ReadOptions(ocr_engine="off", contained=False)
FONTS = b"<</F1 <</Type/Font/Subtype/Type1/BaseFont/Helvetica>> /F2 <</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>>>"
PRINTED = b"BT /F1 12 Tf 72 700 Td (Balance 1,234.56) Tj ET"
EDITED = b"BT /F1 12 Tf 72 700 Td (Balance 9,234.56) Tj ET"


def stream(content: bytes, *, deflated: bool = False) -> bytes:
    body = zlib.compress(content) if deflated else content
    extra = b"/Filter/FlateDecode" if deflated else b""
    return b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(body), extra, body)


def written(objects: dict[int, bytes], *, before: bytes = b"%PDF-1.7\n", trailer: bytes = b"") -> bytes:
    """Return `before` with objects, their table and the end behind it."""
    data, places = before, {}
    for number, body in objects.items():
        places[number] = len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n"
    for number, place in places.items():
        data += b"%d 1\n%010d 00000 n \n" % (number, place)
    return data + b"trailer\n<</Size 20/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (trailer, start)


def pdf(content: bytes = PRINTED, *, deflated: bool = False, info: bytes = b"") -> bytes:
    objects = {
        1: b"<</Type/Catalog/Pages 2 0 R>>",
        2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        3: b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font " + FONTS + b">>>>",
        4: stream(content, deflated=deflated),
        9: info or b"<<>>",
    }
    return written(objects, trailer=b"/Info 9 0 R")


def appended(data: bytes, objects: dict[int, bytes]) -> bytes:
    last = data.rfind(b"startxref")
    offset = data[last:].split()[1]
    return written(objects, before=data, trailer=b"/Prev " + offset)


def signed(data: bytes) -> bytes:
    """Return the file with a signature's dictionary that covers all of it but its own digits."""
    hole = b"/Contents<" + b"0" * 64 + b">"
    made = appended(data, {7: b"<</Type/Sig/ByteRange [0 AAAAAAAAAA BBBBBBBBBB CCCCCCCCCC]" + hole + b">>"})
    first = made.index(hole) + len(b"/Contents")
    second = first + 66
    for mark, value in ((b"A", first), (b"B", second), (b"C", len(made) - second)):
        made = made.replace(mark * 10, b"%010d" % value, 1)
    return made


def read(data: bytes, path: Path, name: str = "file.pdf") -> tuple[tuple[Sign, ...], list[Page]]:
    (path / name).write_bytes(data)
    (result,) = read_path(path / name, OPTIONS)
    return result.source.signs, list(result.pages)


def kinds(data: bytes) -> set[SignKind]:
    return {s.kind for s in signs_of_pdf(data)}


@pytest.mark.parametrize("deflated", [False, True])
def test_page_text_that_a_later_save_replaces_is_a_sign(deflated: bool) -> None:
    later = appended(pdf(deflated=deflated), {4: stream(EDITED, deflated=deflated)})
    assert kinds(later) == {SignKind.REVISED}


def test_notes_fields_and_pictures_that_a_later_save_adds_are_none() -> None:
    note = {3: b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Annots[6 0 R]>>", 6: b"<</Type/Annot/Subtype/Text>>"}
    field = {5: b"<</Type/XObject/Subtype/Form/Length 30>>\nstream\nBT (paid) Tj ET\nendstream"}
    stamp = {8: stream(b"BT (copy) Tj ET")}
    for more in (note, field, stamp):
        assert not kinds(appended(pdf(), more))
    assert not kinds(pdf())


def test_a_file_that_is_laid_out_for_the_web_was_saved_once() -> None:
    assert not kinds(b"%PDF-1.7\nstartxref\n0\n%%EOF\n" + pdf())


def test_what_follows_a_signature_and_changes_a_page_is_a_sign_of_its_own() -> None:
    whole = signed(pdf())
    assert not kinds(whole)
    page = {3: b"<</Type/Page/Parent 2 0 R/Contents 8 0 R>>", 8: stream(EDITED)}
    assert kinds(appended(whole, page)) == {SignKind.REVISED_AFTER_SIGNING}


def test_proofs_and_second_signatures_behind_a_signature_are_none() -> None:
    whole = signed(pdf())
    assert not kinds(appended(whole, {1: b"<</Type/Catalog/Pages 2 0 R/DSS 8 0 R>>", 8: b"<</Certs[]>>"}))
    assert not kinds(signed(whole))


@pytest.mark.parametrize(
    ("content", "mixed"),
    [
        (b"BT /F1 12 Tf 72 700 Td (1,2) Tj /F2 12 Tf (34.56) Tj ET", True),
        (b"BT /F1 12 Tf 72 700 Td (1,2) Tj /F1 15 Tf (34.56) Tj ET", True),
        (b"BT /F1 12 Tf 72 700 Td (1,2) Tj (34.56) Tj ET", False),
        (b"BT /F2 12 Tf 72 700 Td (Rest ) Tj /F1 12 Tf (1,234.56) Tj ET", False),
        (b"BT /F1 12 Tf 72 700 Td (12) Tj /F2 12 Tf (ab) Tj ET", False),
    ],
    ids=["two fonts", "two sizes", "two pieces of one font", "a word before it", "no number"],
)
def test_a_number_in_two_fonts_or_sizes_is_a_sign_with_its_place(content: bytes, mixed: bool, tmp_path: Path) -> None:
    _, (page,) = read(pdf(content), tmp_path)
    assert bool(page.signs) is mixed
    for sign in page.signs:
        assert sign.kind is SignKind.MIXED_FONTS
        assert "1,234.56" in sign.text
        assert sign.box is not None
        assert any(word.box == sign.box for word in page.words)


COVER = b" q 1 1 1 rg 100 694 90 14 re f Q "
UNDER, OVER = b"BT /F1 12 Tf 110 697 Td (1,234.56) Tj ET", b"BT /F2 12 Tf 110 697 Td (9,234.56) Tj ET"


@pytest.mark.parametrize(
    ("content", "covered"),
    [
        (UNDER + COVER + OVER, True),
        (UNDER + COVER, False),
        (COVER + UNDER, False),
        (UNDER + COVER + b"BT /F2 12 Tf 110 697 Td (see below) Tj ET", False),
        (UNDER + COVER + b"BT /F2 12 Tf 110 600 Td (9,234.56) Tj ET", False),
    ],
    ids=["another number over it", "only covered", "a ground", "words over it", "a number elsewhere"],
)
def test_a_number_that_lies_over_another_one_is_a_sign(content: bytes, covered: bool, tmp_path: Path) -> None:
    _, (page,) = read(pdf(content), tmp_path)
    assert [(s.kind, s.text) for s in page.signs] == ([(SignKind.COVERED, "9,234.56")] if covered else [])


def test_the_programs_of_a_file_are_told(tmp_path: Path) -> None:
    made = pdf(info=b"<</Producer(Skia/PDF m120)/Creator(Chromium)>>")
    signs, _ = read(made, tmp_path)
    assert [(s.kind, s.text) for s in signs] == [(SignKind.PROGRAM, "Chromium / Skia/PDF m120")]
    assert read(pdf(), tmp_path)[0] == ()
    picture = io.BytesIO()
    exif = Image.Exif()
    exif[305] = "Adobe Photoshop 24.0 (Windows)"
    Image.new("RGB", (80, 60), "white").save(picture, "JPEG", exif=exif)
    signs, _ = read(picture.getvalue(), tmp_path, "photo.jpg")
    assert [s.text for s in signs] == ["Adobe Photoshop 24.0 (Windows)"]


def test_signs_travel_from_the_process_that_reads(tmp_path: Path) -> None:
    (tmp_path / "file.pdf").write_bytes(pdf(b"BT /F1 12 Tf 72 700 Td (1,2) Tj /F2 12 Tf (34.56) Tj ET"))
    (result,) = read_path(tmp_path / "file.pdf", ReadOptions(ocr_engine="off"))
    assert [s.kind for p in result.pages for s in p.signs] == [SignKind.MIXED_FONTS]


# --- amounts unlike the others of their table ----------------------------------------------------------------------

ALL = {SignKind.FOREIGN_FONT, SignKind.PATCHED, SignKind.WRITTEN_LAST}


def at(column: int, row: int) -> tuple[int, int]:
    return 80 + 110 * column, 700 - 20 * row


def cell(column: int, row: int, text: str, font: str = "F1", *, ground: bool = False, grey: str = "1 1 1") -> bytes:
    x, y = at(column, row)
    under = f"q {grey} rg {x - 4} {y - 3} 78 13 re f Q " if ground else ""
    return f"{under}BT /{font} 9 Tf {x} {y} Td ({text}) Tj ET ".encode()


def amount(column: int, row: int) -> str:
    return f"{12 + row},{row}{column}4.{10 + 3 * row + column}"


def rows(count: int = 8, columns: int = 2, *, ground: bool = False, font: str = "F1") -> bytes:
    """A table that is printed row by row."""
    places = [(c, r) for r in range(count) for c in range(columns)]
    return b"".join(cell(c, r, amount(c, r), font, ground=ground) for c, r in places)


@pytest.mark.parametrize(
    ("forged", "seen"),
    [
        (cell(2, 3, "95,000.00", "F2", ground=True), ALL),
        (cell(2, 3, "95,000.00", "F2"), {SignKind.FOREIGN_FONT, SignKind.WRITTEN_LAST}),
        (cell(2, 3, "95,000.00", ground=True), {SignKind.PATCHED, SignKind.WRITTEN_LAST}),
        (cell(2, 3, "95,000.00"), {SignKind.WRITTEN_LAST}),
        (cell(2, 0, "95,000.00", "F2"), {SignKind.FOREIGN_FONT, SignKind.WRITTEN_LAST}),
        (cell(2, 3, "95,000.00", "F2") + cell(0, 9, "Printed 1"), {SignKind.FOREIGN_FONT, SignKind.WRITTEN_LAST}),
        (cell(2, 7, "95,000.00", "F2"), {SignKind.FOREIGN_FONT}),
    ],
    ids=["font and patch", "another font", "a patch", "the same font", "in the first row", "before a line at the foot", "in the last row"],
)  # fmt: skip
def test_an_amount_that_was_added_to_a_finished_table(forged: bytes, seen: set[SignKind], tmp_path: Path) -> None:
    _, (page,) = read(pdf(rows() + forged), tmp_path)
    assert {s.kind for s in page.signs} == seen
    for sign in page.signs:
        assert sign.text.startswith("95,000.00")
        assert any(word.box == sign.box and word.text == "95,000.00" for word in page.words)


@pytest.mark.parametrize(
    "content",
    [
        rows(),
        rows(ground=True),
        rows() + cell(0, 8, "Total 1,234.00", "F2") + cell(1, 8, "88,000.00", "F2"),
        rows() + cell(0, 8, "T o", "F2") + cell(1, 8, "tal") + cell(2, 8, "88,000.00", "F2") + cell(3, 8, "1,088.00"),
        rows() + cell(2, -2, "95,000.00", "F2"),
        rows() + cell(2, 11, "95,000.00", "F2"),
        rows(columns=1) + b"".join(cell(1, r, amount(1, r), "F2") for r in range(8)),
        b"".join(cell(c, r, amount(c, r)) for c in range(3) for r in range(8)),
        rows(4) + cell(2, 1, "95,000.00", "F2"),
        rows() + cell(2, 3, "95,000.00", "F2", ground=True, grey="0.8 0.8 0.8")[:40],
        rows() + cell(2, 3, "note 3", "F2", ground=True),
        rows() + b"".join(cell(2, r, amount(2, r), "F2") for r in range(2, 7)),
        rows(7) + b"".join(cell(c, 7, amount(c, 7), ground=True, grey="0.85 0.85 0.85") for c in (0, 1)),
    ],
    ids=["row by row", "each cell on a ground", "a line of sums", "whose word is spaced", "above the table", "at the foot", "a column in another font", "column by column", "too few amounts", "a shaded cell without text", "words", "a habit", "a shaded last row"],
)  # fmt: skip
def test_what_programs_print_is_not_strange(content: bytes, tmp_path: Path) -> None:
    _, (page,) = read(pdf(content), tmp_path)
    assert not {s.kind for s in page.signs} & ALL


def test_bold_is_the_same_font() -> None:
    from docaudit.reading.pdf.strangers import _STYLE

    for name in ("Arial-BoldMT", "ArialMT", "Arial,Bold", "Arial"):
        assert _STYLE.sub("", name) == "Arial"
    assert _STYLE.sub("", "SimHei") != _STYLE.sub("", "SimSun,Bold")


# --- patches on pictures -------------------------------------------------------------------------------------------


def sheet(seed: int = 1) -> Picture:
    """Return a scanned sheet of figures: grainy paper, soft type."""
    grain = np.random.default_rng(seed)
    page = np.full((1200, 900, 3), 244, np.uint8)
    for line in range(40):
        figures = " ".join(f"{grain.integers(10**5, 10**6) / 100:,.2f}" for _ in range(5))
        cv2.putText(page, figures, (50, 60 + 27 * line), cv2.FONT_HERSHEY_SIMPLEX, 0.6, (40, 40, 40), 1, cv2.LINE_AA)
    noisy = cv2.GaussianBlur(page, (3, 3), 0) + grain.normal(0, 2.5, page.shape)
    return np.clip(noisy, 0, 255).astype(np.uint8)


def saved(picture: Picture, quality: int) -> Picture:
    _, data = cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
    return cv2.imdecode(data, cv2.IMREAD_COLOR)


def patched(picture: Picture) -> Picture:
    """Return the picture with another figure laid over one of its own."""
    changed = picture.copy()
    changed[480:510, 300:460] = (243, 243, 243)
    cv2.putText(changed, "987,654.32", (308, 503), cv2.FONT_HERSHEY_SIMPLEX, 0.7, (30, 30, 30), 1, cv2.LINE_AA)
    return changed


@pytest.mark.parametrize(
    ("first", "last"), [(60, None), (60, 95), (60, 90), (75, None), (75, 95), (75, 90), (85, None), (85, 95)]
)
def test_a_figure_laid_over_a_scan_is_found_where_it_lies(first: int, last: int | None) -> None:
    altered = patched(saved(sheet(), first))
    (sign,) = find_patches(altered if last is None else saved(altered, last))
    assert sign.kind is SignKind.PASTED
    assert sign.box is not None
    assert sign.box.overlap(Box(300 / 900, 480 / 1200, 460 / 900, 510 / 1200)) > 0.8


@pytest.mark.parametrize("seed", range(4))
def test_clean_scans_raise_nothing_however_often_they_were_saved(seed: int) -> None:
    page = sheet(seed)
    honest = [
        page,
        saved(page, 75),
        saved(saved(page, 75), 95),
        saved(saved(page, 90), 70),
        saved(cv2.flip(saved(page, 75), 1), 95),
    ]
    honest.append(saved(cv2.resize(saved(page, 75), None, fx=0.8, fy=0.8, interpolation=cv2.INTER_AREA), 95))
    honest += [np.full_like(page, 250), page[:300, :300]]
    for picture in honest:
        assert find_patches(picture) == ()


def test_a_patch_before_the_only_save_leaves_no_sign() -> None:
    assert find_patches(saved(patched(sheet()), 85)) == ()


def test_the_sign_of_a_patch_reaches_the_page_of_a_scan(tmp_path: Path) -> None:
    altered = saved(patched(saved(sheet(), 75)), 95)
    cv2.imwrite(str(tmp_path / "scan.png"), altered)
    (result,) = read_path(tmp_path / "scan.png", OPTIONS)
    (page,) = result.pages
    assert [s.kind for s in page.signs] == [SignKind.PASTED]
