"""Containers: files that hold other files, each handed on as if it had been met by itself.

A member is a :class:`Member`, or a :class:`Refused` that says why it was not taken. Nothing is written to disk under a
name that a container gives, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from importlib import import_module
from typing import IO

from khabar.ingest.budget import Budget
from khabar.ingest.containers import mail, mailbox, tape, zipped
from khabar.ingest.containers.member import Member, Refused

__all__ = ["READERS", "Member", "Refused"]


def _members(module: str, stream: IO[bytes], budget: Budget) -> Iterator[Member | Refused]:
    """The members, by a module that is loaded at the first container of its kind, as its library is slow to load."""
    yield from import_module(f"{__name__}.{module}").members(stream, budget)


READERS: Mapping[str, Callable[[IO[bytes], Budget], Iterator[Member | Refused]]] = {
    "zip": zipped.members,
    "tar": tape.members,
    "mail": mail.members,
    "mbox": mailbox.members,
    "warc": partial(_members, "webarchive"),
    "feed": partial(_members, "feeds"),
}
