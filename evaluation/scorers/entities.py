"""Mentions found, and whether those of one entity were brought together."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence

from evaluation.scorers.answers import Key, ReadingView, Row, key_span, normal
from evaluation.scorers.counts import Metrics, b_cubed, share
from evaluation.scorers.spans import Span, shared

Item = tuple[str, Span, str]


def score_entities(key: Key, views: Mapping[str, ReadingView]) -> Metrics:
    """Recall of mentions (half of the joint span), and B-cubed over those found."""
    wanted: dict[Item, Hashable] = {}
    found: dict[Item, Hashable] = {}
    total = 0
    for doc, view in views.items():
        rows = view.rows("mentions")
        spans = [view.span(row) for row in rows]
        for ident, span in _mentions(key.tables["entities"], doc):
            total += 1
            k = _best(span, spans)
            if k is not None:
                wanted[doc, span, ident] = ident
                found[doc, span, ident] = _cluster(doc, rows[k], k)
    p, r, f1 = b_cubed(wanted, found)
    return {
        "mention_gold": total,
        "mention_recall": share(len(wanted), total),
        "entity_b3_p": p,
        "entity_b3_r": r,
        "entity_b3_f1": f1,
    }


def _mentions(entities: Sequence[Row], doc: str) -> Iterator[tuple[str, Span]]:
    for entity in entities:
        for mention in (m for v in entity["variants"] for m in v["mentions"]):
            span = key_span(mention)
            if mention["doc"] == doc and span:
                yield entity["id"], span


def _best(wanted: Span, spans: Sequence[Span | None]) -> int | None:
    """The first of the spans that share most with the wanted one, at least half of what the two cover."""
    best, place = 0.5, None
    for k, span in enumerate(spans):
        if span:
            likeness = shared(wanted, span) / (max(wanted[1], span[1]) - min(wanted[0], span[0]))
            if likeness > best or (likeness == best and place is None):
                best, place = likeness, k
    return place


def _cluster(doc: str, row: Row, k: int) -> Hashable:
    """What a mention was resolved to, by name and kind; its own cluster where it was not."""
    entity = row.get("entity") or {}
    if entity.get("name"):
        return normal(entity["name"]), entity.get("kind")
    return doc, row.get("mention_id") or k
