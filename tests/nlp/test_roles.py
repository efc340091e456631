from __future__ import annotations

import numpy as np
import pytest

from khabar.nlp import analyse, load_model, parse_words
from khabar.nlp.role_priors import Priors, Tree
from khabar.nlp.roles import Scored, roles
from khabar.records import Ingested, Report, Role, Segment

LABELS = ("-", "ARG0", "ARG1", "ARGM-TMP")


UNKNOWN = Priors({}, np.zeros((2, 4), dtype=np.float32))
# What gains is the object of a verb, as a time.
OBJECTS = Priors({"VERB >obj ": 2}, np.array([[0, 0, 0, 0], [0, 0, 0, 0], [0, 0, 0, 6]], dtype=np.float32))


def tree(words):
    return Tree(
        ("x",) * words, ("VERB",) * words, ("_",) * words, (-1, *[0] * (words - 1)), ("root", *["obj"] * (words - 1))
    )


def decode(predicates, classes, scores, priors=UNKNOWN):
    (found,) = roles([scored(predicates, classes, scores)], LABELS, priors)
    return found


def scored(predicates, classes, scores):
    columns = np.array(predicates, int), np.array(classes, dtype=np.uint8), np.array(scores, dtype=np.float32)
    return Scored(*columns, tree(3))


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
    nothing = scored([], np.zeros((0, 3)), np.zeros((0, 3)))
    assert roles([nothing], LABELS, UNKNOWN) == [()]


def test_each_sentence_has_its_own_roles():
    nothing = scored([], np.zeros((0, 3)), np.zeros((0, 3)))
    first, second = scored([1], [[2, 1, 2]], [[1.0, -1, 3.0]]), scored([0], [[0, 2, 2]], [[-9, 1.0, -0.25]])
    own = [roles([one], LABELS, OBJECTS)[0] for one in (first, nothing, second)]
    assert roles([first, nothing, second], LABELS, OBJECTS) == own
    assert all((own[0], own[2]))


def test_the_tree_may_lift_a_pair_near_a_role_and_name_another_role():
    assert decode([0], [[0, 2, 2]], [[-9, -0.25, -3.0]], OBJECTS) == (Role(0, 1, "ARGM-TMP"),)


def test_the_tree_is_not_asked_where_the_network_is_sure():
    assert decode([0], [[0, 2, 3]], [[-9, 9.0, -9]], OBJECTS) == (Role(0, 1, "ARG1"),)
    assert decode([0], [[0, 2, 3]], [[-9, 1.0, -9]], OBJECTS) == (Role(0, 1, "ARGM-TMP"),)


def test_the_tree_takes_only_so_much_from_a_role():
    against = Priors({"VERB >obj ": 2}, np.array([[0, 0, 0, 0], [0, 0, 0, 0], [0, -50, -50, -50]], dtype=np.float32))
    assert decode([0], [[0, 2, 2]], [[-9, 1.0, 0.25]], against) == (Role(0, 1, "ARG1"),)


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
