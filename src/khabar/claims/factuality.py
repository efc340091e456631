"""Whether it is said to have happened: factuality (FactBank) and realis of an event, read off the grammar around it.

The reading starts at the event's own word and climbs to its governors, letting each negation, modal, plan, demand or
doubt act on it, until it reaches a finite clause of its own or the limit of the words attributed to the innermost holder.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from khabar.claims.operators import effect_of, effect_of_mark, light_verbs
from khabar.claims.tree import Tree

# What a verb may say of a deed it governs through a preposition: "called for a strike", "threatened with expulsion".
FORWARD = ("planned", "demanded", "threatened", "possible", "promised")
NEGATIVE_PRONOUNS = frozenset({"no one", "nobody", "nothing", "none", "neither"})
LONGEST_CLIMB = 8
# What still reaches an event through several nouns ("the go-ahead for an increase in sales"); negation does not.
REACHING = ("planned", "promised", "demanded", "threatened")


@dataclass(frozen=True, slots=True)
class Status:
    """How an event stands: certainty CT, PR or PS; whether it is negated; and its realis."""

    certainty: str = "CT"
    negated: bool = False
    realis: str = "occurred"

    @property
    def happened(self) -> bool:
        """Whether the event is presented as having happened or as happening, however surely."""
        return self.realis in ("occurred", "ongoing")

    @property
    def factuality(self) -> str:
        """FactBank's value: what has not happened and is not denied is Uu."""
        if not self.happened and not self.negated:
            return "Uu"
        return self.certainty + ("-" if self.negated else "+")


def apply(status: Status, effect: str) -> Status:
    """The status after one operator, the innermost acting first."""
    if effect == "negated":
        return replace(status, negated=not status.negated) if status.happened else replace(status, negated=True)
    if effect in ("planned", "promised", "threatened", "demanded"):
        if status.negated:
            return Status(realis="hypothetical")
        return replace(status, realis=effect) if status.happened else status
    if effect in ("hypothetical", "generic"):
        return replace(status, realis=effect, negated=status.negated and not status.happened)
    if effect in ("possible", "probable", "improbable"):
        doubted = replace(status, certainty="PS" if effect == "possible" else "PR")
        return replace(doubted, negated=True) if effect == "improbable" else doubted
    if effect == "ongoing" and status.realis == "occurred":
        return replace(status, realis="ongoing")
    return status


def judge(tree: Tree, i: int, inside: Callable[[int], bool], *, presupposed: bool = False) -> Status:
    """The status of an event at a word, as its innermost holder has it; ``inside`` tells which words that holder says.

    What is said in a ``presupposed`` act of speech stands whoever turns it down: a request that is refused was made.
    """
    status = _in_clause(tree, i, Status(realis=_tense(tree, i)), inside)
    node, nouns = i, 0
    for _ in range(LONGEST_CLIMB):
        step = _step(tree, node)
        if step is None or not inside(step.governor):
            break
        nouns += step.through_noun
        for effect in step.effects:
            if (nouns <= 1 or effect in REACHING) and not (presupposed and effect == "negated"):
                status = apply(status, effect)
        if step.stops:
            break
        node = step.governor
        if step.clause_counts:
            status = _in_clause(tree, node, status, inside)
    return _questioned(tree, status)


# ------------------------------------------------------------------ one clause


def _tense(tree: Tree, i: int) -> str:
    """Ongoing for a present or progressive verb form, demanded for an imperative, else occurred."""
    if _is_imperative(tree, i):
        return "demanded"
    owner = tree.words[i].head if tree.words[i].deprel == "conj" and tree.first(i, "aux", "nsubj") is None else i
    auxiliaries = [tree.words[a].text.lower() for a in tree.under(owner, "aux", "aux:pass", "cop")]
    if tree.tag(i) in ("VBZ", "VBP"):
        return "ongoing"
    progressive = tree.tag(i) == "VBG" and any(a in ("is", "are", "am", "'s", "’s", "'re", "’re") for a in auxiliaries)
    return "ongoing" if progressive else "occurred"


def _is_imperative(tree: Tree, i: int) -> bool:
    bare = tree.tag(i) in ("VB", "VBP") and tree.relation(i) in ("root", "parataxis")
    return bare and tree.first(i, "nsubj", "nsubj:pass", "aux", "mark", "expl") is None


def _in_clause(tree: Tree, i: int, status: Status, inside: Callable[[int], bool]) -> Status:
    """The status after the auxiliaries, adverbs, adjectives and negative words that belong to a word itself."""
    for child in _modifiers(tree, i):
        if inside(child) and (effect := _modifier_effect(tree, i, child)):
            status = apply(status, effect)
    return status


def _modifiers(tree: Tree, i: int) -> list[int]:
    own = list(tree.under(i, "aux", "advmod", "amod", "det", "cc:preconj", "nsubj", "nsubj:pass", "obj"))
    governor = tree.words[i].head
    shares = tree.words[i].deprel == "conj" and tree.tag(i) in ("VB", "VBN", "VBG") and not _has_own_clause(tree, i)
    if shares and tree.is_verb(governor):
        own += [m for m in tree.under(governor, "aux", "advmod") if m < i]
    return own


def _has_own_clause(tree: Tree, i: int) -> bool:
    return tree.first(i, "aux", "nsubj", "nsubj:pass", "mark") is not None


def _modifier_effect(tree: Tree, i: int, child: int) -> str | None:
    relation, word = tree.relation(child), tree.words[child]
    if relation in ("nsubj", "obj"):
        return "negated" if tree.is_verb(i) and _is_negative_phrase(tree, child) else None
    if relation == "det":
        return "negated" if word.text.lower() in ("no", "neither") else None
    if relation == "aux" and word.text.lower() in ("can", "could") and not tree.is_verb(i):
        return None
    return effect_of(tree, child) if word.upos in ("AUX", "ADV", "PART", "ADJ", "VERB", "CCONJ") else None


def _is_negative_phrase(tree: Tree, head: int) -> bool:
    text = " ".join(tree.words[w].text.lower() for w in tree.subtree(head, without=("acl", "acl:relcl"))[:2])
    return text in NEGATIVE_PRONOUNS or text.split(" ")[0] in ("no", "nobody", "none", "nothing")


def _questioned(tree: Tree, status: Status) -> Status:
    """A yes-or-no question asserts nothing."""
    asked = tree.words[-1].text == "?" and not any(w.xpos in ("WRB", "WP", "WDT") for w in tree.words)
    return replace(status, realis="hypothetical") if asked and status.happened else status


# ------------------------------------------------------------------ one step up


@dataclass(frozen=True, slots=True)
class Step:
    """A step to a governor: the operators met, whether the governor's own clause counts too, and whether to stop there."""

    governor: int
    effects: tuple[str, ...] = ()
    clause_counts: bool = False
    stops: bool = False
    through_noun: bool = False


def _step(tree: Tree, i: int) -> Step | None:
    governor = tree.words[i].head
    if governor < 0:
        return None
    relation = tree.words[i].deprel
    if relation == "acl:relcl":
        return None
    steps = {
        "conj": _from_conjunct,
        "xcomp": _from_complement,
        "ccomp": _from_complement,
        "csubj": _from_complement,
        "advcl": _from_adverbial,
        "acl": _from_noun_clause,
    }
    step = steps.get(relation) or steps.get(tree.relation(i))
    if step:
        return step(tree, i, governor)
    return _from_noun(tree, i, governor) if tree.is_noun(i) else None


def _effects(*effects: str | None) -> tuple[str, ...]:
    return tuple(e for e in effects if e)


def _from_conjunct(tree: Tree, i: int, governor: int) -> Step:
    """A conjunct shares what governs its partner, unless it is a clause of its own."""
    own = tree.is_verb(i) and tree.first(i, "nsubj", "nsubj:pass") is not None
    return Step(governor, stops=own)


def _from_complement(tree: Tree, i: int, governor: int) -> Step:
    return Step(
        governor, _effects(effect_of(tree, governor), effect_of_mark(tree, i) if _conditional(tree, i) else None), True
    )


def _conditional(tree: Tree, i: int) -> bool:
    return effect_of_mark(tree, i) == "hypothetical"


def _from_adverbial(tree: Tree, i: int, governor: int) -> Step:
    """An adverbial clause: conditions and purposes are not facts; bare participles and "by" share their governor's lot."""
    mark = effect_of_mark(tree, i)
    governing = effect_of(tree, governor)
    if mark == "planned":
        transparent = governing == "actual" or tree.lemma(governor) == "use"
        return Step(governor, () if transparent else ("planned",), clause_counts=transparent)
    if mark in ("hypothetical", "negated"):
        return Step(governor, (mark,), stops=True)
    participle = tree.tag(i) in ("VBG", "VBN") and tree.first(i, "nsubj") is None
    by = any(tree.words[m].text.lower() == "by" for m in tree.under(i, "mark"))
    if participle and (mark is None or by):
        return Step(governor, (), clause_counts=True)
    return Step(governor, stops=True)


def _from_noun_clause(tree: Tree, i: int, noun: int) -> Step | None:
    """A clause that completes a noun: "efforts to shore up", "a plan to strike"; a participle is a fact of its own."""
    if tree.tag(i) not in ("VB", "VBP") or tree.first(i, "mark") is None:
        return None
    return Step(noun, (effect_of(tree, noun) or "planned",), clause_counts=True)


def _from_noun(tree: Tree, i: int, governor: int) -> Step | None:
    """A noun under a verb or another noun: "planned an attack", "the threat of an attack"."""
    relation, effect = tree.relation(i), effect_of(tree, governor)
    if tree.is_verb(governor):
        if relation == "obj" or tree.words[i].deprel == "nsubj:pass":
            carried = effect is not None or tree.lemma(governor) in light_verbs()
            return Step(governor, _effects(effect), clause_counts=carried, stops=not carried)
        acting = relation == "obl" and effect in FORWARD and tree.case(i) in ("for", "with", "to", "on", "of")
        return Step(governor, (effect,), clause_counts=True) if acting and effect else None
    if tree.words[governor].upos == "ADJ" and relation in ("nsubj", "obl"):
        return Step(governor, _effects(effect) if effect != "negated" else (), clause_counts=relation == "nsubj")
    if relation in ("nmod", "compound", "obl") and tree.is_noun(governor) and tree.words[i].deprel != "nmod:poss":
        return Step(governor, _effects(effect), through_noun=True)
    return None
