"""A spaCy pipeline on the same texts: tok2vec, tagger, parser and names, in the size that spaCy advises for speed.

It runs in an environment of its own (``benchmarks/spacy.txt``), takes ``{"parts": [[TEXT, …], …], "labels": {…}, "trained":
FOLDER}`` as the first line of its standard input, and tells its version and the scores that the trained pipeline has. Each line
more is the number of a part: it makes a pass over its texts, and tells its seconds. What it tells is a line of JSON each.

Where there is no trained one (:mod:`benchmarks.spacy_training`) the pipeline has random weights and the labels of our model:
the work of a pass over a text is that of a trained one but for the moves that its parser makes in a sentence, and for the
sentences, of which it finds far more.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator, Mapping, Sequence

import spacy
from confection import Config
from spacy.cli.init_config import init_config
from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import load_model_from_config

SEED = 1


# What the page tells of spaCy's own scores, by their names there.
SCORES = {"tags": "tag_acc", "heads": "dep_uas", "relations": "dep_las", "names": "ents_f"}


def pipeline(labels: Mapping[str, Sequence[str]]) -> Language:
    """The pipeline with random weights and these labels, one of the tags, relations and names a time."""
    spacy.util.fix_random_seed(SEED)
    config = settings()
    config["components"]["parser"]["min_action_freq"] = 1
    nlp = load_model_from_config(config, auto_fill=True)
    nlp.initialize(lambda: list(examples(nlp, labels)))
    return nlp


def settings() -> Config:
    """What spaCy advises for speed."""
    return init_config(lang="en", pipeline=["tagger", "parser", "ner"], optimize="efficiency")


def examples(nlp: Language, labels: Mapping[str, Sequence[str]]) -> Iterator[Example]:
    """A made-up sentence of three words for each label, so that the pipeline knows it."""
    longest = max(map(len, labels.values()))
    tags, relations, names = (labels[key] * longest for key in ("xpos", "deprel", "names"))
    for tag, relation, name in list(zip(tags, relations, names, strict=False))[:longest]:
        doc = Doc(nlp.vocab, words=["Shells", "hit", "Kirsan"])
        told = {"tags": [tag] * 3, "heads": [1, 1, 1], "deps": [relation, "ROOT", relation]}
        yield Example.from_dict(doc, {**told, "entities": ["O", "O", f"U-{name}"]})


def seconds(nlp: Language, texts: Sequence[str]) -> float:
    """Of a pass over the texts, in one process."""
    begun = time.perf_counter()
    for _doc in nlp.pipe(texts):
        pass
    return time.perf_counter() - begun


def say(**figures: object) -> None:
    """Answer with a line of JSON."""
    print(json.dumps(figures), flush=True)


if __name__ == "__main__":
    given = json.loads(sys.stdin.readline())
    made = spacy.load(given["trained"]) if given["trained"] else pipeline(given["labels"])
    scores = {name: made.meta["performance"][theirs] for name, theirs in SCORES.items()} if given["trained"] else None
    say(version=spacy.__version__, trained=scores)
    for part in sys.stdin:
        say(seconds=seconds(made, given["parts"][int(part)]))
