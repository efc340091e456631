"""Ranking the places of a name: how populous, how well its country fits the report, what the text says, what is near.

Scores run from 0 to 1. The weights are a judgement, written down here and nowhere else; a place is chosen only when its
score passes ``ENOUGH`` and leads every other location by ``MARGIN``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, log10, radians

from khabar.records import Candidate, GazetteerPlace
from khabar.resolve.gazetteer import Entry
from khabar.resolve.places.evidence import Evidence
from khabar.resolve.places.spots import Spot

POPULATION, DOMINANCE, COUNTRY, STATED, HINT, NEAR, OWN_NAME, PROMINENT = 0.33, 0.2, 0.4, 0.35, 0.2, 0.1, 0.05, 0.4
ENOUGH, MARGIN = 0.5, 0.1
LARGE = 1_000_000
SAME_SPOT_KM = 60.0
DIVISION_PENALTY = 0.08


Provinces = Mapping[tuple[str | None, str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its score and the reasons for it."""

    entry: Entry
    score: float
    reason: str

    def candidate(self) -> Candidate:
        """The candidate as the table holds it."""
        place = self.entry.place
        where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
        return Candidate(place.place_id, where, round(self.score, 3), self.reason)


def rank(spot: Spot, entries: Sequence[Entry], evidence: Evidence, near: Provinces) -> list[Ranked]:
    """Candidates with scores and reasons, the best first."""
    stated = evidence.stated(spot)
    total = sum(e.population for e in entries if e.level == "town") or 1
    ranked = [_score(spot, e, evidence, stated, total, near) for e in entries]
    return sorted(ranked, key=lambda r: (-r.score, -r.entry.population, r.entry.place.place_id))


def _score(spot: Spot, entry: Entry, evidence: Evidence, stated: str | None, total: int, near: Provinces) -> Ranked:
    place, reasons = entry.place, []
    score = POPULATION * min(1.0, log10(entry.population + 1) / 7)
    if entry.level == "town":
        dominance = entry.population / total
        score += DOMINANCE * dominance
        if dominance > 0.5 and entry.population:
            reasons.append("most populous of the name")
    elif spot.hint is None:
        score -= DIVISION_PENALTY
    support = evidence.support(place.country, spot)
    if entry.population >= LARGE and entry.main:
        support = max(support, PROMINENT)
    score += COUNTRY * support
    if support > PROMINENT:
        reasons.append(f"the report speaks of {place.country}")
    if stated is not None:
        score += STATED if place.country == stated else -STATED
        reasons += [f"the text puts it in {stated}"] if place.country == stated else []
    if spot.hint is not None:
        score += HINT if entry.level == spot.hint else -HINT
        reasons += [f"called a {spot.hint}"] if entry.level == spot.hint else []
    if near.get(province_of(place), frozenset()) - {place.place_id}:
        score += NEAR
        reasons.append("near other places of the report")
    score += OWN_NAME if entry.main else 0.0
    return Ranked(entry, max(0.0, min(1.0, score)), "; ".join(reasons) or "the name fits")


def provinces(places: Iterable[GazetteerPlace]) -> Provinces:
    """Places by the province they are in or are."""
    found: dict[tuple[str | None, str], set[str]] = {}
    for place in places:
        found.setdefault(province_of(place), set()).add(place.place_id)
    return {key: frozenset(ids) for key, ids in found.items()}


def province_of(place: GazetteerPlace) -> tuple[str | None, str]:
    """The country and the name of the province that a place is in or is."""
    return place.country, place.admin1 or place.name


def decide(ranked: Sequence[Ranked]) -> Ranked | None:
    """The best candidate if it is good enough and ahead of every other location, else None."""
    if not ranked or ranked[0].score < ENOUGH:
        return None
    best = ranked[0]
    rivals = [r for r in ranked[1:] if not _same_location(best.entry.place, r.entry.place)]
    if rivals and best.score - rivals[0].score < MARGIN:
        return None
    return best


def _same_location(one: GazetteerPlace, other: GazetteerPlace) -> bool:
    """Whether two rows are a town and its own district or province, or lie close together."""
    if one.country != other.country:
        return False
    if other.feature != one.feature and "ADM" in (one.feature or "")[:3] + (other.feature or "")[:3]:
        return one.admin1 == other.admin1 or other.name in (one.admin1, one.name) or one.name == other.admin1
    return _distance(one, other) <= SAME_SPOT_KM


def _distance(one: GazetteerPlace, other: GazetteerPlace) -> float:
    """Kilometres between two places, good enough for short ways; far where a position is not known."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return float("inf")
    width = cos(radians((one.latitude + other.latitude) / 2))
    return 111.2 * hypot(one.latitude - other.latitude, (one.longitude - other.longitude) * width)
