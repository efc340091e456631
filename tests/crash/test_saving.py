"""A judgement that was acknowledged is on disk, whatever becomes of the process that took it."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from khabar import casebook
from khabar.records import Judgement

SAVER = """
import sys
from pathlib import Path
from khabar import casebook
from khabar.records import Judgement
for number in range(10_000):
    made = casebook.append(Path(sys.argv[1]), Judgement(0, "", "ada", "note", ("c_1",), reason=f"look again {number}"))
    print(made.seq, flush=True)
"""


def acknowledged(case: Path, seconds: float) -> list[int]:
    """The numbers that a process told of before it was killed, so long after it had begun to save."""
    saver = subprocess.Popen([sys.executable, "-c", SAVER, str(case)], stdout=subprocess.PIPE, text=True)
    assert saver.stdout is not None
    told = [saver.stdout.readline()]
    time.sleep(seconds)
    saver.kill()
    told += saver.stdout.readlines()
    saver.communicate()
    return [int(line) for line in told if line.endswith("\n")]


def test_every_judgement_that_was_acknowledged_outlives_a_kill(case: Path) -> None:
    chance, told = random.Random(5), 0
    for _ in range(6):
        mine = acknowledged(case, chance.uniform(0.0, 0.4))
        told += len(mine)
        kept = casebook.judgements(case)
        assert set(mine) <= {one.seq for one in kept}
        assert [one.seq for one in kept] == list(range(1, len(kept) + 1))
        assert list(casebook.verify_chain(case)) == []
    assert told > 6
    made = casebook.append(case, Judgement(0, "", "ada", "note", ("c_1",), reason="and goes on"))
    assert made.seq == len(casebook.judgements(case))
