"""Registers with their phases, and what speech acts are about, as cases in ``tests/cases``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from khabar import ingest, pipeline
from khabar.records import Reading

CASES = Path(__file__).parents[1] / "cases"
PHASE = re.compile(r"=> ([^:]+): (\w+) (\S+)")
ABOUT = re.compile(r"=> (\w+) ([^:]+): (.+)")


def cases(name: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each text of a file with the lines under it."""
    text, lines = "", []
    for line in [*(CASES / name).read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("=> "):
            lines.append(line)
            continue
        if lines:
            yield text, tuple(lines)
            lines = []
        if line and not line.startswith("#"):
            text = line


@pytest.fixture(scope="module")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


def read(text: str, tools: pipeline.Tools) -> Reading:
    return pipeline.read(ingest.from_record({"id": "case", "text": text}), tools)


@pytest.mark.parametrize(("text", "lines"), list(cases("registers.txt")), ids=lambda part: str(part)[:60])
def test_register_and_phase(text: str, lines: tuple[str, ...], tools: pipeline.Tools) -> None:
    made = [(c.trigger, c.register, c.phase or "-") for c in read(text, tools).claims]
    for line in lines:
        match = PHASE.fullmatch(line)
        assert match, f"not a well-formed case line: {line}"
        assert any(match[1] in t and (match[2], match[3]) == (register, phase) for t, register, phase in made), made


@pytest.mark.parametrize(("text", "lines"), list(cases("speech.txt")), ids=lambda part: str(part)[:60])
def test_what_a_speech_act_is_about(text: str, lines: tuple[str, ...], tools: pipeline.Tools) -> None:
    claims = read(text, tools).claims
    triggers = {c.claim_id: c.trigger for c in claims}
    made = [(c.event, c.trigger, triggers.get(c.about_claim_id or "", "-")) for c in claims]
    for line in lines:
        match = ABOUT.fullmatch(line)
        assert match, f"not a well-formed case line: {line}"
        assert any(e == match[1] and match[2] in act and match[3] in deed for e, act, deed in made), made
