"""What tags of names usually stand with words, their neighbours and the tree: weights learned beside the network.

The network reads names from its encoder alone, and remembers much of what it was trained on. A plain linear chain
(Lafferty et al. 2001) of the words' own letters, their look, the words and tags beside them and the tree errs elsewhere, so
both together are better than either. ``name_priors.tsv`` holds its weights, as ``training/name_priors.py`` learned them
(CC BY-SA 4.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import accumulate, chain, pairwise, repeat
from pathlib import Path
from string import ascii_lowercase, ascii_uppercase, digits

import numpy as np
from numpy.typing import NDArray

from khabar.frozen import record
from khabar.nlp.role_priors import Tree

TABLE = Path(__file__).parent / "name_priors.tsv"
EVERY = ""
NOTHING, EVERY_ROW = 0, 1
STEP = "after "
# Chosen on EWT dev: what a weight counts beside the network's scores, and the lead of no name below which they are asked.
SHARE = np.float32(0.3)
SURE = 3.0

START, END, ROOT = "<s>", "</s>", "ROOT"
# How a word of a name hangs on the next one up.
PARTS = frozenset({"flat", "compound", "amod", "nmod:poss", "goeswith", "appos"})
DEEPEST = 6
LONGEST_SHAPE = 8

_LOOKS = str.maketrans(
    {**dict.fromkeys(ascii_uppercase, "X"), **dict.fromkeys(ascii_lowercase, "x"), **dict.fromkeys(digits, "d")}
)
_RUN = re.compile(r"(.)\1\1+")

Scores = NDArray[np.float32]


@record(frozen=True, slots=True)
class Priors:
    """``weights`` (rows, tags) of features, row 0 of nothing, row 1 of every word; ``steps`` (tags, tags) from tag to tag."""

    rows: Mapping[str, int]
    weights: Scores
    steps: Scores

    def weighed(self, scores: Scores, sentences: Sequence[tuple[Sequence[str], Tree]]) -> Scores:
        """The network's scores (words, tags) with the share of the weights, where the network is not sure of no name.

        The words are those of the sentences, one sentence after the other.
        """
        asked = _unsure(scores)
        if not len(asked):
            return scores
        starts = list(accumulate((len(words) for words, _ in sentences), initial=0))
        cuts = np.searchsorted(asked, starts).tolist()
        keys = (
            features(words, tree, (asked[first:last] - start).tolist())
            for (words, tree), start, (first, last) in zip(sentences, starts, pairwise(cuts), strict=False)
            if first < last
        )
        flat = list(chain.from_iterable(chain.from_iterable(keys)))
        found = np.fromiter(map(self.rows.get, flat, repeat(NOTHING)), np.intp, len(flat)).reshape(len(asked), -1).T
        own = scores.copy()
        own[asked] += self.weights[found].sum(axis=0) + self.weights[EVERY_ROW]
        return own


def _unsure(scores: Scores) -> NDArray[np.intp]:
    """The words whose best tag is a name's, or no name by a small lead; tag 0 is no name."""
    lead: Scores = scores[:, 0] - scores[:, 1:].max(axis=1)
    return np.flatnonzero(lead < SURE)


@cache
def read_priors(tags: tuple[str, ...], table: Path = TABLE) -> Priors:
    """The weights for a network's tags, times their share. Raises ValueError where a line names another tag."""
    lines = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    keys, labels, numbers = zip(*lines[1:], strict=True)
    column = {tag: number for number, tag in enumerate(tags)}
    if strange := {*labels, *(key.removeprefix(STEP) for key in keys if key.startswith(STEP))} - {*tags}:
        raise ValueError(f"{table.name}: no tag {min(strange)}")
    rows = {EVERY: EVERY_ROW}
    for key in keys:
        rows.setdefault(key, len(rows) + 1)
    weights = np.zeros((len(rows) + 1, len(tags)), dtype=np.float32)
    weights[[rows[key] for key in keys], [column[tag] for tag in labels]] = np.array(numbers, dtype=np.float32)
    steps = np.array([weights[rows.get(f"{STEP}{tag}", NOTHING)] for tag in tags])
    # What the likeliest step into a tag gives is given to the tag itself: no row of tags is better or worse for it, and
    # words that are sure need no neighbours.
    most = steps.max(axis=0)
    weights[EVERY_ROW] += most
    return Priors(rows, weights * SHARE, (steps - most) * SHARE)


def features(words: Sequence[str], tree: Tree, places: Sequence[int]) -> Iterator[tuple[str, ...]]:
    """What is weighed of the words at some places of a sentence."""
    lower = [START, START, *(word.lower() for word in words), END, END]
    cases = _cases(tree)
    opening = next((place for place, word in enumerate(words) if any(map(str.isalpha, word))), 0)
    for place in places:
        before2, before, word, after, after2 = lower[place : place + 5]
        look = shape(words[place])
        left = shape(words[place - 1]) if place else START
        right = shape(words[place + 1]) if place + 1 < len(words) else END
        tag = tree.upos[place]
        top = _top(tree, place)
        above = _above(lower, tree, top)
        yield (
            f"w {word}",
            f"W {words[place]}",
            f"s2 {word[-2:]} {look}",
            f"s3 {word[-3:]}",
            f"s4 {word[-4:]}",
            f"p3 {word[:3]}",
            f"-2 {before2}",
            f"-1 {before}",
            f"+1 {after}",
            f"+2 {after2}",
            f"-1w {before} {word}",
            f"w+1 {word} {after}",
            f"-1l {before} {look}",
            f"l+1 {look} {after}",
            f"lll {left} {look} {right}",
            f"l1 {look} {'first' if place == opening else ''}",
            f"-1u {tree.upos[place - 1] if place else START} {tag}",
            f"u+1 {tag} {tree.upos[place + 1] if place + 1 < len(words) else END}",
            f"h {tag} {tree.deprels[place]} {_above(lower, tree, place)}",
            f"t {tag} {tree.deprels[top]} {above}",
            f"c {tag} {cases.get(top, '')} {above}",
        )


def _cases(tree: Tree) -> dict[int, str]:
    """The first preposition of each word that has one."""
    found: dict[int, str] = {}
    for head, label, lemma in zip(tree.heads, tree.deprels, tree.lemmas, strict=True):
        if label == "case":
            found.setdefault(head, lemma.lower())
    return found


def _top(tree: Tree, word: int) -> int:
    """The head of the name that a word is a part of."""
    for _ in range(DEEPEST):
        head = tree.heads[word]
        if head < 0 or tree.deprels[word] not in PARTS or tree.upos[head] != "PROPN":
            break
        word = head
    return word


def _above(lower: Sequence[str], tree: Tree, word: int) -> str:
    return lower[tree.heads[word] + 2] if tree.heads[word] >= 0 else ROOT


@lru_cache(maxsize=1 << 10)
def shape(word: str) -> str:
    """The look of a word: X for capitals, x for small letters, d for digits, of a run two at most."""
    return _RUN.sub(r"\1\1", word.translate(_LOOKS))[:LONGEST_SHAPE]
