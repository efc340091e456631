"""Lines of ``predicates.tsv``, read one by one; what is wrong with a line is told with its number and what to do."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from khabar.codebook.predicate import ACTOR, ANY, CLASSES, CONSTRUCTIONS, NONE, POS, PRESENT, SLOTS, Predicate
from khabar.codebook.types import Types

COLUMNS = (
    "lemma", "pos", "event", "mode", "register", "phase", "cameo", "actor", "recipient", "instrument", "subject",
    "object", "requires", "contexts", "prior", "origin",
)  # fmt: skip
REQUIRED = ("lemma", "pos", "event")
EMPTY = ("", "-")
CAMEO = re.compile(r"(0[1-9]|1[0-9]|20)[0-9]{0,2}")
LEMMA = re.compile(r"[\w'’.-]+( [\w'’.-]+)*")


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a codebook file: where, and what to do about it. ``line`` 0 is the file as a whole."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}: {self.message}" if self.line else f"{self.file}: {self.message}"


class LineError(ValueError):
    """A cell that cannot be used."""


def parse(file: str, text: str, types: Types) -> tuple[tuple[Predicate, ...], tuple[Problem, ...]]:
    """The usable lines of a table of predicates, in order, and the problems of the others."""
    rows = [line.rstrip("\r") for line in text.removeprefix("\ufeff").split("\n")]
    header = rows[0].split("\t")
    if problems := tuple(_header_problems(file, header)):
        return (), problems
    found: list[Predicate] = []
    wrong: list[Problem] = []
    earlier: dict[tuple[str, str], list[Predicate]] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not row.strip() or row.startswith("#"):
            continue
        try:
            line = _line(header, row, types)
            _refuse_unreachable(line, earlier.setdefault((line.lemma, line.pos), []))
            found.append(line)
        except LineError as error:
            wrong.append(Problem(file, number, str(error)))
    return tuple(found), tuple(wrong)


def _header_problems(file: str, header: Sequence[str]) -> Iterator[Problem]:
    for name in header:
        if name not in COLUMNS:
            yield Problem(file, 1, f"column {name!r} is unknown; known, separated by tabs, are {', '.join(COLUMNS)}")
    for name in REQUIRED:
        if name not in header:
            yield Problem(file, 1, f"column {name!r} is missing; only {', '.join(REQUIRED)} must be there")
    if len(set(header)) != len(header):
        yield Problem(file, 1, "a column stands twice in the header")


def _line(header: Sequence[str], row: str, types: Types) -> Predicate:
    cells = row.split("\t")
    if len(cells) != len(header):
        raise LineError(f"{len(cells)} cells under {len(header)} columns; write - in a cell that stays empty")
    if any(cell != cell.strip() for cell in cells):
        raise LineError("a cell begins or ends with a space; remove it")
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
        actor=_slots(filled, "actor"),
        recipient=_slots(filled, "recipient"),
        instrument=_slots(filled, "instrument"),
        subject=_classes(filled.get("subject", ANY)),
        object=_classes(filled.get("object", ANY), extra=(NONE,)),
        requires=_requires(filled.get("requires", "")),
        contexts=_contexts(filled, types, event, mode),
        prior=_prior(filled.get("prior", "0.5")),
        origin=filled.get("origin", "own"),
    )


# ------------------------------------------------------------------ cells


def _lemma(filled: Mapping[str, str]) -> str:
    lemma = filled.get("lemma", "")
    if not LEMMA.fullmatch(lemma) or lemma != lemma.lower():
        raise LineError(f"lemma {lemma!r} must be lower-case words with one space between them")
    return lemma


def _missing(column: str, known: Sequence[str]) -> str:
    raise LineError(f"{column} is empty; it is one of {', '.join(known)}")


def _one_of(filled: Mapping[str, str], column: str, known: Sequence[str]) -> str | None:
    value = filled.get(column)
    if value is not None and value not in known:
        raise LineError(f"{column} {value!r} is unknown; known are {', '.join(known)}")
    return value


def _event(filled: Mapping[str, str], types: Types) -> tuple[str | None, str | None]:
    event = _one_of(filled, "event", tuple(types.events))
    mode = filled.get("mode")
    if mode is not None and (event or "", mode) not in types.modes:
        allowed = [m.name for m in types.events[event].modes] if event else []
        raise LineError(f"mode {mode!r} is not one of {event or '-'}; its modes are {', '.join(allowed) or 'none'}")
    return event, mode


def _register(filled: Mapping[str, str], types: Types) -> tuple[str | None, str | None]:
    register = _one_of(filled, "register", tuple(types.registers))
    phase = filled.get("phase")
    if phase is not None and phase not in types.registers.get(register or "", ()):
        allowed = types.registers.get(register or "", ())
        raise LineError(
            f"phase {phase!r} is not one of {register or '-'}; its phases are {', '.join(allowed) or 'none'}"
        )
    return register, phase


def _cameo(filled: Mapping[str, str], types: Types, event: str | None, mode: str | None) -> str | None:
    """The line's CAMEO code, or else that of its mode or event."""
    given = filled.get("cameo")
    if given is not None and not CAMEO.fullmatch(given):
        raise LineError(f"cameo {given!r} is no CAMEO code; one has two to four digits and begins with 01 to 20")
    if given is not None or event is None:
        return given
    of_mode = types.modes[event, mode].cameo if mode else None
    return of_mode or types.events[event].cameo


def _slots(filled: Mapping[str, str], column: str) -> tuple[str, ...]:
    found = tuple(filled[column].split("|")) if column in filled else ()
    for slot in found:
        _known_slot(slot)
    if len(set(found)) != len(found):
        raise LineError(f"{column} names a slot twice")
    return found


def _known_slot(slot: str) -> None:
    if slot not in SLOTS:
        raise LineError(
            f"slot {slot!r} is unknown; a slot is one of {', '.join(CONSTRUCTIONS)}, a preposition, or object. with either"
        )


def _classes(cell: str, extra: Sequence[str] = ()) -> tuple[str, ...]:
    found = tuple(cell.split("|"))
    known = {*CLASSES, ACTOR, ANY, *extra}
    for name in found:
        if name not in known:
            raise LineError(f"class {name!r} is unknown; known are {', '.join(sorted(known))}")
    return () if ANY in found else found


def _requires(cell: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple(_requirement(part) for part in cell.split(";")) if cell else ()


def _requirement(part: str) -> tuple[str, tuple[str, ...]]:
    slot, equals, classes = part.partition("=")
    if not equals or not classes or ANY in classes.split("|"):
        raise LineError(f"requires holds {part!r}; write slot=class|class or slot=present, and ; between two")
    _known_slot(slot)
    return slot, _classes(classes, extra=(PRESENT,))


def _contexts(filled: Mapping[str, str], types: Types, event: str | None, mode: str | None) -> tuple[str, ...]:
    """The line's contexts with those that its mode brings."""
    given = filled["contexts"].split("|") if "contexts" in filled else []
    for name in given:
        if name not in types.contexts:
            raise LineError(f"context {name!r} is unknown; known are {', '.join(types.contexts)}")
    brought = types.modes[event, mode].contexts if event and mode else ()
    return tuple(sorted({*given, *brought}))


def _prior(cell: str) -> float:
    try:
        prior = float(cell)
    except ValueError:
        prior = -1.0
    if not 0.3 <= prior <= 0.99:
        raise LineError(f"prior {cell!r} must be a number from 0.3 to 0.99")
    return prior


def _refuse_unreachable(line: Predicate, earlier: list[Predicate]) -> None:
    for other in earlier:
        if not (other.subject or other.object or other.requires) or other.constraints == line.constraints:
            raise LineError(f"an earlier line of {line.lemma!r} ({line.pos}) fits first; set this line before it")
    earlier.append(line)
