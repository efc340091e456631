"""What is said around a tag ("…, he said, …"), in quotation marks after a verb, and what an outlet quotes of somebody."""

from __future__ import annotations

import itertools

from khabar.claims.arguments.passives import is_passive
from khabar.claims.attribution.clauses import RELATIVES, Content, is_apart, reasons, together
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.cues import Cue, cue
from khabar.claims.operators import effect_of
from khabar.claims.tree import Tree
from khabar.claims.view import View, span_of
from khabar.records import Span

# How far a tag stands from the words it follows: a mark and a space.
CLOSING = 3


def around(tree: Tree, i: int, found: Cue, view: View) -> Content:
    """The clause that a tag interrupts or follows: "…, he said, …", "as he put it", or a parataxis before the tag."""
    as_clause = _is_as_clause(tree, i)
    governor = tree.words[i].head
    if governor >= 0 and (tree.relation(i) == "parataxis" or as_clause):
        if not as_clause and governor < i and (is_apart(tree, governor, i) or _follows_on(tree, i)):
            return ()
        if _is_deed(tree, i) or (tree.tag(i) == "VB" and tree.first(i, "mark") is not None and not as_clause):
            return ()
        if tree.tag(i) == "VBG" and tree.first(i, "obj") is not None and tree.first(i, "aux") is None:
            return ()
        if not as_clause and not found.allows("order") and _announces(tree, i):
            return ()
        outside = (frozenset(tree.subtree(i)) - reasons(tree, i)) | _manner(tree, i) | _before_colon(tree, governor, i)
        outside |= contradiction(tree, i, found)
        outside |= frozenset(m for m in tree.under(governor, "mark") if as_clause and m < i < governor)
        return span_of(tree, tree.subtree(governor), outside)
    before = [c for c in tree.under(i, "parataxis") if c < i and _belongs(tree, c, i)]
    told = before or [c for c in tree.under(i, "parataxis") if c > i and tree.words[c - 1].text == ":"]
    return span_of(tree, tree.subtree(told[0])) if told else _quoted_before(tree, i, view)


def _announces(tree: Tree, i: int) -> bool:
    """Whether what is said is the object itself, so that a clause beside it is another: "he came home, he announced a halt"."""
    things = (o for o in tree.under(i, "obj") if o > i and tree.words[o].upos == "NOUN")
    return any("actor" not in classes_of(tree, o) and not is_temporal(tree, o) for o in things)


def _is_deed(tree: Tree, i: int) -> bool:
    """Whether a passive tells what was done to somebody, and by no "it" what is said: "Two killed, driver charged"."""
    subject = tree.first(i, "nsubj:pass")
    return subject is not None and tree.words[subject].upos in ("NOUN", "PROPN") and tree.first(i, "obl:agent") is None


def _quoted_before(tree: Tree, i: int, view: View) -> Content:
    """The quotation in the sentence that ends where a tag begins, whatever its words: "“Bread and freedom,” they shouted"."""
    if any(tree.tag(s) in RELATIVES for s in tree.under(i, "nsubj")):
        return ()
    start = tree.words[min((*tree.under(i, "nsubj"), i)[-2:])].start
    ending = (q for q in view.quotes_in(start - CLOSING, start) if 0 < start - q.end <= CLOSING)
    return tuple(q for q in ending if q.end > tree.parse.start)[-1:]


def aside(tree: Tree, i: int, found: Cue, view: View) -> Content:
    """The clause that somebody takes a stand on in passing: "…, as the ministry denies"."""
    return around(tree, i, found, view) if _is_as_clause(tree, i) else ()


def _is_as_clause(tree: Tree, i: int) -> bool:
    mark = tree.first(i, "mark")
    opens = tree.relation(i) == "advcl" and mark is not None and tree.printed(mark) == "as"
    done = tree.tag(tree.words[i].head) == "VB" and tree.first(tree.words[i].head, "aux", "nsubj") is None
    return opens and not done and _is_comment(tree, i)


def contradiction(tree: Tree, i: int, found: Cue) -> frozenset[int]:
    """The words by which the voice outside denies what somebody claims: "the army did not fire, as the rebels claim"."""
    if found.stance != "distances" or not _is_as_clause(tree, i):
        return frozenset()
    governor = tree.words[i].head
    negations = [c for c in tree.under(governor, "advmod") if effect_of(tree, c) == "negated"]
    helpers = [a for a in tree.under(governor, "aux") if tree.base(a) == "do"]
    return frozenset((*negations, *helpers)) if negations else frozenset()


def _before_colon(tree: Tree, governor: int, i: int) -> frozenset[int]:
    """What stands before a colon that parts it from what is said: "Villagers disagreed: three had died, they said"."""
    colon = max((w for w in range(governor, i) if tree.words[w].text == ":"), default=-1)
    return frozenset(range(colon + 1))


def _is_comment(tree: Tree, i: int) -> bool:
    """Whether an as-clause tells who says the main clause, and is neither "as it continues to …" nor "as promised"."""
    own = tree.first(i, "xcomp", "ccomp") is not None
    own = own or any(tree.printed(o) != "it" for o in tree.under(i, "obj", "nsubj:pass"))
    return not own and (tree.first(i, "nsubj") is not None or tree.first(i, "obl:agent") is not None)


def _manner(tree: Tree, i: int) -> frozenset[int]:
    """How or where something was said, right after a tag: "“…”, he told me over tea"."""
    last = max(tree.subtree(i))
    if tree.words[last].upos == "PUNCT":
        return frozenset()
    stop = next((w for w in range(last + 1, len(tree)) if tree.words[w].upos == "PUNCT"), len(tree))
    return frozenset(range(last + 1, stop))


def _follows_on(tree: Tree, i: int) -> bool:
    """Whether a conjunction makes a clause of saying a further deed, and no tag: "The wells ran dry, so they complained"."""
    subject = tree.first(i, "nsubj")
    linked = [c for c in tree.under(i, "cc", "advmod") if subject is not None and c < subject]
    return any(tree.printed(c) in ("so", "and", "but", "then", "yet", "or") for c in linked)


def _belongs(tree: Tree, clause: int, i: int) -> bool:
    """Whether a clause before a verb of saying is what is said, and no tag, sentence of its own or "Asked about the raid"."""
    if is_apart(tree, clause, i):
        return False
    subject = tree.first(clause, "nsubj", "nsubj:pass", "csubj", "expl")
    if subject is not None and tree.printed(subject) in ("you", "i") and len(tree.subtree(clause)) <= CLOSING:
        return False
    bare = subject is None and tree.tag(clause) in ("VBN", "VBG") and tree.first(clause, "aux", "aux:pass") is None
    says = cue(tree.base(clause), "verb") if tree.first(clause, "ccomp", "obj") is None else None
    return not bare and (says is None or not says.allows("tag"))


def quoted(tree: Tree, i: int, found: Cue, view: View) -> Content:
    """Quoted words among the verb's own complements: X urged parties "not to cling to positions"."""
    if not found.allows("name") and is_passive(tree, i) and tree.first(i, "obl:agent") is None:
        return ()
    if tree.lemma(i) == "find" and tree.first(i, "obj", "ccomp", "obl") is None:
        # A headline's passive: "Two found “not guilty”".
        return ()
    inside = span_of(tree, tree.subtree(i, without=("nsubj", "conj", "parataxis", "advcl")))
    word = tree.words[i]
    if any(q.start <= word.start < q.end for q in view.quotes_in(word.start, word.end)):
        return ()
    return tuple(
        Span(max(q.start, part.start), min(q.end, part.end))
        for part in inside
        for q in view.quotes_in(part.start, part.end)
        if q.start > tree.words[i].start and not _is_epithet(tree, q, view) and not _is_others(tree, i, q)
    )


def _is_others(tree: Tree, i: int, quote: Span) -> bool:
    """Whether quoted words stand in what somebody else says or calls a thing: "added a tax he called a “blessing”"."""
    top = next((n for n, w in enumerate(tree.words) if quote.start <= w.start < quote.end), None)
    if top is None:
        return False
    between = itertools.takewhile(lambda a: a != i, tree.ancestors(top))
    return any(
        tree.is_verb(a) and tree.words[a].start < quote.start and tree.first(a, "nsubj") is not None and _says(tree, a)
        for a in between
    )


def _says(tree: Tree, i: int) -> bool:
    return cue(tree.base(i), "verb") is not None


def _is_epithet(tree: Tree, quote: Span, view: View) -> bool:
    """Whether only a modifier of a noun outside or a short form is in quotation marks: "the “errant” guard", "(“KSM”)"."""
    if view.report.text[quote.start - 2 : quote.start - 1] == "(":
        return True
    inside = [n for n, w in enumerate(tree.words) if quote.start <= w.start < quote.end]
    top = next((n for n in inside if tree.words[n].head not in inside and tree.words[n].upos != "PUNCT"), None)
    return top is not None and tree.words[top].deprel == "amod" and tree.words[top].head > inside[-1]


def cited(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """What an outlet quotes of somebody: "quotes officials as saying …", "quotes a guard, who says …"."""
    quoted = tree.first(i, "obj", "nsubj:pass")
    loose = [c for a in tree.under(i, "advcl") for c in (a, *tree.under(a, "advcl"))]
    clause = next((c for c in loose if _opens_with(tree, c, "as")), None)
    if quoted is None:
        return ()
    if clause is not None:
        return together(tree, [quoted], clause)
    telling = tree.first(quoted, "acl:relcl")
    return span_of(tree, tree.subtree(quoted)) if telling is not None and tree.first(telling, "ccomp") else ()


def _opens_with(tree: Tree, child: int, word: str) -> bool:
    return any(tree.printed(m) == word for m in tree.under(child, "mark", "case"))
