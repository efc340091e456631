"""Speech that runs on without a tag: sentences inside an open quotation, and parts of a figure whose total was attributed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from khabar.claims.attribution.names import is_name
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, coverage
from khabar.records import Span

PARTITIVE = re.compile(
    r"(?:of (?:those|these|them)\b|another [\d,]+|a further [\d,]+"
    r"|the (?:rest|remainder|others)\b(?! of (?!those|these|them)))",
    re.IGNORECASE,
)
# A bare figure goes on with a breakdown, but opens none: "About 90 advisers …" after "Another 160 …".
FIGURE = re.compile(r"(?:about|some|around|nearly|over) [\d,]+ \w+", re.IGNORECASE)


BREAK = re.compile(r"\n[^\S\n]*\n|[”\".!?][^\S\n]*\n[^\S\n]*[“\"]")
# How far a tag may stand from the words that it tags: a mark and a space.
GAP = 4


def extend_quotes(drafts: Sequence[Draft], view: View) -> list[Draft]:
    """Each draft with every quotation that its content enters taken in whole, so that it spans sentences."""
    return [_with_quotes(draft, view) for draft in drafts]


def rejoin(drafts: Sequence[Draft], view: View) -> list[Draft]:
    """The drafts, each tagged quotation with what follows its tag in the same sentence: "…," he said, "…"."""
    covered = coverage(drafts)
    added: defaultdict[Draft, list[Span]] = defaultdict(list)
    for quote in view.quotes:
        tree = view.tree_at(quote.start)
        if tree is None or covered.at(quote.start) or is_name(view.report.text, quote):
            continue
        tags = [
            d
            for d in drafts
            if d.sentence == tree.parse.sentence and (_quotes_before(d, quote, view) or _leads_up(d, quote))
        ]
        if tags:
            added[tags[-1]].append(quote)
    return [replace(d, content=merged([*d.content, *added[d]])) if d in added else d for d in drafts]


def _quotes_before(draft: Draft, quote: Span, view: View) -> bool:
    """Whether a draft's cue stands between quoted content of its own and a quotation."""
    if draft.cue is None or not draft.content[0].start < draft.cue.start < quote.start:
        return False
    return any(view.quotes_in(s.start, s.end) for s in draft.content if s.start < draft.cue.start)


def _leads_up(draft: Draft, quote: Span) -> bool:
    """Whether a quotation ends right before a draft's tag: "“My friend,” he said, “…”"."""
    if draft.cue is None or draft.source is None:
        return False
    return 0 < min(draft.cue.start, draft.source.start) - quote.end < GAP


def _with_quotes(draft: Draft, view: View) -> Draft:
    grown = list(draft.content)
    for span in draft.content:
        for quote in view.quotes_in(span.start, span.end):
            if _tag_inside(draft, quote):
                continue
            if quote.end > span.end + 1 and span.end > quote.start:
                grown.append(Span(max(span.start, quote.start), quote.end))
            if quote.start < span.start and (quote.end <= span.end + 2 or _follows_cue(draft, quote)):
                grown.append(Span(quote.start, span.end))
    return replace(draft, content=merged(grown)) if len(grown) > len(draft.content) else draft


def _follows_cue(draft: Draft, quote: Span) -> bool:
    """Whether a quotation opens right after the cue, so that its first words are said too: "He added, “As you know, …”"."""
    return draft.cue is not None and 0 < quote.start - draft.cue.end < GAP


def _tag_inside(draft: Draft, quote: Span) -> bool:
    """Whether the cue stands inside the quotation, so that it belongs to what is quoted."""
    return draft.cue is not None and quote.start <= draft.cue.start < quote.end


def merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans in order, overlapping ones joined."""
    out: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, s.end)):
        if out and span.start <= out[-1].end:
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)


def carry_on(drafts: Sequence[Draft], view: View) -> list[Draft]:
    """The drafts with the untagged sentences that go on in them: quoted ones, and the parts of an attributed total.

    A paragraph that is a quotation of its own makes a draft of its own, whose source is printed only before it.
    """
    covered = coverage(drafts)
    by_sentence: defaultdict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_sentence[draft.sentence].append(draft)
    added: defaultdict[Draft, list[Span]] = defaultdict(list)
    fresh: list[Draft] = []
    last: Draft | None = None
    for tree in view.trees:
        speaking = [d for d in by_sentence.get(tree.parse.sentence, ()) if not _is_within_speech(d, view)]
        if own := speaking:
            last = max(
                (d for d in own if d.head is not None), key=lambda d: (d.size, -d.content[0].start), default=None
            )
        elif last and not any(not _is_within_speech(d, view) for n in (0, 1) for d in covered.at(tree.parse.start + n)):
            more = _follow_up(tree, view, breakdown=bool(added[last]))
            if more and _is_apart(last, more, view):
                last = _carried(last, tree, more)
                fresh.append(last)
            added[last] += [more] if more else []
            last = last if more else None
    found = [*drafts, *fresh]
    return [replace(d, content=merged([*d.content, *added[d]])) if added.get(d) else d for d in found]


def _is_apart(last: Draft, more: Span, view: View) -> bool:
    """Whether a quotation stands in a paragraph of its own after what was said before."""
    text, end = view.report.text, max(s.end for s in (last.content[-1], last.cue or last.content[-1]))
    return bool(view.quotes_in(more.start, more.end)) and BREAK.search(text, end, max(end, more.start)) is not None


def _carried(last: Draft, tree: Tree, more: Span) -> Draft:
    """What the last speaker goes on to say in a paragraph without a tag."""
    return replace(last, sentence=tree.parse.sentence, cue=None, content=(more,), quotation="direct", carried=True)


def _is_within_speech(draft: Draft, view: View) -> bool:
    """Whether somebody quoted tells it: the cue stands within a quotation, and the content too."""
    cue = draft.cue
    return cue is not None and any(
        q.start <= cue.start and cue.end <= q.end and q.start <= draft.content[0].start
        for q in view.quotes_in(cue.start, cue.end)
    )


def _counts_on(tree: Tree) -> bool:
    """Whether a sentence opens with a number that counts what was named before: "Eight were flown to Germany"."""
    first, second = tree.words[0], tree.words[min(1, len(tree) - 1)]
    counted = first.upos == "NUM" and first.deprel.startswith("nsubj") and second.upos in ("VERB", "AUX", "ADV")
    return counted and not any(tree.under(0, "nmod", "acl"))


def _follow_up(tree: Tree, view: View, *, breakdown: bool) -> Span | None:
    """The sentence as a further part of what the last speaker said, where its form shows it."""
    parse = tree.parse
    end = tree.words[-1].start if tree.words and tree.words[-1].upos == "PUNCT" else parse.end
    quoted = next((q for q in view.quotes_in(parse.start, parse.end) if q.start <= parse.start + 1), None)
    if quoted is not None and quoted.end >= end - 1:
        return quoted
    text = view.report.text
    goes_on = PARTITIVE.match(text, parse.start) or (breakdown and FIGURE.match(text, parse.start)) or _counts_on(tree)
    return Span(parse.start, end) if goes_on else None


def balanced(draft: Draft, view: View) -> Draft:
    """The draft with the quotation marks whose partners stand inside its content: 'the city is "a ghost town"'."""
    content = tuple([_with_marks(s, view) for s in draft.content])
    return draft if content == draft.content else replace(draft, content=content)


def _with_marks(span: Span, view: View) -> Span:
    start, end = span.start, span.end
    for quote in view.quotes_in(span.start, span.end):
        if span.start < quote.start and quote.end - 1 <= span.end <= quote.end:
            end = quote.end + 1
        if quote.end < span.end and quote.start <= span.start <= quote.start + 1:
            start = quote.start - 1
    return Span(start, end)
