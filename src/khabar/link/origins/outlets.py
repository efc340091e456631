"""Outlets by all their names, and which of them speak with one voice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from khabar import vocab
from khabar.frozen import record
from khabar.records import Span

# A name of one letter ("X") is no evidence outside a column that holds outlets alone.
SHORTEST = 2
ARTICLE = "The "


@record(frozen=True, slots=True)
class Outlets:
    """``names`` leads from every printed name to an outlet's own; ``owners`` from an outlet to the voice it belongs to."""

    names: Mapping[str, str]
    owners: Mapping[str, str]
    pattern: re.Pattern[str]

    def voice(self, printed: str | None) -> str | None:
        """The voice of an outlet: its owner's where several titles are one house, else its own name."""
        if not printed:
            return None
        name = self.names.get(printed, printed)
        return self.owners.get(name, name)

    def named_in(self, text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[str, Span]]:
        """The voices named in a stretch of text, with their spans; the longest name at each place."""
        for found in self.pattern.finditer(text, start, len(text) if end is None else end):
            voice = self.voice(found[0])
            if voice:
                yield voice, Span(found.start(), found.end())


def outlets(met: Iterable[str] = ()) -> Outlets:
    """The outlets of ``vocab/outlets.tsv`` and those that reports name as their own."""
    known = sorted(name for name in set(met) if name)
    bare = {name.removeprefix(ARTICLE): name for name in known}
    names = {**bare, **{name: name for name in known}, **_listed()}
    return Outlets(names, _owners(), _pattern(names))


@cache
def _listed() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for row in vocab.load("outlets"):
        names[row["name"]] = row["name"]
        if row["mark"]:
            names.setdefault(row["mark"], row["name"])
    return names


@cache
def _owners() -> Mapping[str, str]:
    """Which house an outlet belongs to, from ``vocab/outlet_houses.tsv``."""
    return {row["outlet"]: row["house"] for row in vocab.load("outlet_houses")}


def _pattern(names: Iterable[str]) -> re.Pattern[str]:
    # No two alternatives of a list of words, longest first, can match one stretch in more than one way.
    words = sorted((n for n in names if len(n) >= SHORTEST), key=lambda n: (-len(n), n))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
