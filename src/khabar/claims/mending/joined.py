"""A speaker's second verb, taken for a part of what was said first: "said it was sorry, and urged both sides to …"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.classes import classes_of
from khabar.claims.cues import cue
from khabar.claims.measures import look_up, words
from khabar.claims.mending.homographs import irregular_verbs
from khabar.claims.mending.saying import SPEAKING, speaks
from khabar.claims.tree import Tree
from khabar.records import Word

SUBJECTS = ("nsubj", "nsubj:pass", "expl", "csubj")
FORMS = {"VBD": ("VBD",), "VBZ": ("VBZ", "VBP"), "VBP": ("VBZ", "VBP"), "VBG": ("VBG",)}


def second_verb(tree: Tree) -> Mapping[int, Word]:
    """A verb of saying or asking after ", and", without a subject of its own and in the form of the one before; a participle
    needs no comma where the clause between has none: "saying nobody was hurt and | accusing the press of lies".
    """
    for i, word in tree.related("conj"):
        if not tree.is_verb(i) or tree.first(i, *SUBJECTS, "aux", "mark") is not None:
            continue
        link = next((c for c in tree.under(i, "cc") if c < i), None)
        if link is None or link == 0 or not (_asks(tree, i) or cue(word.lemma.lower(), "verb") is not None):
            continue
        saying = _saying(tree, word.head)
        alike = saying is not None and saying < i and _past_tag(tree, i) in FORMS.get(tree.tag(saying), ())
        apart = _is_parted(tree, i, link) or (tree.tag(i) == "VBG" and tree.tag(word.head) != "VBG")
        if saying is not None and ((alike and apart) or (saying < i and _is_speakers(tree, saying, word.head, i))):
            return {i: replace(word, head=saying, xpos="VBD" if word.xpos == "VBN" else word.xpos)}
    return {}


def _is_parted(tree: Tree, i: int, link: int) -> bool:
    """Whether a comma parts a verb from what is before, and does not only end a row: "had robbed, beaten, and cursed him"."""
    return tree.words[link - 1].text == "," and not _ends_row(tree, i)


def _ends_row(tree: Tree, i: int) -> bool:
    """Whether a verb is the last of three or more that are joined."""
    partner = tree.words[i].head
    return any(partner < c < i and tree.is_verb(c) and tree.first(c, "cc") is None for c in tree.under(partner, "conj"))


def _past_tag(tree: Tree, i: int) -> str:
    """The tag of a verb; a participle with an object beside an active one may be a past: "had died, and | blamed us"."""
    active = tree.first(i, "obj") is not None and tree.first(tree.words[i].head, "aux:pass") is None
    return "VBD" if tree.tag(i) == "VBN" and active and tree.printed(i).endswith("ed") else tree.tag(i)


def _asks(tree: Tree, i: int) -> bool:
    """Whether a verb asks somebody, named right after it or through its preposition, to do something."""
    lemma = tree.base(i)
    keys = [f"{lemma} {tree.case(c)}" for c in tree.under(i, "obl")] or [lemma]
    return any((found := cue(key, "verb")) is not None and found.allows("order") for key in keys)


def second_clause(tree: Tree) -> Mapping[int, Word]:
    """A second clause of saying or asking with a pronoun for the speaker: "said that ten had died, | and he urged all …"."""
    for i, word in tree.related("conj"):
        subject, link = tree.first(i, "nsubj"), tree.first(i, "cc")
        if subject is None or link is None or tree.tag(subject) != "PRP" or tree.tag(i) not in FORMS:
            continue
        told = cue(word.lemma.lower(), "verb")
        saying = _saying(tree, word.head) if told is not None and told.allows("tag") else None
        apart = link > 0 and tree.words[link - 1].text == "," and tree.first(i, "aux", "mark") is None
        if apart and saying is not None and saying < word.head and tree.tag(i) in FORMS.get(tree.tag(saying), ()):
            return {i: replace(word, head=saying)}
    return {}


def _is_speakers(tree: Tree, saying: int, partner: int, i: int) -> bool:
    """Whether a second clause is told as the first, whose subject is a thing and neither says nor asks anything: "said the
    road was cut and claims …", "said the city was starving and called on both sides to …", or in the same words: "claimed
    he had fled and claim …".
    """
    tells = tree.first(i, "ccomp") is not None
    finite = tree.tag(i) in ("VBP", "VBZ", "VBD") or (tree.tag(i), tree.tag(partner)) == ("VBN", "VBD")
    if not finite or not (tells or _asks(tree, i)):
        return False
    subject = tree.first(partner, "nsubj", "nsubj:pass")
    mute = subject is not None and tree.words[subject].upos == "NOUN" and not classes_of(tree, subject) & SPEAKING
    return mute or (tells and tree.words[i].lemma == tree.words[saying].lemma)


def _saying(tree: Tree, partner: int) -> int | None:
    """The verb of saying whose content the partner heads, where the two do not stand in one row already."""
    governor = tree.words[partner].head
    if (
        tree.relation(partner) == "advcl"
        and governor >= 0
        and tree.relation(governor) == "ccomp"
        and partner > governor
    ):
        partner, governor = governor, tree.words[governor].head
    if tree.relation(partner) == "acl" and tree.relation(governor) == "obj" and cue(tree.base(governor), "noun"):
        partner, governor = governor, tree.words[governor].head
        return governor if cue(tree.base(governor), "verb") is not None else None
    if tree.relation(partner) == "ccomp" and tree.words[governor].upos == "ADJ" and tree.relation(governor) == "xcomp":
        # "made clear that …"
        verb = tree.words[governor].head
        return verb if cue(f"{tree.base(verb)} {tree.printed(governor)}", "verb") is not None else None
    inner = tree.relation(partner) in ("ccomp", "advcl", "xcomp") and governor >= 0 and tree.is_verb(governor)
    return governor if inner and cue(tree.base(governor), "verb") is not None else None


def verb_beside_adjective(tree: Tree) -> Mapping[int, Word]:
    """A finite verb joined to an adjective or noun, though the finite verb that governs this is its partner."""
    for i, word in tree.related("conj"):
        partner = word.head
        if not tree.is_verb(i) or tree.tag(i) not in FORMS or tree.tag(i) == "VBG":
            continue
        bare = tree.words[partner].upos in ("ADJ", "NOUN") and tree.first(partner, *SUBJECTS, "cop") is None
        if not bare or tree.first(i, *SUBJECTS, "aux", "mark") is not None:
            continue
        verb = next((a for a in tree.ancestors(partner) if tree.is_verb(a)), None)
        if verb is not None and tree.tag(verb) in FORMS[tree.tag(i)]:
            return {i: replace(word, head=verb)}
    return {}


def told_before_tag(tree: Tree) -> Mapping[int, Word]:
    """The second of two verbs that a tag follows, joined to the tag: "He had appointed him, and dismissed him, it said"."""
    for i, word in tree.related("conj"):
        tag = word.head
        if i > tag or not tree.is_verb(i) or not tree.is_verb(tag):
            continue
        subject = next((s for s in tree.under(tag, "nsubj") if i < s < tag), None)
        clause = next((c for c in tree.under(tag, "ccomp") if c < i), None)
        if subject is not None and clause is not None:
            return {i: replace(word, head=clause)}
    return {}


def said_too(tree: Tree) -> Mapping[int, Word]:
    """The second verb of what is said, joined to the verb of saying: "says the case is hard | and will take time"."""
    for i, word in tree.related("conj"):
        if not tree.is_verb(i) or tree.first(i, *SUBJECTS, "mark") is not None:
            continue
        link = next((c for c in tree.under(i, "cc") if c < i), None)
        clause = next((c for c in tree.under(word.head, "ccomp") if word.head < c < i), None)
        if link is None or clause is None or tree.words[link - 1].text == "," or not speaks(tree, word.head):
            continue
        if _aided(tree, i) and not _aided(tree, word.head) and cue(word.lemma.lower(), "withheld") is None:
            return {i: replace(word, head=clause)}
    return {}


def _aided(tree: Tree, i: int) -> bool:
    """Whether a verb has a modal or a perfect's auxiliary."""
    return any(tree.tag(a) == "MD" or tree.base(a) == "have" for a in tree.under(i, "aux"))


def unlike_verb(tree: Tree) -> Mapping[int, Word]:
    """A verb in the form of the verb of saying, joined to one of another form: "boasted they had won | and vowed …".

    After a modal it need be none of saying: "said he would go | but gave no date".
    """
    for i, word in tree.related("conj"):
        tag = _finite_tag(tree, i)
        if tag not in ("VBD", "VBZ", "VBP") or tree.first(i, *SUBJECTS, "aux", "mark") is not None:
            continue
        link = tree.first(i, "cc")
        modal = tag == "VBD" and any(tree.tag(a) == "MD" for a in tree.under(word.head, "aux"))
        if link is None or not (_tells(tree, i, link) or modal):
            continue
        saying = _finite(tree, _saying(tree, word.head))
        alike = saying is not None and saying < i and (modal or tag in FORMS.get(tree.tag(saying), ()))
        if saying is not None and alike and tree.tag(word.head) != tag and _has_auxiliary(tree, word.head):
            return {i: replace(word, head=saying, xpos=tag)}
    return {}


def _tells(tree: Tree, i: int, link: int) -> bool:
    """Whether a verb tells something, and is not done to somebody as the verb before may be: "had beaten him and threatened
    his wife"; of the dead, any verb of saying tells something: "said ten had died and blamed the army".
    """
    partner = tree.words[i].head
    side = "object" if tree.first(partner, "nsubj:pass") is not None else "subject"
    if look_up(tree, partner, words("verb", side)) == "killed":
        return cue(tree.base(i), "verb") is not None
    to_somebody = any("actor" in classes_of(tree, o) for o in tree.under(i, "obj"))
    apart = _is_parted(tree, i, link) or (tree.first(i, "ccomp", "xcomp", "obl") is not None and not _ends_row(tree, i))
    return speaks(tree, i) and (apart or not (to_somebody or _ends_row(tree, i)))


def _finite(tree: Tree, saying: int | None) -> int | None:
    """The verb of saying, or the finite one over it: "said it was too early to | declare that …"."""
    if saying is None or tree.tag(saying) in FORMS:
        return saying
    return next((a for a in tree.ancestors(saying) if tree.is_verb(a) and speaks(tree, a)), None)


def _finite_tag(tree: Tree, i: int) -> str:
    """The tag of a verb; a past form with an object after a bare verb is a past: "said it must hold | and stressed …"."""
    word = tree.words[i]
    formed = word.xpos in ("VBN", "VB") and word.text.lower() != word.lemma.lower()
    formed = formed or (word.xpos == "VB" and _is_parted_past(tree, i))
    past = formed and tree.tag(word.head) == "VB" and tree.first(i, "obj", "ccomp") is not None
    return "VBD" if past else tree.tag(i)


def _is_parted_past(tree: Tree, i: int) -> bool:
    """Whether a form that is past as well as bare follows a comma and "and": "said it must stop, | and set out a plan"."""
    link = tree.first(i, "cc")
    parted = link is not None and link > 0 and tree.words[link - 1].text == ","
    return parted and irregular_verbs().get(tree.printed(i)) == tree.base(i)


def that_too(tree: Tree) -> Mapping[int, Word]:
    """A second clause with "that", joined to the verb of saying itself: "said it had failed | and that he was sorry"."""
    for i, word in tree.related("conj"):
        that = tree.first(i, "mark")
        if that is None or tree.printed(that) != "that" or not 0 <= word.head < i:
            continue
        told = tree.first(word.head, "ccomp")
        if told is not None and word.head < told < i and speaks(tree, word.head):
            return {i: replace(word, head=told)}
    return {}


def _has_auxiliary(tree: Tree, i: int) -> bool:
    return tree.first(i, "aux", "aux:pass", "cop") is not None


def clause_after_place(tree: Tree) -> Mapping[int, Word]:
    """The subject of a second clause, joined to a noun of the first: "shut its road to Erbil, and | Iran held drills", "fled
    the army and the militias, and | the agency, which has no food, warned of hunger".
    """
    for i, word in tree.related("conj"):
        if not tree.is_verb(i) or tree.first(i, *SUBJECTS, "mark") is not None:
            continue
        link = next((c for c in tree.under(i, "cc") if c < i - 1), i)
        between = [c for c in range(link + 1, i) if not _stays(tree, c, i)]
        heads = [c for c in between if not link < tree.words[c].head < i]
        if heads == [link + 1] and tree.words[link + 1].deprel == "conj":
            return {heads[0]: replace(tree.words[heads[0]], head=i, deprel="nsubj")}
        subject = _joined_late(tree, i) if tree.first(i, "cc") is None and tree.tag(i) in FORMS else None
        if subject is not None and word.head < subject:
            links = {c: replace(tree.words[c], head=i) for c in tree.under(subject, "cc")}
            return links | {subject: replace(tree.words[subject], head=i, deprel="nsubj")}
    return {}


def _joined_late(tree: Tree, verb: int) -> int | None:
    """A noun joined by ", and" to one before, whose phrase with a clause between commas ends right before a verb."""
    nouns = (c for c, word in tree.related("conj") if c < verb and tree.is_noun(c) and tree.words[verb - 1].text == ",")
    for noun in nouns:
        link = tree.first(noun, "cc")
        apart = link is not None and 0 < link < noun and tree.words[link - 1].text == ","
        if apart and tree.first(noun, "acl", "acl:relcl", "appos") is not None and max(tree.subtree(noun)) >= verb - 2:
            return noun
    return None


def _stays(tree: Tree, c: int, verb: int) -> bool:
    """Whether a word before a verb belongs to the verb already: an auxiliary or an adverb."""
    return tree.words[c].head == verb and tree.relation(c) in ("aux", "advmod", "obl")


def beyond_clause(tree: Tree) -> Mapping[int, Word]:
    """A second verb after ", and", joined to the clause that says when: "came after the army fled, and | burned it"."""
    for i, word in tree.related("conj"):
        when, verb = word.head, tree.words[word.head].head
        clause = tree.words[when].deprel == "advcl" and tree.is_verb(i) and verb >= 0 and verb < when < i
        if not clause or not tree.is_verb(verb) or tree.first(i, *SUBJECTS, "aux", "mark") is not None:
            continue
        link = tree.first(i, "cc")
        parted = link is not None and tree.words[link - 1].text == ","
        own = tree.first(when, "nsubj", "nsubj:pass")
        first = min(tree.subtree(when))
        if parted and own is not None and tree.tag(i) == tree.tag(verb) and tree.words[first - 1].text != ",":
            return {i: replace(word, head=verb)}
    return {}


def own_object(tree: Tree) -> Mapping[int, Word]:
    """What a participle right before it does something to, joined to an earlier object: "raided a village, torching | huts"."""
    for i, word in tree.related("conj"):
        verb = next((c for c in tree.subtree(i) if tree.words[c].upos != "PUNCT"), 0) - 1
        loose = verb >= 0 and tree.tag(verb) == "VBG" and tree.is_verb(verb) and tree.is_noun(i) and word.head < verb
        if (
            not loose
            or tree.first(i, "cc", "case") is not None
            or tree.first(verb, "obj", "ccomp", "xcomp") is not None
        ):
            continue
        if tree.words[verb].head == tree.words[word.head].head and tree.words[word.head].deprel == "obj":
            return {i: replace(word, head=verb, deprel="obj")}
    return {}


def nearest_object(tree: Tree) -> Mapping[int, Word]:
    """A noun joined to the object of a verb before the one whose object stands between: "killed ten and burned three cars and
    | a shed".
    """
    for i, word in tree.related("conj"):
        verb = tree.words[word.head].head
        if tree.words[word.head].deprel != "obj" or verb < 0 or tree.first(i, "case", "nsubj", "cop") is not None:
            continue
        second = next((v for v in tree.under(verb, "conj") if word.head < v < i and tree.is_verb(v)), None)
        between = tree.first(second, "obj") if second is not None and tree.is_noun(i) else None
        if between is not None and between < i:
            return {i: replace(word, head=between)}
    return {}
