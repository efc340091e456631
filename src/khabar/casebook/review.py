"""The log of judgements: rows are added, never changed, and each is chained to the one before it by hash.

``content_hash`` is the SHA-256 of a random salt and the judgement's own content as canonical JSON; ``hash`` that of the
hash before it, the row's number and ``content_hash``. So the content of a row (and its salt) can one day be erased, as
the protection of persons may demand, and the chain still proves that no other row was touched. Form: RFC 8785 for the
content, RFC 6962 for the idea of a log whose head proves the whole.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from khabar.casebook.canonical import canonical, digest
from khabar.casebook.layout import Layout
from khabar.errors import CasebookError, InputError
from khabar.records import Judgement
from khabar.terms import JUDGEMENT_KINDS

START = "0" * 64
CONTENT = ("time", "judge", "kind", "target", "selectors", "before", "after", "reason", "undoes")

_metadata = sa.MetaData()
_log = sa.Table(
    "judgements",
    _metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("time", sa.Text),
    sa.Column("judge", sa.Text),
    sa.Column("kind", sa.Text),
    sa.Column("target", sa.Text),
    sa.Column("selectors", sa.Text),
    sa.Column("before", sa.Text),
    sa.Column("after", sa.Text),
    sa.Column("reason", sa.Text),
    sa.Column("undoes", sa.Integer),
    sa.Column("salt", sa.Text),
    sa.Column("content_hash", sa.Text, nullable=False),
    sa.Column("previous_hash", sa.Text, nullable=False, unique=True),
    sa.Column("hash", sa.Text, nullable=False, unique=True),
)

for _change in ("UPDATE", "DELETE"):
    _refuse = sa.DDL(  # type: ignore[no-untyped-call]
        f"CREATE TRIGGER judgements_refuse_{_change.lower()} BEFORE {_change} ON judgements "
        "BEGIN SELECT RAISE(ABORT, 'judgements are added, never changed'); END"
    )
    sa.event.listen(_log, "after_create", _refuse.execute_if(dialect="sqlite"))


def append(folder: Path, judgement: Judgement) -> Judgement:
    """Add a judgement; returns it with its number, time and hashes. Raises InputError for one that makes no sense."""
    if judgement.kind not in JUDGEMENT_KINDS:
        raise InputError(f"{judgement.kind!r} is no kind of judgement. The kinds are: {', '.join(JUDGEMENT_KINDS)}.")
    with _connect(folder) as connection:
        last = connection.execute(sa.select(_log.c.seq, _log.c.hash).order_by(_log.c.seq.desc()).limit(1)).first()
        seq, previous = (last.seq + 1, last.hash) if last else (1, START)
        if judgement.undoes is not None and not 0 < judgement.undoes < seq:
            raise InputError(f"There is no judgement {judgement.undoes} to undo.")
        salt = secrets.token_hex(16)
        row = _chained(replace(judgement, seq=seq, time=judgement.time or _now()), salt, previous)
        connection.execute(_log.insert().values(**{**asdict(row), "target": json.dumps(row.target), "salt": salt}))
    return row


def judgements(folder: Path, after: int = 0) -> tuple[Judgement, ...]:
    """The judgements in the order in which they were made, from the one that follows number ``after``."""
    return tuple(row for row, _ in _rows(folder, after))


def verify_chain(folder: Path) -> Iterator[tuple[int, str]]:
    """What is wrong with the log, as number and sentence: altered content, a broken chain, a missing row."""
    previous = START
    for at, (row, salt) in enumerate(_rows(folder), start=1):
        if row.seq != at:
            yield row.seq, f"judgement {at} is missing"
            return
        expected = _chained(row, salt, previous) if salt is not None else row
        if salt is not None and row.content_hash != expected.content_hash:
            yield at, "its content was altered after it was judged"
        if row.previous_hash != previous or row.hash != _chain_hash(previous, at, row.content_hash):
            yield at, "the chain of hashes is broken here"
        previous = row.hash


def _rows(folder: Path, after: int = 0) -> list[tuple[Judgement, str | None]]:
    if not Layout(folder).review.exists():
        return []
    with _connect(folder) as connection:
        found = connection.execute(sa.select(_log).where(_log.c.seq > after).order_by(_log.c.seq)).mappings().all()
    return [_judgement(dict(row)) for row in found]


def _judgement(row: dict[str, Any]) -> tuple[Judgement, str | None]:
    salt = row.pop("salt")
    return Judgement(**{**row, "target": tuple(json.loads(row["target"] or "[]"))}), salt


def _chained(judgement: Judgement, salt: str, previous: str) -> Judgement:
    content = {name: getattr(judgement, name) for name in CONTENT}
    content_hash = digest(salt.encode() + canonical(content))
    chained = _chain_hash(previous, judgement.seq, content_hash)
    return replace(judgement, content_hash=content_hash, previous_hash=previous, hash=chained)


def _chain_hash(previous: str, seq: int, content_hash: str) -> str:
    return digest(previous.encode() + canonical({"content_hash": content_hash, "seq": seq}))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def _connect(folder: Path) -> Iterator[sa.Connection]:
    """A transaction on the log; writers take turns from its first statement on."""
    engine = sa.create_engine(f"sqlite:///{Layout(folder).review}", poolclass=NullPool)
    sa.event.listen(engine, "connect", _leave_transactions_to_us)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    try:
        with engine.begin() as connection:
            _metadata.create_all(connection)
            yield connection
    except sa.exc.DatabaseError as error:
        raise CasebookError(f"The log of judgements {Layout(folder).review} cannot be used: {error.orig}.") from error
    finally:
        engine.dispose()


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = FULL")
