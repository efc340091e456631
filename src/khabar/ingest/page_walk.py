"""The walk through a page: the parser's events, one after the other, to pieces of visible text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from khabar.errors import ReportError
from khabar.ingest import lists, webpage_metadata
from khabar.ingest.maintext import Piece

Attributes = Mapping[str, str]

_STATE_OF_ROLE = {
    **dict.fromkeys(("article", "main"), "scope"),
    **dict.fromkeys(("navigation", "banner", "contentinfo", "complementary", "search"), "strong"),
    **dict.fromkeys(("alert", "dialog", "menu", "menubar", "toolbar", "tablist"), "strong"),
}
_HIDDEN_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|pt|%)?\s*(?:;|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$))",
    re.I,
)
_SPACE = re.compile(r"[ \t\n\r\f]+")
_DEEPEST_PATH = 50
MOST_PIECES = 100_000
# What stands between two cells of a table row, in the text that the page gives.
_CELL = " | "


@dataclass(slots=True)
class _Frame:
    """An open element: its path and that of its block, what it switched on, and how many children of each name it had."""

    path: str
    block: str
    states: tuple[str, ...]
    children: dict[str, int] = field(default_factory=dict)


class Walk:
    """The parser's target: gathers text into pieces as elements open and close."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.head = webpage_metadata.Head()
        self._frames: list[_Frame] = []
        self._on: dict[str, int] = {}
        self._elements = 0
        self._texts: list[str] = []
        self._linked = 0
        self._begun: Piece | None = None
        self._gap = "\n\n"

    # -------------------------------------------------------------- events

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element opens."""
        self._elements += 1
        if tag == "br":
            self._flush("\n")
        elif _is_block(tag):
            self._flush("\n\n")
        elif tag in ("td", "th") and self._texts:
            self._texts.append(_CELL)
        self.head.start(tag, attributes)
        states = tuple(_states(tag, attributes, self._on))
        for state in states:
            self._on[state] = self._on.get(state, 0) + 1
        path = self._path(tag)
        block = path if _is_block(tag) or not self._frames else self._frames[-1].block
        self._frames.append(_Frame(path, block, states))

    def end(self, tag: str) -> None:
        """An element closes."""
        if _is_block(tag):
            self._flush("\n\n")
        self.head.end(tag)
        for state in self._frames.pop().states:
            self._on[state] -= 1

    def data(self, text: str) -> None:
        """Text within the element that is open."""
        self.head.data(text)
        if self._on.get("unseen"):
            return
        if self._on.get("pre"):
            self._preformatted(text)
        else:
            self._take(text)

    def comment(self, text: str) -> None:
        """Comments are not seen."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Neither are processing instructions."""

    def close(self) -> None:
        """The page ends."""
        self._flush("\n\n")

    # -------------------------------------------------------------- pieces

    def _preformatted(self, text: str) -> None:
        first, *others = text.split("\n")
        self._take(first)
        for line in others:
            self._flush("\n")
            self._take(line)

    def _take(self, text: str) -> None:
        if self._begun is None:
            if not text.strip(" \t\n\r\f"):
                return
            self._begun = self._piece()
        self._texts.append(text)
        if self._on.get("link"):
            self._linked += len(text.strip())

    def _piece(self) -> Piece:
        on = self._on
        kind = next((kind for kind in ("quote", "heading", "caption", "item") if on.get(kind)), "paragraph")
        return Piece(
            kind=kind,
            text="",
            gap=self._gap,
            path=self._frames[-1].block if self._frames else "/",
            strong=bool(on.get("strong")) or bool(on.get("page_header") and not on.get("heading")),
            weak=bool(on.get("weak")),
            scoped=bool(on.get("scope")),
            top_heading=bool(on.get("h1")),
        )

    def _flush(self, gap: str) -> None:
        """Close the piece that is being gathered; the widest gap asked for stands before the next one."""
        if self._begun:
            text = _SPACE.sub(" ", "".join(self._texts)).strip(" ")
            if _CELL in self._texts and self._begun.kind == "paragraph":
                self._begun = replace(self._begun, kind="item")
            self.pieces.append(self._begun.filled(text, min(1.0, self._linked / max(1, len(text)))))
            self._gap = gap
            if len(self.pieces) > MOST_PIECES:
                raise ReportError("too_large", f"the page has more than {MOST_PIECES:,} pieces of text")
        elif len(gap) > len(self._gap) or gap == self._gap == "\n":
            self._gap = "\n\n"
        self._texts, self._linked, self._begun = [], 0, None

    def _path(self, tag: str) -> str:
        """The element's XPath; beyond some depth, its number among all elements, which is as exact and short."""
        if not self._frames:
            return f"/{tag}"
        children = self._frames[-1].children
        children[tag] = children.get(tag, 0) + 1
        if len(self._frames) > _DEEPEST_PATH:
            return f"(//*)[{self._elements}]"
        return f"{self._frames[-1].path}/{tag}[{children[tag]}]"


def _states(tag: str, attributes: Attributes, on: Mapping[str, int]) -> Iterator[str]:
    """What an element switches on for everything within it."""
    state = _element(tag).get("state", "")
    if _is_hidden(tag, attributes):
        yield "unseen"
    if state:
        yield state
    elif role := _STATE_OF_ROLE.get(attributes.get("role", "")):
        yield role
    elif attributes.get("itemprop") == "articleBody":
        yield "scope"
    elif tag == "header" and not on.get("scope"):
        yield "page_header"
    elif tag == "a" and "href" in attributes:
        yield "link"
    elif tag not in ("html", "body") and _is_furniture(attributes):
        yield "weak"
    if tag == "h1":
        yield "h1"


def _element(tag: str) -> Mapping[str, str]:
    return _elements().get(tag, {})


@cache
def _elements() -> Mapping[str, Mapping[str, str]]:
    return {row["element"]: row for row in lists.table("elements")}


def _is_block(tag: str) -> bool:
    return _element(tag).get("flow") == "block"


def _is_hidden(tag: str, attributes: Attributes) -> bool:
    if "hidden" in attributes or (tag == "input" and attributes.get("type") == "hidden"):
        return True
    return bool(_HIDDEN_STYLE.search(attributes.get("style", "")[:2000]))


def _is_furniture(attributes: Attributes) -> bool:
    """Whether an element's class or id names furniture of pages: a share bar, a sidebar, related stories."""
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:500]
    found = re.findall(r"[a-z]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", names).casefold())
    return not lists.words("furniture", "word").isdisjoint(found)
