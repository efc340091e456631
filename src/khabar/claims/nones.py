"""Reports of none: no casualties, nobody was hurt, without loss of life, did not cause any injuries.

A report of none is a figure of 0. That there is no report ("no word on casualties", "no toll") is no figure.
"""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.counting import counted
from khabar.claims.figures import Figure
from khabar.claims.measures import PERSONS, look_up, words
from khabar.claims.numerals import Numeral
from khabar.claims.tree import Tree
from khabar.records import Span

DETERMINERS = frozenset({"no", "without", "zero", "neither"})
PRONOUNS = frozenset({"nobody", "none"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "without"})
# A sentence without any of them reports none of anything.
NEGATIVE = DETERMINERS | PRONOUNS | NEGATIONS


def nones(tree: Tree) -> Iterator[Figure]:
    """The figures of none in a sentence, in order."""
    for i, word in enumerate(tree.words if not NEGATIVE.isdisjoint(tree.said) else ()):
        lower = tree.printed(i)
        if (
            lower in DETERMINERS
            and word.head > i
            and word.deprel in ("det", "case", "nummod")
            and not _is_no_one(tree, i)
        ):
            yield from _none(tree, i, word.head, i)
        elif lower in PRONOUNS or (lower == "neither" and i + 1 < len(tree) and tree.words[i + 1].text == "of"):
            yield from _none(tree, i, i, i)
        elif lower == "one" and i > 0 and tree.printed(i - 1) in ("no", "not"):
            yield from _none(tree, i - 1, word.head if word.deprel == "nummod" else i, i)
        elif lower == "single" and i > 1 and tree.printed(i - 2) in NEGATIONS and word.head > i:
            yield from _none(tree, i - 2, word.head, i)
        elif _is_uncaused(tree, i):
            yield from _none(tree, _first_of(tree, i), i, i)


def _is_no_one(tree: Tree, i: int) -> bool:
    return tree.words[i].head == i + 1 and tree.printed(i + 1) == "one"


def _none(tree: Tree, first: int, noun: int, counting: int) -> Iterator[Figure]:
    """A figure of 0 from word ``first`` to the noun, if people who came to no harm are counted."""
    what = counted(tree, frozenset({counting}))
    own = look_up(tree, noun, words("noun")) if noun == counting else None
    measure = own or what.measure
    if measure not in PERSONS or look_up(tree, noun, words("number")) is not None:
        return
    start, end = tree.words[first].start, tree.words[noun].end
    numeral = Numeral(start, start, tree.words[counting].end, tree.words[counting].end, "exact", (0.0, 0.0, 0.0))
    measure = "casualties" if _either_harm(tree, what.verb) else measure
    yield Figure(tree, numeral, what, measure, "persons", _population(tree, noun, counting), Span(start, end))


def _population(tree: Tree, noun: int, counting: int) -> str | None:
    """Of whom none came to harm: "no soldiers", "none of the soldiers"."""
    of = next((c for c in tree.under(noun, "nmod") if noun == counting and tree.case(c) == "of"), None)
    whom = of if noun == counting else noun
    return None if whom is None else tree.words[whom].text


def _either_harm(tree: Tree, verb: int | None) -> bool:
    """Whether nobody suffered either of two harms: killed or injured."""
    harms = [] if verb is None else [look_up(tree, v, words("verb", "object")) for v in tree.conjuncts(verb)]
    return len({h for h in harms if h in PERSONS}) > 1


def _is_uncaused(tree: Tree, i: int) -> bool:
    """Whether a noun for casualties is what a negated verb did not bring about: "did not cause any injuries"."""
    verb = tree.words[i].head
    if verb < 0 or tree.relation(i) not in ("obj", "obl") or look_up(tree, i, words("noun")) not in PERSONS:
        return False
    if not tree.is_verb(verb) or look_up(tree, verb, words("causing")) is None:
        return False
    return any(tree.printed(c) in NEGATIONS for c in tree.under(verb, "advmod", "mark", "case"))


def _first_of(tree: Tree, noun: int) -> int:
    """The first word of a noun with what stands before it."""
    return min((c for c in tree.children[noun] if c < noun and tree.relation(c) in ("det", "amod")), default=noun)
