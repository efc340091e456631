"""What it costs to look at a large casebook: until each view's data is there, until a browser shows it, and the memory.

The casebook is of generated claims, linked as a build links them, and is asked over the loopback address as the pages ask
it. Each answer is the slowest of some tries, the first among them, since the server remembers short answers; beside it stands
the processor time of that first one, which other work on the machine does not lengthen, and what a trivial request takes.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote

from benchmarks import claims
from benchmarks.painted import painted
from khabar import casebook, link
from khabar.engine.embedded import Embedded
from khabar.schema import TABLES

TRIES = 7
TOKEN = "benchmark"
FILTERS = {
    "no filter": "/claims",
    "one event": "/claims?event=ASSAULT",
    "an event and an outlet": "/claims?event=COERCE&outlet=Outlet%207",
    "an actor": "/claims?actor={entity}",
    "a holder": "/claims?holder=role&sort=-date",
    "a place and days": "/claims?place=g17&from=2014-03&to=2014-09",
    "words": f"/claims?q={quote('soldiers market Town 12')}",
    "a late page": "/claims?after={late}&limit=100",
}
VIEWS = {
    "overview": "/overview",
    "reports": "/reports",
    "words in reports": "/reports?q=pilgrims",
    "one report": "/reports/{report}",
    "one claim": "/claims/{claim}",
    "incidents": "/incidents",
    "one incident": "/incidents/{incident}",
    "disagreements": "/disagreements",
    "actors": "/actors",
    "one actor": "/actors/{entity}",
    "network": "/network",
    "origins": "/origins",
    "registers": "/registers",
    "casualties": "/registers/casualties",
    "map": "/map",
    "timeline": "/timeline?event=ASSAULT",
    "queue": "/queue",
    "search": "/search?q=pilgrims",
}
RECORDS = {
    "report": "SELECT min(report_id) FROM reports",
    "claim": "SELECT min(claim_id) FROM claims",
    "incident": "SELECT incident_id FROM incidents ORDER BY n_claims DESC, incident_id LIMIT 1",
    "entity": "SELECT min(entity_id) FROM entities",
}


def make(folder: Path, count: int) -> None:
    """Write a casebook of generated claims."""
    tables = claims.tables(count)
    with casebook.next_generation(folder) as generation:
        for name, rows in sorted((tables | dict(link.link(tables, (), Embedded()).tables)).items()):
            generation.write(name, rows.select(TABLES[name].schema.names))
        generation.commit({"reader": "made", "last_judgement": 0}, {})


def served(count: int, folder: Path | None = None) -> dict[str, Any]:
    """Milliseconds of filters, views and paints, seconds until the server is ready, and its memory, with so many claims."""
    with tempfile.TemporaryDirectory() as scratch:
        if folder is None:
            make(folder := Path(scratch) / "case", count)
        book = casebook.open_casebook(folder)
        names = {name: book.sql(sql).columns[0][0].as_py() for name, sql in RECORDS.items()} | {"late": "YXQgODAwMDA"}
        before = time.perf_counter()
        with Served(folder) as server:
            server.ask("/casebook")
            ready = time.perf_counter() - before
            asked = {what: path.format(**names) for what, path in (VIEWS | FILTERS).items()}
            taken = {what: server.milliseconds(path) for what, path in asked.items()}
            trivial = server.milliseconds("/session")[0]
        with Served(folder) as server:
            server.ask("/casebook")
            paints = painted(server.address, names)
            memory = server.peak_mb()
    wall, processor = ({what: each[at] for what, each in taken.items()} for at in (0, 1))
    return {
        "claims": count,
        "ready_seconds": ready,
        "views_ms": {what: wall[what] for what in VIEWS},
        "filters_ms": {what: wall[what] for what in FILTERS},
        "processor_ms": processor,
        "trivial_ms": trivial,
        "paints_ms": paints,
        "peak_mb": memory,
    }


class Served:
    """A server in a process of its own."""

    def __init__(self, folder: Path) -> None:
        command = [sys.executable, "-m", "khabar", "serve", str(folder), "--port", "0", "--no-browser"]
        environment = {**os.environ, "KHABAR_TOKEN": TOKEN, "PYTHONUNBUFFERED": "1"}
        self.address = ""
        self._process = subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True)

    def __enter__(self) -> Served:
        assert self._process.stdout is not None
        found = re.search(r"http://127\.0\.0\.1:(\d+)/\S+", self._process.stdout.readline())
        if found is None:
            raise RuntimeError("the server did not start")
        self.address, self._port = found[0], int(found[1])
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        self._process.communicate()

    def ask(self, path: str) -> bytes:
        """What the server answers. Raises RuntimeError for a refusal."""
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        connection.request("GET", f"/api/v1{path}", headers={"Authorization": f"Bearer {TOKEN}"})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status} {data[:300]!r}")
        return data

    def milliseconds(self, path: str) -> tuple[float, float]:
        """How long an answer takes at worst, and the processor's time for it the first time, when nothing is remembered."""
        spent, worked = [], []
        for _ in range(TRIES):
            before, work = time.perf_counter(), self._worked()
            self.ask(path)
            spent.append(1000 * (time.perf_counter() - before))
            worked.append(1000 * (self._worked() - work))
        return max(spent), worked[0]

    def _worked(self) -> float:
        """Seconds of processor time that the server has taken."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mb(self) -> float:
        """The most memory that the server has held."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status) or re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0
