"""How surely an organization is named as perpetrator: MUC-4's ``perp_org_confidence`` against our holders and factuality.

MUC-4 gives each perpetrating organization one of: reported as fact, claimed or admitted, suspected or accused (by
authorities or not, taken together here), possible; a value "A / B" accepts both. Ours follows from the claims of what
happened whose actor's words name the organization: claimed where it claims responsibility or is itself the innermost
holder, possible where the factuality is less than certain, accused where the deed is an accusation's or its holder does
not commit, else fact. MUC-4 takes what a source flatly reports as fact; so does this table, and only this table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from evaluation.muc4.align import folded

Row = Mapping[str, Any]
HAPPENED = ("occurred", "ongoing")
LABELS = ("fact", "claimed", "accused", "possible")
_WORDS = {"FACT": "fact", "CLAIMED": "claimed", "SUSPECTED": "accused", "POSSIBLE": "possible"}


def wanted(document: Row) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """(names, labels) of each perpetrating organization of a document with a confidence."""
    for template in document["templates"]:
        for given in template["perp_org_confidence"]:
            names = frozenset(folded(name) for name in given.get("of", ())) - {"", "-"}
            labels = frozenset(label for word, label in _WORDS.items() if word in given["value"])
            if names and labels:
                yield names, labels


def found(reading: Row, names: frozenset[str]) -> str | None:
    """Our label for an organization by its names, or nothing where no claim of violence names it as actor."""
    claims = [claim for claim in reading["claims"] if _names(_actors(claim), names)]
    if any(claim["event"] == "RESPONSIBILITY" for claim in claims):
        return "claimed"
    deeds = [claim for claim in claims if claim["event"] == "ASSAULT" and claim["realis"] in HAPPENED]
    labels = [_label(claim, names) for claim in deeds]
    return max(sorted(set(labels)), key=labels.count, default=None)


def _label(claim: Row, names: frozenset[str]) -> str:
    holders = [h for h in claim["holders"] if h["depth"] > 0]
    if holders and _names([holders[-1]["text"] or ""], names):
        return "claimed"
    if claim["factuality"][:2] in ("PS", "PR"):
        return "possible"
    return "accused" if claim["speech_act"] == "accuse" or claim["factuality"] == "Uu" else "fact"


def _actors(claim: Row) -> list[str]:
    return [p["text"] or "" for p in claim["participants"] if p["role"] == "actor"]


def _names(phrases: list[str], names: frozenset[str]) -> bool:
    """Whether a phrase holds one of the names as whole words."""
    return any(f" {name} " in f" {folded(phrase)} " for phrase in phrases for name in names)
