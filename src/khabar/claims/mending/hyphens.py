"""Participles that a hyphen joins to what stands before them: "ISIL-held buildings", "shelled government-held districts"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.tree import HYPHENS, Tree
from khabar.records import Word


def bound(tree: Tree) -> Mapping[int, Word]:
    """What a hyphen joins to a participle, hung from the noun that both stand before."""
    return {
        i - 2: replace(tree.words[i - 2], head=i, deprel="compound")
        for i, word in tree.related("amod")
        if i >= 2 and tree.is_verb(i) and tree.words[i - 1].text in HYPHENS
        if tree.words[i - 2].head == word.head and tree.words[i - 2].deprel in ("compound", "amod", "nmod:poss")
    }


def bound_as_relative(tree: Tree) -> Mapping[int, Word]:
    """Such a participle before its noun, taken for a clause about it: "the | government-held | districts"."""
    changed: dict[int, Word] = {}
    for i, word in tree.related("acl"):
        if 1 < i < word.head and tree.is_verb(i) and tree.words[i - 1].text in HYPHENS and tree.words[i - 2].head == i:
            changed |= {i: replace(word, deprel="amod"), i - 2: replace(tree.words[i - 2], deprel="compound")}
    return changed


def bound_as_clause(tree: Tree) -> Mapping[int, Word]:
    """Such a participle taken for a verb with what is before and behind it: "shelled | government-held | districts"."""
    for i, word in tree.verbs:
        noun, thing = i - 2, next((o for o in tree.under(i, "obj") if o > i), None)
        joined = i > 2 and tree.words[i - 1].text in HYPHENS and tree.words[i - 2].end == tree.words[i - 1].start
        if not joined or thing is None or tree.words[noun].head != i or tree.relation(noun) not in ("nsubj", "obj"):
            continue
        verb = _verb_before(tree, noun, i)
        if word.xpos not in ("VBD", "VBN") or verb is None or tree.first(i, "aux") is not None:
            continue
        outside = (c for c in tree.children[i] if c not in (verb, noun, thing))
        over = tree.words[verb] if word.head == verb else replace(tree.words[verb], head=word.head, deprel=word.deprel)
        return {
            **{c: replace(tree.words[c], head=verb) for c in outside},
            verb: over,
            noun: replace(tree.words[noun], deprel="compound"),
            i: replace(word, xpos="VBN", head=thing, deprel="amod"),
            thing: replace(tree.words[thing], head=verb, deprel="obj"),
        }
    return {}


def _verb_before(tree: Tree, noun: int, participle: int) -> int | None:
    """The verb right before a noun that has a subject and lacks an object, and hangs beside, above or below the participle."""
    verb, over = noun - 1, tree.words[participle].head
    near = over == verb or tree.words[verb].head in (participle, over)
    bare = tree.is_verb(verb) and near and tree.first(verb, "obj", "aux:pass") is None
    return verb if bare and tree.first(verb, "nsubj") is not None else None
