"""The records that stages exchange and tables hold.

Every record is frozen. A record with a table of its own lists its columns in the table's order, so that
:mod:`khabar.schema` can derive the Arrow schema from it. Offsets are Unicode code points into the cleaned text of one
report, ``start`` inclusive and ``end`` exclusive. Vocabularies of the string columns stand in :mod:`khabar.terms`.
"""

from __future__ import annotations

from khabar.records.linking import Borrowing, Incident, Judgement, Link, Relation, Rename, Toll
from khabar.records.parts import Candidate, Evidence, Run, Span
from khabar.records.reading import (
    Attribution,
    Byte,
    Claim,
    DateMention,
    Entity,
    GazetteerPlace,
    Holder,
    Issue,
    Locator,
    Mention,
    Participant,
    PlaceMention,
    Quantity,
    Report,
    Segment,
    Sentence,
    Sighting,
    Vector,
)
from khabar.records.stages import Extraction, Ingested, Metadata, Name, Parse, Reading, Refusal, Role, Source, Word

__all__ = [
    "Attribution",
    "Borrowing",
    "Byte",
    "Candidate",
    "Claim",
    "DateMention",
    "Entity",
    "Evidence",
    "Extraction",
    "GazetteerPlace",
    "Holder",
    "Incident",
    "Ingested",
    "Issue",
    "Judgement",
    "Link",
    "Locator",
    "Mention",
    "Metadata",
    "Name",
    "Parse",
    "Participant",
    "PlaceMention",
    "Quantity",
    "Reading",
    "Refusal",
    "Relation",
    "Rename",
    "Report",
    "Role",
    "Run",
    "Segment",
    "Sentence",
    "Sighting",
    "Source",
    "Span",
    "Toll",
    "Vector",
    "Word",
]
