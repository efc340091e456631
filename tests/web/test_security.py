"""Nothing gets past the door: every route, every name the server could be called by, every way a page could reach it."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from khabar.errors import InputError
from khabar.web import static
from khabar.web.answers.claims import FILTERS
from khabar.web.app import application
from khabar.web.asking import parse
from khabar.web.desk import Desk
from khabar.web.routes import ROUTES
from khabar.web.security.gate import ENTER
from khabar.web.security.hosts import names
from khabar.web.security.sessions import Sessions
from tests.web.client import Client
from tests.web.running import TOKEN, serving
from tests.web.walk import RECORDS

# The security table: who may ask each route. A route that is not here fails the test, so that somebody decides on it.
POLICIES = {
    "GET /api/v1/openapi.json": "read",
    "GET /api/v1/session": "read",
    "GET /api/v1/casebook": "read",
    "GET /api/v1/overview": "read",
    "GET /api/v1/reports": "read",
    "GET /api/v1/reports/{report_id}": "read",
    "GET /api/v1/reports/{report_id}/original": "read",
    "GET /api/v1/claims": "read",
    "GET /api/v1/claims/{claim_id}": "read",
    "GET /api/v1/claims.csv": "read",
    "GET /api/v1/claims.json": "read",
    "GET /api/v1/incidents": "read",
    "GET /api/v1/incidents/{incident_id}": "read",
    "GET /api/v1/disagreements": "read",
    "GET /api/v1/actors": "read",
    "GET /api/v1/actors/{entity_id}": "read",
    "GET /api/v1/network": "read",
    "GET /api/v1/origins": "read",
    "GET /api/v1/registers": "read",
    "GET /api/v1/registers/{name}": "read",
    "GET /api/v1/map": "read",
    "GET /api/v1/timeline": "read",
    "GET /api/v1/search": "read",
    "GET /api/v1/queue": "read",
    "GET /api/v1/judgements": "read",
    "POST /api/v1/judgements": "write",
    "POST /api/v1/judgements/{seq}/undo": "write",
    "POST /api/v1/open": "write",
}
CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; font-src 'self'; "
    "img-src 'self' data: blob:; worker-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
JSON = ("Content-Type", "application/json")
NOTE = {"kind": "note", "target": [], "reason": "x"}


def paths(desk: Desk) -> dict[str, str]:
    """A path for each route that answers, with names that the casebook has."""
    found = {name: desk.database.value(sql) for name, sql in RECORDS.items()} | {"seq": "1"}
    return {f"{r.method} {r.path}": re.sub(r"\{(\w+)\}", lambda m: str(found[m[1]]), r.path) for r in ROUTES}


@pytest.fixture(scope="module")
def known(sample_case) -> dict[str, str]:
    desk = Desk(sample_case, "reviewer")
    found = paths(desk)
    desk.close()
    found["GET /api/v1/search"] += "?q=Nasiriyah"
    return found


def test_every_route_has_a_policy_in_the_table(desk) -> None:
    assert {f"{r.method} {r.path}": r.policy for r in ROUTES} == POLICIES
    gate = application(desk, Sessions("t", lambda _: None), names(1), "c")
    served = {route.path for route in gate.app.routes}
    assert served == {r.path for r in ROUTES} | {ENTER, "/{rest:path}"} | set(static.FILES)


def test_writes_are_posts_and_reads_are_gets() -> None:
    assert {(r.method, r.policy) for r in ROUTES} == {("GET", "read"), ("POST", "write")}


@pytest.mark.parametrize("route", POLICIES)
def test_no_route_answers_without_the_token(server, known, route) -> None:
    method = route.split()[0]
    body = NOTE if method == "POST" else None
    for headers in ([], [("Authorization", "Bearer wrong")], [("Cookie", f"khabar-{server.port}=x")]):
        assert server.client.send(method, known[route], [JSON, *headers], body).status == 401


@pytest.mark.parametrize("route", [name for name in POLICIES if name.startswith("GET")])
def test_every_route_answers_with_it_and_under_guard(server, known, route) -> None:
    reply = server.program().get(known[route])
    assert reply.status == 200, reply.data[:300]
    assert reply.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    assert reply.headers["x-content-type-options"] == "nosniff"
    assert reply.headers["referrer-policy"] == "no-referrer"
    assert reply.headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in reply.headers
    assert "server" not in reply.headers


def test_refusals_and_pages_are_under_guard_too(server) -> None:
    for path in ("/", "/enter?token=x", "/nothing.txt", "/api/v1/nothing", "/claims"):
        for client in (server.client, server.program()):
            assert client.get(path).headers["content-security-policy"] == CONTENT_SECURITY_POLICY


@pytest.mark.parametrize(
    "host",
    [
        "evil.example", "127.0.0.1.evil.example:{port}", "127.0.0.1", "127.0.0.1:1", "localhost", "evil.example:{port}",
        "", "127.0.0.1:{port}@evil.example", "[::1]", "[::ffff:127.0.0.1]:{port}", "0.0.0.0:{port}", "127.0.0.1:{port}.",
        "2130706433:{port}", "localhost.evil.example:{port}", " ", "127.1:{port}",
    ],
)  # fmt: skip
def test_another_hosts_name_is_refused_before_anything_else(server, host) -> None:
    reply = server.program().send("GET", "/api/v1/casebook", host=host.format(port=server.port))
    assert reply.status in (400, 403)
    assert b"counts" not in reply.data


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "LOCALHOST:{port}", "[::1]:{port}"])
def test_its_own_names_are_answered(server, host) -> None:
    assert server.program().send("GET", "/api/v1/casebook", host=host.format(port=server.port)).status == 200


def test_two_hosts_are_none(server) -> None:
    reply = server.program().get("/api/v1/casebook", ("Host", f"127.0.0.1:{server.port}"))
    assert reply.status in (400, 403)


def test_a_page_of_ours_may_write_and_no_other(server) -> None:
    browser = server.browser()
    session = browser.get("/api/v1/session").json
    ours, key = ("Origin", f"http://127.0.0.1:{server.port}"), ("X-CSRF-Token", session["csrf"])
    missing = {"kind": "note", "target": ["c_none"], "reason": "x"}

    def status(*headers: tuple[str, str], body: object = missing) -> int:
        return browser.send("POST", "/api/v1/judgements", headers, body).status

    assert status(JSON, ours, key) == 400  # it was let in: there is no such claim
    assert status(JSON, ours, key, ("Sec-Fetch-Site", "same-origin")) == 400
    assert status(JSON, ours) == 403
    assert status(JSON, ours, ("X-CSRF-Token", "guess")) == 403
    assert status(JSON, key) == 403
    for origin in (
        "null",
        "http://evil.example",
        "https://127.0.0.1",
        f"https://127.0.0.1:{server.port}",
        "http://127.0.0.1:1",
    ):
        assert status(JSON, key, ("Origin", origin)) == 403
    for site in ("cross-site", "same-site"):
        assert status(JSON, ours, key, ("Sec-Fetch-Site", site)) == 403
    for kind in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"):
        assert status(("Content-Type", kind), ours, key) == 415
    assert status(JSON, ours, key, body=b"[" * 100_000) == 400
    assert status(JSON, ours, key, body=b"[]") == 400
    assert status(JSON, ours, key, body=b" " * 1_000_001) == 413


def test_a_key_of_one_session_opens_no_other(server) -> None:
    one, other = server.browser(), server.browser()
    key = one.get("/api/v1/session").json["csrf"]
    ours = ("Origin", f"http://127.0.0.1:{server.port}")
    assert other.send("POST", "/api/v1/judgements", [JSON, ours, ("X-CSRF-Token", key)], NOTE).status == 403


def test_another_sites_page_reads_nothing(server) -> None:
    browser = server.browser()
    cross = ("Sec-Fetch-Site", "cross-site")
    assert browser.get("/api/v1/claims", cross).status == 403
    assert browser.get("/api/v1/claims", cross, ("Sec-Fetch-Mode", "navigate")).status == 403
    assert browser.get("/", cross, ("Sec-Fetch-Mode", "no-cors")).status == 403
    assert browser.get("/", cross, ("Sec-Fetch-Mode", "navigate")).status == 200
    assert browser.get("/api/v1/claims", ("Origin", "http://evil.example")).status == 403


@pytest.mark.parametrize("method", ["OPTIONS", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"])
def test_other_methods_do_nothing(server, method) -> None:
    assert server.program().send(method, "/api/v1/claims", [JSON]).status >= 400


def test_no_web_socket_opens(server) -> None:
    upgrade = [
        ("Connection", "Upgrade"),
        ("Upgrade", "websocket"),
        ("Sec-WebSocket-Version", "13"),
        ("Sec-WebSocket-Key", "eA=="),
    ]
    assert server.client.send("GET", "/api/v1/claims", upgrade).status == 401


@pytest.mark.parametrize(
    "path",
    [
        "/../../etc/passwd", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/static/../app.py", "/app.py",
        "//etc/passwd.x",
        "/assets/../../app.py", "/assets/..%5c..%5capp.py", "/assets-other/x.js", "/static2/index.html", "/.git/config",
        "/api/v1/reports/..%2f..%2fcasebook.json/original", "/api/v1/reports/%2e%2e/original", "/api/v1/../../casebook.json",
        "/api/v1/registers/..%2fcommon", "/api/v1/registers/plover", "/api/v1/registers/common", "/index.html%00.js",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_the_folder(server, path) -> None:
    reply = server.program().get(path)
    assert reply.status in (400, 404)
    assert b"root:" not in reply.data


def test_reading_changes_nothing(sample_case, known, tmp_path) -> None:
    before = fingerprint(sample_case)
    with serving(sample_case) as server:
        client = server.program()
        for route, path in known.items():
            if route.startswith("GET"):
                assert client.get(path).status == 200
    assert fingerprint(sample_case) == before


def fingerprint(folder: Path) -> dict[str, str]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_no_key_stands_in_what_the_server_writes(sample_case) -> None:
    with serving(sample_case) as server:
        browser = server.browser()
        cookie = browser.own[0][1].partition("=")[2]
        csrf = browser.get("/api/v1/session").json["csrf"]
        browser.get(f"/api/v1/claims?q={TOKEN}")
        server.client.get(server.entrances[0])
        server.process.terminate()
        out, err = server.process.communicate(timeout=30)
    for secret in (TOKEN, cookie, csrf, *(one.partition("=")[2] for one in server.entrances)):
        assert secret not in out + err


ODD = (
    "'",
    '"; DROP TABLE claims; --',
    "') OR 1=1 --",
    "%",
    "\\",
    "\u202e",
    "\U0001f680",
    "x" * 400,
    "None",
    "[]",
    "?",
    "$1",
)


@pytest.mark.parametrize("given", ODD)
def test_what_is_asked_is_never_run(desk, given) -> None:
    from khabar.web.answers.claims import claims  # noqa: PLC0415 (named for what it is here)
    from khabar.web.asking import Ask  # noqa: PLC0415

    for found in FILTERS:
        if found.param.name not in ("from", "to", "q"):
            query = parse([(found.param.name, given)], [f.param for f in FILTERS])
            assert claims(desk, Ask(query=query))["total"] == 0
    assert claims(desk, Ask(query={"q": given}))["total"] < desk.book.manifest["counts"]["claims"]


@pytest.mark.parametrize(
    "query",
    [
        [("nothing", "x")], [("limit", "-1")], [("limit", "1e9")], [("from", "yesterday")], [("from", "2020-01-01' OR 1")],
        [("sort", "n; DROP")], [("after", "zzz")], [("q", "x" * 501)], [("q", "a\0b")], [("q", "a"), ("q", "b")],
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_refused_with_a_reason(server, query) -> None:
    from urllib.parse import urlencode  # noqa: PLC0415

    reply = server.program().get(f"/api/v1/claims?{urlencode(query)}")
    assert (reply.status, reply.json["error"]["code"]) == (400, "input")


def test_unknown_parameters_are_input_errors() -> None:
    with pytest.raises(InputError, match="There is no parameter"):
        parse([("x", "1")], [])


def test_a_client_may_send_anything(server) -> None:
    for path in ("/api/v1/claims/" + "x" * 5000, "/api/v1/claims?" + "q=a&" * 3000, "/api/v1/reports/%ff%fe", "/%00"):
        assert 400 <= server.program().get(path).status < 500
    assert Client(server.port).get("/api/v1/casebook").status == 401
