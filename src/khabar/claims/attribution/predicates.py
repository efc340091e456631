"""Adjectives and participles that tell what somebody thinks or feels: "is concerned that …", "was adamant that …"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.complements import said
from khabar.claims.attribution.drafting import draft_of
from khabar.claims.attribution.sources import can_speak
from khabar.claims.attribution.speakers import THINGS, speaks
from khabar.claims.attribution.telling import told
from khabar.claims.cues import Cue, cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View
from khabar.records import Span

RELATIVES = ("WP", "WDT")


def find(tree: Tree, view: View) -> Iterator[Draft]:
    """The attributions that predicate adjectives of one sentence make."""
    for i in range(len(tree)):
        if (found := predicate_cue(tree, i)) is None:
            continue
        content = said(tree, i, found, view) if not _is_ensured(tree, i) else None
        if content and not content[1] and _is_of_speaker(tree, i):
            continue
        head = _holder(tree, i) if content else None
        thing = head is not None and tree.printed(head) in THINGS
        if content and head is not None and not thing and can_speak(tree, head) and speaks(tree, i, head, found):
            span = Span(tree.words[i].start, tree.words[i].end)
            draft = told(tree, i, found, draft_of(tree, found, span, content[0], head, held=content[1]))
            yield from () if draft is None else (draft,)


def predicate_cue(tree: Tree, i: int) -> Cue | None:
    """The cue that an adjective or a participle in predicate position is."""
    upos = tree.words[i].upos
    found = cue(tree.printed(i), "predicate") if upos in ("ADJ", "VERB") else None
    if found is None or tree.relation(i) in ("amod", "obj", "obl"):
        return None
    participle = upos == "VERB" and tree.first(i, "aux:pass", "nsubj:pass") is not None
    return found if upos == "ADJ" or participle else None


def _is_ensured(tree: Tree, i: int) -> bool:
    """Whether somebody sees to it: "made sure that …"."""
    return tree.base(i) in ("sure", "certain") and tree.lemma(tree.words[i].head) == "make"


def _is_of_speaker(tree: Tree, i: int) -> bool:
    """Whether somebody tells of his own feelings, which is no second telling: "said he was shocked by the raid"."""
    subject, governor = tree.first(i, "nsubj", "nsubj:pass"), tree.words[i].head
    own = subject is not None and tree.tag(subject) == "PRP" and tree.relation(i) == "ccomp"
    telling = cue(tree.base(governor), "verb") if own and governor >= 0 else None
    return telling is not None and telling.allows("tag")


def _holder(tree: Tree, i: int) -> int | None:
    own = tree.first(i, "nsubj")
    if own is not None and tree.words[own].xpos in RELATIVES and tree.words[i].deprel == "acl:relcl":
        return tree.words[i].head
    if own is not None:
        return own if tree.words[own].deprel != "expl" else None
    if (made := _made(tree, i)) is not None:
        return made if tree.printed(made) != "it" else None
    found = subjects(tree, i)
    return found[0] if found else None


def _made(tree: Tree, i: int) -> int | None:
    """Who or what is made so: "made him aware that …", "making it clear that …"."""
    return tree.first(tree.words[i].head, "obj", "expl") if tree.relation(i) == "xcomp" else None
