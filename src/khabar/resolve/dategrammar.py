"""The forms that dates take in English news, one rule each: a pattern and the function that says what it means."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property

from khabar.resolve import datemeanings as means
from khabar.resolve.calendarwords import choice, counts, months, of_kind, periods
from khabar.resolve.datemeanings import VAGUE, Reading, Setting

Meaning = Callable[[re.Match[str], Setting], Reading | None]


class Sign:
    """What stands in every sentence, case-folded, that has one of some forms: one of a few words or letters, then a pattern."""

    def __init__(self, words: Iterable[str] = ("",), form: str = "") -> None:
        self.words, self._found = tuple(words), re.compile(_spaced(form)).search

    def stands_in(self, folded: str) -> bool:
        """Whether a sentence, case-folded, may have one of the forms."""
        return any(map(folded.__contains__, self.words)) and self._found(folded) is not None


class Rule:
    """A form with what it means; ``more`` is a pattern that is found fast in a sentence with the form, beside its sign."""

    def __init__(self, sign: Sign, form: str, meaning: Meaning, more: str) -> None:
        self.sign, self.meaning = sign, meaning
        self._form, self._more = form, more

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern of the form, made when a sentence has its sign: a short report has few of them."""
        return re.compile(self._form, re.IGNORECASE)

    @cached_property
    def more(self) -> re.Pattern[str]:
        """The pattern of what else stands in a sentence with the form."""
        return re.compile(self._more)


MONTH = rf"(?P<month>{choice(months())})\b(?:(?<=\b\w{{3}})(?<!may)\.|(?<=\bsept)\.)?"
DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d%]|:\d|[.,]\d)"
SECOND_DAY = DAY.replace("<day>", "<second>")
YEAR = r"(?P<year>(?:1\d|20|21)\d\d)\b(?![,.]?\d)"
WEEKDAY = rf"(?P<weekday>{choice(of_kind('weekday'))})"
ANY_WEEKDAY = rf"(?:{choice(of_kind('weekday'))}|(?:{choice(of_kind('short_weekday'))})\.?)"
LEAD = rf"(?:{ANY_WEEKDAY},? )?"
NIGHT = r"(?:(?:the )?nights? of )?(?:the )?"
TO = r" ?(?:-|–|—|to|and|or|until|through) ?"
RANGE = rf"\d(?:st|nd|rd|th)?{TO}(?:the )?\d"
PART = r"(?:(?P<part>early|mid|late)[ -](?:on |in )?|(?:the )?(?P<edge>beginning|start|middle|end) of (?:the year )?)?"
WHICH = r"(?:(?P<which>last|this past|this coming|this|next|coming) )?"
# "That July", "the previous August": counted from the date before.
FROM_THERE = r"(?:(?:the )?(?P<there>that|that same|same|previous|preceding|following) )?"
# "June of that year": of the year in which the date before lies.
SAME_YEAR = r"(?P<same> (?:(?:of|in) )?(?:that|that same|the same) year)"
WHICH_SEASON = r"(?:(?P<which>last|this past|this coming|this|next|coming|following|same) )?"
UNIT = r"(?P<unit>hour|day|week|weekend|month|year|decade)"
UNITS = r"(?:hour|day|week|month|year|decade)"
COUNT = rf"(?:a )?(?P<count>\d{{1,3}}|{choice([*counts(), *VAGUE])})"
EXACT = rf"(?:\d{{1,3}}|{choice(w for w in [*counts(), 'few', 'several'] if w not in ('a', 'an'))})"
ABOUT = r"(?:about |some |around |nearly |almost |over |more than |less than |at least |up to |just |the )?"
ENDS = r"(?= ?[,.;:)]| (?:and|but|in|at|on|the|a|when|after|before|by)\b|\s*\Z)"
ALONE = r"(?= ?[,.;:)]| (?:and|but|when|by)\b|\s*\Z)"
UNIT_AFTER = r"(?P<unit>hour|day|night|morning|week|weekend|month|year|decade)s? (?P<way>after|before|since|into)"
AFTER = rf"(?:{ABOUT}{COUNT} |the ){UNIT_AFTER}"
PERIODS = choice(w.replace("-", "[-–]") for w in periods())
ZONE = r"(?: (?:gmt|utc|local time|local))?"


def rule(sign: Sign, pattern: str, meaning: Meaning, more: str = "") -> Rule:
    """A rule whose pattern stands between words, in any case, with any white space."""
    whole = rf"(?<![\w$£€#/.-])(?<!\d,)(?:{_spaced(pattern)})(?![\w/])"
    return Rule(sign, whole, meaning, _spaced(more))


def _long_word(period: str) -> str:
    """A word by which a name of an era is found fast: its last one of more than three letters, or else the longest."""
    long = next((word for word in reversed(re.split("[ -]", period)) if len(word) > 3), None)
    return long or max(period.split(), key=len)


def _endings(words: Iterable[str]) -> str:
    """What words end in, which is found fast behind what follows them."""
    return choice({f" {word}"[-2:] for word in words})


def _spaced(pattern: str) -> str:
    return pattern.replace(" ?", r"\s?").replace(" ", r"\s")


# Signs of several rules.
A_DIGIT = Sign(form=r"\d")
A_MONTH = Sign({name[:3] for name in months()}, rf"(?:{choice(months())})\b")
A_WEEKDAY = Sign(of_kind("weekday"))
A_TIME = Sign(
    ("day", "night", "week", "month", "year", "decade", "hour", "morning", "afternoon", "evening", "tomorrow")
)
AN_ERA = Sign({_long_word(period) for period in periods()})
A_SEASON = Sign(of_kind("season"))
PARTS = ("day", "week", "month", "half", "quarter", "third")
A_PART = Sign(PARTS, f"(?:{choice(PARTS)})s? (?:of|in) ")
AN_HOUR = Sign(["noon", "midnight", "midday"])

SEPTEMBER_11 = r"(?:sept(?:ember|\.)? 11(?:th)?|11(?:th)? (?:of )?september)"
RULES: tuple[Rule, ...] = (
    rule(
        A_DIGIT,
        rf"(?:the )?{SEPTEMBER_11}(?:,? 2001)?(?=,? (?:terror(?:ist)? )?(?:attacks|hijackings))"
        rf"|(?<=attacks of )(?:the )?{SEPTEMBER_11}(?! ?,? ?\d)|(?<=attacks on )(?:the )?{SEPTEMBER_11}(?! ?,? ?\d)",
        means.september_11,
        "sept",
    ),
    rule(
        A_DIGIT,
        rf"(?:(?<=since )|(?<=after )|(?<=before )|(?<=events of )){SEPTEMBER_11}(?! ?,? ?\d)"
        rf"|{SEPTEMBER_11}(?= (?:was|has|had|never|happened|changed|showed|taught))",
        means.september_11,
        "sept",
    ),
    rule(
        AN_ERA,
        rf"(?:the )?(?P<period>{PERIODS})(?!-| era)",
        means.period,
        PERIODS,
    ),
    rule(A_DIGIT, r"(?:c\.? ?)?(?P<bc>[1-9]\d{0,3}) ?(?-i:BCE?|B\.C\.(?:E\.)?)", means.before_christ, r"b\.?c"),
    rule(
        A_DIGIT,
        r"(?P<ad>[1-9]\d{0,3}) ?(?-i:AD|A\.D\.|CE)|(?-i:AD|A\.D\.) ?(?P<ce>[1-9]\d{0,3})",
        means.anno_domini,
        r"\d(?: ?(?:a\.?d|ce)|(?<=ad\d)|(?<=ad \d)|(?<=a\.d\.\d)|(?<=a\.d\. \d))",
    ),
    rule(
        A_PART,
        rf"the (?P<nth>{choice(of_kind('portion'))}) (?:{COUNT} )?(?P<unit>day|week|month|half|quarter|third)s?"
        rf" (?:of|in) (?=\w)(?:(?P<of>(?:the|this|last) (?:month|year))|(?:{MONTH}(?:,?(?: of)? (?=\d))?)?(?:{YEAR})?)",
        means.portion,
    ),
    rule(
        A_TIME,
        rf"the (?P<nth>first|second|third|fourth|fifth|opening) (?:{COUNT} )?(?:day|week|month|year)s?",
        means.within,
        "the (?:first|second|third|fourth|fifth|opening) ",
    ),
    rule(A_DIGIT, r"(?P<year>\d{4})-(?P<number>\d\d)-(\d\d)(?:[T ]\d\d:\d\d(?::\d\d)?Z?)?", means.iso, r"\d-\d"),
    rule(A_DIGIT, r"(?P<number>\d{1,2})([/.-])(\d{1,2})\2(?P<year>\d{4}|\d\d)", means.slashed, r"\d[/.-]\d"),
    rule(A_MONTH, rf"{NIGHT}{DAY}{TO}(?:the )?{SECOND_DAY} (?:of )?{MONTH}(?:,? {YEAR})?", means.days_of_month, RANGE),
    rule(A_MONTH, rf"{NIGHT}{MONTH} {DAY}{TO}{SECOND_DAY}(?:,? {YEAR})?", means.days_of_month, RANGE),
    rule(
        A_MONTH,
        rf"{LEAD}(?:the )?{DAY}(?: day)?(?: of|-)? ?{MONTH}(?:,?[ -]{YEAR}|{SAME_YEAR})?",
        means.day_of_month,
        rf"\d(?:st|nd|rd|th)?(?: day)?(?: of|-)? ?(?:{choice({name[:3] for name in months()})})",
    ),
    rule(
        A_MONTH,
        rf"{LEAD}{MONTH} {DAY}(?:,? {YEAR}|{SAME_YEAR})?",
        means.day_of_month,
        rf"\d(?<=(?:{_endings(months())}|[a-z]\.) \d)",
    ),
    rule(
        A_MONTH,
        rf"{PART}{WHICH}{FROM_THERE}{MONTH}"
        rf"(?:(?:,| of| in)? {YEAR}| (?:of )?(?P<relative>last|this|next) year|{SAME_YEAR})?(?! \d\d?\b)",
        means.month,
    ),
    rule(A_DIGIT, rf"{PART}(?:the year )?{YEAR}", means.year, r"[12]\d\d\d"),
    rule(
        A_DIGIT,
        r"(?P<year>(?:1[89]|20)\d\d)( ?[-–] ?|/)(?P<second>\d\d|(?:1[89]|20)\d\d)",
        means.year_or_month,
        r"\d ?[-–/] ?\d",
    ),
    rule(A_DIGIT, rf"(?:the )?{PART}(?P<first>(?:1[5-9]|20)\d0|(?<=['’])[2-9]0)['’]?s", means.decade, "0['’]?s"),
    rule(
        A_DIGIT,
        r"(?:the )?(?:early |mid-|late )?(?P<ordinal>[1-9]\d?)(?:st|nd|rd|th)[ -]century",
        means.century,
        "century",
    ),
    rule(
        A_SEASON,
        rf"(?:the )?{WHICH_SEASON}(?P<season>{choice(of_kind('season'))})(?: (?:of )?{YEAR})?",
        means.season,
    ),
    rule(
        A_WEEKDAY,
        rf"(?:early |late )?{WHICH}(?:early |late )?{WEEKDAY}(?: (?:morning|afternoon|evening|night))?"
        r"(?:(?: of)? (?P<week>last|this|next) week)?",
        means.weekday,
    ),
    rule(
        A_TIME,
        rf"(?:early |late |earlier |later )?(?P<when>{choice(means.DEICTIC)})"
        r"(?:(?<=day) (?:morning|afternoon|evening|night))?",
        means.deictic,
        choice(means.DEICTIC),
    ),
    rule(
        A_TIME,
        rf"{PART}(?:(?P<bound>earlier|later) (?:in )?)?(?:the )?"
        r"(?P<which>last|this past|this coming|this|next|past|coming|current|the)"
        r" (?P<unit>week|weekend|month|year|decade)",
        means.unit,
        "(?:last|past|coming|this|next|current|the) (?:week|month|year|decade)",
    ),
    rule(
        A_TIME,
        rf"(?:the |these |this )?(?P<way>last|past|next|coming|previous) {COUNT} {UNIT}s?",
        means.stretch,
        "(?:last|past|next|coming|previous) ",
    ),
    rule(
        A_TIME,
        r"(?:the )?(?P<way>recent|past|coming) (?P<unit>hour|day|week|month|year|decade)s",
        means.stretch,
        f"(?:recent|past|coming) {UNITS}",
    ),
    rule(A_TIME, rf"{ABOUT}{COUNT} {UNIT}s? ago", means.ago, f"{UNITS}s? ago"),
    rule(A_DIGIT, rf"{ABOUT}\d{{1,3}}(?:,\d{{3}})+ years ago", means.within, "years ago"),
    rule(A_TIME, rf"{COUNT} {UNIT}s? (?P<way>later|earlier)", means.later, f"{UNITS}s? (?:later|earlier)"),
    rule(
        A_TIME, rf"{COUNT} {UNIT}s? (?P<way>before|previously){ALONE}", means.later, f"{UNITS}s? (?:before|previously)"
    ),
    rule(
        A_TIME,
        r"the (?P<count>)(?P<way>following|next|previous) (?P<unit>day|night|morning|week|month|year)",
        means.later,
        "the (?:following|next|previous) ",
    ),
    rule(
        A_TIME,
        rf"the (?P<count>)(?P<unit>day|night|week|month|year) (?P<way>before|after){ALONE}",
        means.later,
        "the (?:day|night|week|month|year) (?:before|after)",
    ),
    rule(A_TIME, AFTER, means.after_something, UNIT_AFTER),
    rule(
        A_TIME,
        r"(?:that|the same|that same) (?P<unit>day|night|week|month|year|morning|afternoon|evening)",
        means.same,
        "(?:that|same) (?:day|night|week|month|year|morning|afternoon|evening)",
    ),
    rule(A_DIGIT, rf"(?<=on )the (?P<day>[12]?\d|3[01])(?:st|nd|rd|th){ENDS}", means.ordinal_day, r"the \d"),
    rule(
        A_DIGIT,
        rf"\d{{1,2}}(?:[:.]\d\d)? ?[ap]\.?m\b\.?{ZONE}",
        means.clock,
        r"\d ?[ap]\.?m",
    ),
    rule(AN_HOUR, rf"(?:midnight|noon|midday){ZONE}", means.clock),
    rule(A_DIGIT, rf"(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?: hours| hrs)?{ZONE}", means.clock, r":\d"),
    rule(
        A_DIGIT,
        r"(?:[01]\d|2[0-3])[0-5]\d (?:hours|hrs|gmt|utc|zulu|local(?: time|(?= ?[,.;()]| (?:on|in|and|today|yesterday)\b|$)))",
        means.clock,
        r"\d\d\d\d (?:hours|hrs|gmt|utc|zulu|local)",
    ),
    rule(
        A_DIGIT,
        r"(?:(?<=\bat )|(?<=\bby )|(?<=\bfrom )|(?<=\bsince )|(?<=\baround )|(?<=\buntil ))0\d[0-5]\d",
        means.clock,
        r"0\d\d\d",
    ),
    rule(
        A_TIME,
        rf"(?:for|over|within|during) {ABOUT}{COUNT} {UNIT}s?|{EXACT}[ -]{UNITS}s?(?:-long)?",
        means.duration,
        rf"[ -](?={UNITS})(?:(?<=\d[ -])|(?<=(?:{_endings([*counts(), *VAGUE])})[ -]))",
    ),
    rule(A_WEEKDAY, rf"{WEEKDAY}(?:s| (?:morning|afternoon|evening|night)s)", means.repeated),
    rule(
        A_TIME,
        rf"(?:every|each)(?: other)? (?:{choice(of_kind('weekday'))}|hour|day|night|week|month|year|morning|evening)",
        means.repeated,
        "every|each",
    ),
)
COUNTED = rule(A_TIME, AFTER, means.after_something)


def distance(text: str) -> tuple[int, str] | None:
    """How far "three months after" leads from what follows it: a number of units, below zero for "before"."""
    match = COUNTED.pattern.fullmatch(text)
    return None if match is None else means.distance(match)
