"""Quoted words that no tag claims: scare quotes, and echoes of what was quoted before. Their source is not printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.names import is_name, is_term
from khabar.claims.attribution.nouns import expressing, owner
from khabar.claims.attribution.sources import can_speak, source_span
from khabar.claims.cues import cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, coverage
from khabar.records import Span

# A name after a dash, at the end of its line.
SIGNATURE = re.compile(
    r"[”\"]\s{1,3}(?:[–—]\s?(?=[^\n]{2,80}(?:\n|\Z))|-{1,2}\s?(?=[A-Z][\w.'’-]* [A-Z]))"
    r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?:,[^\n]{1,80})?[^\S\n]*(?:\n|\Z)"
)


def fragments(view: View, found: Sequence[Draft]) -> Iterator[Draft]:
    """An attribution for each quotation that none of those found takes in."""
    covered = coverage(found)
    for quote in view.quotes:
        tree = view.tree_at(quote.start)
        if tree is None or any(covered.at(at) for at in (quote.start, quote.end - 1)):
            continue
        if is_name(view.report.text, quote) or _tells_how(tree, quote, found):
            continue
        draft = _signed(view, tree, quote) or _fragment(tree, quote)
        told = draft.cue is not None or draft.source is not None
        if told or not (is_term(view.report.text, quote) or _is_bare(tree, quote)):
            yield draft


def _is_bare(tree: Tree, quote: Span) -> bool:
    """Whether the marks hold a phrase that tells nothing by itself: a form of a “significant public benefit” grant."""
    inside = _inside(tree, quote)
    return quote.end <= tree.parse.end and not any(tree.words[w].upos in ("VERB", "AUX") for w in inside)


def _spoken(tree: Tree, first: int, quote: Span) -> Draft | None:
    """The quotation of the last one before it who says or utters something: "remarked on the raid, “…”", "voices “…”"."""
    comma = first > 1 and tree.words[first - 2].text in (",", ":")
    for i in range(first - 1, -1, -1):
        if not tree.is_verb(i):
            continue
        told = cue(tree.base(i), "verb")
        said = told if comma else None
        uttered = i >= first - 3 and told is not None and tree.lemma(i) in expressing()
        head = next((s for s in subjects(tree, i) if can_speak(tree, s) and s < first), None)
        if head is None or not (uttered or (said is not None and said.allows("tag"))):
            return None
        span = Span(tree.words[i].start, tree.words[i].end)
        return Draft(tree.parse.sentence, source_span(tree, head), head, span, (quote,), quotation="direct")
    return None


def _signed(view: View, tree: Tree, quote: Span) -> Draft | None:
    """The quotation as that of whose name stands after it behind a dash, as under a motto: "…" - Omar Said."""
    signature = SIGNATURE.match(view.report.text, quote.end)
    if signature is None:
        return None
    source = Span(*signature.span(1))
    return Draft(tree.parse.sentence, source, None, None, (quote,), quotation="direct", kind="named_person")


def _tells_how(tree: Tree, quote: Span, found: Sequence[Draft]) -> bool:
    """Whether a fragment is how somebody says what stands outside it: "condemned “in the strongest terms” a raid"."""
    top = _top(tree, _inside(tree, quote))
    if top is None or tree.relation(top) not in ("obl", "advmod") or tree.words[top].head < 0:
        return False
    verb = tree.words[tree.words[top].head].start
    return any(d.source and d.cue and d.cue.start <= verb < d.cue.end for d in found)


def _inside(tree: Tree, quote: Span) -> set[int]:
    return {i for i, w in enumerate(tree.words) if quote.start <= w.start < quote.end}


def _top(tree: Tree, inside: set[int]) -> int | None:
    return next((i for i in sorted(inside) if tree.words[i].head not in inside), None)


def _fragment(tree: Tree, quote: Span) -> Draft:
    """The fragment with the noun of speech that it hangs on ("need for 'reconciliation'") and whose that is."""
    inside = _inside(tree, quote)
    if (spoken := _spoken(tree, min(inside, default=0), quote)) is not None:
        return spoken
    top = _top(tree, inside)
    noun = next((a for a in (tree.ancestors(top) if top is not None else ()) if tree.words[a].upos == "NOUN"), None)
    speech = noun is not None and cue(tree.base(noun), "noun") is not None
    if noun is None or not speech:
        return Draft(tree.parse.sentence, None, None, None, (quote,), quotation="direct", kind="anonymous")
    span = Span(tree.words[noun].start, tree.words[noun].end)
    source, head = owner(tree, noun)
    kind = None if head is not None else "anonymous"
    return Draft(tree.parse.sentence, source, head, span, (quote,), quotation="direct", kind=kind)
