"""What is read of pages and prints that were made from known text stays above what was asked."""

from __future__ import annotations

import shutil

import pytest

from benchmarks.extraction.__main__ import by_reader
from benchmarks.extraction.pages import layouts, pages
from benchmarks.extraction.prints import PRINTS, share_in_order
from benchmarks.extraction.readers import by_khabar
from benchmarks.extraction.scores import mean_f1, score


def test_a_score_counts_words_in_their_order() -> None:
    result = score("one two three four", "one three two five")
    assert (result.wanted, result.found, result.right) == (4, 4, 2)
    assert (result.precision, result.recall, result.f1) == (0.5, 0.5, 0.5)


def test_the_articles_of_pages_are_read() -> None:
    held = list(pages())
    assert len(held) == 40
    scores = by_reader(held, by_khabar)
    assert mean_f1(scores) >= 0.93
    # In no layout is much of the article lost.
    assert min(one.recall for one in scores) >= 0.9


def test_pages_are_as_their_seed_makes_them() -> None:
    assert list(pages(1, 5)) == list(pages(1, 5)) != list(pages(1, 6))
    assert {page.layout for page in pages(1)} == dict(layouts()).keys()


@pytest.mark.skipif(shutil.which("gropdf") is None, reason="needs the Debian package groff")
@pytest.mark.parametrize("name", [name for name in PRINTS if "three" not in name])
def test_the_words_of_prints_are_read_in_order(name: str) -> None:
    assert share_in_order(PRINTS[name]) >= 0.99
