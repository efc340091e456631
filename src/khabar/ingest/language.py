"""The language of a report, and whether the reader knows it."""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from khabar.ingest import lists

READ = ("en",)
_ENOUGH = 20
_WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or None where it has too few letters to tell."""
    words = [word.casefold() for word in _WORD.findall(text[:4000])]
    if sum(map(len, words)) < _ENOUGH:
        return None
    return "en" if _plainly_english(words) else str(_identifier().classify(text[:4000])[0])


def _plainly_english(words: list[str]) -> bool:
    """Whether the small words of English are so many that the model, slow to load, need not be asked."""
    small = lists.words("english_words", "word")
    return len(words) >= 20 and sum(word in small for word in words) >= 0.15 * len(words)


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages([row["code"] for row in lists.table("languages")])
    return identifier
