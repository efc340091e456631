"""Erasing the words of judgements, so that the chain stays whole and says what was erased, by whom and why.

The file is written anew afterwards, so that no page of it holds what was erased. What the file system keeps of deleted
files, and copies elsewhere, are beyond the reach of this program.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa

from khabar.casebook.canonical import canonical
from khabar.casebook.layout import Layout
from khabar.casebook.review import (
    ERASE,
    REFUSALS,
    WORDS,
    WRITE,
    add,
    connect,
    judgements,
    left_of,
    log,
    renew_check,
    vouched_for,
)
from khabar.errors import InputError
from khabar.records import Judgement


def erased_reports(folder: Path) -> frozenset[str]:
    """The reports that were erased from a casebook: they are not taken in again."""
    return frozenset(target for one in judgements(folder) if one.kind == ERASE for target in one.target)


def erase_words(
    folder: Path, reports: Collection[str], numbers: Collection[int], *, by: str, reason: str | None
) -> Judgement:
    """Erase the words of judgements, those numbered and those that quote one of some reports, and log that it was done.

    Raises InputError for a number that no judgement has, or whose words say what was erased.
    """
    rows = {row.seq: row for row in judgements(folder)}
    for number in numbers:
        if number not in rows or rows[number].kind == ERASE:
            raise InputError(f"There is no judgement {number} with words to erase.")
    gone = vouched_for(rows.values())
    named = [row for row in rows.values() if row.kind != ERASE and (row.seq in numbers or _quotes(row, reports))]
    left = {str(row.seq): left_of(row) for row in named if row.seq not in gone}
    told = canonical(left).decode()
    with connect(folder, WRITE) as connection:
        made = add(folder, connection, Judgement(0, "", by, ERASE, tuple(sorted(reports)), after=told, reason=reason))
        for name in REFUSALS:
            connection.execute(sa.text(f"DROP TRIGGER {name}"))
        blank = log.update().values(salt=None, **dict.fromkeys(WORDS))
        connection.execute(blank.where(log.c.seq.in_([int(seq) for seq in left])))
        for statement in REFUSALS.values():
            connection.execute(sa.text(statement))
    with closing(sqlite3.connect(Layout(folder).review)) as connection_to_file:
        connection_to_file.execute("VACUUM")
    renew_check(folder)
    return made


def _quotes(judgement: Judgement, reports: Collection[str]) -> bool:
    quoted = {str(row.get("report_id")) for row in json.loads(judgement.selectors or "[]")}
    return not quoted.isdisjoint(reports) or not set(judgement.target).isdisjoint(reports)
