"""The child: opens files and reads sources, as it is asked on its standard input, and answers on its standard output.

An empty frame comes first: it is ready.
Its arguments are the numbers of :class:`Limits`; it is held to them before the first byte of a report comes in. The word
``languages`` before them has it load the model of languages; one without it says where a report needs that model.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from functools import partial
from signal import SIG_IGN, SIGINT, signal
from typing import BinaryIO

from khabar.errors import ReportError
from khabar.ingest import alive, language, opening, recogniser
from khabar.ingest.budget import Budget
from khabar.ingest.guard import wire
from khabar.ingest.guard.holding import hold, hold_one
from khabar.ingest.guard.wire import LANGUAGES, Answer, Opening
from khabar.ingest.limits import Limits
from khabar.ingest.reading import read
from khabar.records import Issue, Refusal, Source


def main(given: Sequence[str]) -> None:
    """Serve requests one after the other; ``given`` are the arguments."""
    numbers = [word for word in given if word != LANGUAGES]
    _serve(Limits(*map(int, numbers)), len(numbers) < len(given))


def _serve(limits: Limits, languages: bool) -> None:
    signal(SIGINT, SIG_IGN)
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # What a library prints must not be taken for an answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    _warm_up(languages)
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


def _warm_up(languages: bool) -> None:
    """Load what is loaded at first use, and would be refused or counted against a report."""
    if languages:
        language.load()
    language.close()
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
    except language.ModelNeededError:
        yield Refusal(wire.MODEL_NEEDED, "its language cannot be told without the model of languages")
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
    main(sys.argv[1:])
