"""Nouns that hold a proposition: "the claim that …", "reports of …", "Iran's denial that …"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.arguments import slots
from khabar.claims.attribution.sources import source_span
from khabar.claims.cues import Cue, cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, span_of
from khabar.records import Span


def find(tree: Tree, view: View) -> Iterator[Draft]:
    """The attributions that nouns of one sentence make: a that-clause, or "of" with a deed, is the content."""
    for i, word in enumerate(tree.words):
        found = cue(word.lemma.lower(), "noun") if word.upos == "NOUN" else None
        content = _content(tree, i, found, view) if found else ()
        if found is None or not content:
            continue
        head = _source(tree, i)
        yield Draft(
            tree.parse.sentence,
            source_span(tree, head) if head is not None else None,
            head,
            Span(word.start, word.end),
            content,
            found.speech_act,
            found.factuality,
            found.stance,
            kind=None if head is not None else "anonymous",
        )


def _content(tree: Tree, i: int, found: Cue, view: View) -> tuple[Span, ...]:
    for child in tree.under(i, "acl", "ccomp"):
        mark = tree.first(child, "mark")
        if mark is not None and tree.words[mark].text.lower() == "that" and tree.words[child].deprel != "acl:relcl":
            return span_of(tree, tree.subtree(child), frozenset([mark]))
    for child in tree.under(i, "nmod") if "of" in found.complements else ():
        if tree.case(child) == "of" and view.eventive(tree.words[child].lemma.lower()):
            return span_of(tree, tree.subtree(child), frozenset(tree.under(child, "case")))
    return ()


def _source(tree: Tree, i: int) -> int | None:
    """Whose claim it is: a possessor, "by X" or "from X", or the subject of the verb that has the noun as object."""
    arguments = slots(tree, i)
    for slot in ("possessor", "by", "from"):
        if arguments.get(slot):
            return arguments[slot][0]
    governor = tree.words[i].head
    if governor >= 0 and tree.is_verb(governor) and tree.relation(i) == "obj":
        subject = slots(tree, governor).get("subject", ())
        return subject[0] if subject else None
    return None
