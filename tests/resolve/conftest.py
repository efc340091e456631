"""The shipped model, the built-in knowledge and the gazetteer, loaded once, and what they make of a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pytest

from khabar import nlp
from khabar.records import Entity, GazetteerPlace, Ingested, Issue, Mention, PlaceMention, Report, Segment
from khabar.resolve import actors, mentions, places
from khabar.resolve.knowledge import Knowledge, load_knowledge


@dataclass(frozen=True)
class Resolved:
    """What the resolver makes of a text."""

    text: str
    mentions: tuple[Mention, ...]
    entities: dict[str, Entity]
    places: tuple[PlaceMention, ...]
    rows: dict[str, GazetteerPlace]
    issues: tuple[Issue, ...]

    def named(self, words: str) -> list[Mention]:
        return [m for m in self.mentions if m.text == words]

    def entity(self, words: str) -> Entity | None:
        return self.entities.get(self.named(words)[0].entity_id or "")


@pytest.fixture(scope="session")
def model() -> nlp.Model:
    return nlp.load_model()


@pytest.fixture(scope="session")
def known() -> Knowledge:
    return load_knowledge()


@pytest.fixture(scope="session")
def resolve_with(model: nlp.Model) -> Callable[..., Resolved]:
    def resolved(known: Knowledge, text: str, day: str | None = None, report_id: str = "r_case") -> Resolved:
        report = Report(report_id, "0" * 64, published=day, text=text)
        segment = Segment(report_id, 0, 0, len(text), "body")
        parses = nlp.analyse(Ingested(report, (segment,)), model)[1]
        found = mentions.find(parses, text, report_id, known)
        decided, entities = actors.resolve(found, parses, text, report, known)
        placed, rows, issues = places.resolve(decided, parses, text, known)
        named, more = places.entities(decided, placed, rows, known)
        by_id = {e.entity_id: e for e in (*entities, *more)}
        return Resolved(text, named, by_id, placed, {r.place_id: r for r in rows}, issues)

    return resolved


@pytest.fixture(scope="session")
def resolve(resolve_with: Callable[..., Resolved], known: Knowledge) -> Callable[..., Resolved]:
    return partial(resolve_with, known)
