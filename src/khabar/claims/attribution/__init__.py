"""Who says so: the attributions of a report, from an ordered list of rules.

Each rule looks at one sentence and yields drafts; then quotations that run on are taken in, and drafts that say the same
are dropped in favour of the earlier rule's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from khabar.claims.attribution import according, citing, colon, credits, headlines, hearsay, nouns, predicates, verbs
from khabar.claims.attribution.announced import announced, without_pointers
from khabar.claims.attribution.comments import without_comments
from khabar.claims.attribution.continued import balanced, carry_on, extend_quotes, rejoin
from khabar.claims.attribution.fragments import fragments
from khabar.claims.attribution.grounds import grounds
from khabar.claims.attribution.points import points
from khabar.claims.tree import Tree
from khabar.claims.unnamed import withheld
from khabar.claims.view import Draft, View
from khabar.records import Span

Rule = Callable[[Tree, View], Iterator[Draft]]

RULES: tuple[Rule, ...] = (
    predicates.find,
    verbs.find,
    according.find,
    citing.find,
    hearsay.find,
    nouns.find,
    colon.find,
    headlines.find,
    credits.find,
)


def attributions(view: View) -> tuple[Draft, ...]:
    """All attributions of a report, in text order."""
    found: list[Draft] = []
    for tree in view.trees:
        here: list[Draft] = []
        for rule in RULES:
            here += [d for d in rule(tree, view) if not _repeats(d, here)]
        here = _without_terms(tree, here)
        found += without_comments(tree, _trimmed(here))
    found = rejoin(extend_quotes(found, view), view)
    led = (*announced(view, found), *points(view, found))
    found = carry_on([*without_pointers(view, found, led), *led], view)
    found += [*fragments(view, found), *grounds(view, found)]
    return tuple(sorted((_typed(balanced(d, view), view) for d in found), key=_in_text_order))


def _in_text_order(draft: Draft) -> tuple[int, int, int, int]:
    return draft.content[0].start, -draft.size, draft.depth, draft.cue_start


def _repeats(draft: Draft, found: Sequence[Draft]) -> bool:
    """Whether an earlier rule attributes the same content or has a cue that begins there, and not from outside or inside."""
    return any(
        d.sentence == draft.sentence
        and d.depth == draft.depth
        and (set(d.content) & set(draft.content) or (d.cue is not None and d.cue_start == draft.cue_start))
        for d in found
    )


def _without_terms(tree: Tree, found: list[Draft]) -> list[Draft]:
    """The drafts without those that are no more than why somebody stays unnamed: "because he feared arrest"."""
    silent = {tree.words[w].start for w in withheld(tree)}
    return [d for d in found if d.cue is None or d.cue_start not in silent] if silent else found


def _typed(draft: Draft, view: View) -> Draft:
    """The draft with its kind of quotation: direct if all of the content is quoted, mixed if a part is."""
    if draft.quotation in ("free", "block", "direct"):
        return draft
    quoted = sum(_overlap(q, s) for s in draft.content for q in view.quotes_in(s.start, s.end))
    if not quoted:
        return draft
    return replace(draft, quotation="direct" if quoted >= 0.9 * draft.size else "mixed")


def _overlap(a: Span, b: Span) -> int:
    return max(0, min(a.end, b.end) - max(a.start, b.start))


def _trimmed(found: Sequence[Draft]) -> list[Draft]:
    """A sentence's drafts, the source at its end that speaks for the whole cut off the others: "…, according to a memo"."""
    last = next((d for d in found if d.cue and d.source and d.content[-1].end < d.cue.start < d.source.start), None)
    return [_cut(d, last) for d in found] if last is not None else list(found)


def _cut(draft: Draft, last: Draft) -> Draft:
    """A draft whose content ends with another's cue and source, ended before these."""
    if last.cue is None or last.source is None or draft.cue is None or not last.covers(draft.cue.start):
        return draft
    whole = draft.content[-1]
    if not whole.start < last.cue.start < last.source.end == whole.end:
        return draft
    return replace(draft, content=(*draft.content[:-1], replace(whole, end=last.content[-1].end)))
