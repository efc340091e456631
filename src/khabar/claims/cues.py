"""The words that introduce a source, from ``vocab/cues.tsv``: verbs of saying and believing, nouns, adverbs, prepositions."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.frozen import record


@record(frozen=True, slots=True)
class Cue:
    """What a cue tells of the holder it introduces.

    ``factuality`` is the holder's commitment to the content, ``stance`` what the voice outside does with the holder, and
    ``complements`` the forms in which the content may follow. A form marked ``~`` only speaks of a deed that the voice
    outside takes for granted ("condemned the raid") or that the source has yet to do ("promised to leave"); a form of a
    noun marked ``+`` needs a printed source.
    """

    lemma: str
    pos: str
    speech_act: str
    factuality: str
    stance: str
    complements: frozenset[str]

    def allows(self, form: str, *, printed: bool = True) -> bool:
        """Whether the content may take a form, for a source that is printed or not."""
        return not self.complements.isdisjoint(_spellings(form)[printed])

    def holds(self, form: str) -> bool:
        """Whether what is said in a form is told by the source, and not only spoken of."""
        return bool(self.complements & {form, f"+{form}"})


@cache
def _spellings(form: str) -> tuple[frozenset[str], frozenset[str]]:
    """How a form that is allowed may be written, without a printed source and with one."""
    return frozenset({form, f"~{form}"}), frozenset({form, f"~{form}", f"+{form}", f"~+{form}"})


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


@cache
def openings(pos: str) -> dict[str, tuple[tuple[tuple[str, ...], Cue], ...]]:
    """The cues of a part of speech by their first word: the words of each, those of most words first."""
    found: dict[str, list[tuple[tuple[str, ...], Cue]]] = {}
    for (lemma, kind), cue_ in cues().items():
        if kind == pos:
            words = tuple(lemma.split(" "))
            found.setdefault(words[0], []).append((words, cue_))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in found.items()}


@cache
def allowing(pos: str, form: str) -> frozenset[str]:
    """The lemmas of the cues of a part of speech that allow a form."""
    return frozenset(lemma for (lemma, kind), known in cues().items() if kind == pos and known.allows(form))


def cue(lemma: str, pos: str) -> Cue | None:
    """The cue of a lemma, if it is one."""
    return cues().get((lemma, pos))
