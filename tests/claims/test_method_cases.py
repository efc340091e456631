"""What a casualty recorder tries first: who did it (M9), deliveries (M10), places (M12), days and their anchor (M13)."""

from __future__ import annotations

import pytest

from khabar import ingest, pipeline
from khabar.records import Claim, Reading
from khabar.terms import PLACE_PRECISIONS

DELIVERY = (
    "Moscow plans to deliver 20 tanks to Iraq next year. Iraq ordered the 20 tanks in March. "
    "Russia has delivered 8 of the 20 tanks to Iraq."
)
# UCDP's codes: 1 exact, 2 near, 3 district, 4 province, 5 larger or vague, 6 country, 7 at sea.
UCDP = {name: code for code, name in enumerate(PLACE_PRECISIONS, 1)}
# A Wednesday.
PUBLISHED = "2020-05-06"


@pytest.fixture(scope="session")
def tools() -> pipeline.Tools:
    return pipeline.load_tools()


def read(text: str, tools: pipeline.Tools, date: str | None = PUBLISHED) -> Reading:
    record = {"id": "method", "text": text} | ({"date": date} if date else {})
    return pipeline.read(ingest.from_record(record), tools)


def only(reading: Reading, trigger: str) -> Claim:
    (claim,) = (c for c in reading.claims if c.trigger == trigger)
    return claim


# ------------------------------------------------------------------ M9


@pytest.mark.parametrize(
    ("text", "trigger", "act"),
    [
        ("The group claimed to have executed 40 soldiers.", "executed", "claim_responsibility"),
        ("The rebels claimed responsibility for the ambush.", "ambush", "claim_responsibility"),
        ("The militia claimed that it had shot down a helicopter.", "shot down", "claim_responsibility"),
        ("The militia claimed that its fighters had shot 12 soldiers.", "shot", "claim_responsibility"),
        ("The rebels claimed that the army had shot ten villagers.", "shot", "accuse"),
        ("The ministry accused the rebels of the ambush.", "ambush", "accuse"),
        ("They hold the militia responsible for the massacre it committed.", "massacre", "accuse"),
        ("The army said it had shot ten rebels.", "shot", "report"),
        ("The union claimed to have signed the agreement.", "signed the agreement", "report"),
    ],
)
def test_m9_who_claims_a_deed_of_his_own_takes_responsibility_and_accuses_nobody(
    text: str, trigger: str, act: str, tools: pipeline.Tools
) -> None:
    assert only(read(text, tools), trigger).speech_act == act


# ------------------------------------------------------------------ M10


def test_m10_planned_ordered_and_delivered_are_three_claims(tools: pipeline.Tools) -> None:
    reading = read(DELIVERY, tools)
    stages = {c.trigger: (c.register, c.realis) for c in reading.claims}
    assert stages["deliver"] == ("arms_transfer", "planned")
    assert stages["ordered"] == ("arms_transfer", "occurred")
    assert stages["delivered"] == ("arms_transfer", "occurred")
    assert only(reading, "ordered").phase == "ordered"
    assert only(reading, "delivered").phase == "delivered"


def test_m10_what_was_delivered_is_a_part_of_what_was_ordered_and_not_added_to_it(tools: pipeline.Tools) -> None:
    reading = read(DELIVERY, tools)
    part = next(q for q in reading.quantities if q.best == 8)
    whole = next(q for q in reading.quantities if q.quantity_id == part.part_of)
    assert whole.best == 20
    assert part.claim_id == only(reading, "delivered").claim_id
    assert not any(q.best == 28 for q in reading.quantities)


def test_m10_what_is_planned_is_no_fact_for_anybody(tools: pipeline.Tools) -> None:
    assert only(read(DELIVERY, tools), "deliver").factuality == "Uu"


# ------------------------------------------------------------------ M12


@pytest.mark.parametrize(
    ("where", "code"),
    [
        ("in Mosul", 1),
        ("near Tikrit", 2),
        ("in Anbar province", 4),
        ("in the north of Syria", 5),
        ("between Tikrit and Samarra", 5),
        ("in Syria", 6),
        ("in the Gulf of Oman", 7),
    ],
)
def test_m12_a_place_is_as_fine_as_the_text_and_no_finer(where: str, code: int, tools: pipeline.Tools) -> None:
    claim = only(read(f"Gunmen killed four men {where}.", tools), "killed")
    assert claim.place_precision is not None
    assert UCDP[claim.place_precision] == code


def test_m12_no_place_told_is_no_place(tools: pipeline.Tools) -> None:
    claim = only(read("Gunmen killed four men.", tools), "killed")
    assert (claim.place_id, claim.place_precision) == (None, None)


# ------------------------------------------------------------------ M13


@pytest.mark.parametrize(
    ("when", "earliest", "latest", "precision"),
    [
        ("on Monday", "2020-05-04", "2020-05-04", "day"),
        ("overnight", "2020-05-05", "2020-05-06", "days"),
        ("last month", "2020-04-01", "2020-04-30", "month"),
    ],
)
def test_m13_a_day_is_told_from_the_day_of_publication(
    when: str, earliest: str, latest: str, precision: str, tools: pipeline.Tools
) -> None:
    claim = only(read(f"Gunmen killed four men {when}.", tools), "killed")
    found = (claim.date_earliest, claim.date_latest, claim.date_precision, claim.date_from)
    assert found == (earliest, latest, precision, "text")


def test_m13_without_a_day_the_day_of_publication_bounds_the_deed_and_is_flagged(tools: pipeline.Tools) -> None:
    claim = only(read("Gunmen killed four men.", tools), "killed")
    found = (claim.date_earliest, claim.date_latest, claim.date_precision, claim.date_from)
    assert found == (None, PUBLISHED, "unknown", "published")


@pytest.mark.parametrize("when", ["on Monday", "overnight"])
def test_m13_without_a_day_of_publication_a_weekday_stays_open(when: str, tools: pipeline.Tools) -> None:
    claim = only(read(f"Gunmen killed four men {when}.", tools, date=None), "killed")
    assert (claim.date_earliest, claim.date_latest) == (None, None)


def test_a_figure_belongs_to_the_deed_that_is_told_of_those_it_counts(tools: pipeline.Tools) -> None:
    reading = read("Residents put the number of civilians who died at 13.", tools)
    assert [q.claim_id for q in reading.quantities] == [only(reading, "died").claim_id]


def test_a_figure_that_holds_the_word_for_a_deed_belongs_to_that_deed(tools: pipeline.Tools) -> None:
    reading = read("Ninewa suffered most, with 930 civilian casualties (332 killed, 598 injured).", tools)
    owners = {q.best: q.claim_id for q in reading.quantities}
    assert owners[332] == only(reading, "killed").claim_id
    assert owners[598] == only(reading, "injured").claim_id
