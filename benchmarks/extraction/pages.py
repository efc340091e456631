"""Web pages in the manner of news sites, with the text that a reader would call the article."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction.prose import Choose, article, headline, paragraph, pick, sentence

_SLOT = re.compile(r"\[\[(\w+)(?: (.*?))?\]\]")


@dataclass(frozen=True)
class Page:
    """A page: its layout, its mark-up, its headline, and the paragraphs of its article."""

    layout: str
    markup: str
    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    """What a layout is filled with."""

    choose: Choose
    title: str
    paragraphs: Sequence[str]

    def each(self, before: str = "<p>", after: str = "</p>", first: int = 0, end: int | None = None) -> str:
        """The paragraphs from the first to the end, each between two pieces of mark-up."""
        return "\n".join(f"{before}{words}{after}" for words in self.paragraphs[first:end])

    @property
    def half(self) -> int:
        """How many paragraphs the first half has."""
        return len(self.paragraphs) // 2


# ------------------------------------------------------------------ what stands around an article


def menu(choose: Choose, count: int = 7) -> str:
    """A list of links, as at the head and foot of pages."""
    names = "World|Politics|Business|Opinion|Sport|Weather|Video|Podcasts|About us|Contact|Subscribe|Log in|Archive"
    return "<ul>" + "".join(f'<li><a href="/{n}">{pick(choose, names)}</a></li>' for n in range(count)) + "</ul>"


def teasers(choose: Choose, count: int = 4, name: str = "card") -> str:
    """Other articles, each with a headline and a sentence of its own."""
    one = '<div class="{}"><a href="/x"><h3>{}</h3></a><p>{}</p></div>'
    return "".join(one.format(name, headline(choose), sentence(choose)) for _ in range(count))


def comments(choose: Choose, count: int = 3, name: str = "comment") -> str:
    """What readers say below."""
    one = '<div class="{}"><b>{}</b> <span>3 hours ago</span><p>{}</p><a href="#">Reply</a></div>'
    told = (one.format(name, pick(choose, "lena|old_reader|TK|M. Ortiz"), paragraph(choose, 2)) for _ in range(count))
    return "".join(told)


def quotations(told: Told) -> str:
    """Every fourth paragraph as a quotation, and the beginning of one repeated in large letters."""
    parts = []
    for number, words in enumerate(told.paragraphs):
        parts += [f"<div class='pull'>{words.split('. ')[0]}</div>"] if number == 3 else []
        parts.append(f"<blockquote><p>{words}</p></blockquote>" if number % 4 == 2 else f"<p>{words}</p>")
    return "".join(parts)


COOKIES = (
    "<p>We and our partners store and access information on your device to show you advertisements that fit you. You can "
    "change your mind at any time in the settings at the foot of each page.</p><button>Accept all</button>"
)
LETTER = (
    "<h4>Our newsletter</h4><p>Get the five stories that matter in your inbox every morning, free of charge.</p><input>"
)
LEGAL = (
    "<p>© 2016 Kirsan Media Group. All rights reserved. No part of this site may be reproduced without permission.</p>"
)
HEAD = (
    '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{} | Kirsan Post</title>'
    '<script>var a = "x";</script></head>'
)


# ------------------------------------------------------------------ layouts

SLOTS: Mapping[str, Callable[..., str]] = {
    "title": lambda told: told.title,
    "all": lambda told, *between: told.each(*between),
    "parted": lambda told, mark: mark.join(told.paragraphs),
    "first": lambda told: told.paragraphs[0],
    "points": lambda told: told.each("<li>", "</li>", 1, 4).replace("\n", ""),
    "rest": lambda told: told.each(first=4),
    "first_half": lambda told: told.each(end=told.half),
    "second_half": lambda told: told.each(first=told.half),
    "quotations": quotations,
    "menu": lambda told, *count: menu(told.choose, *map(int, count)),
    "teasers": lambda told, count=4, *name: teasers(told.choose, int(count), *name),
    "comments": lambda told, count=3, *name: comments(told.choose, int(count), *name),
    "headline": lambda told: headline(told.choose),
    "sentence": lambda told: sentence(told.choose),
    "cookies": lambda told: COOKIES,
    "letter": lambda told: LETTER,
    "legal": lambda told: LEGAL,
}


def layouts() -> Iterator[tuple[str, str]]:
    """The name and the mark-up of each layout."""
    text = Path(__file__).with_name("layouts.txt").read_text(encoding="utf-8")
    for part in text.split("\n== ")[1:]:
        about, *markup = part.splitlines()
        yield about.partition(":")[0], "".join(markup)


def filled(markup: str, told: Told) -> str:
    """A layout with an article and all that stands around it, from left to right."""
    return _SLOT.sub(lambda slot: SLOTS[slot[1]](told, *(() if slot[2] is None else slot[2].split("|"))), markup)


def pages(each: int = 4, seed: int = 1) -> Iterator[Page]:
    """So many pages of each layout, from a seed."""
    choose = random.Random(seed)
    for name, markup in [*layouts()] * each:
        told = Told(choose, headline(choose), article(choose))
        yield Page(name, HEAD.format(told.title) + filled(markup, told) + "</html>", told.title, tuple(told.paragraphs))
