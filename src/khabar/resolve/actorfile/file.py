"""A file of actors on disk: a table, or JSON Lines of entities."""

from __future__ import annotations

from pathlib import Path

from khabar.errors import InputError
from khabar.frozen import record
from khabar.resolve.actorfile.followthemoney import import_entities
from khabar.resolve.actorfile.problems import told
from khabar.resolve.actorfile.table import Row, parse_table

JSON_LINES = (".json", ".jsonl", ".ndjson", ".ijson")


@record(frozen=True, slots=True)
class ActorFile:
    """The rows of a file of actors, and its bytes, on which a reading depends."""

    rows: tuple[Row, ...]
    data: bytes


def text_of(path: Path) -> str:
    """The text of a file of actors. Raises InputError for one that cannot be read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"The actor file {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise InputError(f"The actor file {path}, line {line}: it is not UTF-8. Save it as UTF-8.") from error


def load_actor_file(path: Path) -> ActorFile:
    """The actors of a file. Raises InputError with the line and column of all that is wrong."""
    text = text_of(path)
    if path.suffix.lower() in JSON_LINES:
        imported = import_entities(text.splitlines())
        rows, problems = imported.rows, imported.problems
    else:
        rows, problems = parse_table(text)
    if problems:
        raise InputError(told(f"The actor file {path}", problems))
    if not rows:
        raise InputError(f"The actor file {path} holds no actor.")
    return ActorFile(rows, text.encode())
