"""A real server: in a process of its own, as people start it, or on a thread where a test needs many."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn

from khabar.web.app import application
from khabar.web.desk import Desk
from khabar.web.security.hosts import names
from khabar.web.security.sessions import Sessions
from khabar.web.serving import config, listen
from tests.web.client import Client

TOKEN = "a-token-for-tests-only"
ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)(/enter\?token=\S+)")


@dataclass(frozen=True)
class Server:
    """A running `khabar serve` and what it printed."""

    process: subprocess.Popen[str]
    port: int
    entrances: list[str]
    client: Client

    def browser(self) -> Client:
        """A browser that came in by the printed address."""
        before = len(self.entrances)
        reply = self.client.get(self.entrances[-1])
        assert reply.status == 303, reply
        while len(self.entrances) == before:
            self.hear()
        cookie = reply.headers["set-cookie"].partition(";")[0]
        return Client(self.port, (("Cookie", cookie),))

    def program(self) -> Client:
        return self.client.having(("Authorization", f"Bearer {TOKEN}"))

    def hear(self) -> None:
        line = self.process.stdout.readline()
        assert line, self.process.stderr.read()
        if found := ADDRESS.search(line):
            self.entrances.append(found[2])


@contextmanager
def serving(folder: Path, judge: str = "reviewer", *options: str) -> Iterator[Server]:
    """A server in a process of its own, ready to answer."""
    command = [sys.executable, "-m", "khabar", "serve", str(folder), "--port", "0", "--no-browser", "--judge", judge]
    process = subprocess.Popen(
        [*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        env={**os.environ, "KHABAR_TOKEN": TOKEN, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        line = process.stdout.readline()
        found = ADDRESS.search(line)
        assert found, line + process.stderr.read()
        yield Server(process, int(found[1]), [found[2]], Client(int(found[1])))
    finally:
        process.kill()
        process.communicate()


@contextmanager
def on_a_thread(folder: Path, judge: str) -> Iterator[Client]:
    """A program's client of a server on a thread of this process."""
    desk = Desk(folder, judge)
    try:
        with answering(desk) as client:
            yield client
    finally:
        desk.close()


@contextmanager
def answering(desk: Desk) -> Iterator[Client]:
    """A program's client of a server for a desk."""
    listening = listen(0)
    sessions = Sessions(TOKEN, lambda _: None)
    served = uvicorn.Server(config(application(desk, sessions, names(listening.port), "khabar")))
    thread = threading.Thread(target=served.run, kwargs={"sockets": list(listening.sockets)})
    thread.start()
    try:
        yield Client(listening.port, (("Authorization", f"Bearer {TOKEN}"),))
    finally:
        served.should_exit = True
        thread.join()
