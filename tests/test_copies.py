"""Nothing in the repository repeats the texts that are not ours to give away: the two articles, and MUC-4's broadcasts."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("benchmarks", "docs", "evaluation", "src", "tests", "training")
WRITTEN = (".md", ".py", ".toml", ".tsv", ".txt", ".jsonl", ".json", ".html", ".csv")
# Shorter runs are everybody's: "spoke on condition of anonymity because he was".
RUN = 9
WORD = re.compile(r"[a-z0-9]+")
# Lists of single words, in which any nine neighbours may stand in a text too.
LISTS = ROOT / "src" / "khabar" / "nlp" / "model"


def runs(text: str) -> Iterator[str]:
    words = WORD.findall(text.lower())
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def kept_texts(data: Path) -> Iterator[str]:
    for path in sorted((data / "corpora" / "iraq").glob("*.txt")):
        yield path.read_text(encoding="utf-8")
    for part in ("dev", "train"):
        with gzip.open(data / f"data/muc4/{part}.jsonl.gz", "rt", encoding="utf-8") as rows:
            yield from (json.loads(row)["text"] for row in rows)


def pages() -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix in WRITTEN and LISTS not in path.parents:
                yield str(path.relative_to(ROOT)), path.read_text(encoding="utf-8", errors="replace")


def test_no_text_that_is_not_ours_is_repeated(open_data: Path) -> None:
    theirs = {run for text in kept_texts(open_data) for run in runs(text)}
    copied = {name: found for name, text in pages() if (found := [run for run in runs(text) if run in theirs])}
    assert copied == {}
