"""Train the spaCy pipeline that our speed is set beside: ``python -m benchmarks.spacy_training EXAMPLES FOLDER``.

It runs in the environment of ``benchmarks/spacy.txt``, takes what ``python -m training.prepare`` wrote, which is what
trains our model too, and saves the pipeline with its scores on the development half of EWT. spaCy's own trainer does the
work with the settings that it advises for speed, and comes to the same at each run. Some sentences that follow one another
make a text, so that the pipeline learns where one ends; what a data set does not tell of a word teaches nothing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

from spacy.cli.train import train
from spacy.tokens import Doc, DocBin
from spacy.util import minibatch
from spacy.vocab import Vocab

from benchmarks.spacy_pipeline import settings
from training.examples import Example, read_examples

TOGETHER = 5
# Five times through the data, in batches of that many words: less than half an hour of a slow core.
STEPS, WORDS = 1_800, 1_000
LOOKED_AT = 600


def documents(examples: Iterable[Example]) -> Iterator[Doc]:
    """Texts of a few sentences each that follow one another in a document."""
    vocab = Vocab()
    for _, told in groupby(examples, lambda example: (example.source, example.sent_id.rpartition("-")[0])):
        for sentences in minibatch(told, TOGETHER):
            yield Doc.from_docs([sentence(vocab, example) for example in sentences])


def sentence(vocab: Vocab, example: Example) -> Doc:
    """A sentence with what its data set tells of it."""
    told: dict[str, list[str] | list[int]] = {}
    if example.heads:
        told["heads"] = [at if head < 0 else head for at, head in enumerate(example.heads)]
        told["deps"] = ["ROOT" if label == "root" else label or "dep" for label in example.deprels]
        told["tags"] = [tag or "" for tag in example.xpos]
    if example.names:
        told["ents"] = [name or "" for name in example.names]
    return Doc(vocab, words=list(example.words), spaces=list(spaces(example)), **told)


def spaces(example: Example) -> Iterator[bool]:
    """Whether white space follows each word in its text; it does where a word is not there as it is."""
    after = 0
    for word in example.words:
        found = example.text.startswith(word, after)
        after += len(word) if found else 0
        apart = not found or not example.text[after : after + 1].strip()
        after += len(example.text[after:]) - len(example.text[after:].lstrip())
        yield apart


def main(examples: Path, folder: Path) -> None:
    """Train, and save the last weights with their scores."""
    with TemporaryDirectory() as work:
        config = settings()
        for half in ("train", "dev"):
            config["paths"][half] = f"{work}/{half}.spacy"
            DocBin(docs=documents(read_examples(examples / f"{half}.jsonl.gz"))).to_disk(config["paths"][half])
        config["training"] |= {"max_steps": STEPS, "patience": 0, "eval_frequency": LOOKED_AT}
        config["training"]["batcher"]["size"] = WORDS
        config.to_disk(f"{work}/config.cfg")
        train(f"{work}/config.cfg", work)
        copytree(f"{work}/model-last", folder, dirs_exist_ok=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
