"""Words of triggers without their endings, so that "bombed", "bombing" and "bombers" meet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from typing import Any

from khabar import vocab
from khabar.folding import fold_name

# Longest first; each is cut from words of which at least three letters remain.
ENDINGS = (
    *(
        "ations",
        "ation",
        "ators",
        "ator",
        "ating",
        "ated",
        "ates",
        "ate",
        "ments",
        "ment",
        "ings",
        "ing",
        "edly",
        "ions",
        "ion",
        "ers",
        "ors",
        "ed",
        "er",
        "or",
    ),
    *("als", "al", "es", "s", "e"),
)
LEFT = 3

# Endings that may stand before others: "bombers" are of "bomb", and "murdered" and "murder" of one word.
DOERS = ("er", "or")

# Classes of nouns that name deeds.
DEEDS = frozenset({"attack", "meeting", "protest", "sanction", "accusation", "disaster"})

# How many words before a trigger may set it apart.
REACH, FIRST = 4, 3


@lru_cache(maxsize=1 << 16)
def stems(phrase: str) -> tuple[str, ...]:
    """The stems of a phrase's words, without those that only carry another ("launched an attack", "pulled back")."""
    words = fold_name(phrase).split()
    telling = [word for word in words if _base(word) not in _light()] or words
    return tuple(sorted({stem(word) for word in telling}))


def stem(word: str) -> str:
    """A folded word without its ending; irregular forms by their base."""
    word = _cut(_cut(_base(word), ENDINGS), DOERS)
    if len(word) > LEFT and word[-1] == word[-2] and word[-1] not in "lsz":
        word = word[:-1]
    return word[:-1] + "y" if word.endswith("i") else word


def is_another(before: str) -> bool:
    """Whether words just before a trigger, or at the start of its sentence, set it apart from a deed told before.

    "A second strike hit a school": all of the sentence is of another deed.
    """
    words = fold_name(before).split()
    return not _setting_apart().isdisjoint((*words[:FIRST], *words[-REACH:]))


def is_several(trigger: str, parties: Iterable[Mapping[str, Any]], start: int) -> bool:
    """Whether a trigger is a noun for several deeds ("attacks", "two bombings"), and not a verb ("the army attacks").

    ``start`` is the trigger's place in the report. A verb has its subject right before it.
    """
    word = trigger.lower().split()[-1]
    if not word.endswith("s") or word.endswith("ss") or word in words_for("one_in_plural"):
        return False
    actors = (one for one in parties if one["role"] == "actor" and one["kind"])
    subject = any(one["end"] and 0 <= start - one["end"] <= 1 for one in actors)
    return not subject and not _deeds().isdisjoint((word[:-1], word[:-2], word[:-3] + "y"))


@lru_cache(maxsize=1 << 14)
def is_harm(trigger: str) -> bool:
    """Whether a trigger tells what an attack did to people or things ("killed", "casualties"), not how it was done."""
    return not _of_kind("harm").isdisjoint(stems(trigger))


def _cut(word: str, endings: Iterable[str]) -> str:
    found = next((one for one in endings if word.endswith(one) and len(word) - len(one) >= LEFT), "")
    return word[: len(word) - len(found)]


def goes_on(trigger: str) -> bool:
    """Whether a trigger tells of what flares up again day after day ("clashes", "shelling")."""
    return not words_for("goes_on").isdisjoint(fold_name(trigger).split())


@lru_cache(maxsize=1 << 14)
def of_mind(trigger: str) -> bool:
    """Whether a trigger tells of what somebody wants, hopes or fears."""
    return not words_for("state_of_mind").isdisjoint(fold_name(trigger).split())


@lru_cache(maxsize=1 << 14)
def harms_of(trigger: str) -> frozenset[str]:
    """Which harm a trigger tells of: death, injury, damage; none where it leaves that open."""
    words = set(stems(trigger))
    return frozenset(kind for kind in ("death", "injury", "damage") if not words.isdisjoint(_of_kind(kind)))


@cache
def words_for(use: str) -> frozenset[str]:
    """The words of linking's vocabulary for a use, as they stand."""
    return frozenset(row["word"] for row in vocab.load("linking") if row["use"] == use)


@cache
def _of_kind(use: str) -> frozenset[str]:
    return frozenset(map(stem, words_for(use)))


@cache
def _deeds() -> frozenset[str]:
    """Nouns for what somebody does at one time."""
    rows = vocab.load("nouns")
    return frozenset(row["lemma"].split()[-1] for row in rows if not DEEDS.isdisjoint(row["classes"].split("|")))


@cache
def _setting_apart() -> frozenset[str]:
    return words_for("another")


def _base(word: str) -> str:
    return _irregular().get(word, word)


@cache
def _irregular() -> dict[str, str]:
    return {row["form"]: row["base"] for row in vocab.load("irregular_verbs")}


@cache
def light_verb_stems() -> frozenset[str]:
    """The stems of verbs that only carry a noun for a deed ("carry out", "launch")."""
    return frozenset(stem(row["lemma"].partition(" ")[0]) for row in vocab.load("light_verbs"))


@cache
def _light() -> frozenset[str]:
    """Words that tell nothing of the deed: light verbs, particles and articles."""
    particles = {row["word"] for row in vocab.load("linking") if row["use"] == "particle"}
    return frozenset(particles | {row["lemma"] for row in vocab.load("light_verbs")})
