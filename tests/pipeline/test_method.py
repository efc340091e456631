"""The rules of the trade, from text to casebook: what recorders of casualties and conflict events may count on.

Each test is named in docs/linking.md beside the rule that it holds. The texts are our own.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from khabar import casebook, pipeline
from khabar.casebook import Casebook
from khabar.pipeline import reviewing

Report = Mapping[str, str]


def report(text: str, outlet: str = "The Tigris Wire", date: str = "2019-05-06", **more: str) -> Report:
    """A report as a row of a JSON Lines file."""
    return {"id": f"{outlet} {date} {len(text)}", "text": text, "outlet": outlet, "date": date, **more}


class Cases:
    """Builds casebooks in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.source, self.case = folder / "reports.jsonl", folder / "case"

    def build(self, *reports: Report) -> Casebook:
        self.source.write_text("".join(json.dumps(row) + "\n" for row in reports), encoding="utf-8")
        pipeline.build([self.source], self.case)
        return casebook.open_casebook(self.case)


@pytest.fixture
def cases(tmp_path: Path) -> Cases:
    return Cases(tmp_path)


def rows(book: Casebook, query: str) -> Sequence[dict[str, Any]]:
    return [dict(row) for row in book.sql(query).to_pylist()]


def relations(book: Casebook) -> set[tuple[str, str]]:
    return {(row["kind"], row["field"]) for row in book.table("relations").to_pylist()}


def killings(book: Casebook) -> Sequence[dict[str, Any]]:
    """The incidents that somebody is told to have been killed in."""
    return rows(
        book,
        "SELECT DISTINCT i.* FROM incidents i JOIN claims c USING (incident_id) "
        "WHERE c.event = 'ASSAULT' ORDER BY i.incident_id",
    )


STORY = (
    "HIT, Iraq, 6 May 2019 (AFP) - Gunmen killed five policemen at a checkpoint in Hit on Sunday, the Interior Ministry "
    "said. The attackers fled across the river after the shooting in Hit, the Interior Ministry said."
)


def test_thirty_outlets_that_carry_one_agency_story_are_one_origin(cases: Cases) -> None:
    book = cases.build(*(report(f"{STORY}\n\nPrinted by Outlet {n}.", f"Outlet {n}") for n in range(30)))
    (killing,) = (row for row in killings(book) if row["n_claims"] >= 30)
    assert killing["origins"] == 1
    assert killing["standing"] in ("single origin", "several reports of one origin")


def test_two_outlets_that_cite_each_other_are_a_loop_and_one_origin_at_most(cases: Cases) -> None:
    book = cases.build(
        report("A bridge in Rawa was bombed on Sunday, the Rawa Herald reported. Two guards died.", "The Hit Gazette"),
        report("A bridge in Rawa was bombed on Sunday, the Hit Gazette reported. Two guards died.", "The Rawa Herald"),
    )
    loops = [row for row in book.table("issues").to_pylist() if row["code"] == "citation_loop"]
    assert loops
    assert max(row["origins_low"] for row in killings(book)) == 1


def test_three_counts_are_a_range_with_owners_and_a_contradiction_and_no_average(cases: Cases) -> None:
    book = cases.build(
        report("Shells hit the market in Hit on 5 May 2019. Twelve people were killed in Hit, the ministry said."),
        report(
            "Shells hit the market in Hit on 5 May 2019. Three people were killed in Hit, the rebels said.",
            "Radio Rawa",
        ),
        report(
            "Shells hit the market in Hit on 5 May 2019, killing at least five people in Hit, aid workers said.",
            "Marsh Post",
        ),
    )
    assert ("contradict", "killed") in relations(book)
    (toll,) = rows(book, "SELECT * FROM tolls WHERE measure = 'killed'")
    assert (toll["lowest"], toll["highest"], len(toll["quantity_ids"])) == (3.0, 12.0, 3)
    (why,) = (
        r["why"] for r in book.table("relations").to_pylist() if r["kind"] == "contradict" and r["field"] == "killed"
    )
    assert all(holder in why for holder in ("ministry", "rebels", "aid workers"))


def test_counts_and_charges_that_one_report_sets_side_by_side_contradict_each_other(cases: Cases) -> None:
    book = cases.build(
        report(
            "The Iraqi army counted 22 missiles on 8 January 2020. The Pentagon counted 16.\n\n"
            "At least 25 fighters were killed, the militia said. A security source had earlier put the dead at 19.\n\n"
            "Washington blames Kataib Hezbollah for the attack. A spokesman for the militia denied it."
        )
    )
    assert relations(book) == {("contradict", "weapons"), ("differ", "killed"), ("contradict", "who")}


def test_dead_and_wounded_together_are_no_count_of_the_dead(cases: Cases) -> None:
    book = cases.build(
        report("A bomb in Hit on 5 May 2019 caused 20 casualties. The blast left 30 dead and wounded, police said.")
    )
    assert rows(book, "SELECT * FROM tolls WHERE measure = 'killed'") == []
    assert {q["measure"] for q in book.table("quantities").to_pylist()} == {"casualties"}


def test_a_share_of_a_number_that_is_not_told_is_no_toll(cases: Cases) -> None:
    book = cases.build(
        report("Gunmen raided Hit on 5 May 2019. Most of the dead had been shot in the head, police said.")
    )
    assert [q["unit"] for q in book.table("quantities").to_pylist()] == ["share"]
    assert book.table("tolls").num_rows == 0


def test_none_is_told_and_silence_is_not(cases: Cases) -> None:
    told = cases.build(report("Rockets hit a base near Rawa on 5 May 2019. Nobody was killed, the army said."))
    assert [q["high"] for q in told.table("quantities").to_pylist() if q["measure"] == "killed"] == [0.0]
    silent = cases.build(report("Rockets hit a base near Rawa on 5 May 2019, the army said."))
    assert [q for q in silent.table("quantities").to_pylist() if q["measure"] == "killed"] == []
    assert silent.table("tolls").num_rows == 0


def test_a_week_of_deaths_covers_its_days_and_is_not_added_to_them(cases: Cases) -> None:
    towns = ("Hit", "Basra", "Mosul", "Ramadi", "Fallujah", "Samarra", "Tikrit")
    daily = [
        report(f"Gunmen killed {n} people in {town} on {n} May 2019, police said.", f"Paper {n}", f"2019-05-0{n}")
        for n, town in enumerate(towns, 1)
    ]
    week = report(
        "Forty people were killed in Iraq between 1 May and 7 May 2019, the United Nations said.", "UNAMI", "2019-05-08"
    )
    book = cases.build(*daily, week)
    (aggregate,) = rows(book, "SELECT * FROM incidents WHERE clarity = 'aggregate'")
    assert aggregate["n_reports"] == 1
    (covers,) = (row for row in book.table("relations").to_pylist() if row["kind"] == "covers")
    assert len(covers["members"]) == 8
    highest = {
        toll["highest"] for toll in book.table("tolls").to_pylist() if toll["incident_id"] != aggregate["incident_id"]
    }
    assert highest == {1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0}


def test_a_toll_that_rises_over_updates_is_one_incident_with_a_history(cases: Cases) -> None:
    updates = [
        report(
            f"A car bomb exploded at a market in Hit on 5 May 2019. The car bomb in Hit killed {n} people, police said.",
            date=f"2019-05-{5 + k:02}",
        )
        for k, n in enumerate((4, 7, 9, 12, 15))
    ]
    book = cases.build(*updates)
    (revised,) = (row for row in book.table("relations").to_pylist() if row["kind"] == "revises")
    assert len(revised["members"]) == 5
    (toll,) = rows(book, "SELECT * FROM tolls WHERE measure = 'killed'")
    assert (toll["lowest"], toll["highest"]) == (15.0, 15.0)


def test_two_strikes_on_one_town_on_one_day_stay_two(cases: Cases) -> None:
    book = cases.build(
        report(
            "Warplanes bombed a bakery in Hit on 5 May 2019, killing nine people. A second strike on 5 May 2019 hit a "
            "mosque in Hit and killed two guards."
        )
    )
    bombed = rows(book, "SELECT incident_id FROM claims WHERE trigger LIKE '%bombed%'")
    second = rows(book, "SELECT incident_id FROM claims WHERE trigger LIKE '%strike%' OR trigger = 'hit'")
    assert bombed
    assert second
    assert not {row["incident_id"] for row in bombed} & {row["incident_id"] for row in second}


def test_accusation_denial_and_claim_of_responsibility_are_three_things_and_the_author_asserts_none(
    cases: Cases,
) -> None:
    book = cases.build(
        report("The government accused the Northern Front of killing two judges in Hit on 5 May 2019."),
        report("The Northern Front denied that it had killed two judges in Hit on 5 May 2019.", "Radio Rawa"),
        report(
            "A group called the Sons of Hit claimed responsibility for the killing of two judges in Hit.", "Marsh Post"
        ),
    )
    assert {"ACCUSE", "DENY", "RESPONSIBILITY"} <= {c["event"] for c in book.table("claims").to_pylist()}
    killed = rows(book, "SELECT * FROM claims WHERE event = 'ASSAULT'")
    assert killed
    assert not [c for c in killed if c["author_factuality"] == "CT+" and c["attribution_id"]]


@pytest.mark.parametrize(
    "text",
    [
        "The army will attack Rawa next week, a general said.",
        "If the talks fail, the rebels could attack Rawa.",
        "No group has attacked Rawa this year, police said.",
        "The army did not attack Rawa.",
    ],
)
def test_what_is_planned_supposed_or_denied_counts_as_no_incident(cases: Cases, text: str) -> None:
    book = cases.build(report(text, date="2019-05-06"))
    assert [row for row in killings(book) if row["standing"] == "independent origins agreeing"] == []
    assert [c for c in book.table("claims").to_pylist() if c["event"] == "ASSAULT" and _happened(c)] == []


def _happened(claim: Mapping[str, Any]) -> bool:
    return claim["realis"] in ("occurred", "ongoing") and claim["factuality"] == "CT+" and not claim["negated"]


def test_an_old_attack_that_is_remembered_is_not_of_this_period(cases: Cases) -> None:
    book = cases.build(
        report(
            "Families in Hit marked the anniversary of a bombing that killed 40 people in Hit in May 2014.",
            date="2019-05-06",
        ),
        report("A bombing killed three people in Hit on 5 May 2019, police said.", "Marsh Post", "2019-05-06"),
    )
    later = rows(book, "SELECT * FROM incidents WHERE date_earliest >= '2019-01-01'")
    tolls = {
        t["highest"] for t in book.table("tolls").to_pylist() if t["incident_id"] in {i["incident_id"] for i in later}
    }
    assert 40.0 not in tolls


def test_a_deed_whose_actor_is_not_stated_is_kept(cases: Cases) -> None:
    book = cases.build(report("Two teachers were killed in Rawa on 5 May 2019."))
    (killed,) = rows(book, "SELECT claim_id, incident_id FROM claims WHERE event = 'ASSAULT'")
    assert killed["incident_id"]
    actors = rows(book, f"SELECT text FROM participants WHERE role = 'actor' AND claim_id = '{killed['claim_id']}'")
    assert [row["text"] for row in actors] == [None]


def test_where_only_the_side_that_killed_calls_the_dead_fighters_neither_count_is_sure(cases: Cases) -> None:
    book = cases.build(
        report("The Iraqi army said that it killed six militants in an air strike near Rawa on 5 May 2019.")
    )
    tolls = {row["population"]: (row["lowest"], row["highest"]) for row in book.table("tolls").to_pylist()}
    assert tolls == {"civilian": (0.0, 6.0), "combatant": (0.0, 6.0)}


def test_what_rested_on_a_retracted_report_is_listed_and_no_longer_counts(cases: Cases) -> None:
    book = cases.build(
        report("Gunmen killed two judges in Hit on 5 May 2019, police said."),
        report("Rockets killed a fisherman in Rawa on 5 May 2019, police said.", "Radio Rawa"),
    )
    (judges,) = rows(book, "SELECT report_id FROM reports WHERE text LIKE '%judges%'")
    resting = reviewing.resting_on(cases.case, judges["report_id"])
    assert resting["claims"]
    assert resting["quantities"]
    assert resting["incidents"]
    reviewing.judge(cases.case, "retract", [judges["report_id"]], by="ada")
    pipeline.build([cases.source], cases.case)
    after = casebook.open_casebook(cases.case)
    (killing,) = rows(after, f"SELECT * FROM incidents WHERE incident_id = '{sorted(resting['incidents'])[0]}'")
    assert killing["standing"] == "withdrawn by its own source"


def test_a_merge_that_is_undone_leaves_every_byte_as_it_was(cases: Cases) -> None:
    book = cases.build(
        report("Gunmen killed two judges in Hit on 5 May 2019, police said."),
        report("Rockets killed a fisherman in Rawa on 5 May 2019, police said.", "Radio Rawa"),
    )
    before = _hashes(cases.case)
    left, right = (
        row["claim_id"] for row in rows(book, "SELECT claim_id FROM claims WHERE event = 'ASSAULT' ORDER BY 1")[:2]
    )
    made = reviewing.judge(cases.case, "same", [left, right], by="ada", reason="one attack")
    pipeline.build([cases.source], cases.case)
    merged = rows(
        casebook.open_casebook(cases.case), f"SELECT incident_id FROM claims WHERE claim_id IN ('{left}', '{right}')"
    )
    assert len({row["incident_id"] for row in merged}) == 1
    reviewing.judge(cases.case, "undo", (), by="ada", undoes=made.seq)
    pipeline.build([cases.source], cases.case)
    assert _hashes(cases.case) == before


def _hashes(case: Path) -> dict[str, str]:
    files = casebook.read_manifest(case)["files"]
    return {name: file["sha256"] for name, file in files.items() if name not in ("judgements", "renames")}


def test_a_report_that_is_added_renames_nothing_that_it_does_not_touch(cases: Cases) -> None:
    first = [
        report("Gunmen killed two judges in Hit on 5 May 2019, police said."),
        report("Rebels shelled Rawa.", "Radio Rawa"),
    ]
    before = cases.build(*first)
    known = {
        name: set(before.table(name)[key].to_pylist())
        for name, key in (("claims", "claim_id"), ("incidents", "incident_id"))
    }
    after = cases.build(*first, report("Police arrested four men in Basra on 6 May 2019.", "Marsh Post"))
    assert known["claims"] <= set(after.table("claims")["claim_id"].to_pylist())
    assert known["incidents"] <= set(after.table("incidents")["incident_id"].to_pylist())
    assert after.table("renames").num_rows == 0
