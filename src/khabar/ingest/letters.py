"""Whether a text is written in letters of one size, which hides where names stand and sentences begin."""

from __future__ import annotations

from collections import Counter

# A headline or a slogan in capitals is no text in capitals; a few stray letters of the other size make none of two.
_ENOUGH = 40
_STRAY = 0.01
_FIRST = 20_000


def of_one_size(text: str) -> str | None:
    """``capitals`` or ``small letters`` where a text's beginning has hardly any other, else None."""
    letters = Counter(text[:_FIRST])
    capitals = sum(count for letter, count in letters.items() if letter.isupper())
    small = sum(count for letter, count in letters.items() if letter.islower())
    if capitals + small < _ENOUGH:
        return None
    if small <= _STRAY * capitals:
        return "capitals"
    return "small letters" if capitals <= _STRAY * _STRAY * small else None
