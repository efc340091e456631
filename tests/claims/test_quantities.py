from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import pytest

from khabar import nlp, terms, vocab
from khabar.claims import quantities
from khabar.claims.mending import mended
from khabar.claims.tree import grow
from khabar.records import DateMention, Ingested, Parse, Quantity, Report, Segment, Word

CASES = Path(__file__).parents[1] / "cases" / "quantities.txt"


@cache
def model() -> nlp.Model:
    return nlp.load_model()


def find(text: str, dates: Sequence[DateMention] = ()) -> tuple[Quantity, ...]:
    """The quantities of a text that the shipped model has parsed, with their trees mended."""
    report = Report("r", "", text=text, source_text=text)
    parses = nlp.analyse(Ingested(report, (Segment("r", 0, 0, len(text), "body"),)), model())[1]
    return quantities.find(mended(parses), text, "r", dates)


def tree(*rows: tuple[str, str, str, int, str]) -> tuple[str, Parse]:
    """A text and its parse from (word, part of speech, tag, governor, relation); words are their own lemmas."""
    words, text = [], ""
    for form, upos, xpos, head, relation in rows:
        words.append(Word(len(text), len(text) + len(form), form, form.lower(), upos, xpos, "", head, relation))
        text += f"{form} "
    return text, Parse(0, 0, len(text), 0, tuple(words))


def cases() -> list[tuple[str, tuple[str, ...]]]:
    found: list[tuple[str, tuple[str, ...]]] = []
    for line in CASES.read_text(encoding="utf-8").splitlines():
        if line.startswith("=> "):
            found[-1] = (found[-1][0], (*found[-1][1], line[3:]))
        elif line and not line.startswith("#"):
            found.append((line, ()))
    return found


def shown(quantity: Quantity, all_of_them: Sequence[Quantity]) -> str:
    bounds = "..".join(
        "" if v is None else f"{v:.6f}".rstrip("0").rstrip(".") for v in (quantity.low, quantity.best, quantity.high)
    )
    total = next((f"part of: {q.text}" for q in all_of_them if q.quantity_id == quantity.part_of), None)
    extras = [f" [{x}]" for x in (quantity.population, quantity.status, quantity.scope, total) if x]
    return f"{quantity.text}: {quantity.measure} {bounds} {quantity.unit}{''.join(extras)}"


@pytest.mark.parametrize(("text", "expected"), cases())
def test_finds_as_told(text: str, expected: tuple[str, ...]) -> None:
    found = find(text, ages_and_dates(text))
    assert tuple(shown(q, found) for q in found) == expected


def ages_and_dates(text: str) -> list[DateMention]:
    """The dates of the cases, which another stage finds."""
    words = ("Monday", "3 May 2015", "24-year", "10:30")
    return [DateMention("r", text.index(w), text.index(w) + len(w), w, "date") for w in words if w in text]


def test_rows_say_what_they_are() -> None:
    text = "At least 12 civilians were killed and 30 wounded. The deal is worth $3 million."
    found = find(text)
    assert len({q.quantity_id for q in found}) == len(found) == 3
    for quantity in found:
        assert quantity.quantity_id.startswith("q_")
        assert quantity.text == text[quantity.start : quantity.end]
        assert quantity.measure in terms.MEASURES
        assert quantity.comparator in terms.COMPARATORS
        assert quantity.scope is None or quantity.scope in terms.SCOPES
        assert quantity.status is None or quantity.status in terms.VICTIM_STATUSES
        assert (quantity.rule, quantity.claim_id, quantity.attribution_id) == ("vague-v1", None, None)


def test_equal_figures_in_equal_surroundings_have_identifiers_of_their_own() -> None:
    text = "12 men died. " * 12
    found = find(text)
    assert len(found) == 12
    assert len({q.quantity_id for q in found}) == 12


def test_a_number_within_a_date_is_no_figure() -> None:
    text, sentence = tree(
        ("12", "NUM", "CD", 1, "nummod"), ("men", "NOUN", "NNS", 2, "nsubj:pass"), ("killed", "VERB", "VBN", -1, "root")
    )
    assert len(quantities.find([grow(sentence)], text, "r", ())) == 1
    assert quantities.find([grow(sentence)], text, "r", [DateMention("r", 0, 2, "12", "date")]) == ()


def test_a_period_bounds_its_figure() -> None:
    text, sentence = tree(
        ("40", "NUM", "CD", 1, "nummod"), ("men", "NOUN", "NNS", 2, "nsubj"), ("died", "VERB", "VBD", -1, "root"),
        ("in", "ADP", "IN", 4, "case"), ("June", "PROPN", "NNP", 2, "obl"),
    )  # fmt: skip
    june = DateMention("r", 15, 19, "June", "date", "2015-06-01", "2015-06-30", "month", "2015-06")
    found = quantities.find([grow(sentence)], text, "r", [june])
    assert [(q.scope, q.earliest, q.latest) for q in found] == [("period", "2015-06-01", "2015-06-30")]


def test_an_agent_is_not_the_victim() -> None:
    text, sentence = tree(
        ("12", "NUM", "CD", 1, "nummod"), ("gunmen", "NOUN", "NNS", 2, "nsubj"), ("killed", "VERB", "VBD", -1, "root"),
        ("3", "NUM", "CD", 4, "nummod"), ("nurses", "NOUN", "NNS", 2, "obj"),
    )  # fmt: skip
    assert [(q.measure, q.best) for q in quantities.find([grow(sentence)], text, "r", ())] == [
        ("troops", 12),
        ("killed", 3),
    ]


def test_every_measure_word_is_lower_case_and_of_a_known_measure() -> None:
    rows = vocab.load("measures")
    kinds = {"noun", "verb", "adjective", "deed", "life", "number", "stock", "size", "time", "collective"}
    kinds |= {"distance", "ranks", "causing", "remains", "counting"}
    assert {row["kind"] for row in rows} == kinds
    for row in rows:
        assert row["word"] == row["word"].lower()
        assert row["measure"] in (*terms.MEASURES, "")
        assert row["side"] in ("any", "object", "subject")
    assert {row["status"] for row in vocab.load("populations")} == {"civilian", "combatant"}
