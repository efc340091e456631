from __future__ import annotations

import numpy as np
import pytest

from khabar.nlp.card import SHIPPED, read_card
from khabar.nlp.name_priors import SHARE, features, read_priors, shape
from khabar.nlp.role_priors import Tree
from khabar.nlp.tags import NEVER, allowed, best_tags

WORDS = ("Fighters", "of", "Ansar", "Al-Haq", "fled", "to", "Zumar", "in", "2014")
TREE = Tree(
    lemmas=("fighter", "of", "Ansar", "Al-Haq", "flee", "to", "Zumar", "in", "2014"),
    upos=("NOUN", "ADP", "PROPN", "PROPN", "VERB", "ADP", "PROPN", "ADP", "NUM"),
    feats=("_",) * 9,
    heads=(4, 3, 3, 0, -1, 6, 4, 8, 4),
    deprels=("nsubj", "case", "compound", "nmod", "root", "case", "obl", "case", "obl"),
)
TAGS = ("O", "B-ORG", "I-ORG", "B-LOC", "I-LOC")


def weigh(tmp_path, *lines):
    table = tmp_path / "table.tsv"
    table.write_text("\n".join(["# origin", "feature\ttag\tweight", *lines]) + "\n", encoding="utf-8")
    return read_priors(TAGS, table)


def unsure(words):
    return np.zeros((words, len(TAGS)), dtype=np.float32)


def test_a_word_is_weighed_by_letters_look_neighbours_and_tree():
    (keys,) = features(WORDS, TREE, [2])
    assert keys == (
        *("w ansar", "W Ansar", "s2 ar Xxx", "s3 sar", "s4 nsar", "p3 ans"),
        *(
            "-2 fighters",
            "-1 of",
            "+1 al-haq",
            "+2 fled",
            "-1w of ansar",
            "w+1 ansar al-haq",
            "-1l of Xxx",
            "l+1 Xxx al-haq",
        ),
        *("lll xx Xxx Xx-Xxx", "l1 Xxx ", "-1u ADP PROPN", "u+1 PROPN PROPN"),
        *("h PROPN compound al-haq", "t PROPN nmod fighters", "c PROPN of fighters"),
    )


def test_the_edges_of_a_sentence_and_its_root_are_marked():
    first, last, root = features(WORDS, TREE, [0, 8, 4])
    assert {"-2 <s>", "-1 <s>", "l1 Xxx first", "-1u <s> NOUN"} < set(first)
    assert {"+1 </s>", "+2 </s>", "lll xx dd </s>", "u+1 NUM </s>"} < set(last)
    assert "h VERB root ROOT" in root


def test_the_look_of_a_word_is_short():
    looks = {"al-Haq": "xx-Xxx", "PKK": "XX", "B-52s": "X-ddx", "Al-Muthanna": "Xx-Xxx", "...": "..", "ʿAmr": "ʿXxx"}
    assert {word: shape(word) for word in looks} == looks


def test_weights_of_a_word_add_up_with_those_of_every_word(tmp_path):
    priors = weigh(tmp_path, "\tB-LOC\t1", "w zumar\tB-LOC\t2", "-1 to\tB-LOC\t0.5", "-1 to\tB-ORG\t-1")
    gained = priors.weighed(unsure(9), [(WORDS, TREE)])
    assert np.allclose(gained[6], SHARE * np.array([0, -1, 0, 3.5, 0]))
    assert np.allclose(gained[0], SHARE * np.array([0, 0, 0, 1, 0]))


def test_words_that_the_network_holds_for_no_name_are_not_asked(tmp_path):
    priors = weigh(tmp_path, "w zumar\tB-LOC\t2")
    scores = unsure(9)
    scores[:, 0] = 4
    assert priors.weighed(scores, [(WORDS, TREE)]) is scores
    scores[6, 3] = 2
    assert np.allclose(priors.weighed(scores, [(WORDS, TREE)])[6], [4, 0, 0, 2 + 2 * SHARE, 0])


def test_words_of_several_sentences_are_weighed_as_those_of_each(tmp_path):
    priors = weigh(tmp_path, "w zumar\tB-LOC\t2", "-1 <s>\tB-ORG\t1", "l1 Xxx first\tB-ORG\t0.5")
    own = priors.weighed(unsure(9), [(WORDS, TREE)])
    sure = np.zeros((9, len(TAGS)), dtype=np.float32)
    sure[:, 0] = 9
    both = priors.weighed(np.concatenate([unsure(9), sure, unsure(9)]), [(WORDS, TREE)] * 3)
    assert np.array_equal(both, np.concatenate([own, sure, own]))


def test_the_best_row_of_tags_is_that_of_the_steps_as_they_were_learned(tmp_path):
    lines = ["after O\tO\t3", "after O\tB-LOC\t1", "after B-LOC\tI-LOC\t2", "after B-LOC\tO\t0.5"]
    priors = weigh(tmp_path, *lines)
    every = priors.weighed(unsure(1), [(("Zumar",), Tree(("x",), ("X",), ("_",), (-1,), ("root",)))])[0]
    learned = np.zeros((5, 5))
    learned[0, 0], learned[0, 3], learned[3, 4], learned[3, 0] = 3, 1, 2, 0.5
    assert np.allclose(priors.steps + every, SHARE * learned)
    assert priors.steps.max() == 0


def test_a_tag_that_the_network_lacks_is_refused(tmp_path):
    with pytest.raises(ValueError, match="B-SHIP"):
        weigh(tmp_path, "w zumar\tB-SHIP\t2")
    with pytest.raises(ValueError, match="B-CAR"):
        weigh(tmp_path, "after B-CAR\tO\t2")


def test_the_shipped_table_fits_the_shipped_network_and_knows_where_people_live():
    tags = read_card(SHIPPED).names
    words = ("They", "live", "in", "Qumlat", ".")
    tree = Tree(
        lemmas=("they", "live", "in", "Qumlat", "."),
        upos=("PRON", "VERB", "ADP", "PROPN", "PUNCT"),
        feats=("_",) * 5,
        heads=(1, -1, 3, 1, 1),
        deprels=("nsubj", "root", "case", "obl", "punct"),
    )
    priors = read_priors(tags)
    gained = priors.weighed(np.zeros((5, len(tags)), dtype=np.float32), [(words, tree)])
    steps = np.where(allowed(tags), priors.steps, NEVER)
    assert [tags[tag] for tag in best_tags(gained, steps)] == ["O", "O", "O", "B-LOC", "O"]
