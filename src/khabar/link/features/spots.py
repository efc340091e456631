"""A claim's place as a path from the country down, so that containment is a comparison of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from khabar.folding import fold_name
from khabar.frozen import record
from khabar.link.features.hashing import NOTHING, number

NOWHERE = 1000.0

# UCDP's precisions that name a town or a site, and those that name more than a province.
TOWN = ("exact", "near", "district")
WIDE = ("region", "country", "sea")


@record(frozen=True, slots=True)
class Spot:
    """The place's country, first-level division and itself as numbers, 0 where it is not that narrow; its coordinates."""

    country: int = NOTHING
    province: int = NOTHING
    town: int = NOTHING
    latitude: float = NOWHERE
    longitude: float = NOWHERE


def spot_of(claim: Mapping[str, Any]) -> Spot:
    """Where the claim's deed is told to lie."""
    place, precision = claim["placed"], claim["place_precision"]
    if not claim["place_id"] or not place["name"]:
        return Spot()
    country = number("country", place["country"]) if place["country"] else NOTHING
    if precision in WIDE:
        return Spot(country)
    division = place["name"] if place["feature"] == "ADM1" else place["admin1"]
    province = number("province", place["country"] or "", fold_name(division)) if division else NOTHING
    if precision not in TOWN or place["feature"] == "ADM1":
        return Spot(country, province)
    where = place["latitude"], place["longitude"]
    latitude, longitude = where if None not in where else (NOWHERE, NOWHERE)
    return Spot(country, province, number("place", claim["place_id"]), latitude, longitude)
