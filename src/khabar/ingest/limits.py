"""What a file and a report may cost. Every limit has a name, can be set, and stands in the manifest of a casebook."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace

from khabar.errors import InputError
from khabar.frozen import record


@record(frozen=True, slots=True)
class Limits:
    """Sizes in bytes, times in seconds.

    ``ratio`` is how many times its own size a packed file may unpack to, once that is more than ``ratio_from``;
    ``depth`` counts containers within one another. ``cpu``, ``wall`` and ``memory`` are those of one report in the
    process that parses it, ``answer`` what that process may say of it, ``ocr_pages`` the pages of a scan that
    are given to the recogniser, each with the time of a report, and ``reports_a_child`` how many reports one
    such process may have. In a text of up to ``read_characters`` claims are sought, for ``read_cpu`` seconds of processor
    time at most.
    """

    file: int = 100_000_000
    unpacked: int = 512_000_000
    member: int = 64_000_000
    ratio: int = 200
    ratio_from: int = 1_000_000
    members: int = 10_000
    depth: int = 3
    characters: int = 10_000_000
    cpu: int = 30
    wall: int = 120
    memory: int = 1_000_000_000
    answer: int = 500_000_000
    ocr_pages: int = 200
    reports_a_child: int = 1000
    read_characters: int = 2_000_000
    read_cpu: int = 600

    def most_unpacked(self, packed_size: int) -> int:
        """The most bytes that a file of this size may unpack to."""
        return min(self.unpacked, max(self.ratio_from, packed_size * self.ratio))


DEFAULT = Limits()


def chosen(given: Mapping[str, object], base: Limits = DEFAULT) -> Limits:
    """The limits with those that are given in place of their own. Raises InputError for a name or value that is none."""
    names = {field.name for field in fields(Limits)}
    for name, value in given.items():
        if name not in names:
            raise InputError(f"There is no limit called {name!r}. There are: {', '.join(sorted(names))}.")
        if not isinstance(value, int) or value < 1:
            raise InputError(f"The limit {name} must be a whole number above zero, not {value!r}.")
    return replace(base, **given)  # type: ignore[arg-type]
