"""Mark-up that stands as text: feeds, dumps and some pages escape what they hold once more than they should."""

from __future__ import annotations

import html
import re

_TAG = r"(?:p|div|br|span|a|li|ul|ol|h\d|em|strong|b|i|blockquote)\b"
_ESCAPED = re.compile(rf"&(?:amp;)?(?:lt|#60|#x3c);/?{_TAG}", re.IGNORECASE)
_OWN = re.compile(rf"</?{_TAG}", re.IGNORECASE)
# So many escaped tags are no example in an article.
_FEWEST = 3
_LOOKED_AT = 20_000
_TWICE = re.compile(r"&amp;(?:lt|#60|#x3c);", re.IGNORECASE)


def is_escaped(markup: str) -> bool:
    """Whether the tags of a page are escaped: there are some, and more than tags of its own."""
    head = markup[:_LOOKED_AT]
    found = len(_ESCAPED.findall(head))
    return found >= _FEWEST and found > len(_OWN.findall(head))


def undone(markup: str) -> str:
    """A page with its tags as tags; one that is not escaped stays as it is."""
    if not is_escaped(markup):
        return markup
    once = html.unescape(markup)
    return html.unescape(once) if _TWICE.search(markup) else once
