"""Whole segments in another's voice: block quotations, marked or only announced by a lead-in that ends in a colon.

A plain-text page often loses its indentation, so that a quoted passage shows only in its lead-in ("Read on:") and in its
style. Such a passage is taken to last while its paragraphs keep a reporter's style, and to end with the first that speaks
to the reader, asks, exclaims, or takes up the thread with a discourse marker. A statement given whole after "said:" is
bounded otherwise (``statements``).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from khabar.claims.cues import cue
from khabar.claims.paragraphs import paragraphs
from khabar.claims.statements import announces, ends, is_within_text, points_ahead
from khabar.records import Segment, Span

# "US" is no pronoun.
PERSONAL = re.compile(
    r"\b(?:I|[Mm]e|[Mm]y|[Mm]ine|[Ww]e|[Oo]urs?|us|[Yy]our?|I'm|I've|[Ll]et's|[Dd]on't|can't|isn't)\b"
)
TAKES_UP = re.compile(
    r"(?:so|and|but|yet|now|well|yes|no|ok|okay|that|this|these|those|which|here|there|indeed|of course|in other words|"
    r"really|again|note|notice|recall|remember|what|why|how|who|where|when|meanwhile|clearly|obviously|apparently)\b",
    re.IGNORECASE,
)
QUOTED = re.compile(r"[“\"][^“”\"]{0,400}[”\"]")
# A lead-in with the first words of the statement after it in the same paragraph.
INLINE = re.compile(r"[^.!?:\n]{3,160}:[^\S\n]+(?=[A-Z])")
# A count of things to come: "for two reasons:", "in several respects:", "Other good ones:".
ENUMERATES = re.compile(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|several|some|many|few|other|various|these|following|main)"
    r"(?: [\w'’-]+){0,4}? (?!says\b|writes\b|reads\b)[\w'’-]+s:\Z",
    re.IGNORECASE,
)
LONGEST = 8
LONGEST_STATEMENT = 60
QUOTATION_MARKS = '“"„«‘'


def separate_voices(text: str, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The segments with block quotations cut out of bodies, numbered afresh; the whole text stays covered."""
    parts = [part for segment in segments for part in _parts(text, segment)]
    return tuple(replace(part, segment=n) for n, part in enumerate(parts))


def _parts(text: str, segment: Segment) -> Iterator[Segment]:
    if segment.kind != "body":
        yield segment
        return
    at = segment.start
    for block in _blocks(text, segment):
        if block.start > at:
            yield replace(segment, start=at, end=block.start)
        yield replace(segment, start=block.start, end=block.end, kind="block_quote")
        at = block.end
    if at < segment.end:
        yield replace(segment, start=at)


def _blocks(text: str, segment: Segment) -> Iterator[Span]:
    """The stretches that a lead-in announces and style bounds."""
    parts = _paragraphs(text, segment)
    personal = _first_personal(text, segment)
    n = 0
    while n < len(parts):
        if (inside := _inline(text, parts, n, personal)) is not None:
            statement, n = inside
            yield statement
            continue
        lead, first = parts[n], n + 1
        n = first
        if first == len(parts):
            return
        if not _leads_in(text[lead.start : lead.end]) or text[parts[first].start] in QUOTATION_MARKS:
            continue
        following = [text[p.start : p.end] for p in parts[first : first + LONGEST_STATEMENT]]
        n = first + _length(following, text[lead.start : lead.end], personal=personal < lead.end)
        if n > first:
            yield Span(parts[first].start, parts[n].start if n < len(parts) else segment.end)


def _inline(text: str, parts: Sequence[Span], n: int, personal: int) -> tuple[Span, int] | None:
    """A statement that begins in the paragraph of its lead-in ("Roe said: The UK has …"), with the paragraph after it.

    It lasts to the last paragraph in which the speaker goes on speaking in person, and is none where nobody does.
    """
    found = INLINE.match(text, parts[n].start, parts[n].end)
    if found is None or personal < found.end() or not announces(found.group().rstrip()):
        return None
    following = [text[p.start : p.end] for p in parts[n + 1 : n + LONGEST_STATEMENT]]
    reach = _until(following, lambda p: ends(p, found.group()))
    spoken = [text[found.end() : parts[n].end], *following[:reach]]
    last = _last_personal(spoken)
    return (Span(found.end(), parts[n + last].end), n + last + 1) if last is not None else None


def _last_personal(spoken: Sequence[str]) -> int | None:
    """The last paragraph in which somebody speaks in person."""
    return max((k for k, p in enumerate(spoken) if PERSONAL.search(QUOTED.sub("", p))), default=None)


def _first_personal(text: str, segment: Segment) -> int:
    """Where the author first speaks in person outside quotation marks; the segment's end where that never happens."""
    plain = QUOTED.sub(lambda m: " " * len(m.group()), text[segment.start : segment.end])
    found = PERSONAL.search(plain)
    return segment.start + found.start() if found else segment.end


def _length(following: list[str], lead: str, *, personal: bool) -> int:
    """How many of the paragraphs after a lead-in are another's; ``personal`` is whether the author spoke in person before."""
    spoken = announces(lead)
    if spoken and not personal:
        return _until(following, lambda p: ends(p, lead))
    if is_within_text(lead) and not personal:
        last = _last_personal(following[: _until(following, lambda p: ends(p, lead))])
        return 1 if last is None else last + 1
    first = int(spoken and not _leads_in(following[0]))
    return first + _until(following[first:LONGEST], lambda p: not _reporting(p))


def _until(following: list[str], over: Callable[[str], bool]) -> int:
    return next((n for n, p in enumerate(following) if over(p)), len(following))


def _paragraphs(text: str, segment: Segment) -> list[Span]:
    bare = [
        Span(p.start, p.start + len(text[p.start : p.end].rstrip()))
        for p in paragraphs(text, segment.start, segment.end)
    ]
    return [p for p in bare if p.end > p.start]


def _leads_in(paragraph: str) -> bool:
    """Whether a paragraph announces what follows it, and not its own points: "This matters for two reasons:"."""
    if not points_ahead(paragraph) or len(paragraph.split()) < 2:
        return False
    return ENUMERATES.search(paragraph) is None or announces(paragraph) or _tells(paragraph)


def _tells(paragraph: str) -> bool:
    """Whether the last word is of things that are said: "denied these claims:"."""
    return cue(paragraph.rstrip(":").rpartition(" ")[2].removesuffix("s"), "noun") is not None


def _reporting(paragraph: str) -> bool:
    """Whether a paragraph reads as reporting: nobody addressed, nothing asked or exclaimed, no thread taken up."""
    plain = QUOTED.sub("", paragraph)
    addressed = PERSONAL.search(plain) or "?" in plain or "!" in plain
    return not addressed and not TAKES_UP.match(paragraph) and not _leads_in(paragraph) and len(paragraph.split()) > 4
