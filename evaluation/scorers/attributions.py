"""Attributions: source, cue and content, and which attribution stands inside which.

A pair needs half of the content's words in common, or its cue and its source (the cue alone where the key has no
content). An author's own voice over a whole report is in the key for completeness and is not counted.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from evaluation.scorers.answers import Key, ReadingView, Row, key_span
from evaluation.scorers.counts import Metrics, Pair, mean, pair_off, put
from evaluation.scorers.spans import Span, WordIndex, overlap, trim

PARTS = ("source", "cue", "content")
Parts = Mapping[str, list[Span]]


@dataclass(frozen=True)
class Likeness:
    """What two attributions have in common; ``content`` is F1 over words."""

    source: bool
    cue: bool
    content: float
    exact: bool

    @property
    def score(self) -> float:
        """How alike they are, for pairing."""
        return self.content + self.source + self.cue + 0.1 * self.exact


@dataclass(frozen=True)
class Paired:
    """Attributions of a key and of a reading with their parts, and which belong together (key's first)."""

    wanted: Sequence[Parts]
    found: Sequence[Parts]
    likeness: Mapping[Pair, Likeness]
    pairs: Sequence[Pair]


def pair_attributions(view: ReadingView, rows: Sequence[Row], found: Sequence[Row]) -> Paired:
    """Pair the attributions of a report, the most alike first."""
    wanted_parts = [_wanted(view.raw, row) for row in rows]
    found_parts = [{k: view.spans(row.get(k)) for k in PARTS} for row in found]
    likeness = _likeness(view.raw, wanted_parts, found_parts)
    pairs = pair_off({pair: (alike.score,) for pair, alike in likeness.items()})
    return Paired(wanted_parts, found_parts, likeness, pairs)


def score_attributions(key: Key, views: Mapping[str, ReadingView]) -> Metrics:
    """Metrics of attributions."""
    tally: Counter[str] = Counter()
    nested: list[bool] = []
    inner: list[bool] = []
    for doc, view in views.items():
        rows, found = key.rows("attributions", doc), view.rows("attributions")
        paired = pair_attributions(view, rows, found)
        pairs, likeness = paired.pairs, paired.likeness
        editorial = {i for i, row in enumerate(rows) if row["type"] == "editorial"}
        skipped = {j for i, j in pairs if i in editorial}
        _tally(tally, "wanted", [p for i, p in enumerate(paired.wanted) if i not in editorial])
        _tally(tally, "found", [p for j, p in enumerate(paired.found) if j not in skipped])
        scored = [(i, j) for i, j in pairs if i not in editorial]
        for pair in scored:
            tally["right"] += 1
            tally["right source"] += likeness[pair].source
            tally["right cue"] += likeness[pair].cue
            tally["right content"] += likeness[pair].content >= 0.5
        for parent, right in _nesting(rows, found, pairs, scored):
            nested.append(right)
            inner += [right] if parent else []
    metrics: Metrics = {"attribution_gold": tally["wanted"]}
    put(metrics, "attribution", tally["right"], tally["found"], tally["wanted"])
    for part in PARTS:
        put(metrics, f"attribution_{part}", tally[f"right {part}"], tally[f"found {part}"], tally[f"wanted {part}"])
    metrics["attribution_nested_accuracy"] = mean(nested)
    metrics["attribution_nested_accuracy_inner"] = mean(inner)
    return metrics


def _wanted(text: str, row: Row) -> Parts:
    listed = {k: row.get(k) if isinstance(row.get(k), list) else [row.get(k)] for k in PARTS}
    return {k: [trim(text, s) for s in map(key_span, values or []) if s] for k, values in listed.items()}


def _tally(tally: Counter[str], side: str, attributions: Sequence[Parts]) -> None:
    tally[side] += len(attributions)
    for part in PARTS:
        tally[f"{side} {part}"] += sum(bool(a[part]) for a in attributions)


def _likeness(text: str, wanted: Sequence[Parts], found: Sequence[Parts]) -> dict[Pair, Likeness]:
    index = WordIndex(text)
    wanted_words = [index.of(w["content"]) for w in wanted]
    found_words = [index.of(f["content"]) for f in found]
    alike: dict[Pair, Likeness] = {}
    for i, w in enumerate(wanted):
        for j, f in enumerate(found):
            both, total = len(wanted_words[i] & found_words[j]), len(wanted_words[i]) + len(found_words[j])
            meets = {k: any(overlap(a, b) for a in w[k] for b in f[k]) for k in ("source", "cue")}
            content = 2 * both / total if total else 0.0
            exact = bool(w["content"]) and wanted_words[i] == found_words[j]
            if content >= 0.5 or (meets["cue"] and (meets["source"] or not w["content"])):
                alike[i, j] = Likeness(meets["source"], meets["cue"], content, exact)
    return alike


def _nesting(
    rows: Sequence[Row], found: Sequence[Row], pairs: Sequence[Pair], scored: Sequence[Pair]
) -> list[tuple[str | None, bool]]:
    """For each pair, the key's parent and whether the reading has the same."""
    editorial = {row["id"] for row in rows if row["type"] == "editorial"}
    meaning = {found[j].get("attribution_id"): rows[i]["id"] for i, j in pairs}
    judged = []
    for i, j in scored:
        parent = rows[i]["nested_in"] if rows[i]["nested_in"] not in editorial else None
        mine = found[j].get("parent_id")
        got = meaning.get(mine, "?") if mine else None
        judged.append((parent, (None if got in editorial else got) == parent))
    return judged
