"""Loading the codebook: the shipped types and predicates, with a researcher's own laid over them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from khabar.codebook import lines, types
from khabar.codebook.lines import Problem
from khabar.codebook.predicate import POS, Predicate
from khabar.codebook.types import Context, EventType, Mode, Types
from khabar.errors import InputError, SetupError
from khabar.frozen import record

TYPES_FILE = "types.toml"
PREDICATES_FILE = "predicates.tsv"
SHIPPED = ("plover.toml", PREDICATES_FILE)
LACKS = f"holds neither {TYPES_FILE} nor {PREDICATES_FILE}"
SHOWN = 5


# A lemma of several words, and these words.
Phrase = tuple[str, tuple[str, ...]]


@record(frozen=True, slots=True)
class Codebook:
    """What predicates tell of. ``version`` names the codebook and the hash of the files it was read from.

    ``phrases`` are the lemmas of several words by part of speech and first word, ``within`` those of nouns by each word.
    ``words`` are, by part of speech, those that a lemma begins with, and of nouns all that lemmas hold.
    """

    types: Types
    lines: tuple[Predicate, ...]
    version: str
    phrases: Mapping[str, Mapping[str, tuple[Phrase, ...]]]
    within: Mapping[str, tuple[Phrase, ...]]
    words: Mapping[str, frozenset[str]]
    context_words: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    _by_lemma: Mapping[tuple[str, str], tuple[Predicate, ...]]

    def predicates(self, lemma: str, pos: str) -> tuple[Predicate, ...]:
        """The lines of a lemma as ``verb``, ``noun`` or ``adj``, in the order in which they are to be tried."""
        return self._by_lemma.get((lemma, pos), ())

    @property
    def events(self) -> Mapping[str, EventType]:
        """Each event type by name."""
        return self.types.events

    @property
    def modes(self) -> Mapping[tuple[str, str], Mode]:
        """Each mode by event and name."""
        return self.types.modes

    @property
    def contexts(self) -> Mapping[str, Context]:
        """Each context by name."""
        return self.types.contexts


def load_codebook(overlay: Path | None = None) -> Codebook:
    """The shipped codebook; with ``overlay``, a folder's own lines are tried before the shipped ones.

    The folder may hold ``predicates.tsv`` (the columns lemma, pos and event suffice) and ``types.toml`` (further
    events, modes and contexts). Raises InputError where a line of the folder cannot be used, and SetupError where
    a shipped one cannot.
    """
    shipped, problems = _shipped()
    if problems:
        raise SetupError(_told("The installed codebook cannot be used; install Khabar again", problems))
    if overlay is None:
        return shipped
    added, problems = _read_overlay(overlay, shipped.types)
    if problems:
        raise InputError(_told(f"The codebook in {overlay} cannot be used", problems))
    return _laid_over(shipped, added)


def check(path: Path) -> tuple[Problem, ...]:
    """What is wrong in a folder's codebook, or in one table of predicates, with lines, columns and advice."""
    shipped, problems = _shipped()
    return problems or _read_overlay(path, shipped.types)[1]


def overlay_files(path: Path) -> Mapping[str, bytes]:
    """The files of an overlay by the names that a folder gives them. Raises InputError where there are none."""
    found = {name: file.read_bytes() for name, file in _present(path)}
    if not found:
        raise InputError(f"{path} {LACKS}. Name a folder with one of them, or a table that ends in .tsv.")
    return found


# ------------------------------------------------------------------ reading


@record(frozen=True, slots=True)
class _Read:
    """Types and lines read from files, with the bytes they came from."""

    types: Types
    lines: tuple[Predicate, ...]
    sources: tuple[tuple[str, bytes], ...]


@cache
def _shipped() -> tuple[Codebook, tuple[Problem, ...]]:
    folder = files(__package__)
    sources = tuple((name, (folder / name).read_bytes()) for name in SHIPPED)
    texts = [data.decode("utf-8") for _, data in sources]
    own = types.parse(texts[0])
    read, problems = lines.parse(PREDICATES_FILE, texts[1], own)
    return _codebook(own, read, _version(own, sources)), problems


def _read_overlay(path: Path, known: Types) -> tuple[_Read, tuple[Problem, ...]]:
    present = _present(path)
    if not present:
        return _Read(known, (), ()), (Problem(str(path), 0, LACKS),)
    own = known
    read: tuple[Predicate, ...] = ()
    problems: list[Problem] = []
    sources: list[tuple[str, bytes]] = []
    for name, file in present:
        data = file.read_bytes()
        sources.append((name, data))
        try:
            text = data.decode("utf-8")
            if file.suffix == ".tsv":
                read, found = lines.parse(file.name, text, own)
                problems += found
            else:
                own = known.with_more(types.parse(text))
        except ValueError as error:
            problems.append(Problem(file.name, 0, str(error)))
    return _Read(own, read, tuple(sources)), tuple(problems)


def _present(path: Path) -> list[tuple[str, Path]]:
    """The files of an overlay, types first, each with the name that it has in a folder."""
    alone = path.suffix == ".tsv"
    wanted = [(PREDICATES_FILE, path)] if alone else [(name, path / name) for name in (TYPES_FILE, PREDICATES_FILE)]
    return [(name, file) for name, file in wanted if file.is_file()]


def _laid_over(shipped: Codebook, added: _Read) -> Codebook:
    version = _version(added.types, (("base", shipped.version.encode()), *added.sources))
    return _codebook(added.types, (*added.lines, *shipped.lines), version)


def _codebook(own: Types, read: tuple[Predicate, ...], version: str) -> Codebook:
    by_lemma: dict[tuple[str, str], tuple[Predicate, ...]] = {}
    for line in read:
        key = (line.lemma, line.pos)
        by_lemma[key] = (*by_lemma.get(key, ()), line)
    phrases = MappingProxyType({pos: _phrases(line.lemma for line in read if line.pos == pos) for pos in POS})
    within = MappingProxyType(_within(phrases["noun"]))
    words = MappingProxyType({pos: _words(by_lemma, pos, within if pos == "noun" else phrases[pos]) for pos in POS})
    return Codebook(own, read, version, phrases, within, words, _context_words(own), MappingProxyType(by_lemma))


def _words(by_lemma: Iterable[tuple[str, str]], pos: str, of_phrases: Iterable[str]) -> frozenset[str]:
    """The lemmas of a part of speech, and words of phrases."""
    return frozenset([*of_phrases, *(lemma for lemma, own in by_lemma if own == pos)])


def _context_words(own: Types) -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """The words that show contexts by the first of each: the words as they follow one another, and the context."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context in own.contexts.values():
        for trigger in context.triggers:
            words = tuple(trigger.split())
            found.setdefault(words[0], []).append((words, context.name))
    return MappingProxyType({first: tuple(found[first]) for first in sorted(found)})


def _phrases(lemmas: Iterable[str]) -> Mapping[str, tuple[Phrase, ...]]:
    """Lemmas of several words by their first word, longest first."""
    found: dict[str, list[Phrase]] = {}
    for lemma in sorted({lemma for lemma in lemmas if " " in lemma}, key=lambda lemma: (-len(lemma), lemma)):
        words = tuple(lemma.split(" "))
        found.setdefault(words[0], []).append((lemma, words))
    return {first: tuple(phrases) for first, phrases in found.items()}


def _within(phrases: Mapping[str, tuple[Phrase, ...]]) -> dict[str, tuple[Phrase, ...]]:
    """Lemmas of several words by each of these."""
    found: dict[str, list[Phrase]] = {}
    for phrase in (phrase for first in phrases for phrase in phrases[first]):
        for word in dict.fromkeys(phrase[1]):
            found.setdefault(word, []).append(phrase)
    return {word: tuple(holding) for word, holding in found.items()}


def _version(own: Types, sources: Iterable[tuple[str, bytes]]) -> str:
    digest = hashlib.sha256()
    for name, data in sources:
        digest.update(f"{name}\0{len(data)}\0".encode())
        digest.update(data)
    return f"{own.name}-{own.version}+{digest.hexdigest()[:16]}"


def _told(opening: str, problems: tuple[Problem, ...]) -> str:
    more = f"\n  and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
    return f"{opening}:" + "".join(f"\n  {problem}" for problem in problems[:SHOWN]) + more
