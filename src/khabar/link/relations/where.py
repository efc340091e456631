"""Where it happened: towns that are not one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.link.compare.place import NEAR, kilometres
from khabar.link.relations.told import Place, Telling, by_time, relation, said
from khabar.records import Relation


def where(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """Accounts that pin the incident to different places: they differ within a province, and contradict beyond it.

    A country or a province beside a town in it is the same place less finely told.
    """
    pinned = [(t, t.place) for t in by_time(tellings) if t.place and t.place.pinned]
    places = {place.place_id: place for _, place in pinned}
    if len(places) < 2:
        return
    if len({t.origin for t, _ in pinned}) < 2 or not _apart(list(places.values())):
        return
    regions = {_region(place) for place in places.values()}
    kind = "differ" if len(regions) == 1 else "contradict"
    named = said([(t.holder, place.name) for t, place in pinned])
    yield relation(kind, "where", (t.claim_id for t, _ in pinned), f"Different places: {named}.")


def _apart(places: Sequence[Place]) -> bool:
    """Whether any two of the places lie further apart than a town from its outskirts, or from the district that it is in."""
    pairs = ((a, b) for n, a in enumerate(places) for b in places[n + 1 :])
    return any(
        not _may_hold(a, b) and (a.at is None or b.at is None or kilometres(a.at, b.at) > NEAR) for a, b in pairs
    )


def _may_hold(one: Place, other: Place) -> bool:
    """Whether one may be a district, of which no point is known, and the other a town in it."""
    return (one.at is None) != (other.at is None) and one.admin1 is not None and _region(one) == _region(other)


def _region(place: Place) -> tuple[str | None, str | None]:
    return (place.country, place.admin1)
