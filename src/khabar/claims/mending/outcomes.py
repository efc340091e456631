"""What came of a deed, hung from a clause about somebody in it: "fired on people trying to flee, | killing a child"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.classes import classes_of, noun_classes
from khabar.claims.measures import harm_of, look_up, words
from khabar.claims.tree import Tree
from khabar.records import Word

HARMS = ("killed", "injured", "casualties")


def outcome(tree: Tree) -> Mapping[int, Word]:
    """A participle of harm after a comma, hung from a peaceful clause that only describes one of the parties, and in which
    nothing is done to another.
    """
    for i, word in tree.related("advcl", "acl", "conj"):
        loose = word.xpos == "VBG" and i > 1 and word.head >= 0
        if not loose or tree.words[i - 1].text != "," or not _harms(tree, i):
            continue
        if tree.first(i, "mark", "nsubj", "cc") is not None or not tree.is_verb(word.head) or _harms(tree, word.head):
            continue
        if any("actor" in classes_of(tree, o) for o in tree.under(word.head, "obj")):
            continue
        if (deed := _deed_over(tree, word.head)) is not None:
            return {i: replace(word, head=deed, deprel="advcl")}
    return {}


def outcome_of_inner(tree: Tree) -> Mapping[int, Word]:
    """A participle of harm after a comma, hung from a peaceful verb although the clause right before tells of a deed: "held a
    man hours after a bomber attacked a mosque, | wounding two".
    """
    for i, word in tree.related("advcl"):
        loose = i > 2 and tree.tag(i) == "VBG" and tree.words[i - 1].text == "," and 0 <= word.head < i
        if (
            not loose
            or not _harms(tree, i)
            or _strikes(tree, word.head)
            or tree.first(i, "mark", "nsubj", "cc") is not None
        ):
            continue
        above = [a for a in tree.ancestors(i - 2) if a > word.head and tree.is_verb(a) and tree.relation(a) == "advcl"]
        if above and _strikes(tree, above[0]) and word.head in tree.ancestors(above[0]):
            return {i: replace(word, head=above[0])}
    return {}


def outcome_before_main(tree: Tree) -> Mapping[int, Word]:
    """A participle that ends the clause that opens a sentence, hung from the main verb: "When they raided it, | killing his
    son, the town rose".
    """
    for i, word in tree.related("advcl"):
        if tree.tag(i) != "VBG" or i < 2 or tree.words[i - 1].text != "," or word.head < i:
            continue
        subject = tree.first(word.head, "nsubj", "nsubj:pass")
        opening = next(
            (c for c in tree.under(word.head, "advcl") if c < i and tree.first(c, "nsubj") is not None), None
        )
        if opening is None or subject is None or subject < i or tree.first(i, "mark", "nsubj", "cc") is not None:
            continue
        if _strikes(tree, max(v for v in tree.conjuncts(opening) if v < i)):
            return {i: replace(word, head=max(v for v in tree.conjuncts(opening) if v < i))}
    return {}


def _strikes(tree: Tree, verb: int) -> bool:
    """Whether a verb tells of a deed by which people come to harm."""
    harms = look_up(tree, verb, words("verb", "object")) in HARMS or look_up(tree, verb, words("causing")) is not None
    return harms or "attack" in noun_classes().get(tree.base(verb), ())


def dead(tree: Tree) -> Mapping[int, Word]:
    """Those who were left dead, taken for who did it where no auxiliary stands: "Dozens | shot dead in the capital"."""
    for i, word in tree.tagged("VBD", "VBN"):
        subject = tree.first(i, "nsubj") if i + 1 < len(tree) else None
        if (
            subject is None
            or tree.words[i + 1].head != i
            or harm_of(tree, i + 1) != "killed"
            or tree.first(i, "aux") is not None
        ):
            continue
        after = tree.words[i + 2].upos if i + 2 < len(tree) else "PUNCT"
        objects = list(tree.under(i, "obj"))
        if after in ("ADP", "PUNCT") and all(tree.case(o) for o in objects):
            obliques = {o: replace(tree.words[o], deprel="obl") for o in objects}
            passive = replace(tree.words[subject], deprel="nsubj:pass")
            return {**obliques, subject: passive, i: replace(word, xpos="VBN")}
    return {}


def _harms(tree: Tree, i: int) -> bool:
    """Whether a verb tells of harm done to people, or of what causes it."""
    return look_up(tree, i, words("verb", "object")) is not None or look_up(tree, i, words("causing")) is not None


def _deed_over(tree: Tree, clause: int) -> int | None:
    """The verb that governs the party which a clause describes."""
    while tree.is_verb(clause) and tree.words[clause].deprel in ("xcomp", "advcl", "conj"):
        clause = tree.words[clause].head
    if clause < 0 or tree.words[clause].deprel not in ("acl", "acl:relcl") or not tree.is_verb(clause):
        return None
    if any(tree.tag(m) == "IN" for m in tree.under(clause, "mark")):
        # "Reports that soldiers fired on the crowd": that tells what is reported, and of no party.
        return None
    return next((a for a in tree.ancestors(tree.words[clause].head) if tree.is_verb(a) and a < clause), None)
