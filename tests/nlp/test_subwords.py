from __future__ import annotations

import numpy as np
import pytest

from khabar.nlp.card import SHIPPED, VOCABULARY
from khabar.nlp.subwords import (
    BATCH,
    CLOSE,
    LONGEST_WINDOW,
    LONGEST_WORD,
    OPEN,
    PAD,
    UNKNOWN,
    batches,
    load_tokenizer,
    padded,
    windows,
)


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(SHIPPED / VOCABULARY)


def test_a_sentence_is_one_window_with_the_first_subword_of_each_word(tokenizer):
    (window,) = windows(tokenizer, [["Troops", "left", "Tikrit", "."]])
    assert window.ids[0] == OPEN
    assert window.ids[-1] == CLOSE
    assert (window.start, window.end) == (0, 4)
    assert np.all(np.diff(window.first) >= 1)
    assert len(window.shapes) == len(window.ids)
    assert window.shapes[0] == window.shapes[-1] == 0


@pytest.mark.parametrize(
    "word", ["", "\x00", "\ud800", " ", "🙂", "x" * 1_000_000, "." * 1_000_000, "[PAD]", "[CLS]", "é" * 500]
)
def test_every_word_has_subwords_and_none_is_padding(tokenizer, word):
    (window,) = windows(tokenizer, [["a", word, "b"]])
    inner = window.ids[1:-1]
    assert np.all(inner > PAD)
    assert not {OPEN, CLOSE} & set(inner.tolist())
    assert len(inner) <= 2 + LONGEST_WORD
    assert len(window.first) == 3


def test_words_that_leave_nothing_are_unknown(tokenizer):
    (window,) = windows(tokenizer, [["\x00"]])
    assert window.ids.tolist() == [OPEN, UNKNOWN, CLOSE]


def test_a_sentence_too_long_becomes_windows_that_cover_it(tokenizer):
    words = ["unmistakably"] * 2000
    found = windows(tokenizer, [["short"], words, []])
    parts = [window for window in found if window.sentence == 1]
    assert [window.start for window in parts] == [0, *(window.end for window in parts[:-1])]
    assert parts[-1].end == len(words)
    assert max(len(window.ids) for window in parts) <= LONGEST_WINDOW
    assert not [window for window in found if window.sentence == 2]


def test_batches_hold_every_window_once_and_are_of_bounded_size(tokenizer):
    found = windows(tokenizer, [["word"] * length for length in [3, 90, 1, 17, 17, 300, 2, 40] * 9])
    packed = batches(found)
    assert sorted(place for batch in packed for place in batch) == list(range(len(found)))
    assert all(len(batch) == 1 or len(batch) * max(len(found[p].ids) for p in batch) <= BATCH for batch in packed)


def test_padding_is_zeros():
    assert padded([np.array([1]), np.array([2, 3])]).tolist() == [[1, 0], [2, 3]]


def test_a_word_that_is_looked_up_has_the_subwords_that_it_would_be_split_into(tokenizer):
    words = ["Troops", "TIKRIT", "2014", "m16", "Mosul", "shelling", "peshmerga", "a1b2c3", "##s", "É", "x" * 90]
    (window,) = windows(tokenizer, [words])
    assert window.ids[1:-1].tolist() == [piece for word in words for piece in tokenizer.encode(word).ids[:LONGEST_WORD]]
