from __future__ import annotations

import pytest

from khabar.nlp.card import SHIPPED, read_card
from khabar.nlp.role_priors import Tree, features, read_priors

# Gunmen in masks were seen to flee Mosul.
WORDS = Tree(
    lemmas=("gunman", "in", "mask", "be", "see", "to", "flee", "Mosul"),
    upos=("NOUN", "ADP", "NOUN", "AUX", "VERB", "PART", "VERB", "PROPN"),
    feats=("_", "_", "_", "_", "VerbForm=Part|Voice=Pass", "_", "VerbForm=Inf", "_"),
    heads=(4, 2, 0, 4, -1, 6, 4, 6),
    deprels=("nsubj:pass", "case", "nmod", "aux:pass", "root", "mark", "xcomp", "obj"),
)


def weigh(tmp_path, *lines):
    table = tmp_path / "table.tsv"
    table.write_text("\n".join(["# origin", "feature\tlabel\tweight", *lines]) + "\n", encoding="utf-8")
    return read_priors(("-", "ARG0", "ARG1"), table)


def test_a_pair_is_weighed_by_predicate_way_preposition_and_argument():
    assert list(features(WORDS, [(4, 2), (6, 0), (6, 7)])) == [
        (
            "see VERB-passive >nsubj:pass>nmod",
            "VERB-passive >nsubj:pass>nmod in",
            "VERB-passive >nsubj:pass>nmod before",
            ">nsubj:pass>nmod = mask",
            "see VERB-passive in nmod",
        ),
        (
            "flee VERB <xcomp>nsubj:pass",
            "VERB <xcomp>nsubj:pass ",
            "VERB <xcomp>nsubj:pass before",
            "<xcomp>nsubj:pass = gunman",
            "flee VERB  nsubj:pass",
        ),
        ("flee VERB >obj", "VERB >obj ", "VERB >obj after", ">obj = mosul", "flee VERB  obj"),
    ]


def test_a_way_of_more_than_four_steps_is_only_far():
    words = tuple("abcdef")
    chain = Tree(words, ("NOUN",) * 6, ("_",) * 6, (-1, 0, 1, 2, 3, 4), ("root", *["nmod"] * 5))
    ways = [keys[0] for keys in features(chain, [(0, 4), (0, 5), (4, 0), (5, 0)])]
    assert ways == ["a NOUN >nmod>nmod>nmod>nmod", "a NOUN ?", "e NOUN <nmod<nmod<nmod<nmod", "f NOUN ?"]


def test_weights_of_a_pair_add_up_and_are_over_those_of_no_role(tmp_path):
    priors = weigh(
        tmp_path, "VERB >obj \tARG1\t2", "VERB >obj \t-\t-0.5", "flee VERB >obj\tARG1\t1", "VERB >obj after\tARG0\t-1"
    )
    (gains,) = priors.of([(WORDS, [(6, 7)])])
    assert gains.tolist() == [0, -0.5, 3.5]


def test_of_a_pair_that_nothing_is_known_of_the_network_alone_decides(tmp_path):
    priors = weigh(tmp_path, "\t-\t5", "VERB >obj \tARG1\t2")
    assert priors.of([(WORDS, [(6, 7)])]).tolist() == [[0, -5, -3]]
    assert not priors.of([(WORDS, [(6, 0)])]).any()


def test_a_label_that_the_network_lacks_is_refused(tmp_path):
    with pytest.raises(ValueError, match="ARG9"):
        weigh(tmp_path, "VERB >obj \tARG9\t2")


def test_the_shipped_table_fits_the_shipped_network_and_knows_who_flees_where():
    labels = read_card(SHIPPED).roles
    priors = read_priors(labels)
    object_of_flee, subject_of_flee = priors.of([(WORDS, [(6, 7), (6, 0)])])
    assert labels[int(object_of_flee.argmax())] == "ARG1"
    assert labels[int(subject_of_flee.argmax())] == "ARG0"
