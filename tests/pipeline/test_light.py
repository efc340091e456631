"""Reading needs no tables and no database, so what only building needs is not loaded for it."""

import subprocess
import sys

HEAVY = ("duckdb", "sqlalchemy", "pandas", "khabar.casebook", "khabar.link")


def test_reading_loads_nothing_that_only_building_needs() -> None:
    script = "import sys, khabar.cli.read, khabar.pipeline; print(*sys.modules, sep='\\n')"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.split()
    assert not set(HEAVY) & set(loaded)
