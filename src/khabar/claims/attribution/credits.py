"""Credits to an outlet in brackets at the end of a sentence: "… were freed (AFP)."."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.attribution.outlets import outlets
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, span_of
from khabar.records import Span

LONGEST = 6
OPENING, CLOSING = ("(", "["), (")", "]")


def find(tree: Tree, view: View) -> Iterator[Draft]:
    """The attribution of a sentence to the outlet that a bracket at its end names."""
    last = next((i for i in range(len(tree) - 1, -1, -1) if tree.words[i].text != "."), 0)
    if tree.words[last].text not in CLOSING:
        return
    first = next((i for i in range(last, max(-1, last - LONGEST), -1) if tree.words[i].text in OPENING), None)
    if first is None or first == 0 or last - first < 2:
        return
    named = Span(tree.words[first + 1].start, tree.words[last - 1].end)
    if view.report.text[named.start : named.end].strip() in outlets():
        head = next(i for i in range(first + 1, last) if not first < tree.words[i].head < last)
        content = span_of(tree, list(range(first)))
        yield Draft(tree.parse.sentence, named, head, None, content, kind="organization", depth=-2)
