"""Whether it happened: one holder says so, another says that it did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.link.features.stems import harms_of
from khabar.link.relations.beside import of_one_thing, of_others
from khabar.link.relations.told import Telling, by_time, relation, said
from khabar.records import Relation


def whether(tellings: Sequence[Telling], alike: Sequence[Telling]) -> Iterator[Relation]:
    """A contradiction where an incident is both told and denied; agreement where several origins tell it alike.

    ``alike`` are the tellings that can be set beside each other. Who denies having done it does not deny that it was done.
    """
    told = [t for t in by_time(tellings) if t.asserted]
    denied = [t for t in by_time(tellings) if t.denied and not t.disowned]
    against = [d for d in denied if any(_meets(t, d) for t in told)]
    if against:
        told, denied = [t for t in told if any(_meets(t, d) for d in against)], against
        why = f"Told by {_holders(told)}; denied by {_holders(denied)}."
        yield relation("contradict", "whether", (t.claim_id for t in (*told, *denied)), why)
        return
    told = [t for t in by_time(alike) if t.asserted]
    if len({t.origin for t in told}) > 1:
        yield relation("agree", "whether", (t.claim_id for t in told), f"Told by {_holders(told)}.")


def _meets(told: Telling, denied: Telling) -> bool:
    """Whether a denial is of what another tells: that nobody was hurt denies that anybody was killed, but neither the attack,
    nor that others were hurt.
    """
    unhurt = "injury" in harms_of(denied.trigger) and "death" in harms_of(told.trigger) and not of_others(told, denied)
    return told.origin != denied.origin and (unhurt or of_one_thing(told, denied))


def _holders(tellings: Sequence[Telling]) -> str:
    return said([(t.holder, t.trigger) for t in tellings])
