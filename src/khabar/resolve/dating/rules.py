"""How a claim comes by its day: an ordered list of rules, the surest first.

Each rule looks at one claim and gives its days with their origin, or None where it has nothing to say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import takewhile

from khabar.resolve.calendarwords import of_kind
from khabar.resolve.dating.hooks import Hook
from khabar.resolve.dating.scene import Scene
from khabar.resolve.dating.story import Dated, Story, Told

Rule = Callable[[Told, Story], Dated | None]

HAPPENED = ("occurred", "ongoing")
DIRECTED = ("planned", "promised", "threatened", "demanded")
# A date that hangs farther off than this belongs to something else.
FARTHEST = 6
NEAR = 2
# What a date costs more that the claim's own speaker did not say, or that another speaker said.
OTHER_VOICE = 3
# Over how many sentences a day is carried on: by the same speaker, to the toll of an attack, in a running story.
CARRIED_OVER = 3
STORY_GOES_ON = 2
# Events that take place at a time and place, and so may be referred back to.
PLACED = frozenset({"ASSAULT", "COERCE", "PROTEST", "MOBILIZE", "RETREAT", "SANCTION"})
LATER = frozenset({"after", "since", "following", "once"})
EARLIER = frozenset({"before", "until", "till"})
TOLD = ("text", "inherited")
# An attack that runs over a year has no one day to lend.
FINE = ("day", "days", "week", "month")
DEFINITE = frozenset({"the", "this", "that", "these", "those"})


def from_its_clause(told: Told, story: Story) -> Dated | None:
    """The date that hangs on the claim's own word, or on a clause or noun that shares its time."""
    hung = story.hooks(told.claim.sentence)
    if not hung:
        return None
    options = [(cost + hook.cost + _voice(told, hook), _apart(told, hook), hook) for cost, hook in _reached(told, hung)]
    best = min(options, key=lambda o: (o[0], o[1], o[2].when.start), default=None)
    return Dated.of(best[2].when, "text") if best is not None and best[0] <= FARTHEST else None


def _reached(told: Told, hung: Mapping[int, Sequence[Hook]]) -> Iterator[tuple[int, Hook]]:
    for word, cost in told.scene.climb(told.word, happened=told.claim.realis in HAPPENED):
        yield from ((cost, hook) for hook in hung.get(word, ()))


def _apart(told: Told, hook: Hook) -> int:
    return max(hook.when.start - told.claim.end, told.claim.start - hook.when.end, 0)


def _voice(told: Told, hook: Hook) -> int:
    """What a date costs that stands outside the words of the claim's own speaker."""
    if told.attribution is None:
        return 0
    inside = any(s.start <= hook.when.start and hook.when.end <= s.end for s in told.attribution.content)
    return 0 if inside else OTHER_VOICE


def of_its_count(told: Told, story: Story) -> Dated | None:
    """ "The toll of Friday's raid rose to nine on Monday": the dead are of the raid; Monday is when they were counted."""
    scene = told.scene
    toll = _toll_over(told)
    if toll is None or told.claim.realis not in HAPPENED:
        return None
    hung = story.hooks(told.claim.sentence)
    below = [h.when for word in _under(scene, toll) for h in hung.get(word, ()) if h.cost == 0]
    if below:
        return Dated.of(below[0], "text")
    if (before := _last_of(told, story, "ASSAULT", CARRIED_OVER)) is not None:
        return _inherited(before)
    when = next((h.when for h in hung.get(scene.words[toll].head, ()) if h.cost <= NEAR), None)
    return Dated(None, when.latest, "unknown", "text") if when is not None and when.precision in FINE else None


def _toll_over(told: Told) -> int | None:
    """The toll that a claim is in, where its verb only says what it has come to by now."""
    scene, at = told.scene, told.word
    while not scene.is_clause(at) and scene.words[at].head >= 0:
        head = scene.words[at].head
        if scene.relation(at) == "nsubj" and scene.words[head].lemma.lower() in of_kind("recounted"):
            return at if scene.words[at].lemma.lower() in of_kind("toll") else None
        at = head
    return None


def _under(scene: Scene, top: int) -> Iterator[int]:
    """A word and the nouns that hang on it, one from another."""
    yield top
    for child in scene.children[top]:
        if scene.is_noun(child):
            yield from _under(scene, child)


def beside_a_clause(told: Told, story: Story) -> Dated | None:
    """ "Sales rose after the city fell in June": not before June. "He fled before it fell in June": not after June."""
    scene, hung, day = told.scene, story.hooks(told.claim.sentence), story.published
    if not hung or told.claim.realis not in HAPPENED:
        return None
    above = [word for word, cost in scene.climb(told.word, happened=True) if cost <= NEAR]
    below = [c for w in above for c in scene.children[w] if scene.relation(c) in ("advcl", "obl")]
    for clause in below:
        when = next((h.when for h in hung.get(clause, ()) if h.cost <= FARTHEST), None)
        if when is None:
            continue
        if LATER & set(scene.marks(clause)) and when.earliest and day and when.earliest <= day:
            return Dated(when.earliest, day, "unknown", "text")
        if EARLIER & set(scene.marks(clause)) and when.latest:
            return Dated(None, when.latest, "unknown", "text")
    return None


def of_the_same_deed(told: Told, story: Story) -> Dated | None:
    """ "The raid", "this attack": the day of the deed of the same type that was told last."""
    word = told.scene.words[told.word]
    definite = any(told.scene.words[c].text.lower() in DEFINITE for c in told.scene.children[told.word])
    if word.upos != "NOUN" or not definite or told.claim.event not in PLACED:
        return None
    return _inherited(_last_of(told, story, told.claim.event, CARRIED_OVER))


def of_its_attack(told: Told, story: Story) -> Dated | None:
    """The dead and wounded of an attack that was just told fell on its day."""
    if told.claim.register != "casualties" or told.claim.realis != "occurred":
        return None
    return _inherited(_last_of(told, story, "ASSAULT", CARRIED_OVER))


def _last_of(told: Told, story: Story, event: str | None, reach: int) -> Dated | None:
    """The days of the nearest deed of a type in the sentences before, of one in a main clause first."""
    near = takewhile(lambda d: told.claim.sentence - d[0].claim.sentence <= reach, reversed(story.done))
    known = [(t, d) for t, d in near if t.claim.event == event and _lends(t, d)]
    ranked = sorted(known, key=lambda k: (-k[0].claim.sentence, k[0].scene.depth(k[0].word), -k[0].claim.start))
    return ranked[0][1] if ranked else None


def _lends(told: Told, days: Dated) -> bool:
    """Whether a claim's day may be another's: it happened, on a day that the text gives, and not in the background."""
    happened = told.claim.realis in HAPPENED and not told.claim.negated
    return happened and days.origin in TOLD and days.precision in FINE and not told.scene.in_relative(told.word)


def of_its_entry(told: Told, story: Story) -> Dated | None:
    """What an entry of a chronology tells, in the present or the simple past, took place on the day that heads it."""
    if told.claim.realis not in HAPPENED or told.scene.past_perfect(told.word) or told.scene.in_relative(told.word):
        return None
    mention = story.entry(told.claim.sentence)
    return None if mention is None else Dated(mention.earliest, mention.latest, mention.precision, "text")


def of_its_name(told: Told, story: Story) -> Dated | None:
    """ "The invasion", "who announced the sale", "had invaded": the day of the deed told before by the same word."""
    scene, word = told.scene, told.word
    definite = any(scene.words[c].text.lower() in DEFINITE for c in scene.children[word])
    back = definite if scene.words[word].upos == "NOUN" else scene.in_relative(word) or scene.past_perfect(word)
    if not back or told.claim.realis not in HAPPENED:
        return None
    when = story.named(scene.words[word].lemma.lower())
    return Dated.of(when, "inherited") if when is not None else None


def of_its_own_phrase(told: Told, story: Story) -> Dated | None:
    """What is dated by words that no day is known for ("in the first week") takes no other day; it is past, if it happened."""
    if not any(word == told.word for word in story.open_hooks(told.claim.sentence)):
        return None
    happened = told.claim.realis in HAPPENED and story.published is not None
    return Dated(None, story.published if happened else None, "unknown", "published" if happened else "unknown")


def of_its_telling(told: Told, story: Story) -> Dated | None:
    """What somebody said on Friday is dated no later than Friday; what was then the case is dated Friday.

    What was then still to come is dated no earlier.
    """
    attribution = told.attribution
    if attribution is None or attribution.cue_start is None:
        return None
    sentence = _sentence_of(attribution.cue_start, told, story)
    cue = told.scene.word_at(attribution.cue_start) if sentence == told.claim.sentence else None
    when = next((h.when for h in story.hooks(sentence).get(cue, ()) if h.cost <= 2), None) if cue is not None else None
    if when is None or told.claim.realis in HAPPENED:
        return Dated.of(when, "inherited") if when is not None else None
    return (
        Dated(when.earliest, None, "unknown", "inherited") if told.claim.realis in DIRECTED and when.earliest else None
    )


def _sentence_of(offset: int, told: Told, story: Story) -> int:
    parse = story.parses[told.claim.sentence]
    return told.claim.sentence if parse.start <= offset < parse.end else -1


def of_the_same_speech(told: Told, story: Story) -> Dated | None:
    """A speaker who goes on speaking in the next sentences goes on about the same time."""
    if told.attribution is None or told.claim.realis != "occurred" or _says_now(told):
        return None
    recent = takewhile(lambda d: told.claim.sentence - d[0].claim.sentence <= CARRIED_OVER, reversed(story.done))
    return _inherited(
        next(
            (
                d
                for t, d in recent
                if t.claim.sentence < told.claim.sentence and _may_be_one(t, told, story) and d.origin in TOLD
            ),
            None,
        )
    )


def _may_be_one(one: Told, other: Told, story: Story) -> bool:
    """Whether two speakers may be the same: all may that are not both named, and by different names."""
    if one.attribution is None or other.attribution is None:
        return False
    first, second = story.names_of(one.attribution), story.names_of(other.attribution)
    return not first or not second or bool(first & second)


def _says_now(told: Told) -> bool:
    """Whether somebody is said to say it now: "he now says that …"."""
    cue = told.attribution.cue_start if told.attribution is not None else None
    parse = told.scene.parse
    if cue is None or not parse.start <= cue < parse.end:
        return False
    word = told.scene.word_at(cue)
    return word is not None and told.scene.is_now(word)


def of_the_running_story(told: Told, story: Story) -> Dated | None:
    """In a story told in the simple past, what the same voice tells next took place next."""
    if told.claim.realis != "occurred" or told.claim.negated or not told.scene.simple_past(told.word):
        return None
    for earlier, days in reversed(story.done):
        apart = told.claim.sentence - earlier.claim.sentence
        if apart > STORY_GOES_ON:
            return None
        same_voice = earlier.claim.attribution_id == told.claim.attribution_id
        if same_voice and days.origin == "text" and days.precision != "unknown" and _in_front(earlier):
            return _inherited(days)
    return None


def _in_front(told: Told) -> bool:
    """Whether a claim is what its sentence tells, in the simple past, rather than something behind it."""
    return told.claim.realis == "occurred" and told.scene.simple_past(told.word) and not told.claim.negated


def _inherited(dated: Dated | None) -> Dated | None:
    return None if dated is None else Dated(dated.earliest, dated.latest, dated.precision, "inherited")


def of_publication(told: Told, story: Story) -> Dated | None:
    """What goes on, goes on at the day of publication; what happened, happened no later."""
    day = story.published
    if day is None or told.claim.realis not in HAPPENED:
        return None
    if told.claim.realis == "ongoing" or told.scene.is_now(told.word):
        return Dated(day, day, "day", "published")
    return Dated(None, day, "unknown", "published")


RULES: tuple[Rule, ...] = (
    of_its_count,
    from_its_clause,
    beside_a_clause,
    of_its_entry,
    of_its_own_phrase,
    of_its_name,
    of_the_same_deed,
    of_its_attack,
    of_its_telling,
    of_the_same_speech,
    of_the_running_story,
    of_publication,
)
