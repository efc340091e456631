"""Which phrases can be a source, and how far a source's span reaches."""

from __future__ import annotations

import re
from functools import cache

from khabar import vocab
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.tree import Tree, noun_phrase
from khabar.records import Span

NEAR = 40
THING = "thing"
"""The kind of nouns that end as those for persons do, but name things."""
# How nouns for persons end, where no list knows them.
AGENT = re.compile(r"(?:[^e]er|or|ist|ian|ee|eer|crat|man|woman|people|folk|mate|phile|phobe)\Z")
PRONOUNS = ("PRP", "DT")


def source_span(tree: Tree, head: int) -> Span:
    """The span of a source as printed, conjoined names included, relative clauses left out."""
    spans = [noun_phrase(tree, h) for h in tree.conjuncts(head) if h != head]
    apposed = [noun_phrase(tree, a) for a in tree.under(head, "appos") if tree.words[a].upos == "PROPN"]
    first = noun_phrase(tree, head, _loose(tree, head))
    borne = [noun_phrase(tree, b) for b in bearers(tree, head)]
    near = [s for s in (*spans, *apposed, *borne) if s.start - first.end < NEAR]
    whole = Span(min(s.start for s in (first, *near)), max(s.end for s in (first, *near)))
    return _with_determiner(tree, _before_relative(tree, _after_agent(tree, whole)))


def _after_agent(tree: Tree, span: Span) -> Span:
    """The span without the "by" that opens it, wherever the parser hung that."""
    inside = [w for w in tree.words if span.start <= w.start < span.end]
    return Span(inside[1].start, span.end) if len(inside) > 1 and inside[0].text.lower() == "by" else span


def _loose(tree: Tree, head: int) -> list[int]:
    """What does not belong to the name of a source: a day after it, an adverb before it ("even the minister")."""
    days = [c for c in tree.under(head, "nmod", "obl") if c > head and is_temporal(tree, c)]
    return [*days, *(c for c in tree.under(head, "advmod") if c == min(tree.subtree(head)))]


def bearers(tree: Tree, head: int) -> list[int]:
    """The names after an office that were taken for second subjects of its verb: "Minister for Trade, Jane Roe, said"."""
    verb = tree.words[head].head
    if verb < 0 or tree.relation(head) != "nsubj" or not tree.is_verb(verb):
        return []
    return [s for s in tree.under(verb, "nsubj") if head < s < verb and tree.words[s].upos == "PROPN"]


def _before_relative(tree: Tree, span: Span) -> Span:
    """The span without a relative clause after a comma, wherever the parser hung that."""
    inside = [i for i, w in enumerate(tree.words) if span.start < w.start < span.end]
    clause = next((i for i in inside if tree.words[i].xpos in ("WP", "WDT") and tree.words[i - 1].text == ","), None)
    return Span(span.start, tree.words[clause - 2].end) if clause is not None else span


def _with_determiner(tree: Tree, span: Span) -> Span:
    """The span with the article before it, wherever the parser hung that."""
    before = next((w for w in reversed(tree.words) if w.end <= span.start), None)
    article = before is not None and before.upos == "DET" and before.text.lower() in ("the", "a", "an")
    # The article of "a UN recommendation" is the recommendation's.
    if not article or before is None or (before.head >= 0 and tree.words[before.head].start >= span.end):
        return span
    return Span(before.start, span.end)


@cache
def source_nouns() -> dict[str, str]:
    """Head nouns that tell a source's kind, from ``vocab/sources.tsv``."""
    return {row["lemma"]: row["kind"] for row in vocab.load("sources")}


def is_document(tree: Tree, head: int) -> bool:
    """Whether a phrase names something to be read, seen or heard: a report, a video."""
    return source_nouns().get(tree.base(head)) == "document"


def _is_body_in_capitals(tree: Tree, head: int) -> bool:
    """Whether a question word is a body's initials: "WHO says", in a sentence that is not all in capitals."""
    return tree.words[head].text == "WHO" and any(w.text.islower() for w in tree.words)


def can_speak(tree: Tree, head: int) -> bool:
    """Whether a phrase names somebody or something that can say: a person, a body, a people, a document."""
    return _is_speaker(tree, head) or speaks_through_parts(tree, head)


def _is_speaker(tree: Tree, head: int) -> bool:
    word = tree.words[head]
    if word.xpos in ("WP", "WDT", "WP$") and not _is_body_in_capitals(tree, head):
        return False
    if tree.name_of[head] is not None or word.text == "WHO" or word.upos in ("PROPN", "NUM") or word.xpos in PRONOUNS:
        return True
    kind = source_nouns().get(word.lemma.lower())
    if (kind is not None and kind != THING) or "actor" in classes_of(tree, head):
        return True
    agent = kind is None and word.upos == "NOUN" and AGENT.search(word.lemma.lower()) is not None
    return agent or (kind is None and _is_capital(tree, head)) or (kind is None and word.upos in ("ADJ", "DET"))


def _is_capital(tree: Tree, head: int) -> bool:
    """Whether a noun inside plain text has a capital, and so is a name: "the Extraditables said"."""
    beside = tree.words[head - 1 : head] + tree.words[head + 1 : head + 2]
    return tree.words[head].text.istitle() and head > 0 and any(w.text.islower() for w in beside[1:])


def speaks_through_parts(tree: Tree, head: int) -> bool:
    """Whether a phrase can say only as far as those can that it is of: "dozens of witnesses", "the fall of the minister"."""
    if _is_speaker(tree, head) or source_nouns().get(tree.base(head)) == THING:
        return False
    if tree.words[head].xpos in ("WP", "WDT", "WP$"):
        return False
    parts = [c for c in tree.under(head, "nmod") if tree.case(c) == "of"]
    return any(can_speak(tree, c) for c in parts if tree.words[c].upos != "PROPN")
