"""The loader of word lists, and the list of nouns."""

from __future__ import annotations

import pytest

from khabar import vocab
from khabar.codebook.predicate import CLASSES
from khabar.errors import SetupError


def test_rows_are_mappings_in_file_order() -> None:
    rows = vocab.parse("fruit", "lemma\tcolour\torigin\npear\tgreen\town\napple\tred\town\n")
    assert [row["lemma"] for row in rows] == ["pear", "apple"]
    with pytest.raises(TypeError):
        rows[0]["lemma"] = "plum"  # type: ignore[index]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("lemma\tcolour\npear\tgreen\n", "origin"),
        ("Lemma\torigin\npear\town\n", "lower-case column"),
        ("lemma\torigin\npear\town", "not ended"),
        ("lemma\torigin\npear\n", "line 2: 1 cells under 2 columns"),
        ("lemma\torigin\nPear\town\n", "not lower case"),
        ("lemma\torigin\nripe  pear\town\n", "not normal"),
        ("lemma\torigin\npoire\u0301 \town\n", "not normal"),
        ("lemma\torigin\ncafe\u0301\town\n", "not normal"),
        ("lemma\torigin\n pear\town\n", "not normal"),
        ("lemma\torigin\nripe\u00a0pear\town\n", "not normal"),
        ("lemma\torigin\n\town\n", "lemma is empty"),
        ("lemma\torigin\npear\t\n", "origin is empty"),
        ("lemma\torigin\npear\town\npear\tother\n", "'pear' twice"),
        ("lemma\tpos\torigin\npear\tnoun\town\npear\tnoun\tother\n", "'pear noun' twice"),
        ("name\tdomain\torigin\nX\tx.com\ta\nX\tx.com\tb\n", "'X x.com' twice"),
    ],
)
def test_malformed_lists_are_refused(text: str, told: str) -> None:
    with pytest.raises(SetupError, match=told):
        vocab.parse("fruit", text)


def test_one_lemma_may_have_several_parts_of_speech() -> None:
    text = "lemma\tpos\torigin\npeach\tnoun\town\npeach\tverb\town\n"
    assert len(vocab.parse("fruit", text)) == 2


def test_a_missing_list_says_what_to_do() -> None:
    with pytest.raises(SetupError, match="Install Khabar again"):
        vocab.load("no_such_list")


def test_nouns_have_known_classes_and_normal_lemmas() -> None:
    rows = vocab.load("nouns")
    assert len(rows) > 500
    assert [row["lemma"] for row in rows] == sorted(row["lemma"] for row in rows)
    for row in rows:
        classes = row["classes"].split("|")
        assert set(classes) <= CLASSES, row
        assert len(set(classes)) == len(classes), row


@pytest.mark.parametrize(
    ("lemma", "wanted"),
    [
        ("soldier", "armed"),
        ("child", "person"),
        ("fighter jet", "weapon"),
        ("prime minister", "office"),
        ("village", "place"),
        ("parliament", "government"),
        ("ceasefire", "agreement"),
        ("curfew", "restriction"),
    ],
)
def test_nouns_are_found(lemma: str, wanted: str) -> None:
    classes = {row["lemma"]: row["classes"].split("|") for row in vocab.load("nouns")}
    assert wanted in classes[lemma]
