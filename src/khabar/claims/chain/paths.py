"""Through whom a deed is told: the attributions that it stands in, outermost first."""

from __future__ import annotations

from khabar.claims.attribution.asides import is_aside
from khabar.claims.attribution.levels import kind_of, plurality_of
from khabar.claims.cues import cue
from khabar.claims.events import Deed
from khabar.claims.naming import naming_verb
from khabar.claims.tree import Tree
from khabar.claims.view import Coverage, Draft
from khabar.records import Span

# What each pronoun may stand for: kinds of source, and whether these are one.
PERSONS = ("named_person", "role", "described", "anonymous", "witness")
BODIES = ("organization", "collective", "document")
PRONOUNS = {
    "he": (PERSONS, "one"),
    "she": (PERSONS, "one"),
    "it": (BODIES, None),
    "they": ((*PERSONS, *BODIES), "several"),
}


Path = tuple[Draft, ...]


def path_of(deed: Deed, covered: Coverage) -> Path:
    """The attributions that a deed stands in, outermost first.

    Left out are those that the deed itself makes (accuse, deny), those that only speak of it, and those into which the
    voice outside slips it. What a thing is called is told by whoever calls it so. A speaker who goes on speaking ("…, he
    added", "it said it had found …") is one holder.
    """
    at = deed.tree.words[deed.word].start
    here = covered.at(at)
    around = [d for d in here if d.held and not _is_act(deed, d) and not is_aside(deed.tree, deed.word, d)]
    around += [d for d in here if d not in around and _calls(deed, d)]
    around += [d for d in covered.at(deed.trigger.end - 1) if d not in around and _counts(deed, d)]
    around += [d for d in _hearsay(deed, covered) if d not in around]
    return tuple(d for n, d in enumerate(around) if not (n and _same(deed.tree, around[n - 1], d)))


def _hearsay(deed: Deed, covered: Coverage) -> list[Draft]:
    """What makes a deed hearsay along with its cause: "the alleged attack killed nine"."""
    if deed.line.event != "ASSAULT" or not deed.tree.is_verb(deed.word):
        return []
    tree = deed.tree
    told = [d for s in tree.under(deed.word, "nsubj") for d in covered.at(tree.words[s].start)]
    return [d for d in told if d.head is None and d.held and _of_effect(tree, d)]


def _of_effect(tree: Tree, draft: Draft) -> bool:
    words = (w.text.lower() for w in tree.words if draft.cue is not None and w.start == draft.cue.start)
    return any((found := cue(word, "adjective")) is not None and found.allows("effect") for word in words)


def _counts(deed: Deed, draft: Draft) -> bool:
    """Whether a deed is a toll that its own verb sets or changes: "put the dead at 19", "raised the toll to 40"."""
    estimates = draft.speech_act == "estimate" and draft.held and not deed.is_speech
    return estimates and draft.cue is not None and deed.trigger.start <= draft.cue.start < deed.trigger.end


def _calls(deed: Deed, draft: Draft) -> bool:
    """Whether somebody calls a thing what the deed's noun says: "called the blast a massacre"."""
    verb = naming_verb(deed.tree, deed.word)
    return verb is not None and draft.cue is not None and deed.tree.words[verb].start == draft.cue.start


def _is_act(deed: Deed, draft: Draft) -> bool:
    """Whether a deed is the telling itself, or a piece of speech that it answers: "rejected the criticism"."""
    if draft.cue is None:
        return False
    word, governor = deed.tree.words[deed.word], deed.tree.words[deed.word].head
    answered = deed.is_speech and governor >= 0 and draft.cue.start <= deed.tree.words[governor].start < draft.cue.end
    overlaps = (
        draft.cue.start < deed.trigger.end and deed.trigger.start < draft.cue.end and not _is_adverb(deed, draft.cue)
    )
    return answered or overlaps or draft.cue.start <= word.start < draft.cue.end


def _is_adverb(deed: Deed, cue: Span) -> bool:
    """Whether a cue is an adverb, which may stand inside the words of a deed: "was reportedly carried out"."""
    return any(w.upos == "ADV" for w in deed.tree.words if cue.start <= w.start < cue.end)


def _same(tree: Tree, outer: Draft, inner: Draft) -> bool:
    """Whether the inner source is the outer one again, be it by a pronoun in its own reported words."""
    if inner.source is None or inner.source == outer.source:
        return inner.source is not None
    return inner.head is not None and inner.sentence == tree.parse.sentence and is_again(tree, outer, inner.head)


def is_again(tree: Tree, outer: Draft, head: int) -> bool:
    """Whether a pronoun in reported words of its sentence stands for their source: "the group said it …"."""
    if outer.head is None or outer.quotation == "direct" or outer.sentence != tree.parse.sentence:
        return False
    kinds, number = PRONOUNS.get(tree.printed(head), ((), None))
    fits = number is None or number == plurality_of(tree, outer.head) or kind_of(tree, outer.head) == "collective"
    return kind_of(tree, outer.head) in kinds and fits and tree.relation(head) == "nsubj"
