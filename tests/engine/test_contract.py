"""What every engine does, on this machine and on a real cluster alike."""

from __future__ import annotations

import operator
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from khabar import pipeline
from khabar.engine.contract import ROWS_AT_ONCE
from khabar.engine.local import Local
from khabar.engine.pool import map_readings
from khabar.engine.spark import Spark, connect
from khabar.errors import InputError, SetupError
from khabar.sample import reports_folder
from tests.engine.cluster import LOOPBACK, Cluster, cluster

NO_SPARK = find_spec("pyspark") is None or shutil.which("java") is None
# Files of the sample that both engines read; one holds two reports.
FEW = 4
needs_spark = pytest.mark.skipif(NO_SPARK, reason="needs pyspark and the Debian package default-jre-headless")


@pytest.fixture(scope="module", autouse=True)
def _on_loopback() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in LOOPBACK.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(tmp_path_factory.mktemp("cluster")) as made:
        yield made


@pytest.fixture(scope="module")
def spark(running: Cluster) -> Iterator[Spark]:
    engine = connect(running.master)
    yield engine
    engine.close()


@pytest.fixture(params=["here", pytest.param("cluster", marks=needs_spark)])
def engine(request: pytest.FixtureRequest) -> Any:
    return Local() if request.param == "here" else request.getfixturevalue("spark")


def rows(count: int) -> pa.Table:
    parties = [[{"name": f"n{n}", "start": n}] for n in range(count)]
    return pa.table({"n": pa.array(range(count), pa.uint64()), "parties": parties, "word": ["a\u0301"] * count})


@pytest.mark.parametrize("count", [0, 5, 2 * ROWS_AT_ONCE + 1])
def test_a_step_sees_every_row_once_and_types_and_order_stay(engine: Any, count: int) -> None:
    given = rows(count)
    kept = engine.map_batches(operator.methodcaller("drop_columns", ["word"]), given)
    assert kept.equals(given.drop_columns(["word"]))


@pytest.mark.parametrize("count", [0, 1, 11])
def test_shares_are_worked_on_in_order(engine: Any, count: int) -> None:
    shares = [np.arange(n) for n in range(count)]
    made = engine.map_shares(partial(np.repeat, repeats=2), iter(shares))
    assert [one.tolist() for one in made] == [sorted([*range(n), *range(n)]) for n in range(count)]


def test_sql_gives_the_same_rows(engine: Any) -> None:
    n = pa.array(range(1500))
    given = {
        "l": pa.table({"key": pc.bit_wise_and(n, 255), "one": n}),
        "r": pa.table({"key": n, "word": n.cast("string")}),
    }
    query = """
        WITH placed AS (SELECT key, one, row_number() OVER (PARTITION BY key ORDER BY one) AS place FROM l)
        SELECT DISTINCT p.key, r.word FROM placed p LEFT JOIN r ON p.key = r.key AND r.word <> '7' WHERE p.place = 6
    """
    found = engine.sql(query, given).sort_by("key")
    assert found["key"].to_pylist() == list(range(1500 - 5 * 256))
    assert found["word"].to_pylist()[6:9] == ["6", None, "8"]


def test_a_row_that_is_other_in_anything_has_another_number(engine: Any) -> None:
    texts, numbers = ["a", "a", "b", None, "a", "a", None], [[1, 2], [1, 2], [1, 2], [1, 2], [2, 1], None, None]
    told = pa.table({"text": texts, "numbers": numbers})
    found = engine.sql(f"SELECT text, {engine.row_hash(('text', 'numbers'))} AS number FROM told", {"told": told})
    assert len(set(found["number"].to_pylist())) == 6


@needs_spark
def test_readings_come_in_order_and_an_item_that_raises_ends_nothing(spark: Spark) -> None:
    ours = list(map_readings(["1", "x", "3"] * 9, int))
    theirs = list(spark.map_readings(["1", "x", "3"] * 9, int))
    assert [(o.item, o.result, o.failure and o.failure.message) for o in theirs] == [
        (o.item, o.result, o.failure and o.failure.message) for o in ours
    ]


def files_below(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def pile(tmp_path: Path) -> Path:
    """A folder whose files have names that are alike but for signs, and names that are the same in two folders."""
    given = tmp_path / "a pile"
    for name in ("in/2 & 2%.txt", "in/2 + 2%.txt", "in/one.txt", "out/one.txt", "two.csv"):
        (given / name).parent.mkdir(parents=True, exist_ok=True)
        (given / name).write_bytes(name.encode())
    return given


@needs_spark
def test_files_at_an_address_are_copied_with_their_folders_and_names(spark: Spark, pile: Path, tmp_path: Path) -> None:
    got = spark.fetch(f"file://{pile}", tmp_path / "got")
    assert got.name == pile.name
    assert files_below(got) == files_below(pile)
    assert spark.fetch(f"file://{pile}/two.csv", tmp_path / "one").read_bytes() == b"two.csv"


@needs_spark
@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*/one.txt", ["in/one.txt", "out/one.txt"]),
        ("{in,out}/*.txt", ["in/2 & 2%.txt", "in/2 + 2%.txt", "in/one.txt", "out/one.txt"]),
        ("tw?.csv", ["two.csv"]),
    ],
)
def test_files_that_fit_a_pattern_are_all_copied(
    spark: Spark, pile: Path, tmp_path: Path, pattern: str, names: list[str]
) -> None:
    got = spark.fetch(f"file://{pile}/{pattern}", tmp_path / "got")
    assert files_below(got) == {name: name.encode() for name in names}


@needs_spark
def test_an_address_without_files_is_told(spark: Spark, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(InputError, match="nowhere cannot be read"):
        spark.fetch(f"file://{tmp_path}/nowhere", tmp_path / "none")
    with pytest.raises(InputError, match="empty holds no files"):
        spark.fetch(f"file://{tmp_path}/empty", tmp_path / "none")


@needs_spark
def test_one_process_uses_one_cluster(spark: Spark) -> None:
    with pytest.raises(SetupError, match="already uses Spark at spark://"):
        connect("local[1]")


@needs_spark
def test_a_cluster_makes_the_casebook_that_this_machine_makes(spark: Spark, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    given = sorted(reports_folder().iterdir())[:FEW]
    pipeline.build(given, here, engine=Local(2))
    summary = pipeline.build(given, there, engine=spark)
    assert (summary.read_afresh, summary.rejected) == (len(given) + 1, 0)
    tables = [path.relative_to(here) for path in sorted(here.glob("generations/1/*/*.parquet"))]
    assert len(tables) > 10
    assert not [name for name in tables if (here / name).read_bytes() != (there / name).read_bytes()]


@needs_spark
def test_a_worker_that_is_lost_in_mid_job_loses_nothing(spark: Spark, running: Cluster) -> None:
    found = spark.map_readings([0.05] * 200, time.sleep)
    first = next(found)
    running.kill(0)
    assert [first, *found] == [first] * 200


@needs_spark
def test_a_cluster_that_is_not_there_is_told() -> None:
    script = "from khabar.engine.spark import connect; connect('nowhere')"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False).stderr
    assert "SetupError: Spark at nowhere cannot be used" in told


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pyspark.sql", None)
    with pytest.raises(SetupError, match=r"khabar\[spark\]"):
        connect("local[1]")
