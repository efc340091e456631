"""Deeds, states and statements: predicates of the tree that the codebook knows, with their participants.

A predicate is a verb, a noun, or a light verb with a noun ("carried out a strike"). The codebook's lines for its lemma are
tried in order; the first whose constraints the arguments meet decides event, mode and roles.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from khabar.claims.arguments import Slots, slots
from khabar.claims.classes import classes_of
from khabar.claims.operators import effect_of, light_verbs
from khabar.claims.roles import filled, places_among, roles_of
from khabar.claims.tree import Tree
from khabar.codebook import Codebook, Predicate
from khabar.codebook.predicate import ANY, NONE, PRESENT
from khabar.records import Span

TRIGGER_REACH = 40


@dataclass(frozen=True, slots=True)
class Deed:
    """A predicate that fits the codebook: its words, its line, and the heads that fill its roles.

    ``word`` is the predicate and ``anchor`` the word whose clause tells whether it happened: the light verb, if there is one.
    """

    tree: Tree
    word: int
    anchor: int
    trigger: Span
    line: Predicate
    roles: Mapping[str, tuple[int, ...]]

    @property
    def is_speech(self) -> bool:
        """Whether it is a noun for an act of speech: a request, a criticism, a threat."""
        return self.line.register == "statements" and not self.tree.is_verb(self.word)


def deeds(tree: Tree, codebook: Codebook) -> Iterator[Deed]:
    """The deeds of one sentence in text order."""
    taken: set[int] = set()
    for i in range(len(tree)):
        if (found := _deed(tree, i, codebook)) and found.word not in taken:
            taken.update({found.word, found.anchor})
            yield found


def _deed(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    word = tree.words[i]
    if word.upos == "VERB":
        return _verbal(tree, i, codebook)
    if word.upos in ("NOUN", "PROPN"):
        return _nominal(tree, i, codebook)
    return _matched(tree, i, i, codebook, "adj", _adjectival(tree, i)) if word.upos == "ADJ" else None


def _verbal(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    arguments = slots(tree, i)
    if light_verbs().get(tree.lemma(i)) and any(_has_line(tree, o, codebook) for o in arguments.get("object", ())):
        return None
    return _matched(tree, i, i, codebook, "verb", arguments)


def _nominal(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    if stationed := _presence(tree, i, codebook):
        return stationed
    if tree.name_of[i] is not None or not _has_line(tree, i, codebook) or _only_modifies(tree, i):
        return None
    own = slots(tree, i)
    governor = _light_governor(tree, i)
    if governor is None:
        return _matched(tree, i, i, codebook, "noun", own)
    return _matched(tree, i, governor, codebook, "noun", _joined(tree, own, governor))


def _presence(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    """Forces that are said to be somewhere: "800 soldiers are on the ground in Iraq"."""
    subject = tree.first(i, "nsubj") if tree.first(i, "cop") is not None else None
    somewhere = tree.case(i) in ("in", "on", "at", "inside", "near")
    if subject is None or not somewhere or not classes_of(tree, subject) & {"armed", "force"}:
        return None
    line = next((p for p in codebook.predicates("presence", "noun") if p.register == "deployment"), None)
    if line is None or tree.words[subject].upos == "PRON":
        return None
    first = tree.first(i, "case") or i
    trigger = Span(tree.words[min(first, i)].start, tree.words[i].end)
    return Deed(
        tree, i, i, trigger, line, {"actor": tree.conjuncts(subject), "place": places_among(tree, slots(tree, i))}
    )


def _only_modifies(tree: Tree, i: int) -> bool:
    """Whether a noun only tells what another is for ("attack helicopters"); but a "strike plan" tells of a strike."""
    if tree.words[i].deprel != "compound":
        return False
    return effect_of(tree, tree.words[i].head) is None


def _has_line(tree: Tree, i: int, codebook: Codebook) -> bool:
    return any(codebook.predicates(lemma, "noun") for lemma in _lemmas(tree, i))


def _light_governor(tree: Tree, i: int) -> int | None:
    governor = tree.words[i].head
    if governor < 0 or not tree.is_verb(governor):
        return None
    if tree.relation(i) == "obl":
        return governor if f"{tree.lemma(governor)} {tree.case(i)}" in light_verbs() else None
    under = tree.relation(i) == "obj" or tree.words[i].deprel in ("nsubj:pass", "acl")
    return governor if under and tree.lemma(governor) in light_verbs() else None


def _joined(tree: Tree, own: Slots, verb: int) -> Slots:
    """A noun's arguments with those of its light verb: who carries out a strike is the one who strikes."""
    outer = slots(tree, verb)
    undergone = light_verbs().get(tree.lemma(verb)) == "undergo"
    joined = {k: v for k, v in outer.items() if k not in ("subject", "object") and "." not in k}
    joined |= own
    if "subject" in outer:
        joined["of" if undergone else "subject"] = outer["subject"]
    return joined


def _adjectival(tree: Tree, i: int) -> Slots:
    """Arguments of an adjective: what it is said of, and its obliques."""
    said_of = [*tree.under(i, "nsubj")] or ([tree.words[i].head] if tree.relation(i) == "amod" else [])
    found = dict(slots(tree, i))
    return {**found, "subject": tuple(said_of)} if said_of else found


# ------------------------------------------------------------------ the codebook's lines


def _lemmas(tree: Tree, i: int) -> list[str]:
    """The lemmas to look a predicate up by: with particle, with compounds, then alone."""
    lemma = tree.words[i].lemma.lower()
    compounds = [
        tree.words[c].lemma.lower() for c in tree.under(i, "compound", "amod") if tree.words[c].deprel != "compound:prt"
    ]
    prepositions = [tree.case(c) for c in tree.under(i, "obl")] if tree.is_verb(i) else []
    adverbs = [tree.words[c].lemma.lower() for c in tree.under(i, "advmod")] if tree.is_verb(i) else []
    joined = [f"{c} {lemma}" for c in compounds] + [f"{lemma} {p}" for p in (*prepositions, *adverbs) if p]
    full = tree.lemma(i)
    return list(dict.fromkeys([full, *joined] if " " in full else [*joined, lemma]))


def _matched(tree: Tree, i: int, anchor: int, codebook: Codebook, pos: str, arguments: Slots) -> Deed | None:
    for lemma in _ordered(tree, i, pos, codebook):
        for line in codebook.predicates(lemma, pos):
            if _meets(tree, line, arguments):
                return (
                    None
                    if line.event is None
                    else Deed(tree, i, anchor, _trigger(tree, i, anchor, lemma), line, roles_of(tree, line, arguments))
                )
    return None


def _ordered(tree: Tree, i: int, pos: str, codebook: Codebook) -> list[str]:
    """Lemmas with lines, longer ones first, since "air strike" says more than "strike"."""
    known = [lemma for lemma in _lemmas(tree, i) if codebook.predicates(lemma, pos)]
    return sorted(known, key=lambda lemma: -lemma.count(" "))


def _meets(tree: Tree, line: Predicate, arguments: Slots) -> bool:
    actors = filled(tree, line.actor, arguments)
    objects = (
        arguments.get("object") or filled(tree, line.instrument, arguments) or filled(tree, line.recipient, arguments)
    )
    if not _allowed(tree, actors, line.subject, needed=False) or not _object_allowed(tree, objects, line):
        return False
    return all(_allowed(tree, arguments.get(slot, ()), classes, needed=True) for slot, classes in line.requires)


def _object_allowed(tree: Tree, objects: Sequence[int], line: Predicate) -> bool:
    if NONE in line.object:
        return not objects
    return _allowed(tree, objects, line.object, needed=True)


def _allowed(tree: Tree, heads: Sequence[int], classes: Sequence[str], *, needed: bool) -> bool:
    """Whether some head is of an allowed class; an empty constraint allows everything, absence included."""
    if not classes or ANY in classes:
        return True
    if not heads:
        return not needed
    if PRESENT in classes:
        return True
    return any(classes_of(tree, h) & set(classes) for h in heads)


# ------------------------------------------------------------------ spans


def _trigger(tree: Tree, i: int, anchor: int, lemma: str) -> Span:
    """The span of the predicate: the word with its particle or compound, and the light verb where it stands close."""
    parts = [i]
    words = lemma.split(" ")
    if len(words) > 1:
        parts += [c for c in tree.children[i] if tree.words[c].lemma.lower() in words and abs(c - i) <= 2]
    near = tree.words[max(i, anchor)].start - tree.words[min(i, anchor)].end
    if anchor != i and near <= TRIGGER_REACH:
        parts.append(anchor)
    return Span(min(tree.words[p].start for p in parts), max(tree.words[p].end for p in parts))
