"""Rows of tables as records again."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def record(kind: type[T], row: Mapping[str, Any]) -> T:
    """A record of a row whose lists and nested rows are those that a table gives."""
    hints: tuple[tuple[str, Any], ...] = _hints(kind)  # type: ignore[arg-type]
    return kind(**{name: _value(hint, row[name]) for name, hint in hints})


def _value(hint: Any, value: Any) -> Any:
    if typing.get_origin(hint) is tuple:
        inner = typing.get_args(hint)[0]
        return tuple(_value(inner, one) for one in value or ())
    if is_dataclass(hint) and isinstance(hint, type) and isinstance(value, Mapping):
        return record(hint, value)
    return value


@cache
def _hints(kind: type[Any]) -> tuple[tuple[str, Any], ...]:
    hints = typing.get_type_hints(kind)
    return tuple((field.name, _required(hints[field.name])) for field in fields(kind))


def _required(hint: Any) -> Any:
    if typing.get_origin(hint) in (types.UnionType, typing.Union):
        return next(one for one in typing.get_args(hint) if one is not types.NoneType)
    return hint
