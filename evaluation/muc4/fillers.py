"""Who fills the roles of MUC-4's templates, read off a reading's claims.

MUC-4 asks for one sort of incident: violence by terrorists or a state against civilians and their property, not war
between armed forces. Its fillers are the reporter's words without article or title; its victims are the named ones.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.muc4.align import Entity, entity
from evaluation.muc4.harmed import harmed, weapons
from evaluation.muc4.perpetrators import Filler, claimant, is_rebel, perpetrator, rebel_organization
from evaluation.muc4.phrases import ARMED, PRONOUNS, classes, phrase
from evaluation.muc4.within import sentence_of

Row = Mapping[str, Any]
ROLES = ("PerpInd", "PerpOrg", "Target", "Victim", "Weapon")
FORCES = frozenset({"MIL", "REB", "UAF"})
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
    if not found["PerpOrg"] and any(is_rebel(words) for words in found["PerpInd"]):
        for name, words in rebel_organization(reading):
            found["PerpOrg"][name].append(words)
    return {role: [_shown(words) for words in found[role].values()] for role in ROLES}


def _shown(words: list[str]) -> Entity:
    return entity([max(words, key=lambda w: (words.count(w), -words.index(w)))])


def _of_claim(reading: Row, claim: Row) -> Iterator[Filler]:
    """(role, what is meant, words) for each filler that a claim gives."""
    parts: dict[str, list[Row]] = defaultdict(list)
    for part in claim["participants"]:
        if part["start"] is not None:
            parts[part["role"]].append(part)
    if claim["event"] == "RESPONSIBILITY":
        yield from (row for part in parts["actor"] for row in claimant(reading, part))
    elif claim["event"] == "ACCUSE" and _unsolved(reading, claim):
        yield from (row for part in parts["recipient"] for row in perpetrator(reading, part))
    elif claim["event"] == "ASSAULT" and not _is_war(claim, parts):
        for part in parts["actor"]:
            yield from perpetrator(reading, part)
        for part in parts["recipient"]:
            yield from harmed(reading, part, parts["recipient"])
        yield from weapons(reading, claim, parts["instrument"])


def _unsolved(reading: Row, claim: Row) -> bool:
    """Whether the sentence of an accusation tells of violence by nobody named: those accused of it fill its role."""
    sentence = sentence_of(reading, claim)
    deeds = [c for c in reading["claims"] if c["event"] == "ASSAULT" and sentence_of(reading, c) is sentence]
    return any(all(p["start"] is None for p in c["participants"] if p["role"] == "actor") for c in deeds)


def _is_war(claim: Row, parts: Mapping[str, list[Row]]) -> bool:
    """Fighting between forces, or no deed at all."""
    if claim["realis"] in ("hypothetical", "generic") or set(claim["trigger"].lower().split()) & WAR:
        return True
    struck = parts["recipient"]
    return bool(struck) and all(_is_force(part) for part in struck)


def _is_force(part: Row) -> bool:
    return bool(classes(phrase(part["text"])) & ARMED) or (part["entity"] or {}).get("sector") in FORCES
