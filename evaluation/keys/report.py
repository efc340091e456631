"""One report with its hand-written key: pointers become spans and parties."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from evaluation.keys.pointers import KeyMistakeError, Span, find, nearest

Row = dict[str, Any]


@dataclass
class Report:
    """One report with its hand-written key, on the way to rows; ``short`` begins every identifier of its rows."""

    short: str
    doc: str
    text: str
    key: Mapping[str, Any]
    sentences: list[Span]
    names: Mapping[str, str]
    attributions: dict[str, Row] = field(default_factory=dict)

    def sentence(self, span: Span) -> int:
        """The index of the sentence that holds a span's start."""
        return next(i for i, (a, b) in enumerate(self.sentences) if a <= span[0] < b)

    def place(self, pointer: str, to: Span) -> Span:
        """A pointer with brackets or offsets looks through the report; one without, through the sentence of ``to``."""
        if "[" in pointer or pointer.startswith("@"):
            return find(self.text, pointer)
        return nearest(self.text, pointer, self.sentences[self.sentence(to)], to)

    def canonical(self, words: str) -> str:
        """The name of what the words refer to; raises KeyMistakeError where the key does not say."""
        if words in self.names:
            return self.names[words]
        raise KeyMistakeError(f"{self.doc}: no entity is called {words!r}; write {words!r} = its name")

    def quote(self, span: Span) -> Row:
        """A span with its words, as a row shows it."""
        return {"text": self.text[slice(*span)], "start": span[0], "end": span[1]}

    def where(self, span: Span) -> Row:
        """Columns that name the sentence of a span."""
        i = self.sentence(span)
        a, b = self.sentences[i]
        return {"sent_id": f"{self.short}.{i:02}", "sentence": self.text[a:b], "sentence_start": a, "sentence_end": b}


def split_words(words: str) -> tuple[str, str | None]:
    """The words and the name of ``words = Name``."""
    text, _, name = words.partition(" = ")
    return text.strip(), name.strip() or None


def party(report: Report, words: str, near: Span) -> Row:
    """A party: ``words``, ``words = Name``, or ``? = Name`` where the text does not print it in reach."""
    text, name = split_words(words)
    if text == "?":
        return {"text": None, "start": None, "end": None, "canonical": name, "implicit": True}
    span = report.place(text, near)
    return {**report.quote(span), "canonical": name or report.canonical(report.text[slice(*span)])}
