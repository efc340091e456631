"""Relative clauses: what a relative pronoun stands for, and the gap that a clause leaves for its noun."""

from __future__ import annotations

from khabar.claims.classes import is_temporal
from khabar.claims.tree import Tree

RELATIVE = ("WDT", "WP", "WP$")
NOBODY = ("none", "neither", "nobody")
CLAUSE_BELOW = ("conj", "xcomp", "ccomp")


def antecedent(tree: Tree, verb: int, pronoun: int) -> int:
    """What a relative pronoun stands for; any other word stands for itself."""
    relative = tree.tag(pronoun) in RELATIVE or tree.printed(pronoun) == "that" or _is_part(tree, pronoun)
    noun = described(tree, verb) if relative else None
    return pronoun if noun is None else noun


def _is_part(tree: Tree, word: int) -> bool:
    """Whether a word without a number stands for some of those whom a clause is about: "the first of which", "most of whom"."""
    if tree.words[word].upos not in ("ADJ", "DET", "PRON") or tree.printed(word) in NOBODY:
        return False
    return any(tree.tag(c) in RELATIVE and tree.case(c) == "of" for c in tree.under(word, "nmod"))


def called(tree: Tree, pronoun: int) -> int:
    """What somebody says that a thing is, where "what" stands for it: "condemned what he called | an attack", "killed by what
    they said was | a strike"; any other word stands for itself.
    """
    clauses = tree.under(pronoun, "acl:relcl") if tree.printed(pronoun) == "what" else ()
    names = (c for clause in clauses for c in tree.under(clause, "xcomp", "ccomp") if tree.is_noun(c))
    return next(names, pronoun)


def whose(tree: Tree, owner: int) -> int:
    """The owner that "whose" stands for; any other word stands for itself."""
    if tree.tag(owner) != "WP$":
        return owner
    clause = next((a for a in tree.ancestors(owner) if tree.words[a].deprel == "acl:relcl"), None)
    return owner if clause is None else tree.words[clause].head


def described(tree: Tree, verb: int) -> int | None:
    """The noun that a verb's relative clause describes, if it stands in one."""
    while tree.relation(verb) in CLAUSE_BELOW and tree.words[verb].head >= 0:
        verb = tree.words[verb].head
    relation, head = tree.words[verb].deprel, tree.words[verb].head
    focus = head >= 0 and tree.is_noun(head) and tree.first(head, "expl") is not None
    cleft = focus and relation in ("csubj", "ccomp", "advcl", "acl")
    return head if relation == "acl:relcl" or (cleft and tree.first(head, "cop") is not None) else None


def gap_object(tree: Tree, i: int) -> list[int]:
    """The noun as the object of its relative clause, where the clause has another subject: "the men they shot".

    A day is none: "the day the city fell".

    The gap is in the lowest verb: "the men they said they had shot", "the hostages they threatened to kill".
    """
    noun = described(tree, i)
    if noun is not None and tree.words[i].deprel == "conj" and _shares_gap(tree, i):
        return [noun]
    if (
        noun is None
        or is_temporal(tree, noun)
        or tree.first(i, "ccomp", "xcomp") is not None
        or tree.words[i].deprel == "conj"
        or _is_where(tree, i)
        or _is_governed(tree, i)
    ):
        return []
    verbs = [i]
    while tree.words[verbs[-1]].head != noun:
        verbs.append(tree.words[verbs[-1]].head)
    own = [antecedent(tree, v, c) for v in verbs for c in tree.under(v, "nsubj", "obj")]
    return [noun] if tree.first(verbs[-1], "nsubj") is not None and noun not in own else []


def _shares_gap(tree: Tree, i: int) -> bool:
    """Whether a verb without arguments of its own takes the object of the one before: "that they trained, | armed and …"."""
    alone = tree.first(i, "nsubj", "nsubj:pass", "aux:pass", "obj", "ccomp", "xcomp", "compound:prt") is None
    first = tree.words[i].head
    gap = [c for c in tree.under(first, "obj") if tree.tag(c) in ("WDT", "WP", "IN")]
    gap = gap or ([] if tree.first(first, "obj") is not None else gap_object(tree, first))
    return alone and bool(gap) and all(tree.case(c) in ("", "as", "in", "since") for c in tree.under(i, "obl"))


def gap_place(tree: Tree, i: int) -> list[int]:
    """The noun as the place of its relative clause: "the town where they fought"."""
    noun = described(tree, i)
    return [noun] if noun is not None and _is_where(tree, i) else []


def _is_where(tree: Tree, i: int) -> bool:
    return any(tree.printed(c) == "where" for c in tree.under(i, "advmod", "obl"))


def _is_governed(tree: Tree, i: int) -> bool:
    """Whether a preposition holds the relative pronoun: "the town in which they died"."""
    return any(tree.tag(c) in ("WDT", "WP") and tree.case(c) for c in tree.under(i, "obl"))


def _is_about_gap(tree: Tree, i: int) -> bool:
    """Whether a relative pronoun is the subject of a clause."""
    return any(tree.tag(c) in ("WDT", "WP") for c in tree.under(i, "nsubj", "nsubj:pass"))


def clauses_about(tree: Tree, noun: int) -> list[int]:
    """The verbs and adjectives that describe a noun, through what is believed or said of it: "a raid believed | carried out
    by …", "a raid that he said had been | carried out by …".
    """
    found = list(tree.under(noun, "amod", "acl"))
    for clause in found:
        if tree.tag(clause) == "VBN":
            found += tree.under(clause, "xcomp")
        if tree.words[clause].deprel == "acl:relcl":
            found += (c for c in tree.under(clause, "ccomp") if _is_about_gap(tree, c))
    return found
