"""What warden and child say to each other: messages of two frames each, JSON and bytes. Nothing that comes back is run.

A child is asked to open a file or to read a source. It answers with any number of sources and issues, and last with
what it read, with its refusal, or with the word that this was all. An empty message says that it is at work.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from khabar.frozen import record
from khabar.records import Ingested, Issue, Metadata, Refusal, Source
from khabar.records.plain import decoder, encoder

SIZE = 8
# A word among the arguments of a child, and the code with which one that was started without it asks for another.
LANGUAGES, MODEL_NEEDED = "languages", "model_needed"
Answer = Ingested | Source | Issue | Refusal | None
Columns = Mapping[str, str] | None


@record(frozen=True, slots=True)
class Opening:
    """A file that is to be opened, and the name that its reports are to carry."""

    name: str
    file: Path
    columns: Columns


def framed(data: bytes) -> bytes:
    """Bytes with their length before them."""
    return len(data).to_bytes(SIZE, "big") + data


def message(told: object, data: bytes = b"") -> bytes:
    """A message: what is told, and bytes that go with it."""
    return framed(json.dumps(told).encode("ascii")) + framed(data)


def _sound(told: object, data: bytes = b"") -> bytes:
    """An answer as a message, in which each half of a character is a question mark: a table can hold none."""
    return framed(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace")) + framed(data)


def asked(request: Source | Opening) -> bytes:
    """A request as a message."""
    if isinstance(request, Opening):
        columns = None if request.columns is None else dict(request.columns)
        return message(["open", request.name, str(request.file), columns])
    return message(["read", *_described(request)], request.data)


def request(told: bytes, data: bytes) -> Source | Opening:
    """The request in a message."""
    deed, *rest = json.loads(told)
    if deed == "open":
        name, file, columns = rest
        return Opening(name, Path(file), columns)
    return _source(rest, data)


def answered(answer: Answer) -> bytes:
    """An answer as a message."""
    match answer:
        case None:
            return _sound(["done"])
        case Source():
            return _sound(["source", *_described(answer)], answer.data)
        case Refusal():
            return _sound(["refused", answer.code, answer.message])
        case Ingested():
            return _sound(["ingested", encoder(Ingested)(answer)])
        case Issue():
            return _sound(["issue", encoder(Issue)(answer)])


def answer(told: bytes, data: bytes) -> Answer:
    """The answer in a message. Raises ValueError where it is none."""
    try:
        kind, *rest = json.loads(told)
        return None if kind == "done" else _ANSWERS[kind](rest, data)
    except (TypeError, KeyError, IndexError) as error:
        raise ValueError("this is no answer") from error


def _described(source: Source) -> list[Any]:
    refusal = source.refusal and [source.refusal.code, source.refusal.message]
    return [source.path, source.format, encoder(Metadata)(source.metadata), refusal]


def _source(told: list[Any], data: bytes) -> Source:
    path, form, metadata, refusal = told
    return Source(path, data, form, decoder(Metadata)(metadata), Refusal(*refusal) if refusal else None)


_ANSWERS: Mapping[str, Callable[[list[Any], bytes], Answer]] = {
    "source": _source,
    "refused": lambda told, _: Refusal(*told),
    "ingested": lambda told, _: decoder(Ingested)(*told),
    "issue": lambda told, _: decoder(Issue)(*told),
}
