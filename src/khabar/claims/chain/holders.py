"""The rows of the holders table: each chain from the author inwards, with the factuality of every holder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.claims.attribution.levels import access_of, plurality_of
from khabar.claims.chain.sources import Rows, tree_of
from khabar.claims.chain.tellings import Telling
from khabar.claims.factuality import Status
from khabar.claims.view import Draft, View
from khabar.records import Attribution, Claim, Holder, Span

# What is left of a firm commitment for somebody who rejects it.
OPPOSITE = {"CT+": "CT-", "CT-": "CT+"}


def factualities(path: Sequence[Draft], status: Status) -> list[str]:
    """Each holder's factuality, author first: who endorses the holder within shares that holder's commitment.

    To call a statement a confirmation or an admission is to trust it, but not yet to say the same. Who rejects a firm
    statement ("falsely claimed that") holds the opposite.
    """
    values = [status.factuality]
    for draft in reversed(path):
        shared = draft.stance == "endorses" and draft.speech_act == "report"
        opposed = OPPOSITE.get(values[0], "Uu") if draft.stance == "rejects" else "Uu"
        values.insert(0, values[0] if shared else opposed)
    return values


def holder_rows(view: View, telling: Telling, claim: Claim, rows: Rows) -> Iterator[Holder]:
    """The chain of a claim: the author first, then each source towards the deed."""
    values = factualities(telling.path, telling.status)
    yield Holder(claim.claim_id, 0, factuality=values[0])
    for depth, draft in enumerate(telling.path, 1):
        yield _holder(view, draft, rows[draft], Holder(claim.claim_id, depth, factuality=values[depth]))


def _holder(view: View, draft: Draft, row: Attribution, blank: Holder) -> Holder:
    text, source, cue = view.report.text, draft.source, draft.cue
    tree = tree_of(view, draft)
    known = (tree, draft.head) if tree is not None and draft.head is not None else None
    return replace(
        blank,
        attribution_id=row.attribution_id,
        kind=row.kind,
        plurality=plurality_of(*known) if known else "unstated",
        access=access_of(*known) if known else "unstated",
        start=source.start if source else None,
        end=source.end if source else None,
        text=_words(text, source),
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        cue=_words(text, cue),
        quotation=draft.quotation,
        said_to=_words(text, draft.said_to),
        said_at=_words(text, draft.said_at),
        stance=draft.stance,
    )


def _words(text: str, span: Span | None) -> str | None:
    return text[span.start : span.end] if span else None
