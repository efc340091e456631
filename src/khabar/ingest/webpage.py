"""HTML: every visible text of a page as blocks, in the order of the page.

libxml2's parser hands its events straight to :class:`_Walk`; no tree is built, since its trees end in silence at a
depth of 256, or 2,048 with every limit lifted (METHOD 7.1). Nothing is fetched and no script is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from lxml import etree

from khabar.errors import ReportError
from khabar.ingest import lists, maintext, paragraphs, webpage_metadata
from khabar.ingest.blocks import Block, Page
from khabar.ingest.maintext import Piece
from khabar.ingest.offsets import whole
from khabar.ingest.repairs import CHARACTER_RULES, Change, repair

Attributes = Mapping[str, str]

EXTRACTOR = "webpage/1"
_CHARSET = re.compile(
    rb"<meta[^>]{0,300}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})|<\?xml[^>]{0,100}?encoding=[\"']([\w.:-]{1,40})",
    re.I,
)

_STATE_OF_ROLE = {
    **dict.fromkeys(("article", "main"), "scope"),
    **dict.fromkeys(("navigation", "banner", "contentinfo", "complementary", "search"), "strong"),
    **dict.fromkeys(("alert", "dialog", "menu", "menubar", "toolbar", "tablist"), "strong"),
}
_HIDDEN_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|pt|%)?\s*(?:;|$)|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$))",
    re.I,
)
_TAG = re.compile(r"</(?:p|div|a|span|li|h\d)>|<br")
_SPACE = re.compile(r"[ \t\n\r\f]+")
_DEEPEST_PATH = 50


def declared_charset(data: bytes) -> str | None:
    """The encoding that a page declares for itself within its first 4,096 bytes."""
    match = _CHARSET.search(data[:4096])
    return (match[1] or match[2]).decode("ascii", "replace") if match else None


def looks_like(text: str) -> bool:
    """Whether a text is a page or a piece of one."""
    head = text[:2000].lstrip().casefold()
    return (
        head.startswith(("<!doctype html", "<html", "<head", "<body"))
        or len(re.findall(r"</(?:p|div|a|span|li|h\d)>|<br", text[:20000])) >= 3
    )


def read(markup: str) -> Page:
    """A page as blocks, with its metadata. Raises ReportError (``empty``) where nothing is to be seen."""
    walk = _parse(markup)
    pieces = [piece for piece in walk.pieces if piece.text]
    if not pieces:
        raise ReportError("empty", "this page shows no text")
    source_text = "".join(piece.gap + piece.text if index else piece.text for index, piece in enumerate(pieces))
    blocks, changes = _blocks(pieces, source_text)
    known = paragraphs.vocabulary(source_text)
    mended = tuple(paragraphs.mend_page_breaks(blocks, known))
    return Page(
        source_text, mended, tuple(changes), webpage_metadata.stated(walk.head), EXTRACTOR, tuple(_notes(markup))
    )


def _parse(markup: str) -> _Walk:
    walk = _Walk()
    # The stubs want a target that takes bytes too; lxml gives text alone.
    parser = etree.HTMLParser(target=walk, huge_tree=True, no_network=True, encoding="utf-8")  # type: ignore[arg-type]
    data = markup.replace("\x00", "\ufffd").encode("utf-8", "replace")
    try:
        parser.feed(data)
        parser.close()
    except etree.LxmlError as error:
        raise ReportError("malformed", f"this page cannot be parsed: {error}") from error
    return walk


def _notes(markup: str) -> Iterator[tuple[str, str, str]]:
    """What a parser passes over in silence: a page that ends within a tag or a comment."""
    last_comment = markup.rfind("<!--")
    if last_comment > markup.rfind("-->"):
        yield (
            "cut_off",
            "error",
            f"the page ends within a comment; {len(markup) - last_comment} characters of it were not read",
        )
        return
    tag = re.search(r"<[a-zA-Z/][^<>]*\Z", markup[-100_000:].rpartition(">")[2])
    if tag and len(tag[0]) > 1:
        yield "cut_off", "error", f"the page ends within a tag; {len(tag[0])} characters of it were not read"


def _blocks(pieces: Sequence[Piece], source_text: str) -> tuple[list[Block], list[Change]]:
    """The pieces as blocks of repaired text, those outside the main text as furniture."""
    source = whole(source_text)
    blocks: list[Block] = []
    changes: list[Change] = []
    start = 0
    for index, (piece, main) in enumerate(zip(pieces, maintext.main(pieces), strict=True)):
        start += len(piece.gap) if index else 0
        repaired = repair(source.slice(start, start + len(piece.text)), CHARACTER_RULES)
        start += len(piece.text)
        changes.extend(repaired.changes)
        blocks.append(Block(piece.kind if main else "furniture", repaired.content.stripped(), piece.gap, piece.path))
    return blocks, changes


# ------------------------------------------------------------------ the walk


@dataclass(slots=True)
class _Frame:
    """An open element: what it switched on, and how many children of each name it has had."""

    tag: str
    path: str
    states: tuple[str, ...]
    children: dict[str, int] = field(default_factory=dict)


class _Walk:
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
            self._texts.append(" | ")
        self.head.start(tag, attributes)
        states = tuple(_states(tag, attributes, self._on))
        for state in states:
            self._on[state] = self._on.get(state, 0) + 1
        self._frames.append(_Frame(tag, self._path(tag), states))

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
            path=next((f.path for f in reversed(self._frames) if _is_block(f.tag)), "/"),
            strong=bool(on.get("strong")) or bool(on.get("page_header") and not on.get("heading")),
            weak=bool(on.get("weak")),
            scoped=bool(on.get("scope")),
            top_heading=bool(on.get("h1")),
        )

    def _flush(self, gap: str) -> None:
        """Close the piece that is being gathered; the widest gap asked for stands before the next one."""
        if self._begun:
            text = _SPACE.sub(" ", "".join(self._texts)).strip(" ")
            self.pieces.append(self._begun.filled(text, min(1.0, self._linked / max(1, len(text)))))
            self._gap = gap
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
