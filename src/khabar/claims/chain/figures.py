"""Which claim a figure belongs to, and whose figure it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from khabar.claims.chain.sources import Rows
from khabar.claims.view import Coverage, Draft, View
from khabar.records import Claim, Quantity


def owned(
    quantities: Sequence[Quantity],
    view: View,
    claims: Sequence[Claim],
    covered: Coverage,
    rows: Rows,
) -> tuple[Quantity, ...]:
    """Quantities with the claim they belong to and the innermost attribution they stand in."""
    by_sentence: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.sentence].append(claim)
    return tuple(_owned_one(q, _nearest(q, view, by_sentence), covered.at(q.start), rows) for q in quantities)


def _owned_one(quantity: Quantity, claim_id: str | None, around: Sequence[Draft], rows: Rows) -> Quantity:
    return replace(quantity, claim_id=claim_id, attribution_id=rows[around[-1]].attribution_id if around else None)


def _nearest(quantity: Quantity, view: View, by_sentence: Mapping[int, Sequence[Claim]]) -> str | None:
    """The claim of the same sentence whose trigger stands nearest to a figure."""
    tree = view.tree_at(quantity.start)
    near = by_sentence.get(tree.parse.sentence, ()) if tree else ()
    return min(near, key=lambda c: (abs(c.start - quantity.start), c.start)).claim_id if near else None
