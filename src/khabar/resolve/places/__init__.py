"""Places: which row of the gazetteer each mention of a place means, how precisely, or undecided. No false pins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar import issues
from khabar.folding import fold_name
from khabar.records import Candidate, Entity, GazetteerPlace, Issue, Mention, Parse, PlaceMention
from khabar.resolve.actors.entities import make
from khabar.resolve.gazetteer import Entry, Gazetteer
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.places.evidence import Evidence, country_named, gather, with_places
from khabar.resolve.places.ranking import ENOUGH, MARGIN, Provinces, Ranked, decide, provinces, rank
from khabar.resolve.places.spots import Spot, precision_of, spots_of
from khabar.resolve.tables import Country, Region

SHOWN = 5
CERTAIN, LIKELY = 0.6, 0.5
ROUNDS = 2
LEVELS = {"town": "exact", "district": "district", "province": "province"}
REGION_LEVELS = {
    "sea": "sea",
    "province": "province",
    "base": "exact",
    "site": "exact",
    "camp": "exact",
    "airport": "exact",
    "crossing": "exact",
}
BUILT_IN = "Khabar's own list"

Placed = tuple[PlaceMention, GazetteerPlace | None, Issue | None]


def resolve(
    mentions: Sequence[Mention], parses: Sequence[Parse], text: str, known: Knowledge
) -> tuple[tuple[PlaceMention, ...], tuple[GazetteerPlace, ...], tuple[Issue, ...]]:
    """The mentions of places with their candidates, the rows of the gazetteer used, and what stayed open.

    Takes the mentions as :func:`khabar.resolve.actors.resolve` leaves them, so that no government is put on a map.
    """
    spots = spots_of([m for m in mentions if m.kind == "place"], parses)
    gazetteer = known.gazetteer()
    named = gather(mentions, parses, known)
    entries = {spot.folded: _entries(spot, known, gazetteer) for spot in spots}
    evidence, around = named, provinces(())
    for _ in range(ROUNDS):
        near = _certain(spots, entries, evidence, around)
        evidence, around = with_places(named, near), provinces((name, p) for name, p, _ in near)
    placed = [_place(spot, entries[spot.folded], evidence, around, known) for spot in spots]
    rows = {row.place_id: row for _, row, _ in placed if row is not None}
    rows |= _countries_of(rows.values(), known)
    return (
        tuple(sorted((p for p, _, _ in placed), key=lambda p: (p.start, p.end))),
        tuple(rows[key] for key in sorted(rows)),
        tuple(issue for _, _, issue in placed if issue is not None),
    )


def _entries(spot: Spot, known: Knowledge, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    if _known_region(spot, known) is not None or country_named(spot.mention, known):
        return ()
    return gazetteer.lookup(spot.name) or gazetteer.lookup(spot.mention.text)


def _certain(
    spots: Sequence[Spot], entries: dict[str, tuple[Entry, ...]], evidence: Evidence, near: Provinces
) -> list[tuple[str, GazetteerPlace, float]]:
    """Places found without those that are less certain, each once, with the name they go by and what they weigh."""
    found: dict[str, tuple[str, GazetteerPlace, float]] = {}
    for spot in spots:
        best = decide(rank(spot, entries[spot.folded], evidence, near), evidence)
        if best is not None:
            weight = 1.0 if best.score >= CERTAIN else LIKELY
            found[best.entry.place.place_id] = (spot.folded, best.entry.place, weight)
    return [found[key] for key in sorted(found)]


# ------------------------------------------------------------------ one mention


def _place(spot: Spot, entries: Sequence[Entry], evidence: Evidence, near: Provinces, known: Knowledge) -> Placed:
    if (country := _known_country(spot, known)) is not None:
        return _in_country(spot, country)
    if (region := _known_region(spot, known)) is not None:
        return _in_region(spot, region)
    ranked = rank(spot, entries, evidence, near)
    best = decide(ranked, evidence)
    if best is None:
        return _undecided(spot, ranked)
    level = precision_of(spot, LEVELS[best.entry.level])
    shown = tuple(r.candidate() for r in ranked[:SHOWN])
    return _mention(spot, best.entry.place.place_id, level, shown), best.entry.place, None


def _mention(
    spot: Spot, place_id: str | None, precision: str | None, candidates: tuple[Candidate, ...]
) -> PlaceMention:
    m = spot.mention
    return PlaceMention(m.report_id, m.mention_id, m.start, m.end, m.text, place_id, precision, candidates)


def _known_country(spot: Spot, known: Knowledge) -> Country | None:
    """The country a mention names, itself or as "the country", unless it is called a city ("Kuwait City")."""
    if (key := country_named(spot.mention, known)) is not None:
        return None if spot.hint == "town" and spot.mention.text.split()[-1].lower() == "city" else known.countries[key]
    named = (spot.mention.reason or "").startswith("the only country named just before")
    if named and spot.mention.entity_id is not None:
        return next(
            (
                c
                for c in known.countries.values()
                if make(c.name, "country", c.alpha3, None).entity_id == spot.mention.entity_id
            ),
            None,
        )
    return None


def _known_region(spot: Spot, known: Knowledge) -> Region | None:
    """The region, sea, base or site of the built-in list that a mention names."""
    for folded in (fold_name(spot.mention.text), spot.folded):
        key = next((s.key for s in known.names.get(folded) if s.kind == "region"), None)
        if key is not None:
            return known.regions[key]
    return None


def _in_country(spot: Spot, country: Country) -> Placed:
    row = country_row(country)
    candidate = Candidate(row.place_id, row.name, 1.0, "name of a country")
    return _mention(spot, row.place_id, precision_of(spot, "country"), (candidate,)), row, None


def country_row(country: Country) -> GazetteerPlace:
    """A country as a row of the gazetteer, at its centre."""
    return GazetteerPlace(
        f"iso:{country.alpha3}",
        country.name,
        country.alpha3,
        None,
        country.latitude,
        country.longitude,
        "PCLI",
        BUILT_IN,
    )


def _in_region(spot: Spot, region: Region) -> Placed:
    row = GazetteerPlace(
        region.place_id,
        region.name,
        region.country or None,
        None,
        region.latitude,
        region.longitude,
        region.kind,
        BUILT_IN,
    )
    candidate = Candidate(row.place_id, row.name, 1.0, f"known {region.kind}")
    level = precision_of(spot, REGION_LEVELS.get(region.kind, "region"))
    return _mention(spot, row.place_id, level, (candidate,)), row, None


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
    mentions: Sequence[Mention], places: Sequence[PlaceMention], rows: Sequence[GazetteerPlace]
) -> tuple[tuple[Mention, ...], tuple[Entity, ...]]:
    """Mentions of places with an entity for the place they were resolved to; the countries have theirs already."""
    by_id = {row.place_id: row for row in rows}
    chosen = {p.mention_id: by_id[p.place_id] for p in places if p.place_id in by_id}
    found: dict[str, Entity] = {}
    named = []
    for mention in mentions:
        row = chosen.get(mention.mention_id)
        if row is None or mention.entity_id is not None:
            named.append(mention)
            continue
        entity = make(row.name, "place", row.country, None, row.place_id)
        found[entity.entity_id] = entity
        named.append(replace(mention, entity_id=entity.entity_id, reason=mention.reason))
    return tuple(named), tuple(found[key] for key in sorted(found))
