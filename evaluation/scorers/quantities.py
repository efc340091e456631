"""Quantities: value, measure and whose figure it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from evaluation.scorers.answers import Key, Names, ReadingView, Row, key_span
from evaluation.scorers.chains import innermost_ok
from evaluation.scorers.counts import Metrics, Pair, mean, pair_off, put, share
from evaluation.scorers.spans import Span, overlap, shared

# Kinds of the key that another word of the tables means; a kind that is itself a measure stands for itself.
MEASURES: Mapping[str, tuple[str, ...]] = {
    **{kind: (kind,) for kind in ("killed", "injured", "casualties", "missing", "detained", "displaced", "troops")},
    **{kind: (kind,) for kind in ("weapons", "money", "rate")},
    **dict.fromkeys(("advisers", "fighters", "militiamen", "troop_units"), ("troops",)),
    "killed_civilians": ("killed", "casualties"),
    **dict.fromkeys(("missiles", "aircraft"), ("weapons",)),
    "usd": ("money",),
    **dict.fromkeys(("flights_per_month", "flights_per_day"), ("rate",)),
}


def score_quantities(key: Key, views: Mapping[str, ReadingView], names: Names) -> Metrics:
    """Metrics of quantities. A figure of no known measure is not counted as found, nor held against the reading."""
    right: list[tuple[ReadingView, Row, Row]] = []
    found = loose = traps = met = 0
    figures = [q for q in key.tables["quantities"] if q["category"] == "figure"]
    for doc, view in views.items():
        wanted = [q for q in figures if q["doc"] == doc]
        rows = view.rows("quantities")
        spans = [view.span(q) for q in rows]
        pairs = pair_figures(wanted, rows, spans)
        met += len(pairs)
        right += [(view, wanted[i], rows[j]) for i, j in pairs if value_ok(wanted[i], rows[j])]
        used = {j for _, j in pairs}
        others = [q for q in key.rows("quantities", doc) if q["category"] != "figure"]
        for j, row in enumerate(rows):
            trap = j not in used and any(overlap(key_span(q), spans[j]) for q in others)
            loose += not trap
            found += j in used or row.get("measure") != "other"
            traps += trap and row.get("measure") != "other"
    metrics: Metrics = {"quantity_gold": len(figures)}
    put(metrics, "quantity", len(right), found, len(figures))
    metrics["quantity_p_counting_other"] = share(len(right), loose)
    metrics["quantity_span_recall"] = share(met, len(figures))
    metrics["quantity_measure_accuracy"] = mean([_measure_ok(g, q) for _, g, q in right])
    metrics["quantity_said_by_accuracy"] = mean([_said_by_ok(v, names, g, q) for v, g, q in right])
    metrics["quantity_distractor_hits"] = traps
    return metrics


def pair_figures(wanted: Sequence[Row], rows: Sequence[Row], spans: Sequence[Span | None]) -> list[Pair]:
    """Figures of a key with quantities of a reading, those with the right value first."""
    scored: dict[Pair, tuple[float, ...]] = {}
    for i, figure in enumerate(wanted):
        core = key_span(figure.get("number")) or key_span(figure)
        for j, span in enumerate(spans):
            if overlap(core, span):
                scored[i, j] = (value_ok(figure, rows[j]), shared(key_span(figure), span))
    return pair_off(scored)


def _measure_ok(figure: Row, row: Row) -> bool:
    return row.get("measure") in MEASURES.get(figure["kind"], ("other",))


def _said_by_ok(view: ReadingView, names: Names, figure: Row, row: Row) -> bool:
    return innermost_ok(view, names, figure["said_by"][1:], owners(view, row))


def owners(view: ReadingView, row: Row) -> list[Row]:
    """Holders of a figure: its own attribution with those around it, or else its claim's."""
    known = {a.get("attribution_id"): a for a in view.rows("attributions")}
    chain: list[Row] = []
    attribution = known.get(row.get("attribution_id"))
    while attribution and attribution not in chain:
        chain.insert(0, attribution)
        attribution = known.get(attribution.get("parent_id"))
    if chain:
        return [{**(a.get("source") or {}), "depth": i + 1} for i, a in enumerate(chain)]
    claims = view.claims(events_only=False)
    by_id = {c.get("claim_id"): c for c in claims}
    claim = by_id.get(row.get("claim_id"))
    claim = claim or next((c for c in claims if row.get("quantity_id") in (c.get("quantities") or [])), None)
    return view.holders(claim) if claim else []


def _close(a: float | None, b: float | None) -> bool:
    return a is not None and b is not None and abs(a - b) <= 1e-6 * max(1.0, abs(b))


def value_ok(figure: Row, row: Row) -> bool:
    """Whether low, best and high say what the key's value says; a vague figure is right once found."""
    value, best = figure["value"], row.get("best")
    if value is None:
        return True
    if _is_share(figure) and best is not None and abs(best - 0.667) < 0.01:
        return True
    if isinstance(value, list):
        return _bounds_ok(value[0], value[1], row)
    return _close(best, value) or (best is None and _point(value, row))


def _bounds_ok(least: float | None, most: float | None, row: Row) -> bool:
    low, high = row.get("low"), row.get("high")
    if least is None or most is None:
        return _close(high, most) if least is None else _at_least(least, low, high)
    if least == most:
        return _close(row.get("best"), least) or _point(least, row)
    return low is not None and least <= low <= 2 * least and (high is None or 0.9 * most <= high <= most + 1)


def _point(value: float, row: Row) -> bool:
    return _close(row.get("low"), value) and _close(row.get("high"), value)


def _is_share(figure: Row) -> bool:
    return bool(figure.get("part_of")) and "share" in (figure.get("counts") or "")


def _at_least(least: float, low: float | None, high: float | None) -> bool:
    """ "Over N" may be read as N or N + 1; "billions" as one, two or three."""
    billions = low is not None and least >= 1e9 and least <= low <= 3 * least
    return (_close(low, least) or _close(low, least + 1) or billions) and (high is None or high > least)
