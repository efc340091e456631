"""The analysis of errors counts what the scorers count, and quotes only what may be quoted."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from evaluation.errors.checks import PARTS, Check, checks
from evaluation.errors.page import confusion_section, key_section, muc_section
from evaluation.errors.words import _confused
from evaluation.scorers.answers import Key, load_key
from evaluation.scorers.key import score_key
from khabar.sample import reports_folder
from tests.evaluation.readings import perfect_reading, spoil

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def sample() -> Key:
    return load_key(ROOT / "evaluation" / "keys" / "sample", reports_folder())


def test_a_perfect_reading_has_hardly_an_error(sample: Key) -> None:
    found = checks(sample, {doc: perfect_reading(sample, doc) for doc in sample.texts})
    assert {check.part for check in found} == set(PARTS)
    assert [c for c in found if not c.right and c.wanted not in ("none", "nothing")] == []


def test_checks_add_up_to_the_scores(sample: Key) -> None:
    readings = {doc: spoil(perfect_reading(sample, doc), seed=2) for doc in sample.texts}
    metrics, found = score_key(sample, readings), checks(sample, readings)
    missed = [check.right for check in found if check.part == "events not found"]
    assert sum(missed) / len(missed) == pytest.approx(metrics["event_recall_core"])
    claims = [check.right for check in found if check.part == "claims of nothing"]
    assert len(claims) == metrics["predicted_events"]
    assert sum(claims) / len(claims) == pytest.approx(metrics["event_precision"])


def test_only_given_texts_are_quoted_and_credited() -> None:
    text = "On Monday the army shelled | the village with mortars."
    wrong = Check("actor", "one", 19, 26, "printed", "none", right=False)
    right = Check("class", "one", 19, 26, "ASSAULT", "ASSAULT", right=True)
    quoted = key_section("A key", [wrong, right], {"one": text}, {"one": "an address (CC BY)"})
    assert "| one 19–26 | actor: printed → none | Monday the army **shelled** / the village with |" in quoted
    assert "| actor | 1 | 1 | printed → none 1× |" in quoted
    assert "Quoted from one: an address (CC BY)." in quoted
    silent = key_section("A key", [wrong, right], {}, {})
    assert "shelled" not in silent
    assert "| one 19–26 | actor: printed → none |  |" in silent


def test_confusions_are_ranked_and_rightly_counted() -> None:
    table = Counter({("NOUN", "NOUN"): 90, ("NOUN", "VERB"): 7, ("ADJ", "NOUN"): 9, ("ADJ", "ADJ"): 1})
    assert confusion_section("Tags", table).splitlines()[4:6] == ["| ADJ | NOUN | 9 | 10 |", "| NOUN | VERB | 7 | 97 |"]


def test_names_are_right_shifted_missed_or_made_up() -> None:
    wanted = {(0, 2, "PER"), (4, 5, "LOC"), (6, 7, "ORG")}
    ours = {(0, 2, "ORG"), (4, 6, "LOC"), (9, 10, "PER")}
    assert list(_confused(wanted, ours)) == [
        ("PER", "ORG"),
        ("LOC", "(bounds)"),
        ("ORG", "nothing"),
        ("nothing", "PER"),
    ]


def test_the_table_of_confidence_has_every_label() -> None:
    shown = muc_section({("fact", "fact"): 3, ("accused", "none"): 2})
    assert "| accused | 0 | 0 | 0 | 0 | 2 |" in shown
    assert "| fact | 3 | 0 | 0 | 0 | 0 |" in shown


def test_the_page_quotes_no_article(open_data: Path) -> None:
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    articles = page.split("## Two articles")[1].split("\n## ")[0]
    assert all(line.endswith("|  |") for line in articles.splitlines() if line.startswith("| 00"))
    for path in (open_data / "corpora" / "iraq").glob("*.txt"):
        words = path.read_text(encoding="utf-8").split()
        runs = {" ".join(words[i : i + 5]) for i in range(len(words) - 4)}
        assert [run for run in runs if run in page] == []
