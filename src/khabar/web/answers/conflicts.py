"""Where two people judge differently: both judgements are kept, shown side by side, and neither is ever lost."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

from khabar.link.judged import in_force
from khabar.link.judged.force import values
from khabar.records import Judgement
from khabar.web.answers.judgements import judgement_json
from khabar.web.desk import Desk
from khabar.web.listing import Json

PAIRS = ("same", "different", "undecided")
VERDICTS = ("confirm", "reject")
FIELDS = ("correct", "rate_source")

Matter = tuple[str, ...]


def conflicts(desk: Desk) -> list[Json]:
    """The matters on which the latest judgements of different people, none of them taken back, do not agree."""
    latest: dict[Matter, dict[str, tuple[Any, Judgement]]] = {}
    for one in in_force(desk.judged):
        for matter, decision in _matters(one):
            latest.setdefault(matter, {})[one.judge] = (decision, one)
    found = []
    for matter, by_judge in latest.items():
        if len({repr(decision) for decision, _ in by_judge.values()}) > 1:
            sides = sorted((one for _, one in by_judge.values()), key=lambda one: one.seq)
            found.append(_conflict(matter, sides, desk))
    return found


def _conflict(matter: Matter, sides: Sequence[Judgement], desk: Desk) -> Json:
    about, *targets = matter
    return {"about": about, "targets": list(targets), "judgements": [judgement_json(one, desk) for one in sides]}


def _matters(one: Judgement) -> Iterator[tuple[Matter, Any]]:
    """What a judgement decides, matter by matter."""
    if one.kind in PAIRS:
        for pair in combinations(sorted(set(one.target)), 2):
            yield ("pair", *pair), one.kind
    for target in one.target:
        if one.kind in VERDICTS:
            yield ("verdict", target), one.kind
        elif one.kind in FIELDS:
            yield from (((name, target), value) for name, value in values(one).items())
