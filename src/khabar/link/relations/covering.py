"""What a sum over a time may cover: the single deeds of its kind, place and time. Never added to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from khabar.link.features.counted import group_of
from khabar.link.relations.how_many import PERSONS
from khabar.link.relations.told import relation
from khabar.records import Incident, Relation


class Members(Protocol):
    """Claims that tell of one deed, as the evidence shows them."""

    @property
    def members(self) -> tuple[Mapping[str, Any], ...]:
        """The claims."""


def covering(told: Sequence[tuple[Members, Incident]]) -> Iterator[Relation]:
    """A relation from the first claim of each aggregate to a claim of every single incident that it may hold."""
    singles: defaultdict[tuple[str | None, str | None], list[tuple[Members, Incident]]] = defaultdict(list)
    for pair in told:
        if pair[1].clarity == "single" and pair[1].date_earliest and pair[1].date_latest:
            singles[pair[1].event, _country(pair[0])].append(pair)
    for group, whole in told:
        if whole.clarity == "aggregate" and whole.date_earliest and whole.date_latest:
            inside = [one for one, row in singles[whole.event, _country(group)] if _within(group, row, whole, one)]
            if inside:
                members = (_first(group), *sorted(map(_first, inside)))
                why = f"{whole.label} sums up a time in which these may lie; it is not added to them."
                yield relation("covers", "incident", members, why)


def _within(group: Members, single: Incident, whole: Incident, one: Members) -> bool:
    first, last = single.date_earliest or single.date_latest, single.date_latest or single.date_earliest
    if not _same_harm(group, one) or _sentences(group) & _sentences(one):
        return False
    inside = bool(first and last and str(whole.date_earliest) <= first and last <= str(whole.date_latest))
    province, other = _province(group), _province(one)
    return inside and (province is None or province == other)


def _same_harm(group: Members, one: Members) -> bool:
    """Whether a deed told of by itself did the harm that the sum counts, to people of the kind that it counts."""
    whole, part = _groups(group), _groups(one)
    return bool(_harms(group) & _harms(one)) and (None in whole or bool(whole & part))


def _groups(group: Members) -> set[str | None]:
    counted = {
        f["population"] or f["unit"] or "" for row in group.members for f in row["figures"] if f["measure"] in PERSONS
    }
    return {group_of(words) for words in counted}


def _harms(group: Members) -> set[str]:
    figures = (f for row in group.members for f in row["figures"])
    return {f["measure"] for f in figures if f["measure"] in PERSONS and f["high"] != 0}


def _sentences(group: Members) -> set[tuple[str, int]]:
    return {(row["report_id"], row["sentence"]) for row in group.members}


def _first(group: Members) -> str:
    return str(min(row["claim_id"] for row in group.members))


def _country(group: Members) -> str | None:
    return next((row["placed"]["country"] for row in group.members if row["placed"]["country"]), None)


def _province(group: Members) -> str | None:
    for row in group.members:
        placed = row["placed"]
        if row["place_precision"] not in ("region", "country", "sea", None):
            return str(placed["name"] if placed["feature"] == "ADM1" else placed["admin1"] or placed["name"])
    return None
