"""From readings to the reading tables of a generation, in memory that does not grow with the length of the texts.

Tables that are ordered by report are written as the readings pass; the others are small, and are sorted at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import islice

import pyarrow as pa

from khabar import schema
from khabar.casebook.layout import received
from khabar.casebook.layout import replace_file as write_file
from khabar.casebook.received import Group, Received, serialise_received
from khabar.casebook.writer import Generation
from khabar.records import Entity, GazetteerPlace, Issue, Reading

BY_REPORT = ("reports", "sightings", "locators", "segments", "sentences", "vectors", "dates", "places")
SORTED_LAST = ("mentions", "claims", "participants", "holders", "attributions", "quantities", "issues")
BATCH = 256

Pair = tuple[Group, Reading]


def write_readings(
    generation: Generation,
    groups: Sequence[Group],
    read: Callable[[Group], Reading],
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
        for pairs in _batches((group, read(group)) for group in groups):
            for name in BY_REPORT:
                writers[name].write_table(schema.TABLES[name].rows(_rows(name, pairs)))
            for name in SORTED_LAST:
                late[name].append(schema.TABLES[name].rows(_rows(name, pairs)))
            for _, reading in pairs:
                _merge(entities, reading.entities)
                places.update((place.place_id, place) for place in reading.gazetteer)
    for name, tables in late.items():
        generation.write(name, schema.TABLES[name].in_order(tables))
    generation.write("entities", schema.TABLES["entities"].rows(entities.values()))
    generation.write("gazetteer", schema.TABLES["gazetteer"].rows(places.values()))


def write_received(generation: Generation, items: Iterable[Received]) -> None:
    """Keep with a generation the list of what it was made of."""
    write_file(received(generation.folder), serialise_received(items))


def _batches(pairs: Iterator[Pair]) -> Iterator[list[Pair]]:
    while batch := list(islice(pairs, BATCH)):
        yield batch


def _rows(name: str, pairs: Iterable[Pair]) -> Iterator[object]:
    for group, reading in pairs:
        if name == "reports":
            yield reading.report
        elif name == "sightings":
            yield from group.sightings
        else:
            yield from getattr(reading, name)


def _merge(entities: dict[str, Entity], found: Iterable[Entity]) -> None:
    """Add entities to those known; what reports tell of one entity is put together, whichever comes first."""
    for entity in found:
        known = entities.get(entity.entity_id, entity)
        entities[entity.entity_id] = entity if known == entity else _union(known, entity)


def _union(one: Entity, other: Entity) -> Entity:
    first = min(one, other, key=repr)
    aliases = tuple(sorted({*one.aliases, *other.aliases}))
    return replace(first, aliases=aliases, same_as=tuple(sorted({*one.same_as, *other.same_as})))
