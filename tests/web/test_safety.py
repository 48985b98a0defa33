from __future__ import annotations

import copy
import re
import stat
from html.parser import HTMLParser
from typing import Any

import pytest
from flask import Flask

from docaudit.storage import Store


class _Parts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = dict(attrs)
        if tag == "script" and not (names.get("src") or "").startswith("/static/"):
            self.found.append("script")
        self.found += [n for n in names if n.startswith("on") or n == "style"]
        self.found += [
            v or "" for n, v in attrs if n in ("src", "href", "action") and not (v or "").startswith(("/", "#"))
        ]


def foreign_parts(page: str) -> list[str]:
    """What a page must not have: inline script or style, handlers, addresses outside of this server."""
    parser = _Parts()
    parser.feed(page)
    return [f for f in parser.found if not f.startswith("?lang=")]


def test_a_post_without_a_token_is_refused(case_id: int, audit: dict[str, Any], store: Store, reviewer: Any) -> None:
    key = audit["findings"][0]["key"]
    answer = reviewer.client.post(f"/cases/{case_id}/findings/{key}/decide", data={"verdict": "confirm"})
    assert answer.status_code == 400
    assert "页面已过期" in answer.text
    assert store.decision(case_id, key) is None


def test_decisions_are_made_by_post_only(case_id: int, audit: dict[str, Any], reviewer: Any) -> None:
    reviewer.get(f"/cases/{case_id}/findings/{audit['findings'][0]['key']}/decide?verdict=confirm", status=405)


def test_an_auditor_reads_but_does_not_decide(case_id: int, audit: dict[str, Any], store: Store, auditor: Any) -> None:
    key = audit["findings"][0]["key"]
    page = auditor.get(f"/cases/{case_id}/findings/{key}")
    assert "您的角色只能查看" in page
    assert 'name="verdict"' not in page
    url = f"/cases/{case_id}/findings/{key}/decide"
    assert auditor.post("/", url, {"verdict": "confirm"}).status_code == 403
    assert store.decision(case_id, key) is None
    auditor.get("/upload", status=403)
    assert auditor.post("/", "/upload").status_code == 403
    auditor.get("/users", status=403)
    auditor.get("/trail")


def test_a_reviewer_does_not_administer(reviewer: Any) -> None:
    reviewer.get("/users", status=403)
    reviewer.get("/trail", status=403)
    assert reviewer.post("/", "/users/1/active", {"active": "no"}).status_code == 403


def test_an_administrator_adds_and_locks_users(store: Store, admin: Any, reviewer: Any) -> None:
    page = admin.post("/users", "/users", {"name": "新人", "role": "reviewer"}).text
    password = re.search(r"<code>([a-z0-9-]+)</code>", page)
    assert password is not None
    assert store.sign_in("新人", password[1]) is not None
    assert "用户名已被使用" in admin.post("/users", "/users", {"name": "新人", "role": "reviewer"}).text
    reviewer.get("/")
    locked = next(u for u in store.users() if u.name == "李审")
    assert admin.post("/users", f"/users/{locked.id}/active", {"active": "no"}).status_code == 302
    reviewer.get("/", status=302)
    own = next(u for u in store.users() if u.name == "管理")
    assert admin.post("/users", f"/users/{own.id}/active", {"active": "no"}).status_code == 400
    assert "轨迹完整" in admin.get("/trail")


def test_the_first_password_must_be_changed(store: Store, desk: Any) -> None:

    first = store.first_run()
    assert first is not None
    assert desk.sign_in(*first).location == "/"
    assert desk.client.get("/").location == "/password"
    assert desk.client.get("/api/cases").location == "/password"
    new = "another long password"
    wrong = desk.post("/password", "/password", {"old": first[1], "new": new, "again": "different"})
    assert "不一致" in wrong.text
    assert "至少 10" in desk.post("/password", "/password", {"old": first[1], "new": "x", "again": "x"}).text
    assert desk.post("/password", "/password", {"old": first[1], "new": new, "again": new}).status_code == 302
    desk.get("/")


@pytest.mark.usefixtures("reviewer")
def test_many_wrong_passwords_are_stopped(desk: Any) -> None:

    states = [desk.sign_in("李审", "wrong").status_code for _ in range(9)]
    assert states == [401] * 8 + [429]


@pytest.mark.usefixtures("reviewer")
def test_signing_in_never_leads_to_another_host(desk: Any, password: str) -> None:
    targets = {
        "//evil.example": "/",
        "/\\\\evil.example": "/",
        "javascript:alert(1)": "/",
        "/cases/1?x=1": "/cases/1?x=1",
    }
    for target, reached in {"https://evil.example/": "/", **targets}.items():
        data = {"name": "李审", "password": password}
        answer = desk.post("/sign-in", "/sign-in", data, query_string={"next": target})
        assert answer.location == reached
        desk.post("/", "/sign-out")


def test_signing_out_ends_the_session(reviewer: Any) -> None:
    reviewer.post("/", "/sign-out")
    reviewer.get("/", status=302)


def test_script_in_documents_stays_text(store: Store, audit: dict[str, Any], reviewer: Any) -> None:
    attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"' onclick=alert(3) {{ 7*7 }}"
    hostile = copy.deepcopy(audit)

    def poison(value: Any, name: str = "") -> Any:
        if isinstance(value, dict):
            return {k: poison(v, k) for k, v in value.items()}
        if isinstance(value, list):
            return [poison(v, name) for v in value]
        free = {
            "text",
            "title",
            "explanation",
            "payee",
            "payee_account",
            "source",
            "regulation",
            "article",
            "for",
            "borrower",
        }
        if isinstance(value, str) and name in free:
            return attack
        if name == "value" and isinstance(value, str) and not value.replace(".", "").replace("-", "").isdigit():
            return attack
        return value

    hostile = poison(hostile)
    hostile["case"] = hostile["documents"][5]["warnings"][0] = hostile["loans"][0] = attack
    case_id = store.save_case(hostile)
    key = hostile["findings"][0]["key"]
    user = next(u for u in store.users() if u.name == "李审")
    store.decide(case_id, key, "dismiss", user=user, reason="other", note=attack)
    pages = [
        "/",
        f"/cases/{case_id}",
        f"/cases/{case_id}/flow",
        f"/cases/{case_id}/history",
        f"/cases/{case_id}/flow.json",
    ]
    pages += [f"/cases/{case_id}/findings/{f['key']}" for f in hostile["findings"]]
    pages += [f"/cases/{case_id}/documents/D{i}" for i in range(1, 7)]
    for url in pages:
        answer = reviewer.client.get(url)
        assert answer.status_code == 200
        if answer.mimetype == "text/html":
            assert foreign_parts(answer.text) == [], url
            assert "49" not in re.findall(r"onclick=alert\(3\) (\S+)", answer.text), url


def test_the_browser_is_told_to_run_nothing_foreign(case_id: int, reviewer: Any) -> None:
    answer = reviewer.client.get(f"/cases/{case_id}")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"
    assert foreign_parts(answer.text) == []


def test_only_known_hosts_are_answered(app: Flask) -> None:
    client = app.test_client()
    assert client.get("/sign-in", headers={"Host": "evil.example"}).status_code == 400
    assert client.get("/sign-in", headers={"Host": "127.0.0.1:8321"}).status_code == 200


def test_the_session_cookie_is_closed_to_scripts_and_other_sites(store: Store, reviewer: Any) -> None:
    cookie = reviewer.client.get_cookie("docaudit")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    key = store.folder / "session.key"
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert len(key.read_bytes()) == 32


def test_a_large_body_is_refused_outside_of_uploads(reviewer: Any) -> None:
    answer = reviewer.client.post("/sign-out", data={"csrf_token": "x" * (1024**2 + 1)})
    assert answer.status_code == 413


def test_an_unexpected_error_shows_no_inside(
    app: Flask, reviewer: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def fail(*_args: object, **_options: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setattr(app.extensions["store"], "count_cases", fail)
    page = reviewer.get("/", status=500)
    assert "secret" not in page
    assert "出现内部错误" in page
    assert "request failed" in caplog.text


def test_what_is_not_there_is_a_page_of_ours(reviewer: Any) -> None:
    assert "没有找到此页" in reviewer.get("/nowhere", status=404)
    assert "没有找到此页" in reviewer.get("/cases/99", status=404)
