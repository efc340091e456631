"""Whether it happened: one holder says so, another says that it did not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.link.relations.told import Telling, by_time, relation, said
from khabar.records import Relation


def whether(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """A contradiction where an incident is both told and denied; agreement where several origins tell it."""
    told = [t for t in by_time(tellings) if t.asserted]
    denied = [t for t in by_time(tellings) if t.denied]
    if told and denied:
        why = f"Told by {_holders(told)}; denied by {_holders(denied)}."
        yield relation("contradict", "whether", (t.claim_id for t in (*told, *denied)), why)
    elif len({t.origin for t in told}) > 1 or _twice(told):
        yield relation("agree", "whether", (t.claim_id for t in told), f"Told by {_holders(told)}.")


def _twice(told: Sequence[Telling]) -> bool:
    """Whether one report tells it in two sentences of its own."""
    return len({t.claim_id for t in told}) > len({t.report_id for t in told})


def _holders(tellings: Sequence[Telling]) -> str:
    return said([(t.holder, t.trigger) for t in tellings])
