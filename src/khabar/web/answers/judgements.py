"""The log of judgements as the app shows it."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from typing import Any

from khabar.records import Judgement
from khabar.web.answers.sealed import is_sealed
from khabar.web.desk import Desk
from khabar.web.listing import Json


def about(judgements: Iterable[Judgement], targets: Collection[str]) -> list[Judgement]:
    """The judgements that name one of some records, and those that take one of these back, in order."""
    wanted, seqs = set(targets), set[int]()
    found = []
    for one in judgements:
        if wanted & set(one.target) or one.undoes in seqs:
            found.append(one)
            seqs.add(one.seq)
    return found


def judgement_json(one: Judgement, desk: Desk) -> Json:
    """A judgement, with whether it is in force and whether the tables have taken it in."""
    kept_back = any(is_sealed(desk, target) for target in one.target)
    black = desk.seals.masks
    return {
        **{name: getattr(one, name) for name in ("seq", "time", "judge", "kind")},
        "target": black(list(one.target)),
        **{
            name: None if kept_back else black(_object(getattr(one, name))) for name in ("selectors", "before", "after")
        },
        "reason": None if kept_back else black(one.reason),
        "undoes": one.undoes,
        "hash": one.hash,
        "in_force": one.seq in desk.standing,
        "taken_in": one.seq <= desk.last_judgement,
    }


def _object(text: str | None) -> Any:
    try:
        return None if text is None else json.loads(text)
    except ValueError:
        return text
