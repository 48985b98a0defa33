from __future__ import annotations

import sys

import numpy as np
import pytest
from benchmarks.degrade import degrade
from benchmarks.printed import print_pages
from hypothesis import given, settings
from hypothesis import strategies as st

sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
openvino = pytest.importorskip("openvino")
quantised = pytest.importorskip("docaudit.reading.ocr.quantised")


def one_layer(weights: np.ndarray) -> openvino.Model:
    """Return a model of one convolution of three channels."""
    from openvino import opset13

    image = opset13.parameter([1, 3, 8, 8], np.float32)
    layer = opset13.convolution(image, opset13.constant(weights), [1, 1], [0, 0], [0, 0], [1, 1])
    layer.set_friendly_name("layer")
    return openvino.Model([opset13.result(layer)], [image])


def answer(model: openvino.Model, image: np.ndarray) -> np.ndarray:
    request = openvino.Core().compile_model(model, "CPU").create_infer_request()
    request.infer([image])
    return np.array(request.get_output_tensor().data)


@settings(deadline=None)
@given(st.floats(-100, 5), st.floats(0.01, 100))
def test_nought_is_a_step_of_every_range(low: float, width: float) -> None:
    least, most = quantised._with_zero(low, low + width)
    step = (most - least) / 255
    assert least <= 0 <= most
    assert abs(-least / step - round(-least / step)) < 1e-3
    assert least <= low + step
    assert most >= low + width - step


def test_a_rounded_layer_answers_nearly_as_before_and_one_without_a_range_exactly_so() -> None:
    chance = np.random.default_rng(5)
    weights = chance.normal(0, 1, (4, 3, 1, 1)).astype(np.float32)
    image = chance.uniform(-1, 3, (1, 3, 8, 8)).astype(np.float32)
    before = answer(one_layer(weights), image)
    rounded, untouched = one_layer(weights), one_layer(weights)
    quantised.quantise(rounded, {"layer": (-1.0, 3.0)})
    quantised.quantise(untouched, {"other": (-1.0, 3.0)})
    after = answer(rounded, image)
    assert 0 < np.abs(after - before).max() < 0.03 * np.ptp(before)
    assert np.array_equal(answer(untouched, image), before)


@pytest.mark.ocr
@pytest.mark.parametrize("number", [0, 1, 2])
def test_on_a_photograph_the_rounded_detector_finds_what_the_exact_one_does(number: int) -> None:
    from docaudit.reading.ocr.detection import _blob
    from docaudit.reading.ocr.rapidocr_engine import model_file
    from docaudit.reading.ocr.sessions import load_net

    (sheet,) = print_pages(1, 31, first=number)
    blob = _blob(degrade(sheet.picture, "phone", np.random.default_rng(number)), 0.45)
    exact, rounded = (
        load_net("openvino", model_file("det"), 1, rounded=is_rounded).run([blob], np.array)[0]
        for is_rounded in (False, True)
    )
    text = (exact > 0.05) | (rounded > 0.05)
    # Measured 0.009 to 0.013; 0.024 to 0.053 with the layers rounded whose inputs have long tails: then boxes grow
    # together, a label with its value and a row with the next.
    assert np.abs(exact - rounded)[text].mean() < 0.018
