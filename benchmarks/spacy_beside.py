"""A spaCy pipeline in a process of its own, asked for one pass over a part of the texts at a time."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from benchmarks.results import HERE
from khabar.nlp.card import SHIPPED, read_card

SPACY = HERE.parent / ".venv-spacy" / "bin" / "python"
TRAINED = HERE.parent / ".venv-spacy" / "trained"


@dataclass(frozen=True, slots=True)
class Spacy:
    """The process, and what it told of itself: its ``version``, and the scores of the ``trained`` pipeline or None."""

    process: subprocess.Popen[str]
    told: dict[str, Any]

    def seconds(self, part: int) -> float:
        """Of one more pass over a part of the texts."""
        return float(_answer(self.process, str(part))["seconds"])


@contextmanager
def spacy_beside(parts: Sequence[Sequence[str]]) -> Iterator[Spacy | None]:
    """The pipeline with its texts in parts, ready for passes; None where spaCy is not installed."""
    if not SPACY.exists():
        yield None
        return
    card = read_card(SHIPPED)
    labels = {
        "xpos": card.xpos,
        "deprel": [name for name in card.deprel if name != "root"],
        "names": sorted({name[2:] for name in card.names if name != "O"}),
    }
    given = {"parts": parts, "trained": str(TRAINED) if TRAINED.exists() else None, "labels": labels}
    command = [str(SPACY), str(HERE / "spacy_pipeline.py")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield Spacy(process, _answer(process, json.dumps(given)))


def _answer(process: subprocess.Popen[str], line: str) -> dict[str, Any]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(line + "\n")
    process.stdin.flush()
    answer: dict[str, Any] = json.loads(process.stdout.readline())
    return answer
