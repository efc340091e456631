"""The shipped model's card: which file it is, the classes of its heads, and the lemmas its rules do not reach."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from khabar.errors import SetupError
from khabar.frozen import record
from khabar.nlp.lemmas import Rule, parse_rule

SHIPPED = Path(__file__).parent / "model"
CARD, NETWORK, VOCABULARY, LEMMAS = "card.json", "reader.onnx", "vocabulary.txt", "lemmas.tsv"


@record(frozen=True, slots=True)
class Card:
    """What a model's outputs mean. ``version`` is the sha256 over the files it names."""

    version: str
    upos: tuple[str, ...]
    xpos: tuple[str, ...]
    feats: tuple[str, ...]
    deprel: tuple[str, ...]
    names: tuple[str, ...]
    roles: tuple[str, ...]
    rules: tuple[Rule, ...]
    lemmas: Mapping[tuple[str, str], str]


def read_card(folder: Path) -> Card:
    """The card in ``folder``. Raises SetupError where a file is missing or is not the one the card was written for."""
    try:
        card = json.loads((folder / CARD).read_text(encoding="utf-8"))
        version = digest(folder)
    except (OSError, ValueError) as error:
        raise SetupError(f"The model in {folder} is incomplete ({error}). Install khabar again.") from error
    if version != card["version"]:
        raise SetupError(f"The model in {folder} is not the one its card describes. Install khabar again.")
    return Card(version=version, lemmas=_lemmas(folder / LEMMAS), **_classes(card["labels"]))


@cache
def model_version() -> str:
    """The version of the shipped model, without loading its network."""
    return read_card(SHIPPED).version


def digest(folder: Path) -> str:
    """The sha256 over the model's files, in a fixed order."""
    whole = hashlib.sha256()
    for name in (NETWORK, VOCABULARY, LEMMAS):
        whole.update(hashlib.sha256((folder / name).read_bytes()).digest())
    return whole.hexdigest()


def _classes(labels: Mapping[str, list[str]]) -> dict[str, Any]:
    classes: dict[str, Any] = {key: tuple(labels[key]) for key in ("upos", "xpos", "feats", "deprel", "names", "roles")}
    return classes | {"rules": tuple(map(parse_rule, labels["lemma"]))}


def _lemmas(path: Path) -> dict[tuple[str, str], str]:
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return {(form, upos): lemma for form, upos, lemma, *_ in rows}
