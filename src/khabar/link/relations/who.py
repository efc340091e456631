"""Who did it: the actors that different tellings name."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from khabar.link.features.names import ORGANS
from khabar.link.relations.beside import of_one_thing
from khabar.link.relations.told import Party, Telling, alike, by_time, relation, said, same
from khabar.records import Relation

# Events that somebody can be accused of, and deny.
VIOLENT = ("ASSAULT", "COERCE", None)


def who(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """Agreement on the actor, or the camps of those who name different ones.

    What many may do, each for himself, as condemn or ask, is nobody's alone: only the doers of violence and coercion differ.
    Camps contradict each other where each names somebody; who only describes ("gunmen") may mean any of them.
    """
    camps = _camps([t for t in by_time(tellings) if t.named and t.asserted], _meet)
    for camp in [one for many in camps for one in _camps(many, _one_actor)]:
        if len({t.origin for t in camp}) > 1:
            yield relation("agree", "who", (t.claim_id for t in camp), f"The same actor: {_named(camp)}.")
    named = [[t for t in camp if t.event in VIOLENT and any(p.specific for p in t.named)] for camp in camps]
    named = [camp for camp in named if camp]
    if len(named) > 1 and len({t.origin for camp in named for t in camp}) > 1:
        members = [t for camp in named for t in camp]
        yield relation("contradict", "who", (t.claim_id for t in members), f"Different actors: {_named(members)}.")


def disowned(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """Where a holder denies having done what others tell: they differ, and contradict each other where others name him."""
    asserted = [t for t in by_time(tellings) if t.asserted and t.event in VIOLENT]
    for denial in (t for t in by_time(tellings) if t.disowned and t.held_by):
        held_by = denial.held_by
        told = [t for t in asserted if _owns(t, held_by) or (t.origin != denial.origin and of_one_thing(t, denial))]
        if not told:
            continue
        naming = [t for t in told if held_by and any(same(held_by, actor) for actor in t.actors)]
        why = f"Told by {_holders(naming or told)}; {denial.holder} denies having done it."
        members = (t.claim_id for t in (*(naming or told), denial))
        yield relation("contradict" if naming else "differ", "who", members, why)


def _owns(telling: Telling, denier: Party | None) -> bool:
    """Whether whoever denies a deed has also said that he did it."""
    owner = telling.held_by
    if denier is None or owner is None or not alike(denier, owner):
        return False
    return any(alike(owner, actor) for actor in telling.actors)


def _holders(tellings: Sequence[Telling]) -> str:
    return said([(t.holder, t.trigger) for t in tellings])


def _camps(tellings: Sequence[Telling], meet: Callable[[Telling, Telling], bool]) -> list[list[Telling]]:
    """Tellings that share an actor, however indirectly, are one camp."""
    camps: list[list[Telling]] = []
    for telling in tellings:
        mine = [camp for camp in camps if any(meet(telling, other) for other in camp)]
        camps = [camp for camp in camps if camp not in mine]
        camps.append([*(t for camp in mine for t in camp), telling])
    return camps


def _meet(left: Telling, right: Telling) -> bool:
    return any(same(a, b) or _forces(a, b) for a in left.named for b in right.named)


def _one_actor(left: Telling, right: Telling) -> bool:
    """Whether two tellings give the same actor, or one state. That two may be one is enough for no quarrel, but not for this:
    soldiers of no country are not the same as any others.
    """
    return any(
        alike(a, b) or (a.country == b.country is not None and same(a, b)) for a in left.named for b in right.named
    )


def _forces(left: Party, right: Party) -> bool:
    """Whether both are forces or organs of what may be one state: "officers" and "the police"."""
    one_state = None in (left.country, right.country) or left.country == right.country
    return one_state and left.sector in ORGANS and right.sector in ORGANS


def _named(tellings: Sequence[Telling]) -> str:
    return said([(t.holder, ", ".join(p.words for p in t.named)) for t in tellings])
