"""The language of a report, and whether the reader knows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from khabar.ingest import lists

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

READ = ("en",)
_ENOUGH = 20
# Texts of fewer words are judged by their words as well, since the model goes by the letters of foreign names.
_SHORT = 25
# By how much (natural logarithm) the model must prefer another language to English to be believed on a short text.
_SURELY = 12.0
# What share of the words that are no names must be English words for a short text to be English.
_MOSTLY = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_ENDINGS = ("", "s", "es", "d", "ed", "ing")
# Whether this process may no longer load the model.
_closed: list[bool] = []


class ModelNeededError(Exception):
    """A text whose language only the model can tell, in a process that has not loaded it and no longer may."""


class Verdict(NamedTuple):
    """The ISO 639-1 code of a language, or None where a text has too few letters to tell, and whether it is sure."""

    code: str | None
    sure: bool = True


def verdict(text: str) -> Verdict:
    """The language of a text; a short one that might be English is taken for English, and not surely so."""
    words = _WORD.findall(text[:4000])
    if sum(map(len, words)) < _ENOUGH:
        return Verdict(None)
    if _plainly_english([word.casefold() for word in words]):
        return Verdict("en")
    code = str(_identifier().classify(text[:4000])[0])
    if code in READ or len(words) >= _SHORT:
        return Verdict(code)
    ranks = {str(language): float(score) for language, score in _identifier().rank(text[:4000])}
    may_be = ranks[code] - ranks["en"] < _SURELY or _share_of_english(words) >= _MOSTLY
    return Verdict("en", sure=False) if may_be else Verdict(code)


def _plainly_english(words: Sequence[str]) -> bool:
    """Whether the small words of English are so many that the model, slow to load, need not be asked."""
    small = lists.words("english_words", "word")
    return len(words) >= 20 and sum(map(small.__contains__, words)) >= 0.15 * len(words)


def _share_of_english(words: Sequence[str]) -> float:
    """What share of the words of a short text are English, names left out where capitals tell them."""
    plain = [word for word in words if word.islower()] or [word.casefold() for word in words]
    return sum(_is_english(word) for word in plain) / len(plain)


def _is_english(word: str) -> bool:
    if word in lists.words("english_words", "word"):
        return True
    known = (lists.words("verbs", "lemma"), lists.words("nouns", "lemma"))
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(stem in each for stem in stems for each in known)


def load() -> None:
    """Load the model, which writes a file for the moment, and takes half a second and 100 MB."""
    _identifier()


def close() -> None:
    """Load the model no more: where it is needed and not there, :class:`ModelNeededError` is raised from now on."""
    _closed.append(True)


@cache
def _identifier() -> LanguageIdentifier:
    if _closed:
        raise ModelNeededError
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 (few reports need it)

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([row["code"] for row in lists.table("languages")])
    return identifier
