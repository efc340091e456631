"""When it happened: days that do not meet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from khabar.link.features.stems import goes_on
from khabar.link.relations.told import Telling, by_time, relation, said
from khabar.records import Relation

# One day apart may be one night, or two time zones.
NEAR = 1


def when(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """Accounts whose days do not meet: they differ where a day lies between them at most, else they contradict.

    What goes on for days, as clashes do, has no day that accounts could differ on.
    """
    dated = [t for t in by_time(tellings) if t.earliest and t.latest and not goes_on(t.trigger)]
    apart = [(a, b, gap) for n, a in enumerate(dated) for b in dated[n + 1 :] if (gap := _gap(a, b)) > 0]
    if len({t.origin for a, b, _ in apart for t in (a, b)}) > 1:
        members = {t.claim_id: t for a, b, _ in apart for t in (a, b)}
        kind = "contradict" if max(gap for *_, gap in apart) > NEAR else "differ"
        days = said([(t.holder, _days(t)) for t in by_time(members.values())])
        yield relation(kind, "when", members, f"Different days: {days}.")


def _gap(left: Telling, right: Telling) -> int:
    """Days between two intervals; 0 or less where they meet."""
    first, last = sorted((left, right), key=lambda t: (t.earliest or "", t.latest or ""))
    return (_day(last.earliest) - _day(first.latest)).days


def _day(text: str | None) -> date:
    return date.fromisoformat(text or "")


def _days(telling: Telling) -> str:
    first, last = telling.earliest or "", telling.latest or ""
    return first if first == last else f"{first} to {last}"
