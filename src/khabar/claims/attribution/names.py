"""Quotation marks around what nobody says: a name ("Inherent Resolve", a nickname, a title), a term kept at a distance."""

from __future__ import annotations

import re

from khabar.records import Span

NAMING = re.compile(
    r"\b(?:named|called|nicknamed|dubbed|known as|code-?named|titled|entitled|alias|aka|meaning|means|word|term|phrase|"
    r"operation|headlined|translated? as)\s*\W{0,2}\Z",
    re.IGNORECASE,
)
LETTER = re.compile(r"[^\W\d_]")
BACK = 24
FEWEST = 3
# Shorter words are not capitalised in titles ("with", "from"), and of this many no title is.
SMALL, LONGEST = 5, 12


def is_name(text: str, quote: Span) -> bool:
    """Whether the marks hold no speech: a name in capitals, a title, a word that is itself spoken of."""
    words = [w for w in text[quote.start : quote.end].split() if LETTER.search(w)]
    capitals = all(w[0].isupper() or len(w) < SMALL for w in words) and len(words) < LONGEST and words[:1] != ["I"]
    ended = text[quote.end - 1] in (".!?" if len(words) > 2 else ".,!?") and len(words) > 1
    return not words or (capitals and not ended) or bool(NAMING.search(text, max(0, quote.start - BACK), quote.start))


def is_term(text: str, quote: Span) -> bool:
    """Whether the marks hold a word or two that the author only keeps at a distance: the military "president"."""
    words = [w for w in text[quote.start : quote.end].split() if LETTER.search(w)]
    return len(words) < FEWEST and text[quote.end - 1] not in ".!?"
