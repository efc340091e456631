"""Whether a mention of a person tells that it is a woman or a man, by given name, title or noun; most tell nothing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from khabar import vocab
from khabar.folding import fold_name
from khabar.resolve.actors.located import Decision, Located

PRONOUNS = {"he": "m", "him": "m", "his": "m", "she": "f", "her": "f", "hers": "f"}


def sex_of(item: Located) -> str:
    """``f``, ``m``, or an empty string where the words do not tell."""
    if item.mention.reason == "pronoun":
        return PRONOUNS.get(item.folded, "")
    if item.mention.kind != "person" and not _nouns(item):
        return ""
    before = item.parse.words[item.first - 1].text if item.first else ""
    title = _listed("title").get(fold_name(before))
    words = item.folded.split()
    given = _listed("name").get(words[0]) if len(words) > 1 and item.mention.kind == "person" else None
    return title or given or _nouns(item) or ""


def _nouns(item: Located) -> str:
    return _listed("noun").get(item.parse.words[item.head].lemma.lower(), "")


def sexes(located: Iterable[Located], decisions: Mapping[str, Decision]) -> dict[str, str]:
    """What the mentions of each person of a report tell, by entity; nothing where they tell both."""
    found: dict[str, set[str]] = {}
    for item in located:
        decision = decisions.get(item.mention.mention_id)
        if decision is not None and decision.entity is not None and (sex := sex_of(item)):
            found.setdefault(decision.entity.entity_id, set()).add(sex)
    return {key: min(told) for key, told in found.items() if len(told) == 1}


@cache
def _listed(use: str) -> Mapping[str, str]:
    return {fold_name(row["word"]): row["sex"] for row in vocab.kept("sexes") if row["use"] == use}
