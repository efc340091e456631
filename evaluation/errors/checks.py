"""Each thing that a key asks of a reading, with whether it is right: what the scores are sums of.

What was wanted and found is told in labels and names of the key, never in words of a report, so that it can be shown
where the report may not be.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from evaluation.scorers.answers import Key, Names, ReadingView, Row, key_span, named, role_match
from evaluation.scorers.attributions import pair_attributions
from evaluation.scorers.chains import chain_ok
from evaluation.scorers.dates import date_ok
from evaluation.scorers.events import match_events
from evaluation.scorers.facets import PLOVER, Match, classes, event_name, factuality_ok, place_ok
from evaluation.scorers.quantities import pair_figures, value_ok
from evaluation.scorers.spans import Span, overlap

PARTS = (
    *("events not found", "claims of nothing", "class", "actor", "recipient", "place", "date"),
    *("chain", "factuality", "quantities", "attributions"),
)


@dataclass(frozen=True)
class Check:
    """One thing asked: which part, where, what the key says, what the reading says."""

    part: str
    doc: str
    start: int
    end: int
    wanted: str
    found: str
    right: bool


def checks(key: Key, readings: Mapping[str, Row]) -> list[Check]:
    """Everything that a key asks of the readings of its reports."""
    views = {doc: ReadingView(text, readings.get(doc)) for doc, text in key.texts.items()}
    names = Names(key.tables["entities"])
    matches = match_events(key, views, names)
    found = [*_events(key, views, matches)]
    found += [check for match in matches if match.exact for check in _fields(match, names)]
    for doc, view in views.items():
        found += [*_quantities(key, doc, view), *_attributions(key, doc, view)]
    return found


def _events(key: Key, views: Mapping[str, ReadingView], matches: list[Match]) -> Iterator[Check]:
    met = {match.event["id"] for match in matches if match.exact}
    for event in key.tables["events"]:
        if event["salience"] == "core":
            label = event["plover"] or "no type"
            yield _check("events not found", event, label, "nothing", event["id"] in met)
    claimed = {(match.event["doc"], match.claim["claim_id"]) for match in matches if match.exact}
    for doc, view in views.items():
        for claim in view.claims():
            span = view.span(claim)
            if span:
                right = (doc, claim["claim_id"]) in claimed
                yield Check("claims of nothing", doc, *span, "nothing", event_name(claim), right)


def _check(part: str, row: Row, wanted: str, found: str, right: bool) -> Check:
    return Check(part, row["doc"], row["start"], row["end"], wanted, found, right)


def _fields(match: Match, names: Names) -> Iterator[Check]:
    """The fields of a claim that stands where a record of the key does."""
    event, claim, view = match.event, match.claim, match.view
    if event["plover"] and classes(event) & PLOVER:
        yield _check("class", event, event["plover"], event_name(claim), event_name(claim) in classes(event))
    for part, column in (("actor", "actors"), ("recipient", "recipients")):
        yield _party(match, names, part, column)
    if event["place"]:
        found = "another" if claim.get("place") or view.parts(claim, "place") else "none"
        yield _check("place", event, _printed([event["place"]]), found, place_ok(view, names, event, claim))
    right_date = date_ok(event["date"], claim.get("date")) if event["date"] else None
    if right_date is not None:
        found = "another" if claim.get("date") else "none"
        yield _check("date", event, event["date"]["precision"], found, right_date)
    links, holders = event["attribution"][1:], view.holders(claim)
    right = chain_ok(view, names, links, holders)
    yield _check("chain", event, f"{len(links)} holders", f"{len(holders)} holders", right)
    value = f"{claim.get('factuality')} {claim.get('realis')}"
    yield _check("factuality", event, event["factuality"], value, factuality_ok(event, claim, len(holders)))


def _party(match: Match, names: Names, part: str, column: str) -> Check:
    wanted, parts = named(match.event[column]), match.view.parts(match.claim, part)
    stated = [p for p in parts if p.get("start") is not None]
    found = "another" if stated else "none"
    if not wanted:
        return _check(part, match.event, "none", found, not stated)
    return _check(part, match.event, _printed(wanted), found, role_match(match.view, names, wanted, parts))


def _printed(wanted: list[Row]) -> str:
    return "printed" if any(w.get("start") is not None for w in wanted) else "to be inferred"


def _quantities(key: Key, doc: str, view: ReadingView) -> Iterator[Check]:
    rows = view.rows("quantities")
    spans = [view.span(row) for row in rows]
    listed = key.rows("quantities", doc)
    figures = [q for q in listed if q["category"] == "figure"]
    pairs = dict(pair_figures(figures, rows, spans))
    for i, figure in enumerate(figures):
        right = i in pairs and value_ok(figure, rows[pairs[i]])
        yield _check("quantities", figure, figure["kind"], "another value" if i in pairs else "nothing", right)
    others = [q for q in listed if q["category"] != "figure"]
    for j, row in enumerate(rows):
        span = spans[j]
        if span and j not in pairs.values() and row.get("measure") != "other":
            yield Check("quantities", doc, *span, _no_figure(others, span), row["measure"], right=False)


def _no_figure(others: list[Row], span: Span) -> str:
    return next((q["kind"] for q in others if overlap(key_span(q), span)), "nothing")


def _attributions(key: Key, doc: str, view: ReadingView) -> Iterator[Check]:
    rows, found = key.rows("attributions", doc), view.rows("attributions")
    paired = pair_attributions(view, rows, found)
    met = dict(paired.pairs)
    for i, row in enumerate(rows):
        if row["type"] == "editorial":
            continue
        place = row["cue"] or row["content"][0]
        alike = paired.likeness[i, met[i]] if i in met else None
        wrong = [] if alike is None else _wrong_parts(row, alike.source, alike.cue, alike.content)
        shown = "nothing" if alike is None else f"other {' and '.join(wrong)}"
        yield _check("attributions", {**place, "doc": doc}, row["type"], shown, alike is not None and not wrong)
    for j, row in enumerate(found):
        place = view.span(row.get("cue")) or next(iter(view.spans(row.get("content"))), None)
        if place and j not in met.values():
            yield Check("attributions", doc, *place, "nothing", row.get("quotation") or "any", right=False)


def _wrong_parts(row: Row, source: bool, cue: bool, content: float) -> list[str]:
    printed = row["source"].get("start") is not None
    wrong = {
        "source": printed and not source,
        "cue": row["cue"] and not cue,
        "content": row["content"] and content < 0.5,
    }
    return [part for part, is_wrong in wrong.items() if is_wrong]
