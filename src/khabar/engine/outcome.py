"""What becomes of an item that an engine runs a function on: a result, or a failure that ends nothing else."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any, Generic, TypeVar

from khabar.frozen import record

Item = TypeVar("Item")
Result = TypeVar("Result")


@record(frozen=True, slots=True)
class Failure:
    """Why an item has no result: ``died`` (the worker ended) or ``raised`` (the function did), with the words."""

    kind: str
    message: str
    details: str = ""


@record(frozen=True, slots=True)
class Outcome(Generic[Item, Result]):
    """An item with its result or its failure."""

    item: Item
    result: Result | None = None
    failure: Failure | None = None


def attempt(function: Callable[[Any], Any], item: Any) -> tuple[Any, Failure | None]:
    """What the function gives for the item, or the failure that it ends in."""
    try:
        return function(item), None
    except Exception as error:
        return None, Failure("raised", f"{type(error).__name__}: {error}", traceback.format_exc())
