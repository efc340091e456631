"""What no command offers: to follow, to find who is near, to foretell. Whoever adds such a word must answer for it here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer

from khabar.cli.app import app

REFUSED = {
    *("live", "now", "watch", "follow", "stream", "track", "tail", "alert", "daemon", "interval", "refresh"),
    *("near", "nearby", "radius", "route", "routing", "target", "locate", "forecast", "predict", "risk"),
}


def words(command: Any) -> Iterator[str]:
    """The names of commands and options, in words."""
    for parameter in command.params:
        for name in (*parameter.opts, *parameter.secondary_opts):
            if name.startswith("-"):
                yield from re.findall("[a-z]+", name)
    for name, inner in getattr(command, "commands", {}).items():
        yield from re.findall("[a-z]+", name)
        yield from words(inner)


def test_no_command_follows_anybody_or_foretells_anything() -> None:
    found = set(words(typer.main.get_command(app)))
    assert {"build", "export", "delay", "serve"} <= found
    assert found & REFUSED == set()
