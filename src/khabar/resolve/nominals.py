"""Actors named by common nouns ("US officials", "Shiite militias", "the army"), weapons and documents."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.frozen import record
from khabar.records import Parse
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.spans import ByWord, Found
from khabar.resolve.tables import Agent, listed
from khabar.resolve.tokens import Tokens, beginnings

MODIFYING = ("ADJ", "NOUN", "PROPN", "VERB", "X")
KIND = {
    "institution": "organization",
    "organization": "organization",
    "group": "group",
    "community": "group",
    "country": "place",
}
PLURAL = ("NNS", "NNPS")
DESIGNATION_MARKS = frozenset("0123456789")


@record(frozen=True, slots=True)
class Nominal:
    """A noun phrase found by its head: its span, and the agent that its head names."""

    found: Found
    head: int
    agent: Agent


def nominals_of(tokens: Tokens, names: ByWord, known: Knowledge) -> list[Nominal]:
    """Noun phrases whose head is a generic agent, in order; heads inside a longer name and titles before one are left out."""
    found: list[Nominal] = []
    taken = -1
    for i, size, agent in _agents(tokens, known):
        first_word, last_word = tokens.word[i], tokens.word[i + size - 1]
        head = first_word if _has_of(tokens, i, size) else last_word
        if first_word <= taken or not _is_noun(tokens.parse, head) or _inside_name(first_word, last_word, names):
            continue
        if _is_title(tokens.parse, last_word, names, agent) or _is_no_actor(tokens.parse, first_word, head, agent):
            continue
        taken = last_word
        found.append(Nominal(_phrase(tokens.parse, first_word, last_word, head, agent), head, agent))
    return found


def _agents(tokens: Tokens, known: Knowledge) -> Iterator[tuple[int, int, Agent]]:
    end = 0
    for i in beginnings(tokens, known.agents):
        if i < end:
            continue
        for words in (tokens.lemmas, tokens.folded):
            match = next(known.agents.at(words, i), None)
            if match is not None:
                yield i, match[0], match[1][0]
                end = i + match[0]
                break


def _has_of(tokens: Tokens, i: int, size: int) -> bool:
    return size > 2 and "of" in tokens.folded[i : i + size]


def _is_noun(parse: Parse, i: int) -> bool:
    word = parse.words[i]
    if word.upos not in ("NOUN", "PROPN"):
        return False
    # A noun that only qualifies another ("police station", "government building") names no actor.
    if word.deprel.partition(":")[0] not in ("compound", "flat"):
        return True
    # Before a name it may be what is named: "the militant group Hamas".
    governor = parse.words[word.head]
    return word.head < i or governor.upos not in ("NOUN", "PROPN") or (word.upos == "NOUN" and governor.upos == "PROPN")


def _inside_name(first: int, last: int, names: ByWord) -> bool:
    return any(
        f.first <= first and last <= f.last and f.kind != "other" and not _is_plain(f, first, last, names)
        for f in names.at(first, last)
    )


def _is_plain(name: Found, first: int, last: int, names: ByWord) -> bool:
    """Whether a name that the model marks is but a country with an institution ("Iraqi Army", "Ministry of Defence")."""
    if name.senses or name.kind != "organization" or name.last != last:
        return False
    return all(any(f.kind in ("other", "place") for f in names.at(i, i)) for i in range(name.first, first))


def _is_no_actor(parse: Parse, first: int, head: int, agent: Agent) -> bool:
    """Whether a noun stands without what would make it somebody: "body of administration", "three countries"."""
    before = parse.words[first - 1] if first else None
    if agent.category == "country":
        return before is None or before.text.lower() not in ("the", "this", "that") or parse.words[head].xpos in PLURAL
    after = parse.words[head + 1].text.lower() if head + 1 < len(parse.words) else ""
    if agent.lemma == "source" and after == "of":
        return True
    if parse.words[head].xpos in (*PLURAL, "NNP") or agent.canonical in listed("mass"):
        return False
    return not any(
        parse.words[i].deprel.partition(":")[0] in ("det", "nmod", "amod", "compound", "nummod")
        for i in range(max(0, first - 6), first)
        if parse.words[i].head == head
    ) and parse.words[head].deprel not in ("nsubj", "nsubj:pass", "obl:agent", "appos", "nmod:desc")


def _is_title(parse: Parse, last: int, names: ByWord, agent: Agent) -> bool:
    """Whether the noun stands as a title before a person's name ("spokesman John Kirby", "President Salih")."""
    after = next((f for f in names.at(last + 1, last + 6) if f.first > last), None)
    if after is None or after.kind != "person" or agent.category not in ("role", "people"):
        return False
    between = parse.words[last + 1 : after.first]
    return len(between) < 5 and all(
        w.upos in ("PROPN", "NOUN", "ADJ") or w.text.lower() in (".", "-", "of", "for", "the", "and") for w in between
    )


def _phrase(parse: Parse, first: int, last: int, head: int, agent: Agent) -> Found:
    start = _leftmost(parse, first, head)
    kind = KIND.get(agent.category) or ("group" if parse.words[head].xpos in PLURAL else "person")
    return Found(
        parse.words[start].start, parse.words[last].end, start, last, kind, f"{agent.canonical}: generic agent"
    )


def _leftmost(parse: Parse, first: int, head: int) -> int:
    """The first of the modifiers that stand right before a noun; determiners, numbers and possessors are left out."""
    words, at = parse.words, first
    for i in range(first - 1, -1, -1):
        word = words[i]
        if word.upos == "PUNCT" and word.text in ("-", "‐", "–"):
            continue
        governed = _governed_by(parse, i, head) or (i == first - 1 and _stands_beside(parse, i, head))
        if word.upos not in MODIFYING or not governed or word.lemma.lower() in listed("degree"):
            break
        if word.deprel.partition(":")[0] not in listed("qualifying") or words[i + 1].text in ("'s", "’s", "'", "’"):
            break
        at = i
    return at


def _stands_beside(parse: Parse, i: int, head: int) -> bool:
    """Whether a proper noun right before a noun was parsed as its neighbour in a list ("Hamas and ISIS militants")."""
    words = parse.words
    return (
        words[i].upos == "PROPN"
        and words[i].deprel == words[head].deprel == "conj"
        and words[i].head == words[head].head
    )


def _governed_by(parse: Parse, i: int, head: int) -> bool:
    for _ in range(4):
        i = parse.words[i].head
        if i == head:
            return True
        if i < 0:
            return False
    return False


# ------------------------------------------------------------------ weapons


def weapons_of(tokens: Tokens, known: Knowledge) -> list[Found]:
    """Weapons by type or designation, with the words that qualify them ("Iranian missiles", "F-16 fighters")."""
    found: list[Found] = []
    end = 0
    for i in beginnings(tokens, known.arms):
        match = _weapon_at(tokens, i, known) if i >= end else None
        if match is not None:
            size, name = match
            found.append(_weapon(tokens, i, size, name, known))
            end = i + size
    return [f for f in found if f.size > 1]


def _weapon_at(tokens: Tokens, i: int, known: Knowledge) -> tuple[int, str] | None:
    for words in (tokens.lemmas, tokens.folded):
        for size, names in known.arms.at(words, i):
            if _is_weapon(tokens, i, size, names[0]):
                return size, names[0]
    return None


def _is_weapon(tokens: Tokens, i: int, size: int, name: str) -> bool:
    words = tokens.parse.words
    last = words[tokens.word[i + size - 1]]
    if last.upos not in ("NOUN", "PROPN", "NUM", "X"):
        return False
    proper = any(c.isupper() or c in DESIGNATION_MARKS for c in name)
    if not proper:
        return last.upos == "NOUN" or last.text.isupper() or words[tokens.word[i]].text[:1].isupper()
    printed = words[tokens.word[i]].text
    return printed[:1].isupper() or any(c in DESIGNATION_MARKS for c in printed)


def _weapon(tokens: Tokens, i: int, size: int, name: str, known: Knowledge) -> Found:
    parse = tokens.parse
    first, last = tokens.word[i], tokens.word[i + size - 1]
    head = last
    root = next((w for w in range(first, last + 1) if not first <= parse.words[w].head <= last), last)
    governor = parse.words[root].head
    relation = parse.words[root].deprel.partition(":")[0]
    nearby = last < governor <= last + 2 and relation in ("compound", "nmod", "amod", "flat", "")
    if nearby and parse.words[governor].upos in ("NOUN", "PROPN") and _arms_noun(parse, governor, known):
        head = governor
    start = _leftmost(parse, first, head)
    family = known.weapons[name].family
    return Found(parse.words[start].start, parse.words[head].end, start, head, "weapon", f"{name}: {family}")


def _arms_noun(parse: Parse, i: int, known: Knowledge) -> bool:
    lemma = parse.words[i].lemma.lower()
    return bool(known.arms.get(lemma)) or lemma in listed("arms")


# ------------------------------------------------------------------ documents


def documents_of(tokens: Tokens, known: Knowledge) -> list[Found]:
    """Documents that bear a number, a name or a date of their own ("Resolution 1701", "the Doha agreement")."""
    found: list[Found] = []
    words = tokens.parse.words
    for i in [i for i, lemma in tokens.nouns if lemma in known.documents]:
        last = i + 1 if i + 1 < len(words) and words[i + 1].upos == "NUM" and words[i].text[:1].isupper() else i
        start = _leftmost(tokens.parse, i, i)
        named = last > i or any(w.upos == "PROPN" for w in words[start:i])
        if named:
            found.append(
                Found(words[start].start, words[last].end, start, last, "document", "document with a name or number")
            )
    return found
