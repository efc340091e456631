"""Repairs of characters, as an ordered list of small rules.

A rule finds edits in a text. What a rule takes out or changes is kept as a :class:`Change` in the coordinates of the
source text, so that no repair is silent.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import lru_cache

from khabar.frozen import record
from khabar.ingest.offsets import Edit, Mapped

# A text that needs more edits of one kind than this is not a damaged report but an attack on memory.
MAX_EDITS = 200_000


@record(frozen=True, slots=True)
class Change:
    """One stretch of the source text that the clean text shows differently. ``code`` names the rule."""

    code: str
    start: int
    end: int
    removed: str
    inserted: str = ""


@record(frozen=True, slots=True)
class Rule:
    """A repair: its code, the sentence that tells a reader what was done, and the finder of its edits.

    ``unseen`` says that all that it finds are characters that cannot be printed, as few texts have.
    """

    code: str
    told: str
    find: Callable[[str], Iterable[Edit]]
    unseen: bool = False


@record(frozen=True, slots=True)
class Repaired:
    """A text after repairs, with what they changed."""

    content: Mapped
    changes: tuple[Change, ...] = ()


def repair(content: Mapped, rules: Iterable[Rule]) -> Repaired:
    """The text after every rule in turn."""
    changes: list[Change] = []
    for rule in rules:
        if rule.unseen and _is_seen(content.text):
            continue
        edits = list(rule.find(content.text))
        if len(edits) > MAX_EDITS:
            changes.append(Change(f"{rule.code}_skipped", 0, 0, ""))
            continue
        changes.extend(changes_of(rule.code, content, edits))
        content = content.edit(edits)
    return Repaired(content, tuple(changes))


@lru_cache(maxsize=1)
def _is_seen(text: str) -> bool:
    """Whether all of a text's characters but its line feeds can be printed. It is asked by one rule after the other."""
    return text.replace("\n", " ").isprintable()


def changes_of(code: str, content: Mapped, edits: Iterable[Edit]) -> Iterator[Change]:
    """What the edits change, in the coordinates of the source."""
    for edit in edits:
        if span := content.source_span(edit.start, edit.end):
            yield Change(code, span.start, span.end, content.text[edit.start : edit.end], edit.text)


def substitution(
    pattern: str, text: str | Callable[[re.Match[str]], str] = "", sign: str = ""
) -> Callable[[str], Iterator[Edit]]:
    """A finder that replaces every match of a pattern.

    ``sign`` stands wherever the pattern matches, and is found faster; the end of the text counts as a line feed for it.
    """
    compiled = re.compile(pattern)

    def find(content: str) -> Iterator[Edit]:
        if sign not in f"{content}\n":
            return
        for match in compiled.finditer(content):
            new = text if isinstance(text, str) else text(match)
            if new != match[0]:
                yield Edit(match.start(), match.end(), new)

    return find


# ------------------------------------------------------------------ mojibake

_STRETCH = re.compile(r"[^\r\n]{1,20000}")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
# What may be damage. Curly quotes, dashes and dots of omission alone, which most texts have, are none.
_DOUBTFUL = re.compile(r"[^\x00-\x7f‘’“”–—…]")


def find_mojibake(text: str) -> Iterator[Edit]:
    """Text that was decoded in the wrong encoding once too often, line by line."""
    for stretch in _STRETCH.finditer(text):
        if not stretch[0].isascii() and _DOUBTFUL.search(stretch[0]):
            from khabar.ingest.mojibake import set_right  # noqa: PLC0415 (slow to load, and many reports ask for none)

            edits = differences(stretch[0], set_right(stretch[0]))
            yield from (Edit(e.start + stretch.start(), e.end + stretch.start(), e.text) for e in edits)


def differences(old: str, new: str) -> list[Edit]:
    """The edits that turn a line into its repaired form, which keeps the ASCII characters in their order."""
    old_parts, new_parts = _ascii_and_rest(old), _ascii_and_rest(new)
    if [p for p, _ in old_parts] != [p for p, _ in new_parts]:
        return _middle(old, new)
    edits: list[Edit] = []
    position = 0
    for (plain, before), (_, after) in zip(old_parts, new_parts, strict=True):
        position += len(plain)
        if before != after:
            edits.append(Edit(position, position + len(before), after))
        position += len(before)
    return edits


def _ascii_and_rest(line: str) -> list[tuple[str, str]]:
    """The line as pairs of an ASCII stretch and the stretch beyond ASCII that follows it."""
    parts: list[tuple[str, str]] = []
    end = 0
    for match in _NOT_ASCII.finditer(line):
        parts.append((line[end : match.start()], match[0]))
        end = match.end()
    return [*parts, (line[end:], "")]


def _middle(old: str, new: str) -> list[Edit]:
    """One edit for everything between the common beginning and the common end."""
    if old == new:
        return []
    shorter = min(len(old), len(new))
    head = next((i for i in range(shorter) if old[i] != new[i]), shorter)
    rest = shorter - head
    tail = next((i for i in range(rest) if old[-1 - i] != new[-1 - i]), rest)
    return [Edit(head, len(old) - tail, new[head : len(new) - tail])]


# ------------------------------------------------------------------ characters nobody sees

# Joiners are part of the spelling of scripts such as Persian; in others they hide in words.
_JOINERS = "\u200c\u200d"
_ZERO_WIDTH = re.compile(
    "[\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\U000e0000-\U000e0fff]+"
)


def find_zero_width(text: str) -> Iterator[Edit]:
    """Characters without width, but for a joiner between two letters whose script spells with it."""
    for match in () if text.isascii() else _ZERO_WIDTH.finditer(text):
        if not (
            match[0] in _JOINERS
            and _spells(text[match.start() - 1 : match.start()])
            and _spells(text[match.end() : match.end() + 1])
        ):
            yield Edit(match.start(), match.end())


def _spells(neighbour: str) -> bool:
    return neighbour > "\u0590" and unicodedata.category(neighbour)[0] in "LMS"


_ENTITY = r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#[xX][0-9A-Fa-f]{2,5});"


def _unescape(match: re.Match[str]) -> str:
    character = html.unescape(match[0])
    readable = (
        len(character) == 1 and (character.isprintable() or character.isspace()) and character not in "\n\r\ufffd"
    )
    return character if readable else match[0]


CHARACTER_RULES: Sequence[Rule] = (
    Rule("byte_order_mark", "byte order mark taken out", substitution(r"\A\ufeff")),
    Rule("mojibake", "text in the wrong encoding set right", find_mojibake),
    Rule("page_feed", "page feed read as a paragraph break", substitution(r"\x0c", "\n\n")),
    Rule(
        "line_ending",
        "line ending made a line feed",
        substitution(r"\r\n?|[\x0b\x1c-\x1e\x85\u2028\u2029]", "\n"),
        unseen=True,
    ),
    Rule("terminal_escape", "terminal escape taken out", substitution(r"\x1b\[[0-9;?]{0,20}[A-Za-z]")),
    Rule(
        "control_character",
        "control character taken out",
        substitution(r"[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]+"),
        unseen=True,
    ),
    Rule(
        "bidi_control",
        "hidden direction mark taken out",
        substitution(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+"),
        unseen=True,
    ),
    Rule("zero_width", "character without width taken out", find_zero_width),
    Rule("soft_hyphen", "soft hyphen taken out", substitution(r"\xad+(?: *\n(?=[^\W\d_]))?", sign="\xad")),
    Rule("entity", "character reference resolved", substitution(_ENTITY, _unescape)),
    Rule(
        "no_break_space",
        "unusual space made a plain one",
        substitution(r"[\t\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]", " "),
        unseen=True,
    ),
    Rule("spacing", "surplus space taken out", substitution(r" {2,}(?!\n|\Z)", " ", sign="  ")),
    Rule("spacing", "surplus space taken out", substitution(r" +(?=\n|\Z)", sign=" \n")),
    Rule("spacing", "surplus space taken out", substitution(r"\n{3,}", "\n\n", sign="\n\n\n")),
)
