"""Splitting a report's text into sentences: rules over punctuation, abbreviations and the layout of lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from khabar import vocab
from khabar.records import Segment, Sentence, Span

PARAGRAPH_BREAK = re.compile(r"\n[^\S\n]*\n\s*")
# Lines longer than this are paragraphs of their own, not the product of wrapping.
WIDEST_WRAP = 140
LIST_ITEM = re.compile(r"\s*(?:[-*•▪◦‣–—·]\s|\(?\d{1,3}[.)]\s|\(?[a-zA-Z][.)]\s)")
# A line of a table: "3 million: displaced people", "Strikes in Iraq: 13,300".
LABELLED = re.compile(
    r"\s*(?:[$€£]?\d[\d.,]*(?: ?(?:million|billion|thousand|m|bn|k|per ?cent|%))?: [A-Z]"
    r"|[A-Z][^:.!?\n]{2,90}: [$€£]?(?:[a-z ]{0,14})?\d)"
)
# A full stop and what closes with it: quotes, brackets, footnote marks, a smile.
STOP = re.compile(
    r"""(?P<marks>[.!?…](?<![.!?…]{2})[.!?…]*(?:[^\S\n][.!?…]+(?!\w))*)"""
    r"""(?P<close>["'”’)\]»]*(?:[^\S\n]?\[\d{1,3}\])*(?:[^\S\n]?[:;=]-?[()DP](?!\w))?)"""
    r"""(?=\s+(?P<open>["'“‘(\[«*]*)(?P<next>[^\s"“”()\[\]]{0,20})|\Z)""",
)
LONGEST_ABBREVIATION = 12
# Boundaries that layout, not punctuation, marks: the dateline of a wire story, the opening and close of a letter, the
# time stamp of a forwarded mail, a ruled line, an address in a list of addresses.
DATELINE = re.compile(r"[A-Z][A-Z .,'/-]+(?:[A-Z][a-z]+\.? ?\d{1,2} ?)?(?:\([A-Z][A-Za-z ]{1,20}\) ?)(?:--?|–|—)(?=\s)")
# The day that an entry of a chronology begins with: "June 10, 2014: Mosul falls".
_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?"
    r"|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?"
ENTRY = re.compile(
    rf"\s*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
    rf"(?:{_DAYS}(?:\s?[-–]\s?{_DAYS})? {_MONTH}|{_MONTH} {_DAYS}(?:\s?[-–]\s?(?:{_MONTH} )?{_DAYS})?|{_MONTH}(?=,? \d))"
    rf"(?:,? \d{{4}})?(?:\s?:|\s[–—-])(?=\s+[\"“‘'(]?[A-Z])(?!\s+{_MONTH}(?!\w))"
)
LETTER = re.compile(
    r"(?:Dear|Hi|Hello|Hey|Greetings)\b(?: [A-Z][\w.'-]*| all| everyone){0,4}(?:[,!]| -)(?= [A-Z])"
    r"|(?:(?:Many )?Thanks|(?:(?:Best|Kind|Kindest|Warm|With best) )?[Rr]egards|Sincerely|Cheers),(?= [A-Z])"
)
MARK = re.compile(
    r"(?<!\S)(?P<alone>\d{1,2}/\d{1,2}/\d{2,4} \d{1,2}:\d{2}(?::\d{2})? [AP]M|[-_=*~]{8,})(?!\S)"
    r"|(?<!\S)(?:https?://|www\.)\S+(?=\s(?:https?://|www\.))"
    # Two sentences that lost the space between them.
    r"""|(?<=[a-z]{3})[.!?]["'”’)]?(?=(?P<glued>[A-Z][a-z]+)\b)"""
)
# What every such mark has in it, which is found faster.
SIGN = re.compile(r"""[-_=*~/.!?](?:["'”’)]?[A-Z]|[\d/]|(?<=www\.)|[-_=*~]{7})""")
ENUMERATOR = re.compile(r"\W*(?:\d{1,3}|[a-zA-Z]|[ivxIVX]+)\Z")
ACRONYM = re.compile(r"(?:[A-Za-z]\.)+[A-Za-z]\Z")
CONTINUING = frozenset("-–—&/")


def split(text: str, segments: Sequence[Segment], report_id: str) -> tuple[Sentence, ...]:
    """The sentences of a report in order. None crosses a segment or a blank line, and none is empty."""
    found: list[Sentence] = []
    for segment in sorted(segments, key=lambda s: (s.start, s.end)):
        for span in within(text, segment.start, segment.end):
            found.append(Sentence(report_id, len(found), span.start, span.end, segment.segment))
    return tuple(found)


def within(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of a stretch of text, trimmed of white space."""
    for block in _pieces(start, end, _paragraph_breaks(text, start, end)):
        for lines in _pieces(*block, _line_breaks(text, *block)):
            for piece in _pieces(*lines, _marks(text, *lines)):
                for sentence in _pieces(*piece, _stops(text, *piece)):
                    yield from _trimmed(text, *sentence)


def _pieces(start: int, end: int, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The stretches between cuts."""
    return pairwise([start, *cuts, end])


def _trimmed(text: str, first: int, last: int) -> Iterator[Span]:
    """The stretch without white space at its ends, unless nothing is left of it."""
    inside = text[first:last]
    start = first + len(inside) - len(inside.lstrip())
    end = start + len(inside.strip())
    if start < end:
        yield Span(start, end)


def _paragraph_breaks(text: str, start: int, end: int) -> Iterator[int]:
    for blank in PARAGRAPH_BREAK.finditer(text, start, end):
        yield blank.end()


def _line_breaks(text: str, start: int, end: int) -> Iterator[int]:
    """The ends of lines at which a sentence ends too: those that no wrapping explains."""
    if text.find("\n", start, end) < 0:
        return
    ends = [m.start() for m in re.finditer("\n", text[start:end])]
    lines = [Span(start + a, start + b) for a, b in pairwise([0, *(e + 1 for e in ends), end - start])]
    width = max(line.end - line.start for line in lines)
    printed = [text[line.start : line.end] for line in lines]
    hard = [_is_hard(line.strip(), following, width) for line, following in pairwise(printed)]
    listed = len(hard) > 1 and 2 * sum(hard) >= len(hard)
    for line, meant, (before, following) in zip(lines, hard, pairwise(printed), strict=False):
        if meant or (listed and _begins_anew(before.strip(), following)):
            yield line.end


def _begins_anew(line: str, following: str) -> bool:
    """Whether a line of a list whose marks are gone begins a new item, however long the one before it is."""
    last = line.rpartition(" ")[2]
    ends = line[-1:] not in CONTINUING and line[-1:] != "," and not last.islower()
    return (ends or last[-1:] in ".;:") and (following.lstrip()[:1].isupper() or following.lstrip()[:1].isdigit())


def _is_hard(line: str, following: str, width: int) -> bool:
    """Whether the line break after ``line`` was meant: a list item follows, or a word that would have fitted."""
    if (
        not line
        or LIST_ITEM.match(following)
        or ENTRY.match(following)
        or (LABELLED.match(line) and LABELLED.match(following))
    ):
        return True
    first = following.split(maxsplit=1)[0] if following.strip() else ""
    if first[:1].islower() or line[-1] in CONTINUING or line[-1] == ",":
        return False
    return width > WIDEST_WRAP or len(line) + 1 + len(first) < width


def _marks(text: str, start: int, end: int) -> Iterator[int]:
    """The boundaries that layout marks within a line or a wrapped paragraph."""
    if dateline := DATELINE.match(text, start, end):
        yield dateline.end()
    elif entry := ENTRY.match(text, start, end):
        yield entry.end()
    for mark in MARK.finditer(text, start, end) if SIGN.search(text, start, end) else ():
        if mark["glued"] and mark["glued"].lower() not in _starters():
            continue
        if mark["alone"] and not text[max(0, mark.start() - 4) : mark.start()].endswith((" on ", " at ")):
            yield mark.start()
        yield mark.end()


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """The positions after the punctuation that ends a sentence."""
    sentence = start
    if letter := LETTER.match(text, start, end):
        sentence = letter.end()
        yield sentence
    for stop in STOP.finditer(text, sentence, end):
        if _ends_sentence(stop, text[max(sentence, stop.start() - LONGEST_ABBREVIATION) : stop.start()]):
            sentence = stop.end()
            yield sentence


def _ends_sentence(stop: re.Match[str], before: str) -> bool:
    """Whether the marks of a match of ``STOP`` end the sentence, given the last of its characters so far."""
    marks, following = stop["marks"], stop["next"]
    if not (following or stop["open"]):
        return False
    if "!" in marks or "?" in marks:
        return not (following[:1].islower() and (stop["close"] or before.endswith("Yahoo")))
    if len(marks) > 1 or marks == "…":
        return not following[:1].islower()
    return _ends_after_period(stop, before)


def _ends_after_period(stop: re.Match[str], before: str) -> bool:
    """A full stop ends a sentence but for list numbers, initials, abbreviations, and quotations that go on."""
    following = stop["next"]
    if ENUMERATOR.match(before):
        return False
    printed = before[before.rfind(" ") + 1 :]
    word = printed.lstrip("'‘\"“(*-–—/")
    if stop["close"].strip("[]0123456789 "):
        initials = printed != word and ACRONYM.match(word) is not None
        return _ends_after_abbreviation("may_end", following) if initials else not following[:1].islower()
    if (kind := _kind(word)) is not None:
        return _ends_after_abbreviation(kind, following)
    return not (len(word) == 1 and word.isalpha() and word != "I")


def _ends_after_abbreviation(kind: str, following: str) -> bool:
    """Whether an abbreviation is the last word of its sentence, given the word after it."""
    if kind in ("title", "inner"):
        return False
    if kind == "number":
        return not following[:1].isdigit()
    if kind == "date":
        return following[:1].isupper() and _kind(following.rstrip(".,")) != "date"
    return following[:1].isupper() and following.strip(",.;:'’").lower() in _starters()


def _kind(word: str) -> str | None:
    """The kind of an abbreviation without its last full stop. Capitalised entries match capitalised words only."""
    known = _abbreviations()
    if ACRONYM.match(word):
        return known.get(word.lower(), "may_end")
    return known.get(word) or known.get(word.lower()) or (known.get(word.capitalize()) if word.isupper() else None)


@cache
def _abbreviations() -> dict[str, str]:
    return {row["abbreviation"]: row["kind"] for row in vocab.load("abbreviations")}


@cache
def _starters() -> frozenset[str]:
    return frozenset(row["word"] for row in vocab.load("sentence_starters"))
