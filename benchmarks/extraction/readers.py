"""The readers that are compared: Khabar's own, and trafilatura by itself where it is installed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib.util import find_spec

from khabar import ingest
from khabar.records import Source

# What is told by the report itself; captions and what stands around the text are not counted.
TOLD = ("body", "block_quote", "list", "editor_note")


def by_khabar(markup: str) -> str:
    """The article of a page."""
    found = ingest.read(Source("page.html", markup.encode(), "html"))
    return "\n".join(found.report.text[s.start : s.end] for s in found.segments if s.kind in TOLD)


def by_trafilatura(markup: str) -> str:
    """The same, by trafilatura's own choice of what the article is."""
    import trafilatura  # noqa: PLC0415 (not everybody has it)

    return trafilatura.extract(markup, include_comments=False) or ""


def readers() -> Mapping[str, Callable[[str], str]]:
    """The readers that are there, by name."""
    found = {"Khabar": by_khabar}
    return {**found, "trafilatura": by_trafilatura} if find_spec("trafilatura") else found
