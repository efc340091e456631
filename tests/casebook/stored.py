"""The stored casebook of the schema of today, one archive for each version of it that was ever released.

``python -m tests.casebook.stored`` writes that of today. Where the schema has changed since a release, raise
``schema.VERSION``, keep the archives of the versions before, and write what opens them.
"""

from __future__ import annotations

import gzip
import tarfile
import tempfile
from pathlib import Path

from khabar import casebook, pipeline, schema
from khabar.pipeline import reviewing

STORED = Path(__file__).parents[1] / "data"
REPORTS = {
    "one.txt": "Soldiers killed four men in Hit on 3 May 2020, the Iraqi army said. Rebels shelled the town of Rawa.",
    "two.txt": "Gunmen kidnapped a doctor in Kirkuk on 4 May 2020. Police arrested two men.",
}
NOT_STORED = ("cache", ".lock", "search.sqlite")


def archive(version: int) -> Path:
    """Where the casebook of a version of the schema is stored."""
    return STORED / f"casebook-schema-{version}.tar.gz"


def unpack(path: Path, to: Path) -> Path:
    """The stored casebook, in a folder where it can be changed."""
    with tarfile.open(path) as packed:
        packed.extractall(to, filter="data")
    return to / "case"


def store(folder: Path, to: Path) -> None:
    """Pack a casebook so that the same files give the same bytes."""
    with (
        to.open("wb") as stream,
        gzip.GzipFile("", "wb", 9, stream, 0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and path.relative_to(folder).parts[0] not in NOT_STORED:
                entry = tar.gettarinfo(path, f"case/{path.relative_to(folder).as_posix()}")
                entry.mtime, entry.uid, entry.gid, entry.uname, entry.gname, entry.mode = 0, 0, 0, "", "", 0o644
                with path.open("rb") as data:
                    tar.addfile(entry, data)


def main() -> None:
    """Build the casebook of today and store it."""
    with tempfile.TemporaryDirectory() as name:
        reports, case = Path(name) / "reports", Path(name) / "case"
        reports.mkdir()
        for file, text in REPORTS.items():
            (reports / file).write_text(text, encoding="utf-8")
        pipeline.build([reports], case)
        claim = casebook.open_casebook(case).table("claims")["claim_id"][0].as_py()
        reviewing.judge(case, "confirm", [claim], by="ada", reason="read it twice")
        pipeline.build([reports], case, keep=1)
        store(case, archive(schema.VERSION))


if __name__ == "__main__":
    main()
