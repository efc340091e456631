"""Who repeats whom, and how many beginnings an account has: one agency in thirty papers is one."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from khabar import ingest, pipeline
from khabar.link.origins import (
    Origins,
    Teller,
    accounts,
    borrowings,
    count,
    credits_of,
    loops,
    outlets,
    prints_of,
    standing,
    teller,
)
from khabar.link.origins.fingerprints import RUN, WINDOW, fingerprints
from khabar.records import Borrowing, Reading, Span
from khabar.schema import TABLES

STORY = (
    "Rockets struck a base that houses foreign troops north of Baghdad late on Friday, killing two Iraqi soldiers "
    "and wounding a contractor, the army said. Three of the rockets fell inside the fence, and a fourth hit a fuel "
    "store that burned for two hours. No group said that it had fired them. The governor of the province visited "
    "the base the next morning and promised an inquiry."
)
OTHER = (
    "A column of lorries carrying flour reached the besieged town on Friday for the first time in three months. Aid"
    " workers handed out the sacks in a school yard while shells fell on the far side of the river, and the drivers"
    " waited until dark before they left."
)


@pytest.fixture(scope="module")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


def rows(readings: Iterable[Reading], name: str) -> list[dict[str, Any]]:
    """Rows of a table of all readings."""
    items = [r.report for r in readings] if name == "reports" else [i for r in readings for i in getattr(r, name)]
    return list(TABLES[name].rows(items).to_pylist())


def found(readings: Sequence[Reading]) -> tuple[Sequence[Borrowing], dict[str, str]]:
    """Borrowings of readings, and the voice of each report."""
    reports = rows(readings, "reports")
    known = outlets(report["outlet"] for report in reports)
    told = accounts(reports, rows(readings, "segments"), rows(readings, "attributions"), known)
    credited = credits_of(told, rows(readings, "attributions"), known)
    return borrowings(told, credited, prints_of(told)), {a.report_id: a.voice for a in told}


def read(tools: pipeline.Tools, *records: dict[str, str]) -> list[Reading]:
    return [pipeline.read(ingest.from_record({"id": str(n), **record}), tools) for n, record in enumerate(records)]


def kinds(rows: Iterable[Borrowing]) -> list[tuple[str, str | None]]:
    return sorted((row.kind, row.origin) for row in rows)


# ------------------------------------------------------------------ fingerprints


def test_texts_that_share_a_long_run_of_words_share_a_fingerprint() -> None:
    rng = random.Random(7)
    words = [f"w{n}" for n in range(4000)]
    for _ in range(50):
        shared = rng.sample(words, RUN + WINDOW - 1)
        left = " ".join(rng.sample(words, 30) + shared + rng.sample(words, 30))
        right = " ".join(rng.sample(words, 17) + shared + rng.sample(words, 9))
        values = [{f.value for f in fingerprints(t, [Span(0, len(t))])} for t in (left, right)]
        assert values[0] & values[1]


def test_a_fingerprint_stands_where_its_words_stand() -> None:
    for one in fingerprints(STORY, [Span(0, len(STORY))]):
        assert len(STORY[one.start : one.end].split()) == RUN


def test_a_short_text_has_no_fingerprint() -> None:
    assert fingerprints("Two soldiers died.", [Span(0, 18)]) == ()


# ------------------------------------------------------------------ borrowings


def test_a_paper_that_prints_an_agency_under_its_mark_republishes_it(tools: pipeline.Tools) -> None:
    agency = {"text": STORY, "outlet": "Agence France-Presse", "date": "2020-01-04"}
    paper = {"text": f"BAGHDAD (AFP) - {STORY}", "outlet": "The Valley Paper", "date": "2020-01-05"}
    rows, _ = found(read(tools, agency, paper))
    assert {(row.kind, row.origin, row.to_report_id is None) for row in rows} == {
        ("republication", "Agence France-Presse", True),
        ("republication", None, False),
    }
    whole = next(row for row in rows if row.to_report_id)
    assert whole.score == 1.0


def test_the_later_report_borrows_and_an_undated_one_never_lends(tools: pipeline.Tools) -> None:
    dated = {"text": STORY + " It rained.", "outlet": "The Valley Paper", "date": "2020-01-05"}
    undated = {"text": STORY, "outlet": "The Hill Paper"}
    readings = read(tools, undated, dated)
    (row,) = found(readings)[0]
    assert (row.kind, row.from_report_id) == ("near_duplicate", readings[0].report.report_id)


def test_two_papers_that_quote_one_speech_do_not_copy_each_other(tools: pipeline.Tools) -> None:
    speech = f'"{STORY}"'
    left = {"text": f"The minister said on Friday: {speech}", "outlet": "The Valley Paper", "date": "2020-01-05"}
    right = {"text": f"{OTHER} The minister said: {speech}", "outlet": "The Hill Paper", "date": "2020-01-06"}
    assert found(read(tools, left, right))[0] == ()


def test_different_stories_of_one_day_borrow_nothing(tools: pipeline.Tools) -> None:
    left = {"text": STORY, "outlet": "The Valley Paper", "date": "2020-01-05"}
    right = {"text": OTHER, "outlet": "The Hill Paper", "date": "2020-01-05"}
    assert found(read(tools, left, right))[0] == ()


def test_a_copied_passage_is_suspected_and_shows_its_words(tools: pipeline.Tools) -> None:
    passage = STORY[: STORY.index(" No group")]
    left = {"text": STORY, "outlet": "The Valley Paper", "date": "2020-01-05"}
    right = {"text": f"{OTHER} {OTHER.upper()} {passage}", "outlet": "The Hill Paper", "date": "2020-01-06"}
    readings = read(tools, left, right)
    (row,) = found(readings)[0]
    assert row.start is not None
    assert readings[1].report.text[row.start : row.end] in passage


def test_an_outlet_that_rewrites_its_own_story_revises_it(tools: pipeline.Tools) -> None:
    first = {"text": STORY, "outlet": "The Valley Paper", "date": "2020-01-05"}
    later = {
        "text": STORY + " Officials later raised the toll to three.",
        "outlet": "The Valley Paper",
        "date": "2020-01-06",
    }
    assert kinds(found(read(tools, first, later))[0]) == [("revision", None)]


def test_a_correction_names_the_story_that_it_corrects(tools: pipeline.Tools) -> None:
    first = {"text": STORY, "title": "Rockets hit base", "outlet": "The Valley Paper", "date": "2020-01-05"}
    later = {
        "text": f"{OTHER}\n\nThis story has been corrected to say that one soldier died.",
        "title": "Correction: Rockets hit base",
        "outlet": "The Valley Paper",
        "date": "2020-01-06",
    }
    readings = read(tools, first, later)
    (row,) = found(readings)[0]
    assert (row.kind, row.to_report_id) == ("correction", readings[0].report.report_id)


def test_outlets_that_cite_each_other_are_a_loop(tools: pipeline.Tools) -> None:
    left = {"text": "Reuters reported that the bridge at Hit had fallen.", "outlet": "TASS", "date": "2020-01-05"}
    right = {"text": "TASS reported that the bridge at Hit had fallen.", "outlet": "Reuters", "date": "2020-01-05"}
    rows, voices = found(read(tools, left, right))
    assert kinds(rows) == [("citation", "Reuters"), ("citation", "TASS")]
    (pair,) = loops(rows, voices)
    assert {row.origin for row in pair} == {"Reuters", "TASS"}


def test_a_report_that_cites_an_outlet_alone_is_no_loop(tools: pipeline.Tools) -> None:
    rows, voices = found(read(tools, {"text": "Reuters reported that a bridge had fallen.", "outlet": "TASS"}))
    assert list(loops(rows, voices)) == []


# ------------------------------------------------------------------ counts


def tellers_of(readings: Sequence[Reading]) -> list[Teller]:
    """The teller of the first claim of each reading."""
    known = outlets(r.report.outlet for r in readings if r.report.outlet)
    entities = {row["entity_id"]: row for row in rows(readings, "entities")}
    holders = rows(readings, "holders")
    return [
        teller(
            {"claim_id": r.claims[0].claim_id, "report_id": r.report.report_id},
            [h for h in holders if h["claim_id"] == r.claims[0].claim_id],
            known.voice(r.report.outlet) or r.report.report_id,
            entities,
            known,
        )
        for r in readings
    ]


def counted(readings: Sequence[Reading]) -> tuple[int, int, int]:
    by_report: dict[str, list[Borrowing]] = {}
    for row in found(readings)[0]:
        by_report.setdefault(row.from_report_id, []).append(row)
    origins = count(tellers_of(readings), by_report)
    return origins.low, origins.likely, origins.high


def test_a_reporter_speaks_for_his_outlet(tools: pipeline.Tools) -> None:
    (one,) = tellers_of(
        read(tools, {"text": "The defence correspondent said that two men had died.", "outlet": "TASS"})
    )
    (other,) = tellers_of(read(tools, {"text": "The defence minister said that two men had died.", "outlet": "TASS"}))
    assert (one.sourced, other.sourced) == (False, True)


def test_thirty_papers_with_one_agency_story_are_one_origin(tools: pipeline.Tools) -> None:
    text = "Gunmen killed two farmers near the town on Friday. " + OTHER
    papers = [{"text": f"{text} Edition {n}.", "outlet": f"Paper {n}", "date": "2020-01-05"} for n in range(30)]
    low, likely, high = counted(read(tools, *papers))
    assert (low, likely, high) == (1, 1, 30)
    credited = [{**p, "text": f"BASRA (AFP) - {p['text']}"} for p in papers]
    assert counted(read(tools, *credited)) == (1, 1, 1)


def test_a_ring_of_citations_is_no_second_origin(tools: pipeline.Tools) -> None:
    left = {"text": "Reuters reported that troops had killed three men in Hit.", "outlet": "TASS", "date": "2020-01-05"}
    right = {
        "text": "TASS reported that soldiers had killed three men in Hit.",
        "outlet": "Reuters",
        "date": "2020-01-05",
    }
    low, _, _ = counted(read(tools, left, right))
    assert low == 1


def test_one_ministry_in_two_agencies_is_one_origin(tools: pipeline.Tools) -> None:
    left = {
        "text": "Troops killed four men in Hit, the Iraqi Defence Ministry said.",
        "outlet": "TASS",
        "date": "2020-01-05",
    }
    right = {
        "text": "The Iraqi Defence Ministry said soldiers had killed four men.",
        "outlet": "Reuters",
        "date": "2020-01-06",
    }
    assert counted(read(tools, left, right)) == (1, 1, 1)


def test_two_outlets_with_their_own_words_are_two_origins_unless_neither_names_a_source(tools: pipeline.Tools) -> None:
    left = {"text": "Troops killed four men in Hit on Friday.", "outlet": "TASS", "date": "2020-01-05"}
    right = {"text": "In Hit, soldiers shot dead four men.", "outlet": "Reuters", "date": "2020-01-06"}
    assert counted(read(tools, left, right)) == (1, 2, 2)


def test_the_order_of_reports_changes_nothing(tools: pipeline.Tools) -> None:
    records = [{"text": f"{STORY} {n}", "outlet": f"Paper {n}", "date": f"2020-01-0{n + 1}"} for n in range(6)]
    readings = read(tools, *records)
    assert found(readings) == found(readings[::-1]) or set(found(readings)[0]) == set(found(readings[::-1])[0])


def test_standing_never_says_that_something_happened() -> None:
    one, two = Origins(1, 1, 1), Origins(1, 2, 2)
    told = {"conflict": False, "acknowledged": False, "withdrawn": False}
    assert standing(1, one, **told) == "single origin"
    assert standing(30, one, **told) == "several reports of one origin"
    assert standing(2, two, **told) == "independent origins agreeing"
    assert standing(2, two, **{**told, "conflict": True}) == "independent origins conflicting"
    assert standing(2, two, **{**told, "acknowledged": True}) == "acknowledged by the accused"
    assert standing(2, two, **{**told, "withdrawn": True}) == "withdrawn by its own source"
