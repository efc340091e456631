"""From readings to the reading tables of a generation, in memory that does not grow with the length of the texts.

Tables that are ordered by report are written as the readings pass; the others are small, and are sorted at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace

import pyarrow as pa

from khabar import schema
from khabar.casebook.columns import Rows, together
from khabar.casebook.layout import received
from khabar.casebook.layout import replace_file as write_file
from khabar.casebook.received import Group, Received, serialise_received
from khabar.casebook.writer import Generation
from khabar.records import Entity, GazetteerPlace, Issue
from khabar.records.rows import record

BY_REPORT = ("reports", "locators", "segments", "sentences", "vectors", "dates", "places")
SORTED_LAST = ("mentions", "claims", "participants", "holders", "attributions", "quantities", "issues")
# Readings are written so many at once, or fewer where they are as large as this.
BATCH, BATCH_BYTES = 256, 100_000_000


def write_readings(
    generation: Generation,
    groups: Sequence[Group],
    read: Callable[[Group], Rows],
    issues: Iterable[Issue] = (),
) -> None:
    """Write the reading tables of a generation.

    ``groups`` are in order of report identifier, as :func:`khabar.casebook.received.group` gives them; ``read`` fetches
    the reading of one; ``issues`` are those that concern no report.
    """
    late: dict[str, list[pa.Table]] = {name: [] for name in SORTED_LAST}
    late["issues"].append(schema.TABLES["issues"].rows(issues))
    entities: dict[str, Entity] = {}
    places: dict[str, GazetteerPlace] = {}
    with ExitStack() as stack:
        writers = {name: stack.enter_context(generation.writer(name)) for name in BY_REPORT}
        for readings in _batches(map(read, groups)):
            for name in BY_REPORT:
                writers[name].write_table(together(readings, name))
            for name in SORTED_LAST:
                late[name].append(together(readings, name))
            _merge(entities, (record(Entity, row) for row in together(readings, "entities").to_pylist()))
            found = (record(GazetteerPlace, row) for row in together(readings, "gazetteer").to_pylist())
            places.update((place.place_id, place) for place in found)
    for name, tables in late.items():
        generation.write(name, schema.TABLES[name].in_order(tables))
    generation.write("sightings", schema.TABLES["sightings"].rows(one for group in groups for one in group.sightings))
    generation.write("entities", schema.TABLES["entities"].rows(entities.values()))
    generation.write("gazetteer", schema.TABLES["gazetteer"].rows(places.values()))


def write_received(generation: Generation, items: Iterable[Received]) -> None:
    """Keep with a generation the list of what it was made of."""
    write_file(received(generation.folder), serialise_received(items))


def _batches(readings: Iterable[Rows]) -> Iterator[list[Rows]]:
    batch: list[Rows] = []
    held = 0
    for rows in readings:
        batch.append(rows)
        held += rows.batch.nbytes
        if len(batch) == BATCH or held >= BATCH_BYTES:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


def _merge(entities: dict[str, Entity], found: Iterable[Entity]) -> None:
    """Add entities to those known; what reports tell of one entity is put together, whichever comes first."""
    for entity in found:
        known = entities.get(entity.entity_id, entity)
        entities[entity.entity_id] = entity if known == entity else _union(known, entity)


def _union(one: Entity, other: Entity) -> Entity:
    first = min(one, other, key=repr)
    aliases = tuple(sorted({*one.aliases, *other.aliases}))
    return replace(first, aliases=aliases, same_as=tuple(sorted({*one.same_as, *other.same_as})))
