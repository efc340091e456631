"""The cells of one line of ``predicates.tsv``, made into a predicate or refused with advice."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from difflib import get_close_matches
from functools import cache

from khabar.codebook.predicate import (
    ACTOR,
    ANY,
    CLASSES,
    CONSTRUCTIONS,
    NONE,
    POS,
    PRESENT,
    SLOTS,
    STATEMENT,
    Predicate,
)
from khabar.codebook.types import Types

EMPTY = ("", "-")
CAMEO = re.compile(r"(0[1-9]|1[0-9]|20)[0-9]{0,2}")
LEMMA = re.compile(r"[\w'’.-]+( [\w'’.-]+)*")


class LineError(ValueError):
    """A cell that cannot be used; ``column`` names it, or is empty where the line as a whole is wrong."""

    def __init__(self, column: str, message: str) -> None:
        super().__init__(message)
        self.column = column


def predicate(header: Sequence[str], row: str, types: Types) -> Predicate:
    """The predicate that a line tells of. Raises LineError where a cell cannot be used."""
    cells = row.split("\t")
    if len(cells) != len(header):
        raise LineError("", f"{len(cells)} cells under {len(header)} columns; write - in a cell that stays empty")
    if list(map(str.strip, cells)) != cells:
        name = next(name for name, cell in zip(header, cells, strict=True) if cell != cell.strip())
        raise LineError(name, "the cell begins or ends with a space; remove it")
    filled = {name: cell for name, cell in zip(header, cells, strict=True) if cell not in EMPTY}
    event, mode = _event(filled, types)
    register, phase = _register(filled, types)
    return Predicate(
        lemma=_lemma(filled),
        pos=_one_of(filled, "pos", POS) or _missing("pos", POS),
        event=event,
        mode=mode,
        register=register,
        phase=phase,
        cameo=_cameo(filled, types, event, mode),
        actor=_slots("actor", filled.get("actor")),
        recipient=_slots("recipient", filled.get("recipient")),
        instrument=_slots("instrument", filled.get("instrument")),
        subject=_classes("subject", filled.get("subject", ANY)),
        object=_classes("object", filled.get("object", ANY), extra=(NONE,)),
        requires=_requires(filled.get("requires", "")),
        contexts=_contexts(filled, types, event, mode),
        prior=_prior(filled.get("prior", "0.5")),
        origin=filled.get("origin", "own"),
        held=filled.get("event") == STATEMENT,
    )


def _lemma(filled: Mapping[str, str]) -> str:
    lemma = filled.get("lemma", "")
    if not LEMMA.fullmatch(lemma) or lemma != lemma.lower():
        raise LineError("lemma", f"{lemma!r} must be lower-case words with one space between them")
    return lemma


def _missing(column: str, known: Sequence[str]) -> str:
    raise LineError(column, f"it is empty; write one of {', '.join(known)}")


def _one_of(filled: Mapping[str, str], column: str, known: Collection[str]) -> str | None:
    value = filled.get(column)
    if value is not None and value not in known:
        raise LineError(column, unknown(value, tuple(known)))
    return value


def _event(filled: Mapping[str, str], types: Types) -> tuple[str | None, str | None]:
    event = filled.get("event")
    if event is not None and event != STATEMENT and event not in types.events:
        raise LineError("event", unknown(event, (*types.events, STATEMENT)))
    event = None if event == STATEMENT else event
    mode = filled.get("mode")
    if mode is not None and (event or "", mode) not in types.modes:
        allowed = [m.name for m in types.events[event].modes] if event else []
        raise LineError("mode", f"{mode!r} is not one of {event or '-'}; its modes are {', '.join(allowed) or 'none'}")
    return event, mode


def _register(filled: Mapping[str, str], types: Types) -> tuple[str | None, str | None]:
    register = _one_of(filled, "register", types.registers)
    phase = filled.get("phase")
    if phase is not None and phase not in types.registers.get(register or "", ()):
        allowed = types.registers.get(register or "", ())
        raise LineError(
            "phase", f"{phase!r} is not one of {register or '-'}; its phases are {', '.join(allowed) or 'none'}"
        )
    return register, phase


def _cameo(filled: Mapping[str, str], types: Types, event: str | None, mode: str | None) -> str | None:
    """The line's CAMEO code, or else that of its mode or event."""
    given = filled.get("cameo")
    if given is not None and not CAMEO.fullmatch(given):
        raise LineError("cameo", f"{given!r} is no CAMEO code; one has two to four digits and begins with 01 to 20")
    if given is not None or event is None:
        return given
    of_mode = types.modes[event, mode].cameo if mode else None
    return of_mode or types.events[event].cameo


# The same few cells stand in thousands of lines, and the codebook is read at every start.
@cache
def _slots(column: str, cell: str | None) -> tuple[str, ...]:
    found = tuple(cell.split("|")) if cell is not None else ()
    for slot in found:
        _known_slot(column, slot)
    if len(set(found)) != len(found):
        raise LineError(column, "a slot stands twice")
    return found


def _known_slot(column: str, slot: str) -> None:
    if slot not in SLOTS:
        near = _nearest(slot, sorted(SLOTS))
        raise LineError(
            column,
            f"slot {slot!r} is unknown{near}; a slot is one of {', '.join(CONSTRUCTIONS)}, a preposition, or object. with one",
        )


@cache
def _classes(column: str, cell: str, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    found = tuple(cell.split("|"))
    for name in found:
        if name not in CLASSES and name not in (ACTOR, ANY, *extra):
            raise LineError(column, f"class {unknown(name, sorted({*CLASSES, ACTOR, ANY, *extra}))}")
    return () if ANY in found else found


def unknown(name: str, known: Sequence[str]) -> str:
    """The words that refuse a name: what it may have been meant for, and which are known."""
    return f"{name!r} is unknown{_nearest(name, known)}; known are {', '.join(known)}"


def _nearest(name: str, known: Sequence[str]) -> str:
    found = get_close_matches(name, known, n=1, cutoff=0.75)
    return f" (did you mean {found[0]!r}?)" if found else ""


@cache
def _requires(cell: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(_requirement(part) for part in cell.split(";")) if cell else ()


def _requirement(part: str) -> tuple[str, tuple[str, ...]]:
    slot, equals, classes = part.partition("=")
    if not equals or not classes or ANY in classes.split("|"):
        raise LineError(
            "requires", f"{part!r} cannot be read; write slot=class|class or slot=present, and ; between two"
        )
    _known_slot("requires", slot)
    return slot, _classes("requires", classes, extra=(PRESENT,))


def _contexts(filled: Mapping[str, str], types: Types, event: str | None, mode: str | None) -> tuple[str, ...]:
    """The line's contexts with those that its mode brings."""
    given = filled["contexts"].split("|") if "contexts" in filled else []
    for name in given:
        if name not in types.contexts:
            raise LineError("contexts", unknown(name, tuple(types.contexts)))
    brought = types.modes[event, mode].contexts if event and mode else ()
    return tuple(sorted({*given, *brought}))


@cache
def _prior(cell: str) -> float:
    try:
        prior = float(cell)
    except ValueError:
        prior = -1.0
    if not 0.3 <= prior <= 0.99:
        raise LineError("prior", f"{cell!r} must be a number from 0.3 to 0.99")
    return prior
