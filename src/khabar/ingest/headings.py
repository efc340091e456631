"""Lines about a report rather than of it: bylines, lines with a date, agency marks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from khabar.ingest import datelines, dates, lists

_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?", re.I)
_LENGTH = re.compile(r"\b\d{1,2}[- ]min(?:ute)?s?\b(?: read)?", re.I)
_TOKEN = re.compile(r"\w+")
_APART = re.compile(r"\s*[|•·]\s*|\s+/\s+")
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.I)
_BY = re.compile(
    r"^(?:by|written by|reporting by|story by|report by|from our correspondent,?)\s*:?\s+(?=[^\W\d_])(.{2,100})$", re.I
)
_NAME = re.compile(
    r"(?:[A-Z][^\W\d_]*(?:[-'’.][^\W\d_]*){0,3}|[ae]l-\w+|bin|ibn|de|da|van|von|der|abu)"
    r"(?: (?:[A-Z][^\W\d_]*(?:[-'’.][^\W\d_]*){0,3}|[ae]l-\w+|bin|ibn|de|da|van|von|der|abu)){1,3}"
)
_DESK = re.compile(
    r"(?:the |our |a |an )?(?:[\w'’-]+ ){0,4}"
    r"(?:desk|staff|writers?|reporters?|correspondents?|bureau|team|editors?|newsroom|agenc(?:y|ies))\b",
    re.I,
)
_NAMES = re.compile(rf"{_NAME.pattern}(?:(?:, | and | & |, and ){_NAME.pattern}){{0,3}}(?:[,|] .{{2,60}})?")
_WEEKDAY_FIRST = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SPEAKER = re.compile(r"[A-Z][A-Z.'’ -]{1,40}:")
_IN_BRACKETS = re.compile(r"\(([A-Za-z][\w.&/’' -]{1,40})\)")


def is_date_line(text: str) -> bool:
    """Whether a line holds a date of publication, or that and one of a change, and nothing else of weight."""
    rest = _beside_dates(text) if len(text) <= 120 else text
    return rest != text and set(_TOKEN.findall(rest.casefold())) <= lists.words("date_line_words", "word")


def has_date_part(text: str) -> bool:
    """Whether a line sets a date of publication and other short parts apart by marks: "Analysis | 4 March 2016"."""
    parts = _APART.split(text) if len(text) <= 160 else []
    return len(parts) > 1 and any(is_date_line(part) for part in parts) and all(len(p.split()) <= 6 for p in parts)


def _beside_dates(text: str) -> str:
    """What a line holds beside full dates, the hour and how long it takes to read; the line itself where it has no date."""
    rest = text
    while found := dates.find(rest):
        rest = f"{rest[: found.start]} {rest[found.end :]}"
    return _CLOCK.sub(" ", _LENGTH.sub(" ", rest)) if rest != text else text


def is_update(text: str) -> bool:
    """Whether the date in a line is that of a change."""
    return bool(_UPDATED.search(text)) and "ublished" not in text


def byline(text: str) -> str | None:
    """The names in a line that begins with "By", or goes on with it after a date: "Posted 4 October 2018 by Jane Doe"."""
    match = (_BY.match(text) or _BY.match(_after_date(text))) if len(text) <= 120 else None
    if not match or not (_NAME.match(match[1]) or match[1].isupper() or _DESK.match(match[1])):
        return None
    return re.split(r"\s*[|•·]\s*|, \d|\s+[-–—]\s+", match[1])[0].strip(" ,.") or None


def _after_date(text: str) -> str:
    """What follows the date that a line opens with; nothing where it opens with other words."""
    before, by, after = _beside_dates(text).partition(" by ")
    words = set(_TOKEN.findall(before.casefold()))
    return f"by {after}" if by and before not in text and words <= lists.words("date_line_words", "word") else ""


def is_name_line(text: str) -> bool:
    """Whether a line is nothing but names of persons, with perhaps an office after them."""
    return len(text) <= 90 and bool(_NAMES.fullmatch(text))


def has_speaker(text: str) -> bool:
    """Whether a paragraph begins as in a transcript, with a name in capitals and a colon."""
    return _SPEAKER.match(text) is not None


def dateline_agency(text: str) -> str | None:
    """The agency in a dateline: by its mark, or else simply the name that stands last in brackets there or beside a slash."""
    brackets = _IN_BRACKETS.findall(text)
    return agency(text) or (brackets[-1] if brackets else datelines.outlet_in_slashes(text))


def signature(text: str) -> str | None:
    """The name that a line with a date begins with: "Nadia Ferrant, Salt Road Review, 20 January 2020"."""
    found = dates.find(text) if len(text) <= 160 else None
    name = re.split(r",| \(| \||—|–", text, maxsplit=1)[0].strip()
    return name if found and found.end == len(text) and _NAME.fullmatch(name) else None


def date_at_end(text: str) -> str | None:
    """The full date that a line above the text ends with, after a comma or a dash."""
    text = text.rstrip(")")
    found = dates.find(text[-40:]) if len(text) <= 200 else None
    if not found or found.end != len(text[-40:]):
        return None
    before = text[: len(text) - len(text[-40:]) + found.start].rstrip()
    return found.iso if before.endswith((",", "–", "—", "-", "|", "•")) else None


def date_of_its_own(text: str) -> str | None:
    """A date with its weekday that stands as a sentence of its own: "Sunday, 1 December 2019."."""
    for sentence in re.split(r"(?<=[.!?|•])\s+", text[:500]):
        found = dates.find(sentence) if len(sentence) <= 40 else None
        if found and _WEEKDAY_FIRST.match(sentence) and sentence[found.end :].strip(" .|•") == "":
            return found.iso
    return None


def is_masthead(text: str) -> bool:
    """Whether a line is short and in capitals, as outlets print their names."""
    return len(text.split()) <= 3 and text.isupper() and not any(c.isdigit() for c in text)


def outlet_beside_name(line: str) -> str | None:
    """The outlet that a byline names after the person or the desk: "Jane Doe | AFP", "the news desk of the Post"."""
    if desk := re.search(r"\b(?i:desk|staff|team|bureau|newsroom) (?:of|at) (?:the )?([A-Z][^,|]{1,60})$", line):
        return desk[1]
    found = dates.find(line)
    parts = [part.strip() for part in re.split(r"[,|]", line[: found.start] if found else line)]
    marks = _marks()
    known = next((marks[part] for part in parts[1:] if part in marks), None)
    return known or (parts[1] if found and len(parts) == 3 and not parts[2] and _NAME.fullmatch(parts[1]) else None)


def agency(text: str) -> str | None:
    """The agency named in brackets in a dateline or at an end."""
    marks = _marks()
    return next((marks[m[1]] for m in _IN_BRACKETS.finditer(text) if m[1] in marks), None)


@cache
def _marks() -> Mapping[str, str]:
    return {row["mark"]: row["name"] for row in lists.table("outlets") if row["mark"]}
