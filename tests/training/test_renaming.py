from __future__ import annotations

import random

from training.examples import Example
from training.renaming import pool, renamed, spans


def example(words, names):
    return Example("ewt", "s", words, tuple(words.split()), names=tuple(names.split()))


HERE = example("Ali al - Saadi left Mosul", "B-PER I-PER I-PER I-PER O B-LOC")
THERE = example("Omar al - Bakri likes rice", "B-PER I-PER I-PER I-PER O O")


def test_spans_are_whole_names():
    assert list(spans(HERE.names)) == [(0, 4, "PER"), (5, 6, "LOC")]
    assert list(spans(("B-LOC", "B-LOC", None, "I-LOC"))) == [(0, 1, "LOC")]
    assert list(spans(())) == []


def test_a_pool_tells_kinds_apart():
    names = pool([HERE, THERE], ["Deir ez - Zor", "Aleppo", "de facto"]).names
    assert names["PER", ("X", "x", "-", "X")] == (("Ali", "al", "-", "Saadi"), ("Omar", "al", "-", "Bakri"))
    assert names["LOC", ("X",)] == (("Aleppo",), ("Mosul",))
    assert ("LOC", ("x", "x")) not in names


def test_only_names_give_way_and_only_to_their_like():
    names, rng = pool([HERE, THERE], ["Aleppo"]), random.Random(1)
    seen = [renamed(HERE, names, rng) for _ in range(200)]
    assert {" ".join(words[:4]) for words, _ in seen} == {"Ali al - Saadi", "Omar al - Bakri"}
    assert {words[5] for words, _ in seen} == {"Aleppo", "Mosul"}
    assert all(words[4] == "left" and 4 not in places for words, places in seen)
    assert any(not places for _, places in seen)
