"""Words that must not be seen, blacked out wherever they stand, so that every offset still holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

BLACK = "█"
# The shortest part of a person's name that is blacked out alone.
SHORTEST = 3

# Mail addresses and numbers that can be called; a day by itself is none of these.
CONTACTS = (
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?<!\w)(?!\d{4}-\d\d-\d\d(?![\w ()./-]))\+?\d[\d ()./-]{6,}\d(?!\w)"
)
_PARTICLES = {"the", "and", "van", "von", "bin", "ibn", "abu", "umm", "der", "dos"}


class Masks:
    """Phrases, in any case of letters, and what else a pattern finds."""

    def __init__(self, phrases: Iterable[str], pattern: str | None = None) -> None:
        words = sorted(
            {" ".join(phrase.split()) for phrase in phrases} - {""}, key=lambda phrase: (-len(phrase), phrase)
        )
        parts = [r"(?<!\w)(?:" + "|".join(_flexible(phrase) for phrase in words) + r")(?!\w)"] if words else []
        parts += [pattern] if pattern else []
        self._pattern = re.compile("|".join(parts), re.IGNORECASE) if parts else None

    def __call__(self, value: Any) -> Any:
        """The value with what must not be seen in black; lists and records are gone through."""
        if self._pattern is None or value is None:
            return value
        if isinstance(value, str):
            return self._pattern.sub(lambda found: BLACK * len(found.group()), value)
        if isinstance(value, dict):
            return {name: self(inner) for name, inner in value.items()}
        return [self(inner) for inner in value] if isinstance(value, list) else value


def name_parts(name: str) -> list[str]:
    """A person's name, and each of its parts that could stand for it alone."""
    parts = [part for piece in name.split() for part in {piece, *piece.split("-")}]
    return [name, *(p for p in parts if len(p) >= SHORTEST and p[:1].isupper() and p.lower() not in _PARTICLES)]


def _flexible(phrase: str) -> str:
    return r"\s+".join(map(re.escape, phrase.split()))
