"""Statements given whole after "The minister said:", without quotation marks: where they begin and where they end.

Such a statement may speak in the first person, ask and exclaim, so that its style does not bound it. In a report whose
author has not spoken in person before, it lasts to the end, or to a paragraph that names the speaker or closes the text.
"""

from __future__ import annotations

import re
from functools import cache

from khabar import vocab

LAST = re.compile(r"([\w'’-]+)\W*\Z")
# What an office is for or of does not name who holds it: "the Special Representative for Syria".
OF_OFFICE = re.compile(r"\b(?:for|of|in|to|at|on)(?: the)?(?: [\w'’-]+){1,4}\W*\Z", re.IGNORECASE)
REACH = 80


def announces(paragraph: str) -> bool:
    """Whether a lead-in ends in a verb of saying or names the text that follows: "… said:", "the following statement:"."""
    last = re.split(r"[.!?]\s", paragraph)[-1][-REACH:]
    return bool(_pattern("verb").search(last) or _pattern("text").search(last))


def is_within_text(paragraph: str) -> bool:
    """Whether a lead-in tells of words within a text that follows: "rejected the charges in a statement:"."""
    return _pattern("within", r":\Z").search(paragraph) is not None


def points_ahead(paragraph: str) -> bool:
    """Whether a paragraph stops where others' words are to follow: at a colon, or at "… the minister said,"."""
    return paragraph.endswith(":") or (
        paragraph.endswith(",") and _pattern("verb", r",\Z").search(paragraph) is not None
    )


def ends(paragraph: str, lead: str) -> bool:
    """Whether a paragraph is no longer the speaker's: it names the one who spoke, leads in again, or closes the text."""
    return _names_speaker(paragraph, lead) or points_ahead(paragraph) or _pattern("end").match(paragraph) is not None


def _names_speaker(paragraph: str, lead: str) -> bool:
    """Whether a paragraph speaks of the one who spoke: after "Minister Jane Roe said:" of "Roe"."""
    verb = _pattern("verb").search(lead, max(0, len(lead) - REACH))
    word = _speaker(lead[: verb.start()]) if verb else None
    if word is None:
        return False
    form = re.escape(word) if word[:1].isupper() else f"[Tt]he {re.escape(word)}"
    return re.search(rf"\b{form}\b", paragraph) is not None


def _speaker(before: str) -> str | None:
    """The last word of who speaks; of "Jane Roe, the envoy for Syria" that is "Roe"."""
    parts = before.split(",")
    told = next((p for p in reversed(parts) if p.strip() and not OF_OFFICE.search(p)), None)
    found = LAST.search(told) if told is not None else None
    return found.group(1) if found else None


@cache
def _pattern(kind: str, after: str = r"\b") -> re.Pattern[str]:
    """The phrases of one kind, from ``vocab/statements.tsv``, with what follows them."""
    phrases = "|".join(re.escape(row["phrase"]) for row in vocab.load("statements") if row["kind"] == kind)
    return re.compile(rf"(?:\W*)\b(?:{phrases}){after}", re.IGNORECASE)
