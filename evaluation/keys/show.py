"""A report with its key beside it, for whoever checks or corrects the key."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.scorers.answers import Key, Row


def show(key: Key, doc: str) -> Iterator[str]:
    """Lines: each sentence that has records, with what the key says of it."""
    tables = {table: key.rows(table, doc) for table in ("attributions", "events", "quantities")}
    rows = [row for listed in tables.values() for row in listed]
    yield f"== {doc}"
    for start, end in sorted({(row["sentence_start"], row["sentence_end"]) for row in rows}):
        yield f"\n{start}-{end}  {' '.join(key.texts[doc][start:end].split())}"
        here = [[r for r in listed if r["sentence_start"] == start] for listed in tables.values()]
        for rows_here, line in zip(here, (_attribution, _event, _quantity), strict=True):
            yield from (f"    {line(row)}" for row in rows_here)


def _attribution(row: Row) -> str:
    cue = row["cue"]["text"] if row["cue"] else "-"
    contents = " … ".join(" ".join(c["text"].split())[:80] for c in row["content"])
    return f"{row['id']} {_who(row['source'])} | {cue} | {contents} (in {row['nested_in']}, {row['outer_stance']})"


def _event(row: Row) -> str:
    classes = "/".join([row["plover"] or "none", *row["plover_alt"]])
    parties = f"{', '.join(map(_who, row['actors'])) or '-'} > {', '.join(map(_who, row['recipients'])) or '-'}"
    place = f" @ {_who(row['place'])}" if row["place"] else ""
    date = f" on {row['date']['normalized']}" if row["date"] else ""
    chain = " < ".join(link["source"] for link in row["attribution"][1:])
    held = f" [{chain}]" if chain else ""
    return f"{row['id']} [{row['span']}] {classes}: {parties}{place}{date}; {row['factuality']}{held} {row['salience']}"


def _quantity(row: Row) -> str:
    return f"{row['id']} [{row['text']}] {row['value']} {row['unit']}, {row['kind']} ({row['category']})"


def _who(row: Row) -> str:
    return f"{row['text'] or '?'} = {row['canonical']}"
