"""Role fillers from claims: phrases as the key words them, the measure, and the whole mapping on a report of our own."""

from __future__ import annotations

from typing import Any

import pytest

from evaluation.muc4 import confidences, score_fillers
from evaluation.muc4.align import aligned, entity
from evaluation.muc4.confidence import found, wanted
from evaluation.muc4.fillers import fillers
from evaluation.muc4.phrases import classes, head, is_described, is_of_forces, phrase, uncounted, untitled
from khabar import ingest, pipeline
from khabar.export.reading import reading_json

REPORT = """PUERTO BARRIOS, 4 MAY 90 -- TWO MASKED MEN SHOT DEAD JUDGE ROSA MENDEZ IN FRONT OF HER HOUSE ON FRIDAY.

REBELS OF THE ZARAGOZA LIBERATION FRONT DESTROYED A BRIDGE NEAR THE PORT WITH DYNAMITE. THE ARMY SAID THE SOLDIERS
KILLED TWELVE GUERRILLAS IN A BATTLE NEAR THE BORDER."""


@pytest.fixture(scope="module")
def reading() -> Any:
    source = ingest.from_record({"id": "one", "text": REPORT})
    return reading_json(pipeline.read(source, pipeline.load_tools()), "one")


def test_phrases_lose_what_the_key_leaves_out() -> None:
    assert phrase("THE RESIDENCE OF A COUNCILMAN IN THE OLD TOWN") == "residence of a councilman"
    assert phrase("TWO MEN, WHO WORE HOODS") == "two men"
    assert phrase("SOME OTHER TRUCKS [OF THE CONVOY]") == "trucks"
    assert untitled("COLONEL JUAN PAZ") == "juan paz"


def test_heads_and_classes_of_phrases() -> None:
    assert head("two policemen of the capital") == "policeman"
    assert "person" in classes("three young men")
    assert "facility" in classes("power plants of the north")
    assert classes("zaragoza") == frozenset()


def test_entities_are_right_whole_and_once() -> None:
    key = [entity(["the ZLF", "Zaragoza Liberation Front"]), entity(["two men"])]
    assert aligned([entity(["ZLF"])], key) == 1
    assert aligned([entity(["zlf"]), entity(["Zaragoza Liberation Front"])], key) == 1
    assert aligned([entity(["ZLF", "two men"])], key) == 0
    assert aligned([entity(["a"]), entity(["a"])], [entity(["a", "b"]), entity(["a", "c"])]) == 2


def test_claims_fill_the_roles_and_war_does_not(reading: Any) -> None:
    roles = fillers(reading)
    assert entity(["two masked men"]) in roles["PerpInd"]
    assert entity(["rosa mendez"]) in roles["Victim"]
    assert entity(["bridge"]) in roles["Target"]
    assert entity(["dynamite"]) in roles["Weapon"]
    assert not any("soldiers" in mention for one in roles["PerpInd"] for mention in one)


CONVENTIONS = (
    "PUERTO BARRIOS, 4 MAY 90 -- ZLF REBELS BURNED THREE VEHICLES AND THE MAYOR'S OFFICE IN THE TOWN. THE REBELS ALSO "
    "BLEW UP A POLICE STATION. THE ASHEN HAND CLAIMED RESPONSIBILITY FOR THE ATTACK. TWO LIEUTENANTS WERE CHARGED "
    "WITH THE MURDER OF A PRIEST."
)


def test_the_key_s_own_ways_of_wording_are_kept() -> None:
    source = ingest.from_record({"id": "two", "text": CONVENTIONS})
    roles = fillers(reading_json(pipeline.read(source, pipeline.load_tools()), "two"))
    assert entity(["vehicles"]) in roles["Target"]
    assert entity(["mayor's office"]) in roles["Target"]
    assert not any("police" in mention for one in roles["Target"] for mention in one)
    assert entity(["ashen hand"]) in roles["PerpOrg"]
    assert entity(["two lieutenants"]) in roles["PerpInd"]


def test_those_who_are_only_described_have_no_name() -> None:
    assert is_described("URBAN guerrillas")
    assert is_described("unidentified group")
    assert not is_described("zlf")
    assert uncounted("three vehicles") == "vehicles"
    assert uncounted("20 of the houses") == "houses"
    assert uncounted("bank branches") == "bank branches"
    assert is_of_forces("enemy positions")
    assert not is_of_forces("bank")


def test_roles_are_counted_over_documents(reading: Any) -> None:
    key = {"PerpInd": [[["two masked men", 0]]], "PerpOrg": [], "Target": [[["port", 0]]], "Victim": [], "Weapon": []}
    metrics = score_fillers([({"grit_extracts": key}, reading)])
    assert metrics["perpind_r"] == 1.0
    assert metrics["target_f1"] == 0.0
    assert metrics["mean_of_roles"] == pytest.approx(sum(metrics[f"{r}_f1"] or 0 for r in ("perpind", "weapon")) / 5)


def test_confidence_follows_holders_and_factuality() -> None:
    def claim(**given: Any) -> Any:
        plain = {"event": "ASSAULT", "holders": [], "factuality": "CT+", "realis": "occurred", "speech_act": "report"}
        return {**plain, "participants": [{"role": "actor", "text": "MEMBERS OF THE ZLF"}], **given}

    front = {"depth": 1, "kind": "organization", "text": "THE ZLF"}
    police = {"depth": 1, "kind": "organization", "text": "POLICE"}
    names = frozenset({"zlf"})
    assert found({"claims": [claim()]}, names) == "fact"
    assert found({"claims": [claim(holders=[police])]}, names) == "fact"
    assert found({"claims": [claim(holders=[police], speech_act="accuse")]}, names) == "accused"
    assert found({"claims": [claim(realis="planned")]}, names) is None
    assert found({"claims": [claim(holders=[police, front])]}, names) == "claimed"
    assert found({"claims": [claim(factuality="PS+")]}, names) == "possible"
    assert found({"claims": [claim(), claim(event="RESPONSIBILITY")]}, names) == "claimed"
    assert found({"claims": [claim()]}, frozenset({"eln"})) is None


def test_confidences_are_tabled_by_key_and_ours() -> None:
    given = {"value": "POSSIBLE / SUSPECTED OR ACCUSED BY AUTHORITIES", "of": ["ZLF"]}
    document = {"templates": [{"perp_org_confidence": [given, {"value": "POSSIBLE", "of": ["-"]}]}]}
    assert list(wanted(document)) == [(frozenset({"zlf"}), frozenset({"possible", "accused"}))]
    assert dict(confidences([(document, {"claims": []})])) == {("accused/possible", "none"): 1}
