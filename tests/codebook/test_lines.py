"""Reading lines of a codebook: what is understood, and what is refused with which advice."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.codebook import load_codebook
from khabar.codebook.lines import parse
from khabar.codebook.predicate import Predicate

HEADER = "lemma\tpos\tevent\tmode\tactor\trecipient\tsubject\tobject\trequires\tprior\n"


def read(*rows: str, header: str = HEADER) -> tuple[tuple[Predicate, ...], list[str]]:
    lines, problems = parse("mine.tsv", header + "\n".join(rows) + "\n", load_codebook().types)
    return lines, [str(problem) for problem in problems]


def test_a_line_becomes_a_predicate() -> None:
    (line,), problems = read(
        "bomb\tverb\tASSAULT\taerial\tsubject|by\tobject\tcountry|armed\tany\tobject.of=place;on=present\t0.9"
    )
    assert not problems
    assert (line.event, line.mode, line.actor, line.subject, line.object) == (
        "ASSAULT",
        "aerial",
        ("subject", "by"),
        ("country", "armed"),
        (),
    )
    assert line.requires == (("object.of", ("place",)), ("on", ("present",)))
    assert line.prior == 0.9


def test_columns_may_be_left_out() -> None:
    (line,), problems = read("hex\tverb\tASSAULT", header="lemma\tpos\tevent\n")
    assert not problems
    assert line == Predicate("hex", "verb", "ASSAULT", cameo="190")


def test_a_stop_line_has_no_event() -> None:
    (line,), problems = read("heart attack\tnoun\t-", header="lemma\tpos\tevent\n")
    assert not problems
    assert line.stop
    assert line.event is None
    assert line.cameo is None


def test_a_mode_brings_its_code_and_contexts() -> None:
    (line,), _ = read("hack\tverb\tCOERCE\tcyber\t-\t-\t-\t-\t-\t-")
    assert line.contexts == ("cyber",)
    assert line.cameo == "170"


def test_empty_lines_and_remarks_are_passed_over() -> None:
    lines, problems = read("# mine", "", "hex\tverb\tASSAULT", header="\ufefflemma\tpos\tevent\n")
    assert len(lines) == 1
    assert not problems


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("bomb\tverb\tBOMB\t-\t-\t-\t-\t-\t-\t-", "column event: 'BOMB' is unknown; known are AGREE"),
        ("bomb\tverb\tASSAULT\tvisit\t-\t-\t-\t-\t-\t-", "column mode: 'visit' is not one of ASSAULT"),
        ("bomb\tverb\t-\taerial\t-\t-\t-\t-\t-\t-", "column mode: 'aerial' is not one of -"),
        (
            "bomb\tpreposition\tASSAULT\t-\t-\t-\t-\t-\t-\t-",
            "column pos: 'preposition' is unknown; known are verb, noun, adj",
        ),
        ("bomb\t-\tASSAULT\t-\t-\t-\t-\t-\t-\t-", "column pos: it is empty"),
        ("Bomb\tverb\tASSAULT\t-\t-\t-\t-\t-\t-\t-", "column lemma: 'Bomb' must be lower-case"),
        ("blow  up\tverb\tASSAULT\t-\t-\t-\t-\t-\t-\t-", "column lemma: 'blow  up' must be lower-case"),
        ("-\tverb\tASSAULT\t-\t-\t-\t-\t-\t-\t-", "column lemma: '' must be lower-case"),
        ("bomb\tverb\tASSAULT\t-\tagent\t-\t-\t-\t-\t-", "column actor: slot 'agent' is unknown"),
        ("bomb\tverb\tASSAULT\t-\tby|by\t-\t-\t-\t-\t-", "column actor: a slot stands twice"),
        ("bomb\tverb\tASSAULT\t-\t-\t-\tbomber\t-\t-\t-", "column subject: class 'bomber' is unknown; known are"),
        ("bomb\tverb\tASSAULT\t-\t-\t-\tnone\t-\t-\t-", "column subject: class 'none' is unknown"),
        ("bomb\tverb\tASSAULT\t-\t-\t-\t-\t-\ton\t-", "column requires: 'on' cannot be read; write slot=class"),
        ("bomb\tverb\tASSAULT\t-\t-\t-\t-\t-\ton=any\t-", "column requires: 'on=any' cannot be read"),
        ("bomb\tverb\tASSAULT\t-\t-\t-\t-\t-\tupside=place\t-", "column requires: slot 'upside' is unknown"),
        ("bomb\tverb\tASSAULT\t-\t-\t-\t-\t-\t-\t1.0", "column prior: '1.0' must be a number from 0.3 to 0.99"),
        ("bomb\tverb\tASSAULT\t-\t-\t-\t-\t-\t-\thigh", "column prior: 'high' must be a number"),
        ("bomb\tverb\tASSAULT", "3 cells under 10 columns"),
        ("bomb \tverb\tASSAULT\t-\t-\t-\t-\t-\t-\t-", "column lemma: the cell begins or ends with a space"),
    ],
)
def test_unusable_cells_are_refused_with_advice(row: str, told: str) -> None:
    lines, problems = read("hex\tverb\tASSAULT\t-\t-\t-\t-\t-\t-\t-", row)
    assert len(lines) == 1
    assert len(problems) == 1
    assert problems[0].startswith("mine.tsv, line 3")
    assert told in problems[0]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("register\tweather", "column register: 'weather' is unknown"),
        ("phase\tused", "column phase: 'used' is not one of -"),
        ("cameo\t999", "column cameo: '999' is no CAMEO code"),
        ("contexts\tsport", "column contexts: 'sport' is unknown"),
    ],
)
def test_unknown_codes_are_refused(cell: str, told: str) -> None:
    column, value = cell.split("\t")
    _, problems = read(f"bomb\tverb\tASSAULT\t{value}", header=f"lemma\tpos\tevent\t{column}\n")
    assert told in problems[0]


def test_a_slip_of_the_pen_is_told_what_it_may_mean() -> None:
    _, problems = read("bomb\tverb\tASAULT\t-\t-\t-\t-\t-\t-\t-", "bomb\tverb\tASSAULT\t-\t-\t-\tarmd\t-\t-\t-")
    assert "(did you mean 'ASSAULT'?)" in problems[0]
    assert "(did you mean 'armed'?)" in problems[1]


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ("lemma\tpos\n", "column 'event' is missing"),
        ("lemma\tpos\tevent\tweight\n", "column 'weight' is unknown"),
        ("lemma\tpos\tevent\tevent\n", "stands twice"),
        ("lemma,pos,event\n", "separated by tabs"),
    ],
)
def test_a_bad_header_is_told(header: str, told: str) -> None:
    lines, problems = read("bomb\tverb\tASSAULT", header=header)
    assert not lines
    assert any(told in problem for problem in problems)


@pytest.mark.parametrize(
    ("first", "second", "unreachable"),
    [
        ("-\t-\t-", "armed\t-\t-", True),
        ("-\tperson\t-", "-\tperson\t-", True),
        ("-\tperson\t-", "-\tplace\t-", False),
        ("-\tperson\t-", "-\t-\t-", False),
        ("-\t-\ton=place", "-\t-\tin=place", False),
    ],
)
def test_a_line_that_can_never_be_reached_is_told(first: str, second: str, unreachable: bool) -> None:
    _, problems = read(*(f"bomb\tverb\tASSAULT\t-\tsubject\tobject\t{cells}\t0.8" for cells in (first, second)))
    assert [("fits first" in problem) for problem in problems] == [True] * unreachable


CELLS = st.one_of(
    st.sampled_from(["-", "", "verb", "ASSAULT", "aerial", "subject", "on=place", "0.5", "any", "|", ";", "="]),
    st.text(),
)


@given(st.lists(st.lists(CELLS, min_size=1, max_size=12), max_size=6))
def test_no_table_is_too_odd_to_be_checked(rows: list[list[str]]) -> None:
    text = "\n".join("\t".join(row) for row in rows)
    for table in (text, HEADER + text):
        lines, problems = parse("odd.tsv", table, load_codebook().types)
        assert len(lines) <= table.count("\n")
        assert all(str(problem).startswith("odd.tsv, line ") for problem in problems)
