"""From sentences to claims: the ordered journey of the claims stage.

    voices → quotations → attributions → deeds → chains → factuality → claims

Every step is a function of what came before; nothing is changed in place.
"""

from __future__ import annotations

from collections.abc import Sequence

from khabar.claims.attribution import attributions
from khabar.claims.attribution.announced import without_pointers
from khabar.claims.attribution.passages import passages
from khabar.claims.attribution.recordings import recordings
from khabar.claims.attribution.turns import turns
from khabar.claims.chain.claims import about, claim_rows
from khabar.claims.chain.figures import owned
from khabar.claims.chain.holders import holder_rows
from khabar.claims.chain.sources import attributed_segments, attribution_rows
from khabar.claims.chain.tellings import tellings
from khabar.claims.participants import participants
from khabar.claims.quotes import find_quotes
from khabar.claims.sums import doubts
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, coverage
from khabar.codebook import Codebook
from khabar.records import Extraction, Ingested, Quantity

READABLE = ("title", "body", "block_quote", "caption", "list", "editor_note")


def extract(
    ingested: Ingested, grown: Sequence[Tree], quantities: Sequence[Quantity], codebook: Codebook, reader: str
) -> Extraction:
    """The claims of one report with participants, holders and attributions; quantities get their claim and owner.

    ``grown`` are the trees of ``ingested.segments``. Boilerplate is kept in the report but makes no claim.
    """
    view = _view(ingested, grown, codebook)
    voices = (*turns(view), *recordings(view), *passages(view))
    drafts = _once(voices, without_pointers(view, attributions(view), voices))
    covered = coverage(drafts)
    rows = attribution_rows(view, drafts, covered)
    told = tuple(tellings(view, drafts, covered, codebook))
    claims = about(told, tuple(claim_rows(view, told, rows, reader)))
    figures = owned(quantities, view, claims, covered, rows)
    return Extraction(
        segments=attributed_segments(view, drafts, rows),
        claims=claims,
        participants=tuple(
            p for t, c in zip(told, claims, strict=True) for p in participants(t.deed, c, view.report.text)
        ),
        holders=tuple(h for t, c in zip(told, claims, strict=True) for h in holder_rows(view, t, c, rows)),
        attributions=tuple(rows.values()),
        quantities=figures,
        issues=tuple(doubts(figures)),
    )


def _once(voices: Sequence[Draft], found: Sequence[Draft]) -> tuple[Draft, ...]:
    """All drafts, those left out that take the label of a whole voice ("GEN. HALE: …") for the source of one sentence."""
    labels = {d.source for d in voices if d.cue is None}
    return (*voices, *(d for d in found if d.cue is not None or d.source is None or d.source not in labels))


def _view(ingested: Ingested, grown: Sequence[Tree], codebook: Codebook) -> View:
    readable = {s.segment for s in ingested.segments if s.kind in READABLE}
    trees = tuple(tree for tree in grown if tree.parse.segment in readable and tree.words)
    quotes = find_quotes(ingested.report.text, ingested.segments)
    return View(
        ingested.report, ingested.segments, trees, quotes, lambda lemma: bool(codebook.predicates(lemma, "noun"))
    )
