"""Places: which row of the gazetteer each mention of a place means, how precisely, or undecided. No false pins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from khabar import issues
from khabar.folding import fold_name
from khabar.records import Candidate, Entity, GazetteerPlace, Issue, Mention, Parse, PlaceMention
from khabar.resolve.actors.entities import make
from khabar.resolve.gazetteer import Entry
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.places.evidence import Evidence, gather, with_places
from khabar.resolve.places.facilities import facility_of
from khabar.resolve.places.lands import country_row, is_land, land_of
from khabar.resolve.places.lookup import BUILT_IN, points
from khabar.resolve.places.precision import precision_of
from khabar.resolve.places.ranking import (
    ENOUGH,
    MARGIN,
    PEOPLE,
    Around,
    Namesakes,
    Provinces,
    Ranked,
    around,
    decide,
    provinces,
    rank,
)
from khabar.resolve.places.respelling import respelt
from khabar.resolve.places.spots import Spot, spots_of
from khabar.resolve.tables import POINTS

SHOWN = 5
CERTAIN, LIKELY = 0.6, 0.5
ROUNDS = 2
GIVES_NAMES = 20_000
LEVELS = {"town": "exact", "district": "district", "province": "province"}
Placed = tuple[PlaceMention, GazetteerPlace | None, Issue | None]


def resolve(
    mentions: Sequence[Mention], parses: Sequence[Parse], text: str, known: Knowledge
) -> tuple[tuple[PlaceMention, ...], tuple[GazetteerPlace, ...], tuple[Issue, ...]]:
    """The mentions of places with their candidates, the rows of the gazetteer used, and what stayed open.

    Takes the mentions as :func:`khabar.resolve.actors.resolve` leaves them, so that no government is put on a map.
    """
    spots = spots_of([m for m in mentions if m.kind == "place"], parses, known)
    named = gather(mentions, parses, known)
    spoken_of = [c for c in sorted(named.weights) if c in known.countries and known.countries[c].transliterated]
    once = {spot.mention.text: spot for spot in spots}
    namesakes = {text: Namesakes(_entries(spot, known, spoken_of)) for text, spot in once.items()}
    said = [around(spot, named) for spot in spots]
    evidence, near = named, provinces(())
    for _ in range(ROUNDS):
        certain = _certain(spots, _ranked(spots, said, namesakes, evidence, near), evidence)
        evidence, near = with_places(named, certain), provinces((name, p) for name, p, _ in certain)
    ranked = _ranked(spots, said, namesakes, evidence, near)
    placed = [_place(spot, candidates, evidence, known) for spot, candidates in zip(spots, ranked, strict=True)]
    rows = {row.place_id: row for _, row, _ in placed if row is not None}
    rows |= _countries_of(rows.values(), known)
    return (
        tuple(sorted((p for p, _, _ in placed), key=lambda p: (p.start, p.end))),
        tuple(rows[key] for key in sorted(rows)),
        tuple(issue for _, _, issue in placed if issue is not None),
    )


def _entries(spot: Spot, known: Knowledge, spoken_of: Sequence[str]) -> tuple[Entry, ...]:
    """The places of a name, those under other spellings in the countries spoken of among them.

    One that only a facility is called by must be of some size, as many are called after persons.
    """
    if is_land(spot, known):
        return ()
    whole = points(spot.mention.text, known)
    if any(e.place.feature in POINTS for e in whole):
        return whole
    first, _, second = spot.name.partition("-")
    found = (whole if spot.name == spot.mention.text else points(spot.name, known)) or whole
    # Of "the Baghdad-Mosul highway" either end will do: it is put no more precisely than a region.
    if not found and spot.finest == "region" and second and points(second, known):
        found = points(first, known)
    if not any(e.place.country in spoken_of for e in found):
        found = (*found, *respelt(spot.name, spoken_of))
    least = GIVES_NAMES if spot.place != spot.mention.text else 0
    return tuple(e for e in found if max(e.population, PEOPLE[e.level]) >= least)


def _ranked(
    spots: Sequence[Spot],
    said: Sequence[Around],
    namesakes: Mapping[str, Namesakes],
    evidence: Evidence,
    near: Provinces,
) -> list[list[Ranked]]:
    """The candidates of each mention, the best first; mentions of one name of which as much is said are ranked once."""
    asked = [(spot.mention.text, of_it) for spot, of_it in zip(spots, said, strict=True)]
    found = {(text, of_it): rank(namesakes[text], of_it, evidence, near) for text, of_it in dict.fromkeys(asked)}
    return [found[key] for key in asked]


def _certain(
    spots: Sequence[Spot], ranked: Sequence[Sequence[Ranked]], evidence: Evidence
) -> list[tuple[str, GazetteerPlace, float]]:
    """Places found without those that are less certain, each once, with the name they go by and what they weigh."""
    found: dict[str, tuple[str, GazetteerPlace, float]] = {}
    for spot, candidates in zip(spots, ranked, strict=True):
        best = decide(candidates, evidence)
        if best is not None:
            weight = 1.0 if best.score >= CERTAIN else LIKELY
            found[best.entry.place.place_id] = (spot.folded, best.entry.place, weight)
    return [found[key] for key in sorted(found)]


# ------------------------------------------------------------------ one mention


def _place(spot: Spot, ranked: Sequence[Ranked], evidence: Evidence, known: Knowledge) -> Placed:
    if (land := land_of(spot, evidence, known)) is not None:
        candidate = Candidate(land.row.place_id, land.row.name, 1.0, land.reason)
        return _mention(spot, land.row.place_id, precision_of(spot, land.level), (candidate,)), land.row, None
    best = decide(ranked, evidence)
    if best is None:
        return _undecided(spot, ranked)
    itself = best.entry.place.feature in POINTS and fold_name(best.entry.place.name) != spot.folded
    level = precision_of(replace(spot, finest="") if itself else spot, _level(spot, best.entry))
    shown = tuple(r.candidate() for r in ranked[:SHOWN])
    return _mention(spot, best.entry.place.place_id, level, shown), best.entry.place, None


def _level(spot: Spot, entry: Entry) -> str:
    """The level of a place; where the text names a district or province, that of it and not of its chief town."""
    if spot.hint in ("district", "province") and entry.level == "town" and entry.place.feature not in POINTS:
        return spot.hint
    return LEVELS[entry.level]


def _mention(
    spot: Spot, place_id: str | None, precision: str | None, candidates: tuple[Candidate, ...]
) -> PlaceMention:
    m = spot.mention
    return PlaceMention(m.report_id, m.mention_id, m.start, m.end, m.text, place_id, precision, candidates)


def _undecided(spot: Spot, ranked: Sequence[Ranked]) -> Placed:
    m = spot.mention
    shown = tuple(r.candidate() for r in ranked[:SHOWN])
    if (m.reason or "").endswith(("generic agent", "not named", "just before")):
        return _mention(spot, None, None, shown), None, None
    if not ranked:
        message = f"{m.text} is in no gazetteer."
        return (
            _mention(spot, None, None, ()),
            None,
            issues.note("resolve", "place_unknown", m.report_id, m.start, m.end, message),
        )
    why = "no place of the name fits well enough" if ranked[0].score < ENOUGH else f"two places fit within {MARGIN}"
    message = f"{m.text}: {why}. First candidate: {shown[0].name}."
    return (
        _mention(spot, None, None, shown),
        None,
        issues.warning("resolve", "place_undecided", m.report_id, m.start, m.end, message),
    )


def _countries_of(rows: object, known: Knowledge) -> dict[str, GazetteerPlace]:
    """The rows of the countries in which used places lie."""
    codes = sorted({row.country for row in rows if row.country})  # type: ignore[attr-defined]
    return {f"iso:{code}": country_row(known.countries[code]) for code in codes if code in known.countries}


# ------------------------------------------------------------------ entities


def entities(
    mentions: Sequence[Mention], places: Sequence[PlaceMention], rows: Sequence[GazetteerPlace], known: Knowledge
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Mentions of places with an entity for the place they were resolved to; the countries have theirs already.

    A facility that is only known by its town is a place of its own.
    """
    by_id = {row.place_id: row for row in rows}
    chosen = {p.mention_id: by_id[p.place_id] for p in places if p.place_id in by_id}
    found: dict[str, Entity] = {}
    named = []
    for mention in mentions:
        row = chosen.get(mention.mention_id)
        if row is None or mention.entity_id is not None:
            named.append(mention)
            continue
        town = row.origin != BUILT_IN and facility_of(mention.text, known)[1]
        entity = make(mention.text if town else row.name, "place", row.country, None, "" if town else row.place_id)
        found[entity.entity_id] = entity
        named.append(replace(mention, entity_id=entity.entity_id, reason=mention.reason))
    return tuple(named), tuple(found[key] for key in sorted(found))
