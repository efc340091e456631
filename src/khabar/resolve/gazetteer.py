"""Towns and divisions of the world by name, without a network: GeoNames (CC BY 4.0), mapped from the user's cache.

Names are held as 48-bit hashes of their folded form, sorted, so that a look-up is a binary search and touches few pages.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Mapping
from functools import cache

import numpy as np

from khabar import vocab
from khabar.folding import DEFINITE, fold_name
from khabar.frozen import record
from khabar.records import GazetteerPlace
from khabar.resolve.expansion import mapped_arrays, packed_hash
from khabar.resolve.packing import Array

ORIGIN = "GeoNames (CC BY 4.0)"
FEATURES = ("PPL", "PPLA", "PPLC", "ADM1", "ADM2")
DIVISIONS: Mapping[str | None, str] = {"ADM1": "province", "ADM2": "district"}
MAIN = np.uint32(1 << 31)
NOWHERE = -200.0


@record(frozen=True, slots=True)
class Entry:
    """A place with what ranks it. ``main`` tells that the name asked for is the place's own, not an alternate one."""

    place: GazetteerPlace
    population: int
    main: bool

    @property
    def level(self) -> str:
        """``town``, ``province`` or ``district``."""
        return DIVISIONS.get(self.place.feature, "town")


@record(frozen=True, slots=True)
class Gazetteer:
    """The arrays of the gazetteer. ``version`` is the hash of its packed file."""

    arrays: Mapping[str, Array]
    version: str

    def lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, however spelt, the most populous first; empty where there is none."""
        folded = fold_name(name)
        found = self._rows(folded)
        first, _, rest = folded.partition(" ")
        if not len(found) and rest and first in DEFINITE:
            found = self._rows(rest)
        entries = [self._entry(int(code & ~MAIN), bool(code & MAIN)) for code in found]
        return tuple(sorted(entries, key=lambda e: (-e.population, e.place.place_id)))

    def rows_in(self, country: str) -> Array:
        """The rows of a country, for looking through them all."""
        return np.flatnonzero(self.arrays["country"] == country.encode("ascii"))

    def name(self, row: int) -> str:
        """A place's own name."""
        start, end = int(self.arrays["name_start"][row]), int(self.arrays["name_start"][row + 1])
        return bytes(self.arrays["names"][start:end]).decode("utf-8")

    def entry(self, row: int) -> Entry:
        """The place of a row, found by another name than its own."""
        return self._entry(row, main=False)

    def place(self, place_id: str) -> GazetteerPlace | None:
        """The place of an identifier such as ``g:98182``, or None."""
        row = self.row(place_id)
        return None if row is None else self._place(row)

    def row(self, place_id: str) -> int | None:
        """The row of an identifier such as ``g:98182``, or None."""
        number = place_id.removeprefix("g:")
        if number == place_id or not number.isascii() or not number.isdigit() or len(number) > 9:
            return None
        order, known = self.arrays["by_id"], self.arrays["geonameid"]
        # Numpy's own search would turn both arrays into wider ones first.
        at = bisect_left(order, int(number), key=known.__getitem__)
        return int(order[at]) if at < len(order) and int(known[order[at]]) == int(number) else None

    def __len__(self) -> int:
        return len(self.arrays["geonameid"])

    def _rows(self, folded: str) -> Array:
        key = name_hash(folded)
        keys = self.arrays["name_hash"]
        first, last = np.searchsorted(keys, [key, key + np.uint64(1)])
        return self.arrays["name_row"][first:last]

    def _entry(self, row: int, main: bool) -> Entry:
        return Entry(self._place(row), int(self.arrays["population"][row]), main)

    def _place(self, row: int) -> GazetteerPlace:
        latitude, longitude = (round(float(self.arrays[k][row]), 4) for k in ("latitude", "longitude"))
        admin = int(self.arrays["admin1"][row])
        return GazetteerPlace(
            place_id=f"g:{int(self.arrays['geonameid'][row])}",
            name=self._shown(row),
            country=bytes(self.arrays["country"][row]).decode("ascii") or None,
            admin1=self._shown(admin) if admin != row and admin >= 0 else None,
            latitude=None if latitude <= NOWHERE else latitude,
            longitude=None if latitude <= NOWHERE else longitude,
            feature=FEATURES[int(self.arrays["feature"][row])],
            origin=ORIGIN,
        )

    def _shown(self, row: int) -> str:
        """The name under which a place is shown: the usual one in English where we know it, else its own."""
        return english_names().get(f"g:{int(self.arrays['geonameid'][row])}") or self.name(row)


@cache
def english_names() -> Mapping[str, str]:
    """The usual English name of places whose own name is spelt otherwise, from ``vocab/english_names.tsv``."""
    return {row["place_id"]: row["english"] for row in vocab.load("english_names")}


def name_hash(folded: str) -> np.uint64:
    """The first 48 bits of the BLAKE2 hash of a folded name."""
    return np.uint64(int.from_bytes(hashlib.blake2b(folded.encode(), digest_size=6).digest(), "big"))


@cache
def open_gazetteer() -> Gazetteer:
    """The gazetteer, opened once in a process; about a second the very first time, when it is expanded."""
    return Gazetteer(mapped_arrays(), packed_hash())
