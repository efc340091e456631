"""The snapshots that the front end is built against have the shape of today's answers."""

from __future__ import annotations

import json
from typing import Any

from khabar.web.desk import Desk
from tests.web.walk import SNAPSHOTS, answers, judge, text

# What these hold differs from casebook to casebook and from judgement to judgement.
OPEN = (".made_by", ".after", ".before", ".counts")


def differences(path: str, kept: Any, now: Any) -> list[str]:
    """Where one of two answers has a key that the other lacks; what only one of them holds any of is not compared."""
    if path.endswith(OPEN):
        return []
    if isinstance(kept, dict) and isinstance(now, dict):
        apart = [f"{path}.{key}" for key in sorted(kept.keys() ^ now.keys())]
        return apart + [
            d for key in kept.keys() & now.keys() for d in differences(f"{path}.{key}", kept[key], now[key])
        ]
    if isinstance(kept, list) and isinstance(now, list) and kept and now:
        return differences(f"{path}[]", merged(kept), merged(now))
    return []


def merged(items: list[Any]) -> Any:
    """One item with the keys of all, each with the fullest value that any has."""
    if not all(isinstance(item, dict) for item in items):
        return max(items, key=lambda item: len(str(item)))
    keys = sorted({key for item in items for key in item})
    return {key: max((item.get(key) for item in items), key=lambda value: len(str(value))) for key in keys}


def test_the_snapshots_have_the_shape_of_todays_answers(own_case) -> None:
    judge(own_case)
    desk = Desk(own_case, "reviewer")
    found = dict(answers(desk))
    desk.close()
    kept = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in SNAPSHOTS.glob("*.json")}
    assert kept.keys() == found.keys(), "run: python -m tests.web.walk"
    for name, answer in found.items():
        assert differences(name, kept[name], json.loads(text(answer))) == [], "run: python -m tests.web.walk"


def test_the_same_casebook_gives_the_same_answers(sample_case) -> None:
    one, other = Desk(sample_case, "reviewer"), Desk(sample_case, "reviewer")
    first = {name: text(answer) for name, answer in answers(one)}
    second = {name: text(answer) for name, answer in answers(other)}
    one.close()
    other.close()
    assert first == second


def test_a_key_more_or_less_is_a_difference() -> None:
    assert differences("a", {"rows": [{"x": 1}, {"x": 2, "y": 3}]}, {"rows": [{"x": 1}]}) == ["a.rows[].y"]
    assert differences("a", {"rows": []}, {"rows": [{"x": 1}]}) == []
