"""Datelines: the place, day and agency that a wire story or a monitored broadcast begins with."""

from __future__ import annotations

import re

from khabar.ingest import dates, lists

_PLACE_CAPS = r"[A-Z][A-Z.'’-]{2,20}(?: [A-Z][A-Z.'’-]{1,20}){0,3}"
_PLACE = r"[A-Z][\w.'’-]{1,20}(?: [A-Z][\w.'’-]{1,20}){0,3}"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )?"
_DATE = rf"{_WEEKDAY}(?:\d{{1,2}} [A-Z][a-z]{{2,8}}\.?|[A-Z][a-z]{{2,8}}\.? \d{{1,2}})(?:,? \d{{4}})?"
_AGENCY = r"\((?:[A-Za-z][\w.&/’' -]{1,40})\)"
_DASH = r"\s?(?:—|–|--|-)\s?"
# Basra / River News: ; River News/ ; Mosul / RNA / : local agencies set the town and their own name apart by slashes.
_SLASHED = re.compile(rf"^({_PLACE})\s?/(?:\s?({_PLACE})\s?(?:[:/]|{_DASH}))?\s?")
_DATELINES = (
    # BAGHDAD, Jan 3 (Reuters) - ; BAGHDAD (AP) — ; Baghdad, Iraq (AFP) –
    re.compile(rf"^{_PLACE}(?:[,/] ?{_PLACE}){{0,3}}(?:,? {_DATE})?,? {_AGENCY}(?:,? {_DATE})?\s?(?:{_DASH}|:\s)"),
    re.compile(rf"^{_PLACE_CAPS}(?:[,/] ?{_PLACE}){{0,3}}(?:,? {_DATE})?(?:\s(?:—|–|--|-)\s|—|: )"),
    re.compile(rf"^{_PLACE}(?:, {_PLACE}){{0,2}},? {_DATE}(?:\s(?:—|–|--|-)\s|—|: )"),
    re.compile(rf"^{_PLACE}(?:, {_PLACE}){{0,2}}(?: — | – | -- |—)"),
    # (Beirut, March 4, 2016) – , as rights groups and ministries print it.
    re.compile(rf"^\({_PLACE}(?:, {_PLACE}){{0,2}},? {_DATE}\)\s?(?:{_DASH}|:\s|(?=[A-Z]))"),
    re.compile(rf"^{_AGENCY}\s?(?:—|–|--|-)\s?"),
)
# LIMA, 12 JAN 90 (EFE) -- [COMMENTARY] [TEXT]: the heads of monitoring services, with their notes in brackets.
_MONITORED = re.compile(
    rf"^{_PLACE_CAPS}(?:[,/] ?{_PLACE_CAPS}){{0,2}}(?: \([A-Z][A-Z .'’-]{{1,30}}\))?,"
    rf" (?:(?P<day>\d{{1,2}}) (?P<month>[A-Z]{{3,9}})\.? (?P<year>\d{{4}}|\d{{2}})|NO DATE)(?: {_AGENCY})?{_DASH}"
)
# In a text of small letters alone only the agency in brackets tells: baiji, iraq, jan 3 (reuters) -
_SMALL = re.compile(rf"^[a-z][a-z.'’-]{{1,20}}(?:,? (?:[a-z][a-z.'’-]{{1,20}}|\d{{1,4}})){{0,5}},? {_AGENCY}{_DASH}")
_NOTE = re.compile(r"\s?\[([^\[\]\n]{2,160})\]\s?")
# Two figures below this may be a day, or a year of either century.
_FIRST_SHORT_YEAR = 70
_SENTENCE_START = re.compile(r"[\"'“‘(\[]?[A-Z0-9]")


def dateline_end(text: str) -> int:
    """Where the dateline that a paragraph begins with ends; 0 where there is none."""
    if monitored := _MONITORED.match(text[:160]):
        return _notes_end(text, monitored.end())
    if text.islower() and (small := _SMALL.match(text[:160])):
        return small.end()
    if outlet_in_slashes(text) and (slashed := _SLASHED.match(text[:160])) and _goes_on(text[slashed.end() :]):
        return slashed.end()
    for pattern in _DATELINES:
        match = pattern.match(text[:160])
        if match and _goes_on(text[match.end() :]) and not _is_label(match[0]):
            return match.end()
    return 0


def outlet_in_slashes(text: str) -> str | None:
    """The outlet that a head of the kind "Basra / River News:" names, by the list of outlets or by a word of their titles."""
    match = _SLASHED.match(text[:160])
    parts = [part.strip(" .-–—") for part in match.groups() if part] if match else []
    return next((name for part in parts if (name := _outlet(part))), None)


def _outlet(name: str) -> str | None:
    marks = {mark: row["name"] for row in lists.table("outlets") for mark in (row["name"], row["mark"]) if mark}
    last = name.rsplit(maxsplit=1)[-1].casefold()
    titled = " " in name and any(row["word"] == last for row in lists.table("mastheads") if row["place"] == "last")
    return marks.get(name) or (name if titled else None)


def is_dateline(text: str) -> bool:
    """Whether a block is the head of a monitored broadcast and nothing else."""
    return _MONITORED.match(text[:160]) is not None and dateline_end(text) == len(text)


def day(text: str) -> str | None:
    """The full date in a dateline, as ISO. A year of two figures counts where it can be no day of a month: "4 FEB 90"."""
    if found := dates.find(text):
        return found.iso
    match = _MONITORED.match(text)
    if not match or not match["year"] or int(match["year"]) < _FIRST_SHORT_YEAR:
        return None
    return dates.normal_day(match["day"], match["month"], f"19{match['year']}")


def _notes_end(text: str, end: int) -> int:
    """Where the notes after a dateline end: those in brackets up to the last that monitoring services are known to print."""
    last = end
    while note := _NOTE.match(text, end):
        end = note.end()
        if note[1].casefold() in lists.words("monitor_notes", "note"):
            last = end
    return last


def _goes_on(text: str) -> bool:
    """Whether a sentence of some length begins here."""
    return len(text) >= 30 and _SENTENCE_START.match(text) is not None


def _is_label(text: str) -> bool:
    """Whether what looks like a place is a word that pages put before a colon."""
    return text.strip(" :—–-").casefold() in lists.words("label_words", "word")
