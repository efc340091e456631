"""The codebook's lines for a word, tried in order; the first whose constraints the arguments meet decides."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.claims.arguments import Slots, slots
from khabar.claims.classes import classes_of
from khabar.claims.events.deed import Deed, trigger
from khabar.claims.events.keys import Key
from khabar.claims.roles import roles_of
from khabar.claims.roles.predication import Predication, filled
from khabar.claims.tree import Tree
from khabar.codebook import Predicate
from khabar.codebook.predicate import ANY, NONE, PRESENT


def matched(tree: Tree, i: int, anchor: int, entries: Sequence[Key], arguments: Slots) -> Deed | None:
    """The deed that a word with its arguments tells of by one of its entries; a stop line makes one that is to be left out."""
    for key in entries:
        known = _with_those_inside(tree, i, key, arguments)
        for line in key.lines:
            if _meets(tree, line, known):
                span = trigger(tree, i, anchor, key.words)
                roles = roles_of(Predication(tree, i, anchor, key.words, line, known))
                return Deed(tree, i, anchor, key.words, span, line, roles)
    return None


def _with_those_inside(tree: Tree, i: int, key: Key, arguments: Slots) -> Slots:
    """The arguments with what modifies the nouns inside a phrase ("took control of the town"), which are none themselves."""
    if len(key.words) == 1:
        return arguments
    others = {slot: tuple(h for h in heads if h not in key.words) for slot, heads in arguments.items()}
    found = {slot: heads for slot, heads in others.items() if heads}
    for word in key.words:
        if word != i and tree.is_noun(word):
            for slot, heads in slots(tree, word).items():
                found.setdefault(slot, heads)
    return found


def _meets(tree: Tree, line: Predicate, arguments: Slots) -> bool:
    if line.subject and not _allowed(tree, filled(tree, line.actor, arguments), line.subject, needed=False):
        return False
    if NONE in line.object and arguments.get("object"):
        return False
    if line.object and NONE not in line.object:
        objects = (
            arguments.get("object")
            or arguments.get("undergoer")
            or filled(tree, line.instrument, arguments)
            or filled(tree, line.recipient, arguments)
        )
        if not _allowed(tree, objects, line.object, needed=True):
            return False
    return all(_allowed(tree, arguments.get(slot, ()), classes, needed=True) for slot, classes in line.requires)


def _allowed(tree: Tree, heads: Sequence[int], classes: Sequence[str], *, needed: bool) -> bool:
    """Whether some head is of an allowed class; an empty constraint allows everything, absence included."""
    if not classes or ANY in classes:
        return True
    if not heads:
        return not needed
    if PRESENT in classes:
        return True
    return any(classes_of(tree, h) & set(classes) for h in heads)
