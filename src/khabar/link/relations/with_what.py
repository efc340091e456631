"""With what: the means of an attack, as the codebook's modes tell them apart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.link.relations.told import Telling, by_time, relation, said
from khabar.records import Relation

# The modes of an attack that name its means; the others tell of what it did.
MEANS = (
    *("primitive", "firearms", "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons"),
    *("crowd-control", "unconventional"),
)


def with_what(tellings: Sequence[Telling]) -> Iterator[Relation]:
    """Tellings of one event type, by different origins, that give it different modes."""
    told = [t for t in by_time(tellings) if t.mode in MEANS and t.asserted]
    for event in sorted({t.event or "" for t in told}):
        alike = [t for t in told if t.event == event]
        if len({t.mode for t in alike}) > 1 and len({t.origin for t in alike}) > 1:
            means = said([(t.holder, f"{t.trigger} ({t.mode})") for t in alike])
            yield relation("differ", "with what", (t.claim_id for t in alike), f"Different means: {means}.")
