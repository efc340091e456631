"""The map from clean text to source text holds through any sequence of edits."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from khabar.ingest.offsets import Edit, Mapped, concat, heal, literal, whole
from khabar.records import Run, Span

TEXTS = st.text(alphabet="ab \n-\u200bé", max_size=40)


def assert_exact(mapped: Mapped, source: str) -> None:
    end = 0
    for run in mapped.runs:
        assert run.length > 0
        assert run.clean >= end
        end = run.clean + run.length
        assert mapped.text[run.clean : end] == source[run.original : run.original + run.length]
    assert end <= len(mapped.text)


@st.composite
def edits(draw: st.DrawFn, length: int) -> list[Edit]:
    bounds = sorted(draw(st.lists(st.integers(0, length), max_size=8, unique=True)))
    pairs = zip(bounds[::2], bounds[1::2], strict=False)
    return [Edit(start, end, draw(st.text(alphabet="xy", max_size=3))) for start, end in pairs]


@given(TEXTS, st.data())
def test_edits_upon_edits_keep_the_map_exact(text: str, data: st.DataObject) -> None:
    mapped = whole(text)
    for _ in range(3):
        mapped = mapped.edit(data.draw(edits(len(mapped.text))))
        assert_exact(mapped, text)


@given(TEXTS, st.data())
def test_an_edit_changes_what_it_says_and_nothing_else(text: str, data: st.DataObject) -> None:
    chosen = data.draw(edits(len(text)))
    expected = text
    for edit in reversed(chosen):
        expected = expected[: edit.start] + edit.text + expected[edit.end :]
    result = whole(text).edit(chosen)
    assert result.text == expected
    assert sum(run.length for run in result.runs) == len(text) - sum(edit.end - edit.start for edit in chosen)


@given(TEXTS, st.integers(0, 40), st.integers(0, 40))
def test_slices_put_together_are_the_whole(text: str, one: int, two: int) -> None:
    first, second = sorted((min(one, len(text)), min(two, len(text))))
    mapped = whole(text)
    parts = (mapped.slice(0, first), mapped.slice(first, second), mapped.slice(second, len(text)))
    assert concat(parts) == mapped


@given(TEXTS, st.data())
def test_slices_of_edited_text_stay_exact(text: str, data: st.DataObject) -> None:
    mapped = whole(text).edit(data.draw(edits(len(text))))
    start = data.draw(st.integers(0, len(mapped.text)))
    part = mapped.slice(start, data.draw(st.integers(start, len(mapped.text))))
    assert_exact(part, text)
    assert_exact(part.stripped(), text)


def test_characters_put_in_belong_to_no_run() -> None:
    mapped = concat((whole("ab"), literal("-"), whole("ab").slice(1, 2)))
    assert mapped == Mapped("ab-b", (Run(0, 0, 2), Run(3, 1, 1)))


def test_healing_closes_a_gap_that_the_source_has_too() -> None:
    source = "one\n\ntwo"
    parts = concat((whole(source).slice(0, 3), literal("\n\n"), whole(source).slice(5, 8)))
    assert len(parts.runs) == 2
    assert heal(parts, source) == whole(source)


def test_source_span_covers_what_was_left_out_between() -> None:
    mapped = whole("a**b**c").edit([Edit(1, 3), Edit(4, 6)])
    assert mapped.text == "abc"
    assert mapped.source_span(0, 2) == Span(0, 4)
    assert literal("x").source_span(0, 1) is None
