"""What follows from groups of claims: incidents with their origins, relations and tolls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from khabar.frozen import record
from khabar.link.borrowed import Borrowed
from khabar.link.incidents import Group, incident
from khabar.link.linked import Tables
from khabar.link.relations import Extent, extent, phases, relations_of_incident, relations_of_report, what
from khabar.link.stories import Story, stories
from khabar.link.tolls import tolls
from khabar.link.weighed import weighed
from khabar.records import Borrowing, Incident, Relation, Toll

Row = Mapping[str, Any]

UNTOLD = Story((), (), ())

# Where a relation was found; of two of one identifier the one with the higher rank stands.
IN_FIGURES, IN_INCIDENT, AMONG_INCIDENTS, IN_REPORT = range(4)


@record(frozen=True, slots=True)
class Owned:
    """A relation with the incident or report that it rests on alone, and the rank of where it was found."""

    relation: Relation
    owner: str
    rank: int


@dataclass(slots=True)
class Derived:
    """The rows that follow from groups."""

    incidents: list[Incident] = field(default_factory=list)
    extents: list[Extent] = field(default_factory=list)
    tolls: list[Toll] = field(default_factory=list)
    relations: list[Owned] = field(default_factory=list)


def from_groups(groups: Sequence[Group], tables: Tables, carried: Borrowed, withdrawn: Iterable[str]) -> Derived:
    """What follows from some groups. The claims of ``tables`` are theirs, and have their ``incident_id``."""
    names = {row["claim_id"]: frozenset(row["named"]) for group in groups for row in group.rows}
    told, found = stories(tables["claims"], tables, carried, withdrawn, names), Derived()
    lent: defaultdict[str, list[Borrowing]] = defaultdict(list)
    for row in carried.rows:
        lent[row.from_report_id].append(row)
    for group in groups:
        if group.incident_id is None:
            continue
        story = told.incidents.get(group.incident_id, UNTOLD)
        among = relations_of_incident(story.tellings, story.figures)
        happened = incident(group, weighed(story, among, lent, withdrawn=story is UNTOLD))
        found.incidents.append(happened)
        found.extents += filter(None, [extent(group, happened)])
        found.relations += [Owned(row, happened.incident_id, IN_INCIDENT) for row in among]
        found.tolls += tolls(happened.incident_id, story.figures)
    return found


def from_reports(
    rows: Iterable[Row], reports: Collection[str], tables: Tables, carried: Borrowed, withdrawn: Iterable[str]
) -> Derived:
    """What follows from reports alone. ``rows`` are their claims of arms and troops in words; the claims of ``tables`` are
    those whose figures or denials are compared, by whom and what they count and not by the names around them.
    """
    told, found = stories(tables["claims"], tables, carried, withdrawn, {}), Derived()
    for report, story in told.reports.items():
        if report in reports:
            found.relations += [
                Owned(row, report, IN_FIGURES) for row in relations_of_report(story.tellings, story.figures)
            ]
    for report, own in _by_report(rows):
        found.relations += [Owned(row, report, IN_REPORT) for row in (*phases(own), *what(own))]
    return found


def _by_report(claims: Iterable[Row]) -> Iterator[tuple[str, Sequence[Row]]]:
    """Claims report by report, in order of identifier."""
    found: defaultdict[str, list[Row]] = defaultdict(list)
    for row in claims:
        found[row["report_id"]].append(row)
    for report, rows in found.items():
        yield report, sorted(rows, key=lambda row: str(row["claim_id"]))
