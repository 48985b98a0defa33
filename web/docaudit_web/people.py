"""Users, the whole trail and the record of each check: for administrators and auditors."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from docaudit.errors import InputError
from docaudit.storage import ROLES
from docaudit_web.auth import me, needs, store
from docaudit_web.messages import t

pages = Blueprint("people", __name__)


@pages.route("/users", methods=["GET", "POST"])
@needs("administer")
def users() -> str | tuple[str, int]:
    """Show the users; add one, whose one-time password is shown once."""
    name, password, problem = request.form.get("name", "").strip(), None, None
    if request.method == "POST":
        try:
            password = store().add_user(name, request.form.get("role", ""), actor=me().name)
        except InputError as error:
            problem = t("users.taken" if "taken" in str(error) else "users.needs_name")
    page = render_template(
        "users.html", users=store().users(), roles=ROLES, added=name, password=password, problem=problem
    )
    return (page, 400) if problem else page


@pages.post("/users/<int:user_id>/active")
@needs("administer")
def active(user_id: int) -> Response:
    """Lock a user out or let them in; nobody locks themselves out."""
    if user_id == me().id:
        abort(400)
    store().set_active(user_id, request.form.get("active") == "yes", actor=me().name)
    flash(t("users.changed"))
    return redirect(url_for("people.users"))


@pages.get("/trail")
def trail() -> str:
    """Show the trail's newest entries and whether the chain holds; for administrators and auditors."""
    if me().role == "reviewer":
        abort(403)
    return render_template(
        "trail.html", trail=store().trail(limit=300), state=store().verify_trail(), verdicts=store().verdict_counts()
    )
