"""What a verb makes of those around it for the noun that it governs: "announced the raid", "blamed rebels for the raid"."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from khabar import vocab
from khabar.claims.naming import names_a_thing
from khabar.claims.tree import Tree

# By these a deed is the means of any other: whoever does the one does the other.
MEANS = ("through", "via", "by means of", "by way of")


class Control(NamedTuple):
    """``slot`` of a verb fills ``role`` of the noun that it governs, for events of the kinds in ``events`` (all if empty)."""

    slot: str
    role: str
    events: tuple[str, ...]


@cache
def noun_control() -> dict[str, tuple[Control, ...]]:
    """Verbs, with the preposition that leads to the noun if any, and whom they make its actor or recipient."""
    found: dict[str, tuple[Control, ...]] = {}
    for row in vocab.load("noun_control"):
        events = () if row["events"] == "-" else tuple(row["events"].split("|"))
        found[row["governor"]] = (*found.get(row["governor"], ()), Control(row["slot"], row["role"], events))
    return found


def link_of(tree: Tree, noun: int) -> str | None:
    """How a noun hangs from its verb: an empty string for an object that it does more to than call it something, the
    preposition for an oblique.
    """
    relation = tree.relation(noun)
    if relation == "obj" or tree.words[noun].deprel == "nsubj:pass":
        return None if names_a_thing(tree, tree.words[noun].head) else ""
    return tree.case(noun) or None if relation == "obl" else None


def leads_to_doer(tree: Tree, noun: int) -> bool:
    """Whether the subject of the verb over a noun is said to do what the noun speaks of."""
    link = link_of(tree, noun)
    if link is None:
        return False
    controls = noun_control().get(f"{tree.lemma(tree.words[noun].head)} {link}".strip(), ())
    return link in MEANS or any((c.slot, c.role) == ("subject", "actor") for c in controls)
