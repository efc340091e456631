"""The shipped codebook, a researcher's own laid over it, and the checker."""

from __future__ import annotations

from pathlib import Path

import pytest

from khabar.codebook import check, load_codebook
from khabar.errors import InputError

OWN_TYPES = """
[events.HEX]
gloss = "Casts a spell on somebody."
quad = 4
score = -1
[events.HEX.modes]
wand = { gloss = "With a wand." }
"""


def overlay(folder: Path, predicates: str, types: str = "") -> Path:
    (folder / "predicates.tsv").write_text(predicates, encoding="utf-8")
    if types:
        (folder / "types.toml").write_text(types, encoding="utf-8")
    return folder


def test_every_shipped_line_can_be_used() -> None:
    assert load_codebook().lines


def test_shipped_lines_stand_by_lemma() -> None:
    keys = [(line.lemma, line.pos) for line in load_codebook().lines]
    assert keys == sorted(keys)


def test_lines_of_a_lemma_keep_their_order() -> None:
    events = [line.event for line in load_codebook().predicates("bring down", "verb")]
    assert events == ["COERCE", "ASSAULT", "ASSAULT", "ASSAULT", "ASSAULT"]
    assert load_codebook().predicates("deliver", "adj") == ()


def test_phrases_are_found_by_their_first_word() -> None:
    phrases = load_codebook().phrases
    assert ("blow up", ("blow", "up")) in phrases["verb"]["blow"]
    assert ("air strike", ("air", "strike")) in phrases["noun"]["air"]
    assert "air" not in phrases["adj"]
    rows = [(first, found) for by_first in phrases.values() for first, found in by_first.items()]
    assert all(lemma.startswith(f"{first} ") for first, found in rows for lemma, _ in found)
    assert all(list(found) == sorted(found, key=lambda row: (-len(row[0]), row[0])) for _, found in rows)


def test_all_events_and_modes_but_those_of_a_clause_have_lines() -> None:
    codebook = load_codebook()
    used = {(line.event, line.mode) for line in codebook.lines}
    assert {event for event, _ in used} - {None} == set(codebook.events)
    assert set(codebook.modes) <= used


def test_one_load_serves_all() -> None:
    assert load_codebook() is load_codebook()


def test_the_version_names_the_files(tmp_path: Path) -> None:
    shipped = load_codebook().version
    assert shipped.startswith("PLOVER-2.0-draft+")
    first = load_codebook(overlay(tmp_path, "lemma\tpos\tevent\nhex\tverb\tASSAULT\n")).version
    second = load_codebook(overlay(tmp_path, "lemma\tpos\tevent\nhex\tverb\tCOERCE\n")).version
    assert len({shipped, first, second}) == 3


def test_own_lines_are_tried_first(tmp_path: Path) -> None:
    own = load_codebook(overlay(tmp_path, "lemma\tpos\tevent\tobject\nkill\tverb\t-\tlaw\n"))
    lines = own.predicates("kill", "verb")
    assert lines[0].stop
    assert lines[1:] == load_codebook().predicates("kill", "verb")


def test_own_types_can_be_used_in_own_lines(tmp_path: Path) -> None:
    own = load_codebook(overlay(tmp_path, "lemma\tpos\tevent\tmode\nhex\tverb\tHEX\twand\n", OWN_TYPES))
    assert own.predicates("hex", "verb")[0].mode == "wand"
    assert own.events["HEX"].score == -1
    assert "ASSAULT" in own.events
    assert "HEX" not in load_codebook().events


def test_problems_of_an_overlay_are_told_with_their_lines(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "lemma\tpos\tevent\nhex\tverb\tHEX\n" + "jinx\tverb\tJINX\n" * 6)
    problems = check(folder)
    assert [problem.line for problem in problems] == [2, 3, 4, 5, 6, 7, 8]
    with pytest.raises(InputError, match=r"(?s)line 2, column event: 'HEX' is unknown.*and 2 more"):
        load_codebook(folder)


def test_a_table_can_be_checked_alone(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "lemma\tpos\tevent\nhex\tverb\tASSAULT\n")
    assert check(folder / "predicates.tsv") == ()
    assert check(folder) == ()


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"lemma\tpos\tevent\nhe\x00x\tverb\tASSAULT\n"])
def test_unreadable_tables_are_told(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "predicates.tsv").write_bytes(data)
    assert check(tmp_path)


def test_unreadable_types_are_told(tmp_path: Path) -> None:
    folder = overlay(tmp_path, "lemma\tpos\tevent\n", "[events\n")
    assert [problem.file for problem in check(folder)] == ["types.toml"]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    (problem,) = check(tmp_path)
    assert "holds neither types.toml nor predicates.tsv" in str(problem)
    with pytest.raises(InputError, match="cannot be used"):
        load_codebook(tmp_path)
