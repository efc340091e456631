"""How an origin is named: after the source that claims are told by, or after the voice that carries them."""

from __future__ import annotations

from khabar.identity import fold

SOURCE, VOICE = "source:", "voice:"


def source_node(name: str) -> str:
    """The origin of what a named source tells; case and spacing do not count."""
    return f"{SOURCE}{fold(name)}"


def voice_node(voice: str) -> str:
    """The origin of what a report or an outlet tells in its own voice, or from nobody that has a name."""
    return f"{VOICE}{voice}"


def is_source(node: str) -> bool:
    """Whether an origin is a named source."""
    return node.startswith(SOURCE)
