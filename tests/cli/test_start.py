"""How soon the commands start: processor time beside that of a plain loop, so that a slow or busy machine changes little."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from khabar.sample import reports_folder

ROOT = Path(__file__).parents[2]
REPORT = reports_folder() / "01-wire-nasiriyah.txt"
TIMES = 3
# Some tenths of a second, so that the hundredths in which processor time is told matter little.
LOOP = "x = 0\nfor i in range(4_000_000): x += i * i"

PARSERS = ("ftfy", "feedparser", "pypdfium2", "charset_normalizer", "warcio", "lxml")
TABLES = ("pyarrow", "duckdb", "sqlalchemy", "pandas")


def spent(*arguments: str) -> float:
    """The least processor time in seconds, of the program and its children, that Python needed for some arguments."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    times = []
    for _ in range(TIMES):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *arguments], check=True, capture_output=True, env=environment, cwd=ROOT)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        times.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(times)


@pytest.fixture(scope="module")
def loop() -> float:
    return spent("-c", LOOP)


def test_help_starts_sooner_than_a_loop_ends(loop: float) -> None:
    assert spent("-m", "khabar", "--help") < 0.9 * loop


def test_a_short_report_is_read_in_a_second_or_so(loop: float) -> None:
    """Loading model, codebook and tables included, and the child that parses; the loop takes about a fourth of that."""
    assert spent("-m", "khabar", "read", str(REPORT)) < 5.5 * loop


def test_reading_loads_neither_parsers_nor_databases() -> None:
    """Reports are parsed in the child, and only building has tables to write."""
    program = (
        "import sys\nfrom khabar.cli import main\ntry: main()\nexcept SystemExit: pass\n"
        f"assert not {{*{(*PARSERS, *TABLES)}}} & set(sys.modules), sorted(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, "read", str(REPORT)], check=True, capture_output=True, cwd=ROOT)


def test_the_child_that_parses_loads_the_model_of_languages_only_where_one_is_asked_for() -> None:
    program = (
        "import sys, khabar.ingest.guard.child\nassert not {'numpy', 'py3langid', *sys.argv[1:]} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", program, "feedparser", "warcio", "pypdfium2"], check=True, cwd=ROOT)
