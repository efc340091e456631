"""What a person may set in a claim, and which values make sense there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from khabar import terms

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_NAME = re.compile(r"[A-Za-z][A-Za-z_-]*")

Check = Callable[[Any], bool]


def _one_of(*words: str | None) -> Check:
    return lambda value: value in words


def _name(value: Any) -> bool:
    return value is None or (isinstance(value, str) and _NAME.fullmatch(value) is not None)


def _day(value: Any) -> bool:
    return value is None or (isinstance(value, str) and _DAY.fullmatch(value) is not None)


def _yes_or_no(value: Any) -> bool:
    return isinstance(value, bool)


# The codebook decides on events, modes and phases, and it may be the user's own; here only their form is checked.
FIELDS: Mapping[str, Check] = {
    "event": _name,
    "mode": _name,
    "register": _one_of(None, *terms.REGISTERS),
    "phase": _one_of(None, *terms.PHASES),
    "realis": _one_of(*terms.REALIS),
    "factuality": _one_of(*terms.FACTUALITIES),
    "author_factuality": _one_of(*terms.FACTUALITIES),
    "negated": _yes_or_no,
    "date_earliest": _day,
    "date_latest": _day,
    "date_precision": _one_of(*terms.DATE_PRECISIONS),
    "place_precision": _one_of(None, *terms.PLACE_PRECISIONS),
}


def faults(fields: Mapping[str, Any]) -> list[str]:
    """What is wrong with the fields of a correction, one sentence each."""
    if not fields:
        return ["It sets no field."]
    unknown = [f"{name!r} cannot be corrected; {', '.join(FIELDS)} can." for name in fields if name not in FIELDS]
    wrong = [
        f"{name} cannot be {fields[name]!r}." for name in fields if name in FIELDS and not FIELDS[name](fields[name])
    ]
    return unknown + wrong
