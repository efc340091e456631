"""Words that move a deed away from plain fact, from ``vocab/operators.tsv``: negation, modals, plans, demands, doubts.

Each acts through some constructions only: "threatened to strike" (clause), "called for a strike" (for), "cancelled the
strike" (object). A word with none named acts on whatever it governs or modifies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from khabar import vocab
from khabar.claims.tree import Tree
from khabar.frozen import record

POS = {
    "VERB": "verb",
    "AUX": "aux",
    "NOUN": "noun",
    "PROPN": "noun",
    "ADJ": "adj",
    "ADV": "adv",
    "PART": "adv",
    "CCONJ": "adv",
}
# Verbs that are the same in the past are short and end in t or d: hit, put, cost, burst.
LONGEST_UNCHANGED = 5


@record(frozen=True, slots=True)
class Operator:
    """What a word does to a deed, and through which constructions; none named means any."""

    effect: str
    through: frozenset[str]

    def acts(self, routes: Sequence[str]) -> bool:
        """Whether it acts through one of the constructions."""
        return not self.through or any(r in self.through for r in routes)


@cache
def operators() -> dict[tuple[str, str], Operator]:
    """The operators by lemma and part of speech; a lemma may come with the word it stands with ("call for")."""
    return {
        (row["lemma"], row["pos"]): Operator(row["effect"], frozenset(filter(None, row["through"].split("|"))))
        for row in vocab.load("operators")
    }


def operator(tree: Tree, i: int, after: str = "") -> Operator | None:
    """The operator that a word is, if it is one; with the word ``after`` it may be another: "not only"."""
    printed = tree.printed(i)
    phrase = (f"{printed} {after}",) if after else ()
    return next(_listed(tree, i, (*phrase, tree.lemma(i), tree.base(i), printed)), None)


def effect_of(tree: Tree, i: int) -> str | None:
    """The effect of a word, through whichever construction."""
    found = operator(tree, i)
    return found.effect if found else None


def effect_through(tree: Tree, i: int, routes: Sequence[str], beside: Sequence[str] = ()) -> str | None:
    """The effect of a word on what it governs through a construction; ``beside`` are words that may belong to its entry."""
    lemma, before = tree.lemma(i), tree.case(i)
    phrases = (*(f"{lemma} {word}" for word in (*routes, *beside)), *((f"{before} {lemma}",) if before else ()))
    if (phrase := next(_listed(tree, i, phrases), None)) is not None:
        return phrase.effect
    found = (o for o in _listed(tree, i, (lemma, tree.printed(i))) if o.acts(routes))
    return next((o.effect for o in found), None)


def _listed(tree: Tree, i: int, keys: Sequence[str]) -> Iterator[Operator]:
    pos = POS.get(tree.words[i].upos)
    return (o for k in keys if pos and (o := operators().get((k, pos))))


def effect_of_participle(tree: Tree, i: int) -> str | None:
    """The effect of a participle before or after its noun: "the planned strike", "a strike thwarted by the police"."""
    as_adjective = operators().get((tree.printed(i), "adj"))
    if as_adjective is not None and not as_adjective.through:
        return as_adjective.effect
    return effect_through(tree, i, ("object",)) if tree.tag(i) in ("VBN", "VBD") else None


def marks(tree: Tree, i: int) -> list[str]:
    """The subordinators of a clause as printed, lower-case ("if", "in order to"), or the preposition before a gerund."""
    return [_fixed(tree, m) for m in (*tree.under(i, "mark"), *tree.under(i, "case"))]


def _fixed(tree: Tree, word: int) -> str:
    return " ".join(tree.printed(w) for w in (word, *tree.under(word, "fixed")))


def effect_of_mark(tree: Tree, i: int) -> str | None:
    """The effect of the subordinator of a clause ("if", "unless", "to"), or none where it has no subordinator."""
    printed = marks(tree, i)
    keys = (" ".join(printed), *printed, *(m.split(" ")[0] for m in printed))
    effects = [o.effect for m in keys if (o := operators().get((m, "mark")))]
    return next((e for e in effects if e != "actual"), effects[0] if effects else None)


def is_wished(tree: Tree, i: int) -> bool:
    """Whether a clause tells what is to be and not what is: "insists that they leave", "that they must leave"."""
    helpers = tree.under(i, "aux", "aux:pass", "cop")
    obliged = any(tree.base(a) in ("must", "should", "shall", "ought") for a in helpers)
    return obliged or (not helpers and _is_bare(tree, i)) or any(tree.tag(a) == "VB" for a in helpers[:1])


def _is_bare(tree: Tree, i: int) -> bool:
    """Whether a verb is in its bare form: one without an ending after a singular subject, or after "ordered that"."""
    if tree.tag(i) == "VB" or tree.printed(i) != tree.base(i):
        return tree.tag(i) == "VB"
    singular = any(tree.tag(s) in ("NN", "NNP") for s in tree.under(i, "nsubj"))
    printed = tree.printed(i)
    unchanged = len(printed) <= LONGEST_UNCHANGED and printed.endswith(("t", "d"))
    return (tree.tag(i) == "VBD" and not unchanged) or (
        tree.tag(i) == "VBP" and (singular or tree.tag(tree.words[i].head) == "VBD")
    )


@cache
def light_verbs() -> dict[str, str]:
    """Verbs that add little to the noun they govern: lemma to ``strong``, ``weak`` or ``undergo``."""
    return {row["lemma"]: row["strength"] for row in vocab.load("light_verbs")}
