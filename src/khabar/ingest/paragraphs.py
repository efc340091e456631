"""Paragraphs from lines: wrapped lines, and hyphens at line ends."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from khabar.ingest import letters, lists
from khabar.ingest.offsets import Mapped, concat, literal

_CLOSERS = "\"'”’»)]}*_"
_TERMINAL = ".!?…:;。؟۔"
_HYPHENS = "-\u2010"
_HYPHENATED = re.compile(r"(\w+)[-\u2010]$")
FIRST_WORD = re.compile(r"\w+")
LAST_WORD = re.compile(r"[\w.’'-]+$")
Joins = tuple[tuple[str, int], ...]
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+){0,3}")
_NAME_PAIR = re.compile(r"\b([A-Z][\w’'-]{0,30}) (?=([A-Z]\w{0,30}))")
_FOOTNOTE = re.compile(r"(?<=[.!?…\"'”’)])(?:\[\d{1,3}\]){1,9}$|(?<=[a-z][.])\d{1,2}$")
# A line shorter than this may be a signature or a heading, whatever it ends in.
_LONG = 40
# A width of lines that a person or a mail program would wrap at; longer lines are paragraphs.
_WIDTHS = range(40, 141)
# People who wrap by hand leave room for a short word.
_RAGGED = 8


class Vocabulary:
    """What a report's own words say about a cut, looked up where something was cut: most reports are whole."""

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the report in lower case."""
        return frozenset(word.casefold() for word in set(_COMPOUND.findall(self._text)))

    @cached_property
    def names(self) -> frozenset[tuple[str, str]]:
        """Its pairs of words like names."""
        return frozenset((m[1], m[2]) for m in _NAME_PAIR.finditer(self._text))

    @cached_property
    def whispered(self) -> bool:
        """Whether it has no capitals, where a small letter does not tell that a sentence goes on."""
        return letters.of_one_size(self._text) == "small letters"


# ------------------------------------------------------------------ within a paragraph


def wrap_width(groups: Iterable[Sequence[str]]) -> int | None:
    """The width at which a text was wrapped, or None where its line ends are the author's own.

    In wrapped text nearly every line that is not the last of its paragraph has hardly room for the next line's first word.
    """
    pairs = [(len(a), len(b.split(maxsplit=1)[0])) for group in groups for a, b in pairwise(group) if b.split()]
    if len(pairs) < 3:
        return None
    width = sorted(length for length, _ in pairs)[int(0.95 * (len(pairs) - 1))]
    full = sum(length + 1 + word > width - _RAGGED for length, word in pairs)
    return width if width in _WIDTHS and full >= 0.75 * len(pairs) else None


def joins_line(above: str, below: str, width: int | None, *, whispered: bool = False) -> bool:
    """Whether the line below goes on with the sentence or paragraph of the line above, in a text that may lack capitals."""
    if not below or not above:
        return False
    if above[-1] in _HYPHENS and len(above) > 1 and above[-2].isalpha() and below[0].isalpha():
        return True
    if width and len(above) + 1 + len(below.split(maxsplit=1)[0]) > width - _slack(above, below):
        return True
    goes_on = below[0].islower() and not whispered
    return unfinished(above) and (goes_on or (len(above) >= _LONG and dangling(above)))


def _slack(above: str, below: str) -> int:
    """How much room a wrapped line may have left: some where neither a stop nor a capital could tell a new beginning."""
    plain = (above.isupper() and below.isupper()) or (above.islower() and below.islower())
    return _RAGGED if plain and unfinished(above) else 0


def unfinished(text: str) -> bool:
    """Whether a text ends without the mark of a sentence's end; a note's number or an interruption's dash will do."""
    end = text[-200:]
    noted = end[-1:] in "]\n" or end[-1:].isdecimal()
    bare = (_FOOTNOTE.sub("", end) if noted else end).rstrip(_CLOSERS + " ")
    return bool(bare) and bare[-1] not in _TERMINAL and not bare.endswith(("--", "—"))


def dangling(text: str) -> bool:
    """Whether a text breaks off at a word that needs another: "of the", "Gen."; the month of May needs none."""
    last = LAST_WORD.search(text[-80:].rpartition(" ")[2])
    if last is None or text.endswith(","):
        return text.endswith(",")
    folded = last[0].casefold()
    is_month = last[0].istitle() and folded in lists.words("months", "name")
    return folded in lists.words("unfinished", "word") and not is_month


def join(code: str, parts: Sequence[Mapped], known: Vocabulary) -> tuple[Mapped, Joins]:
    """Parts of a paragraph as one text, and where each but the first begins with what was done there.

    A space comes between two parts (``code``), or nothing where a hyphen cut a word in two (``hyphen``).
    """
    if len(parts) == 1:
        return parts[0], ()
    pieces: list[Mapped] = []
    joins: list[tuple[str, int]] = []
    length = 0
    for left, right in pairwise(parts):
        piece, done = _before(left, right, known)
        pieces.append(piece)
        length += len(piece.text)
        joins.append((done or code, length))
    return concat([*pieces, parts[-1]]), tuple(joins)


def _before(left: Mapped, right: Mapped, known: Vocabulary) -> tuple[Mapped, str]:
    """A part as it stands before the next one: with a space after it, with its hyphen, or without."""
    cut, stem = _HYPHENATED.search(left.text[-60:]), FIRST_WORD.match(right.text)
    if not cut or not stem:
        return concat((left, literal(" "))), ""
    if keeps_hyphen(cut[1], stem[0], known):
        return left, "kept_hyphen"
    return left.slice(0, len(left.text) - 1), "hyphen"


def keeps_hyphen(left: str, right: str, known: Vocabulary) -> bool:
    """Whether a hyphen at a line's end belongs to the word, by the report's own words first and then by the prefix."""
    whole, compound = (left + right).casefold(), f"{left}-{right}".casefold()
    if (compound in known.words) != (whole in known.words):
        return compound in known.words
    if not right[0].islower() or not left[-1].islower():
        return True
    return left.casefold() in lists.words("hyphen_prefixes", "prefix")
