"""Which pieces of a page are its main text, and which are the furniture around it.

What is decided here changes the kind of a segment, never whether its words are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from khabar.frozen import record
from khabar.ingest import headings
from khabar.ingest.paragraphs import unfinished


@record(frozen=True, slots=True)
class Piece:
    """A visible text of a page with what its elements say about it.

    ``strong`` is furniture by its element (``nav``, ``footer`` …), ``weak`` by the name of its class, ``scoped`` lies
    within an ``article`` or ``main``; ``linked`` is the share of its characters that are links.
    """

    kind: str
    text: str
    gap: str
    path: str
    strong: bool = False
    weak: bool = False
    scoped: bool = False
    top_heading: bool = False
    linked: float = 0.0

    def filled(self, text: str, linked: float) -> Piece:
        """The piece with the text that was gathered for it."""
        return replace(self, text=text, linked=linked)


Test = Callable[[Piece], bool]


def main(pieces: Sequence[Piece]) -> list[bool]:
    """For each piece, whether it belongs to the main text."""
    chosen = list(pieces)
    # A page without such an element, or a piece of one as feeds hold, says nothing of what lies within it.
    bounded = any(piece.scoped for piece in pieces)
    for keep in (
        lambda p: not p.strong,
        lambda p: p.scoped or not bounded,
        lambda p: not p.weak,
        lambda p: p.linked <= 0.5,
    ):
        chosen = _narrowed(chosen, keep)
    kept = {id(piece) for piece in chosen}
    return _trimmed(pieces, [id(piece) in kept for piece in pieces])


def _narrowed(pieces: list[Piece], keep: Test) -> list[Piece]:
    """The pieces that pass, unless the page's mark-up misleads: then most of the prose would go, and all stay."""
    passed = [piece for piece in pieces if keep(piece) or piece.top_heading]
    return passed if _prose(passed) >= 0.5 * _prose(pieces) else pieces


def _prose(pieces: Sequence[Piece]) -> int:
    return sum(len(piece.text) for piece in pieces if is_prose(piece))


def is_prose(piece: Piece) -> bool:
    """Whether a piece has the length and the end of a sentence."""
    return len(piece.text) >= 40 and not unfinished(piece.text) and piece.linked <= 0.5


def _trimmed(pieces: Sequence[Piece], main_text: list[bool]) -> list[bool]:
    """Without the short pieces before the headline, and after the last prose where no element bounds the main text."""
    prose = [i for i, piece in enumerate(pieces) if main_text[i] and is_prose(piece)]
    tops = [i for i, piece in enumerate(pieces) if main_text[i] and piece.top_heading]
    if not prose:
        return main_text
    first = next((i for i in reversed(tops) if i <= prose[0]), max(0, prose[0] - 6))
    last = next((i for i in range(len(pieces) - 1, prose[-1], -1) if main_text[i] and pieces[i].scoped), prose[-1])
    return [kept and (first <= i <= last or _stays(pieces[i])) for i, kept in enumerate(main_text)]


def _stays(piece: Piece) -> bool:
    """Whether a short piece at the edge is still told by the report: its date, its byline, a sentence."""
    return (
        headings.is_date_line(piece.text)
        or bool(headings.byline(piece.text))
        or (len(piece.text) >= 25 and not unfinished(piece.text))
    )
