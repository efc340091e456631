"""What a page says about itself: JSON-LD first, then its meta elements, then its time and title elements."""

from __future__ import annotations

import html
import json
from collections import deque
from collections.abc import Iterator, Mapping
from typing import Any

from khabar.records import Metadata

_ARTICLES = (
    "Article",
    "NewsArticle",
    "ReportageNewsArticle",
    "AnalysisNewsArticle",
    "OpinionNewsArticle",
    "BlogPosting",
    "Report",
    "LiveBlogPosting",
)
_META: Mapping[str, tuple[str, ...]] = {
    "title": ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "parsely-title"),
    "byline": (
        "author",
        "article:author",
        "citation_author",
        "dc.creator",
        "dcterms.creator",
        "parsely-author",
        "byl",
        "sailthru.author",
    ),
    "outlet": ("og:site_name", "citation_publisher", "dc.publisher", "dcterms.publisher", "application-name"),
    "published": (
        "article:published_time",
        "article:published",
        "datepublished",
        "og:published_time",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.created",
        "dcterms.issued",
        "citation_publication_date",
        "citation_date",
        "pubdate",
        "publishdate",
        "publish_date",
        "publication_date",
        "parsely-pub-date",
        "sailthru.date",
        "cxenseparse:recs:publishtime",
        "ptime",
    ),
    "url": ("og:url",),
}
_LONGEST_SCRIPT = 2_000_000
_MOST_NODES = 20_000


class Head:
    """Gathers, while a page is parsed, what may be metadata."""

    def __init__(self) -> None:
        self.meta: dict[str, str] = {}
        self.scripts: list[str] = []
        self.title = ""
        self.time: str | None = None
        self.canonical: str | None = None
        self._open = ""
        self._texts: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element opens."""
        if tag == "meta":
            name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop") or ""
            self.meta.setdefault(name.strip().casefold(), attributes.get("content", ""))
        elif tag == "link" and attributes.get("rel") == "canonical":
            self.canonical = self.canonical or attributes.get("href")
        elif tag == "time" and attributes.get("datetime"):
            self.time = self.time or attributes["datetime"]
        elif tag == "title" and not self.title:
            self._open, self._texts = "title", []
        elif tag == "script" and attributes.get("type", "").split(";")[0].strip().casefold() == "application/ld+json":
            self._open, self._texts = "script", []

    def data(self, text: str) -> None:
        """Text, wherever it stands."""
        if self._open:
            self._texts.append(text)

    def end(self, tag: str) -> None:
        """An element closes."""
        if tag != self._open:
            return
        text = "".join(self._texts)
        if tag == "title":
            self.title = " ".join(text.split())
        elif len(text) <= _LONGEST_SCRIPT:
            self.scripts.append(text)
        self._open = ""


def stated(head: Head) -> Metadata:
    """The metadata of a page, from the best place that has each value."""
    linked = next((found for script in head.scripts if (found := _linked_data(script))), {})
    values = {name: linked.get(name) or _meta(head, names) for name, names in _META.items()}
    return Metadata(
        title=values["title"] or _without_site(head.title, values["outlet"]),
        outlet=values["outlet"],
        byline=_person(values["byline"]),
        published=values["published"] or head.time,
        url=values["url"] or head.canonical,
    )


def _meta(head: Head, names: tuple[str, ...]) -> str | None:
    return next((value for name in names if (value := _text(head.meta.get(name)))), None)


def _without_site(title: str, outlet: str | None) -> str | None:
    """A page's title without the name of its site at the end."""
    for dash in (" | ", " - ", " – ", " — ", " :: ", " « "):
        left, found, right = title.rpartition(dash)
        if (
            found
            and len(right) <= 40
            and (outlet is None or right.casefold() in outlet.casefold() or outlet.casefold() in right.casefold())
        ):
            return left.strip() or None
    return title or None


def _person(byline: str | None) -> str | None:
    """A byline, unless the page gives an address instead of a name."""
    return None if byline and byline.startswith(("http://", "https://")) else byline


def _text(value: object) -> str | None:
    return " ".join(html.unescape(value).split())[:1000] or None if isinstance(value, str) else None


# ------------------------------------------------------------------ JSON-LD


def _linked_data(script: str) -> dict[str, str | None]:
    """What the first article in a block of JSON-LD says; empty where the block is broken or holds no article."""
    try:
        data = json.loads(script.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return {}
    article = next((node for node in _nodes(data) if _is_article(node)), None)
    if article is None:
        return {}
    return {
        "title": _text(article.get("headline")) or _name(article.get("name")),
        "byline": _name(article.get("author")),
        "outlet": _name(article.get("publisher")),
        "published": _text(article.get("datePublished")),
        "url": _text(article.get("url")),
    }


def _nodes(data: Any) -> Iterator[dict[str, Any]]:
    """The objects of a JSON value from the outside in, without recursion, and not without end."""
    waiting = deque([data])
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.popleft()
        if isinstance(node, dict):
            yield node
            waiting.extend(node.values())
        elif isinstance(node, list):
            waiting.extend(node)


def _is_article(node: dict[str, Any]) -> bool:
    kinds = node.get("@type")
    return any(kind in _ARTICLES for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _name(value: Any) -> str | None:
    """The name in a text, an object with a name, or a list of either."""
    if isinstance(value, list):
        names = [name for item in value[:20] if not isinstance(item, list) and (name := _name(item))]
        return ", ".join(names) or None
    return _text(value.get("name") if isinstance(value, dict) else value)
