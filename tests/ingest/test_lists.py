"""Every entry of the lists that ingest uses is well formed and can be found."""

from __future__ import annotations

import pytest

from khabar.ingest import datelines, headings, lists, segments
from khabar.ingest.blocks import KINDS, Block
from khabar.ingest.offsets import whole
from khabar.ingest.record import FIELDS
from khabar.terms import GENRES, SEGMENT_KINDS

STATES = {"", "unseen", "strong", "scope", "pre", *KINDS}


@pytest.mark.parametrize("row", lists.table("boilerplate"), ids=lambda row: row["phrase"])
def test_every_stock_phrase_is_found_as_what_it_is(row: dict[str, str]) -> None:
    assert row["kind"] in SEGMENT_KINDS
    words = {"start": "{} of it.", "whole": "[{}]", "contains": "before, {} after"}[row["match"]]
    block = Block("paragraph", whole(words.format(row["phrase"].capitalize())))
    (part,) = segments.parts([block], None)
    assert part.kind == row["kind"]


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("english_words", "word"),
        ("unfinished", "word"),
        ("hyphen_prefixes", "prefix"),
        ("furniture", "word"),
        ("auxiliaries", "word"),
        ("label_words", "word"),
        ("date_line_words", "word"),
        ("months", "name"),
        ("columns", "column"),
        ("elements", "element"),
        ("languages", "code"),
    ],
)
def test_words_are_lower_case_and_single(name: str, column: str) -> None:
    entries = [row[column] for row in lists.table(name)]
    assert entries == [entry.lower() for entry in entries]
    assert len(entries) == len(set(entries))
    assert not any(" " in entry for entry in entries)


def test_columns_name_fields_of_a_record() -> None:
    assert {row["field"] for row in lists.table("columns")} == {*FIELDS, "text", "date"}


def test_elements_have_known_flows_and_states() -> None:
    assert {row["flow"] for row in lists.table("elements")} == {"block", "inline"}
    assert {row["state"] for row in lists.table("elements")} <= STATES


def test_genres_are_known() -> None:
    assert {row["genre"] for row in (*lists.table("genre_words"), *lists.table("outlets"))} <= {*GENRES}


@pytest.mark.parametrize("row", [row for row in lists.table("outlets") if row["mark"]], ids=lambda row: row["mark"])
def test_every_agency_is_found_by_its_mark(row: dict[str, str]) -> None:
    text = f"BAGHDAD ({row['mark']}) - Three rockets hit an air base on Friday."
    assert headings.agency(text[: datelines.dateline_end(text)]) == row["name"]
