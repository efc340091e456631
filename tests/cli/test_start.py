"""How soon the commands start: processor time beside that of Python itself, so that a busy machine changes little."""

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
# What a bare interpreter is taken to need at least, in seconds: where it needs less, the rest would hardly be measured.
FLOOR = 0.02

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
def bare() -> float:
    return max(FLOOR, spent("-c", "pass"))


def test_help_starts_in_a_few_times_what_python_itself_needs(bare: float) -> None:
    assert spent("-m", "khabar", "--help") < 18 * bare


def test_a_short_report_is_read_in_a_second_or_so(bare: float) -> None:
    """Loading model, codebook and tables included, and the child that parses."""
    assert spent("-m", "khabar", "read", str(REPORT)) < 100 * bare


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
