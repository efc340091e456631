"""Names of papers, agencies and stations, known by a list or by the words that their titles are made of."""

from __future__ import annotations

from functools import cache

from khabar import vocab


@cache
def outlets() -> frozenset[str]:
    """Names and marks of outlets, from ``vocab/outlets.tsv``."""
    return frozenset(n for row in vocab.load("outlets") for n in (row["name"], row["mark"]) if n)


def is_outlet(name: str) -> bool:
    """Whether a name is that of an outlet: one of the list, or one with a title's word in its place ("Gulf Times")."""
    words = name.replace("-", " ").removeprefix("The ").split()
    article = len(words) > 1 and words[0].lower() in _articles() and (words[1].lower(), "first") in _titles()
    return name in outlets() or article or (len(words) > 1 and (words[-1].lower(), "last") in _titles())


@cache
def _titles() -> frozenset[tuple[str, str]]:
    """Words of outlets' titles, with whether they follow the Arabic article or end the title, from ``vocab/mastheads.tsv``."""
    return frozenset((row["word"], row["place"]) for row in vocab.load("mastheads"))


@cache
def _articles() -> frozenset[str]:
    """Spellings of the Arabic article, its consonant assimilated or not."""
    return frozenset(row["word"] for row in vocab.load("mastheads") if row["place"] == "article")
