"""Hostile content on the whole way from files to a casebook: what no part can be tested for by itself."""

from __future__ import annotations

import gzip
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import khabar
from khabar import casebook
from tests.ingest import made

STRIKE = "Rebels shelled the market of Mosul on 3 May 2016, killing nine people, the army said."


@pytest.fixture
def build(tmp_path: Path) -> Callable[[Mapping[str, str | bytes]], casebook.Casebook]:
    """Builds a casebook of files by their names, and proves it."""

    def made_of(files: Mapping[str, str | bytes]) -> casebook.Casebook:
        for name, data in files.items():
            (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "in" / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        case = khabar.build([tmp_path / "in"], tmp_path / "case")
        assert list(casebook.verify(tmp_path / "case")) == []
        return case

    return made_of


Build = Callable[[Mapping[str, str | bytes]], casebook.Casebook]

# ------------------------------------------------------------------ characters that are not seen, or look like others

HIDDEN = (
    "The Ha\u200bmas office in \u202eGaza\u202c and a \U0001f680 volley of ١٢ rockets: rebels shelled Mo\u00adsul and "
    "cafe\u0301s on 3 May 2016, killing nine people, the аrmy (with a Cyrillic а) said. قال الجيش. Then \u2066rebels\u2069 "
    "shelled Mosul again."
)


def test_every_span_is_of_the_stored_text_whatever_is_hidden_in_it(build: Build) -> None:
    case = build(
        {"a.txt": HIDDEN, "b.txt": "\ufeff" + HIDDEN.replace("nine", "ten").encode("utf-16-le").decode("utf-16-le")}
    )
    texts = {row["report_id"]: row["text"] for row in case.table("reports").to_pylist()}
    spans = 0
    for name in ("mentions", "claims", "quantities", "dates", "places"):
        column = "trigger" if name == "claims" else "text"
        for row in case.table(name).to_pylist():
            assert texts[row["report_id"]][row["start"] : row["end"]] == row[column]
            # The same span as a page counts it, in the units of JavaScript's strings.
            units = [len(texts[row["report_id"]][:at].encode("utf-16-le")) for at in (row["start"], row["end"])]
            assert texts[row["report_id"]].encode("utf-16-le")[units[0] : units[1]].decode("utf-16-le") == row[column]
            spans += 1
    assert spans > 10


# ------------------------------------------------------------------ numbers

NUMBERS = {
    "digits": f"Rebels killed {'9' * 5000} people in Mosul.",
    "exponent": "Rebels killed 1e400 people in Mosul, and 1E+999 soldiers died.",
    "negative": "The blast killed -5 people in Mosul.",
    "comma": "A blast killed 2,5 people and 2.5 people in Mosul.",
    "range": "Between 90 and 10 people, 5-3 soldiers and 10-12-14 rebels died in Mosul in 2016.",
    "other": "Rebels killed ١٢ and ½ and Ⅻ and 一百 people in Mosul, 0x1F of them soldiers, NaN and Infinity others.",
}


@pytest.mark.parametrize("text", NUMBERS.values(), ids=NUMBERS)
def test_odd_numbers_stop_nothing_and_bound_nothing_wrongly(build: Build, text: str) -> None:
    case = build({"a.txt": text})
    assert [row["status"] for row in case.table("reports").to_pylist()] == ["ok"]
    for row in case.table("quantities").to_pylist():
        low, best, high = row["low"], row["best"], row["high"]
        known = [value for value in (low, best, high) if value is not None]
        assert known == sorted(known)
        assert all(0 <= value < 1e15 for value in known)


# ------------------------------------------------------------------ JSON, and characters that end lines or strings elsewhere


def test_odd_characters_come_through_a_casebook_and_a_stream(build: Build, tmp_path: Path) -> None:
    words = f"{STRIKE}\u2028 It said so.\u0085 Twice.\x00 And \ud83d\ude00.".encode("utf-16", "surrogatepass").decode(
        "utf-16"
    )
    lines = (
        json.dumps({"text": words, "id": "a\u2028b", "title": None, "x": float("nan")}) + "\n" + "[" * 100_000 + "\n"
    )
    case = build({"a.jsonl": lines})
    row = next(row for row in case.table("reports").to_pylist() if row["status"] != "rejected")
    assert row["source_text"] == words
    (tmp_path / "lines.jsonl").write_text(lines, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "khabar", "read", "--jsonl", str(tmp_path / "lines.jsonl")],
        capture_output=True,
        check=False,
    )
    printed = [json.loads(line, parse_constant=pytest.fail) for line in done.stdout.split(b"\n")[:-1]]
    assert [one["report"]["status"] for one in printed] == [row["status"], "rejected"]
    assert printed[0]["report"]["text"] == row["text"]
    assert printed[0]["report"]["id"] == "a\u2028b"


def test_broken_headers_of_a_mail_and_names_of_members_stop_no_build(build: Build) -> None:
    head = b"From: \xff\xfe A \xc3 <a@b.example>\nSubject: Shells \xe9\xff hit\nMessage-ID: <1@b.example>\nMIME-Version: 1.0\n"
    attached = b'--b\nContent-Disposition: attachment; filename="\xff\xed\xa0\x80.html"\n\n<p>Words.</p>\n--b--\n'
    parts = b"Content-Type: multipart/mixed; boundary=b\n\n--b\n\n" + STRIKE.encode() + b"\n" + attached
    archive = made.warc([("https://b.example/XX", "text/html", b"<p>Words of a page.</p>")]).replace(b"XX", b"\xff\xfe")
    case = build({"a.eml": head + parts, "b.warc": archive})
    assert case.manifest["counts"]["reports"] == 3
    assert {row["status"] for row in case.table("reports").to_pylist()} == {"ok"}


# ------------------------------------------------------------------ links, and what asks to be read or fetched

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{}<image x:href="{}"/>'
    "<text>Words of a map.</text></svg>"
)


def asking(address: str) -> dict[str, str | bytes]:
    """Files that ask for what is at an address, in every way that their formats have."""
    entity = f'<!DOCTYPE d [<!ENTITY e SYSTEM "{address}">]>'
    outside = f'<!DOCTYPE d SYSTEM "{address}">'
    include = f'<x:include xmlns:x="http://www.w3.org/2001/XInclude" parse="text" href="{address}"/>'
    word = (
        f'<w:document xmlns:w="{made.WORD}"><w:body><w:p><w:r><w:t>{STRIKE} &e;</w:t></w:r></w:p></w:body></w:document>'
    )
    styled = f'<?xml version="1.0"?><?xml-stylesheet href="{address}"?>'
    page = (
        f'<base href="{address}"><link rel="stylesheet" href="{address}"><script src="{address}"></script>'
        f'<meta http-equiv="refresh" content="0;url={address}"><img src="{address}"><iframe src="{address}"></iframe>'
        f'<object data="{address}"></object><p>{STRIKE} <a href="{address}">here</a></p>'
    )
    feed = f'<rss version="2.0"><channel><title>T</title><item><link>{address}</link><description>{STRIKE}{{}}</description>'
    feed += f'<enclosure url="{address}" length="9" type="text/plain"/></item></channel></rss>'
    return {
        "page.html": page,
        "page.xhtml": f"{styled}{entity}<html><body><p>{STRIKE}&e;</p></body></html>",
        "map.svg": SVG.format(include, address),
        "entity.svg": entity + SVG.format("&e;", address),
        "entity.docx": made.zipped({"word/document.xml": entity + word}),
        "outside.docx": made.zipped({"word/document.xml": outside + word.replace("&e;", "")}),
        "include.docx": made.docx(made.paragraph(STRIKE) + include),
        "entity.odt": made.zipped({"META-INF/manifest.xml": "<m/>", "content.xml": f"{entity}<d>&e;</d>"}),
        "include.odt": made.odt(f"<text:p>{STRIKE}</text:p>{include}"),
        "entity.epub": made.epub([f"{entity}<html><body><p>{STRIKE}&e;</p></body></html>"]),
        "entity.rss": f'<?xml version="1.0"?>{entity}{feed.format("&e;")}',
        "outside.rss": f'<?xml version="1.0"?>{outside}{feed.format("")}',
        "include.rss": f'<?xml version="1.0"?>{feed.format(include)}',
        "mail.eml": f"From: a@b.example\nMessage-ID: <1@b.example>\nMIME-Version: 1.0\nContent-Type: text/html\n\n{page}",
        "link.md": f"![picture]({address}) {STRIKE} [here]({address})",
        "link.rtf": rf'{{\rtf1 {{\field{{\*\fldinst{{INCLUDETEXT "{address}"}}}}{{\fldrslt {STRIKE}}}}}}}',
        "page.warc.gz": gzip.compress(made.warc([(address, "text/html", page.encode())])),
    }


def test_nothing_that_a_report_links_to_is_fetched(build: Build) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.2)
        port = server.getsockname()[1]
        case = build(asking(f"http://127.0.0.1:{port}/wanted"))
        with pytest.raises(TimeoutError):
            server.accept()
    assert case.manifest["counts"]["reports"] >= 15


def test_no_file_that_a_report_asks_for_is_read(build: Build, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("quillfeather", encoding="utf-8")
    case = build(asking((tmp_path / "secret.txt").as_uri()))
    for name in case.tables:
        assert "quillfeather" not in str(case.table(name).to_pylist()), name
    found = case.sql("SELECT path, status FROM sightings JOIN reports USING (report_id)").to_pylist()
    rows = {row["path"]: row["status"] for row in found}
    # Each is read without what it asks for, or refused; none is lost.
    assert {path.partition("#")[0].partition("/")[0] for path in rows} == set(asking(""))
    assert rows["page.html"] == rows["include.docx"] == rows["include.odt"] == "ok"
    assert rows["entity.docx"] == rows["outside.docx"] == rows["entity.odt"] == rows["entity.rss"] == "rejected"


# ------------------------------------------------------------------ copies


def test_a_thousand_copies_are_one_report_and_one_origin(build: Build) -> None:
    other = "Farmers in Basra reported a good harvest of dates, the ministry of agriculture said on 4 May 2016."
    body = f"{STRIKE} The shells hit a bakery at noon, and ambulances took the wounded to two hospitals in the city."
    single = build({"copies/0.txt": body, "other.txt": other})
    before = single.sql("SELECT count(*) AS n, min(origins) AS o FROM incidents").to_pylist()
    case = build({f"copies/{n}.txt": body for n in range(1_000)} | {"near.txt": body.replace("a bakery", "one bakery")})
    counts = case.manifest["counts"]
    assert (counts["reports"], counts["sightings"]) == (3, 1_002)
    near = case.sql(
        "SELECT count(*) AS n FROM borrowings WHERE kind IN ('republication', 'near_duplicate')"
    ).to_pylist()
    assert near == [{"n": 1}]
    assert case.sql("SELECT count(*) AS n, min(origins) AS o FROM incidents").to_pylist() == before
