"""What a matched claim says, compared with the key field by field."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.scorers.answers import Names, ReadingView, Row, key_span, named, normal, role_match
from evaluation.scorers.chains import chain_ok, innermost_ok
from evaluation.scorers.counts import Metrics, mean, share
from evaluation.scorers.dates import date_ok
from evaluation.scorers.spans import heads_meet

RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
PLOVER = frozenset(
    [
        *("AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT"),
        *("THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
    ]
)
SUBTYPES = ("ARMS_TRANSFER", "DEPLOYMENT", "TERRITORY")
GROUPS = {
    "asserted": ("asserted",),
    "negative": ("asserted_negative", "denied"),
    "irrealis": ("planned", "hypothetical"),
    "uncertain": ("possible", "probable", "alleged"),
}
Marks = dict[str, list[bool]]


@dataclass(frozen=True)
class Match:
    """A record of the key with the claim found for it; ``exact`` where the triggers overlap."""

    event: Row
    claim: Row
    view: ReadingView
    exact: bool


def event_name(claim: Row) -> str:
    """The event type of a claim under the key's names."""
    name = re.sub(r"[\s-]+", "_", (claim.get("event") or "").upper())
    return RENAMED.get(name, name)


def classes(event: Row) -> set[str]:
    """Event types that are right for a record."""
    return {RENAMED.get(c, c) for c in [event["plover"], *(event.get("plover_alt") or [])] if c}


def mark_facets(match: Match, names: Names, marks: Marks) -> None:
    """Note for one match which of its fields are right."""
    event, claim, view = match.event, match.claim, match.view
    if event["plover"] and classes(event) & PLOVER:
        marks["class_accuracy"].append(event_name(claim) in classes(event))
    if event["subtype"] in SUBTYPES:
        register = re.sub(r"S$", "", re.sub(r"[\s-]+", "_", (claim.get("register") or "").upper()))
        marks["subtype_accuracy"].append(event["subtype"] in (register, event_name(claim)))
    _parties(match, names, marks)
    _chain(match, names, marks)
    marks["factuality_accuracy"].append(factuality_ok(event, claim, len(view.holders(claim))))
    if event["place"]:
        right = place_ok(view, names, event, claim)
        marks["place_accuracy"].append(right)
        if event["place"].get("text"):
            marks["place_accuracy_printed"].append(right)
    right_date = date_ok(event["date"], claim.get("date")) if event["date"] else None
    if right_date is not None:
        marks["date_accuracy"].append(right_date)


def _parties(match: Match, names: Names, marks: Marks) -> None:
    for column, role in (("actors", "actor"), ("recipients", "recipient")):
        wanted, parts = named(match.event[column]), match.view.parts(match.claim, role)
        if not wanted:
            marks[f"{role}_rightly_absent"].append(not parts)
            continue
        right = role_match(match.view, names, wanted, parts)
        printed = "printed" if any(w.get("text") for w in wanted) else "implicit"
        marks[f"{role}_accuracy"].append(right)
        marks[f"{role}_accuracy_{printed}"].append(right)


def _chain(match: Match, names: Names, marks: Marks) -> None:
    holders, links = match.view.holders(match.claim), match.event["attribution"][1:]
    depth = max((h["depth"] for h in holders), default=0)
    facets = {
        "chain_depth_accuracy": depth == len(links),
        "chain_innermost_accuracy": innermost_ok(match.view, names, links, holders),
        "chain_full_accuracy": chain_ok(match.view, names, links, holders),
    }
    for name, right in facets.items():
        marks[name].append(right)
        if links:
            marks[f"{name}_attributed"].append(right)
    if not links:
        marks["chain_rightly_absent"].append(depth == 0)


def factuality_ok(event: Row, claim: Row, holders: int) -> bool:
    """Whether a claim's factuality and realis mean what the key's label means."""
    wanted, value, realis = event["factuality"], claim.get("factuality") or "", claim.get("realis")
    negated = bool(claim.get("negated"))
    if wanted == "asserted":
        return value == "CT+" and realis in ("occurred", "ongoing") and not negated
    if wanted in ("asserted_negative", "denied"):
        return value == "CT-" or negated
    if wanted == "planned":
        return realis in ("planned", "promised", "threatened", "demanded")
    if wanted == "hypothetical":
        return realis in ("hypothetical", "demanded")
    return value[:2] in ("PS", "PR") or (holders > 0 and claim.get("author_factuality") == "Uu")


def place_ok(view: ReadingView, names: Names, event: Row, claim: Row) -> bool:
    """Whether a claim's place is the key's, by name, by the words, or as the country."""
    wanted, place = event["place"], claim.get("place") or {}
    canonical = wanted["canonical"]
    if place.get("name") and normal(place["name"]) in names.of(canonical):
        return True
    for part in view.parts(claim, "place"):
        by_name = names.same(canonical, part.get("text"), part.get("entity"))
        if by_name or heads_meet(view.raw, key_span(wanted), view.span(part)):
            return True
    country = names.kind.get(canonical) == "country" and bool(place.get("country"))
    precision = claim.get("place_precision", place.get("precision"))
    return country and place["country"] == wanted.get("country") and precision == "country"


def factuality_metrics(events: Sequence[Row], matches: Sequence[Match], marks: Marks) -> Metrics:
    """Means over the four groups of factuality, so that the many asserted records do not drown the rest."""
    by_group: dict[str, list[bool]] = {g: [] for g in GROUPS}
    core: dict[str, list[bool]] = {g: [] for g in GROUPS}
    for m in matches:
        group = next(g for g, kinds in GROUPS.items() if m.event["factuality"] in kinds)
        right = factuality_ok(m.event, m.claim, len(m.view.holders(m.claim)))
        by_group[group].append(right)
        if m.event["salience"] == "core":
            core[group].append(right)
    met = {m.event["id"] for m in matches if m.exact}
    missed = [e for e in events if e["salience"] == "core" and e["id"] not in met]
    of_all = [
        sum(core[g]) / max(1, len(core[g]) + sum(e["factuality"] in kinds for e in missed))
        for g, kinds in GROUPS.items()
    ]
    metrics: Metrics = {f"factuality_group_{g}": mean(v) for g, v in by_group.items()}
    metrics["factuality_macro"] = mean([sum(v) / len(v) for v in by_group.values() if v]) or 0.0
    metrics["factuality_macro_all_core"] = mean(of_all)
    return metrics


def chains_of_all_core(events: Sequence[Row], matches: Sequence[Match], names: Names) -> Metrics:
    """Whole chains right, over all attributed core records, those that were not found included."""
    attributed = {e["id"] for e in events if e["salience"] == "core" and len(e["attribution"]) > 1}
    hits = [m for m in matches if m.event["id"] in attributed]
    right = sum(chain_ok(m.view, names, m.event["attribution"][1:], m.view.holders(m.claim)) for m in hits)
    missed = len(attributed - {m.event["id"] for m in hits if m.exact})
    return {"chain_full_attributed_all_core": share(right, len(hits) + missed)}


def mark_counts(marks: Marks) -> Metrics:
    """How many matches stand behind the main accuracies."""
    names = ("class_accuracy", "actor_accuracy_printed", "factuality_accuracy", "chain_full_accuracy_attributed")
    more = ("chain_rightly_absent", "place_accuracy", "date_accuracy", "recipient_accuracy_printed", "subtype_accuracy")
    return {f"n_{name}": len(marks[name]) for name in (*names, *more)}
