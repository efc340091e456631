"""Chains of holders: does each link of the key stand in the reading, in order, with none added?"""

from __future__ import annotations

from collections.abc import Sequence

from evaluation.scorers.answers import Names, ReadingView, Row, key_span, normal
from evaluation.scorers.spans import overlap


def link_ok(view: ReadingView, names: Names, link: Row, holder: Row) -> bool:
    """Whether a holder is the source of a link: by its place, its name, or half of its words."""
    if overlap(key_span(link), view.span(holder)):
        return True
    text = normal(holder.get("text"))
    if not text:
        return False
    found, wanted = set(text.split()), set(normal(link["source"]).split())
    return text in names.of(link["source"]) or len(found & wanted) >= 0.5 * len(found | wanted)


def chain_ok(view: ReadingView, names: Names, links: Sequence[Row], holders: Sequence[Row]) -> bool:
    """Printed links in order, none missing, none added; a link that is not printed may match any holder or none."""
    if not links:
        return all(h.get("start") is None for h in holders)
    rest = bool(holders) and chain_ok(view, names, links[1:], holders[1:])
    if links[0].get("text") is None:
        return rest or chain_ok(view, names, links[1:], holders)
    if holders and holders[0].get("start") is None and chain_ok(view, names, links, holders[1:]):
        return True
    return rest and link_ok(view, names, links[0], holders[0])


def innermost_ok(view: ReadingView, names: Names, links: Sequence[Row], holders: Sequence[Row]) -> bool:
    """Whether the innermost holder is right, or there is rightly none."""
    if not links or not holders:
        return not links and not holders
    return link_ok(view, names, links[-1], holders[-1])
