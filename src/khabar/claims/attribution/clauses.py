"""Clauses that are said: after "that" or bare, raised ("is said to lead"), and infinitives of what somebody is to do."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.claims.arguments.passives import is_passive
from khabar.claims.attribution.sources import can_speak
from khabar.claims.classes import is_temporal
from khabar.claims.cues import Cue, cue
from khabar.claims.tree import Tree
from khabar.claims.unnamed import is_name_withheld
from khabar.claims.view import View, span_of
from khabar.records import Span

Content = tuple[Span, ...]

CONTRAST = {"while", "whereas", "although", "though"}
AGAINST = CONTRAST | {"but"}
REASONS = {"because", "since", "unless", "if", "although", "though"}
CONDITIONS = {"if", "unless"}
TEMPORAL = {"after", "before", "since", "as", "when", "while"}
RELATIVES = ("WDT", "WP")


def clause_of(tree: Tree, i: int, found: Cue, _view: View) -> Content:
    """The clause after a verb or adjective of saying, or a raised infinitive with its subject."""
    clause = next((c for c in tree.under(i, "ccomp") if tree.words[c].upos != "AUX" or tree.children[c]), None)
    if clause is None:
        adjectives = [c for c in tree.under(i, "xcomp") if tree.words[c].upos == "ADJ"]
        clause = next((c for a in adjectives if (c := tree.first(a, "ccomp", "csubj")) is not None), None)
    if clause is None:
        clause = next((c for c in tree.under(i, "xcomp") if _is_undergone(tree, c)), None)
    if clause is None and is_passive(tree, i) and (found.allows("tag") or found.stance == "endorses"):
        clause = tree.first(i, "csubj", "csubj:pass")
        raised = next((c for c in tree.under(i, "xcomp", "advcl") if _is_raised(tree, c, found)), None)
        if clause is None and raised is not None:
            return together(tree, tree.under(i, "nsubj:pass"), raised)
    if clause is None:
        clause = next((c for c in tree.under(i, "advcl") if marks(tree, c) & {"that", "whether"}), None)
    if clause is not None and (tree.printed(clause) in ("following", "this") or is_name_withheld(tree, clause)):
        return ()
    if clause is not None and (
        is_apart(tree, clause, i)
        or _is_place(tree, clause, i)
        or _is_next(tree, clause, i)
        or _is_skill(tree, clause, found)
        or _is_main(tree, clause, i)
    ):
        return ()
    return _without_that(tree, clause) if clause is not None else ()


def _is_undergone(tree: Tree, clause: int) -> bool:
    """Whether somebody tells what was done to them: "described | being beaten by guards"."""
    helpers = [a for a in tree.under(clause, "aux") if tree.tag(a) == "VBG"]
    return is_passive(tree, clause) and any(tree.base(a) in ("be", "have") for a in helpers)


def _is_place(tree: Tree, clause: int, i: int) -> bool:
    """Whether a clause tells where or when something was found or seen: "was found in the hotel | where he stayed"."""
    found = tree.first(i, "nsubj:pass")
    asked = tree.tag(min(tree.subtree(clause))) == "WRB" and clause > i
    return asked and found is not None and tree.words[found].upos in ("NOUN", "PROPN")


def _is_next(tree: Tree, clause: int, i: int) -> bool:
    """Whether a semicolon parts a verb from a clause after it: "Two were charged; a third is at large"."""
    return any(tree.words[w].text == ";" for w in range(i, min(clause, len(tree))))


def _is_main(tree: Tree, clause: int, i: int) -> bool:
    """Whether a clause lacks its subject since that stands before the verb: "the aid they promised | has arrived"."""
    helped = any(tree.tag(a) in ("VBZ", "VBP", "VBD", "MD") for a in tree.under(clause, "aux", "aux:pass"))
    alone = tree.first(clause, "nsubj", "nsubj:pass", "csubj", "expl", "mark") is None
    before = [c for c in tree.under(i, "nsubj", "nsubj:pass", "obl", "obj") if c < i and tree.case(c) == ""]
    reduced = tree.tag(i) == "VBN" and tree.first(i, "aux", "aux:pass") is None
    return i < clause and helped and alone and tree.relation(i) != "acl" and (reduced or len(before) > 1)


def _is_skill(tree: Tree, clause: int, found: Cue) -> bool:
    """Whether it is a skill that somebody knows, learns or finds, and no fact: "knew how to build bombs"."""
    knows = found.stance == "endorses" and found.speech_act == "report"
    asked = tree.tag(min(tree.subtree(clause))) in ("WRB", *RELATIVES)
    return knows and asked and "to" in marks(tree, clause)


def is_apart(tree: Tree, clause: int, i: int) -> bool:
    """Whether a mark parts a clause from a verb of saying after it, which then is no tag: "The toll is 40; he said little"."""
    parted = any(tree.words[w].text in (";", ":") for w in range(clause, i))
    subject = tree.first(i, "nsubj")
    first = min(tree.subtree(subject)) if subject is not None else i
    return parted and (first == 0 or tree.words[first - 1].text in (";", ":") or _has_own(tree, i))


def _has_own(tree: Tree, i: int) -> bool:
    """Whether a verb of saying is followed by a thing said that is no clause: "has said little"."""
    return any(o > i and tree.words[o].upos in ("ADJ", "NOUN") for o in tree.under(i, "obj"))


def _is_raised(tree: Tree, clause: int, found: Cue) -> bool:
    """Whether an infinitive is what is said: "is said to lead", "was announced to have died", not "was announced to calm"."""
    by = tree.first(tree.words[clause].head, "obl:agent") is not None
    if "+raised" in found.complements and not by:
        return False
    told = tree.relation(clause) == "xcomp" and found.allows("raised", printed=by)
    return _is_infinitive(tree, clause) and (told or tree.first(clause, "aux", "aux:pass", "cop") is not None)


def infinitive(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """An open clause: "claimed to have fled", "denied holding them"."""
    clause = tree.first(i, "xcomp")
    if clause is None:
        return ()
    return together(tree, tree.under(i, "nsubj:pass"), clause) if is_passive(tree, i) else _without_that(tree, clause)


def order(tree: Tree, i: int, found: Cue, _view: View) -> Content:
    """Who is to do what: "urged Iraq to reconsider", "called on all sides to hold fire", "were told to leave"."""
    clause = next((c for c in tree.under(i, "xcomp", "ccomp", "advcl") if _is_infinitive(tree, c)), None)
    if clause is None or (is_passive(tree, i) and tree.first(i, "obl:agent") is None):
        return ()
    if found.complements == {"order"} and is_yet_to_be(tree, i):
        return ()
    before = 0 if is_passive(tree, i) or tree.words[i].deprel == "acl:relcl" else i
    heads = tree.under(i, "obj", "iobj", "nsubj:pass", "obl")
    addressed = [c for c in heads if before <= c < clause and _addressed(tree, i, c)]
    opened = _opened(tree, i, clause)
    return together(tree, addressed or opened, clause) if addressed or opened else ()


def is_yet_to_be(tree: Tree, i: int) -> bool:
    """Whether somebody is only to press or encourage others: "should press Baghdad to …", "worked to encourage them to …"."""
    directed = "to" in marks(tree, i) or any(tree.tag(a) == "MD" for a in tree.under(i, "aux"))
    joined = tree.words[i].deprel == "conj" and not directed and is_yet_to_be(tree, tree.words[i].head)
    return tree.tag(i) == "VB" and (directed or joined)


def _opened(tree: Tree, i: int, clause: int) -> list[int]:
    """The subject between "for" and an infinitive, wherever the parser hung it: "called for all prisoners to be freed"."""
    between = [c for c in (*tree.under(i, "obl"), *tree.under(clause, "nsubj", "nsubj:pass")) if i < c < clause]
    return [c for c in between if tree.printed(min(tree.subtree(c)) - 1) == "for" or tree.case(c) == "for"][:1]


def _addressed(tree: Tree, i: int, child: int) -> bool:
    if is_temporal(tree, child):
        return False
    if tree.relation(child) != "obl":
        return tree.relation(child) != "nsubj" or is_passive(tree, i)
    return tree.case(child) in ("on", "upon", "to", "with", "at")


def _is_infinitive(tree: Tree, clause: int) -> bool:
    return "to" in marks(tree, clause) and (tree.is_verb(clause) or tree.first(clause, "cop") is not None)


def intent(tree: Tree, i: int, _found: Cue, _view: View) -> Content:
    """What the source itself is to do: "promised to send aid"."""
    clause = next((c for c in tree.under(i, "xcomp", "ccomp", "advcl") if _is_infinitive(tree, c)), None)
    if clause is None or _is_speech(tree, clause):
        return ()
    conditions = {
        w for c in tree.under(i, "advcl") if c > clause and marks(tree, c) & CONDITIONS for w in tree.subtree(c)
    }
    return span_of(tree, sorted({*tree.subtree(clause), *conditions} - _outer_clauses(tree, clause)))


def _is_speech(tree: Tree, clause: int) -> bool:
    """Whether it is speech or being named that is promised or refused: that is a way of saying, and no deed."""
    return cue(tree.base(clause), "withheld") is not None or is_passive(tree, clause)


def _without_that(tree: Tree, clause: int) -> Content:
    that = frozenset(m for m in tree.under(clause, "mark") if tree.printed(m) == "that")
    governor = tree.words[clause].head
    why = reasons(tree, governor) if clause < governor else frozenset()
    subject = tree.first(governor, "nsubj")
    first = subject if subject is not None and subject < governor < clause else governor
    aside = frozenset(w for w in tree.subtree(clause) if first < w < governor or governor < w < min(that, default=0))
    return span_of(tree, sorted({*tree.subtree(clause), *why}), that | aside | _others_words(tree, clause))


def _others_words(tree: Tree, clause: int) -> frozenset[int]:
    """What somebody else says in a clause of contrast at the end: "X says it left, while Y says it stayed"."""
    joined = tree.conjuncts(clause) if tree.words[clause].head < clause else ()
    contrast = [c for part in joined for c in tree.under(part, "advcl") if c > clause and marks(tree, c) & CONTRAST]
    told = [c for c in contrast if _tags(tree, c) or contrast_of_another(tree, c) is not None]
    return frozenset(w for c in told if not _is_quoted(tree, c) for w in tree.subtree(c))


def _is_quoted(tree: Tree, i: int) -> bool:
    """Whether a quotation that has begun before a word has not ended there."""
    return next((w.xpos for w in reversed(tree.words[:i]) if w.xpos in ("``", "''")), "") == "``"


def _tags(tree: Tree, i: int) -> bool:
    found = cue(tree.base(i), "verb")
    return found is not None and found.allows("tag") and tree.first(i, "nsubj") is not None


def contrast_of_another(tree: Tree, clause: int) -> int | None:
    """Where a clause of contrast after a comma begins in which somebody else tells it: "| but state television denied it"."""
    opening = next((m for m in tree.under(clause, "mark", "cc") if tree.printed(m) in AGAINST), 0)
    opening -= opening > 0 and tree.printed(opening - 1) == "even"
    teller = tree.first(clause, "nsubj") if opening > 0 and tree.words[opening - 1].text == "," else None
    if teller is None or tree.words[teller].upos == "PRON" or not can_speak(tree, teller):
        return None
    lemmas = (tree.base(clause), *(f"{tree.base(clause)} {tree.case(o)}" for o in tree.under(clause, "obl")))
    return opening if any(cue(lemma, "verb") is not None for lemma in lemmas) else None


def marks(tree: Tree, clause: int) -> set[str]:
    """The words that open a clause, lower-case."""
    return {tree.printed(m) for m in tree.under(clause, "mark")}


def together(tree: Tree, heads: Iterable[int], clause: int) -> Content:
    """The content of a clause with noun phrases that belong to it, in sentence order."""
    things = [h for h in heads if tree.tag(h) not in RELATIVES]
    parts = {w for h in things for w in tree.subtree(h) if w not in tree.under(h, "case")} - {clause}
    return span_of(tree, sorted({*parts, *tree.subtree(clause)} - _outer_clauses(tree, clause)))


def _outer_clauses(tree: Tree, clause: int) -> set[int]:
    """Finite adverbial clauses after a comma, which belong to the sentence and not to an infinitive: ", two days after …"."""
    if tree.tag(clause) != "VB" or tree.first(clause, "nsubj") is not None:
        return set()
    loose = [c for c in tree.under(clause, "advcl") if c > clause and marks(tree, c) & TEMPORAL]
    apart = [c for c in loose if tree.words[min(tree.subtree(c))].text == ","]
    return {w for c in apart for w in tree.subtree(c) if tree.first(c, "nsubj", "nsubj:pass") is not None}


def reasons(tree: Tree, i: int) -> frozenset[int]:
    """Reasons and conditions after a tag, which belong to what is said: "It failed, he said, because the bomb was old"."""
    clauses = [tree.subtree(c) for c in tree.under(i, "advcl") if c > i and marks(tree, c) & REASONS]
    apart = [c for c in clauses if "," in (tree.words[c[0]].text, tree.words[c[0] - 1].text)]
    return frozenset(w for c in apart for w in c)
