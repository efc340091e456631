"""The resolve stage in order: mentions → actors → places → attached to the claims of one report."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.frozen import record
from khabar.records import (
    DateMention,
    Entity,
    Extraction,
    GazetteerPlace,
    Ingested,
    Issue,
    Mention,
    Parse,
    PlaceMention,
)
from khabar.resolve import actors, mentions, places
from khabar.resolve.attach import Found, attach
from khabar.resolve.dates import doubts
from khabar.resolve.knowledge import Knowledge
from khabar.resolve.speakers import resolve_speakers


@record(frozen=True, slots=True)
class Resolution:
    """What the resolve stage made of one report."""

    extraction: Extraction
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    places: tuple[PlaceMention, ...]
    gazetteer: tuple[GazetteerPlace, ...]
    issues: tuple[Issue, ...]


def resolve(
    ingested: Ingested,
    parses: Sequence[Parse],
    extraction: Extraction,
    dates: Sequence[DateMention],
    known: Knowledge,
) -> Resolution:
    """Find who and where the words of a report mean, and give each claim its actors, place and day."""
    report = ingested.report
    found = mentions.find(parses, report.text, report.report_id, known, report.outlet)
    named, entities = actors.resolve(found, parses, report.text, report, known)
    named, entities = resolve_speakers(named, entities, extraction.attributions, report, known)
    placed, gazetteer, issues = places.resolve(named, parses, report.text, known)
    named, towns = places.entities(named, placed, gazetteer, known)
    laid = Found(report, tuple(parses), named, placed, gazetteer, tuple(dates), (*entities, *towns))
    return Resolution(
        attach(extraction, laid), named, (*entities, *towns), placed, gazetteer, (*issues, *doubts(dates))
    )
