"""The parts of the benchmarks that decide what a figure means."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.__main__ import ASKED, misses
from benchmarks.page import page
from benchmarks.parts import slope
from benchmarks.texts import ENOUGH_WORDS, Load, Text, find_load, sample, windows

FIGURES = {
    "machine": {"processor": "a processor", "cores": 2, "python": "3.11.9", "onnxruntime": "1.24"},
    "load": {"name": "news-text", "reports": 172, "words": 95_000},
    "speed": {
        "1": {"model_words_per_second": 10_000.0, "whole_words_per_second": 6_250.0, "ratio": 1.6},
        "2": {"model_words_per_second": 19_000.0, "whole_words_per_second": 11_875.0, "ratio": 1.6},
    },
    "beside": {"spacy": "3.8", "spacy_words_per_second": 10_000.0, "stage_words_per_second": 9_000.0},
    "stages": {"ingest": 0.05, "nlp": 0.55},
    "memory": {"loaded_mb": 300.0, "peak_mb": 480.0, "reports": 3000, "slope_mb_per_1000": 0.4},
    "linking": [{"claims": 1000, "seconds": 2.0, "cpu_seconds": 1.0, "made_mb": 100.0, "peak_mb": 200.0}],
    "relinking": {"claims": 1000, "seconds_ratio": 0.2, "cpu_seconds_ratio": 0.25},
    "asked": ASKED,
}


def test_windows_are_distinct_and_of_one_length() -> None:
    words = " ".join(f"w{n}" for n in range(400))
    found = list(windows(Load("x", (Text("a", words), Text("b", "short text")))))
    assert len({t.text for t in found}) == len({t.id for t in found}) == len(found) == 14
    assert {len(t.text.split()) for t in found[:-1]} == {100}
    assert found[-1].text == "short text"


def test_the_sample_is_repeated_until_it_is_long_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KHABAR_DATA", raising=False)
    load = find_load()
    assert load == sample()
    assert load.words >= ENOUGH_WORDS
    assert len({t.id for t in load.texts}) == len(load.texts)


def test_a_missing_set_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KHABAR_DATA", str(tmp_path))
    with pytest.raises(OSError, match="news_open"):
        find_load()


def test_the_page_shows_ratio_shares_and_memory() -> None:
    shown = page(FIGURES)
    assert "| 1 | 1.60 times as long | at most 1.7 | 10,000 words/s | 6,250 words/s |" in shown
    assert "Two workers read 1.90 times as fast as one" in shown
    assert "| nlp | 55% |" in shown
    assert "480 MB at most" in shown
    assert "| 1,000 | 1.0 s | 1.00 ms | 200 MB, 100 MB |" in shown
    assert "takes 25% of the processor time, 20% of the time by the clock" in shown.replace("\n", " ")


def test_the_page_says_how_fast_we_are_beside_spacy_and_that_it_is_not_trained() -> None:
    shown = page(FIGURES)
    assert "not trained" in shown
    assert "| our sentences, words and model | 9,000 | 0.90 | at least 1 |" in shown
    assert "| our whole reading | 6,250 | 0.62 | at least 0.6 |" in shown
    assert "Not measured" in page({**FIGURES, "beside": None})


def test_the_cost_of_a_million_reports_is_that_of_their_words() -> None:
    assert "take 26 hours of one core" in page(FIGURES)


def test_what_misses_is_named() -> None:
    slow = {**FIGURES, "speed": {"2": {"ratio": 3.1}}}
    behind = "beside is 0.90; asked: at least 1.0"
    assert misses(FIGURES) == [behind]
    assert misses({**slow, "beside": None}) == ["ratio with 2 workers is 3.10; asked: at most 1.7"]


def test_slopes() -> None:
    assert slope([(0, 1.0), (100, 2.0), (200, 3.0)]) == pytest.approx(0.01)
    assert slope([(0, 1.0)]) == 0.0
