"""Correcting what was read: a field's form, taking a correction back, and auditing the case anew with them."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, abort, current_app, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from docaudit.documents.corrections import parse_correction, vocabulary
from docaudit.errors import InputError
from docaudit.records.correction import Correction, leaves, places_of
from docaudit_web.auth import me, needs, store
from docaudit_web.cases import find, load
from docaudit_web.messages import t
from docaudit_web.worker import Worker

pages = Blueprint("corrections", __name__)
_PREFIX = "field:"
_MOST_FIELDS = 40
"""Leaves of one row that a form shows; the longest row of any type has fewer."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One field of a form: its path, what stands there now, and the values it may have where they are fixed."""

    path: str
    value: str
    choices: tuple[str, ...]

    @property
    def name(self) -> str:
        """The field's own name."""
        return self.path.rpartition(".")[2].partition("[")[0]


def in_force(case_id: int, audit: Mapping[str, Any], document: str) -> dict[str, Correction]:
    """Return the corrections of one document by path."""
    place = places_of(audit.get("documents", ())).get(document)
    return {c.path: c for c in store().corrections(case_id) if (c.sha256, c.place) == place}


def form_of(found: Mapping[str, Any], prefix: str | None, corrected: Mapping[str, Correction]) -> list[Entry]:
    """Return the entries of the form for a field or a row (``items[2]``); none where nothing is to be corrected."""
    if not prefix:
        return []
    entries = []
    for path, leaf in _under(found, prefix):
        value = corrected[path].value if path in corrected else leaf.get("value")
        entries.append(Entry(path, "" if value is None else str(value), vocabulary(path)))
    return entries[:_MOST_FIELDS]


def place_of(found: Mapping[str, Any], prefix: str) -> dict[str, Any] | None:
    """Return where the first value of a field or row stands (page and box, or sheet and row), None where none does."""
    for _, leaf in _under(found, prefix):
        if leaf.get("page") is not None or leaf.get("row") is not None:
            return {key: leaf.get(key) for key in ("page", "box", "sheet", "row", "text")}
    return None


def _under(found: Mapping[str, Any], prefix: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield the leaves of a document that belong to a field or row."""
    name = prefix.partition("[")[0].partition(".")[0]
    for path, leaf in leaves(found.get("fields", {}).get(name), name):
        if path == prefix or path.startswith((f"{prefix}.", f"{prefix}[")):
            yield path, leaf


@pages.post("/cases/<int:case_id>/documents/<document>/correct")
@needs("decide")
def correct(case_id: int, document: str) -> Response:
    """Keep every field of the form that was changed, and come back to the document."""
    _, audit = load(case_id)
    found = find(audit, document)
    if found is None:
        abort(404)
    prefix = request.form.get("edit", "")
    shown = {entry.path: entry for entry in form_of(found, prefix, in_force(case_id, audit, document))}
    changed = 0
    try:
        for key, text in request.form.items():
            entry = shown.get(key.removeprefix(_PREFIX)) if key.startswith(_PREFIX) else None
            if entry is None or text.strip() == entry.value:
                continue
            value = parse_correction(str(found.get("doc_type")), entry.path, text[:2000])
            store().correct(case_id, document, entry.path, value, user=me())
            changed += 1
    except InputError as refused:
        flash(t("correct.refused", why=str(refused)))
        return redirect(url_for("documents.show", case_id=case_id, document=document, edit=prefix))
    flash(t("correct.done", count=changed) if changed else t("correct.nothing"))
    return redirect(url_for("documents.show", case_id=case_id, document=document))


@pages.post("/cases/<int:case_id>/documents/<document>/restore")
@needs("decide")
def restore(case_id: int, document: str) -> Response:
    """Take a correction back."""
    load(case_id)
    try:
        store().undo_correction(case_id, document, request.form.get("path", ""), user=me())
        flash(t("correct.restored"))
    except InputError:
        flash(t("correct.nothing"))
    return redirect(url_for("documents.show", case_id=case_id, document=document))


@pages.post("/cases/<int:case_id>/recheck")
@needs("upload")
def recheck(case_id: int) -> Response:
    """Queue the case's stored originals to be audited anew, with the corrections in force."""
    case, _ = load(case_id)
    # The worker removes the folder above the job's path once it is done.
    folder = store().folder / "uploads" / secrets.token_hex(16) / "case"
    try:
        store().restore(case_id, folder)
    except InputError:
        flash(t("correct.no_originals"))
        return redirect(url_for("cases.show", case_id=case_id))
    job_id = store().add_job(case.name, str(folder), user_name=me().name)
    cast("Worker", current_app.extensions["worker"]).wake()
    return redirect(url_for("upload.job", job_id=job_id))
