"""How a deed stands, and what one more operator around it makes of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from khabar.frozen import record

# What somebody means to do or have done, as against what has happened.
DIRECTED = ("planned", "promised", "threatened", "demanded")


@record(frozen=True, slots=True)
class Status:
    """How a deed stands: certainty CT, PR or PS; whether it is negated; its realis; and whether it is a mere ability."""

    certainty: str = "CT"
    negated: bool = False
    realis: str = "occurred"
    able: bool = False

    @property
    def happened(self) -> bool:
        """Whether the deed is presented as having happened or as happening, however surely."""
        return self.realis in ("occurred", "ongoing")

    @property
    def factuality(self) -> str:
        """FactBank's value: what has not happened, is not denied and is given no odds is Uu."""
        open_ = not self.happened and not self.negated and self.certainty == "CT"
        return "Uu" if open_ else self.certainty + ("-" if self.negated else "+")


def apply(status: Status, effect: str) -> Status:
    """The status after one operator, the innermost acting first; an effect that leaves facts alone changes nothing."""
    return EFFECTS[effect](status) if effect in EFFECTS else status


def _negated(status: Status) -> Status:
    if status.happened:
        return replace(status, negated=not status.negated)
    if status.able:
        return Status(negated=True)
    if status.negated:
        return Status("PS", realis="hypothetical")
    if status.realis == "planned" or status.certainty != "CT":
        return replace(status, negated=True)
    return Status(realis="hypothetical")


def _directed(effect: str) -> Callable[[Status], Status]:
    def act(status: Status) -> Status:
        if status.negated:
            return Status(realis="hypothetical")
        weaker = status.happened or status.realis == "planned" or status.certainty != "CT"
        return Status(realis=effect) if weaker else status

    return act


def _unreal(effect: str) -> Callable[[Status], Status]:
    return lambda _: Status(realis=effect)


def _ahead(certainty: str, realis: str) -> Callable[[Status], Status]:
    """Odds on what is still to come: possible at best, or expected."""
    return lambda s: Status(certainty, s.negated, realis) if s.happened else s


def _doubted(certainty: str) -> Callable[[Status], Status]:
    return lambda s: replace(s, certainty=certainty) if s.happened or s.negated else s


def _improbable(status: Status) -> Status:
    return replace(status, certainty="PR", negated=True)


def _able(status: Status) -> Status:
    return Status("PS", status.negated, "hypothetical", able=True) if status.happened else status


def _ongoing(status: Status) -> Status:
    return replace(status, realis="ongoing") if status.realis == "occurred" else status


def _excluded(status: Status) -> Status:
    """What is kept from coming about may come about where it is not: "did not rule out a strike"."""
    return Status(negated=not status.negated, realis="planned") if status.happened else _negated(status)


def _abandoned(status: Status) -> Status:
    """What was to be is no longer to be; a deed done stays done: "dropped a plan to strike", "dropped the inquiry"."""
    return status if status.realis == "occurred" else Status(negated=True, realis=status.realis)


EFFECTS: Mapping[str, Callable[[Status], Status]] = MappingProxyType(
    {
        "negated": _negated,
        "abandoned": _abandoned,
        "excluded": _excluded,
        "planned": _directed("planned"),
        "promised": _directed("promised"),
        "threatened": _directed("threatened"),
        "demanded": _directed("demanded"),
        "hypothetical": _unreal("hypothetical"),
        "conditional": _unreal("hypothetical"),
        "counterfactual": _unreal("hypothetical"),
        "averted": _unreal("hypothetical"),
        "generic": _unreal("generic"),
        "potential": _ahead("PS", "hypothetical"),
        "expected": _ahead("PR", "planned"),
        "possible": _doubted("PS"),
        "probable": _doubted("PR"),
        "improbable": _improbable,
        "able": _able,
        "ongoing": _ongoing,
    }
)
