"""Runs Khabar with faults between it and the disk, and says whether a casebook is whole."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from khabar import casebook
from khabar.casebook.layout import UNFINISHED, Layout
from khabar.casebook.readings import decode
from khabar.errors import CasebookError
from tests.crash.nursery import NUMBERS

ROOT = Path(__file__).parents[2]
KILL = -1
NAME = 1024
# Hashes and numbers, and the names of tables, each of which is written in one way.
VARYING = re.compile(
    r"\.\d+\.part|/[0-9a-f]{2}/[0-9a-f]{64}|(?<=/)\d+(?=\.part|/)|(?<=\.part/)\w+(?=/|$)|\w+(?=\.arrow)|(?<=/)[0-9a-f]{2}$"
)
STEP = re.compile(r"^\d+ (\w+ .*)$")
FULL, NO_WRITING, BROKEN = errno.ENOSPC, errno.EROFS, errno.EIO


@dataclass(frozen=True)
class Ended:
    """How a command ended: its exit code (negative for a signal), what it printed, the steps it took, and its seconds."""

    code: int
    output: str
    steps: tuple[str, ...]
    seconds: float


class Disk:
    """Commands of Khabar on a disk that fails when it is told to."""

    def __init__(self, shim: Path, scratch: Path) -> None:
        self._scratch = scratch
        environment = {**os.environ, "LD_PRELOAD": str(shim), "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
        self._nursery = subprocess.Popen(
            [sys.executable, "-m", "tests.crash.nursery"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env=environment,
        )

    def run(
        self,
        folder: Path,
        *arguments: object,
        at: int = 0,
        action: int = KILL,
        sticky: bool = False,
        offline: bool = False,
        kill_after: float = 0.0,
        largest_file: int = 0,
    ) -> Ended:
        """Run ``khabar`` with the ``at``-th step under a folder failing, or killing it; 0 lets all steps pass."""
        control, log, output = (self._scratch / name for name in ("control", "steps", "output"))
        for path in (control, log, output):
            path.unlink(missing_ok=True)
        names = (str(path).encode().ljust(NAME, b"\0") for path in (folder, log))
        control.write_bytes(NUMBERS.pack(0, at, 0, action, sticky, offline) + b"".join(names))
        asked = {
            "arguments": [str(one) for one in arguments],
            "control": str(control),
            "output": str(output),
            "kill_after": kill_after,
            "largest_file": largest_file,
        }
        began = time.monotonic()
        answer = self._ask(asked)
        lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
        printed = output.read_text(encoding="utf-8", errors="replace") if output.exists() else ""
        return Ended(answer["code"], printed, tuple(lines), time.monotonic() - began)

    def close(self) -> None:
        """End it."""
        assert self._nursery.stdin is not None
        self._nursery.stdin.close()
        self._nursery.wait()
        if self._nursery.stdout:
            self._nursery.stdout.close()

    def _ask(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        assert self._nursery.stdin is not None
        assert self._nursery.stdout is not None
        self._nursery.stdin.write(json.dumps(asked) + "\n")
        self._nursery.stdin.flush()
        return dict(json.loads(self._nursery.stdout.readline()))


@contextmanager
def disk(scratch: Path) -> Iterator[Disk]:
    """A disk that fails when it is told to. Needs a C compiler."""
    shim = scratch / "shim.so"
    source = Path(__file__).with_name("shim.c")
    subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", shim, source, "-ldl"], check=True)
    made = Disk(shim, scratch)
    try:
        yield made
    finally:
        made.close()


def named(steps: tuple[str, ...]) -> dict[str, int]:
    """The steps of a run by name, each with its first number; what differs from run to run is left out of the names."""
    found: dict[str, int] = {}
    for number, line in enumerate(steps, 1):
        if step := STEP.match(line):
            found.setdefault(VARYING.sub("*", step[1]), number)
    return found


State = tuple[str, Mapping[str, str]] | None


def state(folder: Path) -> State:
    """What a reader sees: the comparable manifest, and the hash of every file of the current generation."""
    if not Layout(folder).manifest.exists():
        return None
    book = casebook.open_casebook(folder)
    for name in book.tables:
        book.table(name)
    return json.dumps(casebook.comparable(book.manifest), sort_keys=True), hashes(book.generation)


def hashes(generation: Path) -> dict[str, str]:
    """The hash of every file of a generation but what it renamed."""
    return {
        path.relative_to(generation).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(generation.rglob("*"))
        if path.is_file() and "renames" not in path.parts
    }


def half_files(folder: Path, known: set[str]) -> list[str]:
    """Files under a final name that are not whole: neither an original, nor a reading, nor a file of a known generation."""
    here = Layout(folder)
    wrong = [str(p) for p in here.originals.glob("*/*") if _is_final(p) and p.name[:64] != _hash(p)]
    wrong += [str(p) for p in here.cache.glob("*/*.reading*") if _is_final(p) and not _decodes(p)]
    for number in here.numbers():
        wrong += [name for name, found in hashes(here.generation(number)).items() if found not in known]
    return wrong


def left_over(folder: Path) -> list[str]:
    """What should have been cleared away."""
    return [str(path) for path in folder.rglob(f"*{UNFINISHED}")]


def copy(case: Path, to: Path) -> Path:
    """A fresh copy of a casebook, or an empty place where there is none."""
    shutil.rmtree(to, ignore_errors=True)
    if case.exists():
        shutil.copytree(case, to)
    return to


def readable(folder: Path) -> bool:
    """Whether a reader who comes now sees a whole casebook."""
    try:
        return state(folder) is not None
    except CasebookError:
        return False


def _is_final(path: Path) -> bool:
    return path.suffix != UNFINISHED


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _decodes(path: Path) -> bool:
    try:
        decode(path.read_bytes())
    except (OSError, ValueError, EOFError):
        return False
    return True
