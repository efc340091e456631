from __future__ import annotations

import numpy as np
import pytest

from khabar.nlp import analyse, load_model, parse_words
from khabar.nlp.roles import roles
from khabar.records import Ingested, Report, Role, Segment

LABELS = ("-", "ARG0", "ARG1", "ARGM-TMP")


def decode(predicates, classes, scores):
    return roles(np.array(predicates), np.array(classes, dtype=np.uint8), np.array(scores, dtype=np.float32), LABELS)


def test_a_word_that_scores_below_none_plays_no_role():
    assert decode([1], [[1, 1, 2]], [[2.0, -1, -0.5]]) == (Role(1, 0, "ARG0"),)


def test_of_two_core_arguments_of_a_kind_the_stronger_stays():
    assert decode([1], [[2, 1, 2]], [[1.0, -1, 3.0]]) == (Role(1, 2, "ARG1"),)


def test_there_may_be_two_times():
    assert decode([0], [[1, 3, 3]], [[-1, 1.0, 3.0]]) == (Role(0, 1, "ARGM-TMP"), Role(0, 2, "ARGM-TMP"))


def test_a_predicate_plays_no_role_with_itself_and_a_word_may_with_several():
    found = decode([0, 2], [[1, 2, 1], [1, 2, 1]], [[9.0, 1, -1], [-1, 2.0, 9]])
    assert found == (Role(0, 1, "ARG1"), Role(2, 1, "ARG1"))


def test_no_predicates_no_roles():
    assert roles(np.zeros(0, int), np.zeros((0, 3), np.uint8), np.zeros((0, 3), np.float32), LABELS) == ()


@pytest.fixture(scope="module")
def model():
    return load_model()


def test_who_did_what_to_whom_of_verbs_and_nouns(model):
    printed = "Two policemen were killed by gunmen on Monday , and the attack on the town was condemned ."
    sentence = printed.split()
    (found,) = parse_words(model, [sentence])
    named = {(sentence[r.predicate], r.label, sentence[r.argument]) for r in found.roles}
    assert {
        ("killed", "ARG1", "policemen"),
        ("killed", "ARG0", "gunmen"),
        ("killed", "ARGM-TMP", "Monday"),
        ("condemned", "ARG1", "attack"),
        ("attack", "ARG1", "town"),
    } <= named
    assert {sentence[place] for place in found.predicates} == {"killed", "attack", "condemned"}


def test_roles_of_a_report_lie_within_their_sentences(model):
    text = "Militants shelled Tikrit. Nobody claimed it. " + "The army shelled the town and " * 120 + "left."
    report = Report("r", "", text=text, source_text=text)
    _, parses = analyse(Ingested(report, (Segment("r", 0, 0, len(text), "body"),)), model)
    assert any(parse.roles for parse in parses)
    for parse in parses:
        assert all(0 <= place < len(parse.words) for place in parse.predicates)
        assert list(parse.roles) == sorted(parse.roles, key=lambda r: (r.predicate, r.argument))
        assert all(r.predicate in parse.predicates and 0 <= r.argument < len(parse.words) for r in parse.roles)
        assert not any(r.predicate == r.argument for r in parse.roles)
