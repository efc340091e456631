"""The child: reads sources from its standard input and answers on its standard output, until the one or the other ends.

An empty answer comes first: it is ready.
Its arguments are the numbers of :class:`Limits`; it is held to them before the first byte of a report comes in.
"""

from __future__ import annotations

import os
import sys
from signal import SIG_IGN, SIGINT, signal
from typing import BinaryIO

from khabar.errors import ReportError
from khabar.ingest import language
from khabar.ingest.guard import wire
from khabar.ingest.guard.limits import Limits, hold, hold_one
from khabar.ingest.reading import read
from khabar.records import Ingested, Source


def main(limits: Limits) -> None:
    """Serve reports one after the other."""
    signal(SIGINT, SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not be taken for an answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _warm_up()
    hold(limits)
    answers.write(wire.framed(b""))
    answers.flush()
    while known := _frame(sys.stdin.buffer):
        hold_one(limits)
        answers.write(wire.answered(_attempt(wire.source(known, _frame(sys.stdin.buffer)))))
        answers.flush()


def _warm_up() -> None:
    """Load what is loaded at first use, and would be refused or counted against a report."""
    language.language_of("Une phrase assez longue pour que le modèle des langues soit chargé.")
    read(Source("warm.html", b"<html><body><p>Words.</p></body></html>", "html"))


def _frame(stream: BinaryIO) -> bytes:
    size = int.from_bytes(stream.read(wire.SIZE), "big")
    return stream.read(size)


def _attempt(source: Source) -> Ingested | ReportError:
    try:
        return read(source)
    except ReportError as error:
        return error
    except MemoryError:
        return ReportError("out_of_memory", "reading it took more memory than a report may")
    except Exception as error:
        return ReportError("internal_error", f"its parser failed: {type(error).__name__}: {error}"[:500])


if __name__ == "__main__":
    main(Limits(*map(int, sys.argv[1:])))
