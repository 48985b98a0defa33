"""RapidOCR with the PP-OCRv6 models of its wheel, on OpenVINO or onnxruntime."""

from __future__ import annotations

import importlib.metadata
import sys
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from docaudit.reading.geometry import clipped_box
from docaudit.records.pages import TextSource, Word

# Measured on A4 at 200 dpi: more is slower and reads no better.
_LONGEST_SIDE = 2000
_BATCH = 4


class RapidOcrEngine:
    """PP-OCRv6 small, without the line classifier (it turns short digit cells upside down)."""

    def __init__(self, backend: str, threads: int) -> None:
        # OpenVINO asks for this package and sends usage figures through it: nothing may leave the machine.
        sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
        from rapidocr import EngineType, RapidOCR  # noqa: PLC0415  heavy, and absent where another engine is used

        engine = {"openvino": EngineType.OPENVINO, "onnxruntime": EngineType.ONNXRUNTIME}[backend]
        cv2.setNumThreads(threads)
        settings: dict[str, Any] = {
            "Global.use_cls": False,
            "Global.log_level": "error",
            "Global.max_side_len": _LONGEST_SIDE,
            "Det.engine_type": engine,
            "Cls.engine_type": engine,
            "Rec.engine_type": engine,
            "Rec.rec_batch_num": _BATCH,
            "EngineConfig.openvino.inference_num_threads": threads,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        self._reader = RapidOCR(params=settings)
        version = importlib.metadata.version("rapidocr")
        self._name = f"rapidocr {version} PP-OCRv6-small {backend} side={_LONGEST_SIDE} batch={_BATCH} cls=off"

    @property
    def name(self) -> str:
        """Engine, models and settings."""
        return self._name

    def recognise(self, image: NDArray[np.uint8]) -> list[Word]:
        """Return the words of a BGR picture."""
        result: Any = self._reader(image)
        if result.boxes is None or result.txts is None:
            return []
        high, wide = image.shape[:2]
        words = []
        for quad, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
            if not text.strip():
                continue
            points = np.asarray(quad, dtype=np.float64)
            box = clipped_box(
                float(points[:, 0].min()) / wide,
                float(points[:, 1].min()) / high,
                float(points[:, 0].max()) / wide,
                float(points[:, 1].max()) / high,
            )
            words.append(Word(text.strip(), box, float(min(1.0, max(0.0, score))), TextSource.OCR))
        return words
