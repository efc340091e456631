"""The texts that speed is measured on: openly licensed news, or else the shipped sample, repeated."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from khabar.sample import reports_folder

NEWS = "data/news-text/news_open.jsonl.gz"
ENOUGH_WORDS = 20_000


@dataclass(frozen=True, slots=True)
class Text:
    """One report as a record."""

    id: str
    text: str
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Load:
    """What is read, and what it is called in the results."""

    name: str
    texts: tuple[Text, ...]

    @property
    def words(self) -> int:
        """How many words, by white space."""
        return sum(len(t.text.split()) for t in self.texts)


def find_load() -> Load:
    """The news texts under KHABAR_DATA, or else the sample. Raises OSError for a missing set."""
    data = os.environ.get("KHABAR_DATA")
    return news(Path(data) / NEWS) if data else sample()


def news(path: Path) -> Load:
    """Openly licensed news and statements."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return Load("news-text", tuple(Text(r["doc_id"], r["text"], r.get("date")) for r in rows))


def sample() -> Load:
    """The sample's plain reports, again and again under new names until they are long enough."""
    once = [Text(p.stem, p.read_text(encoding="utf-8")) for p in sorted(reports_folder().glob("*.txt"))]
    times = 1 + ENOUGH_WORDS // sum(len(t.text.split()) for t in once)
    repeated = [Text(f"{t.id}-{k}", t.text, t.date) for k in range(times) for t in once]
    return Load("sample, repeated", tuple(repeated))


def windows(load: Load, length: int = 100, step: int = 25) -> Iterator[Text]:
    """Distinct short reports: every ``length`` words of a text, ``step`` words apart."""
    for text in load.texts:
        words = text.text.split()
        for start in range(0, max(1, len(words) - length + 1), step):
            yield Text(f"{text.id}+{start}", " ".join(words[start : start + length]), text.date)
