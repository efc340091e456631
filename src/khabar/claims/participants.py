"""Participants: who and what takes part in a claim, each with the words that say so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from khabar.claims.classes import is_temporal
from khabar.claims.events import Deed
from khabar.claims.roles.places import PLACE_PREPOSITIONS, is_place
from khabar.claims.tree import Tree, noun_phrase
from khabar.claims.victims import HARMFUL, age_of, is_people, sex_of, status_of
from khabar.records import Claim, Participant, Span

PART_OF_NAME = ("of", "from", "to")


def participants(deed: Deed, claim: Claim, text: str) -> Iterator[Participant]:
    """The participants of a claim by role, then a row without words for an actor whom the text does not state."""
    heads = frozenset(h for filled in deed.roles.values() for h in filled)
    for role, filled in deed.roles.items():
        for head in filled:
            span = phrase(deed.tree, head, heads.union(_beside(deed)))
            row = Participant(claim.claim_id, role, span.start, span.end, text[span.start : span.end])
            yield _as_victim(deed, claim, head, row, text) if role == "recipient" else row
    if "actor" not in deed.roles:
        yield Participant(claim.claim_id, "actor", reason="not stated")


def _beside(deed: Deed) -> Iterator[int]:
    """What belongs to the predicate although the parser gave it to a noun: "shot | dead | two guards", "left it | in ruins"."""
    return (w for w in deed.words if w != deed.word)


def _as_victim(deed: Deed, claim: Claim, head: int, row: Participant, text: str) -> Participant:
    """A recipient with age, sex and status, where it speaks of people who are harmed."""
    if claim.event not in HARMFUL or row.start is None or row.end is None or not is_people(deed.tree, head):
        return row
    return replace(
        row,
        age=age_of(deed.tree, head, row.start, row.end, text),
        sex=sex_of(deed.tree, head),
        status=status_of(deed.tree, head, own_word=_is_own_word(deed, claim)),
    )


def _is_own_word(deed: Deed, claim: Claim) -> bool:
    """Whether a deed is told by those who did it: a pronoun for the actor in the words of a source."""
    actors = deed.roles.get("actor", ())
    return claim.attribution_id is not None and any(deed.tree.words[a].upos == "PRON" for a in actors)


def phrase(tree: Tree, head: int, others: frozenset[int]) -> Span:
    """The words for one participant, without those for another, for where it was or what a relative clause tells: "six men |
    near the dam", "shells of a new type, | which were made abroad".
    """
    below = [c for c in tree.subtree(head) if c != head]
    cut = {c for c in below if _may_be_cut(tree, c) and (c in others or _is_loose(tree, head, c))}
    cut.update(c for c in below if tree.words[c].deprel == "acl:relcl")
    return noun_phrase(tree, head, cut)


def _may_be_cut(tree: Tree, child: int) -> bool:
    """Whether a word heads a phrase that may be left out: one with a preposition, or a number ("Hassan Ali, 45")."""
    if tree.words[child + 1 : child + 2] and tree.words[child + 1].text in ("-", "‑"):
        return False
    if tree.relation(tree.words[child].head) == "compound" or tree.relation(child) == "compound":
        return False
    number = tree.words[child].upos == "NUM"
    return tree.relation(child) in ("nmod", "obl", "advmod", "amod") or number


def _is_loose(tree: Tree, head: int, child: int) -> bool:
    """Whether what follows tells of the deed rather than of whom: where, when, or what a comma sets off."""
    if child < head or (tree.relation(child) == "amod" and tree.words[child].upos != "NUM"):
        return False
    if tree.relation(child) == "advmod":
        return tree.words[child].head == head
    dated = is_temporal(tree, child) and tree.case(child) != "of" and not is_temporal(tree, head)
    return dated or _tells_where(tree, head, child) or _stands_off(tree, child)


def _tells_where(tree: Tree, head: int, child: int) -> bool:
    """Whether a phrase tells where somebody is; within a name it is part of the name."""
    case = tree.case(child)
    where = case in PLACE_PREPOSITIONS and case not in PART_OF_NAME and is_place(tree, child)
    return where and not tree.in_one_name(head, child)


def _stands_off(tree: Tree, child: int) -> bool:
    """Whether a comma sets a phrase off: "the army, with help from the air, …"."""
    first = min(tree.subtree(child))
    return tree.words[first].text == "," or (first > 0 and tree.words[first - 1].text == ",")
