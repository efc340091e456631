"""Who struck whom: two sides that each say the other did it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from khabar.link.features.stems import stems
from khabar.link.relations.told import Party, Telling, alike, by_time, one_name, relation, said
from khabar.records import Relation


def mutual(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """A contradiction for each two tellings of one incident in which doer and struck change places."""
    told = [t for t in by_time(tellings) if t.event == "ASSAULT" and t.asserted and t.named and t.recipients]
    for one, other in combinations(told, 2):
        if not one_name(one.holder, other.holder) and one.origin != other.origin and crossed(one, other):
            doers = said((t.holder, ", ".join(p.words for p in t.named)) for t in (one, other))
            why = f"Each has the other side as the doer: {doers}."
            yield relation("contradict", "who", (one.claim_id, other.claim_id), why)


def crossed(one: Telling, other: Telling) -> bool:
    """Whether two tellings of one word for a deed have the same two sides, the other way about."""
    if set(stems(one.trigger)).isdisjoint(stems(other.trigger)):
        return False
    return _meet(one.named, other.recipients) and _meet(other.named, one.recipients)


def _meet(parties: Sequence[Party], others: Sequence[Party]) -> bool:
    return any(alike(a, b) for a in parties for b in others)
