"""Nouns that hold a proposition: "the claim that …", "reports of …", "Iran's denial that …", "expressed concern about …"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from khabar import vocab
from khabar.claims.arguments import slots
from khabar.claims.arguments.passives import is_passive
from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.deeds import counts, tells_deed
from khabar.claims.attribution.drafting import draft_of
from khabar.claims.attribution.sources import can_speak, source_span
from khabar.claims.attribution.speakers import is_wanted
from khabar.claims.attribution.telling import graded, judged, negated
from khabar.claims.cues import Cue, cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, span_of
from khabar.records import Span

# Nouns that wish for something, which need not be a deed: "calls for calm".
WISHES = ("for", "about", "over", "at", "with")
NEAR = 5
OWN = ("my", "our", "your")
FIRST = ("I", "we", "We")


def find(tree: Tree, view: View) -> Iterator[Draft]:
    """The attributions that nouns of one sentence make: a that-clause, an infinitive, or a preposition with a deed."""
    for i, word in enumerate(tree.words):
        found = cue(tree.base(i), "noun") if word.upos == "NOUN" else None
        if found is None:
            continue
        support = _support(tree, i)
        if _is_authors(tree, i, found, support) or (support is not None and is_wanted(tree, support)):
            continue
        head = _source(tree, i, support)
        if head is not None and tree.words[head].text in FIRST:
            continue
        if content := content_of(tree, i, found, view, printed=head is not None):
            draft = draft_of(tree, found, _cue_span(tree, i, support), content[0], head, held=content[1])
            yield judged(tree, i, graded(tree, i, negated(tree, i, draft)))


def _is_authors(tree: Tree, i: int, found: Cue, support: int | None) -> bool:
    """Whether the author says it: "there is no doubt that …", "it is a worry for Jordan", "our belief", "for fear of …"."""
    if support is None and any(tree.printed(p) in OWN for p in tree.under(i, "nmod:poss")):
        return True
    bare = tree.relation(i) == "obl" and tree.first(i, "det", "nmod:poss", "amod") is None
    if bare and tree.case(i) in ("for", "in", "out of") and found.factuality in ("PS+", "Uu"):
        return True
    no = any(tree.printed(d) in ("no", "little") for d in tree.under(i, "det", "amod"))
    raises = support is not None and tree.lemma(support) in ("give", "have") and found.factuality == "Uu"
    judges = tree.first(i, "cop") is not None and tree.first(i, "acl", "ccomp", "csubj") is None
    return raises or judges or (no and found.speech_act == "deny" and support is None)


@cache
def expressing() -> frozenset[str]:
    """Verbs by which one utters the noun they govern ("voiced fears"), from ``vocab/expressing.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("expressing"))


@cache
def surfacing() -> frozenset[str]:
    """Words that tell how what is said comes up or dies down ("word came that …"), from ``vocab/surfacing.tsv``."""
    return frozenset(row["lemma"] for row in vocab.load("surfacing"))


def content_of(tree: Tree, i: int, found: Cue, view: View, *, printed: bool) -> tuple[tuple[Span, ...], bool] | None:
    """What a noun of speech says, and whether its source tells it; ``printed`` is whether the text names the source."""
    for child in (*tree.under(i, "acl", "ccomp", "advcl"), *_late(tree, i), *_of_support(tree, i)):
        form = _form(tree, child)
        relative = tree.words[child].deprel == "acl:relcl" or tree.lemma(child) in expressing()
        relative = relative and not (form == "clause" and _is_whole(tree, child))
        relative = relative or (form == "clause" and _judges(tree, child))
        if form and not relative and found.allows(form, printed=printed):
            return span_of(tree, tree.subtree(child), _opening(tree, child, form)), found.holds(form)
    if tree.words[i].deprel == "nsubj:outer" and printed and found.allows("clause", printed=printed):
        return _predicated(tree, i), found.holds("clause")
    for child in (*tree.under(i, "nmod", "obl"), *_beside(tree, i)):
        form = tree.case(child) or _form(tree, child)
        if (
            form is not None
            and not (form == "of" and _is_bare_speech(tree, child))
            and found.allows(form, printed=printed)
            and (form in WISHES or counts(tree, child) or tells_deed(tree, child, view))
        ):
            return span_of(tree, tree.subtree(child), _opening(tree, child, form)), found.holds(form)
    return None


def _is_bare_speech(tree: Tree, noun: int) -> bool:
    """Whether a noun of speech or feeling is all that a message holds: "a message of condolence"."""
    alone = all(tree.relation(c) == "case" or tree.case(c) == "to" for c in tree.children[noun])
    return alone and cue(tree.base(noun), "noun") is not None and tree.tag(noun) == "NN"


def _predicated(tree: Tree, i: int) -> tuple[Span, ...]:
    """What a noun is said to be: "the fear is | that the dam will break"."""
    clause = tree.words[i].head
    mark = next((m for m in tree.under(clause, "mark") if m > i), i)
    return span_of(tree, [w for w in tree.subtree(clause) if w > mark], frozenset({mark}))


def _beside(tree: Tree, i: int) -> list[int]:
    """The phrase right after a noun, hung from the verb that utters it: "voiced displeasure | over the delay"."""
    support = _support(tree, i)
    return [c for c in tree.under(support, "obl") if tree.first(c, "case") == i + 1] if support is not None else []


def _late(tree: Tree, i: int) -> list[int]:
    """The clause that follows the verb by which a noun of speech comes up: "reports emerged on Sunday that …"."""
    verb = tree.words[i].head
    if tree.relation(i) != "nsubj" or verb < i or tree.lemma(verb) not in surfacing():
        return []
    return [c for c in tree.under(verb, "ccomp", "advcl", "acl") if c > verb and _form(tree, c) == "clause"]


def _of_support(tree: Tree, i: int) -> list[int]:
    """The clause after a noun, hung from the verb that utters it: "expressed its fear | that the truce would fail"."""
    support = _support(tree, i)
    own = cue(tree.base(support), "verb") if support is not None else None
    if support is None or (own is not None and own.allows("ccomp")):
        return []
    return [c for c in tree.under(support, "ccomp") if c > i and _form(tree, c) == "clause"]


def _judges(tree: Tree, clause: int) -> bool:
    """Whether a clause tells who takes what stand on the noun before it: "charges that both sides reject"."""
    verdict = cue(tree.base(clause), "verb")
    judged = verdict is not None and verdict.speech_act in ("deny", "confirm", "accuse")
    return judged and tree.first(clause, "obj", "ccomp", "xcomp") is None and not is_passive(tree, clause)


def _is_whole(tree: Tree, clause: int) -> bool:
    """Whether a clause lacks nothing that the noun before it could be: "that all troops leave Iraq", not "that he gave"."""
    whole = is_passive(tree, clause) or tree.first(clause, "obj", "ccomp", "xcomp", "cop", "obl") is not None
    return whole and tree.first(clause, "nsubj", "nsubj:pass", "csubj", "expl") is not None


def _form(tree: Tree, clause: int) -> str | None:
    """In which form a clause completes a noun: as a that-clause, or by the word that opens it."""
    mark = tree.first(clause, "mark", "case")
    word = tree.printed(mark) if mark is not None else None
    if word == "that":
        return "clause"
    return word if word is not None and mark is not None and mark < clause else None


def _opening(tree: Tree, child: int, form: str) -> frozenset[int]:
    if form == "to" and tree.is_verb(child):
        return frozenset()
    return frozenset(tree.under(child, "mark")) if form == "clause" else frozenset(tree.under(child, "mark", "case"))


# ------------------------------------------------------------------ whose it is


def _support(tree: Tree, i: int) -> int | None:
    """The verb by which the noun is uttered: "made a claim", "voiced fears", "engaged in speculation"."""
    governor = tree.words[i].head
    if governor < 0 or not tree.is_verb(governor):
        return None
    if tree.relation(i) == "obl":
        return governor if f"{tree.lemma(governor)} {tree.case(i)}" in expressing() else None
    uttered = tree.relation(i) == "obj" or tree.words[i].deprel in ("nsubj:pass", "iobj")
    return governor if uttered and tree.lemma(governor) in expressing() else None


def _source(tree: Tree, i: int, support: int | None) -> int | None:
    """Whose claim it is: a possessor, "by X" or "from X", a people ("Iraqi requests"), or who utters it."""
    arguments = slots(tree, i)
    told = {w for c in tree.under(i, "acl", "ccomp") for w in tree.subtree(c)}
    # Who does what is told of: "reports of reprisals by militias", "rumours about raids by gunmen".
    of = next((n for n in tree.under(i, "nmod") if tree.case(n) in ("of", "about")), None)
    told |= {s for s in arguments.get("by", ()) if of is not None and of < s}
    uttering = [s for s in subjects(tree, support) if can_speak(tree, s)] if support is not None else []
    for slot in ("possessor", "by", "from", "among"):
        found = [s for s in arguments.get(slot, ()) if s not in told and can_speak(tree, s)]
        if found and tree.words[found[0]].upos == "PRON" and uttering:
            return uttering[0]
        if found:
            return found[0]
    printed = [n for n in tree.under(i, "nmod") if n not in told and tree.case(n) == "in" and tree.name_of[n] == "ORG"]
    if printed:
        return printed[0]
    if uttering:
        return uttering[0]
    named = [m for m in tree.under(i, "amod", "compound") if _names_people(tree, m)]
    holders = [n for n in tree.under(i, "nmod") if n not in told and tree.case(n) == "of" and can_speak(tree, n)]
    whole = any(_form(tree, c) in ("clause", "to") for c in tree.under(i, "acl", "ccomp"))
    return next(iter([*named, *(holders if whole else ())]), None)


def owner(tree: Tree, i: int) -> tuple[Span | None, int | None]:
    """Whose a noun of speech is: the source's span and head, where the text prints one."""
    head = _source(tree, i, _support(tree, i))
    return (source_span(tree, head) if head is not None else None), head


def _names_people(tree: Tree, modifier: int) -> bool:
    """Whether a modifier names a people, country or body: "Iraqi", "US", "opposition"."""
    word = tree.words[modifier]
    capital = word.text[:1].isupper() and any(w.text.islower() for w in tree.words)
    proper = capital and modifier > 0 and word.upos in ("ADJ", "PROPN")
    return (proper or tree.name_of[modifier] is not None or word.upos == "NOUN") and can_speak(tree, modifier)


def _cue_span(tree: Tree, i: int, support: int | None) -> Span:
    """The noun with the verb that utters it, where they stand together."""
    together = support is not None and 0 < i - support <= NEAR and not is_passive(tree, support)
    first = support if together and support is not None else i
    return Span(tree.words[first].start, tree.words[i].end)
