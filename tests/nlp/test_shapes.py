from __future__ import annotations

import pytest

from khabar.nlp import shapes as s


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("troops", s.LOWER),
        ("n't", s.LOWER),
        ("Mosul", s.TITLE),
        ("O'Brien", s.MIXED),
        ("Abu-Mahdi", s.MIXED),
        ("A", s.INITIAL),
        ("J.", s.INITIAL),
        ("ISIL", s.UPPER),
        ("U.S.", s.DOTTED),
        (",", s.PUNCTUATION),
        ("", s.PUNCTUATION),
        ("27", s.NUMBER),
        ("1,200", s.NUMBER),
        ("f16", s.ALPHANUMERIC),
        ("K1", s.ALPHANUMERIC),
        ("T-72B", s.ALPHANUMERIC),
        ("al-Abadi", s.LATER_CAPITAL),
        ("McCain", s.MIXED),
        ("العراق", s.UNCASED),
    ],
)
def test_shape(word, kind):
    assert s.shape(word) == kind


def test_the_capital_that_opens_a_sentence_is_told_apart():
    assert s.shapes(["“", "Troops", "left", "Mosul"]) == [s.PUNCTUATION, s.FIRST_TITLE, s.LOWER, s.TITLE]
    assert s.shapes(["27", "Troops"]) == [s.NUMBER, s.FIRST_TITLE]
    assert s.shapes(["ISIL", "Troops"]) == [s.UPPER, s.TITLE]


@pytest.mark.parametrize("word", ["\x00", "\ud800", "🙂", " ", "ǅ", "ß", "１２"])
def test_every_string_has_a_shape(word):
    assert 0 < s.shape(word) < s.SHAPES
