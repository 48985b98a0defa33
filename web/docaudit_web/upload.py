"""Upload of a loan file: received, worked on in the background, its progress, its result."""

from __future__ import annotations

import re
import secrets
from pathlib import PureWindowsPath
from typing import cast

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docaudit_web.auth import me, needs, store
from docaudit_web.messages import t
from docaudit_web.worker import Worker

pages = Blueprint("upload", __name__)
_KINDS = {b"PK\x03\x04": ".zip", b"%PDF": ".pdf"}


@pages.get("/upload")
@needs("upload")
def show() -> str:
    """Show the form and the latest uploads."""
    return render_template("upload.html", jobs=store().jobs())


@pages.post("/upload")
@needs("upload")
def receive() -> Response | tuple[str, int]:
    """Keep the file and queue it."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return _refused("upload.no_file")
    head = file.stream.read(1024)
    file.stream.seek(0)
    kind = next((suffix for mark, suffix in _KINDS.items() if mark in head[: 1024 if suffix_pdf(mark) else 4]), None)
    if kind is None:
        return _refused("upload.wrong_kind")
    name = plain_name(file.filename, kind)
    folder = store().folder / "uploads" / secrets.token_hex(16)
    folder.mkdir(parents=True)
    file.save(folder / name)
    job_id = store().add_job(name, str(folder / name), user_name=me().name)
    cast("Worker", current_app.extensions["worker"]).wake()
    return redirect(url_for("upload.job", job_id=job_id))


@pages.get("/uploads/<int:job_id>")
@needs("upload")
def job(job_id: int) -> str:
    """Show how far an upload is; htmx asks for the part that changes."""
    found = store().job(job_id)
    if found is None:
        abort(404)
    cases = [case for case in (store().case(i) for i in found.cases) if case is not None]
    template = "_job.html" if request.headers.get("HX-Request") else "job.html"
    return render_template(template, job=found, cases=cases)


def plain_name(name: str, suffix: str) -> str:
    """Return the base name without anything that could leave its folder, with the suffix of the content."""
    base = PureWindowsPath(name.replace("/", "\\")).name
    stem = re.sub(r'[\x00-\x1f<>:"|?*]', "_", base.rsplit(".", 1)[0]).strip(" .")[:80]
    return f"{stem or 'case'}{suffix}"


def suffix_pdf(mark: bytes) -> bool:
    """Say whether the mark may stand anywhere in the first kilobyte, as PDF readers allow."""
    return mark == b"%PDF"


def _refused(key: str) -> tuple[str, int]:
    return render_template("upload.html", jobs=store().jobs(), problem=t(key)), 400
