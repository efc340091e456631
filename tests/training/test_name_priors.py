from __future__ import annotations

import sys
from types import SimpleNamespace

import pytest

from khabar.nlp.role_priors import Tree

WORDS = ("Troops", "left", "Zumar", "today")
TREE = Tree(WORDS, ("NOUN", "VERB", "PROPN", "NOUN"), ("_",) * 4, (1, -1, 1, 1), ("nsubj", "root", "obj", "obl"))


@pytest.fixture
def learning(monkeypatch):
    """The module without what only its learning needs."""
    monkeypatch.setitem(sys.modules, "pycrfsuite", SimpleNamespace())
    from training import name_priors  # noqa: PLC0415  needs the module above

    return name_priors


def test_a_word_without_a_label_ends_a_run(learning):
    runs = list(learning.labelled_runs(WORDS, TREE, ("O", None, "B-LOC", "O")))
    assert [[tag for _, tag in run] for run in runs] == [["O"], ["B-LOC", "O"]]
    assert "w zumar" in runs[1][0][0]
    assert list(learning.labelled_runs(WORDS, TREE, (None,) * 4)) == []


def test_the_table_names_its_origin_and_keeps_what_matters_of_one_data_set_for_every_word(learning):
    words = {
        ("w a", "O"): 1.234,
        ("w b", "O"): 0.01,
        ("source ewt", "O"): 0.5,
        ("source gum", "O"): 0.7,
        ("w \x85", "O"): 1,
    }
    lines = list(learning.table(words, {("O", "B-LOC"): -2.0}))
    assert "CC BY-SA 4.0" in " ".join(lines)
    assert lines[3:] == ["\tO\t0.50", "after O\tB-LOC\t-2.00", "w a\tO\t1.23"]
