from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import terms, vocab
from khabar.claims import numberwords, numerals

CASES = Path(__file__).parents[1] / "cases" / "numerals.txt"


def cases() -> list[str]:
    return [x for x in CASES.read_text(encoding="utf-8").splitlines() if x and not x.startswith("#")]


def find(text: str) -> list[numerals.Numeral]:
    return list(numerals.find(text, 0, len(text)))


def plain(value: float | None) -> str:
    return "" if value is None else f"{value:.6f}".rstrip("0").rstrip(".")


@pytest.mark.parametrize("case", cases())
def test_reads_as_told(case: str) -> None:
    text, _, expected = case.partition(" =>")
    found = [f"{text[n.start : n.end]}: {n.comparator} {'..'.join(map(plain, n.bounds))}" for n in find(text)]
    assert found == [part for part in expected.strip().split(" | ") if part]


def test_a_currency_is_kept_without_its_escape() -> None:
    assert [n.currency for n in find("\\$5 and US$ 3 and 4")] == ["$", "us$", None]


@given(
    st.text(alphabet=st.sampled_from("0123456789 ,.-–$%m"), max_size=30)
    | st.lists(
        st.sampled_from([*numberwords.values("unit", "ten", "scale", "group"), "and", "a", "half", "of", "12", "or"])
    ).map(" ".join)
)
def test_numbers_stand_in_order_with_ordered_bounds(text: str) -> None:
    found = find(text)
    assert all(a.last <= b.first for a, b in pairwise(found))
    for number in found:
        assert number.start <= number.first < number.last <= number.end
        assert number.comparator in terms.COMPARATORS
        known = [b for b in number.bounds if b is not None]
        assert known == sorted(known)
        assert known


@pytest.mark.parametrize(
    "unit", ["1", "1,", "one ", "one hundred and ", "1-", "$", "at least ", "hundreds of ", "a half "]
)
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    assert isinstance(find(unit * (20_000 // len(unit))), list)


def test_every_comparator_is_read() -> None:
    for row in vocab.load("comparators"):
        text = (
            f"x {row['phrase']} 40 y"
            if row["position"] == "before"
            else f"x 40{'' if row['phrase'][0] in '-+' else ' '}{row['phrase']} y"
        )
        text = text.replace("40", "40 to 50") if row["comparator"] == "range" else text
        assert [n.comparator for n in find(text)] == [row["comparator"]], text


def test_every_currency_has_a_code_of_three_letters_or_none() -> None:
    for word, code in numerals.currencies().items():
        assert word == word.lower()
        assert code is None or (len(code) == 3 and code.isupper())
