"""The points of a name: towns of the gazetteer under all their spellings, and towns, bases and sites of our own list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from khabar.folding import fold_name
from khabar.records import GazetteerPlace
from khabar.resolve.gazetteer import Entry
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.tables import POINTS, SITES, Region

BUILT_IN = "Khabar's own list"
# As many people as a place weighs that is known for what happened there, and not for its size.
WELL_KNOWN, LITTLE_KNOWN = 1_000_000, 20_000


def points(name: str, known: Knowledge) -> tuple[Entry, ...]:
    """Every point of that name, however spelt; empty where there is none."""
    folded = fold_name(name)
    gazetteer = known.gazetteer()
    listed = known.spellings.get(folded, ())
    rows = (gazetteer.row(place_id) for place_id in listed)
    spelt = [_known(gazetteer.entry(row)) for row in rows if row is not None]
    own = [_known(e) if e.place.place_id in listed else _weighed(e, known) for e in gazetteer.lookup(name)]
    taken = {e.place.place_id for e in own}
    return (*own, *(e for e in spelt if e.place.place_id not in taken), *_listed(folded, known))


def _weighed(entry: Entry, known: Knowledge) -> Entry:
    """A place, as populous as a great city where the world knows it as one."""
    renowned = entry.level == "town" and entry.place.place_id in known.renowned
    return replace(entry, population=max(entry.population, WELL_KNOWN)) if renowned else entry


def _known(entry: Entry) -> Entry:
    """A place that we list a spelling of, which is known in the wider world whatever its size."""
    return replace(entry, population=max(entry.population, LITTLE_KNOWN))


def _listed(folded: str, known: Knowledge) -> Iterator[Entry]:
    for sense in known.names.get(folded):
        region = known.regions.get(sense.key) if sense.kind == "region" else None
        if region is not None and region.kind in POINTS:
            yield Entry(region_row(region), WELL_KNOWN if region.kind in SITES else LITTLE_KNOWN, main=True)


def region_row(region: Region) -> GazetteerPlace:
    """A place of our own list as a row of the gazetteer."""
    where = region.latitude, region.longitude
    return GazetteerPlace(region.place_id, region.name, region.country or None, None, *where, region.kind, BUILT_IN)
