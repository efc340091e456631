"""What was refused is in the casebook with its bytes and its reason, whatever refused it, and stays there."""

from __future__ import annotations

import gzip
import shutil
from collections import Counter
from pathlib import Path

import pytest

from khabar import casebook, ingest, pipeline
from tests.ingest import made

WORDS = "The army shelled Kirsan on Monday, killing two people."


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """Files that are read, and files that are refused for what they are, hold or cost."""
    folder = tmp_path / "pile"
    folder.mkdir()
    (folder / "a.txt").write_text(WORDS, encoding="utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    (folder / "long.txt").write_bytes(b"Words of a report. " * 20_000)
    (folder / "bomb.zip").write_bytes(made.zipped({"good.txt": WORDS, "bad.txt": b"a" * 3_000_000}))
    (folder / "half.txt.gz").write_bytes(gzip.compress(WORDS.encode())[:-10])
    (folder / "rows.jsonl").write_text('{"text": "Two died in Kirsan."}\n{"text": 5}\n', encoding="utf-8")
    return folder


LIMITS = ingest.Limits(file=300_000, member=2_000_000)


def statuses(case: Path) -> dict[str, tuple[str, str]]:
    """The status of every sighting, and the code of what was wrong."""
    rows = casebook.open_casebook(case).sql(
        "SELECT path, status, coalesce(any_value(code) FILTER (severity = 'error'), '') AS code "
        "FROM sightings JOIN reports USING (report_id) LEFT JOIN issues USING (report_id) GROUP BY ALL"
    )
    return {row["path"]: (row["status"], row["code"]) for row in rows.to_pylist()}


EXPECTED = {
    "a.txt": ("ok", ""),
    "bomb.zip": ("rejected", "too_large"),
    "bomb.zip/good.txt": ("ok", ""),
    "half.txt.gz": ("rejected", "damaged"),
    "long.txt": ("rejected", "too_large"),
    "picture.png": ("rejected", "binary"),
    "rows.jsonl#1": ("ok", ""),
    "rows.jsonl#2": ("rejected", "no_text"),
}


def test_whatever_is_refused_is_a_rejected_report_whose_bytes_are_kept(pile: Path, tmp_path: Path) -> None:
    summary = pipeline.build([pile], tmp_path / "case", limits=LIMITS)
    assert statuses(tmp_path / "case") == EXPECTED
    # The same words lay in two places.
    assert Counter(summary=summary.reports) == Counter(summary=summary.ok + summary.partial + summary.rejected)
    assert (summary.ok, summary.rejected) == (2, 5)
    kept = {path.read_bytes() for path in (tmp_path / "case" / "originals").glob("*/*")}
    assert kept >= {path.read_bytes() for path in pile.iterdir() if path.name != "rows.jsonl"}
    assert not list(casebook.verify(tmp_path / "case"))


def test_the_limits_stand_in_the_manifest_and_are_those_of_what_is_added(pile: Path, tmp_path: Path) -> None:
    case = tmp_path / "case"
    pipeline.build([pile], case, limits=LIMITS)
    stated = casebook.read_manifest(case)["parameters"]["limits"]
    assert (stated["file"], stated["member"], stated["depth"]) == (300_000, 2_000_000, 3)
    shutil.copy(pile / "long.txt", tmp_path / "more.txt")
    with (tmp_path / "more.txt").open("ab") as stream:
        stream.write(b"More.")
    pipeline.add([tmp_path / "more.txt"], case)
    assert statuses(case) == {**EXPECTED, "more.txt": ("rejected", "too_large")}
    pipeline.add([tmp_path / "more.txt"], case, limits={"file": 1_000_000})
    assert statuses(case)["more.txt"] == ("ok", "")
    assert casebook.read_manifest(case)["parameters"]["limits"]["file"] == 1_000_000


def test_bytes_that_can_be_read_somewhere_are_read(tmp_path: Path) -> None:
    """The same page lies within too many containers, and by itself."""
    pile = tmp_path / "pile"
    pile.mkdir()
    data = made.zipped({"a.txt": WORDS})
    (pile / "inner.zip").write_bytes(data)
    for _ in range(3):
        data = made.zipped({"a.zip": data})
    (pile / "deep.zip").write_bytes(data)
    pipeline.build([pile], tmp_path / "case")
    assert statuses(tmp_path / "case") == {
        "deep.zip/a.zip/a.zip/a.zip": ("rejected", "too_deep"),
        "inner.zip/a.txt": ("ok", ""),
    }
