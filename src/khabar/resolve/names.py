"""Names in a sentence: those the model marks, and those the tables know, whichever is longer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.folding import fold_name
from khabar.records import Name, Parse
from khabar.resolve.knowledge import Knowledge, Sense
from khabar.resolve.places.facilities import whole_place, with_facility
from khabar.resolve.places.unmarked import places_beside
from khabar.resolve.spans import ByWord, Found, longest
from khabar.resolve.tokens import Tokens, is_dateline, stands_for_place

LABELS = {"PER": "person", "ORG": "organization", "LOC": "place"}
KINDS = {"country": "place", "region": "place", "demonym": "other", "nationals": "group", "people": "other"}
PROPER = ("PROPN", "ADJ", "X")
NOT_NAMES = ("AUX", "VERB", "PRON", "ADV", "ADP", "SCONJ", "CCONJ", "DET", "INTJ", "PART")
MARKED = "marked by the model"
LEADING = frozenset({"the", "a", "an", "this", "that"})


def names_of(tokens: Tokens, listed: Sequence[Found], known: Knowledge) -> list[Found]:
    """All names of a sentence, none overlapping another, in order; ``listed`` ones within a marked one are left to it."""
    if not listed and not tokens.parse.names:
        return []
    by_word = ByWord(listed)
    marked = [span for name in tokens.parse.names for span in _marked(tokens, name, known, by_word)]
    theirs = ByWord(marked)
    agreed = [_agreed(span, theirs.touching(span)) for span in longest([*listed, *marked])]
    whole = [whole_place(span, tokens.parse, known) for span in places_beside(agreed, tokens.parse, known)]
    return longest([with_facility(span, tokens.parse, known) for span in longest(whole)])


def _agreed(span: Found, marked: list[Found]) -> Found:
    """A listed name that the model takes for a person although the list has it as a country ("Jordan" in a surname)."""
    if span.senses and all(s.kind in ("country", "demonym", "region", "people") for s in span.senses):
        same = next((m for m in marked if (m.start, m.end) == (span.start, span.end)), None)
        if same is not None and same.kind == "person" and span.senses[0].kind != "country":
            return same
    return span


# ------------------------------------------------------------------ names the tables know


def listed_names(tokens: Tokens, known: Knowledge) -> list[Found]:
    """The names that the tables know, the longest where two overlap."""
    return longest(_listed(tokens, known))


def _listed(tokens: Tokens, known: Knowledge) -> Iterator[Found]:
    end = 0
    for i in known.names.beginnings(tokens.folded):
        if i < end:
            continue
        for length, senses in known.names.at(tokens.folded, i):
            fitting = tuple([s for s in senses if _fits(tokens, i, length, s)])
            if fitting and _whole(tokens, i, length):
                bare = tokens.folded[i] == "the" and known.names.get(" ".join(tokens.folded[i + 1 : i + length]))
                yield _found(tokens, i + 1, length - 1, fitting) if bare else _found(tokens, i, length, fitting)
                end = i + length
                break


def _whole(tokens: Tokens, i: int, length: int) -> bool:
    """Whether the pieces stand together: no comma or other mark but hyphens and full stops between them."""
    words = tokens.parse.words
    for k in range(i, i + length - 1):
        between = words[tokens.word[k] + 1 : tokens.word[k + 1]]
        if any(w.text not in ("-", "–", "—", ".", "/", "'", "’", "&", "'s", "’s", "(", ")") for w in between):
            return False
    return True


def _fits(tokens: Tokens, i: int, length: int, sense: Sense) -> bool:
    """Whether case and part of speech allow the words to be a name."""
    word = tokens.parse.words[tokens.word[i]]
    printed = "".join(tokens.parse.words[tokens.word[k]].text for k in range(i, i + length))
    if length == 1:
        printed = word.text[tokens.firsts[i] : tokens.lasts[i]]
        if word.upos in NOT_NAMES and not (sense.printed and printed.isupper() and word.upos in ("ADV", "X", "VERB")):
            return False
    if sense.printed is not None:
        return _fits_acronym(printed.replace(".", ""), sense.printed, tokens.shouted, word.upos)
    if sense.kind == "region" and length == 1 and not tokens.shouted and _is_acronym(tokens.parse, tokens.word[i]):
        return False
    if tokens.whispered:
        return word.upos in PROPER and (length > 1 or len(printed) > 3)
    capital = printed[:1].isupper() or any(c.isupper() for c in printed) or not printed[:1].islower()
    return capital and (length > 1 or sense.kind != "actor" or word.upos in (*PROPER, "NOUN"))


def _is_acronym(parse: Parse, i: int) -> bool:
    """Whether a word in capitals stands before a noun as an abbreviation does ("a SWAT team"), and opens no date line."""
    word, noun = parse.words[i], parse.words[parse.words[i].head]
    return word.text.isupper() and word.deprel == "compound" and noun.text.islower()


def _fits_acronym(printed: str, listed: str, shouted: bool, upos: str) -> bool:
    if printed != listed and not (len(listed) > 3 and printed == listed.capitalize()):
        return False
    return not shouted or upos in ("PROPN", "NOUN", "ADJ") or len(listed) > 3


def _found(tokens: Tokens, i: int, length: int, senses: tuple[Sense, ...]) -> Found:
    last = i + length - 1
    why = f"known {senses[0].kind}"
    return Found(*tokens.span(i, last), tokens.word[i], tokens.word[last], _kind(senses[0]), why, senses)


def _kind(sense: Sense) -> str:
    return sense.key.partition(":")[0] if sense.kind == "actor" else KINDS[sense.kind]


# ------------------------------------------------------------------ names the model marks


def _marked(tokens: Tokens, name: Name, known: Knowledge, listed: ByWord) -> Iterator[Found]:
    for first, last in _parts(tokens.parse, name, listed):
        span = _trimmed(tokens.parse, first, last, name.label, known)
        if span is not None:
            yield span


def _parts(parse: Parse, name: Name, listed: ByWord) -> Iterator[tuple[int, int]]:
    """A marked name, cut at a coordination where the tables know a name on one side of it."""
    first = name.first
    for i in range(name.first, name.last + 1):
        if parse.words[i].text in (",", ";") or (parse.words[i].upos == "CCONJ" and _beside(parse, i, name, listed)):
            if i > first:
                yield first, i - 1
            first = i + 1
    if first <= name.last:
        yield first, name.last


def _beside(parse: Parse, i: int, name: Name, listed: ByWord) -> bool:
    inside = [f for f in listed.at(i - 1, i + 1) if name.first <= f.first and f.last <= name.last]
    return not any(f.first < i < f.last for f in inside) and any(f.last == i - 1 or f.first == i + 1 for f in inside)


def _trimmed(parse: Parse, first: int, last: int, label: str, known: Knowledge) -> Found | None:
    """A marked name without articles, titles, possessive endings and marks at its ends."""
    words = parse.words
    while first <= last and (words[first].text.lower() in LEADING or words[first].upos == "PUNCT"):
        first += 1
    # The model may stop at a hyphen ("Deir al" of "Deir al-Zor").
    while last + 2 < len(words) and words[last + 1].text == "-" and words[last + 2].upos == "PROPN":
        last += 2
    if label == "PER":
        if _begins_title(parse, first, len(words), known) and last - first < 1:
            return None
        first = _past_titles(parse, first, last, known)
    while last >= first and (words[last].upos == "PUNCT" or words[last].text in ("'s", "’s", "'", "’")):
        last -= 1
    if first > last or not any(c.isalpha() for w in words[first : last + 1] for c in w.text):
        return None
    if first == last and (words[first].upos in (*NOT_NAMES, "NUM") or words[first].text.islower()):
        return None
    # The model often takes a capital that acts for a person ("Washington refused").
    capital = first == last and fold_name(words[first].text) in known.capitals
    # A person can be captured too; whether a name that the model takes for a person's is a town, the gazetteer tells.
    is_place = capital or is_dateline(parse, first, last) or (label != "PER" and stands_for_place(parse, first))
    kind = "place" if is_place and label != "ORG" else LABELS.get(label, "other")
    return Found(words[first].start, words[last].end, first, last, kind, MARKED)


def _past_titles(parse: Parse, first: int, last: int, known: Knowledge) -> int:
    """The first word after titles ("Rear Admiral", "Lt. Gen.") that begin a person's name, if a name is left."""
    at = first
    while at < last:
        word = parse.words[at].text.lower().strip(".")
        if word in known.titles or parse.words[at].text in (".", "-") or _begins_title(parse, at, last, known):
            at += 1
            continue
        break
    return at if at <= last else first


def _begins_title(parse: Parse, at: int, last: int, known: Knowledge) -> bool:
    """Whether a word begins a title of several words ("Prime Minister") that ends before the name does."""
    words = [w.text.lower().strip(".") for w in parse.words[at : min(last, at + 3)]]
    begins = bool(words) and words[0] in known.title_phrases.sizes
    return begins and any(" ".join(words[:n]) in known.titles for n in (2, 3))
