"""Headlines and transcripts, which set a speaker apart by a colon or dash: "Two killed in protests: medics", "KIRBY: We …"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.claims.attribution.drafting import draft_of
from khabar.claims.attribution.outlets import is_outlet
from khabar.claims.attribution.sources import can_speak, source_nouns, source_span
from khabar.claims.classes import classes_of
from khabar.claims.cues import cue
from khabar.claims.tree import Tree
from khabar.claims.view import Draft, View, span_of
from khabar.records import Span

MARKS = (":", "-", "–", "—")
LONGEST = 6
FIRST_PERSON = ("we", "our", "us", "i", "my")
SPEAKERS = ("role", "collective", "described", "witness")


def find(tree: Tree, view: View) -> Iterator[Draft]:
    """The attribution that a short phrase before or after a mark makes of the rest of the sentence."""
    last = len(tree) - 1
    if tree.said.isdisjoint(MARKS) or view.segments[tree.parse.segment].kind == "editor_note":
        return
    for i in range(1, last):
        if tree.words[i].text not in MARKS or _within_word(tree, i) or _in_brackets(tree, i):
            continue
        before, after = range(_numbered(tree, i), i), range(i + 1, len(tree))
        if labelled := _labelled(tree, i, after):
            yield labelled
            return
        headline = tree.words[last].upos != "PUNCT"
        if (
            tree.words[i].text == ":"
            and (head := _speaker(tree, before)) is not None
            and _spoken(tree, head, after, view, headline=headline)
        ):
            yield _draft(tree, head, before, after)
            return
        written = tree.words[i].text == ":" and _tells(tree, before, view)
        head = _speaker(tree, after, written=written) if headline else None
        if head is not None and _tells(tree, before, view):
            yield _draft(tree, head, after, before)
            return


def _numbered(tree: Tree, mark: int) -> int:
    """The first word after the number of a post in a thread, which is no part of who speaks: "3/ Police: …", "(2/7) …"."""
    opening = next((w for w in range(mark) if tree.words[w].text.strip("()[]/.0123456789")), mark)
    return opening if any("/" in w.text or ")" in w.text for w in tree.words[:opening]) else 0


def _labelled(tree: Tree, mark: int, part: range) -> Draft | None:
    """The attribution of a sentence that a noun labels as what is told or doubted: "Claim: …", "Reports: …"."""
    found = cue(tree.base(0), "noun") if mark == 1 and tree.words[1].text == ":" else None
    told = tree.tag(0) == "NNS" and any(tree.words[w].upos == "VERB" for w in part)
    if found is None or not (told or found.stance == "distances" or found.speech_act == "accuse"):
        return None
    span = Span(tree.words[0].start, tree.words[0].end)
    return draft_of(tree, found, span, span_of(tree, list(part)), None)


def _in_brackets(tree: Tree, i: int) -> bool:
    texts = [w.text for w in tree.words[:i]]
    return texts.count("(") > texts.count(")")


def _within_word(tree: Tree, i: int) -> bool:
    """Whether a mark only joins the parts of a word."""
    return tree.words[i - 1].end == tree.words[i].start and tree.words[i].text != ":"


def _speaker(tree: Tree, part: range, *, written: bool = False) -> int | None:
    """The head of a part that is nothing but a phrase naming somebody, or where it may be ``written`` a report or study."""
    if not 0 < len(part) <= LONGEST or any(tree.words[w].upos in ("VERB", "AUX") for w in part):
        return None
    if any("/" in tree.words[w].text or "@" in tree.words[w].text for w in part):
        return None
    tops = [w for w in part if tree.words[w].head not in part and tree.words[w].upos != "PUNCT"]
    if len(tops) != 1 or not tree.is_noun(tops[0]) or not can_speak(tree, tops[0]):
        return None
    listed = _kind(tree, tops[0]) in (*SPEAKERS, *(("document",) if written else ()))
    return tops[0] if listed or tree.words[tops[0]].upos == "PROPN" else None


def _kind(tree: Tree, head: int) -> str | None:
    return source_nouns().get(tree.base(head))


def _spoken(tree: Tree, head: int, part: range, view: View, *, headline: bool) -> bool:
    """Whether what follows is told: by a person or outlet, or in its own person or words where the name is of a place."""
    if not _tells(tree, part, view):
        return False
    if _names_outlet(tree, head, part):
        return True
    first, last = tree.words[part[0]], tree.words[part[-1]]
    own = tree.printed(part[0]) in FIRST_PERSON or bool(view.quotes_in(first.start, last.end))
    listed = tree.words[head].upos != "PROPN" or _kind(tree, head) in SPEAKERS or tree.name_of[head] == "ORG"
    listed = listed or "organization" in classes_of(tree, head)
    return own or tree.name_of[head] == "PER" or (listed and headline)


def _names_outlet(tree: Tree, head: int, part: range) -> bool:
    """Whether the sentence opens with an outlet's name alone: "Reuters: Gunmen killed …"."""
    opening = " ".join(tree.words[w].text for w in range(part[0] - 1))
    return head < part[0] and is_outlet(opening.replace(" - ", "-"))


def _tells(tree: Tree, part: range, view: View) -> bool:
    """Whether a part holds a verb or a noun of a deed, or tells of the dead."""
    words = [tree.words[w] for w in part]
    deeds = (w.upos == "NOUN" and view.eventive(w.lemma.lower()) for w in words)
    return any(w.upos == "VERB" or w.text.lower() in ("dead", "injured") for w in words) or any(deeds)


def _draft(tree: Tree, head: int, named: range, told: range) -> Draft:
    whole = source_span(tree, head)
    source = Span(max(whole.start, tree.words[named[0]].start), min(whole.end, tree.words[named[-1]].end))
    return Draft(tree.parse.sentence, source, head, None, span_of(tree, list(told)))
