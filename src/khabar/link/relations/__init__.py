"""Relations: field by field, where the accounts of one incident agree, differ and contradict each other, and why.

One rule a file; each takes the tellings or figures of one incident (or of one report) and gives relations with a plain
sentence of why. Nothing is averaged, and nobody is right.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from khabar.link.relations.accused import accused
from khabar.link.relations.beside import beside
from khabar.link.relations.covering import Extent, covering, extent
from khabar.link.relations.gainsaid import gainsaid, rejected
from khabar.link.relations.how_many import PARTITIVE, comparable, current, how_many, population
from khabar.link.relations.mutual import mutual
from khabar.link.relations.phases import phases
from khabar.link.relations.rivals import rivals
from khabar.link.relations.spans import spans_of_incident, spans_of_report
from khabar.link.relations.steps import steps
from khabar.link.relations.sums import sums
from khabar.link.relations.told import Figure, Party, Place, Telling, same
from khabar.link.relations.totals import totals
from khabar.link.relations.what import what
from khabar.link.relations.when import when
from khabar.link.relations.where import where
from khabar.link.relations.whether import agreed, denied
from khabar.link.relations.who import disowned, who
from khabar.link.relations.whose import whose
from khabar.link.relations.with_what import with_what
from khabar.records import Relation
from khabar.terms import SPEECH_EVENTS

__all__ = [
    "FIELDS",
    "PARTITIVE",
    "Extent",
    "Figure",
    "Party",
    "Place",
    "Telling",
    "comparable",
    "covering",
    "current",
    "extent",
    "phases",
    "population",
    "relations_of_incident",
    "relations_of_report",
    "same",
    "what",
]

# What is compared among all accounts of an incident, and among those that speak of one thing.
DENIALS = (denied, disowned, mutual)
FIELDS = (agreed, who, when, where, with_what)

# What the figures of one report are to each other, whatever incident they belong to.
OF_FIGURES = (sums, totals, spans_of_report, rivals, steps)

# What the figures of one incident are to each other.
IN_INCIDENT = (how_many, whose, spans_of_incident)


def relations_of_incident(tellings: Sequence[Telling], figures: Sequence[Figure]) -> tuple[Relation, ...]:
    """Every relation among the tellings and figures of one incident."""
    deeds = [t for t in tellings if t.event not in SPEECH_EVENTS]
    groups = list(_by_time(deeds))
    denials = (found for group in groups for rule in DENIALS for found in rule(group))
    fields = (found for group in groups for alike in beside(group) for rule in FIELDS for found in rule(alike))
    return (*denials, *fields, *(found for rule in IN_INCIDENT for found in rule(figures)))


def _by_time(tellings: Sequence[Telling]) -> Iterator[Sequence[Telling]]:
    """Tellings that can be set beside each other: all that have a time, and those of each report that has none."""
    groups: dict[str, list[Telling]] = {}
    for telling in tellings:
        timeless = not telling.published and not telling.earliest
        groups.setdefault(telling.report_id if timeless else "", []).append(telling)
    yield from groups.values()


def _about(tellings: Sequence[Telling], claims: Collection[str]) -> frozenset[str]:
    """The deeds that some claims speak of."""
    return frozenset(t.about for t in tellings if t.claim_id in claims and t.about)


def relations_of_report(tellings: Sequence[Telling], figures: Sequence[Figure]) -> tuple[Relation, ...]:
    """Every relation among the statements and figures of one report that needs no incident."""
    charges = tuple(accused(tellings))
    settled = {member for found in charges for member in found.members}
    others = [t for t in tellings if t.claim_id not in _about(tellings, settled)]
    return (*charges, *gainsaid(others), *rejected(others), *(found for rule in OF_FIGURES for found in rule(figures)))
