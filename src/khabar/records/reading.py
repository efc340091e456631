"""The rows of the tables that reading one report fills."""

from __future__ import annotations

from typing import NewType

from khabar.frozen import record
from khabar.records.parts import Candidate, Run, Span

# A whole number from -128 to 127.
Byte = NewType("Byte", int)


@record(frozen=True, slots=True)
class Report:
    """One document as received. ``published`` is an ISO date or date-time; ``sha256`` is of the bytes as received."""

    report_id: str
    sha256: str
    outlet: str | None = None
    outlet_entity_id: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    published_precision: str | None = None
    published_from: str = "unknown"
    language: str | None = None
    genre: str = "unknown"
    text: str = ""
    source_text: str = ""
    original_map: tuple[Run, ...] = ()
    status: str = "ok"
    revision_of: str | None = None
    handling: str = "public"
    extractor: str = ""


@record(frozen=True, slots=True)
class Sighting:
    """One place where a report's bytes were met; ``path`` is relative to the folder it was read from."""

    report_id: str
    path: str
    url: str | None = None
    outlet: str | None = None
    retrieved: str | None = None


@record(frozen=True, slots=True)
class Locator:
    """Where a stretch of cleaned text stands in the bytes: a byte range, an element path, or a page and box."""

    report_id: str
    start: int
    end: int
    kind: str
    value: str


@record(frozen=True, slots=True)
class Segment:
    """A stretch of a report in one voice. ``attribution_id`` is null where the report's own author speaks."""

    report_id: str
    segment: int
    start: int
    end: int
    kind: str
    voice: str | None = None
    attribution_id: str | None = None


@record(frozen=True, slots=True)
class Sentence:
    """A sentence and the segment that holds it."""

    report_id: str
    sentence: int
    start: int
    end: int
    segment: int


@record(frozen=True, slots=True)
class Vector:
    """What a sentence that holds a claim means, as the model's vector with its largest component scaled to ±127."""

    report_id: str
    sentence: int
    values: tuple[Byte, ...]


@record(frozen=True, slots=True)
class Mention:
    """A span that names an actor, place, weapon or document. ``reason`` says why it was resolved, or why not."""

    mention_id: str
    report_id: str
    start: int
    end: int
    text: str
    kind: str
    entity_id: str | None = None
    reason: str | None = None


@record(frozen=True, slots=True)
class Entity:
    """What several mentions refer to. ``country`` is ISO 3166-1 alpha-3, ``sector`` PLOVER's."""

    entity_id: str
    name: str
    kind: str
    country: str | None = None
    sector: str | None = None
    code: str | None = None
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@record(frozen=True, slots=True)
class Claim:
    """One telling of one deed, state or statement by a chain of holders: the atom of a casebook.

    ``factuality`` is the innermost holder's, ``author_factuality`` the report's own. Dates are ISO days. ``review`` says what
    people made of it, or is null.
    """

    claim_id: str
    report_id: str
    sentence: int
    start: int
    end: int
    trigger: str
    event: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    register: str | None = None
    phase: str | None = None
    cameo: str | None = None
    realis: str = "occurred"
    speech_act: str = "report"
    factuality: str = "CT+"
    author_factuality: str = "CT+"
    negated: bool = False
    about_claim_id: str | None = None
    attribution_id: str | None = None
    place_id: str | None = None
    place_precision: str | None = None
    date_earliest: str | None = None
    date_latest: str | None = None
    date_precision: str = "unknown"
    date_from: str = "unknown"
    incident_id: str | None = None
    confidence: float = 0.0
    reader: str = ""
    review: str | None = None


@record(frozen=True, slots=True)
class Participant:
    """Somebody or something that takes part in a claim; ``start`` is null where the text does not state it."""

    claim_id: str
    role: str
    start: int | None = None
    end: int | None = None
    text: str | None = None
    mention_id: str | None = None
    entity_id: str | None = None
    age: str | None = None
    sex: str | None = None
    status: str | None = None
    reason: str | None = None


@record(frozen=True, slots=True)
class Holder:
    """A source in its place in a claim's chain. Depth 0 is the report's author; ``stance`` is that of the holder outside."""

    claim_id: str
    depth: int
    attribution_id: str | None = None
    kind: str = "author"
    plurality: str | None = None
    access: str | None = None
    start: int | None = None
    end: int | None = None
    text: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    cue: str | None = None
    quotation: str = "none"
    said_to: str | None = None
    said_at: str | None = None
    entity_id: str | None = None
    factuality: str = "CT+"
    stance: str = "own"


@record(frozen=True, slots=True)
class Attribution:
    """Source, cue and content spans of one act of attribution, and the attribution that encloses it."""

    attribution_id: str
    report_id: str
    parent_id: str | None = None
    source_start: int | None = None
    source_end: int | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    content: tuple[Span, ...] = ()
    quotation: str = "indirect"
    kind: str = "described"


@record(frozen=True, slots=True)
class Quantity:
    """A number as worded. ``attribution_id`` names whose figure it is; null means the author's own."""

    quantity_id: str
    report_id: str
    claim_id: str | None = None
    attribution_id: str | None = None
    start: int = 0
    end: int = 0
    text: str = ""
    measure: str = "other"
    comparator: str = "exact"
    low: float | None = None
    best: float | None = None
    high: float | None = None
    unit: str | None = None
    population: str | None = None
    status: str | None = None
    scope: str | None = None
    earliest: str | None = None
    latest: str | None = None
    part_of: str | None = None
    rule: str = ""


@record(frozen=True, slots=True)
class DateMention:
    """A date expression with the interval it denotes (ISO days, inclusive) and its EDTF form."""

    report_id: str
    start: int
    end: int
    text: str
    kind: str
    earliest: str | None = None
    latest: str | None = None
    precision: str = "unknown"
    edtf: str | None = None


@record(frozen=True, slots=True)
class PlaceMention:
    """A mention of a place with its candidates; ``place_id`` is null where it stayed undecided."""

    report_id: str
    mention_id: str
    start: int
    end: int
    text: str
    place_id: str | None = None
    precision: str | None = None
    candidates: tuple[Candidate, ...] = ()


@record(frozen=True, slots=True)
class GazetteerPlace:
    """A place of the gazetteer that the casebook uses. ``origin`` credits where the row comes from."""

    place_id: str
    name: str
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    feature: str | None = None
    origin: str = ""


@record(frozen=True, slots=True)
class Issue:
    """A doubt, with the span it concerns: something unread, unplaced or unparsed."""

    stage: str
    code: str
    severity: str
    report_id: str | None = None
    start: int | None = None
    end: int | None = None
    message: str = ""
