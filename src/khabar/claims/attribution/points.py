"""Points that a lead-in sets out as a list: "The ministers agreed:", and a list below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.drafting import draft_of
from khabar.claims.attribution.sources import can_speak
from khabar.claims.attribution.speakers import AUTHORS, is_ordered, is_wanted
from khabar.claims.attribution.verbs import cue_span, verb_cue
from khabar.claims.cues import Cue, cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, coverage
from khabar.records import Span

# How far a list may begin after the colon: the end of a line, an empty line and what sets the points in.
GAP = 8
# The forms in which a list can tell what is said, asked for or agreed.
FORMS = ("tag", "ccomp", "wish", "order")


def points(view: View, found: Sequence[Draft]) -> Iterator[Draft]:
    """An attribution for each list of points that somebody before the colon says, asks for or agrees."""
    text = view.report.text
    lists = [
        s for s in view.segments if s.kind == "list" and text[max(0, s.start - GAP) : s.start].rstrip().endswith(":")
    ]
    covered = coverage(found) if lists else None
    for segment in lists:
        whole = text[segment.start : segment.end]
        start = segment.end - len(whole.lstrip())
        lead = view.tree_before(start)
        if lead is None or covered is None or covered.at(start):
            continue
        items = Span(start, segment.start + len(whole.rstrip(" .;\n")))
        if (draft := _announced(lead, items)) is not None:
            yield draft


def _announced(tree: Tree, items: Span) -> Draft | None:
    """The points as what the last verb before the colon tells."""
    verb = next((i for i in range(len(tree) - 1, -1, -1) if tree.is_verb(i)), None)
    found = _cue(tree, verb) if verb is not None else None
    if verb is None or found is None or is_ordered(tree, verb) or is_wanted(tree, verb):
        return None
    head = next((s for s in subjects(tree, verb) if can_speak(tree, s)), None)
    if head is None or tree.printed(head) in AUTHORS:
        return None
    return draft_of(tree, found, cue_span(tree, verb, found), (items,), head)


def _cue(tree: Tree, verb: int) -> Cue | None:
    """The cue that a verb is with the preposition or particle before the colon: "called for:", "agreed to:"."""
    last = next((w.text.lower() for w in reversed(tree.words) if w.upos != "PUNCT"), "")
    found = cue(f"{tree.base(verb)} {last}", "verb") or verb_cue(tree, verb)
    return found if found is not None and any(found.allows(form) for form in FORMS) else None
