"""The rows of the attributions table: who is a source of what, and which attribution encloses which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from khabar.claims.attribution.levels import kind_of
from khabar.claims.tree import Tree
from khabar.claims.view import Coverage, Draft, View
from khabar.identity import folded_context, identifier
from khabar.records import Attribution, Segment

Rows = Mapping[Draft, Attribution]


def attributed_segments(view: View, drafts: Sequence[Draft], rows: Rows) -> tuple[Segment, ...]:
    """The segments, each block quotation with its attribution."""
    voices = {-1 - d.sentence: rows[d].attribution_id for d in drafts if d.quotation == "block"}
    return tuple(replace(s, attribution_id=voices.get(s.segment)) for s in view.segments)


def attribution_rows(view: View, drafts: Sequence[Draft], covered: Coverage) -> Rows:
    """The rows of the attributions table, each with the attribution that encloses it."""
    rows: dict[Draft, Attribution] = {}
    seen: Counter[str] = Counter()
    for draft in drafts:
        context = folded_context(view.report.text, draft.content[0].start, draft.content[-1].end)
        seen[context] += 1
        identity = identifier("a", view.report.report_id, context, str(seen[context]))
        rows[draft] = _attribution_row(view, draft, identity)
    return {d: _enclosed(r, _parent_id(d, covered, rows)) for d, r in rows.items()}


def _enclosed(row: Attribution, parent: str | None) -> Attribution:
    """The row of an attribution in the one that encloses it, if any does."""
    return row if parent is None else replace(row, parent_id=parent)


def _attribution_row(view: View, draft: Draft, identity: str) -> Attribution:
    source, cue = None if draft.carried else draft.source, draft.cue
    return Attribution(
        identity,
        view.report.report_id,
        None,
        source.start if source else None,
        source.end if source else None,
        cue.start if cue else None,
        cue.end if cue else None,
        draft.content,
        draft.quotation,
        _kind(view, draft),
    )


def _kind(view: View, draft: Draft) -> str:
    tree = tree_of(view, draft)
    if draft.kind is not None or draft.head is None or tree is None:
        return draft.kind or "anonymous"
    return kind_of(tree, draft.head)


def tree_of(view: View, draft: Draft) -> Tree | None:
    """The tree in which a draft's source stands: its own sentence, or an earlier one that it carries on."""
    return view.tree_at(draft.source.start) if draft.source and draft.head is not None else None


def _parent_id(draft: Draft, covered: Coverage, rows: Rows) -> str | None:
    around = [d for d in covered.at(draft.content[0].start) if d is not draft and _encloses(d, draft)]
    return rows[around[-1]].attribution_id if around else None


def _encloses(outer: Draft, inner: Draft) -> bool:
    """Whether one attribution's content holds another act of attribution as a whole: its cue, or else its content."""
    if outer.content == inner.content:
        return outer.depth < inner.depth
    if outer.size <= inner.size or not outer.covers(inner.content[0].start):
        return False
    return inner.cue is None or outer.covers(inner.cue.start)
