"""What follows from groups of claims: incidents with their origins, relations and tolls."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.link.borrowed import Borrowed
from khabar.link.incidents import Group, incident
from khabar.link.linked import Tables
from khabar.link.relations import covering, phases, relations_of_incident, relations_of_report, what
from khabar.link.stories import Story, stories, withdrawn_by_notice
from khabar.link.tolls import tolls
from khabar.link.weighed import weighed
from khabar.records import Borrowing, Incident, Relation, Toll

UNTOLD = Story((), (), ())


@dataclass(frozen=True, slots=True)
class Derived:
    """The rows that follow from groups."""

    incidents: tuple[Incident, ...]
    relations: tuple[Relation, ...]
    tolls: tuple[Toll, ...]


def derive(groups: Sequence[Group], tables: Tables, carried: Borrowed, retracted: Iterable[str]) -> Derived:
    """Incidents, relations and tolls of all groups. The claims of ``tables`` have their ``incident_id``."""
    told = stories(tables["claims"], tables, carried, (*retracted, *withdrawn_by_notice(carried)))
    lent: defaultdict[str, list[Borrowing]] = defaultdict(list)
    for row in carried.rows:
        lent[row.from_report_id].append(row)
    happened: list[tuple[Group, Incident]] = []
    relations = [row for story in told.reports.values() for row in relations_of_report(story.figures)]
    counted: list[Toll] = []
    for group in groups:
        if group.incident_id is None:
            continue
        story = told.incidents.get(group.incident_id, UNTOLD)
        among = relations_of_incident(story.tellings, story.figures)
        weight = weighed(story, among, lent, withdrawn=story is UNTOLD)
        happened.append((group, incident(group, weight)))
        relations += among
        counted += tolls(group.incident_id, story.figures)
    members = [row for group in groups for row in group.members]
    relations += [*covering(happened), *phases(members), *what(members)]
    unique = {row.relation_id: row for row in relations}
    return Derived(tuple(row for _, row in happened), tuple(unique.values()), tuple(counted))
