"""To whom and what it was done, and with what: named victims, civilian property, weapons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from evaluation.muc4.phrases import HUMAN, classes, head, is_of_forces, phrase, uncounted, untitled
from evaluation.muc4.within import inside, sentence_of

Row = Mapping[str, Any]
Filler = tuple[str, str, str]  # role, what is meant, its words
THINGS = frozenset({"facility", "vehicle"})
OWNED = ("of", "owned by", "belonging to")
CARRIERS = frozenset({"aircraft", "vehicle"})


def harmed(reading: Row, part: Row, beside: Iterable[Row]) -> Iterator[Filler]:
    """Property that a claim's recipient is, or the persons whom it names; ``beside`` are all the claim's recipients."""
    words, meant = phrase(part["text"]), part["entity"] or {}
    if classes(words) & THINGS:
        owned = uncounted(phrase(_with_owner(reading, part, beside)))
        if not is_of_forces(owned):
            yield "Target", owned, owned
    elif (classes(words) & HUMAN or meant.get("kind") == "person") and not _only_owns(reading, part, beside):
        for mention in inside(reading, part, ("person",)):
            name = _fullest(reading, (mention["entity"] or {}).get("name") or "")
            if (mention["entity"] or {}).get("kind") == "person" and not classes(name) & HUMAN:
                yield "Victim", name, name


def _with_owner(reading: Row, thing: Row, beside: Iterable[Row]) -> str:
    """A thing's words with its owner's, whom a claim lists apart: "the mayor's office", "offices of the company"."""
    text, start, end = reading["report"]["text"], thing["start"], thing["end"]
    for owner in beside:
        if owner["end"] <= start and text[owner["end"] : start].strip().lower() in ("'s", "'"):
            start = owner["start"]
        if owner["start"] >= end and text[end : owner["start"]].strip().lower() == "of":
            end = owner["end"]
    words: str = text[start:end]
    return words


def _only_owns(reading: Row, person: Row, beside: Iterable[Row]) -> bool:
    """Whether a claim lists a person only since a thing beside was theirs: "burned a shop owned by Salim Hadi"."""
    text = reading["report"]["text"]
    things = (row for row in beside if row["end"] <= person["start"] and classes(phrase(row["text"])) & THINGS)
    return any(text[thing["end"] : person["start"]].strip().lower() in OWNED for thing in things)


def _fullest(reading: Row, name: str) -> str:
    """A person's longest name in the report that ends or begins with the name given."""
    wanted = untitled(name)
    names = {untitled(m["text"]) for m in reading["mentions"] if m["kind"] == "person"}
    fuller = [n for n in names if n.endswith(f" {wanted}") or n.startswith(f"{wanted} ")]
    return max(sorted(fuller), key=len, default=wanted)


def weapons(reading: Row, claim: Row, instruments: Iterable[Row]) -> Iterator[Filler]:
    """Instruments that are weapons, and weapons named in the claim's sentence, without what only carries them."""
    for row in [*instruments, *inside(reading, sentence_of(reading, claim), ("weapon",))]:
        words = uncounted(phrase(row["text"]))
        if _is_weapon(words) and head(words) not in ("weapon", "arm", "arms"):
            yield "Weapon", head(words), words


def _is_weapon(words: str) -> bool:
    return "weapon" in classes(words) and not classes(words) & CARRIERS
