"""What the reporter adds at the end of somebody's words about these words: "…, a charge Assad denies", "…, which it denied".

So does a clause of contrast after a tag, where somebody else tells it: "…, residents said, although the army denied it".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.claims import measures
from khabar.claims.attribution.clauses import AGAINST, contrast_of_another
from khabar.claims.attribution.sources import is_document
from khabar.claims.cues import cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft
from khabar.records import Span

JUDGING = ("deny", "confirm")


def without_comments(tree: Tree, found: Sequence[Draft]) -> list[Draft]:
    """A sentence's drafts, each content ended before a comment on it; what only the comment's noun would say is dropped."""
    if not found:
        return []
    spans = [Span(tree.words[min(words)].start, tree.words[max(words)].end) for words in _comments(tree)]
    kept = [d for d in found if d.source is not None or not any(_inside(d, s) for s in spans)]
    contrasts = [Span(tree.words[min(words)].start, tree.words[max(words)].end) for words in _contrasts(tree)]
    return [_before(_ended(d, spans), contrasts) for d in kept]


def _inside(draft: Draft, comment: Span) -> bool:
    return draft.cue is not None and comment.start <= draft.cue.start < comment.end


def _ended(draft: Draft, comments: Sequence[Span]) -> Draft:
    start, end = draft.content[0].start, draft.content[-1].end
    return _cut(draft, [c.start for c in comments if start < c.start < end <= c.end + 1 and not _inside(draft, c)])


def _before(draft: Draft, contrasts: Sequence[Span]) -> Draft:
    """The draft of a tag without the clauses of contrast after it, if any is last."""
    if draft.cue is None or draft.source is None:
        return draft
    start, end = draft.content[0].start, draft.content[-1].end
    tagged = start < draft.cue.start or draft.cue.start < draft.source.start < start
    later = max(start, draft.cue.start)
    return _cut(draft, [c.start for c in contrasts if tagged and later < c.start < end <= c.end + 1])


def _cut(draft: Draft, starts: Sequence[int]) -> Draft:
    """The draft with its content ended before the first of some places."""
    if not starts:
        return draft
    first = min(starts)
    return replace(draft, content=tuple(Span(s.start, min(s.end, first)) for s in draft.content if s.start < first))


def _contrasts(tree: Tree) -> Iterator[list[int]]:
    """The words of each clause in which somebody else tells what stands against it: ", but state television denied it"."""
    if tree.said.isdisjoint(AGAINST):
        return
    for i, _ in tree.related("advcl", "conj", "parataxis"):
        opening = contrast_of_another(tree, i)
        if opening is not None:
            yield [opening - 1, *tree.subtree(i)]


def _comments(tree: Tree) -> Iterator[list[int]]:
    """The words of each comment, from the comma before it on."""
    for i, _ in tree.related("acl:relcl", "acl", "ccomp"):
        if words := _relative(tree, i) or _apposed(tree, i):
            first = min(words)
            if first > 0 and tree.words[first - 1].text == ",":
                yield [first - 1, *words]
            elif tree.words[first].text == ",":
                yield words


def _relative(tree: Tree, clause: int) -> list[int]:
    """A relative clause that judges what was said: "which the ministry denied"."""
    found = cue(tree.base(clause), "verb")
    which = any(tree.printed(w) == "which" for w in tree.under(clause, "obj"))
    judged = found is not None and found.speech_act in JUDGING and tree.first(clause, "nsubj") is not None
    return tree.subtree(clause) if which and judged else []


def _apposed(tree: Tree, clause: int) -> list[int]:
    """A noun of speech or of a count in apposition with who takes what stand: "a charge Assad denies"."""
    noun = tree.words[clause].head
    article = tree.first(noun, "det")
    told = cue(tree.base(noun), "noun") is not None or is_document(tree, noun)
    counted = measures.look_up(tree, noun, measures.words("number")) is not None
    speech = tree.words[noun].upos == "NOUN" and (told or counted)
    if not speech or article is None or tree.printed(article) not in ("a", "an"):
        return []
    found = cue(tree.base(clause), "verb")
    judges = found is not None and tree.first(clause, "obj", "ccomp") is None
    return tree.subtree(noun) if judges and tree.first(clause, "nsubj") is not None else []
