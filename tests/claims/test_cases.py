"""The claims a text must yield, as cases that anybody can add to ``tests/cases/claims.txt``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from khabar import ingest, pipeline
from khabar.records import Claim, Reading

CASES = Path(__file__).parent.parent / "cases" / "claims.txt"
WANTED = re.compile(r'=> (\S+) "([^"]+)" \| (.+) > (.+) \| (.+) \| (\S+) (\S+)')
UNWANTED = re.compile(r'~~ (\S+) "([^"]+)"')


class Case(NamedTuple):
    text: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...]


def cases() -> Iterator[Case]:
    for block in re.split(r"\n\s*\n", CASES.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield Case(
                lines[0],
                tuple(line for line in lines[1:] if line.startswith("=>")),
                tuple(line for line in lines[1:] if line.startswith("~~")),
            )


@pytest.fixture(scope="session")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


def line_of(reading: Reading, claim: Claim) -> str:
    def people(role: str) -> str:
        found = [p.text for p in reading.participants if p.claim_id == claim.claim_id and p.role == role and p.text]
        return " and ".join(found) or "-"

    holders = [h.text for h in reading.holders if h.claim_id == claim.claim_id and h.depth > 0 and h.text]
    chain = " < ".join(holders) or "-"
    return (
        f'=> {claim.event} "{claim.trigger}" | {people("actor")} > {people("recipient")} | {chain} | '
        f"{claim.factuality} {claim.realis}"
    )


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.text[:60])
def test_claims_of_a_text(case: Case, tools: pipeline.Tools) -> None:
    reading = pipeline.read(ingest.from_record({"id": "case", "text": case.text}), tools)
    found = [line_of(reading, claim) for claim in reading.claims]
    for wanted in case.wanted:
        assert WANTED.fullmatch(wanted), f"not a well-formed case line: {wanted}"
        assert wanted in found
    for unwanted in case.unwanted:
        match = UNWANTED.fullmatch(unwanted)
        assert match, f"not a well-formed case line: {unwanted}"
        assert not any(line.startswith(f'=> {match[1]} "{match[2]}"') for line in found)
