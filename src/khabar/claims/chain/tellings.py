"""A deed as told: the attributions it stands in, outermost first, and how surely the innermost holder tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from khabar.claims.attribution.asides import is_aside
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
            path = _path(deed, covered)
            yield Telling(deed, path, _status(deed, path))


def _path(deed: Deed, covered: Coverage) -> tuple[Draft, ...]:
    """The attributions that a deed stands in, outermost first; those it itself makes (accuse, deny) are left out.

    So are those that only speak of it, and those into which the voice outside slips it.

    A speaker who goes on speaking ("…, he added") is one holder.
    """
    at = deed.tree.words[deed.word].start
    around = [d for d in covered.at(at) if d.held and not _is_act(deed, d) and not is_aside(deed.tree, deed.word, d)]
    return tuple(d for n, d in enumerate(around) if not (n and d.source and d.source == around[n - 1].source))


def _is_act(deed: Deed, draft: Draft) -> bool:
    """Whether a deed is the telling itself, or a piece of speech that it answers: "rejected the criticism"."""
    if draft.cue is None:
        return False
    word, governor = deed.tree.words[deed.word], deed.tree.words[deed.word].head
    answered = deed.is_speech and governor >= 0 and draft.cue.start <= deed.tree.words[governor].start < draft.cue.end
    overlaps = draft.cue.start < deed.trigger.end and deed.trigger.start < draft.cue.end
    return answered or overlaps or draft.cue.start <= word.start < draft.cue.end


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
