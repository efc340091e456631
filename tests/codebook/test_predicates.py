"""What the shipped predicates tell of: readable cases, and properties that every line has."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from khabar.codebook import Predicate, load_codebook
from khabar.codebook.predicate import NONE, PRESENT

CASES = Path(__file__).parents[1] / "cases" / "codebook.txt"
Fillers = Mapping[str, frozenset[str]]

# CAMEO's roots by PLOVER event, with the exceptions of its conversion table (embargo, occupation, repression, ...).
ROOTS = {
    "AGREE": "03 05", "CONSULT": "04", "SUPPORT": "05", "CONCEDE": "08 05", "COOPERATE": "06", "AID": "07 03 08",
    "RETREAT": "08", "REQUEST": "10 02", "ACCUSE": "09 11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14",
    "SANCTION": "16", "MOBILIZE": "15", "COERCE": "17 16 19", "ASSAULT": "18 19 20 17",
}  # fmt: skip


def cases() -> Iterator[tuple[str, str, str, str]]:
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            given, told = line.split(" => ")
            found = re.fullmatch(r"(.+?) (verb|noun|adj)((?: [\w.]+=[\w,]+)*)", given)
            assert found, line
            yield (*found.groups(), told)


def first_fit(lemma: str, pos: str, fillers: Fillers) -> Predicate | None:
    return next((line for line in load_codebook().predicates(lemma, pos) if fits(line, fillers)), None)


def fits(line: Predicate, fillers: Fillers) -> bool:
    """The rule of the codebook's format, word for word."""
    actor = filled(line.actor, fillers)
    affected = fillers.get("object") or filled((*line.instrument, *line.recipient), fillers)
    if line.subject and actor and not actor & set(line.subject):
        return False
    if NONE in line.object:
        return "object" not in fillers
    if line.object and not affected & set(line.object):
        return False
    return all(fillers.get(slot, frozenset()) & {*classes, *every(classes)} for slot, classes in line.requires)


def every(classes: tuple[str, ...]) -> frozenset[str]:
    return frozenset().union(*(c for _, c in SEEN)) if PRESENT in classes else frozenset()


def filled(slots: tuple[str, ...], fillers: Fillers) -> frozenset[str]:
    return next((fillers[slot] for slot in slots if slot in fillers), frozenset())


def told_of(line: Predicate | None, fillers: Fillers) -> str:
    if line is None:
        return "nothing"
    if line.stop:
        return "stop"
    facets = " ".join(value or "-" for value in (line.event, line.mode, line.register, line.phase))
    roles = {"actor": line.actor, "recipient": line.recipient, "instrument": line.instrument}
    first = {role: next((slot for slot in slots if slot in fillers), None) for role, slots in roles.items()}
    return " | ".join([facets, *(f"{role}: {slot}" for role, slot in first.items() if slot)])


def fillers_of(text: str) -> Fillers:
    pairs = (part.split("=") for part in text.split())
    given = {slot: frozenset(classes.split(",")) for slot, classes in pairs}
    actors = {"person", "armed", "organization", "government", "country", "people", "office"}
    return {slot: c | ({"actor"} if c & actors else set()) for slot, c in given.items()}


SEEN = [(slot, classes) for _, _, text, _ in cases() for slot, classes in fillers_of(text).items()]


@pytest.mark.parametrize(("lemma", "pos", "text", "told"), list(cases()))
def test_cases(lemma: str, pos: str, text: str, told: str) -> None:
    fillers = fillers_of(text)
    assert told_of(first_fit(lemma, pos, fillers), fillers) == told


def test_there_are_enough_lemmas() -> None:
    lines = load_codebook().lines
    assert len(lines) > 700
    assert len({line.lemma for line in lines}) > 500


def test_lines_that_tell_of_an_event_have_a_code_of_its_kind() -> None:
    for line in load_codebook().lines:
        if line.event in ROOTS:
            assert line.cameo, line
            assert line.cameo[:2] in ROOTS[line.event].split(), line


def test_stop_lines_say_no_more_than_stop() -> None:
    for line in load_codebook().lines:
        if line.stop:
            assert (line.mode, line.register, line.phase, line.cameo) == (None, None, None, None), line


def test_cooperation_that_needs_a_recipient_can_find_one() -> None:
    codebook = load_codebook()
    for line in codebook.lines:
        if line.event and codebook.events[line.event].recipient_required:
            assert line.recipient or "between" in line.actor, line


def test_nobody_is_both_actor_and_recipient() -> None:
    for line in load_codebook().lines:
        if line.actor and line.recipient:
            assert line.actor[0] != line.recipient[0], line


@pytest.mark.parametrize(
    "lemma", ["say", "tell", "report", "add", "explain", "state", "announce", "note", "describe", "write"]
)
def test_bare_speech_is_no_event(lemma: str) -> None:
    spoken = {"subject": frozenset({"person", "actor"}), "clause": frozenset[str]()}
    assert first_fit(lemma, "verb", spoken) is None


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("criticise", "criticize"),
        ("mobilise", "mobilize"),
        ("recognise", "recognize"),
        ("demobilisation", "demobilization"),
    ],
)
def test_both_spellings_tell_the_same(british: str, american: str) -> None:
    codebook = load_codebook()
    for pos in ("verb", "noun"):
        mine = [(line.event, line.mode, line.constraints) for line in codebook.predicates(british, pos)]
        theirs = [(line.event, line.mode, line.constraints) for line in codebook.predicates(american, pos)]
        assert mine == theirs
    assert codebook.predicates(british, "verb") or codebook.predicates(british, "noun")
