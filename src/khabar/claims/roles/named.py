"""The roles as the codebook's line names them: whatever fills the slots that it lists."""

from __future__ import annotations

from khabar.claims.roles.predication import Predication, Roles, filled


def named(p: Predication, _: Roles) -> Roles:
    """Actor, recipient and instrument from the first of the line's slots that is filled."""
    recipient = p.arguments.get("undergoer") or filled(p.tree, p.line.recipient, p.arguments)
    return {
        "actor": filled(p.tree, p.line.actor, p.arguments) or (() if p.is_verbal else _possessor(p, recipient)),
        "recipient": recipient,
        "instrument": filled(p.tree, p.line.instrument, p.arguments),
    }


def _possessor(p: Predication, recipient: tuple[int, ...]) -> tuple[int, ...]:
    """The possessor of a noun acts where another slot says who it is done to: "X's murder of Y"."""
    owner = p.arguments.get("possessor", ())
    return owner if recipient and not set(owner) & set(recipient) else ()
