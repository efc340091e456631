"""Nouns and what hangs on them, taken for verbs and what hangs on these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from khabar.claims.classes import carrier_nouns, classes_of, months
from khabar.claims.cues import cue
from khabar.claims.mending.homographs import verbs
from khabar.claims.mending.saying import SPEAKING
from khabar.claims.tree import HYPHENS, Tree
from khabar.records import Word

ARGUMENTS = ("nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod")
BEFORE_NOUN = ("compound", "amod", "nmod:poss")
CRAFT = frozenset({"aircraft", "vehicle", "weapon"})
CONTENT, CARRIER = "ARG1", "ARGM-PRR"


def noun_complement(tree: Tree) -> Mapping[int, Word]:
    """Prepositional phrases taken for adverbials of a noun that predicates nothing: "the go-ahead for a sale"."""
    return {
        i: replace(word, deprel="nmod")
        for i, word in tree.related("obl")
        if word.head < i and "case" in tree.below[i] and _is_argument(tree, word.head)
    }


def _is_argument(tree: Tree, i: int) -> bool:
    """Whether a word is a noun inside a clause."""
    noun = tree.words[i]
    return noun.upos == "NOUN" and noun.deprel in ARGUMENTS and tree.first(i, "nsubj", "cop", "obj") is None


def relative(tree: Tree) -> Mapping[int, Word]:
    """A relative clause of a noun taken for an adverbial: "it was the militia | that kidnapped them"."""
    return {
        i: replace(word, deprel="acl:relcl")
        for i, word in tree.related("advcl:relcl")
        if word.head < i and tree.words[word.head].upos in ("NOUN", "PROPN")
    }


def relative_of_party(tree: Tree) -> Mapping[int, Word]:
    """What a party said, hung from the thing that comes from it: "an angry reply from Paris, | which urged …".

    A thing says nothing by itself unless it is a letter, and "who" is no thing.
    """
    for i, word in tree.related("acl:relcl"):
        subject = tree.first(i, "nsubj")
        if subject is None or tree.tag(subject) not in ("WDT", "WP"):
            continue
        if cue(word.lemma.lower(), "verb") is None or _may_act(tree, word.head):
            continue
        after = (
            c for c in tree.under(word.head, "nmod") if word.head < c < subject and tree.case(c) in ("from", "by", "of")
        )
        party = next((c for c in after if _may_act(tree, c)), None)
        comma = tree.words[subject - 1].text == ","
        if party is not None and max(k for k in tree.subtree(party) if k < subject) >= subject - 2 and comma:
            return {i: replace(word, head=party)}
    return {}


def _may_act(tree: Tree, noun: int) -> bool:
    return bool(classes_of(tree, noun) & SPEAKING) or tree.tag(noun) == "PRP"


def content(tree: Tree) -> Mapping[int, Word]:
    """What a noun tells, taken for a relative clause, where the model has it as the noun's content: "a demand that …"."""
    for i, word in tree.related("acl:relcl"):
        noun = word.head
        roles = {(r.predicate, r.argument): r.label for r in tree.parse.roles}
        told = roles.get((noun, i)) == CONTENT and roles.get((i, noun)) != CARRIER
        that = noun + 1
        if told and tree.printed(that) == "that" and tree.words[that].head == i:
            mark = replace(tree.words[that], upos="SCONJ", xpos="IN", deprel="mark")
            return {i: replace(word, deprel="acl"), that: mark}
    return {}


def clitic(tree: Tree) -> Mapping[int, Word]:
    """The mark of a possessor, hung from another word than the one it is written to: "government forces' shelling"."""
    return {
        i: replace(word, head=i - 1)
        for i, word in tree.related("case")
        if i > 0 and word.xpos == "POS" and word.head != i - 1
        if tree.words[i - 1].upos in ("NOUN", "PROPN") and tree.words[i - 1].deprel == "nmod:poss"
    }


def possessed(tree: Tree) -> Mapping[int, Word]:
    """What a named body has, hung from the body or beside it: "the Government of Iraq's | liberation of the town"."""
    for mark, word in tree.tagged("POS"):
        if mark + 1 == len(tree):
            continue
        owner, thing = mark - 1, _phrase_from(tree, mark + 1)
        if tree.words[owner].deprel not in ("nmod", "nmod:poss") or not tree.is_noun(thing):
            continue
        body = tree.words[owner if tree.words[owner].deprel == "nmod" else thing].head
        loose = tree.words[thing].deprel in ("nmod", "obl", "obj") and tree.words[thing].head in (
            body,
            tree.words[body].head,
        )
        of = next((c for n in (owner, thing) for c in tree.under(n, "case") if c < owner), -1)
        if (
            not loose
            or not 0 <= body < of
            or tree.printed(of) != "of"
            or tree.words[body].upos == "NUM"
            or "actor" not in classes_of(tree, body)
        ):
            continue
        above = tree.words[body]
        return {
            thing: replace(tree.words[thing], head=above.head, deprel=above.deprel),
            body: replace(above, head=thing, deprel="nmod:poss"),
            owner: replace(tree.words[owner], head=body, deprel="nmod"),
            of: replace(tree.words[of], head=owner),
            mark: replace(word, head=body),
        }
    return {}


def _phrase_from(tree: Tree, first: int) -> int:
    """The head of the noun phrase that begins at a word."""
    head = first
    while tree.words[head].deprel in ("amod", "compound", "nummod") and tree.words[head].head > head:
        head = tree.words[head].head
    return head


def within_name(tree: Tree) -> Mapping[int, Word]:
    """The second of two lands in a body's name, joined to the first: "the Islamic State of Iraq | and the Levant"."""
    for i, word in tree.related("conj"):
        if word.upos == "PROPN" and tree.in_one_name(i, word.head):
            land = max((c for c in tree.under(word.head, "nmod") if c < i and tree.in_one_name(i, c)), default=None)
            if land is not None and tree.case(i) == "":
                return {i: replace(word, head=land)}
    return {}


def named_after_doing(tree: Tree) -> Mapping[int, Word]:
    """A participle with a capital within a name, taken for a verb: "F-16 | Fighting | Falcons"."""
    for i, word in tree.related("amod"):
        inside = 0 < i < word.head and word.xpos in ("VBG", "VBN") and word.text[:1].isupper()
        if not inside or tree.words[word.head].upos != "PROPN" or tree.words[i - 1].upos not in ("PROPN", "NUM"):
            continue
        if tree.first(i, *ARGUMENTS) is None and any(w.upos == "NOUN" and w.text.islower() for w in tree.words):
            return {i: replace(word, upos="PROPN", xpos="NNP", lemma=word.text, deprel="compound")}
    return {}


def torn_name(tree: Tree) -> Mapping[int, Word]:
    """The later parts of a name that hang from elsewhere than the first: "by President Barham | Salih"."""
    for name in tree.parse.names:
        parts = range(name.first, name.last + 1)
        roots = [i for i in parts if tree.words[i].head not in parts and tree.words[i].upos != "PUNCT"]
        if len(roots) < 2 or any(tree.words[i].deprel in BEFORE_NOUN for i in roots):
            continue
        if all(tree.words[i].upos == "PROPN" or tree.words[i].text in HYPHENS for i in parts):
            top = next(i for i in roots if not set(tree.ancestors(i)) & set(roots))
            others = [i for i in roots if i != top]
            own = {c: replace(tree.words[c], head=top) for i in others for c in tree.children[i] if c not in parts}
            return own | {i: replace(tree.words[i], head=top, deprel="flat") for i in others}
    return {}


def described(tree: Tree) -> Mapping[int, Word]:
    """What tells of the noun before it as a clause does: "children | as young as ten", "groups | willing to talk"."""
    return {
        i: replace(word, deprel="acl")
        for i, word in tree.related("amod")
        if word.upos == "ADJ" and word.head < i
        if _is_led(tree, i) or (word.text.endswith("ed") and tree.first(i, "obl") is not None) or _is_willing(tree, i)
    }


def _is_willing(tree: Tree, adjective: int) -> bool:
    return any(c > adjective and tree.relation(c) in ("xcomp", "advcl", "ccomp") for c in tree.children[adjective])


def _is_led(tree: Tree, adjective: int) -> bool:
    return any(c < adjective and tree.words[c].deprel == "advmod" for c in tree.children[adjective])


def counted(tree: Tree) -> Mapping[int, Word]:
    """A number before a copula, which is its subject and no modifier: "12 were policemen"."""
    return {
        i: replace(word, deprel="nsubj")
        for i, word in tree.related("nummod")
        if any(i < c < word.head for c in tree.under(word.head, "cop"))
    }


def counted_between(tree: Tree) -> Mapping[int, Word]:
    """Two numbers of the noun after them, taken for things of their own: "between 300 and 400 | civilians were killed"."""
    for i, word in tree.related("obl", "nmod", "nsubj", "nsubj:pass") if "between" in tree.said else ():
        noun = i + 3
        if word.upos != "NUM" or noun >= len(tree) or tree.case(i) != "between":
            continue
        link, other, thing = tree.words[i + 1 : noun + 1]
        joined = link.head == i + 2 and other.head == i and other.upos == "NUM"
        if joined and thing.upos == "NOUN" and thing.head == word.head:
            mark = tree.under(i, "case")[0]
            return {i: replace(word, head=noun, deprel="nummod"), mark: replace(tree.words[mark], deprel="advmod")}
    return {}


def compared(tree: Tree) -> Mapping[int, Word]:
    """Those who are counted, hung from a comparative before their number: "said no more | than ten men had died"."""
    for i, word in tree.tagged("JJR", "RBR") if "than" in tree.said else ():
        number = i + 2
        if i + 3 >= len(tree) or tree.printed(i + 1) != "than" or tree.tag(number) != "CD":
            continue
        noun = tree.words[number].head if tree.relation(number) == "nummod" else number
        if tree.words[noun].head != i:
            continue
        verb = next((c for c in tree.under(i, "advcl", "ccomp", "acl:relcl") if c > noun and tree.is_verb(c)), None)
        top = noun if verb is None else verb
        passive = verb is not None and tree.first(verb, "aux:pass") is not None
        moved = {c: replace(tree.words[c], head=top) for c in tree.children[i] if c > noun}
        under = {noun: replace(tree.words[noun], head=top, deprel="nsubj:pass" if passive else "nsubj")}
        return {
            **moved,
            **under,
            top: replace(tree.words[top], head=word.head, deprel=word.deprel),
            i: replace(word, head=number, deprel="advmod"),
            i + 1: replace(tree.words[i + 1], head=i, deprel="fixed"),
        }
    return {}


def dated(tree: Tree) -> Mapping[int, Word]:
    """A day before a subject, taken for its number: "on 31 December | supporters broke in"."""
    for i, word in tree.related("nummod"):
        if i + 2 >= len(tree) or tree.relation(word.head) != "nsubj" or tree.first(i, "case") is None:
            continue
        month = tree.words[i + 1]
        if month.head in (i, word.head) and month.text.lower().rstrip(".") in months():
            day = replace(word, head=tree.words[word.head].head, deprel="obl")
            return {i: day, i + 1: replace(month, head=i, deprel="nmod:unmarked")}
    return {}


def gerund(tree: Tree) -> Mapping[int, Word]:
    """A gerund after "of", taken for a clause about the noun before it: "accused both sides | of shelling hospitals"."""
    for i, word in tree.related("acl"):
        noun, of = word.head, i - 1
        if word.xpos != "VBG" or noun >= of or tree.words[of].deprel != "case":
            continue
        thing = tree.words[of].head
        if thing > i and tree.words[thing].head == noun and tree.relation(thing) == "nmod":
            mark = replace(tree.words[of], upos="SCONJ", head=i, deprel="mark")
            verb = tree.words[noun].head
            aimed = tree.relation(noun) == "obj" and verb >= 0
            outer = replace(word, head=verb, deprel="advcl") if aimed else word
            return {of: mark, thing: replace(tree.words[thing], head=i, deprel="obj"), i: outer}
    return {}


def sitting(tree: Tree) -> Mapping[int, Word]:
    """A noun in -ing that tells where something was said, taken for a verb: "said during a court | hearing that …"."""
    for i, word in tree.related("advcl"):
        said = word.head
        if word.xpos != "VBG" or tree.first(i, "case") is None or tree.first(i, "compound", "det") is None or said > i:
            continue
        told = {c: replace(tree.words[c], head=said) for c in tree.under(i, "ccomp")}
        return told | {i: replace(word, upos="NOUN", xpos="NN", lemma=word.text.lower(), deprel="obl")}
    return {}


def charge_of_agent(tree: Tree) -> Mapping[int, Word]:
    """What somebody is charged with, hung on who charges: "is accused by the union | of hiding the dead"."""
    for thing, word in tree.related("nmod"):
        agent, of = word.head, tree.first(thing, "case")
        verb = tree.words[agent].head
        if tree.words[agent].deprel != "obl:agent" or of is None or tree.printed(of) != "of":
            continue
        found = cue(tree.base(verb), "verb")
        if found is None or not found.allows("of") or max(tree.subtree(agent)) != max(tree.subtree(thing)):
            continue
        gerund = of + 1
        if tree.words[gerund].xpos != "VBG" or tree.words[gerund].head != thing:
            return {thing: replace(word, head=verb, deprel="obl")}
        mark = replace(tree.words[of], upos="SCONJ", head=gerund, deprel="mark")
        doing = replace(tree.words[gerund], upos="VERB", head=verb, deprel="advcl")
        return {of: mark, gerund: doing, thing: replace(word, head=gerund, deprel="obj")}
    return {}


def claim_beside(tree: Tree) -> Mapping[int, Word]:
    """A noun of speech before an article or a name, taken for a part of the name after it: "…, a claim | the army rejects",
    "…, a charge | Baghdad denied".
    """
    for i, word in tree.related("compound"):
        if not 0 < i < len(tree) - 1:
            continue
        verb = tree.words[word.head].head
        article = tree.words[i + 1]
        named = i + 1 == word.head and article.upos == "PROPN" and tree.words[i - 1].upos == "DET"
        if (
            not (named or (article.upos == "DET" and article.head == word.head))
            or verb <= word.head
            or cue(word.lemma.lower(), "noun") is None
        ):
            continue
        if tree.first(i - 1, "nsubj") is not None or tree.words[max(i - 2, 0)].text != ",":
            continue
        above = tree.words[verb]
        if above.deprel in ("parataxis", "ccomp") and 0 <= above.head < i:
            own = {d: replace(tree.words[d], head=i) for d in tree.under(word.head, "det") if d < i}
            noun = replace(word, head=above.head, deprel="appos")
            return own | {i: noun, verb: replace(above, head=i, deprel="acl:relcl")}
    return {}


def row_before_noun(tree: Tree) -> Mapping[int, Word]:
    """A row of kinds taken for a row of things: "using | attack, bomber and remotely piloted | aircraft"."""
    heads = {member.head for _, member in tree.related("conj") if member.head >= 0}
    for i in sorted(i for i in heads if tree.tag(i) in ("NN", "VBN")):
        word = tree.words[i]
        opens = word.deprel != "conj" and _is_kind(tree, i) and "attack" in classes_of(tree, i)
        members = tree.conjuncts(i) if opens else ()
        last = next((c for c in members if c > i and tree.is_noun(c) and classes_of(tree, c) & CRAFT), None)
        if last is None or members[0] != i or not all(_is_kind(tree, k) for k in members if k < last):
            continue
        kinds = {k: "compound" if tree.is_noun(k) else "amod" for k in members if k < last}
        other = {c for c in (*members, *tree.children[i]) if c > last or (c < i and tree.words[c].head == i)}
        moved = {c: replace(tree.words[c], head=last) for c in other}
        over = {k: replace(tree.words[k], head=last, deprel=deprel) for k, deprel in kinds.items()}
        return {**moved, **over, last: replace(tree.words[last], head=word.head, deprel=word.deprel)}
    return {}


def verbs_before_noun(tree: Tree) -> Mapping[int, Word]:
    """Bare verbs that say of what kind a noun is, taken for deeds or things: "an | advise and assist | mission"."""
    for link, word in tree.related("cc"):
        noun = link + 2
        if noun >= len(tree) or word.text.lower() != "and" or tree.base(noun) not in carrier_nouns():
            continue
        row = _bare_row(tree, noun)
        if len(row) < 2 or not _opens_phrase(tree, row[0]):
            continue
        kinds = range(row[0], noun)
        above = next(tree.words[k] for k in (*kinds, noun) if tree.words[k].head not in (*kinds, noun))
        outside = (c for k in kinds for c in tree.children[k] if c not in kinds and c != noun)
        under = {c: replace(tree.words[c], head=noun) for c in outside}
        between = {k: replace(tree.words[k], head=next(m for m in row if m > k)) for k in kinds if k not in row}
        members = {k: replace(tree.words[k], upos="ADJ", xpos="JJ", head=row[0], deprel="conj") for k in row}
        opening = replace(members[row[0]], head=noun, deprel="amod")
        top = replace(tree.words[noun], head=above.head, deprel=above.deprel)
        return {**under, **between, **members, row[0]: opening, noun: top}
    return {}


def _bare_row(tree: Tree, noun: int) -> tuple[int, ...]:
    """The base forms of verbs in a row before a noun, "and" before the last: "train, advise, and assist | mission"."""
    row, at = [noun - 1], noun - 2
    if not _is_bare(tree, noun - 1):
        return ()
    while at > 0 and tree.printed(at) in ((",",) if len(row) > 1 else (",", "and")):
        comma_too = tree.words[at].text != "," and tree.words[at - 1].text == ","
        member = at - 2 if comma_too else at - 1
        if member < 0 or not _is_bare(tree, member):
            break
        row.insert(0, member)
        at = member - 1
    return tuple(row)


def _is_bare(tree: Tree, i: int) -> bool:
    return tree.printed(i) in verbs()


def _opens_phrase(tree: Tree, first: int) -> bool:
    """Whether a noun phrase opens or goes on right before a word: "an …", "their …", "through …", "training, …"."""
    if not first:
        return False
    opens = tree.words[first - 1].upos in ("DET", "ADP", "ADJ") or tree.tag(first - 1) == "PRP$"
    return opens or (tree.words[first - 1].text == "," and tree.is_noun(tree.words[first].head))


def _is_kind(tree: Tree, i: int) -> bool:
    """Whether a word may say of what kind something is: a participle, or a noun in the singular with nothing before it."""
    return tree.tag(i) == "VBN" or (
        tree.tag(i) == "NN" and all(c > i or tree.relation(c) in ("punct", "cc") for c in tree.children[i])
    )
