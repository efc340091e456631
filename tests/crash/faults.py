"""What a full disk, a quota, a folder that cannot be written and a disk that fails do to a run."""

from __future__ import annotations

from pathlib import Path

from khabar import casebook
from tests.crash.harness import BROKEN, Disk, Ended, copy, half_files, left_over, state
from tests.crash.kills import Journey

FAULT_OF_OURS = "that is a fault of ours"


def try_fault(
    journey: Journey, on: Disk, work: Path, *, at: int = 1, action: int = BROKEN, sticky: bool = False, largest: int = 0
) -> Ended:
    """Run a journey on a disk that fails: it says so, nothing is half done, and the next run ends well."""
    copy(journey.start, work)
    judged = casebook.judgements(work)
    ended = on.run(
        work, *journey.arguments, at=0 if largest else at, action=action, sticky=sticky, largest_file=largest
    )
    where = (journey.name, at, action, ended.output)
    seen = state(work)
    assert seen in (journey.before, journey.after), where
    assert ended.code in (0, 2, 4, 5), where
    assert FAULT_OF_OURS not in ended.output, where
    assert seen == journey.after or ended.code != 0, where
    assert casebook.judgements(work)[: len(judged)] == judged, where
    assert half_files(work, set(journey.known)) == [], where
    if seen == journey.before != journey.after:
        resumed = on.run(work, *journey.arguments)
        assert (resumed.code, state(work), left_over(work)) == (0, journey.after, []), resumed.output
    assert list(casebook.verify(work)) == [], where
    return ended
