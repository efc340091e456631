"""Pronouns, where the evidence is good: one candidate only, and it is the subject of the sentence or the one before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from khabar.records import Entity, Parse
from khabar.resolve.actors.located import Decision, Located, are_apart
from khabar.resolve.actors.sexes import PRONOUNS, sex_of, sexes

KINDS = {
    "he": ("person",),
    "him": ("person",),
    "his": ("person",),
    "she": ("person",),
    "her": ("person",),
    "it": ("organization", "country", "group"),
    "its": ("organization", "country", "group"),
    "they": ("group", "organization"),
    "them": ("group", "organization"),
    "their": ("group", "organization"),
}
SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
PERSON = ("person",)
THINGS = ("weapon", "document")
# How many mentions and words back a pronoun may reach: sentences are mostly shorter, hostile ones are not.
NEAR, WINDOW = 40, 200
# How many sentences back the last person named may be, and how many candidates are shown.
LONGEST_BACK, SHOWN = 3, 4
QUOTES = '"“”«»„'


def resolve_pronouns(located: Sequence[Located], decisions: dict[str, Decision]) -> dict[str, Decision]:
    """A decision for each pronoun; most stay undecided."""
    found: dict[str, Decision] = {}
    decided = dict(decisions)
    told = sexes(located, decisions)
    by_sentence: dict[int, list[Located]] = {}
    for item in located:
        by_sentence.setdefault(item.parse.sentence, []).append(item)
        if item.mention.reason == "pronoun":
            decision = _decide(item, by_sentence, decided, told)
            decided[item.mention.mention_id] = found[item.mention.mention_id] = decision
            if decision.entity is not None and item.folded in PRONOUNS:
                told.setdefault(decision.entity.entity_id, PRONOUNS[item.folded])
    return found


def _decide(
    item: Located,
    by_sentence: dict[int, list[Located]],
    decisions: dict[str, Decision],
    told: Mapping[str, str],
) -> Decision:
    kinds = KINDS.get(item.folded)
    if kinds is None:
        return Decision(None, "pronoun: the speaker's own")
    if _quoted(item.parse, item.first):
        return Decision(None, "pronoun within a quotation")
    for around, where in _surroundings(item, kinds, by_sentence):
        nearby = [o for o in around if _may_be(item, o, decisions, told)]
        candidates = [c for c in nearby if item.folded not in ("it", "its") or not _is_plural(c, decisions)]
        if (doubt := _doubt(item, nearby, candidates, kinds, decisions)) is not None:
            return Decision(None, f"pronoun: {doubt} in {where}")
        entities, subjects = _entities(candidates, kinds, decisions), _subjects(candidates, kinds, decisions)
        if len(subjects) == 1 and (
            len(entities) == 1 or _may_take_subject(item, kinds, candidates, subjects[0], decisions)
        ):
            return Decision(subjects[0], f"the only subject it can mean in {where}: {subjects[0].name}")
        if len(entities) > 1:
            names = ", ".join(e.name for e in entities[:SHOWN])
            return Decision(None, f"pronoun: several candidates in {where}: {names}")
        if entities and kinds == PERSON:
            return Decision(entities[0], f"the only person named in {where}: {entities[0].name}")
    return Decision(None, "pronoun: no clear candidate")


def _surroundings(
    item: Located, kinds: tuple[str, ...], by_sentence: dict[int, list[Located]]
) -> Iterator[tuple[list[Located], str]]:
    """The mentions before a pronoun in its sentence, those of the one before, and for a person of the last with any person."""
    sentence = item.parse.sentence
    yield [o for o in by_sentence[sentence][-NEAR:] if o.last < item.first], "this sentence"
    yield by_sentence.get(sentence - 1, [])[-NEAR:], "the sentence before"
    for back in range(2, LONGEST_BACK + 1) if kinds == PERSON else ():
        if any(o.mention.kind == "person" for o in by_sentence.get(sentence - back + 1, ())):
            return
        yield by_sentence.get(sentence - back, [])[-NEAR:], "the last sentence that names a person"


def _may_be(item: Located, other: Located, decisions: Mapping[str, Decision], told: Mapping[str, str]) -> bool:
    """Whether another mention is not plainly of the other sex, nor who does to the pronoun what is done."""
    if are_apart(item, other):
        return False
    wanted = PRONOUNS.get(item.folded)
    if wanted is None:
        return True
    decision = decisions.get(other.mention.mention_id)
    entity = decision.entity if decision else None
    known = (told.get(entity.entity_id) if entity else "") or sex_of(other)
    return not known or known == wanted


def _doubt(
    item: Located,
    nearby: Sequence[Located],
    candidates: Sequence[Located],
    kinds: tuple[str, ...],
    decisions: dict[str, Decision],
) -> str | None:
    """What makes any candidate doubtful: a thing, an unknown person, or a subject that is no mention."""
    if kinds != PERSON and any(c.mention.kind in THINGS for c in candidates):
        return "it may mean a thing"
    if kinds == PERSON and any(_is_somebody_unknown(c, decisions) for c in candidates):
        return "somebody not known"
    if kinds != PERSON and nearby and _has_other_subject(item, nearby):
        return "another subject"
    return None


def _has_other_subject(item: Located, nearby: Sequence[Located]) -> bool:
    """Whether a noun that no mention covers is a subject before the pronoun ("The command said that it would")."""
    parse = nearby[0].parse
    covered = {i for c in nearby for i in range(c.first, c.last + 1)}
    end = item.first if parse is item.parse else len(parse.words)
    return any(
        parse.words[i].deprel in SUBJECTS and parse.words[i].upos in ("NOUN", "PROPN") and i not in covered
        for i in range(max(0, end - WINDOW), end)
    )


def _quoted(parse: Parse, i: int) -> bool:
    """Whether an odd number of quotation marks stands before a word in its sentence."""
    before = "".join([w.text for w in parse.words[max(0, i - WINDOW) : i]])
    return sum(map(before.count, QUOTES)) % 2 == 1


def _entities(items: Sequence[Located], kinds: tuple[str, ...], decisions: dict[str, Decision]) -> list[Entity]:
    found: dict[str, Entity] = {}
    for item in items:
        decision = decisions.get(item.mention.mention_id)
        entity = decision.entity if decision else None
        if entity is not None and entity.kind in kinds and not _is_modifier(item):
            found.setdefault(entity.entity_id, entity)
    return list(found.values())


def _is_modifier(item: Located) -> bool:
    """Whether a name only qualifies another noun ("Pentagon spokesman")."""
    return item.parse.words[item.head].deprel.partition(":")[0] in ("amod", "compound") or item.mention.kind == "other"


def _subjects(candidates: Sequence[Located], kinds: tuple[str, ...], decisions: dict[str, Decision]) -> list[Entity]:
    """The subjects among the candidates: those of a main clause where there are any."""
    subjects = [c for c in candidates if _is_subject(c)]
    main = [c for c in subjects if _clause(c) in ("root", "parataxis")]
    return _entities(main or subjects, kinds, decisions)


def _is_somebody_unknown(item: Located, decisions: dict[str, Decision]) -> bool:
    """Whether a mention is of one person, and of whom stayed open."""
    decision = decisions.get(item.mention.mention_id)
    third = item.mention.reason != "pronoun" or item.folded in KINDS
    return item.mention.kind == "person" and third and decision is not None and decision.entity is None


def _clause(item: Located) -> str:
    """The relation of the verb that a subject, or the first of conjoined ones, depends on."""
    words, i = item.parse.words, item.head
    while words[i].head >= 0 and words[i].deprel not in SUBJECTS:
        i = words[i].head
    return words[words[i].head].deprel if words[i].head >= 0 else ""


def _may_take_subject(
    item: Located,
    kinds: tuple[str, ...],
    candidates: Sequence[Located],
    subject: Entity,
    decisions: dict[str, Decision],
) -> bool:
    """Whether a pronoun goes on with the subject although others are named: a subject or possessive itself, and for a
    body the subject of the nearest clause around it.
    """
    if not (_is_subject(item) or item.parse.words[item.first].deprel == "nmod:poss"):
        return False
    if kinds == PERSON or not candidates or candidates[0].parse is not item.parse:
        return True
    nearest = _subject_around(item)
    return any(c.first <= nearest <= c.last and _entities([c], kinds, decisions) == [subject] for c in candidates)


def _subject_around(item: Located) -> int:
    """The subject of the nearest clause around a pronoun that has one before it, or -1."""
    words, i = item.parse.words, item.first
    for _ in range(12):
        i = words[i].head
        if i < 0:
            return -1
        reach = range(max(0, item.first - WINDOW), item.first)
        found = [k for k in reach if words[k].head == i and words[k].deprel in SUBJECTS]
        if found:
            return found[-1]
    return -1


def _is_plural(item: Located, decisions: Mapping[str, Decision]) -> bool:
    """Whether it speaks of several; a state or body is one, whatever its name looks like ("the United States")."""
    decision, tag = decisions.get(item.mention.mention_id), item.parse.words[item.head].xpos
    one = decision is not None and decision.entity is not None and decision.entity.kind in ("country", "organization")
    return tag == "NNS" or (tag == "NNPS" and not one)


def _is_subject(item: Located) -> bool:
    words, i = item.parse.words, item.head
    while words[i].deprel == "conj" and words[i].head >= 0 and words[words[i].head].head != i:
        i = words[i].head
    return words[i].deprel in SUBJECTS
