"""Nouns that tell of a deed, alone or under a light verb: "the killing of", "air strikes", "mounted an offensive"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from khabar.claims.arguments import Slots, slots
from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.sources import is_document
from khabar.claims.classes import classes_of, is_temporal, partitive_nouns
from khabar.claims.cues import cue
from khabar.claims.events.deed import Deed, trigger
from khabar.claims.events.keys import keys
from khabar.claims.events.matching import matched
from khabar.claims.naming import names_a_thing
from khabar.claims.operators import effect_of, light_verbs
from khabar.claims.tree import Tree
from khabar.codebook import Codebook

NOMINAL = ("nsubj", "obj", "obl", "nmod")


def nominal(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    """The deed that a noun tells of."""
    if not _may_be_noun(tree, i) or tree.name_of[i] is not None:
        return None
    entries = keys(tree, i, codebook, "noun")
    if not entries or _only_modifies(tree, i):
        return None
    governor = light_governor(tree, i)
    found = matched(tree, i, i if governor is None else governor, entries, nominal_arguments(tree, i))
    if found is None or found.line.register != "casualties" or not _is_tallied(tree, i):
        return found
    return replace(found, anchor=i, trigger=trigger(tree, i, i, found.words))


def _is_tallied(tree: Tree, i: int) -> bool:
    """Whether a verb sets a figure for harm and does none: "raised the number of dead", not "caused a number of deaths"."""
    over = counted_by(tree, i)
    return over != i and any(tree.printed(d) == "the" for d in tree.under(over, "det"))


def nominal_arguments(tree: Tree, i: int) -> Slots:
    """A noun's arguments, joined with those of its light verb, and what it is to do ("calls for voters to stay away").

    By ``self`` stands whom it speaks of itself: "the dead", the thousands of "thousands of wounded", and no tally of them.
    """
    governor = light_governor(tree, i)
    own = slots(tree, i)
    joined = own if governor is None else _joined(tree, i, own, governor)
    told = tuple(c for c in (*tree.under(i, "acl"), *_after(tree, i)) if tree.is_verb(c) and _is_infinitive(tree, c))
    known: Slots = {**joined, "self": (i if _is_tallied(tree, i) else counted_by(tree, i),)}
    return {**known, "infinitive": told} if told else known


def _after(tree: Tree, i: int) -> list[int]:
    """The clause that begins right after a noun, wherever it hangs: "prompted calls | for the governor to go"."""
    marked = i + 1 < len(tree) and tree.words[i + 1].deprel == "mark" and tree.words[i + 1].head != i
    return [tree.words[i + 1].head] if marked else []


def _is_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.printed(m) == "to" for m in tree.under(i, "mark"))


def _may_be_noun(tree: Tree, i: int) -> bool:
    """Whether a word is a noun, or stands as one: a gerund ("fighting broke out"), what a preposition or figure marks,
    and a subject with an article ("the dead were").
    """
    word = tree.words[i]
    if word.upos in ("NOUN", "PROPN"):
        return True
    subject = word.upos == "ADJ" and tree.relation(i) == "nsubj" and tree.first(i, "det") is not None
    if subject or (word.upos == "ADJ" and (tree.first(i, "case") is not None or is_figured(tree, i))):
        return True
    return word.xpos == "VBG" and tree.relation(i) in NOMINAL and tree.first(i, "obj", "nsubj", "aux") is None


def is_figured(tree: Tree, i: int) -> bool:
    """Whether a figure is set for what a word tells of: "put the dead at 12", "raised the number of injuries to 40"."""
    counted = counted_by(tree, i)
    figures = tree.under(tree.words[counted].head, "obl") if tree.relation(counted) in ("obj", "nsubj") else ()
    return any(tree.words[f].upos == "NUM" and tree.case(f) in ("at", "to") for f in figures)


def _only_modifies(tree: Tree, i: int) -> bool:
    """Whether a noun only tells what another is for ("attack helicopters"); but a "strike plan" tells of a strike."""
    if tree.words[i].deprel != "compound":
        return False
    return effect_of(tree, tree.words[i].head) is None


def light_governor(tree: Tree, i: int) -> int | None:
    """The light verb over a noun, which may be a conjunct of the verb the noun hangs on ("was promoted and waged")."""
    counted = counted_by(tree, i)
    return next((v for v in _governors(tree, counted) if _is_light(tree, counted, v)), None)


def counted_by(tree: Tree, i: int) -> int:
    """The noun that counts another ("a series of strikes", "weeks of shelling"), or the noun itself."""
    over = tree.words[i].head
    if over < 0 or tree.relation(i) != "nmod" or tree.case(i) != "of":
        return i
    counts = tree.base(over) in partitive_nouns() or is_temporal(tree, over)
    return counted_by(tree, over) if counts else i


def _governors(tree: Tree, i: int) -> Iterator[int]:
    governor = tree.words[i].head
    if governor >= 0 and tree.is_verb(governor):
        yield governor
        if tree.relation(i) in ("nsubj", "obj"):
            yield from (c for c in tree.under(governor, "conj") if tree.first(c, "nsubj", "obj") is None)


def _is_light(tree: Tree, i: int, verb: int) -> bool:
    """Whether a verb says no more than that the deed of a noun is done; what becomes of "the wounded" is told by itself."""
    if "victim" in classes_of(tree, i):
        return False
    if tree.relation(i) == "obl":
        return f"{tree.lemma(verb)} {tree.case(i)}" in light_verbs()
    under = tree.relation(i) == "obj" or tree.words[i].deprel in ("nsubj:pass", "acl")
    light = under and tree.lemma(verb) in light_verbs()
    return light and not _is_evidence(tree, verb) and not names_a_thing(tree, verb)


def _is_evidence(tree: Tree, verb: int) -> bool:
    """Whether a document tells of a deed and does none: "a video shows the execution of two soldiers"."""
    shows = cue(tree.base(verb), "evidence") is not None
    return shows and any(is_document(tree, s) for s in subjects(tree, verb))


def _joined(tree: Tree, i: int, own: Slots, verb: int) -> Slots:
    """A noun's arguments with those of its light verb: who carries out a strike is the one who strikes."""
    outer = slots(tree, verb)
    forms = (tree.lemma(verb), *(f"{tree.lemma(verb)} {tree.case(c)}" for c in tree.under(verb, "obl")))
    undergone = any(light_verbs().get(form) == "undergo" for form in forms)
    joined = {k: v for k, v in outer.items() if k not in ("subject", "object") and "." not in k}
    joined |= own
    if "subject" in outer and not (light_verbs().get(tree.lemma(verb)) == "weak" and _has_owner(tree, own)):
        joined["undergoer" if undergone else "subject"] = outer["subject"]
    if tree.relation(counted_by(tree, i)) == "obl" and "object" in outer:
        joined["undergoer"] = outer["object"]
    return joined


def _has_owner(tree: Tree, own: Slots) -> bool:
    """Whether a noun names whose it is: "reiterated the UK's commitment"."""
    return any(tree.words[h].upos == "PROPN" for h in own.get("possessor", ()))
