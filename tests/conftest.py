"""Fixtures for the tests of several packages: sources, their readings by a fake reader, casebooks of them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Generator, Iterable
from pathlib import Path
from typing import Any

import pytest

from khabar import casebook
from khabar.identity import identifier, report_identifier
from khabar.records import (
    Attribution,
    Byte,
    Claim,
    DateMention,
    Entity,
    GazetteerPlace,
    Holder,
    Issue,
    Locator,
    Mention,
    Metadata,
    Participant,
    PlaceMention,
    Quantity,
    Reading,
    Report,
    Run,
    Segment,
    Sentence,
    Source,
    Span,
    Vector,
)

TEXT = 'Rockets — a volley \U0001f680.\n\nTwo soldiers died in Mosul on Monday, "the army" said.\n'


def span(text: str, words: str) -> tuple[int, int, str]:
    start = text.index(words)
    return start, start + len(words), words


def reading_of(data: bytes, outlet: str | None = "The Outlet") -> Reading:
    """A whole reading of a text of the fixtures' form, with a row in each of the reading tables."""
    text = data.decode().replace("\r", "")
    report = report_identifier(data)
    cut = text.index("Two")
    end = len(text.rstrip())
    claim, said, figure = (identifier(letter, report) for letter in "caq")
    mentions = {word: identifier("m", report, word) for word in ("soldiers", "army", "Mosul")}
    army, soldiers = identifier("e", "army"), identifier("e", "soldiers")
    source, cue = span(text, '"the army"'), span(text, "said")
    return Reading(
        report=Report(
            report,
            hashlib.sha256(data).hexdigest(),
            outlet=outlet,
            text=text,
            source_text=data.decode(),
            original_map=(Run(0, 0, len(text)),) if "\r" not in data.decode() else _runs(data.decode()),
            extractor="fake 1",
        ),
        segments=(Segment(report, 0, 0, cut - 2, "title"), Segment(report, 1, cut, end, "body")),
        locators=(Locator(report, 0, end, "bytes", "0-9"),),
        sentences=(Sentence(report, 0, 0, cut - 2, 0), Sentence(report, 1, cut, end, 1)),
        vectors=(Vector(report, 1, (Byte(127), Byte(-3))),),
        mentions=(
            Mention(mentions["soldiers"], report, *span(text, "soldiers"), "group", soldiers),
            Mention(mentions["army"], report, *span(text, "army"), "organization", army),
            Mention(mentions["Mosul"], report, *span(text, "Mosul"), "place"),
        ),
        entities=(
            Entity(army, "Army of Iraq", "organization", "IRQ", "MIL", "IRQMIL", aliases=("the army",)),
            Entity(soldiers, "soldiers", "group"),
        ),
        claims=(
            Claim(
                claim,
                report,
                1,
                *span(text, "died"),
                event="ASSAULT",
                attribution_id=said,
                place_id="g1",
                place_precision="exact",
                date_earliest="2020-01-06",
                date_latest="2020-01-06",
                date_precision="day",
                date_from="text",
                factuality="CT+",
                author_factuality="Uu",
                confidence=0.5,
                contexts=("military",),
                reader="fake",
            ),
        ),
        participants=(
            Participant(claim, "recipient", *span(text, "soldiers"), mentions["soldiers"], soldiers),
            Participant(claim, "actor", reason="not stated"),
        ),
        holders=(
            Holder(claim, 0, factuality="Uu"),
            Holder(
                claim,
                1,
                said,
                "organization",
                None,
                None,
                *source,
                *cue,
                quotation="indirect",
                entity_id=army,
                stance="neutral",
            ),
        ),
        attributions=(Attribution(said, report, None, *source[:2], *cue[:2], (Span(cut, source[0] - 2),)),),
        quantities=(Quantity(figure, report, claim, said, *span(text, "Two"), "killed", low=2, best=2, high=2),),
        dates=(DateMention(report, *span(text, "Monday"), "date", "2020-01-06", "2020-01-06", "day", "2020-01-06"),),
        places=(PlaceMention(report, mentions["Mosul"], *span(text, "Mosul"), "g1", "exact"),),
        gazetteer=(GazetteerPlace("g1", "Mosul", "IRQ", None, 36.3, 43.1, "P", "GeoNames"),),
        issues=(Issue("claims", "no_actor", "note", report, *span(text, "died")[:2], "Nobody is named."),),
    )


def _runs(source: str) -> tuple[Run, ...]:
    runs, clean, original = [], 0, 0
    for piece in source.split("\r"):
        if piece:
            runs.append(Run(clean, original, len(piece)))
        clean, original = clean + len(piece), original + len(piece) + 1
    return tuple(runs)


def sources(count: int) -> list[Source]:
    """Reports of different bytes, all in the fixtures' form."""
    return [
        Source(
            f"folder/{n}.txt", TEXT.replace("volley", f"volley of {n}").encode(), "text", Metadata(outlet="The Outlet")
        )
        for n in range(count)
    ]


def make(folder: Path, items: Iterable[Source], issues: Iterable[Issue] = (), keep: int = 2) -> casebook.Manifest:
    with casebook.lock(folder):
        received = [casebook.receive(folder, source) for source in items]
        with casebook.next_generation(folder) as generation:
            casebook.write_readings(
                generation,
                casebook.group(received),
                lambda group: casebook.rows_of(reading_of(casebook.load_source(folder, group.first).data)),
                issues,
            )
            casebook.write_received(generation, received)
            return generation.commit({"reader": "fake"}, {"workers": 1}, keep)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, Any, pytest.TestReport]:
    """Where CI is true a skipped test has failed: everything is there that a test may need.

    The tests of training are another environment's, and are not collected where it is not.
    """
    report: pytest.TestReport = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and CI is true: {call.excinfo and call.excinfo.value}"
    return report


@pytest.fixture(scope="session")
def open_data() -> Path:
    """The folder of open data sets. Without KHABAR_DATA a test that needs it is skipped."""
    folder = os.environ.get("KHABAR_DATA")
    if not folder:
        pytest.skip("KHABAR_DATA is not set")
    return Path(folder)


@pytest.fixture(name="reading_of", scope="session")
def _reading_of() -> Callable[..., Reading]:
    """Gives the reading of some bytes by a fake reader that fills every table."""
    return reading_of


@pytest.fixture(name="sources", scope="session")
def _sources() -> Callable[[int], list[Source]]:
    """Gives a number of sources for the fake reader."""
    return sources


@pytest.fixture(name="make_case", scope="session")
def _make_case() -> Callable[..., casebook.Manifest]:
    """Makes a casebook of sources, read by the fake reader."""
    return make


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A casebook of three reports."""
    make(tmp_path / "case", sources(3))
    return tmp_path / "case"
