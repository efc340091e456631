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
from dataclasses import dataclass, field
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

    def told(self) -> str:
        """A summary for people."""
        lines = [f"{sum(self.kills.values())} kills, {len(self.checkpoints)} named steps tried."]
        lines += [f"  {number:4}  {name}" for name, number in sorted(self.kills.items())]
        lines += [
            f"A reader then saw the old casebook {self.old} times, the new one {self.new} times, anything else 0 times.",
            f"{self.finished} runs had ended before the kill came.",
            "0 judgements, originals or tables lost; 0 half files under a final name; every resumed run gave the bytes of an",
            "uninterrupted one, and `khabar verify` proved it.",
        ]
        return "\n".join(lines) + "\n"


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


def kills(count: int, found: Sequence[Journey], on: Disk, work: Path, seed: int = 1) -> Tally:
    """So many kills: two thirds at named steps, the last step of each journey first and then each step once as far as they
    reach; two thirds of the rest at any step, and the others at any moment.
    """
    chance, tally = random.Random(seed), Tally()
    aims = [(journey, name, number) for journey in found for name, number in named(journey.steps).items()]
    chance.shuffle(aims)
    # Little is done once the new casebook is there, and chance would hardly ever meet it.
    aims = [*((journey, "its last step", len(journey.steps)) for journey in found), *aims][: count * 2 // 3]
    for journey, name, number in aims:
        try_kill(journey, on, work, tally, at=number)
        tally.kills[f"{journey.name}: at a named step"] += 1
        tally.checkpoints.add(f"{journey.name}: {name}")
    for turn in range(len(aims), count):
        journey = chance.choice(found)
        if turn % 3:
            try_kill(journey, on, work, tally, at=chance.randint(1, len(journey.steps)))
            tally.kills[f"{journey.name}: at any step"] += 1
        else:
            try_kill(journey, on, work, tally, after=chance.uniform(0.01, journey.seconds))
            tally.kills[f"{journey.name}: at any moment"] += 1
    return tally


def main(arguments: Sequence[str]) -> None:
    """Run the number of kills that is asked for and print what came of them."""
    with tempfile.TemporaryDirectory() as name, disk(Path(name)) as on:
        folder = Path(name) / "kills"
        print(kills(int(arguments[0]), journeys(folder, on), on, folder / "case").told(), end="")


if __name__ == "__main__":
    main(sys.argv[1:])
