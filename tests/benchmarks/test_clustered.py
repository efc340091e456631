"""Reading by one and by two of Spark's workers gives what this machine gives."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec

import pytest

NO_SPARK = find_spec("pyspark") is None or shutil.which("java") is None
REPORTS = 12


@pytest.mark.long
@pytest.mark.skipif(NO_SPARK, reason="needs pyspark and the Debian package default-jre-headless")
def test_spark_reads_the_same_rows_with_one_worker_and_with_two() -> None:
    sample = {name: value for name, value in os.environ.items() if name != "KHABAR_DATA"}
    command = [sys.executable, "-m", "benchmarks.parts", "spark", str(REPORTS)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=sample)
    found = json.loads(done.stdout.splitlines()[-1])
    assert (found["reports"], found["same"]) == (REPORTS, True)
    assert found["two_workers_ratio"] > 0
