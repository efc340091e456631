from __future__ import annotations

from pathlib import Path

import pytest

from khabar.errors import InputError
from khabar.resolve.knowledge import Knowledge, knowledge_version, load_knowledge


def test_the_version_tells_what_was_known(known: Knowledge, tmp_path: Path) -> None:
    own = tmp_path / "actors.tsv"
    own.write_text("name\tkind\tcountry\tsector\taliases\nFront of Two Rivers\tgroup\tIRQ\tREB\tFTR|Two Rivers Front\n")
    more = load_knowledge(own)
    assert load_knowledge().version == known.version == knowledge_version() != more.version == knowledge_version(own)
    assert more.actors["group:Front of Two Rivers"].sector == "REB"
    assert [s.key for s in more.names.get("two rivers front")] == ["group:Front of Two Rivers"]


@pytest.mark.parametrize(
    "content",
    ["", "actor\tkind\nX\tgroup\n", "name\tkind\nX\tweapon\n", "name\tkind\n\tgroup\n"],
    ids=["empty", "header", "kind", "name"],
)
def test_a_bad_actor_file_is_refused_with_a_reason(content: str, tmp_path: Path) -> None:
    own = tmp_path / "actors.tsv"
    own.write_text(content)
    with pytest.raises(InputError, match=r"actors\.tsv"):
        load_knowledge(own)


def test_a_missing_actor_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        load_knowledge(tmp_path / "none.tsv")


def test_names_of_countries_win_over_actors_of_the_same_letters(known: Knowledge) -> None:
    assert known.names.get("us")[0].kind == "country"
    assert known.names.get("drc")[0].key == "COD"
    assert known.names.get("kosovo")[0].key == "XKX"
    assert known.names.get("zaire")[0].key == "COD"
    assert known.names.get("burma")[0].key == "MMR"


def test_capitals_know_their_states(known: Knowledge) -> None:
    assert [known.capitals[c] for c in ("washington", "tehran", "kyiv", "kiev", "baghdad")] == [
        "USA",
        "IRN",
        "UKR",
        "UKR",
        "IRQ",
    ]
