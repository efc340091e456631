"""Forces that are said to be somewhere: "800 soldiers are on the ground in Iraq"."""

from __future__ import annotations

from khabar.claims.arguments import slots
from khabar.claims.classes import classes_of
from khabar.claims.events.deed import Deed
from khabar.claims.roles.places import places_among
from khabar.claims.tree import Tree
from khabar.codebook import Codebook
from khabar.frozen import record
from khabar.records import Span

SOMEWHERE = ("in", "on", "at", "inside", "near", "around", "along", "outside")


def presence(tree: Tree, i: int, codebook: Codebook) -> Deed | None:
    """The state that forces are where a phrase says: a noun under a copula, or one that hangs on "there are"."""
    held = _under_copula(tree, i) or _existing(tree, i)
    if held is None or not classes_of(tree, held.force) & {"armed", "force"} or tree.words[held.force].upos == "PRON":
        return None
    line = next((p for p in codebook.predicates("presence", "noun") if p.register == "deployment"), None)
    if line is None:
        return None
    last = max(i, held.force) if held.first == i else i
    trigger = Span(tree.words[held.first].start, tree.words[last].end)
    roles = {"actor": tree.conjuncts(held.force), "place": places_among(tree, slots(tree, i))}
    return Deed(tree, i, i, (i,), trigger, line, {role: heads for role, heads in roles.items() if heads})


@record(frozen=True, slots=True)
class _Held:
    """Who is somewhere, and the first word of what says so."""

    force: int
    first: int


def _under_copula(tree: Tree, i: int) -> _Held | None:
    if tree.words[i].upos not in ("NOUN", "PROPN") or tree.first(i, "cop") is None or tree.case(i) not in SOMEWHERE:
        return None
    subject = tree.first(i, "nsubj")
    return _Held(subject, min(tree.first(i, "case") or i, i)) if subject is not None else None


def _existing(tree: Tree, i: int) -> _Held | None:
    """There are forces somewhere."""
    subject = tree.first(i, "nsubj") if tree.base(i) == "be" else None
    if subject is None or tree.first(i, "expl") is None:
        return None
    places = [c for n in (i, subject) for c in tree.under(n, "obl", "nmod") if tree.case(c) in SOMEWHERE]
    return _Held(subject, i) if places else None
