"""A speaker's second verb, taken for a part of what was said first: "said it was sorry, and urged both sides to …"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.cues import cue
from khabar.claims.tree import Tree
from khabar.records import Word

SUBJECTS = ("nsubj", "nsubj:pass", "expl", "csubj")
FORMS = {"VBD": ("VBD",), "VBZ": ("VBZ", "VBP"), "VBP": ("VBZ", "VBP"), "VBG": ("VBG",)}


def second_verb(tree: Tree) -> Mapping[int, Word]:
    """A verb of saying or asking after ", and", without a subject of its own and in the form of the one before."""
    for i, word in enumerate(tree.words):
        if word.deprel != "conj" or not tree.is_verb(i) or tree.first(i, *SUBJECTS, "aux", "mark") is not None:
            continue
        link = next((c for c in tree.under(i, "cc") if c < i), None)
        if link is None or link == 0 or tree.words[link - 1].text != "," or cue(word.lemma.lower(), "verb") is None:
            continue
        saying = _saying(tree, word.head)
        if saying is not None and tree.tag(i) in FORMS.get(tree.tag(saying), ()):
            return {i: replace(word, head=saying)}
    return {}


def _saying(tree: Tree, partner: int) -> int | None:
    """The verb of saying whose content the partner heads, where the two do not stand in one row already."""
    governor = tree.words[partner].head
    inner = tree.relation(partner) in ("ccomp", "advcl", "xcomp") and governor >= 0 and tree.is_verb(governor)
    return governor if inner and cue(tree.words[governor].lemma.lower(), "verb") is not None else None
