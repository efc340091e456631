from __future__ import annotations

import json

import pandas as pd
import pytest

from khabar.casebook import open_casebook
from khabar.errors import InputError
from khabar.export.tables import FORMATS, export_tables


@pytest.mark.parametrize("format", FORMATS)
def test_every_table_is_written_and_can_be_read(case, tmp_path, format):
    book = open_casebook(case)
    rows = export_tables(book, format, tmp_path / "out")
    assert {p.name for p in (tmp_path / "out").iterdir()} == {f"{n}.{format}" for n in book.tables} | {"about.json"}
    read = {"csv": pd.read_csv, "parquet": pd.read_parquet, "jsonl": lambda p: pd.read_json(p, lines=True)}[format]
    claims = read(tmp_path / "out" / f"claims.{format}")
    assert list(claims["claim_id"]) == book.table("claims")["claim_id"].to_pylist()
    assert list(claims["start"]) == book.table("claims")["start"].to_pylist()
    assert rows["claims"] == 3


def test_the_note_says_what_the_files_are(case, tmp_path):
    export_tables(open_casebook(case), "csv", tmp_path / "out")
    about = json.loads((tmp_path / "out" / "about.json").read_text())
    assert about["notice"] == "What was reported, by whom; not what happened."
    assert "apostrophe" in about["convention"]
    assert about["made_by"]["reader"] == "fake"
    assert about["rows"]["reports"] == 3


def test_the_same_casebook_gives_the_same_files(tmp_path, make_case, sources):
    for name in ("a", "b"):
        make_case(tmp_path / name, sources(3)[:: 1 if name == "a" else -1])
        export_tables(open_casebook(tmp_path / name), "jsonl", tmp_path / f"{name}-out")
    files = [{p.name: p.read_bytes() for p in (tmp_path / f"{n}-out").iterdir() if p.stem != "renames"} for n in "ab"]
    assert files[0] == files[1]


def test_an_export_can_be_repeated_but_moves_in_with_nothing_else(case, tmp_path):
    book = open_casebook(case)
    export_tables(book, "csv", tmp_path / "out")
    export_tables(book, "csv", tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.csv").write_text("mine")
    with pytest.raises(InputError, match="holds other files"):
        export_tables(book, "csv", tmp_path / "mine")
    with pytest.raises(InputError, match="is a file"):
        export_tables(book, "csv", tmp_path / "mine" / "thesis.csv")
    with pytest.raises(InputError, match="The formats are: csv, jsonl, parquet"):
        export_tables(book, "xlsx", tmp_path / "new")
