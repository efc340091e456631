"""Notes by which an outlet says that a report updates, corrects or withdraws an earlier one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from khabar import vocab
from khabar.frozen import record
from khabar.identity import fold
from khabar.link.origins.accounts import Account
from khabar.records import Span

# The strongest word counts where a note holds several ("updated to correct").
STRENGTH = ("retraction", "correction", "revision")


Patterns = tuple[tuple[re.Pattern[str], str], ...]


@record(frozen=True, slots=True)
class Notice:
    """The kind of change that a report announces (a term of ``borrowings.kind``) and the words that do."""

    kind: str
    span: Span


def notice(account: Account) -> Notice | None:
    """The strongest notice in a report's title line or editor's notes, if there is one."""
    found = sorted(_found(account), key=lambda n: (STRENGTH.index(n.kind), n.span.start))
    return found[0] if found else None


def _found(account: Account) -> Iterator[Notice]:
    for place in account.notes:
        yield from _in(account, place, _patterns("note"))
    if account.title and account.text.startswith(account.title):
        yield from _in(account, Span(0, len(account.title)), _patterns("title"))


def _in(account: Account, place: Span, patterns: Patterns) -> Iterator[Notice]:
    for pattern, kind in patterns:
        if match := pattern.search(account.text, place.start, place.end):
            yield Notice(kind, Span(match.start(), match.end()))


@cache
def _patterns(place: str) -> Patterns:
    """The phrases of ``vocab/notices.tsv`` for one place, with the kind of change each announces; a title opens with one."""
    opening = r"\A" if place == "title" else r"(?<!\w)"
    return tuple(
        (re.compile(rf"{opening}{re.escape(row['phrase'])}(?!\w)", re.IGNORECASE), row["kind"])
        for row in vocab.load("notices")
        if row["place"] == place
    )


def bare_title(title: str | None) -> str:
    """A title without the word that announces a change ("UPDATE 2-", "Correction:"), folded for comparison."""
    text = title or ""
    for pattern, _ in _patterns("title"):
        if found := pattern.match(text):
            text = text[found.end() :]
            break
    return fold(text.lstrip(" 0123456789-–—:()"))
