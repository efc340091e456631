"""Who does what to whom: the arguments of a predicate, read off the tree.

Slots are named as in the codebook: ``subject`` and ``object`` are deep (passives, relatives, control and conjunction are
undone); obliques go by their preposition (``to``, ``against``, …); nouns have ``possessor``, ``compound`` and ``amod``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from khabar import vocab
from khabar.claims.tree import Tree

Slots = Mapping[str, tuple[int, ...]]

DEPTH = 6


@cache
def object_control_verbs() -> frozenset[str]:
    """Verbs whose object is the subject of their complement ("urged them to leave"), from ``vocab/object_control.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("object_control"))


def slots(tree: Tree, i: int) -> Slots:
    """The arguments of a verbal or nominal predicate: slot name to the heads that fill it, in sentence order."""
    found = _verb_slots(tree, i) if tree.is_verb(i) else _noun_slots(tree, i)
    return {name: tuple(_spread(tree, heads)) for name, heads in found.items() if heads}


def _spread(tree: Tree, heads: Sequence[int]) -> list[int]:
    """Heads with their conjuncts, each once."""
    return list(dict.fromkeys(c for head in heads for c in tree.conjuncts(head) if tree.is_noun(c) or c == head))


# ------------------------------------------------------------------ verbs


def _verb_slots(tree: Tree, i: int) -> dict[str, list[int]]:
    found = _obliques(tree, i)
    subject, object_ = subjects(tree, i), objects(tree, i)
    found["subject"], found["object"] = subject, object_
    found["compound"] = list(tree.under(i, "compound"))
    found["to"] = list(tree.under(i, "iobj")) + found.get("to", [])
    for o in object_:
        for name, heads in _modifiers(tree, o).items():
            found.setdefault(f"object.{name}", heads)
    return found


def _obliques(tree: Tree, i: int) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for child in tree.under(i, "obl"):
        if (preposition := tree.case(child)) and not _is_agent(tree, child):
            found.setdefault(preposition, []).append(child)
    return found


def _is_agent(tree: Tree, child: int) -> bool:
    """Whether an oblique is the agent of a passive."""
    governor = tree.words[child].head
    return tree.words[child].deprel == "obl:agent" or (tree.case(child) == "by" and is_passive(tree, governor))


def is_passive(tree: Tree, i: int) -> bool:
    """Whether a verb form is passive, reduced relatives ("missiles delivered in July") included."""
    if tree.first(i, "aux:pass", "csubj:pass") is not None:
        return True
    if tree.first(i, "nsubj:pass") is not None:
        # A passive has no object of its own; where the parser gives it one, it took an active verb for a passive.
        return tree.first(i, "obj") is None
    past = tree.tag(i) == "VBD" and tree.words[_first_conjunct(tree, i)].deprel in ("acl", "amod")
    if not (past or tree.tag(i) == "VBN") or tree.first(i, "aux", "nsubj") is not None:
        return False
    if tree.words[i].deprel == "conj":
        return is_passive(tree, tree.words[i].head) and tree.first(i, "obj") is None
    return tree.relation(i) in ("acl", "advcl", "amod") and tree.first(i, "obj") is None


def subjects(tree: Tree, i: int, depth: int = DEPTH) -> list[int]:
    """The heads of a verb's deep subject, or none where the tree does not state it."""
    if is_passive(tree, i):
        return [c for c in tree.under(i, "obl") if _is_agent(tree, c)] or _shared_agent(tree, i)
    own = [c for c in tree.under(i, "nsubj") if tree.words[c].deprel != "nsubj:outer"]
    if own:
        return [_antecedent(tree, i, c) for c in own]
    return _inherited_subject(tree, i, depth) if depth else []


def _shared_agent(tree: Tree, i: int) -> list[int]:
    """The agent of a passive conjunct: "trained and equipped by Iran" gives Iran to both."""
    partners = [c for c in tree.conjuncts(_first_conjunct(tree, i)) if c != i]
    agents = [a for p in partners for a in tree.under(p, "obl") if _is_agent(tree, a)]
    return [a for a in agents if a > i]


def _first_conjunct(tree: Tree, i: int) -> int:
    while tree.words[i].deprel == "conj":
        i = tree.words[i].head
    return i


def _antecedent(tree: Tree, verb: int, pronoun: int) -> int:
    """What a relative pronoun stands for; any other word stands for itself."""
    clause = verb
    while tree.relation(clause) in ("conj", "xcomp", "ccomp") and tree.words[clause].head >= 0:
        clause = tree.words[clause].head
    relative = tree.tag(pronoun) in ("WDT", "WP", "WP$") or tree.words[pronoun].text.lower() == "that"
    if relative and tree.words[clause].deprel == "acl:relcl":
        return tree.words[clause].head
    return pronoun


def _inherited_subject(tree: Tree, i: int, depth: int) -> list[int]:
    governor, relation = tree.words[i].head, tree.words[i].deprel
    if governor < 0:
        return []
    if relation == "conj":
        return _conjunct_subject(tree, i, governor, depth)
    if relation == "xcomp" or (relation == "ccomp" and tree.tag(i) in ("VB", "VBG")):
        return _controller(tree, governor, depth)
    if relation == "advcl":
        return _adverbial_subject(tree, i, governor, depth)
    if tree.relation(i) in ("acl", "amod"):
        return _participle_subject(tree, i, governor, depth)
    return []


def _conjunct_subject(tree: Tree, i: int, governor: int, depth: int) -> list[int]:
    if not tree.is_verb(governor):
        return list(tree.under(governor, "nsubj"))
    if is_passive(tree, governor) and not is_passive(tree, i):
        return [_antecedent(tree, governor, c) for c in tree.under(governor, "nsubj:pass")]
    return subjects(tree, governor, depth - 1)


def _controller(tree: Tree, governor: int, depth: int) -> list[int]:
    """The subject of an infinitive or participle governed by another verb."""
    if not tree.is_verb(governor):
        return [_antecedent(tree, governor, c) for c in tree.under(governor, "nsubj")]
    if leaned_on := [c for c in tree.under(governor, "obl") if _controls_through(tree, governor, c)]:
        return leaned_on
    if tree.words[governor].lemma.lower() in object_control_verbs() and (
        controlled := objects(tree, governor, depth - 1)
    ):
        return controlled
    if is_passive(tree, governor):
        return [_antecedent(tree, governor, c) for c in tree.under(governor, "nsubj:pass")]
    return subjects(tree, governor, depth - 1)


def _controls_through(tree: Tree, governor: int, oblique: int) -> bool:
    """Whether a verb controls its complement through a preposition: "leaning on Tehran to …"."""
    return f"{tree.words[governor].lemma.lower()} {tree.case(oblique)}" in object_control_verbs()


def _adverbial_subject(tree: Tree, i: int, governor: int, depth: int) -> list[int]:
    mark = tree.first(i, "mark", "case")
    blamed = mark is not None and tree.words[mark].text.lower() in ("for", "of", "from")
    if blamed and tree.is_verb(governor) and (object_ := objects(tree, governor, depth - 1)):
        return object_
    if tree.is_verb(governor):
        return _controller(tree, governor, depth) if is_passive(tree, governor) else subjects(tree, governor, depth - 1)
    return list(tree.under(governor, "nsubj"))


def _participle_subject(tree: Tree, i: int, noun: int, depth: int) -> list[int]:
    if tree.tag(i) == "VBG":
        return [noun]
    if tree.tag(i) == "VB":
        by = [c for c in tree.under(noun, "nmod") if tree.case(c) == "by"]
        return by or [*tree.under(noun, "nmod:poss")] or _doer_of_noun(tree, noun, depth)
    return []


def _doer_of_noun(tree: Tree, noun: int, depth: int) -> list[int]:
    """Who acts in "X made an attempt to …": the subject of the verb that the noun depends on."""
    governor = tree.words[noun].head
    if governor >= 0 and tree.is_verb(governor) and tree.relation(noun) in ("obj", "obl") and depth:
        return subjects(tree, governor, depth - 1)
    return []


def objects(tree: Tree, i: int, depth: int = DEPTH) -> list[int]:
    """The heads of a verb's deep object: what a passive says of its subject, and what a relative clause says of its noun."""
    if is_passive(tree, i):
        return _passive_object(tree, i, depth)
    own = [_antecedent(tree, i, c) for c in tree.under(i, "obj")]
    return own or _shared_object(tree, i) or _relative_object(tree, i)


def _passive_object(tree: Tree, i: int, depth: int) -> list[int]:
    own = [_antecedent(tree, i, c) for c in tree.under(i, "nsubj:pass")]
    if own or not depth:
        return own
    governor = tree.words[i].head
    if tree.words[i].deprel == "conj" and tree.is_verb(governor):
        return _passive_object(tree, governor, depth - 1)
    if tree.relation(i) in ("acl", "amod") and tree.is_noun(governor):
        return [governor]
    if tree.words[i].deprel == "xcomp" and tree.is_verb(governor):
        return subjects(tree, governor, depth - 1)
    return []


def _shared_object(tree: Tree, i: int) -> list[int]:
    """The object of "funded and armed militias" for the verb that lacks one of its own."""
    if tree.first(i, "ccomp", "xcomp") is not None:
        return []
    group = [c for c in tree.conjuncts(_first_conjunct(tree, i)) if tree.is_verb(c) and c != i]
    shared = [o for c in group for o in tree.under(c, "obj") if o > max(c, i) and _adjacent(tree, c, i)]
    return shared[:1]


def _adjacent(tree: Tree, a: int, b: int) -> bool:
    """Whether nothing but a conjunction, punctuation or adverbs stands between two verbs."""
    return all(tree.words[k].upos in ("CCONJ", "PUNCT", "ADV", "AUX") for k in range(min(a, b) + 1, max(a, b)))


def _relative_object(tree: Tree, i: int) -> list[int]:
    if tree.words[i].deprel == "acl:relcl" and tree.first(i, "nsubj") is not None:
        used = {_antecedent(tree, i, c) for c in tree.under(i, "nsubj")}
        noun = tree.words[i].head
        return [noun] if noun not in used else []
    return []


# ------------------------------------------------------------------ nouns


def _noun_slots(tree: Tree, i: int) -> dict[str, list[int]]:
    found = _modifiers(tree, i)
    copular = list(tree.under(i, "nsubj")) if tree.first(i, "cop") is not None else []
    if copular:
        found.setdefault("subject", copular)
    return found


def _modifiers(tree: Tree, i: int) -> dict[str, list[int]]:
    """What modifies a noun: possessor, compounds, adjectives, and noun modifiers by preposition."""
    found: dict[str, list[int]] = {}
    found["possessor"] = list(tree.under(i, "nmod:poss"))
    found["compound"] = [c for c in tree.under(i, "compound") if tree.words[c].deprel == "compound"]
    found["amod"] = list(tree.under(i, "amod"))
    led = [c for a in found["amod"] if tree.words[a].lemma == "lead" for c in tree.children[a] if tree.is_noun(c)]
    if led:
        found["by"] = led
    for child in tree.under(i, "nmod", "obl"):
        if (preposition := tree.case(child)) and tree.words[child].deprel != "nmod:poss":
            found.setdefault(preposition, []).append(child)
    return found
