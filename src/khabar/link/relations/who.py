"""Who did it: the actors that different tellings name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.link.relations.told import Party, Telling, by_time, relation, said
from khabar.records import Relation

# A state acts through its government and its forces; to name the one is not to contradict who names the other.
STATE = (None, "GOV", "MIL", "COP", "SPY")


def who(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """Agreement on the actor, or the camps of those who name different ones.

    Camps contradict each other where each names somebody; where one only describes ("gunmen") they differ.
    """
    naming = [t for t in by_time(tellings) if t.actors and (t.asserted or t.denied)]
    camps = _camps([t for t in naming if not t.denied])
    for camp in camps:
        if len({t.origin for t in camp}) > 1:
            yield relation("agree", "who", (t.claim_id for t in camp), f"The same actor: {_named(camp)}.")
    if len(camps) > 1 and len({t.origin for camp in camps for t in camp}) > 1:
        specific = [camp for camp in camps if all(any(p.specific for p in t.actors) for t in camp)]
        kind = "contradict" if len(specific) > 1 else "differ"
        members = [t for camp in camps for t in camp]
        yield relation(kind, "who", (t.claim_id for t in members), f"Different actors: {_named(members)}.")


def _camps(tellings: Sequence[Telling]) -> list[list[Telling]]:
    """Tellings that share an actor, however indirectly, are one camp."""
    camps: list[list[Telling]] = []
    for telling in tellings:
        mine = [camp for camp in camps if any(_meet(telling, other) for other in camp)]
        camps = [camp for camp in camps if camp not in mine]
        camps.append([*(t for camp in mine for t in camp), telling])
    return camps


def _meet(left: Telling, right: Telling) -> bool:
    return any(same(a, b) for a in left.actors for b in right.actors)


def same(left: Party, right: Party) -> bool:
    """Whether two parties may be one: the same entity or words, or the state and its forces."""
    if left.who == right.who:
        return True
    state = left.sector in STATE and right.sector in STATE
    return left.country is not None and left.country == right.country and state


def _named(tellings: Sequence[Telling]) -> str:
    return said([(t.holder, ", ".join(p.words for p in t.actors)) for t in tellings])
