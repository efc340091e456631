"""Places that no gazetteer of towns holds: countries, the regions, seas, bases and sites of our own list, and borders."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.records import GazetteerPlace
from khabar.resolve.actors.entities import make
from khabar.resolve.borders import REASON
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.places.evidence import Evidence, country_named
from khabar.resolve.places.lookup import BUILT_IN, region_row
from khabar.resolve.places.spots import Spot
from khabar.resolve.tables import POINTS, Country, Region

LEVELS = {"sea": "sea", "province": "province", "district": "district"}


@record(frozen=True, slots=True)
class Land:
    """A place that is known without ranking: its row, the precision of the place itself, and why."""

    row: GazetteerPlace
    level: str
    reason: str


def land_of(spot: Spot, evidence: Evidence, known: Knowledge) -> Land | None:
    """The country, the border or the listed place that a mention names."""
    if (keys := border_keys(spot)) is not None:
        return _border(keys, evidence, known)
    if (country := country_of(spot, known)) is not None:
        return Land(country_row(country), "country", "name of a country")
    if (region := region_of(spot, known)) is not None:
        return Land(region_row(region), LEVELS.get(region.kind, "region"), f"known {region.kind}")
    return None


def is_land(spot: Spot, known: Knowledge) -> bool:
    """Whether a mention needs no gazetteer of towns."""
    if border_keys(spot) is not None or region_of(spot, known) is not None:
        return True
    return country_named(spot.mention, known) is not None and not _is_city(spot)


def country_of(spot: Spot, known: Knowledge) -> Country | None:
    """The country a mention names, itself or as "the country", unless it is called a city ("Kuwait City")."""
    key = country_named(spot.mention, known)
    if key is None and spot.finest:
        key = next((s.key for s in known.names.get(spot.folded) if s.kind == "country"), None)
    if key is not None:
        return None if _is_city(spot) else known.countries[key]
    named = (spot.mention.reason or "").startswith("the only country named just before")
    if not named or spot.mention.entity_id is None:
        return None
    meant = spot.mention.entity_id
    return next(
        (c for c in known.countries.values() if make(c.name, "country", c.alpha3, None).entity_id == meant), None
    )


def _is_city(spot: Spot) -> bool:
    return spot.hint == "town" and spot.mention.text.split()[-1].lower() == "city"


def region_of(spot: Spot, known: Knowledge) -> Region | None:
    """The region, sea, river or land of the built-in list that a mention names: what is larger than a town."""
    for folded in (fold_name(spot.mention.text), spot.folded):
        keys = (s.key for s in known.names.get(folded) if s.kind == "region")
        found = next((known.regions[key] for key in keys if known.regions[key].kind not in POINTS), None)
        if found is not None:
            return found
    return None


def country_row(country: Country) -> GazetteerPlace:
    """A country as a row of the gazetteer, at its centre."""
    where = country.latitude, country.longitude
    return GazetteerPlace(f"iso:{country.alpha3}", country.name, country.alpha3, None, *where, "PCLI", BUILT_IN)


# ------------------------------------------------------------------ borders


def border_keys(spot: Spot) -> list[str] | None:
    """The keys of the countries and regions that a border is of, or None where the mention names no border."""
    reason = spot.mention.reason or ""
    return reason.removeprefix(REASON).split("|") if reason.startswith(REASON) else None


def _border(keys: Sequence[str], evidence: Evidence, known: Knowledge) -> Land:
    """A border between two countries, or of one; a line has no point, and which side is meant stays open.

    Where the text names one side, the other is the neighbour that the report speaks of most.
    """
    sides = [*keys]
    if len(sides) == 1 and (other := _other_side(sides[0], evidence, known)):
        sides.append(other)
    names = sorted(known.countries[s].name if s in known.countries else known.regions[s].name for s in sides)
    place_id = "x:border-" + "-".join(sorted(s.removeprefix("x:") for s in sides))
    name = "-".join(names) + " border" if len(names) == 2 else f"border of {names[0]}"
    return Land(GazetteerPlace(place_id, name, feature="border", origin=BUILT_IN), "region", "border")


def _other_side(key: str, evidence: Evidence, known: Knowledge) -> str | None:
    country = known.countries.get(key)
    near = [(evidence.weights.get(n, 0.0), n) for n in (country.neighbours if country else ())]
    ranked = sorted((w, n) for w, n in near if w > 0)
    clear = ranked and (len(ranked) == 1 or ranked[-1][0] > ranked[-2][0])
    return ranked[-1][1] if clear else None
