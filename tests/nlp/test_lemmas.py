from __future__ import annotations

import pytest

from khabar.nlp.lemmas import parse_rule, rule_for


@pytest.mark.parametrize(
    ("form", "lemma", "rule"),
    [
        ("countries", "country", "lower-3+y"),
        ("Said", "say", "lower-2+y"),
        ("Baghdad", "Baghdad", "keep-0+"),
        ("was", "be", "lower-3+be"),
        ("BAGHDAD", "Baghdad", "title-0+"),
        ("The", "the", "lower-0+"),
    ],
)
def test_a_rule_is_the_smallest_edit(form, lemma, rule):
    assert rule_for(form, lemma).name == rule
    assert parse_rule(rule).apply(form) == lemma


@pytest.mark.parametrize("form", ["attacks", "İstanbul", "ﬁred", "", "العراق", "don’t", "a-b+c"])
@pytest.mark.parametrize("lemma", ["attack", "İstanbul", "fire", "x+y-z", "عراق"])
def test_rules_give_back_the_lemma_they_were_made_from(form, lemma):
    rule = rule_for(form, lemma)
    assert parse_rule(rule.name) == rule
    assert rule.apply(form) == lemma


def test_a_rule_that_cuts_everything_leaves_the_form():
    assert parse_rule("lower-9+").apply("at") == "at"
