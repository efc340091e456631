"""The climb from a deed to what governs it, each governor acting on the deed in turn."""

from __future__ import annotations

from dataclasses import replace

from khabar.claims.cues import cue
from khabar.claims.factuality.clause import conditions, in_clause, tense
from khabar.claims.factuality.status import DIRECTED, Status, apply
from khabar.claims.factuality.steps import Step, step
from khabar.claims.factuality.voice import Voice
from khabar.claims.measures import look_up, measure_of, words
from khabar.claims.tree import Tree

LONGEST_CLIMB = 8
# What the telling itself makes of what is told; how surely it is told is the holder's commitment.
AHEAD = (*DIRECTED, "potential", "expected", "counterfactual", "hypothetical", "abandoned")
UNREAL = ("hypothetical", "generic")
UNDOING = ("negated", "abandoned")
WH = ("WRB", "WP", "WP$", "WDT")


def judge(tree: Tree, i: int, voice: Voice) -> Status:
    """The status of a deed at a word, as its innermost holder has it."""
    status, top = _climbed(tree, i, voice)
    status = _questioned(tree, i, _told(tree, top, status, voice))
    return _as_held(status, voice.commitment, _is_said(tree, top, voice))


def _climbed(tree: Tree, i: int, voice: Voice) -> tuple[Status, int]:
    """The status of a deed after all that governs it within the holder's words, and the topmost word reached."""
    status = in_clause(tree, i, Status(realis=tense(tree, i)), voice)
    node, clauses = i, [i]
    for _ in range(LONGEST_CLIMB):
        taken = step(tree, node)
        if taken is None or not voice.inside(taken.governor) or (_is_given(status) and "abandoned" in taken.effects):
            break
        status = _acted_on(status, taken, voice)
        if taken.stops:
            break
        below, node = node, taken.governor
        if taken.leans and (unreal := _unreal(tree, node, voice)) is not None:
            return unreal, node
        if taken.leans and status.happened:
            return status, below
        if taken.clause_counts and not _is_of_count(tree, below, node):
            status = in_clause(tree, node, status, voice, below)
            clauses.append(node)
    return _conditioned(tree, clauses, status), node


def _is_of_count(tree: Tree, harm: int, verb: int) -> bool:
    """Whether a harm is only what a figure counts or leaves out, and so takes for granted: "the toll excludes deaths"."""
    if tree.words[harm].deprel != "obj" or not tree.is_noun(harm):
        return False
    if tree.lemma(verb) != "include" and look_up(tree, verb, words("counting")) is None:
        return False
    counts = (s for s in tree.under(verb, "nsubj"))
    return any(look_up(tree, s, words("number")) is not None or measure_of(tree, s) is not None for s in counts)


def _is_given(status: Status) -> bool:
    """Whether a deed is there to be given up or turned down: "to derail the talks"."""
    return status.realis == "occurred"


def _unreal(tree: Tree, governor: int, voice: Voice) -> Status | None:
    """How a governor stands that has not happened: what it is aimed at, or brings about, has not either."""
    status, _ = _climbed(tree, governor, voice)
    if status.happened:
        return Status(realis="hypothetical") if status.negated else None
    return Status(realis="hypothetical") if status.negated else status


def _is_said(tree: Tree, node: int, voice: Voice) -> bool:
    """Whether a word is what the holder says, not something that this takes for granted."""
    head = tree.words[node].head
    if head < 0 or not voice.inside(head):
        return True
    told = tree.relation(node) in ("acl", "nmod") and cue(tree.base(head), "noun") is not None
    return (told or tree.relation(node) == "conj") and _is_said(tree, head, voice)


def _as_held(status: Status, commitment: str, said: bool) -> Status:
    """What a holder's cue makes of the words: a denial turns them round, an estimate or fear weakens them."""
    if commitment == "Uu":
        return apply(status, "hypothetical")
    if not said:
        return status
    if commitment.endswith("-") and status.realis not in UNREAL:
        status = replace(status, negated=not status.negated)
    certainty = min(status.certainty, commitment[:2], key=("PS", "PR", "CT").index)
    return replace(status, certainty=certainty) if status.happened or status.negated else status


def _acted_on(status: Status, taken: Step, voice: Voice) -> Status:
    for effect in taken.effects:
        if not (voice.presupposed and effect in UNDOING):
            status = apply(status, effect)
    return status


def _told(tree: Tree, node: int, status: Status, voice: Voice) -> Status:
    """What a demand, promise, threat, plan or fear makes of its content: "demanded the withdrawal of troops"."""
    taken = step(tree, node)
    if taken is None or taken.governor not in voice.telling or voice.inside(taken.governor):
        return status
    for effect in taken.effects:
        status = apply(status, effect) if effect in AHEAD else status
    return status


def _conditioned(tree: Tree, clauses: list[int], status: Status) -> Status:
    """What is to happen only if something else does is hypothetical."""
    if status.happened or status.negated:
        return status
    depends = any(True for c in clauses for _ in conditions(tree, c))
    return Status(realis="hypothetical") if depends else status


def _questioned(tree: Tree, i: int, status: Status) -> Status:
    """A yes-or-no question asserts nothing; one that asks who or when takes the deed for granted."""
    if not status.happened or not any(w.text == "?" for w in tree.words[i:]):
        return status
    asked = any(w.xpos in WH and not _is_relative(tree, n) for n, w in enumerate(tree.words))
    return status if asked else replace(status, realis="hypothetical")


def _is_relative(tree: Tree, i: int) -> bool:
    return any(tree.words[g].deprel == "acl:relcl" for g in tree.ancestors(i))
