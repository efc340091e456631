from __future__ import annotations

import pytest

from khabar.nlp import analyse, load_model
from khabar.records import Ingested, Report, Segment

TEXTS = {
    "a": "Gunmen killed two policemen in Kirkuk on Monday. Nobody claimed the attack.\n\nThe governor didn't comment.",
    "b": "BAGHDAD - IRAQI FORCES RETOOK THE TOWN, the army said. Residents denied it.",
    "c": "Subscribe to our newsletter",
    "d": "",
}


@pytest.fixture(scope="module")
def model():
    return load_model()


def ingested(name):
    text = TEXTS[name]
    segments = (Segment(name, 0, 0, len(text), "boilerplate" if name == "c" else "body"),) if text else ()
    return Ingested(Report(name, "0" * 64, text=text), segments)


def test_every_word_is_an_exact_slice_of_its_sentence(model):
    for name, text in TEXTS.items():
        sentences, parses = analyse(ingested(name), model)
        assert [(s.start, s.end) for s in sentences] == [(p.start, p.end) for p in parses]
        for parse in parses:
            assert all(word.text == text[word.start : word.end] and word.text for word in parse.words)
            assert all(parse.start <= word.start < word.end <= parse.end for word in parse.words)
            assert [word.head for word in parse.words].count(-1) == 1
            assert all(0 <= name.first <= name.last < len(parse.words) for name in parse.names)


def test_contractions_are_two_words(model):
    _, parses = analyse(ingested("a"), model)
    last = [(word.text, word.lemma) for word in parses[-1].words]
    assert ("did", "do") in last
    assert ("n't", "not") in last


def test_boilerplate_is_parsed_too(model):
    sentences, parses = analyse(ingested("c"), model)
    assert len(sentences) == len(parses) == 1


def test_an_empty_report_has_no_sentences(model):
    assert analyse(ingested("d"), model) == ((), ())


def test_a_reading_does_not_depend_on_what_else_is_read(model):
    alone = {name: analyse(ingested(name), load_model()) for name in TEXTS}
    for order in ("abcd", "dcba", "bbaa"):
        assert all(analyse(ingested(name), model) == alone[name] for name in order)


def test_capitals_do_not_hide_names(model):
    _, parses = analyse(ingested("b"), model)
    names = {" ".join(word.text for word in parse.words[n.first : n.last + 1]) for parse in parses for n in parse.names}
    assert "BAGHDAD" in names
