"""CEAF-REE, the exact-entity score of role fillers: the strict measure of Du, Rush and Cardie (2021, "GRIT").

An entity is a set of mentions. A predicted entity is right for a key's entity if each of its mentions is one of that
entity's; predicted and key entities are aligned one to one so that as many as possible are right. Precision and recall
are taken per role over all documents together. Mentions are compared as there: in lower case, without punctuation and
articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

Entity = frozenset[str]

_ARTICLE = re.compile(r"^(?:the|a|an)\s+")
_ARTICLES = re.compile(r"\b(?:the|a|an)\b")
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")


def entity(mentions: Iterable[str]) -> Entity:
    """An entity whose mentions are as they are compared."""
    return frozenset(" ".join(_ARTICLES.sub(" ", _PUNCTUATION.sub("", m.lower())).split()) for m in mentions)


def folded(mention: str) -> str:
    """Words of a report in capitals in the form of the key's: lower case, no quotation marks or leading article."""
    text = re.sub(r"[\"'`]{1,2}(?!s\b)", "", mention.lower().replace("[", "(").replace("]", ")"))
    return _ARTICLE.sub("", " ".join(text.split()).strip(" ,.;:"))


def aligned(found: Sequence[Entity], wanted: Sequence[Entity]) -> int:
    """How many predicted entities are right in the best one-to-one alignment."""
    taken: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        """Give entity ``i`` a key entity, moving others along where need be."""
        for j, key in enumerate(wanted):
            if j not in seen and found[i] <= key:
                seen.add(j)
                if j not in taken or place(taken[j], seen):
                    taken[j] = i
                    return True
        return False

    return sum(place(i, set()) for i in range(len(found)))
