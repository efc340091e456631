"""One sentence as far as dating needs it: which words govern which, and from where a deed may take its day."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache

from khabar.records import Parse
from khabar.resolve.calendarwords import of_kind

# Subordinators that set the deed of a clause apart in time from the clause above it.
APART = frozenset({"after", "before", "until", "till", "since", "once", "if", "unless", "whether", "lest", "following"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM"})
LONGEST_CLIMB = 6
SOON = frozenset({"shortly", "soon", "immediately", "moment", "minute", "hour", "just", "right"})


@cache
def takes_place() -> dict[str, int]:
    """Verbs that say no more of a deed than that it takes place: begin, occur, last."""
    return of_kind("occurring")


class Scene:
    """A sentence with the words that each word governs, in order. Relations are Universal Dependencies'."""

    def __init__(self, parse: Parse) -> None:
        self.parse, self.words = parse, parse.words
        self.children: list[list[int]] = [[] for _ in parse.words]
        for i, word in enumerate(parse.words):
            if word.head >= 0:
                self.children[word.head].append(i)
        self._starts = [word.start for word in parse.words]
        self._relations = [word.deprel.partition(":")[0] for word in parse.words]
        self._ways: dict[tuple[int, bool], tuple[tuple[int, int], ...]] = {}

    def relation(self, i: int) -> str:
        """The relation of a word to its governor, without subtype."""
        return self._relations[i]

    def is_clause(self, i: int) -> bool:
        """Whether a word heads a clause: a verb, or what a copula says of somebody."""
        return self.words[i].upos == "VERB" or any(self.relation(c) in ("cop", "nsubj") for c in self.children[i])

    def is_noun(self, i: int) -> bool:
        """Whether a word is a noun, a name, a pronoun or a number, and no clause."""
        return self.words[i].upos in NOMINAL and not self.is_clause(i)

    def marks(self, i: int) -> tuple[str, ...]:
        """The subordinators and prepositions of a word, lower-case."""
        return tuple(self.words[c].text.lower() for c in self.children[i] if self.relation(c) in ("mark", "case"))

    def word_at(self, offset: int) -> int | None:
        """The word that holds a character of the report or begins after it."""
        at = bisect_right(self._starts, offset) - 1
        if at < 0 or self.words[at].end <= offset:
            at += 1
        return at if at < len(self.words) else None

    def first_from(self, offset: int) -> int:
        """The first word that begins at a character of the report or after it, or the number of words."""
        return bisect_left(self._starts, offset)

    def top(self, start: int, end: int) -> int | None:
        """The word of a stretch that governs the others: the first whose governor stands outside."""
        first = self.word_at(start)
        inside = range(0) if first is None else range(first, self.first_from(end))
        return next((i for i in inside if self.words[i].head not in inside), None)

    def depth(self, i: int) -> int:
        """How many words govern a word, one above the other."""
        steps = 0
        while (i := self.words[i].head) >= 0:
            steps += 1
        return steps

    def in_relative(self, i: int) -> bool:
        """Whether a word stands in a relative clause."""
        while i >= 0:
            if self.words[i].deprel == "acl:relcl":
                return True
            i = self.words[i].head
        return False

    def simple_past(self, i: int) -> bool:
        """Whether a word is the verb of a main clause in the simple past: "fled", "was killed", not "has fled"."""
        auxiliaries = {self.words[c].text.lower() for c in self.children[i] if self.relation(c) in ("aux", "cop")}
        main = self.relation(i) in ("root", "conj", "ccomp", "parataxis") and not self.in_relative(i)
        past = self.words[i].xpos == "VBD" or (self.words[i].xpos == "VBN" and bool(auxiliaries & {"was", "were"}))
        return main and past and not auxiliaries & {"has", "have", "had", "’ve", "'ve"}

    def past_perfect(self, i: int) -> bool:
        """Whether a verb tells of what had happened before: "had invaded"."""
        return any(
            self.words[c].text.lower() in ("had", "'d", "’d") for c in self.children[i] if self.relation(c) == "aux"
        )

    def is_now(self, i: int) -> bool:
        """Whether an adverb says that something is the case at the time of writing: "now threatening"."""
        return any(self.words[c].text.lower() in of_kind("present") for c in self.children[i])

    def subjects(self, i: int) -> tuple[int, ...]:
        """The subjects of a clause."""
        return tuple(c for c in self.children[i] if self.relation(c) == "nsubj")

    def has_own_subject(self, i: int) -> bool:
        """Whether a clause names its own subject."""
        return bool(self.subjects(i))

    def climb(self, i: int, *, happened: bool) -> tuple[tuple[int, int], ...]:
        """The words whose dates may date a deed at a word, each with what it costs; the deed's own word first.

        A relative clause, the content of what somebody says, and clauses set apart in time end the way up; so does the verb
        that a deed which has not ``happened`` is only the aim of.
        """
        if (i, happened) not in self._ways:
            self._ways[i, happened] = tuple(self._climb(i, happened))
        return self._ways[i, happened]

    def _climb(self, i: int, happened: bool) -> Iterator[tuple[int, int]]:
        yield i, 0
        yield from self._downward(i)
        cost = 0
        for _ in range(LONGEST_CLIMB):
            step = self._up(i, happened=happened)
            if step is None:
                return
            cost += step
            i = self.words[i].head
            yield i, cost
            yield from ((c, cost + extra) for c, extra in self._downward(i) if extra < 3)

    def _downward(self, i: int) -> Iterator[tuple[int, int]]:
        """Clauses below a word that share its day: its conjuncts, and participles that tell what came of it."""
        for child in self.children[i]:
            relation = self.words[child].deprel
            if relation == "conj" and self.is_clause(child) == self.is_clause(i) and not self._moves_on(i, child):
                yield child, 4
            elif self.relation(child) == "acl" and self.occurs(child):
                yield child, 1
            elif relation == "xcomp" or (relation == "advcl" and not self.marks(child)):
                yield child, 2

    def occurs(self, i: int) -> bool:
        """Whether a clause says no more of its noun than that it took place: "that began on Monday", "held in June"."""
        things = [self.words[c].text.lower() for c in self.children[i] if self.relation(c) in ("obj", "iobj")]
        return self.words[i].lemma.lower() in takes_place() and things in ([], ["place"])

    def _up(self, i: int, *, happened: bool) -> int | None:
        """What a step to the governor costs, or None where it leads into another time."""
        head, relation = self.words[i].head, self.relation(i)
        if head < 0:
            return None
        if self.words[i].deprel == "acl:relcl":
            return 3 if self._tells_on(i) else None
        if relation == "conj":
            return None if self._moves_on(head, i) else 1 + self.has_own_subject(i)
        if relation == "orphan":
            return 1
        if relation == "advcl":
            return self._from_adverbial(i) if happened or "to" not in self.marks(i) else None
        if relation == "xcomp":
            return 1 if happened else None
        if relation == "acl":
            return 2 if self.words[i].xpos in ("VBG", "VBN") else None
        return self._from_noun(i, head, relation) if self.is_noun(i) else None

    def _tells_on(self, i: int) -> bool:
        """Whether a relative clause goes on with the story: "took place at a market, where a bomb killed seven"."""
        where = any(self.words[c].text.lower() in ("where", "when") for c in self.children[i])
        return where and self.words[i].xpos in ("VBD", "VBN") and not self._helped_by(("had", "has", "have"), i)

    def _moves_on(self, first: int, second: int) -> bool:
        """Whether the second of two conjuncts leaves a past before the past, or a perfect, which no past day dates: "had been
        jailed in 2004 and fled", "has sold jets, and in 2014 it rushed missiles".
        """
        auxiliary = any(self.relation(c) in ("aux", "nsubj") for c in self.children[second])
        if not auxiliary and self.words[second].xpos != "VBD":
            return False
        had, has = ([self._helped_by(forms, i) for i in (first, second)] for forms in (("had",), ("has", "have")))
        return (has[0] and not has[1] and auxiliary) or had[0] != had[1]

    def _helped_by(self, forms: tuple[str, ...], i: int) -> bool:
        return any(self.words[c].text.lower() in forms for c in self.children[i])

    def _from_adverbial(self, i: int) -> int | None:
        marks = self.marks(i)
        if not APART & set(marks):
            return 2 if marks and marks != ("by",) else 1
        near = [i, *(c for c in self.children[i] if self.relation(c) in ("mark", "obl", "advmod"))]
        soon = any(self.words[g].lemma.lower() in SOON for c in near for g in (c, *self.children[c]))
        return 2 if soon and {"after", "before"} & set(marks) else None

    def _from_noun(self, i: int, head: int, relation: str) -> int | None:
        if APART & set(self.marks(i)) or relation in ("parataxis", "root"):
            return None
        costs = {"nsubj": 1, "obj": 1, "obl": 2, "nmod": 2, "compound": 1, "appos": 2}
        return costs.get(relation)


class Scenes:
    """The sentences of a report as scenes, each made when it is asked for."""

    def __init__(self, parses: Sequence[Parse]) -> None:
        self.parses = parses
        self._made: dict[int, Scene] = {}

    def of(self, sentence: int) -> Scene:
        """A sentence as a scene."""
        if sentence not in self._made:
            self._made[sentence] = Scene(self.parses[sentence])
        return self._made[sentence]
