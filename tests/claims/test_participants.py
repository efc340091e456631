"""Who and what takes part in the claims of a text, as cases that anybody can add to ``tests/cases/participants.txt``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from khabar import ingest, pipeline
from khabar.records import Claim, Reading

CASES = Path(__file__).parent.parent / "cases" / "participants.txt"
LINE = re.compile(r"=> ([^:]+): (.+)")


class Case(NamedTuple):
    text: str
    wanted: tuple[tuple[str, dict[str, list[str]]], ...]


def cases() -> Iterator[Case]:
    for block in re.split(r"\n\s*\n", CASES.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield Case(lines[0], tuple(wanted(line) for line in lines[1:]))


def wanted(line: str) -> tuple[str, dict[str, list[str]]]:
    match = LINE.fullmatch(line)
    assert match, f"not a well-formed case line: {line}"
    pairs = [part.split(" ", 1) for part in match[2].split("; ")]
    return match[1], {role: [] if words == "-" else words.split(" + ") for role, words in pairs}


def taking_part(reading: Reading, claim: Claim, roles: dict[str, list[str]]) -> dict[str, list[str]]:
    """The words of a claim's participants in some roles; age, sex and status are looked up among the recipients."""
    rows = [p for p in reading.participants if p.claim_id == claim.claim_id]
    victims = [p for p in rows if p.role == "recipient"]
    described = {
        "age": [p.age for p in victims if p.age],
        "sex": [p.sex for p in victims if p.sex],
        "status": [p.status for p in victims if p.status],
    }
    return {r: described[r] if r in described else [p.text for p in rows if p.role == r and p.text] for r in roles}


@pytest.fixture(scope="session")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.text[:60])
def test_participants_of_a_text(case: Case, tools: pipeline.Tools) -> None:
    reading = pipeline.read(ingest.from_record({"id": "case", "text": case.text}), tools)
    for trigger, roles in case.wanted:
        found = [taking_part(reading, c, roles) for c in reading.claims if trigger in c.trigger]
        assert roles in found, f"{trigger}: wanted {roles}, found {found}"
