"""Words by which a report says that it, or something in it, comes from somewhere else."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from khabar import vocab
from khabar.frozen import record
from khabar.link.origins.accounts import Account, Row
from khabar.link.origins.outlets import Outlets
from khabar.records import Span

# A dateline or an agency's mark stands at the head of a report or closes it.
HEAD, TAIL = 240, 120


@record(frozen=True, slots=True)
class Credit:
    """A voice that a report names as where its words come from, with the words that say so.

    ``whole`` is true where the report as such is credited ("(AFP)", "originally published by"), false where one statement is
    ("Reuters reported", "told AFP").
    """

    voice: str
    span: Span
    whole: bool


Credits = Mapping[str, Sequence[Credit]]


def credits_of(
    accounts: Iterable[Account], attributions: Iterable[Row], outlets: Outlets
) -> dict[str, tuple[Credit, ...]]:
    """What each account credits to other voices; ``attributions`` are those of all reports."""
    by_report: defaultdict[str, list[Row]] = defaultdict(list)
    for row in attributions:
        by_report[row["report_id"]].append(row)
    return {one.report_id: credits(one, by_report[one.report_id], outlets) for one in accounts}


def credits(account: Account, attributions: Iterable[Row], outlets: Outlets) -> tuple[Credit, ...]:
    """What a report credits to other voices, in order of place; each voice once as a whole and once for statements."""
    found = (*_whole(account, outlets), *_statements(account, attributions, outlets))
    first: dict[tuple[str, bool], Credit] = {}
    for credit in sorted(found, key=lambda c: (c.span.start, c.span.end, c.voice)):
        if credit.voice != account.voice:
            first.setdefault((credit.voice, credit.whole), credit)
    return tuple(first.values())


def _whole(account: Account, outlets: Outlets) -> Iterator[Credit]:
    for span in _places(account):
        for voice, at in outlets.named_in(account.text, span.start, span.end):
            if _bracketed(account.text, at) or _announced(account.text, span, at):
                yield Credit(voice, at, whole=True)


def _places(account: Account) -> Sequence[Span]:
    end = len(account.text)
    return (*account.notes, Span(0, min(HEAD, end)), Span(max(0, end - TAIL), end))


def _bracketed(text: str, at: Span) -> bool:
    return text[at.start - 1 : at.start] == "(" and text[at.end : at.end + 1] in (")", "/")


def _announced(text: str, place: Span, at: Span) -> bool:
    """Whether a credit phrase ("originally published by") leads up to a name within one note."""
    return _phrases().search(text[max(place.start, at.start - 60) : at.start]) is not None


@cache
def _phrases() -> re.Pattern[str]:
    """The phrases of ``vocab/credits.tsv``, with a few words at most between one and the name."""
    words = "|".join(re.escape(row["phrase"]) for row in vocab.load("credits"))
    return re.compile(rf"\b(?:{words})\W{{0,3}}(?:the )?$", re.IGNORECASE)


def _statements(account: Account, attributions: Iterable[Row], outlets: Outlets) -> Iterator[Credit]:
    for row in attributions:
        if row["source_start"] is None:
            continue
        for voice, at in outlets.named_in(account.text, row["source_start"], row["source_end"]):
            yield Credit(voice, at, whole=False)
