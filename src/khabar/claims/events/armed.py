"""Forces that are only said to have weapons with them: "troops backed by gunships" tells of nobody's support."""

from __future__ import annotations

from khabar.claims.classes import classes_of
from khabar.claims.events.deed import Deed
from khabar.claims.roles.acting import ARMS
from khabar.claims.roles.owners import owners, qualifiers

BACKING = "backing"


def is_own_means(deed: Deed) -> bool:
    """Whether support comes from weapons alone, and the text does not say whose they are."""
    means = deed.roles.get("instrument", ())
    if deed.line.register != BACKING or not means or not set(deed.roles.get("actor", ())) <= set(means):
        return False
    tree = deed.tree
    return all(classes_of(tree, h) & ARMS and not (qualifiers(tree, h) or owners(tree, h)) for h in means)
