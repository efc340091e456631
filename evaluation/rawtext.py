"""From raw text: how well sentences, words, tags and trees are found without gold segmentation.

The treebank's ``# text`` lines are joined by spaces, with a blank line at each ``newpar`` and ``newdoc``. Scores are
those of the CoNLL 2018 shared task (Zeman et al. 2018): a sentence or word counts where its characters, white space
aside, are those of a gold one; a tag where the word is right too; an arc where word, governor and relation (without
subtype) are.

    python -m evaluation.rawtext FOLDER/en_ewt-ud-dev.conllu.gz [--model]
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from khabar.nlp import sentences, words
from khabar.records import Ingested, Parse, Report, Segment, Word


@dataclass(frozen=True, slots=True)
class F1:
    """Precision, recall and their harmonic mean, in percent."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def read_treebank(path: Path) -> list[tuple[str, list[Parse]]]:
    """The raw text and gold sentences of each document of a CoNLL-U file."""
    texts: list[str] = []
    parses: list[list[Parse]] = []
    for comments, rows in _sentences(path):
        if "newdoc" in comments or not texts:
            texts.append("")
            parses.append([])
        elif texts[-1]:
            texts[-1] += "\n\n" if "newpar" in comments else " "
        start = len(texts[-1])
        texts[-1] += comments["text"]
        parses[-1].append(_gold(comments["text"], rows, start, len(parses[-1])))
    return list(zip(texts, parses, strict=True))


def _sentences(path: Path) -> Iterator[tuple[dict[str, str], list[list[str]]]]:
    """The comments by their first word, and the syntactic words, of each sentence."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for block in file.read().split("\n\n"):
            lines = block.splitlines()
            comments = [line[2:].partition(" = ") for line in lines if line.startswith("# ")]
            rows = [line.split("\t") for line in lines if line[:1].isdigit()]
            if rows:
                yield {key.split()[0]: value for key, _, value in comments}, [r for r in rows if r[0].isdigit()]


def _gold(text: str, rows: Sequence[Sequence[str]], start: int, sentence: int) -> Parse:
    found: list[Word] = []
    at = 0
    for row in rows:
        at = text.index(row[1], at)
        first, at = start + at, at + len(row[1])
        found.append(Word(first, start + at, row[1], row[2], row[3], row[4], row[5], int(row[6]) - 1, row[7]))
    return Parse(sentence, start, start + len(text), 0, tuple(found))


def split_only(text: str) -> list[Parse]:
    """Sentences and words without a model."""
    return [
        Parse(s.sentence, s.start, s.end, 0, tuple(_untagged(text, s.start, s.end)))
        for s in sentences.split(text, (Segment("r", 0, 0, len(text), "body"),), "r")
    ]


def _untagged(text: str, start: int, end: int) -> Iterator[Word]:
    for span in words.split(text, start, end):
        yield Word(span.start, span.end, text[span.start : span.end], "", "", "", "", -1, "")


def score(documents: Iterable[tuple[str, Sequence[Parse], Sequence[Parse]]]) -> dict[str, F1]:
    """The scores over triples of text, gold sentences and found sentences."""
    gold: dict[str, set[tuple[object, ...]]] = {}
    found: dict[str, set[tuple[object, ...]]] = {}
    for number, (text, right, system) in enumerate(documents):
        squeezed = _squeezed(text)
        for kept, parses in ((gold, right), (found, system)):
            for name, unit in _units(parses, squeezed):
                kept.setdefault(name, set()).add((number, *unit))
    return {name: _f1(units, found.get(name, set())) for name, units in gold.items()}


def _squeezed(text: str) -> list[int]:
    """For each offset, how many characters that are not white space come before it."""
    counts = [0]
    for character in text:
        counts.append(counts[-1] + (not character.isspace()))
    return counts


def _units(parses: Sequence[Parse], at: Sequence[int]) -> Iterator[tuple[str, tuple[object, ...]]]:
    """What is compared, as pairs of a score's name and a unit that must be found."""
    for parse in parses:
        yield "Sentences", (at[parse.start], at[parse.end])
        spans = [(at[w.start], at[w.end]) for w in parse.words]
        for span, word in zip(spans, parse.words, strict=True):
            governor = spans[word.head] if word.head >= 0 else None
            yield "Words", span
            yield "UPOS", (span, word.upos)
            yield "XPOS", (span, word.xpos)
            yield "UAS", (span, governor)
            yield "LAS", (span, governor, word.deprel.partition(":")[0])


def _f1(gold: set[tuple[object, ...]], found: set[tuple[object, ...]]) -> F1:
    right = 100.0 * len(gold & found)
    return F1(right / max(1, len(found)), right / max(1, len(gold)))


def parser() -> Callable[[str], Sequence[Parse]]:
    """What finds sentences, words, tags and trees by the shipped model."""
    from khabar import nlp  # noqa: PLC0415 - the model is not needed to score sentences and words

    model = nlp.load_model()

    def analyse(text: str) -> Sequence[Parse]:
        report = Report("r", "", text=text, source_text=text)
        return nlp.analyse(Ingested(report, (Segment("r", 0, 0, len(text), "body"),)), model)[1]

    return analyse


def main(arguments: Sequence[str]) -> None:
    """Print the scores of each treebank file named."""
    with_model = "--model" in arguments
    find = parser() if with_model else split_only
    for name in (a for a in arguments if not a.startswith("--")):
        found = score((text, gold, find(text)) for text, gold in read_treebank(Path(name)))
        print(name)
        for unit, value in found.items():
            if with_model or unit in ("Sentences", "Words"):
                print(f"  {unit:10} P {value.precision:6.2f}  R {value.recall:6.2f}  F1 {value.f1:6.2f}")


if __name__ == "__main__":
    main(sys.argv[1:])
