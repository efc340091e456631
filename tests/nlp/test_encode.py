from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from khabar.errors import SetupError
from khabar.nlp import load_model, parse_words
from khabar.nlp.card import CARD, LEMMAS, NETWORK, SHIPPED
from khabar.nlp.encode import encode
from khabar.records import Name

SENTENCES = [
    [
        "The",
        "ministry",
        "denied",
        "that",
        "its",
        "forces",
        "had",
        "shelled",
        "the",
        "hospital",
        "in",
        "Idlib",
        "on",
        "Monday",
        ".",
    ],
    ["Three", "soldiers", "were", "killed", "."],
    [
        "Gen.",
        "Haider",
        "al-Karbouly",
        "said",
        "the",
        "convoy",
        "left",
        "Tikrit",
        "at",
        "dawn",
        ",",
        "according",
        "to",
        "Reuters",
        ".",
    ],
    ["Yes"],
    [
        "Police",
        "found",
        "two",
        "bodies",
        "near",
        "the",
        "river",
        "and",
        "arrested",
        "a",
        "man",
        ",",
        "the",
        "mayor",
        "told",
        "reporters",
        ".",
    ],
]


@pytest.fixture(scope="module")
def model():
    return load_model()


def test_the_shipped_files_are_small_and_hold_no_pickles():
    files = [path for path in SHIPPED.iterdir() if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 30 * 2**20
    assert {path.suffix for path in files} <= {".onnx", ".json", ".txt", ".tsv"}


def test_a_plain_sentence_is_read_rightly(model):
    (found,) = parse_words(model, [["Rebels", "attacked", "the", "village", "of", "Saraqib", "."]])
    assert found.upos == ("NOUN", "VERB", "DET", "NOUN", "ADP", "PROPN", "PUNCT")
    assert found.lemmas[:4] == ("rebel", "attack", "the", "village")
    assert found.heads == (1, -1, 3, 1, 5, 3, 1)
    assert found.deprels[:4] == ("nsubj", "root", "det", "obj")
    assert found.names == (Name(5, 5, "LOC"),)
    assert found.factuality[1] > 0.5


def test_sentence_vectors_are_unit_vectors_and_near_for_like_sentences(model):
    rows = ["Troops shelled the town .", "The army bombarded the city .", "She bakes bread with her aunt ."]
    vectors = np.array([np.frombuffer(found.embedding) for found in parse_words(model, [row.split() for row in rows])])
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2] + 0.2


def test_reading_again_gives_the_same(model):
    assert parse_words(model, SENTENCES) == parse_words(model, SENTENCES)


def test_order_within_a_report_does_not_matter(model):
    forward = parse_words(model, SENTENCES)
    assert list(reversed(parse_words(model, list(reversed(SENTENCES))))) == forward


def test_scores_hardly_move_with_what_stands_in_the_batch(model):
    """Rows are put into 8 bits one by one: a neighbour changes nothing but the last bits of 32."""
    alone = [scores for sentence in SENTENCES for scores in encode(model, [sentence])]
    crowd = encode(model, SENTENCES + [["noise"] * length for length in range(1, 30)])[: len(SENTENCES)]
    for one, other in zip(alone, crowd, strict=True):
        assert np.abs(one.arcs - other.arcs).max() < 0.5
        assert np.array_equal(one.upos, other.upos)
        assert np.abs(one.factuality - other.factuality).max() < 0.05


CHILD = """
import hashlib, json, sys
from khabar.nlp import load_model, parse_words
sentences = json.loads(sys.argv[1])
print(hashlib.sha256(repr(parse_words(load_model(), sentences)).encode()).hexdigest())
"""


def test_threads_of_the_environment_change_nothing():
    digests = {_digest(threads) for threads in ("1", "2", "7")}
    assert len(digests) == 1


def _digest(threads: str) -> str:
    names = ("OMP_NUM_THREADS", "ORT_NUM_THREADS", "RAYON_NUM_THREADS", "OPENBLAS_NUM_THREADS", "PYTHONHASHSEED")
    environment = {**os.environ, **dict.fromkeys(names, threads)}
    command = [sys.executable, "-c", CHILD, json.dumps(SENTENCES)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_words_of_every_kind_are_survived(model):
    odd = [[], [""], ["\x00"], ["\ud83d"], ["🙂", "🙂"], ["x" * 100_000], ["."] * 700, [" "], ["[PAD]", "[SEP]"]]
    found = parse_words(model, odd)
    assert [len(analysis.upos) for analysis in found] == [len(words) for words in odd]
    assert all(analysis.heads.count(-1) == 1 for analysis in found[1:])


def test_a_sentence_longer_than_the_encoder_is_one_tree(model):
    words = ["The", "army", "shelled", "the", "town", "and", "the", "mayor", "fled", "."] * 90
    (found,) = parse_words(model, [words])
    assert found.heads.count(-1) == 1
    assert all(
        len(column) == len(words) for column in (found.upos, found.lemmas, found.heads, found.deprels, found.factuality)
    )
    assert np.isclose(np.linalg.norm(np.frombuffer(found.embedding)), 1, atol=1e-3)
    top = found.heads.index(-1)
    reached = list(range(len(words)))
    for _ in words:
        reached = [found.heads[word] if word != top else top for word in reached]
    assert set(reached) == {top}


def copy_of_model(folder: Path) -> Path:
    shutil.copytree(SHIPPED, folder)
    return folder


@pytest.mark.parametrize("name", [CARD, LEMMAS, NETWORK])
def test_a_missing_file_is_an_error_that_names_the_folder(tmp_path, name):
    folder = copy_of_model(tmp_path / "model")
    (folder / name).unlink()
    with pytest.raises(SetupError, match=str(folder)):
        load_model(folder)


def test_a_changed_file_is_an_error(tmp_path):
    folder = copy_of_model(tmp_path / "model")
    with (folder / LEMMAS).open("a") as table:
        table.write("khabars\tNOUN\tkhabar\n")
    with pytest.raises(SetupError, match="card"):
        load_model(folder)
