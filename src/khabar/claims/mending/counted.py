"""Numbers hung from the wrong word: the subject of a second clause, and a range before its noun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.tree import Tree
from khabar.records import Word

SUBJECTS = ("nsubj", "nsubj:pass", "expl", "csubj")
AS_MANY = frozenset({"many", "few"})


def subject_of_second(tree: Tree) -> Mapping[int, Word]:
    """The subject of the second of two clauses, hung from the first: "61 have died and | 29 were wounded"."""
    for i, word in tree.related("nsubj", "nsubj:pass"):
        first = word.head
        if not 0 <= first < i or "conj" not in tree.below[first]:
            continue
        second = next((c for c in tree.under(first, "conj") if c > i and tree.is_verb(c)), None)
        if second is None or tree.first(second, *SUBJECTS) is not None:
            continue
        if any(first < c < i for c in tree.under(second, "cc")):
            passive = tree.first(second, "aux:pass") is not None
            return {i: replace(word, head=second, deprel="nsubj:pass" if passive else "nsubj")}
    return {}


def range_of_object(tree: Tree) -> Mapping[int, Word]:
    """The object of a verb that counts it between two numbers, taken for a noun's participle: "the blast | wounded between
    12 and 15 people".
    """
    for i, word in tree.tagged("VBD", "VBN") if "between" in tree.said else ():
        if i + 5 > len(tree) - 1 or word.deprel not in ("amod", "acl") or not 0 <= word.head < i:
            continue
        between, low, joined, high, noun = i + 1, i + 2, i + 3, i + 4, i + 5
        printed = [w.upos for w in tree.words[i + 1 : i + 6]]
        if tree.printed(between) != "between" or printed != ["ADP", "NUM", "CCONJ", "NUM", "NOUN"]:
            continue
        subject = word.head
        changed = {
            i: replace(word, xpos="VBD", head=tree.words[subject].head, deprel=tree.words[subject].deprel),
            subject: replace(tree.words[subject], head=i, deprel="nsubj"),
            noun: replace(tree.words[noun], head=i, deprel="obj"),
            high: replace(tree.words[high], head=noun, deprel="nummod"),
            low: replace(tree.words[low], head=high, deprel="conj"),
            between: replace(tree.words[between], head=high, deprel="advmod"),
            joined: replace(tree.words[joined], head=high, deprel="cc"),
        }
        outside = [c for c in tree.children[subject] if c > i and c not in changed]
        return {**changed, **{c: replace(tree.words[c], head=i) for c in outside}}
    return {}


def as_many_as(tree: Tree) -> Mapping[int, Word]:
    """What says how sure a number is, taken for what is counted: "| as many as | 30 men died", "killed | as many as | 30"."""
    numbers = tree.tagged("CD") if tree.said & AS_MANY else ()
    return {c: word for i, number in numbers for c, word in _counted(tree, i, number).items()}


def _counted(tree: Tree, i: int, number: Word) -> dict[int, Word]:
    """The words around a number that is "as many as" so many."""
    first, many, verb = i - 3, i - 2, i - 4
    if first < 0 or tree.printed(first) != "as" or tree.printed(i - 1) != "as" or tree.printed(many) not in AS_MANY:
        return {}
    noun = number.head if number.deprel == "nummod" and number.head > i else i
    found = {many: replace(tree.words[many], head=i, deprel="advmod")}
    found |= {c: replace(tree.words[c], head=many, deprel="fixed") for c in (first, i - 1)}
    if verb >= 0 and tree.is_verb(verb) and tree.first(verb, "obj", "aux:pass") is None:
        return found | _as_object(tree, noun, verb)
    if tree.words[noun].head in found:
        return found | {noun: replace(tree.words[noun], head=tree.words[many].head, deprel=tree.words[many].deprel)}
    return found


def _as_object(tree: Tree, noun: int, verb: int) -> dict[int, Word]:
    """A noun as the object of a verb, which is active then."""
    acting = {s: replace(tree.words[s], deprel="nsubj") for s in tree.under(verb, "nsubj:pass")}
    active = {verb: replace(tree.words[verb], xpos="VBD")} if tree.tag(verb) == "VBN" and acting else {}
    return {noun: replace(tree.words[noun], head=verb, deprel="obj"), **acting, **active}
