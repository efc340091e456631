from __future__ import annotations

import csv
import io
import json

import pandas as pd
import pyarrow as pa
import pytest

from khabar.export.cells import cell, value_of, write_csv

RISKY = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0x",
    "'quoted'",
    "＝1+1",
    "－1",
    "=cmd|' /C calc'!A0",
]
HARMLESS = ["", "plain", "a=b", "3 - 1", '"', "a,b", "two\nlines", "عاجل", "\U0001f680"]


@pytest.mark.parametrize("text", RISKY)
def test_no_cell_is_a_formula_and_every_value_can_be_had_back(text):
    assert cell(text) == "'" + text
    assert value_of(cell(text)) == text


@pytest.mark.parametrize("text", HARMLESS)
def test_other_text_is_left_as_it_is(text):
    assert cell(text) == value_of(cell(text)) == text


def test_other_values():
    assert [cell(v) for v in (None, True, False, -3, 2.5)] == ["", "true", "false", "-3", "2.5"]
    assert json.loads(cell([{"start": 1, "end": 2}])) == [{"start": 1, "end": 2}]
    assert cell([]) == "[]"


def test_pandas_reads_it_back():
    texts = [t for t in RISKY + HARMLESS if t and "\0" not in t]
    rows = pa.table({"=id": list(range(len(texts))), "text": texts, "list": [[t] for t in texts]})
    stream = io.StringIO()
    write_csv(stream, rows.column_names, rows.to_batches())
    back = pd.read_csv(io.StringIO(stream.getvalue()), keep_default_na=False)
    assert list(back.columns) == ["'=id", "text", "list"]
    assert [value_of(t) for t in back["text"]] == texts
    assert [json.loads(value_of(t)) for t in back["list"]] == [[t] for t in texts]
    assert not any(
        row[1].startswith(("=", "+", "-", "@", "\t", "\r")) for row in csv.reader(io.StringIO(stream.getvalue()))
    )
