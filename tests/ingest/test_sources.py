"""Files, folders, globs: each file once, in order, under its path; what is left out is told."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from khabar import ingest
from khabar.errors import InputError
from khabar.records import Issue, Metadata, Refusal, Source


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "reports"
    for name in ("b.txt", "a/z.md", "a/é.html", "a/b/c.text", "c"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(f"<p>{name}</p>" if name.endswith("html") else name, encoding="utf-8")
    return root


def found(*paths: Path) -> list[str]:
    """The paths of sources and the codes of issues."""
    return [item.path if isinstance(item, Source) else f"{item.code}: {item.message}" for item in ingest.sources(paths)]


def test_a_folder_in_the_order_of_its_names(folder: Path) -> None:
    assert found(folder) == ["a/b/c.text", "a/z.md", "a/é.html", "b.txt", "c"]


def test_a_file_is_named_from_its_folder(folder: Path) -> None:
    assert found(folder / "a" / "z.md") == ["z.md"]


def test_globs_are_named_from_their_fixed_part(folder: Path) -> None:
    assert found(folder / "*.txt") == ["b.txt"]
    assert found(folder / "**" / "*.md") == ["a/z.md"]
    assert found(folder / "a*") == ["a/b/c.text", "a/z.md", "a/é.html"]


def test_formats(folder: Path) -> None:
    formats = {s.path: s.format for s in ingest.sources([folder]) if isinstance(s, Source)}
    assert formats == {"a/b/c.text": "plain", "a/z.md": "plain", "a/é.html": "html", "b.txt": "plain", "c": "plain"}


def test_a_page_without_a_suffix_is_told_by_its_words(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("<!DOCTYPE html><p>Words.", encoding="utf-8")
    (source,) = ingest.sources([tmp_path])
    assert isinstance(source, Source)
    assert source.format == "html"


def test_given_metadata_holds_for_what_a_source_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "d.jsonl").write_text('{"text": "One.", "outlet": "Own"}\n{"text": "Two."}\n', encoding="utf-8")
    given = Metadata(outlet="Given", retrieved="2020-01-05")
    sources = [s for s in ingest.sources([tmp_path], given) if isinstance(s, Source)]
    assert [s.metadata for s in sources] == [Metadata(outlet="Own", retrieved="2020-01-05"), given]


def test_a_missing_path_is_the_callers_mistake(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file, folder or match"):
        found(tmp_path / "nothing*")
    with pytest.raises(InputError):
        found(tmp_path / "nothing.txt")


def test_hidden_files_are_told(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x", encoding="utf-8")
    assert found(tmp_path) == [
        "hidden: .git: hidden, so it was left out",
        "hidden: .hidden: hidden, so it was left out",
    ]


def test_links_out_of_the_folder_are_not_followed(folder: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    (folder / "link.txt").symlink_to(secret)
    (folder / "inner.txt").symlink_to(folder / "b.txt")
    (folder / "loop").symlink_to(folder)
    (folder / "broken.txt").symlink_to(folder / "gone.txt")
    items = found(folder)
    assert "link_outside: link.txt: a link that leads out of the folder, so it was not followed" in items
    assert "link_to_folder: loop: a link to a folder, so it was not followed" in items
    assert any(item.startswith("unreadable: broken.txt") for item in items)
    assert "inner.txt" in items
    assert "secret.txt" not in " ".join(items)


def test_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert found(tmp_path) == ["unreadable: pipe.txt: not a regular file"]


def test_names_that_are_not_utf8_become_names_that_are(tmp_path: Path) -> None:
    (Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))).write_text("Words.", encoding="utf-8")
    assert found(tmp_path) == ["caf\\xe9.txt"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n", "binary"),
        ("a.bin", bytes(range(256)), "binary"),
        ("a.docx", b"PK\x03\x04", "damaged"),
        ("feed.rss", b"<html/>", "malformed"),
        ("page.xml", b"<page>Words.</page>", "unsupported_format"),
        ("a.txt.gz", b"\x1f\x8bbroken", "damaged"),
    ],
)
def test_what_is_not_read_is_kept_and_the_run_goes_on(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "z.txt").write_text("Words.", encoding="utf-8")
    refused, source = ingest.sources([tmp_path])
    assert isinstance(refused, Source)
    assert (refused.path, refused.data, refused.refusal and refused.refusal.code) == (name, data, code)
    assert isinstance(source, Source)
    assert source.refusal is None


def test_packed_text_is_unpacked(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Words."))
    (source,) = ingest.sources([tmp_path])
    assert source == Source("a.txt.gz", b"Words.", "plain")


def test_a_packed_bomb_is_stopped_by_what_it_gives(tmp_path: Path) -> None:
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 30_000_000))
    (tmp_path / "bomb.jsonl.gz").write_bytes(gzip.compress(b'{"text": "x"}\n' * 200_000))
    items = list(ingest.sources([tmp_path]))
    refused = [i for i in items if isinstance(i, Source) and i.refusal]
    assert [(i.path, i.refusal and i.refusal.code) for i in refused] == [
        ("bomb.jsonl.gz", "too_large"),
        ("bomb.txt.gz", "too_large"),
    ]
    assert all(i.data == (tmp_path / i.path).read_bytes() for i in refused)


def test_a_file_over_the_limit_is_kept_without_being_brought_into_memory(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Words. " * 100)
    (refused,) = ingest.sources([tmp_path], limits=ingest.Limits(file=500))
    assert isinstance(refused, Source)
    assert refused.refusal == Refusal("too_large", "it has more than 500 bytes, the limit called file")
    assert not isinstance(refused.data, bytes)
    assert bytes(refused.data) == b"Words. " * 100


def test_the_whole_corpus_reads_in_any_order(folder: Path) -> None:
    forward = [ingest.read(s) for s in ingest.sources([folder / "a", folder / "b.txt"]) if isinstance(s, Source)]
    backward = [ingest.read(s) for s in ingest.sources([folder / "b.txt", folder / "a"]) if isinstance(s, Source)]
    assert forward == [*backward[1:], backward[0]]


@pytest.mark.parametrize("name", ["page.csv", "page.json", "page.jsonl"])
def test_a_page_under_the_name_of_a_table_is_a_page(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(
        b"\xef\xbb\xbf\n<!DOCTYPE html><html><body><p>Two shells hit the market.</p></body></html>"
    )
    (found,) = ingest.sources([tmp_path])
    assert isinstance(found, Source)
    assert (found.path, found.format, found.refusal) == (name, "html", None)


def test_a_file_that_holds_no_row_is_kept_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"id,text\n")
    (found,) = ingest.sources([tmp_path])
    assert isinstance(found, Source)
    assert (found.data, found.refusal and found.refusal.code) == (b"id,text\n", "empty")


def test_links_that_lead_in_a_circle_cost_themselves(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "up").symlink_to("..")
    (tmp_path / "words.txt").write_text("Two shells hit the market.", encoding="utf-8")
    os.mkfifo(tmp_path / "pipe")
    found = list(ingest.sources([tmp_path]))
    assert [one.path for one in found if isinstance(one, Source)] == ["words.txt"]
    told = {one.message.partition(":")[0]: (one.code, one.message) for one in found if isinstance(one, Issue)}
    assert {name: code for name, (code, _) in told.items()} == {
        "one": "unreadable", "two": "unreadable", "pipe": "unreadable", "sub/up": "link_to_folder",
    }  # fmt: skip
    assert "symbolic links" in told["one"][1]


def test_a_folder_without_files_is_told_of_at_once(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no file in"):
        list(ingest.sources([tmp_path]))
