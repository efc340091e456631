"""JSON Lines, JSON and tables: one source a row, columns guessed and told, odd rows told and passed over."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import ingest
from khabar.ingest import columns, dumps
from khabar.records import Issue, Metadata, Source


def rows(form: str, data: bytes, columns: Mapping[str, str] | None = None) -> list[Source | Issue]:
    return list(dumps.reports("dump", form, io.BytesIO(data), columns))


def texts(items: list[Source | Issue]) -> list[str]:
    return [s.data.decode("utf-8", "surrogatepass") for s in items if isinstance(s, Source) and not s.refusal]


def codes(items: list[Source | Issue]) -> list[str]:
    """The codes of issues, and of the rows that were refused and kept."""
    return [i.code if isinstance(i, Issue) else i.refusal.code for i in items if isinstance(i, Issue) or i.refusal]


def test_common_names_of_columns_are_guessed_and_told() -> None:
    line = {
        "doc_id": "7",
        "Body": "Words.",
        "headline": "T",
        "source": "Post",
        "pub_date": "2020-01-03",
        "link": "u",
        "x": 1,
    }
    note, source = rows("jsonl", json.dumps(line).encode())
    assert isinstance(note, Issue)
    assert (note.code, note.severity) == ("columns_guessed", "note")
    assert note.message == (
        "dump: date from 'pub_date', id from 'doc_id', outlet from 'source', text from 'Body', title from 'headline', "
        "url from 'link'; not used: x"
    )
    assert isinstance(source, Source)
    assert source.path == "dump#1"
    assert source.metadata == Metadata(id="7", title="T", outlet="Post", published="2020-01-03", url="u")


def test_the_better_name_wins() -> None:
    assert columns.guess(("notes", "text", "summary"))["text"] == "text"


def test_named_columns_are_taken_as_they_are() -> None:
    (source,) = rows("csv", b"a,text\nWords.,other\n", {"text": "a"})
    assert texts([source]) == ["Words."]


def test_no_column_for_the_text() -> None:
    assert codes(rows("csv", b"a,b\n1,2\n")) == ["no_text_column", "no_text"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"{", "row_unread"),
        (b"[1]", "row_unread"),
        (b"null", "row_unread"),
        (b"[" * 100_000, "row_unread"),
        (b'{"text": ' * 50_000, "row_unread"),
        (b'{"text": 5}', "no_text"),
        (b'{"text": null}', "no_text"),
    ],
)
def test_bad_lines_are_told_and_passed_over(line: bytes, code: str) -> None:
    items = rows("jsonl", line + b'\n\n{"text": "Good."}\n', {"text": "text"})
    assert codes(items) == [code]
    assert texts(items) == ["Good."]
    bad, good = (s for s in items if isinstance(s, Source))
    assert (bad.path, good.path) == ("dump#1", "dump#3")
    # The row is kept: as it stood, or as it was read.
    assert json.loads(bad.data) == json.loads(line) if code == "no_text" else bad.data == line + b"\n"


def test_odd_values_do_no_harm() -> None:
    line = (
        b'{"text": "T.", "id": '
        + b"9" * 5000
        + b', "title": NaN, "author": [{"name": "A"}, "B"], "outlet": {"name": "O"}}'
    )
    (source,) = [s for s in rows("jsonl", line) if isinstance(s, Source)]
    assert source.metadata == Metadata(id="9" * 5000, title="nan", byline="A, B", outlet="O")


def test_lines_end_in_line_feeds_alone() -> None:
    text = "one\u2028two\u0085three\x0bfour"
    (source,) = [
        s for s in rows("jsonl", json.dumps({"text": text}, ensure_ascii=False).encode()) if isinstance(s, Source)
    ]
    assert source.data.decode() == text


def test_a_json_array_an_object_and_lines_under_the_wrong_name() -> None:
    assert texts(rows("json", b'[{"text": "A."}, {"text": "B."}]')) == ["A.", "B."]
    assert texts(rows("json", b'\xef\xbb\xbf{"text": "A."}')) == ["A."]
    assert texts(rows("json", b'{"text": "A."}\n{"text": "B."}\n')) == ["A.", "B."]


@given(st.lists(st.text(min_size=1), min_size=1, max_size=5))
def test_any_text_survives_json_lines(values: list[str]) -> None:
    data = "\n".join(json.dumps({"text": value}) for value in values).encode()
    assert texts(rows("jsonl", data)) == values


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_tables(mark: str) -> None:
    table = f'id{mark}text{mark}date\n1{mark}"A, b; c\t| ""d""\nnext line"{mark}2020-01-03\n\n2{mark}Two.\n'
    sources = [s for s in rows("csv", ("\ufeff" + table).encode()) if isinstance(s, Source)]
    assert texts(list(sources)) == ['A, b; c\t| "d"\nnext line', "Two."]
    assert [s.metadata for s in sources] == [Metadata(id="1", published="2020-01-03"), Metadata(id="2")]


def test_tables_in_old_encodings_and_with_stray_bytes() -> None:
    assert texts(rows("csv", "id,text\n1,“Łódź” fell\n".encode("utf-16"))) == ["“Łódź” fell"]
    assert texts(rows("csv", b"id,text\n1,the caf\xe9 \x93burned\x94 down\n")) == ["the café “burned” down"]
    assert texts(rows("csv", "id,text\n1,Łódź ".encode() + b"\x93x\x94\n")) == ["Łódź “x”"]


def test_long_cells_and_nul_characters() -> None:
    assert texts(rows("csv", b'id,text\n1,"' + b"a" * 300_000 + b'"\n')) == ["a" * 300_000]
    assert texts(rows("csv", b"id,text\n1,a\x00b\n")) == ["a\x00b"]


def test_a_row_of_too_many_cells_is_told() -> None:
    items = rows("csv", b"id,text\n1,a,b,c\n2,Good.\n")
    assert codes(items) == ["row_unread", "columns_guessed"]
    assert texts(items) == ["Good."]


def test_pages_within_a_dump_are_read_as_pages() -> None:
    line = json.dumps({"text": "<p>One.</p><p>Two.</p><p>Three.</p>"}).encode()
    (source,) = [s for s in rows("jsonl", line) if isinstance(s, Source)]
    assert ingest.read(source).report.text == "One.\n\nTwo.\n\nThree."


def test_a_dump_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "d.csv").write_text("text\nOne.\nTwo.\n", encoding="utf-8")
    items = list(ingest.sources([tmp_path]))
    assert [s.path for s in items if isinstance(s, Source)] == ["d.csv#2", "d.csv#3"]
