"""What the stages of reading hand to one another."""

from __future__ import annotations

from khabar.frozen import record
from khabar.records.reading import (
    Attribution,
    Claim,
    DateMention,
    Entity,
    GazetteerPlace,
    Holder,
    Issue,
    Locator,
    Mention,
    Participant,
    PlaceMention,
    Quantity,
    Report,
    Segment,
    Sentence,
    Vector,
)


@record(frozen=True, slots=True)
class Metadata:
    """What is known of a report from outside its bytes. Times are ISO strings."""

    id: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published: str | None = None
    url: str | None = None
    retrieved: str | None = None


@record(frozen=True, slots=True)
class Refusal:
    """Why some bytes are kept and not read: the code and the words of the reason."""

    code: str
    message: str


@record(frozen=True, slots=True)
class Source:
    """The bytes of one report, where they were met, and what came with them. ``format`` names the ingest module.

    A source with a ``refusal`` is kept among the originals and not read.
    """

    path: str
    data: bytes
    format: str
    metadata: Metadata = Metadata()
    refusal: Refusal | None = None


@record(frozen=True, slots=True)
class Ingested:
    """A report as clean text with its segments; the result of ingest."""

    report: Report
    segments: tuple[Segment, ...] = ()
    locators: tuple[Locator, ...] = ()
    issues: tuple[Issue, ...] = ()


@record(frozen=True, slots=True)
class Word:
    """A syntactic word. ``head`` is its governor's index in the sentence, -1 for the root.

    The pieces of a contraction ("don't") are words of their own with spans of their own. ``factuality`` is the model's
    estimate for a predicate, about -1.3 (did not happen) to +1.3 (happened).
    """

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    factuality: float = 0.0


@record(frozen=True, slots=True)
class Name:
    """A name: words ``first`` to ``last`` (inclusive) of a sentence; ``label`` is PER, ORG or LOC."""

    first: int
    last: int
    label: str


@record(frozen=True, slots=True)
class Role:
    """What word ``argument`` (the head of its phrase) is to the predicate at word ``predicate``; both are word indices.

    ``label`` is PropBank's: ARG0 (who acts) to ARG4, numbered as the predicate's frame has them, where ARG1 is mostly who
    or what is acted on; ARGM-TMP, ARGM-LOC, ARGM-MNR, ARGM-CAU, ARGM-PRP, ARGM-NEG, ARGM-MOD and others for circumstances;
    ARGM-LVB leads from a noun to its light verb ("carried out an attack") and ARGM-PRR from that verb to the noun; R-X is a
    relative pronoun standing for X, and C-X goes on with X. A word may have roles with several predicates.
    """

    predicate: int
    argument: int
    label: str


@record(frozen=True, slots=True)
class Parse:
    """A sentence with its words, names and dependency tree.

    ``embedding`` is its meaning as a unit vector, 64-bit floats one after the other, or empty.
    ``predicates`` are the words, verbs and nouns mostly, that tell of an event or a state, in order; ``roles`` stand in the
    order of their predicates, then of their arguments. A predicate may have no roles.
    """

    sentence: int
    start: int
    end: int
    segment: int
    words: tuple[Word, ...]
    names: tuple[Name, ...] = ()
    embedding: bytes = b""
    predicates: tuple[int, ...] = ()
    roles: tuple[Role, ...] = ()


@record(frozen=True, slots=True)
class Extraction:
    """What the claims stage found in one report, before places, dates and actors are resolved."""

    segments: tuple[Segment, ...] = ()
    claims: tuple[Claim, ...] = ()
    participants: tuple[Participant, ...] = ()
    holders: tuple[Holder, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    issues: tuple[Issue, ...] = ()


@record(frozen=True, slots=True)
class Reading:
    """Everything that reading one report yields: rows for each of the reading tables."""

    report: Report
    segments: tuple[Segment, ...] = ()
    locators: tuple[Locator, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    vectors: tuple[Vector, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    claims: tuple[Claim, ...] = ()
    participants: tuple[Participant, ...] = ()
    holders: tuple[Holder, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    gazetteer: tuple[GazetteerPlace, ...] = ()
    issues: tuple[Issue, ...] = ()
