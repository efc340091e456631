"""Verbs of headlines that were taken for nouns: "Jets pound hideouts", "Attack on bus kills ten, hurts six".

A headline has no full stop, and its verb is a bare present that many nouns look like.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from khabar.claims.classes import classes_of
from khabar.claims.mending.homographs import verbs
from khabar.claims.tree import Tree
from khabar.records import Word

LONGEST = 25
DOERS = frozenset({"actor", "attack", "aircraft"})
NOMINAL = ("NN", "NNS", "NNP", "NNPS")


def verb_with_object(tree: Tree) -> Mapping[int, Word]:
    """A noun that has an object: "Ministry | boosts weapons sales", "Rebels | retake dam", "Attack on bus | kills ten"."""
    for i in (*tree.over("obj"), *_before_joined(tree)) if _may_be_headline(tree) else ():
        word, before = tree.words[i], i - 1
        base, thing = _base(tree, i) if word.xpos in NOMINAL else None, _object(tree, i)
        if base is None or thing is None or thing < i or before < 0 or tree.tag(before) not in NOMINAL:
            continue
        if word.head < 0 and tree.words[before].head == i and tree.words[before].deprel == "compound":
            return {before: replace(tree.words[before], deprel="nsubj"), i: _verb(word, base)}
        if word.deprel == "nmod" and tree.words[word.head].head < 0 and (case := tree.first(i, "case")) is not None:
            inner = replace(tree.words[before], head=word.head, deprel="nmod")
            return {
                before: inner,
                case: replace(tree.words[case], head=before),
                word.head: replace(tree.words[word.head], head=i, deprel="nsubj"),
                i: replace(_verb(word, base), head=-1, deprel="root"),
                thing: replace(tree.words[thing], head=i, deprel="obj"),
            }
    return {}


def _object(tree: Tree, i: int) -> int | None:
    """The object of a noun, or what follows it with a number of its own and nothing between that would join the two."""
    if (thing := tree.first(i, "obj")) is not None:
        return thing
    return next((c for c in tree.under(tree.words[i].head, "conj") if min(tree.subtree(c)) == i + 1), None)


def _before_joined(tree: Tree) -> Iterator[int]:
    """The last words before what is joined to a noun by no word: "Attack on Green Zone | wounds three guards"."""
    for i, _ in tree.related("conj"):
        first = min(tree.subtree(i))
        if first > 0 and tree.first(i, "cc") is None and tree.first(i, "nummod") is not None:
            yield first - 1


def verb_in_row(tree: Tree) -> Mapping[int, Word]:
    """A base form after a plural noun for those who act, in a row of nouns: "Turkish jets | pound rebel hideouts"."""
    for i, word in tree.related("compound"):
        doer, thing = i - 1, _top(tree, i)
        if not doer >= 0 or not i < thing or tree.tag(doer) != "NNS" or not _may_be_headline(tree):
            continue
        heads = thing, i, word.head, tree.words[thing].head
        opens = tree.words[doer].head in heads or tree.words[doer].head < 0
        root = tree.words[thing].head < 0 or (tree.words[thing].head == doer and tree.case(thing) == "")
        if not (opens and root) or word.text.lower() not in verbs() or not classes_of(tree, doer) & DOERS:
            continue
        left = {
            c: replace(tree.words[c], head=doer) for c in range(doer) if tree.words[c].head in (i, thing, word.head)
        }
        loose = (c for h in {doer, thing} for c in tree.children[h] if c > thing)
        right = {c: _loosened(tree, c, i, thing) for c in loose}
        return {
            **left,
            **right,
            doer: replace(tree.words[doer], head=i, deprel="nsubj"),
            i: replace(_verb(word, word.text.lower()), head=-1, deprel="root"),
            thing: replace(tree.words[thing], head=i, deprel="obj"),
        }
    return {}


def later_verb(tree: Tree) -> Mapping[int, Word]:
    """A second verb after a comma: "PM fires officers, | orders inquiry"."""
    for i, word in tree.related("conj"):
        verb = next((a for a in tree.ancestors(i) if tree.is_verb(a)), None)
        base = _base(tree, i) if word.xpos == "NNS" and _may_be_headline(tree) else None
        if base is None or verb is None or tree.tag(verb) != "VBZ" or tree.words[i - 1].text != ",":
            continue
        thing = next((c for c in tree.under(i, "xcomp", "nmod", "appos", "obj", "acl") if c > i), None)
        if thing is not None and tree.first(i, "cc", "det", "amod", "compound") is None and tree.case(thing) == "":
            noun = replace(tree.words[thing], upos="NOUN", deprel="obj")
            return {i: replace(_verb(word, base), head=verb), thing: noun}
    return {}


def clause_with_as(tree: Tree) -> Mapping[int, Word]:
    """A clause after "as", taken for a noun with a row of others before it: "Two killed as | rocket hits base"."""
    for mark, word in tree.related("case", "mark") if "as" in tree.said and _may_be_headline(tree) else ():
        thing, verb, doer = word.head, word.head - 1, word.head - 2
        if tree.printed(mark) != "as" or not mark < doer or not tree.is_noun(thing) or tree.words[thing].head < 0:
            continue
        row = all(tree.words[c].deprel == "compound" and tree.words[c].head in (verb, thing) for c in (doer, verb))
        plural = tree.printed(doer).endswith("s")
        if not row or plural == (tree.tag(verb) == "NNS") or (base := _base(tree, verb)) is None:
            continue
        above = tree.words[thing].head
        before = {
            c: replace(tree.words[c], head=doer) for c in range(mark + 1, doer) if tree.words[c].head in (verb, thing)
        }
        return {
            **before,
            mark: replace(word, upos="SCONJ", head=verb, deprel="mark"),
            doer: replace(tree.words[doer], head=verb, deprel="nsubj"),
            verb: replace(_verb(tree.words[verb], base), head=_said(tree, above), deprel="advcl"),
            thing: replace(tree.words[thing], head=verb, deprel="obj"),
        }
    return {}


def _said(tree: Tree, i: int) -> int:
    """The word itself, or what a headline says of it: the dead of "Ten dead"."""
    over = tree.words[i].head
    return over if over >= 0 and tree.words[over].upos in ("ADJ", "VERB") else i


def counted_after_label(tree: Tree) -> Mapping[int, Word]:
    """A number after a speaker and a colon, taken for another name of the speaker: "UN: | 4,000 flee town in a day"."""
    for i, word in tree.related("parataxis"):
        label = word.head
        number = next((c for c in tree.under(label, "appos") if label < c < i), None)
        if number is None or not tree.is_verb(i) or tree.first(i, "nsubj", "nsubj:pass", "aux") is not None:
            continue
        if max(tree.subtree(number)) == i - 1 and any(w.text == ":" for w in tree.words[label:number]):
            verb = replace(word, xpos="VBP") if word.xpos == "VB" else word
            return {number: replace(tree.words[number], head=i, deprel="nsubj"), i: verb}
    return {}


def plan_of_subject(tree: Tree) -> Mapping[int, Word]:
    """What somebody is about to do, taken for an adverbial of who that is: "Norway | to arm rebels"."""
    for i, word in tree.related("advcl"):
        doer = word.head
        if tree.words[doer].head >= 0 or tree.tag(doer) not in NOMINAL or not _may_be_headline(tree):
            continue
        if tree.tag(i) == "VB" and tree.printed(i - 1) == "to" and tree.first(i, "nsubj") is None and doer == i - 2:
            return {i: replace(word, deprel="acl")}
    return {}


def _may_be_headline(tree: Tree) -> bool:
    return len(tree) <= LONGEST and tree.words[-1].upos != "PUNCT"


def _top(tree: Tree, i: int) -> int:
    """The noun that a compound leads to."""
    while tree.words[i].deprel == "compound":
        i = tree.words[i].head
    return i


def _base(tree: Tree, i: int) -> str | None:
    """The base of the verb that a noun looks like, where it is a verb's present."""
    form = tree.printed(i)
    forms = (form[:-1], form[:-2]) if tree.tag(i) in ("NNS", "NNPS") and form.endswith("s") else (form,)
    return next((stem for stem in forms if stem in verbs()), None)


def _verb(word: Word, base: str) -> Word:
    return replace(word, upos="VERB", xpos="VBP" if word.text.lower() == base else "VBZ", lemma=base)


def _loosened(tree: Tree, c: int, verb: int, thing: int) -> Word:
    """What follows the object, hung from the verb: where it was done, when, and who says so."""
    word = tree.words[c]
    moved = word.deprel in ("nmod", "advcl", "parataxis", "punct", "obl", "acl")
    relation = "obl" if word.deprel == "nmod" else word.deprel
    return replace(word, head=verb if moved else thing, deprel=relation)
