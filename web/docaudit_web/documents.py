"""A document: what was read from this paper, and from where on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import Blueprint, Response, abort, current_app, render_template, request

from docaudit_web.auth import may, store
from docaudit_web.cases import find, load
from docaudit_web.corrections import form_of, in_force, place_of
from docaudit_web.pictures import WIDTHS, Pictures, TextRow

pages = Blueprint("documents", __name__)
_ROWS_SHOWN = 300


@dataclass(frozen=True, slots=True)
class View:
    """What the viewer draws: a page with a box (in thousandths of the page), or rows, or nothing.

    `page_numbers` are the pages of the document, `box` is (x, y, width, height), `reasons` say why nothing is shown.
    """

    kind: str
    document: str
    source: str
    page: int | None = None
    page_numbers: tuple[int, ...] = ()
    box: tuple[float, float, float, float] | None = None
    rows: tuple[TextRow, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def record(self) -> list[tuple[str, str]]:
        """The lit row as (name of the column, cell); empty where the columns have no names."""
        heading = next((r for r in self.rows if r.heading), None)
        lit = next((r for r in self.rows if r.lit), None)
        if heading is None or lit is None:
            return []
        pairs = zip(heading.cells, lit.cells, strict=True)
        return [(name, cell) for name, cell in pairs if name.strip() and cell.strip()]


def pictures() -> Pictures:
    """Return the viewer's eyes."""
    return cast("Pictures", current_app.extensions["pictures"])


def view_of(case_id: int, audit: Mapping[str, Any], place: Mapping[str, Any]) -> View:
    """Return what to draw for a place of the interface's form."""
    document = str(place.get("document") or "")
    found = find(audit, document) or {}
    source = str(place.get("source") or found.get("source") or "")
    numbers = tuple(found.get("pages", ()))
    if place.get("page") is not None:
        return View("page", document, source, int(place["page"]), numbers, _box(place.get("box")))
    if place.get("row") is None and numbers:
        return View("page", document, source, numbers[0], numbers)
    rows = pictures().rows(
        case_id,
        source,
        sheet=place.get("sheet"),
        row=place.get("row"),
        text=place.get("text") if numbers == () else None,
    )
    if not rows:
        return View("nothing", document, source, reasons=tuple(found.get("warnings", ())))
    return View("rows", document, source, rows=tuple(rows))


@pages.get("/cases/<int:case_id>/documents/<document>")
def show(case_id: int, document: str) -> str:
    """Show the document: fields on the left, page or rows on the right."""
    case, audit = load(case_id)
    found = find(audit, document)
    if found is None:
        abort(404)
    place: dict[str, Any] = {"document": document, "source": found.get("source")}
    place["page"] = request.args.get("page", type=int)
    place["row"] = request.args.get("row", type=int)
    place["sheet"] = request.args.get("sheet")
    place["text"] = request.args.get("text")
    if place["page"] is not None and found.get("pages") and place["page"] not in found["pages"]:
        abort(404)
    place["box"] = _asked_box(request.args.get("box"))
    if edit := request.args.get("edit"):
        # Who corrects a value looks at its place on the paper.
        place |= place_of(found, edit) or {}
    singles, lists = split_fields(found.get("fields", {}))
    corrected = in_force(case_id, audit, document)
    numbers = [d.get("id") for d in audit.get("documents", ())]
    at = numbers.index(document)
    return render_template(
        "document.html",
        case=case,
        document=found,
        singles=singles,
        lists=lists,
        corrected=corrected,
        edit=edit,
        entries=form_of(found, edit, corrected) if may("decide") else [],
        pending=store().pending_corrections(case_id),
        rows_shown=_ROWS_SHOWN,
        view=view_of(case_id, audit, place),
        previous=numbers[at - 1] if at else None,
        following=numbers[at + 1] if at + 1 < len(numbers) else None,
        position=at,
        total=len(numbers),
        query={},
    )


@pages.get("/cases/<int:case_id>/documents/<document>/pages/<int:page>.png")
def picture(case_id: int, document: str, page: int) -> Response:
    """Send the picture of a page."""
    _, audit = load(case_id)
    found = find(audit, document)
    width = request.args.get("width", WIDTHS[0], type=int)
    if found is None or width not in WIDTHS or page not in found.get("pages", ()):
        abort(404)
    raw = pictures().picture(case_id, str(found.get("source")), page, width)
    if raw is None:
        abort(404)
    return Response(raw, mimetype="image/png", headers={"Cache-Control": "private, max-age=600"})


def split_fields(
    fields: Mapping[str, Any],
) -> tuple[list[tuple[str, str, Any]], list[tuple[str, list[str], list[Any]]]]:
    """Return the single fields as (path, name, leaf), and the lists as (name, columns, rows); no empty columns."""
    singles: list[tuple[str, str, Any]] = []
    lists: list[tuple[str, list[str], list[Any]]] = []
    for name, value in fields.items():
        if not isinstance(value, list):
            singles.append((name, name, value))
        elif value and all("value" in item for item in value):
            singles.extend((f"{name}[{number}]", name, item) for number, item in enumerate(value))
        elif value:
            lists.append((name, list(_columns(value)), value))
    return singles, lists


def _columns(items: list[dict[str, Any]]) -> Iterator[str]:
    for name in items[0]:
        if any(_filled(item.get(name)) for item in items):
            yield name


def _filled(field: Any) -> bool:
    if isinstance(field, list):
        return bool(field)
    return isinstance(field, Mapping) and field.get("value") is not None


def _box(box: Any) -> tuple[float, float, float, float] | None:
    if not box or len(box) != 4:
        return None
    x0, y0, x1, y1 = (min(1.0, max(0.0, float(v))) * 1000 for v in box)
    return (round(x0, 1), round(y0, 1), round(max(0.0, x1 - x0), 1), round(max(0.0, y1 - y0), 1))


def _asked_box(text: str | None) -> list[float] | None:
    try:
        numbers = [float(v) for v in (text or "").split(",")]
    except ValueError:
        return None
    return numbers if len(numbers) == 4 and all(v == v for v in numbers) else None  # noqa: PLR0124  (NaN)
