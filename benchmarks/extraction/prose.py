# ruff: noqa: E501 (lists of phrases)
"""Prose of a kind for pages whose text must be known: sentences of news, from a grammar and a seed."""

from __future__ import annotations

import random
from collections.abc import Sequence

Choose = random.Random

WHO = (
    "the provincial governor|a spokeswoman for the ministry|residents of the old quarter|the relief agency|two officers|"
    "the opposition council|a witness who asked not to be named|the electoral commission|farmers along the canal|the observer mission"
)
SAYS = "said|told reporters|announced|confirmed in a statement|denied|acknowledged|warned|repeated on the radio"
DID = (
    "had closed the bridge|were moving supplies to|had fired on a convoy near|would send monitors to|lost contact with|"
    "had signed a truce over|were still searching the ruins of|had counted the dead in|withdrew from|took back"
)
WHERE = "Karvat|the port of Mersa|Upper Dolin|the hills above Sarn|Tel Amar|the crossing at Bezan|the northern suburbs|Wadi Kesh"
WHEN = "on Monday|late on 4 March|before dawn|a day after the talks failed|for the third time this week|in the past month|at noon"
WHY = (
    "after weeks of shelling|because the road was mined|despite an agreement reached in April|as the rains set in|"
    "under pressure from neighbouring states|while negotiators met abroad|although no order had been published"
)
TOPICS = "Truce|Convoy|Bridge|Inquiry|Harvest|Border|Hospital|Ceasefire|Curfew|Talks|Shelling|Evacuation"


def pick(choose: Choose, words: str) -> str:
    """One of the words between bars."""
    return choose.choice(words.split("|"))


def sentence(choose: Choose) -> str:
    """A sentence; five shapes, so that lengths and quotation marks differ."""
    who, where, when, why = (pick(choose, words) for words in (WHO, WHERE, WHEN, WHY))
    says, did, other = pick(choose, SAYS), pick(choose, DID), pick(choose, WHO)
    shapes = (
        f"{who} {says} that {other} {did} {where} {when}",
        f"{when}, {who} {did} {where}, {why}, and {choose.randrange(3, 900)} people were counted there",
        f"“We {did} {where}, {why},” {who} {says} {when}",
        f"{why}, {other} {did} {where}",
        f"{who} {says} it had no part in this; {other} {did} {where} {when}, according to figures of the {choose.randrange(2, 30)}th",
    )
    words = choose.choice(shapes)
    return words[0].upper() + words[1:] + "."


def paragraph(choose: Choose, most: int = 4) -> str:
    """One to four sentences."""
    return " ".join(sentence(choose) for _ in range(choose.randint(1, most)))


def headline(choose: Choose) -> str:
    """A headline."""
    return f"{pick(choose, TOPICS)} at {pick(choose, WHERE)} {choose.choice(('holds', 'fails', 'ends', 'in doubt', 'reported'))}"


def article(choose: Choose) -> Sequence[str]:
    """The paragraphs of an article."""
    return [paragraph(choose) for _ in range(choose.randint(5, 14))]
