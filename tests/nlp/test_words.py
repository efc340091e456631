from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import vocab
from khabar.nlp import words

CASES = Path(__file__).parents[1] / "cases" / "words.txt"


def cases() -> list[str]:
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def split(text: str) -> list[str]:
    return [text[w.start : w.end] for w in words.split(text, 0, len(text))]


@pytest.mark.parametrize("case", cases())
def test_splits_as_marked(case: str) -> None:
    assert split(case.replace("|", "")) == case.replace("|", " ").split()


def test_a_word_ends_where_the_sentence_does() -> None:
    text = "They met in the U.S. Army men came. He left Sat. It rained."
    assert [text[w.start : w.end] for w in words.split(text, 36, 48)] == ["He", "left", "Sat", "."]


def test_period_of_an_abbreviation_at_the_end_is_a_mark() -> None:
    assert split("They sell arms, etc.") == ["They", "sell", "arms", ",", "etc", "."]


def test_combining_signs_stay_inside_their_word() -> None:
    assert split("l\u0251\u0303f\u0251\u0303 مُحَمَّد") == ["l\u0251\u0303f\u0251\u0303", "مُحَمَّد"]


@given(st.text(max_size=60) | st.text(alphabet=st.sampled_from("an'’t.-/:@$ 19,w\u0301\u200b\n"), max_size=60))
def test_words_cover_all_but_white_space(text: str) -> None:
    found = words.split(text, 0, len(text))
    assert "".join(text[w.start : w.end] for w in found) == "".join(text.split())
    assert all(w.start < w.end for w in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("unit", ["a", "a.", "a-", "1,", "'", "http://", "a@", "-", "1/", "anti-"])
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (60_000 // len(unit))
    assert "".join(split(text)) == text


def test_every_contraction_is_split() -> None:
    for row in vocab.load("contractions"):
        assert row["pieces"].replace("|", "") == row["word"]
        assert split(f"they {row['word']} it") == ["they", *row["pieces"].split("|"), "it"]


def test_every_bound_prefix_is_kept() -> None:
    for row in vocab.load("bound_prefixes"):
        assert split(f"the {row['prefix']}-war men") == ["the", f"{row['prefix']}-war", "men"]


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("[W]e left", "We left"),
        ("Then IS fled", "Then ISIS fled"),
        ("Doctors of WHO came", "Doctors of UNHCR came"),
        ("THIS IS WAR", "THIS IS WAR"),
        ("It is over", "It is over"),
    ],
)
def test_a_word_is_read_as_what_it_is(printed: str, read: str) -> None:
    assert words.as_read([words.with_first_letter(word) for word in printed.split()]) == read.split()
