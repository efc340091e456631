from __future__ import annotations

import pytest

from khabar.link.features.names import keys_of
from khabar.link.features.stems import is_another, stems


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bombed", "bombing"),
        ("killed", "killing"),
        ("shot", "shooting"),
        ("launched an attack", "attacked"),
        ("withdrew", "withdrawing"),
        ("deployed", "deployment"),
        ("assassinated", "assassination"),
    ],
)
def test_forms_of_one_word_meet(one: str, other: str) -> None:
    assert set(stems(one)) & set(stems(other))


@pytest.mark.parametrize(("one", "other"), [("killed", "kidnapped"), ("struck", "shot"), ("fled", "flooded")])
def test_different_words_do_not_meet(one: str, other: str) -> None:
    assert not set(stems(one)) & set(stems(other))


def test_words_before_a_trigger_set_it_apart() -> None:
    assert is_another("hours later a second car")
    assert not is_another("the strike on the market")


def test_spellings_of_one_name_share_a_key_and_a_pronoun_has_none() -> None:
    assert set(keys_of("Qassem Soleimani", "person")) & set(keys_of("Ghassem Suleimani", "person"))
    assert set(keys_of("Soleimani", "person")) & set(keys_of("Qassem Soleimani", "person"))
    assert not set(keys_of("Iraqi army", "organization")) & set(keys_of("Turkish army", "organization"))
    assert keys_of("they", "group") == ()
