"""Light Markdown: the marks that plain text of the web carries, taken out with the map kept.

Lines are told by their marks first; marks within lines follow. Nothing here nests, and nothing is required: a text
without a single mark comes through unchanged.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from khabar.frozen import record
from khabar.ingest import page_breaks
from khabar.ingest.offsets import Edit
from khabar.ingest.repairs import Rule, substitution

_MARKS = (
    ("heading", re.compile(r" {0,3}#{1,6} +(?=\S)")),
    ("quote", re.compile(r" {0,3}(?:> ?){1,9}")),
    ("item", re.compile(r"\s{0,12}(?:[*+•‣▪●◦–-]\s+(?=\S)|(?=\(?\d{1,2}[.)]\s+\S))")),
    ("caption", re.compile(r"\s{0,3}(?=!\[[^\]]{0,500}\]\([^)]{0,2000}\)\s*$)")),
)
_RULE = re.compile(r"\s{0,3}(?:[-*_=~#] ?){3,200}\s*|\s{0,3}\|?(?:\s?:?-{2,80}:?\s?\|){1,50}\s*(?::?-{2,80}:?)?\s*")
_UNDERLINE = re.compile(r" {0,3}(?:={3,200}|-{3,200})\s*")
_CLOSING_HASHES = re.compile(r"\s+#{1,6}\s*$")
_BOLD_LINE = re.compile(r"\s*(?:\*\*|__)(?=\S)[^*_]{2,120}[^\s.,;:*_](?:\*\*|__)\s*")


@record(frozen=True, slots=True)
class Line:
    """What a line is by its mark, and the edits that take the mark out. ``start`` is its place in the text."""

    kind: str
    start: int
    edits: tuple[Edit, ...] = ()


def lines(text: str) -> list[Line]:
    """Every line of the text with its kind: blank, text, heading, quote, item, caption or rule."""
    found: list[Line] = []
    start = 0
    for line in text.split("\n"):
        if found and found[-1].kind == "text" and _UNDERLINE.fullmatch(line):
            found[-1] = Line("heading", found[-1].start)
        found.append(_line(line, start))
        start += len(line) + 1
    return found


def _line(line: str, start: int) -> Line:
    if not line.strip():
        return Line("blank", start)
    if page_breaks.is_running_head(line.strip()):
        return Line("text", start)
    if _RULE.fullmatch(line):
        return Line("rule", start, (Edit(start, start + len(line)),))
    if _BOLD_LINE.fullmatch(line):
        return Line("heading", start)
    for kind, pattern in _MARKS:
        if match := pattern.match(line):
            return Line(kind, start, tuple(_mark_edits(kind, line, start, match.end())))
    return Line("text", start)


def _mark_edits(kind: str, line: str, start: int, end: int) -> Iterator[Edit]:
    if end:
        yield Edit(start, start + end)
    if kind == "heading" and (closing := _CLOSING_HASHES.search(line, end)):
        yield Edit(start + closing.start(), start + len(line))


def mark_edits(found: Iterable[Line]) -> list[Edit]:
    """The edits that take out the marks at the beginnings of lines."""
    return [edit for line in found for edit in line.edits]


# ------------------------------------------------------------------ marks within lines


_LINK = re.compile(
    r"(!?\[)((?:[^\[\]\n]|\n(?!\n)){0,500})(\]\((?:[^()\s]|\([^()\s]{0,200}\)){0,2000}(?:\s\"[^\"\n]{0,300}\")?\))"
)
_STRONG = re.compile(r"(?<![\w\\])(\*\*\*|\*\*|___|__)(?=\S)([^*_\n]{0,2000}[^*_\s\\])(\1)(?!\w)")
_EMPHASIS = re.compile(r"(?<![\w\\*_])([*_])(?=[^\s*_])([^*_\n]{0,1000}[^*_\s\\]|[^*_\s\\])(\1)(?![\w*_])")
_CODE = re.compile(r"(?<!`)(`)([^`\n]{1,300})(`)(?!`)")


def _shell(pattern: re.Pattern[str], *signs: str) -> Rule:
    """A rule that takes out what stands around the words: groups 1 and 3 of the pattern, in which one of ``signs`` stands."""

    def find(text: str) -> Iterator[Edit]:
        for match in pattern.finditer(text) if any(sign in text for sign in signs) else ():
            yield Edit(match.start(1), match.end(1))
            yield Edit(match.start(3), match.end(3))

    return Rule("markup", "Markdown mark taken out", find)


INLINE_RULES: Sequence[Rule] = (
    _shell(_LINK, "]("),
    _shell(_STRONG, "**", "__"),
    _shell(_EMPHASIS, "*", "_"),
    _shell(_CODE, "`"),
    Rule(
        "markup",
        "Markdown mark taken out",
        substitution(r"</?(?:b|i|u|em|strong|br|p|div|span|sup|sub|small|center|font)(?:\s[^<>\n]{0,300})?/?>"),
    ),
    Rule("stray_escape", "stray backslash taken out", substitution(r"\\(?=[!-/:-@\[-`{-~])|\\(?=\n)")),
)
