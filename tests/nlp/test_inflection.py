from __future__ import annotations

import pytest

from khabar.nlp.inflection import base_form


@pytest.mark.parametrize(
    ("plural", "guess", "singular"),
    [
        ("policemen", "policeme", "policeman"),
        ("militiamen", "militiamen", "militiaman"),
        ("knives", "knive", "knife"),
        ("slaves", "slave", "slave"),
        ("families", "familie", "family"),
        ("people", "people", "people"),
    ],
)
def test_plurals_have_the_singular_that_is_a_word(plural, guess, singular):
    assert base_form(plural, "NNS", guess) == singular
