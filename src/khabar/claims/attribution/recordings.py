"""Recordings set into a monitor's report: "[Begin recording] [Hale] … [Reporter] … [End recording]", as monitors print them.

Each label in brackets opens a turn that lasts until the next; labels that only describe what is heard are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from khabar import vocab
from khabar.claims.attribution.turns import ASKING
from khabar.claims.view import Draft, View
from khabar.records import Span

RECORDING = re.compile(
    r"\[begin [\w -]{0,30}recording[^\]\n]{0,40}\](.+?)(?:\[end [\w -]{0,30}recording[^\]]{0,40}\]|\Z)",
    re.IGNORECASE | re.DOTALL,
)
LABEL = re.compile(r"\[([^\W\d_][\w.'’ -]{1,60}?)(?:,[^\]\n]{1,40})?\](?=\s)")
NOTES = re.compile(r"\[[^\]]*\]")

BACK = 20
ENDS = (".", "?", "!", "]", '"', "”", "…", "")


def recordings(view: View) -> Iterator[Draft]:
    """One attribution for each turn within a recording of which words are heard; the content is the turn without its label."""
    text = view.report.text
    for recording in RECORDING.finditer(text):
        labels = [m for m in LABEL.finditer(text, *recording.span(1)) if _is_label(text, m)]
        ends = [*(m.start() for m in labels), recording.end(1)][1:]
        for label, end in zip(labels, ends, strict=True):
            yield from _turn(view, label, end)


def _turn(view: View, label: re.Match[str], end: int) -> Iterator[Draft]:
    text = view.report.text
    start = label.end() + len(text[label.end() : end]) - len(text[label.end() : end].lstrip())
    content = Span(start, start + len(text[start:end].rstrip()))
    tree = view.tree_at(start)
    kind = "anonymous" if ASKING.match(label.group(1)) else "named_person"
    if NOTES.sub("", text[content.start : content.end]).strip():
        sentence = tree.parse.sentence if tree else -1
        yield Draft(sentence, Span(*label.span(1)), None, None, (content,), quotation="free", kind=kind)


def _is_label(text: str, found: re.Match[str]) -> bool:
    """Whether brackets where a sentence may begin tell who speaks, and not what is heard: "words indistinct"."""
    before = text[max(0, found.start() - BACK) : found.start()].rstrip()
    return before[-1:] in ENDS and found.group(1).split()[-1].lower() not in _heard()


@cache
def _heard() -> frozenset[str]:
    """The last words of notes on what is heard in a recording, from ``vocab/heard.tsv``."""
    return frozenset(row["word"] for row in vocab.load("heard"))
