"""The shipped sample holds what its README promises."""

from __future__ import annotations

import csv
import json
import re
import statistics

from khabar.sample import reports_folder

FILES = sorted(reports_folder().iterdir())


def texts() -> dict[str, str]:
    return {p.name: p.read_text(encoding="utf-8") for p in FILES}


def test_fourteen_files_in_five_formats() -> None:
    assert len(FILES) == 14
    assert {p.suffix for p in FILES} == {".txt", ".html", ".jsonl", ".md", ".csv"}


def test_the_readme_names_every_file() -> None:
    readme = (reports_folder().parent / "README.md").read_text(encoding="utf-8")
    assert re.findall(r"`(\d\d-[\w.-]+)` \|", readme) == [p.name for p in FILES]


def test_reports_are_short() -> None:
    lengths = {name: len(text.split()) for name, text in texts().items()}
    assert all(120 <= n <= 360 for n in lengths.values()), lengths
    assert 180 <= statistics.median(lengths.values()) <= 260


def test_the_newspaper_carries_the_wire_story() -> None:
    def words(text: str) -> list[str]:
        plain = re.sub(r"<[^>]*>|&\w+;", " ", text)
        return re.findall(r"[a-z]+", plain.lower())

    def shingles(text: str) -> set[tuple[str, ...]]:
        listed = words(text)
        return {tuple(listed[i : i + 5]) for i in range(len(listed) - 4)}

    wire = shingles(texts()["01-wire-nasiriyah.txt"])
    paper = shingles(texts()["02-herald-nasiriyah.html"])
    assert len(wire & paper) / len(wire) > 0.6


def test_dumps_have_text_in_every_row() -> None:
    lines = [json.loads(line) for line in texts()["04-threads-sinak.jsonl"].splitlines()]
    with (reports_folder() / "14-briefs.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (len(lines), len(rows)) == (2, 3)
    assert all(len(row["text"]) > 200 for row in [*lines, *rows])


def test_addresses_are_reserved_for_examples() -> None:
    hosts = {h for text in texts().values() for h in re.findall(r"https?://([^/\"\s]+)", text)}
    assert all(h.endswith(".example") or h == "schema.org" for h in hosts), hosts
