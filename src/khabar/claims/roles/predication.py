"""A predicate with its line of the codebook and its arguments: what the rules of roles look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.claims.arguments import Slots
from khabar.claims.classes import classes_of, is_national, is_temporal
from khabar.claims.tree import Tree
from khabar.codebook import Predicate
from khabar.frozen import record

Roles = Mapping[str, tuple[int, ...]]

LOCATED = frozenset({"attack", "meeting", "protest", "election"})
ACTING_COMPOUNDS = frozenset({"armed", "organization", "government", "weapon"})


@record(frozen=True, slots=True)
class Predication:
    """``word`` is the predicate, ``anchor`` its light verb or itself; ``arguments`` are the slots of both, joined.

    ``words`` are all that make up the predicate's entry in the codebook ("take", "control"); none of them takes part.
    """

    tree: Tree
    word: int
    anchor: int
    words: tuple[int, ...]
    line: Predicate
    arguments: Slots

    @property
    def is_verbal(self) -> bool:
        """Whether the predicate is a verb."""
        return self.tree.is_verb(self.word)


def filled(tree: Tree, wanted: Sequence[str], arguments: Slots) -> tuple[int, ...]:
    """The heads in the first of the wanted slots that is filled; adjectives only where they name a nation or group."""
    for slot in wanted:
        heads = tuple(h for h in arguments.get(slot, ()) if not is_temporal(tree, h))
        if slot in ("amod", "compound"):
            heads = tuple(h for h in heads if names_somebody(tree, h))
        if heads:
            return heads
    return ()


def names_somebody(tree: Tree, i: int) -> bool:
    """Whether a modifier names who acts: a name, a proper adjective, or a compound such as "rebel" in "rebel attack"."""
    word = tree.words[i]
    if names_where(tree, i):
        return False
    if word.deprel == "compound" and classes_of(tree, i) & ACTING_COMPOUNDS:
        return True
    return (
        is_national(tree, i)
        or word.upos == "PROPN"
        or tree.name_of[i] is not None
        or (word.text[:1].isupper() and not word.text.islower() and i > 0)
    )


def names_where(tree: Tree, i: int) -> bool:
    """Whether a compound says where a deed is done or whom it concerns: "the Fallujah assault", "the Syria air strikes".

    Who does it is named by an adjective or an abbreviation ("Syrian", "US"); a name in capitals throughout may be either.
    """
    word = tree.words[i]
    place = tree.name_of[i] == "LOC" and word.deprel == "compound" and word.upos in ("NOUN", "PROPN")
    paired = i > 0 and tree.words[i - 1].text in ("-", "–")
    spelled = not word.text.isupper() and "." not in word.text and not paired
    whole = next((a for a in tree.ancestors(i) if tree.words[a].deprel != "compound"), i)
    return place and spelled and bool(classes_of(tree, whole) & LOCATED)
