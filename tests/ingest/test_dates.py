"""Dates of publication are taken only where they can mean one day."""

from __future__ import annotations

import pytest

from khabar.ingest import dates


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("1 August 2014", "2014-08-01"),
        ("Friday, 1st of August, 2014", "2014-08-01"),
        ("August 1, 2014", "2014-08-01"),
        ("Aug. 1 2014", "2014-08-01"),
        ("SEPT 30, 2019", "2019-09-30"),
        ("on 2014-08-01 at noon", "2014-08-01"),
        ("2014/08/01", "2014-08-01"),
        ("31/08/2014", "2014-08-31"),
        ("08/31/2014", "2014-08-31"),
        ("8.8.2014", "2014-08-08"),
        ("31-08-2014 09:40", "2014-08-31"),
        ("01-08-2014", None),
        ("paragraph 1-31/08/2014", None),
        ("01/08/2014", None),
        ("30 February 2014", None),
        ("99 August 2014", None),
        ("1 Foo 2014", None),
        ("August 2014", None),
        ("1" * 5000, None),
    ],
)
def test_find(text: str, iso: str | None) -> None:
    found = dates.find(text)
    assert (found.iso if found else None) == iso


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2014-08-01", ("2014-08-01", "day")),
        ("20140801", ("2014-08-01", "day")),
        ("20140801T101500Z", ("2014-08-01", "day")),
        ("2014-08-01T10:15:00Z", ("2014-08-01T10:15:00+00:00", "day")),
        ("2014-08-01 10:15", ("2014-08-01T10:15:00", "day")),
        ("2014-08-01T10:15:00+0300", ("2014-08-01T10:15:00+03:00", "day")),
        ("Fri, 01 Aug 2014 10:15:00 GMT", ("2014-08-01", "day")),
        ("2014-08", ("2014-08", "month")),
        ("2014", ("2014", "year")),
        ("2014-13", None),
        ("01/08/2014", None),
        ("yesterday", None),
        ("9" * 5000, None),
        ("", None),
    ],
)
def test_normal(value: str, expected: tuple[str, str] | None) -> None:
    assert dates.normal(value) == expected
