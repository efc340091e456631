"""Fingerprints of a text: a few hashes of its runs of words, so chosen that any long run shared by two texts shows.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of every ``WINDOW`` neighbouring runs of ``RUN`` words the least hash is kept.
Texts that share ``RUN + WINDOW - 1`` words in a row share a fingerprint, and about one hash in ``(WINDOW + 1) / 2`` is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

from khabar.frozen import record
from khabar.records import Span

RUN = 8
WINDOW = 4

_WORD = re.compile(r"\w+")


@record(frozen=True, slots=True)
class Fingerprint:
    """A hash of a run of words and where the run stands in the text."""

    value: int
    start: int
    end: int


def fingerprints(text: str, stretches: Iterable[Span]) -> tuple[Fingerprint, ...]:
    """The fingerprints of stretches of a text, in order; a run never reaches over the end of a stretch."""
    return tuple(f for span in stretches for f in _winnowed(tuple(_runs(text, span))))


def _runs(text: str, span: Span) -> Iterator[Fingerprint]:
    words = [(m.start(), m.end()) for m in _WORD.finditer(text, span.start, span.end)]
    folded = [text[start:end].casefold() for start, end in words]
    for at in range(len(words) - RUN + 1):
        yield Fingerprint(_hash(" ".join(folded[at : at + RUN])), words[at][0], words[at + RUN - 1][1])


def _hash(run: str) -> int:
    return int.from_bytes(blake2b(run.encode("utf-8", "surrogatepass"), digest_size=7).digest(), "big")


def _winnowed(runs: Sequence[Fingerprint]) -> Iterator[Fingerprint]:
    last = -1
    for at in range(max(1, len(runs) - WINDOW + 1) if runs else 0):
        window = range(at, min(at + WINDOW, len(runs)))
        # Of equal hashes the last is taken, so that neighbouring windows keep the same one.
        chosen = min(window, key=lambda i: (runs[i].value, -i))
        if chosen != last:
            yield runs[chosen]
        last = chosen
