"""Paths to sources: files, folders, globs and dumps, in a fixed order, with an issue for each file that is left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from khabar.errors import InputError
from khabar.ingest import files
from khabar.ingest.files import Place
from khabar.ingest.limits import DEFAULT, Limits
from khabar.ingest.taking import STAGE, completed
from khabar.records import Issue, Metadata, Source

NOTHING_KNOWN = Metadata()


def sources(
    paths: Sequence[Path],
    metadata: Metadata = NOTHING_KNOWN,
    columns: Mapping[str, str] | None = None,
    limits: Limits = DEFAULT,
) -> Iterator[Source | Issue]:
    """The sources under files, folders and globs, each with its path relative to the folder it was found in.

    ``metadata`` fills what a source does not know of itself. ``columns`` says which column of a dump holds ``text``,
    ``id``, ``title``, ``outlet``, ``byline``, ``date``, ``url`` or ``retrieved``; without it, columns are guessed by
    their names. A source with a ``refusal`` is to be kept and not read. Raises InputError for a path that does not exist,
    and for a folder without files, which may be one that was not mounted.
    """
    for found in places(paths):
        yield from (found,) if isinstance(found, Issue) else opened(found, metadata, columns, limits)


def places(paths: Sequence[Path]) -> Iterator[Place | Issue]:
    """The files under files, folders and globs, none of them opened. Raises InputError as :func:`sources` does."""
    for path in paths:
        empty = True
        for found in _found(path):
            empty = False
            yield found
        if empty:
            raise InputError(f"There is no file in {str(path)!r}.")


def opened(
    place: Place, metadata: Metadata, columns: Mapping[str, str] | None, limits: Limits
) -> Iterator[Source | Issue]:
    """The sources in one file; for the arguments see :func:`sources`."""
    for item in files.reports(place, columns, limits):
        yield completed(item, metadata) if isinstance(item, Source) else item


# ------------------------------------------------------------------ finding files


def _found(path: Path) -> Iterator[Place | Issue]:
    if path.is_dir():
        yield from _walk(path)
    elif path.exists() or path.is_symlink():
        yield Place(path.parent, path)
    else:
        yield from _matches(path)


def _matches(pattern: Path) -> Iterator[Place | Issue]:
    """The files that a glob matches, and those in the folders that it matches; paths are relative to its fixed part."""
    fixed = list(pattern.parts)
    wild = next((i for i, part in enumerate(fixed) if any(c in part for c in "*?[")), None)
    root = Path(*fixed[:wild])
    matches = sorted(root.glob(str(Path(*fixed[wild:])))) if wild is not None else []
    if not matches:
        raise InputError(f"There is no file, folder or match for {str(pattern)!r}.")
    for match in matches:
        if not match.is_dir():
            yield Place(root, match)
        elif "**" not in fixed:
            yield from _walk(match, root)


def _walk(folder: Path, root: Path | None = None) -> Iterator[Place | Issue]:
    """The files under a folder in the order of their names; hidden ones and links to folders are told, not followed."""
    root = root or folder
    waiting = [folder]
    while waiting:
        entry = waiting.pop()
        if entry is not folder and entry.name.startswith("."):
            yield _left_out("hidden", root, entry, "hidden, so it was left out")
        elif entry.is_symlink() and entry.is_dir() and entry is not folder:
            yield _left_out("link_to_folder", root, entry, "a link to a folder, so it was not followed")
        elif entry.is_dir():
            try:
                waiting.extend(sorted(entry.iterdir(), key=lambda p: files.name_of(root, p), reverse=True))
            except OSError as error:
                yield files.unread(root, entry, "unreadable", error.strerror or "it cannot be listed")
        else:
            yield Place(root, entry)


def _left_out(code: str, root: Path, entry: Path, why: str) -> Issue:
    return Issue(STAGE, code, "note", message=f"{files.name_of(root, entry)}: {why}")
