"""A deed as told: the attributions it stands in, outermost first, and how surely the innermost holder tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khabar.claims.chain.paths import path_of
from khabar.claims.events import Deed, deeds
from khabar.claims.factuality import Status, apply, judge
from khabar.claims.operators import effect_of
from khabar.claims.tree import Tree
from khabar.claims.view import Coverage, Draft, View
from khabar.codebook import Codebook

DIRECTED = ("demanded", "promised", "threatened", "planned")


@dataclass(frozen=True, slots=True)
class Telling:
    """A deed as told: through which attributions (outermost first), and how surely by the innermost holder."""

    deed: Deed
    path: tuple[Draft, ...]
    status: Status


def tellings(view: View, covered: Coverage, codebook: Codebook) -> Iterator[Telling]:
    """The deeds of a report, in text order, each with its chain."""
    for tree in view.trees:
        for deed in deeds(tree, codebook):
            path = path_of(deed, covered)
            yield Telling(deed, path, _status(deed, path))


def _status(deed: Deed, path: Sequence[Draft]) -> Status:
    tree, spoken = deed.tree, deed.is_speech
    if not path:
        return judge(tree, deed.anchor, lambda _: True, presupposed=spoken)
    inner = path[-1]
    said = judge(tree, deed.anchor, lambda w: inner.covers(tree.words[w].start), presupposed=spoken)
    return _as_held(_directed(tree, inner, said), inner.factuality)


def _directed(tree: Tree, inner: Draft, said: Status) -> Status:
    """What a demand, promise, threat or plan makes of its content: "demanded the withdrawal of troops"."""
    for cue, word in enumerate(tree.words):
        effect = effect_of(tree, cue) if inner.cue and inner.cue.start <= word.start < inner.cue.end else None
        clause = tree.first(cue, "ccomp") if effect in DIRECTED else None
        if effect in DIRECTED and effect and (clause is None or tree.tag(clause) == "VB"):
            return apply(said, effect)
    return said


def _as_held(said: Status, commitment: str) -> Status:
    """What a holder's cue makes of the words: a denial turns them round, an estimate or fear weakens them."""
    if commitment == "Uu":
        return apply(said, "hypothetical")
    if commitment.endswith("-"):
        said = replace(said, negated=not said.negated)
    certainty = min(said.certainty, commitment[:2], key=("PS", "PR", "CT").index)
    return replace(said, certainty=certainty)
