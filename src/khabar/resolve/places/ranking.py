"""Ranking the places of a name: how populous, how well its country fits the report, what the text says, what is near.

Scores run from 0 to 1. The weights are a judgement, written down here and nowhere else; a place is chosen only when its
score passes ``ENOUGH`` and leads every other location by ``MARGIN``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from math import cos, hypot, log10, radians

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.records import Candidate, GazetteerPlace
from khabar.resolve.gazetteer import Entry
from khabar.resolve.places.evidence import Evidence
from khabar.resolve.places.spots import Spot
from khabar.resolve.tables import SITES

POPULATION, DOMINANCE, COUNTRY, STATED, HINT, NEAR, OWN_NAME, PROMINENT = 0.33, 0.2, 0.4, 0.35, 0.2, 0.1, 0.05, 0.25
BORROWED, DETERMINED = 0.1, 0.5
ENOUGH, MARGIN = 0.5, 0.1
# Enough for the only likely place of a name where the report speaks of no other country.
ALONE, FAR_AHEAD = 0.38, 0.15
SPOKEN_OF = 0.15
LARGE, SIZABLE, OVERSHADOWED = 1_000_000, 20_000, 50_000
# Divisions mostly come without a number of people.
PEOPLE = {"province": 500_000, "district": 20_000, "town": 0}
SAME_SPOT_KM = 60.0
DIVISION_PENALTY, TOWN_OF_DIVISION = 0.2, 0.05


Part = tuple[float, str]
Provinces = Mapping[tuple[str | None, str], frozenset[str]]


@record(frozen=True, slots=True)
class Ranked:
    """A candidate with its score, which may pass 1, and what that is the sum of."""

    entry: Entry
    score: float
    parts: Sequence[Part]

    @property
    def reason(self) -> str:
        """What speaks for it, in words."""
        return "; ".join([reason for weight, reason in self.parts if reason and weight > 0]) or "the name fits"

    def candidate(self) -> Candidate:
        """The candidate as the table holds it."""
        place = self.entry.place
        where = ", ".join(part for part in (place.name, place.admin1, place.country) if part)
        return Candidate(place.place_id, where, round(max(0.0, min(1.0, self.score)), 3), self.reason)


@record(frozen=True, slots=True)
class Around:
    """What a sentence says of a place that it names: all that tells one mention of a name from another.

    ``nations`` are the countries that the sentence names, ``stated`` is the one that it puts the place in.
    """

    folded: str
    hint: str | None
    is_determined: bool
    apposed: str
    stated: str | None
    nations: frozenset[str]


def around(spot: Spot, evidence: Evidence) -> Around:
    """What its sentence says of a place."""
    stated, nations = evidence.stated(spot), evidence.nations(spot)
    return Around(spot.folded, spot.hint, spot.is_determined, spot.apposed, stated, nations)


class Namesakes:
    """The places of a name, and what speaks for each before any report is read, worked out once."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entries = entries
        self.own = any(e.main for e in entries)
        self.countries = {e.place.country for e in entries}
        self._prominence: dict[tuple[bool, bool], list[list[Part]]] = {}

    def prominence(self, said: Around) -> list[list[Part]]:
        """What speaks for each place; a town comes before the division that is called after it."""
        key = said.is_determined, said.hint is None
        if key not in self._prominence:
            shares = _shares(self.entries)
            self._prominence[key] = [_prominence(entry, shares, said, self.entries) for entry in self.entries]
        return self._prominence[key]


def rank(namesakes: Namesakes, said: Around, evidence: Evidence, near: Provinces) -> list[Ranked]:
    """Candidates with scores and reasons, the best first."""
    support = {country: evidence.support(country, said.nations) for country in namesakes.countries}
    ranked = []
    for entry, prominence in zip(namesakes.entries, namesakes.prominence(said), strict=True):
        parts = [*prominence, *_fit(entry, said, support[entry.place.country], evidence, near)]
        if namesakes.own and not entry.main and entry.population < OVERSHADOWED:
            parts.append((-BORROWED, ""))
        ranked.append(Ranked(entry, sum([weight for weight, _ in parts]), parts))
    return sorted(ranked, key=lambda r: (-r.score, -r.entry.population, r.entry.place.place_id))


def _shares(entries: Sequence[Entry]) -> Mapping[str, float]:
    """How much of the people of all places of a name live in each, its own towns and divisions left out of the count.

    Equal shares where no number is known.
    """
    towns = [e for e in entries if e.level == "town"]
    total = sum(e.population for e in towns)
    shares = {e.place.place_id: e.population / total if total else 1 / len(towns) for e in towns}
    for entry in entries:
        if entry.level == "province":
            here = _people(entry)
            elsewhere = sum(e.population for e in towns if not _same_location(entry.place, e.place))
            shares[entry.place.place_id] = here / (here + elsewhere)
    return shares


def _people(entry: Entry) -> int:
    return max(entry.population, PEOPLE[entry.level])


def _prominence(entry: Entry, shares: Mapping[str, float], said: Around, entries: Sequence[Entry]) -> list[Part]:
    parts = [(POPULATION * min(1.0, log10(_people(entry) + 1) / 7), "")]
    share = shares.get(entry.place.place_id, 0.0)
    parts.append((DOMINANCE * share, "most populous of the name" if share > 0.5 else ""))
    if entry.level == "town" and said.is_determined and entry.place.feature not in SITES:
        parts.append((-DETERMINED, ""))
    elif entry.level != "town" and said.hint is None and any(_is_its_town(e, entry) for e in entries):
        parts.append((-DIVISION_PENALTY, ""))
    return [*parts, (OWN_NAME if entry.main else 0.0, "")]


def _is_its_town(entry: Entry, division: Entry) -> bool:
    large = TOWN_OF_DIVISION * _people(division) if division.level == "province" else 0
    return entry.level == "town" and entry.population >= large and _same_location(entry.place, division.place)


def _fit(entry: Entry, said: Around, support: float, evidence: Evidence, near: Provinces) -> list[Part]:
    """What the report says for and against a place, in a country for which as much speaks."""
    place = entry.place
    known_well = PROMINENT if (entry.population >= LARGE or place.feature == "PPLC") and entry.main else 0.0
    about = f"the report speaks of {place.country}" if support > known_well else ""
    parts = [(COUNTRY * max(support, known_well), about)]
    if said.stated is not None:
        parts.append((STATED, f"the text puts it in {said.stated}") if place.country == said.stated else (-STATED, ""))
    if said.hint is not None:
        elsewhere = support == 0 and bool(evidence.weights)
        parts.append((0 if elsewhere else HINT, f"called a {said.hint}") if entry.level == said.hint else (-HINT, ""))
    if said.apposed and place.admin1 and said.apposed.startswith(fold_name(place.admin1)):
        parts.append((STATED, f"the text puts it in {place.admin1}"))
    if (beside := near.get(province_of(place))) and beside - {said.folded}:
        parts.append((NEAR, "near other places of the report"))
    return parts


def provinces(places: Iterable[tuple[str, GazetteerPlace]]) -> Provinces:
    """The folded names in a report of places that are certain, by the province they are in or are."""
    found: dict[tuple[str | None, str], set[str]] = {}
    for name, place in places:
        found.setdefault(province_of(place), set()).add(name)
    return {key: frozenset(ids) for key, ids in found.items()}


def province_of(place: GazetteerPlace) -> tuple[str | None, str]:
    """The country and the name of the province that a place is in or is."""
    return place.country, place.admin1 or place.name


def decide(ranked: Sequence[Ranked], evidence: Evidence) -> Ranked | None:
    """The best candidate if it is good enough and ahead of every other location, else None.

    Less is enough for a place that is far ahead in a country that much of the report is about, or, where it names no other
    country but for who acts, for one of some size.
    """
    if not ranked:
        return None
    best = ranked[0]
    rivals = [r for r in ranked[1:] if not _same_location(best.entry.place, r.entry.place)]
    lead = best.score - rivals[0].score if rivals else best.score
    if best.score >= ENOUGH:
        return best if lead >= MARGIN else None
    if best.score < ALONE or lead < FAR_AHEAD:
        return None
    country = best.entry.place.country
    spoken_of = evidence.share(country) >= SPOKEN_OF
    return best if spoken_of or (_people(best.entry) >= SIZABLE and evidence.lands <= {country}) else None


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
