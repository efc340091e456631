"""Quoted words that no tag claims: scare quotes, and echoes of what was quoted before. Their source is not printed.

A name in quotation marks ("Inherent Resolve", a nickname, a title) is no quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.nouns import expressing, owner
from khabar.claims.attribution.sources import can_speak, source_span
from khabar.claims.cues import cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, coverage
from khabar.records import Span

NAMING = re.compile(
    r"\b(?:named|called|nicknamed|dubbed|known as|code-?named|titled|entitled|alias|aka|meaning|means|word|term|phrase|"
    r"operation|headlined|translated? as)\s*\W{0,2}\Z",
    re.IGNORECASE,
)
# A name after a dash, at the end of its line.
SIGNATURE = re.compile(
    r"[”\"]\s{1,3}(?:[–—]\s?(?=[^\n]{2,80}(?:\n|\Z))|-{1,2}\s?(?=[A-Z][\w.'’-]* [A-Z]))"
    r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4})(?:,[^\n]{1,80})?[^\S\n]*(?:\n|\Z)"
)
LETTER = re.compile(r"[^\W\d_]")
BACK = 24
FEWEST = 3
# Shorter words are not capitalised in titles ("with", "from"), and of this many no title is.
SMALL, LONGEST = 5, 12


def fragments(view: View, found: Sequence[Draft]) -> Iterator[Draft]:
    """An attribution for each quotation that none of those found takes in."""
    covered = coverage(found)
    for quote in view.quotes:
        tree = view.tree_at(quote.start)
        if tree is None or any(covered.at(at) for at in (quote.start, quote.end - 1)):
            continue
        if _is_name(view.report.text, quote):
            continue
        draft = _signed(view, tree, quote) or _fragment(tree, quote)
        if draft.cue is not None or not _is_term(view.report.text, quote):
            yield draft


def _is_name(text: str, quote: Span) -> bool:
    """Whether the marks hold no speech: a name in capitals, a title, a word that is itself spoken of."""
    words = [w for w in text[quote.start : quote.end].split() if LETTER.search(w)]
    capitals = all(w[0].isupper() or len(w) < SMALL for w in words) and len(words) < LONGEST and words[:1] != ["I"]
    ended = text[quote.end - 1] in (".!?" if len(words) > 2 else ".,!?") and len(words) > 1
    return not words or (capitals and not ended) or bool(NAMING.search(text, max(0, quote.start - BACK), quote.start))


def _is_term(text: str, quote: Span) -> bool:
    """Whether the marks hold a word or two that the author only keeps at a distance: the military "president"."""
    words = [w for w in text[quote.start : quote.end].split() if LETTER.search(w)]
    return len(words) < FEWEST and text[quote.end - 1] not in ".!?"


def _spoken(tree: Tree, first: int, quote: Span) -> Draft | None:
    """The quotation of the last one before it who says or utters something: "remarked on the raid, “…”", "voices “…”"."""
    comma = first > 1 and tree.words[first - 2].text in (",", ":")
    for i in range(first - 1, -1, -1):
        if not tree.is_verb(i):
            continue
        said = cue(tree.words[i].lemma.lower(), "verb") if comma else None
        uttered = i >= first - 3 and tree.lemma(i) in expressing()
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


def _fragment(tree: Tree, quote: Span) -> Draft:
    """The fragment with the noun of speech that it hangs on ("need for 'reconciliation'") and whose that is."""
    inside = {i for i, w in enumerate(tree.words) if quote.start <= w.start < quote.end}
    if (spoken := _spoken(tree, min(inside, default=0), quote)) is not None:
        return spoken
    top = next((i for i in sorted(inside) if tree.words[i].head not in inside), None)
    noun = next((a for a in (tree.ancestors(top) if top is not None else ()) if tree.words[a].upos == "NOUN"), None)
    speech = noun is not None and cue(tree.words[noun].lemma.lower(), "noun") is not None
    if noun is None or not speech:
        return Draft(tree.parse.sentence, None, None, None, (quote,), quotation="direct", kind="anonymous")
    span = Span(tree.words[noun].start, tree.words[noun].end)
    source, head = owner(tree, noun)
    kind = None if head is not None else "anonymous"
    return Draft(tree.parse.sentence, source, head, span, (quote,), quotation="direct", kind=kind)
