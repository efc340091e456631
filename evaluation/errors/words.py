"""Confusions of tags, relations and names on the treebank's development part: labels and counts, without its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from evaluation import rawtext
from evaluation.rows import read_rows
from evaluation.scorers.names import Name, names_in
from khabar import nlp
from khabar.pipeline import Tools

Confusions = Counter[tuple[str, str]]  # (wanted, found); equal where right


def parses(data: Path, tools: Tools) -> tuple[Confusions, Confusions, Confusions]:
    """Parts of speech; universal relations where the head is right; and heads, by the relation wanted."""
    trees = rawtext.read_treebank(data / "data/ewt/en_ewt-ud-dev.conllu.gz")
    gold = [parse for _, listed in trees for parse in listed]
    found = nlp.parse_words(tools.model, [[w.text for w in parse.words] for parse in gold])
    tags: Confusions = Counter()
    relations: Confusions = Counter()
    heads: Confusions = Counter()
    for right, ours in zip(gold, found, strict=True):
        for word, tag, head, relation in zip(right.words, ours.upos, ours.heads, ours.deprels, strict=True):
            tags[word.upos, tag] += 1
            wanted = word.deprel.partition(":")[0]
            heads[wanted, wanted if head == word.head else "another head"] += 1
            if head == word.head:
                relations[wanted, relation.partition(":")[0]] += 1
    return tags, relations, heads


def names(data: Path, tools: Tools) -> Confusions:
    """Names by label; ``(bounds)`` where only a part was found or too much, ``nothing`` on either side."""
    rows = read_rows(data / "data/ewt-ner/dev.jsonl.gz")
    found: Confusions = Counter()
    for row, parse in zip(rows, nlp.parse_words(tools.model, [row["tokens"] for row in rows]), strict=True):
        ours = {(n.first, n.last + 1, n.label) for n in parse.names}
        found.update(_confused(names_in(row["tags"]), ours))
    return found


def _confused(wanted: set[Name], ours: set[Name]) -> Iterable[tuple[str, str]]:
    for first, end, label in sorted(wanted):
        same = [n for n in sorted(ours) if n[0] < end and first < n[1]]
        exact = next((n[2] for n in same if n[:2] == (first, end)), None)
        yield label, exact or ("(bounds)" if same else "nothing")
    for first, end, label in sorted(ours):
        if not any(n[0] < end and first < n[1] for n in wanted):
            yield "nothing", label
