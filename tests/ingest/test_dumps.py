"""JSON Lines, JSON and tables: one source a row, columns guessed and told, odd rows told and passed over."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import ingest
from khabar.errors import ReportError
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


@pytest.mark.parametrize(
    ("form", "data"),
    [("csv", b"id,text\n"), ("csv", b"All of it in one line."), ("json", b"[]"), ("jsonl", b"\n\n"), ("csv", b"")],
)
def test_a_dump_without_rows_is_refused_and_not_passed_over(form: str, data: bytes) -> None:
    with pytest.raises(ReportError, match=r"no row in it|nothing") as refused:
        rows(form, data)
    assert refused.value.code == "empty"


def parquet(**columns: list[object]) -> bytes:
    sink = io.BytesIO()
    pq.write_table(pa.table(columns), sink)
    return sink.getvalue()


def test_parquet_is_read_row_by_row() -> None:
    data = parquet(text=["One.", None, "Three."], date=[date(2020, 1, 3)] * 3, outlet=["Post"] * 3)
    note, *found = rows("parquet", data)
    assert isinstance(note, Issue)
    assert texts(found) == ["One.", "Three."]
    assert codes(found) == ["no_text"]
    assert {s.metadata.published for s in found if isinstance(s, Source) and not s.refusal} == {"2020-01-03"}


@pytest.mark.parametrize("end", [8, -9])
def test_a_cut_or_altered_parquet_file_is_told(end: int) -> None:
    data = parquet(text=["One."])
    with pytest.raises(ReportError) as refused:
        rows("parquet", data[:end] + b"PAR1")
    assert refused.value.code == "malformed"


def test_parquet_is_known_by_its_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "pile").write_bytes(parquet(text=["One."]))
    assert texts(list(ingest.sources([tmp_path], Metadata()))) == ["One."]


def test_the_better_name_wins() -> None:
    assert columns.guess(("notes", "text", "summary"))["text"] == "text"


def test_named_columns_are_taken_as_they_are() -> None:
    (source,) = rows("csv", b"a,text\nWords.,other\n", {"text": "a"})
    assert texts([source]) == ["Words."]


def test_no_column_for_the_text() -> None:
    with pytest.raises(ReportError, match="--columns text=COLUMN") as refused:
        rows("csv", b"a,b\n1,2\n")
    assert refused.value.code == "no_text_column"
    assert codes(rows("jsonl", b'{"a": 1}\n{"text": "T."}\n')) == ["no_text_column", "no_text"]


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


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=5))
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


# ------------------------------------------------------------------ the dumps of monitoring services, in their own columns

EVENT = (
    "1100000001 20160503 201605 2016 2016.3370 KRS KIRSAN KRS _ _ _ _ _ _ _ MIL ARMY _ _ _ _ _ MIL _ _ 1 190 190 19 4 -10.0 "
    "6 2 6 -4.1 4 Kirsan KS KS01 _ 33.1 44.2 -1 4 Kirsan KS KS01 _ 33.1 44.2 -1 4 Kirsan KS KS01 _ 33.1 44.2 -1 20160503101500 "
    "https://kirsan.example/1"
)
OLD_EVENT = " ".join(cell for at, cell in enumerate(EVENT.split()) if at not in (39, 47, 55))
MENTION = (
    "1100000001 20160503101500 20160503103000 1 kirsan.example https://kirsan.example/1 3 _ 10 40 1 60 2100 -4.1 _ _"
)
EXTRAS = (
    "<PAGE_LINKS>https://kirsan.example/2</PAGE_LINKS><PAGE_TITLE>Shells hit &quot;market&quot; in Kirsan</PAGE_TITLE>"
)
GRAPH = f"20160503101500-7 20160503101500 1 kirsan.example https://kirsan.example/1 {'_ ' * 21}{{}}"


def tabbed(row: str, last: str = "") -> bytes:
    """A row of a table without a line of names, empty cells written as low lines."""
    cells = ["" if cell == "_" else cell for cell in row.split()]
    return "\t".join([*cells[:-1], last or cells[-1]]).encode() + b"\n"


@pytest.mark.parametrize(
    ("row", "count", "told"),
    [(EVENT, 61, "GDELT 2.0 events"), (OLD_EVENT, 58, "GDELT 1.0 events"), (MENTION, 16, "GDELT 2.0 mentions")],
)
def test_a_table_of_codes_without_words_is_told_as_what_it_is(row: str, count: int, told: str) -> None:
    assert tabbed(row).count(b"\t") == count - 1
    with pytest.raises(ReportError, match=f"{told} holds codes and addresses and no words") as refused:
        rows("csv", tabbed(row))
    assert refused.value.code == "no_words"


def test_headlines_of_a_knowledge_graph_are_read() -> None:
    data = (
        tabbed(GRAPH, EXTRAS)
        + tabbed(GRAPH, '<PAGE_TITLE>The "army" denies it</PAGE_TITLE>')
        + b"1\t2\n"
        + tabbed(GRAPH)
    )
    assert data.count(b"\t", 0, data.index(b"\n")) == 26
    note, first, second, short, none = rows("csv", data)
    assert isinstance(note, Issue)
    assert (note.code, note.severity) == ("headlines_only", "warning")
    assert "text from 'V2EXTRASXML'" in note.message
    assert texts([first, second]) == ['Shells hit "market" in Kirsan', 'The "army" denies it']
    assert isinstance(first, Source)
    assert first.metadata == Metadata(
        id="20160503101500-7", outlet="kirsan.example", published="20160503101500", url="https://kirsan.example/1"
    )
    assert ingest.read(first).report.published == "2016-05-03"
    assert codes([short, none]) == ["row_unread", "empty"]


def test_an_article_list_is_read_by_its_headlines() -> None:
    article = {"url": "https://kirsan.example/1", "title": "Shells hit market", "seendate": "20160503T101500Z"}
    article |= {
        "url_mobile": "",
        "socialimage": "",
        "domain": "kirsan.example",
        "language": "English",
        "sourcecountry": "X",
    }
    note, source = rows("json", json.dumps({"articles": [article]}).encode())
    assert codes([note]) == ["headlines_only"]
    assert isinstance(source, Source)
    assert source.data == b"Shells hit market"
    assert ingest.read(source).report.published == "2016-05-03"
    listed = "\ufeffURL,MobileURL,Date,Title\nhttps://kirsan.example/1,,2016-05-03 10:15:00,Shells hit market\n"
    assert texts(rows("csv", listed.encode())) == ["Shells hit market"]


STORIES = "id,indexed_date,language,media_name,media_url,publish_date,title,url\n"
OLD_STORIES = "stories_id,publish_date,title,url,language,ap_syndicated,themes,media_id,media_name,media_url\n"


@pytest.mark.parametrize(
    "table",
    [
        STORIES
        + 'ab1,2016-05-04 02:00:00,en,kirsan.example,kirsan.example,2016-05-03,"Shells hit market",https://k.example/1\n',
        OLD_STORIES
        + "7,2016-05-03 10:15:00,Shells hit market,https://k.example/1,en,f,war,9,kirsan.example,https://k.example\n",
    ],
)
def test_stories_of_a_media_monitor_are_read_by_their_headlines(table: str) -> None:
    note, source = rows("csv", table.encode())
    assert codes([note]) == ["headlines_only"]
    assert isinstance(source, Source)
    assert source.data == b"Shells hit market"
    assert (source.metadata.outlet, source.metadata.url) == ("kirsan.example", "https://k.example/1")
    assert source.metadata.id in ("ab1", "7")
    assert str(ingest.read(source).report.published).startswith("2016-05-03")


def test_stories_with_their_texts_are_read_whole() -> None:
    line = {
        "stories_id": 7,
        "title": "Shells hit market",
        "story_text": "Two shells hit.",
        "media_name": "K",
        "guid": "g",
    }
    _, source = rows("jsonl", json.dumps(line).encode())
    assert isinstance(source, Source)
    assert (source.data, source.metadata.id) == (b"Two shells hit.", "7")


@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_parquet_file_is_read_or_refused(seed: int) -> None:
    choose, data = random.Random(seed), bytearray(parquet(text=["One.", "Two."], date=["2020-01-03", None]))
    for _ in range(choose.choice((1, 3, 10))):
        data[choose.randrange(4, len(data))] = choose.randrange(256)
    try:
        told = [*map(type, rows("parquet", bytes(data)))]
    except ReportError as refused:
        told = [refused.code]
    assert set(told) <= {Issue, Source, "malformed", "no_text_column"}
