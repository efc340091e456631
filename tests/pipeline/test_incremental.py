"""Only what is new or changed is read; what goes takes with it what rested on it, and says what that was."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.spent import spent
from khabar import casebook, pipeline
from khabar.pipeline import building, reviewing

TEXTS = (
    "Gunmen killed four men in Hit on Sunday, the Iraqi army said.",
    "Rebels shelled Rawa on Monday, wounding nine people, residents told Radio Rawa.",
    "Police arrested two men in Basra. The ministry denied that anybody was harmed.",
)


def dump(folder: Path, **changed: str) -> Path:
    """Three reports as a dump; ``changed`` says what the second one's metadata say instead."""
    rows = [{"id": str(n), "text": text, "date": "2020-05-04", "outlet": "Wire"} for n, text in enumerate(TEXTS)]
    rows[1] |= changed
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.mark.parametrize("changed", [{"date": "2020-05-11"}, {"outlet": "Another"}])
def test_correcting_a_date_or_an_outlet_reads_that_report_alone(tmp_path: Path, changed: dict[str, str]) -> None:
    case = tmp_path / "case"
    assert pipeline.build([dump(tmp_path)], case).read_afresh == 3
    assert pipeline.build([dump(tmp_path)], case).read_afresh == 0
    before = casebook.open_casebook(case).table("reports").to_pylist()
    assert pipeline.build([dump(tmp_path, **changed)], case).read_afresh == 1
    after = casebook.open_casebook(case).table("reports").to_pylist()
    column = "published" if "date" in changed else "outlet"
    assert [row["report_id"] for row in before] == [row["report_id"] for row in after]
    assert sum(one[column] != other[column] for one, other in zip(before, after, strict=True)) == 1


def test_a_damaged_reading_is_read_again_and_costs_nothing_else(tmp_path: Path) -> None:
    case = tmp_path / "case"
    pipeline.build([dump(tmp_path)], case)
    whole = casebook.read_manifest(case)["files"]
    kept = sorted(case.glob("cache/*/*.reading"))
    kept[0].write_bytes(kept[0].read_bytes()[:-9] + b"\0" * 9)
    kept[1].write_bytes(b"")
    summary = pipeline.build([dump(tmp_path)], case)
    assert (summary.ok, summary.rejected) == (3, 0)
    assert casebook.read_manifest(case)["files"] == whole


def test_what_goes_with_a_report_is_told_and_gone(tmp_path: Path) -> None:
    case = tmp_path / "case"
    pipeline.build([dump(tmp_path)], case)
    book = casebook.open_casebook(case)
    (name,) = book.sql("SELECT path FROM sightings JOIN reports USING (report_id) WHERE text LIKE '%Rawa%'")[
        "path"
    ].to_pylist()
    resting = reviewing.resting_together(case, [name])
    assert resting["claims"]
    assert resting["quantities"]
    pipeline.remove([name], case)
    after = casebook.open_casebook(case)
    for table, key in (("claims", "claim_id"), ("quantities", "quantity_id")):
        assert set(resting[table]).isdisjoint(after.table(table)[key].to_pylist())
    assert set(resting["claims"]) <= set(after.table("renames")["old"].to_pylist())
    assert list(casebook.verify(case)) == []


def test_a_casebook_may_lose_its_last_report(tmp_path: Path) -> None:
    report, case = tmp_path / "one.txt", tmp_path / "case"
    report.write_text(TEXTS[0], encoding="utf-8")
    pipeline.build([report], case)
    assert pipeline.remove(["one.txt"], case).reports == 0
    assert list(casebook.verify(case)) == []


def _reports(folder: Path, first: int, last: int) -> None:
    """Reports of some length, each of other words."""
    for number in range(first, last):
        told = " ".join(
            f"{text} It was told in village {number} of street {number * 7 + at}." for at, text in enumerate(TEXTS * 9)
        )
        (folder / f"{number}.txt").write_text(told, encoding="utf-8")


@pytest.mark.long
def test_one_new_report_in_a_hundred_costs_three_hundredths_of_reading_all(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reports, case = tmp_path / "reports", tmp_path / "case"
    reports.mkdir()
    linking: list[float] = []
    link = building.link_generation

    def timed(*given: Any) -> None:
        began = spent()
        link(*given)
        linking.append(spent() - began)

    # What a process loads once is loaded by then, and counts neither here nor there.
    pipeline.build([dump(tmp_path)], tmp_path / "first")
    monkeypatch.setattr(building, "link_generation", timed)
    seconds = []
    for last in (100, 100, 101):
        _reports(reports, 0, last)
        began = spent()
        pipeline.build([reports], case)
        seconds.append(spent() - began)
    whole, unchanged, again = (all_of_it - linked for all_of_it, linked in zip(seconds, linking, strict=True))
    print(
        f"without linking: 100 reports {whole:.2f} s, again with nothing new {unchanged:.2f} s, "
        f"with one more {again:.2f} s, {again / whole:.1%}; linking {linking[0]:.1f}, {linking[1]:.1f} and {linking[2]:.1f} s"
    )
    assert again <= 0.03 * whole
