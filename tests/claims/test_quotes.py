"""Quotations: marks of any shape, over several sentences, and marks that do not match."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.claims.quotes import find_quotes
from khabar.records import Segment


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in find_quotes(text, (Segment("r", 0, 0, len(text), "body"),))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "we won" and left.', ["we won"]),
        ("He said “we won. We will win again.” Then he left.", ["we won. We will win again."]),
        ('Opened "straight, closed curly” here.', ["straight, closed curly"]),
        ('"One." A pause. "Two."', ["One.", "Two."]),
        ("No marks at all, not even John's.", []),
        ('A lone mark " is no quotation', []),
        (
            "“First paragraph goes on\n\n“and the second ends.” Done.",
            ["First paragraph goes on\n\n“and the second ends."],
        ),
        ("“Never closed\n\nA new paragraph “quoted” here.", ["quoted"]),
        ("Closed without being opened” is nothing.", []),
        ('"We call it a "safe zone" here," he said. "It is not."', ['We call it a "safe zone" here,', "It is not."]),
        ('"He told us it was "a trap"" is what she said.', ['He told us it was "a trap']),
        ('A stray" mark, then "one", then "two".', ["one", "two"]),
        ('"The first is never closed. Then "one" and "two" are.', ["one", "two"]),
        ('Schools can do it," For example, in class". Then "more".', [" For example, in class", "more"]),
        ("“Never closed, “said the clerk. “We left.”", ["We left."]),
        ('It was ""Blue Line"" on the map.', ["Blue Line"]),
        ("‘The drivers’ union met.’\nHe left.", ["The drivers’ union met."]),
        ("She said: 'The drivers' union met.\n\n'It voted.'", ["The drivers' union met.\n\n'It voted."]),
        ("The drivers' best year.\n\nIt said 'no' twice.", []),
        (
            "‘The drivers’ union met\n\n‘and its members’ vote was held.’",
            ["The drivers’ union met\n\n‘and its members’ vote was held."],
        ),
        ('"The raid was known as ""Blue Line"". It ended on Friday."', ["Blue Line"]),
    ],
)
def test_quotations_are_found(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


def test_one_mark_too_many_does_not_turn_the_rest_inside_out() -> None:
    text = 'A plan" to leave. ' + 'He said "yes" and left. ' * 40
    assert quoted(text) == ["yes"] * 40


def test_thousands_of_marks_that_nothing_closes_are_passed_over() -> None:
    assert quoted("“a " * 5000 + "“b”") == ["b"]


@pytest.mark.parametrize(
    "unit", ["‘a b\n\n", " 'ab c\n\n'd", "a: 'b, 'c\n\n", " 'ab", " ‘ab", "‘a.’ ", "“a\n\n"], ids=repr
)
def test_time_grows_with_length_alone(unit: str) -> None:
    def seconds(length: int) -> float:
        text = unit * (length // len(unit))
        started = time.process_time()
        quoted(text)
        return time.process_time() - started

    short, long = (min(seconds(length) for _ in range(2)) for length in (5_000, 40_000))
    assert long < 0.2 or long < 16 * short


@given(st.text(alphabet='ab “”"\n.', max_size=60))
def test_quotations_are_ordered_and_disjoint(text: str) -> None:
    quotes = find_quotes(text, (Segment("r", 0, 0, len(text), "body"),))
    assert all(q.start <= q.end for q in quotes)
    assert all(a.end < b.start for a, b in pairwise(quotes))
