"""Places named after a town or land: "Baghdad airport", "the Jenin refugee camp", "Mosul dam"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.folding import fold_name
from khabar.records import Parse, Word
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.places.lookup import points
from khabar.resolve.spans import Found
from khabar.resolve.tokens import printed

NOUNS = ("NOUN", "PROPN", "ADJ")
LONGEST = 4
# How many words of a name the model may have missed, and what is no part of one.
MISSED = 4
MISSED_BEFORE = 2
STOPS = frozenset(",;:()\"'“”’")


def with_facility(found: Found, parse: Parse, known: Knowledge) -> Found:
    """The name of a place with the facility that follows it, so that its airport is not taken for the town."""
    if found.kind != "place" or any(s.kind == "country" for s in found.senses):
        return found
    after = parse.words[found.last + 1 : found.last + 1 + LONGEST]
    size = facility_at([fold_name(w.text) for w in after], known)[0]
    if not size or any(w.upos not in NOUNS for w in after[:size]) or known.agents.get(fold_name(after[size - 1].text)):
        return found
    last = found.last + size
    return replace(found, end=parse.words[last].end, last=last, senses=())


def whole_place(found: Found, parse: Parse, known: Knowledge) -> Found:
    """A name of which the model marked but a part ("Deir" of "Deir az Zawr"), where the gazetteer knows it whole."""
    if found.kind != "place" or found.senses:
        return found
    words = parse.words
    for first in range(max(0, found.first - MISSED_BEFORE), found.first + 1):
        if not words[first].text[:1].isupper() or any(not _goes_on(w) for w in words[first : found.first]):
            continue
        for last in range(min(len(words) - 1, found.last + MISSED), found.last - 1, -1):
            more = words[found.last + 1 : last + 1]
            if (first, last) == (found.first, found.last):
                return found
            if _ends_name(more) and points(printed(parse, first, last), known):
                return replace(found, start=words[first].start, end=words[last].end, first=first, last=last)
    return found


def _ends_name(more: Sequence[Word]) -> bool:
    """Whether words after a name may be the rest of it."""
    if not more:
        return True
    whole = more[-1].text[-1:].isalpha() and (more[-1].text[:1].isupper() or "-" in more[-1].text)
    return whole and all(_goes_on(w) for w in more)


def _goes_on(word: Word) -> bool:
    return word.upos in ("PROPN", "ADJ", "X", "NOUN", "PUNCT") and word.text not in STOPS


def facility_at(words: Sequence[str], known: Knowledge) -> tuple[int, str]:
    """How many of the folded words that follow name a facility, and how precise a place named by it is; 0 for none."""
    if not words or not words[0]:
        return 0, ""
    return next(((size, precisions[0]) for size, precisions in known.facilities.at(words, 0)), (0, ""))


def facility_of(name: str, known: Knowledge) -> tuple[str, str]:
    """What is left of a name without the facility at its end, and how precise that leaves it; unchanged where none ends it."""
    words = name.split()
    folded = [fold_name(w) for w in words]
    for first in range(1, len(words)):
        size, precision = facility_at(folded[first:], known)
        if size and first + size == len(words):
            return " ".join(words[:first]).removesuffix("'s").removesuffix("’s"), precision
    return name, ""
