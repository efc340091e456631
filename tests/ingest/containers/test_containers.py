"""Containers: each member is a report by itself, none is lost, none is written, and no bomb goes off."""

from __future__ import annotations

import bz2
import gzip
import lzma
import random
import zipfile
from pathlib import Path

import pytest

from khabar import ingest
from khabar.records import Issue, Metadata, Source
from tests.ingest import made

PAGE = b"<html><body><p>Two shells hit the market of Kirsan.</p></body></html>"
MAIL = (
    b"From: Press <p@example.org>\r\nTo: desk@example.net\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSee the statement.\r\n'
    b'--b\r\nContent-Type: text/html\r\nContent-Disposition: attachment; filename="../../statement.html"\r\n\r\n'
    + PAGE
    + b"\r\n--b--\r\n"
)
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>Kirsan Wire</title>
<item><title>Shells hit market</title><link>https://kirsan.example/1</link><author>A. Reporter</author>
<pubDate>Tue, 03 May 2016 10:00:00 GMT</pubDate><description>Two shells hit the market.</description></item>
<item><title>Only an address</title><link>https://kirsan.example/2</link></item></channel></rss>"""

DEEP = made.zipped({"a.txt": b"Words."})
for _ in range(3):
    DEEP = made.zipped({"a.zip": DEEP})


def found(folder: Path, name: str, data: bytes) -> list[Source | Issue]:
    (folder / name).write_bytes(data)
    return list(ingest.sources([folder / name]))


def paths(items: list[Source | Issue]) -> list[str]:
    """Each report with its format, each refused file or member and each loose issue with its code."""
    return [_told(item) for item in items]


def _told(item: Source | Issue) -> str:
    if isinstance(item, Issue):
        return f"{item.code} {item.message.split(':')[0]}"
    return f"kept: {item.refusal.code} {item.path}" if item.refusal else f"{item.path} {item.format}"


def test_a_zip_archive_in_an_archive(tmp_path: Path) -> None:
    inner = made.zipped({"b.html": PAGE, "c.docx": made.docx(made.paragraph("Words."))})
    items = found(
        tmp_path,
        "pile.zip",
        made.zipped({"a.txt": "Words.", "folder/inner.zip": inner, "d.txt.gz": gzip.compress(b"Packed.")}),
    )
    assert paths(items) == [
        "pile.zip/a.txt plain",
        "pile.zip/folder/inner.zip/b.html html",
        "pile.zip/folder/inner.zip/c.docx docx",
        "pile.zip/d.txt.gz plain",
    ]


def test_names_of_members_lead_nowhere_and_all_members_are_met(tmp_path: Path) -> None:
    names = ["../out.txt", "/etc/out.txt", "C:\\out.txt", "A.txt", "a.txt", "x\u202etxt.exe"]
    (tmp_path / "in").mkdir()
    items = found(tmp_path / "in", "pile.zip", made.zipped({name: name for name in names}))
    assert [i.data.decode() for i in items if isinstance(i, Source)] == names
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["in", "pile.zip"]


def test_two_members_of_one_name_are_two(tmp_path: Path) -> None:
    # Both names are as long, so that one can be written over the other once the archive is made.
    data = made.zipped({"a.txt": "One.", "b.txt": "Two."}).replace(b"b.txt", b"a.txt")
    assert [i.data for i in found(tmp_path, "pile.zip", data) if isinstance(i, Source)] == [b"One.", b"Two."]


def test_a_packed_tape_with_a_link(tmp_path: Path) -> None:
    data = gzip.compress(made.taped({"a.txt": b"Words."}, {"b.txt": "/etc/passwd"}))
    assert paths(found(tmp_path, "pile.tgz", data)) == ["pile.tgz/a.txt plain", "not_a_file pile.tgz/b.txt"]
    assert paths(found(tmp_path, "pile.tar.gz", data)) == ["pile.tar.gz/a.txt plain", "not_a_file pile.tar.gz/b.txt"]


def test_a_mail_and_what_is_attached_to_it(tmp_path: Path) -> None:
    items = found(tmp_path, "one.eml", MAIL)
    assert paths(items) == ["one.eml message", "one.eml/../../statement.html html"]
    assert isinstance(items[1], Source)
    assert items[1].data == PAGE


def test_a_mailbox(tmp_path: Path) -> None:
    plain = b"From: A <a@example.org>\nMessage-ID: <2@example.org>\nSubject: Two\n\nWords.\n\n>From here on.\n"
    items = found(
        tmp_path, "all.mbox", b"From a@example.org Tue May 3\n" + MAIL + b"\nFrom b@example.org Tue May 3\n" + plain
    )
    assert paths(items) == [
        "all.mbox/1.eml message",
        "all.mbox/1.eml/../../statement.html html",
        "all.mbox/2.eml message",
    ]


def test_a_web_archive(tmp_path: Path) -> None:
    data = made.warc(
        [
            ("https://kirsan.example/1", "text/html; charset=utf-8", PAGE),
            ("https://kirsan.example/s.css", "text/css", b"p{}"),
        ]
    )
    page, note = found(tmp_path, "crawl.warc.gz", gzip.compress(data))
    assert page == Source(
        "crawl.warc.gz/https://kirsan.example/1.html",
        PAGE,
        "html",
        Metadata(url="https://kirsan.example/1", retrieved="2017-05-06T10:00:00Z"),
    )
    assert isinstance(note, Issue)
    assert (note.code, note.severity) == ("passed_over", "note")
    assert "1 text/css" in note.message


def test_a_feed(tmp_path: Path) -> None:
    entry, empty = found(tmp_path, "feed.xml", FEED.encode())
    assert isinstance(entry, Source)
    assert entry.path == "feed.xml#1"
    assert entry.data == b"Two shells hit the market."
    assert entry.metadata.outlet == "Kirsan Wire"
    assert entry.metadata.title == "Shells hit market"
    assert ingest.read(entry).report.published == "2016-05-03T10:00:00+00:00"
    assert isinstance(empty, Issue)
    assert empty.code == "empty"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("bomb.zip", made.zipped({"a.txt": b"a" * 30_000_000}), "too_large"),
        ("bomb.txt.gz", gzip.compress(b"a" * 30_000_000), "too_large"),
        ("bomb.zip.gz", gzip.compress(made.zipped({"a.txt": b"a" * 30_000_000}, zipfile.ZIP_STORED)), "too_large"),
        ("many.zip", made.zipped({f"{n}.txt": b"" for n in range(10_001)}, zipfile.ZIP_STORED), "too_many_members"),
        ("half.zip", made.zipped({"a.txt": b"Words."})[:-10], "damaged"),
        ("half.tar", made.taped({"a.txt": b"Words." * 1000})[:3000], "damaged"),
        ("half.txt.gz", gzip.compress(random.Random(1).randbytes(9000))[:5000], "damaged"),
        ("half.txt.bz2", bz2.compress(random.Random(1).randbytes(9000))[:5000], "damaged"),
        ("half.txt.xz", lzma.compress(random.Random(1).randbytes(9000))[:5000], "damaged"),
        ("layers.gz", gzip.compress(gzip.compress(gzip.compress(gzip.compress(gzip.compress(PAGE))))), "too_deep"),
        (
            "bomb.rss",
            b'<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><rss version="2.0"/>',
            "malformed",
        ),
        ("none.rss", b"<html><p>No feed.</p></html>", "malformed"),
        ("half.warc", b"WARC/1.0\r\nWARC-Type: response\r\n", "damaged"),
        ("cut.warc", made.warc([("https://kirsan.example/1", "text/html", PAGE * 3)])[:-100], "damaged"),
        ("nothing.warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "empty"),
        ("nothing.zip", made.zipped({}), "empty"),
        ("links.tar", made.taped({}, {"b.txt": "/etc/passwd"}), "empty"),
        ("nothing.mbox", b"From a@example.org Tue May 3\n", "empty"),
    ],
)
def test_a_container_that_cannot_be_taken_whole_is_kept_as_it_is(
    tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    *_, last = found(tmp_path, name, data)
    assert isinstance(last, Source)
    assert (last.path, last.data, last.refusal and last.refusal.code) == (name, data, code)


def test_a_container_within_too_many_others_is_kept_by_itself(tmp_path: Path) -> None:
    (inner,) = found(tmp_path, "deep.zip", DEEP)
    assert paths([inner]) == ["kept: too_deep deep.zip/a.zip/a.zip/a.zip"]
    assert isinstance(inner, Source)
    assert inner.data == made.zipped({"a.txt": b"Words."})


def test_a_packed_file_is_told_by_its_bytes_and_not_by_its_name(tmp_path: Path) -> None:
    packed = {
        "a.html": gzip.compress(PAGE),
        "b": gzip.compress(made.zipped({"a.txt": "Words."})),
        "c.txt.gz": b"Words.",
    }
    items = [item for name, data in packed.items() for item in found(tmp_path, name, data)]
    assert paths(items) == ["a.html html", "b/a.txt plain", "c.txt.gz plain"]
    assert isinstance(items[0], Source)
    assert items[0].data == PAGE


def test_packed_members_share_one_budget(tmp_path: Path) -> None:
    bombs = made.zipped({f"{n}.txt.gz": gzip.compress(b"a" * 1_000_000) for n in range(10)})
    items = found(tmp_path, "bombs.zip", bombs)
    assert sum(len(item.data) for item in items if isinstance(item, Source) and not item.refusal) <= 200 * len(bombs)
    assert paths(items)[0] == "kept: too_large bombs.zip/0.txt.gz"
    assert paths(items)[-1] == "kept: too_large bombs.zip"


def test_a_locked_member_is_told_and_the_others_are_read(tmp_path: Path) -> None:
    data = bytearray(made.zipped({"a.txt": b"Words.", "b.txt": b"Words."}, zipfile.ZIP_STORED))
    # The flag that a member is encrypted, in its header and in the directory.
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    items = found(tmp_path, "pile.zip", bytes(data))
    assert paths(items) == ["encrypted pile.zip/a.txt", "pile.zip/b.txt plain", "kept: encrypted pile.zip"]
