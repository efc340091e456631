"""What a number counts: the noun and predicate that govern it in the tree, and the measure they make."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from khabar import vocab
from khabar.claims.classes import noun_classes
from khabar.claims.cues import cue
from khabar.claims.tree import Tree

PERSONS = frozenset({"killed", "injured", "casualties", "missing", "detained", "displaced"})
HUMAN = frozenset({"person", "armed", "people", "captive"})
ONE_BY_ONE = frozenset({"person", "people", "captive"})
PRONOUNS = frozenset({"those", "these", "them", "whom", "which", "all", "others", "us", "it"})
REFERRING = frozenset({"more", "other", "others", "further"})
FORCES = frozenset({"military", "militia"})
DESIGNATION = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d")
LIVES = frozenset({"life", "lives"})
LONGEST_RUN = 5
LONGEST_CHAIN = 4
STOPS = frozenset({",", ";", ":", ".", "--", "—"})
COUNTING = frozenset({"nummod", "amod", "det", "compound", "advmod", "nmod"})


@dataclass(frozen=True, slots=True)
class Counted:
    """What a number counts: its own topmost word, the noun counted if the text has one, and what follows from them.

    ``node`` stands for the phrase in the tree. ``measure`` is None where only the sentences around can tell.
    """

    node: int
    noun: int | None
    measure: str | None
    unit: str | None
    status: str | None
    verb: int | None


@cache
def words(kind: str, side: str = "any") -> dict[str, str]:
    """The measure of each word of a kind: nouns, adjectives, deeds; verbs by the side on which the counted stand."""
    return {r["word"]: r["measure"] for r in vocab.load("measures") if r["kind"] == kind and r["side"] == side}


# Endings of printed words and what may stand in their place in a list, where the lemma itself is not in it.
ENDINGS = (
    ("ies", "y"),
    ("es", ""),
    ("s", ""),
    ("ied", "y"),
    ("ed", "e"),
    ("ed", ""),
    ("ing", "e"),
    ("ing", ""),
    ("men", "man"),
    ("ren", ""),
)


def names(tree: Tree, i: int) -> Iterator[str]:
    """The forms under which a word may stand in a list: its lemma, as printed, and without its ending."""
    lemma, printed = tree.lemma(i), tree.words[i].text.lower()
    particle = lemma.partition(" ")[2]
    yield lemma
    yield printed
    for ending, instead in ENDINGS:
        if printed.endswith(ending) and len(printed) > len(ending) + 2:
            stem = printed.removesuffix(ending)
            yield f"{stem}{instead} {particle}".strip()
            if not instead and stem[-1] == stem[-2]:
                yield f"{stem[:-1]} {particle}".strip()


def look_up(tree: Tree, i: int, table: Mapping[str, str]) -> str | None:
    """What a table says of a word."""
    return next((table[name] for name in names(tree, i) if name in table), None)


@cache
def statuses() -> dict[str, str]:
    """Whether the people a noun names count as civilians or combatants."""
    return {row["word"]: row["status"] for row in vocab.load("populations")}


def counted(tree: Tree, number: frozenset[int]) -> Counted:
    """What the number made of the words given counts."""
    top = min((i for i in number if tree.words[i].head not in number), default=min(number))
    noun = _noun(tree, top, number)
    node = top if noun is None else noun
    verb = _verb(tree, node)
    measure = _measure(tree, top, node, noun)
    return Counted(node, noun, measure, _unit(tree, noun, measure), _status(tree, noun, measure), verb)


def _noun(tree: Tree, top: int, number: frozenset[int]) -> int | None:
    """The noun counted: the number's governor, or what stands after "of" ("dozens of civilians")."""
    for part in (p for i in sorted(number) for p in tree.under(i, "nmod") if p > i and p not in number):
        if tree.case(part) == "of":
            return None if tree.words[part].text.lower() in PRONOUNS else part
    head = tree.words[top].head
    if tree.relation(top) == "conj" and tree.words[head].upos == "NUM" and tree.words[top].upos == "NUM":
        return _noun(tree, head, number)
    if head < top or tree.relation(top) not in COUNTING or tree.first(top, "case") is not None:
        return _follows(tree, max(number))
    while tree.words[head].upos == "ADJ" and tree.relation(head) in ("amod", "compound") and not _harm(tree, head):
        head = tree.words[head].head
    if tree.words[head].upos not in ("NOUN", "PROPN", "SYM", "ADJ") or any(
        w.text in STOPS or w.upos == "AUX" for w in tree.words[top:head]
    ):
        return None
    return None if tree.words[head].text.lower() in REFERRING else _designated(tree, head)


def _harm(tree: Tree, node: int) -> str | None:
    """The harm that an adjective or participle names: dead, wounded, missing."""
    return words("adjective").get(tree.words[node].text.lower())


def _follows(tree: Tree, last: int) -> int | None:
    """The plural noun that ends the run of nouns and adjectives right after a number, where the tree joins them not."""
    found = None
    for i in range(last + 1, min(last + 1 + LONGEST_RUN, len(tree))):
        if tree.words[i].upos not in ("ADJ", "NOUN", "PROPN") and tree.tag(i) != "HYPH":
            break
        found = i if tree.tag(i) in ("NNS", "NNPS") else found
    return found


def _designated(tree: Tree, noun: int) -> int:
    """The noun after a weapon's designation: the rifles of "AK-103 rifles"."""
    rest = tree.words[noun + 1 : noun + 4]
    if len(rest) == 3 and rest[0].text == "-" and rest[1].text[:1].isdigit() and rest[2].upos == "NOUN":
        return noun + 3
    return noun


def _verb(tree: Tree, node: int) -> int | None:
    """The nearest verb, or adjective said of somebody, over a phrase."""
    for above in tree.ancestors(node):
        if tree.is_verb(above) or tree.first(above, "cop") is not None:
            return above
    return None


def _measure(tree: Tree, top: int, node: int, noun: int | None) -> str | None:
    own = None if noun is None else _of_noun(tree, noun)
    if own in PERSONS or own == "weapons":
        return own
    if noun is not None and look_up(tree, noun, words("size")):
        return "other"
    if noun is not None and _is_life(tree, noun):
        return "killed"
    suffered = next(_suffered(tree, node, noun), None)
    if suffered is not None and (noun is None or _human(tree, noun, surely=suffered == "detained")):
        return suffered
    if noun is None:
        return None
    return "other" if own is None or _speaks(tree, noun) else own


def _of_noun(tree: Tree, noun: int) -> str | None:
    """The measure that a noun has of itself: deaths, prisoners, missiles, troops."""
    for child in tree.under(noun, "compound", "amod"):
        for name in names(tree, noun):
            if found := words("noun").get(f"{tree.words[child].lemma.lower()} {name}"):
                return found
    if found := look_up(tree, noun, words("noun")):
        return found
    if DESIGNATION.match("".join(w.text for w in tree.words[noun : noun + 3])):
        return "weapons"
    return "troops" if _classes(tree, noun) & FORCES else None


def _classes(tree: Tree, noun: int) -> frozenset[str]:
    """The classes of a noun in the list of nouns."""
    return next((noun_classes()[name] for name in names(tree, noun) if name in noun_classes()), frozenset())


def _suffered(tree: Tree, node: int, noun: int | None) -> Iterator[str]:
    """The harms that the words around say of a phrase, nearest first."""
    after = node + 1
    if after < len(tree) and (found := _harm(tree, after)) and tree.first(after, "obj") is None:
        yield found
    for child in tree.under(node, "acl", "amod"):
        side = "object" if tree.tag(child) in ("VBN", "VBD", "JJ") else "subject"
        if found := look_up(tree, child, words("verb", side)) or _harm(tree, child):
            yield found
    if found := _harm(tree, node):
        yield found
    yield from _above(tree, node, 0)


def _is_life(tree: Tree, noun: int) -> bool:
    """Whether lives are counted that something cost: the attack claimed 17 lives."""
    verb = _verb(tree, noun)
    return verb is not None and tree.words[noun].text.lower() in LIVES and bool(look_up(tree, verb, words("life")))


def _above(tree: Tree, node: int, depth: int) -> Iterator[str]:
    """What the governor of a phrase says of it."""
    head = tree.words[node].head
    if head < 0 or depth > LONGEST_CHAIN:
        return
    if tree.is_verb(head):
        yield from _of_verb(tree, node, head)
    elif tree.relation(node) in ("nsubj", "nmod", "conj", "appos", "obl"):
        yield from _of_nominal(tree, node, head, depth)


def _of_nominal(tree: Tree, node: int, head: int, depth: int) -> Iterator[str]:
    """What a noun or adjective over a phrase says of it: the death of three, three dead, twelve men and three women."""
    relation, case = tree.relation(node), tree.case(node)
    if relation in ("nsubj", "conj", "appos") and (found := _harm(tree, head)):
        yield found
    if relation == "nmod" and case == "of" and (found := look_up(tree, head, words("deed"))):
        yield found
    if relation in ("conj", "appos") or case in ("including", "among", "of"):
        yield from _above(tree, head, depth + 1)


def _of_verb(tree: Tree, node: int, verb: int) -> Iterator[str]:
    """What a verb does to its object, or its subject suffers."""
    relation = tree.relation(node)
    if relation in ("obj", "nsubj"):
        undergoes = relation == "obj" or _is_passive(tree, node, verb)
        shared = [v for v in tree.under(verb, "conj") if v < node and tree.is_verb(v)] if relation == "obj" else []
        # "Kidnapped and killed eleven": the last of the verbs that share an object tells most.
        for each in (*reversed(shared), verb):
            yield from _of_core(tree, each, undergoes)
    elif relation == "obl" and tree.case(node) in ("including", "among"):
        for governed in tree.under(verb, "nsubj", "obj"):
            yield from _of_verb(tree, governed, verb)
    elif relation == "obl":
        # The toll rose to 88.
        yield from (found for thing in tree.under(verb, "nsubj", "obj") if (found := _of_noun(tree, thing)))


def _of_core(tree: Tree, verb: int, undergoes: bool) -> Iterator[str]:
    """What a verb says of its object (or passive subject), or else of its subject."""
    if found := look_up(tree, verb, words("verb", "object" if undergoes else "subject")):
        yield found
    if tree.first(verb, "obj") is None and (found := _harm(tree, verb)):
        yield found
    for said in tree.under(verb, "xcomp", "advcl", "amod", "obl"):
        if undergoes and (found := _harm(tree, said)):
            yield found
    thing = None if undergoes else tree.first(verb, "obj")
    if thing is not None and tree.words[thing].text.lower() in LIVES and look_up(tree, verb, words("life")):
        yield "killed"
    if thing is not None and tree.lemma(verb) in ("suffer", "sustain") and _of_noun(tree, thing) == "injured":
        yield "injured"


def _is_passive(tree: Tree, node: int, verb: int) -> bool:
    """Whether the subject of a verb undergoes it: "were killed", and "30 wounded" in headlines and after a conjunction."""
    if tree.words[node].deprel == "nsubj:pass":
        return True
    active = any(tree.words[a].lemma.lower() in ("have", "'ve", "'s") for a in tree.under(verb, "aux"))
    return tree.tag(verb) == "VBN" and not active


def _speaks(tree: Tree, noun: int) -> bool:
    """Whether a phrase is the subject of a verb of saying: its people are sources."""
    head = tree.words[noun].head
    if head < 0:
        return False
    if tree.case(noun) == "according to":
        return True
    if tree.relation(noun) != "nsubj" or not tree.is_verb(head) or not any(cue(n, "verb") for n in names(tree, head)):
        return False
    return tree.first(head, "ccomp", "parataxis") is not None or tree.relation(head) == "parataxis"


def _human(tree: Tree, noun: int, surely: bool) -> bool:
    """Whether a noun may name people: known ones must; unknown ones may, if names or plural, unless it must be sure."""
    if known := _classes(tree, noun):
        return bool(known & HUMAN)
    if look_up(tree, noun, words("number")) is not None or look_up(tree, noun, words("time")) is not None:
        return False
    if look_up(tree, noun, statuses()):
        return True
    return tree.words[noun].upos in ("PROPN", "PRON", "ADJ") or (tree.tag(noun) == "NNS" and not surely)


def _unit(tree: Tree, noun: int | None, measure: str | None) -> str | None:
    if noun is not None and look_up(tree, noun, words("collective")) is not None:
        return tree.words[noun].text.lower()
    if measure in PERSONS or (noun is not None and _person(tree, noun)):
        return "persons"
    return tree.words[noun].text.lower() if noun is not None else None


def _person(tree: Tree, noun: int) -> bool:
    """Whether a noun is counted by heads."""
    if look_up(tree, noun, words("noun")) == "troops" or look_up(tree, noun, statuses()):
        return True
    return bool(_classes(tree, noun) & ONE_BY_ONE)


def _status(tree: Tree, noun: int | None, measure: str | None) -> str | None:
    """Civilian or combatant by the noun and its modifiers; unknown for other people who come to harm."""
    if measure == "troops":
        return "combatant"
    if measure not in PERSONS:
        return None
    named = [] if noun is None else [noun, *tree.under(noun, "amod", "compound", "nmod")]
    found = {status for n in named if (status := look_up(tree, n, statuses()))}
    return found.pop() if len(found) == 1 else "unknown"
