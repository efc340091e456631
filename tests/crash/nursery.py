"""A process that has Khabar loaded and runs commands in forks of itself, each with the faults that it is told of.

It reads one JSON object a line and answers with one. It is started with the shim loaded; nothing in the product knows of it.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import signal
import struct
import sys
import threading
import traceback
from pathlib import Path
from typing import Any

# The beginning of `struct control` in shim.c: count, at, owner, action, sticky, offline.
NUMBERS = struct.Struct("6q")
OWNER_AT = 16
# What the commands would load at first use.
LOADED = (
    "khabar.cli.app",
    "khabar.pipeline.building",
    "khabar.pipeline.reviewing",
    "typer._adapters",
    "duckdb",
    "rich.progress",
)


def preload() -> None:
    """Everything that takes time to load, so that a fork can begin at once, and shares it with all others."""
    from khabar.ingest import DEFAULT_LIMITS  # noqa: PLC0415
    from khabar.pipeline import readings, tool_versions  # noqa: PLC0415

    for name in LOADED:
        importlib.import_module(name)
    readings.tools(readings.Own(None, None, DEFAULT_LIMITS), tuple(sorted(tool_versions().items())))
    gc.freeze()


def command(asked: dict[str, Any]) -> None:
    """A fork's life: arm the shim, run the command line, end with its code."""
    from khabar.cli import main  # noqa: PLC0415

    output = os.open(asked["output"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for descriptor in (1, 2):
        os.dup2(output, descriptor)
    sys.argv = ["khabar", *asked["arguments"]]
    with Path(asked["control"]).open("r+b") as control:
        control.seek(OWNER_AT)
        control.write(struct.pack("q", os.getpid()))
    os.environ["KHABAR_FAULT"] = asked["control"]
    if limit := asked.get("largest_file"):
        import resource  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    ctypes.CDLL(None).khabar_arm(asked["control"].encode())
    try:
        main()
        code: object = 0
    except SystemExit as ended:
        code = ended.code
    except BaseException:
        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


def main() -> None:
    """Run commands until there are no more."""
    preload()
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            command(asked)
        timer = threading.Timer(asked["kill_after"], os.kill, (child, signal.SIGKILL)) if asked["kill_after"] else None
        if timer:
            timer.start()
        status = os.waitpid(child, 0)[1]
        if timer:
            timer.cancel()
        answers.write(json.dumps({"code": os.waitstatus_to_exitcode(status)}) + "\n")
        answers.flush()


if __name__ == "__main__":
    main()
