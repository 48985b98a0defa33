"""Measure how far the inputs of the OCR models' layers reach, for `docaudit.reading.ocr.quantised`.

Pages are printed and spoilt by this project (synthetic); the ranges go to `ranges.json` beside that module.

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
from docaudit.reading.ocr.quantised import RANGES, digest_of, weighted_layers
from docaudit.reading.ocr.rapidocr_engine import model_file
from docaudit.reading.ocr.sessions import load_net

# Lines of text measured on each page, and the longer side at which a page is given to the detector.
LINES_A_PAGE, SIDE = 12, 1024


def measured(path: Path, blobs: Sequence[np.ndarray]) -> dict[str, list[float]]:
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
        layer.get_friendly_name(): [float(f"{low[k]:.4g}"), float(f"{high[k]:.4g}")] for k, layer in enumerate(layers)
    }


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
    found = {
        digest_of(path): {"model": path.name, "inputs": measured(path, blobs)}
        for path, blobs in ((model_file("det"), pages), (model_file("rec"), lines))
    }
    # One layer a line.
    text = json.dumps(found, indent=1)
    RANGES.write_text(re.sub(r"\[\s+(\S+),\s+(\S+)\s+\]", r"[\1, \2]", text) + "\n", "utf-8")


if __name__ == "__main__":
    main()
