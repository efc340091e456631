"""Tags of speech that were taken for something else: "The blasts, a source said, killed six", "…, it found"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.classes import is_temporal
from khabar.claims.cues import cue
from khabar.claims.mending.saying import can_tag, follows, is_occasion, tags
from khabar.claims.tree import Tree
from khabar.records import Word

NOMINAL = ("NOUN", "PROPN", "PRON", "NUM")
QUOTATION = (",", '"', "”", "’", "'", "?", "!")
RELATIVES = ("WDT", "WP", "WP$", "WRB")


def lost_speaker(tree: Tree) -> Mapping[int, Word]:
    """A speaker between what is said and the verb of saying, taken for a second subject of what is said."""
    for i, _ in tags(tree):
        if tree.first(i, "nsubj") is not None:
            continue
        for clause in tree.under(i, "ccomp"):
            own = [c for c in tree.under(clause, "nsubj") if c < clause]
            late = [c for c in tree.under(clause, "nsubj") if clause < c < i]
            if own and late:
                return {late[-1]: replace(tree.words[late[-1]], head=i, deprel="nsubj")}
    return {}


def active_tag(tree: Tree) -> Mapping[int, Word]:
    """The speaker of a tag, taken for the subject of a passive though no auxiliary makes one: "…, a witness recalled"; the
    same for "the letter assured that …".
    """
    for i, word in tags(tree):
        told = word.deprel == "parataxis" or tree.first(i, "ccomp") is not None
        reduced = word.xpos == "VBN" and word.head >= 0 and tree.first(i, "mark") is None
        if not told or reduced or tree.first(i, "aux:pass") is not None:
            continue
        speaker = tree.first(i, "nsubj:pass")
        if speaker is not None:
            return {speaker: replace(tree.words[speaker], deprel="nsubj")}
    return {}


def tag_as_relative(tree: Tree) -> Mapping[int, Word]:
    """A tag after the subject, taken for a relative clause about it or hung on it."""
    for i, word in tags(tree):
        if word.deprel not in ("acl:relcl", "acl", "parataxis") or word.head < 0:
            continue
        subject, verb = word.head, tree.words[word.head].head
        inside = tree.subtree(i)
        first, last = min(inside), max(inside)
        between = first > 0 and _comma(tree, first - 1, first) and _comma(tree, last, last + 1)
        relative = any(tree.words[w].xpos in RELATIVES or tree.printed(w) == "that" for w in inside)
        speaker = tree.first(i, "nsubj")
        if speaker is not None and verb > last and tree.relation(subject) == "nsubj" and between and not relative:
            active = replace(tree.words[speaker], deprel="nsubj")
            return {i: replace(word, head=verb, deprel="parataxis"), speaker: active}
    return {}


def tag_as_adverbial(tree: Tree) -> Mapping[int, Word]:
    """A tag at the end, taken for an adverbial clause though nothing opens it."""
    for i, word in tags(tree):
        apart = word.deprel == "advcl" or (word.deprel == "conj" and tree.first(i, "cc") is None)
        if not apart or tree.first(i, "mark", "advmod", "ccomp", "obj") is not None:
            continue
        subject = tree.first(i, "nsubj")
        first = min(tree.subtree(i))
        if subject is not None and word.head < i and (_comma(tree, first - 1, first) or _comma(tree, first, first + 1)):
            return {i: replace(word, deprel="parataxis")}
    return {}


def tag_at_end(tree: Tree) -> Mapping[int, Word]:
    """A tag that ends the sentence, taken for a relative clause about the noun before it: "… to Iraq, an official said"."""
    for i, word in tags(tree):
        if tree.relation(i) != "acl" or tree.first(i, "nsubj") is None or not _root(tree) < i:
            continue
        inside = tree.subtree(i)
        relative = any(tree.words[w].xpos in RELATIVES or tree.printed(w) == "that" for w in inside)
        last = all(w.upos == "PUNCT" for w in tree.words[max(inside) + 1 :])
        first = min((w for w in inside if tree.words[w].upos != "PUNCT"), default=i)
        if last and not relative and _comma(tree, first - 1) and tree.first(i, "obj", "ccomp", "mark") is None:
            return {i: replace(word, head=_root(tree), deprel="parataxis")}
    return {}


def _root(tree: Tree) -> int:
    return next((i for i, w in enumerate(tree.words) if w.head < 0), 0)


def clause_beside(tree: Tree) -> Mapping[int, Word]:
    """What is said, hung on a verb further off than the verb of saying right before it: "he tweeted that …"."""
    for i, word in tree.related("ccomp"):
        if not word.head < i - 1:
            continue
        verb = min((w for w in tree.subtree(i) if tree.words[w].upos != "PUNCT"), default=i) - 1
        if not word.head < verb or not can_tag(tree, verb) or tree.first(verb, "ccomp") is not None:
            continue
        if tree.printed(verb + 1) == "that" or tree.words[verb].head == word.head:
            return {i: replace(word, head=verb)}
    return {}


def clause_before(tree: Tree) -> Mapping[int, Word]:
    """What stands before the first of two verbs of saying, hung on the second: "“It fell,” | said Roe, adding, “…”"."""
    for i, word in tree.related("advcl"):
        first = word.head
        if tree.tag(i) != "VBG" or not 0 <= first < i or not can_tag(tree, first) or tree.first(first, "ccomp"):
            continue
        early = next((c for c in tree.under(i, "ccomp") if c < first), None)
        if early is not None:
            return {early: replace(tree.words[early], head=first)}
    return {}


def clause_of_noun(tree: Tree) -> Mapping[int, Word]:
    """What a noun tells that gives the occasion, hung on the verb of saying: "called a halt, following | fears that …"."""
    for i, word in tree.related("ccomp"):
        that = tree.first(i, "mark")
        noun = that - 1 if that is not None else -1
        noun -= noun > word.head and is_temporal(tree, noun)
        if noun <= word.head or tree.words[noun].head != word.head or not is_occasion(tree, noun):
            continue
        told = cue(tree.base(noun), "noun")
        if told is not None and told.allows("clause") and min(tree.subtree(i)) == that:
            return {i: replace(word, head=noun, deprel="acl")}
    return {}


def contrast_as_content(tree: Tree) -> Mapping[int, Word]:
    """A clause of contrast after a tag, taken for what is said: "Six fled, residents said, | though police counted four"."""
    for i, word in tags(tree):
        if word.deprel != "parataxis" or word.head > i:
            continue
        for clause in tree.under(i, "ccomp"):
            opening = tree.first(clause, "mark")
            if opening is not None and i < opening - 1 and _opens_contrast(tree, opening):
                return {clause: replace(tree.words[clause], deprel="advcl")}
    return {}


def _opens_contrast(tree: Tree, i: int) -> bool:
    return tree.printed(i) in ("though", "although", "while", "whereas") and tree.words[i - 1].text == ","


def inverted(tree: Tree) -> Mapping[int, Word]:
    """A speaker after the verb, taken for its object or for one addressed: "…", wrote Ali Hassan; "…, say experts"."""
    for i, word in tags(tree):
        if not i or tree.words[i - 1].text not in QUOTATION or word.deprel == "conj" or "nsubj" in tree.below[i]:
            continue
        given = tree.under(i, "obj", "iobj") if word.xpos in ("VBD", "VBZ") else ()
        called = [v for v, _ in tree.related("vocative")]
        after = next((c for c in (*given, *called) if c > i and follows(tree, c, i)), None)
        if after is not None and tree.words[after].upos != "PRON":
            return {after: replace(tree.words[after], head=i, deprel="nsubj")}
    return {}


def inverted_inside(tree: Tree) -> Mapping[int, Word]:
    """A tag after the subject with its speaker behind it: "The generals, | wrote the historian, | had learned nothing"."""
    for i, _ in tags(tree):
        if not _comma(tree, i - 1):
            continue
        before = next((s for s in tree.under(i, "nsubj") if s < i), None)
        after = next((o for o in tree.under(i, "obj") if min(tree.subtree(o)) == i + 1), None)
        if before is None or after is None:
            continue
        told = next((c for c in tree.under(i, "ccomp", "advcl", "parataxis") if c > after and _is_open(tree, c)), None)
        if told is not None and any(tree.words[k].text == "," for k in range(after, told)):
            return {
                before: replace(tree.words[before], head=told),
                after: replace(tree.words[after], deprel="nsubj"),
                told: replace(tree.words[told], deprel="ccomp"),
            }
    return {}


def _is_open(tree: Tree, clause: int) -> bool:
    """Whether a finite clause lacks a subject."""
    finite = tree.tag(clause) in ("VBD", "VBZ", "VBP") or tree.first(clause, "aux", "aux:pass", "cop") is not None
    return finite and tree.first(clause, "nsubj", "nsubj:pass", "expl", "csubj", "mark") is None


def after_tag(tree: Tree) -> Mapping[int, Word]:
    """How or where something was said, taken for a part of what was said: "40 were found, he said in a statement"."""
    for i, _ in tags(tree):
        for clause in tree.under(i, "ccomp"):
            late = [c for c in tree.under(clause, "obl", "advmod") if c > i > clause]
            close = [c for c in late if all(w.upos != "PUNCT" for w in tree.words[i : min(tree.subtree(c))])]
            if close:
                return {c: replace(tree.words[c], head=i) for c in close}
    return {}


def _comma(tree: Tree, *places: int) -> bool:
    """Whether a comma stands at one of some places."""
    return any(0 <= p < len(tree) and tree.words[p].text in (",", "—", "–", "-") for p in places)


def speaker_as_apposition(tree: Tree) -> Mapping[int, Word]:
    """A speaker right before the last verb, taken to rename the subject of what is said: "The talks failed, a memo said"."""
    for i, _ in tags(tree):
        subject, clause = tree.first(i, "nsubj"), tree.first(i, "ccomp")
        if subject is None or clause is None or not subject < clause < i or tree.first(clause, "nsubj") is not None:
            continue
        speaker = next((a for a in tree.under(subject, "appos") if max(tree.subtree(a)) == i - 1), None)
        if speaker is not None and clause < min(tree.subtree(speaker)):
            told = replace(tree.words[subject], head=clause)
            return {subject: told, speaker: replace(tree.words[speaker], head=i, deprel="nsubj")}
    return {}


def verb_as_agent(tree: Tree) -> Mapping[int, Word]:
    """The verb of a tag, hung from a participle of its speaker: "The dam broke, a memo seen by the agency | shows"."""
    for i, word in tags(tree):
        agent, seen = tree.first(i, "nsubj"), word.head
        if agent is None or tree.case(agent) != "by":
            continue
        speaker = tree.words[seen].head if seen >= 0 else -1
        if speaker < 0 or tree.relation(seen) != "acl":
            continue
        if speaker < seen < agent < i and tree.words[speaker].head >= 0 and tree.is_noun(speaker):
            told = tree.words[speaker]
            return {
                agent: replace(tree.words[agent], head=seen, deprel="obl:agent"),
                speaker: replace(told, head=i, deprel="nsubj"),
                i: replace(word, head=told.head, deprel=told.deprel),
            }
    return {}


def tag_between_commas(tree: Tree) -> Mapping[int, Word]:
    """A tag between commas whose speaker was taken to rename the subject before it: "The rebels, | the memo adds, | fled"."""
    for i, word in tags(tree):
        if tree.words[min(i + 1, len(tree) - 1)].text != "," or tree.first(i, "nsubj", "ccomp", "obj") is not None:
            continue
        comma = max((k for k in range(i) if tree.words[k].text == ","), default=0)
        if not comma:
            continue
        speaker = next((k for k in range(comma + 1, i) if tree.words[k].deprel == "appos"), None)
        subject = tree.words[speaker].head if speaker is not None else i
        verb = tree.words[subject].head
        if speaker is None or not subject < comma or verb < i or tree.relation(subject) != "nsubj":
            continue
        if word.head in (subject, verb, speaker) and set(tree.subtree(speaker)) - {*tree.subtree(i)} <= set(
            range(comma, i)
        ):
            told = replace(tree.words[speaker], head=i, deprel="nsubj")
            return {speaker: told, i: replace(word, head=verb, deprel="parataxis")}
    return {}


def two_speakers(tree: Tree) -> Mapping[int, Word]:
    """A second subject of a verb of saying, far from it, that is the subject of what is said: "Ten dead, police say"."""
    for i, _ in tags(tree):
        named = [c for c in tree.under(i, "nsubj") if c < i]
        if len(named) < 2:
            continue
        clause = next((c for c in tree.under(i, "ccomp") if named[0] < c < named[-1]), None)
        if clause is not None:
            return {named[0]: replace(tree.words[named[0]], head=clause, deprel="nsubj")}
    return {}


def tag_as_conjunct(tree: Tree) -> Mapping[int, Word]:
    """A tag at the end whose verb was joined to the main verb, its speaker apart: "…, an official and a medic said"."""
    for i, word in tags(tree):
        if word.deprel not in ("conj", "parataxis") or tree.first(i, "nsubj") is not None:
            continue
        if any(w.upos != "PUNCT" for w in tree.words[i + 1 :]):
            continue
        comma = max((k for k in range(i) if tree.words[k].text == ","), default=None)
        speaker = range(comma + 1, i) if comma is not None else range(0)
        tops = [k for k in speaker if tree.words[k].head not in speaker and tree.words[k].upos in NOMINAL]
        if tops and tree.words[tops[0]].head != i:
            return _tagged(tree, i, tops, speaker)
    return {}


def _tagged(tree: Tree, i: int, tops: list[int], speaker: range) -> dict[int, Word]:
    changed = {k: replace(tree.words[k], head=tops[0], deprel="conj") for k in tops[1:]}
    changed[tops[0]] = replace(tree.words[tops[0]], head=i, deprel="nsubj")
    later = next((k for k in speaker if k > tops[0] and tree.words[k].upos in NOMINAL), tops[0])
    for k in tree.under(i, "cc"):
        changed[k] = replace(tree.words[k], head=later)
    changed[i] = replace(tree.words[i], deprel="parataxis")
    return changed


def tag_in_relative(tree: Tree) -> Mapping[int, Word]:
    """A tag within a relative clause, taken for a relative clause of its own: "which the mayor said was caused by gas"."""
    for i, word in tags(tree):
        if word.deprel != "acl:relcl" or tree.first(i, "ccomp") is not None:
            continue
        twin = [
            c for c in tree.under(word.head, "acl:relcl") if c > i and tree.words[c - 1].upos in ("AUX", "ADV", "PART")
        ]
        twin = [c for c in twin if not any(k < c for k in tree.under(c, "cc"))]
        if tree.first(i, "nsubj") is not None and twin:
            return {twin[0]: replace(tree.words[twin[0]], head=i, deprel="ccomp")}
    return {}


def tag_as_auxiliary(tree: Tree) -> Mapping[int, Word]:
    """A verb of saying within a relative clause, taken for an auxiliary of what is said: "the raid, which residents | said
    took place on Friday".
    """
    for i, word in tree.related("aux"):
        if not can_tag(tree, i):
            continue
        told, before = word.head, i - 1
        speaker = before if i < told and tree.words[before].head == told and tree.relation(before) == "nsubj" else -1
        pronoun = next(
            (c for c in tree.under(told, "obj", "nsubj") if c < speaker and tree.tag(c) in ("WDT", "WP")), None
        )
        if pronoun is None:
            continue
        above = tree.words[told]
        return {
            i: replace(word, head=above.head, deprel=above.deprel),
            told: replace(above, head=i, deprel="ccomp"),
            speaker: replace(tree.words[speaker], head=i),
            pronoun: replace(tree.words[pronoun], deprel="nsubj"),
        }
    return {}
