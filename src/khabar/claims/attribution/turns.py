"""Transcripts: paragraphs that open with who speaks ("Q:", "GEN. HALE:", "Sara Amin: …"), each a turn of talk.

One paragraph with a colon is a headline or an aside. A report is a transcript where several paragraphs open so and at least
one speaker comes back, or where the first asks ("Q:") and another answers; a turn then lasts until the next, and a paragraph
without a label goes on with the last speaker.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from khabar.claims.view import Draft, View
from khabar.records import Span

WORD = r"(?:[A-Z][\w.'’-]*|[a-z]{1,3}|\([^()\n]{2,60}\))"
LABEL = re.compile(rf"^[^\S\n]*((?:Q|A)|[A-Z][\w.'’-]*(?: {WORD}){{0,6}})[^\S\n]*:(?=[^\S\n]+\S)", re.MULTILINE)
ASKING = re.compile(r"(?:Q|QUESTION|REPORTER|JOURNALIST|INTERVIEWER|MODERATOR|HOST|STAFF|OPERATOR)\b", re.IGNORECASE)
# A label that alone shows a transcript, once another answers.
QUESTION = re.compile(r"Q|QUESTION|Question")
FEWEST = 4
SPOKEN = ("body", "list", "block_quote")


def turns(view: View) -> Iterator[Draft]:
    """One attribution for each turn of talk in a transcript; the content is the turn without its label."""
    for segment in view.segments:
        if segment.kind not in SPOKEN:
            continue
        labels = list(LABEL.finditer(view.report.text, segment.start, segment.end))
        if _is_transcript(labels):
            ends = [*(m.start() for m in labels[1:]), segment.end]
            for label, end in zip(labels, ends, strict=True):
                yield _turn(view, label, end)


def _is_transcript(labels: Sequence[re.Match[str]]) -> bool:
    said = Counter(m.group(1) for m in labels)
    asked = len(said) > 1 and QUESTION.fullmatch(labels[0].group(1)) is not None
    return asked or (len(labels) >= FEWEST and len(said) > 1 and max(said.values()) > 1)


def _turn(view: View, label: re.Match[str], end: int) -> Draft:
    text = view.report.text
    start = label.end() + len(text[label.end() : end]) - len(text[label.end() : end].lstrip())
    content = Span(start, start + len(text[start:end].rstrip()))
    tree = view.tree_at(start)
    source = Span(*label.span(1))
    kind = "anonymous" if ASKING.match(label.group(1)) else "named_person"
    return Draft(tree.parse.sentence if tree else -1, source, None, None, (content,), quotation="free", kind=kind)
