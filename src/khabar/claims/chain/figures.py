"""Which claim a figure belongs to, and whose figure it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from khabar.claims.chain.sources import Rows
from khabar.claims.counting import stood_for
from khabar.claims.tree import Tree
from khabar.claims.view import Coverage, View
from khabar.frozen import record
from khabar.records import Claim, Quantity

# What it costs to leave a clause on the way up from a figure: what stands above tells of something else.
OUT_OF_CLAUSE = {"acl:relcl": 6.0, "ccomp": 4.0, "parataxis": 4.0, "advcl": 2.0, "acl": 2.0, "conj": 1.0}
# What it costs to go down from a word above a figure to a claim beside it.
DOWN = 2.0
FARTHEST = 9.0
# Measures and the events that such figures mostly belong to.
HARM = frozenset({"killed", "injured", "casualties", "missing"})


@record(frozen=True, slots=True)
class Placed:
    """A claim with the word that heads its trigger in the tree of its sentence."""

    claim: Claim
    word: int


def owned(
    quantities: Sequence[Quantity],
    view: View,
    claims: Sequence[Claim],
    covered: Coverage,
    rows: Rows,
) -> tuple[Quantity, ...]:
    """Quantities with the claim they belong to, and the innermost attribution they stand in or share with their total."""
    by_sentence: defaultdict[int, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_sentence[claim.sentence].append(claim)
    owners: dict[str, str | None] = {}
    found = []
    for quantity in quantities:
        around = [d for d in covered.at(quantity.start) if d.held]
        owner = rows[around[-1]].attribution_id if around else owners.get(quantity.part_of or "")
        owners[quantity.quantity_id] = owner
        found.append(replace(quantity, claim_id=_claim_of(quantity, view, by_sentence), attribution_id=owner))
    return tuple(found)


def _claim_of(quantity: Quantity, view: View, by_sentence: Mapping[int, Sequence[Claim]]) -> str | None:
    """The claim of the same sentence that a figure belongs to by the tree, or None where all stand too far off."""
    tree = view.tree_at(quantity.start)
    if tree is None:
        return None
    node = top_of(tree, quantity.start, quantity.end)
    placed = [
        Placed(c, w)
        for c in by_sentence.get(tree.parse.sentence, ())
        if (w := top_of(tree, c.start, c.end)) is not None
    ]
    if node is None or not placed:
        return None
    upward = _upward(tree, node)
    ranked = [(_cost(tree, p, upward, quantity), abs(p.claim.start - quantity.start), p.claim.start, p) for p in placed]
    cost, _, _, best = min(ranked, key=lambda r: r[:3])
    return best.claim.claim_id if cost <= FARTHEST else None


def top_of(tree: Tree, start: int, end: int) -> int | None:
    """The word of a stretch that governs the others there, or None where it holds no word."""
    inside = {i for i, w in enumerate(tree.words) if w.start < end and w.end > start}
    return next((i for i in sorted(inside) if tree.words[i].head not in inside), None)


def _upward(tree: Tree, node: int) -> dict[int, float]:
    """The figure's word and all above it, each with the cost of the way up."""
    costs, cost, at = {node: 0.0}, 0.0, node
    while tree.words[at].head >= 0:
        relation = tree.words[at].deprel
        cost += OUT_OF_CLAUSE.get(relation, OUT_OF_CLAUSE.get(tree.relation(at), 1.0))
        at = tree.words[at].head
        costs[at] = cost
    # "Put the number of civilians who died at 13": the number is of what is said of them.
    said = stood_for(tree, node)
    for word in () if said is None else (said, *tree.under(said, "acl", "amod")):
        costs.setdefault(word, 0.5)
    return costs


def _cost(tree: Tree, placed: Placed, upward: Mapping[int, float], quantity: Quantity) -> float:
    """How far a claim stands from a figure: up to the first word that governs both, and down to the claim from there."""
    if quantity.start <= placed.claim.start and placed.claim.end <= quantity.end:
        return 0.0
    at, down = placed.word, 0.0
    while at not in upward:
        relation = tree.words[at].deprel
        own = tree.is_verb(at) and tree.first(at, "nsubj") is not None
        down += DOWN + OUT_OF_CLAUSE.get(relation, OUT_OF_CLAUSE.get(tree.relation(at), 0.0)) + 3.0 * own
        at = tree.words[at].head
    way = upward[at] + down
    unlike = way > 0.0 and quantity.measure in HARM and placed.claim.register != "casualties"
    return way + (0.5 if unlike else 0.0)
