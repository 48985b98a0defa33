"""Run a network of the OCR models on OpenVINO or onnxruntime, one picture or many."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

Blob = NDArray[np.float32]
T = TypeVar("T")

# OpenVINO keeps the working memory of the largest input so far. Inputs of more values than this (a page that could not
# be looked at in parts) are rare: what they needed is given back at once, and only they pay for asking again.
_RARE_VALUES = 6_000_000


class Net(Protocol):
    """One loaded network with one input and one output.

    Attributes:
        precision: ``f32``, or ``int8`` with a mark of the ranges that it computes in.
    """

    precision: str

    @property
    def characters(self) -> tuple[str, ...]:
        """The glyphs of a recognition network, in the order of its classes; empty for other networks."""

    def run(self, blobs: Sequence[Blob], take: Callable[[Blob], T]) -> list[T]:
        """Return what `take` makes of the answer to each input, in order; it must not keep the answer itself."""


def load_net(backend: str, path: Path, threads: int, *, rounded: bool = False) -> Net:
    """Load a network.

    Args:
        backend: ``openvino`` or ``onnxruntime``.
        path: of the ONNX file.
        threads: to compute with.
        rounded: compute in eight bits where the backend and the model allow it, for speed.

    Raises:
        ImportError: the backend is not installed.
    """
    return _OpenVinoNet(path, threads, rounded=rounded) if backend == "openvino" else _OnnxNet(path, threads)


class _OpenVinoNet:
    def __init__(self, path: Path, threads: int, *, rounded: bool) -> None:
        # OpenVINO asks for this package and sends usage figures through it: nothing may leave the machine.
        sys.modules["openvino_telemetry"] = None  # type: ignore[assignment]
        import openvino  # noqa: PLC0415  heavy, and absent where another backend is used

        from docaudit.reading.ocr.quantised import known_ranges, quantise  # noqa: PLC0415  needs openvino

        core = openvino.Core()
        model = core.read_model(path)
        self.characters = _openvino_characters(model)
        ranges = known_ranges(path) if rounded else None
        self.precision = "f32"
        if ranges is not None:
            quantise(model, ranges)
            self.precision = f"int8-{zlib.crc32(repr(ranges).encode()):08x}"
        # Left to itself OpenVINO takes bfloat16 where the processor claims it: measured 1.65 times slower without AMX,
        # and answers would differ between machines.
        # Left to itself it also ties the threads of every process to the same first cores: two workers would share one.
        settings = {
            "INFERENCE_NUM_THREADS": str(threads),
            "INFERENCE_PRECISION_HINT": "f32",
            "ENABLE_CPU_PINNING": "NO",
            # Keeps nothing of what is prepared for a shape: measured, 1.4 GiB instead of 1.6 for a fifth more time.
            "CPU_RUNTIME_CACHE_CAPACITY": "0",
        }
        self._compile = partial(core.compile_model, model, "CPU")
        self._settings = settings
        self._threads = threads

    @cached_property
    def _whole(self) -> Any:
        """All threads on one input; made when first asked for, as the queue is: few networks are used both ways."""
        return self._compile({**self._settings, "PERFORMANCE_HINT": "LATENCY"}).create_infer_request()

    @cached_property
    def _queue(self) -> Any:
        """A stream for each thread: for many small inputs that beats all threads on one input."""
        from openvino import AsyncInferQueue  # noqa: PLC0415  heavy, and absent where another backend is used

        return AsyncInferQueue(self._compile({**self._settings, "NUM_STREAMS": str(self._threads)}), self._threads)

    def run(self, blobs: Sequence[Blob], take: Callable[[Blob], T]) -> list[T]:
        found: dict[int, T] = {}
        # Inputs of one shape follow each other, the largest first: OpenVINO prepares itself anew whenever the shape
        # changes (a third of the time where lines come as they stand on the page).
        places = sorted(range(len(blobs)), key=lambda k: blobs[k].shape, reverse=True)
        if self._threads < 2 or len(blobs) < 2:
            found.update((k, self._one(blobs[k], take)) for k in places)
        else:
            self._queue.set_callback(lambda request, k: found.update({k: take(request.get_output_tensor().data)}))
            for k in places:
                self._queue.start_async([blobs[k]], k)
            self._queue.wait_all()
        return [found[k] for k in range(len(blobs))]

    def _one(self, blob: Blob, take: Callable[[Blob], T]) -> T:
        self._whole.infer([blob])
        try:
            return take(self._whole.get_output_tensor().data)
        finally:
            if blob.size > _RARE_VALUES:
                self._whole.get_compiled_model().release_memory()


def _openvino_characters(model: Any) -> tuple[str, ...]:
    information = model.get_rt_info()
    if "framework" not in information or "character" not in information["framework"]:
        return ()
    return tuple(str(information["framework"]["character"].value).splitlines())


class _OnnxNet:
    precision = "f32"

    def __init__(self, path: Path, threads: int) -> None:
        import onnxruntime  # noqa: PLC0415  heavy, and absent where another backend is used

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._input = self._session.get_inputs()[0].name
        self.characters = tuple(self._session.get_modelmeta().custom_metadata_map.get("character", "").splitlines())

    def run(self, blobs: Sequence[Blob], take: Callable[[Blob], T]) -> list[T]:
        return [take(self._session.run(None, {self._input: blob})[0]) for blob in blobs]
