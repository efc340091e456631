"""Whom a source cites: "Reuters, citing two officials, reported …" sets the officials inside Reuters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.claims.arguments.passives import is_passive
from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution import according, verbs
from khabar.claims.attribution.drafting import draft_of
from khabar.claims.attribution.sources import can_speak
from khabar.claims.attribution.speakers import speaker
from khabar.claims.cues import Cue, allowing, cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, span_of
from khabar.records import Span

# How far "quoted by …" may stand from the name before it: a comma and a space.
NEAR = 2


def find(tree: Tree, view: View) -> Iterator[Draft]:
    """The attributions inside others that one sentence makes by "citing" and "quoting"."""
    verbs_, prepositions = allowing("verb", "cited"), allowing("preposition", "cited")
    for i, form in enumerate(tree.forms):
        if form[0] in verbs_:
            yield from _quoted_by(tree, i, view)
        found = cue(form[-1], "preposition") if form[-1] in prepositions else None
        if found is None:
            continue
        cited = next((o for o in tree.under(i, "obj", "obl") if can_speak(tree, o)), None)
        if cited is not None:
            yield from _inside(tree, i, cited, found, view)


def _quoted_by(tree: Tree, i: int, view: View) -> Iterator[Draft]:
    """The one by whom a source is quoted stands outside it: "officials quoted by the agency said …"."""
    found = cue(tree.base(i), "verb")
    if found is None or not is_passive(tree, i) or tree.relation(i) not in ("acl", "parataxis", "advcl"):
        return
    agent = next((a for a in subjects(tree, i) if can_speak(tree, a)), None)
    inner = [d for d in (*verbs.find(tree, view), *according.find(tree, view)) if _is_quoted(tree, i, d)]
    if agent is not None and inner:
        span = Span(tree.words[i].start, tree.words[i].end)
        yield draft_of(tree, found, span, inner[0].content, agent, depth=inner[0].depth - 1)


def _is_quoted(tree: Tree, i: int, draft: Draft) -> bool:
    """Whether "quoted by …" tells of a draft's source: it hangs on its head, or stands right after its name."""
    if tree.relation(i) != "advcl" or draft.source is None:
        return draft.head == tree.words[i].head
    return 0 <= tree.words[i].start - draft.source.end <= NEAR


def _inside(tree: Tree, i: int, cited: int, found: Cue, view: View) -> Iterator[Draft]:
    span = Span(tree.words[i].start, tree.words[i].end)
    clause = tree.first(i, "ccomp")
    citing = _citing(tree, i)
    if clause is not None:
        content = span_of(tree, tree.subtree(clause), frozenset(tree.under(clause, "mark")))
        outer = verbs.verb_cue(tree, citing) if citing is not None else None
        if citing is not None and outer is not None and (head := speaker(tree, citing)) is not None:
            yield draft_of(tree, outer, verbs.cue_span(tree, citing, outer), content, head)
        yield draft_of(tree, found, span, content, cited, depth=1)
        return
    around = _around(tree, i, citing, [*verbs.find(tree, view), *according.find(tree, view)])
    if around is not None:
        content = _without(around.content, span_of(tree, tree.subtree(i)))
        yield draft_of(tree, found, span, content, cited, depth=around.depth + 1)


def _citing(tree: Tree, i: int) -> int | None:
    """The verb of the one who cites."""
    governor = tree.words[i].head
    if governor >= 0 and not tree.is_verb(governor):
        governor = tree.words[governor].head
    return governor if governor >= 0 and tree.is_verb(governor) else None


def _around(tree: Tree, i: int, citing: int | None, drafts: Sequence[Draft]) -> Draft | None:
    """The attribution made by the one who cites: by its verb, by the noun that "citing" hangs on, or the last before it."""
    governor = tree.words[i].head
    start = tree.words[citing].start if citing is not None else -1
    own = [d for d in drafts if d.cue_start == start or (d.head is not None and d.head == governor)]
    before = [d for d in drafts if d.source is not None and d.source.end <= tree.words[i].start]
    return next(iter(own), None) or (before[-1] if before else None)


def _without(content: Sequence[Span], cut: Sequence[Span]) -> tuple[Span, ...]:
    """Content without the phrase that cites, where that stands at an end of one of its spans."""
    ends = [min([h.start for h in cut if s.start < h.start < s.end], default=s.end) for s in content]
    return tuple(replace(s, end=end) for s, end in zip(content, ends, strict=True))
