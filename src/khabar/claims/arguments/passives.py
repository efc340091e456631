"""Passives: which verb forms are passive, and who their agent is."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khabar import vocab
from khabar.claims.arguments.relatives import called
from khabar.claims.classes import classes_of
from khabar.claims.tree import HYPHENS, Tree, per_word

PARTIES = frozenset({"armed", "country", "government", "organization"})
GIVEN_TO = ("to", "for", "from")
BOUND = ("compound", "obl:unmarked", "nmod:unmarked", "nsubj", "nsubj:pass", "amod", "advmod")
COMPANY = ("with", "along", "along with", "together", "together with", "as well as")


@per_word
def is_passive(tree: Tree, i: int) -> bool:
    """Whether a verb form is passive, reduced relatives ("missiles delivered in July") included."""
    if tree.first(i, "aux:pass", "csubj:pass") is not None:
        return True
    if tree.tag(i) == "VBN" and tree.words[i].deprel == "conj" and tree.first(i, "obl:agent") is not None:
        return True
    if tree.first(i, "nsubj:pass") is not None:
        # A passive has no object of its own; where the parser gives it one, it took an active verb for a passive.
        return tree.first(i, "obj") is None
    past = tree.tag(i) == "VBD" and tree.words[first_conjunct(tree, i)].deprel in ("acl", "amod")
    if not (past or tree.tag(i) == "VBN") or tree.first(i, "aux", "nsubj") is not None:
        return False
    if tree.words[i].deprel == "conj":
        kept = tree.first(i, "obj") is None or tree.base(i) in giving_verbs()
        return kept and is_passive(tree, tree.words[i].head)
    if tree.words[i].deprel == "xcomp":
        above = tree.words[i].head
        return above < i and (tree.first(above, "obj") is not None or is_passive(tree, above))
    return tree.relation(i) in ("acl", "advcl", "amod") and tree.first(i, "obj") is None


@cache
def giving_verbs() -> frozenset[str]:
    """Verbs that may have two objects, of which a passive keeps one: "were beaten and | given electric shocks", from
    ``vocab/two_objects.tsv``.
    """
    return frozenset(row["lemma"] for row in vocab.load("two_objects"))


def is_agent(tree: Tree, child: int) -> bool:
    """Whether an oblique is the agent of a passive."""
    governor = tree.words[child].head
    if _is_means_of_travel(tree, child) or _is_manner(tree, child) or tree.case(child) in COMPANY:
        return False
    return tree.words[child].deprel == "obl:agent" or (tree.case(child) == "by" and is_passive(tree, governor))


def _is_manner(tree: Tree, child: int) -> bool:
    """Whether a bare noun of no known kind tells how something was done: "bombed by mistake"."""
    bare = tree.tag(child) == "NN" and len(tree.children[child]) == 1
    return bare and tree.case(child) == "by" and not classes_of(tree, child)


def _is_means_of_travel(tree: Tree, child: int) -> bool:
    """Whether a bare noun tells how somebody was moved: "flown in by helicopter"."""
    bare = tree.tag(child) == "NN" and tree.first(child, "det", "amod", "compound", "nmod", "nummod", "acl") is None
    return bare and tree.case(child) == "by" and bool(classes_of(tree, child) & {"vehicle", "aircraft"})


def agents(tree: Tree, i: int) -> list[int]:
    """The agents of a passive: its own, those bound to it by a hyphen ("US-backed"), or those that a conjunct shares."""
    own = [called(tree, c) for c in tree.under(i, "obl") if is_agent(tree, c)]
    own += [h for c in tree.under(i, "obl") for h in at_whose_hands(tree, c)]
    return own or list(_bound(tree, i)) or _shared(tree, i) or _beyond_company(tree, i)


def at_whose_hands(tree: Tree, child: int) -> list[int]:
    """Who acts in "died at the hands of the police"."""
    if tree.base(child) != "hand" or tree.case(child) != "at":
        return []
    return [c for c in tree.under(child, "nmod") if tree.case(c) == "of"] or list(tree.under(child, "nmod:poss"))


def _bound(tree: Tree, i: int) -> Iterator[int]:
    """Who is joined to a participle ("US-backed", "rebel-held", "Coalition trained"), or was parsed as its noun's owner."""
    if tree.relation(i) == "amod":
        yield from (c for c in tree.under(tree.words[i].head, "nmod:poss") if c < i and _is_bare(tree, c))
    before = i - 2 if i >= 2 and tree.words[i - 1].text in HYPHENS else i - 1
    if tree.relation(i) not in ("amod", "acl") or before < 0 or (before == i - 1 and tree.relation(i) != "amod"):
        return
    if tree.words[before].head == i and tree.words[before].deprel in BOUND and _is_party(tree, before):
        yield before


def _is_party(tree: Tree, i: int) -> bool:
    return tree.words[i].text[:1].isupper() or (tree.is_noun(i) and bool(classes_of(tree, i) & PARTIES))


def _is_bare(tree: Tree, owner: int) -> bool:
    """Whether nothing shows that a possessor is one: a subject whose verb was taken for an adjective."""
    return tree.first(owner, "case") is None and not tree.tag(owner).endswith("$")


def _beyond_company(tree: Tree, i: int) -> list[int]:
    """The agent hung from those who came along or got something: "captured with two aides | by commandos"."""
    company = (c for c in tree.under(i, "obl") if tree.case(c) in COMPANY)
    given = (c for c in tree.under(i, "obl") if tree.case(c) in GIVEN_TO and "actor" in classes_of(tree, c))
    below = (n for c in (*company, *given) for n in tree.under(c, "nmod") if tree.case(n) == "by")
    return [n for n in below if "actor" in classes_of(tree, n)]


def _shared(tree: Tree, i: int) -> list[int]:
    """The agent of a passive conjunct: "trained and equipped by Iran" gives Iran to both."""
    first = first_conjunct(tree, i)
    partners = [c for c in tree.conjuncts(first) if c != i and (c == first or tree.first(c, "nsubj") is None)]
    found = [a for p in partners for a in tree.under(p, "obl") if is_agent(tree, a)]
    before = _bound(tree, first) if first != i else ()
    return [a for a in found if a > i] or list(before)


def first_conjunct(tree: Tree, i: int) -> int:
    """The word that a conjunct is joined to, or the word itself."""
    while tree.words[i].deprel == "conj":
        i = tree.words[i].head
    return i
