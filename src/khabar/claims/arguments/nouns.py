"""The arguments of a noun: its modifiers by kind and preposition, phrases of its own that hang elsewhere included."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khabar import vocab
from khabar.claims.arguments.passives import is_agent, is_passive
from khabar.claims.arguments.predicative import said_of, subject_of
from khabar.claims.arguments.relatives import clauses_about, whose
from khabar.claims.arguments.verbs import doers, objects, subjects
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.operators import light_verbs
from khabar.claims.tree import Tree

# Prepositions that a deed takes and a person, place or thing hardly does: "the killing of reporters by gunmen".
OF_DEEDS = ("by", "against", "on", "to", "from", "at", "between", "upon")
RELATIVE = ("WDT", "WP")
DEMONSTRATIVE = ("this", "that", "these", "those")
OF_TRANSFER = ("from", "to", "against")
EVENTIVE = frozenset(
    {
        "attack",
        "event",
        "meeting",
        "agreement",
        "protest",
        "demand",
        "accusation",
        "information",
        "document",
        "sanction",
    }
)


@cache
def occurrence_verbs() -> frozenset[str]:
    """Verbs that say no more than that their subject happens, from ``vocab/occurrence_verbs.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("occurrence_verbs"))


def noun_arguments(tree: Tree, i: int) -> dict[str, list[int]]:
    """The arguments of a noun that names a deed or state."""
    found = modifiers(tree, i)
    for preposition, heads in (*_below(tree, i, found), *_beside(tree, i), *_carried_to(tree, i), *_shared(tree, i)):
        found.setdefault(preposition, heads)
    if said := _said_of(tree, i) or said_of(tree, i):
        found.setdefault("subject", said)
    return found


def _shared(tree: Tree, i: int) -> Iterator[tuple[str, list[int]]]:
    """What follows a noun that is joined to another and belongs to both: "the burning and looting | of villages"."""
    first = tree.words[i].head
    if tree.words[i].deprel == "conj" and tree.is_noun(first):
        told = ((tree.case(c), c) for c in tree.under(first, "nmod", "obl") if c > i)
        yield from ((case, [c]) for case, c in told if case in ("of", *OF_DEEDS))
    elif tree.first(i, "nmod", "obl", "acl") is None:
        deeds = (c for c in tree.under(i, "conj") if classes_of(tree, c) & EVENTIVE)
        for deed in (d for d in deeds if tree.first(d, "det", "nmod:poss") is None):
            told = ((tree.case(c), c) for c in tree.under(deed, "nmod"))
            yield from ((case, [c]) for case, c in told if case in ("of", *OF_DEEDS))


def _said_of(tree: Tree, i: int) -> list[int]:
    """Who does the deed that something is said to be: a party itself ("Iran is a threat"), or whose it is ("our aim is …").

    Of a state that something is said to be in ("the town is in their hands"), that thing.
    """
    subjects_ = [s for s in subject_of(tree, i) if not _points(tree, s)]
    if tree.case(i):
        return subjects_
    return [d for s in subjects_ for d in ([s] if "actor" in classes_of(tree, s) else doers(tree, s))]


def _points(tree: Tree, i: int) -> bool:
    """Whether a subject points at the deed itself: "this was an attack"."""
    return tree.words[i].upos == "PRON" and tree.printed(i) in DEMONSTRATIVE


def modifiers(tree: Tree, i: int) -> dict[str, list[int]]:
    """What modifies a noun: possessor, compounds, adjectives, and noun modifiers by preposition."""
    found: dict[str, list[int]] = {}
    found["possessor"] = [whose(tree, c) for c in tree.under(i, "nmod:poss")]
    found["compound"] = [c for c in tree.under(i, "compound") if tree.words[c].deprel == "compound"]
    found["amod"] = list(tree.under(i, "amod"))
    if carried_out := list(_carriers(tree, i)):
        found["by"] = carried_out
    for child in tree.under(i, "nmod", "obl"):
        if (preposition := tree.case(child)) and tree.words[child].deprel != "nmod:poss":
            found.setdefault(preposition, []).append(child)
    return found


def _carriers(tree: Tree, i: int) -> Iterator[int]:
    """Who carries out the deed of a noun by a clause that describes it, and does not tell what it says: "US-led raid", "an
    attack launched by rebels", but not "charges that guards executed men".
    """
    parties = [c for c in tree.under(i, "compound") if "actor" in classes_of(tree, c)]
    for clause in clauses_about(tree, i):
        told = tree.first(clause, "mark") is not None
        if told or tree.lemma(clause) not in light_verbs() or any(clause < party for party in parties):
            continue
        if tree.is_verb(clause) and (is_passive(tree, clause) or i in objects(tree, clause)):
            yield from subjects(tree, clause) or _named_before(tree, clause)
        else:
            yield from _named_before(tree, clause)


def _carried_to(tree: Tree, i: int) -> Iterator[tuple[str, list[int]]]:
    """To whom the deed of a noun is done by a clause that describes it: "a curfew imposed on the city"."""
    for clause in clauses_about(tree, i):
        if clause > i and tree.is_verb(clause) and tree.lemma(clause) in light_verbs():
            reached = ((c, tree.case(c)) for c in tree.under(clause, "obl") if not is_agent(tree, c))
            yield from ((case, [c]) for c, case in reached if case in OF_DEEDS)


def _named_before(tree: Tree, clause: int) -> list[int]:
    before = (c for c in tree.children[clause] if c < clause and tree.tag(c) not in RELATIVE)
    return [c for c in before if tree.is_noun(c) or tree.words[c].text[:1].isupper()]


def _below(tree: Tree, i: int, found: dict[str, list[int]]) -> Iterator[tuple[str, list[int]]]:
    """Phrases that the parser hung from an argument, where they can only belong to the deed: "killing of reporters by …",
    "the election on 7 May | of a speaker", "contracts for tanks | with Chad".
    """
    agreed = "agreement" in classes_of(tree, i)
    for name in tuple(found):
        if name in ("possessor", "compound", "amod"):
            continue
        for head in found[name]:
            if not classes_of(tree, head) & EVENTIVE:
                beyond = (*OF_DEEDS, "of") if tree.words[head].upos == "NUM" and is_temporal(tree, head) else OF_DEEDS
                yield from ((p, [c]) for c in tree.under(head, "nmod") if (p := tree.case(c)) in beyond)
                if agreed and name == "for":
                    yield from _with_whom(tree, head)


def _with_whom(tree: Tree, things: int) -> Iterator[tuple[str, list[int]]]:
    """The other party to an agreement, which the parser hung from what it is for."""
    below = (c for thing in tree.conjuncts(things) for c in tree.under(thing, "nmod") if tree.case(c) == "with")
    yield from (("with", [c]) for c in below if "actor" in classes_of(tree, c))


def parties_below(tree: Tree, noun: int) -> Iterator[tuple[str, list[int]]]:
    """Parties that a verb takes something from or to, where the parser hung them from its object: "the town | from rebels"."""
    for word in tree.subtree(noun):
        if tree.relation(word) == "nmod" and tree.case(word) in OF_TRANSFER and "actor" in classes_of(tree, word):
            yield tree.case(word), [word]


def _beside(tree: Tree, i: int) -> Iterator[tuple[str, list[int]]]:
    """The phrase right after a noun that the parser hung from the noun's verb: "killed in raids on the camp"."""
    governor = tree.words[i].head
    if governor < 0 or not tree.is_verb(governor):
        return
    if tree.relation(i) == "nsubj" and tree.lemma(governor) in occurrence_verbs():
        yield from ((p, [c]) for c in tree.under(governor, "obl") if (p := tree.case(c)))
        return
    after = max(tree.subtree(i)) + 1
    for child in tree.under(governor, "obl"):
        marker = tree.first(child, "case")
        if marker == after and (preposition := tree.case(child)) in OF_DEEDS and not is_agent(tree, child):
            yield preposition, [child]
