"""Who speaks, to whom and when: the arguments of a verb of saying that are not what is said."""

from __future__ import annotations

from khabar.claims.arguments.passives import is_passive
from khabar.claims.arguments.verbs import subjects
from khabar.claims.attribution.clauses import marks
from khabar.claims.attribution.sources import can_speak, source_nouns, speaks_through_parts
from khabar.claims.classes import classes_of, is_temporal, partitive_nouns
from khabar.claims.cues import Cue, cue
from khabar.claims.tree import Tree, noun_phrase
from khabar.records import Span

AUTHORS = ("i", "we", "you", "me", "us", "my", "our", "your")
DUTY = ("should", "must", "ought", "shall", "need")
NEEDING = ("have", "need", "get")
# What everybody knows the author tells.
EVERYBODY = ("everyone", "everybody", "anyone", "anybody", "one")
NOBODY = ("no", "neither", "any")
PARTIES = ("role", "described", "collective", "witness", "anonymous")
# What shows something, where nobody speaks: "This suggests that …", "It only underscores the need".
THINGS = ("it", "this", "that", "these", "those", "which")


def speaker(tree: Tree, i: int) -> int | None:
    """The head of the phrase that names who speaks; nobody in "is said to"."""
    if quoted := _quoted(tree, i):
        return quoted[0]
    if (
        tree.words[i].deprel == "advcl"
        and tree.tag(i) in ("VBN", "VBD")
        and tree.first(i, "mark", "nsubj", "aux") is None
    ):
        return None
    if beside := _subject_of_gerund(tree, i):
        return beside
    found = [s for s in subjects(tree, i) if tree.printed(s) != "there"]
    if not found or tree.words[found[0]].deprel == "expl" or _stands_for_clause(tree, i, found[0]):
        return None
    return found[0]


def _stands_for_clause(tree: Tree, i: int, subject: int) -> bool:
    """Whether "it" stands for the clause that is told: "it has been determined by the police that …"."""
    empty = tree.printed(subject) == "it" and is_passive(tree, i)
    return empty and tree.first(i, "ccomp") is not None


def _subject_of_gerund(tree: Tree, i: int) -> int | None:
    """The name before a gerund, where what the gerund hangs on cannot speak: "the risk of Iran saying that …"."""
    governor = tree.words[i].head
    if tree.tag(i) == "VBG" and tree.words[i].deprel == "advcl":
        return next((c for c in tree.under(governor, "obl", "obj") if _is_just_before(tree, c, i, governor)), None)
    if tree.tag(i) != "VBG" or tree.relation(i) != "acl" or i == 0 or can_speak(tree, governor):
        return None
    head = i - 1
    while tree.words[head].head == head + 1 and head + 1 < i:
        head += 1
    return head if tree.is_noun(head) and can_speak(tree, head) else None


def _is_just_before(tree: Tree, noun: int, i: int, governor: int) -> bool:
    """Whether a phrase ends where a gerund begins and does what it tells: "with parties demanding", "heard them saying"."""
    heard = cue(tree.base(governor), "verb") if tree.relation(noun) == "obj" else None
    open_ = tree.case(noun) == "with" or (heard is not None and heard.allows("percept"))
    return open_ and max(tree.subtree(noun)) == i - 1 and can_speak(tree, noun)


def _quoted(tree: Tree, i: int) -> list[int]:
    """Who is quoted in "quotes officials as saying", "quoted a colonel, speaking by telephone, as saying"."""
    governor = tree.words[i].head
    if tree.relation(i) == "advcl" and tree.tag(governor) == "VBG" and tree.relation(governor) == "advcl":
        governor = tree.words[governor].head
    if (
        tree.relation(i) != "advcl"
        or "as" not in marks(tree, i)
        or governor < 0
        or tree.base(governor) not in ("quote", "cite")
    ):
        return []
    return [*tree.under(governor, "nsubj:pass", "obj")]


def speaks(tree: Tree, i: int, head: int | None, found: Cue) -> bool:
    """Whether a cue attributes: not in an author's "I think", nor where nobody says it, nor in "shots were heard"."""
    sees = "percept" in found.complements
    if head is None:
        vouched = found.stance == "endorses" or found.speech_act in ("deny", "confirm")
        return not sees and not vouched and (is_passive(tree, i) or tree.first(i, "expl") is not None)
    shown = cue(tree.base(i), "evidence")
    evidence = shown is not None
    whole = speaks_through_parts(tree, head) and tree.base(head) not in partitive_nouns()
    stressed = shown is not None and shown.allows("speech") and _is_person(tree, head)
    inferred = _is_inferred(tree, i) and not _comments(tree, tree.words[i].head)
    if (evidence and whole) or ((_is_made(tree, i, found) or (evidence and not stressed)) and inferred):
        return False
    shows = found.stance == "endorses" and found.speech_act == "report"
    if shows and tree.printed(head) in EVERYBODY:
        return False
    displays = shows and _displays(tree, i, head)
    if evidence and (tree.printed(head) in THINGS or displays):
        return False
    nobody = any(tree.printed(d) in NOBODY for d in tree.under(head, "det")) or _is_of_authors(tree, head)
    if _governs(tree, i, head, found):
        return False
    if nobody or (tree.words[head].text != "US" and tree.printed(head) in (*AUTHORS, "nobody", "none", "nothing")):
        return False
    tagged = not evidence or tree.words[i].deprel == "parataxis"
    says = can_speak(tree, head) or (tagged and _is_said(tree, i, head, found))
    return says and not is_temporal(tree, head) and not (sees and tree.name_of[head] == "LOC")


def _is_of_authors(tree: Tree, head: int) -> bool:
    """Whether those who think so are counted among the author's own: "few of us think that …"."""
    return any(tree.printed(n) in AUTHORS and tree.case(n) == "of" for n in tree.under(head, "nmod"))


def _governs(tree: Tree, i: int, head: int, found: Cue) -> bool:
    """Whether somebody rules a land, and no court rules in a tag: "The harvest failed when the shah ruled"."""
    if found.lemma != "rule" or any(c > i for c in tree.under(i, "ccomp")):
        return False
    return tree.words[head].upos != "NOUN" or tree.first(i, "mark") is not None


def is_wanted(tree: Tree, i: int) -> bool:
    """Whether somebody should tell it or must know it, and nobody says that they do: "must provide proof that …"."""
    if _is_due(tree, i) or _is_supposed(tree, i):
        return True
    modals = [a for a in tree.under(i, "aux") if tree.printed(a) in DUTY]
    due = tree.tag(i) == "VB" or is_passive(tree, i)
    return bool(modals) and due and tree.first(i, "nsubj", "nsubj:pass") is not None and not _perfect(tree, i)


def _is_supposed(tree: Tree, i: int) -> bool:
    """Whether it is a condition or kept from being told: "if readers think that …", "barred them from claiming asylum"."""
    if tree.relation(i) not in ("advcl", "acl"):
        return False
    return "if" in marks(tree, i) or (tree.tag(i) == "VBG" and "from" in marks(tree, i))


def _is_due(tree: Tree, i: int) -> bool:
    """Whether somebody has yet to tell it, or anybody might: "had to tell him", "it was too early to say that …"."""
    governor = tree.words[i].head
    if tree.relation(i) not in ("xcomp", "conj", "advcl", "csubj") or tree.tag(i) not in ("VB", "VBG"):
        return False
    if tree.relation(i) == "xcomp" and "to" in marks(tree, i) and tree.lemma(governor) in NEEDING:
        return True
    empty = (tree.printed(s) == "it" for s in tree.under(governor, "nsubj", "expl"))
    hard = tree.words[governor].upos == "ADJ" and "to" in marks(tree, i) and any(empty)
    return hard or (tree.relation(i) in ("xcomp", "conj") and _is_due(tree, governor))


def _perfect(tree: Tree, i: int) -> bool:
    return any(tree.base(a) == "have" for a in tree.under(i, "aux"))


def is_ordered(tree: Tree, i: int) -> bool:
    """Whether somebody is only asked to tell it, and has not: "urged citizens to report …", "called on him to condemn …"."""
    if tree.words[i].deprel == "conj" and tree.tag(i) == "VB":
        return is_ordered(tree, tree.words[i].head)
    governor = tree.words[i].head
    if tree.relation(i) == "acl" and tree.tag(i) in ("VB", "VBN") and "to" in marks(tree, i):
        return tree.words[governor].upos == "NOUN" and cue(tree.base(governor), "noun") is None
    if tree.relation(i) in ("xcomp", "ccomp") and (tree.lemma(governor) == "let" or _is_demanded(tree, i)):
        return True
    if tree.relation(i) not in ("xcomp", "ccomp", "advcl") or "to" not in marks(tree, i) or not tree.is_verb(governor):
        return False
    lemma = tree.base(governor)
    others = [c for c in tree.under(governor, "obj", "iobj", "obl") if governor < c < i]
    keys = (f"{lemma} {tree.case(c)}" for c in others)
    others = others or ([governor] if is_passive(tree, governor) and tree.relation(governor) == "advcl" else [])
    return bool(others) and any((f := cue(key, "verb")) is not None and f.allows("order") for key in (lemma, *keys))


def _is_demanded(tree: Tree, i: int) -> bool:
    """Whether a bare verb after "that" tells what is asked for: "requested that the council condemn the raid"."""
    subject = tree.first(i, "nsubj")
    single = subject is not None and tree.tag(subject) in ("NN", "NNP") and not any(tree.under(subject, "conj"))
    open_ = tree.tag(i) == "VB" or (tree.tag(i) == "VBP" and single)
    asked = cue(tree.base(tree.words[i].head), "verb") if open_ else None
    bare = tree.first(i, "aux") is None and "that" in marks(tree, i)
    return bare and asked is not None and (asked.allows("order") or asked.allows("wish"))


def _is_person(tree: Tree, head: int) -> bool:
    """Whether somebody is named, holds an office or is "he" or "she", and is no body or people."""
    word = tree.words[head]
    office = source_nouns().get(word.lemma.lower()) == "role"
    return tree.name_of[head] == "PER" or office or word.text.lower() in ("he", "she")


def _is_made(tree: Tree, i: int, found: Cue) -> bool:
    """Whether what was done to something makes it plain, and nobody does: "The convoy was hit, making it clear that …"."""
    return found.lemma.startswith("make ") and is_passive(tree, tree.words[i].head)


def _is_inferred(tree: Tree, i: int) -> bool:
    """Whether what happened shows it, as the author sees it: "The army left the town, suggesting that it had lost"."""
    apart = i > 0 and tree.words[i - 1].text == ","
    return (
        apart and tree.tag(i) == "VBG" and tree.relation(i) == "advcl" and tree.first(i, "nsubj", "mark", "aux") is None
    )


def _comments(tree: Tree, i: int) -> bool:
    """Whether a verb tells what somebody thinks of a thing, so that a participle after it goes on with his words."""
    found = cue(tree.base(i), "verb")
    if is_passive(tree, i) and tree.first(i, "obl:agent") is None:
        return False
    return found is not None and not found.complements.isdisjoint(("~wish", "~judged", "~as", "of", "order"))


def _displays(tree: Tree, i: int, head: int) -> bool:
    """Whether somebody shows a quality or does a deed, and tells nothing: "has shown restraint"."""
    told = tree.first(i, "ccomp", "parataxis", "csubj") is not None or "as" in marks(tree, i)
    named = tree.name_of[head] is not None or tree.words[head].upos == "PRON"
    return not told and (named or source_nouns().get(tree.base(head)) in PARTIES)


def _is_said(tree: Tree, i: int, head: int, found: Cue) -> bool:
    """Whether a verb of saying with a clause makes a speaker of a noun that no list knows: "the prelate said that …"."""
    clause = tree.first(i, "ccomp") is not None or tree.relation(i) == "parataxis"
    known = source_nouns().get(tree.base(head))
    says = found.allows("tag") or found.speech_act in ("deny", "confirm")
    return says and clause and tree.words[head].upos == "NOUN" and known is None


def addressee(tree: Tree, i: int) -> Span | None:
    """Who is told: "told reporters", "said to the BBC", "said in an interview with the BBC"."""
    direct = [c for c in tree.under(i, "obj", "iobj") if _hears(tree, c)] if not is_passive(tree, i) else []
    near = [c for c in tree.under(i, "obl") if tree.case(c) == "to" and _hears(tree, c)]
    venues = [c for c in tree.under(i, "obl") if tree.case(c) in ("in", "at", "during")]
    there = [n for v in venues for n in tree.under(v, "nmod") if tree.case(n) in ("with", "to") and _hears(tree, n)]
    heads = [*direct, *near, *there]
    return noun_phrase(tree, heads[0]) if heads else None


def _hears(tree: Tree, head: int) -> bool:
    return "actor" in classes_of(tree, head) and tree.words[head].upos in ("NOUN", "PROPN", "PRON")


def time_of(tree: Tree, i: int) -> Span | None:
    """When it was said, as worded: "said on Friday"; only where the time hangs on the verb of saying."""
    times = [c for c in tree.under(i, "obl", "advmod") if is_temporal(tree, c)]
    return noun_phrase(tree, times[0]) if times else None
