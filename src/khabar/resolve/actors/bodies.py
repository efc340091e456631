"""Bodies that no table lists by name: what their own words tell of country, sector and what they are.

"Government of Iraq" is the Iraqi government, "United States Central Intelligence Agency" the known agency, "Iraqi High
Commission for Human Rights" an Iraqi body of government, "158th Fighter Wing" a military one.
"""

from __future__ import annotations

from khabar.folding import fold_name
from khabar.resolve.actors import entities
from khabar.resolve.actors.located import POSSESSIVE, Decision, Located
from khabar.resolve.knowledge import Knowledge

NEW = "named in this report"
# Words that begin what qualifies the head of a name: "Ministry of Culture", "Commission for Human Rights".
LINKS = frozenset({"of", "for", "on", "against", "in", "to"})
LONGEST_NATION = 2


def unlisted(item: Located, known: Knowledge) -> Decision:
    """What a name that no table lists refers to."""
    words, text = item.folded.split(), item.mention.text
    if (owner := owner_of(item, known)) is not None and _nation(words, known)[0] is None:
        adjective = known.countries[owner].adjective
        words, text = [*fold_name(adjective).split(), *words], f"{adjective} {text}"
    country, rest = _nation(words, known)
    if country is not None and (listed := known.names.get(" ".join(rest))):
        fitting = [known.actors[s.key] for s in listed if s.kind == "actor" and known.actors[s.key].country == country]
        if len(fitting) == 1 and fitting[0].kind != "person":
            return Decision(
                entities.of_actor(fitting[0]), f"known name with its country: {fitting[0].name}", fitting[0].kind
            )
    agents = known.agents.get(" ".join(rest))
    if country is not None and agents and agents[0].category == "institution":
        entity = entities.of_institution(known.countries[country], agents[0])
        return Decision(entity, f"{agents[0].canonical} of a country", entity.kind)
    sector = _of_international(words, known) or _sector(words, known)
    return Decision(entities.make(text, item.mention.kind, country, sector), NEW)


def owner_of(item: Located, known: Knowledge) -> str | None:
    """The country whose a body is said to be right before its name: "Turkey's | National Security Council"."""
    words, mark = item.parse.words, item.first - 1
    if mark < 1 or words[mark].text not in POSSESSIVE:
        return None
    sizes = (size for size in range(LONGEST_NATION, 0, -1) if size <= mark)
    spans = ([fold_name(w.text) for w in words[mark - size : mark]] for size in sizes)
    return next((country for span in spans if (country := _country(span, known))), None)


def _of_international(words: list[str], known: Knowledge) -> str | None:
    """The sector of the international body that a name begins with: "UN Board of Inquiry", "European Union Naval Force"."""
    for size in range(LONGEST_NATION, 0, -1):
        keys = (s.key for s in known.names.get(" ".join(words[:size])) if s.kind == "actor" and len(words) > size)
        sectors = (known.actors[key].sector for key in keys)
        if found := next((sector for sector in sectors if sector in entities.INTERNATIONAL), None):
            return found
    return None


def _nation(words: list[str], known: Knowledge) -> tuple[str | None, list[str]]:
    """The country that a name begins with or ends in, and the rest: "Iraqi High Commission", "Central Bank of Yemen"."""
    for size in range(LONGEST_NATION, 0, -1):
        if len(words) <= size:
            continue
        if country := _country(words[:size], known):
            return country, words[size:]
        if words[-size - 1] == "of" and (country := _country(words[-size:], known)):
            return country, words[: -size - 1]
    return None, words


def _country(words: list[str], known: Knowledge) -> str | None:
    senses = known.names.get(" ".join(words))
    return next((s.key for s in senses if s.kind in ("country", "demonym")), None)


def _sector(words: list[str], known: Knowledge) -> str | None:
    """The sector that the noun at the head of a name tells: the one before "of", else the last."""
    cut = next((n for n, word in enumerate(words) if n and word in LINKS), len(words))
    for last in (words[:cut][-2:], words[:cut][-1:]):
        if found := known.bodies.get(" ".join(last)) or next((a.sector for a in known.agents.get(" ".join(last))), ""):
            return None if found == "UNK" else found
    return None
