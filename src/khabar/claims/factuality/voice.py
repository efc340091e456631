"""Whose words a deed stands in."""

from __future__ import annotations

from collections.abc import Callable, Collection

from khabar.frozen import record


def _everything(_: int) -> bool:
    return True


@record(frozen=True, slots=True)
class Voice:
    """The innermost holder's words: which words of a sentence they are, and by which words of ``telling`` they are told.

    In words reported in the past, "would" is the future: "he said that it would withdraw". What is said in a
    ``presupposed`` act of speech stands whoever turns it down: a request that is refused was made. ``commitment`` is how
    surely the holder says it.
    """

    inside: Callable[[int], bool] = _everything
    telling: Collection[int] = ()
    backshifted: bool = False
    presupposed: bool = False
    commitment: str = "CT+"
