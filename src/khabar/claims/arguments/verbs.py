"""The deep subject and object of a verb: passives, relatives, control, raising and conjunction undone."""

from __future__ import annotations

from functools import cache

from khabar import vocab
from khabar.claims.arguments.noun_control import leads_to_doer, link_of
from khabar.claims.arguments.passives import agents, first_conjunct, is_passive
from khabar.claims.arguments.relatives import antecedent, called, described, gap_object, whose
from khabar.claims.arguments.states import is_state
from khabar.claims.classes import carrier_nouns, classes_of, is_national
from khabar.claims.cues import cue
from khabar.claims.measures import words
from khabar.claims.tree import Tree

DEPTH = 8
BODIES = frozenset({"armed", "organization", "government"})
TARGETS = frozenset({"vehicle", "aircraft", "facility"})
AGAINST = ("on", "upon", "against")
BLAMING = ("for", "of", "from")


@cache
def control_verbs() -> dict[str, str]:
    """Who is the subject of a verb's complement, from ``vocab/object_control.tsv``: lemma to ``object`` or ``subject``."""
    return {row["lemma"]: row["control"] for row in vocab.load("object_control")}


# ------------------------------------------------------------------ subjects


def subjects(tree: Tree, i: int, depth: int = DEPTH) -> list[int]:
    """The heads of a verb's deep subject, or none where the tree does not state it."""
    if is_passive(tree, i):
        return _passive_object(tree, i, depth) if is_state(tree, i) else agents(tree, i)
    own = [c for c in tree.under(i, "nsubj") if tree.words[c].deprel != "nsubj:outer"]
    if tree.first(i, "cop") is not None and depth:
        return [o for c in tree.under(i, "nsubj") for o in (doers(tree, c, depth - 1) if _is_thing(tree, c) else [c])]
    if own:
        return [antecedent(tree, i, c) for c in own]
    return (_inherited(tree, i, depth) if depth else []) or _strayed(tree, i)


def _inherited(tree: Tree, i: int, depth: int) -> list[int]:
    governor, relation = tree.words[i].head, tree.words[i].deprel
    if governor < 0:
        return []
    if relation == "conj":
        return _from_conjunct(tree, i, governor, depth)
    if relation == "xcomp" or (relation == "ccomp" and _form(tree, i) in ("VB", "VBG")):
        sought = _is_sought_with(tree, i, governor)
        return subjects(tree, governor, depth - 1) if sought else _controller(tree, governor, depth)
    if relation == "advcl":
        return _of_adverbial(tree, i, governor, depth)
    if tree.relation(i) in ("acl", "amod"):
        return _of_participle(tree, i, governor, depth)
    noun = described(tree, i) if relation == "csubj" else None
    return [] if noun is None else [noun]


def _is_sought_with(tree: Tree, i: int, governor: int) -> bool:
    """Whether an infinitive tells what somebody asks another for something for: "asked them for money | to train rebels"."""
    if not tree.is_verb(governor) or tree.first(governor, "obj", "iobj") is None:
        return False
    return any(tree.case(o) == "for" and max(tree.subtree(o)) < i for o in tree.under(governor, "obl"))


def _strayed(tree: Tree, i: int) -> list[int]:
    """A subject that the parser gave to the participle after it: "an explosion blamed on rebels killed two"."""
    participles = (c for c in tree.under(i, "advcl") if c < i and tree.tag(c) == "VBN" and tree.first(c, "aux") is None)
    return [c for p in participles for c in tree.under(p, "nsubj")]


def _from_conjunct(tree: Tree, i: int, governor: int, depth: int) -> list[int]:
    if not tree.is_verb(governor):
        return _said_of(tree, governor)
    if is_passive(tree, governor) and not is_passive(tree, i):
        return _passive_subject(tree, governor)
    return subjects(tree, governor, depth - 1)


def _said_of(tree: Tree, i: int) -> list[int]:
    """What an adjective or noun is said of: "the army is ready to …"."""
    return [antecedent(tree, i, c) for c in tree.under(i, "nsubj")]


def _passive_subject(tree: Tree, i: int) -> list[int]:
    return [antecedent(tree, i, c) for c in tree.under(i, "nsubj:pass")]


def _controller(tree: Tree, governor: int, depth: int) -> list[int]:
    """The subject of an infinitive or participle that another verb governs."""
    if not tree.is_verb(governor):
        return _said_of(tree, governor)
    if leaned_on := _controls_through(tree, governor):
        return leaned_on
    if is_passive(tree, governor):
        return _of_passive(tree, governor, depth)
    if control_verbs().get(tree.base(governor)) != "subject":
        told = [o for o in objects(tree, governor, depth - 1) if not (_is_thing(tree, o) or _is_reflexive(tree, o))]
        if told:
            return told
    return subjects(tree, governor, depth - 1)


def _of_passive(tree: Tree, governor: int, depth: int) -> list[int]:
    """Who goes on to act after a passive: whom it was done to, and where that is a thing whoever did it."""
    undergoer = _passive_subject(tree, governor) or _passive_object(tree, governor, depth - 1)
    thing = bool(undergoer) and all(_is_thing(tree, u) for u in undergoer)
    return (agents(tree, governor) if thing else []) or undergoer


def _is_target(tree: Tree, thing: int, verb: int) -> bool:
    """Whether something is what is attacked, and not what is used: "a plane was shot down, killing …", no bomb that is set."""
    target = _is_thing(tree, thing) and bool(classes_of(tree, thing) & TARGETS)
    return target and tree.lemma(verb) not in vocab.words("using_verbs", "lemma")


def _controls_through(tree: Tree, governor: int) -> list[int]:
    """Whom a verb moves through a preposition: "leaning on Tehran to …"."""
    lemma = tree.base(governor)
    return [c for c in tree.under(governor, "obl") if control_verbs().get(f"{lemma} {tree.case(c)}") == "object"]


def _is_reflexive(tree: Tree, head: int) -> bool:
    """Whether a pronoun stands for the subject: "found themselves fighting"."""
    return tree.printed(head).endswith(("self", "selves"))


def _is_thing(tree: Tree, head: int) -> bool:
    """Whether a phrase speaks of a thing or deed, which can do nothing by itself."""
    found = classes_of(tree, head)
    return bool(found) and "actor" not in found


def _of_adverbial(tree: Tree, i: int, governor: int, depth: int) -> list[int]:
    if not tree.is_verb(governor):
        return _said_of(tree, governor) or doers(tree, governor, depth - 1)
    if _moves_object(tree, i, governor):
        if leaned_on := _controls_through(tree, governor):
            return leaned_on
        moved = [o for o in objects(tree, governor, depth - 1) if _can_act(tree, o) or _is_kept(tree, i)]
        if moved := moved or _aimed_at(tree, i, governor):
            return moved
    if not is_passive(tree, governor):
        return subjects(tree, governor, depth - 1)
    found = _controller(tree, governor, depth)
    harms = tree.base(i) in words("verb", "object")
    return [u for u in found if not _is_target(tree, u, governor)] if harms else found


def _is_kept(tree: Tree, i: int) -> bool:
    """Whether a clause tells what the object is kept from doing or accused of, be it a thing: "blocked aid from entering the
    town", "accused the press of taking sides".
    """
    return any(tree.printed(m) in ("from", "of") for m in tree.under(i, "mark"))


def _aimed_at(tree: Tree, i: int, governor: int) -> list[int]:
    """Whom a measure is taken against for what they do: "imposed sanctions on two men for funding …"."""
    mark = tree.first(i, "mark")
    if mark is None or tree.printed(mark) != "for":
        return []
    return [c for c in tree.under(governor, "obl") if c < i and tree.case(c) in AGAINST and _can_act(tree, c)]


def _moves_object(tree: Tree, i: int, governor: int) -> bool:
    """Whether an adverbial clause tells what the object does: "blamed X for …ing", "sent troops to …"."""
    if governor < 0 or not tree.is_verb(governor):
        return False
    mark = tree.first(i, "mark", "case")
    word = tree.printed(mark) if mark is not None else ""
    if word == "to":
        lemma = tree.base(governor)
        return control_verbs().get(lemma) == "object" or bool(_controls_through(tree, governor))
    return word in BLAMING or (word == "in" and control_verbs().get(tree.base(governor)) == "object")


def _of_participle(tree: Tree, i: int, noun: int, depth: int) -> list[int]:
    """Who acts in a clause that describes a noun: the noun, or whoever has the plan, means or charge that it is."""
    form = _form(tree, i)
    if form == "VBG" and tree.first(i, "mark", "case") is None:
        loose = i > 0 and tree.words[i - 1].upos == "PUNCT" and not _can_act(tree, noun)
        return (doers(tree, noun, depth - 1) if loose else []) or [noun]
    if form not in ("VBG", "VB") or tree.words[i].deprel == "acl:relcl":
        return []
    party = _can_act(tree, noun) and tree.base(noun) not in carrier_nouns()
    if party and _moves_object(tree, i, tree.words[noun].head) and link_of(tree, noun) == "":
        return [noun]
    if party and form == "VB" and (verb := _accompanied(tree, noun)) is not None:
        return subjects(tree, verb, depth - 1)
    return doers(tree, noun, depth - 1) or ([noun] if _can_act(tree, noun) else [])


def _accompanied(tree: Tree, party: int) -> int | None:
    """The verb whose subject a party goes with, and whose purpose was hung from the party: "works with allies | to …"."""
    first = first_conjunct(tree, party)
    beside = tree.relation(first) in ("obl", "nmod") and tree.case(first) in ("with", "alongside", "in")
    return next((a for a in tree.ancestors(first) if tree.is_verb(a)), None) if beside else None


def _form(tree: Tree, i: int) -> str:
    """The tag of a verb, or of its auxiliary: "having shelled" is a participle as "shelling" is."""
    auxiliary = tree.first(i, "aux")
    return tree.tag(i if auxiliary is None else auxiliary)


def _can_act(tree: Tree, head: int) -> bool:
    return "actor" in classes_of(tree, head)


def doers(tree: Tree, noun: int, depth: int = DEPTH) -> list[int]:
    """Who does what a noun speaks of ("X's plan to …", "a bid by X to …", "X made an attempt to …")."""
    governor = tree.words[noun].head
    if own := _own_doers(tree, noun):
        reflexive = all(tree.tag(o) == "PRP$" for o in own) and leads_to_doer(tree, noun) and depth > 0
        return (subjects(tree, governor, depth - 1) if reflexive else []) or own
    if governor < 0 or depth <= 0:
        return []
    if tree.is_verb(governor) and tree.relation(noun) in ("obj", "obl", "xcomp"):
        return [] if _only_speaks_of(tree, noun, governor) else subjects(tree, governor, depth - 1)
    if tree.words[noun].deprel == "nsubj:pass":
        return subjects(tree, governor, depth - 1)
    return doers(tree, governor, depth - 1) if tree.relation(noun) in ("nmod", "conj") else []


def _only_speaks_of(tree: Tree, noun: int, verb: int) -> bool:
    """Whether whoever says or thinks something of a deed is not said to do it: "criticised the plan to …"."""
    lemma = tree.lemma(verb)
    known = cue(lemma, "verb") or cue(lemma, "withheld")
    return known is not None and link_of(tree, noun) == "" and not leads_to_doer(tree, noun)


def _own_doers(tree: Tree, noun: int) -> list[int]:
    """Who does it by the noun's own phrases: an agent, a possessor, a nation ("the Iraqi mission"), one of whom it is."""
    ways = (
        [c for c in tree.under(noun, "nmod") if tree.case(c) == "by"],
        [whose(tree, c) for c in tree.under(noun, "nmod:poss")],
        _accused(tree, noun),
        [c for c in tree.under(noun, "amod", "compound") if is_national(tree, c) or _names_party(tree, c)],
        [c for c in tree.under(noun, "nmod") if tree.case(c) == "of" and _can_act(tree, c)],
    )
    return next((way for way in ways if way), [])


def _names_party(tree: Tree, i: int) -> bool:
    """Whether a compound says whose a plan is: "coalition efforts to …", "Hamas plans to …"."""
    named = tree.words[i].upos == "PROPN" and _can_act(tree, i)
    body = named or bool(classes_of(tree, i) & BODIES)
    return body and tree.words[i].deprel == "compound" and tree.name_of[i] in (None, "ORG")


def _accused(tree: Tree, noun: int) -> list[int]:
    """Who is said to have acted in "charges against X of …ing"."""
    against = [c for c in tree.under(noun, "nmod") if tree.case(c) == "against"]
    return against if "accusation" in classes_of(tree, noun) else []


# ------------------------------------------------------------------ objects


def objects(tree: Tree, i: int, depth: int = DEPTH) -> list[int]:
    """The heads of a verb's deep object: what a passive says of its subject, and what a relative clause says of its noun."""
    if is_passive(tree, i):
        return [] if is_state(tree, i) else _passive_object(tree, i, depth)
    own = [*tree.under(i, "obj")] or [*tree.under(i, "iobj")]
    return [called(tree, antecedent(tree, i, c)) for c in own] or _shared_object(tree, i) or gap_object(tree, i)


def _passive_object(tree: Tree, i: int, depth: int) -> list[int]:
    own = _passive_subject(tree, i)
    if own or depth <= 0:
        return own
    governor = tree.words[i].head
    if tree.words[i].deprel == "conj" and tree.is_verb(governor):
        if is_passive(tree, governor):
            return _passive_object(tree, governor, depth - 1)
        return subjects(tree, governor, depth - 1)
    if tree.relation(i) in ("acl", "amod") and tree.is_noun(governor):
        return [governor]
    if tree.words[i].deprel == "xcomp" or (tree.words[i].deprel == "ccomp" and _form(tree, i) == "VBG"):
        return _controller(tree, governor, depth - 1)
    if tree.words[i].deprel == "advcl":
        if tree.is_verb(governor) and is_passive(tree, governor):
            return _passive_object(tree, governor, depth - 1)
        return subjects(tree, governor, depth - 1) if tree.is_verb(governor) else _said_of(tree, governor)
    return []


def _shared_object(tree: Tree, i: int) -> list[int]:
    """The object of "funded and armed militias" for the verb that lacks one of its own."""
    if tree.first(i, "ccomp", "xcomp") is not None:
        return []
    group = [c for c in tree.conjuncts(first_conjunct(tree, i)) if tree.is_verb(c) and c != i]
    shared = [o for c in group for o in tree.under(c, "obj") if o > max(c, i) and _adjacent(tree, c, i, group)]
    return shared[:1]


def _adjacent(tree: Tree, a: int, b: int, group: list[int]) -> bool:
    """Whether nothing but other verbs of their group, conjunctions, punctuation or adverbs stands between two verbs."""
    between = (k for k in range(min(a, b) + 1, max(a, b)) if k not in group)
    return all(tree.words[k].upos in ("CCONJ", "PUNCT", "ADV", "AUX") for k in between)
