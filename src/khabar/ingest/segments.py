"""What each block of a report is: title, body, block quotation, editor's note, caption, list or boilerplate.

Lines about the report (byline, date, dateline) are ``boilerplate``: they belong to nobody's telling. A dateline at the
head of a paragraph is a segment of its own, so that the first sentence begins where its words do. Headings within the
text are ``title`` like the headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from khabar.frozen import record
from khabar.ingest import datelines, headings, lists
from khabar.ingest.blocks import Block
from khabar.ingest.paragraphs import unfinished

_KINDS = {
    "paragraph": "body",
    "heading": "title",
    "quote": "block_quote",
    "item": "list",
    "caption": "caption",
    "furniture": "boilerplate",
}
_HEAD = 12
_TAIL = 20
_LINK = re.compile(r"(?:https?://|www\.)\S+|[\w.-]{1,60}\.(?:org|com|net|int|gov|info)(?:/\S*)?|[^\s@]+@[^\s@]+")
_BETWEEN = re.compile(r"[\s|,;]+")
# Four letters before the stop, so that "Lt. Gen. Hale" ends no sentence.
_SENTENCE_WITHIN = re.compile(r"[a-z]{4}[.!?][\"'”’)]{0,2} [\"'“‘(]{0,2}[A-Z]")
_LETTER = re.compile(r"[^\W\d_]")


@record(frozen=True, slots=True)
class Phrase:
    """A stock phrase: whether it is the whole of a block, its start, or anywhere in it; how long that block is at most."""

    phrase: str
    match: str
    at_end: bool
    longest: int
    kind: str
    role: str


@record(frozen=True, slots=True)
class Part:
    """A block with the kind of its segment, whose voice it is in, and what it is within the report."""

    block: Block
    kind: str
    role: str = ""
    voice: str | None = None


def parts(blocks: Sequence[Block], title: str | None) -> list[Part]:
    """The blocks with their kinds. ``title`` is the title known from elsewhere."""
    numbered = [replace(block, order=number) for number, block in enumerate(blocks)]
    furniture = [Part(block, "boilerplate") for block in numbered if block.kind == "furniture"]
    own = list(_title_apart([block for block in numbered if block.kind != "furniture"], title))
    told = [_told_by_words(block, len(own) - index) for index, block in enumerate(own)]
    head = _head_length(told)
    told[:head] = _head(told[:head], title)
    told = _tail(list(_datelines_apart(told, head)))
    return sorted((*furniture, *told), key=lambda part: part.block.order)


# ------------------------------------------------------------------ one block at a time


def _told_by_words(block: Block, from_end: int) -> Part:
    text = block.text
    if block.kind not in ("paragraph", "heading", "item", "quote"):
        return Part(block, _KINDS[block.kind])
    if headings.is_date_line(text):
        return Part(block, "boilerplate", "date")
    if len(text) <= 600 and (found := _phrase(text, from_end <= _TAIL)) and not _is_headline(block, found):
        return Part(block, found.kind, found.role, "editor" if found.kind == "editor_note" else None)
    if _only_links(text) or not _LETTER.search(text):
        return Part(block, "boilerplate", "links")
    if datelines.is_dateline(text):
        return Part(block, "boilerplate", "dateline")
    if headings.byline(text):
        return Part(block, "boilerplate", "byline")
    if block.kind == "paragraph" and from_end <= 3 and len(text) <= 80 and " | " in text and unfinished(text):
        return Part(block, "boilerplate", "links")
    return Part(block, _KINDS[block.kind])


def _is_headline(block: Block, found: Phrase) -> bool:
    """Whether a line that opens like an editor's note heads the report: "Update: Ministry statement on the strike"."""
    label = found.kind == "editor_note" and found.phrase.endswith(":")
    return label and block.order == 0 and unfinished(block.text)


def _only_links(text: str) -> bool:
    """Whether a block is nothing but addresses of pages and persons."""
    words = _BETWEEN.split(text.strip(" |,;")) if len(text) <= 2000 else [text]
    return all(_LINK.fullmatch(word) for word in words)


def _phrase(text: str, near_end: bool) -> Phrase | None:
    """The entry of the list of stock phrases that fits a block."""
    folded = " ".join(text.casefold().replace("’", "'").split()).lstrip("[(*_-–—| ")
    size = len(folded)
    for entry in _phrases(folded[:2]):
        if size <= entry.longest and entry.phrase in folded and _fits(entry, folded, near_end):
            return entry
    return None


@cache
def _phrases(first: str) -> tuple[Phrase, ...]:
    """The entries that a block with these first two characters may fit, in the list's order."""
    return tuple(
        Phrase(row["phrase"], row["match"], row["zone"] == "end", int(row["longest"]), row["kind"], row["role"])
        for row in lists.table("boilerplate")
        if row["match"] == "contains" or first.startswith(row["phrase"][:2])
    )


def _fits(entry: Phrase, text: str, near_end: bool) -> bool:
    """Whether a block that holds a phrase has it where the list wants it."""
    if entry.at_end and not near_end:
        return False
    if entry.match == "whole":
        return text.rstrip(".:!])*_ -") == entry.phrase
    return entry.match == "contains" or text.startswith(entry.phrase)


# ------------------------------------------------------------------ the head of a report


def _title_apart(blocks: Sequence[Block], title: str | None) -> Iterator[Block]:
    """The blocks, with a known title that runs into the words after it cut off as a block of its own."""
    for block in blocks:
        if title and block.order < _HEAD and _begins_with_title(block.text, title):
            yield replace(block, kind="heading", content=block.content.slice(0, len(title)), joins=())
            yield _rest(block, len(title))
        else:
            yield block


def _begins_with_title(text: str, title: str) -> bool:
    """Whether a title stands before other words, and is not simply the subject of the first sentence."""
    rest = text[len(title) :]
    if text[: len(title)].casefold() != title.casefold() or not rest[:1].isspace():
        return False
    return headings.is_date_line(rest) or (len(title.split()) >= 5 and rest.lstrip()[:1].isupper())


def _rest(block: Block, start: int) -> Block:
    """A block without its beginning."""
    content = block.content.slice(start, len(block.text)).stripped()
    by = len(block.text) - len(content.text)
    joins = tuple((code, place - by) for code, place in block.joins if place > by)
    return replace(block, content=content, gap=" ", joins=joins)


def _head_length(told: Sequence[Part]) -> int:
    """How many blocks stand before the first one that reads like prose."""
    transcript = _is_transcript(told)
    for index, part in enumerate(told[:_HEAD]):
        text = part.block.text
        spoken = transcript and headings.has_speaker(text)
        if part.kind not in ("title", "boilerplate", "caption") and (spoken or _is_prose(text)):
            return index
    return 0


def _is_transcript(told: Sequence[Part]) -> bool:
    return sum(headings.has_speaker(part.block.text) for part in told) > 1


def _is_prose(text: str) -> bool:
    """Whether a block reads like running text rather than like a line above it."""
    if datelines.dateline_end(text) or len(text) > 200 or _SENTENCE_WITHIN.search(text):
        return True
    return not unfinished(text) and text.rstrip("\"'”’)")[-1:] not in ("?", "!") and " " in text


def _head(told: Sequence[Part], title: str | None) -> Iterator[Part]:
    """The title, its byline and its deck among the blocks before the prose."""
    chosen = _title_index(told, title)
    for index, part in enumerate(told):
        if index == chosen:
            yield replace(part, kind="title", role="title")
        elif part.role != "byline" and headings.has_date_part(part.block.text):
            yield replace(part, kind="boilerplate", role="date")
        elif part.kind not in ("body", "title") or part.role:
            yield part
        elif chosen is not None and index > chosen and _signs(told, index):
            yield replace(part, kind="boilerplate", role="byline")
        elif chosen is not None and index < chosen:
            role = "masthead" if headings.is_masthead(part.block.text) else "kicker"
            yield replace(part, kind="boilerplate", role=role)
        elif chosen is not None and index > chosen and headings.signature(part.block.text):
            yield replace(part, kind="boilerplate", role="byline")
        elif unfinished(part.block.text):
            yield replace(part, kind="title", role="deck")
        else:
            yield part


def _signs(told: Sequence[Part], index: int) -> bool:
    """Whether a line under the title is nothing but names, with a date or dateline right after or before it."""
    beside = (told[index - 1], *told[index + 1 : index + 2])
    return headings.is_name_line(told[index].block.text) and any(part.role == "date" for part in beside)


def _title_index(told: Sequence[Part], title: str | None) -> int | None:
    """The title: the block that has the known title's words, else the first heading, else the first unclaimed line."""
    free = [i for i, part in enumerate(told) if part.kind in ("body", "title") and not part.role]
    known = [i for i in free if title and told[i].block.text.casefold() == title.casefold()]
    marked = [i for i in free if told[i].block.kind == "heading"]
    while len(free) > 1 and _heads_the_page(told[free[0]].block.text):
        free = free[1:]
    return next(iter((*known, *marked, *free)), None)


def _heads_the_page(text: str) -> bool:
    """Whether a line names the outlet, or the issue of its day, rather than the story."""
    return headings.is_masthead(text) or headings.date_at_end(text) is not None or headings.has_date_part(text)


def _datelines_apart(told: Sequence[Part], head: int) -> Iterator[Part]:
    """The parts, with the dateline of the first paragraph cut off."""
    transcript = _is_transcript(told)
    for index, part in enumerate(told):
        end = datelines.dateline_end(part.block.text) if index == head and part.kind == "body" else 0
        if not end or (transcript and headings.has_speaker(part.block.text)):
            yield part
            continue
        dateline = part.block.content.slice(0, end).stripped()
        yield Part(replace(part.block, content=dateline, joins=()), "boilerplate", "dateline")
        yield replace(part, block=_rest(part.block, end))


# ------------------------------------------------------------------ the tail


def _tail(told: list[Part]) -> list[Part]:
    """The parts, with the short lines that follow a footer's first phrase marked as part of the footer."""
    start = next((i for i, part in enumerate(told) if part.role == "footer" and len(told) - i <= _TAIL), None)
    if start is None:
        return told
    return [*told[:start], *(_footer(part) for part in told[start:])]


def _footer(part: Part) -> Part:
    if (
        part.kind in ("body", "title", "list")
        and len(part.block.text) <= 150
        and unfinished(part.block.text.rstrip(":"))
    ):
        return replace(part, kind="boilerplate", role="footer")
    return part


def stretches(told: Iterable[Part]) -> Iterator[list[Part]]:
    """The parts that make one segment: neighbours of one kind and voice, each title and dateline by itself."""
    held: list[Part] = []
    for part in told:
        if held and not (
            part.kind == held[-1].kind != "title"
            and part.voice == held[-1].voice
            and "dateline" not in (part.role, held[-1].role)
        ):
            yield held
            held = []
        held.append(part)
    if held:
        yield held
