"""Words in pictures, by the program tesseract where it is installed. It runs in the child, under the child's limits."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from itertools import groupby

from khabar.errors import ReportError
from khabar.frozen import record

LANGUAGE = "eng"
# The level of a row of tesseract's table that tells of a word.
_WORD = "5"
HELP = "install tesseract (on Debian: apt install tesseract-ocr) and build again"


@record(frozen=True, slots=True)
class Picture:
    """A picture in shades of grey: its size, and a byte a dot from its upper left corner."""

    width: int
    height: int
    dots: bytes


@record(frozen=True, slots=True)
class Recognised:
    """A line of words in a picture with its box in dots; ``sureness`` is the mean over its words, of 100."""

    text: str
    left: int
    top: int
    right: int
    bottom: int
    sureness: float


@cache
def program() -> str | None:
    """Where the program is; None where it is not installed, or lacks the language that is read."""
    found = shutil.which("tesseract")
    if found is None:
        return None
    try:
        listed = subprocess.run([found, "--list-langs"], capture_output=True, check=True, timeout=30).stdout
    except (OSError, subprocess.SubprocessError):
        return None
    return found if LANGUAGE in listed.decode("utf-8", "replace").split() else None


@cache
def version() -> str:
    """The program with its version, such as ``tesseract 5.3.0``; ``none`` where it is not installed."""
    found = program()
    if found is None:
        return "none"
    told = subprocess.run([found, "--version"], capture_output=True, check=True, timeout=30).stdout
    match = re.match(r"tesseract v?(\S+)", told.decode("utf-8", "replace"))
    return f"tesseract {match[1] if match else 'of no stated version'}"


def way(form: str) -> str:
    """How a format is read on this machine: what a reading depends on besides the bytes and this program."""
    return f"{form} {version()}" if form == "pdf" else form


def recognised(picture: Picture, dots_an_inch: int, seconds: int) -> list[Recognised]:
    """The lines in a picture in reading order. Raises ReportError (``ocr_failed``) where the program fails or is too slow."""
    found = program()
    assert found is not None, "nothing is asked where the program is missing"
    head = f"P5 {picture.width} {picture.height} 255\n".encode("ascii")
    command = [found, "stdin", "stdout", "-l", LANGUAGE, "--dpi", str(dots_an_inch), "tsv"]
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            command, input=head + picture.dots, capture_output=True, check=True, timeout=seconds, env=environment
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ReportError("ocr_failed", f"the recognition of its words failed: {error}"[:300]) from error
    return list(_lines(done.stdout.decode("utf-8", "replace")))


def _lines(table: str) -> Iterator[Recognised]:
    rows = csv.DictReader(io.StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE)
    words = [row for row in rows if row["level"] == _WORD and (row["text"] or "").strip()]
    for _, group in groupby(words, key=lambda row: (row["block_num"], row["par_num"], row["line_num"])):
        yield _line(list(group))


def _line(words: list[dict[str, str]]) -> Recognised:
    boxes = [tuple(int(word[name]) for name in ("left", "top", "width", "height")) for word in words]
    return Recognised(
        " ".join(word["text"].strip() for word in words),
        min(left for left, _, _, _ in boxes),
        min(top for _, top, _, _ in boxes),
        max(left + width for left, _, width, _ in boxes),
        max(top + height for _, top, _, height in boxes),
        sum(float(word["conf"]) for word in words) / len(words),
    )
