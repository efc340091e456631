"""Names of weapons that hold figures of their own: F-16s, T-72 tanks, 122mm rockets, 500-pound bombs."""

from __future__ import annotations

import re

from khabar.claims.tree import Tree
from khabar.frozen import record

# F-16, MiG-29s, M1A1, Mi-28N, S-300PMU, BM-21, AK-47s, Shahab-3, RPG-7s, C-130Js; an optional mark after a slash.
NAME = re.compile(
    r"(?:[A-Z][A-Za-z]{0,6}[-‑]\d{1,4}(?:[A-Z]{1,3}\d?)?|[A-Z]{1,3}\d{1,4}(?:[A-Z]{1,3}\d?)?)(?:/\d{1,3})?(?:['’]?s)?"
)
CALIBRE = re.compile(r"\d{2,4}(?:\.\d{1,2})?[-‑]?\s?(?:mm|cm|millimet(?:re|er)|pound|lb|kg|kilo|inch|calib(?:re|er))")
LONGEST_NAME = 8
LONGEST_RUN = 5


@record(frozen=True, slots=True)
class Designation:
    """A designation right after a number: its words ``first`` to ``last``, and the ``noun`` that it describes, if any."""

    first: int
    last: int
    noun: int | None

    @property
    def node(self) -> int:
        """The word that stands for what is counted."""
        return self.last if self.noun is None else self.noun


def designation_after(tree: Tree, number: int) -> Designation | None:
    """The designation that begins with the word after a number, or None where no designation does."""
    first = number + 1
    last = _name_end(tree, first)
    if last is None:
        return None
    noun = _described(tree, last)
    if noun is None and CALIBRE.match(_joined(tree, first, last)):
        return None
    return Designation(first, last, noun)


def _name_end(tree: Tree, first: int) -> int | None:
    """The last word of the longest designation that begins at a word."""
    for last in range(min(first + LONGEST_NAME, len(tree)) - 1, first - 1, -1):
        if NAME.fullmatch(text := _joined(tree, first, last)) or CALIBRE.fullmatch(text):
            return last
    return None


def _joined(tree: Tree, first: int, last: int) -> str:
    """The words of a stretch with the spaces between them as printed."""
    pieces = []
    for i in range(first, last + 1):
        gap = " " if i > first and tree.words[i].start > tree.words[i - 1].end else ""
        pieces.append(gap + tree.words[i].text)
    return "".join(pieces)


def _described(tree: Tree, last: int) -> int | None:
    """The last noun of the run after a designation: the helicopters of "Mi-28 attack helicopters"."""
    found = None
    for i in range(last + 1, min(last + 1 + LONGEST_RUN, len(tree))):
        if tree.words[i].upos not in ("ADJ", "NOUN", "PROPN") and tree.tag(i) != "HYPH":
            break
        found = i if tree.words[i].upos in ("NOUN", "PROPN") else found
    return found
