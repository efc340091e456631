"""PLOVER's types as shipped, and types that a researcher adds."""

from __future__ import annotations

import pytest

from khabar import terms
from khabar.codebook import load_codebook
from khabar.codebook.types import parse

PLOVER = {
    "AGREE": (1, 2.5), "CONSULT": (1, 2.5), "SUPPORT": (1, 5), "CONCEDE": (1, 4.5), "COOPERATE": (2, 9.5), "AID": (2, 10),
    "RETREAT": (2, 6.5), "REQUEST": (3, 0), "ACCUSE": (3, -3), "REJECT": (3, -2), "THREATEN": (3, -3.5), "PROTEST": (4, -5),
    "SANCTION": (4, -6), "MOBILIZE": (4, -5.5), "COERCE": (4, -7), "ASSAULT": (4, -9),
}  # fmt: skip
MODES = {
    "CONSULT": "visit third-party multilateral phone",
    "RETREAT": "withdraw release disarm ceasefire access resign",
    "REQUEST": "assist change yield meet",
    "ACCUSE": "disapprove investigate allege",
    "REJECT": "assist change yield meet",
    "THREATEN": "restrict arrest relations expel territory violence",
    "PROTEST": "demo riot strike hunger boycott obstruct vandalize",
    "SANCTION": "convict expel withdraw discontinue",
    "MOBILIZE": "troops weapons police militia",
    "COERCE": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "ASSAULT": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
    "heavy-weapons crowd-control unconventional",
}


def test_quads_and_scores_follow_the_manual() -> None:
    events = load_codebook().events
    assert {name: (events[name].quad, events[name].score) for name in PLOVER} == PLOVER


def test_modes_follow_the_manual() -> None:
    codebook = load_codebook()
    assert set(codebook.modes) == {(event, mode) for event, names in MODES.items() for mode in names.split()}
    assert len(codebook.modes) == 67
    assert [key for key, mode in codebook.modes.items() if mode.score is None] == [("PROTEST", "vandalize")]
    assert codebook.modes["ASSAULT", "unconventional"].score == -10


def test_recipients_are_required_where_the_manual_says_so() -> None:
    events = load_codebook().events
    assert [name for name in events if events[name].recipient_required] == ["COOPERATE", "AID", "SANCTION"]


def test_khabars_own_types_stand_outside_the_scale() -> None:
    events = load_codebook().events
    assert set(events) - set(PLOVER) == {"POLITICAL_PROCESS", *terms.SPEECH_EVENTS}
    assert all(events[name].score is None and events[name].origin == "Khabar" for name in set(events) - set(PLOVER))


def test_there_are_37_contexts_with_triggers_in_lower_case() -> None:
    contexts = load_codebook().contexts
    assert len(contexts) == 37
    assert all(context.triggers for context in contexts.values())
    assert all(trigger == trigger.lower().strip() for context in contexts.values() for trigger in context.triggers)


def test_registers_and_phases_are_those_of_the_tables() -> None:
    registers = load_codebook().types.registers
    assert set(registers) == set(terms.REGISTERS)
    assert {phase for phases in registers.values() for phase in phases} == set(terms.PHASES)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[events.HEX]\nquad = 1\n', "event HEX needs a gloss"),
        ('[events.HEX]\ngloss = "Hexes."\nquad = 5\n', "a quad is 1, 2, 3 or 4"),
        ('[events.HEX]\ngloss = "Hexes."\nscore = 11\n', "between -10 and 10"),
        ('[events.HEX]\ngloss = "Hexes."\n[events.HEX.modes]\nspell = { score = 1 }\n', "mode HEX spell needs a gloss"),
        ('[contexts]\nmagic = { triggers = ["wand"] }\n', "context magic needs a gloss"),
        ('[registers]\nmagic = { gloss = "Spells." }\n', "registers unknown: magic"),
        ('[registers]\nterritory = { phases = ["hexed"] }\n', "phases unknown: hexed"),
        ('events = "HEX"\n', "one table for each name"),
        ("[events.HEX\n", "Expected"),
    ],
)  # fmt: skip
def test_types_that_cannot_be_used_are_told(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse(text)
