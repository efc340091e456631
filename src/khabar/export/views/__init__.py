"""Ready views of a casebook, each an SQL file that says in its first line what it shows, and in its second which columns
are enough for a terminal.

The registers are views of claims for one trade each: the fields its people work with, and whose word each row is.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import pyarrow as pa

from khabar import terms
from khabar.casebook import Casebook
from khabar.errors import InputError

REGISTERS = terms.REGISTERS
SHARED = ("held", "parties")
VIEWS = ("incidents", "disagreements", "origins", "plover", *REGISTERS)


def view(book: Casebook, name: str, limit: int | None = None) -> pa.Table:
    """The rows of a view. Raises InputError for a name that is none."""
    return book.sql(query(name), limit)


def query(name: str) -> str:
    """The SELECT of a view over the casebook's tables. Raises InputError for a name that is none."""
    return f"WITH {_text('common')}\n{body(name)}"


def body(name: str) -> str:
    """The SELECT of a view where the tables of :func:`shared` are there too. Raises InputError for a name that is none."""
    if name not in VIEWS:
        raise InputError(f"There is no view {name!r}. The views are: {', '.join(VIEWS)}.")
    return _text(name)


def shared() -> dict[str, str]:
    """What several views join, by name: a SELECT of each over the casebook's tables."""
    return {name: f"WITH {_text('common')}\nSELECT * FROM {name}" for name in SHARED}


def about(name: str) -> str:
    """What a view shows, in one sentence."""
    return _text(name).split("\n", 1)[0].removeprefix("--").strip()


def brief(name: str) -> tuple[str, ...]:
    """The columns of a view that tell a reader the most, few enough for a terminal."""
    return tuple(_text(name).split("\n", 2)[1].removeprefix("-- In brief: ").split(", "))


@cache
def _text(name: str) -> str:
    return (files(__name__) / f"{name}.sql").read_text(encoding="utf-8")
