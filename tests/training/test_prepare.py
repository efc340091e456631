from __future__ import annotations

import gzip
from dataclasses import replace

import pytest

from training.conllu import read_trees
from training.examples import Example, read_examples, write_examples
from training.prepare import from_tree, gum_example, inventories, irregular_lemmas, plain_sentences, trains

TREES = """# sent_id = one
# text = Rebels didn't leave.
1\tRebels\trebel\tNOUN\tNNS\tNumber=Plur\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tleave\tleave\tVERB\tVB\t_\t0\troot\t_\t_
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

"""


@pytest.fixture
def trees(tmp_path):
    path = tmp_path / "trees.conllu.gz"
    path.write_bytes(gzip.compress(TREES.encode()))
    return read_trees(path)


def test_trees_have_syntactic_words_and_heads_from_zero(trees):
    (tree,) = trees
    assert tree.words == ("Rebels", "did", "n't", "leave", ".")
    assert tree.heads == (3, 3, 3, -1, 3)
    assert tree.text == "Rebels didn't leave."


def test_lemmas_become_rules(trees):
    assert from_tree(trees[0], "ewt").lemmas == ("lower-1+", "lower-2+o", "lower-2+ot", "lower-0+", "lower-0+")


def test_examples_survive_the_file(tmp_path, trees):
    told = replace(from_tree(trees[0], "ewt"), predicates=(3,), roles=((3, 0, "ARG0"),))
    examples = [
        told,
        from_tree(trees[0], "gum"),
        Example("re3d", "x", "a", ("a",), names=(None,), factuality=((0, 0.5),)),
    ]
    write_examples(tmp_path / "a.gz", examples)
    assert read_examples(tmp_path / "a.gz") == examples
    write_examples(tmp_path / "b.gz", examples)
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_only_ewt_opens_classes_of_tags(trees):
    other = gum_example(trees[0], [])
    own = [from_tree(trees[0], "ewt")] * 3
    labels = inventories([other, *own])
    assert labels["feats"] == ["Number=Plur", "_"]
    assert labels["deprel"] == ["advmod", "aux", "nsubj", "punct", "root"]
    assert labels["lemma"][0] == "lower-0+"


def test_lemmas_no_rule_makes_go_to_the_table(trees):
    assert irregular_lemmas(trees, ["lower-0+", "lower-1+"]) == {("did", "AUX"): "do", ("n't", "PART"): "not"}


def test_which_documents_train_is_decided_by_their_ids_alone():
    assert trains("2FA0B45CA064AF09334944B6D68B5987") in (True, False)
    share = sum(trains(str(number)) for number in range(400)) / 400
    assert 0.4 < share < 0.6


def test_plain_sentences():
    text = "Gen. Ali spoke. He left.\nTitle\n\n"
    assert [text[a:b] for a, b in plain_sentences(text)] == ["Gen. Ali spoke.", "He left.", "Title"]
