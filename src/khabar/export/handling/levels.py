"""The level at which a report, a claim or an entity may be seen, as people last decided it.

A decision counts from the moment it is made, before the next build. Claims are found again by their words after a better
reading; where one is not, its whole report takes its level, since nobody can say where its words now stand.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from khabar.casebook import Casebook, judgements
from khabar.frozen import record
from khabar.link.judged import found_today, in_force, read_selectors
from khabar.records import Judgement

SEALED, RESTRICTED, PUBLIC = "sealed", "restricted", "public"
KIND = "seal"


@record(frozen=True, slots=True)
class Levels:
    """The level that people gave, by identifier; what nobody has decided on is left out.

    ``names`` are those that a sealed entity had when it was sealed: a better reading may give it another identifier.
    """

    by_id: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def levels(book: Casebook) -> Levels:
    """The levels of a casebook by its log as it is now."""
    seals = tuple(one for one in in_force(judgements(book.folder)) if one.kind == KIND)
    if not seals:
        return Levels()
    found = found_today(book.table("claims"), book.table("reports").select(["report_id", "text"]), seals)
    today = {one.seq: one.target for one in found.judgements}
    by_id = {target: level_of(one) for one in seals for target in today.get(one.seq, one.target)}
    for one, target in found.lost:
        selector = read_selectors(one).get(target)
        if selector and level_of(one) != PUBLIC and by_id.get(selector.report_id) != SEALED:
            by_id[selector.report_id] = level_of(one)
    names = {target: tuple(told) for one in seals for target, told in _object(one.before).items()}
    return Levels(by_id, names)


def level_of(judgement: Judgement) -> str:
    """The level that a seal sets; sealed where it does not say."""
    return str(_object(judgement.after).get("level", SEALED))


def _object(text: str | None) -> dict[str, Any]:
    try:
        told = json.loads(text or "{}")
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}
