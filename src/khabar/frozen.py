"""Frozen dataclasses that are made as fast as others: a reading makes a thousand a sentence.

``@record(frozen=True, slots=True)`` is ``@dataclass(frozen=True, slots=True)`` to the type checker, which lets nobody set a
field. Python would see to that itself only by setting each field through a call, which takes six times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dataclasses import dataclass as record
else:
    from dataclasses import dataclass

    def record(*, frozen, slots):
        """A class as a dataclass that compares and hashes by its fields, as a frozen one does."""
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["record"]
