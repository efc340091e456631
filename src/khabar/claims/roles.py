"""Which arguments of a predicate fill which role: actor, recipient, instrument, place."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.claims.arguments import Slots, slots
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.tree import Tree
from khabar.codebook import Predicate

PLACE_PREPOSITIONS = (
    "in", "at", "near", "on", "outside", "inside", "across", "around", "over", "into", "from", "to", "throughout",
    "within", "along", "off", "towards", "toward", "between", "north of", "south of", "east of", "west of", "onto",
)  # fmt: skip
PLACE_CLASSES = frozenset({"place", "facility", "country", "territory"})


def filled(tree: Tree, wanted: Sequence[str], arguments: Slots) -> tuple[int, ...]:
    """The heads in the first of the wanted slots that is filled; adjectives only where they name a nation or group."""
    for slot in wanted:
        heads = tuple(h for h in arguments.get(slot, ()) if not is_temporal(tree, h))
        if slot in ("amod", "compound"):
            heads = tuple(h for h in heads if _proper(tree, h))
        if heads:
            return heads
    return ()


def _proper(tree: Tree, i: int) -> bool:
    """Whether a modifier names who acts: a name, a proper adjective, or a compound such as "rebel" in "rebel attack"."""
    word = tree.words[i]
    if word.deprel == "compound" and classes_of(tree, i) & {"armed", "organization", "government", "weapon"}:
        return True
    return (
        word.upos == "PROPN"
        or tree.name_of[i] is not None
        or (word.text[:1].isupper() and not word.text.islower() and i > 0)
    )


def roles_of(tree: Tree, line: Predicate, arguments: Slots) -> dict[str, tuple[int, ...]]:
    """The heads that fill each role of a predicate, by the slots that its line of the codebook names."""
    recipient = filled(tree, line.recipient, arguments)
    named = filled(tree, line.actor, arguments) or _possessor(recipient, arguments)
    actor = tuple(dict.fromkeys(a for h in named for a in _acting(tree, h)))
    tools = tuple(h for h in named if h not in actor and "weapon" in classes_of(tree, h))
    roles = {
        "actor": actor,
        "recipient": recipient,
        "instrument": filled(tree, line.instrument, arguments) or tools,
        "place": places_among(tree, arguments) or tuple(h for h in arguments.get("object", ()) if _is_place(tree, h)),
    }
    return {role: heads for role, heads in roles.items() if heads}


def _acting(tree: Tree, head: int) -> tuple[int, ...]:
    """Who acts where the subject is a thing or deed: "the first act by the army", "the US-led invasion", "Iran's missiles"."""
    if "actor" in classes_of(tree, head) or not tree.is_noun(head):
        return (head,)
    modifiers = slots(tree, head)
    owners = modifiers.get("by") or modifiers.get("possessor") or ()
    return tuple(o for o in owners if "actor" in classes_of(tree, o)) or (head,)


def _possessor(recipient: tuple[int, ...], arguments: Slots) -> tuple[int, ...]:
    """The possessor of a noun acts where another slot says who it is done to: "X's murder of Y"."""
    owner = arguments.get("possessor", ())
    return owner if recipient and not set(owner) & set(recipient) else ()


def places_among(tree: Tree, arguments: Slots) -> tuple[int, ...]:
    """The arguments that say where, once each."""
    found = [h for p in PLACE_PREPOSITIONS for h in (*arguments.get(p, ()), *arguments.get(f"object.{p}", ()))]
    return tuple(dict.fromkeys(h for h in found if _is_place(tree, h)))


def _is_place(tree: Tree, head: int) -> bool:
    """Whether a phrase names or describes a place; a proper noun only where it is known for one."""
    if tree.words[head].upos == "PRON":
        return False
    if tree.words[head].upos == "PROPN":
        return tree.name_of[head] == "LOC"
    return bool(classes_of(tree, head) & PLACE_CLASSES)
