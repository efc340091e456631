"""A small HTTP client that sends exactly the headers it is told to."""

from __future__ import annotations

import http.client
import json
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.data)


@dataclass(frozen=True)
class Client:
    """Speaks to a server on the loopback address with some headers of its own."""

    port: int
    own: tuple[tuple[str, str], ...] = ()

    def send(
        self,
        method: str,
        path: str,
        headers: Sequence[tuple[str, str]] = (),
        body: Any = None,
        host: str | None = None,
    ) -> Reply:
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        given = [("Host", host if host is not None else f"127.0.0.1:{self.port}"), *self.own, *headers]
        if method not in ("GET", "HEAD"):
            given.append(("Content-Length", str(len(data))))
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)) as connection:
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in given:
                connection.putheader(name, value)
            connection.endheaders(data)
            answer = connection.getresponse()
            return Reply(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())

    def get(self, path: str, *headers: tuple[str, str]) -> Reply:
        return self.send("GET", path, headers)

    def having(self, *headers: tuple[str, str]) -> Client:
        return Client(self.port, (*self.own, *headers))
