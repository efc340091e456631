"""Who is told to say what, as cases that anybody can add to ``tests/cases/chains.txt``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from khabar import ingest, pipeline
from khabar.records import Reading

CASES = Path(__file__).parent.parent / "cases" / "chains.txt"
CHAIN = re.compile(r'=> "([^"]+)" \| (.+)')
ABSENT = re.compile(r"!@ (.+)")
ATTRIBUTION = re.compile(r"@@ (.+) \| (.+) \| (.+)")


class Case(NamedTuple):
    text: str
    lines: tuple[str, ...]


def cases() -> Iterator[Case]:
    for block in re.split(r"\n\s*\n", CASES.read_text(encoding="utf-8")):
        lines = [line for line in block.splitlines() if line and not line.startswith("#")]
        if lines:
            yield Case(lines[0].replace("\\n", "\n"), tuple(lines[1:]))


@pytest.fixture(scope="session")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


def chains(reading: Reading) -> set[str]:
    """Each claim's trigger with its holders, outermost first, unnamed ones as a question mark, and their commitments."""
    found = set()
    for claim in reading.claims:
        holders = [h for h in reading.holders if h.claim_id == claim.claim_id]
        named = " < ".join(f"{h.text or '?'} {h.factuality}" for h in holders if h.depth) or "-"
        found.add(f'=> "{claim.trigger}" | author {holders[0].factuality} < {named}'.replace(" < -", ""))
    return found


def attributions(reading: Reading) -> set[str]:
    text = reading.report.text

    def words(start: int | None, end: int | None) -> str:
        return "?" if start is None else text[start:end]

    return {
        f"@@ {words(a.source_start, a.source_end)} | {words(a.cue_start, a.cue_end)} | "
        + " … ".join(text[s.start : s.end] for s in a.content)
        for a in reading.attributions
    }


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.text[:60])
def test_chains_of_a_text(case: Case, tools: pipeline.Tools) -> None:
    reading = pipeline.read(ingest.from_record({"id": "case", "text": case.text}), tools)
    found = chains(reading) | {line.replace("\n", "\\n") for line in attributions(reading)}
    for wanted in case.lines:
        if missing := ABSENT.fullmatch(wanted):
            assert not [line for line in found if f" | {missing[1]} | " in line]
            continue
        assert CHAIN.fullmatch(wanted) or ATTRIBUTION.fullmatch(wanted), f"not a well-formed case line: {wanted}"
        assert wanted in found
