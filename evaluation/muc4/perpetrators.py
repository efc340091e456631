"""Who did it: individuals, organizations, those who claim it and those accused of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.muc4.phrases import ARMED, HUMAN, PRONOUNS, agents, classes, head, is_described, phrase
from evaluation.muc4.within import inside

Row = Mapping[str, Any]
Filler = tuple[str, str, str]  # role, what is meant, its words


def claimant(reading: Row, part: Row) -> Iterator[Filler]:
    """Who claims responsibility is an organization, known or not, unless a person does."""
    found = list(_organizations(reading, part))
    words, meant = phrase(part["text"]), part["entity"] or {}
    if not found and not is_described(words) and meant.get("kind") not in ("person", "country", "place"):
        found = [("PerpOrg", meant.get("name") or words, words)]
    yield from found


def perpetrator(reading: Row, part: Row) -> Iterator[Filler]:
    """The individual that a participant is, and the organizations that its words name."""
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
    return bool(kinds & HUMAN) or category == "role" or (bool(kinds & ARMED) and (plural or category == "group"))


def _organizations(reading: Row, part: Row) -> Iterator[Filler]:
    """Organizations named in a phrase ("members of the FMLN"), or institutions that are one by their noun ("army")."""
    for mention in inside(reading, part, ("organization", "group")):
        meant, words = mention["entity"] or {}, _name(mention["text"])
        if meant.get("kind") not in ("organization", "group") or words in PRONOUNS:
            continue
        if is_described(meant["name"]) or meant.get("sector") in ("GOV", "MIL", "COP"):
            if _is_institution(words):
                yield "PerpOrg", meant["name"], words
        elif named := (words if not is_described(words) else _name_of(reading, meant["name"])):
            yield "PerpOrg", meant["name"], named


def _is_institution(words: str) -> bool:
    """An army or ministry; a government only by a noun, since its capital stands for it too often."""
    category = agents().get(words) or agents().get(head(words))
    return category in ("institution", "organization") or "government" in classes(words)


def _name_of(reading: Row, entity_name: str) -> str | None:
    """The name most used for what "the group" stands for."""
    names = [_name(m["text"]) for m in reading["mentions"] if (m["entity"] or {}).get("name") == entity_name]
    return max((n for n in names if not is_described(n)), key=names.count, default=None)


def _name(text: str) -> str:
    """A name without what its members are called: "FMLN" of "FMLN rebels"."""
    words = phrase(text).split()
    while (
        len(words) > 1
        and is_described(words[-1])
        and words[-1] != head(words[-1])
        and not _is_institution(" ".join(words))
    ):
        words.pop()
    return " ".join(words)


def rebel_organization(reading: Row) -> list[tuple[str, str]]:
    """The armed organization that a report names most, if any: whom "the guerrillas" belong to."""
    named = [
        (m["entity"]["name"], _name(m["text"]))
        for m in reading["mentions"]
        if (m["entity"] or {}).get("sector") == "REB" and not is_described(m["entity"]["name"])
    ]
    return [most for most, _ in Counter(named).most_common(1)]


def is_rebel(noun: str) -> bool:
    """Whether a noun means those of an armed group."""
    return "militia" in classes(noun)
