"""Words that move an event away from plain fact, from ``vocab/operators.tsv``: negation, modals, plans, demands, doubts."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.claims.tree import Tree

POS = {"VERB": "verb", "AUX": "aux", "NOUN": "noun", "PROPN": "noun", "ADJ": "adj", "ADV": "adv", "PART": "adv"}


@cache
def operators() -> dict[tuple[str, str], str]:
    """The effect of each operator by lemma and part of speech."""
    return {(row["lemma"], row["pos"]): row["effect"] for row in vocab.load("operators")}


def effect_of(tree: Tree, i: int) -> str | None:
    """The effect of a word on what it governs, tried with its particle first."""
    pos = POS.get(tree.words[i].upos)
    if pos is None:
        return None
    word = tree.words[i]
    keys = (tree.lemma(i), word.lemma.lower(), word.text.lower())
    return next((e for k in keys if (e := operators().get((k, pos)))), None)


def effect_of_mark(tree: Tree, i: int) -> str | None:
    """The effect of the subordinator of a clause ("if", "unless", "to"), or none where it has no subordinator."""
    marks = [tree.words[m].text.lower() for m in tree.under(i, "mark", "case")]
    effects = [e for m in marks if (e := operators().get((m, "mark")))]
    return next((e for e in effects if e != "actual"), effects[0] if effects else None)


@cache
def light_verbs() -> dict[str, str]:
    """Verbs that add little to the noun they govern: lemma to ``strong``, ``weak`` or ``undergo``."""
    return {row["lemma"]: row["strength"] for row in vocab.load("light_verbs")}
