"""Kills runs of Khabar at named steps and at random moments, and proves each time that nothing was lost.

``python -m tests.crash.kills 200`` runs so many kills and prints what came of them.
"""

from __future__ import annotations

import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path

from khabar import casebook
from tests.crash.harness import Disk, State, copy, disk, half_files, hashes, left_over, named, state

SENTENCES = (
    "Gunmen killed four men in Hit on 3 May 2020, the Iraqi army said. A doctor was kidnapped in Kirkuk.",
    "Rebels shelled Rawa on 4 May 2020, wounding at least nine people, residents told Radio Rawa.",
    "Police arrested two men in Basra. The ministry denied that anybody was harmed.",
    "At least twelve soldiers died when a bomb went off near Tikrit on 5 May 2020, a medic said.",
    "The army took the town of Qaim from the militants, a spokesman said on 6 May 2020.",
)


@dataclass(frozen=True)
class Journey:
    """A command that changes a casebook: where it starts from, and what a reader must see before and after it."""

    name: str
    start: Path
    arguments: tuple[object, ...]
    before: State
    after: State
    steps: tuple[str, ...]
    seconds: float
    known: frozenset[str]


@dataclass
class Tally:
    """What came of the kills, by journey and by how they were aimed."""

    kills: Counter[str] = field(default_factory=Counter)
    old: int = 0
    new: int = 0
    finished: int = 0
    checkpoints: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.kills + other.kills,
            self.old + other.old,
            self.new + other.new,
            self.finished + other.finished,
            self.checkpoints | other.checkpoints,
            self.names | other.names,
        )

    def told(self) -> str:
        """A summary for people."""
        lines = [f"{sum(self.kills.values())} kills, {len(self.checkpoints)} of {len(self.names)} named steps tried."]
        lines += [f"  {number:4}  {name}" for name, number in sorted(self.kills.items())]
        lines += [
            f"A reader then saw the old casebook {self.old} times, the new one {self.new} times, anything else 0 times.",
            f"{self.finished} runs had ended before the kill came.",
            "0 judgements, originals or tables lost; 0 half files under a final name; every resumed run gave the bytes of an",
            "uninterrupted one, and `khabar verify` proved it.",
        ]
        return "\n".join(lines) + "\n"


NAMED = "at a named step"
ALL = ("build", "build again", "build with two workers", "add", "remove", "judge")


def journeys(folder: Path, on: Disk, names: Sequence[str] = ALL) -> list[Journey]:
    """Building anew and again, adding, removing and judging, each run once without a fault."""
    reports = folder / "reports"
    reports.mkdir(parents=True)
    for number, text in enumerate(SENTENCES):
        (reports / f"{number}.txt").write_text(text, encoding="utf-8")
    first, base, work = [reports / f"{n}.txt" for n in range(3)], folder / "base", folder / "case"
    built = on.run(base, "build", *first, "-o", base, "--workers", "1")
    assert built.code == 0, built.output
    claim = casebook.open_casebook(base).table("claims")["claim_id"][0].as_py()
    assert on.run(base, "review", "add", base, "confirm", claim, "--judge", "ada").code == 0
    changes = {
        "build": (folder / "nowhere", ("build", *first, "-o", work, "--workers", "1")),
        "build again": (base, ("build", *[reports / f"{n}.txt" for n in (0, 1, 3, 4)], "-o", work, "--workers", "1")),
        "build with two workers": (base, ("build", reports, "-o", work, "--workers", "2")),
        "add": (base, ("add", reports / "3.txt", "-o", work, "--workers", "1")),
        "remove": (base, ("remove", work, "0.txt")),
        "judge": (base, ("review", "add", work, "note", claim, "--judge", "ada", "--reason", "look again")),
    }
    return [_journey(name, *changes[name], work, on) for name in names]


def _journey(name: str, start: Path, arguments: tuple[object, ...], work: Path, on: Disk) -> Journey:
    copy(start, work)
    before = state(work)
    known = _known(work)
    ended = on.run(work, *arguments)
    assert ended.code == 0, ended.output
    return Journey(
        name, start, arguments, before, state(work), ended.steps, ended.seconds, frozenset(known | _known(work))
    )


def _known(case: Path) -> set[str]:
    return {one for path in case.glob("generations/*") for one in hashes(path).values()}


def try_kill(journey: Journey, on: Disk, work: Path, tally: Tally, *, at: int = 0, after: float = 0.0) -> None:
    """Kill a run once, and prove that a reader sees the old or the new casebook and that the next run finishes it."""
    copy(journey.start, work)
    judged = len(casebook.judgements(work)) if work.exists() else 0
    ended = on.run(work, *journey.arguments, at=at, kill_after=after)
    assert ended.code in (0, -signal.SIGKILL), ended.output
    tally.finished += ended.code == 0
    seen = state(work)
    assert seen in (journey.before, journey.after), (journey.name, at, "neither the old casebook nor the new one")
    tally.old += seen == journey.before
    tally.new += seen != journey.before
    assert half_files(work, set(journey.known)) == [], (journey.name, at)
    assert len(casebook.judgements(work)) >= judged + ("is kept" in ended.output), (journey.name, at)
    _resume(journey, on, work)


def _resume(journey: Journey, on: Disk, work: Path) -> None:
    resumed = on.run(work, *journey.arguments)
    # Where the first run had removed the report, killed or not, the second finds none: the state below tells.
    gone = journey.name == "remove" and resumed.code == 2
    assert resumed.code == 0 or gone, resumed.output
    assert state(work) == journey.after, (journey.name, "the resumed run gave other bytes")
    assert list(casebook.verify(work)) == []
    assert left_over(work) == [] or gone or journey.name == "judge"


@dataclass(frozen=True)
class Aim:
    """Where a run is to be killed: at a step by number, or after some seconds."""

    journey: Journey
    how: str
    name: str = ""
    at: int = 0
    after: float = 0.0


def aims(count: int, found: Sequence[Journey], seed: int = 1) -> list[Aim]:
    """So many aims: two thirds at named steps, the last step of each journey first, then each name once, and then each name
    in the other journeys that come by it, as far as they reach; two thirds of the rest at any step, and the others at any
    moment.
    """
    chance = random.Random(seed)
    steps = [Aim(one, NAMED, name, number) for one in found for name, number in sorted(named(one.steps).items())]
    chance.shuffle(steps)
    once = {aim.name: aim for aim in steps}
    # Little is done once the new casebook is there, and chance would hardly ever meet it.
    last = [Aim(one, NAMED, at=len(one.steps)) for one in found]
    others = [aim for aim in steps if once[aim.name] is not aim]
    chosen = [*last, *once.values(), *others][: count * 2 // 3]
    for turn in range(len(chosen), count):
        one = chance.choice(found)
        at = Aim(one, "at any step", at=chance.randint(1, len(one.steps)))
        chosen.append(at if turn % 3 else Aim(one, "at any moment", after=chance.uniform(0.01, one.seconds)))
    return chosen


def kills(chosen: Sequence[Aim], on: Disk, work: Path) -> Tally:
    """A kill for each aim, and what came of them."""
    tally = Tally()
    for aim in chosen:
        try_kill(aim.journey, on, work, tally, at=aim.at, after=aim.after)
        tally.kills[f"{aim.journey.name}: {aim.how}"] += 1
        tally.checkpoints |= {aim.name} - {""}
    return tally


def _lane(count: int, number: int, lanes: int) -> Tally:
    """A process's share of so many kills, with a disk and casebooks of its own."""
    with tempfile.TemporaryDirectory() as name, disk(Path(name)) as on:
        folder = Path(name) / "kills"
        found = journeys(folder, on)
        tally = kills(aims(count, found)[number::lanes], on, folder / "case")
        tally.names = {name for one in found for name in named(one.steps)}
        return tally


def in_lanes(count: int, lanes: int = 2) -> Tally:
    """So many kills, shared by processes that work beside one another."""
    with ProcessPoolExecutor(lanes, get_context("spawn")) as pool:
        tallies = list(pool.map(_lane, *zip(*((count, number, lanes) for number in range(lanes)), strict=True)))
    return sum(tallies[1:], tallies[0])


def main(arguments: Sequence[str]) -> None:
    """Run the number of kills that is asked for and print what came of them."""
    print(in_lanes(int(arguments[0])).told(), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
