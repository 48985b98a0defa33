"""Let a network of the OCR models compute in whole numbers of eight bits: twice as fast on a plain processor.

Every convolution and every product with constant weights gets its input rounded to 256 steps and its weights to 127.
How far the inputs reach was measured once on synthetic pages by `benchmarks/quantise.py`, which writes `ranges.json`.
"""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import Any

import numpy as np
import openvino
from openvino import opset13

log = logging.getLogger(__name__)

RANGES = Path(__file__).with_name("ranges.json")
_INPUT_STEPS = 256
# Weights take half of the 255 steps: processors without VNNI add pairs of products in 16 bits, which must not run over.
# Measured: of 300 lines 12 read otherwise than in full precision, with all steps 12 too.
_WEIGHT_STEPS, _WEIGHT_ROOM = 255, np.float32(255 / 127)

Ranges = dict[str, tuple[float, float]]


def known_ranges(path: Path) -> Ranges | None:
    """Return the least and greatest input of each layer of the model in a file; None for a model never measured."""
    entry = json.loads(RANGES.read_text("utf-8")).get(digest_of(path))
    return {name: (low, high) for name, (low, high) in entry["inputs"].items()} if entry else None


def digest_of(path: Path) -> str:
    """Return what names a model in `ranges.json`: another release of it has other ranges."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def weighted_layers(model: Any) -> list[Any]:
    """Return the layers of an OpenVINO model that multiply by constant weights, in order."""
    return [
        node
        for node in model.get_ordered_ops()
        if node.get_type_name() in {"Convolution", "MatMul"}
        and node.input_value(1).get_node().get_type_name() == "Constant"
    ]


def quantise(model: openvino.Model, ranges: Ranges) -> None:
    """Round the inputs and weights of the layers that have a range; the compiler then takes eight-bit kernels."""
    for layer in weighted_layers(model):
        if layer.get_friendly_name() not in ranges:
            continue
        low, high = _with_zero(*ranges[layer.get_friendly_name()])
        weights = layer.input_value(1)
        values = weights.get_node().data
        # One scale for each output: the first axis of a convolution's weights, the last of a product's.
        others = (
            tuple(range(1, values.ndim)) if layer.get_type_name() == "Convolution" else tuple(range(values.ndim - 1))
        )
        reach = np.maximum(np.abs(values).max(axis=others, keepdims=True), np.float32(1e-8)) * _WEIGHT_ROOM
        layer.input(0).replace_source_output(_rounded(layer.input_value(0), low, high, _INPUT_STEPS))
        layer.input(1).replace_source_output(_rounded(weights, -reach, reach, _WEIGHT_STEPS))


def _with_zero(low: float, high: float) -> tuple[np.float32, np.float32]:
    """Move a range so that nought is one of its steps: most activations are exactly that."""
    low, high = min(low, 0.0), max(high, 1e-6)
    step = (high - low) / (_INPUT_STEPS - 1)
    below = round(-low / step)
    return np.float32(-below * step), np.float32((_INPUT_STEPS - 1 - below) * step)


def _rounded(value: Any, low: Any, high: Any, steps: int) -> Any:
    least, most = opset13.constant(low), opset13.constant(high)
    return opset13.fake_quantize(value, least, most, least, most, steps).output(0)
