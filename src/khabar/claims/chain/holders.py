"""The rows of the holders table: each chain from the author inwards, with the factuality of every holder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.claims.attribution.sources import plurality_of
from khabar.claims.chain.sources import Rows, tree_of
from khabar.claims.chain.tellings import Telling
from khabar.claims.factuality import Status
from khabar.claims.view import Draft, View
from khabar.records import Attribution, Claim, Holder


def factualities(path: Sequence[Draft], status: Status) -> list[str]:
    """Each holder's factuality, author first: only who endorses the holder within shares that holder's commitment."""
    values = [status.factuality]
    for draft in reversed(path):
        values.insert(0, values[0] if draft.stance == "endorses" else "Uu")
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
    return replace(
        blank,
        attribution_id=row.attribution_id,
        kind=row.kind,
        plurality=plurality_of(tree, draft.head) if tree is not None and draft.head is not None else "unstated",
        access="unstated",
        start=source.start if source else None,
        end=source.end if source else None,
        text=text[source.start : source.end] if source else None,
        cue_start=cue.start if cue else None,
        cue_end=cue.end if cue else None,
        cue=text[cue.start : cue.end] if cue else None,
        quotation=draft.quotation,
        stance=draft.stance,
    )
