"""Capitalised words in the position of a place that the model left unmarked and the gazetteer knows."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.folding import fold_name
from khabar.records import Parse
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.places.lookup import points
from khabar.resolve.spans import Found
from khabar.resolve.tables import listed
from khabar.resolve.tokens import stands_for_place

LEAST_POPULATION = 5000


def unmarked_places(parse: Parse, found: Sequence[Found], known: Knowledge) -> list[Found]:
    """Runs of proper nouns that stand where places stand, not yet found, and that name a town of some size."""
    taken = {i for f in found for i in range(f.first, f.last + 1)}
    spans = []
    for i in range(len(parse.words)):
        if i in taken or not _is_part(parse, i) or not _stands_as_place(parse, i, found):
            continue
        last = _run(parse, i, taken)
        if last >= i and (span := _place(parse, i, last, known)) is not None:
            spans.append(span)
            taken.update(range(i, last + 1))
    return spans


def _stands_as_place(parse: Parse, i: int, found: Sequence[Found]) -> bool:
    """Whether a word stands where a place stands, or goes on a list of places ("between Gao and Kidal")."""
    head = parse.words[i].head if parse.words[i].deprel == "conj" else -1
    beside = any(f.kind == "place" and f.first <= head <= f.last for f in found)
    return beside or _follows_preposition(parse, i) or stands_for_place(parse, i)


def _follows_preposition(parse: Parse, i: int) -> bool:
    before = parse.words[i - 1] if i else None
    return before is not None and before.upos == "ADP" and before.text.lower() in listed("preposition")


def _run(parse: Parse, first: int, taken: set[int]) -> int:
    """The last word of a run of proper nouns, or the one before ``first`` where there is none."""
    at = first
    while at < len(parse.words) and at not in taken and _is_part(parse, at):
        at += 1
    while at > first and parse.words[at - 1].upos == "PUNCT":
        at -= 1
    return at - 1


def _is_part(parse: Parse, at: int) -> bool:
    word = parse.words[at]
    if fold_name(word.text) in listed("not_place"):
        return False
    return (word.upos == "PROPN" and word.text[:1].isupper()) or word.text == "-" or word.text.lower() in ("al", "el")


def _place(parse: Parse, first: int, last: int, known: Knowledge) -> Found | None:
    words = parse.words
    end = words[last].end
    name = "".join(w.text + (" " if w.end < words[i + 1].start else "") for i, w in enumerate(words[first:last], first))
    name += words[last].text
    entries = points(name, known)
    if not entries or entries[0].population < LEAST_POPULATION:
        return None
    return Found(words[first].start, end, first, last, "place", "capitalised where a place stands")
