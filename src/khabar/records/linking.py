"""The rows of the tables that linking fills, and of the log of judgements."""

from __future__ import annotations

from khabar.frozen import record
from khabar.records.parts import Evidence


@record(frozen=True, slots=True)
class Incident:
    """A set of claims judged to tell of one occurrence. Derived and reversible."""

    incident_id: str
    event: str | None = None
    label: str = ""
    place_id: str | None = None
    date_earliest: str | None = None
    date_latest: str | None = None
    n_claims: int = 0
    n_reports: int = 0
    origins_low: int = 0
    origins: int = 0
    origins_high: int = 0
    standing: str = ""
    clarity: str = "single"


@record(frozen=True, slots=True)
class Toll:
    """The lowest and highest figure reported for one measure and population of an incident; never one accepted figure."""

    incident_id: str
    measure: str
    population: str | None = None
    lowest: float | None = None
    highest: float | None = None
    n_origins: int = 0
    quantity_ids: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class Link:
    """The comparison of two claims and its decision."""

    left_claim_id: str
    right_claim_id: str
    weight: float = 0.0
    evidence: tuple[Evidence, ...] = ()
    decision: str = "undecided"
    judge: str = ""


@record(frozen=True, slots=True)
class Relation:
    """How claims, quantities or attributions stand to one another in one field, and why."""

    relation_id: str
    kind: str
    field: str
    members: tuple[str, ...] = ()
    why: str = ""


@record(frozen=True, slots=True)
class Borrowing:
    """One report repeating, citing, revising or correcting another, or a named origin."""

    from_report_id: str
    to_report_id: str | None = None
    origin: str | None = None
    kind: str = "suspected"
    start: int | None = None
    end: int | None = None
    score: float = 0.0


@record(frozen=True, slots=True)
class Judgement:
    """A dated decision by a rule or a person, chained by hash to the one before it."""

    seq: int
    time: str
    judge: str
    kind: str
    target: tuple[str, ...] = ()
    selectors: str | None = None
    before: str | None = None
    after: str | None = None
    reason: str | None = None
    undoes: int | None = None
    content_hash: str = ""
    previous_hash: str = ""
    hash: str = ""


@record(frozen=True, slots=True)
class Rename:
    """An identifier that a change of input replaced."""

    old: str
    new: str | None
    why: str
