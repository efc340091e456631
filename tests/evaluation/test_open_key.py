"""The key on open reports: rows without words, words from the data, and back to a form that can be edited."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from evaluation import open_key
from evaluation.keys.__main__ import main, sample_text
from evaluation.keys.compile import compile_keys
from evaluation.keys.offsets import WORDS, with_words, without_words
from evaluation.keys.pointers import KeyMistakeError, find
from evaluation.keys.report import Row
from evaluation.keys.source import entities_toml, report_toml
from evaluation.open_texts import HALVES, chosen, gum_texts
from evaluation.scorers.answers import TABLES
from evaluation.scorers.facets import GROUPS, PLOVER, RENAMED
from evaluation.sets import SETS

SAMPLE = Path(open_key.OPEN).parent / "sample"
EXTENSIONS = {"POLITICAL_PROCESS", "DENY", "RESPONSIBILITY"}
FACTUALITY = {kind for kinds in GROUPS.values() for kind in kinds}
halves = pytest.mark.parametrize("half", HALVES)


def dicts(value: Any) -> Iterator[Row]:
    """Every object in a row, however deep."""
    if isinstance(value, dict):
        yield value
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from dicts(inner)


@halves
def test_the_repository_holds_no_words_of_the_reports(half: str) -> None:
    for table in TABLES:
        for row in open_key.rows(half, table):
            assert [d for d in dicts(row) if WORDS & set(d)] == [], row["id"]


@halves
def test_labels_are_known_and_references_lead_somewhere(half: str) -> None:
    tables = {table: open_key.rows(half, table) for table in TABLES}
    known = {row["id"] for table in TABLES for row in tables[table]}
    assert len(known) == sum(map(len, tables.values()))
    for event in tables["events"]:
        labels = {event["plover"], *event["plover_alt"]} - {None}
        assert {RENAMED.get(label, label) for label in labels} <= PLOVER | EXTENSIONS, event["id"]
        assert event["factuality"] in FACTUALITY
        assert event["salience"] in ("core", "secondary")
        assert {q["quantity_id"] for q in event["quantities"]} | set(event["attribution_ids"]) <= known
    for quantity in tables["quantities"]:
        assert quantity["category"] in ("figure", "duration", "not_a_conflict_figure")
        assert set(quantity["event_ids"]) <= known
    assert {a["nested_in"] for a in tables["attributions"]} - {None} <= known


@halves
def test_the_reports_are_those_of_the_rule_and_every_offset_is_inside(half: str, open_data: Path) -> None:
    key = open_key.load(open_data, half)
    assert list(key.texts) == chosen(open_data)[half]
    for table in TABLES:
        for row in key.tables[table]:
            docs = {d["doc"]: len(key.texts[d["doc"]]) for d in dicts(row) if "doc" in d}
            spans = [d for d in dicts(row) if d.get("start") is not None]
            assert all(0 <= d["start"] <= d["end"] <= max(docs.values()) for d in spans), row["id"]
            assert all(d["text"] == d["text"].strip() for d in spans), row["id"]


@halves
def test_the_source_compiles_to_the_same_rows(half: str, open_data: Path, tmp_path: Path, monkeypatch: Any) -> None:
    monkeypatch.setattr("evaluation.keys.__main__.OPEN", tmp_path / "out")
    (tmp_path / "source").mkdir()
    main(["source", half, str(tmp_path / "source")])
    main(["compile", half, str(tmp_path / "source")])
    for table in (*TABLES, open_key.DOCUMENTS):
        lines = (tmp_path / "out" / half / f"{table}.jsonl").read_text(encoding="utf-8").splitlines()
        assert list(map(_ordered, map(json.loads, lines))) == list(map(_ordered, open_key.rows(half, table))), table


def test_a_text_that_is_not_the_keyed_one_is_refused(open_data: Path, monkeypatch: Any) -> None:
    changed = {doc: text + " " for doc, text in gum_texts(open_data, "dev").items()}
    monkeypatch.setattr(open_key, "texts", lambda _data, _half: changed)
    with pytest.raises(ValueError, match="GUM_news_homeopathic under KHABAR_DATA is not the one that was keyed"):
        open_key.load(open_data, "dev")
    monkeypatch.setattr(open_key, "texts", lambda _data, _half: {})
    with pytest.raises(ValueError, match="lacks GUM_news_homeopathic"):
        open_key.load(open_data, "dev")


def test_show_prints_a_report_with_its_key(open_data: Path, monkeypatch: Any, capsys: Any) -> None:
    monkeypatch.setenv("KHABAR_DATA", str(open_data))
    main(["show", "dev", "GUM_news_homeopathic"])
    shown = capsys.readouterr().out
    assert "01-E03 [undergoing trial] ACCUSE/SANCTION/COERCE" in shown
    assert "[42] 42 years, age (not_a_conflict_figure)" in shown


def test_words_go_and_come_back() -> None:
    for table, rows in compile_keys(SAMPLE / "source", sample_text).items():
        texts = {d["doc"]: sample_text(d["doc"]) for row in rows for d in dicts(row) if "doc" in d}
        for row in rows:
            bare = without_words(row)
            assert [d for d in dicts(bare) if WORDS & set(d)] == []
            restored = with_words(json.loads(json.dumps(bare)), texts)
            assert _includes(restored, _folded(row)), (table, row["id"])


def test_rows_of_the_sample_become_source_and_rows_again(tmp_path: Path) -> None:
    tables = compile_keys(SAMPLE / "source", sample_text)
    shorts = {row["doc"]: row["doc"].split("-")[0] for row in tables["attributions"]}
    for doc, short in shorts.items():
        own = {t: [r for r in rows if r["id"].startswith(f"{short}-")] for t, rows in tables.items()}
        wholes = sorted(
            {(e["sentence_start"], e["sentence_end"]) for rows in (own["events"], own["quantities"]) for e in rows}
        )
        head = {"doc": doc, "wholes": [f"@{a}-{b}" for a, b in wholes]}
        (tmp_path / f"{doc}.toml").write_text(report_toml(head, own), encoding="utf-8")
    (tmp_path / "entities.toml").write_text(entities_toml(tables["entities"], shorts), encoding="utf-8")
    again = compile_keys(tmp_path, sample_text)
    unplaced = {"sent_id", "sentence", "sentence_start", "sentence_end"}
    for table in TABLES:
        for old, new in zip(tables[table], again[table], strict=True):
            assert _ordered({k: v for k, v in old.items() if k not in unplaced}) == _ordered(
                {k: v for k, v in new.items() if k not in unplaced}
            )


def test_offsets_point_only_where_their_words_stand() -> None:
    assert find("He said that he had.", "@13-15 he") == (13, 15)
    assert find("He said that he had.", "@3-15 said … he") == (3, 15)
    for pointer in ("@13-15 had", "@13-99", "@15-13"):
        with pytest.raises(KeyMistakeError):
            find("He said that he had.", pointer)


def test_the_test_half_runs_on_request_only() -> None:
    assert {s.name: s.test for s in SETS if s.name.startswith("open-key")} == {
        "open-key-dev": False,
        "open-key-test": True,
    }


def _ordered(row: Row) -> Row:
    """An entity's variants in one order: written by hand they come longest first, written back by pointer last."""
    if "variants" not in row:
        return row
    variants = [json.dumps(v, sort_keys=True) for v in row["variants"]]
    return {**row, "variants": sorted(variants)}


def _folded(value: Any) -> Any:
    """Rows as JSON gives them; the words of a variant are those of its first mention."""
    row = json.loads(json.dumps(value))
    for variant in row.get("variants", []):
        variant["text"] = variant["mentions"][0]["text"]
    return row


def _includes(whole: Any, part: Any) -> bool:
    if isinstance(part, dict):
        return all(k in whole and _includes(whole[k], v) for k, v in part.items())
    if isinstance(part, list):
        return len(whole) == len(part) and all(map(_includes, whole, part))
    return bool(whole == part)
