"""Linking after a change gives what linking afresh gives, and works only on what the change touches."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from benchmarks import claims as generated
from khabar import casebook, link
from khabar.engine.contract import Step
from khabar.engine.embedded import Embedded
from khabar.link import Linked, Memory, Tables
from khabar.link import cluster as clusters
from khabar.link.judged import Selector, written
from khabar.records import Judgement

CLAIMS, EVERY = 600, 30


class Watched(Embedded):
    """The embedded engine, which counts the rows that steps are run on."""

    rows = 0

    def map_batches(self, step: Step, rows: pa.Table) -> pa.Table:
        self.rows += rows.num_rows
        return super().map_batches(step, rows)


@cache
def reports(*, fewer: bool = False) -> Tables:
    return generated.without(reports(), EVERY) if fewer else generated.tables(CLAIMS)


@cache
def linked(*, fewer: bool = False) -> Linked:
    return link.link(reports(fewer=fewer), (), Embedded())


def same(one: Linked, other: Linked) -> bool:
    """Whether two linkings gave the same tables, and would be remembered alike."""
    assert one.tables.keys() == other.tables.keys() == set(link.FILLS)
    return all(one.tables[name].equals(other.tables[name]) for name in link.FILLS)


def changed(tables: Tables, name: str, column: str, change: Callable[[pa.ChunkedArray[pa.Scalar]], object]) -> Tables:
    """The tables with another value in the middle row of a column."""
    table, row = tables[name], tables[name].num_rows // 2
    values = table[column].to_pylist()
    values[row] = change(values[row])
    at = table.schema.get_field_index(column)
    return {**tables, name: table.set_column(at, table.schema.field(at), pa.array(values, table.schema.field(at).type))}


def test_reports_added_or_removed_give_what_a_linking_afresh_gives() -> None:
    assert same(link.link(reports(), (), Embedded(), linked(fewer=True).memory), linked())
    assert same(link.link(reports(fewer=True), (), Embedded(), linked().memory), linked(fewer=True))
    assert not linked().tables["incidents"].equals(linked(fewer=True).tables["incidents"])


def test_components_too_large_to_be_grouped_whole_are_parted_as_afresh(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clusters, "MOST", 9)
    before, afresh = (link.link(reports(fewer=fewer), (), Embedded()) for fewer in (True, False))
    assert not same(afresh, linked())
    assert same(link.link(reports(), (), Embedded(), before.memory), afresh)
    assert same(link.link(reports(fewer=True), (), Embedded(), afresh.memory), before)


def test_some_claims_at_a_time_give_what_all_at_once_give(monkeypatch: pytest.MonkeyPatch) -> None:
    at_once = {"working": 40, "recall": 70, "evidence": 30, "blocking": 500}
    for module, size in at_once.items():
        monkeypatch.setattr(import_module(f"khabar.link.{module}"), "AT_ONCE", size)
    assert same(link.link(reports(), (), Embedded()), linked())


def test_who_repeats_whom_counts_anew_where_both_tell_of_one_incident() -> None:
    """A report that came first, added late, takes the copies that others were thought to be of each other."""
    tables = reports()
    first = tables["reports"].sort_by("published")["report_id"][0].as_py()
    without_first = {
        name: table.filter(pc.not_equal(table["report_id"], first)) if "report_id" in table.column_names else table
        for name, table in tables.items()
    }
    before = link.link(without_first, (), Embedded())
    assert same(link.link(tables, (), Embedded(), before.memory), linked())
    assert same(link.link(without_first, (), Embedded(), linked().memory), before)


def test_features_are_worked_out_for_what_is_new_alone() -> None:
    engine = Watched()
    link.link(reports(), (), engine, linked(fewer=True).memory)
    assert engine.rows == reports()["claims"].num_rows - reports(fewer=True)["claims"].num_rows
    again = Watched()
    assert same(link.link(reports(), (), again, linked().memory), linked())
    assert again.rows == 0


def test_what_is_remembered_after_a_change_serves_the_next() -> None:
    there = link.link(reports(), (), Embedded(), linked(fewer=True).memory)
    back = link.link(reports(fewer=True), (), Embedded(), there.memory)
    assert same(back, linked(fewer=True))
    assert same(link.link(reports(), (), Embedded(), back.memory), linked())


@pytest.mark.parametrize(
    ("table", "column", "change"),
    [
        ("claims", "factuality", lambda _: "CT-"),
        ("claims", "trigger", lambda _: "abducted"),
        ("claims", "realis", lambda _: "planned"),
        ("quantities", "best", lambda value: value + 40),
        ("participants", "text", lambda _: "a schoolteacher"),
        ("holders", "text", lambda _: "the mayor"),
        ("entities", "country", lambda _: "SYR"),
        ("gazetteer", "latitude", lambda value: value + 5),
        ("reports", "published", lambda _: "2013-01-01"),
        ("reports", "outlet", lambda _: "the ministry"),
        ("vectors", "values", lambda values: [-value for value in values]),
    ],
)
def test_another_reading_of_a_report_is_not_taken_for_the_one_remembered(
    table: str, column: str, change: Callable[[pa.ChunkedArray[pa.Scalar]], object]
) -> None:
    other = changed(reports(), table, column, change)
    assert same(link.link(other, (), Embedded(), linked().memory), link.link(other, (), Embedded()))


def judgements() -> Mapping[str, Judgement]:
    """A judgement of each kind that linking acts upon."""
    claims, report = reports()["claims"], str(reports()["reports"]["report_id"][3])
    pair = [row for row in linked().tables["links"].to_pylist() if row["decision"] == "same"][5]
    strangers = tuple(str(claims["claim_id"][row]) for row in (1, claims.num_rows - 2))
    members = (pair["left_claim_id"], pair["right_claim_id"])
    found = {row["claim_id"]: row for row in claims.select(["claim_id", "report_id", "trigger"]).to_pylist()}
    words = [written([Selector(one, found[one]["report_id"], found[one]["trigger"], "", "")]) for one in members]
    return {
        "same": Judgement(1, "", "a judge", "same", strangers),
        "different": Judgement(1, "", "a judge", "different", members),
        "reject": Judgement(1, "", "a judge", "reject", members[:1], words[0]),
        "correct": Judgement(
            1, "", "a judge", "correct", members[1:], words[1], after=json.dumps({"event": "PROTEST"})
        ),
        "retract": Judgement(1, "", "a judge", "retract", (report,)),
    }


@pytest.mark.parametrize("kind", ["same", "different", "reject", "correct", "retract"])
def test_a_judgement_takes_effect_and_can_be_undone(kind: str) -> None:
    judged = (judgements()[kind],)
    afresh = link.link(reports(), judged, Embedded())
    assert not same(afresh, linked())
    after = link.link(reports(), judged, Embedded(), linked().memory)
    assert same(after, afresh)
    undone = (*judged, Judgement(2, "", "a judge", "undo", undoes=1))
    assert same(link.link(reports(), undone, Embedded(), after.memory), linked())


def test_incidents_that_a_new_report_does_not_touch_keep_their_identifiers() -> None:
    before, after = linked(fewer=True).tables["claims"], linked().tables["claims"]
    new = after.filter(pc.invert(pc.is_in(after["claim_id"], before["claim_id"].combine_chunks())))
    touched = set(new["incident_id"].to_pylist())
    now = dict(zip(after["claim_id"].to_pylist(), after["incident_id"].to_pylist(), strict=True))
    then = dict(zip(before["claim_id"].to_pylist(), before["incident_id"].to_pylist(), strict=True))
    apart = {claim for claim, incident in now.items() if incident not in touched}
    joined = {then[claim] for claim in then if claim not in apart}
    untouched = [claim for claim in apart if then[claim] not in joined]
    assert len(untouched) > CLAIMS // 4
    assert all(now[claim] == then[claim] for claim in untouched)


def test_a_memory_is_kept_for_the_program_that_made_it_and_only_whole(tmp_path: Path) -> None:
    tables = linked().memory.tables
    casebook.remember(tmp_path, "this program", tables)
    kept = casebook.remembered(tmp_path, "this program")
    engine = Watched()
    assert same(link.link(reports(), (), engine, Memory(kept)), linked())
    assert engine.rows == 0
    assert casebook.remembered(tmp_path, "another program") == {}
    damaged = next((tmp_path / "cache").rglob("pairs.*"))
    data = bytearray(damaged.read_bytes())
    data[len(data) // 2] ^= 1
    damaged.write_bytes(data)
    assert casebook.remembered(tmp_path, "this program") == {}
