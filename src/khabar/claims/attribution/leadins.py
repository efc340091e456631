"""What a lead-in tells of the passage that it announces: whose it is, and by which words it is announced."""

from __future__ import annotations

from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.nouns import expressing
from khabar.claims.attribution.sources import can_speak, source_nouns, source_span
from khabar.claims.attribution.verbs import cue_span, verb_cue
from khabar.claims.cues import cue
from khabar.claims.tree import Tree, trimmed
from khabar.records import Span

SHORT = 5
ORIGINS = ("from", "via", "by", "in", "at", "according to")
Introduction = tuple[Span | None, int | None, Span]


def introduction(tree: Tree) -> Introduction:
    """The source, its head and the cue of a lead-in; without a source where it only points ahead ("Read on:")."""
    for finder in (_by_last_word, _by_verb, _by_name, _by_preposition, _by_subject, _by_owner):
        if found := finder(tree):
            head, span = found
            return source_span(tree, head), head, span
    return None, None, _pointer(tree)


def said_last(tree: Tree) -> Introduction | None:
    """The source, its head and the cue where the last word is a verb of saying with its subject: "The witness stated,"."""
    last = next((i for i in range(len(tree) - 1, 0, -1) if tree.words[i].upos != "PUNCT"), 0)
    found = verb_cue(tree, last) if tree.is_verb(last) else None
    head = next((s for s in subjects(tree, last) if can_speak(tree, s)), None) if found is not None else None
    if found is None or head is None or not found.allows("tag"):
        return None
    return source_span(tree, head), head, cue_span(tree, last, found)


def _by_last_word(tree: Tree) -> tuple[int, Span] | None:
    """Who speaks where the last word is a verb that the parser took for a noun: "The paper reports:"."""
    last = next((i for i in range(len(tree) - 1, 0, -1) if tree.words[i].upos != "PUNCT"), 0)
    word = tree.words[last]
    found = cue(word.lemma.lower(), "verb") if word.xpos == "NNS" else None
    named = tree.words[last - 1].upos in ("NOUN", "PROPN") and can_speak(tree, last - 1)
    if found is None or not found.allows("tag") or not named:
        return None
    return last - 1, Span(word.start, word.end)


def _by_verb(tree: Tree) -> tuple[int, Span] | None:
    """Who says or prints what follows: "The Guardian reported on Tuesday:", "what the paper printed this morning:"."""
    for i in reversed(range(len(tree))):
        finite = tree.is_verb(i) and tree.relation(i) != "amod"
        head = next((s for s in subjects(tree, i) if can_speak(tree, s)), None) if finite else None
        if head is None or tree.printed(head) in ("i", "we", "you"):
            continue
        last = tree.words[i + 1].upos == "PUNCT" if i + 1 < len(tree) else True
        if tree.printed(head) == "it" and not last:
            continue
        found = verb_cue(tree, i)
        if found is not None and (found.allows("tag") or found.allows("ccomp")):
            return head, cue_span(tree, i, found)
        if (_is_text(tree, head) or tree.lemma(i) in expressing()) and tree.base(i) != "be":
            return head, Span(tree.words[i].start, tree.words[i].end)
    return None


def _by_name(tree: Tree) -> tuple[int, Span] | None:
    """Who speaks where a verb of saying is the last word and the tree shows no subject: the last person named before it."""
    last = next((i for i in range(len(tree) - 1, 0, -1) if tree.words[i].upos != "PUNCT"), 0)
    found = verb_cue(tree, last) if tree.is_verb(last) else None
    named = [i for i in range(last) if tree.name_of[i] == "PER" and tree.name_of[tree.words[i].head] != "PER"]
    if found is None or not found.allows("tag") or not named:
        return None
    return named[-1], cue_span(tree, last, found)


def _by_subject(tree: Tree) -> tuple[int, Span] | None:
    """Who judges or names something before saying why: "The bishop called the ruling dangerous:"."""
    root = next((i for i, w in enumerate(tree.words) if w.head < 0), None)
    found = verb_cue(tree, root) if root is not None and tree.is_verb(root) else None
    if root is None or found is None:
        return None
    head = next((s for s in tree.under(root, "nsubj") if can_speak(tree, s)), None)
    return (head, cue_span(tree, root, found)) if head is not None else None


def _is_text(tree: Tree, head: int) -> bool:
    """Whether a phrase names something to be read: a document or a paper."""
    return source_nouns().get(tree.base(head)) == "document" or tree.name_of[head] == "ORG"


def _by_preposition(tree: Tree) -> tuple[int, Span] | None:
    """Where what follows is from: "From the Times:", "This, via Reuters:", "According to the report:".

    Where somebody does something else before the colon, only a preposition of saying counts.
    """
    root = next((i for i, w in enumerate(tree.words) if w.head < 0), 0)
    loose = any(tree.tag(s) == "PRP" and tree.printed(s) != "it" for s in tree.under(root, "nsubj"))
    for i in reversed(range(len(tree))):
        case = tree.case(i) if not (loose and tree.case(i) in ORIGINS) else ""
        named = tree.name_of[i] in ("ORG", "PER") or _is_text(tree, i)
        if tree.is_noun(i) and named and (case in ORIGINS or cue(case, "preposition") is not None):
            first = tree.first(i, "case")
            mark = first if first is not None else i
            return i, Span(tree.words[mark].start, tree.words[mark].end)
    return None


def _by_owner(tree: Tree) -> tuple[int, Span] | None:
    """Whose text follows: "Here is the ministry's statement in full:", "The Guardian:"."""
    for i in reversed(range(len(tree))):
        if not _is_text(tree, i):
            continue
        owner = next((o for o in tree.under(i, "nmod:poss", "compound") if can_speak(tree, o)), i)
        return owner, Span(tree.words[i].start, tree.words[i].end)
    return None


def _pointer(tree: Tree) -> Span:
    """The words that point ahead: a short sentence whole, else the phrase before the colon."""
    solid = [i for i, w in enumerate(tree.words) if w.upos != "PUNCT"]
    if len(solid) <= SHORT:
        return trimmed(tree, 0, len(tree) - 1)
    top = solid[-1]
    while tree.words[top].head >= 0 and tree.is_noun(tree.words[top].head):
        top = tree.words[top].head
    return trimmed(tree, min(tree.subtree(top)), solid[-1])
