"""The log of judgements: rows are added, never changed, and each is chained to the one before it by hash.

``content_hash`` is the SHA-256 of a random salt and the judgement's own content as canonical JSON; ``hash`` that of the
hash before it, the row's number and ``content_hash``. So the words of a row (and its salt) can be erased, as the protection
of persons may demand: the chain still proves that no other row was touched, and the judgement that says so, what is left.
Form: RFC 8785 for the content, RFC 6962 for the idea of a log whose head proves the whole.
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.pool import NullPool

from khabar.casebook.canonical import canonical, digest
from khabar.casebook.layout import Layout
from khabar.casebook.logcheck import LogCheck, checked, fault, read_check, write_check
from khabar.casebook.matters import deciding, one_matter
from khabar.errors import CasebookError, InputError
from khabar.records import Judgement
from khabar.terms import JUDGEMENT_KINDS

START = "0" * 64
READ = "BEGIN"
WRITE = "BEGIN IMMEDIATE"  # writers take turns from their first statement on
CONTENT = ("time", "judge", "kind", "target", "selectors", "before", "after", "reason", "undoes")
# What may quote a report or name a person. The rest of a judgement stays when these are erased, and so does its effect.
WORDS = ("selectors", "before", "after", "reason")
ERASE = "erase"

_metadata = sa.MetaData()
log = sa.Table(
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

REFUSALS = {
    f"judgements_refuse_{change.lower()}": f"CREATE TRIGGER judgements_refuse_{change.lower()} BEFORE {change} "
    "ON judgements BEGIN SELECT RAISE(ABORT, 'judgements are added, never changed'); END"
    for change in ("UPDATE", "DELETE")
}
for _statement in REFUSALS.values():
    _refuse = sa.DDL(_statement)  # type: ignore[no-untyped-call]
    sa.event.listen(log, "after_create", _refuse.execute_if(dialect="sqlite"))


class ConflictError(InputError):
    """Somebody judged the same since. ``theirs`` are their judgements; nothing was added."""

    def __init__(self, theirs: Sequence[Judgement]) -> None:
        super().__init__("This was judged since you looked at it. Look at both judgements, and judge again.")
        self.theirs = tuple(theirs)


def append(folder: Path, judgement: Judgement, seen: int | None = None) -> Judgement:
    """Add a judgement; returns it with its number, time and hashes, once it is on disk.

    ``seen`` is the number of the last judgement that the judge knew of; None asks for no comparison. Raises InputError for a
    judgement that makes no sense, and ConflictError where a later one decides the same matter.
    """
    if judgement.kind not in JUDGEMENT_KINDS:
        raise InputError(f"{judgement.kind!r} is no kind of judgement. The kinds are: {', '.join(JUDGEMENT_KINDS)}.")
    with connect(folder, WRITE) as connection:
        if seen is not None and (theirs := _unseen(connection, judgement, seen)):
            raise ConflictError(theirs)
        row = add(folder, connection, judgement)
    with suppress(OSError):  # the judgement is kept; an older check proves less, and is no reason to judge again
        renew_check(folder)
    return row


def add(folder: Path, connection: sa.Connection, judgement: Judgement) -> Judgement:
    """Add a judgement within a transaction; the check of the log must be renewed when it is committed."""
    _refuse_damaged(folder, connection)
    _metadata.create_all(connection)
    last = connection.execute(sa.select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, START)
    if judgement.undoes is not None and not 0 < judgement.undoes < seq:
        raise InputError(f"There is no judgement {judgement.undoes} to undo.")
    salt = secrets.token_hex(16)
    row = _chained(replace(judgement, seq=seq, time=judgement.time or _now()), salt, previous)
    connection.execute(log.insert().values(**{**asdict(row), "target": json.dumps(row.target), "salt": salt}))
    return row


def renew_check(folder: Path) -> None:
    """Write the check of the log as it is now, while nobody adds to it."""
    with connect(folder, WRITE) as connection:
        write_check(folder, _state(connection))


def _unseen(connection: sa.Connection, judgement: Judgement, seen: int) -> list[Judgement]:
    """The judgements after number ``seen`` on the matter of another."""
    by_seq = {row.seq: row for row, _ in _read(connection)}
    mine = deciding(judgement, by_seq)
    return [one for seq, one in by_seq.items() if seq > seen and one_matter(mine, deciding(one, by_seq))]


def judgements(folder: Path, after: int = 0) -> tuple[Judgement, ...]:
    """The judgements in the order in which they were made, from the one that follows number ``after``."""
    return tuple(row for row, _ in _rows(folder, after))


def verify_chain(folder: Path) -> Iterator[tuple[int, str]]:
    """What is wrong with the log, as number and sentence: altered bytes or content, a broken chain, a missing row."""
    yield from _altered(folder)
    previous, rows = START, _rows(folder)
    vouched = vouched_for(row for row, _ in rows)
    for at, (row, salt) in enumerate(rows, start=1):
        if row.seq != at:
            yield row.seq, f"judgement {at} is missing"
            return
        if salt is None and vouched.get(at) != left_of(row):
            yield at, "its content was erased or altered, and no judgement vouches for what is left of it"
        if salt is not None and row.content_hash != _chained(row, salt, previous).content_hash:
            yield at, "its content was altered after it was judged"
        if row.previous_hash != previous or row.hash != _chain_hash(previous, at, row.content_hash):
            yield at, "the chain of hashes is broken here"
        previous = row.hash


def vouched_for(rows: Iterable[Judgement]) -> dict[int, str]:
    """The judgements whose words were erased, by number, each with the hash of what must be left of it."""
    try:
        told = [json.loads(row.after or "{}") for row in rows if row.kind == ERASE]
        return {int(seq): str(left) for one in told for seq, left in one.items()}
    except (ValueError, AttributeError) as error:
        raise CasebookError("A judgement that tells of erased words is damaged.") from error


def left_of(judgement: Judgement) -> str:
    """The hash of what stays of a judgement when its words are erased."""
    return digest(canonical({name: getattr(judgement, name) for name in CONTENT if name not in WORDS}))


def _altered(folder: Path) -> Iterator[tuple[int, str]]:
    check = read_check(folder)
    if not Layout(folder).review.exists():
        now = checked(0, b"")
    else:
        with connect(folder, READ) as connection:
            now = _state(connection)
    if wrong := fault(check, now):
        yield now.last, wrong


def _refuse_damaged(folder: Path, connection: sa.Connection) -> None:
    """What is added to a damaged log would hide the damage."""
    if wrong := fault(read_check(folder), _state(connection)):
        raise CasebookError(f"The log of judgements {Layout(folder).review} cannot be added to: {wrong}. Restore it.")


def _state(connection: sa.Connection) -> LogCheck:
    last = connection.execute(sa.select(sa.func.max(log.c.seq))).scalar() if _begun(connection) else None
    driver: Any = connection.connection.dbapi_connection
    written = connection.exec_driver_sql("PRAGMA page_count").scalar()
    return checked(last or 0, driver.serialize() if written else b"")


def _begun(connection: sa.Connection) -> bool:
    """Whether the log has its table: a run that was killed over its first judgement leaves an empty file."""
    return sa.inspect(connection).has_table(log.name)


def _rows(folder: Path, after: int = 0) -> list[tuple[Judgement, str | None]]:
    if not Layout(folder).review.exists():
        return []
    with connect(folder, READ) as connection:
        return _read(connection, after)


def _read(connection: sa.Connection, after: int = 0) -> list[tuple[Judgement, str | None]]:
    if not _begun(connection):
        return []
    found = connection.execute(sa.select(log).where(log.c.seq > after).order_by(log.c.seq)).mappings().all()
    return [_judgement(dict(row)) for row in found]


def _judgement(row: dict[str, Any]) -> tuple[Judgement, str | None]:
    salt = row.pop("salt")
    try:
        return Judgement(**{**row, "target": tuple(json.loads(row["target"] or "[]"))}), salt
    except ValueError as error:
        raise CasebookError(f"Judgement {row['seq']} is damaged: its targets are no list.") from error


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
def connect(folder: Path, begin: str) -> Iterator[sa.Connection]:
    """A transaction on the log, to ``READ`` or to ``WRITE``. Raises CasebookError where the log cannot be used."""
    engine = sa.create_engine(f"sqlite:///{Layout(folder).review}", poolclass=NullPool)
    sa.event.listen(engine, "connect", _leave_transactions_to_us)
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    try:
        with engine.begin() as connection:
            yield connection
    except (sa.exc.DatabaseError, sqlite3.Error) as error:
        wrong = getattr(error, "orig", error)
        raise CasebookError(f"The log of judgements {Layout(folder).review} cannot be used: {wrong}.") from error
    finally:
        engine.dispose()


def _leave_transactions_to_us(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA synchronous = FULL")
