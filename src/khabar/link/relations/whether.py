"""Whether it happened: one holder says so, another says that it did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.link.features.stems import harms_of, stems
from khabar.link.relations.beside import of_one_thing, of_others
from khabar.link.relations.told import Telling, by_time, relation, said, same
from khabar.records import Relation


def denied(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """A contradiction where an incident is both told and denied. Who denies having done it does not deny that it was done."""
    told = [t for t in by_time(tellings) if t.asserted]
    denials = [t for t in by_time(tellings) if t.denied and not t.disowned and any(_meets(one, t) for one in told)]
    if denials:
        told = [t for t in told if any(_meets(t, denial) for denial in denials)]
        why = f"Told by {_holders(told)}; denied by {_holders(denials)}."
        yield relation("contradict", "whether", (t.claim_id for t in (*told, *denials)), why)


def agreed(alike: Sequence[Telling]) -> Iterator[Relation]:
    """Agreement where several origins tell one thing."""
    told = by_time(alike)
    if len({t.origin for t in told}) > 1:
        yield relation("agree", "whether", (t.claim_id for t in told), f"Told by {_holders(told)}.")


def _meets(told: Telling, denied: Telling) -> bool:
    """Whether a denial is of what another tells: that nobody was hurt denies that anybody was killed, but neither the attack,
    nor that others were hurt, nor that others did it.
    """
    unhurt = "injury" in harms_of(denied.trigger) and "death" in harms_of(told.trigger) and of_these(told, denied)
    doers = [(a, b) for a in told.named for b in denied.named]
    other = bool(doers) and not any(same(a, b) for a, b in doers)
    word = bool(set(stems(told.trigger)) & set(stems(denied.trigger)))
    return told.origin != denied.origin and not other and (unhurt or (word and of_one_thing(told, denied)))


def of_these(told: Telling, denied: Telling) -> bool:
    """Whether it is denied of all, or of those of whom it is told: that the guards are unhurt denies no passer-by's death."""
    if denied.struck or denied.persons:
        return bool(denied.struck & told.struck or denied.persons & told.persons)
    return not of_others(told, denied)


def _holders(tellings: Sequence[Telling]) -> str:
    return said([(t.holder, t.trigger) for t in tellings])
