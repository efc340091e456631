"""Every entry of the resolver's word lists is normal, unique and usable."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from khabar import terms, vocab
from khabar.folding import fold_name
from khabar.resolve import tables
from khabar.resolve.knowledge import Knowledge

SECTORS = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
        "IGO",
        "UNO",
        "EUR",
        "NGO",
        "ISM",
        "IMG",
        "MNC",
    ]
)


def test_countries_have_unique_codes_and_real_positions() -> None:
    countries = tables.countries()
    assert len(countries) == 250
    for codes in ([c.alpha3 for c in countries], [c.alpha2 for c in countries], [c.gw for c in countries if c.gw]):
        assert max(Counter(codes).values()) == 1
    assert all(-90 <= c.latitude <= 90 and -180 <= c.longitude <= 180 for c in countries)


def test_no_two_countries_share_a_name() -> None:
    names = Counter(n for c in tables.countries() for n in {fold_name(n) for n in (c.name, *c.aliases)})
    assert [n for n, count in names.items() if count > 1] == []


def test_actors_are_usable(known: Knowledge) -> None:
    assert len(known.actors) > 1000
    for actor in known.actors.values():
        assert actor.kind in terms.MENTION_KINDS
        assert actor.sector in SECTORS, actor.name
        assert not actor.country or actor.country in known.countries, actor.name
        for name in (actor.name, *actor.aliases):
            assert fold_name(name), actor.name


def test_terms_of_office_are_days_in_order() -> None:
    for actor in tables.actors(vocab.load("actors")):
        for term in actor.terms:
            start, end = (date.fromisoformat(d) if d else None for d in (term.start, term.end))
            assert start is None or end is None or start < end, (actor.name, term)


def test_every_listed_name_is_found_again(known: Knowledge) -> None:
    for actor in known.actors.values():
        for name in (actor.name, *actor.aliases):
            assert any(s.kind == "actor" for s in known.names.get(fold_name(name))), name


@pytest.mark.parametrize(
    "use", ["level", "nearby", "direction", "part", "joining", "preposition", "degree", "members", "mass"]
)
def test_uses_of_words_have_words(use: str) -> None:
    assert tables.listed(use)


def test_agents_have_known_sectors_and_categories() -> None:
    for agent in tables.agents():
        assert agent.sector in SECTORS
        assert agent.category in ("institution", "group", "organization", "people", "community", "role", "country")
        assert agent.canonical


def test_regions_have_positions_and_identifiers_of_their_own() -> None:
    regions = tables.regions()
    assert max(Counter(r.place_id for r in regions).values()) == 1
    assert all(-90 <= r.latitude <= 90 and -180 <= r.longitude <= 180 for r in regions)


def test_titles_are_unique_when_folded(known: Knowledge) -> None:
    assert len(known.titles) == len({t.title for t in tables.titles()})
