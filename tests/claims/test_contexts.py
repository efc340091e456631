"""The contexts of claims, as cases that anybody can add to ``tests/cases/contexts.txt``: one for each that PLOVER has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from khabar import ingest, pipeline
from khabar.codebook import load_codebook

CASES = (Path(__file__).parents[1] / "cases" / "contexts.txt").read_text(encoding="utf-8")
LINE = re.compile(r"(=>|~~) ([^:]+): (\w+)")


class Case(NamedTuple):
    heading: str
    text: str
    lines: tuple[str, ...]


def cases() -> Iterator[Case]:
    for block in re.split(r"\n\s*\n", CASES):
        lines = [line for line in block.splitlines() if line and not line.startswith("# ")]
        if lines:
            yield Case(lines[0].removeprefix("## "), lines[1], tuple(lines[2:]))


@pytest.fixture(scope="module")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


@pytest.mark.parametrize("case", list(cases()), ids=lambda case: case.heading)
def test_contexts_of_a_text(case: Case, tools: pipeline.Tools) -> None:
    reading = pipeline.read(ingest.from_record({"id": "case", "text": case.text}), tools)
    assert case.lines
    for line in case.lines:
        match = LINE.fullmatch(line)
        assert match, f"not a well-formed case line: {line}"
        found = [claim.contexts for claim in reading.claims if match[2] in claim.trigger]
        assert found, f"no claim at {match[2]}"
        assert (match[3] in found[0]) == (match[1] == "=>"), found


def test_every_context_has_its_case() -> None:
    headings = {case.heading for case in cases()}
    assert len(load_codebook().contexts) == 37
    assert set(load_codebook().contexts) <= headings
