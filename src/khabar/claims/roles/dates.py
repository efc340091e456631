"""When a deed happened, by the temporal phrases of its own clause."""

from __future__ import annotations

from khabar.claims.classes import is_temporal
from khabar.claims.roles.predication import Predication, Roles
from khabar.claims.tree import Tree


def dates(p: Predication, _: Roles) -> Roles:
    """The dates that hang from the predicate or its light verb."""
    owners = dict.fromkeys((p.anchor, p.word))
    found = (c for o in owners for c in p.tree.under(o, "obl", "nmod", "advmod") if is_temporal(p.tree, c))
    return {"date": tuple(sorted(c for c in dict.fromkeys(found) if not _is_how_often(p.tree, c)))}


def _is_how_often(tree: Tree, i: int) -> bool:
    """Whether a phrase counts deeds and dates none: "more than 200 times"."""
    return tree.base(i) == "time" and tree.first(i, "nummod") is not None
