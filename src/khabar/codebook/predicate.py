"""One reading of one predicate: what a word with such arguments tells of.

The lines of a lemma and part of speech are tried in the order of the file, and the first one that fits decides.
A line fits when

- the filler of its first filled ``actor`` slot has one of the classes in ``subject`` (nothing filled: it fits);
- the deep object, or else the filler of its first filled ``instrument`` or ``recipient`` slot, has one of the classes
  in ``object`` (nothing filled: it does not fit); ``none`` asks that there be no deep object;
- each slot in ``requires`` is filled by something of one of its classes; ``present`` allows any class.

An empty tuple of classes allows everything, absence included. A line whose event is ``-`` in the file is a *stop*:
where it fits, the word tells of nothing that the codebook knows ("a heart attack"). A line whose event is ``statement``
makes a claim without an event: something held that fits no type, a fear or a doubt.
"""

from __future__ import annotations

from collections.abc import Hashable

from khabar.frozen import record

POS = ("verb", "noun", "adj")
CONSTRUCTIONS = ("subject", "object", "possessor", "compound", "amod", "infinitive", "clause", "subjunctive", "self")
PREPOSITIONS = (
    "about", "across", "after", "against", "along", "alongside", "among", "around", "as", "at", "because of", "before",
    "behind", "between", "by", "concerning", "during", "following", "for", "from", "in", "in support of", "inside",
    "into", "near", "of", "off", "on", "onto", "out of", "outside", "over", "round", "through", "throughout", "to",
    "toward", "towards", "under", "upon", "via", "with", "within", "without",
)  # fmt: skip
OF_OBJECT = tuple(f"object.{slot}" for slot in ("possessor", "compound", "amod", *PREPOSITIONS))
SLOTS = frozenset((*CONSTRUCTIONS, *PREPOSITIONS, *OF_OBJECT))

CLASSES = frozenset(
    (
        "accusation", "agreement", "aid", "aircraft", "armed", "artillery", "attack", "blade", "body", "captive",
        "commodity", "concession", "country", "crowd", "demand", "disaster", "document", "drone", "election", "event",
        "explosive", "facility", "fire", "firearm", "flight", "force", "government", "information", "law", "life",
        "media", "meeting", "military", "militia", "money", "name", "nonlethal", "number", "office", "organization",
        "outrage", "people", "person", "place", "police", "policy", "protest", "reform", "relation", "responsibility",
        "restriction", "right", "sanction", "service", "status", "tension", "territory", "unconventional",
        "vehicle", "victim", "weapon", "worker",
    )
)  # fmt: skip
ACTOR, PRESENT, NONE, ANY = "actor", "present", "none", "any"
STATEMENT = "statement"


@record(frozen=True, slots=True)
class Predicate:
    """A line of ``predicates.tsv``. Slots stand in order of preference; ``event`` is None for a stop line or a statement.

    ``prior`` tells how surely the lemma with its constraints met is this event in the reporting of a conflict.
    """

    lemma: str
    pos: str
    event: str | None
    mode: str | None = None
    register: str | None = None
    phase: str | None = None
    cameo: str | None = None
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    instrument: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    object: tuple[str, ...] = ()
    requires: tuple[tuple[str, tuple[str, ...]], ...] = ()
    contexts: tuple[str, ...] = ()
    prior: float = 0.5
    origin: str = "own"
    held: bool = False

    @property
    def stop(self) -> bool:
        """Whether the line says that the word tells of nothing here."""
        return self.event is None and not self.held

    @property
    def constraints(self) -> tuple[Hashable, ...]:
        """What the line asks of the arguments; two lines of a lemma with equal constraints compete."""
        return (self.actor if self.subject else (), self.subject, self.object, self.requires)
