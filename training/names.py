"""Names as BIO tags from data sets whose spans hold more than the name.

The guideline aimed at is Universal NER's on EWT: names only, of persons, organisations and places; no titles
("Prime Minister"), no determiners, no demonyms. A word that a guideline leaves unclear gets no label and trains nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from pathlib import Path

from training.conllu import Tree

_TABLE = Path(__file__).with_name("name_words.tsv")


def _words(kind: str) -> frozenset[str]:
    """The words of one kind in the table: links inside names, titles before them, determiners, other words that are none."""
    rows = (line.split("\t") for line in _TABLE.read_text(encoding="utf-8").splitlines()[1:])
    return frozenset(word for word, own, _ in rows if own == kind)


LINKS, TITLES, WEAK, COMMON = map(_words, ("link", "title", "determiner", "common"))


@dataclass(frozen=True, slots=True)
class Labelled:
    """Words ``start`` to ``end`` (exclusive) of a sentence and the label of the name there."""

    start: int
    end: int
    label: str


def bio(length: int, names: Iterable[Labelled], unclear: Set[int] = frozenset()) -> tuple[str | None, ...]:
    """One tag per word; words in ``unclear`` that no name covers get none. Later names never overwrite earlier ones."""
    tags: list[str | None] = [None if place in unclear else "O" for place in range(length)]
    taken: set[int] = set()
    for name in names:
        places = range(name.start, name.end)
        if taken.isdisjoint(places):
            taken.update(places)
            tags[name.start : name.end] = [f"I-{name.label}"] * len(places)
            tags[name.start] = f"B-{name.label}"
    return tuple(tags)


def capitalised(word: str) -> bool:
    """Whether a word can stand at the edge of a name."""
    return word[:1].isupper() or (any(map(str.isupper, word)) and "-" in word)


def nameable(word: str) -> bool:
    """Whether a word could belong to a name: a capital, and neither a title nor a function word."""
    return capitalised(word) and word.lower() not in TITLES | WEAK | COMMON


def trim(words: Sequence[str], start: int, end: int, demonyms: Set[str]) -> tuple[int, int] | None:
    """The name inside a mention: without determiners, titles before it and words around it; None where there is none."""
    while start < end and (words[start].lower() in WEAK or not capitalised(words[start])):
        start += 1
    titled = start
    while titled < end and words[titled].lower() in TITLES | demonyms:
        titled += 1
    start = titled if titled < end and any(word.lower() in TITLES for word in words[start:titled]) else start
    if end > start and words[end - 1].lower() in {"'s", "’s"}:
        end -= 1
    inner = words[start:end]
    if (
        not inner
        or inner[0].lower() in LINKS
        or not capitalised(inner[-1])
        or not all(capitalised(word) or word.lower() in LINKS or word.isdigit() for word in inner)
    ):
        return None
    if all(word.lower() in demonyms | TITLES | LINKS | COMMON for word in inner):
        return None
    return start, end


def around_head(tree: Tree, start: int, end: int) -> tuple[int, int] | None:
    """The name around the head of a mention in a gold tree; None where the head is no proper noun."""
    heads = [place for place in range(start, end) if not start <= tree.heads[place] < end]
    if len(heads) != 1 or tree.upos[heads[0]] != "PROPN":
        return None
    first = last = heads[0]
    while first > start and _before(tree, first - 1):
        first -= 1
    while last + 1 < end and _after(tree, last + 1, heads[0]):
        last += 1
    while tree.words[last].lower() in LINKS and last > heads[0]:
        last -= 1
    if first == last and (tree.words[first].lower() in TITLES or tree.xpos[first] == "NNPS"):
        return None
    return first, last + 1


def _before(tree: Tree, place: int) -> bool:
    word = tree.words[place]
    joint = (
        word in {"-", "&"}
        and tree.deprels[place] == "punct"
        and tree.deprels[place - 1] in {"compound", "flat", "amod"}
    )
    part = tree.deprels[place] in {"compound", "amod", "flat", "nmod:poss"} and tree.upos[place] in {
        "PROPN",
        "ADJ",
        "NOUN",
    }
    return joint or (part and capitalised(word))


def _after(tree: Tree, place: int, head: int) -> bool:
    word = tree.words[place]
    if word.lower() in {"of", "the", "for", "-", "de", "la", "al", "bin", "ibn", "van", "von"}:
        return True
    inside = tree.deprels[place] in {"flat", "compound", "nmod", "amod", "nummod"} and tree.heads[place] >= head
    return inside and (capitalised(word) or word.isdigit()) and tree.upos[place] in {"PROPN", "NUM", "ADJ", "X"}
