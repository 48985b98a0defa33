"""Review pages and HTTP API; no judgement of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docaudit_web.app import create_app

__all__ = ["create_app"]


def __getattr__(name: str) -> object:
    # The command line asks this package for its help text; Flask loads only when it is served.
    if name == "create_app":
        from docaudit_web.app import create_app  # noqa: PLC0415

        return create_app
    raise AttributeError(name)
