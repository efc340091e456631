"""A count that one voice changes over time: "raised the dead to 34, and a week later to 50"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from khabar.folding import fold_name
from khabar.link.features.counted import COUNTED
from khabar.link.features.names import is_nobody
from khabar.link.relations.how_many import population
from khabar.link.relations.told import Figure, Telling, listed, one_name, relation
from khabar.records import Relation

# How many sentences after a count its change may be told.
NEAR = 2


def steps(figures: Sequence[Figure]) -> Iterator[Relation]:
    """For each count that a sentence says was changed: that its steps, or it and the count before it, revise each other."""
    told: defaultdict[tuple[str, str], list[Figure]] = defaultdict(list)
    for figure in sorted(figures, key=lambda f: (f.start, f.quantity_id)):
        if figure.measure in COUNTED and not (figure.rate or figure.part_of):
            told[figure.telling.report_id, figure.measure].append(figure)
    for (_, measure), counts in sorted(told.items()):
        for found in _changed(counts):
            if len({f.bounds for f in found}) > 1:
                why = f"One count that was changed: {listed(found)}."
                yield relation("revises", measure, (f.quantity_id for f in found), why)


def _changed(counts: Sequence[Figure]) -> Iterator[list[Figure]]:
    """The steps of each sentence, and where it has one alone the same voice's count before it."""
    for sentence in sorted({f.sentence for f in counts if f.step}):
        here = [f for f in counts if f.sentence == sentence and f.step]
        for origin in sorted({f.telling.origin for f in here}):
            found = [f for f in here if f.telling.origin == origin]
            before = [f for f in counts if _raised(f, found[0])] if len(found) == 1 else []
            yield [*before[-1:], *found]


def _raised(before: Figure, step: Figure) -> bool:
    """Whether a step changes a count: of the same people, a sentence or two before, by the same voice."""
    near = 0 < step.sentence - before.sentence <= NEAR and population(before) == population(step)
    return near and _one_voice(before.telling, step.telling)


def _one_voice(before: Telling, after: Telling) -> bool:
    pronoun = before.held_by is not None and is_nobody(fold_name(after.holder))
    return pronoun or one_name(before.holder, after.holder)
