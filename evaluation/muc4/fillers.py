"""Who fills the roles of MUC-4's templates, read off a reading's claims.

MUC-4 asks for one sort of incident: violence by terrorists or a state against civilians and their property, not war
between armed forces. Its fillers are the reporter's words without article or title; its victims are the named ones.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evaluation.muc4.align import Entity, entity
from evaluation.muc4.phrases import PRONOUNS, agents, classes, generic, head, phrase, untitled

Row = Mapping[str, Any]
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
ARMED = frozenset({"armed", "militia", "military", "police"})
FORCES = frozenset({"MIL", "REB", "UAF"})
HUMAN = frozenset({"person", "people"})
THINGS = frozenset({"facility", "vehicle"})
CARRIERS = frozenset({"aircraft", "vehicle"})
WAR = frozenset(
    {"fight", "fighting", "combat", "offensive", "clash", "clashes", "battle", "war", "operation", "operations"}
)
Found = dict[str, dict[str, list[str]]]  # role, what is meant, its phrases


def fillers(reading: Row) -> dict[str, list[Entity]]:
    """Predicted entities of each role; an entity is given by one mention, the one most often used."""
    found: Found = {role: defaultdict(list) for role in ROLES}
    for claim in reading["claims"]:
        for role, meant, words in _of_claim(reading, claim):
            if len(words) > 1 and words not in PRONOUNS:
                found[role][meant].append(words)
    if not found["PerpOrg"] and any(_is_rebel(words) for words in found["PerpInd"]):
        for name, words in _rebel_organization(reading):
            found["PerpOrg"][name].append(words)
    return {role: [_shown(words) for words in found[role].values()] for role in ROLES}


def _is_rebel(noun: str) -> bool:
    return "militia" in classes(noun)


def _rebel_organization(reading: Row) -> list[tuple[str, str]]:
    """The armed organization that a report names most, if any: whom "the guerrillas" belong to."""
    named = [
        (m["entity"]["name"], _name(m["text"]))
        for m in reading["mentions"]
        if (m["entity"] or {}).get("sector") == "REB" and m["entity"]["name"] not in generic()
    ]
    return [most for most, _ in Counter(named).most_common(1)]


def _shown(words: list[str]) -> Entity:
    return entity([max(words, key=lambda w: (words.count(w), -words.index(w)))])


def _of_claim(reading: Row, claim: Row) -> Iterator[tuple[str, str, str]]:
    """(role, what is meant, words) for each filler that a claim gives."""
    parts: dict[str, list[Row]] = defaultdict(list)
    for part in claim["participants"]:
        if part["start"] is not None:
            parts[part["role"]].append(part)
    if claim["event"] == "RESPONSIBILITY":
        yield from (row for part in parts["actor"] for row in _organizations(reading, part))
    elif claim["event"] == "ASSAULT" and not _is_war(claim, parts):
        for part in parts["actor"]:
            yield from _perpetrator(reading, part)
        for part in parts["recipient"]:
            yield from _harmed(reading, part)
        yield from _weapons(reading, claim, parts["instrument"])


def _is_war(claim: Row, parts: Mapping[str, list[Row]]) -> bool:
    """Fighting between forces, or no deed at all."""
    if claim["realis"] in ("hypothetical", "generic") or set(claim["trigger"].lower().split()) & WAR:
        return True
    struck = parts["recipient"]
    return bool(struck) and all(_is_force(part) for part in struck)


def _is_force(part: Row) -> bool:
    return bool(classes(phrase(part["text"])) & ARMED) or (part["entity"] or {}).get("sector") in FORCES


def _perpetrator(reading: Row, part: Row) -> Iterator[tuple[str, str, str]]:
    words, meant = phrase(part["text"]), part["entity"] or {}
    if "weapon" in classes(words) or meant.get("kind") in ("country", "place"):
        return
    if meant.get("kind") == "person":
        yield "PerpInd", meant["name"], words
    elif _is_individual(words):
        yield "PerpInd", head(words), words
    yield from _organizations(reading, part)


def _is_individual(words: str) -> bool:
    """People, or those who bear arms; "the army" is an organization and "the soldiers" are individuals."""
    kinds, category = classes(words), agents().get(words) or agents().get(head(words))
    plural = words.split()[-1:] != [head(words)]
    return bool(kinds & HUMAN) or (bool(kinds & ARMED) and (plural or category in ("role", "group")))


def _organizations(reading: Row, part: Row) -> Iterator[tuple[str, str, str]]:
    """Organizations named in a phrase ("members of the FMLN"), or institutions that are one by their noun ("army")."""
    for mention in _inside(reading, part, ("organization", "group")):
        meant, words = mention["entity"] or {}, _name(mention["text"])
        if meant.get("kind") in ("organization", "group") and words not in PRONOUNS and _is_organization(meant, words):
            yield "PerpOrg", meant["name"], words


def _is_organization(meant: Row, words: str) -> bool:
    """A proper name, or an institution's noun; a government only by a noun, since its capital stands for it too often."""
    category, kinds = agents().get(head(words)), classes(words)
    if meant["name"] in generic() or meant.get("sector") in ("GOV", "MIL", "COP"):
        return category in ("institution", "organization") or "government" in kinds
    return category not in ("role", "people") and not kinds & HUMAN


def _name(text: str) -> str:
    """A name without a role at its end: "FMLN" of "FMLN rebels"."""
    words = phrase(text).split()
    while len(words) > 1 and (agents().get(head(words[-1])) in ("role", "people") or classes(words[-1]) & HUMAN):
        words.pop()
    return " ".join(words)


def _harmed(reading: Row, part: Row) -> Iterator[tuple[str, str, str]]:
    words, meant = phrase(part["text"]), part["entity"] or {}
    if classes(words) & THINGS:
        yield "Target", head(words), words
    elif classes(words) & HUMAN or meant.get("kind") == "person":
        for mention in _inside(reading, part, ("person",)):
            name = _fullest(reading, (mention["entity"] or {}).get("name") or "")
            if (mention["entity"] or {}).get("kind") == "person" and not classes(name) & HUMAN:
                yield "Victim", name, name


def _fullest(reading: Row, name: str) -> str:
    """A person's longest name in the report that ends or begins with the name given."""
    wanted = untitled(name)
    names = {untitled(m["text"]) for m in reading["mentions"] if m["kind"] == "person"}
    fuller = [n for n in names if n.endswith(f" {wanted}") or n.startswith(f"{wanted} ")]
    return max(sorted(fuller), key=len, default=wanted)


def _weapons(reading: Row, claim: Row, instruments: Iterable[Row]) -> Iterator[tuple[str, str, str]]:
    """Instruments, and weapons named in the claim's sentence, without what only carries them."""
    sentence = next(s for s in reading["sentences"] if s["start"] <= claim["start"] < s["end"])
    for row in [*instruments, *_inside(reading, sentence, ("weapon",))]:
        words = phrase(row["text"])
        if not classes(words) & CARRIERS and head(words) not in ("weapon", "arm", "arms"):
            yield "Weapon", head(words), words


def _inside(reading: Row, span: Row, kinds: tuple[str, ...]) -> list[Row]:
    return [
        m for m in reading["mentions"] if m["kind"] in kinds and span["start"] <= m["start"] and m["end"] <= span["end"]
    ]
