"""Running the server: sockets on this machine alone, a fresh token, and an address to open."""

from __future__ import annotations

import secrets
import socket
from collections.abc import Callable, Sequence
from pathlib import Path

import uvicorn
from starlette.types import ASGIApp

from khabar.errors import SetupError
from khabar.frozen import record
from khabar.web.app import application
from khabar.web.desk import Desk
from khabar.web.security.gate import ENTER
from khabar.web.security.hosts import LOOPBACK, names
from khabar.web.security.sessions import Sessions

PORT = 8421
TRIES = 20


@record(frozen=True, slots=True)
class Listening:
    """The sockets of a server, the addresses they are bound to, and their port."""

    sockets: tuple[socket.socket, ...]
    addresses: tuple[str, ...]
    port: int


def listen(port: int | None, addresses: Sequence[str] = LOOPBACK) -> Listening:
    """Sockets on one port of each address; without a port, the first free one. Raises SetupError where there is none."""
    tried = range(PORT, PORT + TRIES) if port is None else [port]
    for number in tried:
        try:
            return _bound(number, addresses)
        except OSError as error:
            last = error
    raise SetupError(f"Nothing can listen on port {tried[-1]} ({last.strerror}). Name another: --port N")


def _bound(port: int, addresses: Sequence[str]) -> Listening:
    """Sockets on the addresses that this machine has; the first address must be one of them."""
    sockets: list[socket.socket] = []
    try:
        for address in addresses:
            family = socket.AF_INET6 if ":" in address else socket.AF_INET
            if family == socket.AF_INET6 and sockets and not _has_ipv6():
                continue
            sockets.append(_socket(family, address, port))
            port = sockets[0].getsockname()[1]
    except OSError:
        for one in sockets:
            one.close()
        raise
    return Listening(tuple(sockets), tuple(one.getsockname()[0] for one in sockets), port)


def _socket(family: socket.AddressFamily, address: str, port: int) -> socket.socket:
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if family == socket.AF_INET6:
            made.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        made.bind((address, port))
        made.listen(128)
    except OSError:
        made.close()
        raise
    return made


def _has_ipv6() -> bool:
    try:
        _socket(socket.AF_INET6, "::1", 0).close()
    except OSError:
        return False
    return True


def serve(folder: Path, listening: Listening, judge: str, token: str | None, tell: Callable[[str], None]) -> None:
    """Serve a casebook until the process is told to stop. ``tell`` is given each address to open, and each works once."""
    desk = Desk(folder, judge)
    host = f"[{listening.addresses[0]}]" if ":" in listening.addresses[0] else listening.addresses[0]
    address = f"http://{host}:{listening.port}"
    sessions = Sessions(token or secrets.token_urlsafe(32), lambda once: tell(f"{address}{ENTER}?token={once}"))
    app = application(desk, sessions, names(listening.port, listening.addresses), f"khabar-{listening.port}")
    sessions.start()
    try:
        uvicorn.Server(config(app)).run(sockets=list(listening.sockets))
    finally:
        desk.close()


def config(app: ASGIApp) -> uvicorn.Config:
    """How the app is run: without a log of requests, which would keep what people looked at."""
    return uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="off", ws="none", http="h11",
        limit_concurrency=100, timeout_keep_alive=30, timeout_graceful_shutdown=5,
    )  # fmt: skip
