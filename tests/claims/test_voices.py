"""Passages in another's voice that only a lead-in announces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khabar.claims.voices import separate_voices
from khabar.records import Segment

POST = """Look at what the paper printed this morning:

Two brigades crossed the border on Sunday, a senior officer said, and set up positions near the dam.

The ministry gave no figure for the dead.

So nobody there asked who had sent them? Read on:

A spokesman declined to comment on the order.

That is all we are ever told."""


def kinds(text: str) -> list[tuple[str, str]]:
    segments = separate_voices(text, (Segment("r", 0, 0, len(text), "body"),))
    return [(s.kind, text[s.start : s.end].strip()[:12]) for s in segments]


def test_a_lead_in_opens_a_block_quotation_and_the_author_closes_it() -> None:
    assert kinds(POST) == [
        ("body", "Look at what"),
        ("block_quote", "Two brigades"),
        ("body", "So nobody th"),
        ("block_quote", "A spokesman "),
        ("body", "That is all "),
    ]


def test_a_text_without_a_lead_in_stays_whole() -> None:
    assert kinds("One paragraph here.\n\nAnother paragraph there.") == [("body", "One paragrap")]


def test_titles_and_boilerplate_are_left_alone() -> None:
    title = Segment("r", 0, 0, 5, "title")
    assert separate_voices("News:\n\nText of the report follows here.", (title,)) == (title,)


@given(st.text(alphabet="aI:?. \n", max_size=80))
def test_segments_still_cover_the_text(text: str) -> None:
    segments = separate_voices(text, (Segment("r", 0, 0, len(text), "body"),))
    assert [s.segment for s in segments] == list(range(len(segments)))
    assert "".join(text[s.start : s.end] for s in segments) == text
