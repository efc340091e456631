"""Figures that stand beside a label, as lists and fact sheets print them: "Civilians killed: 67,000", "3 million: IDPs"."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.claims.measures import PERSONS, harm_of, look_up, measure_of, words
from khabar.claims.tree import Tree
from khabar.frozen import record

FINITE = ("VBD", "VBZ", "VBP", "MD")
MARKS = (":", "–", "—")
LONGEST_COMPARATOR = 4


@record(frozen=True, slots=True)
class Label:
    """What a label says is counted: its noun, if it has one, and the measure."""

    noun: int | None
    measure: str


def label_of(tree: Tree, number: frozenset[int]) -> Label | None:
    """The label that a number stands after, or that follows a number which opens its sentence; None where there is none."""
    first, last = min(number), max(number)
    for at in range(first - 1, max(-1, first - 1 - LONGEST_COMPARATOR), -1):
        if tree.words[at].text == ":":
            return _read(tree, range(at)) if at else None
        if tree.words[at].upos in ("NOUN", "PROPN", "VERB", "PUNCT"):
            break
    opens = all(w.upos not in {"VERB", "NOUN"} for w in tree.words[:first])
    if opens and last + 2 < len(tree) and tree.words[last + 1].text in MARKS:
        return _read(tree, range(last + 2, len(tree)))
    return None


def _read(tree: Tree, label: Sequence[int]) -> Label | None:
    """What the words of a label count: no label is a clause with a finite verb."""
    if any(tree.tag(i) in FINITE for i in label):
        return None
    nouns = (
        i for i in label if tree.words[i].upos in ("NOUN", "PROPN") and tree.relation(i) not in ("compound", "flat")
    )
    noun = next((i for i in nouns if not tree.case(i)), None)
    harm = next((h for i in label if (h := _harm(tree, i)) is not None), None)
    own = None if noun is None else measure_of(tree, noun)
    measure = own if own in PERSONS and harm is None else harm or own
    if measure is None and (noun is None or tree.tag(noun) not in ("NNS", "NNPS")):
        return None
    return Label(noun, measure or "other")


def _harm(tree: Tree, i: int) -> str | None:
    """The harm that a participle or adjective of a label tells of: killed, displaced, dead."""
    done = tree.tag(i) == "VBN" and tree.first(i, "obj") is None
    return harm_of(tree, i) or (look_up(tree, i, words("verb", "object")) if done else None)
