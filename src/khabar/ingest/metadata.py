"""What is known about a report: given with it, stated by its format, or read in its text, in this order of trust."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import islice
from urllib.parse import urlsplit

from khabar.frozen import record
from khabar.ingest import datelines, dates, headings, language, letters, lists, page_breaks
from khabar.ingest.segments import Part
from khabar.records import Metadata


@record(frozen=True, slots=True)
class Known:
    """The metadata of a report as it will stand in the casebook. ``doubts`` are reason codes with a sentence."""

    title: str | None = None
    byline: str | None = None
    outlet: str | None = None
    published: str | None = None
    precision: str | None = None
    published_from: str = "unknown"
    genre: str = "unknown"
    language: str | None = None
    doubts: tuple[tuple[str, str], ...] = ()


def known(given: Metadata, stated: Metadata, told: Sequence[Part]) -> Known:
    """The best of what was given, what the format states and what the text says, in this order."""
    published, doubts = _published(given, stated, told)
    outlet, wire, name = _outlet(given, stated), _agency(told), _beside_byline(told) or _masthead(told)
    if (wire or name) and not outlet:
        doubts.append(("outlet_from_text", f"the outlet was taken from the text: {wire or name}"))
    own = _own_words(told)
    if size := letters.of_one_size(own):
        doubts.append(
            ("one_size", f"the text is in {size} alone; names and the ends of sentences are read less surely")
        )
    spoken, sure = language.verdict(own)
    if not sure:
        doubts.append(("language_unsure", "the text is too short to tell its language, and is read as English"))
    if spoken and spoken not in language.READ:
        doubts.append(("language_not_read", f"the text is in {spoken!r}, which is kept but not read"))
    return Known(
        title=given.title or stated.title or _role(told, "title"),
        byline=given.byline or stated.byline or _byline(told),
        outlet=outlet or wire or name,
        published=published[0],
        precision=published[1],
        published_from=published[2],
        genre=_genre(outlet or name, wire, told),
        language=spoken,
        doubts=tuple(doubts),
    )


def _own_words(told: Sequence[Part]) -> str:
    """The beginning of what the report itself says; of everything where it says nothing."""
    own = [part.block.text for part in told if part.kind != "boilerplate"] or [part.block.text for part in told]
    return " ".join(islice(own, 50))


# ------------------------------------------------------------------ the day of publication

Published = tuple[str | None, str | None, str]


def _published(given: Metadata, stated: Metadata, told: Sequence[Part]) -> tuple[Published, list[tuple[str, str]]]:
    doubts: list[tuple[str, str]] = []
    found: list[Published] = []
    for value, origin in ((given.published, "given"), (stated.published, "metadata"), (_date_in_text(told), "text")):
        if value and (date := dates.normal(value)):
            found.append((*date, origin))
        elif value:
            doubts.append(
                ("date_unread", f"the date of publication {value[:60]!r} can be read in more than one way, or in none")
            )
    if not found:
        return (None, None, "unknown"), doubts
    doubts.extend(_differences(found))
    return found[0], doubts


def _differences(found: Sequence[Published]) -> Iterable[tuple[str, str]]:
    first = found[0]
    for other in found[1:]:
        if (other[0] or "")[:10] != (first[0] or "")[: len((other[0] or "")[:10])]:
            yield "published_differs", f"{first[2]} says {first[0]}, {other[2]} says {other[0]}"


def _date_in_text(told: Sequence[Part]) -> str | None:
    """The date of a line that holds nothing else; else the full date in a dateline, or right after the title."""
    lines = [part.block.text for part in told if part.role == "date"]
    lines = [line for line in lines if not headings.is_update(line)] or lines
    lines += [part.block.text for part in told if part.role in ("dateline", "byline")]
    for line in lines:
        if iso := datelines.day(line):
            return iso
    return _after_title(told) or _in_head(told)


def _in_head(told: Sequence[Part]) -> str | None:
    """A date at the end of a line above the text, or as a sentence of its own in the first paragraphs."""
    above = [part.block.text for part in told[:12] if part.role in ("title", "deck", "kicker", "masthead")]
    above += [page_breaks.without_number(part.block.text) for part in told[:4] if part.block.kind == "furniture"]
    at_end = [date for text in above if (date := headings.date_at_end(text))]
    own = [date for part in told[:6] if part.kind == "body" and (date := headings.date_of_its_own(part.block.text))]
    return next(iter((*at_end, *own)), None)


def _after_title(told: Sequence[Part]) -> str | None:
    """A date with its weekday at the very end of a short block at the top, as pages print it beside the headline."""
    for part in told[:2]:
        text = part.block.text
        found = dates.find(text[-60:])
        if found and len(text) <= 250 and found.end == len(text[-60:]) and re.search(r"day,? \S+ \S+ \S+$", text):
            return found.iso
    return None


# ------------------------------------------------------------------ names


def _role(told: Sequence[Part], role: str) -> str | None:
    return next((part.block.text for part in told if part.role == role), None)


def _masthead(told: Sequence[Part]) -> str | None:
    """The name that an outlet prints in capitals above its title."""
    name = _role(told[:12], "masthead")
    return " ".join(word.capitalize() for word in name.split()) if name else None


def _beside_byline(told: Sequence[Part]) -> str | None:
    line = _role(told[:20], "byline")
    return headings.outlet_beside_name(line) if line else None


def _byline(told: Sequence[Part]) -> str | None:
    line = _role(told[:20], "byline")
    return (headings.byline(line) or headings.signature(line) or line) if line else None


def _outlet(given: Metadata, stated: Metadata) -> str | None:
    return given.outlet or stated.outlet or _outlet_of(given.url or stated.url)


def _outlet_of(url: str | None) -> str | None:
    """The outlet that an address belongs to: its name if listed, else its host."""
    host = _host(url)
    if not host:
        return None
    row = _by_domain(host)
    return row["name"] if row else host


def _host(url: str | None) -> str:
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def _by_domain(host: str) -> Mapping[str, str] | None:
    return next(
        (row for row in lists.table("outlets") if host == row["domain"] or host.endswith("." + row["domain"])), None
    )


def _agency(told: Sequence[Part]) -> str | None:
    """The agency in a dateline, or alone in brackets at the end."""
    datelines = [part.block.text for part in told if part.role == "dateline"]
    ends = [part.block.text for part in told[-3:] if len(part.block.text) <= 40]
    named = [headings.dateline_agency(text) for text in datelines] + [headings.agency(text) for text in ends]
    return next((name for name in named if name), None)


# ------------------------------------------------------------------ genre

_HEADS = ("title", "kicker", "deck")


def _genre(outlet: str | None, wire: str | None, told: Sequence[Part]) -> str:
    """The genre by the words above the text, then by an agency's mark, then by the outlet."""
    heads = [part.block.text.casefold() for part in told[:8] if part.role in _HEADS]
    listed = next(
        (row["genre"] for row in lists.table("outlets") if outlet and outlet in (row["name"], row["mark"])), None
    )
    by_head = next((row["genre"] for row in lists.table("genre_words") for head in heads if _says(row, head, "")), None)
    by_name = next(
        (row["genre"] for row in lists.table("genre_words") if _says(row, "", (outlet or "").casefold())), None
    )
    return by_head or ("wire" if wire else None) or listed or by_name or "unknown"


def _says(row: Mapping[str, str], head: str, outlet: str) -> bool:
    """Whether a phrase stands where the list wants it: in a heading, as its start or whole, or in an outlet's name."""
    phrase = row["phrase"]
    if row["place"] == "outlet":
        return f" {phrase} " in f" {outlet} "
    if row["place"] == "whole":
        return phrase == head
    return head.startswith(phrase) if row["place"] == "start" else f" {phrase} " in f" {head} "
