"""The child: opens files and reads sources, as it is asked on its standard input, and answers on its standard output.

An empty frame comes first: it is ready.
Its arguments are the numbers of :class:`Limits`; it is held to them before the first byte of a report comes in.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import partial
from signal import SIG_IGN, SIGINT, signal
from typing import BinaryIO

from khabar.errors import ReportError
from khabar.ingest import alive, language, opening, recogniser
from khabar.ingest.budget import Budget
from khabar.ingest.guard import wire
from khabar.ingest.guard.holding import hold, hold_one
from khabar.ingest.guard.wire import Answer, Opening
from khabar.ingest.limits import Limits
from khabar.ingest.reading import read
from khabar.records import Issue, Refusal, Source


def main(limits: Limits) -> None:
    """Serve requests one after the other."""
    signal(SIGINT, SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not be taken for an answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _warm_up()
    hold(limits)
    alive.listen(partial(_alive, answers, limits))
    answers.write(wire.framed(b""))
    answers.flush()
    while told := _frame(sys.stdin.buffer):
        hold_one(limits)
        for answer in _answers(wire.request(told, _frame(sys.stdin.buffer)), limits):
            answers.write(wire.answered(answer))
            answers.flush()
            hold_one(limits)


def _alive(answers: BinaryIO, limits: Limits) -> None:
    """Tell who waits that part of a report is done, and give the next one its time."""
    answers.write(wire.framed(b"") * 2)
    answers.flush()
    hold_one(limits)


def _warm_up() -> None:
    """Load what is loaded at first use, and would be refused or counted against a report."""
    language.verdict("Une phrase assez longue pour que le modèle des langues soit chargé.")
    recogniser.program()
    read(Source("warm.html", b"<html><body><p>Words.</p></body></html>", "html"))


def _frame(stream: BinaryIO) -> bytes:
    size = int.from_bytes(stream.read(wire.SIZE), "big")
    return stream.read(size)


def _answers(request: Source | Opening, limits: Limits) -> Iterator[Answer]:
    """The answers to a request, the last of which ends it."""
    try:
        if isinstance(request, Opening):
            yield from _opened(request, limits)
            yield None
        else:
            yield read(request, limits)
    except ReportError as error:
        yield Refusal(error.code, str(error))
    except MemoryError:
        yield Refusal("out_of_memory", f"reading it took more than {limits.memory:,} bytes, the limit called memory")
    except Exception as error:
        yield Refusal("internal_error", f"its parser failed: {type(error).__name__}: {error}"[:500])


def _opened(request: Opening, limits: Limits) -> Iterator[Source | Issue]:
    try:
        with request.file.open("rb") as stream:
            size = os.fstat(stream.fileno()).st_size
            yield from opening.reports(request.name, stream, Budget(size, limits), request.columns)
    except OSError as error:
        raise ReportError("unreadable", error.strerror or str(error)) from error


if __name__ == "__main__":
    main(Limits(*map(int, sys.argv[1:])))
