"""A pile of mixed files, some broken and some hostile: all are accounted for, nothing leaves, nothing is written elsewhere.

The run in `make test` is small; `make test-long` builds a casebook of 10,000 files and prints what came of them.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

import khabar
from khabar import casebook
from tests.hostile import pile
from tests.hostile.pile import File

# What the program itself takes with its model, and what the guard lets one report have beyond that.
MOST_MEMORY = 1_000_000_000 + 1_500_000_000
CALLS = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg|bind)\([^\n]*AF_(?:INET6?|PACKET|NETLINK)")


@dataclass(frozen=True)
class Ran:
    """What came of a pile: its files, the sightings with their status, loose issues,
    calls to the network, costs, and whether nothing in and beside it was changed."""

    files: Sequence[File]
    sightings: Mapping[str, str]
    loose: Sequence[str]
    calls: Sequence[str]
    case: Path
    seconds: float
    memory: int
    untouched: bool


def run(folder: Path, count: int, seed: int, workers: int, harmful: float = pile.HOSTILE) -> Ran:
    """Build a casebook of a pile in a process of its own, watched by strace where there is one."""
    written = pile.write(folder / "in" / "pile", count, seed, harmful)
    for name in ("home", "work", "temporary"):
        (folder / name).mkdir()
    own = {"HOME": folder / "home", "TMPDIR": folder / "temporary", "PYTHONPATH": Path(khabar.__file__).parents[1]}
    environment = {**os.environ, **{name: str(path) for name, path in own.items()}}
    watched = ["strace", "-f", "-qq", "--seccomp-bpf", "-e", "trace=%network", "-o", str(folder / "calls.txt")]
    command = [sys.executable, "-m", "khabar", "build", str(folder / "in" / "pile"), "-o", str(folder / "out" / "case")]
    before, begun = tree(folder / "in"), time.monotonic()
    done = subprocess.run(
        [*(watched if shutil.which("strace") else ()), *command, "--workers", str(workers)],
        cwd=folder / "work",
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    seconds = time.monotonic() - begun
    assert done.returncode == 3, done.stderr[-2000:]
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
    log = folder / "calls.txt"
    calls = CALLS.findall(log.read_text(encoding="utf-8", errors="replace")) if log.exists() else []
    book = casebook.open_casebook(folder / "out" / "case")
    rows = book.sql("SELECT path, status FROM sightings JOIN reports USING (report_id)").to_pylist()
    loose = book.sql("SELECT message FROM issues WHERE report_id IS NULL").to_pylist()
    return Ran(
        written,
        {row["path"]: row["status"] for row in rows},
        [row["message"] for row in loose],
        calls,
        folder / "out" / "case",
        seconds,
        memory,
        tree(folder / "in") == before,
    )


def tree(folder: Path) -> dict[str, tuple[int, int]]:
    """Every file and folder under a folder with its size and when it was changed."""
    found = sorted(folder.rglob("*"))
    return {str(path): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in found if not path.is_dir()}


def check(ran: Ran, folder: Path) -> None:
    book = casebook.open_casebook(ran.case)
    # in = ok + partial + rejected: each file is met, each report in a sound one is read, and each has one of three ends.
    statuses = Counter(row["status"] for row in book.sql("SELECT status FROM reports").to_pylist())
    assert set(statuses) <= {"ok", "partial", "rejected"}
    assert sum(statuses.values()) == book.manifest["counts"]["reports"]
    expected = [path for file in ran.files for path in file.reports]
    assert {path: ran.sightings.get(path) for path in expected} == dict.fromkeys(expected, "ok")
    met = {match for path in ran.sightings for match in prefixes(path)}
    assert [file.name for file in ran.files if file.name not in met] == []
    # Each rejected report says why, and its bytes are kept.
    explained = book.sql("SELECT DISTINCT report_id FROM issues WHERE severity = 'error'").to_pylist()
    rejected = book.sql("SELECT report_id FROM reports WHERE status = 'rejected'").to_pylist()
    assert [row for row in rejected if row not in explained] == []
    kept = {path.name.partition(".")[0] for path in (ran.case / "originals").glob("*/*")}
    assert {row["sha256"] for row in book.sql("SELECT sha256 FROM reports").to_pylist()} == kept
    # Nothing is written elsewhere, nothing is called, and nothing was read from beside the pile.
    assert ran.untouched
    # The program keeps its unpacked gazetteer in the folder for caches.
    written = [path for name in ("home", "work", "temporary") for path in (folder / name).rglob("*") if path.is_file()]
    assert [path for path in written if not path.is_relative_to(folder / "home" / ".cache" / "khabar")] == []
    assert [path.name for path in (folder / "out").iterdir()] == ["case"]
    assert not Path("/etc/khabar-was-here").exists()
    assert ran.calls == []
    assert pile.CANARY not in json.dumps(book.sql("SELECT text, source_text, title FROM reports").to_pylist())
    assert ran.memory < MOST_MEMORY


def prefixes(path: str) -> list[str]:
    """A path, and the paths of what it lies in."""
    return [path, *(path[: match.start()] for match in re.finditer(r"[/#]", path))]


def test_a_pile_of_mixed_files_is_accounted_for(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        ran = run(tmp_path, 120, seed=3, workers=1, harmful=0.25)
        with pytest.raises(TimeoutError):
            server.accept()
    kinds = {file.name.partition("-")[2] for file in ran.files if file.nature == "hostile"}
    assert kinds == set(pile.hostile(tmp_path))
    check(ran, tmp_path)


@pytest.mark.long
def test_ten_thousand_files_are_accounted_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ran = run(tmp_path, 10_000, seed=1, workers=2)
    check(ran, tmp_path)
    with capsys.disabled():
        print(told(ran))


def told(ran: Ran) -> str:
    """The line on the run for the page of formats."""
    natures, statuses = Counter(file.nature for file in ran.files), Counter(ran.sightings.values())
    return (
        f"{len(ran.files):,} files ({natures['broken']:,} broken, {natures['hostile']:,} hostile) held {len(ran.sightings):,} "
        f"reports: {statuses['ok']:,} ok + {statuses['partial']:,} partial + {statuses['rejected']:,} rejected; "
        f"{len(ran.calls)} calls to the network; largest process {ran.memory / 1e6:,.0f} MB; {ran.seconds / 60:.0f} minutes"
    )
