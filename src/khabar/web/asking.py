"""What a request asks: the parts of its path, its query as each route declares it, and its body."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from types import MappingProxyType
from typing import Any

from khabar.errors import InputError
from khabar.frozen import record

MOST_ROWS = 500
LONGEST = 500
_DAY = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?", re.ASCII)


@record(frozen=True, slots=True)
class Param:
    """A parameter of a query: its kind (text, texts, whole, day), what it means, and which values it may have, if few."""

    name: str
    about: str
    kind: str = "text"
    values: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class Ask:
    """A request that passed every check. ``query`` holds only what was given; ``judge`` is who asks."""

    path: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    query: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    body: Mapping[str, Any] = field(default_factory=lambda: MappingProxyType({}))
    judge: str = ""
    csrf: str = ""


PAGE = (
    Param("limit", f"How many rows, at most {MOST_ROWS}; 50 if left out.", "whole"),
    Param("after", "The cursor that the page before gave as `next`."),
)


def parse(given: Sequence[tuple[str, str]], declared: Sequence[Param]) -> dict[str, Any]:
    """A query by the parameters of a route. Raises InputError for one that the route has not, or a value that cannot be."""
    known = {param.name: param for param in declared}
    found: dict[str, Any] = {}
    for name, text in given:
        if name not in known:
            raise InputError(
                f"There is no parameter {name[:40]!r} here. The parameters are: {', '.join(known) or 'none'}."
            )
        value = _value(known[name], text)
        if known[name].kind == "texts":
            found.setdefault(name, []).append(value)
        elif name in found:
            raise InputError(f"{name} is given twice.")
        else:
            found[name] = value
    return {name: value for name, value in found.items() if value != ""}


def _value(param: Param, text: str) -> Any:
    if len(text) > LONGEST or "\0" in text:
        raise InputError(f"{param.name} is longer than {LONGEST} characters, or holds a NUL.")
    if param.values and text not in param.values:
        raise InputError(f"{param.name} is one of {', '.join(param.values)}, not {text[:40]!r}.")
    if param.kind == "whole":
        if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
            raise InputError(f"{param.name} is a whole number, not {text[:40]!r}.")
        return int(text)
    if param.kind == "day" and text and not _DAY.fullmatch(text):
        raise InputError(f"{param.name} is a day such as 2020-01-31 (or a month, or a year), not {text[:40]!r}.")
    return text


def page(query: Mapping[str, Any]) -> tuple[int, int]:
    """How many rows a query wants, and how many come before them."""
    limit = min(max(int(query.get("limit", 50)), 1), MOST_ROWS)
    return limit, _offset(query["after"]) if "after" in query else 0


def cursor(offset: int) -> str:
    """An opaque cursor."""
    return base64.urlsafe_b64encode(f"at {offset}".encode()).decode().rstrip("=")


def _offset(text: str) -> int:
    try:
        word, number = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii").split(" ")
    except (binascii.Error, ValueError) as error:
        raise InputError("The cursor `after` is none that a page before gave.") from error
    if word != "at" or not re.fullmatch(r"\d{1,9}", number, re.ASCII):
        raise InputError("The cursor `after` is none that a page before gave.")
    return int(number)
