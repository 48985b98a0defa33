"""What the browser is told not to do, and the key that signs the session."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from flask import Flask, Response, request

# Nothing inline, nothing from another host; `data:` pictures are what ECharts saves and CSS draws.
_POLICY = "; ".join(
    (
        "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data:", "connect-src 'self'",
        "font-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    )
)  # fmt: skip


def init(app: Flask) -> None:
    """Add the headers to every answer."""

    @app.after_request
    def headers(response: Response) -> Response:
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Frame-Options"] = "DENY"
        response.headers["Referrer-Policy"] = "same-origin"
        response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
        response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
        if request.endpoint != "static" and "Cache-Control" not in response.headers:
            # Loan files stay out of the browser's disk cache.
            response.headers["Cache-Control"] = "no-store"
        return response


def session_key(folder: Path) -> bytes:
    """Return the key kept in the data folder, made on first use and readable by its owner only."""
    file = folder / "session.key"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return file.read_bytes()
    with os.fdopen(handle, "wb") as stream:
        stream.write(secrets.token_bytes(32))
    return file.read_bytes()
