"""Where everything stands inside a casebook's folder."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from khabar.frozen import record

# The ending of a file that is being written; a crash may leave one behind.
UNFINISHED = ".part"


@record(frozen=True, slots=True)
class Layout:
    """The paths of one casebook."""

    folder: Path

    @property
    def manifest(self) -> Path:
        """The file that names the current generation."""
        return self.folder / "casebook.json"

    @property
    def generations(self) -> Path:
        """The folder of generations, one sub-folder per number."""
        return self.folder / "generations"

    @property
    def originals(self) -> Path:
        """The bytes as received, by SHA-256."""
        return self.folder / "originals"

    @property
    def cache(self) -> Path:
        """Readings by cache key; may be deleted at any time."""
        return self.folder / "cache"

    @property
    def review(self) -> Path:
        """The log of judgements."""
        return self.folder / "review.sqlite"

    @property
    def review_check(self) -> Path:
        """What the log's file was when its last judgement was added."""
        return self.folder / "review.check"

    @property
    def search(self) -> Path:
        """The full-text index; may be deleted at any time."""
        return self.folder / "search.sqlite"

    @property
    def lock(self) -> Path:
        """The file that whoever changes the casebook holds locked."""
        return self.folder / ".lock"

    def generation(self, number: int) -> Path:
        """The folder of one generation."""
        return self.generations / str(number)

    def unfinished(self, number: int) -> Path:
        """The folder of a generation while it is being written."""
        return self.generations / f"{number}{UNFINISHED}"

    def holds_only_own(self) -> bool:
        """Whether the folder holds nothing but what a casebook, whole or begun, is made of."""
        own = (self.manifest, self.generations, self.originals, self.cache, self.search, self.lock)
        names = (*(path.name for path in own), self.review.name, self.review_check.name)
        return all(entry.name.startswith(names) for entry in self.folder.iterdir())

    def left_behind(self) -> list[Path]:
        """What a run that was stopped left half written; only the holder of the lock may take it away."""
        patterns = (
            f"*{UNFINISHED}",
            f"generations/*{UNFINISHED}",
            f"originals/*/*{UNFINISHED}",
            f"cache/*{UNFINISHED}",
            f"cache/*/*{UNFINISHED}",
        )
        return sorted(path for pattern in patterns for path in self.folder.glob(pattern))

    def numbers(self) -> list[int]:
        """The generations on disk, committed or not, in ascending order."""
        if not self.generations.is_dir():
            return []
        return sorted(int(entry.name) for entry in self.generations.iterdir() if entry.name.isdecimal())


def part(generation: Path, table: str) -> Path:
    """The Parquet file of a table in a generation's folder."""
    return generation / table / "part-0.parquet"


def received(generation: Path) -> Path:
    """The list of what was read for a generation: one sighting a line, with the metadata that came with it."""
    return generation / "received.jsonl"


def actors(generation: Path) -> Path:
    """The folder of the user's own file of actors that a generation was read with; none where there was none."""
    return generation / "actors"


def codebook(generation: Path) -> Path:
    """The researcher's own codebook that a generation was read with; no folder where there was none."""
    return generation / "codebook"


def sync(path: Path) -> None:
    """Wait until a file, or a folder's list of names, is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_file(path: Path, data: bytes, *, durable: bool = True) -> None:
    """Write a file so that a reader, or a crash, sees all of it or none of it."""
    beside = path.with_name(f"{path.name}.{os.getpid()}{UNFINISHED}")
    try:
        with beside.open("wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        beside.replace(path)
    except BaseException:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
    if durable:
        sync(path.parent)
