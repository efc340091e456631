"""The readable cases of actors and places, each read by the shipped model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from khabar import ingest, pipeline

CASES = Path(__file__).parents[1] / "cases"


@dataclass
class Case:
    line: int
    text: str
    day: str | None
    wanted: list[tuple[str, ...]] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)


def read_cases(name: str) -> list[Any]:
    cases: list[Case] = []
    day = None
    for number, line in enumerate((CASES / name).read_text(encoding="utf-8").splitlines(), start=1):
        if line.startswith("=> "):
            cases[-1].wanted.append(tuple(part.strip() for part in line[3:].split("|")))
        elif line.startswith("~~ "):
            cases[-1].unwanted.append(line[3:])
        elif line.startswith("@ "):
            day = line[2:].strip()
        elif line and not line.startswith("#"):
            cases.append(Case(number, line, day))
            day = None
    return [pytest.param(case, id=f"{name}:{case.line}") for case in cases]


@pytest.mark.parametrize("case", read_cases("actors.txt"))
def test_actors(case: Case, resolve: Callable[..., Any]) -> None:
    found = resolve(case.text, case.day)
    made = [_described(found, mention) for mention in found.mentions]
    for wanted in case.wanted:
        assert wanted in made
    for unwanted in case.unwanted:
        assert unwanted not in [m[0] for m in made] + [m[2] for m in made]


def _described(found: Any, mention: Any) -> tuple[str, ...]:
    entity = found.entities.get(mention.entity_id)
    if entity is None or entity.kind == "place":
        return mention.text, mention.kind, "-", "-"
    return mention.text, mention.kind, entity.name, entity.code or "-"


@pytest.mark.parametrize("case", read_cases("places.txt"))
def test_places(case: Case, resolve: Callable[..., Any]) -> None:
    found = resolve(case.text, case.day)
    made = []
    for place in found.places:
        row = found.rows.get(place.place_id)
        country = (row.country or "-") if row else "-"
        made.append((place.text, row.name if row else "-", country, place.precision or "-"))
    for wanted in case.wanted:
        assert wanted in made
    for unwanted in case.unwanted:
        assert unwanted not in [m[0] for m in made if m[1] != "-"]


@pytest.fixture(scope="session")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


@pytest.mark.parametrize("case", read_cases("placed.txt"))
def test_where_claims_are_put(case: Case, tools: pipeline.Tools) -> None:
    reading = pipeline.read(ingest.from_record({"id": "case", "text": case.text, "date": case.day}), tools)
    rows = {row.place_id: row for row in reading.gazetteer}
    made = []
    for claim in reading.claims:
        row = rows.get(claim.place_id or "")
        where = (row.name, row.country or "-") if row else ("-", "-")
        made.append((claim.trigger, *where, claim.place_precision or "-"))
    for wanted in case.wanted:
        assert wanted in made


@pytest.mark.parametrize("case", read_cases("meant.txt"))
def test_whom_participants_mean(case: Case, tools: pipeline.Tools) -> None:
    reading = pipeline.read(ingest.from_record({"id": "case", "text": case.text, "date": case.day}), tools)
    entities = {entity.entity_id: entity for entity in reading.entities}
    triggers = {claim.claim_id: claim.trigger for claim in reading.claims}
    made = []
    for row in reading.participants:
        entity = entities.get(row.entity_id or "")
        named = (entity.name, entity.code or "-") if entity else ("-", "-")
        made.append((triggers[row.claim_id], row.role, row.text or "-", *named))
    for wanted in case.wanted:
        assert wanted in made
