"""``python -m benchmarks.extraction``: measure what is read of pages and prints, and write ``docs/extraction.md``.

Trafilatura is compared where it is installed: ``pip install khabar[extraction]``. Without it the page is only printed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path

from benchmarks.extraction.pages import Page, pages
from benchmarks.extraction.prints import PRINTS, share_in_order
from benchmarks.extraction.readers import readers
from benchmarks.extraction.scores import mean_f1, score
from evaluation.scorers.counts import Counts

PAGE = Path(__file__).parents[2] / "docs" / "extraction.md"
HEAD = """# What is read of pages and prints

Written by `python -m benchmarks.extraction`. The pages and prints are made by that program from text that it knows, so
these figures tell how well the layouts are read that we thought of, and no more. Words are compared in their order;
headlines and captions are not counted.

## Web pages: the article

{count} pages in ten layouts: with elements or names that tell what they are, with names that a program made, tables of
twenty years ago, line breaks for paragraphs, comments, block quotations, lists, elements that are never closed,
advertisements and other stories in between. Mean F1 of the words of the article.

"""
NOTE = """
What Khabar takes for no part of the article is kept as boilerplate and can be read; it makes no claims.

## Prints: the order of words

Set in type by groff from known text, and read back: the share of the words of the text that are read in their order,
without those of running heads, page numbers and notes, which are kept apart.

| print | words in order |
| --- | --- |
"""


def by_reader(held: Sequence[Page], reader: Callable[[str], str]) -> list[Counts]:
    """The score of each page; a headline that a reader gives with the article is passed over."""
    return [score("\n".join(page.paragraphs), _without(reader(page.markup), page.title)) for page in held]


def _without(text: str, title: str) -> str:
    return "\n".join(line for line in text.split("\n") if line.strip(" #*") != title)


def table(held: Sequence[Page], scores: Mapping[str, Sequence[Counts]]) -> str:
    """The mean F1 by layout and reader."""
    names = list(scores)
    rows = ["| layout | " + " | ".join(names) + " |", "| --- |" + " --- |" * len(names)]
    layouts = dict.fromkeys(page.layout for page in held)
    for layout in layouts:
        cells = [mean_f1([s for p, s in zip(held, scores[name], strict=True) if p.layout == layout]) for name in names]
        rows.append(f"| {layout} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |")
    return (
        "\n".join([*rows, "| **all** | " + " | ".join(f"**{mean_f1(scores[name]):.3f}**" for name in names) + " |"])
        + "\n"
    )


def main() -> None:
    """Measure, print and write."""
    held = list(pages())
    found = readers()
    scores = {name: by_reader(held, reader) for name, reader in found.items()}
    prints = "".join(f"| {name} | {100 * share_in_order(make):.1f} % |\n" for name, make in PRINTS.items())
    page = HEAD.format(count=len(held)) + table(held, scores) + NOTE + prints
    if "trafilatura" in found:
        PAGE.write_text(
            f"{page}\nMeasured beside trafilatura {version('trafilatura')}, with its own settings.\n", encoding="utf-8"
        )
    print(page)


if __name__ == "__main__":
    main()
