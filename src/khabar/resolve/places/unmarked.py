"""Proper nouns in the position of a place that the model left unmarked and the gazetteer knows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.folding import fold_name
from khabar.records import Parse, Word
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.places.lookup import points
from khabar.resolve.spans import Found, words_of
from khabar.resolve.tables import listed
from khabar.resolve.tokens import Tokens, is_inside, printed, stands_for_place

LEAST_POPULATION = 5000
# What the model takes a town for whose name is an English word as well ("in Hit").
COMMON = ("NOUN", "VERB", "ADJ", "ADV", "X", "INTJ")
# With what names of Arabic begin.
ARTICLES = ("al", "el")
# With what names may begin in small letters.
BEGINNING = frozenset({"-", *ARTICLES})
# Of the words of a heading, more begin with a capital than these do.
CAPITALS = 0.5


def unmarked_places(tokens: Tokens, found: Sequence[Found], known: Knowledge) -> list[Found]:
    """Runs of proper nouns that stand where places stand, not yet found, and that name a town of some size."""
    taken = {*words_of(found)}
    spans: list[Found] = []
    places = [f for f in found if f.kind == "place"]
    parse, whispered = tokens.parse, tokens.whispered
    for i in [i for i, word in enumerate(parse.words) if _looks_like_name(word)]:
        if i in taken or not _stands_as_place(parse, i, places):
            continue
        if _is_common_word(parse, i):
            last = i
        elif _is_part(parse, i, whispered=whispered):
            last = _run(parse, i, taken, whispered=whispered)
        else:
            continue
        if last >= i and (span := _place(parse, i, last, known)) is not None:
            spans.append(span)
            places.append(span)
            taken.update(range(i, last + 1))
    return spans


def places_beside(found: Sequence[Found], parse: Parse, known: Knowledge) -> list[Found]:
    """Names, with those made places that the model takes for persons although they are towns and stand as towns do."""
    towns = {i for f in found if f.kind == "place" for i in range(f.first, f.last + 1)}
    return [replace(f, kind="place") if _is_town(f, parse, towns, known) else f for f in found]


def _is_town(found: Found, parse: Parse, towns: set[int], known: Knowledge) -> bool:
    if found.kind != "person" or found.senses:
        return False
    inside = range(found.first, found.last + 1)
    head = next((i for i in inside if parse.words[i].head not in inside), found.last)
    listed_with = parse.words[head].deprel == "conj" and parse.words[head].head in towns
    lists = any(parse.words[t].deprel == "conj" and parse.words[t].head == head for t in towns)
    if not (listed_with or lists or is_inside(parse, found.first) or stands_for_place(parse, head)):
        return False
    entries = points(printed(parse, found.first, found.last), known)
    return bool(entries) and entries[0].population >= LEAST_POPULATION


def _looks_like_name(word: Word) -> bool:
    """Whether a word may begin a place's name by its tag and letters: mostly it may not."""
    if word.upos == "PROPN" or word.text in BEGINNING:
        return True
    return not word.text.islower() and (word.text.istitle() or word.text.lower() in ARTICLES)


def _stands_as_place(parse: Parse, i: int, places: Sequence[Found]) -> bool:
    """Whether a word stands where a place stands, or goes on a list of places ("between Gao and Kidal")."""
    if _follows_preposition(parse, i):
        return True
    head = parse.words[i].head if parse.words[i].deprel == "conj" else -1
    if head >= 0 and any(f.first <= head <= f.last for f in places):
        return True
    return not (i > 0 and parse.words[i - 1].upos in ("DET", "PRON")) and stands_for_place(parse, i)


def _follows_preposition(parse: Parse, i: int) -> bool:
    if i == 0 or parse.words[i - 1].upos != "ADP":
        return False
    before = parse.words[i - 1].text.lower()
    of_level = before == "of" and i > 1 and parse.words[i - 2].text.lower() in listed("level")
    return of_level or before in listed("preposition")


def _is_common_word(parse: Parse, i: int) -> bool:
    """Whether a word is a name by its capital alone, which no heading and no capital beside it accounts for."""
    word = parse.words[i]
    if word.upos not in COMMON or not word.text.istitle() or fold_name(word.text) in listed("not_place"):
        return False
    beside = [parse.words[k].text[:1].isupper() for k in (i - 1, i + 1) if 0 < k < len(parse.words)]
    return not any(beside) and not _is_heading(parse)


def _is_heading(parse: Parse) -> bool:
    content = [w.text for w in parse.words[1:] if w.text.isalpha() and len(w.text) > 3]
    return sum(w[0].isupper() for w in content) > CAPITALS * len(content)


def _run(parse: Parse, first: int, taken: set[int], *, whispered: bool) -> int:
    """The last word of a run of proper nouns, or the one before ``first`` where there is none."""
    at = first
    while at < len(parse.words) and at not in taken and _is_part(parse, at, whispered=whispered):
        at += 1
    while at > first and parse.words[at - 1].upos == "PUNCT":
        at -= 1
    return at - 1


def _is_part(parse: Parse, at: int, *, whispered: bool) -> bool:
    """Whether a word may be part of a place's name; in a sentence without any capital the tag alone can tell."""
    word = parse.words[at]
    if fold_name(word.text) in listed("not_place"):
        return False
    return (
        (word.upos == "PROPN" and (whispered or word.text[:1].isupper()))
        or word.text == "-"
        or word.text.lower() in ARTICLES
    )


def _place(parse: Parse, first: int, last: int, known: Knowledge) -> Found | None:
    words = parse.words
    end = words[last].end
    entries = points(printed(parse, first, last), known)
    if not entries or entries[0].population < LEAST_POPULATION:
        return None
    return Found(words[first].start, end, first, last, "place", "capitalised where a place stands")
