"""Rating a source: the Admiralty code's letter for its reliability, and apart from it the number for what it says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from khabar import terms

# How an outlet is named as the target of a rating.
OUTLET = "outlet:"
MACHINES = ("khabar", "rule:")


def rating_faults(judge: str, rating: Mapping[str, Any]) -> list[str]:
    """What is wrong with a rating, one sentence each. Letter and number are set apart, and by people only."""
    if judge.startswith(MACHINES):
        return ["Sources are rated by people, never by the program."]
    if not rating:
        return ['A rating sets reliability, credibility or both, such as {"reliability": "B"}.']
    unknown = [
        f"{name!r} is no part of a rating; reliability and credibility are." for name in rating if name not in ALLOWED
    ]
    wrong = [
        f"{name} is one of {', '.join(map(str, ALLOWED[name]))} (or null to take it back), not {value!r}."
        for name, value in rating.items()
        if name in ALLOWED and value is not None and (value not in ALLOWED[name] or isinstance(value, bool))
    ]
    return unknown + wrong


ALLOWED: Mapping[str, tuple[Any, ...]] = {
    "reliability": terms.RELIABILITIES,
    "credibility": terms.CREDIBILITIES,
}
