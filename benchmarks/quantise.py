"""Measure how far the inputs of the OCR models' layers reach, for `docaudit.reading.ocr.quantised`.

Pages are printed and spoilt by this project (synthetic); the ranges go to `ranges.json` beside that module. Layers
whose rounding alone changes the answer by much are left out, and so stay in full precision.

    python benchmarks/quantise.py [--pages N] [--seed S] [--fonts FOLDER]
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import openvino
from calibrate import spoil
from openvino import opset13
from printed import FIT_FONTS, FONT_FOLDER, print_pages

from docaudit.reading.ocr.detection import Quad, find_lines, find_quads
from docaudit.reading.ocr.lines import cut_line, recogniser_input
from docaudit.reading.ocr.quantised import RANGES, Ranges, digest_of, quantise, weighted_layers
from docaudit.reading.ocr.rapidocr_engine import model_file
from docaudit.reading.ocr.sessions import load_net

# Lines of text measured on each page, and the longer side at which a page is given to the detector.
LINES_A_PAGE, SIDE = 12, 1024
# The inputs of some layers have long tails: of 256 steps over their whole reach few are left for most values.
MOST_CHANGE = 0.008
# Probabilities below this are ground.
FOUND = 0.05
# As many inputs, taken evenly, tell how much each layer changes the answer.
TRIED = 24
# As many layers are printed, those that change it most first.
SHOWN = 20


def measured(path: Path, blobs: Sequence[np.ndarray]) -> Ranges:
    """Return the least and greatest input of each layer over all `blobs`."""
    core = openvino.Core()
    model = core.read_model(path)
    layers = weighted_layers(model)
    watched = openvino.Model([opset13.result(layer.input_value(0)) for layer in layers], model.get_parameters())
    request = core.compile_model(watched, "CPU").create_infer_request()
    low, high = np.full(len(layers), np.inf), np.full(len(layers), -np.inf)
    for blob in blobs:
        request.infer([blob])
        for k in range(len(layers)):
            values = request.get_output_tensor(k).data
            low[k], high[k] = min(low[k], values.min()), max(high[k], values.max())
    return {
        layer.get_friendly_name(): (float(f"{low[k]:.4g}"), float(f"{high[k]:.4g}")) for k, layer in enumerate(layers)
    }


def changes(path: Path, blobs: Sequence[np.ndarray], ranges: Ranges) -> dict[str, float]:
    """Return by how much the answer changes where there is text, on average, when one layer alone is rounded."""
    blobs = blobs[:: max(1, len(blobs) // TRIED)]
    whole = _answers(path, blobs, {})
    return {name: _change(whole, _answers(path, blobs, {name: reach})) for name, reach in ranges.items()}


def _answers(path: Path, blobs: Sequence[np.ndarray], ranges: Ranges) -> list[np.ndarray]:
    core = openvino.Core()
    model = core.read_model(path)
    quantise(model, ranges)
    request = core.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"}).create_infer_request()
    return [np.array(request.infer([blob])[0]) for blob in blobs]


def _change(whole: Sequence[np.ndarray], rounded: Sequence[np.ndarray]) -> float:
    found = [(a > FOUND) | (b > FOUND) for a, b in zip(whole, rounded, strict=True)]
    return float(np.mean([np.abs(a - b)[k].mean() for a, b, k in zip(whole, rounded, found, strict=True)]))


def main() -> None:
    """Measure both models and write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=8)
    parser.add_argument("--seed", type=int, default=70_000)
    parser.add_argument("--fonts", type=Path, default=FONT_FOLDER, help="where the fonts to fit on are")
    chosen = parser.parse_args()
    chance = np.random.default_rng(chosen.seed)
    detector = load_net("openvino", model_file("det"), 1)
    pages, lines = [], []
    for number, sheet in enumerate(print_pages(chosen.pages, chosen.seed, FIT_FONTS, folder=chosen.fonts)):
        image, _ = spoil(sheet, chosen.seed + number)

        def ask(blob: np.ndarray, size: tuple[int, int]) -> list[Quad]:
            pages.append(blob)
            return detector.run([blob], lambda answer: find_quads(answer, size))[0]

        quads = find_lines(image, SIDE, ask)
        places = chance.permutation(len(quads))[:LINES_A_PAGE]
        lines += [recogniser_input(cut_line(image, quads[int(k)])) for k in places]
    found = {}
    for path, blobs in ((model_file("det"), pages), (model_file("rec"), lines)):
        ranges = measured(path, blobs)
        change = changes(path, blobs, ranges)
        for name in sorted(change, key=lambda name: -change[name])[:SHOWN]:
            print(f"{path.name} {name}: {change[name]:.4f}")  # noqa: T201  a command of its own
        kept = {name: reach for name, reach in ranges.items() if change[name] <= MOST_CHANGE}
        found[digest_of(path)] = {"model": path.name, "inputs": kept}
    # One layer a line.
    text = json.dumps(found, indent=1)
    RANGES.write_text(re.sub(r"\[\s+(\S+),\s+(\S+)\s+\]", r"[\1, \2]", text) + "\n", "utf-8")


if __name__ == "__main__":
    main()
