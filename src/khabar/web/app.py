"""The app: routes, the way in, and the front end's files, behind the gate."""

from __future__ import annotations

import json
import re
import sys
import traceback
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route as Routed
from starlette.types import ASGIApp

from khabar.errors import CasebookError, InputError, KhabarError
from khabar.web import static
from khabar.web.answers.missing import MissingError
from khabar.web.answers.reviewing import JudgedSinceError
from khabar.web.answers.sealed import SealedError
from khabar.web.asking import Ask, parse
from khabar.web.desk import Desk, TooSlowError
from khabar.web.routes import ROUTES, Route
from khabar.web.security.gate import ENTER, LARGEST_BODY, Gate
from khabar.web.security.sessions import Sessions
from khabar.web.wire import answer, failure, page

Endpoint = Callable[[Request], Awaitable[Response]]

# The addresses of views hold names and identifiers; whatever looks like a file is one, or is not there.
VIEW = re.compile(r"[A-Za-z0-9_:~/-]*")
_STATUS: tuple[tuple[type[KhabarError], int, str], ...] = (
    (MissingError, 404, "missing"),
    (SealedError, 403, "sealed"),
    (InputError, 400, "input"),
    (TooSlowError, 503, "too_slow"),
    (CasebookError, 500, "casebook"),
)


def application(desk: Desk, sessions: Sessions, hosts: frozenset[str], cookie: str) -> ASGIApp:
    """The whole app for one casebook."""
    routes = [
        *(Routed(route.path, _endpoint(route, desk), methods=[route.method]) for route in ROUTES),
        Routed(ENTER, _entering(sessions, cookie), methods=["GET"]),
        *(Routed(path, _file(path), methods=["GET"]) for path in static.FILES),
        Routed("/{rest:path}", _opened, methods=["GET"]),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _http_error, Exception: _fault})
    app.router.redirect_slashes = False
    return Gate(app, sessions, hosts, cookie)


def _endpoint(route: Route, desk: Desk) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        body = await _body(request) if route.method == "POST" else {}
        return await run_in_threadpool(_handled, route, desk, request, body)

    return endpoint


def _handled(route: Route, desk: Desk, request: Request, body: dict[str, Any]) -> Response:
    """Run a handler on the casebook of this moment; its errors become answers that say what to do."""
    try:
        desk.refresh()
        query = parse(request.query_params.multi_items(), route.query)
        asked = Ask(request.path_params, query, body, desk.judge, request.scope["khabar.page_key"])
        found = route.handler(desk, asked)
        made = 201 if route.method == "POST" else 200
        return found if isinstance(found, Response) else answer({"label": desk.label, "seen": desk.seen, **found}, made)
    except JudgedSinceError as error:
        return failure(409, "conflict", str(error), error.more)
    except KhabarError as error:
        status, code = next(((s, c) for kind, s, c in _STATUS if isinstance(error, kind)), (500, "fault"))
        return failure(status, code, str(error))


async def _body(request: Request) -> dict[str, Any]:
    raw = b""
    async for piece in request.stream():
        raw += piece
        if len(raw) > LARGEST_BODY:
            raise HTTPException(413, f"More than {LARGEST_BODY:,} bytes are not taken.")
    try:
        found = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise HTTPException(400, "The body is no JSON.") from error
    if not isinstance(found, dict):
        raise HTTPException(400, "The body is no JSON object.")
    return found


def _entering(sessions: Sessions, cookie: str) -> Endpoint:
    async def enter(request: Request) -> Response:
        key = sessions.enter(request.query_params.get("token", ""))
        if key is None:
            return page("Khabar", "This address was used already. Open the one that `khabar serve` printed last.", 403)
        response = RedirectResponse("/", 303)
        response.set_cookie(cookie, key, httponly=True, samesite="strict", path="/")
        return response

    return enter


def _file(path: str) -> Endpoint:
    async def file(_: Request) -> Response:
        return static.file(path)

    return file


async def _opened(request: Request) -> Response:
    """Whatever else a browser opens is the app's own address for a view; it finds out by itself what to show."""
    path: str = request.path_params["rest"]
    if path.startswith("api/") or not VIEW.fullmatch(path):
        raise HTTPException(404, "There is nothing here.")
    return static.index()


async def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if request.url.path.startswith("/api/"):
        return failure(
            error.status_code,
            {404: "missing", 405: "method", 413: "too_large"}.get(error.status_code, "input"),
            error.detail,
        )
    return page("Khabar", error.detail, error.status_code)


async def _fault(_: Request, error: Exception) -> Response:
    traceback.print_exception(error, file=sys.stderr)
    return failure(
        500, "fault", "Khabar failed, and that is a fault of ours. What happened stands where `khabar serve` runs."
    )
