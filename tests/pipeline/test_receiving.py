"""A file that was opened before is not opened again, and nothing but time comes of that."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from khabar import casebook, ingest, pipeline
from khabar.records import Metadata

Opened = list[str]


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """The names of the files that were opened."""
    names: Opened = []
    opened = ingest.opened

    def listened(place: ingest.Place, *rest: Any) -> Iterator[Any]:
        names.append(place.name)
        yield from opened(place, *rest)

    monkeypatch.setattr(ingest, "opened", listened)
    return names


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two reports and an archive of one."""
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("Gunmen killed four men in Hit on Sunday, the Iraqi army said.", encoding="utf-8")
    (folder / "b.txt").write_text("Police arrested two men in Basra.", encoding="utf-8")
    with zipfile.ZipFile(folder / "c.zip", "w") as archive:
        archive.writestr("inner.txt", "Rebels shelled Rawa on Monday, residents told Radio Rawa.")
    return folder


def made(case: Path) -> Any:
    return casebook.comparable(casebook.read_manifest(case))


def test_files_that_have_not_changed_are_not_opened_again(reports: Path, tmp_path: Path, asked_for: Opened) -> None:
    case = tmp_path / "case"
    pipeline.build([reports], case)
    whole = made(case)
    assert asked_for == ["a.txt", "b.txt", "c.zip"]
    asked_for.clear()
    pipeline.build([reports], case)
    assert asked_for == []
    assert made(case) == whole
    (reports / "b.txt").write_text("Police arrested three men in Basra.", encoding="utf-8")
    pipeline.build([reports], case)
    assert asked_for == ["b.txt"]
    pipeline.build([reports], tmp_path / "afresh")
    assert made(case) == made(tmp_path / "afresh")


def _another_name(reports: Path, _: Path) -> None:
    (reports / "b.txt").rename(reports / "b.html")


def _lost(_: Path, case: Path) -> None:
    for original in case.glob("originals/*/*.txt"):
        if b"Basra" in original.read_bytes():
            original.unlink()


def _cut_short(_: Path, case: Path) -> None:
    for original in case.glob("originals/*/*.txt"):
        if b"Basra" in original.read_bytes():
            original.write_bytes(original.read_bytes()[:-3])


@pytest.mark.parametrize("happens", [_another_name, _lost, _cut_short])
def test_what_is_no_longer_as_it_was_is_opened(
    reports: Path, tmp_path: Path, asked_for: Opened, happens: Callable[[Path, Path], None]
) -> None:
    case = tmp_path / "case"
    pipeline.build([reports], case)
    asked_for.clear()
    happens(reports, case)
    pipeline.build([reports], case)
    assert [Path(name).stem for name in asked_for] == ["b"]
    assert list(casebook.verify(case)) == []


def test_other_metadata_and_limits_open_everything(reports: Path, tmp_path: Path, asked_for: Opened) -> None:
    case = tmp_path / "case"
    pipeline.build([reports], case)
    for given in ({"metadata": Metadata(outlet="Wire")}, {"limits": ingest.Limits(file=90_000)}):
        asked_for.clear()
        pipeline.build([reports], case, **given)  # type: ignore[arg-type]
        assert len(asked_for) == 3


@pytest.mark.parametrize(
    "damage", [lambda told: told[:-4], lambda told: told.replace(b"Basra", b"Mosul"), lambda _: b""]
)
def test_a_damaged_list_of_what_was_opened_costs_time_alone(
    reports: Path, tmp_path: Path, asked_for: Opened, damage: Callable[[bytes], bytes]
) -> None:
    case, kept = tmp_path / "case", tmp_path / "case" / "cache" / "opened"
    (reports / "b.txt").rename(reports / "Basra.txt")
    pipeline.build([reports], case)
    whole = made(case)
    kept.write_bytes(damage(kept.read_bytes()))
    asked_for.clear()
    pipeline.build([reports], case)
    assert len(asked_for) == 3
    assert made(case) == whole


def test_what_was_refused_is_tried_again(reports: Path, tmp_path: Path, asked_for: Opened) -> None:
    (reports / "d.zip").write_bytes(b"PK\x03\x04 and no more")
    case = tmp_path / "case"
    pipeline.build([reports], case)
    asked_for.clear()
    assert pipeline.build([reports], case).rejected == 1
    assert asked_for == ["d.zip"]


def test_what_was_added_is_known_to_a_build(reports: Path, tmp_path: Path, asked_for: Opened) -> None:
    case = tmp_path / "case"
    pipeline.build([reports / "a.txt"], case)
    pipeline.add([reports / "b.txt"], case)
    asked_for.clear()
    pipeline.build([reports], case)
    assert asked_for == ["c.zip"]


def test_what_a_file_gave_while_it_changed_is_not_taken_for_what_it_held(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked_for: Opened
) -> None:
    case, listened, file = tmp_path / "case", ingest.opened, reports / "b.txt"
    whole = file.read_bytes()

    def changing(place: ingest.Place, *rest: Any) -> Iterator[Any]:
        if place.name == "b.txt":
            file.write_text("Police arrested nobody in Basra.", encoding="utf-8")
        yield from listened(place, *rest)

    with monkeypatch.context() as during:
        during.setattr(ingest, "opened", changing)
        pipeline.build([reports], case)
    file.write_bytes(whole)
    asked_for.clear()
    pipeline.build([reports], case)
    assert asked_for == ["b.txt"]
    hashes = casebook.open_casebook(case).table("reports")["sha256"].to_pylist()
    assert hashlib.sha256(whole).hexdigest() in hashes


def test_a_file_that_vanishes_midway_costs_itself(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked_for: Opened
) -> None:
    case, listened = tmp_path / "case", ingest.opened

    def vanishing(place: ingest.Place, *rest: Any) -> Iterator[Any]:
        (reports / "b.txt").unlink(missing_ok=True)
        yield from listened(place, *rest)

    monkeypatch.setattr(ingest, "opened", vanishing)
    summary = pipeline.build([reports], case)
    assert asked_for == ["a.txt", "b.txt", "c.zip"]
    assert (summary.ok, summary.rejected) == (2, 0)
    (told,) = summary.unread
    assert (told.code, told.message) == ("unreadable", "b.txt: No such file or directory")
    assert list(casebook.verify(case)) == []
