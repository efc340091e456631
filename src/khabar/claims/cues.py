"""The words that introduce a source, from ``vocab/cues.tsv``: verbs of saying and believing, nouns, adverbs, prepositions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from khabar import vocab


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue tells of the holder it introduces.

    ``factuality`` is the holder's commitment to the content, ``stance`` what the voice outside does with the holder, and
    ``complements`` the forms in which the content may follow.
    """

    lemma: str
    pos: str
    speech_act: str
    factuality: str
    stance: str
    complements: frozenset[str]


@cache
def cues() -> dict[tuple[str, str], Cue]:
    """All cues by lemma and part of speech."""
    return {
        (row["lemma"], row["pos"]): Cue(
            row["lemma"],
            row["pos"],
            row["speech_act"],
            row["factuality"],
            row["stance"],
            frozenset(row["complement"].split("|")),
        )
        for row in vocab.load("cues")
    }


def cue(lemma: str, pos: str) -> Cue | None:
    """The cue of a lemma, if it is one."""
    return cues().get((lemma, pos))
