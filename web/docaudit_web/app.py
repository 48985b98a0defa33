"""Puts the Flask application together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask_wtf.csrf import CSRFError, CSRFProtect
from werkzeug.exceptions import HTTPException, SecurityError

from docaudit.errors import DocauditError
from docaudit.storage import open_store
from docaudit_web import auth, formats, messages, security
from docaudit_web.api import pages as api_pages
from docaudit_web.cases import pages as case_pages
from docaudit_web.corrections import pages as correction_pages
from docaudit_web.documents import pages as document_pages
from docaudit_web.findings import pages as finding_pages
from docaudit_web.people import pages as people_pages
from docaudit_web.pictures import Pictures
from docaudit_web.queue import pages as queue_pages
from docaudit_web.upload import pages as upload_pages
from docaudit_web.worker import Worker

_SMALL_BODY = 1024**2
_UPLOAD_BODY = 2 * 1024**3


def create_app(config: Mapping[str, Any] | None = None) -> Flask:
    """Return the application, for any WSGI server.

    Args:
        config: Flask's own settings, and ``DATABASE`` (URL or path), ``STORE`` (an open store, beats ``DATABASE``),
            ``TRUSTED_HOSTS`` (default: loopback), ``UPLOAD_BYTES`` (largest upload), ``WORKER`` (False: uploads wait
            for another process), ``AUDITOR`` (what audits an upload), ``PAGE_PICTURE`` and ``READ_PAGES`` (the viewer's
            eyes, default `docaudit.reading`).
    """
    app = Flask("docaudit_web")
    app.config.update(
        TRUSTED_HOSTS=["127.0.0.1", "localhost", "[::1]"],
        MAX_CONTENT_LENGTH=_SMALL_BODY,
        UPLOAD_BYTES=_UPLOAD_BODY,
        MAX_FORM_PARTS=50,
        SESSION_COOKIE_NAME="docaudit",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=dt.timedelta(hours=12),
        WTF_CSRF_TIME_LIMIT=None,
        SEND_FILE_MAX_AGE_DEFAULT=dt.timedelta(hours=1),
        WORKER=True,
    )
    app.config.update(config or {})
    store = app.config.get("STORE") or open_store(app.config.get("DATABASE"))
    app.extensions["store"] = store
    app.extensions["pictures"] = Pictures(
        store, app.config.get("PAGE_PICTURE"), app.config.get("READ_PAGES"), store.folder / "pictures"
    )
    if not app.config.get("SECRET_KEY"):
        app.config["SECRET_KEY"] = security.session_key(store.folder)
    # Before CSRF protection: it reads the form, and the form of an upload is large.
    app.before_request(_first_look)
    CSRFProtect(app)
    security.init(app)
    messages.init(app)
    formats.init(app)
    auth.init(app)
    for pages in (
        auth.pages, queue_pages, case_pages, finding_pages, document_pages, correction_pages, upload_pages,
        people_pages, api_pages,
    ):  # fmt: skip
        app.register_blueprint(pages)
    _error_pages(app)
    app.extensions["worker"] = Worker(store, app.config.get("AUDITOR"))
    if app.config["WORKER"]:
        app.extensions["worker"].start()
    return app


def _first_look() -> Response | None:
    """Turn away foreign host names before anything else, and allow large bodies for uploads only."""
    if isinstance(request.routing_exception, SecurityError):
        # No page of ours: without a trusted host not even a link can be written.
        return Response("unknown host\n", status=400, mimetype="text/plain")
    if request.endpoint == "upload.receive":
        request.max_content_length = current_app.config["UPLOAD_BYTES"]
    return None


def _error_pages(app: Flask) -> None:
    def answer(status: int, key: str, detail: str = "") -> tuple[Response | str, int]:
        if request.path.startswith("/api/"):
            return jsonify(error=key, detail=detail), status
        return render_template("error.html", status=status, key=key, detail=detail), status

    @app.errorhandler(CSRFError)
    def csrf(_error: CSRFError) -> tuple[Response | str, int]:
        return answer(400, "csrf")

    @app.errorhandler(DocauditError)
    def refused(error: DocauditError) -> tuple[Response | str, int]:
        return answer(400, "bad_request", str(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> tuple[Response | str, int] | HTTPException:
        status = error.code or 500
        if status < 400:
            return error
        names = {400: "bad_request", 403: "forbidden", 404: "not_found", 413: "too_large", 429: "too_many"}
        return answer(status, names.get(status, "bad_request" if status < 500 else "failed"))

    @app.errorhandler(Exception)
    def failed(_error: Exception) -> tuple[Response | str, int]:
        app.logger.exception("request failed")
        return answer(500, "failed")
