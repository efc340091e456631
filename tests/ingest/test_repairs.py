"""Each repair changes what it should and no more."""

from __future__ import annotations

import re
import sys
import unicodedata
from itertools import product

import pytest
from ftfy import badness
from hypothesis import given
from hypothesis import strategies as st

from khabar import ingest
from khabar.errors import ReportError
from khabar.ingest import plain, repairs
from khabar.ingest.offsets import whole
from khabar.ingest.repairs import CHARACTER_RULES, MAX_EDITS, Rule, differences, repair, substitution
from khabar.records import Ingested

ODD = st.sampled_from(
    "ab AB.,\n\r\t*_#>-[]()`\\$&;|\u00a0\u00ad\u200b\u200d\u202e\u2028\ufeff\x00\x0c\x1b\x85\x92éЖمâ€™\ud800𝔸👍🏽"
)
TEXTS = st.lists(st.one_of(ODD, st.characters()), max_size=80).map("".join)


def repaired(text: str) -> str:
    return repair(whole(text), CHARACTER_RULES).content.text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("\ufeffword", "word"),
        ("a\r\nb\rc\x0bd\u2028e", "a\nb\nc\nd\ne"),
        ("page\x0cbreak", "page\n\nbreak"),
        ("red \x1b[31mword\x1b[0m", "red word"),
        ("a\x00b\x07c\x7fd", "abcd"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("Ha\u200bmas Is\u2060rael", "Hamas Israel"),
        ("sol\u00adier", "solier"),
        ("sol\u00ad\ndier", "soldier"),
        ("30\u202f000 men,\u00a0 and more  ", "30 000 men, and more"),
        ("AT&amp;T &lt;b&gt; &nbsp;&#8217;", "AT&T <b> ’"),
        ("&notaname; &#0; R&D; &;", "&notaname; &#0; R&D; &;"),
        ("a\n\n\n\n\nb", "a\n\nb"),
    ],
)
def test_characters(text: str, clean: str) -> None:
    assert repaired(text) == clean


@pytest.mark.parametrize(
    "text",
    [
        "می\u200cخواهم",  # a joiner that Persian spells with
        "क्\u200dष",  # and one of Devanagari
        "“curly” ‘quotes’ — dashes… ﬁne",
        "Łódź, Čelebići, Ağrı, Ð",
        "naïve café £5",
    ],
)
def test_sound_text_stays(text: str) -> None:
    assert repaired(text) == text


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("itâ€™s", "it’s"),
        ("â€œyesâ€\x9d", "“yes”"),
        ("Ð‘Ð°Ð³Ð´Ð°Ð´", "Багдад"),
        ("Don\x92t \x93go\x94", "Don’t “go”"),
    ],
)
def test_mojibake(text: str, clean: str) -> None:
    assert repaired(text) == clean


@given(st.text(max_size=60), st.text(max_size=60))
def test_differences_turn_the_old_into_the_new(old: str, new: str) -> None:
    assert whole(old).edit(differences(old, new)).text == new


def test_too_many_edits_are_not_made_but_told() -> None:
    rule = Rule("x", "x taken out", substitution("x"))
    result = repair(whole("xa" * (MAX_EDITS + 1)), [rule])
    assert result.content.text == "xa" * (MAX_EDITS + 1)
    assert [change.code for change in result.changes] == ["x_skipped"]


@given(TEXTS)
def test_every_visible_character_is_mapped_or_told(text: str) -> None:
    """Nothing that can be seen goes without a change that names it."""
    page = plain.read(text)
    seen = set[int]()
    for block in page.blocks:
        for run in block.content.runs:
            seen.update(range(run.original, run.original + run.length))
    for change in page.changes:
        seen.update(range(change.start, change.end))
    hyphens = {code for block in page.blocks for code, _ in block.joins} & {"hyphen"}
    lost = [c for i, c in enumerate(text) if i not in seen and not c.isspace() and unicodedata.category(c)[0] != "C"]
    assert lost == [] or (hyphens and set(lost) <= set("-\u2010"))


def read(text: str) -> Ingested | None:
    """The report in a text, or None where it has marks but no words."""
    try:
        return ingest.read(ingest.from_record({"text": text}))
    except ReportError:
        return None


@given(TEXTS)
def test_runs_are_exact_for_any_text(text: str) -> None:
    if not repaired(text.replace("\ud800", "\ufffd")).strip():
        with pytest.raises(ReportError, match=r"nothing|no text"):
            ingest.read(ingest.from_record({"text": text}))
        return
    result = read(text)
    if result is None:
        return
    report = result.report
    report.text.encode("utf-8")
    report.source_text.encode("utf-8")
    assert report.source_text == re.sub("[\ud800-\udfff]", "\ufffd", text)
    end = 0
    for run in report.original_map:
        assert run.clean >= end
        end = run.clean + run.length
        assert report.text[run.clean : end] == report.source_text[run.original : run.original + run.length]
    assert [s.start for s in result.segments] == [0, *(s.end for s in result.segments[:-1])]
    assert result.segments[-1].end == len(report.text)
    assert all(s.start < s.end for s in result.segments)


def test_rule_codes_have_one_sentence_each() -> None:
    told: dict[str, str] = {}
    for rule in repairs.CHARACTER_RULES:
        assert told.setdefault(rule.code, rule.told) == rule.told


@pytest.mark.parametrize("rule", [rule for rule in CHARACTER_RULES if rule.unseen], ids=lambda rule: rule.code)
def test_what_is_looked_for_only_among_characters_that_cannot_be_printed_is_one_of_them(rule: Rule) -> None:
    every = [chr(number) for number in range(sys.maxunicode + 1)]
    assert list(rule.find("".join(every)))
    assert not list(rule.find("".join(filter(str.isprintable, every))))


def test_quotes_and_dashes_alone_are_no_damage() -> None:
    for row in product("‘’“”–—… ax.A", repeat=4):
        assert not badness.is_bad("".join(row))


@pytest.mark.parametrize(
    ("text", "clean"), [("a\u00adb", "ab"), ("a  b", "a b"), ("a ", "a"), ("a \nb", "a\nb"), ("a\n\n\n", "a\n\n")]
)
def test_signs_stand_where_a_pattern_matches(text: str, clean: str) -> None:
    assert repair(whole(text), CHARACTER_RULES).content.text == clean
