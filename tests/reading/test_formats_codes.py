from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import pytest
import zxingcpp
from numpy.typing import NDArray

from docaudit.reading import ReadOptions
from docaudit.reading.codes import read_codes, read_missed_codes
from docaudit.reading.scan import read_scan

INVOICE = "01,31,,26442000005310626521,31605.00,20260514,,3F2A"
Format = zxingcpp.BarcodeFormat


def page(content: str | bytes, kind: Any = Format.QRCode, *, pixels: int = 0) -> NDArray[np.uint8]:
    """A white page of A4 at 150 dpi with one code at (150, 120), `pixels` wide where that is given."""
    made = np.asarray(zxingcpp.write_barcode_to_image(zxingcpp.create_barcode(content, kind), scale=3))
    if pixels:
        made = cv2.resize(made, (pixels, pixels), interpolation=cv2.INTER_AREA)
    sheet = np.full((1754, 1240, 3), 255, np.uint8)
    high, wide = made.shape[:2]
    sheet[120 : 120 + high, 150 : 150 + wide] = made.reshape(high, wide, -1)[:, :, :1]
    return sheet


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Format.Code128, "HT2026031800012"),
        (Format.Code39, "HT-2026-0318"),
        (Format.ITF, "12345678901234"),
        (Format.EAN13, "6901234567892"),
        (Format.PDF417, "LOAN-2026-0001,1250000.00"),
        (Format.DataMatrix, "LOAN-2026-0001"),
        (Format.Aztec, "LOAN-2026-0001"),
    ],
)
@pytest.mark.parametrize("turns", [0, 1])
def test_barcodes_of_every_kind_are_read_where_they_stand(kind: Any, content: str, turns: int) -> None:
    (code,) = read_codes(np.ascontiguousarray(np.rot90(page(content, kind), turns)))
    assert code.text == content
    if not turns:
        assert (code.box.x0, code.box.y0) == pytest.approx((150 / 1240, 120 / 1754), abs=0.03)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_chinese_in_a_code_is_read_in_both_encodings(encoding: str) -> None:
    (code,) = read_codes(page("付款人：上海钢铁贸易有限公司".encode(encoding)))
    assert code.text == "付款人：上海钢铁贸易有限公司"


def test_an_encrypted_code_is_no_text() -> None:
    assert read_codes(page(bytes(range(0x80, 0xC0)) + b"\0\1\2\3\xff\xff")) == ()


def test_words_and_rules_are_no_barcode(tools: Any) -> None:
    lines = ["||||| ||| || |||| | ||| IIIIIIIIlllll 111111", "合同编号 HT-2026-018 金额 1,250,000.00"] * 4
    assert read_codes(np.asarray(tools.picture(lines))) == ()


def test_a_qr_code_spares_the_search_for_others_where_it_suffices() -> None:
    both = page(INVOICE)
    both[900:1100] = page("HT2026031800012", Format.Code128)[100:300]
    assert len(read_codes(both)) == 2
    assert [code.text for code in read_codes(both, qr_suffices=True)] == [INVOICE]


def stamped(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Press a red stamp on the code; ink darkens what is under it."""
    ink = np.full(picture.shape, 255, np.uint8)
    for radius in (30, 60, 90):
        cv2.circle(ink, (210, 180), radius, (40, 40, 215), 9)
    return (picture.astype(np.float32) * ink / 255).astype(np.uint8)


def noisy(picture: NDArray[np.uint8]) -> NDArray[np.uint8]:
    noise = np.random.default_rng(7).normal(0, 70, picture.shape)
    return np.clip(picture + noise, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    "spoil", [stamped, noisy, lambda picture: cv2.GaussianBlur(picture, (0, 0), 2.2)], ids=["stamp", "noise", "blur"]
)
def test_a_second_look_reads_the_code_that_the_first_one_misses(spoil: Any) -> None:
    picture = spoil(page(INVOICE, pixels=140))
    assert read_codes(picture) == ()
    (code,) = read_missed_codes(picture)
    assert code.text == INVOICE
    assert (code.box.x0, code.box.y0) == pytest.approx((150 / 1240, 120 / 1754), abs=0.02)


@pytest.mark.ocr
def test_an_invoice_on_a_scan_is_given_the_second_look(tools: Any) -> None:
    sheet = np.array(tools.picture(["", "", "电子发票（普通发票）", "合计 31605.00"], size=(1240, 700)))[:, :, ::-1]
    sheet = np.ascontiguousarray(sheet)
    sheet[20:240, 900:1120] = stamped(page(INVOICE, pixels=140))[90:310, 110:330]
    assert [code.text for code in read_scan(sheet, ReadOptions()).codes] == [INVOICE]
