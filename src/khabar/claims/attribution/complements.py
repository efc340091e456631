"""What is said: the forms in which content follows a verb or adjective of saying, believing, demanding or promising.

Each finder takes the tree, the cue's word and the form's name, and gives the content's spans or nothing. The forms are
tried in the order of ``FORMS``; a form that is not among them is a preposition ("of" after "accuse", "for" after "blame").
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from khabar.claims.arguments.passives import is_passive
from khabar.claims.arguments.verbs import objects
from khabar.claims.attribution.clauses import (
    RELATIVES,
    Content,
    clause_of,
    infinitive,
    intent,
    is_yet_to_be,
    marks,
    order,
    together,
)
from khabar.claims.attribution.deeds import counts, tells_deed
from khabar.claims.attribution.nouns import content_of
from khabar.claims.attribution.quotations import around, aside, cited, quoted
from khabar.claims.classes import classes_of, is_temporal
from khabar.claims.cues import Cue, cue
from khabar.claims.operators import effect_of, light_verbs
from khabar.claims.tree import Tree
from khabar.claims.view import View, span_of
from khabar.records import Span

Finder = Callable[[Tree, int, Cue, View], Content]

MEANT = ("this", "that", "it", "everything")
FIGURES = ("number", "toll", "figure", "count", "total", "strength", "cost", "dead", "death", "casualty", "loss")
# Prepositions after which the content takes in the object: "blamed Maliki for …", "described the battle as …".
WITH_OBJECT = ("of", "for", "as", "with", "in", "among")
# Those after which a cause or culprit stands, where what it is the cause of is the object: "blamed the blast on rebels".
LAYING = ("on", "to")
# Those of what a thing that is judged is for: "welcomed the support for the talks".
AIMING = ("for", "against", "between")
# Those of whom or what a thing is for that is expressed or promised: "expressed interest in the land".
TOPICS = (*AIMING, *LAYING, "in", "about", "over", "at", "with")
# Those after which it is a judgement of the object, so that the object is always a part of it.
JUDGING = ("as", "among")
# What comes of something, after "as": "saw its sales fall as a result of the war".
OUTCOMES = ("result", "consequence")
# What a thing can be called: "one of the greats", "a triumph".
NAMES = ("NOUN", "ADJ", "PROPN", "NUM")
# What is said by verbs that only utter a noun.
EXPRESSING = frozenset({"quote", "~wish"})
# The forms that name a thing instead of telling it.
NOMINAL = ("object", "quantity", "wish")


def said(tree: Tree, i: int, found: Cue, view: View) -> tuple[Content, bool] | None:
    """The content in the first form that the cue allows and the tree shows, and whether its source tells it."""
    arranged = _is_arranged(tree, i, found)
    for form, finder in _forms(found):
        if arranged and form in NOMINAL:
            continue
        if content := finder(tree, i, found, view):
            return (content, found.holds(form)) if not _is_bare(tree, content) else None
    return None


def _is_bare(tree: Tree, content: Content) -> bool:
    """Whether content is but a word that stands for something outside its clause: "the gap | that | scientists note"."""
    return any((Span(w.start, w.end),) == content for w in tree.words if w.xpos in RELATIVES)


@cache
def _forms(found: Cue) -> tuple[tuple[str, Finder], ...]:
    """The forms that a cue of the list allows, in the order in which they are tried, each with its finder."""
    named = {form for form, _ in (*BEFORE_PREPOSITIONS, *AFTER_PREPOSITIONS)}
    others = sorted(c.lstrip("~+") for c in found.complements)
    prepositions = [(form, _after(form)) for form in others if form not in named]
    tried = (*BEFORE_PREPOSITIONS, *prepositions, *AFTER_PREPOSITIONS)
    return tuple([(form, finder) for form, finder in tried if found.allows(form)])


def _after(form: str) -> Finder:
    """The finder of what follows a preposition."""

    def find(tree: Tree, i: int, found: Cue, view: View) -> Content:
        objects = [*tree.under(i, "obj", "iobj", "nsubj:pass")]
        inner = [c for o in objects for c in tree.under(o, "acl", "nmod")] if form in WITH_OBJECT else []
        inner += [
            c for a in tree.under(i, "xcomp") if tree.words[a].upos == "ADJ" for c in tree.under(a, "obl", "advcl")
        ]
        if form == "as" and is_passive(tree, i) and tree.first(i, "obl:agent") is None:
            return ()
        inner += [c for c in tree.under(i, "xcomp") if form in JUDGING and tree.first(c, "case") is not None]
        for child in (*tree.under(i, "advcl", "obl", "ccomp"), *inner):
            mark = tree.first(child, "mark", "case")
            if mark is None or tree.printed(mark) != form or child < i:
                continue
            if form == "as" and tree.lemma(child) in OUTCOMES:
                continue
            accused = form in WITH_OBJECT and found.speech_act == "accuse"
            given = [o for o in objects if (o < child or form in JUDGING) and tree.tag(o) not in RELATIVES]
            laid = form in LAYING and tells_any(tree, [o for o in given if o > i], view)
            praised = form == "for" and found.allows("judged")
            whole = given if accused or laid or praised or form in JUDGING else []
            # What somebody warns of is to come, be it called a deed or not.
            warned = found.factuality == "PS+" and tree.words[child].upos == "NOUN"
            nominal = tree.words[child].upos == "NOUN" or (
                form in JUDGING and tree.words[child].upos in ("PROPN", "ADJ")
            )
            topic = warned or (not found.holds(form) and nominal)
            if accused or topic or tells_any(tree, [child, *whole], view) or counts(tree, child):
                leave_out = frozenset() if whole else frozenset([mark])
                return span_of(tree, _words(tree, [*whole, child, *_conditions(tree, i)]), leave_out)
        return ()

    return find


def _conditions(tree: Tree, i: int) -> list[int]:
    """The clauses that set a condition: "warned of a bloodbath if the army entered"."""
    return [c for c in tree.under(i, "advcl") if c > i and marks(tree, c) & {"if", "unless"}]


def tells_any(tree: Tree, heads: list[int], view: View) -> bool:
    """Whether one of some phrases tells of a deed."""
    return any(tells_deed(tree, h, view) for h in heads)


def _purposes(tree: Tree, i: int, thing: int) -> list[int]:
    """What a thing that is announced or asked for is to serve, right after it: "announced ten million | to rebuild homes"."""
    end = max(tree.subtree(thing))
    return [c for c in tree.under(i, "advcl", "xcomp") if "to" in marks(tree, c) and min(tree.subtree(c)) == end + 1]


def _receivers(tree: Tree, i: int, thing: int) -> list[int]:
    """Those for whom a thing is that is expressed or promised, right after it: "expressed condolences | to the families"."""
    end = max(tree.subtree(thing))
    return [c for c in tree.under(i, "obl") if tree.first(c, "case") == end + 1 and tree.case(c) in TOPICS]


def _words(tree: Tree, heads: list[int]) -> list[int]:
    return sorted({w for h in heads for w in tree.subtree(h)})


def _object(tree: Tree, i: int, found: Cue, view: View) -> Content:
    """The deed that an object names; of "the 40 deaths reported by X", the noun that the participle stands under."""
    reduced = tree.words[i].deprel == "acl" and tree.first(i, "mark", "nsubj", "nsubj:pass") is None
    under = tree.words[i].head if reduced and is_passive(tree, i) else None
    if under is not None:
        under = i - 1 if tree.words[i - 1].upos == "NUM" else under
        whole = [w for w in tree.subtree(under) if w not in (*tree.subtree(i), *tree.under(under, "case"))]
        counted = found.allows("quantity") and counts(tree, under)
        return span_of(tree, whole) if counted or tells_deed(tree, under, view, speech=False) else ()
    if _is_sought(tree, i, found):
        return ()
    heads = [*objects(tree, i), *(c for c in tree.under(i, "obl") if tree.case(c) == "for")]
    told = [
        h for h in heads if tells_deed(tree, h, view, speech=not found.holds("object")) or _is_meant(tree, h, found)
    ]
    told = [h for h in told if not (_is_made(tree, i, found, h) or _is_withheld(tree, h, found))]
    told = [h for h in told if not _is_evidence(tree, h, found, view)]
    words = _words(tree, [told[0], *_conditions(tree, i), *_purposes(tree, i, told[0])]) if told else []
    return span_of(tree, words, frozenset(tree.subtree(i)) if i in words else frozenset())


def _is_evidence(tree: Tree, thing: int, found: Cue, view: View) -> bool:
    """Whether what somebody finds is a noun that tells it itself: "found evidence that the army burned the village"."""
    told = cue(tree.base(thing), "noun") if cue(found.lemma, "settling") is not None else None
    return told is not None and content_of(tree, thing, told, view, printed=True) is not None


def _is_withheld(tree: Tree, thing: int, found: Cue) -> bool:
    """Whether it is speech that somebody refuses, and no deed: "declined comment"."""
    return found.allows("intent") and cue(tree.base(thing), "withheld") is not None


def _is_arranged(tree: Tree, i: int, found: Cue) -> bool:
    """Whether a passive without an agent tells what was arranged or is to come, and no words: "the rally was announced"."""
    if not is_passive(tree, i) or tree.first(i, "obl:agent") is not None:
        return False
    return found.allows("wish") or tree.first(i, "xcomp") is not None


def _is_sought(tree: Tree, i: int, found: Cue) -> bool:
    """Whether somebody is only to find, see or show something: "must find ways of ending it", "to show restraint"."""
    knows = (found.stance == "endorses" and found.speech_act == "report") or found.allows("percept")
    return knows and is_yet_to_be(tree, i)


def _is_meant(tree: Tree, thing: int, found: Cue) -> bool:
    """Whether a pronoun stands for what is denied or confirmed: "officials disputed this"."""
    return found.speech_act in ("deny", "confirm") and tree.printed(thing) in MEANT


def _wish(tree: Tree, i: int, found: Cue, view: View) -> Content:
    """What somebody asks for, be it a deed or not: "called for calm", "demanded a government of national unity"."""
    given = [*tree.under(i, "obj", "nsubj:pass")]
    asked = [c for c in tree.under(i, "obl") if tree.case(c) == "for"]
    wished = [*asked, *given] if found.lemma.endswith(" for") else [*given, *asked]
    wished = [w for w in wished if not _is_speech_noun(tree, w, found, view) and not _is_empty(tree, w)]
    wished = [w for w in wished if not _is_made(tree, i, found, w)]
    given_to = (
        _receivers(tree, i, wished[0]) if wished and (found.complements == EXPRESSING or found.allows("intent")) else []
    )
    if wished and not given_to and found.complements == EXPRESSING and not _is_topical(tree, i, wished[0]):
        return ()
    words = _words(tree, [wished[0], *_purposes(tree, i, wished[0]), *given_to]) if wished else []
    return span_of(tree, words, frozenset(tree.under(wished[0], "case")) if words else frozenset())


def _is_topical(tree: Tree, i: int, thing: int) -> bool:
    """Whether a noun that is uttered tells what about; without that it is a bare act of speech: "expressed his thanks"."""
    return (
        tree.first(thing, "nmod", "acl", "ccomp", "conj", "compound") is not None or tree.first(i, "advcl") is not None
    )


def _is_made(tree: Tree, i: int, found: Cue, thing: int) -> bool:
    """Whether a deed of force is done by wishing it, and not spoken of: "declared war"."""
    return found.allows("wish") and "attack" in classes_of(tree, thing) and tree.lemma(i) in light_verbs()


def _is_empty(tree: Tree, thing: int) -> bool:
    """Whether a pronoun stands for no thing that is said: "it is recommended to leave", "they were declared winners"."""
    empty = tree.words[thing].deprel in ("nsubj:pass", "expl") or tree.printed(thing) == "it"
    return tree.words[thing].upos == "PRON" and empty


def _is_speech_noun(tree: Tree, noun: int, found: Cue, view: View) -> bool:
    """Whether a noun tells something itself, as its own cue: "reiterated its call for calm", "voiced fears of a raid"."""
    told = cue(tree.base(noun), "noun")
    if told is None or found.complements == EXPRESSING:
        return told is not None and content_of(tree, noun, told, view, printed=True) is not None
    return found.allows("ccomp") and any(f[0] != "~" for f in told.complements - {"clause", "scare"})


def _judged(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """What somebody judges, be it a deed or not, and no person or body: "condemned the treatment of prisoners"."""
    judged = [o for o in tree.under(i, "obj", "nsubj:pass") if tree.words[o].upos == "NOUN" and tree.name_of[o] is None]
    things = [o for o in judged if "actor" not in classes_of(tree, o)]
    things = things or [o for o in tree.under(i, "obj") if tree.printed(o) == "what"]
    if not things or (is_passive(tree, i) and tree.first(i, "obl:agent") is None):
        return ()
    end = max(tree.subtree(things[0]))
    times = {max(tree.subtree(c)) for c in tree.under(i, "obl", "advmod") if is_temporal(tree, c)}
    near = [c for c in tree.under(i, "obl") if (tree.first(c, "case") or 0) - 1 in (end, *times)]
    after = [c for c in near if c > end and (tree.case(c) in AIMING or _is_site(tree, c))]
    return span_of(tree, _words(tree, [things[0], *after]))


def _is_site(tree: Tree, phrase: int) -> bool:
    """Whether a phrase names the place of what is judged: "condemned the attacks today | in the towns of Jabla"."""
    return tree.case(phrase) in ("in", "on", "at", "near") and any(
        tree.name_of[w] == "LOC" for w in tree.subtree(phrase)
    )


def _quantity(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """A count that somebody keeps: "recorded 40 deaths", "counted 22 missiles"."""
    told = [h for h in tree.under(i, "obj", "nsubj:pass") if counts(tree, h)]
    listed = [c for c in tree.under(i, "parataxis") if c > i and _after_colon(tree, i, c)]
    return span_of(tree, _words(tree, [told[0], *listed])) if told else ()


def _after_colon(tree: Tree, i: int, clause: int) -> bool:
    return any(tree.words[w].text == ":" for w in range(i, min(w for w in tree.subtree(clause) if w > i) + 1))


def _figure(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """A figure that somebody sets: "puts the number of dead at 40", "gave a toll of 40"."""
    return _moved(tree, i, "at") or _given(tree, i)


def _given(tree: Tree, i: int) -> Content:
    """A figure "of" so many, of which the verb tells no more than that somebody gave it."""
    for counted in tree.under(i, "obj", "nsubj:pass"):
        numbers = [n for n in tree.under(counted, "nmod") if tree.case(n) == "of" and _counts(tree, n)]
        if tree.base(counted) in FIGURES and numbers:
            return span_of(tree, _words(tree, [counted, *numbers]))
    return ()


def _counts(tree: Tree, i: int) -> bool:
    return tree.words[i].upos == "NUM" or tree.first(i, "nummod") is not None


def _tally(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """A figure that somebody changes: "raised the toll to 40"."""
    return _moved(tree, i, "to")


def _moved(tree: Tree, i: int, preposition: str) -> Content:
    counted = [o for o in tree.under(i, "obj", "nsubj:pass") if tree.base(o) in (*FIGURES, "it")]
    after = [*tree.under(i, "obl", "obj"), *(n for h in counted for n in tree.under(h, "nmod"))]
    figures = [c for c in after if c not in counted and _is_figure(tree, counted, c, preposition)]
    inside = _words(tree, [counted[0], *figures]) if figures else []
    return span_of(tree, list(range(inside[0], inside[-1] + 1))) if inside else ()


def _is_figure(tree: Tree, counted: list[int], child: int, preposition: str) -> bool:
    """Whether a phrase follows the preposition, be it that an adjective comes between: "at a conservative 100,000"."""
    if tree.case(child) == preposition:
        return bool(counted)
    between = [tree.printed(w) for w in range(counted[0] + 1, child)] if counted else []
    return tree.words[child].upos == "NUM" and preposition in between


def _percept(tree: Tree, i: int, found: Cue, _view: View) -> Content:
    """What somebody sees done: "saw soldiers loading crates"."""
    seen = tree.first(i, "obj", "nsubj:pass") if not _is_sought(tree, i, found) else None
    clauses = [*tree.under(i, "xcomp", "ccomp"), *(tree.under(seen, "acl") if seen is not None else ())]
    doing = [c for c in clauses if tree.is_verb(c) and tree.words[c].deprel != "acl:relcl"]
    return together(tree, [seen], doing[0]) if seen is not None and doing else ()


def _named(tree: Tree, i: int, found: Cue, view: View) -> Content:
    """What somebody calls a deed, or calls anything in quotation marks: "called the strike an act of terrorism"."""
    if is_passive(tree, i) and tree.first(i, "obl:agent") is None:
        return ()
    things = [*tree.under(i, "obj", "nsubj:pass")] if not _is_sought(tree, i, found) else []
    names = [c for c in tree.under(i, "xcomp", "ccomp") if tree.words[c].upos in NAMES] or things[1:]
    names = names or [
        a for o in things[:1] for a in tree.under(o, "acl", "amod") if a > o and tree.words[a].upos == "ADJ"
    ]
    if not things and len(names) > 1:
        things, names = names[:1], names[1:]
    if not names or (not things and found.stance == "endorses"):
        return ()
    words = _words(tree, [*things[:1], names[0]])
    quoted = any(view.quotes_in(s.start, s.end) for s in span_of(tree, words))
    if tree.lemma(i) == "find" and not quoted and cue(tree.base(names[0]), "finding") is None:
        # The missing are found dead or safe, and nobody judges that.
        return ()
    told = quoted or tells_any(tree, [*things[:1], names[0]], view) or _is_verdict(tree, i, things, names[0])
    return span_of(tree, words) if told else ()


def _is_verdict(tree: Tree, i: int, things: list[int], name: int) -> bool:
    """Whether somebody is called something that is no name: "called them liars", "found him responsible for the fall"."""
    party = bool(things) and (tree.words[things[0]].upos == "PRON" or "actor" in classes_of(tree, things[0]))
    common = tree.words[name].upos in ("NOUN", "ADJ") and tree.name_of[name] is None
    denied = any(effect_of(tree, c) == "negated" for c in tree.under(i, "advmod"))
    return party and common and not denied


def _fused(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """What "what X calls …" gives a name to."""
    governor = tree.words[i].head
    above = tree.words[i].deprel == "acl:relcl" and tree.printed(governor) == "what"
    below = any(c < i and tree.printed(c) == "what" for c in tree.under(i, "obj", "obl", "nsubj"))
    if not above and not below:
        return ()
    told = (c for c in tree.under(i, "obj", "xcomp", "ccomp") if c > i)
    named = [*told, *(c for c in tree.under(i, "obl") if tree.case(c) == "as")]
    return span_of(tree, tree.subtree(named[0]), frozenset(tree.under(named[0], "case"))) if named else ()


BEFORE_PREPOSITIONS: tuple[tuple[str, Finder], ...] = (
    ("ccomp", clause_of),
    ("xcomp", infinitive),
    ("cited", cited),
    ("tag", around),
    ("aside", aside),
    ("order", order),
    ("intent", intent),
    ("figure", _figure),
    ("tally", _tally),
    ("percept", _percept),
    ("fused", _fused),
    ("name", _named),
)
AFTER_PREPOSITIONS: tuple[tuple[str, Finder], ...] = (
    ("object", _object),
    ("quantity", _quantity),
    ("wish", _wish),
    ("judged", _judged),
    ("quote", quoted),
)
