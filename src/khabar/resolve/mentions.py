"""Mentions: spans that name an actor, place, weapon or document, and the pronouns that may stand for one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from khabar.identity import folded_context, identifier
from khabar.records import Mention, Parse
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.names import listed_names, names_of
from khabar.resolve.nominals import documents_of, nominals_of, weapons_of
from khabar.resolve.places.unmarked import unmarked_places
from khabar.resolve.spans import Found, longest
from khabar.resolve.tokens import tokens_of

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


def find(parses: Sequence[Parse], text: str, report_id: str, known: Knowledge) -> tuple[Mention, ...]:
    """All mentions of a report in order of the text; ``reason`` says how each was found. None is resolved yet.

    No two overlap, but for a name that stands inside a noun phrase or weapon ("Iraqi" in "the Iraqi army").
    """
    found = [span for parse in parses for span in find_in_sentence(parse, known)]
    found.sort(key=lambda f: (f.start, -f.end))
    return tuple(_mentions(found, text, report_id))


def find_in_sentence(parse: Parse, known: Knowledge) -> list[Found]:
    """The spans of one sentence that name something."""
    tokens = tokens_of(parse)
    names = names_of(tokens, known)
    listed = listed_names(tokens, known)
    phrases = [n.found for n in nominals_of(tokens, [*names, *(f for f in listed if f not in names)], known)]
    weapons = weapons_of(tokens, known)
    phrases = [p for p in phrases if not any(_holds(w, p) for w in weapons)]
    phrases += [f for f in (*weapons, *documents_of(parse, known)) if not _crosses(f, phrases)]
    kept = longest(phrases)
    whole = [f for f in kept if not _inside_any(f, names)]
    loose = [n for n in names if not any(_is_same(n, f) or _cuts(n, f) or _is_plain(n, f) for f in whole)]
    inner = [n for n in listed if any(_holds(f, n) for f in whole) and not any(n.overlaps(o) for o in loose)]
    found = [*whole, *loose, *inner]
    found += unmarked_places(parse, found, known)
    return [*found, *_pronouns(parse, found)]


def _crosses(span: Found, others: Iterable[Found]) -> bool:
    """Whether a weapon or document is a qualifier within an actor's phrase, or shares its head."""
    return any(span.overlaps(o) for o in others)


def _inside_any(span: Found, names: Iterable[Found]) -> bool:
    """Whether a longer name of a person, place or organization holds the phrase."""
    return any(n.start <= span.start and span.end <= n.end and n.size > span.size for n in names)


def _is_same(name: Found, phrase: Found) -> bool:
    return (name.start, name.end) == (phrase.start, phrase.end)


def _is_plain(name: Found, phrase: Found) -> bool:
    """Whether an unknown name is the head of a phrase that says more ("Army" in "Iraqi Army")."""
    return not name.senses and name.kind == "organization" and name.overlaps(phrase)


def _holds(phrase: Found, name: Found) -> bool:
    return phrase.start <= name.start and name.end <= phrase.end and name.size < phrase.size


def _cuts(name: Found, phrase: Found) -> bool:
    """Whether a name overlaps a phrase without lying in it."""
    return name.overlaps(phrase) and not (phrase.start <= name.start and name.end <= phrase.end)


def _pronouns(parse: Parse, found: Sequence[Found]) -> list[Found]:
    spans = []
    for i, word in enumerate(parse.words):
        kind = PRONOUNS.get(word.text.lower()) if word.upos == "PRON" else None
        if (
            kind is None
            or word.deprel == "expl"
            or (word.text.isupper() and len(word.text) == 2 and word.text != "I" and word.text == "US")
        ):
            continue
        if not any(f.start <= word.start < f.end for f in found):
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
