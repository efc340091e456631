"""Who was harmed: age, sex and status of the people that a deed is done to, as far as the words tell.

Ages are years as digits ("12", "10-14", "under 18") or one of ``AGES``; statuses are those of the tables.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from khabar import vocab
from khabar.claims.classes import ANYBODY, classes_of, partitive_nouns
from khabar.claims.measures import look_up, statuses
from khabar.claims.numberwords import value_of, values
from khabar.claims.tree import Tree

AGES = ("child", "adult", "elderly")
HARMFUL = ("ASSAULT", "COERCE", "SANCTION")
PEOPLE = ANYBODY - {"organization", "government"}
COUNT = r"(\d{1,3}|[a-z]{3,9}(?:-[a-z]{3,5})?)"
YEARS_OLD = re.compile(rf"\b{COUNT}[- ]years?[- ]old\b", re.IGNORECASE)
AGED = re.compile(
    rf"[ ,(]{{0,2}}(?:aged?|ages|of)\s+(under\s+)?(?:between\s+)?{COUNT}(?:\s*(?:-|–|to|and)\s*{COUNT})?\b",
    re.IGNORECASE,
)
IN_APPOSITION = re.compile(r", (\d{1,3})(?=[,.;)])|\s?\((\d{1,3})\)")
OLDEST = 120


@cache
def described(column: str) -> dict[str, str]:
    """The age or sex of those whom a word names, from ``vocab/victims.tsv``."""
    return {row["word"]: row[column] for row in vocab.load("victims") if row[column] != "-"}


def is_people(tree: Tree, head: int) -> bool:
    """Whether a phrase speaks of persons, one or many, and not of a body that they make up."""
    return bool(classes_of(tree, head) & PEOPLE) or look_up(tree, head, statuses()) is not None


def age_of(tree: Tree, head: int, start: int, end: int, text: str) -> str | None:
    """The age of those a phrase names, by its words and those right after it."""
    phrase = text[start:end]
    if (match := YEARS_OLD.search(phrase)) and (years := _years(match[1])):
        return years
    if match := AGED.match(text, end) or AGED.search(phrase, tree.words[head].end - start):
        spans = [y for y in (_years(match[2]), _years(match[3])) if y]
        if spans:
            return ("under " if match[1] else "") + "-".join(spans)
    if tree.words[head].upos == "PROPN" and (match := IN_APPOSITION.match(text, end)):
        return _years(match[1] or match[2])
    return _agreed(tree, head, "age")


def sex_of(tree: Tree, head: int) -> str | None:
    """The sex of those a phrase names, where a word says so."""
    return _agreed(tree, head, "sex")


def status_of(tree: Tree, head: int, own_word: bool) -> str:
    """Civilian or combatant by the noun and its modifiers, else unknown.

    ``own_word`` tells that only those who did the deed say whom they did it to: then combatants are contested.
    """
    found = set(_found(tree, (head, *_modifying(tree, head)), statuses()))
    status = found.pop() if len(found) == 1 else "unknown"
    return "contested" if own_word and status == "combatant" else status


def _agreed(tree: Tree, head: int, column: str) -> str | None:
    """What the modifiers say where they agree ("elderly men", "dozens of women"), else what the noun says."""
    found = set(_found(tree, _modifying(tree, head), described(column)))
    return found.pop() if len(found) == 1 else look_up(tree, head, described(column))


def _found(tree: Tree, words: Iterable[int], table: Mapping[str, str]) -> Iterator[str]:
    return (value for word in words if (value := look_up(tree, word, table)) is not None)


def _modifying(tree: Tree, head: int) -> tuple[int, ...]:
    """The modifiers of a noun, and what it counts: "dozens of women"."""
    counts = tree.words[head].upos == "NUM" or tree.base(head) in partitive_nouns()
    counted = (c for c in tree.under(head, "nmod") if counts and tree.case(c) == "of")
    return (*tree.under(head, "amod", "compound"), *counted)


def _years(words: str | None) -> str | None:
    """A number of years in digits or words, or None for what is none."""
    known = words and (words.isdigit() or all(w in values("unit", "ten") for w in words.lower().split("-")))
    value = value_of(words) if words and known else None
    return f"{value:.0f}" if value is not None and value <= OLDEST else None
