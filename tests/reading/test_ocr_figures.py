from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docaudit.reading.ocr.figures import are_figures, is_amount, mended
from docaudit.records.amounts import parse_amount


@settings(deadline=None)
@given(st.integers(100_000, 10**13), st.data())
def test_commas_read_as_points_are_put_right(fen: int, data: st.DataObject) -> None:
    printed = f"{fen // 100:,}.{fen % 100:02d}"
    misread = "".join(data.draw(st.sampled_from(".,")) if c in ".," else c for c in printed)
    assert mended(misread)[0] == printed


@settings(deadline=None)
@given(st.text("0123456789.,，-~¥VYOSl 元:", max_size=16))
def test_mending_changes_no_digit_and_mends_once(text: str) -> None:
    made, settled = mended(text)
    for before, after in zip(text, made, strict=False):
        if before.isdigit():
            assert after == before
    assert mended(made)[0] == made
    assert all(0 <= k < len(text) for k in settled)


@pytest.mark.parametrize(
    ("misread", "printed"),
    [
        ("288.273.187.73", "288,273,187.73"),
        ("人民币327.477.01元，期限6个月", "人民币327,477.01元，期限6个月"),
        ("237,361,092:20", "237,361,092.20"),
        ("93,968，467.24", "93,968,467.24"),
        ("V14.267.73", "¥14,267.73"),
        ("~1,234.56", "-1,234.56"),
        ("0.38.", "0.38"),
        ("2023-01~24", "2023-01-24"),
        ("2024-03-0S", "2024-03-05"),
        ("B,O12.50", "8,012.50"),
    ],
)
def test_what_only_the_shape_decides_is_put_right(misread: str, printed: str) -> None:
    assert mended(misread)[0] == printed


@pytest.mark.parametrize(
    "text", ["2026.03.18", "1.234", "1.234.56.7", "BOSS", "IS09001", "12.345.678", "09:30:15", "V2.0", "～", ""]
)
def test_what_may_be_something_else_is_left_alone(text: str) -> None:
    assert mended(text)[0] == text


@pytest.mark.parametrize("text", ["1,234.56", "2026-03-18", "账号：6228480402564890018", "¥0.50"])
def test_figures_are_told_from_text(text: str) -> None:
    assert are_figures(text)
    assert not are_figures("第3条 借款人应当按照约定")


@settings(deadline=None)
@given(st.integers(1, 10**12))
def test_a_well_formed_amount_can_be_read(fen: int) -> None:
    text = f"{fen // 100:,}.{fen % 100:02d}"
    money = parse_amount(text)
    assert is_amount(text)
    assert money is not None
    assert money.fen == fen
