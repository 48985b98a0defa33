"""The words of the pages in each language; words of enumerations come from `docaudit.knowledge`."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path
from typing import Any

from flask import Flask, Response, g, request

from docaudit.knowledge import label

LANGUAGES = ("zh", "en")
_COOKIE = "docaudit_language"


@functools.cache
def words(language: str) -> dict[str, Any]:
    """Return all words of a language by section."""
    return tomllib.loads((Path(__file__).parent / f"{language}.toml").read_text("utf-8"))


def language() -> str:
    """Return the language of the present request."""
    return str(g.get("language", "zh"))


def t(key: str, **values: object) -> str:
    """Return the words for ``section.name`` with `values` filled in; the name itself where there are none."""
    section, _, name = key.partition(".")
    found = words(language()).get(section, {}).get(name)
    if found is None:
        return name
    return str(found).format(**values) if values else str(found)


def term(group: str, name: object) -> str:
    """Return the word for a name of an enumeration in the language of the request."""
    return label(group, str(name), language()) if name is not None else ""


def init(app: Flask) -> None:
    """Choose the language of each request: ``?lang=``, else the cookie, else Chinese."""

    @app.before_request
    def choose() -> None:
        asked = request.args.get("lang") or request.cookies.get(_COOKIE)
        g.language = asked if asked in LANGUAGES else "zh"

    @app.after_request
    def keep(response: Response) -> Response:
        if request.args.get("lang") in LANGUAGES:
            response.set_cookie(
                _COOKIE,
                request.args["lang"],
                max_age=31_536_000,
                httponly=True,
                samesite="Lax",
                secure=request.is_secure,
            )
        return response

    app.jinja_env.globals.update(t=t, term=term, language=language)
