"""A dependency tree with quick answers about who governs what. Relations are Universal Dependencies' (EWT 2.15)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cache, wraps
from typing import Any, TypeVar

from khabar.frozen import record
from khabar.records import Parse, Span, Word

CLAUSAL = frozenset({"root", "ccomp", "xcomp", "advcl", "acl", "csubj", "parataxis"})
# What joins a participle to the word before it: "rebel-held".
HYPHENS = ("-", "‑", "–")
WITH_OF = ("out", "because")
LOOSE = frozenset({"parataxis", "appos", "punct", "discourse", "vocative", "acl:relcl", "list", "dislocated"})


# Auxiliaries that make a condition where they come before the subject: "had they known".
INVERTED = ("had", "should", "were")


T = TypeVar("T")

# The children of most words.
NOTHING: Mapping[str, Sequence[int]] = {}

# A child of a word: which word it is, and its relation with and without subtype.
Link = tuple[int, str, str]


@cache
def bare(relation: str) -> str:
    """A relation without its subtype; there are some fifty of them."""
    return relation.partition(":")[0]


def per_tree(tell: Callable[[Tree], T]) -> Callable[[Tree], T]:
    """A function that tells something of a sentence, kept with the tree once it is told: many rules ask it."""

    @wraps(tell)
    def kept(tree: Tree) -> T:
        try:
            told: T = tree.told[tell]
        except KeyError:
            tree.told[tell] = told = tell(tree)
        return told

    return kept


def per_word(tell: Callable[[Tree, int], T]) -> Callable[[Tree, int], T]:
    """A function that tells something of a word, kept with the tree once it is told: many rules ask it of the same word."""

    @wraps(tell)
    def kept(tree: Tree, i: int) -> T:
        try:
            told: T = tree.told[tell, i]
        except KeyError:
            tree.told[tell, i] = told = tell(tree, i)
        return told

    return kept


@record(frozen=True, slots=True)
class Tree:
    """A parsed sentence with the children of each word, in sentence order.

    ``words`` are the sentence's, ``links`` the children of each word with their relations, with and without subtype, and
    ``below`` the same by relation: mostly it is asked for one that no child has. ``relations`` are those of the words to
    their governors, without subtype, ``by_relation`` the words in each, with subtype, ``by_tag`` those of each Penn Treebank
    tag, ``forms`` each word as lists may have it, in lower case: its lemma, and as printed where that differs, ``verbs``
    those words that are verbs, auxiliaries aside, and ``said`` all words as printed, in lower case. The rules ask for them
    thousands of times a sentence. ``told`` is what functions told of a word, or of all of them, before.
    """

    parse: Parse
    children: tuple[tuple[int, ...], ...]
    name_of: tuple[str | None, ...]
    words: tuple[Word, ...] = field(compare=False, repr=False)
    links: tuple[tuple[Link, ...], ...] = field(compare=False, repr=False)
    below: tuple[Mapping[str, Sequence[int]], ...] = field(compare=False, repr=False)
    relations: tuple[str, ...] = field(compare=False, repr=False)
    forms: tuple[tuple[str, ...], ...] = field(compare=False, repr=False)
    verbs: tuple[tuple[int, Word], ...] = field(compare=False, repr=False)
    by_relation: Mapping[str, Sequence[tuple[int, Word]]] = field(compare=False, repr=False)
    by_tag: Mapping[str, Sequence[tuple[int, Word]]] = field(compare=False, repr=False)
    said: frozenset[str] = field(compare=False, repr=False)
    told: dict[object, Any] = field(compare=False, repr=False, default_factory=dict)

    def __len__(self) -> int:
        return len(self.words)

    def relation(self, i: int) -> str:
        """The relation of a word to its governor, without subtype."""
        return self.relations[i]

    def related(self, relation: str, *others: str) -> Sequence[tuple[int, Word]]:
        """The words of the sentence that stand in one of the relations given, with subtype, in order."""
        if not others:
            return self.by_relation.get(relation, ())
        return _together(self.by_relation, (relation, *others))

    def tagged(self, tag: str, *others: str) -> Sequence[tuple[int, Word]]:
        """The words of the sentence that have one of the Penn Treebank tags given, in order."""
        if not others:
            return self.by_tag.get(tag, ())
        return _together(self.by_tag, (tag, *others))

    def over(self, relation: str) -> Sequence[int]:
        """The words that have a child in a relation, with or without subtype, in order."""
        return [i for i, below in enumerate(self.below) if relation in below]

    def under(self, i: int, relation: str, *others: str) -> Sequence[int]:
        """Children whose relation, with or without subtype, is one of those given; most words have no children at all."""
        below = self.below[i]
        if not others:
            return below.get(relation, ())
        relations = (relation, *others)
        if not below or below.keys().isdisjoint(relations):
            return ()
        return [child for child, whole, short in self.links[i] if short in relations or whole in relations]

    def first(self, i: int, relation: str, *others: str) -> int | None:
        """The first child in one of the relations given."""
        below = self.below[i]
        if not others:
            found = below.get(relation)
            return found[0] if found else None
        relations = (relation, *others)
        if not below or below.keys().isdisjoint(relations):
            return None
        for child, whole, short in self.links[i]:
            if short in relations or whole in relations:
                return child
        return None

    def case(self, i: int) -> str:
        """The preposition of a noun ("according to", "in front of" as printed words), lower-case, or an empty string."""
        return _case(self, i) if "case" in self.below[i] else ""

    def conjuncts(self, i: int) -> tuple[int, ...]:
        """The word and all that is conjoined with it, in order."""
        if "conj" not in self.below[i]:
            return (i,)
        found = [i]
        for word in found:
            found += [c for c in self.under(word, "conj") if c not in found]
        return tuple(sorted(found))

    def ancestors(self, i: int) -> Iterator[int]:
        """The governors of a word, nearest first."""
        while (i := self.words[i].head) >= 0:
            yield i

    def subtree(self, i: int, without: Iterable[str] = ()) -> list[int]:
        """The word and its descendants in order, leaving out branches below the word in the relations given."""
        if not self.children[i]:
            return [i]
        skipped = frozenset(without)
        found = [c for c, whole, short in self.links[i] if not (whole in skipped or short in skipped)]
        for word in found:
            found += self.children[word]
        found.append(i)
        found.sort()
        return found

    def printed(self, i: int) -> str:
        """The word as printed, lower-case."""
        return self.forms[i][-1]

    def base(self, i: int) -> str:
        """The lemma of a word without its particle, lower-case."""
        return self.forms[i][0]

    def lemma(self, i: int) -> str:
        """The lemma of a word with its particle ("carry out"), lower-case."""
        base, particles = self.forms[i][0], self.below[i].get("compound:prt")
        return f"{base} {self.forms[particles[0]][0]}" if particles else base

    def is_verb(self, i: int) -> bool:
        """Whether the word is a verb, auxiliaries aside."""
        return self.words[i].upos == "VERB"

    def is_noun(self, i: int) -> bool:
        """Whether the word is a common noun, a proper noun, a pronoun or a number standing as one."""
        return self.words[i].upos in ("NOUN", "PROPN", "PRON", "NUM")

    def in_one_name(self, a: int, b: int) -> bool:
        """Whether two words belong to one name that the model marked."""
        if self.name_of[a] is None or self.name_of[b] is None:
            return False
        return any(n.first <= min(a, b) and max(a, b) <= n.last for n in self.parse.names)

    def tag(self, i: int) -> str:
        """The word's Penn Treebank tag."""
        return self.words[i].xpos


@per_word
def _case(tree: Tree, i: int) -> str:
    marker, *others = tree.under(i, "case")
    parts = [marker, *tree.under(marker, "fixed")]
    if tree.printed(marker) in WITH_OF:
        parts += [c for c in others if c == marker + 1 and tree.printed(c) == "of"]
    return " ".join([tree.printed(p) for p in parts])


LISTING = ("including", "excluding", "such as", "like", "among")


def grow(parse: Parse) -> Tree:
    """The tree of a parsed sentence."""
    words = parse.words
    links: list[list[Link]] = [[] for _ in words]
    relations = tuple([bare(word.deprel) for word in words])
    by_relation: dict[str, list[tuple[int, Word]]] = {}
    by_tag: dict[str, list[tuple[int, Word]]] = {}
    for pair in enumerate(words):
        i, word = pair
        relation = word.deprel
        by_relation.setdefault(relation, []).append(pair)
        by_tag.setdefault(word.xpos, []).append(pair)
        if word.head >= 0:
            links[word.head].append((i, relation, relations[i]))
    names: list[str | None] = [None] * len(words)
    for name in parse.names:
        names[name.first : name.last + 1] = [name.label] * (name.last + 1 - name.first)
    children = tuple([tuple([child for child, _, _ in row]) if row else () for row in links])
    forms = tuple([_forms(word) for word in words])
    verbs = tuple([pair for pair in enumerate(words) if pair[1].upos == "VERB"])
    rows = tuple(map(tuple, links))
    below = tuple([_by_relation(row) if row else NOTHING for row in rows])
    said = frozenset([form[-1] for form in forms])
    return Tree(parse, children, tuple(names), words, rows, below, relations, forms, verbs, by_relation, by_tag, said)


def _together(found: Mapping[str, Sequence[tuple[int, Word]]], wanted: Sequence[str]) -> Sequence[tuple[int, Word]]:
    rows = [found[one] for one in wanted if one in found]
    if len(rows) > 1:
        return sorted(pair for row in rows for pair in row)
    return rows[0] if rows else ()


def _by_relation(links: Sequence[Link]) -> Mapping[str, Sequence[int]]:
    found: dict[str, list[int]] = {}
    for child, whole, short in links:
        found.setdefault(whole, []).append(child)
        if short != whole:
            found.setdefault(short, []).append(child)
    return found


def _forms(word: Word) -> tuple[str, ...]:
    lemma, printed = word.lemma.lower(), word.text.lower()
    return (lemma,) if lemma == printed else (lemma, printed)


def noun_phrase(tree: Tree, head: int, cut: Collection[int] = ()) -> Span:
    """The span of a noun phrase as it would be cited: with its modifiers, without preposition, loose parts or conjuncts.

    ``cut`` names modifiers to leave out with all that hangs from them.
    """
    dropped = LOOSE | {"case", "conj", "cc", "acl", "cop", "nsubj", "aux", "mark", "advcl", "expl", "nmod:unmarked"}
    left_out = (*cut, *(c for c in tree.children[head] if _lists(tree, c)))
    listed = {w for c in left_out for w in tree.subtree(c)}
    hyphens = {c for c in tree.under(head, "punct") if tree.words[c].text in ("-", "‐")}
    joined = (
        c for c in tree.under(head, "appos", "nmod:unmarked") if _is_title(tree, head, c) or _is_of_date(tree, head, c)
    )
    kept = {w for c in joined for w in tree.subtree(c)}
    inside = sorted({*tree.subtree(head, without=dropped), *kept, *hyphens} - listed)
    first = last = inside.index(head)
    while first > 0 and inside[first - 1] == inside[first] - 1:
        first -= 1
    while last + 1 < len(inside) and inside[last + 1] == inside[last] + 1:
        last += 1
    return trimmed(tree, inside[first], inside[last])


def _is_title(tree: Tree, head: int, name: int) -> bool:
    """Whether a noun is the title of the name right after it, with no comma between: "Kurdish politician Fouad Massoum"."""
    close = min(tree.subtree(name)) == head + 1 and tree.words[head + 1].upos != "PUNCT"
    return close and tree.words[name].upos == "PROPN" and tree.words[head].upos != "PROPN"


def _is_of_date(tree: Tree, head: int, part: int) -> bool:
    """Whether a word is part of the date that another heads: "September 11", "4 February 2015", "May 2006"."""
    unmarked = tree.words[part].deprel == "nmod:unmarked"
    return (
        unmarked
        and "NUM" in (tree.words[head].upos, tree.words[part].upos)
        and tree.words[head].upos in ("NUM", "PROPN")
    )


def _lists(tree: Tree, child: int) -> bool:
    """Whether a modifier lists examples: "groups such as …"."""
    return tree.relation(child) == "nmod" and tree.case(child) in LISTING


def trimmed(tree: Tree, first: int, last: int) -> Span:
    """The span from one word to another without punctuation at its ends."""
    while first < last and tree.words[first].upos == "PUNCT":
        first += 1
    inside = {w.text for w in tree.words[first:last]}
    while last > first and tree.words[last].upos == "PUNCT" and not (tree.words[last].text == ")" and "(" in inside):
        last -= 1
    return Span(tree.words[first].start, tree.words[last].end)
