"""Paragraphs from lines: wrapped lines, hyphens at line ends, and sentences cut by page breaks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from khabar.ingest import lists
from khabar.ingest.blocks import Block
from khabar.ingest.offsets import Mapped, concat, literal

_CLOSERS = "\"'”’»)]}*_"
_TERMINAL = ".!?…:;。؟۔"
_HYPHENS = "-\u2010"
_HYPHENATED = re.compile(r"(\w+)[-\u2010]$")
_FIRST_WORD = re.compile(r"\w+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s+[\"'“‘(\[]{0,3}[A-Z0-9]")
_LAST_WORD = re.compile(r"[\w.’'-]+$")
Joins = tuple[tuple[str, int], ...]
_COMPOUND = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+){0,3}")
_NAME_PAIR = re.compile(r"\b([A-Z][\w’'-]{0,30}) (?=([A-Z]\w{0,30}))")
_FOOTNOTE = re.compile(r"(?<=[.!?…\"'”’)])(?:\[\d{1,3}\]){1,9}$|(?<=[a-z][.])\d{1,2}$")
# A width of lines that a person or a mail program would wrap at; longer lines are paragraphs.
_WIDTHS = range(40, 141)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a report's own words say about a cut: its words in lower case, and its pairs of words like names."""

    words: frozenset[str]
    names: frozenset[tuple[str, str]]


# ------------------------------------------------------------------ within a paragraph


def wrap_width(groups: Iterable[Sequence[str]]) -> int | None:
    """The width at which a text was wrapped, or None where its line ends are the author's own.

    In wrapped text nearly every line that is not the last of its paragraph has no room for the next line's first word.
    """
    pairs = [(len(a), len(b.split(maxsplit=1)[0])) for group in groups for a, b in pairwise(group) if b.split()]
    if len(pairs) < 3:
        return None
    width = sorted(length for length, _ in pairs)[int(0.95 * (len(pairs) - 1))]
    full = sum(length + 1 + word > width for length, word in pairs)
    return width if width in _WIDTHS and full >= 0.75 * len(pairs) else None


def joins_line(above: str, below: str, width: int | None) -> bool:
    """Whether the line below goes on with the sentence or paragraph of the line above."""
    if not below or not above:
        return False
    if above[-1] in _HYPHENS and len(above) > 1 and above[-2].isalpha() and below[0].isalpha():
        return True
    if width and len(above) + 1 + len(below.split(maxsplit=1)[0]) > width:
        return True
    return unfinished(above) and below[0].islower()


def unfinished(text: str) -> bool:
    """Whether a text ends without the mark of a sentence's end; a note's number or an interruption's dash will do."""
    bare = _FOOTNOTE.sub("", text[-200:]).rstrip(_CLOSERS + " ")
    return bool(bare) and bare[-1] not in _TERMINAL and not bare.endswith(("--", "—"))


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
    cut, stem = _HYPHENATED.search(left.text[-60:]), _FIRST_WORD.match(right.text)
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


def vocabulary(text: str) -> Vocabulary:
    """The words and names that a text holds."""
    words = frozenset(word.casefold() for word in _COMPOUND.findall(text))
    return Vocabulary(words, frozenset((m[1], m[2]) for m in _NAME_PAIR.finditer(text)))


# ------------------------------------------------------------------ across page breaks


def mend_page_breaks(blocks: Iterable[Block], known: Vocabulary) -> Iterator[Block]:
    """The blocks, with a paragraph that was cut in mid-sentence joined to its other half."""
    held: list[Block] = []
    for block in blocks:
        if held and not cut_between(held[-1], block, known):
            yield _mend(held, known)
            held = []
        held.append(block)
    if held:
        yield _mend(held, known)


def _mend(blocks: Sequence[Block], known: Vocabulary) -> Block:
    if len(blocks) == 1:
        return blocks[0]
    content, joins = join("page_break", [block.content for block in blocks], known)
    starts = (0, *(place for _, place in joins))
    inner = [(code, start + place) for start, block in zip(starts, blocks, strict=True) for code, place in block.joins]
    return replace(blocks[0], content=content, joins=(*joins, *inner))


def cut_between(left: Block, right: Block, known: Vocabulary) -> bool:
    """Whether one sentence runs from the end of a paragraph into the next one."""
    if left.kind != right.kind or left.kind not in ("paragraph", "quote") or len(left.text) < 40 or not right.text:
        return False
    dangling = _dangling(left.text)
    if not (unfinished(left.text) or dangling) or " " not in left.text:
        return False
    if right.text[0].islower():
        return True
    return _reads_on(right.text) and (dangling or _name_cut(left.text, right.text, known))


def _reads_on(text: str) -> bool:
    """Whether a text that begins like a sentence may be the second half of one: it is prose and comes to an end."""
    return text[0].isalnum() and len(text) >= 20 and not unfinished(text)


def _dangling(text: str) -> bool:
    """Whether a text breaks off at a word that needs another: "of the", "Gen."."""
    last = _LAST_WORD.search(text[-80:])
    return text.endswith(",") or (last is not None and last[0].casefold() in lists.words("unfinished", "word"))


def _name_cut(left: str, right: str, known: Vocabulary) -> bool:
    """Whether the break cuts a name in two: one that the report holds elsewhere, or one whose verb comes after it.

    "Saudi Arabia and the Gulf", "States are hostile": no verb stands before the break, and one right after the name.
    """
    last, first = _LAST_WORD.search(left[-80:]), _FIRST_WORD.match(right)
    if not last or not first or not last[0][0].isupper():
        return False
    if (last[0], first[0]) in known.names:
        return True
    tail = _SENTENCE_END.split(left[-500:])[-1].split()
    verbs = lists.words("auxiliaries", "word")
    following = right.split(maxsplit=2)[1:2]
    lower = [word for word in tail if word[0].islower()]
    return len(lower) >= 2 and ":" not in left[-60:] and verbs.isdisjoint(lower) and not verbs.isdisjoint(following)
