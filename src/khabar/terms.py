"""The closed vocabularies of the tables' columns, one tuple each. Sources are named where a standard sets them."""

from __future__ import annotations

STATUSES = ("ok", "partial", "rejected")
PUBLISHED_FROM = ("metadata", "text", "given", "unknown")
GENRES = ("wire", "news", "commentary", "official", "ngo", "interview", "social", "unknown")
SEGMENT_KINDS = ("title", "body", "block_quote", "editor_note", "caption", "list", "boilerplate")
LOCATOR_KINDS = ("bytes", "element", "page")
MENTION_KINDS = ("person", "organization", "group", "place", "weapon", "document", "other")
ROLES = ("actor", "recipient", "instrument", "place", "date", "beneficiary")

# FactBank (Saurí and Pustejovsky 2009)
FACTUALITIES = ("CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu")
REALIS = ("occurred", "ongoing", "planned", "promised", "threatened", "demanded", "hypothetical", "generic")
SPEECH_ACTS = (
    "report",
    "claim_responsibility",
    "deny",
    "accuse",
    "confirm",
    "cannot_confirm",
    "correct",
    "retract",
    "estimate",
)
HOLDER_KINDS = (
    "author",
    "named_person",
    "organization",
    "role",
    "described",
    "anonymous",
    "collective",
    "document",
    "witness",
)
QUOTATIONS = ("direct", "indirect", "mixed", "block", "free", "none")
STANCES = ("own", "endorses", "neutral", "distances", "rejects")
PLURALITIES = ("one", "two", "several", "unstated")
ACCESS = ("direct", "briefed", "saw", "heard", "unstated")

# Whom "I" and "we" mean outside quotations, where nothing tells more.
AUTHOR, AUTHORS_SIDE = "the author", "the author's side"

# UCDP's where_prec 1 to 7
PLACE_PRECISIONS = ("exact", "near", "district", "province", "region", "country", "sea")
DATE_PRECISIONS = ("day", "days", "week", "month", "year", "unknown")
DATE_FROM = ("text", "inherited", "published", "unknown")
DATE_KINDS = ("date", "time", "duration", "set")

MEASURES = (
    "killed",
    "injured",
    "casualties",
    "missing",
    "detained",
    "displaced",
    "troops",
    "weapons",
    "money",
    "rate",
    "other",
)
COMPARATORS = ("exact", "about", "at_least", "at_most", "over", "under", "range", "vague")
VICTIM_STATUSES = ("civilian", "combatant", "unknown", "contested")
SCOPES = ("incident", "cumulative", "period", "stock")

REGISTERS = (
    "casualties",
    "arms_transfer",
    "deployment",
    "territory",
    "political_process",
    "backing",
    "statements",
)
PHASES = (
    "pledged",
    "approved",
    "ordered",
    "delivered",
    "pending",
    "captured",
    "used",
    "arriving",
    "stock",
    "leaving",
    "ceiling",
    "taken",
    "lost",
    "held",
    "contested",
    "funds",
    "trains",
    "directs",
    "shelters",
    "spawns",
)
SPEECH_EVENTS = ("RESPONSIBILITY", "DENY", "CONFIRM", "CANNOT_CONFIRM")

RELATION_KINDS = ("agree", "differ", "contradict", "covers", "revises")
BORROWING_KINDS = (
    "republication",
    "citation",
    "shared_origin",
    "near_duplicate",
    "revision",
    "correction",
    "retraction",
    "suspected",
)
JUDGEMENT_KINDS = (
    "same",
    "different",
    "undecided",
    "confirm",
    "correct",
    "add_claim",
    "reject",
    "rate_source",
    "seal",
    "erase",
    "retract",
    "note",
    "undo",
)
# The Admiralty code (NATO AJP-2.1): a source's reliability by letter, a piece of information's credibility by number; F and 6
# say that it cannot be judged. Only people set either.
RELIABILITIES = ("A", "B", "C", "D", "E", "F")
CREDIBILITIES = (1, 2, 3, 4, 5, 6)
# Who may see a report, a claim or an entity, and why: METHOD's fields of a redaction.
HANDLING_LEVELS = ("public", "restricted", "sealed")
HANDLING_CLASSES = ("victim", "witness", "source", "minor", "sexual_violence", "location", "other")
REVIEWS = ("confirmed", "corrected", "rejected", "added")
