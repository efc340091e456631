from __future__ import annotations

import pytest

from khabar.casebook import open_casebook
from khabar.export.words import chain, deed, tellings


def holder(kind: str, text: str | None = None, factuality: str = "CT+") -> dict[str, str | None]:
    return {"kind": kind, "text": text, "factuality": factuality}


def claim(trigger: str, negated: bool = False, **roles: str) -> dict[str, object]:
    participants = [{"role": role, "text": text} for role, text in roles.items()]
    return {"trigger": trigger, "negated": negated, "participants": participants}


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (claim("deployed", actor="Iran", recipient="rockets"), "Iran → rockets: “deployed”"),
        (claim("killed", recipient="four protesters"), "→ four protesters: “killed”"),
        (
            claim("hit", actor="drones", recipient="a camp", instrument="missiles"),
            "drones → a camp: “hit”, with missiles",
        ),
        (claim("struck", negated=True, actor="the army"), "the army: not “struck”"),
        (claim("explosion"), "“explosion”"),
    ],
)
def test_the_parties_of_a_deed_are_told_by_their_roles_and_the_deed_in_the_words_of_the_text(row, words):
    assert deed(row) == words


def test_the_chain_is_told_from_the_outlet_inwards():
    holders = [holder("author", None, "Uu"), holder("organization", "state radio", "Uu"), holder("anonymous")]
    assert chain(holders, "The Wire") == "The Wire (Uu) < state radio (Uu) < someone unnamed (CT+)"
    assert chain(holders[:1], None) == "the author (Uu)"
    assert chain([holder("described")], None) == "a source not named (CT+)"


def test_claims_of_a_casebook_are_told_with_their_circumstances(case):
    one, *_ = tellings(open_casebook(case))
    assert one.deed == "→ soldiers: “died”"
    assert one.circumstances == "Mosul, 2020-01-06, killed: Two"
    assert one.chain == 'The Outlet (Uu) < "the army" (CT+)'
    assert one.kind == "ASSAULT"
    assert one.sentence == 'Two soldiers died in Mosul on Monday, "the army" said.'
    assert len(list(tellings(open_casebook(case), limit=2))) == 2
