"""Contract and document compliance for post-loan management: reads loan files and traces every yuan of a loan."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docaudit.audit import audit_case, extract_file

__version__ = version("docaudit")
__all__ = ["__version__", "audit_case", "extract_file"]


def __getattr__(name: str) -> object:
    # The conductor loads the OCR libraries; `import docaudit` and `docaudit --help` must stay instant.
    if name in {"audit_case", "extract_file"}:
        from docaudit import audit  # noqa: PLC0415

        return getattr(audit, name)
    raise AttributeError(name)
