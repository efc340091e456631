"""What it costs to look at a large casebook: until each view's data is there, until a browser shows it, and the memory.

The casebook is of generated claims, linked as a build links them, and is asked over the loopback address as the pages ask
it. A server remembers its answers, so each question is put once to each of three servers that have just started; what is
told is the median of the three. Beside it stands the least processor time of the three, which other work on the machine
hardly lengthens, and what a trivial request takes.
"""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import quote

from benchmarks import claims
from benchmarks.painted import painted
from khabar import casebook, link
from khabar.engine.embedded import Embedded
from khabar.schema import TABLES

PASSES = 3
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
    """Milliseconds of filters, views and paints, seconds until the server is ready, and its memory, with so many claims.

    Times are medians of the passes, the processor's the least of them, memory the most.
    """
    with tempfile.TemporaryDirectory() as scratch:
        if folder is None:
            make(folder := Path(scratch) / "case", count)
        book = casebook.open_casebook(folder)
        names = {name: book.sql(sql).columns[0][0].as_py() for name, sql in RECORDS.items()} | {"late": "YXQgODAwMDA"}
        asked = {what: path.format(**names) for what, path in (VIEWS | FILTERS).items()}
        answers = [_answers(folder, asked) for _ in range(PASSES)]
        paints = [_paints(folder, names) for _ in range(PASSES)]
    middle = _each(median, [one["wall"] for one in answers])
    return {
        "claims": count,
        "passes": PASSES,
        "ready_seconds": median(one["ready"] for one in answers),
        "views_ms": {what: middle[what] for what in VIEWS},
        "filters_ms": {what: middle[what] for what in FILTERS},
        "processor_ms": _each(min, [one["processor"] for one in answers]),
        "trivial_ms": median(one["trivial"] for one in answers),
        "paints_ms": _each(median, [one["paints"] for one in paints]),
        "peak_mb": max(one["memory"] for one in (*answers, *paints)),
    }


def _answers(folder: Path, asked: Mapping[str, str]) -> dict[str, Any]:
    """What a server that has just started takes for each question, once."""
    before = time.perf_counter()
    with Served(folder) as server:
        server.ask("/casebook")
        ready = time.perf_counter() - before
        taken = {what: server.milliseconds(path) for what, path in asked.items()}
        wall, processor = ({what: each[at] for what, each in taken.items()} for at in (0, 1))
        trivial = server.milliseconds("/session")[0]
        return {
            "ready": ready,
            "wall": wall,
            "processor": processor,
            "trivial": trivial,
            "memory": server.peak_mb(),
        }


def _paints(folder: Path, names: Mapping[str, str]) -> dict[str, Any]:
    """How long a browser takes for each view of a server that has just started, once."""
    with Served(folder) as server:
        server.ask("/casebook")
        return {"paints": painted(server.address, names), "memory": server.peak_mb()}


def _each(of: Callable[[list[float]], float], passes: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """One figure for each thing measured, of those of all passes."""
    return {what: of([one[what] for one in passes]) for what in passes[0]}


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
        """How long an answer takes, and the processor's time for it."""
        before, work = time.perf_counter(), self._worked()
        self.ask(path)
        return 1000 * (time.perf_counter() - before), 1000 * (self._worked() - work)

    def _worked(self) -> float:
        """Seconds of processor time that the server has taken."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def peak_mb(self) -> float:
        """The most memory that the server has held."""
        status = Path(f"/proc/{self._process.pid}/status").read_text(encoding="ascii")
        found = re.search(r"VmHWM:\s+(\d+) kB", status) or re.search(r"VmRSS:\s+(\d+) kB", status)
        return int(found[1]) / 1024 if found else 0.0
