"""What a sum over a time may cover: the single deeds of its kind, place and time. Never added to it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from khabar.frozen import record
from khabar.link.features.counted import CIVILIAN, group_of
from khabar.link.relations.how_many import PERSONS
from khabar.link.relations.told import relation
from khabar.link.shown import parties
from khabar.records import Incident, Relation


class Members(Protocol):
    """Claims that tell of one deed, as the evidence shows them."""

    @property
    def members(self) -> tuple[Mapping[str, Any], ...]:
        """The claims."""


@record(frozen=True, slots=True)
class Extent:
    """How far an incident reaches: what can cover another, or be covered. ``harms`` are the measures of people that its
    figures give, and ``counts`` the highest number of each, null where that is open; ``sentences`` are those that tell of it.
    """

    incident_id: str
    first: str
    event: str | None
    clarity: str
    label: str
    earliest: str
    latest: str
    country: str | None
    province: str | None
    harms: tuple[str, ...]
    counts: tuple[float | None, ...]
    groups: tuple[str, ...]
    sentences: tuple[str, ...]


def extent(group: Members, row: Incident) -> Extent | None:
    """The extent of an incident; none where its days are not told."""
    if not (row.date_earliest and row.date_latest):
        return None
    harms = _harms(group)
    return Extent(
        incident_id=row.incident_id,
        first=min(one["claim_id"] for one in group.members),
        event=row.event,
        clarity=row.clarity,
        label=row.label,
        earliest=row.date_earliest,
        latest=row.date_latest,
        country=_country(group),
        province=_province(group),
        harms=tuple(sorted(harms)),
        counts=tuple(harms[harm] for harm in sorted(harms)),
        groups=tuple(sorted(_groups(group))),
        sentences=tuple(sorted({f"{one['report_id']} {one['sentence']}" for one in group.members})),
    )


def covering(extents: Sequence[Extent]) -> Iterator[Relation]:
    """A relation from the first claim of each aggregate to a claim of every single incident that it may hold."""
    singles: defaultdict[tuple[str | None, str | None], list[Extent]] = defaultdict(list)
    for one in sorted(extents, key=lambda e: (e.earliest, e.incident_id)):
        if one.clarity == "single":
            singles[one.event, one.country].append(one)
    for whole in extents:
        if whole.clarity == "aggregate":
            alike = singles[whole.event, whole.country]
            start = bisect_left(alike, whole.earliest, key=lambda e: e.earliest)
            end = bisect_right(alike, whole.latest, key=lambda e: e.earliest)
            inside = [one for one in alike[start:end] if _within(one, whole)]
            if inside:
                members = (whole.first, *sorted(one.first for one in inside))
                why = f"{whole.label} sums up a time in which these may lie; it is not added to them."
                yield relation("covers", "incident", members, why)


def _within(one: Extent, whole: Extent) -> bool:
    """Whether a deed told of by itself, and elsewhere, did some of the harm that the sum counts, in its place and time."""
    if not _less(one, whole) or not set(one.sentences).isdisjoint(whole.sentences):
        return False
    return one.latest <= whole.latest and whole.province in (None, one.province) and _of_one_kind(one, whole)


def _less(one: Extent, whole: Extent) -> bool:
    """Whether a harm is told of both, and a deed did less of it than the sum counts: as much as the sum is the sum again."""
    counted = dict(zip(whole.harms, whole.counts, strict=True))
    both = ((done, counted[harm]) for harm, done in zip(one.harms, one.counts, strict=True) if harm in counted)
    return any(done is None or most is None or done < most for done, most in both)


def _of_one_kind(one: Extent, whole: Extent) -> bool:
    """Whether the people that a single deed harmed are of the kind that the sum counts; a sum of people holds people."""
    return not set(one.groups).isdisjoint(whole.groups) if whole.groups else not one.groups


def _groups(group: Members) -> set[str]:
    """Whom the figures of people count and whom it was done to, but for those that any people are called by."""
    counted = [f["population"] or f["unit"] for row in group.members for f in row["figures"] if f["measure"] in PERSONS]
    struck = [p["text"] for row in group.members for p in parties(row, "recipient")]
    return {found for words in (*counted, *struck) if words and (found := group_of(words)) not in (None, CIVILIAN)}


def _harms(group: Members) -> dict[str, float | None]:
    """The measures of people that figures give, with the highest number of each; null where one is open above."""
    found: dict[str, float | None] = {}
    for figure in (f for row in group.members for f in row["figures"] if f["measure"] in PERSONS and f["high"] != 0):
        most = found.get(figure["measure"], 0.0)
        found[figure["measure"]] = None if most is None or figure["high"] is None else max(most, figure["high"])
    return found


def _country(group: Members) -> str | None:
    return next((row["placed"]["country"] for row in group.members if row["placed"]["country"]), None)


def _province(group: Members) -> str | None:
    for row in group.members:
        placed = row["placed"]
        if row["place_precision"] not in ("region", "country", "sea", None):
            return str(placed["name"] if placed["feature"] == "ADM1" else placed["admin1"] or placed["name"])
    return None
