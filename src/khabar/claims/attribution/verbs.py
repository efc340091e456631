"""Verbs that introduce a source: "X said that …", "… , X said", "X accused Y of …", "Y is believed to have …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from khabar.claims.attribution.complements import said
from khabar.claims.attribution.drafting import draft_of
from khabar.claims.attribution.nouns import content_of
from khabar.claims.attribution.predicates import predicate_cue
from khabar.claims.attribution.speakers import addressee, is_ordered, is_wanted, speaker, speaks, time_of
from khabar.claims.attribution.telling import graded, told
from khabar.claims.classes import is_temporal
from khabar.claims.cues import Cue, cue, openings
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View
from khabar.records import Span


def find(tree: Tree, view: View) -> Iterator[Draft]:
    """The attributions that verbs of one sentence make."""
    for i, _ in tree.verbs:
        found = verb_cue(tree, i)
        if found is None or _is_other_cue(tree, i):
            continue
        content = said(tree, i, found, view) if not (is_ordered(tree, i) or is_wanted(tree, i)) else None
        if content and speaks(tree, i, head := _outside(tree, i, speaker(tree, i), view), found):
            held = _holds(tree, i, found, view) if found.speech_act == "confirm" or found.factuality == "CT-" else None
            held = content[1] if held is None else held
            if (head is None and not held) or _is_own(tree, i, head, view):
                continue
            whole_text = _joined(tree, i, head, content[0])
            draft = draft_of(tree, found, cue_span(tree, i, found), whole_text, head, held=held)
            draft = graded(tree, head, draft) if head is not None else draft
            draft = replace(draft, said_to=addressee(tree, i), said_at=time_of(tree, i))
            if (whole := told(tree, i, found, draft)) is not None:
                yield whole


def _joined(tree: Tree, i: int, head: int | None, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """What stands before a tag with its speaker last, as one piece: "In sport, he is “a giant,” | writes the paper"."""
    if len(content) > 1 and content[0].start > tree.words[i].start:
        return _across_times(tree, i, content)
    if (
        head is None
        or head < i
        or content[-1].end > tree.words[i].start
        or len(content) + len(tree.under(i, "obl")) < 2
    ):
        return content
    early = [min(tree.subtree(c)) for c in tree.under(i, "obl") if c < i]
    return (Span(min([content[0].start, *(tree.words[w].start for w in early)]), content[-1].end),)


def _across_times(tree: Tree, i: int, content: tuple[Span, ...]) -> tuple[Span, ...]:
    """What follows a verb, as one piece where only a time stands between: "condemned the raid | today | on the village"."""
    times = {w for c in tree.under(i, "obl", "advmod") if is_temporal(tree, c) for w in tree.subtree(c)}
    between = [w for w, word in enumerate(tree.words) if content[0].end <= word.start < content[-1].start]
    held = [w for w in between if not any(s.start <= tree.words[w].start < s.end for s in content)]
    apart = [w for w in held if w not in times and tree.words[w].upos != "PUNCT"]
    return content if apart else (Span(content[0].start, content[-1].end),)


def _outside(tree: Tree, i: int, head: int | None, view: View) -> int | None:
    """The speaker, or who else stands before the verb where that word is quoted and the verb is not: "“My friend,” he said"."""
    if head is None or not _quoted(tree, head, view) or _quoted(tree, i, view):
        return head
    return next((s for s in tree.under(i, "nsubj") if s != head and not _quoted(tree, s, view)), head)


def _is_own(tree: Tree, i: int, head: int | None, view: View) -> bool:
    """Whether it is in a speaker's own words that he hopes or says so: "“Hoping that it lasts,” he wrote"."""
    open_ = tree.tag(i) == "VBG" and tree.first(i, "nsubj", "aux") is None
    return open_ and head is not None and _quoted(tree, i, view) and not _quoted(tree, head, view)


def _quoted(tree: Tree, i: int, view: View) -> bool:
    word = tree.words[i]
    return any(q.start <= word.start < q.end for q in view.quotes_in(word.start, word.end))


def _holds(tree: Tree, i: int, found: Cue, view: View) -> bool | None:
    """Whether who denies or confirms somebody's words holds what these say; None where no such words are the object.

    "Denied claims that it shelled the town" is about the shelling, "denied the claims" about the claims.
    """
    for noun in tree.under(i, "obj", "nsubj:pass"):
        speech = cue(tree.base(noun), "noun")
        if speech is not None:
            return content_of(tree, noun, speech, view, printed=True) is not None
    return None


def _is_other_cue(tree: Tree, i: int) -> bool:
    """Whether another rule reads the verb: "is concerned that", "the alleged attack", "citing officials"."""
    return (
        tree.relation(i) == "amod"
        or predicate_cue(tree, i) is not None
        or cue(tree.printed(i), "preposition") is not None
    )


def verb_cue(tree: Tree, i: int) -> Cue | None:
    """The cue that a verb is, tried with its particle, adjective ("make clear") or preposition ("call for") first."""
    lemma = tree.base(i)
    if lemma not in openings("verb"):
        return None
    particle = [tree.lemma(i)] if tree.lemma(i) != lemma else []
    tried = (*particle, *(f"{lemma} {tree.printed(c)}" for c in _additions(tree, i)), lemma)
    return next((found for key in tried if (found := cue(key, "verb"))), None)


def _additions(tree: Tree, i: int) -> list[int]:
    adjectives = [c for c in tree.under(i, "xcomp", "advmod") if tree.words[c].upos in ("ADJ", "ADV")]
    aside = tree.relation(i) == "advcl"
    objects = [c for c in tree.under(i, "obj") if tree.printed(c) == "it" and aside]
    return (
        objects
        + adjectives
        + [
            m
            for c in tree.under(i, "obl", "advcl", "xcomp")
            if c > i and not _is_apart(tree, i, c) and (m := tree.first(c, "case", "mark")) is not None
        ]
    )


def _is_apart(tree: Tree, i: int, phrase: int) -> bool:
    """Whether a phrase makes no cue with the verb: "called | on Friday | for an inquiry", "called them | for talks"."""
    naming = cue(tree.base(i), "verb")
    opening = tree.first(phrase, "case", "mark")
    first = phrase if opening is None else min(opening, phrase)
    called = naming is not None and naming.allows("name") and any(i < o < first for o in tree.under(i, "obj"))
    return is_temporal(tree, phrase) or (called and tree.case(phrase) == "for")


def cue_span(tree: Tree, i: int, found: Cue) -> Span:
    """The verb with the word after it that makes the cue: "made clear", "called for"."""
    second = found.lemma.partition(" ")[2]
    near = [j for j in range(i + 1, min(i + 4, len(tree))) if second and tree.printed(j) == second]
    last = near[0] if near else i
    return Span(tree.words[i].start, tree.words[last].end)
