"""What a level hides: the thing itself, all that rests on it, and its words wherever else they stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from khabar.casebook import Casebook
from khabar.export.handling.levels import Levels
from khabar.export.handling.masks import Masks, name_parts
from khabar.frozen import record

Row = dict[str, Any]

# A row goes with what one of these columns names.
OWNERS = (
    *("report_id", "from_report_id", "to_report_id", "claim_id", "left_claim_id", "right_claim_id", "quantity_id"),
    "incident_id",
)
# A row stays, and no longer names what it named.
NAMED = ("about_claim_id", "entity_id", "outlet_entity_id", "part_of", "revision_of", "mention_id")
LISTED = ("members", "quantity_ids", "same_as", "target")
WORDS_OF_A_JUDGEMENT = ("selectors", "before", "after", "reason")
BLANK: Row = {"outlet": None, "title": None, "byline": None, "text": "", "source_text": "", "original_map": []}

_NAMES = """
    SELECT entity_id, kind, unnest(list_append(aliases, name)) AS words FROM entities WHERE entity_id IN ({ids})
    UNION SELECT entity_id, kind, text FROM mentions WHERE entity_id IN ({ids})
"""
_SENTENCES = """
    SELECT substring(r.text, s.start + 1, s."end" - s.start) AS words
    FROM claims c JOIN sentences s USING (report_id, sentence) JOIN reports r USING (report_id) WHERE c.claim_id IN ({ids})
"""


@record(frozen=True, slots=True)
class Hidden:
    """The identifiers of all that is hidden, the masks for its words, and the level of each report that has one."""

    gone: frozenset[str]
    masks: Masks
    handling: Mapping[str, str]

    def rows(self, table: str, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows of a table that may be seen, as they may be seen."""
        for row in rows:
            if (shown := self._shown(table, row)) is not None:
                yield {name: self.masks(value) for name, value in shown.items()}

    def _shown(self, table: str, row: Row) -> Row | None:
        if table == "reports":
            told = {**row, "handling": self.handling.get(row["report_id"], row["handling"])}
            return {**told, **BLANK} if row["report_id"] in self.gone else told
        if self._is_gone(table, row):
            return None
        kept = {name: None if name in NAMED and value in self.gone else value for name, value in row.items()}
        for name in LISTED:
            listed = kept.get(name) or []
            if self.gone.intersection(listed):
                kept[name] = [one for one in listed if one not in self.gone]
                kept |= dict.fromkeys(WORDS_OF_A_JUDGEMENT) if table == "judgements" else {}
                if name == "members" or (name == "quantity_ids" and not kept[name]):
                    return None
        return kept

    def _is_gone(self, table: str, row: Row) -> bool:
        if table == "claims":
            return row["claim_id"] in self.gone
        return any(row.get(name) in self.gone for name in OWNERS) or (
            table == "entities" and row["entity_id"] in self.gone
        )


def hidden(book: Casebook, levels: Levels, hide: Collection[str], pattern: str | None = None) -> Hidden:
    """What some levels hide in a casebook; ``pattern`` is what else is blacked out."""
    named = {target for target, level in levels.by_id.items() if level in hide}
    once = {name for target in named for name in levels.names.get(target, ())}
    named |= _column(book, f"SELECT entity_id FROM entities WHERE name IN ({_list(once)})")
    reports, entities = ({t for t in named if t.startswith(letter)} for letter in ("r_", "e_"))
    of_reports = _column(book, f"SELECT claim_id FROM claims WHERE report_id IN ({_list(reports)})")
    claims = {t for t in named if t.startswith("c_")} | of_reports
    figures = (
        f"SELECT quantity_id FROM quantities WHERE claim_id IN ({_list(claims)}) OR report_id IN ({_list(reports)})"
    )
    quantities = _column(book, figures)
    emptied = f"SELECT incident_id FROM claims GROUP BY 1 HAVING bool_and(claim_id IN ({_list(claims)}))"
    incidents = _column(book, emptied) if claims else set()
    sealed_claims = claims - of_reports
    phrases = [*once, *_names(book, entities), *_column(book, _SENTENCES.format(ids=_list(sealed_claims)))]
    alone = f"SELECT entity_id FROM mentions GROUP BY 1 HAVING bool_and(report_id IN ({_list(reports)}))"
    met_there = _column(book, alone) if reports else set()
    gone = frozenset({*named, *claims, *quantities, *incidents, *met_there} - {""})
    return Hidden(gone, Masks(phrases, pattern), levels.by_id)


def _names(book: Casebook, entities: Collection[str]) -> Iterator[str]:
    """What entities are called; of persons each part of a name too. Words that name nobody, such as pronouns, stay."""
    for row in book.sql(_NAMES.format(ids=_list(entities))).to_pylist():
        if row["words"][:1].isupper():
            yield from name_parts(row["words"]) if row["kind"] == "person" else [row["words"]]


def _column(book: Casebook, query: str) -> set[str]:
    return {str(value) for value in book.sql(query).columns[0].to_pylist() if value is not None}


def _list(identifiers: Collection[str]) -> str:
    return ", ".join("'" + one.replace("'", "''") + "'" for one in sorted(identifiers)) or "''"
