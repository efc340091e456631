"""Base forms of regular English verb forms and plurals, checked against lists of verbs and nouns.

The model guesses a lemma from context; where spelling allows several ("seized": *seiz*, *seize*), the list decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from khabar import vocab

SHORT_VOWEL_END = re.compile(r"[^aeiou][aeiou][^aeiouwxy]\Z")
ENDINGS = {"VBD": "ed", "VBN": "ed", "VBG": "ing", "VBZ": "s"}


def verbs() -> frozenset[str]:
    """Verbs by base form, from ``vocab/verbs.tsv``."""
    return vocab.words("verbs", "lemma")


@cache
def irregular_verbs() -> dict[str, str]:
    """Irregular past forms of verbs with their base form, from ``vocab/irregular_verbs.tsv``."""
    return {row["form"]: row["base"] for row in vocab.load("irregular_verbs")}


def base_form(form: str, xpos: str, guess: str) -> str:
    """The base form of a word with a Penn Treebank tag; ``guess`` where its ending is irregular or no such word is known."""
    lower = form.lower()
    if xpos == "NNS":
        return _singular(lower, guess)
    past = xpos in ("VBD", "VBN") or _is_mistagged(lower, xpos)
    if past and (known_form := irregular_verbs().get(lower)):
        return known_form
    tag = ("VBG" if lower.endswith("ing") else "VBD") if _is_mistagged(lower, xpos) else xpos
    ending = ENDINGS.get(tag)
    if ending is None or not lower.endswith(ending):
        return guess
    known = [c for c in _candidates(lower, ending) if _is_verb(c)]
    if not known or (guess in known and len(known) == 1):
        return known[0] if known else guess
    with_e = next((c for c in known if c.endswith("e")), None)
    if with_e and SHORT_VOWEL_END.search(with_e[:-1]):
        return with_e
    return guess if guess in known else known[0]


def _is_mistagged(form: str, xpos: str) -> bool:
    """Whether a form tagged as a base form is none that is known: "bankrolled", "warning"."""
    return xpos in ("VB", "VBP") and form not in verbs()


def singulars() -> frozenset[str]:
    """Nouns in the singular, from ``vocab/singulars.tsv``."""
    return vocab.words("singulars", "lemma")


def _singular(form: str, guess: str) -> str:
    """The singular of a plural: the first form that is a known noun; any plural in -men has one in -man."""
    if guess in singulars():
        return guess
    if form.endswith("men"):
        return form[:-3] + "man"
    if not form.endswith("s"):
        return guess
    candidates = (
        *((form[:-3] + "f", form[:-3] + "fe") if form.endswith("ves") else ()),
        form[:-1],
        form[:-3] + "y" if form.endswith("ies") else form[:-1],
        form[:-2] if form.endswith("es") else form[:-1],
    )
    return next((c for c in candidates if c in singulars()), guess)


def _candidates(form: str, ending: str) -> Iterator[str]:
    """What a form may be made of: the bare stem, with its dropped e or y, or with its doubled consonant undone."""
    stem = form[: -len(ending)]
    if ending == "s":
        yield from (stem, stem[:-1] if stem.endswith("e") else stem, stem[:-2] + "y" if stem.endswith("ie") else stem)
        return
    if ending == "ing" and stem.endswith("y") and stem[:-1] + "ie" in verbs():
        # "dying" is of "die"; of "dye" it would be "dyeing".
        yield stem[:-1] + "ie"
        return
    yield stem
    yield stem + "e"
    if stem.endswith("i"):
        yield stem[:-1] + "y"
    if len(stem) > 2 and stem[-1] == stem[-2]:
        yield stem[:-1]
    if stem.endswith("ick"):
        yield stem[:-1]


def _is_verb(lemma: str) -> bool:
    """Whether a base form is known, if need be without its prefix or in American spelling."""
    last = lemma.rpartition("-")[2]
    american = f"{last[:-3]}ize" if last.endswith("ise") else last
    return last in verbs() or american in verbs()
