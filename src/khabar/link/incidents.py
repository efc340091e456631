"""From groups of claims to incidents: which claims tell of one occurrence, and the row that sums up what they tell.

An incident is told of as having happened, or denied to have; a group of claims that only plan, promise, fear or suppose a
deed is none. Whoever denies or takes responsibility belongs to the incident that they speak of.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from khabar.frozen import record
from khabar.link.features.figures import is_aggregate
from khabar.link.weighed import Weighed
from khabar.records import Incident
from khabar.terms import PLACE_PRECISIONS

ACTUAL = ("occurred", "ongoing")
NOBODY = ("no ", "none", "nobody", "neither ")

Row = Mapping[str, Any]


@record(frozen=True, slots=True)
class Group:
    """Claims judged to tell of one deed. ``members`` tell of it, ``speech`` speaks about it; ``incident_id`` is null where
    no member tells of it as something that happened.
    """

    members: tuple[Row, ...]
    incident_id: str | None
    speech: tuple[Row, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """All its claims."""
        return (*self.members, *self.speech)


def groups(shown: Sequence[Row], group: Sequence[int], speech: Iterable[Row]) -> list[Group]:
    """The groups, in order of their first claim. ``group`` gives for each row the row of its group's first member."""
    members: defaultdict[int, list[Row]] = defaultdict(list)
    owner: dict[str, int] = {}
    for row, first in zip(shown, group, strict=True):
        members[first].append(row)
        owner[row["claim_id"]] = first
    about: defaultdict[int, list[Row]] = defaultdict(list)
    for row in speech:
        if row["about_claim_id"] in owner:
            about[owner[row["about_claim_id"]]].append(row)
    return [Group(tuple(rows), _identifier(rows), tuple(about[first])) for first, rows in members.items()]


def _identifier(members: Sequence[Row]) -> str | None:
    """Named after the smallest claim, so that only what joins or leaves can rename it."""
    if not any(row["realis"] in ACTUAL for row in members):
        return None
    first: str = min(row["claim_id"] for row in members)
    return "i_" + first.removeprefix("c_")


def incident(group: Group, weight: Weighed) -> Incident:
    """The row of an incident."""
    told = [row for row in group.members if row["realis"] in ACTUAL]
    place = _place(told)
    first, last = _days(told)
    event = Counter(row["event"] for row in told).most_common(1)[0][0]
    return Incident(
        incident_id=str(group.incident_id),
        event=event,
        label=_label(told, event, place, first or last),
        place_id=place["place_id"] if place else None,
        date_earliest=first,
        date_latest=last,
        n_claims=len(group.rows),
        n_reports=len({row["report_id"] for row in group.rows}),
        origins_low=weight.origins.low,
        origins=weight.origins.likely,
        origins_high=weight.origins.high,
        standing=weight.standing,
        clarity="aggregate" if all(map(is_aggregate, group.members)) else "single",
    )


def _nobody(words: str) -> bool:
    """Whether words say that it was done to nobody ("no American"), which names no deed."""
    return words.lower().startswith(NOBODY)


def _place(told: Iterable[Row]) -> Row | None:
    """The place that most claims give, among those that are told most narrowly."""
    placed = [row for row in told if row["place_id"]]
    if not placed:
        return None
    narrow = min(PLACE_PRECISIONS.index(row["place_precision"] or "country") for row in placed)
    votes = Counter(
        r["place_id"] for r in placed if PLACE_PRECISIONS.index(r["place_precision"] or "country") == narrow
    )
    best = min(votes, key=lambda place: (-votes[place], place))
    return next(row for row in placed if row["place_id"] == best)


def _days(told: Sequence[Row]) -> tuple[str | None, str | None]:
    """The whole time in which it is told to lie: by those that give a day, else by those that give a time at all."""
    firm = [r for r in told if r["date_from"] == "text" and r["date_precision"] in ("day", "days")]
    timed = firm or [r for r in told if r["date_from"] in ("text", "inherited") and r["date_earliest"]]
    if timed:
        return min(r["date_earliest"] for r in timed), max(r["date_latest"] or r["date_earliest"] for r in timed)
    return None, min((r["date_latest"] for r in told if r["date_latest"]), default=None)


def _label(told: Sequence[Row], event: str, place: Row | None, day: str | None) -> str:
    """A name for people: the most usual word for the deed, to whom, where, when."""
    words = Counter(row["trigger"].lower() for row in told if row["event"] == event)
    word = min(words, key=lambda one: (-words[one], one))
    whom = next((row["recipients"] for row in told if row["recipients"] and not _nobody(row["recipients"])), "")
    where = place["placed"]["name"] if place else ""
    return ", ".join(part for part in (word, whom, where, day or "") if part)
