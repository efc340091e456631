"""Containers: files that hold other files, each handed on as if it had been met by itself.

A member is a :class:`Member`, or a :class:`Refused` that says why it was not taken. Nothing is written to disk under a
name that a container gives, and nothing is fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import IO

from khabar.ingest.budget import Budget
from khabar.ingest.containers import feeds, mail, mailbox, tape, webarchive, zipped
from khabar.ingest.containers.member import Member, Refused

__all__ = ["READERS", "Member", "Refused"]

READERS: Mapping[str, Callable[[IO[bytes], Budget], Iterator[Member | Refused]]] = {
    "zip": zipped.members,
    "tar": tape.members,
    "mail": mail.members,
    "mbox": mailbox.members,
    "warc": webarchive.members,
    "feed": feeds.members,
}
