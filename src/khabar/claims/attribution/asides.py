"""What the voice outside slips into somebody else's sentence: brackets, and descriptions that are not the speaker's.

A relative clause inside a phrase ("blames him for arming groups that shell villages") describes what the phrase names; a
clause with a comma in the present tense within speech reported in the past ("said the group, which controls the dam, had
fled") stands outside the report's shift of tense. Both are the reporter's. Nothing in quotation marks is, but brackets.
"""

from __future__ import annotations

from khabar.claims.cues import cue as known
from khabar.claims.tree import Tree
from khabar.claims.view import Draft

PAST = ("VBD", "VBN")
PRESENT = ("VBZ", "VBP")
OPENING, CLOSING = ("(", "["), (")", "]")


def is_aside(tree: Tree, word: int, draft: Draft) -> bool:
    """Whether a word that an attribution's content covers is said by the voice outside it."""
    if draft.sentence != tree.parse.sentence:
        return False
    bracket = _bracket(tree, word)
    if bracket is not None and draft.covers(tree.words[bracket].start):
        return tree.words[bracket].text == "[" or draft.quotation != "direct"
    cue = _cue(tree, draft)
    if cue is not None and _quotes(tree, cue):
        return False
    if draft.quotation in ("direct", "block") or cue is None:
        return False
    return any(_is_reporters(tree, clause, cue) for clause in _relatives(tree, word, cue))


def _bracket(tree: Tree, word: int) -> int | None:
    """The bracket that opens before a word and is not closed before it."""
    depth = 0
    for i in range(word - 1, -1, -1):
        text = tree.words[i].text
        depth += (text in CLOSING) - (text in OPENING)
        if depth < 0:
            return i
    return None


def _cue(tree: Tree, draft: Draft) -> int | None:
    return next((i for i, w in enumerate(tree.words) if draft.cue and draft.cue.start <= w.start < draft.cue.end), None)


def _quotes(tree: Tree, cue: int) -> bool:
    """Whether somebody is quoted in a relative clause: "quotes a guard, who says that he saw it"."""
    found = known(tree.base(cue), "verb")
    return found is not None and found.allows("cited")


def _relatives(tree: Tree, word: int, cue: int) -> list[int]:
    """The finite relative clauses between a word and the cue."""
    found: list[int] = []
    for node in (word, *tree.ancestors(word)):
        if node == cue:
            return found
        if tree.words[node].deprel == "acl:relcl" and tree.words[node].head != cue:
            found.append(node)
    return []


def _is_reporters(tree: Tree, clause: int, cue: int) -> bool:
    noun = tree.words[clause].head
    if not _in_clause(tree, noun, cue):
        return True
    comma = clause > 0 and any(tree.words[i].text == "," for i in range(noun + 1, min(tree.subtree(clause)) + 1))
    return comma and tree.tag(cue) in PAST and _is_present(tree, clause)


def _in_clause(tree: Tree, noun: int, cue: int) -> bool:
    """Whether what the cue introduces is a finite clause, as against a phrase or a participle."""
    for node in (noun, *tree.ancestors(noun)):
        if node == cue:
            return False
        if tree.words[node].deprel in ("ccomp", "parataxis", "root", "csubj") and _is_finite(tree, node):
            return True
    return True


def _is_finite(tree: Tree, node: int) -> bool:
    subject = tree.first(node, "nsubj", "nsubj:pass", "expl", "csubj")
    helped = tree.first(node, "aux") is not None
    return subject is not None and (helped or tree.tag(node) not in ("VB", "VBG"))


def _is_present(tree: Tree, clause: int) -> bool:
    auxiliaries = [tree.tag(a) for a in tree.under(clause, "aux", "aux:pass", "cop")]
    return (auxiliaries or [tree.tag(clause)])[0] in PRESENT
