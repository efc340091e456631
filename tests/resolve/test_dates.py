from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar import terms, vocab
from khabar.records import DateMention, Name, Parse, Word
from khabar.resolve import dates, intervals
from khabar.resolve.dategrammar import RULES

CASES = Path(__file__).parents[1] / "cases" / "dates.txt"
LINE = re.compile(r"\[(?P<published>[\d-]*)\] (?P<text>.*?) =>(?P<expected>.*)")


def parse(text: str, **tags: str) -> Parse:
    """A sentence without a tree, its words cut at white space and marks, with the tags given for some of them."""
    words = [
        Word(m.start(), m.end(), m[0], m[0].lower(), "", tags.get(m[0], ""), "", -1, "")
        for m in re.finditer(r"\w+|[^\w\s]", text)
    ]
    return Parse(0, 0, len(text), 0, tuple(words))


def tree(*rows: tuple[str, str, str, int, str]) -> tuple[str, Parse]:
    """A text and its parse from (word, upos, xpos, head, relation)."""
    words, text = [], ""
    for form, upos, xpos, head, relation in rows:
        words.append(Word(len(text), len(text) + len(form), form, form.lower(), upos, xpos, "", head, relation))
        text += f"{form} "
    return text, Parse(0, 0, len(text), 0, tuple(words))


def shown(mention: DateMention) -> str:
    if mention.kind != "date":
        return f"{mention.text}: {mention.kind}"
    bounds = f"{mention.earliest or ''}..{mention.latest or ''}"
    return f"{mention.text}: {bounds} {mention.precision} {mention.edtf or '-'}"


@pytest.mark.parametrize("line", [x for x in CASES.read_text(encoding="utf-8").splitlines() if x.startswith("[")])
def test_finds_as_told(line: str) -> None:
    case = LINE.fullmatch(line)
    assert case is not None
    found = dates.find([parse(case["text"])], case["text"], "r", case["published"] or None)
    assert [shown(m) for m in found] == [part for part in case["expected"].strip().split(" | ") if part]


def test_each_form_stands_with_its_sign_only() -> None:
    texts = [line for line in CASES.read_text(encoding="utf-8").splitlines() if line.startswith("[")]
    unsigned = [(r.pattern, text) for r in RULES for text in texts if not r.sign.stands_in(text.casefold())]
    assert len(unsigned) > len(texts)
    assert [text for pattern, text in unsigned if pattern.search(text)] == []


def on_friday(*verb: tuple[str, str, str, int, str]) -> str | None:
    rows = (("They", "PRON", "PRP", len(verb), "nsubj"), *verb)
    text, sentence = tree(
        *rows, ("on", "ADP", "IN", len(rows) + 1, "case"), ("Friday", "PROPN", "NNP", len(rows) - 1, "obl")
    )
    return dates.find([sentence], text, "r", "2014-07-30")[0].earliest


def test_a_weekday_is_past_unless_its_verb_looks_ahead() -> None:
    assert on_friday(("met", "VERB", "VBD", -1, "root")) == "2014-07-25"
    assert on_friday(("will", "AUX", "MD", 2, "aux"), ("meet", "VERB", "VB", -1, "root")) == "2014-08-01"
    assert on_friday(
        ("are", "AUX", "VBP", 3, "aux"), ("to", "PART", "TO", 3, "mark"), ("meet", "VERB", "VB", -1, "root")
    ) == ("2014-08-01")


def test_a_number_that_counts_is_no_year() -> None:
    text, sentence = tree(
        ("killed", "VERB", "VBD", -1, "root"), ("2000", "NUM", "CD", 2, "nummod"), ("men", "NOUN", "NNS", 0, "obj")
    )
    assert dates.find([sentence], text, "r", None) == ()


def test_a_person_is_no_month() -> None:
    text, sentence = tree(("June", "PROPN", "NNP", 1, "nsubj"), ("left", "VERB", "VBD", -1, "root"))
    assert len(dates.find([sentence], text, "r", None)) == 1
    named = Parse(0, 0, len(text), 0, sentence.words, (Name(0, 0, "PER"),))
    assert dates.find([named], text, "r", None) == ()


@pytest.mark.parametrize("published", ["", "soon", "0001-01-01", "9999-12-31T10:00:00Z", "2014-02-30"])
def test_a_day_of_publication_that_is_none_leaves_dates_open(published: str) -> None:
    text = "They left last week, on Friday, 999 decades ago."
    found = dates.find([parse(text)], text, "r", published)
    assert {(m.earliest, m.latest) for m in found} == {(None, None)}


@given(
    st.text(alphabet=st.sampled_from("0123456789 -/.:,'"), max_size=30)
    | st.lists(
        st.sampled_from(
            ["the", "last", "next", "99", "3", "May", "Friday", "of", "2014", "week", "years", "ago", "31", "-", "to"]
        )
    ).map(" ".join),
    st.dates(min_value=date(1000, 1, 1), max_value=date(8999, 12, 31)),
)
def test_any_text_gives_whole_intervals_in_order(text: str, published: date) -> None:
    found = dates.find([parse(text)], text, "r", published.isoformat())
    assert all(a.end <= b.start for a, b in pairwise(found))
    for mention in found:
        assert mention.text == text[mention.start : mention.end]
        assert mention.kind in terms.DATE_KINDS
        assert mention.precision in terms.DATE_PRECISIONS
        if mention.earliest and mention.latest:
            assert mention.earliest <= mention.latest


@pytest.mark.parametrize("unit", ["1", "a ", "May ", "2014-", "the last ", "1/1/", "the night of "])
def test_hostile_text_takes_no_long_time(unit: str) -> None:
    text = unit * (30_000 // len(unit))
    one_word = Parse(0, 0, len(text), 0, (Word(0, len(text), text, "", "", "", "", -1, ""),))
    assert isinstance(dates.find([one_word], text, "r", "2014-08-01"), tuple)


def test_precision_follows_the_length() -> None:
    start = date(2014, 8, 1)
    lengths = {1: "day", 3: "days", 7: "week", 20: "month", 200: "year", 2000: "unknown"}
    assert {n: intervals.days(start, date.fromordinal(start.toordinal() + n - 1)).precision for n in lengths} == lengths


def test_every_date_word_is_lower_case_and_once_in_its_kind() -> None:
    rows = vocab.load("dates")
    assert all(row["word"] == row["word"].lower() for row in rows)
    assert len({(row["word"], row["kind"]) for row in rows}) == len(rows)
    kinds = {
        "weekday",
        "short_weekday",
        "season",
        "upcoming",
        "arranged",
        "numbered",
        "occurring",
        "portion",
        "recounted",
        "toll",
        "present",
        "scheduled",
        "sequence",
    }
    assert {row["kind"] for row in rows} == kinds


def test_a_day_without_a_year_is_noted() -> None:
    text = "The depot burned on Nov. 24, and on Monday the next."
    (doubt,) = dates.doubts(dates.find([parse(text)], text, "r", None))
    assert (doubt.code, text[doubt.start : doubt.end]) == ("date_without_year", "Nov. 24")


def test_an_era_in_the_name_of_a_body_is_no_date() -> None:
    text = "The Council for the Islamic Revolution met."
    named = replace(parse(text), names=(Name(1, 5, "ORG"),))
    assert dates.find([named], text, "r", None) == ()
