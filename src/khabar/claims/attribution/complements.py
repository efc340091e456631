"""What is said: the forms in which content follows a verb or adjective of saying, believing, demanding or promising.

Each finder takes the tree, the cue's word and the form's name, and gives the content's spans or nothing. The forms are
tried in the order of ``FORMS``; a form that is not among them is a preposition ("of" after "accuse", "for" after "blame").
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from khabar.claims.arguments.passives import is_passive
from khabar.claims.arguments.verbs import objects
from khabar.claims.attribution.deeds import counts, tells_deed
from khabar.claims.cues import Cue, cue
from khabar.claims.tree import Tree
from khabar.claims.view import View, span_of
from khabar.records import Span

Content = tuple[Span, ...]
Finder = Callable[[Tree, int, Cue, View], Content]

FIGURES = ("number", "toll", "figure", "count", "total", "strength", "cost", "dead", "death", "casualty", "loss")
CONTRAST = {"while", "whereas", "although", "though"}
TEMPORAL = {"after", "before", "since", "as", "when", "while"}
# Prepositions after which the content takes in the object: "blamed Maliki for …", "described the battle as …".
WITH_OBJECT = ("of", "for", "as", "with", "in")


def said(tree: Tree, i: int, found: Cue, view: View) -> tuple[Content, bool] | None:
    """The content in the first form that the cue allows and the tree shows, and whether its source tells it."""
    for form, finder in _forms(found):
        if found.allows(form) and (content := finder(tree, i, found, view)):
            return content, found.holds(form)
    return None


def _forms(found: Cue) -> Iterator[tuple[str, Finder]]:
    yield from BEFORE_PREPOSITIONS
    named = {form for form, _ in (*BEFORE_PREPOSITIONS, *AFTER_PREPOSITIONS)}
    for form in sorted(c.lstrip("~+") for c in found.complements):
        if form not in named:
            yield form, _after(form)
    yield from AFTER_PREPOSITIONS


# ------------------------------------------------------------------ clauses


def _clause(tree: Tree, i: int, found: Cue, _view: View) -> Content:
    clause = tree.first(i, "ccomp")
    if clause is None:
        adjectives = [c for c in tree.under(i, "xcomp") if tree.words[c].upos == "ADJ"]
        clause = next((c for a in adjectives if (c := tree.first(a, "ccomp", "csubj")) is not None), None)
    if clause is None and is_passive(tree, i) and (found.allows("tag") or found.stance == "endorses"):
        clause = tree.first(i, "csubj", "csubj:pass")
        raised = next((c for c in tree.under(i, "xcomp", "advcl") if _is_raised(tree, c, found)), None)
        if clause is None and raised is not None:
            return _with(tree, tree.under(i, "nsubj:pass"), raised)
    if clause is None:
        clause = next((c for c in tree.under(i, "advcl") if _marks(tree, c) & {"that", "whether"}), None)
    if clause is not None and (tree.words[clause].text.lower() in ("following", "this") or _is_anonymity(tree, clause)):
        return ()
    if clause is not None and any(tree.words[w].text == ";" for w in range(clause, i)):
        return ()
    return _without_that(tree, clause) if clause is not None else ()


def _is_anonymity(tree: Tree, clause: int) -> bool:
    """Whether it is asked that a name be kept back: that is on what terms somebody speaks."""
    kept = next(tree.under(clause, "nsubj:pass"), None)
    return kept is not None and tree.tag(clause) == "VBN" and tree.words[kept].lemma.lower() in ("name", "identity")


def _is_raised(tree: Tree, clause: int, found: Cue) -> bool:
    """Whether an infinitive is what is said: "is said to lead", "was announced to have died", not "was announced to calm"."""
    told = tree.relation(clause) == "xcomp" and found.allows("raised")
    return _is_infinitive(tree, clause) and (told or tree.first(clause, "aux", "aux:pass", "cop") is not None)


def _infinitive(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    clause = tree.first(i, "xcomp")
    if clause is None:
        return ()
    return _with(tree, tree.under(i, "nsubj:pass"), clause) if is_passive(tree, i) else _without_that(tree, clause)


def _order(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """Who is to do what: "urged Iraq to reconsider", "called on all sides to hold fire", "were told to leave"."""
    clause = next((c for c in tree.under(i, "xcomp", "ccomp", "advcl") if _is_infinitive(tree, c)), None)
    if clause is None or (is_passive(tree, i) and tree.first(i, "obl:agent") is None):
        return ()
    before = 0 if is_passive(tree, i) or tree.words[i].deprel == "acl:relcl" else i
    heads = tree.under(i, "obj", "iobj", "nsubj:pass", "obl")
    addressed = [c for c in heads if before <= c < clause and _addressed(tree, i, c)]
    opened = _opened(tree, i, clause)
    return _with(tree, addressed or opened, clause) if addressed or opened else ()


def _opened(tree: Tree, i: int, clause: int) -> list[int]:
    """The subject between "for" and an infinitive, wherever the parser hung it: "called for all prisoners to be freed"."""
    between = [c for c in (*tree.under(i, "obl"), *tree.under(clause, "nsubj", "nsubj:pass")) if i < c < clause]
    return [c for c in between if tree.words[min(tree.subtree(c)) - 1].text.lower() == "for" or tree.case(c) == "for"][
        :1
    ]


def _addressed(tree: Tree, i: int, child: int) -> bool:
    if tree.relation(child) != "obl":
        return tree.relation(child) != "nsubj" or is_passive(tree, i)
    return tree.case(child) in ("on", "upon", "to", "with")


def _is_infinitive(tree: Tree, clause: int) -> bool:
    return "to" in _marks(tree, clause) and (tree.is_verb(clause) or tree.first(clause, "cop") is not None)


def _intent(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """What the source itself is to do: "promised to send aid"."""
    clause = next((c for c in tree.under(i, "xcomp", "ccomp", "advcl") if _is_infinitive(tree, c)), None)
    return span_of(tree, tree.subtree(clause)) if clause is not None and not _is_speech(tree, clause) else ()


def _is_speech(tree: Tree, clause: int) -> bool:
    """Whether it is speech or being named that is promised or refused: that is a way of saying, and no deed."""
    return cue(tree.words[clause].lemma.lower(), "withheld") is not None or is_passive(tree, clause)


def _without_that(tree: Tree, clause: int) -> Content:
    that = frozenset(m for m in tree.under(clause, "mark") if tree.words[m].text.lower() == "that")
    return span_of(tree, tree.subtree(clause), that | _others_words(tree, clause))


def _others_words(tree: Tree, clause: int) -> frozenset[int]:
    """What somebody else says in a clause of contrast at the end: "X says it left, while Y says it stayed"."""
    contrast = [c for c in tree.under(clause, "advcl") if c > clause and _marks(tree, c) & CONTRAST]
    told = [
        c for c in contrast if (found := cue(tree.words[c].lemma.lower(), "verb")) is not None and found.allows("tag")
    ]
    return frozenset(w for c in told if tree.first(c, "nsubj") is not None for w in tree.subtree(c))


def _marks(tree: Tree, clause: int) -> set[str]:
    return {tree.words[m].text.lower() for m in tree.under(clause, "mark")}


def _with(tree: Tree, heads: Iterator[int] | list[int], clause: int) -> Content:
    """The content of a clause with noun phrases that belong to it, in sentence order."""
    parts = {w for h in heads for w in tree.subtree(h) if w not in tree.under(h, "case")} - {clause}
    return span_of(tree, sorted({*parts, *tree.subtree(clause)} - _outer_clauses(tree, clause)))


def _outer_clauses(tree: Tree, clause: int) -> set[int]:
    """Finite adverbial clauses after a comma, which belong to the sentence and not to an infinitive: ", two days after …"."""
    if tree.tag(clause) != "VB" or tree.first(clause, "nsubj") is not None:
        return set()
    loose = [c for c in tree.under(clause, "advcl") if c > clause and _marks(tree, c) & TEMPORAL]
    apart = [c for c in loose if tree.words[min(tree.subtree(c))].text == ","]
    return {w for c in apart for w in tree.subtree(c) if tree.first(c, "nsubj", "nsubj:pass") is not None}


# ------------------------------------------------------------------ quotations


def _around(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """The clause that a tag interrupts or follows: "…, he said, …", "as he put it", or a parataxis before the tag."""
    mark = tree.first(i, "mark")
    as_clause = tree.relation(i) == "advcl" and mark is not None and tree.words[mark].text.lower() == "as"
    as_clause = as_clause and tree.first(i, "nsubj:pass") is None
    governor = tree.words[i].head
    if governor >= 0 and (tree.relation(i) == "parataxis" or as_clause):
        return span_of(tree, tree.subtree(governor), frozenset(tree.subtree(i)) | _manner(tree, i))
    before = [c for c in tree.under(i, "parataxis") if c < i and _belongs(tree, c, i)]
    told = before or [c for c in tree.under(i, "parataxis") if c > i and tree.words[c - 1].text == ":"]
    return span_of(tree, tree.subtree(told[0])) if told else ()


def _manner(tree: Tree, i: int) -> frozenset[int]:
    """How or where something was said, right after a tag: "“…”, he told me over tea"."""
    last = max(tree.subtree(i))
    if tree.words[last].upos == "PUNCT":
        return frozenset()
    stop = next((w for w in range(last + 1, len(tree)) if tree.words[w].upos == "PUNCT"), len(tree))
    return frozenset(range(last + 1, stop))


def _belongs(tree: Tree, clause: int, i: int) -> bool:
    """Whether a clause before a verb of saying is what is said, and no sentence of its own or "Asked about the raid"."""
    if any(tree.words[w].text == ";" for w in range(clause, i)):
        return False
    subject = tree.first(clause, "nsubj", "nsubj:pass", "csubj", "expl")
    bare = subject is None and tree.tag(clause) in ("VBN", "VBG") and tree.first(clause, "aux", "aux:pass") is None
    return not bare


def _quoted(tree: Tree, i: int, _found: Cue, view: View) -> Content:
    """Quoted words among the verb's own complements: X urged parties "not to cling to positions"."""
    inside = span_of(tree, tree.subtree(i, without=("nsubj", "conj", "parataxis", "advcl")))
    return tuple(
        Span(max(q.start, part.start), min(q.end, part.end))
        for part in inside
        for q in view.quotes_in(part.start, part.end)
        if q.start > tree.words[i].start
    )


def _cited(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """What an outlet quotes of somebody: "quotes officials as saying …", "quotes a guard, who says …"."""
    quoted = next(tree.under(i, "obj", "nsubj:pass"), None)
    loose = [c for a in tree.under(i, "advcl") for c in (a, *tree.under(a, "advcl"))]
    clause = next((c for c in loose if _opens_with(tree, c, "as")), None)
    if quoted is None:
        return ()
    if clause is not None:
        return _with(tree, [quoted], clause)
    telling = tree.first(quoted, "acl:relcl")
    return span_of(tree, tree.subtree(quoted)) if telling is not None and tree.first(telling, "ccomp") else ()


def _opens_with(tree: Tree, child: int, word: str) -> bool:
    return any(tree.words[m].text.lower() == word for m in tree.under(child, "mark", "case"))


# ------------------------------------------------------------------ phrases


def _after(form: str) -> Finder:
    """The finder of what follows a preposition."""

    def find(tree: Tree, i: int, found: Cue, view: View) -> Content:
        objects = [*tree.under(i, "obj", "iobj", "nsubj:pass")]
        inner = [c for o in objects for c in tree.under(o, "acl", "nmod")] if form in WITH_OBJECT else []
        if form == "as" and is_passive(tree, i) and tree.first(i, "obl:agent") is None:
            return ()
        for child in (*tree.under(i, "advcl", "obl", "ccomp"), *inner):
            mark = tree.first(child, "mark", "case")
            if mark is None or tree.words[mark].text.lower() != form or child < i:
                continue
            accused = form in WITH_OBJECT and found.speech_act == "accuse"
            whole = [o for o in objects if o < child] if accused or form == "as" else []
            topic = not found.holds(form) and tree.words[child].upos == "NOUN"
            if accused or topic or tells_any(tree, [child, *whole], view):
                leave_out = frozenset() if whole else frozenset([mark])
                return span_of(tree, _words(tree, [*whole, child, *_conditions(tree, i)]), leave_out)
        return ()

    return find


def _conditions(tree: Tree, i: int) -> list[int]:
    """The clauses that set a condition: "warned of a bloodbath if the army entered"."""
    return [c for c in tree.under(i, "advcl") if c > i and _marks(tree, c) & {"if", "unless"}]


def tells_any(tree: Tree, heads: list[int], view: View) -> bool:
    """Whether one of some phrases tells of a deed."""
    return any(tells_deed(tree, h, view) for h in heads)


def _words(tree: Tree, heads: list[int]) -> list[int]:
    return sorted({w for h in heads for w in tree.subtree(h)})


def _object(tree: Tree, i: int, found: Cue, view: View) -> Content:
    """The deed that an object names; of "the 40 deaths reported by X", the noun that the participle stands under."""
    reduced = tree.words[i].deprel == "acl" and tree.first(i, "mark", "nsubj", "nsubj:pass") is None
    under = tree.words[i].head if reduced and is_passive(tree, i) else None
    if under is not None:
        under = i - 1 if tree.words[i - 1].upos == "NUM" else under
        whole = [w for w in tree.subtree(under) if w not in (*tree.subtree(i), *tree.under(under, "case"))]
        return span_of(tree, whole) if tells_deed(tree, under, view, speech=False) or counts(tree, under) else ()
    heads = [*objects(tree, i), *(c for c in tree.under(i, "obl") if tree.case(c) == "for")]
    told = [h for h in heads if tells_deed(tree, h, view, speech=not found.holds("object"))]
    return span_of(tree, _words(tree, [told[0], *_conditions(tree, i)])) if told else ()


def _wish(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """What somebody asks for, be it a deed or not: "called for calm", "demanded a government of national unity"."""
    wished = [*tree.under(i, "obj", "nsubj:pass"), *(c for c in tree.under(i, "obl") if tree.case(c) == "for")]
    return span_of(tree, tree.subtree(wished[0]), frozenset(tree.under(wished[0], "case"))) if wished else ()


def _quantity(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """A count that somebody keeps: "recorded 40 deaths", "counted 22 missiles"."""
    told = [h for h in tree.under(i, "obj", "nsubj:pass") if counts(tree, h)]
    listed = [c for c in tree.under(i, "parataxis") if c > i and _after_colon(tree, i, c)]
    return span_of(tree, _words(tree, [told[0], *listed])) if told else ()


def _after_colon(tree: Tree, i: int, clause: int) -> bool:
    return any(tree.words[w].text == ":" for w in range(i, min(w for w in tree.subtree(clause) if w > i) + 1))


def _figure(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """A figure that somebody sets: "puts the number of dead at 40"."""
    return _moved(tree, i, "at")


def _tally(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """A figure that somebody changes: "raised the toll to 40"."""
    return _moved(tree, i, "to")


def _moved(tree: Tree, i: int, preposition: str) -> Content:
    counted = [o for o in tree.under(i, "obj", "nsubj:pass") if tree.words[o].lemma.lower() in (*FIGURES, "it")]
    after = [*tree.under(i, "obl", "obj"), *(n for h in counted for n in tree.under(h, "nmod"))]
    figures = [c for c in after if c not in counted and _is_figure(tree, counted, c, preposition)]
    inside = _words(tree, [counted[0], *figures]) if figures else []
    return span_of(tree, list(range(inside[0], inside[-1] + 1))) if inside else ()


def _is_figure(tree: Tree, counted: list[int], child: int, preposition: str) -> bool:
    """Whether a phrase follows the preposition, be it that an adjective comes between: "at a conservative 100,000"."""
    if tree.case(child) == preposition:
        return bool(counted)
    between = [tree.words[w].text.lower() for w in range(counted[0] + 1, child)] if counted else []
    return tree.words[child].upos == "NUM" and preposition in between


def _percept(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """What somebody sees done: "saw soldiers loading crates"."""
    seen = next(tree.under(i, "obj", "nsubj:pass"), None)
    clauses = [*tree.under(i, "xcomp", "ccomp"), *(tree.under(seen, "acl") if seen is not None else ())]
    doing = [c for c in clauses if tree.is_verb(c) and tree.words[c].deprel != "acl:relcl"]
    return _with(tree, [seen], doing[0]) if seen is not None and doing else ()


def _named(tree: Tree, i: int, _found: Cue, view: View) -> Content:
    """What somebody calls a deed, or calls anything in quotation marks: "called the strike an act of terrorism"."""
    if is_passive(tree, i) and tree.first(i, "obl:agent") is None:
        return ()
    things = [*tree.under(i, "obj", "nsubj:pass")]
    names = [c for c in tree.under(i, "xcomp", "ccomp") if tree.words[c].upos in ("NOUN", "ADJ", "PROPN")] or things[1:]
    names = names or [
        a for o in things[:1] for a in tree.under(o, "acl", "amod") if a > o and tree.words[a].upos == "ADJ"
    ]
    if not things and len(names) > 1:
        things, names = names[:1], names[1:]
    if not names:
        return ()
    words = _words(tree, [*things[:1], names[0]])
    quoted = any(view.quotes_in(s.start, s.end) for s in span_of(tree, words))
    return span_of(tree, words) if quoted or tells_any(tree, [*things[:1], names[0]], view) else ()


def _fused(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """What "what X calls …" gives a name to."""
    governor = tree.words[i].head
    above = tree.words[i].deprel == "acl:relcl" and tree.words[governor].text.lower() == "what"
    below = any(c < i and tree.words[c].text.lower() == "what" for c in tree.under(i, "obj", "obl", "nsubj"))
    if not above and not below:
        return ()
    told = (c for c in tree.under(i, "obj", "xcomp", "ccomp") if c > i)
    named = [*told, *(c for c in tree.under(i, "obl") if tree.case(c) == "as")]
    return span_of(tree, tree.subtree(named[0]), frozenset(tree.under(named[0], "case"))) if named else ()


BEFORE_PREPOSITIONS: tuple[tuple[str, Finder], ...] = (
    ("ccomp", _clause),
    ("xcomp", _infinitive),
    ("cited", _cited),
    ("tag", _around),
    ("order", _order),
    ("intent", _intent),
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
    ("quote", _quoted),
)
