from __future__ import annotations

import pytest

from training.conllu import Tree
from training.names import _TABLE, Labelled, around_head, bio, trim

DEMONYMS = frozenset({"iraqi", "syrian"})


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Iraqi President Fuad Masum", "Fuad Masum"),
        ("the Syrian Democratic Forces", "Syrian Democratic Forces"),
        ("The Foreign Secretary", None),
        ("a new Prime Minister-designate", None),
        ("the ISIL terrorist group", None),
        ("Mr Ellwood", "Ellwood"),
        ("Department of Defense", "Department of Defense"),
        ("Deputy Secretary of State Antony Blinken", None),
        ("ISIL 's", "ISIL"),
        ("We", None),
        ("Mosul", "Mosul"),
        ("Iraqi soldiers", None),
    ],
)
def test_a_mention_is_trimmed_to_its_name(mention, name):
    words = ["x", *mention.split(), "y"]
    span = trim(words, 1, len(words) - 1, DEMONYMS)
    assert (" ".join(words[span[0] : span[1]]) if span else None) == name


def test_tags_leave_unclear_words_open_and_keep_the_first_of_two_names():
    names = [Labelled(0, 2, "ORG"), Labelled(1, 3, "PER")]
    assert bio(5, names, {2, 4}) == ("B-ORG", "I-ORG", None, "O", None)


def tree(*rows):
    words, upos, heads, deprels = zip(*rows, strict=True)
    return Tree("s", " ".join(words), words, words, upos, upos, ("_",) * len(words), heads, deprels)


def test_a_title_before_a_name_stays_outside():
    sentence = tree(
        ("Prime", "PROPN", 1, "amod"),
        ("Minister", "PROPN", 2, "nmod:desc"),
        ("Noor", "PROPN", -1, "root"),
        ("Aziz", "PROPN", 2, "flat"),
    )
    assert around_head(sentence, 0, 4) == (2, 4)


def test_a_mention_headed_by_a_common_noun_has_no_name():
    sentence = tree(("the", "DET", 1, "det"), ("president", "NOUN", -1, "root"))
    assert around_head(sentence, 0, 2) is None


def test_the_table_of_words_is_sorted_within_kinds_unique_and_lower_case():
    rows = [line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines()]
    assert rows.pop(0) == ["word", "kind", "origin"]
    pairs = [(word, kind) for word, kind, _ in rows]
    assert len(set(pairs)) == len(pairs)
    assert all(word == word.lower().strip() and origin for word, _, origin in rows)
    assert {kind for _, kind in pairs} == {"link", "title", "determiner", "common"}
