"""Which entities are taken for one: each with the identifier and name that stand for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any


def known_as(entities: Sequence[Mapping[str, Any]]) -> list[tuple[str, str, str]]:
    """Each entity with the first identifier of those taken for it, directly or through others, and that one's name."""
    names = {row["entity_id"]: row["name"] for row in entities}
    first = {entity_id: entity_id for entity_id in names}
    for row in sorted(entities, key=lambda row: str(row["entity_id"])):
        for other in sorted(row["same_as"] or ()):
            if other in first:
                one, two = sorted((_root(first, row["entity_id"]), _root(first, other)))
                first[two] = one
    return [(entity_id, one, names[one]) for entity_id in sorted(names) if (one := _root(first, entity_id))]


def _root(first: dict[str, str], entity_id: str) -> str:
    while first[entity_id] != entity_id:
        first[entity_id] = entity_id = first[first[entity_id]]
    return entity_id
