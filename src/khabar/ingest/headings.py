"""Lines about a report rather than of it: bylines, lines with a date, datelines, agency marks."""

from __future__ import annotations

import re

from khabar.ingest import dates, lists

_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}(?::\d{2})?(?:\s?[ap]\.?m\b\.?)?", re.I)
_TOKEN = re.compile(r"\w+")
_UPDATED = re.compile(r"\b(?:updated|modified)\b", re.I)
_BY = re.compile(
    r"^(?:by|written by|reporting by|story by|report by|from our correspondent,?)\s*:?\s+(?=[^\W\d_])(.{2,100})$", re.I
)
_NAME = re.compile(
    r"(?:[A-Z][^\W\d_]*(?:[-'’.][^\W\d_]*){0,3}|[ae]l-\w+|bin|ibn|de|da|van|von|der|abu)"
    r"(?: (?:[A-Z][^\W\d_]*(?:[-'’.][^\W\d_]*){0,3}|[ae]l-\w+|bin|ibn|de|da|van|von|der|abu)){1,3}"
)
_NAMES = re.compile(rf"{_NAME.pattern}(?:(?:, | and | & |, and ){_NAME.pattern}){{0,3}}(?:[,|] .{{2,60}})?")
_PLACE_CAPS = r"[A-Z][A-Z.'’-]{2,20}(?: [A-Z][A-Z.'’-]{1,20}){0,3}"
_PLACE = r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,3}"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DATE = rf"{_WEEKDAY}(?:\d{{1,2}} [A-Z][a-z]{{2,8}}\.?|[A-Z][a-z]{{2,8}}\.? \d{{1,2}})(?:,? \d{{4}})?"
_AGENCY = r"\((?:[A-Za-z][\w.&/’' -]{1,40})\)"
_DASH = r"\s?(?:—|–|--|-)\s?"
_DATELINES = (
    # BAGHDAD, Jan 3 (Reuters) - ; BAGHDAD (AP) — ; Baghdad, Iraq (AFP) –
    re.compile(rf"^{_PLACE}(?:[,/] ?{_PLACE}){{0,3}}(?:,? {_DATE})?,? {_AGENCY}(?:,? {_DATE})?\s?(?:{_DASH}|:\s)"),
    re.compile(rf"^{_PLACE_CAPS}(?:[,/] ?{_PLACE}){{0,3}}(?:,? {_DATE})?(?:\s(?:—|–|--|-)\s|—|: )"),
    re.compile(rf"^{_PLACE}(?:, {_PLACE}){{0,2}},? {_DATE}(?:\s(?:—|–|--|-)\s|—|: )"),
    re.compile(rf"^{_PLACE}(?:, {_PLACE}){{0,2}}(?: — | – | -- |—)"),
    re.compile(rf"^{_AGENCY}\s?(?:—|–|--|-)\s?"),
)
_SENTENCE_START = re.compile(r"[\"'“‘(\[]?[A-Z0-9]")
_SPEAKER = re.compile(r"[A-Z][A-Z.'’ -]{1,40}:")
_IN_BRACKETS = re.compile(r"\(([A-Za-z][\w.&/’' -]{1,40})\)")


def is_date_line(text: str) -> bool:
    """Whether a line holds a date of publication and nothing else of weight."""
    found = dates.find(text) if len(text) <= 120 else None
    if found is None:
        return False
    rest = _CLOCK.sub(" ", f"{text[: found.start]} {text[found.end :]}")
    return set(_TOKEN.findall(rest.casefold())) <= lists.words("date_line_words", "word")


def is_update(text: str) -> bool:
    """Whether the date in a line is that of a change."""
    return bool(_UPDATED.search(text)) and "ublished" not in text


def byline(text: str) -> str | None:
    """The names in a line that begins with "By"."""
    match = _BY.match(text) if len(text) <= 120 else None
    if not match or not (_NAME.match(match[1]) or match[1].isupper()):
        return None
    return re.split(r"\s*[|•·]\s*|, \d|\s+[-–—]\s+", match[1])[0].strip(" ,.") or None


def is_name_line(text: str) -> bool:
    """Whether a line is nothing but names of persons, with perhaps an office after them."""
    return len(text) <= 90 and bool(_NAMES.fullmatch(text))


def dateline_end(text: str) -> int:
    """Where the dateline that a paragraph begins with ends; 0 where there is none."""
    for pattern in _DATELINES:
        match = pattern.match(text[:160])
        if match and _goes_on(text[match.end() :]) and not _is_label(match[0]):
            return match.end()
    return 0


def has_speaker(text: str) -> bool:
    """Whether a paragraph begins as in a transcript, with a name in capitals and a colon."""
    return _SPEAKER.match(text) is not None


def _goes_on(text: str) -> bool:
    """Whether a sentence of some length begins here."""
    return len(text) >= 30 and _SENTENCE_START.match(text) is not None


def _is_label(text: str) -> bool:
    """Whether what looks like a place is a word that pages put before a colon."""
    return text.strip(" :—–-").casefold() in lists.words("label_words", "word")


def agency(text: str) -> str | None:
    """The agency named in brackets in a dateline or at an end."""
    marks = {row["mark"]: row["name"] for row in lists.table("outlets") if row["mark"]}
    return next((marks[m[1]] for m in _IN_BRACKETS.finditer(text) if m[1] in marks), None)
