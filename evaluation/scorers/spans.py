"""Spans of text: overlap, words, heads, and the map from a cleaned text back to the raw one."""

from __future__ import annotations

import bisect
import difflib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

Span = tuple[int, int]

PLAIN = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032\u00b4`", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
}
_POSTMODIFIER = re.compile(
    r",|\(|\b(of|in|from|at|on|who|that|which|with|for|by|to|near|against|between|whose|where|after|before|under|over)\b"
)
_WORD = re.compile(r"[\w'\u2019.-]*\w")


def overlap(x: Span | None, y: Span | None) -> bool:
    """Whether two spans share a character."""
    return bool(x and y and x[0] < y[1] and y[0] < x[1])


def shared(x: Span | None, y: Span | None) -> int:
    """How many characters two spans share."""
    return max(0, min(x[1], y[1]) - max(x[0], y[0])) if x and y else 0


def trim(text: str, span: Span) -> Span:
    """A span without white space at its ends."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def head(text: str, span: Span) -> Span:
    """The last word of a phrase before its first postmodifier: crude, and the same for key and reading."""
    start, end = trim(text, span)
    phrase = text[start:end]
    words = list(_WORD.finditer(phrase))
    if not words:
        return start, end
    stops = (m.start() for m in _POSTMODIFIER.finditer(phrase) if m.start() > words[0].start())
    stop = next(stops, len(phrase))
    last = [w for w in words if w.start() < stop][-1:] or words[:1]
    return start + last[0].start(), start + last[0].end()


def heads_meet(text: str, x: Span | None, y: Span | None) -> bool:
    """Whether each phrase holds the other's head."""
    return bool(x and y and overlap(head(text, x), y) and overlap(head(text, y), x))


class WordIndex:
    """The words of a text by number, so that spans can be compared as sets of words."""

    def __init__(self, text: str) -> None:
        self.spans = [m.span() for m in re.finditer(r"\w+", text)]
        self.starts = [start for start, _ in self.spans]

    def of(self, spans: Iterable[Span]) -> set[int]:
        """Numbers of the words that the spans touch."""
        return {k for span in spans for k in self._of_one(span)}

    def _of_one(self, span: Span) -> Iterator[int]:
        k = max(0, bisect.bisect_right(self.starts, span[0]) - 1)
        while k < len(self.spans) and self.spans[k][0] < span[1]:
            if self.spans[k][1] > span[0]:
                yield k
            k += 1


@lru_cache(maxsize=4096)
def _fold_char(char: str) -> str:
    normal = unicodedata.normalize("NFKC", PLAIN.get(char, char))
    kept = (c for c in normal if not c.isspace() and unicodedata.category(c) not in ("Cf", "Cc"))
    return "".join(PLAIN.get(c, c) for c in kept)


def fold(text: str) -> tuple[str, list[int]]:
    """Text without spacing and typographic differences, and the place each character comes from."""
    folded = [(c, i) for i, char in enumerate(text) for c in _fold_char(char)]
    return "".join(c for c, _ in folded), [i for _, i in folded]


class Aligner:
    """Maps spans of a cleaned text to spans of the raw text, word by word and then character by character."""

    def __init__(self, raw: str, clean: str, original_map: Sequence[Sequence[int]] = ()) -> None:
        a, from_raw = fold(raw)
        b, from_clean = fold(clean)
        blocks = [(0, 0, len(a))] if a == b else list(_blocks(raw, clean, a, b))
        matched = sum(n for _, _, n in blocks)
        self.coverage = matched / min(len(a), len(b)) if a and b else 1.0
        self.place = [-1] * len(clean)
        if self.coverage < 0.8 and original_map:
            self._follow(original_map, len(raw))
            return
        for x, y, n in blocks:
            for k in range(n):
                if self.place[from_clean[y + k]] < 0:
                    self.place[from_clean[y + k]] = from_raw[x + k]

    def _follow(self, original_map: Sequence[Sequence[int]], length: int) -> None:
        for clean, original, run in original_map:
            for k in range(run):
                if clean + k < len(self.place) and 0 <= original + k < length:
                    self.place[clean + k] = original + k

    def to_raw(self, start: int, end: int) -> Span | None:
        """The raw span of a clean one, or nothing where none of it stands in the raw text."""
        at = [self.place[k] for k in range(max(0, start), min(end, len(self.place)))]
        first = next((p for p in at if p >= 0), None)
        last = next((p for p in reversed(at) if p >= 0), None)
        return None if first is None or last is None else (first, last + 1)


def _tokens(text: str) -> list[tuple[str, int]]:
    tokens, place = [], 0
    for match in re.finditer(r"\w+|[^\w\s]", text):
        folded = "".join(_fold_char(c) for c in match.group())
        if folded:
            tokens.append((folded, place))
            place += len(folded)
    return tokens


def _blocks(raw: str, clean: str, a: str, b: str) -> Iterator[tuple[int, int, int]]:
    """Equal stretches of two folded texts as (place in a, place in b, length)."""
    left, right = _tokens(raw), _tokens(clean)
    if "".join(t for t, _ in left) != a or "".join(t for t, _ in right) != b:
        left, right = [(c, i) for i, c in enumerate(a)], [(c, i) for i, c in enumerate(b)]
    words = difflib.SequenceMatcher(None, [t for t, _ in left], [t for t, _ in right], autojunk=len(left) > 30000)
    at_a, at_b = [p for _, p in left] + [len(a)], [p for _, p in right] + [len(b)]
    for what, i1, i2, j1, j2 in words.get_opcodes():
        x1, x2, y1, y2 = at_a[i1], at_a[i2], at_b[j1], at_b[j2]
        if what == "equal":
            yield x1, y1, y2 - y1
        elif what == "replace" and (x2 - x1) * (y2 - y1) <= 1_000_000:
            letters = difflib.SequenceMatcher(None, a[x1:x2], b[y1:y2], autojunk=False)
            yield from ((x1 + m.a, y1 + m.b, m.size) for m in letters.get_matching_blocks() if m.size)
