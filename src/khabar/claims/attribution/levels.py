"""How well a source is identified, how many it is said to be, and how it is said to know."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.claims.attribution.outlets import is_outlet
from khabar.claims.attribution.sources import THING, bearers, source_nouns
from khabar.claims.classes import classes_of
from khabar.claims.tree import Tree

BARE = frozenset(
    {"official", "source", "insider", "somebody", "someone", "other", "some", "many", "few", "most", "several"}
)
BODIES = frozenset({"organization", "government", "military", "police"})
MODIFIERS = ("amod", "compound", "nmod", "nmod:poss", "appos", "acl", "acl:relcl")
PRONOUNS = {"it": "organization", "its": "organization", "they": "collective", "their": "collective"}
NUMBERS = {"one": "one", "1": "one", "two": "two", "2": "two", "both": "two"}


def kind_of(tree: Tree, head: int) -> str:
    """The identification level of a source, from its head noun, its names and its modifiers."""
    label, word = tree.name_of[head], tree.words[head]
    kind = source_nouns().get(word.lemma.lower())
    kind = None if kind == THING else kind
    if word.text in _capitals() or is_outlet(" ".join(tree.words[w].text for w in tree.subtree(head))):
        return "organization"
    if label == "PER" or (kind in ("role", "described") and _named_within(tree, head)):
        return "named_person"
    if label in ("ORG", "LOC") or (word.upos == "PROPN" and kind not in ("role", "described")):
        return "organization"
    if word.upos in ("PRON", "NUM"):
        bare = word.upos == "NUM" or word.text.lower() in BARE
        return "anonymous" if bare else PRONOUNS.get(word.text.lower(), "named_person")
    if kind == "role":
        return _role(tree, head)
    if kind is None and word.lemma.lower() in BARE:
        return "anonymous"
    return kind or ("described" if word.upos in ("NOUN", "ADJ") else "organization")


@cache
def _capitals() -> frozenset[str]:
    """Countries and capitals, from ``vocab/countries.tsv``: they speak as governments, whatever label the model gives them."""
    return frozenset(n for row in vocab.load("countries") for n in (row["name"], *row["capital"].split(",")[:1]) if n)


def _named_within(tree: Tree, head: int) -> bool:
    """Whether a person's name stands in the phrase as a title's bearer: "spokesman Steve Warren", "the mayor, Ali Hassan"."""
    named = (*tree.under(head, "appos", "flat", "compound", "nmod:unmarked"), *bearers(tree, head))
    if any(tree.name_of[n] == "PER" for n in named):
        return True
    # An apposition after a comma may hang on a noun within the phrase: "a spokesman for the army, Ali Hassan".
    tail = [
        w for w in tree.subtree(head) if w > head and tree.words[w].deprel == "appos" and tree.words[w].upos == "PROPN"
    ]
    return any(tree.words[min(tree.subtree(w)) - 1].text == "," or tree.name_of[w] == "PER" for w in tail)


def _role(tree: Tree, head: int) -> str:
    """A role is one of a named body or an office of which there is one; else it is described, or bare."""
    if any(_is_body(tree, w) for c in tree.under(head, *MODIFIERS) for w in tree.subtree(c)):
        return "role"
    lemma, plural = tree.base(head), tree.tag(head) in ("NNS", "NNPS")
    modified = tree.first(head, *MODIFIERS) is not None
    if not modified and lemma in BARE:
        return "anonymous"
    the = any(tree.printed(d) == "the" for d in tree.under(head, "det"))
    if the and not plural and lemma not in BARE:
        return "role"
    return "described" if modified or not plural else "collective"


def _is_body(tree: Tree, i: int) -> bool:
    """Whether a word names a body, a country or its people, or is a common noun for a body of state."""
    word = tree.words[i]
    if tree.name_of[i] in ("ORG", "LOC") or word.upos == "PROPN":
        return True
    return bool(classes_of(tree, i) & BODIES) if word.upos == "NOUN" else word.upos == "ADJ" and word.text[:1].isupper()


def plurality_of(tree: Tree, head: int) -> str:
    """How many a source is said to be: one, two, several or unstated."""
    number = tree.first(head, "nummod") or (head if tree.words[head].upos == "NUM" else None)
    if number is not None:
        return NUMBERS.get(tree.printed(number), "several")
    if tree.tag(head) in ("NNS", "NNPS") or len(tree.conjuncts(head)) > 1:
        return "several"
    return "one" if tree.words[head].upos in ("NOUN", "PROPN", "PRON") else "unstated"


def access_of(tree: Tree, head: int) -> str:
    """How a source is said to know, from ``vocab/access.tsv``: "briefed on", "with knowledge of", "who saw"."""
    said = " ".join(tree.printed(w) for w in tree.subtree(head))
    return next((access for phrase, access in _phrases() if f" {phrase} " in f" {said} "), "unstated")


@cache
def _phrases() -> tuple[tuple[str, str], ...]:
    return tuple((row["phrase"], row["access"]) for row in vocab.load("access"))
