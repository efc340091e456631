from __future__ import annotations

import io
import json

import pandas as pd
import pytest

from khabar import schema

HOSTILE = "\x1b[31mred\x1b]0;title\x07 [bold]x[/bold] \u202eabc"


def test_overview_counts_tables_and_events(run, case):
    result = run("show", case)
    assert result.code == 0
    assert "ASSAULT" in result.out
    assert "What was reported, by whom; not what happened." in result.out


@pytest.mark.parametrize("table", [*schema.TABLES])
def test_every_table_can_be_shown(run, case, table):
    assert run("show", case, table).code == 0


def test_claims_are_shown_with_their_chain(run, case):
    result = run("show", case, "claims", "--limit", 2)
    assert result.out.count('says: The Outlet (Uu) < "the army" (CT+)') == 2
    assert "ASSAULT  → soldiers: “died”\n" in result.out
    assert "2 of 3 rows; --limit 3 shows all." in result.out


def test_query_prints_tables_csv_and_json(run, case):
    query = "SELECT trigger, start, contexts FROM claims ORDER BY claim_id"
    assert "trigger" in run("query", case, query).out
    frame = pd.read_csv(io.StringIO(run("query", case, query, "--format", "csv").out))
    assert list(frame["trigger"]) == ["died"] * 3
    lines = run("query", case, query, "--format", "json", "--limit", 2).out.splitlines()
    assert [json.loads(line)["contexts"] for line in lines] == [["military"]] * 2


def test_nothing_in_a_text_reaches_the_terminal_as_a_command(run, case):
    shown = run("query", case, f"SELECT '{HOSTILE}' AS words")
    assert "\x1b" not in shown.out
    assert "\x07" not in shown.out
    assert "\u202e" not in shown.out
    assert "[bold]x[/bold]" in shown.out
    complaint = run("show", case, HOSTILE)
    assert complaint.code == 2
    assert "\x1b" not in complaint.err


def test_verify_says_what_is_wrong(run, case):
    assert "every span, map, reference and hash is proved (3 reports, 3 claims" in run("verify", case).out
    path = next(case.glob("originals/*/*"))
    path.write_bytes(b"other")
    result = run("verify", case)
    assert result.code == 4
    assert f"originals: {path.name} it was altered" in result.out
    assert "1 problem" in result.err or "2 problems" in result.err


def test_export_writes_a_folder(run, case, tmp_path):
    result = run("export", case, "--format", "jsonl", "-o", tmp_path / "out")
    assert result.code == 0
    assert len((tmp_path / "out" / "claims.jsonl").read_text().splitlines()) == 3


@pytest.mark.parametrize("what", ["incidents", "disagreements", "origins", "registers", "casualties", "arms_transfer"])
def test_views_are_shown_with_what_they_are(run, case, what):
    result = run("show", case, what)
    assert result.code == 0
    assert "What was reported, by whom; not what happened." in result.out


def test_an_incident_that_is_not_there_is_your_input(run, case):
    assert run("show", case, "i_aaaaaaaaaaaaaaaa").code == 2
