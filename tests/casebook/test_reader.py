from __future__ import annotations

import shutil

import pandas as pd
import pytest

from khabar import casebook
from khabar.errors import CasebookError, InputError


def test_sql_sees_every_table(case):
    book = casebook.open_casebook(case)
    joined = book.sql("SELECT r.outlet, count(*) AS n FROM claims JOIN reports r USING (report_id) GROUP BY 1")
    assert joined.to_pylist() == [{"outlet": "The Outlet", "n": 3}]
    assert book.sql("SELECT * FROM mentions ORDER BY mention_id", limit=2).num_rows == 2
    assert book.sql('SELECT content[1]."end" > 0 AS inside FROM attributions LIMIT 1').to_pylist() == [{"inside": True}]


@pytest.mark.parametrize(
    "query",
    [
        "DROP VIEW claims",
        "CREATE TABLE t (a int)",
        "INSERT INTO reports VALUES (1)",
        "COPY claims TO '{folder}/out.csv'",
        "COPY claims TO '{folder}/generations/1/claims/part-0.parquet' (FORMAT parquet)",
        "ATTACH '{folder}/x.db'",
        "INSTALL fts",
        "LOAD fts",
        "SET threads = 1",
        "PRAGMA version",
        "SELECT 1; DROP VIEW claims",
        "SELECT * FROM query('DROP VIEW claims')",
        "SELECT * FROM read_text('{folder}/casebook.json')",
        "SELECT * FROM '{folder}/casebook.json'",
        "SELECT * FROM read_parquet('{folder}/generations/1/claims/part-0.parquet')",
        "SELECT * FROM glob('{folder}/*')",
        "SELECT * FROM book",
        "SELECT getenv('HOME')",
        "",
    ],
)
def test_sql_neither_writes_nor_reads_outside_the_tables(case, query):
    book = casebook.open_casebook(case)
    before = {p: p.read_bytes() for p in case.rglob("*") if p.is_file()}
    with pytest.raises(InputError):
        book.sql(query.format(folder=case))
    assert {p: p.read_bytes() for p in case.rglob("*") if p.is_file()} == before


def test_bad_sql_says_what_to_do(case):
    book = casebook.open_casebook(case)
    with pytest.raises(InputError, match='need double quotes when they name a column, such as "end"'):
        book.sql("SELECT end FROM claims")
    with pytest.raises(InputError, match="does not exist"):
        book.sql("SELECT * FROM facts")
    with pytest.raises(InputError, match="The tables are: reports, "):
        book.table("facts")


def test_a_missing_or_damaged_table_is_no_crash(case):
    book = casebook.open_casebook(case)
    (book.generation / "claims" / "part-0.parquet").write_bytes(b"PAR1 nonsense")
    with pytest.raises(CasebookError, match="khabar verify"):
        book.table("claims")
    with pytest.raises((CasebookError, InputError)):
        book.sql("SELECT * FROM claims")
    shutil.rmtree(book.generation)
    with pytest.raises(CasebookError, match="khabar verify"):
        book.sql("SELECT 1")


def test_pandas_reads_the_folders_of_tables_without_us(case):
    generation = casebook.open_casebook(case).generation
    claims = pd.read_parquet(generation / "claims")
    assert list(claims["trigger"]) == ["died"] * 3
    assert str(claims["start"].dtype) == "int64"


def test_a_folder_with_glob_characters_in_its_name_is_read(tmp_path, make_case, sources):
    make_case(tmp_path / "case [1] *", sources(2))
    assert casebook.open_casebook(tmp_path / "case [1] *").sql("SELECT count(*) AS n FROM claims")["n"].to_pylist() == [
        2
    ]
