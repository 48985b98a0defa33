"""Signing in, the first password's change, and who may do what."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from flask import Blueprint, Flask, abort, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from docaudit.errors import InputError
from docaudit.storage import Store, UserRow
from docaudit_web.messages import t

pages = Blueprint("auth", __name__)
P = ParamSpec("P")
R = TypeVar("R")

_OPEN = frozenset({"static", "auth.sign_in", "auth.favicon"})
_FIRST = _OPEN | {"auth.password", "auth.sign_out"}
_ATTEMPTS, _WINDOW_SECONDS = 8, 300.0


class SignedIn(UserMixin):  # type: ignore[misc]
    """A user as the session knows them."""

    def __init__(self, row: UserRow) -> None:
        self.row = row
        self.id = row.id

    @property
    def is_active(self) -> bool:
        """False for a locked user: the session ends at once."""
        return self.row.active


def store() -> Store:
    """Return the store of the application."""
    return cast("Store", current_app.extensions["store"])


def me() -> UserRow:
    """Return who is signed in."""
    return cast("UserRow", current_user.row)


def may(action: str) -> bool:
    """Say whether the signed-in user may ``decide``, ``upload`` or ``administer``; auditors only read."""
    role = me().role if current_user.is_authenticated else ""
    return role == "admin" or (role == "reviewer" and action in ("decide", "upload"))


def needs(action: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Refuse a page to who may not do `action`."""

    def guard(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> R:
            if not may(action):
                abort(403)
            return view(*args, **kwargs)

        return guarded

    return guard


class _Attempts:
    """Failed sign-ins by name and address within the last minutes."""

    def __init__(self) -> None:
        self._failed: dict[str, list[float]] = {}
        self._lock = threading.Lock()

    def blocked(self, key: str) -> bool:
        """Say whether there were too many."""
        with self._lock:
            limit = time.monotonic() - _WINDOW_SECONDS
            recent = [at for at in self._failed.get(key, ()) if at > limit]
            self._failed[key] = recent
            return len(recent) >= _ATTEMPTS

    def failed(self, key: str) -> None:
        """Count one."""
        with self._lock:
            if len(self._failed) > 10_000:
                self._failed.clear()
            self._failed.setdefault(key, []).append(time.monotonic())


def init(app: Flask) -> None:
    """Ask for a sign-in before every page."""
    manager = LoginManager(app)
    app.extensions["attempts"] = _Attempts()

    @manager.user_loader  # type: ignore[untyped-decorator]
    def load(user_id: str) -> SignedIn | None:
        row = app.extensions["store"].user(int(user_id)) if user_id.isdigit() else None
        return SignedIn(row) if row is not None and row.active else None

    @app.before_request
    def ask() -> Any:
        if request.endpoint in _OPEN:
            return None
        if not current_user.is_authenticated:
            if request.path.startswith("/api/"):
                return {"error": "sign_in"}, 401
            asked = request.full_path.rstrip("?") if request.method == "GET" else None
            return redirect(url_for("auth.sign_in", next=asked if asked != "/" else None))
        if me().must_change and request.endpoint not in _FIRST:
            return redirect(url_for("auth.password"))
        return None

    app.jinja_env.globals.update(may=may)


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> Response | str | tuple[str, int]:
    """Sign in."""
    if request.method == "GET":
        return render_template("sign_in.html")
    name = request.form.get("name", "")[:80]
    attempts: _Attempts = current_app.extensions["attempts"]
    key = f"{request.remote_addr} {name}"
    if attempts.blocked(key):
        return render_template("sign_in.html", problem=t("sign_in.too_many")), 429
    user = store().sign_in(name, request.form.get("password", "")[:200])
    if user is None:
        attempts.failed(key)
        return render_template("sign_in.html", problem=t("sign_in.wrong")), 401
    session.clear()
    session.permanent = True
    login_user(SignedIn(user))
    return redirect(_inside(request.args.get("next")))


@pages.post("/sign-out")
def sign_out() -> Response:
    """Sign out."""
    logout_user()
    session.clear()
    return redirect(url_for("auth.sign_in"))


@pages.route("/password", methods=["GET", "POST"])
def password() -> Response | str | tuple[str, int]:
    """Change one's password; the first page after a one-time password."""
    if request.method == "GET":
        return render_template("password.html")
    old, new, again = (request.form.get(k, "")[:200] for k in ("old", "new", "again"))
    if new != again:
        return render_template("password.html", problem=t("password.differ")), 400
    try:
        store().change_password(me().id, old, new)
    except InputError as error:
        return render_template("password.html", problem=t(f"password.{_why(str(error))}")), 400
    flash(t("password.done"))
    return redirect(url_for("queue.index"))


@pages.get("/favicon.ico")
def favicon() -> Response:
    """Send the icon where browsers ask for it unasked."""
    return redirect(url_for("static", filename="favicon.svg"))


def _why(message: str) -> str:
    return "short" if "at least" in message else "same" if "old one" in message else "wrong"


def _inside(target: str | None) -> str:
    """Return the address to go on to, never one of another host."""
    inside = target and target.startswith("/") and not target.startswith(("//", "/\\")) and "\\" not in target
    return str(target) if inside else url_for("queue.index")
