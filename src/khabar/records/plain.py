"""Records as lists and plain values, and back: for what is kept in a file or sent to another process."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from functools import cache
from operator import attrgetter
from typing import Any

Codec = Callable[[Any], Any]


@cache
def encoder(annotation: Any) -> Codec:
    """What turns a value of a type into lists and plain values."""
    if typing.get_origin(annotation) is tuple:
        inner = encoder(typing.get_args(annotation)[0])
        return list if inner is _same else lambda value: [inner(item) for item in value]
    if not is_dataclass(annotation):
        return _same
    hints = typing.get_type_hints(annotation)
    names = [f.name for f in fields(annotation)]
    values = attrgetter(*names)
    nested = [(at, codec) for at, name in enumerate(names) if (codec := encoder(_required(hints[name]))) is not _same]

    def encode_record(record: Any) -> list[Any]:
        row = list(values(record))
        for at, codec in nested:
            row[at] = codec(row[at])
        return row

    return encode_record


@cache
def decoder(annotation: Any) -> Codec:
    """The inverse of :func:`encoder`."""
    if typing.get_origin(annotation) is tuple:
        inner = decoder(typing.get_args(annotation)[0])
        return tuple if inner is _same else lambda value: tuple(map(inner, value))
    if not is_dataclass(annotation):
        return _same
    hints = typing.get_type_hints(annotation)
    decoders = [decoder(_required(hints[f.name])) for f in fields(annotation)]
    nested = [(at, codec) for at, codec in enumerate(decoders) if codec is not _same]
    build = typing.cast(Callable[..., Any], annotation)

    def decode_record(row: list[Any]) -> Any:
        for at, codec in nested:
            row[at] = codec(row[at])
        return build(*row)

    return decode_record


def _same(value: Any) -> Any:
    return value


def _required(annotation: Any) -> Any:
    """A type without ``None``; the records have no optional nested record."""
    if typing.get_origin(annotation) in (types.UnionType, typing.Union):
        (inner,) = [one for one in typing.get_args(annotation) if one is not types.NoneType]
        return inner
    return annotation
