"""Short names of bodies within a report: introduced in brackets, made of the initials, or the end of the full name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from khabar.folding import fold_name
from khabar.resolve.actors.located import Located

BODIES = ("organization", "group", "place", "other")
# What a bracket after a name may begin with: "(the SPDL)", "(also known as the SPDL)", "[KPA]", ", or SPDL,".
BRACKET = re.compile(
    r"\s*(?:\(|\[|,? or |,? known as )(?:also known as |known as |or |hereafter )?(?:the )?"
    r"[\"'“‘]?([^\s)\]\"'”’,]{2,12})"
)
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "al", "de", "s", "a"})
FEWEST = 3


def short_forms(located: Sequence[Located], text: str) -> dict[str, Located]:
    """Short names, folded, with the mention of the full one: those introduced, then those that can only mean one before."""
    names = [i for i in located if i.mention.kind in BODIES and i.mention.reason != "pronoun"]
    found = introduced(names, text)
    full = _full_names(names)
    for item in names:
        if item.folded in found or item.senses or item.mention.kind not in ("organization", "group"):
            continue
        meant = _initials(item, full) if item.mention.text.isupper() else _ends(item, full)
        if meant is not None:
            found[item.folded] = meant
    return found


def introduced(names: Iterable[Located], text: str) -> dict[str, Located]:
    """Short names, folded, with the mention of the full one after which they stand in brackets."""
    found: dict[str, Located] = {}
    for item in names:
        match = BRACKET.match(text, item.mention.end, item.mention.end + 48)
        if match and _may_shorten(match[1], item.mention.text):
            found.setdefault(fold_name(match[1]), item)
    return found


def _may_shorten(short: str, full: str) -> bool:
    """Whether a bracketed word may be a short form: capitals that begin words of the full name, in order."""
    letters = [c.lower() for c in short if c.isupper()]
    if not 2 <= len(short.replace(".", "")) <= 10 or len(letters) < 2 or fold_name(short) == fold_name(full):
        return False
    initials = [part[0].lower() for part in full.replace("-", " ").split() if part]
    at = 0
    for initial in initials:
        if at < len(letters) and initial == letters[at]:
            at += 1
    return at >= len(letters) - 1


def _full_names(names: Iterable[Located]) -> dict[str, list[Located]]:
    """Names of several words by their initials and by their last word, each name once, in order of the text."""
    found: dict[str, list[Located]] = {}
    seen: set[str] = set()
    for item in names:
        words = [w for w in item.folded.split() if w not in SMALL]
        if len(words) < 2 or item.folded in seen or not item.mention.text[:1].isupper():
            continue
        seen.add(item.folded)
        for key in ("".join(w[0] for w in words), f"-{words[-1]}"):
            found.setdefault(key, []).append(item)
    return found


def _initials(item: Located, full: dict[str, list[Located]]) -> Located | None:
    """The one name before whose initials a name in capitals is."""
    letters = item.folded.replace(" ", "")
    return _only(item, full.get(letters, ())) if len(letters) >= FEWEST else None


def _ends(item: Located, full: dict[str, list[Located]]) -> Located | None:
    """The one longer name before that ends in a name of several words ("the High Commission")."""
    words = item.folded.split()
    if len(words) < 2:
        return None
    longer = [o for o in full.get(f"-{words[-1]}", ()) if o.folded.endswith(f" {item.folded}")]
    return _only(item, longer)


def _only(item: Located, others: Sequence[Located]) -> Located | None:
    return others[0] if len(others) == 1 and others[0].mention.start < item.mention.start else None
