"""Whether a text is written in letters of one size, which hides where names stand and sentences begin."""

from __future__ import annotations

# A headline or a slogan in capitals is no text in capitals; a few stray letters of the other size make none of two.
_ENOUGH = 40
_STRAY = 0.01
_FIRST = 20_000


def of_one_size(text: str) -> str | None:
    """``capitals`` or ``small letters`` where a text's beginning has hardly any other, else None."""
    capitals = sum(map(str.isupper, text[:_FIRST]))
    small = sum(map(str.islower, text[:_FIRST]))
    if capitals + small < _ENOUGH:
        return None
    if small <= _STRAY * capitals:
        return "capitals"
    return "small letters" if capitals <= _STRAY * _STRAY * small else None
