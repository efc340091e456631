"""Events: a claim found for each record of the key, and then its class, parties, factuality, chain, place and date.

A claim matches a record where the triggers overlap; or, counted apart, where it stands within 40 characters in the same
sentence. Recall is over the records that any careful analyst would make (core); precision is over all claims, and
finding a secondary record costs nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from evaluation.scorers.answers import Key, Names, ReadingView, Row, key_span, named, role_match
from evaluation.scorers.counts import Metrics, harmonic, mean, pair_off, share
from evaluation.scorers.facets import (
    Marks,
    Match,
    chains_of_all_core,
    classes,
    event_name,
    factuality_metrics,
    mark_counts,
    mark_facets,
)
from evaluation.scorers.spans import overlap

NEAR = 40


def match_events(key: Key, views: Mapping[str, ReadingView], names: Names) -> list[Match]:
    """Pairs of records and claims, the closest first, each used once."""
    found = []
    for doc, view in views.items():
        events, claims = key.rows("events", doc), view.claims(events_only=False)
        scored = {}
        for i, event in enumerate(events):
            for j, claim in enumerate(claims):
                closeness = _closeness(view, names, event, claim)
                if closeness:
                    scored[i, j] = closeness
        found += [Match(events[i], claims[j], view, scored[i, j][0] == 2) for i, j in pair_off(scored)]
    return found


def _closeness(view: ReadingView, names: Names, event: Row, claim: Row) -> tuple[float, ...] | None:
    """(tier, parties and class in common, minus the gap), or nothing where they cannot be the same."""
    span = view.span(claim)
    if span is None or (not claim.get("event") and event["plover"]):
        return None
    gap = max(event["start"] - span[1], span[0] - event["end"], 0)
    if overlap(key_span(event), span):
        tier = 2
    elif gap <= NEAR and event["sentence_start"] <= span[0] < event["sentence_end"]:
        tier = 1
    else:
        return None
    sides = (("actors", "actor"), ("recipients", "recipient"))
    alike = sum(role_match(view, names, named(event[k]), view.parts(claim, role)) for k, role in sides)
    return tier, alike + (event_name(claim) in classes(event)), -gap


def score_events(key: Key, views: Mapping[str, ReadingView], names: Names) -> tuple[Metrics, list[Match]]:
    """Metrics of events with the matches behind them."""
    matches = match_events(key, views, names)
    metrics = _found(key.tables["events"], views, matches)
    marks: Marks = defaultdict(list)
    for match in matches:
        mark_facets(match, names, marks)
    metrics |= {name: mean(values) for name, values in sorted(marks.items())}
    metrics |= factuality_metrics(key.tables["events"], matches, marks) | mark_counts(marks)
    return metrics | chains_of_all_core(key.tables["events"], matches, names), matches


def _found(events: Sequence[Row], views: Mapping[str, ReadingView], matches: Sequence[Match]) -> Metrics:
    core = [e for e in events if e["salience"] == "core"]
    predicted = sum(len(v.claims()) for v in views.values())
    metrics: Metrics = {"gold_core": len(core), "gold_all": len(events), "predicted_events": predicted}
    for suffix, hits in (("", [m for m in matches if m.exact]), ("_or_near", list(matches))):
        right = sum(bool(m.claim.get("event")) for m in hits)
        hit_core = sum(m.event["salience"] == "core" for m in hits)
        p, r = share(right, predicted) or 0.0, share(hit_core, len(core)) or 0.0
        metrics |= {f"event_precision{suffix}": p, f"event_recall_core{suffix}": r}
        metrics[f"event_f1_core{suffix}"] = harmonic(p, r)
        metrics[f"event_recall_all{suffix}"] = share(len(hits), len(events))
    return metrics
