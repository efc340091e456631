# ruff: noqa: PLC0415 (each command imports what it needs, so that the others stay quick)
"""What commands print: results to standard output, progress and complaints to standard error.

Texts of reports are hostile: control characters and marks that turn the direction of a line never reach the terminal.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from rich.console import Console

Progress: TypeAlias = Callable[[int, int], None]

WIDTH_OF_A_FILE = 160

_SPACING = re.compile(r"\s+")
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")


def prepare() -> None:
    """UTF-8 with line feeds whatever the locale; a terminal keeps its own encoding, and shows what it lacks as a mark."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace", newline="\n")


def safe(value: object) -> str:
    """A value as text that a terminal shows and does not obey."""
    return _UNSAFE.sub("\ufffd", _SPACING.sub(" ", "" if value is None else str(value)))


def complain(message: str, style: str = "bold red") -> None:
    """One complaint on standard error, in red where that is a terminal, unless it is of another style."""
    from rich.console import Console
    from rich.text import Text

    lines = "\n".join(_UNSAFE.sub("\ufffd", line.expandtabs()) for line in message.split("\n"))
    Console(stderr=True, soft_wrap=True, highlight=False).print(Text(lines, style=style))


def output() -> Console:
    """The console for results: as wide as the terminal, or as a long line where it is none."""
    from rich.console import Console

    return Console(highlight=False, markup=False, emoji=False, width=None if sys.stdout.isatty() else WIDTH_OF_A_FILE)


def say(*lines: str) -> None:
    """Plain lines on standard output."""
    output().print("\n".join(_UNSAFE.sub("\ufffd", line) for line in lines), soft_wrap=True)


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A table on standard output."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    shown = Table(box=SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for name in columns:
        shown.add_column(Text(name), overflow="fold")
    for row in rows:
        shown.add_row(*(Text(safe(value)) for value in row))
    output().print(shown)


@contextmanager
def progress(what: str) -> Iterator[Progress | None]:
    """A bar on standard error that is told how many of how many are done; nothing where that is no terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich import progress as parts
    from rich.console import Console

    bars = (
        parts.TextColumn("{task.description}"),
        parts.BarColumn(),
        parts.MofNCompleteColumn(),
        parts.TimeElapsedColumn(),
        parts.TimeRemainingColumn(),
    )
    with parts.Progress(*bars, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
