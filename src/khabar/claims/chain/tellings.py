"""A deed as told: the attributions it stands in, outermost first, and how surely the innermost holder tells it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from khabar.claims.chain.owned import taken
from khabar.claims.chain.paths import path_of
from khabar.claims.chain.withheld import told
from khabar.claims.events import Deed, deeds
from khabar.claims.factuality import Status, Voice, judge
from khabar.claims.tree import Tree
from khabar.claims.view import Coverage, Draft, View
from khabar.codebook import Codebook
from khabar.frozen import record


@record(frozen=True, slots=True)
class Telling:
    """A deed as told: through which attributions (outermost first), and how surely by the innermost holder."""

    deed: Deed
    path: tuple[Draft, ...]
    status: Status


def tellings(view: View, drafts: Sequence[Draft], covered: Coverage, codebook: Codebook) -> Iterator[Telling]:
    """The deeds of a report, in text order, each with its chain. ``covered`` are the ``drafts`` by where they lie."""
    voices = {(d.sentence, d.head) for d in drafts if d.cue is not None}
    for tree in view.trees:
        for deed in deeds(tree, codebook):
            owned = taken(deed, path_of(deed, covered), covered, codebook)
            if owned is not None and not _is_voice(deed, voices):
                act, status = told(owned[0], _status(*owned), codebook)
                yield Telling(act, owned[1], status)


def _is_voice(deed: Deed, voices: Collection[tuple[int, int | None]]) -> bool:
    """Whether an inquiry is who tells something, and not what is told of: "an inquiry found that the army shot first"."""
    sentence = deed.tree.parse.sentence
    return deed.line.event == "ACCUSE" and any((sentence, w) in voices for w in (deed.word, *deed.words))


def _status(deed: Deed, path: Sequence[Draft]) -> Status:
    tree, spoken = deed.tree, deed.is_speech
    if not path:
        return judge(tree, deed.anchor, Voice(presupposed=spoken))
    inner = path[-1]
    cue = _cue_words(tree, inner)
    later = _is_backshifted(tree, inner, cue)
    voice = Voice(lambda w: inner.covers(tree.words[w].start), cue, later, spoken, inner.factuality)
    return judge(tree, deed.anchor, voice)


def _is_backshifted(tree: Tree, inner: Draft, cue: Sequence[int]) -> bool:
    """Whether words are reported by somebody who tells later what was said: "said that it would withdraw"."""
    return inner.quotation == "indirect" and not any(tree.tag(c) in ("VBZ", "VBP") for c in cue)


def _cue_words(tree: Tree, inner: Draft) -> list[int]:
    cue = inner.cue
    return [i for i, w in enumerate(tree.words) if cue and cue.start <= w.start < cue.end]
