"""A real standalone cluster of Spark on loopback: a master and two workers, each a process group of its own."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

WAIT_SECONDS = 120
LOOPBACK = {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_LOCAL_HOSTNAME": "127.0.0.1"}
WORKERS = 2


@dataclass(frozen=True)
class Cluster:
    master: str
    workers: tuple[subprocess.Popen[bytes], ...]

    def kill(self, worker: int) -> None:
        """End a worker with all that it has started, as a machine that loses its power would."""
        _end(self.workers[worker])


@contextmanager
def cluster(folder: Path) -> Iterator[Cluster]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"spark://127.0.0.1:{port}"
    master = _start(folder / "master", "master.Master", "--port", str(port))
    try:
        _await(folder / "master.log", "I have been elected leader", 1)
        worker = ("worker.Worker", "--cores", "1", "--memory", "2g", "--work-dir")
        workers = tuple(_start(folder / f"w{n}", *worker, str(folder / f"w{n}"), address) for n in range(WORKERS))
        _await(folder / "master.log", "Registering worker", WORKERS)
        made = Cluster(address, workers)
        try:
            yield made
        finally:
            for number in range(WORKERS):
                made.kill(number)
    finally:
        _end(master)


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _start(folder: Path, daemon: str, *given: str) -> subprocess.Popen[bytes]:
    import pyspark  # noqa: PLC0415 (an extra)

    folder.mkdir(parents=True)
    home = Path(pyspark.__file__).parent
    command = ["java", "-Xmx256m", "-cp", f"{home}/jars/*", f"org.apache.spark.deploy.{daemon}", "--host", "127.0.0.1"]
    environment = {
        **os.environ,
        **LOOPBACK,
        "SPARK_HOME": str(home),
        "SPARK_SCALA_VERSION": "2.13",
        "PYSPARK_PYTHON": sys.executable,
    }
    with folder.with_suffix(".log").open("wb") as log:
        return subprocess.Popen(
            [*command, "--webui-port", "0", *given], stdout=log, stderr=log, env=environment, start_new_session=True
        )


def _await(log: Path, words: str, times: int) -> None:
    until = time.monotonic() + WAIT_SECONDS
    while log.read_text(errors="replace").count(words) < times:
        if time.monotonic() > until:
            raise TimeoutError(f"{words!r} is not in {log}: {log.read_text(errors='replace')[-2000:]}")
        time.sleep(0.2)
