"""The roles as the codebook's line names them: whatever fills the slots that it lists."""

from __future__ import annotations

from khabar.claims.arguments.nouns import EVENTIVE
from khabar.claims.classes import classes_of
from khabar.claims.roles.predication import Predication, Roles, filled
from khabar.claims.tree import Tree


def named(p: Predication, _: Roles) -> Roles:
    """Actor, recipient and instrument from the first of the line's slots that is filled."""
    recipient = p.arguments.get("undergoer") or filled(p.tree, p.line.recipient, p.arguments)
    return {
        "actor": filled(p.tree, _acting_slots(p), p.arguments) or (() if p.is_verbal else _possessor(p, recipient)),
        "recipient": recipient,
        "instrument": filled(p.tree, p.line.instrument, p.arguments),
    }


def _acting_slots(p: Predication) -> tuple[str, ...]:
    """The slots of who acts, without "of" where that tells what the deed is about: "a Saudi offer of talks"."""
    about = p.arguments.get("of", ())
    deeds = bool(about) and all(_is_deed(p.tree, h) for h in about)
    return tuple(slot for slot in p.line.actor if slot != "of" or not deeds)


def _is_deed(tree: Tree, head: int) -> bool:
    classes = classes_of(tree, head)
    return bool(classes & EVENTIVE) and "actor" not in classes


def _possessor(p: Predication, recipient: tuple[int, ...]) -> tuple[int, ...]:
    """The possessor of a noun acts where another slot says who it is done to: "X's murder of Y"."""
    owner = p.arguments.get("possessor", ())
    return owner if recipient and not set(owner) & set(recipient) else ()
