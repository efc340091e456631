"""The user's file of actors of a casebook: kept beside its tables, so that every later run reads with the same."""

from __future__ import annotations

from pathlib import Path

from khabar import resolve

STEM = "actors"


def kept(folder: Path) -> Path | None:
    """The file of actors that the casebook in a folder was read with."""
    return next(iter(sorted(folder.glob(f"{STEM}.*"))), None)


def keep(folder: Path, given: Path | None) -> Path | None:
    """Keep a copy of the file given in place of an earlier one, or none. Raises InputError for a file that cannot be used."""
    data = resolve.load_actor_file(given).data if given is not None else None
    copy = folder / f"{STEM}{given.suffix.lower()}" if given is not None else None
    for earlier in folder.glob(f"{STEM}.*"):
        if earlier != copy:
            earlier.unlink()
    if copy is not None and data is not None and (not copy.exists() or copy.read_bytes() != data):
        copy.write_bytes(data)
    return copy
