"""A run that is killed, or whose disk fails, loses nothing, and the next one ends as if nothing had been."""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping
from pathlib import Path

import pytest

from khabar import casebook
from tests.crash.faults import try_fault
from tests.crash.harness import BROKEN, FULL, NO_WRITING, Disk, copy, named, state
from tests.crash.kills import Journey, aims, in_lanes, journeys, kills

SHORT = ("add", "remove", "judge")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("crash") / "kills"


@pytest.fixture(scope="module")
def found(on: Disk, folder: Path) -> Mapping[str, Journey]:
    """The journeys that the short tests take."""
    return {journey.name: journey for journey in journeys(folder, on, SHORT)}


def test_kills_at_steps_and_at_any_moment_lose_nothing(on: Disk, folder: Path, found: Mapping[str, Journey]) -> None:
    tally = kills(aims(12, list(found.values())), on, folder / "case")
    assert sum(tally.kills.values()) == 12
    assert len(tally.checkpoints) == 5
    assert tally.old
    assert tally.new


@pytest.mark.long
def test_two_hundred_kills_lose_nothing() -> None:
    tally = in_lanes(200)
    print(tally.told())
    assert sum(tally.kills.values()) == 200
    assert tally.checkpoints == tally.names
    assert tally.new


STEPS = (
    ("add", "open /originals*.txt*"),
    ("add", "write /cache*.reading*"),
    ("remove", "write /generations/*.part/*/part-0.parquet"),
    ("remove", "rename /generations/2"),
    ("remove", "rename /casebook.json"),
    ("judge", "write /review.sqlite-journal"),
    ("judge", "sync /review.sqlite"),
    ("judge", "rename /review.check"),
)


@pytest.mark.parametrize(("name", "step"), STEPS)
def test_a_disk_that_fails_once_is_told_of_and_harms_nothing(
    on: Disk, folder: Path, found: Mapping[str, Journey], name: str, step: str
) -> None:
    tried = try_fault(found[name], on, folder / "case", at=named(found[name].steps)[step], action=BROKEN)
    assert tried.wrong == ()
    assert tried.ended.code != 0 or "is kept" in tried.ended.output


@pytest.mark.long
@pytest.mark.parametrize("name", SHORT)
@pytest.mark.parametrize("action", [BROKEN, FULL])
def test_a_disk_that_fails_at_any_step_harms_nothing(
    on: Disk, folder: Path, found: Mapping[str, Journey], name: str, action: int
) -> None:
    steps, sticky = named(found[name].steps), action == FULL
    tried = {
        step: try_fault(found[name], on, folder / "case", at=at, action=action, sticky=sticky)
        for step, at in steps.items()
    }
    assert {step: one.wrong for step, one in tried.items() if one.wrong} == {}
    print(
        f"{name}: {len(tried)} named steps, each of which failed once with {os.strerror(action)!r}; nothing was harmed"
    )


@pytest.mark.parametrize("name", SHORT)
def test_a_full_disk_and_a_folder_that_cannot_be_written_are_told(
    on: Disk, folder: Path, found: Mapping[str, Journey], name: str
) -> None:
    middle = len(found[name].steps) // 3
    full = try_fault(found[name], on, folder / "case", at=middle, action=FULL, sticky=True)
    assert "No space left" in full.ended.output or "disk is full" in full.ended.output
    assert str(folder / "case") in full.ended.output
    closed = try_fault(found[name], on, folder / "case", at=1, action=NO_WRITING, sticky=True)
    assert "Read-only" in closed.ended.output or "readonly" in closed.ended.output
    assert (full.wrong, closed.wrong) == ((), ())


@pytest.mark.parametrize("name", ["remove", "judge"])
def test_a_quota_is_told(on: Disk, folder: Path, found: Mapping[str, Journey], name: str) -> None:
    tried = try_fault(found[name], on, folder / "case", largest=3000)
    assert (tried.wrong, tried.ended.code in (4, 5)) == ((), True), tried.ended.output


def test_a_casebook_that_cannot_be_written_can_be_read(on: Disk, folder: Path, found: Mapping[str, Journey]) -> None:
    case = copy(found["judge"].start, folder / "case")
    for arguments in (("show", case), ("verify", case), ("review", "list", case)):
        ended = on.run(case, *arguments, at=1, action=NO_WRITING, sticky=True)
        assert ended.code == 0, ended.output


def test_a_reader_sees_a_whole_casebook_at_any_moment(on: Disk, folder: Path, found: Mapping[str, Journey]) -> None:
    journey, case = found["add"], copy(found["add"].start, folder / "case")
    run = threading.Thread(target=on.run, args=(case, *journey.arguments))
    run.start()
    seen = []
    while run.is_alive():
        seen.append(state(case))
    run.join()
    seen.append(state(case))
    assert [one for one in seen if one not in (journey.before, journey.after)] == []
    assert (seen[0], seen[-1]) == (journey.before, journey.after)
    assert list(casebook.verify(case)) == []
