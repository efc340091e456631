"""Sentences cut by page breaks: a paragraph that breaks off, and the one that goes on with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from khabar.ingest import datelines, lists
from khabar.ingest.blocks import Block
from khabar.ingest.paragraphs import FIRST_WORD, LAST_WORD, Vocabulary, dangling, join, unfinished

_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]{0,3}\s+[\"'“‘(\[]{0,3}[A-Z0-9]")
_NUMBER_AT_END = re.compile(r" ?\bpage \d{1,4}(?: of \d{1,4})?$", re.I)
_RUNNING_HEAD = re.compile(r"(?:[^\n]{0,100}\b)?page \d{1,4}(?: of \d{1,4})?|[-–—] ?\d{1,4} ?[-–—]|\d{1,4}", re.I)

_DASHES = "-–—"


def is_running_head(text: str) -> bool:
    """Whether a line is what a printed page has above or below its text: it ends with the page's number."""
    return (text[-1:].isdecimal() or text[-1:] in _DASHES) and _RUNNING_HEAD.fullmatch(text) is not None


def without_number(text: str) -> str:
    """A running head without its page number."""
    return _NUMBER_AT_END.sub("", text)


def mend(blocks: Iterable[Block], known: Vocabulary) -> Iterator[Block]:
    """The blocks, with a paragraph that was cut in mid-sentence joined to its other half.

    Furniture that stood between the halves, such as a running head, comes after the whole.
    """
    held: list[Block] = []
    aside: list[Block] = []
    for block in blocks:
        if block.kind == "furniture":
            aside.append(block)
            continue
        if held and not cut_between(held[-1], block, known, at_foot=bool(aside)):
            yield from _whole(held, aside, known)
            held, aside = [], []
        elif not held:
            yield from aside
            aside = []
        held.append(block)
    yield from _whole(held, aside, known)


def _whole(held: Sequence[Block], aside: Sequence[Block], known: Vocabulary) -> Iterator[Block]:
    if held:
        yield _mend(held, known)
    yield from aside


def _mend(blocks: Sequence[Block], known: Vocabulary) -> Block:
    if len(blocks) == 1:
        return blocks[0]
    content, joins = join("page_break", [block.content for block in blocks], known)
    starts = (0, *(place for _, place in joins))
    inner = [(code, start + place) for start, block in zip(starts, blocks, strict=True) for code, place in block.joins]
    return replace(blocks[0], content=content, joins=(*joins, *inner))


def cut_between(left: Block, right: Block, known: Vocabulary, *, at_foot: bool) -> bool:
    """Whether one sentence runs from the end of a paragraph into the next one; ``at_foot`` where furniture parts them."""
    if left.kind != right.kind or left.kind not in ("paragraph", "quote") or len(left.text) < 40 or not right.text:
        return False
    if datelines.dateline_end(right.text):
        return False
    needs_more = dangling(left.text)
    if not (unfinished(left.text) or needs_more) or " " not in left.text:
        return False
    if right.text[0].islower() and not known.whispered:
        return True
    return _reads_on(right.text) and (needs_more or _name_cut(left.text, right.text, known, at_foot=at_foot))


def _reads_on(text: str) -> bool:
    """Whether a text that begins like a sentence may be the second half of one: it is prose and comes to an end."""
    return text[0].isalnum() and len(text) >= 20 and not unfinished(text)


def _name_cut(left: str, right: str, known: Vocabulary, *, at_foot: bool) -> bool:
    """Whether the break cuts a name in two: one that the report holds elsewhere, or one whose verb comes after it.

    "Jordan and the Gulf", "States were divided": no verb stands before the break, and one right after the name.
    """
    last, first = LAST_WORD.search(left[-80:]), FIRST_WORD.match(right)
    if not last or not first or not last[0][0].isupper():
        return False
    if (last[0], first[0]) in known.names:
        return True
    *before, sentence = _SENTENCE_END.split(left[-500:])
    if not (before or at_foot):
        # A headline has no verb before its end either.
        return False
    tail = sentence.split()
    verbs = lists.words("auxiliaries", "word")
    following = right.split(maxsplit=2)[1:2]
    lower = [word for word in tail if word[0].islower()]
    return len(lower) >= 2 and ":" not in left[-60:] and verbs.isdisjoint(lower) and not verbs.isdisjoint(following)
