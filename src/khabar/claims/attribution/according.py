"""Prepositions that name a source for a whole clause: "according to X", "in the words of X", "citing X"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.arguments.passives import is_passive
from khabar.claims.attribution.clauses import marks
from khabar.claims.attribution.drafting import draft_of
from khabar.claims.attribution.sources import can_speak, is_document
from khabar.claims.cues import Cue, cue, openings
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, span_of
from khabar.records import Span

OWN = ("my", "our", "your")
SOME = ("one", "some", "most", "many", "all", "several", "other", "another")


def find(tree: Tree, _view: View) -> Iterator[Draft]:
    """The attributions that prepositions of one sentence make."""
    yield from _in_words_of(tree)
    leads = openings("preposition")
    for start, form in enumerate(tree.forms):
        matched = _phrase(tree, start) if form[-1] in leads else None
        if matched is None:
            continue
        found, end = matched
        head = _noun_after(tree, start, end)
        if head is None or _is_rule_kept(tree, start, head):
            continue
        if found.allows("apart") and not _is_apart(tree, start, head):
            continue
        if _can_tell(tree, head) and (content := _content(tree, start, head)):
            span = Span(tree.words[start].start, tree.words[end - 1].end)
            yield draft_of(tree, found, span, content, head)


def _is_rule_kept(tree: Tree, start: int, head: int) -> bool:
    """Whether it is a rule by which something is to be done, and no source: "swore to judge according to the law"."""
    if not is_document(tree, head) or tree.words[start - 1].text == ",":
        return False
    governor = tree.words[head].head
    done = [governor, *tree.under(governor, "xcomp")]
    return any(c < start and tree.tag(c) == "VB" and "to" in marks(tree, c) for c in done)


def _is_apart(tree: Tree, start: int, head: int) -> bool:
    """Whether a phrase stands apart with a name or determiner, as "five shells per gun" does not: ", per the ministry"."""
    opens = start == 0 or tree.words[start - 1].text in (",", "(")
    return opens and (tree.words[head].upos == "PROPN" or tree.first(head, "det", "nmod:poss") is not None)


def _can_tell(tree: Tree, head: int) -> bool:
    return can_speak(tree, head) and (tree.words[head].upos != "NUM" or tree.printed(head) == "one")


def _in_words_of(tree: Tree) -> Iterator[Draft]:
    """The attribution of "in his words", "in the minister's view"."""
    for i, relation in enumerate(tree.relations):
        preposition = tree.first(i, "case") if relation == "obl" and i else None
        if preposition is None:
            continue
        found = cue(f"{tree.printed(preposition)} the {tree.printed(i)} of", "preposition")
        whose = next(iter(tree.under(i, "nmod:poss")[-1:]), None)
        if found is None or preposition > (i if whose is None else whose):
            continue
        if tree.printed(i if whose is None else whose) in OWN or (whose is None and not _is_somes(tree, i)):
            continue
        if content := _content(tree, preposition, i):
            span = Span(tree.words[preposition].start, tree.words[i].end)
            yield draft_of(tree, found, span, content, whose)


def _is_somes(tree: Tree, i: int) -> bool:
    """Whether it is not told whose a count or account is: "by one count", "by most accounts"."""
    return any(tree.printed(d) in SOME for d in tree.under(i, "det", "amod", "nummod"))


def _phrase(tree: Tree, start: int) -> tuple[Cue, int] | None:
    """The longest prepositional cue that begins at a word, with the index after it."""
    for words, found in openings("preposition").get(tree.printed(start), ()):
        end = start + len(words)
        if not tree.said.issuperset(words) or not found.allows("clause"):
            continue
        if words == tuple([form[-1] for form in tree.forms[start:end]]):
            return found, end
    return None


def _noun_after(tree: Tree, start: int, end: int) -> int | None:
    """The head of the phrase that the preposition governs: what the parser hung it from, or up to the next mark the first
    noun that no word there governs."""
    named = tree.words[start].head
    if tree.words[start].deprel == "case" and named >= end and tree.is_noun(named):
        return named
    stop = next((i for i in range(end, len(tree)) if tree.words[i].upos == "PUNCT"), len(tree))
    phrase = range(end, stop)
    inside = [i for i in phrase if tree.is_noun(i)]
    tops = [i for i in inside if tree.words[i].head not in phrase]
    return next(iter(tops or inside), None)


def _content(tree: Tree, start: int, head: int) -> tuple[Span, ...]:
    governor = _clause_of(tree, start, head)
    that = {m for m in tree.under(governor, "mark") if tree.printed(m) == "that"}
    phrase = frozenset(w for w in tree.subtree(head) if w >= start) | {start} | that
    phrase |= _quoted_after(tree, governor, max(phrase))
    words = [w for w in tree.subtree(governor) if w not in phrase and not start <= w <= head]
    return span_of(tree, words, phrase)


def _quoted_after(tree: Tree, governor: int, last: int) -> frozenset[int]:
    """What tells right after a source by whom it is quoted, wherever the parser hung it: ", quoted by the agency"."""
    for clause in tree.under(governor, "advcl"):
        found = cue(tree.base(clause), "verb")
        inside = tree.subtree(clause)
        if found is not None and found.allows("cited") and is_passive(tree, clause) and last < min(inside) <= last + 2:
            return frozenset(inside)
    return frozenset()


def _clause_of(tree: Tree, start: int, head: int) -> int:
    """The clause that the source vouches for: all of the sentence where the phrase opens it or closes it after a comma."""
    root = next((i for i in range(len(tree)) if tree.words[i].head < 0), head)
    last = max(tree.subtree(head))
    before = next((w.text for w in reversed(tree.words[:start]) if w.xpos not in ("''", "``")), "")
    closes = last >= len(tree) - 2 and before == ","
    if start <= 1 or closes:
        return root
    governors = [g for g in tree.ancestors(head) if g < start or g > last]
    found = next((g for g in governors if tree.is_verb(g) or tree.words[g].head < 0), root)
    while before == "," and _is_ended(tree, found, last):
        found = tree.words[found].head
    return found


def _is_ended(tree: Tree, clause: int, last: int) -> bool:
    """Whether a source set apart ends an adverbial clause after its main verb, and so stands for both."""
    after = tree.relation(clause) == "advcl" and tree.words[clause].head < clause
    return after and tree.is_verb(tree.words[clause].head) and max(tree.subtree(clause)) <= last + 1
