"""The types of the codebook: events with their modes, contexts, registers with their phases; read from a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from khabar import terms
from khabar.frozen import record


@record(frozen=True, slots=True)
class Mode:
    """A manner of an event. ``score`` is PLOVER's, -10 (conflict) to +10 (cooperation), or None where it gives none."""

    event: str
    name: str
    gloss: str = ""
    score: float | None = None
    cameo: str | None = None
    contexts: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class EventType:
    """A kind of deed, state or statement. ``quad`` and ``score`` are None for types outside PLOVER's scale."""

    name: str
    gloss: str
    quad: int | None = None
    score: float | None = None
    recipient_required: bool = False
    cameo: str | None = None
    origin: str = ""
    modes: tuple[Mode, ...] = ()


@record(frozen=True, slots=True)
class Context:
    """A field of affairs, with nouns that show it."""

    name: str
    gloss: str
    triggers: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class Types:
    """All types of a codebook by name, modes by event and name; ``registers`` tells which phases a register allows."""

    name: str
    version: str
    licence: str
    origin: str
    events: Mapping[str, EventType]
    modes: Mapping[tuple[str, str], Mode]
    contexts: Mapping[str, Context]
    registers: Mapping[str, tuple[str, ...]]

    def with_more(self, other: Types) -> Types:
        """These types with another file's added; the other's win where both have a name."""
        return Types(
            self.name,
            self.version,
            self.licence,
            self.origin,
            MappingProxyType({**self.events, **other.events}),
            MappingProxyType({**self.modes, **other.modes}),
            MappingProxyType({**self.contexts, **other.contexts}),
            MappingProxyType({**self.registers, **other.registers}),
        )


def parse(text: str) -> Types:
    """The types that a TOML text declares. Raises ValueError, with a sentence on what to mend, for any other text."""
    data = tomllib.loads(text)
    origin = str(data.get("origin", "own"))
    registers = {name: tuple(row.get("phases", ())) for name, row in _table(data, "registers").items()}
    _refuse(set(registers) - set(terms.REGISTERS), "registers", terms.REGISTERS)
    _refuse({p for phases in registers.values() for p in phases} - set(terms.PHASES), "phases", terms.PHASES)
    events = {name: _event(name, row, origin) for name, row in _table(data, "events").items()}
    return Types(
        str(data.get("name", "")),
        str(data.get("version", "")),
        str(data.get("licence", "")),
        origin,
        MappingProxyType(events),
        MappingProxyType({(event.name, mode.name): mode for event in events.values() for mode in event.modes}),
        MappingProxyType({name: _context(name, row) for name, row in _table(data, "contexts").items()}),
        MappingProxyType(registers),
    )


def _table(data: Mapping[str, Any], key: str) -> Mapping[str, Mapping[str, Any]]:
    table = data.get(key, {})
    if not isinstance(table, dict) or not all(isinstance(row, dict) for row in table.values()):
        raise ValueError(f"[{key}] must hold one table for each name")
    return table


def _refuse(unknown: set[str], what: str, known: tuple[str, ...]) -> None:
    if unknown:
        raise ValueError(f"{what} unknown: {', '.join(sorted(unknown))}; known are {', '.join(known)}")


def _event(name: str, row: Mapping[str, Any], origin: str) -> EventType:
    quad = row.get("quad")
    if quad not in (None, 1, 2, 3, 4):
        raise ValueError(f"event {name} has quad {quad!r}; a quad is 1, 2, 3 or 4")
    return EventType(
        name,
        _gloss("event", name, row),
        quad,
        _score(name, row),
        bool(row.get("recipient_required", False)),
        row.get("cameo"),
        str(row.get("origin", origin)),
        tuple(_mode(name, mode, part) for mode, part in _table(row, "modes").items()),
    )


def _mode(event: str, name: str, row: Mapping[str, Any]) -> Mode:
    gloss = _gloss("mode", f"{event} {name}", row)
    return Mode(event, name, gloss, _score(f"{event} {name}", row), row.get("cameo"), tuple(row.get("contexts", ())))


def _context(name: str, row: Mapping[str, Any]) -> Context:
    return Context(name, _gloss("context", name, row), tuple(row.get("triggers", ())))


def _gloss(kind: str, name: str, row: Mapping[str, Any]) -> str:
    if not row.get("gloss"):
        raise ValueError(f"{kind} {name} needs a gloss: one sentence that says what belongs to it")
    return str(row["gloss"])


def _score(name: str, row: Mapping[str, Any]) -> float | None:
    score = row.get("score")
    if score is None:
        return None
    if not isinstance(score, int | float) or not -10 <= score <= 10:
        raise ValueError(f"{name} has score {score!r}; a score lies between -10 and 10")
    return float(score)
