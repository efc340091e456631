"""The gate: every request passes it before anything else sees it, and nothing is let through by default.

Host first, then who asks, then, for whatever is no mere reading, from which page. The forms of refusal say what to do.
"""

from __future__ import annotations

from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from khabar.frozen import record
from khabar.web.security.headers import with_headers
from khabar.web.security.hosts import is_ours, origins
from khabar.web.security.sessions import Sessions
from khabar.web.wire import refusal

ENTER = "/enter"
PAGE_KEY = "x-csrf-token"
SAFE = ("GET", "HEAD")
LARGEST_BODY = 1_000_000


@record(frozen=True, slots=True)
class Refused:
    """Why a request goes no further."""

    status: int
    code: str
    message: str


_HOST = Refused(403, "host", "This server answers only under its own address.")
_WHO = Refused(
    401, "token", "Open the address that `khabar serve` printed last, or send its token: Authorization: Bearer …"
)
_SITE = Refused(403, "origin", "This came from another site's page. Nothing was done.")
_TYPE = Refused(415, "content_type", "Send JSON, with Content-Type: application/json.")
_LARGE = Refused(413, "too_large", f"More than {LARGEST_BODY:,} bytes are not taken.")


@record(frozen=True, slots=True)
class Gate:
    """Wraps the app. ``cookie`` is the name of the session's cookie, ``hosts`` what a Host header may say."""

    app: ASGIApp
    sessions: Sessions
    hosts: frozenset[str]
    cookie: str

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it; all answers get the headers."""
        if scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": with_headers(list(message.get("headers", [])))}
            await send(message)

        refused = self._refused(scope)
        onward = self.app if refused is None else _answer(refused, scope)
        await onward(scope, receive, guarded)

    def _refused(self, scope: Scope) -> Refused | None:
        headers = Headers(scope=scope)
        if not is_ours([value for name, value in scope["headers"] if name == b"host"], self.hosts):
            return _HOST
        if scope["path"] == ENTER and scope["method"] == "GET":
            return None
        session = _cookie(headers, self.cookie)
        known = self.sessions.is_known(session)
        if not known and not self.sessions.is_token(_bearer(headers)):
            return _WHO
        scope["khabar.page_key"] = self.sessions.page_key(session) if known else ""
        if not self._same_site(scope, headers, page=known):
            return _SITE
        if scope["method"] not in SAFE:
            return self._unfit(headers, session if known else "")
        return None

    def _same_site(self, scope: Scope, headers: Headers, *, page: bool) -> bool:
        """Whether a request comes from our own page, from no page, or merely opens the app."""
        site, origin = headers.get("sec-fetch-site"), headers.get("origin")
        reads = scope["method"] in SAFE
        opens = reads and headers.get("sec-fetch-mode") == "navigate" and not scope["path"].startswith("/api/")
        if site not in (None, "same-origin", "none") and not opens:
            return False
        if origin is not None:
            return origin in origins(self.hosts)
        return reads or not page

    def _unfit(self, headers: Headers, session: str) -> Refused | None:
        if session and not self.sessions.is_page_key(session, headers.get(PAGE_KEY, "")):
            return _SITE
        if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
            return _TYPE
        length = headers.get("content-length", "0")
        return None if length.isdecimal() and int(length) <= LARGEST_BODY else _LARGE


def _cookie(headers: Mapping[str, str], name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _bearer(headers: Mapping[str, str]) -> str:
    kind, _, value = headers.get("authorization", "").partition(" ")
    return value.strip() if kind.lower() in ("bearer", "token") else ""


def _answer(refused: Refused, scope: Mapping[str, Any]) -> Response:
    return refusal(scope, refused.status, refused.code, refused.message)
