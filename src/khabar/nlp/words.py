"""Splitting a sentence into words as the UD English treebanks do: contractions and most compounds apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby

from khabar import vocab
from khabar.records import Span

# What may not end an address, though the address may hold it.
CLOSING = r"""\s.,;:!?'"’”)\]>}"""
ADDRESS = rf"""
    (?:mailto:)?(?:https?://|ftp://|www\.)\S*[^{CLOSING}]
  | (?:mailto:)?[\w.+%\#-]{{1,64}}@[\w-]{{1,64}}(?:\.+[\w-]{{1,64}}){{0,8}}
  | [\w\#-]{{1,64}}(?:\.[\w-]{{1,64}}){{0,8}}\.
    (?:com|org|net|gov|mil|edu|info|biz|uk|ca|ru|ir|iq|sy|il|eu|doc|docx|pdf|xls|xlsx|ppt|txt|html?|jpg|png|gif|zip|exe)\b
    (?:/\S*[^{CLOSING}])?
  | [@\#][^\W\d_]\w*
"""
UNITS = r"(?:am|pm|AM|PM|[kKmMbBg]|MM|bn|BN|tn|mm|cm|km|kg|mg|ft|lb|lbs|mph|kt|kW|MW|GW|hrs?|min|persons?)\b"
NUMBER = rf"""
    \d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?(?!\d)(?:(?:st|nd|rd|th)\b)?
  | \d{{1,2}}:\d{{2}}(?::\d{{2}})?
  | \d{{1,4}}(?P<joint>[-/.])\d{{1,2}}(?P=joint)\d{{1,4}}(?![\w/])
  | \d{{1,3}}/\d{{1,4}}(?![\w/])
  | (?:\d-)?\d{{3}}[-/]\d{{3}}-\d{{4}}(?!\d) | (?<=\)\s)\d{{3}}-\d{{4}}(?!\d)
  | \d*0['’]s\b
  | \d+(?:\.\d+)*(?={UNITS})
  | \d+(?:\.\d+)+
  | (?<!\S)(?:['’]\d\ds?\b | \.\d+ | \+\d+)
"""
CLITIC = r"""(?<=[^\s'"“‘(\[])['’`](?i:s|m|d|ll|re|ve)\b"""
ABBREVIATION = r"(?:(?:[^\W\d_]|Ph)\.){1,6}(?:[^\W\d_]|Sc)\.?(?!\w)"
# What most words are: letters with white space or a mark after them that belongs to no word, for which nothing else need be
# tried; before a full stop they are too many for an abbreviation.
PLAIN = r"""(?:[^\W\d_]++(?=[\s,;)"”!?])|[^\W\d_]{3,}+(?=\.(?:\s|\Z)))"""
# Marks that are words by themselves whatever stands beside them; of full stops, those with white space after them.
ALONE = r"""[,()"“”] | \.(?=\s|\Z)"""
# Letters and digits with what may stand inside a word unseen: combining signs, soft hyphens, joiners.
LETTERS = r"[^\W_][\w\u00ad\u0300-\u036f\u064b-\u065f\u0670\u200b-\u200f\u2060]*"
# A first letter that whoever quotes has changed to fit: "[W]e", "[t]he".
ALTERED = r"\[[^\W\d_]\](?=[^\W\d_])[^\W\d_]+"
INNER_APOSTROPHE = r"['’](?!(?i:s|m|d|t|ll|re|ve)\b)"
MARK = (
    r"""[!?]{2,} | (?P<sign>[-=*+~\#<>_.…])(?P=sign)+ | \^_\^ | [:;=]-?[()DP](?!\w) | '' | ’’ | ‘’ | `` | \\\$ | \S"""
)


def split(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The words of a stretch of text: slices in order that cover all of it but white space."""
    words: list[Span] = []
    before = -1
    for token in _pattern().finditer(text, start, end):
        first, last = token.span("word")
        if first == before and token["word"] == "." and _keeps_period(text, words[-1], last, end):
            words[-1] = Span(words[-1].start, last)
        else:
            words.append(Span(first, last))
        before = last
    return tuple(words)


def as_read(printed: Sequence[str]) -> list[str]:
    """The words of a sentence as the model reads them: a name in capitals that looks like a little word ("IS", "WHO") is one
    that does not, unless the whole sentence is in capitals.
    """
    if stand_ins().keys().isdisjoint(printed) or " ".join(printed).isupper():
        return list(printed)
    return [stand_ins().get(word, word) for word in printed]


def with_first_letter(word: str) -> str:
    """A word whose first letter may stand in brackets: "[W]e" is "We"."""
    return word[1] + word[3:] if len(word) > 3 and word[0] == "[" and word[2] == "]" else word


@cache
def stand_ins() -> Mapping[str, str]:
    """Names in capitals that look like little words, with another name of the same body or kind, from
    ``vocab/stand_ins.tsv``.
    """
    return {row["form"]: row["read"] for row in vocab.load("stand_ins")}


def _keeps_period(text: str, word: Span, after: int, end: int) -> bool:
    """Whether the full stop after a word belongs to it: initials and abbreviations, at a sentence's end only some."""
    printed = text[word.start : word.end]
    following = text[after : min(end, after + 8)].lstrip()
    if len(printed) == 1:
        return printed.isalpha() and following[:1].isupper()
    kind = _periods().get(printed) or _periods().get(printed.lower())
    if kind in (None, "number"):
        return kind is not None and following[:1].isdigit()
    return bool(following)


@cache
def _periods() -> dict[str, str]:
    return {row["abbreviation"]: row["kind"] for row in vocab.load("abbreviations")}


@cache
def _pattern() -> re.Pattern[str]:
    """One alternation, after plain words and marks the most special first; what a word cannot be is a mark.

    White space before a word is passed over first, so that nothing is tried on it.
    """
    prefixes = "|".join(row["prefix"] for row in vocab.load("bound_prefixes"))
    pieces = sorted(row["pieces"].split("|") for row in vocab.load("contractions"))
    contracted = "|".join(_contracted(*own) for own in groupby(pieces, key=lambda row: row[0][0]))
    return re.compile(
        rf"""
        \s*+(?P<word>
        (?!\b(?:{contracted})){PLAIN}
        | {ALONE}
        | {ADDRESS} | {NUMBER} | {CLITIC} | (?i:n['’]t)\b | {ABBREVIATION} | [A-Z]+(?:&[A-Z]+)+\b
        | \b(?:{contracted})
        | [^\W\d_]+(?=(?i:n['’]t)\b)
        | (?i:(?:{prefixes})-(?=\w)){{1,3}}{LETTERS}
        | [A-Z]{{1,3}}\$
        | {ALTERED}
        | {LETTERS}(?:{INNER_APOSTROPHE}{LETTERS})*
        | {MARK}
        )""",
        re.VERBOSE,
    )


def _contracted(letter: str, pieces: Iterable[Sequence[str]]) -> str:
    """A pattern for the first pieces of contractions that begin with a letter; the second is a word like any other once the
    first is cut off.

    The letter stands by itself, so that a word that begins with another is passed over at once.
    """
    rest = "|".join(rf"{first[1:]}(?={second}\b)" for first, second in pieces)
    return rf"[{letter}{letter.upper()}](?i:{rest})"
