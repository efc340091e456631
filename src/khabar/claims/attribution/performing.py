"""An author's own appeals and judgements, which are made by uttering them: "We urge all parties to …", "We condemn …".

They are attributions, but what they are about stays in the report's own voice. What an author merely tells ("we counted 14
dead", "I think that …") has no holder of its own; nor has what somebody quoted says in person, who is named already.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khabar.claims.cues import Cue
from khabar.claims.operators import effect_of
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, coverage

SPEAKERS = ("we", "i")
# The forms of what is asked for, judged or affirmed, and of a deed that somebody is moved by.
UTTERED = frozenset({"wish", "~wish", "~judged", "~about"})


def performs(tree: Tree, i: int, head: int, found: Cue) -> bool:
    """Whether an author does by saying it what a verb or adjective names: asks, condemns, welcomes, affirms."""
    asks = found.complements >= {"tag", "order"} or found.complements == {"order"}
    foretells = "quantity" in found.complements
    return outright(tree, i, head) and not foretells and (asks or not UTTERED.isdisjoint(found.complements))


def outright(tree: Tree, i: int, head: int) -> bool:
    """Whether an author does something in person, in the present and without a helping verb or denial."""
    verb = next(iter(tree.under(i, "cop", "aux:pass")), i)
    second = tree.words[i].deprel == "conj" and tree.tag(i) == "VB" and outright(tree, tree.words[i].head, head)
    plain = (tree.tag(verb) == "VBP" or second) and not any(a != verb for a in tree.under(i, "aux"))
    denied = any(effect_of(tree, c) == "negated" for c in tree.under(i, "advmod"))
    return is_author(tree, head) and plain and not denied


def is_author(tree: Tree, head: int) -> bool:
    """Whether a word is "we" or "I"."""
    return tree.words[head].text.lower() in SPEAKERS


def without_spoken(view: View, found: Sequence[Draft], voices: Iterable[Draft]) -> list[Draft]:
    """Drafts without those of a "we" or "I" that somebody else says."""
    own = {d for d in found if _in_person(view, d)}
    covered = coverage((*found, *voices)) if own else None
    return [d for d in found if covered is None or d not in own or not covered.at(d.cue_start)]


def _in_person(view: View, draft: Draft) -> bool:
    source = draft.source
    return source is not None and view.report.text[source.start : source.end].lower() in SPEAKERS
