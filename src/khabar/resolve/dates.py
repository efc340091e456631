"""Finding the dates of a report and the days they mean."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from khabar import issues
from khabar.records import DateMention, Issue, Parse
from khabar.resolve import intervals
from khabar.resolve.calendarwords import of_kind
from khabar.resolve.dategrammar import RULES
from khabar.resolve.datemeanings import Setting
from khabar.resolve.datememory import Hit, Memory, has_day, is_written
from khabar.resolve.intervals import Interval

# Names of months that are words of other kinds too, and need a preposition or a capital and a noun's tag.
AMBIGUOUS = frozenset({"may", "march", "mar", "sun", "sat", "fall", "spring"})
INTRODUCES = re.compile(
    r"(?:\b(?:in|of|since|by|until|till|from|to|before|after|during|between|through|and|mid|early|late)|[-–(])\s*\Z",
    re.I,
)
IN_SEASON = re.compile(r"\b(?:in|during|since|by|until)\s\Z", re.I)
NO_YEAR = re.compile(r"\s?(?:BCE?|B\.C\.|km|kg|ft|met(?:re|er)s|miles|percent|%|years?|-year|-strong)")
JOINS = re.compile(r"\s?(?:-|–|—|to|until|through|and|,)\s?(?:the\s)?\Z", re.I)
COUNTABLE_YEARS = range(1000, 9000)
EARLIEST_BARE_YEAR = 1800
AHEAD = frozenset({"will", "shall", "'ll", "’ll", "would"})
# "Is due to begin": the parser takes "due" and "to" for one mark.
INFINITIVE = frozenset({"to", "due", "set"})
COMING = frozenset({"before", "until", "till"})
OVER = frozenset({"since", "after", "following"})

# The rules that may find anything where a sign stands, with their order.
BY_SIGN = {
    sign: tuple((order, rule) for order, rule in enumerate(RULES) if rule.sign is sign)
    for sign in dict.fromkeys(rule.sign for rule in RULES)
}

# Where a match begins, where it ends, below zero, and by which rule: the order in which matches are read.
Printed = tuple[int, int, int, re.Match[str]]


def find(parses: Sequence[Parse], text: str, report_id: str, published: str | None) -> tuple[DateMention, ...]:
    """The date expressions of a report in order, none overlapping; relative ones count from the day of publication."""
    today = day_of(published)
    printed = [(parse, matches) for parse in parses if (matches := _matches(parse, text))]
    lent = None if today else _first_written(printed, text)
    memory = Memory()
    found: list[DateMention] = []
    for parse, matches in printed:
        for hit in _ranges(text, _hits(parse, matches, text, memory.setting(parse.sentence, today, lent))):
            found.append(_mention(hit, text, report_id))
            memory = memory.after(parse, hit, text)
    return tuple(found)


def _first_written(printed: Sequence[tuple[Parse, Sequence[Printed]]], text: str) -> date | None:
    """The first day that a report without a day of its own prints in full."""
    hits = (h for parse, matches in printed for h in _ranges(text, _hits(parse, matches, text, Setting(None))))
    return next((h.interval.latest for h in hits if is_written(h) and has_day(h)), None)


def doubts(dates: Sequence[DateMention]) -> Iterator[Issue]:
    """A note for each day or month that the report gives no year, so that it stays undecided."""
    for d in dates:
        if d.kind == "date" and d.earliest is None and d.latest is None and (d.edtf or "").startswith("XXXX"):
            message = f"{d.text} has no year, and neither the report nor the dates before tell it."
            yield issues.note("resolve", "date_without_year", d.report_id, d.start, d.end, message)


def day_of(published: str | None) -> date | None:
    """The day of an ISO date or date-time, or None where there is none or it is no day that people count from."""
    try:
        day = date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None
    return day if day is not None and day.year in COUNTABLE_YEARS else None


def _mention(hit: Hit, text: str, report_id: str) -> DateMention:
    meant = hit.interval
    return DateMention(
        report_id,
        hit.start,
        hit.end,
        text[hit.start : hit.end],
        hit.kind,
        meant.earliest.isoformat() if meant.earliest else None,
        meant.latest.isoformat() if meant.latest else None,
        meant.precision,
        meant.edtf,
    )


def _matches(parse: Parse, text: str) -> list[Printed]:
    """What the patterns find in a sentence: the leftmost and longest first, then the earliest rule's."""
    folded = text[parse.start : parse.end].casefold()
    return sorted(
        (m.start(), -m.end(), order, m)
        for sign, rules in BY_SIGN.items()
        if sign.stands_in(folded)
        for order, rule in rules
        if rule.more.search(folded)
        for m in rule.pattern.finditer(text, parse.start, parse.end)
    )


def _hits(parse: Parse, matches: Sequence[Printed], text: str, given: Setting) -> list[Hit]:
    """The hits of a sentence: of what the patterns find, in order, what its rule can read."""
    hits: list[Hit] = []
    for start, negative_end, order, match in matches:
        if (hits and start < hits[-1].end) or not _is_date(match, parse, text):
            continue
        if (meant := RULES[order].meaning(match, _toward(given, parse, start))) is not None:
            hits.append(Hit(start, -negative_end, order, *meant, match))
            given = _going_on(given, hits[-1])
    return hits


def _going_on(given: Setting, hit: Hit) -> Setting:
    """What the next date of a sentence is relative to."""
    if hit.interval.earliest is None:
        return given
    written = hit.interval if is_written(hit) else given.written
    return replace(given, previous=hit.interval, told=hit.interval, written=written)


def _is_date(match: re.Match[str], parse: Parse, text: str) -> bool:
    """Whether the words around allow what the pattern found: a month is no verb, a year no count."""
    groups = match.groupdict()
    if groups.get("period"):
        return not _is_in_name(match, parse)
    if groups.get("month") or groups.get("season"):
        return _is_named(match, parse, text)
    if groups.get("year") and match["year"] == match[0]:
        return _is_year(match, parse, text)
    return True


def _is_in_name(match: re.Match[str], parse: Parse) -> bool:
    """Whether a name of an era is only part of a body's name: "Supreme Council for the Islamic Revolution"."""
    first, last = _word_at(parse, match.start("period")), _word_at(parse, match.end() - 1)
    bodies = (n for n in parse.names if n.label in ("ORG", "PER"))
    return any(n.first <= first and last <= n.last and (n.first, n.last) != (first, last) for n in bodies)


def _is_named(match: re.Match[str], parse: Parse, text: str) -> bool:
    """Whether the name of a month or season stands for one: "may" is a verb, "March" may be, "May" a person's name."""
    groups = match.groupdict()
    name = groups.get("month") or groups["season"] or ""
    at = match.start("month" if groups.get("month") else "season")
    if groups.get("season"):
        named = groups.get("year") or groups.get("which")
        return bool(named) or bool(IN_SEASON.search(text, max(parse.start, match.start() - 8), match.start()))
    if match[0].strip(".") != name:
        return groups.get("day") is not None or name[:1].isupper() or name.lower() not in AMBIGUOUS
    word = _word_at(parse, at)
    if any(n.label == "PER" and n.first <= word <= n.last for n in parse.names):
        return False
    if not name[:1].isupper():
        return name.lower() not in AMBIGUOUS and bool(INTRODUCES.search(text, max(parse.start, at - 10), at))
    if name.lower() in AMBIGUOUS or name.endswith("."):
        return bool(INTRODUCES.search(text, max(parse.start, at - 10), at))
    return len(name) > 3


def _is_year(match: re.Match[str], parse: Parse, text: str) -> bool:
    """Whether four digits are a year: not counted things, not the number of a law or a road."""
    at = _word_at(parse, match.start())
    before = parse.words[at - 1] if at > 0 else None
    number = int(match["year"])
    if before is not None and before.text.lower().rstrip(".") in of_kind("numbered"):
        return False
    if NO_YEAR.match(text, match.end()):
        return False
    if _counts(parse, at) and not (before is not None and before.text.lower() in ("in", "the", "since")):
        return False
    return number >= EARLIEST_BARE_YEAR or bool(
        INTRODUCES.search(text, max(parse.start, match.start() - 10), match.start())
    )


def _counts(parse: Parse, at: int) -> bool:
    """Whether a number counts the noun that governs it."""
    word = parse.words[at]
    if word.head < 0 or not word.deprel:
        return at + 1 < len(parse.words) and parse.words[at + 1].xpos == "NNS"
    return word.deprel == "nummod" and word.head > at and parse.words[word.head].xpos in ("NNS", "NNPS", "")


def _word_at(parse: Parse, offset: int) -> int:
    """The index of the word that holds an offset of the sentence."""
    return max(0, bisect_right(parse.words, offset, key=lambda w: w.start) - 1)


def _toward(given: Setting, parse: Parse, start: int) -> Setting:
    """The setting with the way a date lies by the words over it: ``ahead`` by its verb, ``soon`` as what is arranged.

    What somebody does in the present about something arranged ("prepares for the 15 December vote") looks ahead too.
    """
    at = _word_at(parse, start)
    above = list(_above(parse, at))
    verb = next((i for i in above if parse.words[i].upos in ("VERB", "AUX")), None)
    if verb is not None and _verb_looks_ahead(parse, verb):
        return replace(given, ahead=not _is_aim_begun(parse, verb))
    nouns = above if verb is None else above[: above.index(verb)]
    arranged = next((i for i in nouns if parse.words[i].lemma.lower() in of_kind("scheduled")), None)
    if arranged is None:
        case = _case_of(parse, at)
        present = case == "by" and verb is not None and not _is_past(parse, verb)
        return replace(given, soon=case in COMING or present)
    past = verb is not None and _is_past(parse, verb)
    subject = past and parse.words[arranged].deprel == "nsubj"
    told = subject or _case_of(parse, arranged) in OVER
    return replace(given, soon=not told) if past or told else replace(given, ahead=True)


def _is_aim_begun(parse: Parse, verb: int) -> bool:
    """Whether an infinitive is the aim of what has begun: "since the start of the operation to free Mosul on 17 October"."""
    if parse.words[verb].deprel != "acl":
        return False
    return any(_case_of(parse, i) in OVER for i in _above(parse, parse.words[verb].head))


def _above(parse: Parse, at: int) -> Iterator[int]:
    """A word and its governors, up to the first verb."""
    for _ in parse.words:
        if at < 0:
            return
        yield at
        if parse.words[at].upos in ("VERB", "AUX"):
            return
        at = parse.words[at].head


def _case_of(parse: Parse, at: int) -> str:
    """The last word of the preposition of a word: the "of" of "ahead of"."""
    return next((w.text.lower() for w in reversed(parse.words[:at]) if w.head == at and w.deprel == "case"), "")


def _is_past(parse: Parse, verb: int) -> bool:
    """Whether a verb tells of what was or has been: its own form, or that of its auxiliary."""
    if parse.words[verb].xpos in ("VBD", ""):
        return True
    return any(w.head == verb and w.deprel.startswith("aux") and w.lemma.lower() == "have" for w in parse.words) or any(
        w.head == verb and w.deprel.startswith("aux") and w.xpos == "VBD" for w in parse.words
    )


def _verb_looks_ahead(parse: Parse, at: int) -> bool:
    """Whether a verb looks to the future: "will meet on Friday", "is to meet", "is due to meet", "meets on Friday"."""
    verb = parse.words[at]
    if not verb.deprel:
        return False
    children = [w for w in parse.words if w.head == at]
    if any(w.lemma.lower() in AHEAD for w in children if w.deprel.startswith("aux")):
        return True
    if verb.xpos == "VB":
        return any(w.deprel == "mark" and w.text.lower() in INFINITIVE for w in children)
    tense = {"VBZ": "upcoming", "VBP": "upcoming", "VBG": "upcoming", "VBN": "arranged"}.get(verb.xpos)
    return tense is not None and verb.lemma.lower() in of_kind(tense)


def _ranges(text: str, hits: Sequence[Hit]) -> Iterator[Hit]:
    """The hits, with "from June to August 2014" and "2003-2006" as one, and years lent backwards."""
    waiting: Hit | None = None
    for hit in hits:
        if waiting is None:
            waiting = hit
        elif (joined := _joined(text, waiting, hit)) is not None:
            waiting = joined
        else:
            yield waiting
            waiting = hit
    if waiting is not None:
        yield waiting


def _joined(text: str, first: Hit, last: Hit) -> Hit | None:
    """Two hits as one range, where a dash or "from … to …" joins two dates."""
    between = text[first.end : last.start]
    if first.kind != "date" or last.kind != "date" or not JOINS.fullmatch(between):
        return None
    opening = re.search(r"\b(from|between)\s+(?:the\s)?\Z", text[max(0, first.start - 14) : first.start], re.I)
    enclosed = opening is not None and opening[1].lower() == "between"
    if between.strip() in ("and", ",") and not enclosed and not _are_adjoining(text, first, last):
        return None
    if between.strip() in ("to", "until", "through") and opening is None and not _lacks_year(first, last):
        return None
    if first.interval.precision != last.interval.precision:
        return None
    start = _with_year(first, last)
    meant = intervals.span(start, last.interval)
    if meant.earliest is None and start.earliest is not None and not last.match.groupdict().get("year"):
        onward = RULES[last.order].meaning(last.match, Setting(start.earliest, ahead=True))
        meant = intervals.span(start, onward[1]) if onward is not None else meant
    return Hit(first.start, last.end, first.order, "date", meant, last.match)


def _are_adjoining(text: str, first: Hit, last: Hit) -> bool:
    """Whether what happened in two months happened in one after the other: "in September and October 2014"."""
    start, end = _with_year(first, last), last.interval
    if not start.precision == end.precision == "month" or start.latest is None or end.earliest is None:
        return False
    within = re.search(r"\b(?:in|during)\s+\Z", text[max(0, first.start - 8) : first.start], re.I)
    return within is not None and end.earliest - start.latest == timedelta(days=1)


def _lacks_year(first: Hit, last: Hit) -> bool:
    """Whether two days or months share the year that the second prints: "19 February to 30 June 2017"."""
    groups, later = first.match.groupdict(), last.match.groupdict()
    return bool(groups.get("month") and not groups.get("year") and later.get("month") and later.get("year"))


def _with_year(first: Hit, last: Hit) -> Interval:
    """The first of two dates in the year that only the second names."""
    given = last.match.groupdict().get("year")
    missing = first.match.groupdict()
    if not given or missing.get("year", given) is not None or last.interval.earliest is None:
        return first.interval
    setting = Setting(last.interval.latest)
    meant = RULES[first.order].meaning(first.match, setting)
    return meant[1] if meant is not None else first.interval
