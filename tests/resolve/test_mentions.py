from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from khabar import nlp, terms
from khabar.records import Ingested, Name, Parse, Report, Segment, Word
from khabar.resolve import mentions
from khabar.resolve.knowledge import Knowledge

TEXT = (
    "US officials said that Kata'ib Hizballah had fired 30 rockets at the K-1 base near Kirkuk, where Iraqi soldiers train. "
    "Rear Admiral John Kirby, the Pentagon's spokesman, said that it was a US-led mission. Iraq's parliament met."
)


def test_every_mention_is_an_exact_span_of_a_known_kind(resolve: Callable[..., Any]) -> None:
    found = resolve(TEXT)
    assert len(found.mentions) > 10
    for mention in found.mentions:
        assert found.text[mention.start : mention.end] == mention.text
        assert mention.kind in terms.MENTION_KINDS
        assert mention.reason


def test_mentions_overlap_only_by_nesting(resolve: Callable[..., Any]) -> None:
    spans = [(m.start, m.end) for m in resolve(TEXT).mentions]
    assert len(spans) == len(set(spans))
    for start, end in spans:
        for other in spans:
            apart = end <= other[0] or other[1] <= start
            nested = (start <= other[0] and other[1] <= end) or (other[0] <= start and end <= other[1])
            assert apart or nested


def test_identifiers_are_unique_and_depend_on_the_report(resolve: Callable[..., Any]) -> None:
    first = [m.mention_id for m in resolve(TEXT).mentions]
    assert len(set(first)) == len(first)
    assert first == [m.mention_id for m in resolve(TEXT).mentions]
    assert not set(first) & {m.mention_id for m in resolve(TEXT, report_id="r_other").mentions}


def test_an_identifier_survives_a_change_far_away(resolve: Callable[..., Any]) -> None:
    more = resolve(TEXT + " A second report followed on Tuesday, and nobody doubted it at all.")
    assert {m.mention_id for m in resolve(TEXT).mentions if m.end < 150} <= {m.mention_id for m in more.mentions}


def test_a_name_keeps_its_possessive_and_compounds_apart(resolve: Callable[..., Any]) -> None:
    found = resolve(TEXT)
    assert found.named("Pentagon")
    assert found.named("Iraq")
    assert [m.text for m in found.mentions if m.start == TEXT.index("US-led")] == ["US"]


def test_a_sentence_without_words_or_tree_has_no_mentions(known: Knowledge) -> None:
    assert mentions.find([Parse(0, 0, 0, 0, ())], "", "r_x", known) == ()
    bare = Parse(0, 0, 4, 0, (Word(0, 4, "Iraq", "Iraq", "PROPN", "NNP", "", -1, "root"),), (Name(0, 0, "LOC"),))
    assert [m.text for m in mentions.find([bare], "Iraq", "r_x", known)] == ["Iraq"]


@pytest.mark.parametrize("text", ["US " * 90, "(UN) " * 60, "Iraq, " * 90, "army of " * 90, "al-" * 90, "é́" * 40])
def test_hostile_repetition_ends(resolve: Callable[..., Any], text: str) -> None:
    found = resolve(text.strip())
    assert all(found.text[m.start : m.end] == m.text for m in found.mentions)


def test_the_outlet_of_a_report_is_no_place_whatever_its_name_reminds_of(known: Knowledge, model: nlp.Model) -> None:
    text = "NASIRIYAH, Iraq (Two Rivers Wire)"
    parses = nlp.analyse(Ingested(Report("r_x", "", text=text), (Segment("r_x", 0, 0, len(text), "body"),)), model)[1]
    kinds = {m.text: m.kind for m in mentions.find(parses, text, "r_x", known, "TWO RIVERS WIRE")}
    assert kinds["Two Rivers Wire"] == "organization"
    assert {m.text: m.kind for m in mentions.find(parses, text, "r_x", known)}["Two Rivers Wire"] == "place"
