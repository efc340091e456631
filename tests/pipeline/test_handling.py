"""Persons are protected: what is sealed is in no export, what is public names nobody, what is erased is nowhere."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from khabar import casebook, pipeline, schema
from khabar.errors import InputError
from khabar.export.handling.public import columns
from khabar.export.tables import FORMATS, export_tables
from khabar.pipeline import reviewing
from tests.canaries import found_in

VILLAGE = """---
title: Nurse Zaynab Canaryson killed near the mill
byline: By Sami Kanarienvogel
date: 2020-05-04
url: https://news.example/2020/zaynab-canaryson
---
Gunmen killed Zaynab Canaryson, 34, a nurse, in the Iraqi town of Rawa on 3 May 2020, hospital director Farid Serinus said.

Rebels shelled the house of Zaynab Canaryson, a shepherd who hid behind the windmill told Radio Rawa. He asked to be called
on +964 770 555 0142 or at mill.keeper@example.org.
"""
CITY = """At least 12 soldiers were killed in Baghdad on 3 May 2020, the Iraqi army said. Police arrested 40 men in Baghdad.

The Iraqi army killed Hatim Lonchura in Baghdad on 5 May 2020, residents said.
"""
PERSONS = ("canary", "kanarienvogel", "serinus", "lonchura")
CANARIES = (*PERSONS, "555 0142", "mill.keeper", "windmill", "shepherd", "zaynab", "hatim")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("handling")
    (folder / "reports").mkdir()
    (folder / "reports" / "rawa-canary-windmill.md").write_text(VILLAGE, encoding="utf-8")
    (folder / "reports" / "city.txt").write_text(CITY, encoding="utf-8")
    pipeline.build([folder / "reports"], folder / "case")
    return folder / "case"


@pytest.fixture
def case(built: Path, tmp_path: Path) -> Path:
    shutil.copytree(built, tmp_path / "case")
    return tmp_path / "case"


def named(case: Path, words: str, table: str = "entities", column: str = "name", key: str = "entity_id") -> str:
    found = casebook.open_casebook(case).sql(f"SELECT {key} FROM {table} WHERE {column} LIKE '%{words}%' ORDER BY 1")
    return str(found[key][0].as_py())


def exported(case: Path, profile: str, format: str = "jsonl") -> Path:
    export_tables(casebook.open_casebook(case), format, case.parent / profile / format, profile)
    return case.parent / profile / format


def rows(folder: Path, table: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()]


# ------------------------------------------------------------------ what may be published


@pytest.mark.parametrize("format", FORMATS)
def test_nothing_that_is_published_names_or_describes_anybody(case: Path, format: str) -> None:
    assert found_in(exported(case, "all", format), CANARIES), "the canaries were never there"
    assert found_in(exported(case, "public", format), CANARIES) == []


def test_what_is_published_still_tells_who_is_said_to_have_done_what(case: Path) -> None:
    out, book = exported(case, "public"), casebook.open_casebook(case)
    assert len(rows(out, "claims")) == book.table("claims").num_rows
    assert {row["event"] for row in rows(out, "claims")} == set(book.table("claims")["event"].to_pylist())
    assert [row["best"] or row["low"] for row in rows(out, "quantities")].count(12) == 1
    assert "IRQMIL" in {row["code"] for row in rows(out, "entities")}
    assert {"2020-05-03", "2020-05-05"} <= {row["date_latest"] for row in rows(out, "claims")}
    assert {row["kind"] for row in rows(out, "holders")} >= {"author", "collective"}


def test_a_released_person_is_named_and_nobody_else(case: Path) -> None:
    lonchura = named(case, "Lonchura")
    reviewing.judge(case, "seal", [lonchura], by="ada", after='{"level": "public"}', reason="the family asked for it")
    out = exported(case, "public")
    assert "Hatim Lonchura" in {row["name"] for row in rows(out, "entities")}
    assert found_in(out, tuple(word for word in CANARIES if word not in ("lonchura", "hatim"))) == []


def test_no_place_is_published_finer_than_eleven_kilometres(case: Path) -> None:
    for row in rows(exported(case, "public"), "gazetteer"):
        assert row["latitude"] == round(row["latitude"], 1)
        assert row["longitude"] == round(row["longitude"], 1)


def test_a_small_cell_is_coarsened_and_the_export_says_so(case: Path) -> None:
    out = exported(case, "public")
    claims = {row["claim_id"]: row for row in rows(out, "claims")}
    book = casebook.open_casebook(case)
    places = {row["claim_id"]: row["name"] for row in book.sql(
        "SELECT claim_id, g.name FROM claims JOIN gazetteer g USING (place_id)").to_pylist()}  # fmt: skip
    village = [claims[claim] for claim, place in places.items() if place.startswith("R")]
    assert village
    assert {
        (row["place_id"], row["place_precision"] in ("province", "country"), row["country"]) for row in village
    } == {(None, True, "IRQ")}
    city = [claims[claim] for claim, place in places.items() if place == "Baghdad"]
    assert any(row["place_id"] for row in city)
    about = json.loads((out / "about.json").read_text(encoding="utf-8"))
    assert about["fewest_persons_in_a_cell"] == 5
    assert about["claims_with_coarser_place"] >= len(village)
    assert {row["place_id"] for row in rows(out, "gazetteer")} <= {row["place_id"] for row in claims.values()}


def test_every_column_was_decided_on() -> None:
    """A column that is added to a table is withheld until it is named in public.tsv."""
    for table, kept in columns().items():
        assert set(kept) <= set(schema.TABLES[table].schema.names), table
        assert set(kept.values()) <= {"kept", "known", "coarse"}
    words = {"text", "source_text", "title", "byline", "trigger", "cue", "url", "path", "why", "evidence", "message"}
    assert {column for kept in columns().values() for column in kept} & words == set()


def test_what_is_only_days_old_is_not_published(case: Path, tmp_path: Path) -> None:
    village, city = (named(case, word, "reports", "text", "report_id") for word in ("windmill", "Police"))
    out = tmp_path / "until"
    export_tables(casebook.open_casebook(case), "jsonl", out, "public", date(2020, 5, 3))
    # One came out on the fourth; the other does not say when, and tells of the third and of the fifth.
    assert [row for row in rows(out, "claims") if row["report_id"] == village] == []
    told = {row["date_latest"] for row in rows(out, "claims") if row["report_id"] == city}
    assert "2020-05-03" in told
    assert max(filter(None, told)) == "2020-05-03"
    about = json.loads((out / "about.json").read_text(encoding="utf-8"))
    assert about["published_up_to"] == "2020-05-03"
    assert about["withheld_as_too_recent"]["reports"] == 1
    assert about["withheld_as_too_recent"]["claims"] >= 2
    assert {row["incident_id"] for row in rows(out, "tolls")} <= {row["incident_id"] for row in rows(out, "incidents")}


def test_two_weeks_pass_before_a_report_is_published(tmp_path: Path) -> None:
    for name, days in (("new", 3), ("old", 30)):
        day = datetime.now(UTC).date() - timedelta(days=days)
        (tmp_path / f"{name}.md").write_text(
            f"---\ndate: {day}\n---\n{CITY.replace(' on 3 May 2020', '')}{name}", "utf-8"
        )
    pipeline.build(sorted(tmp_path.glob("*.md")), tmp_path / "case")
    new = named(tmp_path / "case", "new", "reports", "text", "report_id")
    assert new not in {row["report_id"] for row in rows(exported(tmp_path / "case", "public"), "claims")}
    assert new in {row["report_id"] for row in rows(exported(tmp_path / "case", "working"), "claims")}


# ------------------------------------------------------------------ sealing


@pytest.mark.parametrize("format", FORMATS)
def test_a_sealed_person_is_in_no_export_but_one_that_asks_for_all(case: Path, format: str) -> None:
    reviewing.judge(case, "seal", [named(case, "Canaryson")], by="ada", after='{"level": "sealed", "class": "victim"}')
    assert found_in(exported(case, "working", format), ("Canaryson",)) == []
    assert found_in(exported(case, "all", format), ("Canaryson",))


def test_what_is_blacked_out_moves_no_offset(case: Path) -> None:
    reviewing.judge(case, "seal", [named(case, "Canaryson")], by="ada")
    out = exported(case, "working")
    texts = {row["report_id"]: row["text"] for row in rows(out, "reports")}
    before = {row["report_id"]: len(row["text"]) for row in casebook.open_casebook(case).table("reports").to_pylist()}
    assert {report: len(text) for report, text in texts.items()} == before
    assert any("█" in row["text"] for row in rows(out, "mentions"))
    for row in rows(out, "mentions"):
        assert texts[row["report_id"]][row["start"] : row["end"]] == row["text"]


def test_a_sealed_claim_goes_with_its_words_and_all_that_rests_on_it(case: Path) -> None:
    claim = named(case, "shelled", "claims", "trigger", "claim_id")
    reviewing.judge(case, "seal", [claim], by="ada")
    out = exported(case, "working")
    assert claim not in {row["claim_id"] for table in ("claims", "participants", "holders") for row in rows(out, table)}
    assert found_in(out, ("windmill", "Rebels shelled")) in ([], ["windmill in sightings.jsonl"])


def test_a_sealed_report_leaves_its_place_empty(case: Path) -> None:
    report = named(case, "windmill", "reports", "text", "report_id")
    reviewing.judge(case, "seal", [report], by="ada")
    out = exported(case, "working")
    assert found_in(out, CANARIES[:3]) == []
    (left,) = [row for row in rows(out, "reports") if row["report_id"] == report]
    assert (left["handling"], left["text"], left["title"]) == ("sealed", "", None)
    assert [row for row in rows(out, "claims") if row["report_id"] == report] == []


def test_a_seal_counts_at_once_outlives_a_build_and_can_be_undone(case: Path) -> None:
    made = reviewing.judge(case, "seal", [named(case, "Canaryson")], by="ada")
    pipeline.remove(["city.txt"], case)
    assert found_in(exported(case, "working"), ("Canaryson",)) == []
    reviewing.judge(case, "undo", (), by="ada", undoes=made.seq)
    assert found_in(exported(case, "working"), ("Canaryson",))


@pytest.mark.parametrize("after", ['{"level": "secret"}', '{"class": "friend"}', '{"colour": 1}'])
def test_a_seal_that_makes_no_sense_is_refused(case: Path, after: str) -> None:
    with pytest.raises(InputError, match=r"level|class"):
        reviewing.judge(case, "seal", [named(case, "Canaryson")], by="ada", after=after)


# ------------------------------------------------------------------ erasing


def test_what_is_erased_is_in_no_byte_of_the_casebook(case: Path) -> None:
    report = named(case, "windmill", "reports", "text", "report_id")
    claim = named(case, "shelled", "claims", "trigger", "claim_id")
    reviewing.judge(case, "confirm", [claim], by="ada", reason="Canaryson's brother rang me")
    reviewing.judge(case, "seal", [named(case, "Canaryson")], by="ada")
    casebook.search(case, "Canaryson")
    pipeline.remove(["city.txt"], case)
    seals = [one.seq for one in casebook.judgements(case) if one.kind == "seal"]
    assert {path.split(" in ")[1].split("/")[0] for path in found_in(case, ("canaryson",))} >= {
        "cache", "generations", "originals", "review.sqlite", "search.sqlite",
    }  # fmt: skip
    erased = reviewing.erase(case, [report, *map(str, seals)], by="ada", reason="asked for by the family")
    assert found_in(case, CANARIES) == []
    assert (erased.reports, erased.judgements) == (1, 2)
    assert erased.records > 1
    assert list(casebook.verify(case)) == []
    assert [(one.kind, one.reason) for one in casebook.judgements(case)][-1] == ("erase", "asked for by the family")


def test_an_erased_report_is_not_taken_in_again(case: Path, built: Path) -> None:
    report = named(case, "windmill", "reports", "text", "report_id")
    reviewing.erase(case, [report], by="ada")
    pipeline.build([built.parent / "reports"], case)
    assert report not in casebook.open_casebook(case).table("reports")["report_id"].to_pylist()
    assert found_in(case, PERSONS[:3]) == []
    assert "erased" in casebook.open_casebook(case).table("issues")["code"].to_pylist()
    assert list(casebook.verify(case)) == []


def test_erasing_can_be_repeated_and_needs_a_name(case: Path) -> None:
    report = named(case, "windmill", "reports", "text", "report_id")
    reviewing.erase(case, [report], by="ada")
    assert reviewing.erase(case, [report], by="ada").records == 0
    with pytest.raises(InputError, match="No report is called"):
        reviewing.erase(case, ["r_nothing"], by="ada")


def test_a_judgement_on_another_report_keeps_its_words(case: Path) -> None:
    other = named(case, "Police", "reports", "text", "report_id")
    reviewing.judge(case, "note", [other], by="ada", reason="twelve, says the wire too")
    reviewing.erase(case, [named(case, "windmill", "reports", "text", "report_id")], by="ada")
    assert casebook.judgements(case)[0].reason == "twelve, says the wire too"
