"""The harm that a predicate says of a phrase: killed, injured, detained, displaced, missing."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.classes import classes_of, partitive_nouns
from khabar.claims.measures import PERSONS, harm_of, look_up, measure_of, words
from khabar.claims.tree import Tree

LIVES = frozenset({"life", "lives"})
LOSING = ("lose", "cost")
LONGEST_CHAIN = 4
LONGEST_GAP = 10
# With whom one comes to harm: "was killed along with his three sons".
TOGETHER = ("along", "together", "alongside")
MIXING = frozenset({"killed", "injured"})
FOLLOWED = ("NUM", "DET", "NOUN", "PROPN", "PRON", "ADJ")


def mixed(tree: Tree, node: int) -> bool:
    """Whether a number counts two harms together: 20 dead and wounded, 20 were killed or injured.

    The two stand side by side, and nobody else follows whom the second is said of ("killed five and wounded 12").
    """
    said = [i for i in (node, node + 1, tree.words[node].head) if 0 <= i < len(tree) - 2]
    first = next((i for i in said if _harm(tree, i) in MIXING), None)
    if first is None or tree.words[first + 1].upos != "CCONJ":
        return False
    after = tree.words[first + 3].upos if first + 3 < len(tree) else "PUNCT"
    return after not in FOLLOWED and {_harm(tree, first), _harm(tree, first + 2)} == MIXING


def _harm(tree: Tree, i: int) -> str | None:
    return harm_of(tree, i) or measure_of(tree, i) or look_up(tree, i, words("verb", "object"))


def verb_over(tree: Tree, node: int) -> int | None:
    """The nearest verb, or adjective said of somebody, over a phrase."""
    for above in tree.ancestors(node):
        if tree.is_verb(above) or tree.first(above, "cop") is not None:
            return above
    return None


def suffered(tree: Tree, node: int) -> Iterator[str]:
    """The harms that the words around say of a phrase, nearest first."""
    after = node + 1
    if after < len(tree) and (found := harm_of(tree, after)) and tree.first(after, "obj") is None:
        yield found
    for child in _said_of(tree, node):
        if _tells_of_another(tree, child):
            yield from _of_core(tree, child, undergoes=True) if _lacks_object(tree, child) else ()
            continue
        related = tree.words[child].deprel == "acl:relcl" and tree.first(child, "nsubj:pass") is None
        yield from _of_core(tree, child, tree.tag(child) in ("VBN", "VBD", "JJ") and not related)
    if found := harm_of(tree, node):
        yield found
    yield from _above(tree, node, 0)


def _tells_of_another(tree: Tree, child: int) -> bool:
    """Whether a relative clause has a subject of its own: "30 men, ten of whom were shot", "bases in which ten died"."""
    subject = tree.first(child, "nsubj", "nsubj:pass") if tree.words[child].deprel == "acl:relcl" else None
    return subject is not None and tree.printed(subject) not in ("who", "which", "that", "whom")


def _lacks_object(tree: Tree, child: int) -> bool:
    """Whether a relative clause tells what somebody did to those it is about: "the 30 men whom rebels shot"."""
    object_ = tree.first(child, "obj")
    relative = object_ is None or tree.tag(object_) in ("WP", "WDT")
    return relative and tree.first(child, "nsubj:pass") is None


def _said_of(tree: Tree, node: int) -> Iterator[int]:
    """The clauses and adjectives beside a phrase, or beside the "those" of whom it counts some."""
    yield from tree.under(node, "acl", "amod")
    for those in tree.under(node, "nmod"):
        if tree.printed(those) == "those":
            yield from tree.under(those, "acl", "amod")


def befell(tree: Tree, node: int) -> str | None:
    """The harm that the verb or noun over a phrase tells of."""
    return next(_above(tree, node, 0), None)


def _above(tree: Tree, node: int, depth: int) -> Iterator[str]:
    """What the governor of a phrase says of it."""
    head = tree.words[node].head
    if tree.words[node].upos == "NUM" and tree.first(node, "cop") is not None:
        # The number of civilians killed was 88.
        for thing in tree.under(node, "nsubj"):
            yield from counted_by(tree, thing)
    if head < 0 or depth > LONGEST_CHAIN:
        return
    if tree.is_verb(head):
        yield from _of_verb(tree, node, head)
    elif tree.relation(node) in ("nsubj", "nmod", "conj", "appos", "obl"):
        yield from _of_nominal(tree, node, head, depth)


def _of_nominal(tree: Tree, node: int, head: int, depth: int) -> Iterator[str]:
    """What a noun or adjective over a phrase says of it: the death of three, three dead, twelve men and three women."""
    relation, case = tree.relation(node), tree.case(node)
    if relation in ("nsubj", "conj", "appos") and (found := harm_of(tree, head)):
        yield found
    if relation == "nsubj":
        yield from _out_of_those(tree, head)
    if relation == "appos":
        for said in _said_of(tree, head):
            yield from _of_core(tree, said, tree.tag(said) in ("VBN", "VBD", "JJ"))
    if relation in ("nmod", "conj") and case == "of" and (found := look_up(tree, head, words("deed"))):
        yield found
    if relation == "nmod" and case == "of" and is_life(tree, head):
        yield "killed"
    rose = case == "to" and tree.words[node].upos == "NUM"
    some = case == "of" and _takes_some(tree, head)
    if relation in ("conj", "appos") or case in ("including", "among", *TOGETHER) or some or rose:
        yield from _above(tree, head, depth + 1)


def _out_of_those(tree: Tree, head: int) -> Iterator[str]:
    """The harm of those whom a number is a part of: "of the dead, 35 were women"."""
    for whole in tree.under(head, "obl", "nmod"):
        if tree.case(whole) in ("of", "among"):
            found = harm_of(tree, whole) or measure_of(tree, whole)
            said = (harm for c in tree.under(whole, "acl", "amod") if (harm := _participle(tree, c)))
            yield from ([found] if found in PERSONS else said)


def _takes_some(tree: Tree, head: int) -> bool:
    """Whether a noun only says how many there are, or what is left of them: no "armouries of three divisions"."""
    if tree.words[head].upos in ("NUM", "DET", "PRON", "ADJ") or tree.lemma(head) in partitive_nouns():
        return True
    counts = (look_up(tree, head, words(kind)) for kind in ("number", "collective", "ranks", "remains"))
    return any(found is not None for found in counts) or measure_of(tree, head) in PERSONS


def _of_verb(tree: Tree, node: int, verb: int) -> Iterator[str]:
    """What a verb does to its object, or its subject suffers."""
    relation = tree.relation(node)
    if relation == "obj" and tree.words[node].upos == "NUM":
        yield from _reached(tree, verb)
    if relation == "obj" and tree.lemma(verb) == "include":
        yield from (m for s in tree.under(verb, "nsubj") if (m := harm_of(tree, s) or measure_of(tree, s)) in PERSONS)
    if relation in ("obj", "nsubj"):
        yield from _of_party(tree, node, verb, undergoes=relation == "obj" or _is_passive(tree, node, verb))
    elif relation == "obl" and (tree.case(node) in TOGETHER or tree.case(node) == "with"):
        for governed in tree.under(verb, "nsubj", *(("obj",) if tree.case(node) in TOGETHER else ())):
            yield from _of_verb(tree, governed, verb)
    elif relation == "obl" and tree.case(node) in ("including", "among"):
        for governed in tree.under(verb, "nsubj", "obj"):
            yield from _of_verb(tree, governed, verb)
    elif relation in ("obl", "iobj"):
        yield from _risen(tree, node, verb)
    elif relation == "conj" and tree.words[node].upos == "NUM":
        yield from _gapped(tree, node)


def _of_party(tree: Tree, node: int, verb: int, *, undergoes: bool) -> Iterator[str]:
    """What a verb says of its object or subject, and the verbs that share the object."""
    is_object = tree.relation(node) == "obj"
    shared = [v for v in tree.under(verb, "conj") if v < node and tree.is_verb(v)] if is_object else []
    # "Kidnapped and killed eleven": the last of the verbs that share an object tells most.
    for each in (*reversed(shared), verb):
        yield from _of_core(tree, each, undergoes)
    # "Saw four people die", "four are alleged to have died": what they were seen or said to come to.
    passive = tree.words[node].deprel == "nsubj:pass" or tree.first(verb, "aux:pass") is not None
    for seen in tree.under(verb, "xcomp") if is_object or passive else ():
        yield from _of_core(tree, seen, undergoes=tree.first(seen, "aux:pass") is not None)


def _risen(tree: Tree, node: int, verb: int) -> Iterator[str]:
    """What a number counts that something came or was brought to: "the toll rose to 88", "bringing the toll to 88"."""
    for thing in [*tree.under(verb, "obj")] or tree.under(verb, "nsubj"):
        yield from (m for m in counted_by(tree, thing) if m in PERSONS or tree.words[node].upos == "NUM")


def _gapped(tree: Tree, node: int) -> Iterator[str]:
    """The harm of a number whose verb comes without its auxiliary: "seven were killed and 55, among them boys, injured"."""
    after = (i for i in range(node + 1, min(node + LONGEST_GAP, len(tree))) if tree.tag(i) in ("CD", "VBN", "VBD"))
    said = next(after, None)
    if said is not None and (found := look_up(tree, said, words("verb", "object"))):
        yield found


def _reached(tree: Tree, verb: int) -> Iterator[str]:
    """What a bare number counts that a toll came to: "the toll reached 88"."""
    for thing in tree.under(verb, "nsubj"):
        if look_up(tree, thing, words("number")) is not None or measure_of(tree, thing) in PERSONS:
            yield from counted_by(tree, thing)


def counted_by(tree: Tree, thing: int) -> Iterator[str]:
    """What a toll or a number counts: the toll, the number of injuries, the number of soldiers killed."""
    if found := measure_of(tree, thing):
        yield found
    if look_up(tree, thing, words("number")) is None:
        return
    yield from (harm for c in tree.under(thing, "acl", "appos") if tree.is_verb(c) and (harm := _participle(tree, c)))
    for part in tree.under(thing, "nmod", "amod"):
        said = [harm for c in tree.under(part, "acl", "amod") if (harm := _participle(tree, c))]
        own = harm_of(tree, part) or measure_of(tree, part)
        yield from (*said, *([own] if own else ()))


def _participle(tree: Tree, i: int) -> str | None:
    """The harm that a participle or clause beside a noun says of it: "soldiers killed", "those who died"."""
    if tree.words[i].deprel == "acl:relcl" and tree.first(i, "nsubj:pass") is None:
        return look_up(tree, i, words("verb", "subject"))
    return harm_of(tree, i) or look_up(tree, i, words("verb", "object" if tree.tag(i) in ("VBN", "VBD") else "subject"))


def _of_core(tree: Tree, verb: int, undergoes: bool) -> Iterator[str]:
    """What a verb says of its object (or passive subject), or else of its subject."""
    if undergoes:
        yield from _outcome(tree, verb)
    if found := look_up(tree, verb, words("verb", "object" if undergoes else "subject")):
        yield found
    if tree.first(verb, "obj") is None and (found := harm_of(tree, verb)):
        yield found
    yield from _beside(tree, verb) if undergoes else _of_doer(tree, verb)


def _outcome(tree: Tree, verb: int) -> Iterator[str]:
    """What a verb says together with its outcome, which tells more than the verb alone: shot dead, took hostage, stabbed to
    death.
    """
    for end in tree.under(verb, "obl"):
        if tree.case(end) == "to" and look_up(tree, end, words("deed")) == "killed":
            yield "killed"
    for said in tree.under(verb, "xcomp", "advcl", "advmod"):
        if tree.relation(said) != "xcomp" and tree.words[said].upos != "ADJ":
            continue
        together = f"{tree.base(verb)} {tree.base(said)}"
        if found := harm_of(tree, said) or words("verb", "object").get(together):
            yield found


def _beside(tree: Tree, verb: int) -> Iterator[str]:
    """What stands beside a verb says of those who undergo it."""
    if found := _with_wounds(tree, verb):
        yield found
    for said in tree.under(verb, "advcl", "amod", "obl"):
        if found := harm_of(tree, said):
            yield found
    thing = tree.first(verb, "obj")
    if tree.lemma(verb) in LOSING and (thing is None or _is_somebody(tree, thing)):
        # An army that "lost 30 men" may mean dead, captured or deserted.
        yield "casualties"


def _is_somebody(tree: Tree, thing: int) -> bool:
    """Whether people are what is lost, and not sight or track of them."""
    return "actor" in classes_of(tree, thing) or tree.printed(thing) in LIVES


def _of_doer(tree: Tree, verb: int) -> Iterator[str]:
    """What a verb with its object says of its subject: lost their lives, suffered burns, remained in custody."""
    if _is_confined(tree, verb):
        yield "detained"
    if look_up(tree, verb, words("stock", "subject")) is not None:
        yield from (found for said in tree.under(verb, "xcomp") if (found := harm_of(tree, said)))
    thing = tree.first(verb, "obj")
    if thing is not None and tree.printed(thing) in LIVES and look_up(tree, verb, words("life")):
        yield "killed"
    if thing is not None and tree.lemma(verb) in ("suffer", "sustain") and measure_of(tree, thing) == "injured":
        yield "injured"


def _is_confined(tree: Tree, verb: int) -> bool:
    """Whether a verb says where somebody still is, and that is in custody: "remain in captivity"."""
    if look_up(tree, verb, words("stock", "subject")) is None:
        return False
    states = (c for c in tree.under(verb, "obl") if tree.case(c) in ("in", "under"))
    return any(look_up(tree, c, words("deed")) == "detained" for c in states)


def _with_wounds(tree: Tree, verb: int) -> str | None:
    """What a verb says together with its prepositional phrase: brought in with burns, treated for smoke inhalation."""
    for child in tree.under(verb, "obl"):
        case = tree.case(child)
        if case in ("with", "for", "from") and measure_of(tree, child) == "injured":
            return "injured"
        if found := words("verb", "object").get(f"{tree.base(verb)} {case}"):
            return found
    return None


def _is_passive(tree: Tree, node: int, verb: int) -> bool:
    """Whether the subject of a verb undergoes it: "were killed", and "30 wounded" in headlines and after a conjunction."""
    if tree.words[node].deprel == "nsubj:pass":
        return True
    active = any(tree.base(a) in ("have", "'ve", "'s") for a in tree.under(verb, "aux"))
    return tree.tag(verb) == "VBN" and not active


def is_life(tree: Tree, noun: int) -> bool:
    """Whether lives are counted that something cost: the attack claimed 17 lives."""
    verb = verb_over(tree, noun)
    return verb is not None and tree.printed(noun) in LIVES and bool(look_up(tree, verb, words("life")))
