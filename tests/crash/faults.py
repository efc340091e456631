"""What a full disk, a quota, a folder that cannot be written and a disk that fails do to a run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from khabar import casebook
from khabar.records import Judgement
from tests.crash.harness import BROKEN, Disk, Ended, copy, half_files, left_over, state
from tests.crash.kills import Journey

FAULT_OF_OURS = "that is a fault of ours"


@dataclass(frozen=True)
class Tried:
    """How a run on a disk that fails ended, and all that should not have come of it."""

    ended: Ended
    wrong: tuple[str, ...]


def try_fault(
    journey: Journey, on: Disk, work: Path, *, at: int = 1, action: int = BROKEN, sticky: bool = False, largest: int = 0
) -> Tried:
    """Run a journey on a disk that fails: it must say so, nothing may be half done, and the next run must end well."""
    copy(journey.start, work)
    judged = casebook.judgements(work)
    ended = on.run(
        work, *journey.arguments, at=0 if largest else at, action=action, sticky=sticky, largest_file=largest
    )
    wrong = tuple(_wrong(journey, on, work, ended, judged))
    return Tried(ended, (*wrong, ended.output) if wrong else ())


def _wrong(journey: Journey, on: Disk, work: Path, ended: Ended, judged: Sequence[Judgement]) -> Iterator[str]:
    seen = state(work)
    if seen not in (journey.before, journey.after):
        yield "a reader sees neither the old casebook nor the new one"
    if ended.code not in (0, 2, 4, 5) or FAULT_OF_OURS in ended.output:
        yield f"it ended with {ended.code}, as if the disk were a fault of ours"
    if ended.code == 0 and seen != journey.after:
        yield "it did nothing and said that all was well"
    if casebook.judgements(work)[: len(judged)] != judged:
        yield "a judgement that was acknowledged is lost"
    yield from half_files(work, set(journey.known))
    if seen == journey.before != journey.after:
        resumed = on.run(work, *journey.arguments)
        if (resumed.code, state(work), left_over(work)) != (0, journey.after, []):
            yield f"the next run did not end well: {resumed.output}"
    yield from (f"verify: {problem}" for problem in casebook.verify(work))
