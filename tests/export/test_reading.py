from __future__ import annotations

import json
from dataclasses import replace

import pytest

from khabar.export.reading import json_line, reading_json
from khabar.records import Claim, Reading, Report

REPORT = "report_id id published outlet title text status original_map"
CLAIM = (
    "claim_id start end trigger event mode contexts register cameo realis speech_act factuality author_factuality "
    "negated attribution_id about_claim_id phase place place_precision date confidence participants holders quantities"
)
HOLDER = "depth kind start end text cue_start cue_end cue quotation factuality stance"
QUANTITY = (
    "quantity_id claim_id attribution_id start end text measure comparator low best high unit population scope part_of"
)
TOP = "report segments sentences mentions places dates attributions quantities claims issues"


@pytest.fixture
def found(sources, reading_of):
    return reading_json(reading_of(sources(1)[0].data), "7")


def test_names_and_nesting_are_those_of_the_design(found):
    assert " ".join(found) == TOP
    assert " ".join(found["report"]) == REPORT
    assert found["report"]["id"] == "7"
    assert " ".join(found["segments"][0]) == "start end kind voice"
    assert " ".join(found["sentences"][0]) == "start end"
    assert " ".join(found["mentions"][0]) == "mention_id start end text kind entity"
    assert " ".join(found["places"][0]) == "start end text place precision"
    assert " ".join(found["dates"][0]) == "start end text kind earliest latest precision edtf"
    assert " ".join(found["attributions"][0]) == "attribution_id parent_id source cue content quotation kind"
    assert " ".join(found["quantities"][0]) == QUANTITY
    assert " ".join(found["claims"][0]) == CLAIM
    assert " ".join(found["claims"][0]["participants"][0]) == "role start end text entity"
    assert " ".join(found["claims"][0]["holders"][0]) == HOLDER
    assert " ".join(found["issues"][0]) == "stage code severity start end message"


def test_rows_of_a_claim_are_nested_in_it(found):
    (claim,) = found["claims"]
    assert [one["role"] for one in claim["participants"]] == ["recipient", "actor"]
    assert [one["depth"] for one in claim["holders"]] == [0, 1]
    assert claim["quantities"] == [found["quantities"][0]["quantity_id"]]
    assert claim["date"] == {"earliest": "2020-01-06", "latest": "2020-01-06", "precision": "day", "from": "text"}
    assert claim["place"] == {
        "place_id": "g1", "name": "Mosul", "country": "IRQ", "latitude": 36.3, "longitude": 43.1,
    }  # fmt: skip
    army = {"name": "Army of Iraq", "kind": "organization", "country": "IRQ", "sector": "MIL", "code": "IRQMIL"}
    assert [m["entity"] for m in found["mentions"] if m["text"] == "army"] == [army]
    assert [m["entity"] for m in found["mentions"] if m["text"] == "Mosul"] == [None]


def test_spans_carry_their_words(found):
    text = found["report"]["text"]
    (said,) = found["attributions"]
    for one in (said["source"], said["cue"], *said["content"]):
        assert text[one["start"] : one["end"]] == one["text"]
    assert said["source"]["text"] == '"the army"'


def test_without_an_id_the_report_is_known_by_its_identifier():
    bare = reading_json(Reading(Report("r_a", "")))
    assert bare["report"]["id"] == "r_a"
    assert all(bare[name] == [] for name in TOP.split()[1:])


@pytest.mark.parametrize(
    "odd", ["\ud800", "\ud83d\ude80", "\x00", "\u2028 \u0085 \u2029 \x0b \r\n", '"\\', "\U0001f680", "</script>"]
)
def test_whatever_the_text_a_line_is_one_line_of_valid_json(odd):
    claim = Claim("c_a", "r_a", 0, 0, 1, odd, confidence=float("nan"))
    line = json_line(reading_json(replace(Reading(Report("r_a", "", text=odd)), claims=(claim,)), odd))
    assert line.splitlines() == [line]
    back = json.loads(line.encode("utf-8"), parse_constant=pytest.fail)
    assert len(back["report"]["text"]) == len(odd)
    assert back["claims"][0]["confidence"] is None
