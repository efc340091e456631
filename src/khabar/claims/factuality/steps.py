"""One step up from a deed, or from what already governs it: which operator is met, and whether the climb goes on."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.arguments.nouns import occurrence_verbs
from khabar.claims.arguments.relatives import antecedent
from khabar.claims.arguments.verbs import control_verbs
from khabar.claims.classes import classes_of, noun_classes
from khabar.claims.cues import cue
from khabar.claims.factuality.clause import is_imperative, is_inverted, is_present
from khabar.claims.factuality.status import DIRECTED
from khabar.claims.measures import look_up, words
from khabar.claims.operators import effect_of, effect_of_mark, effect_through, is_wished, light_verbs, marks, operator
from khabar.claims.tree import LISTING, Tree
from khabar.frozen import record

# What a noun says of a deed it governs, it says through one of these.
OF_DEEDS = frozenset(
    {"of", "for", "to", "on", "about", "against", "over", "into", "toward", "towards", "regarding", "by", "from"}
)
# Odds on what is to come are odds on what came, where the clause is about the past.
# What comes of an aim.
OUTCOMES = ("negated", "abandoned", "actual")
LOOKING_BACK = {"potential": "possible", "expected": "probable", "able": "actual"}
INDEFINITE = frozenset({"a", "an", "any", "some", "another", "no"})
PAST_COPULAS = ("was", "were")
# Talks that somebody is still to go to are still to be held: "will fly to Geneva for talks".
GOING_TO = ("for", "to", "at")
# What comes first in these is still to come wherever it stands in the present.
UNTIL = frozenset({"once", "until", "till"})
TEMPORAL = frozenset({"when", "once", "after", "before", "until", "till", "as", "while", "whenever"})


@record(frozen=True, slots=True)
class Step:
    """A step to a governor: the operators met, whether the governor's own clause counts too, and whether to stop there.

    What ``leans`` on its governor, as its aim or its outcome, is unreal where that is.
    """

    governor: int
    effects: tuple[str, ...] = ()
    clause_counts: bool = False
    stops: bool = False
    leans: bool = False


def step(tree: Tree, i: int) -> Step | None:
    """The step from a word to its governor, or none where the word stands for itself."""
    governor = tree.words[i].head
    if governor < 0 or tree.words[i].deprel == "acl:relcl":
        return None
    clausal = {
        "conj": _from_conjunct,
        "xcomp": _from_complement,
        "ccomp": _from_complement,
        "csubj": _from_subject_clause,
        "advcl": _from_adverbial,
        "acl": _from_noun_clause,
    }.get(tree.relation(i))
    if clausal:
        return clausal(tree, i, governor)
    if tree.is_verb(i) and _is_infinitive(tree, i):
        return _from_purpose(tree, i, governor)
    return _from_noun(tree, i, governor) if tree.is_noun(i) or tree.tag(i) == "VBG" else None


def _met(governor: int, effect: str | None) -> Step | None:
    """The step to a word that acts; what takes the deed for granted ends the climb."""
    if effect is None:
        return None
    return Step(governor, stops=True) if effect == "presupposed" else Step(governor, (effect,), clause_counts=True)


# ------------------------------------------------------------------ clauses


def _from_conjunct(tree: Tree, i: int, governor: int) -> Step:
    """A conjunct shares what governs its partner, unless it is a clause of its own."""
    own = tree.is_verb(i) and tree.first(i, "nsubj", "nsubj:pass") is not None
    own = own and not (tree.relation(governor) == "ccomp" and "that" in marks(tree, i))
    returns = _is_infinitive(tree, governor) and not _is_infinitive(tree, i) and _has_tense(tree, i)
    return Step(governor, stops=own or returns)


def _has_tense(tree: Tree, i: int) -> bool:
    forms = ("VBD", "VBZ", "VBP", "MD")
    return tree.tag(i) in forms or any(tree.tag(a) in forms for a in tree.under(i, "aux", "aux:pass", "cop"))


def _is_infinitive(tree: Tree, i: int) -> bool:
    return any(tree.printed(m) == "to" for m in tree.under(i, "mark"))


def _is_finite(tree: Tree, i: int) -> bool:
    if tree.tag(i) in ("VBD", "VBZ", "VBP"):
        return True
    return not _is_infinitive(tree, i) and tree.first(i, "nsubj", "nsubj:pass", "expl") is not None


def _looks_back(tree: Tree, i: int) -> bool:
    """Whether a clause is about the past: "to have struck", "that it struck"."""
    auxiliaries = [tree.words[a] for a in tree.under(i, "aux", "aux:pass", "cop")]
    if any(a.xpos == "MD" for a in auxiliaries):
        return False
    perfect = any(a.lemma.lower() == "have" for a in auxiliaries)
    past = tree.tag(i) == "VBD" and not is_wished(tree, i)
    return perfect or past or any(a.xpos == "VBD" for a in auxiliaries)


def _routes(tree: Tree, i: int) -> tuple[str, ...]:
    """Through which construction a clause hangs on its governor."""
    if _is_finite(tree, i):
        return ("that", "wish") if is_wished(tree, i) else ("that",)
    return ("clause",) if _is_infinitive(tree, i) else ("clause", *marks(tree, i))


def _acting(tree: Tree, i: int, governor: int) -> str | None:
    """What a governor does to the deed in its clause, and what becomes of that where the clause is about the past.

    "Began to shell" tells of shelling, "began the operation to shell" of an aim; what a law allows need not be done.
    """
    routes = _routes(tree, i)
    beside = (*marks(tree, i), *_moving(tree, governor)) if _is_infinitive(tree, i) else ()
    effect = _of_companions(tree, i, governor, routes) or effect_through(tree, governor, routes, beside)
    if effect == "ongoing" and _is_infinitive(tree, i) and any(o < i for o in tree.under(governor, "obj")):
        return "planned"
    if effect == "enabled":
        return "able" if tree.tag(governor) in ("VBZ", "VBP") else "actual"
    if effect == "able" and any(tree.printed(c) in PAST_COPULAS for c in tree.under(governor, "cop")):
        return "actual"
    if effect == "probable" and is_imperative(tree, governor):
        return "hypothetical"
    if effect == "presupposed" and _finds_itself(tree, governor):
        return None
    if not _looks_back(tree, i):
        return effect
    return None if effect in DIRECTED else LOOKING_BACK.get(effect or "", effect)


def _finds_itself(tree: Tree, verb: int) -> bool:
    """Whether a verb of finding tells what comes over its own subject: "could find themselves | fighting"."""
    return any(tree.printed(o).endswith(("self", "selves")) for o in tree.under(verb, "obj"))


def _moving(tree: Tree, verb: int) -> Iterator[str]:
    """The preposition through which a verb moves somebody to do something: "called | on | them to go"."""
    cases = (tree.case(c) for c in tree.under(verb, "obl"))
    return (case for case in cases if f"{tree.lemma(verb)} {case}" in control_verbs())


def _of_companions(tree: Tree, i: int, governor: int, routes: tuple[str, ...]) -> str | None:
    """What adverbs and the subject have to say: "has yet to strike", "its first act was to strike"."""
    between = (m - 1 for m in tree.under(i, "mark") if governor < m - 1 and tree.words[m - 1].upos == "ADV")
    adverbs = (
        o
        for a in (*tree.under(governor, "advmod"), *between)
        if (o := operator(tree, a)) and o.through and o.acts(routes)
    )
    named = tree.under(governor, "nsubj") if tree.lemma(governor) == "be" else iter(())
    subjects = [s for n in named for s in (n, *tree.under(n, "nmod"))]
    return next((o.effect for o in (*adverbs, *filter(None, (operator(tree, s) for s in subjects)))), None)


def _from_complement(tree: Tree, i: int, governor: int) -> Step:
    """A clause that completes a verb or adjective; the unknown are taken to look ahead where an infinitive follows."""
    if effect_of_mark(tree, i) == "hypothetical":
        return Step(governor, ("hypothetical",))
    if (excess := _excess(tree, governor)) and _is_infinitive(tree, i):
        return Step(governor, (excess,), clause_counts=True)
    if (met := _met(governor, _acting(tree, i, governor))) is not None:
        return met
    tells = cue(tree.lemma(governor), "verb") is not None
    if _is_infinitive(tree, i) and not _looks_back(tree, i) and not tells:
        return Step(governor, ("planned",), clause_counts=True)
    open_ = tree.relation(i) == "xcomp" and tree.is_verb(governor)
    return Step(governor, clause_counts=open_, stops=not open_)


def _excess(tree: Tree, governor: int) -> str | None:
    """Too weak to fight did not fight; strong enough to fight may."""
    adverbs = {tree.printed(a) for a in tree.under(governor, "advmod")}
    return "negated" if "too" in adverbs else "able" if "enough" in adverbs else None


def _from_subject_clause(tree: Tree, i: int, governor: int) -> Step:
    """A clause as subject: "it is unlikely that they struck"; to do something would be this or that.

    "It took two weeks to strike" tells that they did, "striking will take weeks" that they have not.
    """
    if effect_of_mark(tree, i) == "hypothetical":
        return Step(governor, ("hypothetical",), stops=True)
    met = _met(governor, _acting(tree, i, governor))
    if met is not None:
        return met
    if tree.tag(i) == "VBG" and (ahead := _ahead(tree, governor)):
        return Step(governor, (ahead,), stops=True)
    took = tree.tag(governor) in ("VBD", "VBN") and effect_through(tree, governor, ("extraposed",)) is not None
    return Step(governor, ("hypothetical",) if not took and _is_infinitive(tree, i) else (), stops=True)


def _ahead(tree: Tree, verb: int) -> str | None:
    """Whether a verb looks ahead, and how: "will", "would"."""
    effects = (effect_of(tree, a) for a in tree.under(verb, "aux"))
    return next((e for e in effects if e in ("planned", "conditional")), None)


def _from_adverbial(tree: Tree, i: int, governor: int) -> Step:
    """An adverbial clause: conditions and purposes are not facts; bare participles and "by" share their governor's lot."""
    mark = effect_of_mark(tree, i)
    if mark == "planned":
        return _from_purpose(tree, i, governor)
    if tree.tag(i) == "VBG" and (effect := effect_through(tree, governor, marks(tree, i))) and mark == "actual":
        return _met(governor, effect) or Step(governor, stops=True)
    if mark is None and is_inverted(tree, i):
        return Step(governor, ("hypothetical",), stops=True)
    if mark in ("hypothetical", "negated", "counterfactual", "averted"):
        return Step(governor, (mark,), stops=True)
    if is_present(tree, i):
        return Step(governor, stops=True)
    participle = tree.tag(i) in ("VBG", "VBN") and tree.first(i, "nsubj") is None
    by = any(tree.printed(m) == "by" for m in tree.under(i, "mark"))
    if participle and (mark is None or by):
        return Step(governor, clause_counts=True)
    return Step(governor, ("planned",) if _is_still_to_come(tree, i, governor) else (), stops=True)


def _from_purpose(tree: Tree, i: int, governor: int) -> Step:
    """A purpose, unless its governor leads up to it: "used the lull to strike", "was too weak to strike"."""
    if (excess := _excess(tree, governor)) is not None:
        return Step(governor, (excess,), clause_counts=True)
    met = _met(governor, _acting(tree, i, governor)) if _is_infinitive(tree, i) else None
    if (
        met is None
        and _is_infinitive(tree, i)
        and any(_goes_on(tree, n) for n in tree.under(governor, "obj", "obl") if n < i)
    ):
        return Step(governor, ("ongoing",), clause_counts=True)
    return met or Step(governor, ("planned",), leans=True)


def _goes_on(tree: Tree, noun: int) -> bool:
    """Whether a noun beside a purpose names the effort at it: "is engaged in efforts in the region to oust him"."""
    return effect_through(tree, noun, ("clause",)) == "ongoing"


def _is_still_to_come(tree: Tree, i: int, governor: int) -> bool:
    """Whether a clause in the present tells when something is to be: "will leave once parliament approves it"."""
    opening = {*marks(tree, i), *(tree.printed(a) for a in tree.under(i, "advmod") if tree.tag(a) == "WRB")}
    copula = tree.first(i, "cop")
    tag = tree.tag(i if copula is None else copula)
    if tag not in ("VBZ", "VBP", "VBN") or not TEMPORAL & opening or _looks_past(tree, i):
        return False
    present = tag != "VBN" or any(tree.tag(a) in ("VBZ", "VBP") for a in tree.under(i, "aux:pass"))
    perfect = any(tree.lemma(a) == "have" for a in tree.under(i, "aux"))
    if present and not perfect and UNTIL & opening:
        return True
    return any(tree.words[a].xpos == "MD" for a in tree.under(governor, "aux"))


def _looks_past(tree: Tree, i: int) -> bool:
    return any(tree.words[a].xpos == "VBD" for a in tree.under(i, "aux", "aux:pass"))


def _from_noun_clause(tree: Tree, i: int, noun: int) -> Step | None:
    """A clause that completes a noun: "efforts to shore up", "the risk of losing"; a participle is a fact of its own.

    What "the first country to recognise it" did, it did.
    """
    if tree.tag(i) in ("VBG", "VBN") and not OF_DEEDS.intersection(marks(tree, i)):
        return None
    if _is_infinitive(tree, i) and (came := _came_of(tree, noun)) is not None:
        return Step(noun, (came,), stops=True)
    met = _met(noun, _acting(tree, i, noun))
    if met is not None or not _is_infinitive(tree, i):
        return met
    if "actor" in classes_of(tree, noun) and any(_acting(tree, i, a) == "actual" for a in tree.under(noun, "amod")):
        return Step(noun, ("actual",), clause_counts=True)
    going_on = next((n for n in _nouns_over(tree, noun) if _goes_on(tree, n)), None)
    return Step(*((noun, ("planned",)) if going_on is None else (going_on, ("ongoing",))), clause_counts=True)


def _came_of(tree: Tree, noun: int) -> str | None:
    """What came of what a noun aims at, where it is the subject of that: "an attempt to seize the town | failed"."""
    verb = tree.words[noun].head
    if tree.words[noun].deprel != "nsubj" or not tree.is_verb(verb) or tree.first(verb, "obj", "xcomp") is not None:
        return None
    if any(tree.base(a) != "have" for a in tree.under(verb, "aux")):
        return None
    effect = effect_through(tree, verb, ("clause",))
    return effect if effect in OUTCOMES else None


def _nouns_over(tree: Tree, noun: int) -> Iterator[int]:
    """The nouns that a noun belongs to, which may be the ones completed: "efforts in Iraq and the region to"."""
    while tree.relation(noun) in ("nmod", "conj") and tree.is_noun(tree.words[noun].head):
        noun = tree.words[noun].head
        yield noun


# ------------------------------------------------------------------ nouns


def _from_noun(tree: Tree, i: int, governor: int) -> Step | None:
    """A noun under a verb, an adjective or another noun: "planned an attack", "fit for battle", "threat of attack"."""
    if tree.is_verb(governor):
        return _under_verb(tree, i, governor)
    if tree.words[governor].upos in ("ADJ", "ADV"):
        return _under_adjective(tree, i, governor)
    return _under_noun(tree, i, governor) if tree.is_noun(governor) else None


def _under_verb(tree: Tree, i: int, verb: int) -> Step | None:
    relation, case = tree.relation(i), tree.case(i)
    if relation == "obj" or tree.words[i].deprel == "nsubj:pass":
        new = _is_new(tree, i)
        told_of = new and cue(tree.base(i), "noun") is None
        if _is_left_out(tree, verb):
            return Step(verb, stops=True)
        met = _met(verb, effect_through(tree, verb, ("object", "new") if told_of else ("object",)))
        if met is None and tree.lemma(verb) in light_verbs():
            return Step(verb, clause_counts=True)
        return met or (Step(verb, leans=True) if new else None)
    if relation == "nsubj":
        return _met(verb, _happening(tree, verb) or _to_be_held(tree, i, verb) or _to_be_met(tree, i, verb))
    if relation == "obl" and case:
        met = _met(verb, effect_through(tree, verb, (case,)))
        if met is None and case in GOING_TO and "meeting" in classes_of(tree, i):
            return Step(verb, leans=True)
        return met or (Step(verb, clause_counts=True) if f"{tree.lemma(verb)} {case}" in light_verbs() else None)
    return None


def _is_left_out(tree: Tree, verb: int) -> bool:
    """Whether a figure does not count something, which took place all the same: "a toll that does not include deaths in …"."""
    if effect_through(tree, verb, ("left out",)) is None or not any(
        effect_of(tree, a) == "negated" for a in tree.under(verb, "advmod")
    ):
        return False
    subjects = (antecedent(tree, verb, s) for s in tree.under(verb, "nsubj"))
    return any(look_up(tree, s, words("number")) or look_up(tree, s, words("noun")) for s in subjects)


def _is_new(tree: Tree, i: int) -> bool:
    """Whether a noun brings up something new, which its verb may bring about: "secure a truce", not "secure the truce"."""
    known = any(tree.printed(d) not in INDEFINITE for d in tree.under(i, "det"))
    return not known and tree.first(i, "nmod:poss") is None


def _happening(tree: Tree, verb: int) -> str | None:
    """What a verb says of the deed that is its subject: that it happens, goes on, stops or comes to nothing."""
    effect = effect_through(tree, verb, ("subject",))
    if effect is not None or tree.lemma(verb) not in occurrence_verbs():
        return effect
    return "presupposed" if effect_through(tree, verb, ("object",)) == "presupposed" else "actual"


def _to_be_held(tree: Tree, i: int, verb: int) -> str | None:
    """A meeting or vote of which is told what it will do is still to be held: "talks on Friday will decide it"."""
    ahead = _ahead(tree, verb) == "planned"
    held = noun_classes().get(tree.base(i), frozenset()) if ahead else frozenset()
    return "planned" if held & {"meeting", "election"} else None


def _to_be_met(tree: Tree, i: int, verb: int) -> str | None:
    """Any deed of which is told what it would do need not be done: "an attack would trigger the pact"."""
    any_ = any(tree.printed(d) in ("a", "an", "any") for d in tree.under(i, "det"))
    return "hypothetical" if any_ and any(tree.words[a].xpos == "MD" for a in tree.under(verb, "aux")) else None


def _under_adjective(tree: Tree, i: int, adjective: int) -> Step | None:
    relation = tree.relation(i)
    if relation == "nsubj":
        return _met(adjective, effect_through(tree, adjective, ("noun",)))
    return _met(adjective, effect_through(tree, adjective, (tree.case(i),))) if relation == "obl" else None


def _under_noun(tree: Tree, i: int, noun: int) -> Step | None:
    relation, case = tree.words[i].deprel, tree.case(i)
    if relation == "nmod" and case in LISTING:
        return Step(noun)
    if relation == "compound":
        return _met(noun, effect_through(tree, noun, ("compound",)))
    if relation not in ("nmod", "obl") or not case:
        return None
    effect = effect_through(tree, noun, (case,))
    fits = case in OF_DEEDS or (effect == "actual" and case == "in") or case.split(" ")[-1] in OF_DEEDS
    return _met(noun, effect) if fits else None
