from __future__ import annotations

import hashlib

from khabar import casebook, schema
from khabar.casebook.layout import Layout
from khabar.records import Report
from khabar.records.rows import record


def test_a_reading_comes_back_as_it_was(case, sources, reading_of):
    reading = reading_of(sources(1)[0].data)
    casebook.keep_reading(case, "key", casebook.encode_reading(reading))
    found = casebook.cached_reading(case, "key")
    assert found.status == reading.report.status
    assert found.issues == reading.issues
    (report,) = found.table("reports").to_pylist()
    assert record(Report, report) == reading.report
    for name in schema.READING_TABLES:
        kept = [record(schema.TABLES[name].record, row) for row in found.table(name).to_pylist()]
        assert sorted(kept, key=repr) == sorted(getattr(reading, name), key=repr), name


def test_the_same_reading_gives_the_same_bytes(sources, reading_of):
    first, again = (casebook.encode_reading(reading_of(sources(1)[0].data)) for _ in range(2))
    assert first == again


def test_what_is_missing_torn_or_of_another_version_is_no_reading(case, sources, reading_of):
    assert casebook.cached_reading(case, "key") is None
    casebook.keep_reading(case, "key", casebook.encode_reading(reading_of(sources(1)[0].data)))
    (path,) = (p for p in Layout(case).cache.rglob("*.reading"))
    whole = path.read_bytes()
    other = b"0" * 16 + whole[80:]
    of_another_version = hashlib.sha256(other).hexdigest().encode() + other
    for broken in (b"", whole[:-5], whole[:400] + b"x" + whole[401:], whole[:5] + b"x" + whole[6:], of_another_version):
        path.write_bytes(broken)
        assert casebook.cached_reading(case, "key") is None


def test_entries_no_longer_in_use_are_deleted(case, sources, reading_of):
    for key in ("a", "b"):
        casebook.keep_reading(case, key, casebook.encode_reading(reading_of(sources(1)[0].data)))
    earlier = Layout(case).cache / "ab" / "abcdef.json.gz"
    earlier.parent.mkdir(exist_ok=True)
    earlier.write_bytes(b"words")
    casebook.prune_readings(case, {"b"})
    assert not earlier.exists()
    assert not casebook.is_cached(case, "a")
    assert casebook.is_cached(case, "b")
