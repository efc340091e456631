"""The readable cases of which day belongs to which deed, each read by the whole reader."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from khabar import ingest, pipeline
from khabar.records import Claim
from khabar.resolve.dategrammar import distance
from khabar.resolve.dating.story import same_stem

CASES = Path(__file__).parents[1] / "cases" / "dated.txt"
TEXT = re.compile(r"\[(\d{4}-\d\d-\d\d)?\] (.+)")
WANTED = re.compile(r"=> (.+): (\S*\.\.\S* \S+ \S+)")


@pytest.fixture(scope="session")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


def cases() -> list[Any]:
    found: list[tuple[str | None, str, list[tuple[str, str]]]] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if wanted := WANTED.fullmatch(line):
            found[-1][2].append((wanted[1], wanted[2]))
        elif line and not line.startswith("#"):
            text = TEXT.fullmatch(line)
            assert text, f"not a well-formed case line: {line}"
            found.append((text[1], text[2].replace("\\n", "\n"), []))
    return [pytest.param(*case, id=case[1][:60]) for case in found]


@pytest.mark.parametrize(("day", "text", "wanted"), cases())
def test_days_of_deeds(day: str | None, text: str, wanted: list[tuple[str, str]], tools: pipeline.Tools) -> None:
    record = {"id": "case", "text": text} | ({"date": day} if day else {})
    claims = pipeline.read(ingest.from_record(record), tools).claims
    assert wanted
    for word, days in wanted:
        assert days in [shown(c) for c in claims if word in text[max(0, c.start - 12) : c.end] and word_of(c, word)]


def word_of(claim: Claim, word: str) -> bool:
    """Whether a claim is the one meant by some words of a case: they end in a word of its trigger."""
    return word.rsplit(maxsplit=1)[-1] in claim.trigger


def shown(claim: Claim) -> str:
    return f"{claim.date_earliest or ''}..{claim.date_latest or ''} {claim.date_precision} {claim.date_from}"


def test_a_distance_is_counted_forwards_and_back() -> None:
    assert distance("two days after") == (2, "day")
    assert distance("a week before") == (-1, "week")
    assert distance("The day after") == (1, "day")
    assert distance("several years after") is None
    assert distance("two days ago") is None


def test_a_verb_and_its_noun_share_a_stem() -> None:
    assert same_stem("invade", "invasion")
    assert same_stem("explode", "explosion")
    assert not same_stem("war", "warn")
    assert not same_stem("attack", "attend")
