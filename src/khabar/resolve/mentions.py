"""Mentions: spans that name an actor, place, weapon or document, and the pronouns that may stand for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from khabar.folding import fold_name, name_words
from khabar.identity import folded_context, identifier
from khabar.records import Mention, Parse
from khabar.resolve.borders import borders_of
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.names import MARKED, listed_names, names_of
from khabar.resolve.nominals import documents_of, nominals_of, weapons_of
from khabar.resolve.places.unmarked import unmarked_places
from khabar.resolve.spans import ByWord, Found, longest, words_of
from khabar.resolve.tokens import Tokens, tokens_of

PRONOUNS = {
    "he": "person",
    "him": "person",
    "his": "person",
    "she": "person",
    "her": "person",
    "hers": "person",
    "they": "group",
    "them": "group",
    "their": "group",
    "it": "other",
    "its": "other",
    "we": "group",
    "us": "group",
    "our": "group",
    "i": "person",
    "me": "person",
    "my": "person",
}


def find(
    parses: Sequence[Parse], text: str, report_id: str, known: Knowledge, outlet: str | None = None
) -> tuple[Mention, ...]:
    """All mentions of a report in order of the text; ``reason`` says how each was found. None is resolved yet.

    The report's own outlet is an organization, whatever its name reminds of ("Two Rivers Wire", "The Mosul Times").
    No two overlap, but for a name that stands inside a noun phrase or weapon ("Iraqi" in "the Iraqi army").
    """
    sentences = [(parse, find_in_sentence(parse, known)) for parse in parses]
    elsewhere = _kinds_elsewhere(text, [span for _, spans in sentences for span in spans])
    found = [span for parse, spans in sentences for span in (*spans, *_named_elsewhere(parse, spans, elsewhere))]
    if outlet is not None:
        found = _with_outlet(found, text, fold_name(outlet))
    found.sort(key=lambda f: (f.start, -f.end))
    return tuple(_mentions(found, text, report_id))


def _with_outlet(found: Iterable[Found], text: str, outlet: str) -> list[Found]:
    """The spans, with those made organizations that name the report's own outlet."""
    named = (not f.senses and fold_name(text[f.start : f.end]) == outlet for f in found)
    return [replace(f, kind="organization") if is_outlet else f for f, is_outlet in zip(found, named, strict=True)]


def _kinds_elsewhere(text: str, found: Iterable[Found]) -> dict[str, str]:
    """Single words that are names in some sentence of the report, surnames included, with the kind they mostly have."""
    counts: dict[str, Counter[str]] = {}
    for span in found:
        if span.reason != MARKED:
            continue
        words = name_words(fold_name(text[span.start : span.end]))
        if len(words) == 1 or span.kind == "person":
            counts.setdefault(words[-1], Counter())[span.kind] += 1
    return {word: max(sorted(kinds), key=lambda k: kinds[k]) for word, kinds in counts.items() if len(word) > 2}


def _named_elsewhere(parse: Parse, found: Sequence[Found], elsewhere: dict[str, str]) -> list[Found]:
    """Proper nouns that nothing marked here, but that are names in another sentence ("Jabbar", the surname alone)."""
    proper = [(i, word) for i, word in enumerate(parse.words) if word.upos == "PROPN" and word.text[:1].isupper()]
    named = [(i, word, kind) for i, word in proper if (kind := elsewhere.get(fold_name(word.text))) is not None]
    taken = words_of(found) if named else ()
    reason = "a name elsewhere in the report"
    return [Found(word.start, word.end, i, i, kind, reason) for i, word, kind in named if i not in taken]


def find_in_sentence(parse: Parse, known: Knowledge) -> list[Found]:
    """The spans of one sentence that name something."""
    tokens = tokens_of(parse)
    listed = listed_names(tokens, known)
    names = names_of(tokens, listed, known)
    named = ByWord(dict.fromkeys([*names, *listed]))
    phrases = _phrases(tokens, named, known)
    whole = [f for f in longest(phrases) if not any(_holds(n, f) for n in named.touching(f))]
    over = ByWord(whole)
    loose = [n for n in names if not any(_gives_way(n, f) for f in over.touching(n))]
    alone = ByWord(loose)
    inner = [n for n in listed if any(_holds(f, n) for f in over.touching(n)) and not alone.touches(n)]
    found = [*whole, *loose, *inner]
    found += unmarked_places(tokens, found, known)
    return [*found, *_pronouns(parse, found)]


def _phrases(tokens: Tokens, named: ByWord, known: Knowledge) -> list[Found]:
    """Generic actors, weapons, documents and borders; a weapon holds the agent in its name ("F-16 fighters")."""
    weapons = weapons_of(tokens, known)
    armed = ByWord(weapons)
    actors = [n.found for n in nominals_of(tokens, named, known)]
    actors = [a for a in actors if not any(_holds(w, a) for w in armed.touching(a))]
    taken = ByWord(actors)
    others = (*weapons, *documents_of(tokens, known), *borders_of(tokens, named, known))
    return [*actors, *(f for f in others if not taken.touches(f))]


def _holds(phrase: Found, name: Found) -> bool:
    return phrase.start <= name.start and name.end <= phrase.end and name.size < phrase.size


def _gives_way(name: Found, phrase: Found) -> bool:
    """Whether a phrase that overlaps a name says the same or more: only a name well within it stands beside it."""
    return not _holds(phrase, name) or (not name.senses and (name.kind == "organization" or phrase.kind == "place"))


def _pronouns(parse: Parse, found: Sequence[Found]) -> list[Found]:
    """The pronouns outside what is named."""
    pronouns = [(i, word) for i, word in enumerate(parse.words) if word.upos == "PRON" and word.deprel != "expl"]
    taken, spans = words_of(found) if pronouns else (), []
    for i, word in pronouns:
        kind = PRONOUNS.get(word.text.lower())
        if kind is not None and word.text != "US" and i not in taken:
            spans.append(Found(word.start, word.end, i, i, kind, "pronoun"))
    return spans


def _mentions(found: Iterable[Found], text: str, report_id: str) -> Iterable[Mention]:
    """Mentions with identifiers from their words and surroundings, so that they survive a better reader."""
    seen: Counter[str] = Counter()
    for span in found:
        context = folded_context(text, span.start, span.end)
        ordinal = seen[context]
        seen[context] += 1
        mention_id = identifier("m", report_id, context, str(ordinal))
        words = text[span.start : span.end]
        yield Mention(mention_id, report_id, span.start, span.end, words, span.kind, None, span.reason)
