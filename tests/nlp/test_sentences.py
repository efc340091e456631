from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import vocab
from khabar.nlp import sentences
from khabar.records import Segment

CASES = Path(__file__).parents[1] / "cases" / "sentences.txt"
KINDS = {"title", "number", "date", "inner", "may_end"}


def cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line.replace("\\n", "\n") for line in lines if line and not line.startswith("#")]


def split(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentences.split(text, (Segment("r", 0, 0, len(text), "body"),), "r")]


@pytest.mark.parametrize("case", cases())
def test_splits_as_marked(case: str) -> None:
    text = case.replace("¦ ", "")
    assert split(text) == [part.strip() for part in case.split("¦")]


def test_missing_space_between_sentences_is_a_boundary() -> None:
    assert split("The men left Syria.The women stayed. See notes.Txt there.") == [
        "The men left Syria.",
        "The women stayed.",
        "See notes.Txt there.",
    ]


def test_no_sentence_crosses_a_segment() -> None:
    text = "Army advances in the north The army said so. He left."
    segments = (Segment("r", 0, 0, 26, "title"), Segment("r", 1, 26, len(text), "body"))
    found = sentences.split(text, segments, "r")
    assert [(text[s.start : s.end], s.segment, s.sentence) for s in found] == [
        ("Army advances in the north", 0, 0),
        ("The army said so.", 1, 1),
        ("He left.", 1, 2),
    ]


def test_blank_text_has_no_sentences() -> None:
    assert split(" \n\n \t\n") == []


@given(st.text(alphabet=st.sampled_from("aB .!?\"'\n(1)…-_/:|é\u200b"), max_size=80))
def test_every_character_is_in_one_sentence(text: str) -> None:
    found = sentences.split(text, (Segment("r", 0, 0, len(text), "body"),), "r")
    spans = [(s.start, s.end) for s in found]
    assert spans == sorted(spans)
    assert all(a < b and text[a:b] == text[a:b].strip() for a, b in spans)
    assert "".join("".join(text[a:b].split()) for a, b in spans) == "".join(text.split())


@pytest.mark.parametrize("hostile", ["." * 200_000 + "x", "a" * 200_000, "a. " * 60_000, "\n-" * 60_000, '"' * 200_000])
def test_hostile_text_takes_no_long_time(hostile: str) -> None:
    assert "".join("".join(split(hostile)).split()) == "".join(hostile.split())


def test_every_abbreviation_is_used() -> None:
    rows = vocab.load("abbreviations")
    assert len({row["abbreviation"] for row in rows}) == len(rows)
    for row in rows:
        assert row["kind"] in KINDS
        assert not row["abbreviation"].endswith(".")
        if row["kind"] in ("title", "inner"):
            assert len(split(f"We saw {row['abbreviation']}. Something there.")) == 1


def test_every_starter_is_used() -> None:
    for row in vocab.load("sentence_starters"):
        assert row["word"] == row["word"].lower()
        assert len(split(f"He left the U.S. {row['word'].capitalize()} was late.")) == 2
