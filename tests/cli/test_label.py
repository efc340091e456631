"""Every screen and file says that it tells of reports and not of what happened, and that it is not complete."""

from __future__ import annotations

import json

import pyarrow.parquet as pq
import pytest

from khabar.casebook import NOTICE, open_casebook

NOT_COMPLETE = "Not complete: 3 reports, 0 of them not fully read."
SQL = "SELECT claim_id FROM claims"


@pytest.mark.parametrize(
    "asked",
    [
        (),
        ("claims",),
        ("reports",),
        ("incidents",),
        ("registers",),
        ("casualties",),
        ("disagreements",),
        ("judgements",),
    ],
)
def test_every_screen_says_what_it_is(run, case, asked) -> None:
    shown = run("show", case, *asked)
    assert shown.code == 0
    assert NOTICE in shown.out
    assert NOT_COMPLETE in shown.out


@pytest.mark.parametrize("format", ["table", "csv", "json"])
def test_every_answer_to_a_query_says_what_it_is(run, case, format) -> None:
    asked = run("query", case, SQL, "--format", format)
    assert f"{NOTICE} {NOT_COMPLETE}" in " ".join((asked.out if format == "table" else asked.err).split())
    assert (NOTICE in asked.out) == (format == "table")  # rows for a program are nothing but rows


@pytest.mark.parametrize("profile", ["working", "public", "all"])
def test_every_folder_of_files_says_what_it_is(run, case, tmp_path, profile) -> None:
    told = run("export", case, "-o", tmp_path / "out", "--format", "parquet", "--profile", profile)
    assert f"{NOTICE} {NOT_COMPLETE}" in told.out
    about = json.loads((tmp_path / "out" / "about.json").read_text(encoding="utf-8"))
    assert (about["notice"], about["not_complete"]) == (NOTICE, NOT_COMPLETE)
    for path in (tmp_path / "out").glob("*.parquet"):
        assert pq.read_schema(path).metadata[b"notice"].decode() == NOTICE, path.name


def test_the_casebook_and_its_proof_say_what_they_are(run, case) -> None:
    assert open_casebook(case).manifest["notice"] == NOTICE
    assert NOTICE in run("verify", case).out
