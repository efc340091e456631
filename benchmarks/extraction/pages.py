# ruff: noqa: E501 (mark-up as it stands in pages)
"""Web pages in the manner of news sites, with the text that a reader would call the article."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from benchmarks.extraction.prose import Choose, article, headline, paragraph, pick, sentence


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

    def each(self, before: str = "<p>", after: str = "</p>") -> str:
        """The paragraphs between two pieces of mark-up."""
        return "\n".join(f"{before}{words}{after}" for words in self.paragraphs)


def menu(choose: Choose, count: int = 7) -> str:
    """A list of links, as at the head and foot of pages."""
    names = "World|Politics|Business|Opinion|Sport|Weather|Video|Podcasts|About us|Contact|Subscribe|Log in|Archive"
    return "<ul>" + "".join(f'<li><a href="/{n}">{pick(choose, names)}</a></li>' for n in range(count)) + "</ul>"


def teasers(choose: Choose, count: int = 4) -> str:
    """Other articles, each with a headline and a sentence of its own."""
    one = '<div class="card"><a href="/x"><h3>{}</h3></a><p>{}</p></div>'
    return "".join(one.format(headline(choose), sentence(choose)) for _ in range(count))


def comments(choose: Choose, count: int = 3) -> str:
    """What readers say below."""
    one = '<div class="comment"><b>{}</b> <span>3 hours ago</span><p>{}</p><a href="#">Reply</a></div>'
    return "".join(one.format(pick(choose, "lena|old_reader|TK|M. Ortiz"), paragraph(choose, 2)) for _ in range(count))


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
HEAD = '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{} | Kirsan Post</title><script>var a = "x";</script></head>'


# ------------------------------------------------------------------ layouts


def semantic(t: Told) -> str:
    """Elements that say what they are."""
    c = t.choose
    return (
        f"<body><header><nav>{menu(c)}</nav></header><main><article><h1>{t.title}</h1><p class='byline'>By Dana Roe</p>"
        f"<figure><img src=a.jpg><figcaption>{sentence(c)} Photo: Agency</figcaption></figure>{t.each()}"
        f"<p><a href='/r'>Read more: {headline(c)}</a></p><div class='bio'><p>Dana Roe reports on the river provinces.</p></div></article>"
        f"<aside><h2>More stories</h2>{teasers(c)}</aside></main><footer>{menu(c)}{LEGAL}</footer></body>"
    )


def classes(t: Told) -> str:
    """Boxes with telling names."""
    c = t.choose
    half = len(t.paragraphs) // 2
    first, rest = Told(c, t.title, t.paragraphs[:half]), Told(c, t.title, t.paragraphs[half:])
    return (
        f"<body><div id='cookie-banner'>{COOKIES}</div><div class='top-nav'>{menu(c)}</div><div class='story'>"
        f"<h1 class='story__headline'>{t.title}</h1><div class='story__meta'>4 March 2016</div><div class='story__body'>{first.each()}"
        f"<div class='related-inline'><h4>Read also</h4><ul><li><a href='/r'>{headline(c)}</a></li></ul></div>{rest.each()}</div>"
        f"<div class='newsletter'>{LETTER}</div></div><div class='sidebar'>{teasers(c, 5)}</div><div class='footer'>{LEGAL}</div></body>"
    )


def nameless(t: Told) -> str:
    """Boxes whose names a program made."""
    c = t.choose
    return (
        f"<body><div class='css-1a'><div class='css-9f'>{menu(c, 9)}</div></div><div class='css-77'><div class='css-2'><h1>{t.title}</h1>"
        f"{t.each('<div class=css-p3><p>', '</p></div>')}</div><div class='css-4k'>{teasers(c, 5).replace('card', 'css-q1')}</div></div>"
        f"<div class='css-zz'><div>{LEGAL}</div></div></body>"
    )


def tables(t: Told) -> str:
    """A page laid out with tables, as twenty years ago."""
    c = t.choose
    return (
        f"<body bgcolor=white><table width=100%><tr><td colspan=3><font size=5>Kirsan Post</font></td></tr><tr><td width=120>{menu(c)}</td>"
        f"<td><font size=4><b>{t.title}</b></font><br><br>{t.each('', '<br><br>')}</td><td width=160>{menu(c, 5)}<b>{headline(c)}</b><br>{sentence(c)}</td></tr>"
        f"<tr><td colspan=3><small>{LEGAL}</small></td></tr></table></body>"
    )


def breaks(t: Told) -> str:
    """Paragraphs that only line breaks part."""
    c = t.choose
    return (
        f"<body><div class=hd>{menu(c)}</div><div class=content><h2>{t.title}</h2>{'<br><br>'.join(t.paragraphs)}</div>"
        f"<div class=b2>{comments(c, 4).replace('comment', 'b3')}</div>"
        f"<div class=ft>{menu(c)}{LEGAL}</div></body>"
    )


def commented(t: Told) -> str:
    """An article with what readers say below it."""
    c = t.choose
    return (
        f"<body><div role='navigation'>{menu(c)}</div><div itemprop='articleBody'><h1>{t.title}</h1>{t.each()}</div>"
        f"<div class='author-bio'><p>Dana Roe has written from the region since 2003.</p></div><section id='comments'><h3>Comments</h3>"
        f"{comments(c)}</section></body>"
    )


def quoted(t: Told) -> str:
    """Paragraphs, block quotations, cross-headings and a list, as organisations publish."""
    parts = [f"<h1>{t.title}</h1>"]
    for number, words in enumerate(t.paragraphs):
        parts += [f"<div class='pull'>{words.split('. ')[0]}</div>"] if number == 3 else []
        parts.append(f"<blockquote><p>{words}</p></blockquote>" if number % 4 == 2 else f"<p>{words}</p>")
    return (
        f"<body><header>{menu(t.choose)}</header><div id='content' class='report'>{''.join(parts)}</div>"
        f"<div class='share'><a href='#'>Share</a> <a href='#'>Print</a></div><footer>{LEGAL}</footer></body>"
    )


def listed(t: Told) -> str:
    """A statement that tells part of its news as a list."""
    c = t.choose
    first, *items = t.paragraphs
    points = "".join(f"<li>{words}</li>" for words in items[:3])
    rest = Told(c, t.title, items[3:])
    return (
        f"<body><div class='gov-header'>{menu(c, 4)}</div><main id='main'><h1>{t.title}</h1><p><time>4 March 2016</time></p><p>{first}</p>"
        f"<ul>{points}</ul>{rest.each()}</main><div class='gov-footer'>{menu(c, 4)}{LEGAL}</div></body>"
    )


def broken(t: Told) -> str:
    """Elements that are never closed, and a sidebar in the middle of the mark-up."""
    c = t.choose
    return (
        f"<body><div id=nav>{menu(c)}<div id=right class='sidebar'>{teasers(c, 3)}</div></div><div id=article><h1>{t.title}</h1>"
        f"{t.each('<p>', '')}</div><div id=bottom>{menu(c)}{LEGAL}"
    )


def walled(t: Told) -> str:
    """A dialogue over the page, advertisements between the paragraphs, and more articles below in the same element."""
    c = t.choose
    advert = "<div class='ad-slot' aria-label='Advertisement'><span>Advertisement</span></div>"
    return (
        f"<body><div role='dialog'><h2>Keep reading</h2>{LETTER}</div><div id='page'><div class='breadcrumbs'><a>Home</a> › <a>World</a></div>"
        f"<article class='post'><h1>{t.title}</h1><div class='post-content'>{t.each('<p>', f'</p>{advert}')}</div>"
        f"<div class='tags'><a>truce</a> <a>border</a></div></article><div class='read-next'><h2>Read next</h2>{teasers(c, 6)}</div></div>"
        f"<footer>{menu(c)}</footer></body>"
    )


LAYOUTS: Sequence[Callable[[Told], str]] = (
    *(semantic, classes, nameless, tables, breaks),
    *(commented, quoted, listed, broken, walled),
)


def pages(each: int = 4, seed: int = 1) -> Iterator[Page]:
    """So many pages of each layout, from a seed."""
    choose = random.Random(seed)
    for number in range(each * len(LAYOUTS)):
        layout = LAYOUTS[number % len(LAYOUTS)]
        told = Told(choose, headline(choose), article(choose))
        yield Page(
            layout.__name__, HEAD.format(told.title) + layout(told) + "</html>", told.title, tuple(told.paragraphs)
        )
