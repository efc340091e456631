"""Verbs that introduce a source: "X said that …", "… , X said", "X accused Y of …", "Y is believed to have …"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.arguments.passives import is_passive
from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.sources import source_span
from khabar.claims.cues import Cue, cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, span_of
from khabar.records import Span

FIGURES = ("number", "toll", "figure", "count", "total", "strength", "cost", "dead", "death", "casualty", "loss")


def find(tree: Tree, view: View) -> Iterator[Draft]:
    """The attributions that verbs of one sentence make."""
    for i in range(len(tree)):
        found = verb_cue(tree, i) if tree.is_verb(i) else None
        content = _content(tree, i, found, view) if found else ()
        if found and content and _speaks(tree, i, head := _source(tree, i)):
            yield _draft(tree, i, found, content, head)


def verb_cue(tree: Tree, i: int) -> Cue | None:
    """The cue that a verb is, tried with its particle, adjective ("make clear") or preposition ("call for") first."""
    lemma = tree.words[i].lemma.lower()
    added = [tree.words[c].text.lower() for c in tree.under(i, "xcomp", "advmod") if tree.words[c].upos == "ADJ"]
    added += [tree.case(c) for c in tree.under(i, "obl")]
    tried = (tree.lemma(i), *(f"{lemma} {word}" for word in added if word), lemma)
    return next((found for key in tried if (found := cue(key, "verb"))), None)


def _speaks(tree: Tree, i: int, head: int | None) -> bool:
    """Whether a verb of saying attributes: not in an author's "I think", nor in an order or infinitive without subject."""
    if head is not None:
        nobody = any(tree.words[d].text.lower() in ("no", "neither") for d in tree.under(head, "det"))
        return not nobody and tree.words[head].text.lower() not in ("i", "nobody", "none")
    return is_passive(tree, i) or tree.first(i, "expl", "nsubj") is not None


def _draft(tree: Tree, i: int, found: Cue, content: tuple[Span, ...], head: int | None) -> Draft:
    return Draft(
        tree.parse.sentence,
        source_span(tree, head) if head is not None else None,
        head,
        Span(tree.words[i].start, tree.words[i].end),
        content,
        found.speech_act,
        found.factuality,
        found.stance,
        kind=None if head is not None else "anonymous",
    )


def _source(tree: Tree, i: int) -> int | None:
    """Who speaks: the subject; of "was quoted as saying", the one who is quoted; nobody in "is said to"."""
    governor = tree.words[i].head
    if tree.relation(i) == "advcl" and governor >= 0 and tree.words[governor].lemma in ("quote", "cite"):
        quoted = [*tree.under(governor, "nsubj:pass", "obj")]
        if quoted:
            return quoted[0]
    found = [s for s in subjects(tree, i) if tree.words[s].lemma not in ("it", "there")]
    return found[0] if found else None


def _content(tree: Tree, i: int, found: Cue, view: View) -> tuple[Span, ...]:
    """What is said, in the first form that the cue allows and the tree shows."""
    forms = (
        ("ccomp", _clause),
        ("xcomp", _infinitive),
        ("quote", _around),
        ("of", _prepositional),
        ("for", _prepositional),
        ("with", _prepositional),
        ("as", _prepositional),
        ("figure", _figure),
        ("object", _object),
        ("quote", _quoted),
    )
    for form, finder in forms:
        if form in found.complements and (content := finder(tree, i, form, view)):
            return content
    return ()


def _clause(tree: Tree, i: int, _form: str, _view: View) -> tuple[Span, ...]:
    clause = tree.first(i, "ccomp")
    if clause is None:
        adjectives = [c for c in tree.under(i, "xcomp") if tree.words[c].upos == "ADJ"]
        clause = next((c for a in adjectives if (c := tree.first(a, "ccomp", "csubj")) is not None), None)
    if clause is None and is_passive(tree, i):
        clause = tree.first(i, "xcomp", "csubj", "csubj:pass")
    return _without_mark(tree, clause) if clause is not None else ()


def _infinitive(tree: Tree, i: int, _form: str, _view: View) -> tuple[Span, ...]:
    clause = tree.first(i, "xcomp")
    return _without_mark(tree, clause) if clause is not None else ()


def _without_mark(tree: Tree, clause: int) -> tuple[Span, ...]:
    that = frozenset(m for m in tree.under(clause, "mark") if tree.words[m].text.lower() == "that")
    return span_of(tree, tree.subtree(clause), that)


def _around(tree: Tree, i: int, _form: str, _view: View) -> tuple[Span, ...]:
    """The clause that a tag interrupts or follows: "…, he said, …", "as he put it", or a parataxis before the tag."""
    mark = tree.first(i, "mark")
    as_clause = tree.relation(i) == "advcl" and mark is not None and tree.words[mark].text.lower() == "as"
    governor = tree.words[i].head
    if governor >= 0 and (tree.relation(i) == "parataxis" or as_clause):
        return span_of(tree, tree.subtree(governor), frozenset(tree.subtree(i)))
    said = [c for c in tree.under(i, "parataxis") if c < i or tree.words[c - 1].text == ":"]
    return span_of(tree, tree.subtree(said[0])) if said else ()


def _prepositional(tree: Tree, i: int, form: str, view: View) -> tuple[Span, ...]:
    for child in tree.under(i, "advcl", "obl"):
        mark = tree.first(child, "mark", "case")
        if mark is not None and tree.words[mark].text.lower() == form and _holds_deed(tree, child, view):
            return span_of(tree, tree.subtree(child), frozenset([mark]))
    return ()


def _object(tree: Tree, i: int, _form: str, view: View) -> tuple[Span, ...]:
    heads = [*tree.under(i, "obj", "nsubj:pass"), *(c for c in tree.under(i, "obl") if tree.case(c) == "for")]
    found = [h for h in heads if _holds_deed(tree, h, view)]
    return span_of(tree, tree.subtree(found[0])) if found else ()


def _figure(tree: Tree, i: int, _form: str, _view: View) -> tuple[Span, ...]:
    """A figure that somebody sets: "puts the number of dead at 40"."""
    counted = [o for o in tree.under(i, "obj", "nsubj:pass") if tree.words[o].lemma.lower() in FIGURES]
    figures = [c for c in tree.under(i, "obl") if tree.case(c) == "at"]
    if not counted or not figures:
        return ()
    return span_of(tree, sorted({*tree.subtree(counted[0]), *(w for f in figures for w in tree.subtree(f))}))


def _holds_deed(tree: Tree, head: int, view: View) -> bool:
    """Whether a complement speaks of something that can happen: a verb, or a noun of the codebook in its phrase."""
    return any(
        tree.is_verb(w) or (tree.words[w].upos == "NOUN" and view.eventive(tree.words[w].lemma.lower()))
        for w in tree.subtree(head, without=("acl:relcl",))
    )


def _quoted(tree: Tree, i: int, _form: str, view: View) -> tuple[Span, ...]:
    """Quoted words among the verb's own complements: X urged parties "not to cling to positions"."""
    inside = span_of(tree, tree.subtree(i, without=("nsubj", "conj", "parataxis", "advcl")))
    return tuple(
        Span(max(q.start, part.start), min(q.end, part.end))
        for part in inside
        for q in view.quotes_in(part.start, part.end)
        if q.start > tree.words[i].start
    )
