from __future__ import annotations

import gzip
import json

from khabar import casebook
from khabar.casebook.layout import Layout


def test_a_reading_comes_back_as_it_was(case, sources, reading_of):
    reading = reading_of(sources(1)[0].data)
    casebook.keep_reading(case, "key", casebook.encode_reading(reading))
    found = casebook.cached_reading(case, "key")
    assert found == reading
    assert casebook.encode_reading(found) == casebook.encode_reading(reading)
    assert type(found.attributions[0].content[0]) is type(reading.attributions[0].content[0])


def test_what_is_missing_torn_or_of_another_version_is_no_reading(case, sources, reading_of):
    assert casebook.cached_reading(case, "key") is None
    casebook.keep_reading(case, "key", casebook.encode_reading(reading_of(sources(1)[0].data)))
    (path,) = (p for p in Layout(case).cache.rglob("*.gz"))
    whole = path.read_bytes()
    for broken in (b"", whole[:-5], whole[:40] + b"x" + whole[41:], gzip.compress(json.dumps(["old", []]).encode())):
        path.write_bytes(broken)
        assert casebook.cached_reading(case, "key") is None


def test_entries_no_longer_in_use_are_deleted(case, sources, reading_of):
    for key in ("a", "b"):
        casebook.keep_reading(case, key, casebook.encode_reading(reading_of(sources(1)[0].data)))
    casebook.prune_readings(case, {"b"})
    assert not casebook.is_cached(case, "a")
    assert casebook.is_cached(case, "b")
